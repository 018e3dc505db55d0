"""Downloads of what is shown: the chart as an image or a page of its own, the filtered table as a file.

Everything is made when the button is pressed, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.export import to_csv, to_jsonl, to_xlsx
from timeline.pages import drawing, stored
from timeline.pages.article_text import escaped
from timeline.pages.notices import notice
from timeline.queries import Filter

__all__ = ["chart", "lines", "table"]

IMAGES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
WIDTHS = {800: "column of text, 800 pixels", 1100: "page, 1,100 pixels", 1600: "slide, 1,600 pixels"}
SCALES = {1: "screen (1 ×)", 2: "fine (2 ×)", 4: "print (4 ×)"}
TABLES = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "jsonl": ("JSON lines", "application/x-ndjson"),
}


@st.cache_resource(show_spinner=False)
def _engine() -> charts.ImageEngine:
    """Return the browser engine that draws images; it is started by the first image and kept, so that the next are fast."""
    return charts.start_image_engine()


def chart(
    build: drawing.Builder,
    chosen: Filter,
    *,
    title: str,
    name: str,
    data: Callable[[], pd.DataFrame],
    figures: pd.DataFrame | None = None,
) -> None:
    """Show the buttons that download a chart: the whole of it, on white, with title, filter, sources and day in the picture.

    `data` makes the table behind it. `figures` are those that it shows, where it shows no events.
    """

    width, scale = (
        st.session_state.get(f"{name}_{what}", usual) for what, usual in (("width", drawing.FILE), ("scale", 2))
    )

    def captioned() -> Any:
        drawn = build("light", width)
        if figures is not None:
            return _of_figures(drawn, chosen, title, figures, width)
        return _captioned(drawn, chosen, title, width)

    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html("<span class='et-small'>This chart</span>", width="content")
        drawn_here = charts.has_image_engine()
        for form, mime in IMAGES.items() if drawn_here else ():
            st.download_button(
                form.upper(),
                _image_maker(captioned, form, scale),
                f"{_file_name(name)}.{form}",
                mime,
                key=f"{name}_{form}",
                on_click="ignore",
                icon=":material/picture_as_pdf:" if form == "pdf" else ":material/image:",
                help=f"The whole chart as {form.upper()}, with its title, filter, sources and day",
            )
        st.download_button(
            "HTML", lambda: charts.html(captioned(), title=title), f"{_file_name(name)}.html", "text/html", key=f"{name}_html",
            on_click="ignore", icon=":material/public:", help="A page of its own that opens offline and can be zoomed",
        )  # fmt: skip
        st.download_button(
            "Data", lambda: to_csv(data(), **_said(chosen, title)), f"{_file_name(name)}-data.csv", "text/csv",
            key=f"{name}_data", on_click="ignore", icon=":material/table_rows:", help="The numbers behind this chart as CSV",
        )  # fmt: skip
        if drawn_here:
            _size(name)
    if not drawn_here:
        notice(
            "PNG and SVG: use the camera button at the top right of the chart",
            more="There is no Chromium on this server, so your own browser makes the picture.",
        )


def _size(name: str) -> None:
    """Show the choice of how wide the picture is and how fine its PNG."""
    with st.popover("Size", icon=":material/aspect_ratio:", help="How wide the picture is, and how fine its PNG"):
        st.selectbox(
            "Width", list(WIDTHS), index=list(WIDTHS).index(drawing.FILE), key=f"{name}_width", required=True,
            format_func=lambda width: WIDTHS[width],
        )  # fmt: skip
        st.selectbox(
            "PNG", list(SCALES), index=1, key=f"{name}_scale", required=True, format_func=lambda scale: SCALES[scale],
            help="How many dots for each pixel of the width",
        )  # fmt: skip


def _image_maker(captioned: Callable[[], Any], form: str, scale: int) -> Callable[[], bytes]:
    def make() -> bytes:
        _engine()
        return charts.image(captioned(), form, scale=float(scale))  # type: ignore[arg-type]

    return make


def _captioned(figure: Any, chosen: Filter, title: str, width: int) -> Any:
    return charts.captioned(
        figure,
        title=title,
        filter_words=_filter_words(chosen),
        shown=stored.left_out(chosen).shown,
        left_out=stored.left_out(chosen).in_words(),
        sources=_sources(stored.drawable(chosen)),
        made_on=date.today(),
        width=width,
    )


def _of_figures(figure: Any, chosen: Filter, title: str, figures: pd.DataFrame, width: int) -> Any:
    others = len(figures) - figure.layout.meta["shown"]
    drawn = figures[figures["unit"] == figure.layout.meta["unit"]]
    words = _filter_words(chosen).replace("All dated events", "All figures").replace("Events", "Figures", 1)
    return charts.captioned(
        figure, title=title, filter_words=words, shown=figure.layout.meta["shown"], noun="figure", made_on=date.today(),
        width=width,
        left_out=f"{others:,} in other units or without a date" if others else "", sources=_sources(drawn),
    )  # fmt: skip


def _filter_words(chosen: Filter) -> str:
    if chosen.is_empty:
        return "All dated events"
    words = chosen.in_words()
    return words[:1].upper() + words[1:]


def _sources(table: pd.DataFrame) -> Sequence[str]:
    """Return who tells the events: publishers, and the titles of articles whose publisher is not known."""
    names: dict[str, None] = {}
    told = table[["publishers", "documents"]].drop_duplicates()
    for publishers, documents in zip(told["publishers"], told["documents"], strict=True):
        for name in publishers or [stored.title_of(document) for document in documents]:
            names.setdefault(name)
    return list(names)


def lines(shown: pd.DataFrame, chosen: Filter, *, name: str, label: str) -> None:
    """Show the button that downloads a small table which the page shows, as CSV."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f"<span class='et-small'>{escaped(label)}</span>", width="content")
        st.download_button(
            "CSV", lambda: to_csv(shown, **_said(chosen, label)), f"{_file_name(name)}.csv", "text/csv", key=f"{name}_csv",
            on_click="ignore",
            icon=":material/table_rows:", help="These lines as CSV",
        )  # fmt: skip


def table(chosen: Filter, *, key: str = "table") -> None:
    """Show the buttons that download the events which pass the filter; ``key`` sets apart several on one page."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html("<span class='et-small'>These events</span>", width="content")
        for form, (label, mime) in TABLES.items():
            st.download_button(
                label, _table_maker(form, chosen), f"{_file_name('events')}.{form}", mime, key=f"{key}_{form}", on_click="ignore",
                icon=":material/table_rows:", help=f"All events that pass the filter, with sentence, source and why, as {label}",
            )  # fmt: skip


def _table_maker(form: str, chosen: Filter) -> Callable[[], bytes]:
    """Return what makes the file, the same as `timeline export` writes: the events, what was asked for and what is left out."""

    def make() -> bytes:
        events, said = stored.table(chosen), _said(chosen)
        if form == "csv":
            return to_csv(events, **said)
        if form == "jsonl":
            return to_jsonl(events, **said)
        return to_xlsx(events, **said, sources=stored.sources_table(chosen), figures=stored.statistics(chosen))

    return make


def _said(chosen: Filter, title: str = "") -> dict[str, Any]:
    """Return what the last line of a file says: what was asked for (after the title of a chart), what is left out, the day."""
    shows = f"{title}; {chosen.in_words()}" if title else chosen
    return {"filter": shows, "left_out": stored.left_out(chosen), "made": date.today()}


def _file_name(name: str) -> str:
    return f"{name}-{date.today().isoformat()}"
