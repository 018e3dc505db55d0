"""Whether the words around a date tell of what was or of what will be."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["Tense", "far_from_past", "tense_at", "until_tense"]

Tense = Literal["past", "guess", "future", "maybe", "reported", ""]

_PLANNED = r"(?:scheduled|slated|due|expected|supposed|planned|set|going)"
_FUTURE = rf"""(?:will|won['’]t|shall|['’]ll|would|should|must|may|to)\s+(?:not\s+|also\s+|then\s+|likely\s+)?be(?:\s\w+)?
    |(?:is|are|be|been|['’]s)\s+(?:also\s+)?{_PLANNED}(?:\s+to\s+\w+)?|will|won['’]t|shall|['’]ll|gonna|{_PLANNED}\sto|expects?
    |plans?\s+(?:to|an?)|planning|expires?|payable|meets?|begins?|starts?|opens?|upcoming|hopes?\sto|intends?|deadline|adjourned|postponed|ahead\sof|effective
    |(?:is|are)\sto(?:\sbe)?(?:\s\w+)?|aims?\sto|coming|as\searly\sas|as\ssoon\sas"""
# An infinitive may look forward ("to meet on Monday") or belong to something past ("was found to hold").
_MAYBE = r"""to\s(?:hold|meet|begin|start|take|open|attend|visit|host|return|vote
    |discuss|leave|arrive|go|run|play|face|appear|decide|expire|end|become|make|sign|pay|travel|give|get|come|have|see|close|report|remain|announce|resume)"""
_PAST = r"""was|were|had|did|been|took|came|went|made|began|fell|rose|held|met|left|became|led|won|lost|gave
    |got|saw|sent|found|shot|struck|hit|broke|spoke|wrote|kept|brought|fought|stood|ran|sold|bought|drew|grew|knew|thought|taught|caught|paid|hurt
    |withdrew|fled|blew|drove|has|have|['’]ve|since"""
# Words that only look like a past tense.
_NOT_DONE = r"(?:need|indeed|succeed|proceed|exceed|speed|feed|seed|bleed|breed|hundred|sacred|kindred|unspecified)"
_DONE = rf"(?-i:(?!{_NOT_DONE}\b)[a-z]{{2,}}ed)"
_PRESENT = r"(?:is|are|gets?|remains?)(?:\s\w+(?:ed|rd|en|ing))?"
_SAID = "said|says|told|announced|added|reported|confirmed|warned|claimed|stated|noted|predicted|tells"
_REPORTED = rf"(?:was|were|had\sbeen)\s{_PLANNED}(?:\s+to\s+\w+)?|{_SAID}"
_CUES = re.compile(
    rf"(?<!\w)(?:(?P<future>{_FUTURE})|(?P<maybe>{_MAYBE})|(?P<reported>{_REPORTED})|(?P<past>{_PAST})|(?P<present>{_PRESENT})"
    rf"|(?P<done>{_DONE}))(?!\w)",
    re.VERBOSE | re.IGNORECASE,
)
# What ends the reach of a verb over a participle after it: "will pay the sum agreed on" is still about the future.
_CLAUSE = re.compile(r"[,;:]|\b(?:that|which|who|after|when|because|but|and|as|while)\b")
_BREAK = re.compile(r"[;:—]|, (?:but|while|although|though|and|as|after|when)\b")
_OVER = re.compile(r"\b(?:was|were|had|did)\b")
_REACH = 160
_NEAR = 25
_PLANNED_FOR = re.compile(
    r"\b(?:set|scheduled|planned|slated|due|cancell?ed|postponed|expected|booked|billed|timed|called|hearing|vote|talks|date)"
    r"\s+for\s+(?:the\s+)?(?:early\s|late\s|mid-)?$"
)


_MEANS: dict[str, Tense] = {
    "future": "future", "maybe": "maybe", "reported": "reported", "past": "past", "done": "past", "present": "",
}  # fmt: skip


def until_tense(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> Tense:
    """Return the tense of a date after "until": ahead, unless what lasted so long is told as over.

    >>> text = "They were held until Thursday."
    >>> until_tense(text, 0, len(text), 21, 29)
    'past'
    """
    match = _governing(text, max(sentence_start, start - _REACH), start)
    if match is not None:
        over = _OVER.search(text, max(sentence_start, match.start() - 15), match.end())
        return "past" if over else "future"
    match = _CUES.search(text, end, min(sentence_end, end + _REACH))
    return "past" if match is not None and match.lastgroup in ("past", "done") else "future"


def tense_at(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> Tense:
    """Return the tense of the verb that a date most likely belongs to: the nearest before it, else the first after it.

    A verb of saying next to the date dates what was said and gives "reported".

    >>> text = "The talks will be held on Friday."
    >>> tense_at(text, 0, len(text), 26, 32)
    'future'
    """
    if text[end : end + 2] in ("'s", "’s"):
        match = _CUES.search(text, end, min(sentence_end, end + _NEAR))
        return "future" if match is not None and match.lastgroup == "future" else "guess"
    if _PLANNED_FOR.search(text, max(sentence_start, start - 40), start):
        return "future"
    match = _governing(text, max(sentence_start, start - _REACH), start)
    later = _CUES.search(text, end, min(sentence_end, end + _REACH))
    if match is None or (later is not None and _BREAK.search(text, match.end(), start)):
        match = later or match
    if later is not None and later.lastgroup == "future" and later.start() - end < 3:
        match = later
    if match is None:
        return ""
    return _MEANS[match.lastgroup or "past"]


def far_from_past(text: str, sentence_start: int, start: int) -> bool:
    """Whether no verb in the past stands close before a date, so that the past is only a guess.

    >>> text = "The body arrived in Doha in preparation for his burial on Friday"
    >>> far_from_past(text, 0, 55)
    True
    """
    return _CUES.search(text, max(sentence_start, start - _NEAR), start) is None


def _governing(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last verb before a date, unless it is a participle in the reach of a verb that looks forward."""
    last: re.Match[str] | None = None
    for match in _CUES.finditer(text, start, end):
        reached = match.lastgroup == "done" and last is not None and last.lastgroup == "future"
        if not reached or last is None or _CLAUSE.search(text, last.end(), match.start()):
            last = match
    return last
