"""Make the pictures of the README and the guide anew: the dashboard on the example articles, in a real Chromium.

`python benchmarks/screenshots.py` writes docs/images/*.png. Exit code 1 with a sentence where something is missing.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from serving import dashboard, find_browser  # noqa: E402

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
MOMENT = 700  # milliseconds that a chart takes to fade in once the page says that it is done


@dataclass(frozen=True)
class Picture:
    """One picture: the file's name, the address, and how the page is looked at."""

    name: str
    address: str
    dark: bool = False
    phone: bool = False
    opens: bool = False


PICTURES = (
    Picture("timeline", "?actor=Tehreek-e-Taliban+Pakistan", opens=True),
    Picture("by-region", "?region=PK-KP&lanes=Type", opens=True),
    Picture("overview", "overview"),
    Picture("trends", "trends?per=Month"),
    Picture("map", "map"),
    Picture("actors", "actors"),
    Picture("splits", "actors?drawn=Splits&group=Tehreek-e-Taliban+Pakistan"),
    Picture("compare", "compare"),
    Picture("table", "table", opens=True),
    Picture("figures", "figures"),
    Picture("review", "review"),
    Picture("sources", "sources"),
    Picture("needs-a-date", "sources?show=undated"),
    Picture("add", "add"),
    Picture("dark", "?actor=Tehreek-e-Taliban+Pakistan", dark=True, opens=True),
    Picture("phone", "?actor=Tehreek-e-Taliban+Pakistan", phone=True),
)


def settled(page: Page) -> None:
    """Wait until the page has nothing more to do and its charts are drawn."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")
    page.locator(".st-key-navigation").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_function("!document.querySelector('[data-testid*=Skeleton]')")
    page.wait_for_timeout(MOMENT)


def take(page: Page, url: str, picture: Picture) -> None:
    """Open the page and save what is seen."""
    page.goto(f"{url}/{picture.address}")
    settled(page)
    if picture.opens:
        page.get_by_role("button", name="Later").click()
        page.locator(".et-title").first.wait_for()
        settled(page)
    page.mouse.move(0, 0)
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    print(f"docs/images/{picture.name}.png")


def main() -> int:
    """Make all pictures, or those whose names are given."""
    browser_path = find_browser()
    if browser_path is None:
        print("no Chromium or Chrome on this computer: type `make browser`", file=sys.stderr)
        return 1
    from timeline.reading import read_paths
    from timeline.store import open_store

    os.environ["LOGNAME"] = "analyst"  # who signs corrections on the pictures
    IMAGES.mkdir(parents=True, exist_ok=True)
    wanted = [picture for picture in PICTURES if picture.name in sys.argv[1:] or not sys.argv[1:]]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        with open_store(folder / "events.db") as store:
            store.add(read_paths([ROOT / "seeds"]))
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        with dashboard(folder / "events.db", folder) as url:
            for picture in wanted:
                size = {"width": 390, "height": 844} if picture.phone else {"width": 1400, "height": 900}
                context = browser.new_context(
                    viewport=size,
                    color_scheme="dark" if picture.dark else "light",
                    user_agent=PHONE if picture.phone else None,
                    is_mobile=picture.phone,
                    device_scale_factor=2 if picture.phone else 1,
                )
                take(context.new_page(), url, picture)
                context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
