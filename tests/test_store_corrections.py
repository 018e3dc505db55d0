"""What people put right is laid over what was extracted: it is seen at once, can be undone, and outlives new extractions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import made_rows as made
import pytest

from timeline.corrections import Correction
from timeline.errors import StoreError, UsageError
from timeline.model import Document, Event, Row
from timeline.queries import Filter, query
from timeline.store import Store, open_store, verify


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as store:
        add(store, made.document())
        yield store


def add(store: Store, document: Document, rows: list[Row] | None = None) -> None:
    store.add([document], made.rows(document) if rows is None else rows, articles=[made.article(document)])


def event_with(store: Store, words: str, **filter: object) -> Event:
    """The one event whose title has some words, rejected or not."""
    ids = [identity for (identity,) in store.select("SELECT id FROM events WHERE title LIKE ?", (f"%{words}%",))]
    assert len(ids) == 1, ids
    return store.event(ids[0])


def the(made_ones: tuple[Correction, ...]) -> Correction:
    (one,) = made_ones
    return one


# Changing


def test_a_changed_field_of_an_event_is_shown_with_who_when_and_why(store: Store) -> None:
    attack = event_with(store, "attacked")
    before = store.version
    one = the(store.change(attack.id, "title", "Police post attacked", by="Ann", why="shorter"))
    assert (one.action, one.by, one.why, one.field, one.before, one.after) == (
        "change", "Ann", "shorter", "title", attack.title, "Police post attacked",
    )  # fmt: skip
    assert store.version == before + 1
    changed = store.event(attack.id)
    assert changed.title == "Police post attacked"
    assert changed.rows == attack.rows
    assert changed.extra["corrected"]["title"]["before"] == attack.title
    assert store.corrections() == store.corrections(attack.id) == [one]


def test_a_date_set_by_hand_says_so(store: Store) -> None:
    statement = event_with(store, "UN said")
    assert not statement.is_dated
    store.change(statement.id, "date", "March 2024", by="Ann", why="the agency's site")
    table = query(store, Filter(words="resumed"))
    line = table.iloc[0]
    assert (line["edtf"], line["dating"], line["rule"]) == ("2024-03", "by_hand", "by hand")
    assert line["why"].startswith("set by Ann on ")
    assert line["why"].endswith(": the agency's site")


def test_a_changed_row_is_merged_anew_and_what_was_extracted_stays(store: Store) -> None:
    (row,) = event_with(store, "attacked").rows
    store.change(row.id, "date", date(2024, 3, 4), by="Ann")
    changed = store.event(event_with(store, "attacked").id)
    assert changed.interval.first == date(2024, 3, 4)
    assert changed.rows[0].dating == "by_hand"
    assert store.select("SELECT count(*) FROM rows WHERE body LIKE '%2024-03-04%'") == [(0,)]
    assert verify(store.path) == []


def test_changing_to_what_is_there_already_is_no_correction(store: Store) -> None:
    attack = event_with(store, "attacked")
    before = store.version
    assert store.change(attack.id, "type", attack.type, by="Ann") == ()
    assert store.corrections() == []
    assert store.version == before


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("colour", "red", "there is no such field"),
        ("type", "party", "there is no 'party'"),
        ("status", "perhaps", "there is no 'perhaps'"),
        ("date", "one fine day", "is no date"),
        ("title", "  ", "nothing was given"),
        ("places", [{"name": "X", "lat": 100.0, "lon": 0.0}], "nowhere on earth"),
        ("figures", ["many"], "is no figure"),
        ("confidence", 2, "not between 0 and 1"),
        ("trigger", "x", "is an event"),
    ],
)
def test_a_value_that_cannot_be_meant_changes_nothing(store: Store, field: str, value: object, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        store.change(event_with(store, "attacked").id, field, value, by="Ann")
    assert store.corrections() == []


def test_an_id_that_is_nones_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="there is no event or row 'nothing'"):
        store.accept([event_with(store, "attacked").id, "nothing"], by="Ann")
    assert store.corrections() == []


def test_who_corrects_must_be_said(store: Store) -> None:
    with pytest.raises(UsageError, match="nobody is named"):
        store.accept(event_with(store, "attacked").id, by=" ")


# Accepting and rejecting


def test_accepted_and_rejected_events(store: Store) -> None:
    attack, court = event_with(store, "attacked"), event_with(store, "court")
    store.accept(attack.id, by="Ann")
    store.reject(court.id, by="Ben", why="an old case")
    assert store.event(attack.id).review == "accepted"
    assert store.event(court.id).review == "rejected"
    assert court.id not in set(query(store)["event_id"])
    assert set(query(store, Filter(reviews=["rejected"]))["event_id"]) == {court.id}
    assert set(query(store, Filter(reviews=["accepted"]))["event_id"]) == {attack.id}


def test_undoing_and_undoing_that(store: Store) -> None:
    court = event_with(store, "court")
    one = the(store.reject(court.id, by="Ben"))
    assert the(store.undo(one.id, by="Ann", why="it holds")).undone_by == "Ann"
    assert store.event(court.id).review == "unreviewed"
    assert the(store.corrections()).state == "undone"
    assert store.undo(one.id, by="Ann") == ()
    store.redo(one.id, by="Ben")
    assert store.event(court.id).review == "rejected"
    assert [turn.by for turn in the(tuple(store.corrections())).turns] == ["Ann", "Ben"]


def test_a_batch_is_undone_as_one(store: Store) -> None:
    ids = [identity for (identity,) in store.select("SELECT id FROM events")]
    before = store.version
    found = store.accept(ids, by="Ann")
    assert len(found) == len(ids)
    assert store.version == before + 1
    assert len(store.undo(found[0].batch, by="Ann")) == len(ids)
    assert store.version == before + 2
    assert store.select("SELECT DISTINCT review FROM events") == [("unreviewed",)]


# Outliving a new extraction


def as_read_anew(document: Document) -> list[Row]:
    """The rows of another version: other ids, other numbers, other blanks in the quotes, other findings."""
    return [
        replace(row, id=f"new-{number}", made_by="newer", confidence=0.7, title=f"New: {row.title}")
        for number, row in enumerate(made.rows(document))
    ]


def test_corrections_survive_a_new_extraction_and_small_changes_of_the_text(store: Store) -> None:
    attack, court = event_with(store, "attacked"), event_with(store, "court")
    store.change(attack.id, "title", "Police post attacked", by="Ann")
    store.reject(court.id, by="Ann")
    document = made.document("first", "A new line.\n\n" + made.document().text.replace("TTP attacked", "TTP  attacked"))
    rows = [
        replace(row, evidence=document.text[row.start : row.end])
        for row in (shifted(row, document) for row in as_read_anew(made.document()))
    ]
    add(store, document, rows)
    assert event_with(store, "Police post").rows[0].made_by == "newer"
    assert event_with(store, "court").review == "rejected"
    assert {one.state for one in store.corrections()} == {"in force"}
    assert verify(store.path) == []


def shifted(row: Row, document: Document) -> Row:
    """The row where the other document has its words, which may have other blanks."""
    first = document.text.index(row.evidence.split()[0] + " " + row.evidence.split()[1])
    last = document.text.index(row.evidence[-15:], first) + 15
    return replace(row, start=first, end=last)


def test_a_correction_whose_row_has_vanished_is_orphaned_and_comes_back_with_it(store: Store) -> None:
    court = event_with(store, "court")
    store.reject(court.id, by="Ann")
    document = made.document()
    rows = made.rows(document)
    add(store, document, [row for row in rows if "court" not in row.evidence])
    assert the(tuple(store.corrections())).state == "orphaned"
    add(store, document, as_read_anew(document))
    assert the(tuple(store.corrections())).state == "in force"
    assert event_with(store, "court").review == "rejected"


# The day of an article


TEXT = """Border crossing reopens after talks

The crossing at Torkham was reopened on Monday, officials said. Envoys of both countries met in Kabul last week.
"""


def test_setting_the_day_of_an_article_dates_what_it_tells_at_once(path: Path) -> None:
    with open_store(path) as store:
        store.add([Document("torkham", TEXT)])
        undated = {row.id for row in store.rows() if not row.is_dated}
        assert undated
        before = store.version
        one = the(store.set_published("torkham", 0, "13 March 2024", by="Ann", why="the printed page"))
        assert store.version == before + 1
        assert store.articles()[0].published == date(2024, 3, 13)
        assert store.articles()[0].published_from.startswith("set by Ann on ")
        dated = {row.id: row for row in store.rows() if row.is_dated}
        assert undated & dated.keys()
        assert date(2024, 3, 11) in {row.interval.first for row in dated.values()}
        assert store.add([Document("torkham", TEXT)]).unchanged == ("torkham",)
        store.undo(one.id, by="Ann")
        assert {row.id for row in store.rows() if not row.is_dated} == undated
        assert store.articles()[0].published is None
        store.redo(one.id, by="Ann")
        assert store.articles()[0].published == date(2024, 3, 13)
        assert verify(path) == []


def test_the_day_of_an_article_outlives_a_changed_document(path: Path) -> None:
    with open_store(path) as store:
        store.add([Document("torkham", TEXT)])
        store.set_published("torkham", 0, date(2024, 3, 13), by="Ann")
        store.add([Document("torkham", TEXT.replace("officials said", "officials  told"))])
        assert store.articles()[0].published == date(2024, 3, 13)
        rows = store.rows("torkham")
        store.add([Document("torkham", TEXT)], [])  # rows found elsewhere know nothing of that day
        assert store.articles()[0].published == date(2024, 3, 13)
        assert {row.interval for row in store.rows()} == {row.interval for row in rows}
