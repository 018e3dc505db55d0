"""Happenings that lie days before or after another one of their sentence whose day is only known from other sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from timeline.events.counted import Apart
from timeline.events.dated import Dated, carried
from timeline.events.named_again import is_definite, just_told, named_again
from timeline.events.reading import Reading
from timeline.events.story import Story
from timeline.events.telling import TALK
from timeline.events.triggers import Trigger, family
from timeline.interval import day

__all__ = ["with_counted"]

_JUST_BEFORE = 2
"""Sentences back in which it is looked for what something came hours after."""


def with_counted(found: list[Dated], story: Story) -> list[Dated]:
    """Return the dated happenings with those counted from them, or from those that a sentence names again."""
    here: dict[int, dict[int, Dated]] = {}
    for item in found:
        here.setdefault(item.number, {})[item.trigger.head] = item
    more: list[Dated] = []
    for number, reading in enumerate(story.readings):
        told = here.setdefault(number, {})
        for apart in reading.apart:
            for counted in _counted(reading, number, apart, told, story.window.about(number)):
                told[counted.trigger.head] = counted
                more.append(counted)
    settled = {(item.number, item.trigger.head) for item in more}
    return [*(item for item in found if (item.number, item.trigger.head) not in settled), *more]


def _counted(
    reading: Reading, number: int, apart: Apart, here: dict[int, Dated], anchors: Sequence[Dated]
) -> Iterator[Dated]:
    """Yield the one of two happenings whose day is not known, with that counted from the other's."""
    told, begun = _day_of(here.get(apart.told.head)), _day_of(here.get(apart.begun.head))
    if begun is None and apart.begun.part == "noun" and (told is None or _points_back(reading, apart, here)):
        begun = _day_of(named_again(reading, number, apart.begun, anchors))
        told = told if begun is None else None
    if begun is None and told is None and apart.told.part != "verb":
        told = _day_of(named_again(reading, number, apart.told, anchors))
    days = timedelta(days=apart.days)
    if begun is None and told is None and apart.days == 0:
        begun = _day_of(_deed_before(number, anchors))
    if told is None and begun is None:
        anchor = just_told(reading, number, apart.told, anchors)
        told = _day_of(anchor)
        same = anchor is not None and family(anchor.trigger.type) == family(apart.told.type) not in ("", "other")
        if anchor is not None and told is not None and same:
            yield carried(reading, number, apart.told, anchor, "it is what was told just before")
    if told is not None and begun is None and not apart.is_known:
        for trigger in (apart.begun, *apart.along):
            counted = _dated(reading, number, trigger, apart, told, told - days)
            if counted is not None and _is_open(here.get(trigger.head)):
                yield counted
    if begun is not None and told is None and apart.told.type not in ("", "other"):
        counted = _dated(reading, number, apart.told, apart, begun, begun + days)
        if counted is not None and _is_open_to_count(here.get(apart.told.head)):
            yield counted


def _points_back(reading: Reading, apart: Apart, here: dict[int, Dated]) -> bool:
    """Whether one counts from a thing told before, so that what is told is not that itself ("Days after the blast, …")."""
    item = here.get(apart.told.head)
    counts = apart.days != 0 and item is not None and item.dating == "carried"
    ranked = reading.parse.tokens[apart.begun.first - 1].word.endswith(
        "est"
    )  # "a day after the deadliest raid in years"
    return counts and not ranked and is_definite(reading, apart.begun)


def _deed_before(number: int, anchors: Sequence[Dated]) -> Dated | None:
    """Return the deed told last before a sentence, hours after some part of which ("hours after the planes left") is its day."""
    told = [one for one in anchors if number - _JUST_BEFORE <= one.number < number and one.trigger.type not in TALK]
    return max(told, key=lambda one: one.number, default=None)


def _lies_ahead(reading: Reading, trigger: Trigger, counted: date) -> bool:
    """Whether a day would lie after the article though what was done then is told as past."""
    group = reading.parse.clauses[trigger.clause].group
    told_as_past = group is not None and (group.past or group.perfect) and not group.modal
    return told_as_past and reading.published is not None and counted > reading.published


def _is_open(item: Dated | None) -> bool:
    return item is None or not item.interval.is_known


def _is_open_to_count(item: Dated | None) -> bool:
    return _is_open(item) or (item is not None and item.dating == "carried")


def _day_of(item: Dated | None) -> date | None:
    if item is None or item.is_counted or item.interval.precision != "day" or item.interval.days != 1:
        return None
    return item.interval.first


def _dated(reading: Reading, number: int, trigger: Trigger, apart: Apart, known: date, counted: date) -> Dated | None:
    if _lies_ahead(reading, trigger, counted):
        return None
    why = f"counted from the day of the other happening in the sentence, {known.isoformat()}"
    return Dated(reading, trigger, apart.mention, day(counted), "stated", why, 0.6, None, number)
