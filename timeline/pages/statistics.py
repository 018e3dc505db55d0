"""Figures: counts over a period ("2,451 killed in 2013"), kept apart from the events."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.export import to_csv
from timeline.pages import address, details, downloads, drawing, event_lines, filters, reader, side, stored
from timeline.pages.article_text import escaped
from timeline.pages.notices import empty
from timeline.queries import Filter

__all__ = ["page", "shown"]

CHART, UNIT = "figures_chart", "figures_unit"


def page() -> None:
    """Show the page of figures."""
    chosen = filters.current()
    figures = stored.statistics(chosen)
    if figures.empty:
        empty(
            "No figures pass the filter",
            "Counts over a period (“120 killed in 2013”) appear here; widen the filter or add articles.",
        )
        return
    _figures(figures, chosen)


@st.fragment
def _figures(figures: pd.DataFrame, chosen: Filter) -> None:
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _chart(figures, chosen)
        told = reader.number(len(figures))
        words = f"<b>{told}</b> figures: what articles count over a period. They are no events and in no other chart."
        st.html(f"<div class='et-count'>{words}</div>")
        alt = "Figures that pass the filter, one line each; choose a line to open its sentence"
        event_lines.show(shown(figures), list(figures["event_id"]), key="figures_table", alt=alt, columns=_columns())
        _downloads(figures, chosen)
    with right, side.details_box():
        details.panel(
            address.selected_event(), hint="Click a point or choose a line to see the sentence and its source."
        )


def _chart(figures: pd.DataFrame, chosen: Filter) -> None:
    """Show the figures of one unit over time; a click on a point opens its sentence."""
    dated = figures[figures["first"].notna() | figures["last"].notna()]
    units = list(dated["unit"].value_counts().index)
    if not units:
        st.html("<div class='et-small'>No figure has a date, so there is nothing to draw over time.</div>")
        return
    if st.session_state.get(UNIT) not in units:
        st.session_state[UNIT] = units[0]
    unit = st.selectbox("Drawn over time", units, key=UNIT, format_func=lambda name: name.replace("_", " "), width=260)
    opened = address.selected_event()

    def build(theme: drawing.ThemeName, width: int) -> object:
        told = _with_titles(stored.statistics(chosen))
        return charts.figures_chart(told, unit=unit, theme=theme, width=width, selected=opened)

    drawn = drawing.figure("figures", chosen, build, wide=drawing.PART, options=(unit, opened))
    drawing.show(drawn, key=CHART, name="figures", on_select=_open_clicked)
    st.html(f"<div class='et-small'>{escaped(drawn.layout.meta['caption'])}</div>")
    downloads.chart(
        build,
        chosen,
        title=f"Figures: {unit.replace('_', ' ')}",
        name="figures",
        figures=figures,
        data=lambda: figures[figures["unit"] == unit],
    )


def _with_titles(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with the titles of their documents, which stand for sources whose publisher is not known."""
    titles = [tuple(stored.title_of(document) for document in documents) for documents in figures["documents"]]
    return figures.assign(documents=pd.Series(titles, index=figures.index, dtype=object))


def _open_clicked() -> None:
    carried = drawing.clicked(CHART)
    if carried:
        address.show_event(str(carried[0]))


def shown(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that people read: what is counted, from low to high, over which days, by whom it is told."""
    numbers = zip(figures["value"], figures["low"], figures["high"], strict=True)
    return pd.DataFrame(
        {
            "Period": event_lines.dates_in_words(figures),
            "Number": [_number(value, low, high) for value, low, high in numbers],
            "Unit": figures["unit"],
            "Of whom": figures["counts"],
            "Statement": figures["title"],
            "Words": figures["words"],
            "Places": event_lines.joined(figures["place_names"]),
            "Actors": event_lines.joined(figures["actors"]),
            "Publishers": event_lines.joined(figures["publishers"]),
        }
    )


def _columns() -> dict[str, object]:
    column = st.column_config
    return {
        "Period": column.TextColumn(width=170),
        "Number": column.TextColumn(width=130),
        "Statement": column.TextColumn(width=360),
    }


def _number(value: float, low: float, high: float) -> str:
    """Return the number with what the words and the sources leave open."""
    if math.isnan(low) and math.isnan(high):
        return reader.amount(value)
    if math.isnan(high):
        return f"{reader.amount(low)} or more"
    if math.isnan(low):
        return f"{reader.amount(high)} or fewer"
    return reader.amount(value) if low == high else f"{reader.amount(low)} – {reader.amount(high)}"


def _downloads(figures: pd.DataFrame, chosen: Filter) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html("<span class='et-small'>These figures</span>", width="content")
        st.download_button(
            "CSV", lambda: to_csv(figures, filter=chosen, made=date.today()),
            f"figures-{date.today().isoformat()}.csv", "text/csv", key="figures_csv", on_click="ignore",
            icon=":material/table_rows:",
            help="All figures that pass the filter, with sentence and source",
        )  # fmt: skip


if __name__ == "__main__":
    page()
