"""However documents come, one by one or many at a time, the events are those of merging all rows at once."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import made_rows as made
import pytest

from timeline.corrections import Ties
from timeline.errors import StoreError
from timeline.interval import UNKNOWN, Interval, day, month, year
from timeline.merge import Told, candidates, filing, merge, prepared
from timeline.merge.grouping import Link
from timeline.merge.prepared import Prepared
from timeline.merge.traits import Traits, traits_of
from timeline.model import Document, Event, Row
from timeline.store import Store, materialising, open_store

WORDS = [f"word{number}" for number in range(25)]
WHO = (made.TTP, made.PAKISTAN, made.TALIBAN, made.UN)
WHERE = (made.PESHAWAR, made.QUETTA, made.KABUL)


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a few dozen rows already reach."""
    for module in (candidates, filing):
        monkeypatch.setattr(module, "LARGEST", 5)
        monkeypatch.setattr(module, "NEIGHBOURS", 2)


@pytest.fixture
def row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every change of a store with rows in it count as a small one."""
    monkeypatch.setattr(materialising, "_SMALL", 0)


def dates(chance: random.Random) -> Interval:
    first = date(2024, 3, 1) + timedelta(chance.randrange(5))
    open_end = Interval(first, None, "day", "since", f"{first}/..")
    return chance.choice([day(first), day(first), month(2024, 3), year(2024), open_end, UNKNOWN, UNKNOWN])


def told(name: str, chance: random.Random, *, rows: int = 3) -> tuple[Document, list[Row]]:
    """A document of a few happenings so alike that many of them are joined."""
    sentences = [
        f"In report {name} {number} {' '.join(chance.sample(WORDS, 9))}." if chance.random() < 0.8 else
        "The same sentence stands in many of these reports, whoever has printed it." + " " * number
        for number in range(rows)
    ]  # fmt: skip
    document = Document(name, "\n".join(sentences))
    found = [
        replace(
            made.row(document, sentence, sentence.split()[chance.randrange(2)], dates(chance)),
            type=chance.choice(("attack", "attack", "clash", "meeting", "statistic")),
            actors=tuple(chance.sample(WHO, chance.randrange(3))),
            places=tuple(chance.sample(WHERE, chance.randrange(2))),
            published=date(2024, 3, 9) + timedelta(chance.randrange(3)),
        )
        for sentence in sentences
    ]
    return document, found


def events_of(store: Store) -> dict[str, Event]:
    return {identity: store.event(identity) for (identity,) in store.select("SELECT id FROM events")}


def merged(store: Store) -> dict[str, Event]:
    """What merging all rows at once gives, but for those of articles that repeat another."""
    repeating = {(article.document, article.number) for article in store.articles() if article.repeats}
    return {
        event.id: event for event in merge(row for row in store.rows() if (row.document, row.article) not in repeating)
    }


@pytest.mark.usefixtures("small_blocks", "row_by_row")
@pytest.mark.parametrize("seed", range(4))
def test_random_changes_come_to_the_same_events_as_merging_all(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with open_store(tmp_path / "events.db") as store:
        for _ in range(14):
            names = [f"d{chance.randrange(24)}" for _ in range(chance.choice((1, 1, 2, 5)))]
            batch = [told(name, chance, rows=chance.randrange(5)) for name in dict.fromkeys(names)]
            store.add([document for document, _ in batch], [row for _, rows in batch for row in rows])
            assert events_of(store) == merged(store)
        assert any(len(event.rows) > 2 for event in events_of(store).values())
        assert any("similar" in event.extra for event in events_of(store).values())


@pytest.mark.usefixtures("small_blocks")
def test_the_order_and_the_batches_do_not_matter(tmp_path: Path) -> None:
    chance = random.Random(11)
    given = [told(f"d{number}", chance) for number in range(40)]
    seen: list[dict[str, Event]] = []
    for turn, size in enumerate((40, 1, 7)):
        chance.shuffle(given)
        with open_store(tmp_path / f"{turn}.db") as store:
            for at in range(0, len(given), size):
                batch = given[at : at + size]
                store.add([document for document, _ in batch], [row for _, rows in batch for row in rows])
            seen.append(events_of(store))
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.usefixtures("row_by_row")
def test_one_document_more_or_less_leaves_the_events_of_others_alone(tmp_path: Path) -> None:
    documents, articles, rows = made.many(60)
    with open_store(tmp_path / "events.db") as store:
        store.add(documents[:-1], [row for row in rows if row.document != "d59"], articles=articles[:-1])
        before = events_of(store)
        store.add(documents[-1:], [row for row in rows if row.document == "d59"], articles=articles[-1:])
        assert before.keys() <= events_of(store).keys()
        store.add(documents[-1:], [])
        assert events_of(store) == before


def test_one_document_among_many_is_not_merged_with_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents, articles, rows = made.many(200)
    with open_store(tmp_path / "events.db") as store:
        store.add(documents, rows, articles=articles)
        compared: list[int] = []
        told_together = materialising.told_together

        def count(traits: list[Traits], links: list[Link], ties: Ties[int]) -> list[Told]:
            compared.append(len(traits))
            return told_together(traits, links, ties)

        monkeypatch.setattr(materialising, "told_together", count)
        changed = replace(documents[7], publisher="Another")
        store.add([changed], [row for row in rows if row.document == "d7"], articles=[articles[7]])
        assert 5 <= compared[0] < 100
        assert events_of(store) == merged(store)


@pytest.mark.usefixtures("row_by_row")
def test_an_article_that_comes_to_repeat_another_no_longer_tells(tmp_path: Path) -> None:
    text = "\n".join(f"Sentence {number} of the long report on the {number}th day." for number in range(20))
    with open_store(tmp_path / "events.db") as store:
        other = Document("other", "A court in Lahore heard a case in May 2021.")
        store.add([other], [made.row(other, other.text, "heard", type="legal")])
        for name in ("one", "two"):
            document = Document(name, text)
            row = made.row(document, text.splitlines()[3], "report", type="statement")
            store.add([document], [row], articles=[made.article(document)])
        assert sorted(event.sources for event in events_of(store).values()) == [(("one", 0),), (("other", 0),)]
        store.add([Document("one", "Nothing of it is left.")], [])
        assert sorted(event.sources for event in events_of(store).values()) == [(("other", 0),), (("two", 0),)]


def test_a_store_of_an_earlier_version_is_merged_anew_with_the_next_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(5)
    given = {f"d{number}": told(f"d{number}", chance) for number in range(60)}
    with open_store(tmp_path / "events.db") as store:
        for name in [*given][:-1]:
            store.add([given[name][0]], given[name][1])
        monkeypatch.setattr(materialising, "program_version", lambda: "of next year")
        store.add([given["d59"][0]], given["d59"][1])
        (filed,) = store.select("SELECT count(DISTINCT row) FROM row_traits")[0]
        assert filed == store.counts().rows
        assert events_of(store) == merged(store)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("seed", range(6))
def test_what_others_change_while_a_large_batch_is_prepared_is_brought_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    batch = {f"d{number}": told(f"d{number}", chance, rows=chance.randrange(5)) for number in range(30)}
    meanwhile = {f"d{number}": told(f"d{number}", chance, rows=chance.randrange(5)) for number in (3, 4, 40, 41)}
    monkeypatch.setattr(prepared, "_FEW", 1)
    brought_in = []
    changed = Prepared._changed

    def counted(self: Prepared, texts: Any, gone: list[int], come: list[str]) -> Any:
        brought_in.append((len(gone), len(come)))
        return changed(self, texts, gone, come)

    monkeypatch.setattr(Prepared, "_changed", counted)
    with open_store(tmp_path / "events.db") as store, open_store(tmp_path / "events.db") as other:
        add(store, {name: batch[name] for name in [*batch][:12]})
        prepare = store._prepare

        def slowly(some: Any) -> Prepared | None:
            ready = prepare(some)
            add(other, meanwhile)
            return ready

        monkeypatch.setattr(store, "_prepare", slowly)
        add(store, {name: batch[name] for name in [*batch][10:]})
        assert events_of(store) == merged(store)
    assert brought_in[-1][0] or brought_in[-1][1]


def add(store: Store, some: dict[str, tuple[Document, list[Row]]]) -> None:
    store.add([document for document, _ in some.values()], [row for _, rows in some.values() for row in rows])


def test_a_large_batch_keeps_others_from_writing_only_after_its_rows_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(2)
    writing = []

    def free(self: Prepared, *given: Any) -> None:
        with open_store(tmp_path / "events.db", wait=0) as other, other.writing():
            writing.append("others could write")
        begin(self, *given)

    begin = Prepared.__init__
    with open_store(tmp_path / "events.db") as store:
        monkeypatch.setattr(Prepared, "__init__", free)
        add(store, {f"d{number}": told(f"d{number}", chance) for number in range(8)})
        assert writing == ["others could write"]
        assert events_of(store) == merged(store)


def test_an_event_is_found_by_the_id_it_had_before_an_earlier_source_came(tmp_path: Path) -> None:
    sentence = "The council met the envoys in the old harbour and talked for six hours about the bridge."
    pages = [
        Document("late", sentence),
        Document(
            "early", f"{sentence}\nBoats lay idle. The price of salt has doubled within a year, fishermen told us."
        ),
    ]
    rows = [
        replace(made.row(page, sentence, "met", day(date(2024, 3, 1))), type="meeting", published=date(2024, 3, at))
        for page, at in zip(pages, (9, 2), strict=True)
    ]
    with open_store(tmp_path / "events.db") as store:
        store.add(pages[:1], rows[:1])
        (before,) = events_of(store)
        store.add(pages[1:], rows[1:])
        (after,) = events_of(store)
        assert before != after
        assert store.event(before) == store.event(after)
        assert len(store.event(before).rows) == 2
        with pytest.raises(StoreError, match="there is no event 'e0'"):
            store.event("e0")


class Drawer:
    """Rows filed in memory."""

    def __init__(self) -> None:
        self.rows: dict[int, Traits] = {}

    def members(self, block: object) -> set[int]:
        return {number for number, row in self.rows.items() if block in filing.blocks_of(row)}

    def traits(self, row: int) -> Traits:
        return self.rows[row]

    def place(self, row: int) -> int:
        return row


def some_rows(number: int) -> Iterator[tuple[int, Traits]]:
    chance = random.Random(number)
    rows = [row for at in range(number) for row in told(f"d{at:03}", chance, rows=2)[1]]
    yield from enumerate(map(traits_of, rows))


@pytest.mark.usefixtures("small_blocks")
def test_rows_filed_one_by_one_are_compared_as_all_at_once() -> None:
    drawer, given = Drawer(), dict(some_rows(22))
    pairs: set[tuple[int, int]] = set()
    for row in random.Random(3).sample(sorted(given), len(given)):
        drawer.rows[row] = given[row]
        partners, others = filing.concerned(row, drawer)
        pairs |= {(min(row, other), max(row, other)) for other in partners}
        gone = {(min(pair), max(pair)) for pair in others if not filing.are_compared(*pair, drawer)}
        pairs -= gone
        order = sorted(drawer.rows)
        all_at_once = {(order[one], order[two]) for one, two in candidates.candidate_pairs([given[n] for n in order])}
        assert {pair for pair in pairs if have_a_day_in_common(*(given[one] for one in pair))} == all_at_once


def have_a_day_in_common(one: Traits, two: Traits) -> bool:
    return not (one.is_dated and two.is_dated) or one.row.interval.overlaps(two.row.interval)
