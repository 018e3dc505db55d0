"""Dates across sentences: what an undated sentence takes from the one it continues, from the day of the news, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.events.triggers import Trigger
from timeline.events.types import TypeTable
from timeline.interval import UNKNOWN, Interval, day
from timeline.model import Article, DateMention, Dating

if TYPE_CHECKING:
    from timeline.events.finder import Reading

__all__ = ["Dated", "Story"]


@dataclass(slots=True)
class Dated:
    """A happening with the date it gets, where that comes from, and how sure that is."""

    reading: Reading
    trigger: Trigger
    mention: DateMention | None
    interval: Interval
    dating: Dating
    why: str
    sure: float


class Story:
    """One article, read from its first sentence to its last."""

    def __init__(self, article: Article, table: TypeTable) -> None:
        self._article = article
        self._table = table

    def complete(self, readings: Sequence[Reading]) -> Iterator[Dated]:
        """Yield the happenings of the article in order, each with its date or with none."""
        for reading in readings:
            for pairing in reading.pairs:
                yield Dated(
                    reading, pairing.trigger, pairing.mention, pairing.interval, "stated",
                    f"{pairing.mention.why}; {pairing.how}".lstrip("; "), pairing.sure,
                )  # fmt: skip
