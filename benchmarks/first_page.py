"""Measure how soon the first page answers once the server says that it is up, with a real browser on the example articles.

    python benchmarks/first_page.py [--runs 3]

For each start of the server: the first visit with an empty browser, then a second visit of the same browser. `answered`
is when the number of events stands on the page, `drawn` when the timeline does.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import timeline as tl

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from serving import dashboard, find_browser  # noqa: E402

SERVERS = {"make dashboard": "timeline.pages.serve", "streamlit run": "streamlit run"}


def visits(browser: Browser, address: str) -> list[tuple[float, float]]:
    """Return for two visits after how many seconds the page answered and was drawn."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    found = []
    for _ in range(2):
        page = context.new_page()
        began = time.perf_counter()
        page.goto(address)
        page.get_by_text("events").first.wait_for()
        answered = time.perf_counter() - began
        page.wait_for_selector(".js-plotly-plot .main-svg")
        found.append((answered, time.perf_counter() - began))
        page.close()
    context.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    chromium = find_browser()
    if chromium is None:
        print("no Chromium or Chrome was found: run python .ci/browser.py", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "events.db"
        with tl.open_store(store) as opened:
            opened.add(list(tl.read(ROOT / "seeds")))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, server in SERVERS.items():
            taken: list[list[tuple[float, float]]] = []
            for run in range(runs):
                place = Path(folder) / f"{server}-{run}"
                place.mkdir()
                with dashboard(store, place, server=server) as address:
                    taken.append(visits(browser, address))
            for number, visit in enumerate(("first visit", "second visit")):
                answered, drawn = (statistics.median(one[number][part] for one in taken) for part in (0, 1))
                print(f"{name:16} {visit:14} answered {answered:5.2f} s   drawn {drawn:5.2f} s   (median of {runs})")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
