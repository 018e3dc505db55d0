"""Meetings that a sentence without a date only names: after, before or at which somebody spoke, or over which he presided."""

from __future__ import annotations

from timeline.clauses import Clause
from timeline.clauses.forms import PREPOSITION, QUOTE, words
from timeline.events.reading import Reading
from timeline.events.triggers import Trigger

__all__ = ["SPEAKS", "has_own_day", "held_by_the_speaker", "spoke_at"]

SPEAKS = words("speak talk address tell")
_THEN = words("after following before during at")
_NO_MEETING = words("conference briefing interview dialogue hearing forum debate call")
"""What is held so that something may be said at it, or lasts."""
_PRESIDES = words("chair head lead convene preside attend")
_OTHER_TIMES = words("earlier previously last previous next future first every regular annual recent several")
_NEAR = 6
_YEARS = 999
"""Days of what is no day of a meeting ("at a 17th-century palace")."""


def has_own_day(reading: Reading, clause: Clause) -> bool:
    """Whether a date stands among a clause's own words."""
    own = reading.parse.own_tokens(clause)
    days = [
        mention
        for mention in reading.dates
        if mention.first is None or mention.interval.days is None or mention.interval.days < _YEARS
    ]
    return any(reading.parse.token_at(mention.start) in own for mention in days)


def spoke_at(reading: Reading, clause: Clause, noun: Trigger) -> bool:
    """Whether a noun names the meeting after, before or at which somebody spoke ("told reporters after talks with the king")."""
    group, tokens = clause.group, reading.parse.tokens
    if noun.part != "noun" or noun.type != "meeting" or group is None or group.lemma not in SPEAKS:
        return False
    if group.modal or group.negated or group.perfect or not (group.past or group.form == "ing"):
        return False
    if noun.first <= group.last or noun.lemma.split()[-1] in _NO_MEETING:
        return False
    between = range(max(group.last + 1, noun.first - _NEAR), noun.first)
    tied = next((at for at in reversed(between) if tokens[at].flags & PREPOSITION), None)
    if tied is None or tokens[tied].word not in _THEN:
        return False
    quoted = sum(bool(token.flags & QUOTE) for token in tokens[: noun.first]) % 2
    return not quoted and _OTHER_TIMES.isdisjoint(tokens[at].word for at in between)


def held_by_the_speaker(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a sentence opens with the meeting that he held who then does or says something ("Chairing a meeting, he …")."""
    group = clause.group
    if trigger.type != "meeting" or trigger.part == "noun" or group is None or clause.kind != "participle":
        return False
    if group.form != "ing" or group.lemma not in _PRESIDES or clause.start > 1 or clause.parent is None:
        return False
    above = reading.parse.clauses[clause.parent].group
    told = above is not None and above.past and not (above.perfect or above.modal or above.negated)
    if not told or trigger.lemma.split()[-1] in _NO_MEETING:
        return False
    return _OTHER_TIMES.isdisjoint(reading.parse.own_words(clause))
