"""Charts in words, for people who hear them: one paragraph that says what the chart shows."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from timeline.charts.drawn import Drawn, as_date
from timeline.charts.words import day_words, isolated, number

__all__ = ["dates_spanned", "listed", "text_alternative"]


def text_alternative(figure: go.Figure) -> str:
    """Return one paragraph that says what a chart made here shows; empty for any other figure."""
    meta = figure.layout.meta
    if not isinstance(meta, dict):
        return ""
    return " ".join(part for part in (str(meta.get("alternative", "")), str(meta.get("caption", ""))) if part)


def dates_spanned(events: Drawn) -> str:
    """Return "from … to …" for the days of all drawn events."""
    assert events.span is not None
    first, last = (day_words(as_date(day)) for day in events.span)
    return f"on {first}" if first == last else f"from {first} to {last}"


def listed(counts: Sequence[tuple[str, float]], most: int) -> str:
    """Return names with their counts, the first ``most`` of them.

    >>> listed([("TTP", 6), ("BLA", 4.5)], 5)
    'TTP (6), BLA (4.5)'
    """
    words = ", ".join(f"{isolated(name)} ({number(value)})" for name, value in counts[:most])
    return words + (f" and {len(counts) - most} more" if len(counts) > most else "")
