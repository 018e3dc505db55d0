"""A large batch is written in short transactions: each leaves whole documents, and in the end all is merged as at once."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import made_rows as made
import pytest
from test_store_corrections_merging import one_correction
from test_store_merging import add, events_of, merged, told

from timeline.errors import StoreError
from timeline.merge import candidates, filing
from timeline.model import Document
from timeline.store import Store, adding, open_store, settling, verify


@pytest.fixture(autouse=True)
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a few dozen rows already reach."""
    monkeypatch.setattr(adding, "PORTION", 6)
    monkeypatch.setattr(settling, "_PAIRS", 3)
    for module in (candidates, filing):
        monkeypatch.setattr(module, "LARGEST", 5)
        monkeypatch.setattr(module, "NEIGHBOURS", 2)


def before_each_transaction(monkeypatch: pytest.MonkeyPatch, store: Store, act: Callable[[int], object]) -> list[int]:
    """Let something happen before each transaction of a store; return the numbers of those that were."""
    writing, numbers = store.writing, list[int]()

    @contextmanager
    def watched() -> Iterator[Any]:
        numbers.append(len(numbers))
        act(numbers[-1])
        with writing() as connection:
            yield connection

    monkeypatch.setattr(store, "writing", watched)
    return numbers


def some(chance: random.Random, names: range, *, rows: int = 3) -> dict[str, Any]:
    return {f"d{number}": told(f"d{number}", chance, rows=chance.randrange(1, rows + 1)) for number in names}


@pytest.mark.parametrize("seed", range(6))
def test_portions_come_to_the_same_events_as_merging_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    with open_store(tmp_path / "events.db") as store:
        for names in (range(20), range(15, 40), range(60)):  # some take the place of earlier ones
            numbers = before_each_transaction(monkeypatch, store, lambda number: None)
            add(store, some(chance, names))
            assert len(numbers) > 3
            assert events_of(store) == merged(store)
        assert any(len(event.rows) > 2 for event in events_of(store).values())
    assert verify(tmp_path / "events.db") == []


@pytest.mark.parametrize("seed", range(6))
def test_what_others_write_between_portions_is_merged_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance, others_chance = random.Random(seed), random.Random(seed + 100)
    path = tmp_path / "events.db"
    with open_store(path) as store, open_store(path) as other, open_store(tmp_path / "once.db") as once:
        add(store, some(chance, range(12)))

        def between(number: int) -> None:
            if number < 12 and number % 3 == 1:
                one_correction(other, others_chance)
            elif number < 12 and number % 3 == 2:
                add(other, some(others_chance, range(number * 3, number * 3 + 1)))
            assert verify(path) == []

        before_each_transaction(monkeypatch, store, between)
        add(store, some(chance, range(10, 45)))
        # the same documents and corrections, merged all at once
        given = [other.document(name) for name in other.document_ids()]
        once.import_corrections(store.corrections())
        monkeypatch.setattr(adding, "PORTION", 10_000)
        once.add(given, other.rows(extracted=True))
        assert {name: event.rows for name, event in events_of(store).items()} == {
            name: event.rows for name, event in events_of(once).items()
        }
        assert events_of(store) == events_of(once)
    assert verify(path) == []


def test_an_article_that_repeats_another_in_another_portion_tells_nothing(tmp_path: Path) -> None:
    chance = random.Random(4)
    text = "\n".join(f"Sentence {number} of the long report on the {number}th day." for number in range(20))
    twice = [Document(name, text) for name in ("one", "two")]
    batch = some(chance, range(30))
    with open_store(tmp_path / "events.db") as store:
        documents = [twice[0], *(document for document, _ in batch.values()), twice[1]]
        rows = [made.row(one, text.splitlines()[3], "report", type="statement") for one in twice]
        store.add(
            documents,
            [*rows, *(row for _, rows in batch.values() for row in rows)],
            articles=[made.article(one) for one in documents],
        )
        assert [bool(store.articles(name)[0].repeats) for name in ("one", "two")] == [False, True]
        assert events_of(store) == merged(store)


def test_a_program_that_is_ended_between_portions_leaves_whole_documents_and_the_next_one_settles_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    path, batch = tmp_path / "events.db", some(chance, range(40))

    def end(number: int) -> None:
        if number == 5:
            raise StoreError("here", "the disk is full", "make room")

    with open_store(path) as store:
        before_each_transaction(monkeypatch, store, end)
        with pytest.raises(StoreError, match="disk is full"):
            add(store, batch)
    with open_store(path) as store:
        there = store.document_ids()
        assert 0 < len(there) < 40
        assert all(store.rows(name) == batch[name][1] for name in there)
        assert verify(path) == []
        with store.writing() as connection:
            assert not settling.is_left(connection)  # whoever wrote them may be at it still
            connection.execute("UPDATE state SET value = value - 1000 WHERE name = 'unsettled'")
            # as if a pair were noted that is none
            one, two = [key for (key,) in connection.execute("SELECT key FROM rows ORDER BY key DESC LIMIT 2")]
            connection.execute("INSERT OR REPLACE INTO row_links VALUES (?, ?, 0.99)", (two, one))
        store.add([], [])
        assert store.select("SELECT 1 FROM state WHERE name = 'unsettled'") == []
        assert store.select("SELECT 1 FROM row_links WHERE score = 0.99 AND one = ?", (two,)) == []
        assert events_of(store) == merged(store)
        add(store, batch)
        assert events_of(store) == merged(store)
        assert len(store.document_ids()) == 40


def test_documents_that_are_merged_row_by_row_are_written_a_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(9)
    monkeypatch.setattr(adding, "FEW", 2)
    with open_store(tmp_path / "events.db") as store:
        add(store, some(chance, range(120)))
        numbers = before_each_transaction(monkeypatch, store, lambda number: None)
        add(store, some(chance, range(200, 203), rows=1))
        assert len(numbers) == 2
        assert events_of(store) == merged(store)
