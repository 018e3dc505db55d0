"""Happenings whose time is counted from that of another in the sentence ("on Friday, a day after …"), or is when it began."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import ADJECTIVE, ADVERB, DETERMINER, NAME, NOUN, NUMBER, POSSESSIVE
from timeline.events.paired import Pairing
from timeline.events.triggers import Found, Trigger
from timeline.interval import Interval, beginning, day, once_within, span
from timeline.model import DateMention

__all__ = ["count_days", "settle_beginnings", "settle_periods"]

_DAYS = re.compile(r"P(\d{1,2})D")
_SIGN = {"after": 1, "before": -1}
_BEGINNING = frozenset(("begin", "start", "resume", "emerge"))
_NOT_DEEDS = frozenset(("", "other", "statistic"))
_PHRASE = DETERMINER | ADJECTIVE | ADVERB | NOUN | NAME | NUMBER | POSSESSIVE
_SURE = 0.7
_RUNNING = re.compile(r"(?:^|\s)this (?:year|month)$", re.IGNORECASE)


def count_days(parse: Parse, found: Found, pairs: Sequence[Pairing], lengths: Sequence[DateMention]) -> list[Pairing]:
    """Return the happenings that lie so many days before or after another one of the sentence whose day is known.

    ``lengths`` are the sentence's lengths of time. Only whole days are counted: of weeks and months no day is meant.
    """
    counted = (_counted(parse, found, pairs, mention) for mention in lengths)
    return [pairing for pairing in counted if pairing is not None]


def _counted(parse: Parse, found: Found, pairs: Sequence[Pairing], mention: DateMention) -> Pairing | None:
    length = _DAYS.fullmatch(mention.timex_value)
    at = parse.token_at(mention.start)
    if length is None or at + 2 >= len(parse.tokens):
        return None
    sign = _SIGN.get(parse.tokens[at + 1].word)
    if sign is None:
        return None
    begun, told = _happening_after(parse, found, at + 2), _happening_around(parse, found, at)
    if begun is None or told is None or begun is told:
        return None
    days = timedelta(days=sign * int(length[1]))
    known_told, known_begun = _day_of(told, pairs), _day_of(begun, pairs)
    if known_told is not None and known_begun is None:
        return _pairing(begun, mention, known_told, known_told - days)
    if known_begun is not None and known_told is None:
        return _pairing(told, mention, known_begun, known_begun + days)
    return None


def _happening_after(parse: Parse, found: Found, at: int) -> Trigger | None:
    """Return what "after" or "before" is followed by: a noun that names a happening, or the verb of a clause."""
    step = at
    while step < len(parse.tokens) and parse.flags[step] & _PHRASE:
        noun = next((noun for noun in found.nouns if noun.head == step), None)
        following = parse.flags[step + 1] if step + 1 < len(parse.tokens) else 0
        if noun is not None and not following & (NOUN | NAME) and not _is_subject(parse, step):
            return noun if noun.type not in _NOT_DEEDS else None
        step += 1
    trigger = found.of_clause.get(parse.clause_of[at])
    clause = parse.clauses[parse.clause_of[at]]
    if trigger is None or clause.group is None or not clause.group.finite or clause.group.first < at:
        return None
    return trigger if trigger.type not in _NOT_DEEDS else None


def _is_subject(parse: Parse, at: int) -> bool:
    """Whether a noun is the subject of the clause that "after" opens, so that the clause's verb tells what happened."""
    clause = parse.clauses[parse.clause_of[at]]
    return clause.group is not None and clause.group.finite and at < clause.group.first and clause.opener in _SIGN


def _happening_around(parse: Parse, found: Found, at: int) -> Trigger | None:
    """Return what is told with the length of time: the happening of the clause that it stands in or stands before."""
    for clause in _candidates(parse, parse.clauses[parse.clause_of[at]], at):
        trigger = found.of_clause.get(clause.number)
        if trigger is not None and clause.group is not None and clause.group.finite:
            return trigger if trigger.type not in _NOT_DEEDS else None
    return None


def _candidates(parse: Parse, clause: Clause, at: int) -> list[Clause]:
    above = [] if clause.parent is None else [parse.clauses[clause.parent]]
    if any(parse.clause_of[step] == clause.number for step in range(at)) and clause.group is not None:
        if clause.group.first < at:
            return [clause, *above]
        return [*above, clause]
    return [*above, *(other for other in parse.clauses if other.kind == "main" and other.start >= at)]


def _day_of(trigger: Trigger, pairs: Sequence[Pairing]) -> date | None:
    interval = next((pairing.interval for pairing in pairs if pairing.trigger.head == trigger.head), None)
    return interval.first if interval is not None and _is_a_day(interval) else None


def _is_a_day(interval: Interval) -> bool:
    return interval.precision == "day" and interval.first is not None and interval.first == interval.last


def _pairing(trigger: Trigger, mention: DateMention, known: date, counted: date) -> Pairing:
    how = f"counted from the day told in the sentence, {known.isoformat()}"
    return Pairing(trigger, mention, day(counted), how, _SURE)


def settle_periods(parse: Parse, pairs: Sequence[Pairing], published: date | None) -> None:
    """Give what was done "this year" or "this month" no day after the article's own."""
    for pairing in pairs:
        whole, group = pairing.interval, parse.clauses[pairing.trigger.clause].group
        if published is None or whole.first is None or whole.last is None or group is None or group.modal:
            continue
        running = whole.first <= published < whole.last and _RUNNING.search(pairing.mention.text) is not None
        told_whole = parse.token_at(pairing.mention.start) + 1 == group.first  # "This month saw two raids"
        if running and not told_whole and (group.past or group.perfect or not group.finite):
            pairing.interval = once_within(span(whole.first, published, whole.precision))
            pairing.how += f"; what was done was done up to the article's day {published.isoformat()}"


def settle_beginnings(parse: Parse, pairs: Sequence[Pairing]) -> None:
    """Give what began with a date the time it began, not all the time since then."""
    for pairing in pairs:
        if _begins(parse, pairing):
            pairing.interval = beginning(pairing.interval) or pairing.interval


def _begins(parse: Parse, pairing: Pairing) -> bool:
    """Whether something began with what is dated ("starting in July 2020, the group began to regroup"): then it did so then."""
    if pairing.mention.bound != "since":
        return False
    clause = parse.clauses[pairing.trigger.clause]
    if clause.kind == "infinitive" and clause.parent is not None:
        clause = parse.clauses[clause.parent]
    group = clause.group
    if group is None or not group.past or group.perfect:
        return False
    at = parse.token_at(pairing.mention.start)
    before = [token.word for token in parse.tokens[max(0, at - 2) : at + 1]]
    opens = not {"beginning", "starting"}.isdisjoint(word.split()[0] for word in before)
    return group.lemma in _BEGINNING or (opens and at > group.last)
