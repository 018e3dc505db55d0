"""However corrections and documents come, one by one or all at once, in whatever order, the events are the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import made_rows as made
import pytest
from test_store_merging import told

from timeline.corrections import Correction
from timeline.errors import UsageError
from timeline.merge import candidates, filing
from timeline.model import Document, Event, Row
from timeline.store import Store, materialising, open_store, verify

Given = dict[str, tuple[Document, list[Row]]]


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a few dozen rows already reach."""
    for module in (candidates, filing):
        monkeypatch.setattr(module, "LARGEST", 5)
        monkeypatch.setattr(module, "NEIGHBOURS", 2)


def state_of(store: Store) -> dict[str, object]:
    events: list[Event] = [store.event(identity) for (identity,) in store.select("SELECT id FROM events")]
    return {**{event.id: event for event in events}, "log": store.corrections()}


def one_correction(store: Store, chance: random.Random) -> None:
    """Something that a person may do with what the store shows."""
    events = [identity for (identity,) in store.select("SELECT id FROM events ORDER BY id")]
    rows = sorted({row.id for row, event in store.rows_with_events() if event})
    some = chance.sample(events, min(len(events), chance.choice((1, 2, 3))))
    by = chance.choice(("Ann", "Ben"))
    acts: list[Callable[[], object]] = [
        lambda: store.accept(some, by=by),
        lambda: store.reject(some, by=by),
        lambda: store.reject(chance.choice(rows), by=by),
        lambda: store.merge_events(some, by=by),
        lambda: store.keep_apart(some, by=by),
        lambda: _split(store, chance, some[0]),
        lambda: store.change(some, "title", f"Title {chance.randrange(9)}", by=by),
        lambda: store.change(some[0], "date", date(2024, 3, 1) + timedelta(chance.randrange(5)), by=by),
        lambda: store.change(chance.choice(rows), "date", date(2024, 3, 1) + timedelta(chance.randrange(5)), by=by),
        lambda: store.change(chance.choice(rows), "type", chance.choice(("attack", "clash", "meeting")), by=by),
        lambda: store.change(chance.choice(rows), "places", [chance.choice((made.PESHAWAR, made.QUETTA))], by=by),
        lambda: store.add_by_hand(
            f"Added {chance.randrange(9)}", "In report", document=chance.choice(store.document_ids()), type="attack", by=by
        ),
        lambda: _turn(store, chance),
        lambda: _turn(store, chance),
    ]  # fmt: skip
    try:
        chance.choice(acts)()
    except UsageError:  # fewer than two events, or words that are in no document: a person is told so
        return


def _split(store: Store, chance: random.Random, event: str) -> None:
    rows = store.event(event).rows
    store.split(event, [row.id for row in chance.sample(rows, chance.randrange(1, len(rows) + 1))], by="Ann")


def _turn(store: Store, chance: random.Random) -> None:
    log: list[Correction] = store.corrections()
    if log:
        one = chance.choice(log)
        (store.redo if one.is_undone else store.undo)([one.id], by="Ben")


def one_document(store: Store, chance: random.Random, given: Given, known: Given) -> None:
    name = f"d{chance.randrange(16)}"
    # often the same words, found by another version; sometimes others, sometimes fewer
    if name in known and chance.random() < 0.6:
        document, rows = known[name]
        rows = [
            replace(row, made_by=str(chance.random()), confidence=chance.random())
            for row in rows
            if chance.random() < 0.9
        ]
    else:
        document, rows = told(name, chance, rows=chance.randrange(1, 5))
        known[name] = document, rows
    given[name] = document, rows
    store.add([document], rows)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_corrected_comes_to_the_same_as_everything_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    given: Given = {}
    known: Given = {}
    monkeypatch.setattr(materialising, "_SMALL", 0)  # every change counts as a small one
    with open_store(tmp_path / "step.db") as store:
        for _ in range(12):
            one_document(store, chance, given, known)
        for step in range(60):
            if chance.random() < 0.3:
                one_document(store, chance, given, known)
            else:
                one_correction(store, chance)
            if step % 15 == 14:
                assert verify(store.path) == []
                with monkeypatch.context() as patched:
                    patched.setattr(materialising, "_SMALL", 10**9)  # and here every change as a large one
                    assert state_of(at_once(tmp_path / f"{step}.db", store, given)) == state_of(store)
        assert {one.state for one in store.corrections()} >= {"in force"}


def at_once(path: Path, store: Store, given: Given) -> Store:
    """A store that got all documents first, in the same order, then the whole log."""
    whole = open_store(path)
    documents = [given[name][0] for name in store.document_ids()]
    whole.add(documents, [row for name in store.document_ids() for row in given[name][1]])
    whole.import_corrections(store.corrections())
    return whole
