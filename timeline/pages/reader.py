"""What the reader's browser says of its reader: the language and country by which numbers are written."""

from __future__ import annotations

import streamlit as st

from timeline.charts.locales import NumberSigns, grouped, signs_of

__all__ = ["amount", "count", "number", "signs"]


def signs() -> NumberSigns:
    """Return the signs with which the reader writes numbers."""
    return signs_of(st.context.locale)


def number(value: int) -> str:
    """Return a whole number as the reader writes it: 1,234 or 1.234 or 1 234."""
    return grouped(f"{value:,}", signs())


def amount(value: float) -> str:
    """Return a figure of an article as the reader writes it, with all its digits: 2,100,000 or 2,5 or 1 234."""
    return grouped(f"{value:,.10g}", signs())


def count(value: int, singular: str, plural: str | None = None) -> str:
    """Return a number as the reader writes it with its noun: 1 event, 1.234 events."""
    return f"{number(value)} {singular if value == 1 else plural or singular + 's'}"
