"""A real Chromium before a real dashboard on a small store of our own articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from articles import hostile, ordinary  # noqa: E402
from serving import dashboard, find_browser  # noqa: E402

PATIENCE = 60_000  # milliseconds; the machine may be busy
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        pytest.fail(
            "no Chromium or Chrome on this computer: type `make browser`, or CHROMIUM=/path/to/chrome make test"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def fill(path: Path, *, with_hostile: bool = False) -> None:
    from timeline.store import open_store

    with open_store(path) as store:
        store.add([*ordinary(), hostile()] if with_hostile else ordinary())


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("ordinary")
    fill(folder / "events.db")
    with dashboard(folder / "events.db", folder) as url:
        yield url


@pytest.fixture(scope="session")
def served_hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    fill(folder / "events.db", with_hostile=True)
    with dashboard(folder / "events.db", folder) as url:
        yield url


@pytest.fixture(scope="session")
def served_empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("empty")
    (folder / "seeds").mkdir()
    for document in ordinary():
        (folder / "seeds" / f"{document.id}.txt").write_text(document.text, encoding="utf-8")
    with dashboard(folder / "events.db", folder) as url:
        yield url


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1400, "height": 1000}, accept_downloads=True, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
