"""Lengths of time as TimeML writes them."""

from __future__ import annotations

__all__ = ["length"]

_LETTERS = {
    "second": ("PT", "S", 1), "minute": ("PT", "M", 1), "hour": ("PT", "H", 1), "day": ("P", "D", 1), "week": ("P", "W", 1), "fortnight": ("P", "W", 2),
    "weekend": ("P", "WE", 1), "month": ("P", "M", 1), "quarter": ("P", "Q", 1), "half": ("P", "M", 6), "year": ("P", "Y", 1), "decade": ("P", "DE", 1),
    "century": ("P", "C", 1), "millennium": ("P", "L", 1), "season": ("P", "M", 3),
}  # fmt: skip


def length(n: float | None, unit: str) -> str:
    """Return so many units; an unknown number is X.

    >>> length(2, "week"), length(None, "year"), length(1.5, "hour")
    ('P2W', 'PXY', 'PT1.5H')
    """
    prefix, letter, times = _LETTERS.get(unit, ("P", "D", 1))
    return f"{prefix}X{letter}" if n is None else f"{prefix}{n * times:g}{letter}"
