"""A store of any number of made-up events, for measuring: written straight into its tables, as merging a million takes hours.

    python benchmarks/made_store.py 1000000 events.db

Actors, places and types are those of the packaged gazetteers, as unevenly frequent as in life; days lie mostly in the last years,
two in ten events are known only to a month, a year or not at all, one in five is told by several articles.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from timeline.gazetteer.records import PlaceRecord  # noqa: E402
from timeline.interval import UNKNOWN, Interval, day, month, year  # noqa: E402
from timeline.model import Actor, Article, Document, Event, Row, Status  # noqa: E402
from timeline.rules import packaged  # noqa: E402
from timeline.store import open_store  # noqa: E402
from timeline.store.encoding import article_values, event_body, iso, pack, row_body  # noqa: E402
from timeline.store.event_records import EVENT_COLUMNS, event_columns, event_lists  # noqa: E402
from timeline.store.spellings import names_in  # noqa: E402

__all__ = ["make_store"]

EACH = 5
"""Events that a document is the first to tell."""
KINDS = 12_000
"""Happenings that differ in more than their day, their document and a few words."""
PAPERS = 60
COUNTRIES = ("PK", "AF", "IN", "IR", "TJ", "SY", "UA")
BATCH = 20_000
VERBS = {
    "attack": "attacked", "clash": "clashed", "military_operation": "raided", "takeover": "seized", "agreement": "agreed",
    "meeting": "met", "statement": "warned", "restriction": "closed", "displacement": "fled", "legal": "sentenced",
    "political": "elected", "aid": "delivered", "protest": "marched", "other": "reported",
}  # fmt: skip
WEIGHTS = (22, 12, 8, 4, 3, 9, 14, 4, 5, 6, 4, 3, 4, 2)
STATUSES: tuple[Status, ...] = ("reported",) * 16 + ("alleged", "alleged", "planned", "denied")

# What stands in the packed texts of a kind of happening for what differs from event to event.
EVENT, ROW, DOCUMENT, WORDS, SAID = "@event@", "@row@", "@document@", "@words@", "@said@"
START, END, VERB_AT = 900_000_001, 900_000_002, 900_000_003
WHEN = Interval(date(1801, 1, 1), date(1801, 1, 2), "range", "on", "@edtf@")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of happening: its texts with placeholders, and the keys of what it links to."""

    sentence: str
    verb: str
    type: str
    columns: tuple[Any, ...]
    lists: tuple[str, ...]
    event: str
    row: str
    names: str
    actors: tuple[int, ...]
    places: tuple[int, ...]
    regions: tuple[str, ...]


class Happenings:
    """What the made-up events are drawn from."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.actors = [
            Actor(one["id"], one["name"], one["short"], one["kind"], one["country"])
            for one in (entry.fields for entry in packaged().rows["actors.csv"])
        ]
        places = [PlaceRecord.read(entry.fields).place for entry in packaged().rows["places.csv"]]
        self.places = [place for place in places if place.country in COUNTRIES and place.lat is not None]
        self.chance.shuffle(self.actors)
        self.chance.shuffle(self.places)
        syllables = ("ba", "ke", "mo", "ti", "ra", "sul", "dan", "lo", "mis", "ven", "qor", "hel")
        self.words = [f"{a}{b}{c}" for a in syllables for b in syllables for c in syllables]
        self.chance.shuffle(self.words)
        self.kinds = [self._kind(number) for number in range(KINDS)]
        self.dates = [self._date() for _ in range(20_000)]

    def often(self, some: Sequence[Any]) -> Any:
        """Return one of some, the first ones far more often."""
        return some[int(len(some) * self.chance.random() ** 3.2)]

    def _kind(self, number: int) -> Kind:
        chance = self.chance
        type = chance.choices([*VERBS], WEIGHTS)[0]
        actors = tuple(
            {a.id: a for a in (self.often(self.actors) for _ in range(chance.choice((1, 1, 2, 2, 3))))}.values()
        )
        places = () if chance.random() < 0.06 else (self.often(self.places),)
        where = f" near {places[0].name}" if places else ""
        verb = VERBS[type]
        sentence = (
            f"{' and '.join(actor.name for actor in actors)} {verb}{where}, said officials, {number % 97} of them {{}}."
        )
        row = Row(
            ROW, f"{actors[0].name} {verb}{where}", DOCUMENT, 0, date(2024, 3, 9), START, END, SAID, verb, VERB_AT, WORDS, WHEN,
            "explicit", "day month year", "stated", f"the sentence says {WORDS}", type, "uncoded", chance.choice(STATUSES),
            actors, ("source",) * len(actors), places, (), round(0.3 + 0.69 * chance.random(), 3), "made up",
        )  # fmt: skip
        event = Event(
            EVENT, row.title, type, row.status, WHEN, (row,), actors, places, (), row.confidence, "one article tells it"
        )
        lists = event_lists(event, {})
        return Kind(
            sentence, verb, type, event_columns(event), tuple(pack(one) for one in lists[:5]), event_body(event), row_body(row),
            names_in(f"{row.title}\n{sentence}"), tuple(self.actors.index(actor) + 1 for actor in actors),
            tuple(self.places.index(place) + 1 for place in places), tuple(lists[1]),
        )  # fmt: skip

    def _date(self) -> tuple[Interval, str, str]:
        """Return a date, its words and its packed text."""
        first = date(2025, 11, 20) - timedelta(int(7000 * self.chance.random() ** 2.2))
        choices = (
            [day(first)] * 15
            + [month(first.year, first.month)] * 2
            + [year(first.year), UNKNOWN, Interval(first, None, "day", "since", f"{first.isoformat()}/..")]
        )
        when = self.chance.choice(choices)
        words = when.edtf or "some days"
        return when, words, pack(when)


def make_store(path: Path, events: int, *, seed: int = 1) -> None:
    """Write a store of so many events into a new file."""
    open_store(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        _write(connection, Happenings(seed), events)
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL")
    with open_store(path) as store:
        some = [identity for (identity,) in store.select("SELECT id FROM events ORDER BY random() LIMIT 5")]
        assert all(store.event(identity).rows[0].evidence for identity in some)


def _write(connection: sqlite3.Connection, made: Happenings, events: int) -> None:
    connection.execute("BEGIN")
    _into(connection, "actors", "key id name short kind country", (
        (key, a.id, a.name, a.short, a.kind, a.country) for key, a in enumerate(made.actors, start=1)))  # fmt: skip
    _into(connection, "places", "key name country subdivision lat lon level id", (
        (key, p.name, p.country or "", p.subdivision or "", p.lat, p.lon, p.level, p.id)
        for key, p in enumerate(made.places, start=1)))  # fmt: skip
    for start in range(0, events, BATCH):
        _Batch(connection, made).write(start, min(BATCH, events - start))
    connection.execute("UPDATE state SET value = 1 WHERE name = 'version'")
    connection.execute("COMMIT")


def _into(
    connection: sqlite3.Connection, table: str, columns: str, lines: Iterator[tuple[Any, ...]] | list[Any]
) -> None:
    names = columns.split()
    marks = ", ".join("?" for _ in names)
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", lines)


EVENT_NAMES = " ".join(("key", "id", *EVENT_COLUMNS[1:], "day", "lists", "content", "body"))
AT = {name: place for place, name in enumerate(EVENT_COLUMNS)}
DATED = ("first", "last", "precision", "bound", "edtf")


class _Batch:
    """Some documents with their events, gathered and then written."""

    def __init__(self, connection: sqlite3.Connection, made: Happenings) -> None:
        self.connection, self.made = connection, made
        self.lines: dict[str, list[Any]] = {name: [] for name in (
            "documents", "articles", "rows", "events", "event_rows", "event_actors", "event_regions", "event_places",
            "event_publishers", "words")}  # fmt: skip

    def write(self, start: int, events: int) -> None:
        """Make so many events, of which the first has this number, and write them."""
        for first in range(start, start + events, EACH):
            self._document(first // EACH, range(first, min(first + EACH, start + events)))
        columns = {
            "documents": "key id text digest path title published publisher url made_by content changed",
            "articles": "document number start end title publisher published published_words published_from furniture url "
                        "repeats_document repeats_number",
            "rows": "key id document article start end type body", "events": EVENT_NAMES,
            "event_rows": "event place row document article", "event_actors": "event actor", "event_regions": "event region",
            "event_places": "event place", "event_publishers": "event publisher", "words": "rowid title evidence names",
        }  # fmt: skip
        for table, lines in self.lines.items():
            _into(self.connection, table, columns[table], lines)

    def _document(self, number: int, events: range) -> None:
        name, paper, at = f"d{number:07}", f"Paper {int(PAPERS * self.made.chance.random() ** 2)}", 0
        told: list[str] = []
        for event in events:
            kind, (when, words, packed) = self.made.often(self.made.kinds), self.made.often(self.made.dates)
            said = f"{words}: " + kind.sentence.format(" ".join(self.made.often(self.made.words) for _ in range(4)))
            self._event(event + 1, number, name, paper, kind, when, words, packed, said, at)
            told.append(said)
            at += len(said) + 1
        document = Document(name, "\n".join(told), None, f"News of {name}", date(2024, 3, 9), paper)
        article = Article(name, 0, 0, len(document.text), document.title, paper, document.published)
        self.lines["documents"].append((number + 1, name, document.text, document.digest, None, document.title,
                                        iso(document.published), paper, None, "made up", "made up", 1))  # fmt: skip
        self.lines["articles"].append((number + 1, *article_values(article)))

    def _event(self, key: int, number: int, name: str, paper: str, kind: Kind, when: Interval, words: str, packed: str,
               said: str, at: int) -> None:  # fmt: skip
        lines, chance = self.lines, self.made.chance
        told_by = [(number, name, paper)]
        while chance.random() < 0.17 and number > 10 and len(told_by) < 6:
            other = int(number * chance.random())
            told_by.append((other, f"d{other:07}", f"Paper {other % PAPERS}"))
        told_by = list(dict.fromkeys(told_by))
        papers, documents = list(dict.fromkeys(one[2] for one in told_by)), [one[1] for one in told_by]
        values = list(kind.columns)
        values[0] = f"e{key:012x}"
        for column in DATED:
            value = getattr(when, column)
            values[AT[column]] = iso(value) if column in ("first", "last") else value or None
        values[AT["date_text"]], values[AT["evidence"]], values[AT["sources"]] = words, said, len(told_by)
        values[AT["why"]] = f"the sentence says {words}"
        lists = f"[{','.join(kind.lists)},{pack(papers)},{pack(documents)}]"
        body = kind.event.replace(EVENT, values[0]).replace(PACKED, packed)
        lines["events"].append((key, *values, iso(when.first or when.last), lists, "made up", body))
        for place, (document, identity, _) in enumerate(told_by):
            row = key * 8 + place
            told = (kind.row.replace(ROW, f"r{row}").replace(DOCUMENT, identity).replace(WORDS, words).replace(SAID, said)
                    .replace(PACKED, packed).replace(str(START), str(at)).replace(str(END), str(at + len(said)))
                    .replace(str(VERB_AT), str(at + said.index(kind.verb))))  # fmt: skip
            lines["rows"].append((row, f"r{row}", document + 1, 0, at, at + len(said), kind.type, told))
            lines["event_rows"].append((key, place, row, identity, 0))
        lines["event_actors"] += [(key, actor) for actor in kind.actors]
        lines["event_places"] += [(key, place) for place in kind.places]
        lines["event_regions"] += [(key, region) for region in kind.regions]
        lines["event_publishers"] += [(key, one) for one in papers]
        lines["words"].append((key, values[1], said, kind.names))


PACKED = pack(WHEN)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("events", type=int)
    parser.add_argument("path", type=Path)
    chosen = parser.parse_args()
    began = time.process_time()
    make_store(chosen.path, chosen.events)
    print(
        f"{chosen.events:,} events in {time.process_time() - began:.0f} CPU-seconds, {chosen.path.stat().st_size / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main()
