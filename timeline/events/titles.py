"""A short label for people: the clause that reports the happening, in the text's own words."""

from __future__ import annotations

from timeline.clauses import Parse
from timeline.events.triggers import Trigger

__all__ = ["title_of"]

_LONGEST = 90
_EDGES = " ,;:–—-“”\"'‘’•*#|()[]\t\n\r"


def title_of(text: str, parse: Parse, trigger: Trigger) -> str:
    """Return the words of the trigger's clause, cut at a word where it is too long; nothing is added but the sign of the cut."""
    own = parse.own_tokens(parse.clauses[trigger.clause])
    first = min([*own, trigger.first])
    last = max([trigger.last, *(at for at in own if at >= first)])
    return _cut(" ".join(text[parse.tokens[first].start : parse.tokens[last].end].split()), text, parse, trigger)


def _cut(words: str, text: str, parse: Parse, trigger: Trigger) -> str:
    words = _trimmed(words)
    if len(words) <= _LONGEST:
        return words
    named = text[parse.tokens[trigger.first].start : parse.tokens[trigger.last].end]
    at = words.find(" ".join(named.split()))
    start = 0
    if at > _LONGEST - 30:
        start = words.rfind(" ", 0, at - 25) + 1
    shown = words[start : start + _LONGEST]
    if start + _LONGEST < len(words):
        shown = shown[: shown.rfind(" ")] if " " in shown else shown
        return ("… " if start else "") + shown.rstrip(_EDGES) + " …"
    return ("… " if start else "") + shown.strip(_EDGES)


def _trimmed(words: str) -> str:
    words = words.strip(_EDGES)
    for opener in ("and ", "but ", "or ", "that ", "while ", "as "):
        if words.lower().startswith(opener):
            words = words[len(opener) :]
    return words.rstrip(". ")
