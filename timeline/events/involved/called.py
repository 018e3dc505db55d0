"""Where what happened to a place was that is told of as a town or an area ("Kano, a city that rebels seized in May")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.clauses import Parse
from timeline.events.triggers import Trigger
from timeline.model import Place, PlaceMention

__all__ = ["of_what_it_is_called"]

_FATES = frozenset(("takeover", "military_operation", "attack", "clash"))
"""Types of what happens to a town."""
_FAR = 200
_CALLED = re.compile(
    r"(?:(?: ?[,–—-] [^.;–—]{1,130}?)? ?[,–—-])? (?:which )?(?:(?:is|was|became|remains|has been|had been) )?"
    r"(?P<what>(?:an?|the|one of the) (?:[\w’'-]+ ){0,4}"
    r"(?:area|territory|town|city|village|district|region|province|peninsula|port|island|stronghold|base)s?"
    r"(?: (?:that|which|to))?(?: [\w’'-]+){0,5} )"
)
_ELSEWHERE = re.compile(r" (?:in|near|of|at|from|around|outside) (?:the )?[A-Z]")


def of_what_it_is_called(parse: Parse, trigger: Trigger, mentions: Sequence[PlaceMention]) -> tuple[Place, ...]:
    """Return the place before words that say what it is, where those go on with what happened to it."""
    if trigger.type not in _FATES or trigger.part == "noun":
        return ()
    start = parse.span(trigger.first, trigger.last)[0]
    text = parse.source[0]
    for mention in reversed(mentions):
        if start - mention.end > _FAR:
            break
        if mention.end >= start or mention.place.level == "country":
            continue
        called = _CALLED.fullmatch(text, mention.end, start)
        if called is not None and not _ELSEWHERE.search(called["what"]):
            return (mention.place,)
    return ()
