"""Figures: counts over a period ("2,451 killed in 2013"), kept apart from the events."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from timeline import charts, export
from timeline.pages import address, details, filters, stored
from timeline.pages.notices import empty

__all__ = ["page", "shown"]

TABLE = "figures_table"


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
    _figures(figures)


@st.fragment
def _figures(figures: pd.DataFrame) -> None:
    left, right = st.columns([2, 1], gap="medium")
    with left:
        st.html(
            "<div class='et-small'>What articles count over a period. It is no event, so it is in no chart of events.</div>"
        )
        st.dataframe(
            shown(figures), key=TABLE, hide_index=True, height=520, on_select=_open_line(figures), selection_mode="single-row",
            alt="Figures that pass the filter, one line each; choose a line to open its sentence",
        )  # fmt: skip
        _downloads(figures)
    with right, st.container(key="details"):
        details.panel(address.selected_event(), hint="Choose a line of the table to see the sentence and its source.")


def shown(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that people read: what is counted, from low to high, over which days, by whom it is told."""
    days = zip(figures["first"], figures["last"], figures["precision"], figures["edtf"], strict=True)
    return pd.DataFrame(
        {
            "Period": [charts.date_words(_day(first), _day(last), precision, "during", edtf) for first, last, precision, edtf in days],
            "Number": [_number(value, low, high) for value, low, high in zip(figures["value"], figures["low"], figures["high"], strict=True)],
            "Unit": figures["unit"],
            "Of whom": figures["counts"],
            "Words": figures["words"],
            "Statement": figures["title"],
            "Places": [", ".join(names) for names in figures["place_names"]],
            "Actors": [", ".join(names) for names in figures["actors"]],
            "Publishers": [", ".join(names) for names in figures["publishers"]],
        }
    )  # fmt: skip


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()


def _number(value: float, low: float, high: float) -> str:
    """Return the number with what the words and the sources leave open."""
    if pd.isna(low) and pd.isna(high):
        return f"{value:,.10g}"
    if pd.isna(high):
        return f"{low:,.10g} or more"
    if pd.isna(low):
        return f"{high:,.10g} or fewer"
    return f"{value:,.10g}" if low == high else f"{low:,.10g} – {high:,.10g}"


def _open_line(figures: pd.DataFrame) -> Any:
    def open_line() -> None:
        rows = (st.session_state.get(TABLE) or {}).get("selection", {}).get("rows", [])
        if rows:
            address.show_event(str(figures["event_id"].iloc[rows[0]]))

    return open_line


def _downloads(figures: pd.DataFrame) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html("<span class='et-small'>These figures</span>", width="content")
        st.download_button(
            "CSV", lambda: export.to_csv(figures), f"figures-{date.today().isoformat()}.csv", "text/csv", key="figures_csv",
            on_click="ignore", icon=":material/table_rows:", help="All figures that pass the filter, with sentence and source",
        )  # fmt: skip


if __name__ == "__main__":
    page()
