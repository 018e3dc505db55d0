"""What people do with the dashboard, in a real Chromium: filter, open an event, download and look at it, share the address."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Download, FloatRect, Locator, Page, expect

TTP = "Tehreek-e-Taliban Pakistan"


def settled(page: Page) -> None:
    """Wait until the page has nothing more to do."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")


def open_page(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("status").filter(has_text="events").wait_for()
    settled(page)


def still(page: Page, marks: Locator) -> list[FloatRect]:
    """The boxes of marks once they no longer move: Plotly draws a chart anew when its column gets its width."""
    before: list[FloatRect] = []
    for _ in range(40):
        now = [box for box in (mark.bounding_box() for mark in marks.all()) if box]
        if now and now == before:
            return now
        before = now
        page.wait_for_timeout(250)
    raise AssertionError("the marks did not come to rest in ten seconds")


def count(page: Page) -> int:
    """The number in "N of M events"."""
    words = page.locator(".et-count b").first.text_content() or ""
    return int(words.replace(",", ""))


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of one of the filter's lists, and wait until the number of events follows."""
    before = count(page)
    box = page.get_by_test_id("stSidebar").get_by_role("combobox", name=re.compile(f"{label}$"))
    box.click()
    box.fill(option)
    page.get_by_role("option").filter(has_text=option).first.click()
    page.keyboard.press("Escape")
    expect(page.locator(".et-count b").first).not_to_have_text(str(before))
    settled(page)


def download(page: Page, name: str) -> bytes:
    with page.expect_download(timeout=90_000) as waiting:
        page.get_by_role("button", name=name, exact=True).first.click()
    came: Download = waiting.value
    return Path(came.path()).read_bytes()


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_filter_by_province(page: Page, served: str) -> None:
    open_page(page, served)
    everything = count(page)
    choose(page, "Regions", "Balochistan")
    assert 0 < count(page) < everything
    assert parameters(page)["region"] == ["PK-BA"]
    expect(page.get_by_role("button", name="Region: Pakistan › Balochistan")).to_be_visible()


def test_filter_down_to_a_town_and_back(page: Page, served: str) -> None:
    open_page(page, served)
    everything = count(page)
    choose(page, "Places", "Quetta")
    some = count(page)
    assert 0 < some < everything
    assert parameters(page)["spot"] == ["PK.quetta"]
    expect(page.get_by_role("button", name="Place: Pakistan › Balochistan › Quetta")).to_be_visible()
    page.go_back()
    expect(page.locator(".et-count b").first).to_have_text(str(everything))
    page.go_forward()
    expect(page.locator(".et-count b").first).to_have_text(str(some))


def test_filter_by_group_and_take_it_away(page: Page, served: str) -> None:
    open_page(page, served)
    everything = count(page)
    choose(page, "Actors", TTP)
    assert 0 < count(page) < everything
    page.locator(".st-key-clear_all").get_by_role("button").click()
    expect(page.locator(".et-count b").first).to_have_text(str(everything))
    assert "actor" not in parameters(page)


def test_a_click_on_a_mark_opens_its_sentence(page: Page, served: str) -> None:
    open_page(page, served)
    marks = page.locator(".st-key-timeline_chart .scatterlayer .points path")
    marks.first.wait_for(state="attached")
    marks.first.click(force=True)
    details = page.locator(".st-key-details")
    expect(details.get_by_text("Why this date")).to_be_visible()
    expect(details.locator("mark")).not_to_be_empty()
    expect(details.get_by_role("link", name="Read it in the article")).to_be_visible()
    assert "event" in parameters(page)


def test_from_an_event_to_its_article(page: Page, served: str) -> None:
    open_page(page, served)
    page.get_by_role("button", name="Later").click()
    details = page.locator(".st-key-details")
    sentence = details.locator("mark").first.text_content()
    assert sentence
    details.get_by_role("link", name="Read it in the article").click()
    lit = page.locator(".et-article mark.et-here").first
    expect(lit).to_be_in_viewport()
    assert (lit.text_content() or "").strip() == sentence.strip()


def test_downloads_are_what_is_shown(page: Page, served: str) -> None:
    open_page(page, served)
    choose(page, "Actors", TTP)
    shown = count(page)

    image = download(page, "PNG")
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", image[16:24])
    assert width >= 2000
    assert height >= 600

    drawing = download(page, "SVG").decode()
    assert drawing.startswith("<svg")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", drawing))
    for wanted in ("Timeline by actor", TTP, f"{shown} event", "Highland Post", "Made on"):
        assert wanted in words, wanted

    text = download(page, "CSV").decode("utf-8-sig")
    *told, about = text.splitlines(keepends=True)
    assert about.startswith(f"# shows: events by {TTP}; events: {shown} of "), "as timeline export writes it"
    lines = list(csv.DictReader(io.StringIO("".join(told))))
    assert len(lines) == shown
    assert all(TTP in line["actors"] for line in lines)
    assert all(line["evidence"] and line["why"] and line["documents"] for line in lines)

    *records, last = [json.loads(line) for line in download(page, "JSON lines").decode().splitlines()]
    assert len(records) == shown
    assert last["about"]["shows"] == f"events by {TTP}"
    assert download(page, "Data").startswith(b"\xef\xbb\xbflane,date,event_id")
    assert download(page, "XLSX")[:2] == b"PK"
    assert b"<html" in download(page, "HTML")


def test_a_sent_address_shows_the_same_view(page: Page, chromium: Browser, served: str) -> None:
    open_page(page, served)
    choose(page, "Actors", TTP)
    page.get_by_test_id("stSidebar").get_by_role("textbox", name="From").fill("2024")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="From: 1 January 2024")).to_be_visible()
    page.get_by_role("button", name="Later").click()
    expect(page.locator(".st-key-details mark").first).to_be_visible()
    title, shown, address = page.locator(".et-title").first.text_content(), count(page), page.url

    other = chromium.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    open_page(other, address)
    assert count(other) == shown
    expect(other.locator(".et-title").first).to_have_text(title or "")
    expect(other.get_by_role("button", name=f"Actor: {TTP}")).to_be_visible()
    other.context.close()


def test_back_forward_and_other_pages_keep_the_filter(page: Page, served: str) -> None:
    open_page(page, served)
    everything = count(page)
    choose(page, "Regions", "Balochistan")
    some = count(page)
    page.get_by_role("link", name="Table", exact=True).click()
    page.get_by_test_id("stDataFrame").first.wait_for()
    expect(page.locator(".et-count b").first).to_have_text(str(some))
    assert parameters(page)["region"] == ["PK-BA"]
    page.reload()
    expect(page.locator(".et-count b").first).to_have_text(str(some))
    page.go_back()
    expect(page.get_by_text("Lanes by")).to_be_visible()
    expect(page.locator(".et-count b").first).to_have_text(str(some))
    page.go_back()
    expect(page.locator(".et-count b").first).to_have_text(str(everything))
    page.go_forward()
    expect(page.locator(".et-count b").first).to_have_text(str(some))


def test_a_line_of_the_table_opens_the_details(page: Page, served: str) -> None:
    open_page(page, f"{served}/table")
    grid = page.get_by_test_id("stDataFrame").first
    grid.wait_for()
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 18, box["y"] + 38 + 52)  # the box to tick in the second line
    expect(page.locator(".st-key-details .et-title")).to_be_visible()
    expect(page.locator(".st-key-details")).to_contain_text("event 2 of")


def test_a_first_visit_reads_the_examples(page: Page, served_empty: str) -> None:
    page.goto(served_empty)
    page.get_by_role("button", name="Read the example articles").click()
    page.get_by_role("status").filter(has_text="events").wait_for()
    assert count(page) > 0


def test_paste_an_article_with_its_day(page: Page, served_hostile: str) -> None:
    page.goto(f"{served_hostile}/add")
    page.get_by_role("tab", name="Pasted text").click()
    page.get_by_role("textbox", name="Text of the article").fill(
        "Raid on a depot\n\nThe Baloch Liberation Army raided a depot near Turbat on Tuesday."
    )
    page.get_by_role("textbox", name="Day of publication").fill("7 March 2024")
    page.get_by_role("button", name="Read this text").click()
    expect(page.get_by_text("Added: raid-on-a-depot")).to_be_visible()
    page.get_by_role("button", name="Read this text").click()
    expect(page.get_by_text("Unchanged, as the store holds just this already")).to_be_visible()


def test_phone(chromium: Browser, served: str) -> None:
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, user_agent=agent, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    for name in ("", "trends", "map", "table", "sources"):
        page.goto(f"{served}/{name}")
        page.locator(".st-key-navigation").wait_for()
        settled(page)
        too_wide = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, f"{name or 'timeline'} is {too_wide} pixels too wide for a phone"
    page.goto(served)
    page.get_by_role("button", name="Later").click()
    sheet = page.locator("[class*=st-key-sheet_]")
    expect(sheet.get_by_text("Why this date")).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    expect(sheet).to_have_count(0)
    context.close()


def test_hostile_articles_are_only_words(page: Page, served_hostile: str) -> None:
    outside: list[str] = []
    page.on(
        "request",
        lambda request: (
            outside.append(request.url) if urlsplit(request.url).hostname not in ("localhost", None) else None
        ),
    )
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for name in (
        "",
        "trends",
        "map",
        "table",
        "figures",
        "sources",
        "?words=%3Cimg%20src%3Dhttp://tracker.invalid/a.png%3E",
    ):
        page.goto(f"{served_hostile}/{name}")
        page.locator(".st-key-navigation").wait_for()
        settled(page)
    page.goto(f"{served_hostile}/?words=![see](http://tracker.invalid/b.png)")
    expect(
        page.get_by_role(
            "button",
            name="Words: ![see](http://tracker.invalid/b.png)".replace("://", ":\u2060//").replace(": !", ": !"),
        )
    ).to_be_visible()
    page.goto(f"{served_hostile}/sources?document=hostile&article=0")
    expect(page.locator(".et-article")).to_contain_text("<script>window.hacked=1</script>")
    expect(page.locator(".et-article")).to_contain_text("![see](http://tracker.invalid/x.png)")
    expect(page.locator(".et-article")).to_contain_text("$100 and $200 were :red[taken] :material/bomb:")
    assert page.evaluate("window.hacked") is None
    assert page.locator(".et-article img, .et-article a, .et-quote img").count() == 0
    assert not outside, outside
    assert not dialogs


def test_dragging_across_the_strip_keeps_only_those_days(page: Page, served: str) -> None:
    open_page(page, served)
    strip = page.locator(".st-key-timeline_strip .js-plotly-plot")
    strip.locator(".barlayer .point").first.wait_for(state="attached")
    box = strip.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.95, box["y"] + 34, steps=8)
    page.mouse.up()
    expect(page.get_by_role("button", name=re.compile("^From: "))).to_be_visible()
    assert {"since", "until"} <= parameters(page).keys()


def test_upload_names_the_bad_file_and_reads_the_good_one(page: Page, served_hostile: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "harbour.txt", tmp_path / "<b>empty<b>.txt"
    good.write_text("Harbour closed\n\nPolice closed the harbour of Gwadar on 2 June 2024.\n", encoding="utf-8")
    bad.write_bytes(b"")
    page.goto(f"{served_hostile}/add")
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files([good, bad])
    expect(page.get_by_role("button", name=re.compile("^Remove "))).to_have_count(2)
    expect(page.get_by_test_id("stFileUploader").get_by_role("progressbar")).to_have_count(0)
    settled(page)
    page.get_by_role("button", name="Read these files").click()
    expect(page.get_by_text("Added: harbour")).to_be_visible(
        timeout=60_000
    )  # the first reading loads all rules and names
    expect(page.get_by_role("alert").filter(has_text="<b>empty<b>.txt: ")).to_be_visible()


def test_a_click_on_the_map_lists_the_events_of_the_place(page: Page, served: str) -> None:
    open_page(page, f"{served}/map")
    marks = page.locator(".st-key-map_chart path.point")
    marks.first.wait_for(state="attached")
    box = min((box for box in still(page, marks) if box["width"] < 60), key=lambda box: box["x"])
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".st-key-details .et-count")).to_contain_text("event")
    assert parameters(page)["place"][0].startswith("place ")


def test_the_first_screen_shows_lanes_with_marks_and_dates_above_them(page: Page, served: str) -> None:
    open_page(page, served)
    height = (page.viewport_size or {})["height"]
    chart = page.locator(".st-key-timeline_chart .js-plotly-plot")
    chart.locator(".scatterlayer, .barlayer").first.wait_for(state="attached")
    box = chart.bounding_box()
    assert box is not None
    assert box["y"] < height * 0.6, "the lanes begin above the fold"
    key = page.locator(".et-key").bounding_box()
    assert key is not None
    assert key["height"] < 70, "the key takes two or three lines"


def test_every_control_can_be_reached_and_used_by_keyboard(page: Page, served: str) -> None:
    open_page(page, served)
    page.get_by_role("button", name="Later").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-details .et-title")).to_be_visible()
    before = page.locator(".st-key-details .et-title").text_content()
    page.get_by_role("button", name="Later").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-details .et-title")).not_to_have_text(before or "")
    page.get_by_role("link", name="Table", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_test_id("stDataFrame").first.wait_for()
