"""The outline of a title for what a trigger names: a verb's clause, words that somebody said, or a noun's own phrase."""

from __future__ import annotations

from timeline.clauses import Clause
from timeline.clauses.forms import (
    ADVERB,
    COMMA,
    COORDINATOR,
    DATE,
    DETERMINER,
    NAME,
    NOUN,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    words,
)
from timeline.events.titles.ends import SPEAKS, end_of
from timeline.events.titles.line import Line
from timeline.events.titles.outline import Outline, begun
from timeline.events.titles.subjects import subject_of
from timeline.events.triggers import Trigger, noun_phrase

__all__ = ["outlined"]

_IN_FACT = words("in at during after following since before amid from on by until over under throughout despite with")
"""Prepositions behind which a noun names what there was; behind "for", "against" or "of" it may only be feared or sought."""
_OWNERS = words("his her its their our my your")
_PARTS = ";—–:|"


def outlined(line: Line, trigger: Trigger) -> Outline:
    """Return the outline of a title for what a trigger names."""
    clause = line.clauses[trigger.clause]
    found = _speech(line, clause) or begun(line, clause)
    if found is None:
        found = Outline(_part_start(line, trigger), weak=True)
    if not found.end:
        found.end = end_of(line, clause, found.holes)
    if trigger.first < found.start:
        found.start = _phrase_start(line, trigger)
        found.instead = None
    found.end = max(found.end, trigger.last + 1)
    if trigger.part == "noun":
        found.phrase = _noun_outline(line, trigger, clause)
    return found


def _phrase_start(line: Line, trigger: Trigger) -> int:
    """Return where the words before a trigger begin that no verb and no mark parts from it."""
    at = trigger.first
    while at > line.low and at - 1 not in line.verb_at and not line.flags[at - 1] & (COMMA | STOP | COORDINATOR):
        at -= 1
    return at


def _part_start(line: Line, trigger: Trigger) -> int:
    """Return where the part of a line begins in which a trigger stands: behind the dash or colon before it."""
    for at in range(trigger.first - 1, line.low - 1, -1):
        if line.flags[at] & STOP and line.tokens[at].word in _PARTS:
            return at + 1
    return line.low


def _speech(line: Line, clause: Clause) -> Outline | None:
    """Return the outline of words that somebody said which stand before who said them; None for any other clause."""
    group = clause.group
    if group is None or group.lemma not in SPEAKS or not group.finite or group.passive:
        return None
    subject = subject_of(line, clause)
    if subject is not None and subject.above is not None:
        return None
    begin = subject.start if subject is not None else group.first
    close = begin - 1
    while close > line.low and line.flags[close] & QUOTE:
        close -= 1
    if close <= line.low or not line.flags[close] & (COMMA | QUOTE) or line.tokens[close].word in ")]":
        return None
    end = end_of(line, clause)
    content = next(
        (one for one in line.clauses if one.group and one.group.finite and one.group.first >= line.low), clause
    )
    if content.group is None or content.group.first > close:
        begins = subject is not None and not _says_what(line, group.last + 1, end) and begin > line.low + 3
        return Outline(line.low, end=line.high) if begins else None  # "Half of it, the bank estimates, is lost"
    if subject is None and not _speaker_follows(line, group.last + 1):
        return None
    if subject is not None and _says_what(line, group.last + 1, end):
        return None
    found = Outline(line.low, end=end, between=[(line.low, close)], own=begin)
    told = subject_of(line, content)
    if told is not None:
        found.holes, found.spare = told.holes, list(told.names)
    if subject is not None:
        found.holes, found.spare = [*found.holes, *subject.holes], [*found.spare, *subject.names]
        name = group.first
        while name > begin and line.flags[name - 1] & NAME:
            name -= 1
        if begin < name < group.first - 1:  # the office of who is named
            found.spare.append((begin, name))
    return found


def _speaker_follows(line: Line, at: int) -> bool:
    return at < line.high and bool(line.flags[at] & (NAME | NOUN | DETERMINER | PRONOUN))


def _says_what(line: Line, at: int, end: int) -> bool:
    """Whether what is said stands behind the verb, not only when, where and to whom."""
    return any(
        later in line.verb_at or line.flags[later] & QUOTE or line.tokens[later].word == ":" for later in range(at, end)
    )


def _noun_outline(line: Line, trigger: Trigger, clause: Clause) -> Outline | None:
    """Return the outline of a noun's own phrase where it stands behind a preposition and says enough by itself."""
    flags, group = line.flags, clause.group
    begin = line.noun_before(trigger.first - 1) if trigger.first > line.low else None
    if begin is None:
        begin = trigger.first
        while begin > line.low and flags[begin - 1] & DATE:
            begin -= 1
    if group is None or group.modal or group.negated or begin <= line.low:
        return None
    before = line.tokens[begin - 1]
    if not before.flags & PREPOSITION or not (before.word in _IN_FACT or _is_definite(line, begin, trigger.first)):
        return None
    end = min(noun_phrase(line.parse, trigger)[1], line.high)
    loose = PREPOSITION | COORDINATOR | ADVERB | QUOTE | RELATIVE | DETERMINER
    while end - 1 > trigger.last and flags[end - 1] & loose and not flags[end - 1] & DATE:
        end -= 1
    after = next((one for one in line.clauses if one.group is not None and one.group.first >= end), None)
    if after is not None and end <= after.start <= end + 1 and after.kind in ("relative", "participle"):
        end = end if flags[end] & COMMA else end_of(line, after)
    if not _informs(line, trigger, begin, end):
        return None
    return Outline(begin + (line.tokens[begin].word in _OWNERS), end=end)


def _is_definite(line: Line, begin: int, noun: int) -> bool:
    """Whether a noun's phrase names a certain one: the …, Monday's …, its …."""
    if line.tokens[begin].word in ("the", "last", *_OWNERS):
        return True
    return any(line.flags[at] & (POSSESSIVE | DATE) for at in range(begin, noun))


def _informs(line: Line, trigger: Trigger, begin: int, end: int) -> bool:
    """Whether a noun's phrase says more than the noun: which one, where, of whom."""
    told = [line.flags[at] for at in range(begin, end) if not trigger.first <= at <= trigger.last]
    named = any(flag & (NAME | NUMBER | DATE) and not flag & (DETERMINER | PRONOUN) for flag in told)
    return end - begin >= 3 and (named or end > trigger.last + 2)
