"""Showing a chart: in the page's own theme, as wide as the screen lets it, with its words for people who hear it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from timeline import charts
from timeline.pages import reader, stored
from timeline.queries import Filter

__all__ = ["Builder", "ThemeName", "clicked", "figure", "is_phone", "show", "theme", "width"]

ThemeName = Literal["light", "dark"]
Builder = Callable[[ThemeName, int], Any]
"""Makes a figure for a theme and a width in pixels."""

PHONE, PART, WHOLE, FILE = 360, 640, 860, 1100
"""Pixels of a phone, of a chart beside the details and of one alone on a small laptop (wider screens stretch them), of a file."""


def theme() -> ThemeName:
    """Return whether the reader's page is light or dark."""
    return "dark" if getattr(st.context.theme, "type", None) == "dark" else "light"


def is_phone() -> bool:
    """Return whether the reader's browser says that it is a phone's."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def width(wide: int) -> int:
    """Return how many pixels a chart gets that may be `wide`."""
    return PHONE if is_phone() else wide


def figure(name: str, chosen: Filter, build: Builder, *, wide: int = WHOLE, options: tuple[Any, ...] = ()) -> Any:
    """Return a figure of the events that pass the filter, kept for the next time; `options` are all that `build` depends on."""
    key = (name, theme(), width(wide), options, reader.signs())
    return _figure(str(stored.store().path), stored.version(), chosen, key, build)


@st.cache_resource(max_entries=32, show_spinner="Drawing")
def _figure(path: str, version: int, chosen: Filter, key: tuple[Any, ...], _build: Builder) -> Any:
    with charts.numbers_as(key[-1]):
        drawn = _build(key[1], key[2])
    for one in drawn if isinstance(drawn, list) else [drawn]:
        one.update_layout(separators=key[-1].plotly)
    return drawn


def show(drawn: Any, *, key: str, name: str, on_select: Any = "ignore", box: bool = False) -> None:
    """Show a figure; `name` is that of the file which its camera button saves."""
    config = charts.plot_config(name)
    if box:
        config = {**config, "displayModeBar": False}
    st.plotly_chart(
        drawn, key=key, theme=None, config=config, on_select=on_select, selection_mode=("box",) if box else ("points",),
        alt=charts.text_alternative(drawn) or name,
    )  # fmt: skip


def clicked(key: str) -> list[Any]:
    """Return what the mark clicked last in a chart carries (its `customdata`); empty when none is."""
    state = st.session_state.get(key) or {}
    points = (state.get("selection") or {}).get("points") or []
    return list((points[0].get("customdata") if points else None) or [])
