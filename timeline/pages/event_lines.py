"""Tables whose lines open an event: the table of events, the figures, the events that need a date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.charts.words import isolated
from timeline.model import Event
from timeline.pages import address, reader
from timeline.pages.article_text import escaped

__all__ = ["FEW_LINES", "MOST_LINES", "date_of", "dates_in_words", "joined", "show"]

MOST_LINES = 2_000
MOST_LISTED = 500  # of a list beside a chart
FEW_LINES = 14  # so few are shown without scrolling


def show(
    lines: pd.DataFrame,
    events: Sequence[str],
    *,
    key: str,
    alt: str,
    columns: Mapping[str, Any] | None = None,
    height: int = 560,
    total: int | None = None,
    opens: Callable[[str], None] = address.show_event,
    rest: str = "the downloads have them all",
) -> None:
    """Show a table; choosing a line calls `opens` with the one of `events` that stands at its place.

    `total` is how many lines there are, when `lines` is only the first of them; `rest` says how to come to the others.
    """

    def open_line() -> None:
        chosen = (st.session_state.get(key) or {}).get("selection", {}).get("rows", [])
        if chosen and chosen[0] < len(events):
            opens(str(events[chosen[0]]))

    head = lines.head(MOST_LINES)
    st.dataframe(
        head, key=key, hide_index=True, height=height if len(head) > FEW_LINES else "content", on_select=open_line,
        selection_mode="single-row", column_config=columns, alt=alt, placeholder="",
    )  # fmt: skip
    if (total or len(lines)) > len(head):
        first, of = reader.number(len(head)), reader.number(total or len(lines))
        words = f"The first {first} of {of} lines; {rest}."
        st.html(f"<div class='et-small'>{escaped(words)}</div>")


def dates_in_words(events: pd.DataFrame) -> list[str]:
    """Return the dates of a table of events or figures as people say them."""
    bounds = events["bound"] if "bound" in events else ["during"] * len(events)
    parts = zip(events["first"], events["last"], events["precision"], bounds, events["edtf"], strict=True)
    return [
        charts.date_words(_day(first), _day(last), str(precision), str(bound), str(edtf))
        for first, last, precision, bound, edtf in parts
    ]


def date_of(event: Event) -> str:
    """Return the date of one event as people say it."""
    interval = event.interval
    return charts.date_words(interval.first, interval.last, interval.precision, interval.bound, interval.edtf)


def joined(lists: Sequence[Sequence[str]] | pd.Series[Any], *, isolate: bool = True) -> list[str]:
    """Return each list of names as one text; right-to-left names keep their place in it, unless it is to be edited."""
    return [", ".join(map(isolated, names) if isolate else names) for names in lists]


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()
