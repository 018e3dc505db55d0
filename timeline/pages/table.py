"""The table: one line per event; a click on a line opens the same details as on the timeline."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.charts.looks import type_looks
from timeline.pages import address, details, downloads, filters, stored
from timeline.pages.notices import empty
from timeline.queries import Filter

__all__ = ["page", "shown"]

TABLE = "event_table"
MOST_LINES = 5_000


def page() -> None:
    """Show the table page."""
    chosen = filters.current()
    if stored.table(chosen).empty:
        empty(
            "No dated event passes the filter", "Take a choice away above, widen the dates, or look under Needs a date."
        )
        return
    _table(chosen)


@st.fragment
def _table(chosen: Filter) -> None:
    events = stored.table(chosen)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        st.dataframe(
            _lines(chosen), key=TABLE, hide_index=True, height=560, on_select=_open_line(events), selection_mode="single-row",
            column_config=_columns(), alt="Events that pass the filter, one line each; choose a line to open its details",
        )  # fmt: skip
        if len(events) > MOST_LINES:
            st.html(
                f"<div class='et-small'>The first {MOST_LINES:,} of {len(events):,} lines; the downloads have them all.</div>"
            )
        downloads.table(chosen)
    with right, st.container(key="details"):
        details.stepper(list(events["event_id"]))
        details.panel(
            address.selected_event(),
            hint="Choose a line of the table to see its sentence, its source and why it has its date.",
        )


def _open_line(events: pd.DataFrame) -> object:
    def open_line() -> None:
        rows = (st.session_state.get(TABLE) or {}).get("selection", {}).get("rows", [])
        if rows:
            address.show_event(str(events["event_id"].iloc[rows[0]]))

    return open_line


def _lines(chosen: Filter) -> pd.DataFrame:
    return _shown(str(stored.store().path), stored.version(), chosen)


@st.cache_resource(max_entries=6, show_spinner=False)
def _shown(path: str, version: int, chosen: Filter) -> pd.DataFrame:
    return shown(stored.table(chosen).head(MOST_LINES))


def shown(events: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that people read, the date in words and lists joined; the order of lines is kept."""
    looks = type_looks()
    days = zip(events["first"], events["last"], events["precision"], events["bound"], events["edtf"], strict=True)
    return pd.DataFrame(
        {
            "Date": [charts.date_words(_day(first), _day(last), precision, bound, edtf) for first, last, precision, bound, edtf in days],
            "From": events["first"],
            "To": events["last"],
            "Event": events["title"],
            "Type": [looks[name].label if name in looks else name for name in events["type"]],
            "Actors": [", ".join(names) for names in events["actors"]],
            "Places": [", ".join(names) for names in events["place_names"]],
            "Status": events["status"],
            "Precision": events["precision"],
            "Sources": events["sources"],
            "Publishers": [", ".join(names) for names in events["publishers"]],
            "EDTF": events["edtf"],
            "Confidence": (events["confidence"] * 100).round(),
        }
    )  # fmt: skip


def _day(value: pd.Timestamp) -> object:
    return None if pd.isna(value) else value.date()


def _columns() -> dict[str, object]:
    return {
        "Date": st.column_config.TextColumn("Date", width="medium", help="No finer than the words of the article"),
        "From": st.column_config.DateColumn("First day", width="small", format="YYYY-MM-DD"),
        "To": st.column_config.DateColumn("Last day", width="small", format="YYYY-MM-DD"),
        "Event": st.column_config.TextColumn("Event", width="large"),
        "Type": st.column_config.TextColumn("Type", width="small"),
        "Sources": st.column_config.NumberColumn("Told by", help="How many articles tell it", width="small"),
        "Confidence": st.column_config.NumberColumn("Confidence", format="%d of 100", width="small"),
    }


if __name__ == "__main__":
    page()
