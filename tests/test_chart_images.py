"""Charts as a reader gets them: images and pages made by a real browser, measured in a real browser."""

import io
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import plotly.io
import pytest
from choreographer.browsers.chromium import Chromium
from made_tables import as_table, made_figures, made_table
from PIL import Image

from timeline import charts
from timeline.charts import looks
from timeline.errors import ExportError, UsageError

HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script> $x^2$'
DAY = {"first": date(2024, 3, 5), "last": date(2024, 3, 5), "precision": "day", "bound": "on", "status": "reported"}
MONTH = {
    "first": date(2024, 3, 1),
    "last": date(2024, 3, 31),
    "precision": "month",
    "bound": "during",
    "status": "reported",
}
PLACE = {"name": "Peshawar", "country": "PK", "subdivision": "PK-KP", "lat": 34.01, "lon": 71.58}


class Reader:
    """A browser in a thread of its own, so that other tests may have theirs at the same time."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._thread.submit(self._open).result()

    def _open(self) -> None:
        from playwright.sync_api import sync_playwright

        path = Chromium.find_browser(skip_local=False)
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])

    def do(self, work: Callable[[Any], Any], *, width: int = 1200, height: int = 900, bypass: bool = False) -> Any:
        """Return what ``work`` makes of a fresh page; ``bypass`` lets it wait for things that the page's own rules forbid."""

        def run() -> Any:
            page = self._browser.new_page(viewport={"width": width, "height": height}, bypass_csp=bypass)
            try:
                return work(page)
            finally:
                page.close()

        return self._thread.submit(run).result()

    def close(self) -> None:
        def end() -> None:
            self._browser.close()
            self._playwright.stop()

        self._thread.submit(end).result()
        self._thread.shutdown()


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    one = Reader()
    yield one
    one.close()


@pytest.fixture(scope="module", autouse=True)
def engine() -> Iterator[None]:
    running = charts.start_image_engine()
    yield
    running.close()


def published(figure: go.Figure, width: int) -> go.Figure:
    return charts.captioned(
        figure, title="What armed groups did along the border, and who talked to whom about it",
        filter_words="Actors: Tehreek-e-Taliban Pakistan or Balochistan Liberation Army; regions: Khyber Pakhtunkhwa; since 2021",
        shown=41, left_out="3 without a date, 2 rejected", sources=["The Daily Ledger", "Northern Wire", "Frontier Post Review"],
        made_on=date(2026, 11, 22), width=width,
    )  # fmt: skip


def every_chart(width: int) -> dict[str, go.Figure]:
    few, some, many = made_table(24), made_table(150, undated=0.1), made_table(2500)
    whole = (None, None)
    return {
        "timeline": charts.chronology(few, width=width, window=whole),
        "timeline by region": charts.chronology(some, lanes="region", width=width, window=whole),
        "density": charts.chronology(many, width=width, window=whole),
        "periods": charts.per_period(some, width=width, window=whole),
        "periods apart": charts.per_period(some, by="actor", uncertain="apart", width=width, window=whole),
        "map": charts.place_map(some, width=width),
        "figures": charts.figures_chart(made_figures(50), width=width),
        "actors": charts.actor_matrix(some, width=width),
        "network": charts.actor_network(some, width=width),
        "ranking": charts.ranking(some, by="actor", width=width),
    }


TEXTS = r"""() => [...document.querySelectorAll('text')].filter(t => t.textContent.trim()).flatMap(t => {
    const lines = t.querySelectorAll('tspan.line').length ? [...t.querySelectorAll('tspan.line')] : [t];
    return lines.map(l => { const b = l.getBoundingClientRect();
        return {text: l.textContent, left: b.left, right: b.right, top: b.top, bottom: b.bottom,
                turned: /rotate\((?!0)/.test(t.getAttribute('transform') || '')}; }).filter(b => b.right > b.left);
})"""


def texts(reader: Reader, svg: bytes, path: Path, width: int, height: int) -> list[dict[str, Any]]:
    """Return every line of text in an SVG image with its box in pixels."""
    file = path / "image.html"
    file.write_bytes(b"<!doctype html><meta charset=utf-8><style>body{margin:0}svg{display:block}</style>" + svg)

    def look(page: Any) -> Any:
        page.goto(file.as_uri())
        return page.evaluate(TEXTS)

    found: list[dict[str, Any]] = reader.do(look, width=width, height=height)
    return found


def overlap(one: dict[str, Any], other: dict[str, Any], slack: float = 2.0) -> bool:
    return bool(
        one["left"] + slack < other["right"] and other["left"] + slack < one["right"]
        and one["top"] + slack < other["bottom"] and other["top"] + slack < one["bottom"]
    )  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("width", [1100, 390])
@pytest.mark.parametrize("name", list(every_chart(1100)))
def test_no_text_of_an_image_is_cut_off_or_covers_another(
    reader: Reader, tmp_path: Path, name: str, width: int
) -> None:
    figure = published(every_chart(width)[name], width)
    svg = charts.image(figure, "svg")
    lines = texts(reader, svg, tmp_path, width, int(figure.layout.height))
    assert len(lines) > 8
    outside = [
        line for line in lines
        if line["left"] < -0.5 or line["right"] > width + 0.5 or line["top"] < -0.5 or line["bottom"] > figure.layout.height + 0.5
    ]  # fmt: skip
    assert outside == []
    level = [line for line in lines if not line["turned"] and line["text"] not in "↑↓"]
    assert not [(a["text"], b["text"]) for n, a in enumerate(level) for b in level[n + 1 :] if overlap(a, b)]
    said = " ".join(line["text"] for line in lines)
    for part in (
        "What armed groups did",
        "41 events shown",
        "3 without a date",
        "The Daily Ledger",
        "22 November 2026",
    ):
        assert part in said, part


@pytest.mark.browser
def test_a_png_has_the_size_asked_for_and_the_colours_of_the_types(monkeypatch: pytest.MonkeyPatch) -> None:
    # Streamlit replaces Plotly's default template by one of placeholders, with which exported bars are black.
    black = go.layout.Template(layout={"colorway": ["#000001"], "paper_bgcolor": "#000000"})
    plotly.io.templates["placeholders"] = black
    monkeypatch.setattr(plotly.io.templates, "default", "placeholders")
    table = as_table([{"type": "attack", "status": "reported", "first": date(2024, 3, n), "last": date(2024, 3, n),
                       "precision": "day", "bound": "on"} for n in range(1, 20)])  # fmt: skip
    figure = published(charts.per_period(table, period="day"), 900)
    picture = Image.open(io.BytesIO(charts.image(figure, "png", scale=2))).convert("RGB")
    assert picture.size == (1800, figure.layout.height * 2)
    assert picture.getpixel((2, 2)) == (255, 255, 255)
    color = looks.type_looks()["attack"].color
    wanted = tuple(int(color[n : n + 2], 16) for n in (1, 3, 5))
    shares = {pixel: n for n, pixel in picture.getcolors(1 << 20) or []}
    assert shares[wanted] > 0.03 * picture.width * picture.height


@pytest.mark.browser
def test_every_format_is_what_it_says() -> None:
    figure = published(charts.chronology(made_table(20)), 1100)
    assert charts.image(figure, "png", scale=1).startswith(b"\x89PNG")
    assert charts.image(figure, "svg").lstrip().startswith(b"<svg")
    assert charts.image(figure, "pdf").startswith(b"%PDF")
    small = Image.open(io.BytesIO(charts.image(figure, "png", width=500, height=700, scale=1)))
    assert small.size == (500, 700)


@pytest.mark.browser
def test_a_pdf_of_many_hatched_bars_is_small_and_quick() -> None:
    # The browser makes a picture of each hatched area of a PDF: 300 events were 40 MB, or no answer in 90 seconds.
    lines = [
        {**MONTH, "first": date(2020, n % 12 + 1, 1), "last": date(2024, n % 12 + 1, 28), "precision": "vague"}
        for n in range(300)
    ]
    figure = charts.chronology(as_table(lines), window=(None, None))
    assert len(charts.image(figure, "pdf")) < 600_000


def test_hatches_of_a_pdf_stay_within_their_bars() -> None:
    from timeline.charts.strokes import with_strokes

    figure = charts.chronology(
        as_table([{**MONTH, "type": "attack", "status": s} for s in ("reported", "alleged", "denied")])
    )
    made = with_strokes(figure, 1100, figure.layout.height)
    bars = [trace for trace in figure.data if trace.type == "bar" and trace.customdata is not None]
    left, right = bars[0].base[0], bars[0].base[0] + bars[0].x[0]
    (strokes,) = made.data[len(figure.data) :]
    xs = [x for x in strokes.x if x is not None]
    assert len(xs) > 30
    assert left <= min(xs)
    assert max(xs) <= right
    assert not any(
        trace.marker.pattern.shape for trace in made.data if trace.type == "bar" and trace.customdata is not None
    )
    assert all(trace.marker.pattern.shape for trace in bars), "the figure itself is not changed"


def opened(figure: go.Figure, path: Path, work: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the work of opening the chart's page with every request noted, then doing ``work``."""
    file = path / "chart.html"
    file.write_bytes(charts.html(figure, title=f"Chart {HOSTILE}"))

    def visit(page: Any) -> dict[str, Any]:
        asked, said = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_selector(".js-plotly-plot .main-svg .infolayer", state="attached")
        done = work(page)
        return {
            "asked": [url for url in asked if not url.startswith(("file:", "data:", "blob:"))],
            "said": said,
            "done": done,
        }

    return visit


@pytest.mark.browser
@pytest.mark.parametrize("name", list(every_chart(1100)))
def test_a_page_of_its_own_opens_offline_and_asks_for_nothing(reader: Reader, tmp_path: Path, name: str) -> None:
    figure = every_chart(1100)[name]
    seen = reader.do(opened(figure, tmp_path, lambda page: page.evaluate(
        "() => ({marks: document.querySelectorAll('.main-svg .point, .main-svg .choroplethlayer path').length,"
        " words: document.querySelector('figcaption').textContent, title: document.title, hit: window.hit})"
    )))  # fmt: skip
    assert seen["asked"] == []
    assert seen["said"] == []
    assert seen["done"]["marks"] > 5
    assert seen["done"]["words"] == charts.text_alternative(figure)
    assert seen["done"]["title"].startswith("Chart <img")
    assert seen["done"]["hit"] is None


@pytest.mark.browser
def test_hostile_text_is_shown_and_never_run(reader: Reader, tmp_path: Path) -> None:
    table = as_table([{
        "title": HOSTILE, "actors": (HOSTILE,), "first": date(2024, 3, 5), "last": date(2024, 3, 5), "precision": "day",
        "bound": "on", "places": (), "regions": (), "place_names": (HOSTILE,), "status": "reported",
    }])  # fmt: skip

    def point(page: Any) -> Any:
        box = page.locator(".scatterlayer .point").first.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_selector(".hovertext text")
        return [
            page.locator(".hovertext").text_content(),
            page.evaluate("window.hit"),
            page.locator(".js-plotly-plot img").count(),
        ]

    words, hit, images = reader.do(opened(charts.chronology(table, width=1100), tmp_path, point))["done"]
    assert "<img src=x" in words
    assert "5 March 2024" in words
    assert hit is None
    assert images == 0


CLICKED = """() => { const chart = document.querySelector('.js-plotly-plot'); window.chosen = null;
    chart.on('plotly_selected', e => { if (e && e.points && e.points.length) window.chosen = e.points[0].customdata; }); }"""


def clicked(selector: str) -> Callable[[Any], Any]:
    """Return the work of clicking on a mark; what comes back is the customdata that the dashboard would get."""

    def work(page: Any) -> Any:
        page.evaluate(CLICKED)
        box = page.locator(selector).first.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_selector(".hovertext")
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_function("window.chosen !== null")
        return page.evaluate("window.chosen")

    return work


@pytest.mark.browser
@pytest.mark.parametrize(
    ("figure", "selector", "chosen"),
    [
        (lambda: charts.chronology(as_table([DAY])), ".scatterlayer .point", ["e000000"]),
        (lambda: charts.chronology(as_table([{**DAY, "status": "denied"}])), ".scatterlayer .point", ["e000000"]),
        (lambda: charts.chronology(as_table([MONTH])), ".barlayer .point", ["e000000"]),
        (
            lambda: charts.chronology(as_table([{**DAY, "actors": ("A",)}] * 9), most_marks=5), ".barlayer .point",
            ["A", "2024-03-05", "2024-03-05"],
        ),
        (
            lambda: charts.per_period(as_table([{**DAY, "type": "clash"}])), ".barlayer .point",
            ["clash", "2024-03-01", "2024-03-31"],
        ),
        (
            lambda: charts.place_map(as_table([{**DAY, "places": (PLACE,), "regions": ("PK", "PK-KP")}]), labels=False),
            ".scattergeo .point", ["Peshawar", "place", "PK-KP"],
        ),
        (lambda: charts.actor_matrix(as_table([{**DAY, "actors": ("A", "B")}])), ".barlayer .point", ["A", "B"]),
        (lambda: charts.actor_network(as_table([{**DAY, "actors": ("A", "B")}])), ".scatterlayer .point", ["A", "B"]),
        (lambda: charts.ranking(as_table([{**DAY, "type": "clash"}])), ".barlayer .point", ["clash"]),
    ],
)  # fmt: skip
def test_a_click_says_what_was_clicked(
    reader: Reader, tmp_path: Path, figure: Callable[[], go.Figure], selector: str, chosen: list[str]
) -> None:
    assert sorted(reader.do(opened(figure(), tmp_path, clicked(selector)), bypass=True)["done"]) == sorted(chosen)


@pytest.mark.browser
def test_a_click_on_the_legend_hides_a_type(reader: Reader, tmp_path: Path) -> None:
    table = as_table([{**DAY, "type": "attack", "actors": ("A",)}, {**DAY, "type": "meeting", "actors": ("B",)}])

    def work(page: Any) -> Any:
        before = page.locator(".scatterlayer .point").count()
        page.locator(".legendtoggle").first.click()
        page.wait_for_function(f"document.querySelectorAll('.scatterlayer .point').length < {before}")
        return before, page.locator(".scatterlayer .point").count()

    before, after = reader.do(opened(charts.chronology(table), tmp_path, work), bypass=True)["done"]
    assert (before, after) == (2, 1)


@pytest.mark.browser
def test_a_page_fits_a_phone(reader: Reader, tmp_path: Path) -> None:
    figure = charts.chronology(made_table(20), width=390)
    wide = reader.do(
        opened(figure, tmp_path, lambda page: page.evaluate("document.documentElement.scrollWidth")), width=390
    )
    assert wide["done"] <= 390


@pytest.mark.browser
def test_images_work_without_the_engine_too() -> None:
    second = charts.start_image_engine()
    second.close()
    second.close()
    assert charts.image(charts.per_period(made_table(9)), "png", scale=1).startswith(b"\x89PNG")


def test_without_a_browser_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Chromium, "find_browser", lambda **_: None)
    assert charts.has_image_engine() is False
    with pytest.raises(ExportError, match="install Chromium"):
        charts.image(charts.per_period(made_table(3)), "png")
    with pytest.raises(ExportError, match="save the chart as HTML"):
        charts.start_image_engine()
    assert charts.html(charts.per_period(made_table(3))).startswith(b"<!doctype html>"), "pages need no browser here"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="png, svg, pdf"):
        charts.image(charts.per_period(made_table(3)), "gif")  # type: ignore[arg-type]


def test_a_page_sends_nothing_to_a_cloud() -> None:
    page = charts.html(charts.per_period(made_table(3)), title="T").decode()
    config = page[page.rindex("Plotly.newPlot") :]
    assert json.dumps("showSendToCloud") + ": false" in config
    assert "https://cdn" not in config
