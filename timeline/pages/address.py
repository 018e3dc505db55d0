"""The page's address: the whole view is kept in it, so that a view can be sent, reloaded and gone back to.

Widgets lead as long as somebody works on the page; the address leads when the page is opened, when another page is chosen and
when the browser's back and forward are used. Choices that name nothing here are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

__all__ = ["Choices", "leads", "note", "opened", "read", "selected_event", "show_event", "take", "write"]

Choices = dict[str, tuple[str, ...]]
"""What is chosen, by parameter; a parameter without a choice is not there."""

OPENED = ("event", "document", "article", "show", "place", "group")  # what may be open, as the address calls it
OPEN = "open_"  # before these names in the session


def leads(page: str) -> bool:
    """Return whether the address decides now: on the first run, after a change of page, after back or forward."""
    before = st.session_state.get("page")
    st.session_state["page"] = page
    context = get_script_run_ctx()
    return before != page or bool(getattr(context, "is_history_navigation", False))


def read(names: Sequence[str]) -> Choices:
    """Return the choices in the address for these parameters."""
    found = {name: tuple(value for value in st.query_params.get_all(name) if value.strip()) for name in names}
    return {name: values for name, values in found.items() if values}


def write(choices: Mapping[str, tuple[str, ...]], names: Sequence[str]) -> None:
    """Put the choices into the address; parameters of others are left alone."""
    if read(names) == choices:
        return
    for name in names:
        if values := choices.get(name):
            st.query_params[name] = list(values)
        elif name in st.query_params:
            del st.query_params[name]


def take() -> None:
    """Open the event and the article that the address names; to be called when the address leads."""
    for name in OPENED:
        st.session_state[OPEN + name] = st.query_params.get(name) or None


def opened(name: str) -> str | None:
    """Return which event, document, article or part of the page is open."""
    found: str | None = st.session_state.get(OPEN + name)
    return found


def note(**values: str | None) -> None:
    """Remember what is open, and put it into the address; None closes it."""
    for name, value in values.items():
        st.session_state[OPEN + name] = value
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]


def selected_event() -> str | None:
    """Return the id of the event whose details are open."""
    return opened("event")


def show_event(event: str | None) -> None:
    """Open the details of an event, or close them."""
    note(event=event)
