"""The map: where the events are that are known to a place or a province; nothing is put at the middle of a country.

A click on a mark or a province lists its events beside the map; one of them can be opened.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.charts.boundaries import outline_of
from timeline.charts.tallies import lines_with
from timeline.charts.words import count
from timeline.pages import address, details, downloads, drawing, event_lines, filters, measuring, side, stored, twins
from timeline.pages.article_text import escaped
from timeline.pages.notices import nothing_passes
from timeline.queries import Filter

__all__ = ["at_place", "page"]

CHART = "map_chart"
BULK, ALL = "Where most events are", "All places"


def page() -> None:
    """Show the map page."""
    chosen = filters.current()
    if not stored.number(chosen):
        nothing_passes()
        return
    _map(chosen)


@st.fragment
def _map(chosen: Filter) -> None:
    left, right = st.columns([2.2, 1], gap="medium")
    with left:
        whole = _whole(chosen)
        wide = measuring.column_width("map", default=drawing.width(drawing.PART))

        def build(theme: drawing.ThemeName, width: int) -> object:
            return charts.place_map(stored.drawable(chosen), theme=theme, width=width, whole=whole)

        drawn = drawing.figure("map", chosen, build, wide=wide, options=(whole,))
        drawing.show(drawn, key=CHART, name="map", on_select=_choose_place)
        st.html(f"<div class='et-small'>{escaped(drawn.layout.meta['caption'])}</div>")
        twins.twin(
            lambda: charts.places_table(stored.drawable(chosen)), key=CHART, opens=_open_line, hides=("lat", "lon"),
            alt="Places, provinces and countries with their events; choose a line to list its events",
        )  # fmt: skip
        downloads.chart(
            build,
            chosen,
            title="Places of events",
            name="map",
            data=lambda: charts.places_table(stored.drawable(chosen)),
        )
        downloads.table(chosen)
    with right, side.details_box(opened=("event", "place")):
        _events_there(chosen)


def _whole(chosen: Filter) -> bool:
    """Show the choice of what the map opens on, where there is one, and return whether it is all places."""
    if not _is_spread(str(stored.store().path), stored.version(), chosen):
        return False
    shown = st.segmented_control(
        "Places shown", [BULK, ALL], default=BULK, required=True, key="places", bind="query-params",
        help="The map opens where most events are; the others are only out of sight, and can be reached by dragging too.",
    )  # fmt: skip
    return shown == ALL


@st.cache_resource(max_entries=16, show_spinner=False)
def _is_spread(path: str, version: int, chosen: Filter) -> bool:
    return charts.is_spread(stored.drawable(chosen))


def _choose_place() -> None:
    carried = drawing.clicked(CHART)
    if len(carried) >= 2:
        name, kind = str(carried[0]), str(carried[1])
        address.note(place=f"{kind} {name}", event=None)


def _open_line(line: Any) -> None:
    address.note(place=f"place {line.name}" if line.level == "place" else f"region {line.code}", event=None)


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
