"""Happenings of several days in a row ("on Tuesday, the third straight day that …", "shelled the town for a third day")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from timeline.clauses import Parse
from timeline.clauses.forms import DATE, PHRASE, words
from timeline.events.nth import ORDINALS
from timeline.events.paired import Pairing, is_dated
from timeline.events.telling import TALK
from timeline.events.triggers import Found, Trigger
from timeline.interval import span
from timeline.model import DateMention

__all__ = ["for_days_in_a_row", "on_days_in_a_row"]

_IN_A_ROW = words("straight consecutive successive")
_DAYS = words("day night")
_BEHIND = 2
"""Words behind "the third straight day" within which the clause begins that tells of those days."""


def on_days_in_a_row(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what was on so many days in a row by the last of them, which the sentence tells."""
    for at in range(1, len(parse.tokens) - 2):
        count = ORDINALS.get(parse.tokens[at].word)
        if count is None or parse.tokens[at + 1].word not in _IN_A_ROW or parse.tokens[at + 2].word not in _DAYS:
            continue
        trigger = _told_of_them(parse, found, at + 3)
        known = next((one for one in pairs if one.interval.days == 1 and _is_before(parse, one, at)), None)
        last = known.interval.last if known is not None else None
        if trigger is None or last is None or trigger.type in TALK:
            continue
        mention = _length(parse, at, at + 2, count)
        interval = span(last - timedelta(days=count - 1), last)
        how = f"counted back from the last of the days, {last.isoformat()}"
        pairs[:] = [one for one in pairs if one.trigger.head != trigger.head]
        pairs.append(Pairing(trigger, mention, interval, how, 0.65))


def for_days_in_a_row(
    parse: Parse, found: Found, pairs: Sequence[Pairing], published: date | None
) -> Iterator[Pairing]:
    """Yield what no date of the sentence dates and was done "for a third straight day", up to the article's day."""
    for at in range(1, len(parse.tokens) - 3):
        count = ORDINALS.get(parse.tokens[at + 1].word)
        if count is None or published is None or parse.tokens[at].word not in ("a", "the", "their", "its"):
            continue
        last = at + 2 + (parse.tokens[at + 2].word in _IN_A_ROW)
        if parse.tokens[at - 1].word != "for" or last >= len(parse.tokens) or parse.tokens[last].word not in _DAYS:
            continue
        clause = parse.clauses[parse.clause_of[at]]
        trigger, group = found.of_clause.get(clause.number), clause.group
        if trigger is None or group is None or trigger.type in TALK or is_dated(trigger, pairs):
            continue
        if group.modal or group.negated or group.form == "base" or parse.flags[last + 1] & DATE:
            continue
        first = published - timedelta(days=count - 1)
        how = f"counted back from the article's day {published.isoformat()}"
        yield Pairing(trigger, _length(parse, at, last, count), span(first, published), how, 0.6)


def _length(parse: Parse, first: int, last: int, count: int) -> DateMention:
    start, end = parse.span(first, last)
    text = " ".join(token.written for token in parse.tokens[first : last + 1])
    return DateMention(start, end, text, timex_type="DURATION", timex_value=f"P{count}D")


def _is_before(parse: Parse, pairing: Pairing, at: int) -> bool:
    """Whether a date stands before the words for several days, which explain it."""
    return parse.token_at(pairing.mention.start) < at


def _told_of_them(parse: Parse, found: Found, first: int) -> Trigger | None:
    """Return what is told of those days: the clause that follows ("that the town was shelled"), or a noun ("of strikes")."""
    if parse.tokens[first].word == "of":
        step = first + 1
        while step < len(parse.tokens) and parse.flags[step] & PHRASE:
            noun = next((one for one in found.nouns if one.head == step), None)
            if noun is not None:
                return noun
            step += 1
        return None
    below = next((one for one in parse.clauses if first <= one.start <= first + _BEHIND), None)
    if below is not None and below.opener in ("that", "when", "which"):
        return found.of_clause.get(below.number)
    own = parse.clauses[parse.clause_of[first]]  # "the third straight day the city has come under attack"
    follows = own.group is not None and own.group.finite and own.group.first > first + 1
    aside = any(token.word == "," for token in parse.tokens[first - 6 : first - 3])
    return found.of_clause.get(own.number) if follows and aside else None
