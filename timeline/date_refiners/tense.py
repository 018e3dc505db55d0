"""Whether the words around a date tell of what was or of what will be."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["Tense", "tense_at"]

Tense = Literal["past", "future", ""]

_FUTURE = r"""will|won['’]t|shall|['’]ll|going\sto|gonna|scheduled|slated|due|expected|expects?|plans?|planned\sto|planning|set\sto|to\sbe|to\s(?:be|hold
    |meet|begin|start|take|open|attend|visit|host|return|vote|discuss|leave|arrive|go|run|play|face|appear|decide|expire|end)|expires?|upcoming|hopes?\sto
    |intends?|intention|deadline|would\s(?:be|begin|meet|take|hold|start)|until|till|adjourned|postponed|ahead\sof|effective|starting|beginning
    |should|must|may|might|is\sto|are\sto|aims?\sto|later"""
_PAST = r"""was|were|had|did|been|said|told|took|came|went|made|began|fell|rose|held|met|left|became|led|won|lost|gave|got|saw|sent|found|shot|struck|hit
    |broke|spoke|wrote|kept|brought|fought|stood|ran|sold|bought|drew|grew|knew|thought|taught|caught|paid|hurt|put\s(?:on|up|out)|withdrew|fled|blew|drove
    |has|have|['’]ve|since|ended|called|\w{3,}ed"""
_CUES = re.compile(
    rf"(?<!\w)(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))(?!\w)",
    re.VERBOSE | re.IGNORECASE,
)
_BREAK = re.compile(r"[;:—–]|, (?:but|and|which|who|when|while|after|before)\b")
_REACH = 160


def tense_at(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> Tense:
    """Return the tense of the verb that a date most likely belongs to: the nearest before it, else the first after it.

    >>> text = "The talks will be held on Friday."
    >>> tense_at(text, 0, len(text), 26, 32)
    'future'
    """
    before = text[max(sentence_start, start - _REACH) : start]
    found: Tense = ""
    for match in _CUES.finditer(before):
        found = "future" if match["future"] else "past"
    if found:
        return found
    match = _CUES.search(text, end, min(sentence_end, end + _REACH))
    if match is None:
        return ""
    return "future" if match["future"] else "past"
