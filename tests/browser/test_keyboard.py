"""Without a mouse: every control can be reached, used and left; an event is found and opened; what has the focus is seen."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from test_journeys import TTP, count, parameters, settled

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return "";
  const words = e.getAttribute("aria-label") || e.innerText || e.getAttribute("placeholder") || "";
  return `${e.tagName.toLowerCase()} ${words.split(/\\s+/).join(" ").trim()}`;
}"""
SAID = """e => {
  const said = e.closest("[aria-label]") ?? e.querySelector("[aria-label][role=img], [aria-label][role=group]");
  return said?.getAttribute("aria-label") ?? "";
}"""
MOST_STOPS = 120


def arrive(page: Page, url: str) -> None:
    """Open a page and wait until it has been built, its table or chart included."""
    page.goto(url)
    page.locator(".st-key-navigation a").nth(10).wait_for()
    page.get_by_test_id("stSidebar").get_by_role("textbox", name="Words").wait_for()
    settled(page)
    page.wait_for_load_state("networkidle")


def go_to(page: Page, tag: str, words: str) -> None:
    """Press Tab until the focus is on an element of this kind whose words are these."""
    seen: dict[str, None] = {}
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = str(page.evaluate(FOCUSED))
        if focused.startswith(tag) and words in focused:
            return
        seen.setdefault(focused)
    raise AssertionError(f"Tab never comes to {tag} {words!r}, only to {list(seen)}")


def stops(page: Page) -> list[str]:
    """Press Tab from the top of the page until the focus leaves it; returns where it was."""
    page.evaluate("document.activeElement.blur()")
    found: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = str(page.evaluate(FOCUSED))
        if not focused:
            return found
        found.append(focused)
    raise AssertionError(f"the focus is caught: {found[-3:]}")


def test_filter_open_read_and_leave_an_event_without_a_mouse(page: Page, served: str) -> None:
    arrive(page, served)
    everything = count(page)
    go_to(page, "input", "Actors")
    page.keyboard.type("TTP")
    page.get_by_role("option").filter(has_text=TTP).first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator(".et-count b").first).not_to_have_text(str(everything))
    page.keyboard.press("Escape")
    settled(page)
    assert parameters(page)["actor"] == [TTP]

    go_to(page, "button", "Later")
    page.keyboard.press("Enter")
    details = page.locator(".st-key-details")
    expect(details.get_by_text("Why this date")).to_be_visible()
    go_to(page, "a", "Read it in the article")
    page.keyboard.press("Enter")
    expect(page.locator(".et-article mark.et-here").first).to_be_in_viewport()

    page.go_back()
    expect(details.get_by_text("Why this date")).to_be_visible()
    settled(page)
    go_to(page, "button", f"Actor: {TTP}")
    page.keyboard.press("Enter")
    expect(page.locator(".et-count b").first).to_have_text(str(everything))


def test_a_line_of_the_table_is_chosen_without_a_mouse(page: Page, served: str) -> None:
    arrive(page, f"{served}/table")
    page.get_by_test_id("stDataFrame").first.wait_for()
    settled(page)
    go_to(page, "button", "Fullscreen")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    expect(page.locator(".st-key-details")).to_contain_text("event 2 of")
    go_to(page, "button", "JSON lines")


def test_the_map_is_used_through_its_table(page: Page, served: str) -> None:
    arrive(page, f"{served}/map")
    go_to(page, "input", "As a table")
    page.keyboard.press("Space")
    page.locator(".st-key-map_chart_table").wait_for()
    settled(page)
    go_to(page, "button", "Fullscreen: Places")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    expect(page.locator(".st-key-details .et-count")).to_contain_text("event")
    assert parameters(page)["place"]


def test_the_focus_goes_through_every_page_and_is_seen(page: Page, served: str) -> None:
    for name in ("", "overview", "trends", "map", "actors", "compare", "figures", "sources", "add", "about"):
        arrive(page, f"{served}/{name}")
        found = stops(page)
        for wanted in ("Timeline", "Sources", "About"):
            assert any(one.startswith("a ") and one.endswith(wanted) for one in found), (
                f"{name or 'timeline'}: Tab never comes to {wanted}"
            )
    page.locator(".st-key-navigation a").first.focus()
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_every_chart_has_words_for_those_who_hear_it(page: Page, served: str) -> None:
    for name in ("", "overview", "trends", "map", "actors", "actors?drawn=Matrix", "actors?drawn=Splits", "compare"):
        arrive(page, f"{served}/{name}")
        drawn = page.get_by_test_id("stPlotlyChart")
        drawn.first.wait_for()
        for chart in drawn.all():
            words = chart.evaluate(SAID)
            assert len(words) > 20, f"{name or 'timeline'}: a chart says {words!r}"
