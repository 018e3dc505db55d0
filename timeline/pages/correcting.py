"""Corrections made on the pages: who signs them, what is done, and the way back at once."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from timeline.corrections import Correction
from timeline.errors import TimelineError
from timeline.pages import access, stored
from timeline.pages.article_text import escaped
from timeline.pages.notices import Tone, notice

__all__ = ["do", "is_allowed", "outcome", "say", "sign", "signature", "undo"]

SIGNATURE = "signature"  # the name that corrections are signed with, in the session
OUTCOME = "correction_outcome"  # what the last correction came to: words, tone, and what undoes it
LONGEST_NAME = 80

Outcome = tuple[str, Tone, tuple[str, ...]]


def is_allowed() -> bool:
    """Return whether this dashboard takes corrections: not where it only shows."""
    return not access.read_only()


def signature() -> str:
    """Return the name that this visitor's corrections are signed with; empty where none was given.

    It is the name of the login where there is one. On the computer that the dashboard runs on it is at first the user's name.
    """
    if login := access.who():
        return login
    if SIGNATURE not in st.session_state:
        st.session_state[SIGNATURE] = _local_user()
    return " ".join(str(st.session_state[SIGNATURE] or "").split())


def _local_user() -> str:
    # the visitor's address is None where the browser runs on the same computer
    if st.context.ip_address is not None:
        return ""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in some containers
        return ""


def sign() -> None:
    """Show the field for the name that corrections are signed with, where no login gives it."""
    name = signature()
    if access.who():
        st.html(f"<div class='et-small'>Corrections are signed by {escaped(name)}</div>")
        return
    st.session_state[SIGNATURE] = name
    st.text_input(
        "Your name", key=SIGNATURE, max_chars=LONGEST_NAME, placeholder="who makes the corrections", persist_state="session",
        help="Each correction keeps who made it, when and why.",
    )  # fmt: skip


def do(
    words: str | Callable[[], str], correct: Callable[..., Iterable[Correction]], *args: Any, **options: Any
) -> bool:
    """Make corrections, and keep what they came to for :func:`outcome`; to be called in a callback.

    `correct` takes `by` and returns what it made; `words` say what was done, or find it out afterwards. Returns whether it was.
    """
    name = signature()
    if not is_allowed():
        _keep(access.READ_ONLY, "warning")
        return False
    if not name:
        _keep("Write your name first: each correction keeps who made it", "warning")
        return False
    try:
        made = list(correct(*args, by=name, **options))
    except TimelineError as error:
        _keep(str(error), "error")
        return False
    _keep(words if isinstance(words, str) else words(), "good", tuple(dict.fromkeys(one.batch for one in made)))
    return True


def say(words: str, tone: Tone) -> None:
    """Keep what is to be said of a correction that could not be made; to be called in a callback."""
    _keep(words, tone)


def _keep(words: str, tone: Tone, made: tuple[str, ...] = ()) -> None:
    outcome: Outcome = (words, tone, made)
    st.session_state[OUTCOME] = outcome


def undo(corrections: Iterable[str] = ()) -> None:
    """Take back some corrections, or those made last; to be called in a callback."""
    chosen = list(corrections) or list(st.session_state.get(OUTCOME, ("", "note", ()))[2])
    if not chosen:
        _keep("There is nothing to undo here; the log below has all corrections", "note")
    elif do("Undone: it is as it was before", stored.store().undo, chosen):
        _keep("Undone: it is as it was before", "note")


def outcome() -> None:
    """Say what the last correction came to, with a button that takes it back; it is said once."""
    words, tone, made = st.session_state.get(OUTCOME, ("", "note", ()))
    if not words:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="correction_outcome_box"):
        notice(words, tone=tone)
        if made:
            st.button(
                "Undo",
                icon=":material/undo:",
                key="undo_last",
                on_click=undo,
                shortcut="U",
                help="Take it back (key U)",
            )
