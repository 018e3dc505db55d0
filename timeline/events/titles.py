"""A short label for people: the clause that reports the happening, in the text's own words."""

from __future__ import annotations

import re

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COMMA
from timeline.events.triggers import Trigger

__all__ = ["title_of"]

_LONGEST = 90
_SHORT = 25
_SHORT_FORM = 12
_OPENING_WORDS = "and but or yet nor then before after while since when as that which who"
_ASIDES = "however meanwhile therefore recently"
_NOBODY = frozenset(f"{_OPENING_WORDS} {_ASIDES}".split())
_TELLS_MORE = ("infinitive", "complement", "relative", "participle")
_OPENERS = ("and ", "but ", "or ", "yet ", "however, ", "meanwhile, ")
_EDGES = " ,;:–—-“”\"'‘’•*#|()[]\t\n\r"
_DATELINE = re.compile(r"^[A-Z][A-Z /,.’'-]{2,40}(?:, [A-Z][a-z]+)?(?: \([A-Za-z]+\))?(?::| [—–-]{1,2}) ")


def title_of(text: str, parse: Parse, trigger: Trigger) -> str:
    """Return the words of the trigger's clause, cut at a word where it is too long; only "…" is added where it is cut."""
    clause = parse.clauses[trigger.clause]
    own = parse.own_tokens(clause)
    first = min(own[0], trigger.first) if own else trigger.first
    last = max(own[-1], trigger.last) if own else trigger.last
    for after in parse.clauses[clause.number + 1 :]:  # what only tells more of it belongs to it
        apart = after.kind == "participle" and parse.tokens[after.start - 1].flags & COMMA
        if after.kind not in _TELLS_MORE or after.start != last + 1 or apart:
            break
        last = max([last, *parse.own_tokens(after)])
    words = _trimmed(_words(text, parse, first, last), clause)
    fuller = ""
    if len(words) < _SHORT or not _says_who(text, parse, clause):
        fuller = _with_who(text, parse, clause, (first, last), words)
    return _without_open_bracket(fuller or _cut(words, _words(text, parse, trigger.first, trigger.last)))


def _words(text: str, parse: Parse, first: int, last: int) -> str:
    return " ".join(text[slice(*parse.span(first, last))].split())


def _says_who(text: str, parse: Parse, clause: Clause) -> bool:
    """Whether the clause has a subject of its own; "who left", "and tightened" and "before agreeing" have none."""
    return clause.group is None or bool(_subject(text, parse, clause))


def _subject(text: str, parse: Parse, clause: Clause) -> str:
    first, end = clause.subject
    if end <= first:
        return ""
    words = _words(text, parse, first, end - 1).strip(_EDGES)
    words = words.rsplit(", ", 1)[-1]
    while (opener := words.split(" ", 1))[0].lower() in _NOBODY:
        words = opener[1] if len(opener) > 1 else ""
    return words


def _with_who(text: str, parse: Parse, clause: Clause, tokens: tuple[int, int], words: str) -> str:
    """Return a fuller label for a clause that does not say by itself who did it or what: the sentence where it is short, else
    the clause with its subject, else the clause with the words before it. Empty where none fits."""
    whole = _trimmed(_words(text, parse, 0, len(parse.tokens) - 1), parse.clauses[0])
    if len(whole) <= _LONGEST:
        return whole
    above = parse.clauses[clause.parent] if clause.parent is not None else None
    if clause.kind in ("coordinate", "participle", "infinitive") and above is not None:
        subject = _subject(text, parse, above)
        if subject and len(subject) <= _LONGEST // 2:
            return _shortened(f"{subject} … {words}")
    first, last = tokens
    words = _words(text, parse, first, last).rstrip(_EDGES + ".")
    room = _LONGEST - len(words) - 3
    before = _words(text, parse, 0, first - 1) if first > 0 else ""
    if room < _SHORT or not before:
        return ""
    told = before[-room:]
    told = told[told.find(" ") + 1 :] if len(before) > room else told
    return ("… " if len(before) > room else "") + f"{told} {words}"


def _cut(words: str, named: str) -> str:
    """Return the words about what names the happening, at most so many letters."""
    if len(words) <= _LONGEST:
        return words
    at = words.find(named)
    start = words.rfind(" ", 0, at - 25) + 1 if at > _LONGEST - 30 else 0
    return ("… " if start else "") + _shortened(words[start:])


def _shortened(words: str) -> str:
    """Return the words, cut at the end of a word where they are too long."""
    if len(words) <= _LONGEST:
        return words.strip(_EDGES)
    shown = words[:_LONGEST]
    shown = shown[: shown.rfind(" ")] if " " in shown else shown
    return shown.rstrip(_EDGES) + " …"


def _without_open_bracket(words: str) -> str:
    """Return the words without a short form in brackets at their end, where the closing one was cut off: "the workshop (NSW"."""
    told, bracket, short = words.rpartition("(")
    return told.rstrip(_EDGES) if bracket and ")" not in short and len(short) <= _SHORT_FORM and told.strip() else words


def _trimmed(words: str, clause: Clause) -> str:
    words = _DATELINE.sub("", words.strip(_EDGES))
    openers = (*_OPENERS, f"{clause.opener} ") if clause.kind in ("subordinate", "complement") else _OPENERS
    for opener in openers:
        if words.lower().startswith(opener):
            words = words[len(opener) :]
    return words.rstrip(_EDGES + ".")
