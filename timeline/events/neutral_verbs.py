"""What a verb without a meaning of its own tells: its object, or the participle or infinitive behind it."""

from __future__ import annotations

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COMMA, PREPOSITION, words
from timeline.events.triggers import Found, Trigger

__all__ = ["typed_below", "what_is_done"]

_ASPECT = words("begin start continue resume proceed cease")
_REACH = 5
"""Words before a noun within which the preposition stands that ties it to another one."""
_TELLS_MORE = words("of on into over against about behind")


def what_is_done(parse: Parse, found: Found, noun: Trigger, clause: Clause) -> Trigger:
    """Return the object of a verb without a meaning of its own where a noun only tells more of it ("a crackdown on the coup")."""
    if clause.group is None:
        return noun
    behind = parse.tokens[max(clause.group.last + 1, noun.first - _REACH) : noun.first]
    tied = next((token.word for token in reversed(behind) if token.flags & (PREPOSITION | COMMA)), "")
    if tied not in _TELLS_MORE:
        return noun
    before = (other for other in found.nouns if clause.group.last < other.head < noun.first)
    return next((other for other in before if other.clause == clause.number and other.type != "other"), noun)


def typed_below(parse: Parse, found: Found, clause: Clause) -> Trigger | None:
    """Return the happening that a participle or infinitive tells of a verb that has no meaning of its own."""
    for other in parse.clauses:
        joined = (
            other.kind == "participle" and other.start > clause.start and parse.tokens[other.start - 1].flags & COMMA
        )
        if other.parent == clause.number and (joined or _goes_on_to(clause, other)):
            below = found.of_clause.get(other.number)
            if below is not None and not below.is_neutral:
                return below
    return None


def _goes_on_to(clause: Clause, other: Clause) -> bool:
    """Whether a verb only says that what the infinitive right after it tells began, went on or ended ("began to regroup")."""
    if clause.group is None or other.group is None or other.kind != "infinitive":
        return False
    return clause.group.lemma in _ASPECT and other.group.first == clause.group.last + 1
