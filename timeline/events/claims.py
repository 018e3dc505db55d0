"""What is claimed of a happening: reported, alleged, denied, planned, negated or habitual."""

from __future__ import annotations

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import ADJECTIVE, COMMA, NAME, NOUN, PREPOSITION, words
from timeline.events.triggers import Trigger
from timeline.events.types import TypeTable
from timeline.model import Status

__all__ = ["status_of"]

_FUTURE = frozenset(("will", "shall", "'ll", "’ll"))
_HYPOTHETICAL = frozenset(("would", "could", "might", "may", "should", "must", "can"))
_PLANS = words(
    "plan threaten vow schedule intend expect pledge promise prepare set aim want seek hope slate decide "
    "propose order ask urge call invite"
)
_PLANS_ON = words("plan count bank consider contemplate propose suggest threaten envisage")
"""Verbs before an -ing form of what is still to be done ("plans on holding talks")."""
_DUE = words("due likely unlikely expected poised ready bound scheduled slated supposed set")
"""Adjectives before "to" and what is still to be done."""
_FIXED = words("schedule slate")
"""Verbs that say of a happening itself that it is to be ("had been scheduled for Monday")."""
_ASKED_FOR = words("comment comments")
"""What nobody gave who could not be reached for it."""
_ALLEGES = words("accuse allege claim suspect")
_UNDONE = words("fail refuse decline neglect omit")


def status_of(parse: Parse, trigger: Trigger, table: TypeTable, *, future: bool) -> Status:
    """Return the claim status; ``future`` says that its date lies after the article's day."""
    clause = parse.clauses[trigger.clause]
    words = parse.own_words(clause)
    group = clause.group
    noun_only = trigger.part == "noun"
    if group is not None and group.negated and not noun_only:
        return "negated"
    if _negated_noun(parse, trigger):
        return "negated"
    above = _above(parse, clause)
    if clause.kind == "infinitive" and (above in _UNDONE or _could_not(parse, clause)):
        return "negated"
    if above == "deny" or _is_denied_by_its_subject(parse, clause):
        return "denied"
    if future or (group is not None and not noun_only and _is_planned(parse, clause, above)):
        return "planned"
    if above in _ALLEGES or _is_alleged(parse, trigger, table, words & table.status.get("alleged", frozenset())):
        return "alleged"
    if group is not None and not noun_only and not words.isdisjoint(table.status.get("background", frozenset())):
        return "background"
    return "reported"


def _is_alleged(parse: Parse, trigger: Trigger, table: TypeTable, words: frozenset[str]) -> bool:
    """Whether words of doubt are about the deed: not those of its own ("claimed 22 lives"), nor of who has a part in it."""
    if trigger.lemma.startswith("claim "):
        words -= {"claim"}
    if words != {"alleged"} or trigger.part == "noun":
        return bool(words)
    own = [at for at in parse.own_tokens(parse.clauses[trigger.clause]) if parse.tokens[at].word == "alleged"]
    return any(_doubts_a_deed(parse, at, table) for at in own)


def _doubts_a_deed(parse: Parse, at: int, table: TypeTable) -> bool:
    """Whether "alleged" stands before what happened, or is a verb, and not before persons ("seven alleged smugglers")."""
    following = parse.tokens[at + 1 : at + 4]
    if not following or not following[0].flags & (NOUN | NAME | ADJECTIVE):
        return True
    nouns = [
        at + 1 + number
        for number, token in enumerate(following)
        if token.flags & NOUN and not token.flags & PREPOSITION
    ]
    return any(table.of_noun(parse.tokens, noun) is not None for noun in nouns)


def _is_planned(parse: Parse, clause: Clause, above: str) -> bool:
    group = clause.group
    assert group is not None
    if group.modal in _FUTURE or (group.modal in _HYPOTHETICAL and not group.perfect):
        return True
    if group.lemma in _FIXED and group.passive:
        return True
    if group.form == "ing":
        return above in _PLANS_ON and group.first > 0 and parse.tokens[group.first - 1].word == "on"
    return group.form == "base" and (above in _PLANS or _before_to(parse, clause) in _DUE)


def _could_not(parse: Parse, clause: Clause) -> bool:
    """Whether what an infinitive tells could not be done ("were not able to reach", "unable to enter")."""
    before = _before_to(parse, clause)
    above = parse.clauses[clause.parent].group if clause.parent is not None else None
    return before == "unable" or (before == "able" and above is not None and above.negated)


def _before_to(parse: Parse, clause: Clause) -> str:
    """Return the word before the "to" of an infinitive."""
    group = clause.group
    if group is None:
        return ""
    spots = range(max(1, group.first), group.last + 1)
    return next((parse.tokens[at - 1].word for at in spots if parse.tokens[at].word == "to"), "")


def _negated_noun(parse: Parse, trigger: Trigger) -> bool:
    group = parse.clauses[trigger.clause].group
    if trigger.lemma in _ASKED_FOR and group is not None and group.negated:
        return True
    first = trigger.first if trigger.part != "light" else trigger.head
    near = parse.tokens[max(0, first - 2) : first]
    return any(token.word in ("no", "without") for token in near)


def _is_denied_by_its_subject(parse: Parse, clause: Clause) -> bool:
    """Whether "denied" stands right before the clause, without "that": "denied having met", "denied it had attacked"."""
    for other in parse.clauses:
        if other.parent != clause.number or other.group is None or clause.group is None or other.group.lemma != "deny":
            continue
        between = parse.tokens[other.group.last + 1 : clause.group.first]
        if other.group.last < clause.group.first and len(between) <= 3 and not any(t.flags & COMMA for t in between):
            return not other.group.negated
    return False


def _above(parse: Parse, clause: Clause) -> str:
    """Return the base form of the verb that a clause depends on."""
    if clause.parent is None or clause.kind not in ("complement", "infinitive", "participle"):
        return ""
    group = parse.clauses[clause.parent].group
    if group is None or group.negated:
        return ""
    return group.lemma
