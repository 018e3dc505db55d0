"""A happening with its date, as words of one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.events.triggers import Trigger
from timeline.interval import Interval
from timeline.model import DateMention

__all__ = ["QUALIFIES", "Pairing", "is_dated"]

QUALIFIES = "the date qualifies the noun"
"""How a noun has the date that stands in its phrase ("Friday's attack"): that is no date of any verb."""


@dataclass(slots=True)
class Pairing:
    """A happening, the date that dates it, and how the two were paired. ``interval`` is the date's own or one counted from it."""

    trigger: Trigger
    mention: DateMention
    interval: Interval
    how: str
    sure: float = 0.8


def is_dated(trigger: Trigger, pairs: Iterable[Pairing]) -> bool:
    """Whether a happening is among those that have their date."""
    return any(trigger.head == pairing.trigger.head for pairing in pairs)
