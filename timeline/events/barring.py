"""Those who do not let others do something: "was not allowed to leave", "refused to let them in"."""

from __future__ import annotations

from timeline.clauses import Clause, Parse

__all__ = ["keeps_others_from"]

_REFUSES = frozenset(("refuse", "decline"))


def keeps_others_from(parse: Parse, clause: Clause, permits: frozenset[str]) -> bool:
    """Whether a clause tells that others were not let do something, ``permits`` being the verbs of letting.

    Either its own verb lets and is negated, or it refuses and the verb of letting is the infinitive behind it.
    """
    group = clause.group
    if group is None or group.modal:
        return False
    if group.lemma in permits:
        return group.negated and group.finite and "only" not in parse.own_words(clause)
    after = clause.number + 1
    if group.lemma not in _REFUSES or group.negated or after >= len(parse.clauses):
        return False
    below = parse.clauses[after]
    return below.kind == "infinitive" and below.parent == clause.number and _lets(below, permits)


def _lets(clause: Clause, permits: frozenset[str]) -> bool:
    return clause.group is not None and clause.group.lemma in permits
