"""Where details stand: beside the chart; on a phone, where there is no beside, in a sheet over the lower part of the screen."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline.pages import address, drawing

__all__ = ["details_box"]


def details_box(*, opened: tuple[str, ...] = ("event",)) -> Any:
    """Return the box for the details of what is open (`opened` are its names in the address); a sheet can be closed."""
    if not (drawing.is_phone() and any(address.opened(name) for name in opened)):
        return st.container(key="details")
    sheet = st.container(key=f"sheet_{drawing.theme()}")
    with sheet:
        st.button(
            "Close", icon=":material/close:", key="close_details", on_click=address.note,
            kwargs=dict.fromkeys((*opened, "event")),
        )  # fmt: skip
    return sheet
