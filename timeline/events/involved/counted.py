"""The figures told with a happening: by clause and grammar."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Parse
from timeline.events.involved.scopes import goes_on_without_subject, scope_of
from timeline.events.triggers import VIOLENCE, Trigger
from timeline.model import Figure

__all__ = ["figures_of"]


def figures_of(
    parse: Parse, trigger: Trigger, figures: Sequence[Figure], *, within: tuple[int, int] | None = None
) -> tuple[Figure, ...]:
    """Return the counts and amounts told in the clause of a happening, those of its own date where there are several."""
    if not figures:
        return ()
    clause = parse.clauses[trigger.clause]
    scope = set(scope_of(parse, trigger)) | set(parse.own_tokens(clause))
    for child in parse.clauses:
        if child.parent == clause.number and goes_on_without_subject(parse, child) and trigger.type in VIOLENCE:
            scope.update(parse.own_tokens(child))
    found = tuple(figure for figure in figures if parse.token_at(figure.start) in scope)
    own = tuple(f for f in found if within is not None and within[0] <= f.start < within[1])
    return own or found
