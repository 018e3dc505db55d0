"""Lengths of time as TimeML writes them."""

from __future__ import annotations

__all__ = ["length"]

_LETTERS = {
    "second": ("PT", "S", 1), "minute": ("PT", "M", 1), "hour": ("PT", "H", 1), "day": ("P", "D", 1), "week": ("P", "W", 1),
    "fortnight": ("P", "W", 2), "weekend": ("P", "WE", 1), "month": ("P", "M", 1), "quarter": ("P", "Q", 1),
    "half": ("P", "M", 6), "year": ("P", "Y", 1), "decade": ("P", "Y", 10), "century": ("P", "C", 1),
    "millennium": ("P", "L", 1), "season": ("P", "M", 3),
}  # fmt: skip

_HALVES = {"year": "6M", "hour": "30M", "day": "T12H", "minute": "30S"}


def length(n: float | None, unit: str) -> str:
    """Return so many units; an unknown number is X.

    >>> length(2, "week"), length(None, "year"), length(1.5, "hour")
    ('P2W', 'PXY', 'PT1H30M')
    """
    prefix, letter, times = _LETTERS.get(unit, ("P", "D", 1))
    if n is None:
        return f"{prefix}X{letter}"
    amount = n * times
    if amount % 1 == 0.5 and amount > 1 and unit in _HALVES:
        return f"{prefix}{amount - 0.5:g}{letter}{_HALVES[unit]}"
    return f"{prefix}{amount:g}{letter}"
