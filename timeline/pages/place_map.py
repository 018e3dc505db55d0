"""The map: where the events are that are known to a place or a province; nothing is put at the middle of a country."""

from __future__ import annotations

import streamlit as st

from timeline import charts
from timeline.pages import downloads, drawing, filters, stored
from timeline.pages.article_text import escaped
from timeline.pages.notices import nothing_passes
from timeline.queries import Filter

__all__ = ["page"]

CHART = "map_chart"


def page() -> None:
    """Show the map page."""
    chosen = filters.current()
    if stored.table(chosen).empty:
        nothing_passes()
        return
    _map(chosen)


@st.fragment
def _map(chosen: Filter) -> None:
    def build(theme: drawing.ThemeName, width: int) -> object:
        return charts.place_map(stored.table(chosen), theme=theme, width=width)

    drawn = drawing.figure("map", chosen, build)
    drawing.show(drawn, key=CHART, name="map")
    st.html(f"<div class='et-small'>{escaped(drawn.layout.meta['caption'])}</div>")
    downloads.chart(build, chosen, title="Places of events", name="map")
    downloads.table(chosen)


if __name__ == "__main__":
    page()
