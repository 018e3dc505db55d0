"""Measure the dashboard with a real browser: the first page, cold and warm, and how long a click takes to be repainted.

    python benchmarks/dashboard_browser.py 10000 1000000

A click chooses a type of event in the filter. It is repainted when the number of events and both charts of the timeline are new
and the browser has drawn a frame after that. Made-up events; no choice is asked for twice, so that no cache has the answer.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser"), str(ROOT / "benchmarks")]

from served import cpu_seconds, kept_store, process_of  # noqa: E402
from serving import dashboard, find_browser  # noqa: E402

SERVER = "timeline.pages.serve"
COUNT = ".st-key-counting [role=status]"
CHART = ".js-plotly-plot .main-svg"

# What is there before the click is marked; what is there after it and is not marked was painted anew.
MARK = """() => {
    for (const chart of document.querySelectorAll('.js-plotly-plot')) chart.dataset.before = '1';
    window.countBefore = document.querySelector('.st-key-counting [role=status]').textContent;
    window.clicked = performance.now();
}"""
PAINTED = """() => new Promise(done => {
    const look = () => {
        const count = document.querySelector('.st-key-counting [role=status]');
        const charts = [...document.querySelectorAll('.js-plotly-plot')];
        const fresh = charts.filter(chart => !chart.dataset.before && chart.querySelector('.main-svg'));
        const old = charts.some(chart => chart.dataset.before);
        if (count && count.textContent !== window.countBefore && fresh.length >= 2 && !old)
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - window.clicked)));
        else requestAnimationFrame(look);
    };
    look();
})"""


def first_page(context: BrowserContext, address: str) -> tuple[float, float, Page]:
    """Return after how many seconds the number of events stood there and the timeline was drawn, and the page."""
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address)
    page.locator(COUNT).wait_for()
    answered = time.perf_counter() - began
    page.locator(CHART).nth(1).wait_for(state="attached")
    return answered, time.perf_counter() - began, page


def click(page: Page, place: int) -> float:
    """Choose one more type of event by mouse; return the seconds from the click until it is painted."""
    box = page.get_by_role("combobox", name="Types of event")
    box.click()
    option = page.get_by_role("option").nth(place)
    option.wait_for()
    page.evaluate(MARK)
    option.click()
    waited: float = page.evaluate(PAINTED)
    page.keyboard.press("Escape")
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    return waited / 1000


def measure(browser: Browser, address: str, clicks: int) -> None:
    """Print the figures of one server."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    for name in ("empty browser", "second visit"):
        answered, drawn, page = first_page(context, address)
        print(f"first page, {name:14} answered {answered:5.2f} s, drawn {drawn:5.2f} s")
        if name == "empty browser":
            page.close()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    process = process_of(address)
    before = cpu_seconds(process)
    waits = [click(page, place) for place in (*range(3), *([1] * (clicks - 3)))]
    server = (cpu_seconds(process) - before) / clicks
    took = f"{statistics.median(waits):.2f} s median, {max(waits):.2f} s most"
    print(f"click to repaint: {took}, of {clicks}; {server:.2f} s of the server's CPU each")
    context.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("events", type=int, nargs="*", default=[10_000, 1_000_000])
    parser.add_argument("--clicks", type=int, default=9)
    chosen = parser.parse_args()
    chromium = find_browser()
    if chromium is None:
        print("no Chromium or Chrome was found: run python .ci/browser.py", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for events in chosen.events:
            store = kept_store(events)
            print(f"\n{events:,} events")
            with tempfile.TemporaryDirectory() as folder, dashboard(store, Path(folder), server=SERVER) as address:
                measure(browser, address, chosen.clicks)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
