"""How much room there is: the reader's browser says how wide a column of the page is, for charts that cannot be stretched."""

from __future__ import annotations

import streamlit as st

__all__ = ["column_width"]

STEP = 40
"""Pixels to which a width is rounded down, so that the same drawing serves many screens."""

# Our own words only. The width is told when it is first seen and when it has changed by more than a step.
TELL = f"""
export default function(component) {{
  const {{ setStateValue, parentElement }} = component;
  const element = parentElement.host ?? parentElement;
  let told = 0, waiting = 0;
  const tell = () => {{
    const wide = Math.floor(element.getBoundingClientRect().width / {STEP}) * {STEP};
    if (wide > 0 && Math.abs(wide - told) >= {STEP}) {{ told = wide; setStateValue("width", wide); }}
  }};
  const observer = new ResizeObserver(() => {{ clearTimeout(waiting); waiting = setTimeout(tell, told ? 400 : 0); }});
  observer.observe(element);
  return () => {{ clearTimeout(waiting); observer.disconnect(); }};
}}
"""
LEAST, MOST = 320, 1400
KEPT = "column_width_"


def column_width(name: str, *, default: int) -> int:
    """Return how many pixels wide the column is in which this is called; `default` until the browser has said it.

    What it has said is kept for the session, so that a page is drawn only once when it is opened again.
    """
    tell = st.components.v2.component("column_width", js=TELL, html="<div></div>")
    said = tell(key=f"measure_{name}", height=1, on_width_change=lambda: None)
    width = getattr(said, "width", None) or st.session_state.get(KEPT + name)
    if not isinstance(width, int | float):
        return default
    st.session_state[KEPT + name] = int(width)
    return min(max(int(width), LEAST), MOST)
