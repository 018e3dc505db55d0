"""Boxes that tell the reader what happened or what to do next; words in them are shown as they are, never interpreted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import streamlit as st

from timeline.pages.article_text import escaped

__all__ = ["Tone", "empty", "lines", "nothing_passes", "notice"]

Tone = Literal["note", "good", "warning", "error"]
ICONS = {"note": "ⓘ", "good": "✓", "warning": "⚠", "error": "⚠"}
ROLES = {"note": "note", "good": "status", "warning": "alert", "error": "alert"}


def notice(words: object, *, tone: Tone = "note", more: object = "") -> None:
    """Show one message in a box; `more` is a second line in smaller letters."""
    detail = f"<div class='et-more'>{escaped(more)}</div>" if more else ""
    st.html(
        f"<div class='et-box et-{tone}' role='{ROLES[tone]}'><span class='et-icon' aria-hidden='true'>{ICONS[tone]}</span>"
        f"<div>{escaped(words)}{detail}</div></div>"
    )


def lines(head: str, items: Iterable[object], *, tone: Tone = "error") -> None:
    """Show a message with one line per item, as for the files that could not be read."""
    rows = "".join(f"<li>{escaped(item)}</li>" for item in items)
    st.html(
        f"<div class='et-box et-{tone}' role='{ROLES[tone]}'><span class='et-icon' aria-hidden='true'>{ICONS[tone]}</span>"
        f"<div>{escaped(head)}<ul>{rows}</ul></div></div>"
    )


def empty(what: str, do: str) -> None:
    """Say that there is nothing to show here and what to do next."""
    st.html(f"<div class='et-empty'><strong>{escaped(what)}</strong><div>{escaped(do)}</div></div>")


def nothing_passes() -> None:
    """Say that no event passes the filter and what to do about it."""
    empty("No dated event passes the filter", "Take a choice away above, widen the dates, or look under Needs a date.")
