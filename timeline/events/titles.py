"""A short label for people: the clause that reports the happening, in the text's own words."""

from __future__ import annotations

import re

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COMMA
from timeline.events.triggers import Trigger

__all__ = ["title_of"]

_LONGEST = 90
_TELLS_MORE = ("infinitive", "complement", "relative", "participle")
_OPENERS = ("and ", "but ", "or ", "yet ", "however, ", "meanwhile, ")
_EDGES = " ,;:–—-“”\"'‘’•*#|()[]\t\n\r"
_DATELINE = re.compile(r"^[A-Z][A-Z /,.’'-]{2,40}(?:, [A-Z][a-z]+)?(?: \([A-Za-z]+\))?(?::| [—–-]{1,2}) ")


def title_of(text: str, parse: Parse, trigger: Trigger) -> str:
    """Return the words of the trigger's clause, cut at a word where it is too long; only "…" is added where it is cut."""
    clause = parse.clauses[trigger.clause]
    own = parse.own_tokens(clause)
    first = min([*own, trigger.first])
    last = max([trigger.last, *(at for at in own if at >= first)])
    for after in parse.clauses[clause.number + 1 :]:  # what only tells more of it belongs to it
        apart = after.kind == "participle" and parse.tokens[after.start - 1].flags & COMMA
        if after.kind not in _TELLS_MORE or after.start != last + 1 or apart:
            break
        last = max([last, *parse.own_tokens(after)])
    words = " ".join(text[slice(*parse.span(first, last))].split())
    named = " ".join(text[slice(*parse.span(trigger.first, trigger.last))].split())
    return _cut(_trimmed(words, clause), named)


def _cut(words: str, named: str) -> str:
    """Return the words about what names the happening, at most so many letters."""
    if len(words) <= _LONGEST:
        return words
    at = words.find(named)
    start = words.rfind(" ", 0, at - 25) + 1 if at > _LONGEST - 30 else 0
    shown = words[start : start + _LONGEST]
    before = "… " if start else ""
    if start + _LONGEST >= len(words):
        return before + shown.strip(_EDGES)
    shown = shown[: shown.rfind(" ")] if " " in shown else shown
    return before + shown.rstrip(_EDGES) + " …"


def _trimmed(words: str, clause: Clause) -> str:
    words = _DATELINE.sub("", words.strip(_EDGES))
    openers = (*_OPENERS, f"{clause.opener} ") if clause.kind in ("subordinate", "complement") else _OPENERS
    for opener in openers:
        if words.lower().startswith(opener):
            words = words[len(opener) :]
    return words.rstrip(_EDGES + ".")
