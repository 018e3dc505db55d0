"""A happening of an article with the date it gets and where that comes from."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.reading import Reading
from timeline.events.triggers import Trigger
from timeline.interval import Interval
from timeline.model import DateMention, Dating

__all__ = ["LESS_SURE", "Dated", "carried", "carried_from"]

LESS_SURE = 0.15
"""What a date that is carried is less sure than where it stands."""


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


def carried(reading: Reading, number: int, trigger: Trigger, anchor: Dated, how: str) -> Dated:
    """Return a happening with the date of one that another sentence dates; ``how`` says why it has that date too."""
    if anchor.mention is None:  # the news of the day, which the article gives no date
        why = f"{anchor.why}: {how}"
        return Dated(reading, trigger, None, anchor.interval, anchor.dating, why, anchor.sure, anchor, number)
    why, sure = carried_from(anchor.mention.text, how), anchor.sure - LESS_SURE
    return Dated(reading, trigger, anchor.mention, anchor.interval, "carried", why, sure, anchor, number)


def carried_from(date_words: str, how: str) -> str:
    """Return why a happening has the date that words in another sentence of its article tell."""
    return f"carried from “{date_words}” in another sentence of the article: {how}"
