"""Dates across sentences: what an undated sentence takes from the one it continues, from the day of the news, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from timeline.clauses import Clause
from timeline.events.alongside import with_what_was_beside
from timeline.events.convened import with_outcomes
from timeline.events.dated import Dated
from timeline.events.dating import date_undated
from timeline.events.far_counted import with_counted
from timeline.events.headlines import with_headline
from timeline.events.leading import is_headline, only_names_what_is_dated, undated
from timeline.events.news import with_news
from timeline.events.reading import Reading, told_before
from timeline.events.settling import (
    settle_clock_times,
    settle_days_of_telling,
    settle_days_told_again,
    settle_hours_later,
    settle_today_of_quotes,
)
from timeline.events.stated import stated_in
from timeline.events.story import Story, Undated
from timeline.events.triggers import Trigger, family

__all__ = ["REFINERS", "complete"]

Refiner = Callable[[list[Dated], Story], list[Dated]]


def complete(readings: Sequence[Reading], published: date | None) -> list[Dated]:
    """Return the happenings of an article in order, each with its date or with none."""
    found = [item for number, reading in enumerate(readings) for item in stated_in(reading, number)]
    story = Story.of(tuple(found), readings, published)
    for refine in REFINERS:
        found = refine(found, story)
    for item in found:
        item.main = story.fresh
    return sorted(found, key=lambda item: (item.number, item.trigger.head))


def with_undated(found: list[Dated], story: Story) -> list[Dated]:
    """Return the happenings with those that no date of their own sentence dates, read from the first sentence to the last."""
    taken: dict[int, set[int]] = {}
    for item in found:
        taken.setdefault(item.number, set()).add(item.trigger.head)
    opening = next((item for item in found if item.dating == "publication"), None)
    more: list[Dated] = []
    again = told_before(story.readings)
    for number, reading in enumerate(story.readings):
        dated = taken.get(number, set())
        first = number in story.lead or is_headline(reading, number, story.lead)
        if number not in again and reading.may_tell(as_headline=first):
            for trigger in undated(reading, dated):
                item_or_none = date_undated(_undated(story, number, trigger, opening, has_date=bool(dated)))
                if item_or_none is not None:
                    more.append(item_or_none)
                    story.window.add(item_or_none)
                    if opening is None and number in story.lead and item_or_none.dating == "publication":
                        opening = item_or_none
            more += _named_by_dates(story, number, dated) if number in story.lead else ()
    return [*found, *more]


def _undated(story: Story, number: int, trigger: Trigger, opening: Dated | None, *, has_date: bool) -> Undated:
    """Return an undated happening with what may tell its day; ``opening`` is the first that got the day of publication."""
    reading = story.readings[number]
    news = story.fresh
    clause = reading.parse.clauses[trigger.clause]
    if news is None and opening is not None and _goes_on(opening, trigger, clause):
        news = opening
    return Undated(story, reading, number, trigger, clause, story.window.about(number), news, has_date)


def _goes_on(opening: Dated, trigger: Trigger, clause: Clause) -> bool:
    """Whether a happening can be of the news that a report without days opened with: violence only where that was violence."""
    if family(trigger.type) != "violence":
        return True
    has_been = clause.group is not None and clause.group.perfect  # "two mills have been destroyed" in all that time
    of_war = family(opening.trigger.type) == "violence" or opening.trigger.type == "takeover"
    return of_war and not has_been


def _named_by_dates(story: Story, number: int, dated: set[int]) -> Iterator[Dated]:
    """Yield the news of a first sentence whose dates only date what its nouns name ("are investigating Friday's strike")."""
    reading = story.readings[number]
    for trigger in only_names_what_is_dated(reading, dated):
        anchors = story.window.about(number)
        if not story.day.is_news_itself(reading, number, trigger, anchors, story.lead, names_only=True):
            continue
        item = _undated(story, number, trigger, None, has_date=True).with_what_was_said()
        if item is not None:
            yield item


REFINERS: tuple[Refiner, ...] = (
    # Days that another sentence sets right come first, for all that follows carries them further.
    settle_days_told_again,  # before those of telling: a deed's own day is better than that of the report
    settle_clock_times,
    settle_days_of_telling,
    settle_hours_later,
    settle_today_of_quotes,
    with_news,  # before the undated sentences: they go on with it
    with_undated,
    with_counted,  # days counted from a happening that an undated sentence names again
    with_outcomes,
    with_headline,  # the headline tells what the lines below it date by now
    with_what_was_beside,  # last: beside whatever has a date by now
)
"""What is done in turn to the happenings that their own sentences date.

The same ``Dated`` goes through all of it, so that what is set right in one is right in all that is carried from it.
tests/corpus/rows_order.toml has what goes wrong in another order.
"""
