"""One happening that several verbs of a sentence tell together."""

from __future__ import annotations

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COMMA, DATE
from timeline.events.deeds import are_two_deeds
from timeline.events.triggers import Found, Trigger, family, only_counts_the_hurt

__all__ = ["first_of_several"]


def first_of_several(parse: Parse, found: Found, trigger: Trigger, clause: Clause, at: int) -> Trigger | None:
    """Return the first of several verbs that tell one happening together ("killed 65 and injured 280 on Sunday")."""
    if clause.group is None or clause.parent is None or at < clause.group.first:
        return None
    above = found.of_clause.get(clause.parent)
    if above is None or above.is_neutral or family(above.type) != family(trigger.type) or are_two_deeds(above, trigger):
        return None
    together = clause.kind == "coordinate" and (
        clause.group.first - clause.start <= 2 or only_counts_the_hurt(parse, clause)
    )
    together = together or (clause.kind == "infinitive" and trigger.type != "statement")
    together = together or (clause.kind == "participle" and bool(parse.tokens[clause.start - 1].flags & COMMA))
    if together and clause.kind == "coordinate" and _goes_back_to_the_verb(parse, clause):
        return None
    if not together or any(
        parse.clause_of[step] == above.clause and parse.tokens[step].flags & DATE for step in range(len(parse.tokens))
    ):
        return None
    if above.type == "attack":
        above.type = trigger.type
    return above


def _goes_back_to_the_verb(parse: Parse, clause: Clause) -> bool:
    """Whether a verb after "and" goes on from the main one, not from the participle before it ("shelled X, hurting two, and")."""
    above = parse.clauses[clause.parent] if clause.parent is not None else clause
    return above.kind == "participle" and clause.group is not None and clause.group.finite
