"""What people put right is laid over what was extracted: it is seen at once, can be undone, and outlives new extractions."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import made_rows as made
import pytest

from timeline.corrections import Correction
from timeline.errors import ReadError, StoreError, UsageError
from timeline.model import Document, Event, Row
from timeline.queries import Filter, query
from timeline.store import (
    Store,
    backup,
    correction_records,
    correction_writing,
    event_store,
    open_store,
    restore,
    verify,
)


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


def event_with(store: Store, words: str) -> Event:
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


# Which rows are the same happening


def two_reports(store: Store) -> tuple[Event, Event]:
    """Two events that are told too differently to be joined, on one day."""
    one = Document("one", "A blast shook the market of Quetta on 5 May 2024.")
    two = Document("two", "On 5 May 2024 rescuers dug through the rubble in Quetta.")
    five = made.day(date(2024, 5, 5))
    rows = [
        made.row(one, one.text, "blast", five, type="attack", places=(made.QUETTA,)),
        made.row(two, two.text, "dug", five, type="aid", places=(made.QUETTA,)),
    ]
    store.add([one, two], rows, articles=[made.article(one, title="One"), made.article(two, title="Two")])
    return event_with(store, "A blast"), event_with(store, "rescuers")


def test_events_merged_by_hand_stay_together(store: Store) -> None:
    one, two = two_reports(store)
    merged = the(store.merge_events([one.id, two.id], by="Ann", why="the same blast"))
    event = store.event(one.id)
    assert {row.document for row in event.rows} == {"one", "two"}
    assert event.why.startswith("merged by Ann on ")
    assert merged.before == [one.id, two.id]
    document = store.document("two")
    store.add([document], [replace(row, id="new", made_by="newer") for row in store.rows("two")])
    assert {row.id for row in store.event(one.id).rows} >= {"new"}
    store.undo(merged.id, by="Ann")
    assert len(store.event(one.id).rows) == 1
    assert verify(store.path) == []


def test_rows_split_from_an_event_stay_apart_and_are_not_suggested(store: Store) -> None:
    text = "Another paper.\n" + made.SENTENCES[0]
    second = made.document("second", text)
    told = made.rows(made.document())[0]
    more = {name: getattr(told, name) for name in ("type", "date_text", "actors", "roles", "places")}
    store.add([second], [made.row(second, made.SENTENCES[0], "attacked", told.interval, **more)])
    both = store.event(next(event for row, event in store.rows_with_events("second") if event))
    assert len(both.rows) == 2
    (own,) = [row for row in both.rows if row.document == "second"]
    store.split(both.id, own.id, by="Ann", why="a second attack")
    events = {row.document: event for row, event in store.rows_with_events() if row.evidence == made.SENTENCES[0]}
    assert events["first"] != events["second"]
    assert all("similar" not in store.event(str(event)).extra for event in events.values())
    again = the(store.merge_events([str(event) for event in events.values()], by="Ben", why="no, it is one"))
    assert len({event for row, event in store.rows_with_events() if row.evidence == made.SENTENCES[0]}) == 1
    store.undo(again.id, by="Ann")
    assert len({event for row, event in store.rows_with_events() if row.evidence == made.SENTENCES[0]}) == 2
    assert verify(store.path) == []


def test_what_cannot_be_split_or_merged(store: Store) -> None:
    one, two = two_reports(store)
    with pytest.raises(UsageError, match="is no row of it"):
        store.split(one.id, two.rows[0].id, by="Ann")
    with pytest.raises(UsageError, match="nothing would be left"):
        store.split(one.id, one.rows[0].id, by="Ann")
    with pytest.raises(UsageError, match="1 was given"):
        store.merge_events(one.id, by="Ann")


def test_a_rejected_row_no_longer_speaks_for_the_event(store: Store) -> None:
    one, two = two_reports(store)
    store.merge_events([one.id, two.id], by="Ann")
    store.reject(two.rows[0].id, by="Ann")
    assert len(store.event(one.id).rows) == 1
    assert store.event(one.id).review == "unreviewed"
    assert event_with(store, "rescuers").review == "rejected"
    assert verify(store.path) == []


# What was overlooked


def test_an_event_added_by_hand_from_a_document_of_the_store(store: Store) -> None:
    quote = "killing 5\nofficers"
    one = the(
        store.add_by_hand(
            "Five officers killed", quote, document="first", date="4 March 2024", type="legal", actors=["TTP"],
            places=["Peshawar"], figures=["5 killed"], by="Ann", why="overlooked",
        )
    )  # fmt: skip
    event = event_with(store, "Five officers killed")
    assert event.rows[0].evidence == "killing 5 officers"
    assert (event.rows[0].dating, event.actors[0].id, event.places[0]) == ("by_hand", "ttp", made.PESHAWAR)
    assert one.state == "in force"
    store.change(event.rows[0].id, "status", "alleged", by="Ben")
    add(store, made.document(), as_read_anew(made.document()))
    assert event_with(store, "Five officers killed").status == "alleged"
    store.undo(one.id, by="Ann")
    assert store.select("SELECT 1 FROM events WHERE title = 'Five officers killed'") == []
    assert {one.state for one in store.corrections()} == {"undone", "orphaned"}
    store.redo(one.id, by="Ann")
    assert event_with(store, "Five officers killed").status == "alleged"
    assert verify(store.path) == []


def test_an_event_added_by_hand_from_outside_brings_its_source(store: Store) -> None:
    source = {"publisher": "The Other Paper", "url": "https://example.org/7", "published": "2024-05-06"}
    one = the(store.add_by_hand("Bridge opened", "The bridge was opened on Sunday.", source=source, by="Ann"))
    event = event_with(store, "Bridge opened")
    document = store.document(event.rows[0].document)
    assert (document.publisher, document.published) == ("The Other Paper", date(2024, 5, 6))
    assert store.add([document]).unchanged == (document.id,)
    assert len(store.rows(document.id)) == 1
    store.undo(one.id, by="Ann")
    assert document.id not in store.document_ids()
    assert verify(store.path) == []
    store.redo(one.id, by="Ann")
    assert event_with(store, "Bridge opened").rows == event.rows


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"document": "first", "quote": "never said"}, "do not stand in first"),
        ({"document": "first", "quote": "killing 5 officers", "trigger": "met"}, "does not stand in the words quoted"),
        ({"quote": "killing 5 officers"}, "needs one source"),
        ({"source": {}, "quote": "x"}, "is not named"),
        ({"source": {"colour": "red"}, "quote": "x"}, "has no part 'colour'"),
        ({"document": "first", "quote": " "}, "no words of the source"),
    ],
)
def test_what_cannot_be_added(store: Store, more: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        store.add_by_hand("Something", by="Ann", **more)  # type: ignore[arg-type]
    assert store.corrections() == []


# Another name


def test_another_name_is_read_in_the_documents_that_hold_it(path: Path) -> None:
    one = Document("one", "Fighters of the Crimson Banner attacked a convoy near Quetta on 3 May 2024.")
    two = Document("two", "Envoys met in Kabul on 4 May 2024.")
    with open_store(path) as store:
        store.add([one, two])
        assert "ttp" not in {actor.id for row in store.rows() for actor in row.actors}
        made_by = store.select("SELECT changed FROM documents WHERE id = 'two'")
        alias = the(store.add_alias("Crimson Banner", "TTP", by="Ann", why="its new name"))
        assert "ttp" in {actor.id for row in store.rows("one") for actor in row.actors}
        assert store.select("SELECT changed FROM documents WHERE id = 'two'") == made_by
        three = Document("three", "On 7 May 2024 the Crimson Banner bombed a bridge.")
        store.add([three])
        assert "ttp" in {actor.id for row in store.rows("three") for actor in row.actors}
        assert store.add([one, two, three]).unchanged == ("one", "two", "three")
        store.undo(alias.id, by="Ann")
        assert "ttp" not in {actor.id for row in store.rows() for actor in row.actors}
        with pytest.raises(UsageError, match="in the lists"):
            store.add_alias("Crimson Banner", "Nobody at All", by="Ann")
        with pytest.raises(UsageError, match="already"):
            store.add_alias("TTP", "ttp", by="Ann")


# The log moves


def corrected_in_many_ways(store: Store) -> None:
    one, two = two_reports(store)
    store.merge_events([one.id, two.id], by="Ann", why="=SUM(1)")
    attack, court = event_with(store, "attacked"), event_with(store, "court")
    store.change_fields(attack.id, {"title": "A “new” title\x07", "date": "March 2024"}, by="Ann")
    store.change(attack.rows[0].id, "actors", [made.UN, "Somebody New"], by="Ben")
    store.reject(court.id, by="Ben")
    store.undo(store.accept(one.id, by="Ann")[0].id, by="Ben", why="too soon")
    store.add_by_hand(
        "Bridge opened", "The bridge was opened.", source={"publisher": "P"}, figures=["1 bridge"], by="Ann"
    )
    store.set_published("one", 0, date(2024, 5, 6), by="Ann")
    store.add_alias("Crimson Banner", "TTP", by="Ann")


def state_of(store: Store) -> list[object]:
    events = [store.event(identity) for (identity,) in store.select("SELECT id FROM events ORDER BY id")]
    return [events, store.corrections()]


@pytest.mark.parametrize("form", ["jsonl", "xlsx"])
def test_a_log_moves_to_another_store_of_the_same_documents(tmp_path: Path, store: Store, form: str) -> None:
    two_reports(store)
    other_path = tmp_path / "other.db"
    with open_store(other_path) as other:
        other.add(store.documents(), store.rows(), articles=store.articles())
        corrected_in_many_ways(store)
        file = tmp_path / f"log.{form}"
        assert store.export_corrections(file) == len(store.corrections())
        done = other.import_corrections(file)
        assert (done.added, done.unchanged, done.orphaned) == (len(store.corrections()), 0, 0)
        assert state_of(other) == state_of(store)
        version = other.version
        assert other.import_corrections(file).unchanged == len(store.corrections())
        assert other.version == version
        store.undo([one.id for one in store.corrections() if one.action == "merge"], by="Cem")
        done = other.import_corrections(store.corrections())
        assert (done.added, done.turned) == (0, 1)
        assert state_of(other) == state_of(store)
    assert verify(other_path) == []


def test_a_log_for_documents_that_are_not_here_waits_for_them(tmp_path: Path, store: Store) -> None:
    corrected_in_many_ways(store)
    with open_store(tmp_path / "other.db") as other:
        done = other.import_corrections(store.corrections())
        assert done.orphaned > 0
        articles = [article for article in store.articles() if article.document in ("first", "two")]
        rows = [row for name in ("first", "two") for row in made_rows_of(name)]
        other.add([store.document("first"), store.document("two")], rows, articles=articles)
        assert event_with(other, "court").review == "rejected"
        assert verify(other.path) == []


def made_rows_of(name: str) -> list[Row]:
    return made.rows(made.document()) if name == "first" else []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "is not valid JSON"),
        ("[]", "is no correction"),
        ('{"id": "x"}', "is no correction"),
    ],
)
def test_a_file_that_is_no_log_changes_nothing(tmp_path: Path, store: Store, line: str, says: str) -> None:
    store.accept(event_with(store, "court").id, by="Ann")
    file = tmp_path / "log.jsonl"
    store.export_corrections(file)
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with open_store(tmp_path / "other.db") as other:
        with pytest.raises(ReadError, match=rf"log.jsonl: line 2: {says}"):
            other.import_corrections(file)
        assert other.corrections() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"action": "explode"}, {"about": "me"}, {"by": ""}, {"field": "colour"}, {"after": "not a date"}, {"parts": ()},
        {"field": "actors", "after": [{"name": 7, "id": "x"}]}, {"field": "actors", "after": [{"name": "A", "id": "x", "h": ""}]},
        {"field": "places", "after": [{"name": "A", "lat": "north"}]}, {"field": "figures", "after": [{"value": 1}]},
        {"field": "status", "after": "perhaps"}, {"field": "confidence", "after": True}, {"field": "title", "after": ""},
        {"after": {"first": "2024-05-02", "last": "2024-05-01", "precision": "day", "bound": "on", "edtf": ""}},
        {"action": "publish", "after": "May"}, {"action": "alias", "after": {"words": "x"}}, {"action": "add", "after": {}},
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_meant_is_not_taken_in(store: Store, changes: dict[str, object]) -> None:
    good = the(store.change(event_with(store, "attacked").id, "date", "2025", by="Ann"))
    bad = replace(good, id="bad", **changes)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="correction bad"):
        store.import_corrections([bad])
    assert store.corrections() == [good]


# Whether all is whole


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("UPDATE events SET review = 'accepted' WHERE review = 'rejected'", "has another review than its rows"),
        ("DELETE FROM correction_rows", "are not about the rows that they mean"),
        ("UPDATE corrected_rows SET body = NULL", "are not as the corrections of them say"),
        ("DELETE FROM corrected_rows WHERE review = 'unreviewed'", "are not as the corrections of them say"),
    ],
)
def test_verify_finds_what_is_not_as_corrected(store: Store, damage: str, says: str) -> None:
    attack = event_with(store, "attacked")
    store.change(attack.rows[0].id, "title", "Another title", by="Ann")
    store.reject(event_with(store, "court").id, by="Ann")
    assert verify(store.path) == []
    with store.writing() as connection:
        connection.execute(damage)
    assert any(says in problem.what for problem in verify(store.path))


def test_a_backup_holds_the_corrections(store: Store, tmp_path: Path) -> None:
    court = event_with(store, "court")
    store.reject(court.id, by="Ann")
    copy = tmp_path / "copy.db"
    backup(store.path, copy)
    store.undo(store.corrections()[0].id, by="Ben")
    restore(copy, store.path, keep=False)
    assert store.event(court.id).review == "rejected"
    assert [one.is_undone for one in store.corrections()] == [False]


def test_a_correction_made_while_another_program_adds_waits_its_turn(store: Store) -> None:
    court = event_with(store, "court")
    with open_store(store.path) as other, ThreadPoolExecutor(1) as pool, other.writing() as connection:
        waiting = pool.submit(lambda: store.reject(court.id, by="Ann"))
        assert store.event(court.id).review == "unreviewed"
        connection.execute("COMMIT")
        connection.execute("BEGIN")
        assert waiting.result(timeout=60)
    assert store.event(court.id).review == "rejected"


def test_a_document_read_while_its_day_is_set_is_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path) as store, open_store(path) as other:
        store.add([Document("torkham", TEXT)])
        extract = event_store.extract_documents
        changed = Document("torkham", TEXT + "\nMore was said.")

        def extract_while_somebody_sets_the_day(*documents: Any, **options: Any) -> Any:
            found = extract(*documents, **options)
            if not other.corrections():
                other.set_published("torkham", 0, date(2024, 3, 13), by="Ann")
            return found

        monkeypatch.setattr(event_store, "extract_documents", extract_while_somebody_sets_the_day)
        assert store.add([changed]).replaced == ("torkham",)
        assert store.document("torkham") == changed
        assert store.articles()[0].published == date(2024, 3, 13)
        assert verify(path) == []


def test_a_day_set_while_the_document_is_replaced_is_of_the_new_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(path) as store, open_store(path) as other:
        store.add([Document("torkham", TEXT)])
        extract = correction_writing.extract_documents
        changed = Document("torkham", TEXT + "\nMore was said.")

        def extract_while_somebody_adds(*documents: Any, **options: Any) -> Any:
            found = extract(*documents, **options)
            other.add([changed])
            return found

        monkeypatch.setattr(correction_writing, "extract_documents", extract_while_somebody_adds)
        store.set_published("torkham", 0, date(2024, 3, 13), by="Ann")
        assert store.document("torkham") == changed
        assert store.articles()[0].published == date(2024, 3, 13)
        assert verify(path) == []


def test_a_store_that_may_only_be_read_takes_no_corrections(store: Store) -> None:
    with open_store(store.path, read_only=True) as other, pytest.raises(StoreError, match="for reading only"):
        other.accept(event_with(store, "court").id, by="Ann")


def test_the_last_word_counts_though_the_clock_was_put_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    court = event_with(store, "court")

    class Clock(datetime):
        hour_now = 12

        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            cls.hour_now -= 1
            return datetime(2024, 6, 1, cls.hour_now, tzinfo=tz)

    monkeypatch.setattr(correction_records, "datetime", Clock)
    one = the(store.accept(court.id, by="Ann"))
    store.reject(court.id, by="Ann")
    assert store.event(court.id).review == "rejected"
    store.undo(store.corrections()[-1].id, by="Ben")
    assert store.event(court.id).review == "accepted"
    store.undo(one.id, by="Ben")
    store.redo(one.id, by="Ben")
    assert store.event(court.id).review == "accepted"
    assert verify(store.path) == []


def test_corrections_from_the_future_are_not_taken_in(store: Store) -> None:
    one = the(store.accept(event_with(store, "court").id, by="Ann"))
    with pytest.raises(UsageError, match="was made in the future"):
        store.import_corrections([replace(one, id="late", at=one.at + timedelta(days=400))])
    assert store.corrections() == [one]


def test_an_event_is_corrected_by_the_id_that_it_had_before_it_was_merged(store: Store) -> None:
    one, two = two_reports(store)
    store.merge_events([one.id, two.id], by="Ann")
    now = {str(event) for row, event in store.rows_with_events() if row.document in ("one", "two")}
    assert len(now) == 1
    (former,) = {one.id, two.id} - now
    assert [accepted.action for accepted in store.accept([former, *now], by="Ann")] == ["accept"]
    assert store.event(former).review == "accepted"
