"""The dated happenings that a sentence can name again or go on with: those near it, and those of the first lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from timeline.events.dated import Dated

__all__ = ["Window"]

_BACK, _AHEAD, _KEPT = 60, 40, 12
"""Sentences looked back and ahead, and carried happenings kept, in looking for what is named again."""


class Window:
    """The dated happenings near a sentence and those of the first lines, so that a long article takes no longer per sentence."""

    def __init__(self, anchors: Sequence[Dated], lead: Sequence[int]) -> None:
        self._anchors = sorted(anchors, key=lambda anchor: anchor.number)
        self._numbers = [anchor.number for anchor in self._anchors]
        self._lead = [anchor for anchor in anchors if anchor.number in lead]
        self._carried: list[Dated] = []

    def know(self, news: Dated) -> None:
        """Remember the news of the day that the first sentences tell without a date."""
        insort(self._anchors, news, key=lambda anchor: anchor.number)
        insort(self._numbers, news.number)
        self._lead.append(news)

    def about(self, number: int) -> list[Dated]:
        """Return them in the order of the text, what was carried last."""
        first = bisect_left(self._numbers, number - _BACK)
        last = bisect_right(self._numbers, number + _AHEAD)
        far = [anchor for anchor in self._lead if anchor.number < number - _BACK]
        return [*far, *self._anchors[first:last], *self._carried]

    def add(self, item: Dated) -> None:
        """Remember a happening that got its date from another sentence."""
        if item.dating == "carried":
            self._carried = [*self._carried[-_KEPT:], item]
