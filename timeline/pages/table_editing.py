"""Putting events right in the table itself: title, date, type and status, a cell at a time; each cell is one correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.corrections import Correction
from timeline.pages import correcting, event_lines, stored
from timeline.pages.article_text import escaped
from timeline.queries import Filter

__all__ = ["MOST_EDITED", "changes", "editor"]

MOST_EDITED = 300
"""Lines that can be edited at once; a filter brings the wanted ones to the top."""

KEY, ROUND = "table_editor", "table_editor_round"
FIELDS = {"Event": "title", "Date": "date", "Type": "type", "Claim status": "status"}
STATUSES = ("reported", "alleged", "denied", "planned", "negated", "background")


def editor(chosen: Filter) -> None:
    """Show the first lines of the table with cells that can be written in."""
    events = stored.lines(chosen, slice(MOST_EDITED))
    looks = charts.type_looks()
    ids = [str(identity) for identity in events["event_id"]]
    lines = pd.DataFrame(
        {
            "Date": event_lines.dates_in_words(events),
            "Event": events["title"],
            "Type": events["type"],
            "Claim status": events["status"],
            "Actors": event_lines.joined(events["actors"], isolate=False),
            "Places": event_lines.joined(events["place_names"], isolate=False),
            "Review": events["review"],
            "Sentence": events["evidence"],
        }
    )
    column = st.column_config
    # what was written is stored and read back, so the widget begins anew after each correction
    key = f"{KEY}_{st.session_state.get(ROUND, 0)}"
    st.data_editor(
        lines, key=key, hide_index=True, height=620, num_rows="fixed", disabled=["Actors", "Places", "Review", "Sentence"],
        on_change=_save, args=(key, ids),
        column_config={
            "Date": column.TextColumn(width=190, help="As you write it: 19 Oct 2025, Nov 2022, 3 to 8 May 2024; empty: no date"),
            "Event": column.TextColumn(width=380, required=True),
            "Type": column.SelectboxColumn(
                options=[name for name in looks if name != "statistic"], required=True,
                format_func=lambda name: looks[name].label if name in looks else str(name),
            ),
            "Claim status": column.SelectboxColumn(options=list(STATUSES), required=True),
            "Sentence": column.TextColumn(width=420),
        },
    )  # fmt: skip
    words = "Click a cell twice, write, press Enter: each cell is kept as a correction with your name. "
    words += "Actors, places and figures: open the event on the page Review."
    if len(stored.event_ids(chosen)) > MOST_EDITED:
        words = f"The first {MOST_EDITED} lines; narrow the filter for others. " + words
    st.html(f"<div class='et-small'>{escaped(words)}</div>")


def changes(state: Mapping[str, Any], events: Sequence[str]) -> list[tuple[str, str, Any]]:
    """Return what was written into the table as event, field and value; an emptied cell as None.

    >>> changes({"edited_rows": {1: {"Date": "Nov 2022"}}}, ["e1", "e2"])
    [('e2', 'date', 'Nov 2022')]
    """
    edited: Mapping[int, Mapping[str, Any]] = state.get("edited_rows", {})
    return [
        (events[place], FIELDS[column], value or None)
        for place, cells in edited.items()
        for column, value in cells.items()
        if column in FIELDS and place < len(events)
    ]


def _save(key: str, events: list[str]) -> None:
    made = changes(st.session_state.get(key) or {}, events)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    if not made:
        return

    def change(*, by: str) -> Iterable[Correction]:
        for event, field, value in made:
            yield from stored.store().change(event, field, value, by=by)

    correcting.do(f"Saved: {', '.join(field for _, field, _ in made)}", change)
