"""Which of several a happening was, told with the time in which they were ("the third such raid in two months")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from timeline.clauses import Parse
from timeline.clauses.forms import COMMA, NOUN, PREPOSITION, STOP, words
from timeline.events.lengths import days_of_hours, length_of
from timeline.events.paired import Pairing
from timeline.events.telling import TALK
from timeline.events.triggers import Found, Trigger
from timeline.interval import add_units, span
from timeline.model import DateMention

__all__ = ["ORDINALS", "numbered_within"]

ORDINALS = {
    word: number
    for number, word in enumerate(
        ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"],
        start=2,
    )
}
_SHORT = frozenset(("days", "nights", "weeks", "months", "years"))
_UNIT_OF = {"days": "day", "nights": "day", "weeks": "week", "months": "month", "years": "year"}
_NO_COUNT = words("time times half quarter phase round day night week month year term place largest biggest highest")
"""Nouns and adjectives behind an ordinal that count no happenings ("for the third time in a week")."""
_HARMED = words("kill murder assassinate shoot abduct kidnap detain arrest execute")
_LESS = words("in within less more than just under barely about almost nearly only the past last space over of")
_FAR = 14
"""Words from the ordinal to the length of time."""


def numbered_within(
    parse: Parse, found: Found, pairs: Sequence[Pairing], lengths: Sequence[DateMention], published: date | None
) -> Iterator[Pairing]:
    """Yield how many of a kind there were within a length of time, which the sentence tells of the last of them."""
    if published is None:
        return
    for mention, count, unit in (*_told(parse, lengths), *_as_many(parse)):
        at = parse.token_at(mention.start)
        opens = _ordinal_before(parse, at)
        trigger = _counted(parse, found, opens, at) if opens is not None else None
        if trigger is None or opens is None:
            continue
        how = f"the {parse.tokens[opens].word} within so long, up to"
        if unit == "day":
            known = next((one.interval.last for one in pairs if one.interval.days == 1 and one.interval.last), None)
            last = known if known is not None and known <= published else published
            first = last - timedelta(days=count - 1)
        else:
            last, first = published, add_units(published, unit, -count)
        yield Pairing(trigger, mention, span(first, last), f"{how} {last.isoformat()}", 0.65)


def _told(parse: Parse, lengths: Sequence[DateMention]) -> Iterator[tuple[DateMention, int, str]]:
    """Yield the lengths of time behind "in" ("in less than two weeks"), with their number and unit."""
    for mention in lengths:
        days, at = days_of_hours(mention), parse.token_at(mention.start)
        length = (days + 1, "day") if days is not None else length_of(mention)
        before = at - 1
        while before > 0 and parse.tokens[before].word in _LESS and parse.tokens[before].word not in ("in", "within"):
            before -= 1
        if length is None or before < 0 or parse.tokens[before].word not in ("in", "within"):
            continue
        yield mention, *length


def _as_many(parse: Parse) -> Iterator[tuple[DateMention, int, str]]:
    """Yield "in as many days" and the like, which are as many as the ordinal before them says."""
    for at in range(2, len(parse.tokens) - 2):
        following = [token.word for token in parse.tokens[at : at + 3]]
        if following[:2] != ["as", "many"] or following[2] not in _SHORT or parse.tokens[at - 1].word != "in":
            continue
        opens = _ordinal_before(parse, at)
        if opens is not None:
            start, end = parse.span(at, at + 2)
            text = " ".join(token.written for token in parse.tokens[at : at + 3])
            count, unit = ORDINALS[parse.tokens[opens].word], _UNIT_OF[following[2]]
            value = f"P{count}{unit[0].upper()}"
            yield DateMention(start, end, text, timex_type="DURATION", timex_value=value), count, unit


def _ordinal_before(parse: Parse, at: int) -> int | None:
    """Return the ordinal that a length of time belongs to: the nearest before it, no comma between."""
    for step in range(at - 1, max(-1, at - _FAR), -1):
        token = parse.tokens[step]
        if token.word in ORDINALS:
            known = step > 0 and parse.tokens[step - 1].word in ("the", "its", "their", "least", "a", "his")
            return step if known else None
        if token.flags & (COMMA | STOP):
            return None
    return None


def _counted(parse: Parse, found: Found, opens: int, at: int) -> Trigger | None:
    """Return what is counted, from the ordinal to its noun; None where no happenings are."""
    if parse.tokens[opens + 1].word in _NO_COUNT or parse.tokens[opens + 1].word.endswith("-largest"):
        return None
    head = opens
    while head + 1 < at and not parse.flags[head + 1] & PREPOSITION and parse.tokens[head + 1].word not in _HARMED:
        head += 1
        if parse.flags[head] & NOUN and not parse.flags[head + 1] & NOUN:
            break
    if parse.tokens[head].word in _NO_COUNT:
        return None
    told = any(opens < noun.head < at and noun.type not in TALK for noun in found.nouns)
    told = told or parse.tokens[opens + 1].word in ("such", "of")
    told = told or any(parse.tokens[step].lemma in _HARMED for step in range(opens, at))
    if not told:
        return None
    return Trigger(opens, head, head, parse.clause_of[head], "noun", "statistic", parse.tokens[head].word)
