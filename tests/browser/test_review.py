"""Putting things right in a real Chromium: a missing day, one event by keyboard, undo, and what outlives a new extraction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from articles import ordinary
from playwright.sync_api import Page, expect
from serving import dashboard
from test_journeys import open_page, settled

from timeline.store import open_store


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A dashboard on a store of its own, which the journey may change."""
    path = tmp_path / "events.db"
    with open_store(path) as store:
        store.add(ordinary())
    with dashboard(path, tmp_path) as url:
        yield url, path


def open_review(page: Page, url: str) -> None:
    page.goto(f"{url}/review")
    page.get_by_role("button", name="Accept").first.wait_for()
    settled(page)
    name = page.get_by_role("textbox", name="Your name")
    name.fill("Ann Analyst")
    name.press("Enter")
    settled(page)


def test_a_missing_day_is_set_and_the_undated_rows_find_their_day(page: Page, kept: tuple[str, Path]) -> None:
    url, path = kept
    open_page(page, url)
    page.get_by_role("link", name="Needs a date").click()
    expect(page.get_by_text("None has been guessed")).to_be_visible()
    page.goto(f"{url}/sources?document=undated&article=0")
    page.get_by_text("publication day not found").first.wait_for()
    day = page.get_by_role("textbox", name="Day of publication")
    day.fill("6 March 2024")
    page.get_by_role("button", name="Set this day").click()
    expect(page.get_by_role("status").filter(has_text="Published on 6 March 2024")).to_contain_text("found their day")
    with open_store(path, read_only=True) as store:
        found = {row.interval.edtf for row in store.rows("undated") if row.is_dated}
    assert found == {"2024-03-02", "2024-03-04"}


def test_one_event_is_put_right_by_keyboard_undone_and_outlives_a_new_extraction(
    page: Page, kept: tuple[str, Path]
) -> None:
    url, path = kept
    open_review(page, url)
    title = page.locator(".st-key-details .et-title").first.text_content() or ""
    page.get_by_text("worth a look").click()
    page.keyboard.press("e")
    page.get_by_role("textbox", name="Title").fill("A title that people gave")
    page.get_by_role("textbox", name="Title").press("Enter")
    expect(page.locator(".st-key-details .et-title").first).to_have_text("A title that people gave")
    settled(page)

    page.get_by_text("worth a look").click()
    page.keyboard.press("u")
    expect(page.locator(".st-key-details .et-title").first).to_have_text(title)
    settled(page)
    page.get_by_text("worth a look").click()
    page.keyboard.press("a")
    expect(page.get_by_text("1 of ").first).to_be_visible()
    settled(page)

    with open_store(path) as store:
        accepted = [one for one in store.corrections() if one.action == "accept"]
        documents = [one for one in store.documents() if one.id == accepted[0].anchors[0].document]
        store.add(documents, [], articles=store.articles(documents[0].id))
        assert [one.state for one in store.corrections() if one.action == "accept"] == ["orphaned"]
        store.add(documents)
        (again,) = [one for one in store.corrections() if one.action == "accept"]
        assert (again.state, again.by) == ("in force", "Ann Analyst")
    page.goto(f"{url}/review?show=log")
    expect(page.get_by_text("Log of corrections")).to_be_visible()
    page.get_by_test_id("stDataFrame").first.wait_for()
