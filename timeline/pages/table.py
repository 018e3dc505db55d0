"""The table: one line per event; a click on a line opens the same details as on the timeline."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.pages import (
    address,
    correcting,
    details,
    downloads,
    drawing,
    event_lines,
    filters,
    side,
    stored,
    table_editing,
)
from timeline.pages.notices import nothing_passes
from timeline.queries import Filter

__all__ = ["page", "shown"]


def page() -> None:
    """Show the table page."""
    chosen = filters.current()
    if not stored.number(chosen):
        nothing_passes()
        return
    if correcting.is_allowed() and _is_editing():
        _edit(chosen)
    else:
        _table(chosen)


def _is_editing() -> bool:
    return st.toggle("Edit", key="table_edit", help="Write into the table; each cell is kept as a correction")


def _edit(chosen: Filter) -> None:
    correcting.outcome()
    with st.container(width=260):
        correcting.sign()
    table_editing.editor(chosen)
    downloads.table(chosen)


@st.fragment
def _table(chosen: Filter) -> None:
    ids = stored.event_ids(chosen)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        alt = "Events that pass the filter, one line each; choose a line to open its details"
        event_lines.show(
            _lines(chosen), ids, key="event_table", alt=alt, columns=_columns(), height=620, total=len(ids)
        )
        downloads.table(chosen)
    with right, side.details_box():
        details.stepper(ids)
        details.panel(
            address.selected_event(),
            hint="Choose a line of the table to see its sentence, its source and why it has its date.",
        )


def _lines(chosen: Filter) -> pd.DataFrame:
    return _shown(str(stored.store().path), stored.version(), chosen)


@st.cache_resource(max_entries=6, show_spinner=False)
def _shown(path: str, version: int, chosen: Filter) -> pd.DataFrame:
    return shown(stored.lines(chosen, slice(event_lines.MOST_LINES)))


def shown(events: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that people read, the date in words and lists joined; the order of lines is kept."""
    looks = charts.type_looks()
    return pd.DataFrame(
        {
            "Date": event_lines.dates_in_words(events),
            "Event": events["title"],
            "Type": [looks[name].label if name in looks else name for name in events["type"]],
            "Actors": event_lines.joined(events["actors"]),
            "Places": event_lines.joined(events["place_names"]),
            "Status": events["status"],
            "First day": events["first"].dt.strftime("%Y-%m-%d").fillna("open"),
            "Last day": events["last"].dt.strftime("%Y-%m-%d").fillna("open"),
            "Precision": events["precision"],
            "EDTF": events["edtf"],
            "Told by": events["sources"],
            "Publishers": event_lines.joined(events["publishers"]),
            "Confidence": (events["confidence"] * 100).round(),
        }
    )


def _columns() -> dict[str, object]:
    column = st.column_config
    return {
        "Date": column.TextColumn(
            width=130 if drawing.is_phone() else 275, help="No finer than the words of the article"
        ),
        "Event": column.TextColumn(width=320),
        "Type": column.TextColumn(width="small"),
        "Actors": column.TextColumn(width="medium"),
        "Told by": column.NumberColumn(help="How many articles tell it", width="small", format="localized"),
        "Confidence": column.NumberColumn(format="%d of 100", width="small"),
    }


if __name__ == "__main__":
    page()
