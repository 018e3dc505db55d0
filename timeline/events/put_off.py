"""What is put off from one day to another, both told: the second day is that of its being held then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import words
from timeline.events.paired import Pairing
from timeline.events.triggers import Found, Trigger
from timeline.model import DateMention

__all__ = ["put_off_to"]

_PUTS_OFF = words("postpone delay defer adjourn reschedule")
_PARTED = {"put": ("off", "back"), "push": ("back",), "move": ("back", "forward"), "bring": ("forward",)}
_TO = words("until till to for")
_HELD = frozenset(("meeting", "political", "legal", "protest", "agreement", "restriction", "displacement"))
"""Types of what is held on a day that is set for it."""


def put_off_to(parse: Parse, found: Found, pairs: Sequence[Pairing], dates: Sequence[DateMention]) -> Iterator[Pairing]:
    """Yield what is held on a later day than the one that the sentence tells first ("due on Monday, was put off until May 3")."""
    for mention in dates:
        at = parse.token_at(mention.start)
        before = [token.word for token in parse.tokens[max(0, at - 2) : at]]
        clause = parse.clauses[parse.clause_of[at]]
        if _TO.isdisjoint([*before, parse.tokens[at].word.split()[0]]) or not _is_put_off(parse, clause):
            continue
        group = clause.group
        held = next((noun for noun in found.nouns if noun.clause == clause.number and noun.type in _HELD), None)
        if group is None or held is None or at < group.last:
            continue
        other = [one for one in pairs if one.trigger.head == held.head and one.interval != mention.interval]
        if other and mention.interval.is_known:
            verb = Trigger(group.first, group.last, group.head, clause.number, "verb", held.type, group.lemma)
            yield Pairing(verb, mention, mention.interval, "it was put off until then", 0.75)


def _is_put_off(parse: Parse, clause: Clause) -> bool:
    """Whether a clause says that something is held on another day than it was to be."""
    group = clause.group
    if group is None or group.negated:
        return False
    if group.lemma in _PUTS_OFF:
        return True
    behind = {token.word for token in parse.tokens[group.last + 1 : clause.end]}
    return not behind.isdisjoint(_PARTED.get(group.lemma, ()))
