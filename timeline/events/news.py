"""What the headline and the first sentence of a report tell alike: the news of the day, though no date is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.events.dated import Dated
from timeline.events.named_again import is_quoted
from timeline.events.reading import Reading
from timeline.events.story import Story
from timeline.events.triggers import Trigger, family
from timeline.interval import day

__all__ = ["with_news"]

_WHY = "the headline and the first sentence tell it as news"
_LATE = 7
"""Days around the publication: what is dated within them may be the day of the news, which then is not the publication's."""
_SURE = 0.6
_NOT_DONE = ("", "other", "statement", "statistic")


def with_news(found: list[Dated], story: Story) -> list[Dated]:
    """Return the happenings with the news of the day that the first sentences tell without a date, if that is what they do."""
    news = (
        _told_alike(story) if story.fresh is None else [item for item in (story.fresh,) if item.dating == "publication"]
    )
    for item in news:
        story.window.know(item)
    return [*found, *news]


def _told_alike(story: Story) -> list[Dated]:
    """Return what the first sentence of a report and its headline tell alike, dated by the publication.

    Nothing is returned where the article dates anything close to the publication, or where no day of publication is known.
    """
    published, lead = story.published, story.lead
    if published is None or not lead or any(_is_close(item, published) for item in story.stated):
        return []
    number = lead[0]
    reading, headlines = story.readings[number], _told_by_headlines(story.readings[:number])
    here = [item for item in story.stated if item.number == number]
    heads = {item.trigger.head for item in here}
    dated = {item.trigger.clause for item in here if item.interval.is_known and item.trigger.part != "noun"}
    return [
        Dated(reading, trigger, None, day(published), "publication", _WHY, _SURE, None, number)
        for clause, trigger in reading.found.of_clause.items()
        if clause not in dated and trigger.head not in heads
        if family(trigger.type) in headlines and _is_told_as_done(reading, trigger)
    ]


def _is_close(item: Dated, published: date) -> bool:
    last = item.interval.last
    is_that_day = item.interval.days == 1 and last == published
    return last is not None and abs((published - last).days) <= _LATE and not is_that_day


def _told_by_headlines(readings: Sequence[Reading]) -> frozenset[str]:
    """Return the families of what the headlines tell with verbs."""
    found = (trigger for reading in readings for trigger in reading.found.of_clause.values())
    return frozenset(family(trigger.type) for trigger in found if trigger.type and trigger.part != "noun")


def _is_told_as_done(reading: Reading, trigger: Trigger) -> bool:
    """Whether a sentence says in its main clause that one thing was done ("was convicted of the 1995 massacre")."""
    clause = reading.parse.clauses[trigger.clause]
    group = clause.group
    if group is None or not group.finite or not group.done or trigger.part == "noun" or trigger.type in _NOT_DONE:
        return False
    if group.modal or group.negated or group.progressive or (group.past and group.perfect) or is_quoted(reading):
        return False
    return clause.kind == "main"
