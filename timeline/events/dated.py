"""A happening of an article with the date it gets and where that comes from."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.reading import Reading
from timeline.events.triggers import Trigger
from timeline.interval import Interval
from timeline.model import DateMention, Dating

__all__ = ["Dated"]


@dataclass(slots=True)
class Dated:
    """A happening with the date it gets, where that comes from, how sure that is, and the happening it was carried from."""

    reading: Reading
    trigger: Trigger
    mention: DateMention | None
    interval: Interval
    dating: Dating
    why: str
    sure: float
    anchor: Dated | None = None
    number: int = 0
    main: Dated | None = None

    @property
    def is_counted(self) -> bool:
        """Whether its words are a length of time ("a day after"), so that its day is only counted from another one's."""
        return self.mention is not None and self.mention.timex_type == "DURATION"
