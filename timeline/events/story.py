"""What is known of an article before its undated sentences are read, and a happening that no date of its sentence dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.clauses import Clause
from timeline.events.along import WHERE_SAID
from timeline.events.dated import Dated, carried
from timeline.events.day_of_news import DayOfNews
from timeline.events.leading import lead_numbers
from timeline.events.reading import Reading
from timeline.events.reporting import done_anew
from timeline.events.telling import TOLD_AS_NEWS
from timeline.events.triggers import Trigger, family
from timeline.events.window import Window
from timeline.interval import day

__all__ = ["Story", "Undated"]

_LONGEST_CARRIED = 31
_LONGEST_STORY = 45
"""Days before the publication that the story of an article may reach back to."""
_SET_FOR_OTHERS = frozenset(("deadline",))
"""What has a day of its own, by which something else is to be done."""
_JUST_DONE = "the first sentence says that it has just been done"
_ANEW = "the first sentence tells what was done again, in its own words of no day"


@dataclass(frozen=True, slots=True)
class Story:
    """One article: its sentences, what they date themselves, and what is the news of it.

    ``lead`` are the numbers of its first sentences, ``stated`` the happenings that their own sentences date, ``fresh`` what the
    first sentences report of the last days, ``told`` what they say that somebody said on the day of publication, ``day`` the day
    of the news and ``window`` what a sentence can name again.
    """

    readings: Sequence[Reading]
    published: date | None
    lead: Sequence[int]
    stated: Sequence[Dated]
    fresh: Dated | None
    day: DayOfNews
    window: Window
    tells_of_today: bool
    told: Dated | None

    @classmethod
    def of(cls, stated: Sequence[Dated], readings: Sequence[Reading], published: date | None) -> Story:
        """Return what is known of an article by the happenings that its sentences date themselves."""
        lead = lead_numbers(readings)
        lenders = [item for item in stated if _can_lend(item)]
        fresh = _fresh(stated, lead, published)
        anew = _done_anew(fresh, lead)
        if anew is not None:
            lenders = [item for item in lenders if item is not fresh]
        return cls(
            readings,
            published,
            lead,
            stated,
            anew or fresh,
            DayOfNews(published, _of_old(stated, published)),
            Window(lenders, lead),
            any(item.interval.last == published and item.interval.days == 1 for item in stated),
            next((item for item in stated if item.number in lead and _is_told_on(item, published)), None),
        )

    def is_of_it(self, anchor: Dated, number: int) -> bool:
        """Whether a dated happening is what the article is about, or was told just before: history is not named again."""
        first = anchor.interval.first
        if self.published is None or first is None or number - 1 <= anchor.number <= number:
            return True
        return abs((self.published - first).days) <= _LONGEST_STORY


@dataclass(frozen=True, slots=True)
class Undated:
    """A happening that no date of its own sentence dates, with what may tell its day.

    ``anchors`` are the dated happenings that its sentence can name again, ``news`` what the first sentences report; ``has_date``
    says that something else in the sentence has a date.
    """

    story: Story
    reading: Reading
    number: int
    trigger: Trigger
    clause: Clause
    anchors: Sequence[Dated]
    news: Dated | None
    has_date: bool

    @property
    def in_lead(self) -> bool:
        """Whether one of the first sentences tells it."""
        return self.number in self.story.lead

    def carried(self, anchor: Dated, how: str) -> Dated:
        """Return it with the date of a happening that another sentence dates."""
        return carried(self.reading, self.number, self.trigger, anchor, how)

    def of_the_day(self, why: str) -> Dated | None:
        """Return it with the day of publication, where that is known."""
        return _of_the_day(self.reading, self.number, self.trigger, self.story.published, why)

    def with_what_was_said(self) -> Dated | None:
        """Return what the first sentence says has been done, with the day on which the next ones say that it was told or done."""
        news = self.news
        if news is None:
            return self.of_the_day(_JUST_DONE)
        same_deed = family(news.trigger.type) == family(self.trigger.type) and news.dating == "stated"
        if same_deed and news.interval.days == 1 and news.interval.last != self.story.published:
            return self.carried(news, "the next sentences say when that was")
        told_then = news.trigger.type == "statement" and news.interval.days == 1 and not self.story.tells_of_today
        if news.interval.last == self.story.published or not told_then:
            return self.of_the_day(_JUST_DONE)
        return self.carried(news, "it was told on that day that it had just been done")


def _of_the_day(reading: Reading, number: int, trigger: Trigger, published: date | None, why: str) -> Dated | None:
    if published is None:
        return None
    return Dated(reading, trigger, None, day(published), "publication", why, 0.65, None, number)


def _can_lend(item: Dated) -> bool:
    """Whether a date is fine enough to be another sentence's too, and is not only counted from another one."""
    counted = (
        item.is_counted and item.mention is not None and item.mention.timex_value != "P0D"
    )  # "hours after" is that day
    if counted or item.trigger.lemma in _SET_FOR_OTHERS or item.why.endswith((TOLD_AS_NEWS, WHERE_SAID)):
        return False
    return item.interval.is_known and (item.interval.days or 999) <= _LONGEST_CARRIED


def _is_told_on(item: Dated, published: date | None) -> bool:
    """Whether somebody said something on the day of publication."""
    return item.trigger.type == "statement" and item.interval.days == 1 and item.interval.last == published


def _of_old(stated: Sequence[Dated], published: date | None) -> frozenset[int]:
    """Return the numbers of the sentences whose own dates all lie long before the publication."""
    if published is None:
        return frozenset()
    oldest = published - timedelta(days=_LONGEST_STORY)
    recent = {item.number for item in stated if item.interval.last is None or item.interval.last >= oldest}
    return frozenset([item.number for item in stated if item.number not in recent])


def _fresh(stated: Sequence[Dated], lead: Sequence[int], published: date | None) -> Dated | None:
    """Return what the first sentences report of the day of publication or of the day before, violence before all else."""
    if published is None:
        return None
    eve = published - timedelta(days=1)
    news = [
        item
        for item in stated
        if item.number in lead and item.interval.last is not None and eve <= item.interval.last <= published
        if (item.interval.days or 99) <= 2
    ]
    of_first = [item for item in news if item.interval == news[0].interval]
    return next((item for item in of_first if family(item.trigger.type) == "violence"), next(iter(news), None))


def _done_anew(fresh: Dated | None, lead: Sequence[int]) -> Dated | None:
    """Return the news of a first sentence whose only day is that of an earlier deed ("struck again where … yesterday")."""
    if fresh is None or lead[:1] != [fresh.number]:
        return None
    trigger = done_anew(fresh)
    if trigger is None:
        return None
    return _of_the_day(fresh.reading, fresh.number, trigger, fresh.reading.published, _ANEW)
