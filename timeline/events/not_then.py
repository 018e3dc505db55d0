"""Dates that lie ahead, and dates at which a verb of its tense cannot have been: those are of something else in its clause."""

from __future__ import annotations

from datetime import date

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COMMA, PHRASE, PREPOSITION, words
from timeline.clauses.groups import Group
from timeline.events.triggers import Trigger
from timeline.interval import Interval
from timeline.model import DateMention

__all__ = ["cannot_be_then", "lies_ahead"]

_FIXES = words(
    "schedule set plan fix adjourn postpone delay defer put push move bring call summon book slate reserve expect remand extend "
    "invite appoint name nominate elect choose order allow give grant ban bar close suspend cancel"
)
"""Verbs of the past with the day for which something is fixed ("adjourned the case to Monday")."""
_TIED = words("following after amid despite")
_AHEAD = words("later next coming following")


def lies_ahead(interval: Interval, mention: DateMention | None, published: date | None) -> bool:
    """Whether a date lies after the article's day, or begins with it and goes on ("later this week", "in the next month")."""
    first, last = interval.first, interval.last
    if published is None or first is None or first < published:
        return False
    said = mention.text.lower().split() if mention is not None else []
    return first > published or (last is not None and last > published and not _AHEAD.isdisjoint(said))


def cannot_be_then(
    parse: Parse, clause: Clause, trigger: Trigger, mention: DateMention, at: int, published: date | None
) -> bool:
    """Whether a verb cannot have had a date: of the past, and it lies ahead; of what has been, and it is of what it came after.

    "Announced an investment beginning in September", "has kept silent despite a defeat last year".
    """
    group = clause.group
    if group is None or not group.finite or not trigger.first == trigger.head == trigger.last == group.head:
        return False
    if lies_ahead(mention.interval, mention, published):
        if mention.interval.days == 1 and mention.kind == "relative":
            return False  # which Saturday is meant was judged by the verb
        told = group.past and not (group.modal or group.negated) and mention.bound != "until"
        return told and group.lemma not in _FIXES and not _is_condition(parse, group)
    if group.past or group.modal or at < group.last or mention.bound == "since" or published is None:
        return False
    over = mention.interval.last is not None and mention.interval.last < published
    return over and _is_of_what_came_before(parse, group.last, at)


def _is_condition(parse: Parse, group: Group) -> bool:
    """Whether "if" stands right before a verb ("if approved")."""
    return group.first > 0 and parse.tokens[group.first - 1].word in ("if", "unless", "once", "when")


def _is_of_what_came_before(parse: Parse, verb: int, at: int) -> bool:
    """Whether a date ends the phrase of "following", "after" or the like, in which no verb stands."""
    for step in range(at - 1, verb, -1):
        token = parse.tokens[step]
        if token.word in _TIED:
            return step + 1 < at
        if not token.flags & (PHRASE | PREPOSITION) or token.flags & COMMA:
            return False
    return False
