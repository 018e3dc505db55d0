"""What is to be done within a length of time told with it ("agreed to hold talks within a week")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from timeline.clauses import Clause, Parse
from timeline.events.lengths import days_of_hours, length_of
from timeline.events.paired import Pairing, is_dated
from timeline.events.telling import TALK
from timeline.events.triggers import Found, Trigger
from timeline.interval import add_units, once_within, span
from timeline.model import DateMention

__all__ = ["settle_ahead", "settle_by_then"]

_LONGEST = 99
"""Units up to which a length of time is counted."""
_BEFORE = 3
"""Words before a length of time within which "within" stands."""


def settle_ahead(
    parse: Parse, found: Found, pairs: Sequence[Pairing], lengths: Sequence[DateMention], published: date | None
) -> Iterator[Pairing]:
    """Yield what is to be done within a length of time, counted from the day told above it or from the article's."""
    for mention in lengths:
        days, at = days_of_hours(mention), parse.token_at(mention.start)
        length = (days, "day") if days is not None else length_of(mention)
        opens = any(token.word == "within" for token in parse.tokens[max(0, at - _BEFORE) : at])
        if length is None or length[0] > _LONGEST or not opens or published is None:
            continue
        clause = parse.clauses[parse.clause_of[at]]
        trigger = _what(found, clause, at) if _is_to_be(clause) else None
        if trigger is None or is_dated(trigger, pairs) or (_is_rule(clause) and trigger.type != "displacement"):
            continue
        first = _told_above(parse, clause, pairs) or published
        count, unit = length
        interval = once_within(span(first, add_units(first, unit, count)))
        yield Pairing(trigger, mention, interval, f"it is to be so soon after {first.isoformat()}", 0.6)


def settle_by_then(parse: Parse, pairs: Sequence[Pairing], published: date | None) -> None:
    """Give what is to be before a day to come, or within the month, the days from the article's on ("to meet before June 3")."""
    for pairing in pairs:
        last, at = pairing.mention.last, parse.token_at(pairing.mention.start)
        if published is None or last is None or last <= published:
            continue
        before = pairing.mention.bound == "before" and pairing.mention.first is None
        within = any(token.word == "within" for token in parse.tokens[max(0, at - 1) : at])
        clause = parse.clauses[pairing.trigger.clause]
        if (before and _looks_ahead(parse, clause)) or (within and (pairing.mention.first or last) <= published):
            pairing.interval = once_within(span(published, last))
            pairing.how += f"; it is still to be on the article's day {published.isoformat()}"


def _looks_ahead(parse: Parse, clause: Clause) -> bool:
    """Whether a clause tells what is still to be: with "will", or behind "to"; "was to" may be long past."""
    group = clause.group
    if group is None or group.negated or group.past or group.perfect:
        return False
    if group.modal:
        return group.modal in ("will", "must", "shall", "should", "may", "can")
    above = parse.clauses[clause.parent].group if clause.parent is not None else None
    return group.form == "base" and not (above is not None and above.lemma == "be" and above.past)


def _is_rule(clause: Clause) -> bool:
    """Whether a clause may only tell what always has to be done ("an inquiry must be completed within six months")."""
    return clause.group is not None and clause.group.modal in ("must", "shall")


def _is_to_be(clause: Clause) -> bool:
    """Whether a clause tells what is to be done: with "will" or "must", or behind "to"."""
    group = clause.group
    if group is None or group.negated or group.perfect:
        return False
    return bool(group.modal in ("will", "must", "shall")) or group.form == "base"


def _what(found: Found, clause: Clause, at: int) -> Trigger | None:
    """Return what is to be: the noun that the length of time stands behind, or the clause's verb."""
    own = found.of_clause.get(clause.number)
    if own is not None and own.type not in TALK:
        return own
    nouns = [noun for noun in found.nouns if noun.clause == clause.number and noun.head < at and noun.type not in TALK]
    return nouns[0] if nouns and own is not None and own.is_neutral else None


def _told_above(parse: Parse, clause: Clause, pairs: Sequence[Pairing]) -> date | None:
    """Return the day of what a clause hangs on ("agreed on Friday to hold talks within a week")."""
    above = {clause.parent}
    if clause.parent is not None:
        above.add(parse.clauses[clause.parent].parent)
    known = (one.interval for one in pairs if one.trigger.clause in above and one.interval.days == 1)
    return next((one.first for one in known), None)
