"""What the reader's browser says of its reader: the language and country by which numbers are written."""

from __future__ import annotations

import streamlit as st

from timeline.charts.locales import NumberSigns, grouped, signs_of

__all__ = ["number", "signs"]


def signs() -> NumberSigns:
    """Return the signs with which the reader writes numbers."""
    return signs_of(st.context.locale)


def number(value: int) -> str:
    """Return a whole number as the reader writes it: 1,234 or 1.234 or 1 234."""
    return grouped(f"{value:,}", signs())
