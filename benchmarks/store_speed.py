"""How long the event store takes on made-up rows: add, replace one document, filtered query, counts, full text.

python benchmarks/store_speed.py 10000 100000
python benchmarks/store_speed.py --lock 20000
python benchmarks/store_speed.py --search 1000000

The second tells how long others are kept from writing while a store of so many rows gets as many more at once. The third asks
the full-text search of a made-up store of so many events, which is written straight into its tables.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

import made_rows as made  # noqa: E402
from served import kept_store  # noqa: E402

from timeline.interval import UNKNOWN, day, month, year  # noqa: E402
from timeline.merge import merge  # noqa: E402
from timeline.model import Actor, Article, Document, Place, Row  # noqa: E402
from timeline.queries import Filter, facets, query  # noqa: E402
from timeline.queries.event_index import HeldIndex  # noqa: E402
from timeline.store import Store, open_store, opening  # noqa: E402

EACH = 5
"""Rows of a document."""
VERBS = {
    "attack": ("attacked", "bombed", "shelled", "ambushed", "raided"), "clash": ("clashed", "fought"), "meeting": ("met",),
    "statement": ("said", "warned", "urged"), "legal": ("sentenced", "charged"), "aid": ("delivered",), "protest": ("marched",),
}  # fmt: skip


class Happenings:
    """Made-up documents whose actors, towns and words are as unevenly frequent as in life; every fifth tells what others do."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.actors = [
            Actor(f"a{n}", f"Front {n}", f"F{n}", "government" if n % 9 == 0 else "armed_group", "PK")
            for n in range(400)
        ]
        self.places = [
            Place(f"Town {n}", "PK", f"PK-{n % 7:02d}", 25 + n / 90, 62 + n / 90, "town", f"t{n}") for n in range(900)
        ]
        self.words = [
            f"{a}{b}{c}" for a in ("bar", "kel", "mon", "tir") for b in ("dan", "lo", "mis") for c in range(250)
        ]

    def _often(self, some: list[Actor] | list[Place] | list[str]) -> object:
        return some[int(len(some) * self.chance.random() ** 3)]

    def documents(self, count: int, *, start: int = 0) -> Iterator[tuple[Document, Article, list[Row]]]:
        known: list[tuple[object, ...]] = []
        for number in range(start, start + count):
            told = []
            for n in range(EACH):
                if known and self.chance.random() < 0.2:
                    told.append((n, *self.chance.choice(known[-2000:])))
                else:
                    known.append(self._happening())
                    told.append((n, *known[-1]))
            yield self._document(number, told)

    def _happening(self) -> tuple[object, ...]:
        kind = self.chance.choice([*VERBS])
        first = date(2012, 1, 1) + timedelta(int(5000 * self.chance.random() ** 0.5))
        when = self.chance.choice([day(first)] * 6 + [month(first.year, first.month)] * 2 + [year(first.year), UNKNOWN])
        words = tuple(self._often(self.words) for _ in range(14))
        return kind, self.chance.choice(VERBS[kind]), when, self._often(self.actors), self._often(self.places), words

    def _document(self, number: int, told: list[tuple[object, ...]]) -> tuple[Document, Article, list[Row]]:
        lines = [
            f"{number}-{n}: {who.name} {verb} near {where.name}, {' '.join(self.chance.sample(words, 12))}."
            for n, _, verb, _, who, where, words in told
        ]
        document = Document(f"d{number:07}", "\n".join(lines))
        rows = [
            made.row(document, line, verb, when, type=kind, actors=(who,), roles=("source",), places=(where,))
            for line, (_, kind, verb, when, who, where, _) in zip(lines, told, strict=True)
        ]
        return document, made.article(document, publisher=f"Paper {number % 40}"), rows


def milliseconds(work: Callable[[], object], *, times: int = 7) -> float:
    """Return the median of some runs."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def fill(store: Store, happenings: Happenings, documents: int) -> None:
    """Add documents in batches that double, as the program itself does."""
    done = 0
    while done < documents:
        batch = [*happenings.documents(min(max(1000, done), documents - done), start=done)]
        store.add(
            [one for one, _, _ in batch],
            (row for *_, rows in batch for row in rows),
            articles=[two for _, two, _ in batch],
        )
        done += len(batch)


def one_more(store: Store, happenings: Happenings, number: int) -> float:
    ((document, article, rows),) = happenings.documents(1, start=number)
    began = time.perf_counter()
    store.add([document], rows, articles=[article])
    return (time.perf_counter() - began) * 1000


def corrections(store: Store) -> Iterator[tuple[str, list[float]]]:
    """Correct some events and documents in each way; yield the name of the way with the milliseconds of CPU of each time."""
    chance = random.Random(3)
    events = chance.sample([one for (one,) in store.select("SELECT id FROM events ORDER BY id")], 35)
    some = [events[at : at + 7] for at in range(0, 35, 7)]
    documents = chance.sample(store.document_ids(), 8)
    store.set_published(documents.pop(), 0, "2020-02-01", by="Ann")  # which reads the rules, once
    ways: dict[str, list[Callable[[], object]]] = {
        "accept one event": [partial(store.accept, one, by="Ann") for one in some[0]],
        "change its title": [partial(store.change, one, "title", "Another", by="Ann") for one in some[1]],
        "change the day of a row": [
            partial(store.change, store.event(one).rows[0].id, "date", "2021-05-04", by="Ann") for one in some[2]
        ],
        "merge two events": [partial(store.merge_events, pair, by="Ann") for pair in zip(*some[3:], strict=True)],
        "set the day of an article": [
            partial(store.set_published, one, 0, "2020-02-02", by="Ann") for one in documents
        ],
    }
    for name, times in ways.items():
        spent = []
        for act in times:
            began = time.process_time()
            act()
            spent.append((time.process_time() - began) * 1000)
        yield name, spent


def merging(number: int) -> float:
    """Return how many seconds of CPU it takes to merge so many rows, without a store."""
    rows = [row for *_, rows in Happenings().documents(number // EACH) for row in rows]
    began = time.process_time()
    merge(rows)
    return time.process_time() - began


def measure(number: int, folder: Path) -> None:
    happenings = Happenings()
    path = folder / f"{number}.db"
    with open_store(path) as store:
        began = time.perf_counter()
        fill(store, happenings, number // EACH)
        filled = time.perf_counter() - began
        print(f"\n{number:,} rows, {store.counts().events:,} events")
        print(f"{'merge all, without a store':34} {merging(number):10.1f} s of CPU")
        print(f"{'add all':34} {filled:10.1f} s     {path.stat().st_size / 1e6:.0f} MB")
        more = [one_more(store, happenings, number // EACH + n) for n in range(7)]
        again = [one_more(store, happenings, n * 17) for n in range(7)]
        for name, spent in (("add one document", more), ("replace one document", again)):
            print(f"{name:34} {statistics.median(spent):10.1f} ms    {max(spent):.0f} at most")
        for name, spent in corrections(store):
            print(f"{name:34} {statistics.median(spent):10.1f} ms    {max(spent):.0f} at most, of CPU")
        work: dict[str, Callable[[], object]] = {
            "actor, region, two years": lambda: query(
                store, Filter(since="2020", until="2021", actors=["Front 3"], regions=["PK-03"])
            ),
            "first 500 in date order": lambda: query(store, limit=500),
            "counts of all choices": lambda: facets(store),
            "counts, one actor": lambda: facets(store, Filter(actors=["Front 3"])),
            "words: rare": lambda: query(store, Filter(words="tirmis249")),
            "words: prefix": lambda: query(store, Filter(words="tirmis24*")),
            "words: phrase": lambda: query(store, Filter(words='"near Town 600"')),
        }
        for name, asked in work.items():
            print(f"{name:34} {milliseconds(asked):10.1f} ms")


@contextmanager
def locks_timed(held: list[float]) -> Iterator[None]:
    """Note for how many seconds of CPU each transaction of this process keeps others from writing."""
    before = opening.transaction

    @contextmanager
    def timed(connection: sqlite3.Connection, path: Path, *, writing: bool) -> Iterator[sqlite3.Connection]:
        with before(connection, path, writing=writing) as open_one:
            began = time.process_time()
            yield open_one
        if writing:
            held.append(time.process_time() - began)

    opening.transaction = timed
    try:
        yield
    finally:
        opening.transaction = before


def locking(number: int, folder: Path) -> None:
    """Print how long the lock is held while as many rows come at once as there are."""
    happenings, held = Happenings(), list[float]()
    with open_store(folder / "locked.db") as store:
        fill(store, happenings, number // EACH)
        batch = [*happenings.documents(number // EACH, start=number // EACH)]
        began = time.process_time()
        with locks_timed(held):
            store.add(
                [one for one, _, _ in batch],
                (row for *_, rows in batch for row in rows),
                articles=[two for _, two, _ in batch],
            )
        spent = time.process_time() - began
    print(
        f"{number:,} rows more than {number:,}: {spent:.1f} s of CPU, {sum(held):.1f} s of it in {len(held)} transactions"
    )
    print(f"lock held at a time: {statistics.median(held):.2f} s of CPU, {max(held):.2f} s at most")


def searching(number: int) -> None:
    """Print how long the search takes: in the store, the first 50 events read; in memory, as the dashboard asks, all found."""
    with open_store(kept_store(number)) as store:
        towns = [
            town
            for (town,) in store.select("SELECT name FROM places WHERE name NOT LIKE '% %' ORDER BY key LIMIT 2000")
        ]
        words: dict[str, str] = {
            "a rare word": "bakemo", "beginning of a word": "bake*", "two letters": "qo*",
            "a phrase, rare": f'"near {towns[-1]}"',
            "a phrase, frequent": f'"near {towns[0]}"', "phrase and beginning": f'"near {towns[0]}" att*',
            "one but not the other": "attacked -qo*", "a word in every event": "officials",
        }  # fmt: skip
        index = HeldIndex(store).now()
        print(f"\n{number:,} events {'':32} in the store    in memory       found")
        for name, typed in words.items():
            asked = Filter(words=typed, undated=True)

            def in_memory(asked: Filter = asked) -> None:
                index.forget()
                index.passing(asked)

            first = milliseconds(lambda asked=asked: query(store, asked, limit=50), times=3)
            spent = milliseconds(in_memory, times=3)
            print(f"{name:24} {typed:24} {first:9.1f} ms {spent:9.1f} ms {len(index.keys(asked)):11,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--lock", type=int, metavar="ROWS")
    parser.add_argument("--search", type=int, metavar="EVENTS")
    chosen = parser.parse_args()
    if chosen.search:
        searching(chosen.search)
        return
    with tempfile.TemporaryDirectory() as folder:
        if chosen.lock:
            locking(chosen.lock, Path(folder))
            return
        for number in chosen.rows:
            measure(number, Path(folder))


if __name__ == "__main__":
    main()
