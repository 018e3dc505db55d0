"""Correcting on the pages, in Streamlit's own test frame: the queue, the form, the log, the day of an article, the table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_dashboard import failed, on_page, opened, ordinary, shown_count, shown_words

from timeline.corrections import to_jsonl
from timeline.model import Event
from timeline.pages import correcting
from timeline.queries import Filter, query, review_queue
from timeline.store import open_store

ANN = "Ann Analyst"


@pytest.fixture
def held(tmp_path: Path) -> Path:
    with open_store(tmp_path / "events.db") as store:
        store.add(ordinary())
    return tmp_path / "events.db"


@pytest.fixture
def review(held: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    app = on_page(opened(held, monkeypatch), "review")
    app.text_input(key=correcting.SIGNATURE).set_value(ANN).run()
    return app


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def submit(app: AppTest, label: str) -> AppTest:
    button = next(one for one in app.get("button") if getattr(one, "label", "") == label)
    return button.click().run()  # type: ignore[no-any-return]


def queue(path: Path, **options: Any) -> Any:
    with open_store(path, read_only=True) as store:
        return review_queue(store, **options)


def event(path: Path, identity: str) -> Event:
    with open_store(path, read_only=True) as store:
        return store.event(identity)


# ---------------------------------------------------------------- the queue


def test_the_queue_begins_with_what_gives_most_cause_for_doubt(held: Path, review: AppTest) -> None:
    waiting = queue(held)
    assert waiting.counts["undated"] >= 2
    assert waiting.progress.startswith("0 of ")
    assert not failed(review), shown_words(review)
    first = event(held, waiting.events[0])
    assert first.title in shown_words(review)
    assert "not reviewed yet" in shown_words(review)


def test_only_one_reason_may_be_asked_for(held: Path) -> None:
    undated = queue(held, doubt="undated")
    assert undated.waiting == len(undated.events) >= 2
    assert all(not event(held, one).is_dated for one in undated.events)
    assert queue(held, filter=Filter(regions=["PK-BA"])).total < queue(held).total


def test_accepting_goes_on_to_the_next_and_counts(held: Path, review: AppTest) -> None:
    first, second, *_ = queue(held).events
    app = press(review, "review_accept")
    assert event(held, first).review == "accepted"
    assert event(held, second).title in shown_words(app)
    after = queue(held)
    assert after.progress.startswith("1 of ")
    assert first not in after.events
    assert app.selectbox(key="review_doubt").value == "", "still any reason; None would show an empty list in a browser"


def test_rejecting_leaves_the_event_out_and_undo_brings_it_back(held: Path, review: AppTest) -> None:
    first = queue(held).events[0]
    app = press(review, "review_reject")
    assert event(held, first).review == "rejected"
    app = press(app, "undo_last")
    assert event(held, first).review == "unreviewed"
    assert "Undone" in shown_words(app)
    assert "undo_last" not in {str(one.key) for one in app.get("button")}


def test_nobody_corrects_without_a_name(held: Path, review: AppTest) -> None:
    review.text_input(key=correcting.SIGNATURE).set_value("  ").run()
    app = press(review, "review_accept")
    assert "Write your name first" in shown_words(app)
    assert queue(held).progress.startswith("0 of ")


def test_many_at_once_are_undone_at_once(held: Path, review: AppTest) -> None:
    total = queue(held).total
    app = press(review, "accept_all")
    assert queue(held).reviewed == total
    press(app, "undo_last")
    assert queue(held).reviewed == 0


def test_correcting_is_refused_where_the_dashboard_is_only_read(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_READ_ONLY", "1")
    app = on_page(opened(held, monkeypatch), "review")
    assert "review_accept" not in {str(one.key) for one in app.get("button")}
    assert "read but not changed" in shown_words(app)


# ---------------------------------------------------------------- the form


def test_what_is_written_in_the_form_is_shown_and_the_old_value_kept(held: Path, review: AppTest) -> None:
    first = queue(held, doubt="undated").events[0]
    app = press(review, "review_edit")
    opened_event = app.session_state["editing_event"]
    app.text_input(key=f"edit_date_{opened_event}").set_value("12 March 2024")
    app.text_input(key=f"edit_title_{opened_event}").set_value("Talks in Istanbul")
    app.text_input(key=f"edit_why_{opened_event}").set_value("the ministry says so")
    app = submit(app, "Save")
    assert not failed(app), shown_words(app)
    found = event(held, opened_event)
    assert (found.title, found.interval.first) == ("Talks in Istanbul", date(2024, 3, 12))
    assert f"set by {ANN}" in shown_words(app)
    assert "was: no date" in shown_words(app) or opened_event != first
    assert f"<dt>Why this date</dt><dd>set by {ANN}" in "".join(one.body for one in app.get("html"))
    app = press(app, "undo_last")
    assert event(held, opened_event).title != "Talks in Istanbul"


def test_a_date_that_is_none_is_refused_and_the_form_stays(held: Path, review: AppTest) -> None:
    app = press(review, "review_edit")
    opened_event = app.session_state["editing_event"]
    before = event(held, opened_event)
    app.text_input(key=f"edit_date_{opened_event}").set_value("some day")
    app = submit(app, "Save")
    assert "some day" in shown_words(app)
    assert "is no date" in shown_words(app)
    assert event(held, opened_event).interval == before.interval
    assert app.session_state["editing_event"] == opened_event


def test_nothing_changed_makes_no_correction(held: Path, review: AppTest) -> None:
    app = submit(press(review, "review_edit"), "Save")
    assert "editing_event" not in app.session_state
    with open_store(held, read_only=True) as store:
        assert store.corrections() == []


# ---------------------------------------------------------------- the log


def test_the_log_says_who_did_what_and_undoes_it(held: Path, review: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    press(review, "review_accept")
    app = opened(held, monkeypatch, show=["log"])
    app = on_page(app, "review")
    log = app.dataframe(key="log_table").value
    assert list(log["Who"]) == [ANN]
    assert list(log["What"]) == ["accepted: review"]
    assert list(log["State"]) == ["in force"]


# ---------------------------------------------------------------- the day of an article


def test_a_day_for_an_article_dates_its_undated_rows_at_once(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = on_page(opened(held, monkeypatch, document=["undated"], article=["0"]), "sources")
    app.text_input(key=correcting.SIGNATURE).set_value(ANN).run()
    app.text_input(key="publication_day_undated/0").set_value("6 March 2024")
    app = submit(app, "Set this day")
    assert not failed(app), shown_words(app)
    assert "found their day" in shown_words(app)
    with open_store(held, read_only=True) as store:
        days = {row.interval.first for row in store.rows("undated") if row.is_dated}
    assert days == {date(2024, 3, 2), date(2024, 3, 4)}


def test_words_that_are_no_day_change_nothing(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = on_page(opened(held, monkeypatch, document=["undated"], article=["0"]), "sources")
    app.text_input(key="publication_day_undated/0").set_value("March 2024")
    app = submit(app, "Set this day")
    assert "has no day" in shown_words(app)
    with open_store(held, read_only=True) as store:
        assert store.corrections() == []


# ---------------------------------------------------------------- the table


def test_the_table_can_be_written_in(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = on_page(opened(held, monkeypatch), "table")
    app = app.toggle(key="table_edit").set_value(True).run()
    assert not failed(app), shown_words(app)
    with open_store(held, read_only=True) as store:
        events = query(store)
    shown = app.dataframe[0].value
    assert list(shown["Event"]) == list(events["title"])
    assert list(shown.columns)[:4] == ["Date", "Event", "Type", "Claim status"]


# ---------------------------------------------------------------- what is shown


def test_rejected_events_are_shown_only_when_asked_for(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(held) as store:
        (title, identity), *others = zip(query(store)["title"], query(store)["event_id"], strict=True)
        store.reject([identity], by=ANN)
    app = opened(held, monkeypatch).run()
    assert shown_count(app) == len(others)
    assert "1 rejected" in shown_words(app)
    only = opened(held, monkeypatch, review=["rejected"]).run()
    assert shown_count(only) == 1
    every = opened(held, monkeypatch, review=["all"]).run()
    assert shown_count(every) == len(others) + 1
    assert title


# ---------------------------------------------------------------- what was overlooked, and new names


def by_hand(held: Path, monkeypatch: pytest.MonkeyPatch, **values: str) -> AppTest:
    app = on_page(opened(held, monkeypatch), "add")
    app.text_input(key=correcting.SIGNATURE).set_value(ANN).run()
    document = values.pop("document", "")
    if document:
        app.selectbox(key="hand_document").set_value(document).run()
    app.text_area(key="hand_quote").set_value(values.pop("quote"))
    for name, value in values.items():
        app.text_input(key=f"hand_{name}").set_value(value)
    return submit(app, "Add this event")


def test_an_event_by_hand_has_its_words_and_who_added_it(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = by_hand(
        held, monkeypatch, quote="The council met in Tank on 3 May 2024.", title="Council meets in Tank", date="3 May 2024",
        publisher="A radio station",
    )  # fmt: skip
    assert not failed(app), shown_words(app)
    with open_store(held, read_only=True) as store:
        (found,) = query(store, Filter(words="Tank")).itertuples()
    assert (found.title, found.edtf, found.dating) == ("Council meets in Tank", "2024-05-03", "by_hand")
    assert f"set by {ANN}" in found.why
    assert found.publishers == ("A radio station",)


def test_words_that_the_article_lacks_are_refused(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = by_hand(held, monkeypatch, document="kurram", quote="These words are nowhere.", title="Nothing")
    assert "et-error" in shown_words(app).replace(".et-error", "")
    with open_store(held, read_only=True) as store:
        assert store.corrections() == []


def test_a_log_is_brought_into_another_store(held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(held) as store:
        identity = query(store)["event_id"].iloc[0]
        store.accept([identity], by=ANN)
        content = to_jsonl(store.corrections())
    with open_store(tmp_path / "other.db") as other:
        other.add(ordinary())
    app = on_page(opened(tmp_path / "other.db", monkeypatch, show=["log"]), "review")
    app.file_uploader(key="log_upload").set_value(("log.jsonl", content, "application/x-ndjson"))
    app = submit(app, "Bring it in")
    assert "1 correction added" in shown_words(app)
    assert event(tmp_path / "other.db", identity).review == "accepted"


def test_a_file_that_is_no_log_changes_nothing(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = on_page(opened(held, monkeypatch, show=["log"]), "review")
    app.file_uploader(key="log_upload").set_value(("log.jsonl", b'{"id": 1}\n', "application/x-ndjson"))
    app = submit(app, "Bring it in")
    assert "log.jsonl: line 1" in shown_words(app)
    assert "nothing was changed" in shown_words(app)
