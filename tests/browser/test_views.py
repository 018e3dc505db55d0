"""Saved views, in a real Chromium: saved on one page, opened from another, renamed, deleted and put back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import fill
from playwright.sync_api import Page, expect
from serving import dashboard
from test_journeys import choose, count, open_page, parameters, settled

NAME = "Balochistan by type"


@pytest.fixture(scope="module")
def served_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("views")
    fill(folder / "events.db")
    with dashboard(folder / "events.db", folder) as url:
        yield url


def test_a_view_is_saved_opened_renamed_deleted_and_put_back(page: Page, served_alone: str) -> None:
    open_page(page, served_alone)
    everything = count(page)
    choose(page, "Regions", "Balochistan")
    some = count(page)
    page.get_by_role("radio", name="Type", exact=True).click()
    expect(page).to_have_url(re.compile("lanes=Type"))
    opener = page.locator(".st-key-views").get_by_role("button", name="Saved views")
    opener.click()
    page.get_by_role("textbox", name="Name of the present view").fill(NAME)
    page.get_by_role("button", name="Save this view").click()
    link = page.get_by_role("link", name=NAME)
    expect(link).to_be_visible()
    expect(page.get_by_text("Timeline · events in Balochistan")).to_be_visible()

    # from the same page with another filter, and from another page
    for start in ("?lanes=Region", "table"):
        open_page(page, f"{served_alone}/{start}")
        expect(page.locator(".et-count b").first).to_have_text(str(everything))
        opener.click()
        link.click()
        expect(page.locator(".et-count b").first).to_have_text(str(some))
        expect(page.get_by_role("radio", name="Type", exact=True)).to_be_checked()
        assert parameters(page) == {"region": ["PK-BA"], "lanes": ["Type"]}

    settled(page)
    opener.click()
    page.get_by_text("Rename or delete").click()
    page.get_by_role("textbox", name="New name").fill("The south-west")
    page.get_by_role("button", name="Rename", exact=True).click()
    expect(page.get_by_role("link", name="The south-west")).to_be_visible()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("link", name="The south-west")).to_have_count(0)
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("link", name="The south-west")).to_be_visible()


def test_a_dashboard_that_can_only_be_read(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "events.db")
    monkeypatch.setenv("TIMELINE_READ_ONLY", "1")
    with dashboard(tmp_path / "events.db", tmp_path) as url:
        open_page(page, url)
        expect(page.get_by_text("read only")).to_be_visible()
        expect(page.get_by_role("link", name="Add", exact=True)).to_have_count(0)
        page.goto(f"{url}/add")
        expect(page.get_by_text("This dashboard can be read but not changed.")).to_be_visible()
        expect(page.get_by_test_id("stFileUploader")).to_have_count(0)
