"""The map: where the events are that are known to a place or a province; nothing is put at the middle of a country.

A click on a mark or a province lists its events beside the map; one of them can be opened.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.charts.boundaries import outline_of
from timeline.charts.tallies import lines_with
from timeline.charts.words import count
from timeline.pages import address, details, downloads, drawing, event_lines, filters, stored
from timeline.pages.article_text import escaped
from timeline.pages.notices import nothing_passes
from timeline.queries import Filter

__all__ = ["at_place", "page"]

CHART = "map_chart"


def page() -> None:
    """Show the map page."""
    chosen = filters.current()
    if not stored.number(chosen):
        nothing_passes()
        return
    _map(chosen)


@st.fragment
def _map(chosen: Filter) -> None:
    def build(theme: drawing.ThemeName, width: int) -> object:
        return charts.place_map(stored.drawable(chosen), theme=theme, width=width)

    left, right = st.columns([2.2, 1], gap="medium")
    with left:
        drawn = drawing.figure("map", chosen, build, wide=drawing.PART)
        drawing.show(drawn, key=CHART, name="map", on_select=_choose_place)
        st.html(f"<div class='et-small'>{escaped(drawn.layout.meta['caption'])}</div>")
        downloads.chart(build, chosen, title="Places of events", name="map")
        downloads.table(chosen)
    with right, st.container(key="details"):
        _events_there(chosen)


def _choose_place() -> None:
    carried = drawing.clicked(CHART)
    if len(carried) >= 2:
        name, kind = str(carried[0]), str(carried[1])
        address.note(place=f"{kind} {name}", event=None)


def _events_there(chosen: Filter) -> None:
    """List the events of the place that was clicked, and show the details of the one that is open."""
    place = address.opened("place")
    if place:
        places = at_place(stored.drawable(chosen), place)
        there = stored.lines(chosen, places[: event_lines.MOST_LISTED])
        words = f"<b>{escaped(_named(place))}</b>: {count(len(places), 'event')}"
        st.html(f"<div class='et-count' role='status'>{words}</div>")
        lines = pd.DataFrame({"Date": event_lines.dates_in_words(there), "Event": there["title"]})
        columns = {"Date": st.column_config.TextColumn(width=125), "Event": st.column_config.TextColumn(width=340)}
        alt = "Events of the place that was clicked; choose a line to open its details"
        event_lines.show(
            lines, list(there["event_id"]), key=f"map_events_{place}", alt=alt, columns=columns, height=300,
            total=len(places),
        )  # fmt: skip
    hint = "Choose one of its events above." if place else "Click a mark or a province to list its events."
    details.panel(address.selected_event(), hint=hint)


def at_place(events: pd.DataFrame, place: str) -> list[int]:
    """Return which lines of the events are of a place ("place Kabul") or of a province or country ("region PK-KP")."""
    kind, _, name = place.partition(" ")
    if kind == "place":
        return lines_with(events["place_names"], lambda names: name in names)
    return lines_with(
        events["regions"], lambda codes: any(name in (code, code[:2], outline_of(code)) for code in codes)
    )


def _named(place: str) -> str:
    kind, _, name = place.partition(" ")
    return name if kind == "place" else filters.region_name(name)


if __name__ == "__main__":
    page()
