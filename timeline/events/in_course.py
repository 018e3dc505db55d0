"""In the course of which dated happening something was done: during the visit, at the meeting, in the raid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.clauses.forms import PREPOSITION, words
from timeline.events.dated import Dated
from timeline.events.named_again import best_of, definite_names
from timeline.events.reading import Reading
from timeline.events.triggers import Trigger

__all__ = ["during"]

_IN_THE_COURSE = words("war conflict insurgency militancy hostilities campaign crisis")
"""What goes on for long, so that what was done during it was on no day of it."""
_SEIZING = frozenset(("attack", "clash", "military_operation", "protest", "legal", "takeover"))
"""Types of what people are seized in ("nine were held in the raid")."""
_JUST_BEFORE, _DAYS = 3, 2
"""Sentences back in which it is looked for what people were seized in, and days that it was on at most."""


def during(reading: Reading, number: int, trigger: Trigger, anchors: Sequence[Dated]) -> Dated | None:
    """Return the dated happening in whose course the clause says it was ("during the visit", "at the meeting")."""
    tokens = reading.parse.tokens
    for noun in reading.found.nouns:
        if noun.clause != trigger.clause:
            continue
        names = definite_names(reading, noun)
        if names is None or not _IN_THE_COURSE.isdisjoint(noun.lemma.split()):
            continue
        opener = next(
            (t.word for t in reversed(tokens[max(0, noun.first - 6) : noun.first]) if t.flags & PREPOSITION), ""
        )
        if opener == "in" and trigger.type == "legal":
            seized = _seized_in(reading, number, noun, names, anchors)
            if seized is not None:
                return seized
        anchor = best_of(reading, number, noun, names, anchors)
        if anchor is None:
            continue
        pointed = opener == "in" and "that" in names and noun.type != "agreement"  # "was set down in that pact"
        just_told = anchor.number == number - 1 and anchor.trigger.type in ("meeting", "agreement")
        if opener in ("during", "at") or pointed or (opener in ("after", "following") and just_told):
            return anchor
    return None


def _seized_in(
    reading: Reading, number: int, noun: Trigger, names: frozenset[str], anchors: Sequence[Dated]
) -> Dated | None:
    """Return the deed of a day or two, told just before, in which people were seized ("nine were arrested in the raid")."""
    for kind in ("attack", "protest") if noun.type == "legal" else (noun.type,):
        anchor = best_of(reading, number, replace(noun, type=kind), names, anchors)
        if anchor is not None and number - _JUST_BEFORE <= anchor.number < number:
            return anchor if (anchor.interval.days or 99) <= _DAYS and anchor.trigger.type in _SEIZING else None
    return None
