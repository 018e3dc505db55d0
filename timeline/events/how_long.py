"""Nouns that say themselves how long a thing lasted or how old it is ("a 25-day shutdown", "the ten-day-old truce")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from timeline.clauses import Parse
from timeline.clauses.forms import DETERMINER, POSSESSIVE, words
from timeline.events.lengths import length_of
from timeline.events.opening import opener
from timeline.events.paired import Pairing, is_dated
from timeline.events.triggers import Found, Trigger
from timeline.interval import Interval, add_units, day, span
from timeline.model import DateMention

__all__ = ["of_such_a_length", "of_such_an_age"]

_OLD = re.compile(r"(?:([a-z]+|\d{1,3})-)?(day|week|month|year)-old")
_SMALL = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
_LASTS = frozenset(("clash", "military_operation", "attack", "restriction", "protest", "takeover"))
"""Types of what goes on for a while."""
_ENDS = words("end lift call break suspend halt stop finish conclude abandon")
_BEHIND = words("after following ending")
_CLOSED = frozenset(("restriction",))
"""Types of what is over on the day that follows its last: a crossing reopens."""
_NEAR = 4


def of_such_a_length(
    parse: Parse, found: Found, pairs: Sequence[Pairing], lengths: Sequence[DateMention]
) -> Iterator[Pairing]:
    """Yield what a noun says to have lasted so long up to the day told ("reopened on Monday after a 25-day shutdown")."""
    for mention in lengths:
        length, at = length_of(mention), parse.token_at(mention.start)
        if length is None or length[1] == "year" or "-" not in mention.text:
            continue
        noun = _noun_behind(found, at)
        end = _end_of(parse, noun, pairs) if noun is not None and noun.type in _LASTS else None
        if noun is None or end is None:
            continue
        count, unit = length
        last = end if opener(parse, noun) not in _BEHIND or noun.type in _CLOSED else end - timedelta(days=1)
        first = add_units(last, unit, -count + (unit == "day" and noun.type not in _CLOSED))
        interval = Interval(first, last, "range", "during", f"{first.isoformat()}~/{last.isoformat()}")
        yield Pairing(noun, mention, interval, f"it lasted so long up to {end.isoformat()}", 0.65)


def _noun_behind(found: Found, at: int) -> Trigger | None:
    """Return the noun of a happening that a length of time before it describes."""
    return next((noun for noun in found.nouns if at < noun.head <= at + _NEAR), None)


def _end_of(parse: Parse, noun: Trigger, pairs: Sequence[Pairing]) -> date | None:
    """Return the day on which a thing was over: told with what ended it, or with what came after it."""
    clause = parse.clauses[noun.clause]
    group = clause.group
    if group is None or not group.past or group.negated or is_dated_apart(noun, pairs):
        return None
    ended = group.lemma in _ENDS and noun.head > group.last
    if not ended and opener(parse, noun) not in _BEHIND:
        return None
    own = (one.interval for one in pairs if one.trigger.clause == clause.number and one.interval.days == 1)
    return next((one.last for one in own), None)


def is_dated_apart(noun: Trigger, pairs: Sequence[Pairing]) -> bool:
    """Whether a noun has a date of its own, as no verb has that only names it ("ended a blockade")."""
    return any(one.trigger.head == noun.head and one.trigger.part == "noun" for one in pairs)


def of_such_an_age(parse: Parse, found: Found, pairs: Sequence[Pairing], published: date | None) -> Iterator[Pairing]:
    """Yield what is said to be so many days, weeks or years old: then it was agreed, or since then it has lasted."""
    for at, token in enumerate(parse.tokens):
        told = _OLD.fullmatch(token.word) if token.word.endswith("-old") else None
        if told is None or published is None:
            continue
        count = 1 if told[1] is None else _SMALL.get(told[1], int(told[1]) if told[1].isdigit() else 0)
        noun = _noun_behind(found, at)
        if noun is None or not count or is_dated(noun, pairs) or _is_over(parse, noun):
            continue
        if not parse.flags[at - 1] & (DETERMINER | POSSESSIVE) and parse.tokens[at - 1].word not in ("the", "a", "its"):
            continue
        then = add_units(published, told[2], -count)
        start, end = parse.span(at, at)
        mention = DateMention(
            start, end, token.written, timex_type="DURATION", timex_value=f"P{count}{told[2][0].upper()}"
        )
        how = f"it is so old on the article's day {published.isoformat()}"
        if noun.type == "agreement" and told[2] in ("day", "week"):
            yield Pairing(noun, mention, day(then), how, 0.6)
        elif noun.type in _LASTS and told[2] != "year":  # "a five-year-old war" is only about so old
            yield Pairing(noun, mention, span(then, published), how, 0.6)


def _is_over(parse: Parse, noun: Trigger) -> bool:
    """Whether what is told lies in the past as a whole, so that nothing is so old now ("had ended a two-year-old war")."""
    group = parse.clauses[noun.clause].group
    return group is not None and group.past and group.perfect
