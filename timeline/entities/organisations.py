"""Organisations that no list knows, by their head word: the Berlin Administrative Court, the Institute for the Study of War."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.entities.lexicon import ARMED_HEADS, NOT_NAMES, ORGANISATION_HEADS

__all__ = ["OrganisationSpan", "find_organisations"]

# Patterns begin with their letters, not with \\b: the scan then skips to places where one of them stands.
_HEAD = re.compile(r"(?:" + "|".join(sorted(ORGANISATION_HEADS, key=len, reverse=True)) + r")\b(?!['’]s? [A-Z])")
_WORD_BEFORE = re.compile(
    r"(?:^|(?<=[ \u00a0\n(“\"‘']))(?P<word>[A-Z][\w.&-]*(?:['’]\w+)?|of|for|and|the|&|de|on|bin|al)[ \u00a0]$"
)
_WORDS = r"[A-Z][\w-]*(?: [A-Z][\w-]*)*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b"
_TAIL = re.compile(
    rf" (?:of|for|on|against|to) (?:the )?(?!{_MONTH}){_WORDS}(?: (?:of|for|in) (?:the )?{_WORDS})?"
    rf"(?:(?:, {_WORDS})*,? and {_WORDS}(?! (?:said|and)\b))?"
)
_JOINTS = frozenset({"&", "de", "bin", "al"})
_BREAKS = frozenset({"of", "for", "and", "the", "on"})
_IN_NAMES = frozenset(
    {"Islamic", "Muslim", "Christian", "Western", "First", "Home", "New", "National", "World", "News", "Sports"}
)
_OWNERS = frozenset({"People", "Women", "Men", "Children", "Workers", "Farmers", "Teachers", "Peoples", "Nation"})


@dataclass(frozen=True, slots=True)
class OrganisationSpan:
    """An organisation's name at ``start``–``end``; ``kind`` is guessed from its head word."""

    start: int
    end: int
    name: str
    kind: str


def find_organisations(text: str, start: int, end: int) -> list[OrganisationSpan]:
    """Return the capitalised names in ``text[start:end]`` whose head word is that of an organisation, none overlapping.

    >>> text = "The Berlin Administrative Court and the Institute for the Study of War said so."
    >>> [found.name for found in find_organisations(text, 0, len(text))]
    ['Berlin Administrative Court', 'Institute for the Study of War']
    """
    found: list[OrganisationSpan] = []
    for head in _HEAD.finditer(text, start, end):
        inside_word = head.start() > start and text[head.start() - 1].isalnum()
        if inside_word or _HEAD.match(text, head.end() + 1) or (found and head.start() < found[-1].end):
            continue
        begin = _begin(text, max(start, head.start() - 90), head.start())
        tail = _TAIL.match(text, head.end(), min(end, head.end() + 120))
        stop = tail.end() if tail is not None and _takes_tail(head[0], tail[0]) else head.end()
        if begin == head.start() and stop == head.end():
            continue
        if found and begin < found[-1].end:
            begin = found[-1].end + 1
        name = re.sub(r"\s+", " ", text[begin:stop]).strip()
        if " " in name:
            kind = (
                "armed_group"
                if head[0] in ARMED_HEADS
                else "court"
                if head[0] in ("Court", "Tribunal")
                else "organisation"
            )
            found.append(OrganisationSpan(begin, stop, name, kind))
    return found


def _takes_tail(head: str, tail: str) -> bool:
    """Whether words after the head belong to the name: Institute for …, but no "Forces on …"."""
    if head in ARMED_HEADS or head in {"Police", "Guard", "Guards", "Corps"}:
        return tail.startswith((" of ", " for "))
    return head not in {"International", "Inc", "Ltd", "Holdings", "Airlines", "Airways", "Exchange"}


def _begin(text: str, start: int, end: int) -> int:
    """Return where the capitalised words before the head begin; a possessor ("Pakistan's …") is not part of the name."""
    begin = at = end
    while match := _WORD_BEFORE.search(text, max(start, at - 30), at):
        word = match["word"]
        if (
            word in _BREAKS
            or word.endswith(("-based", "-backed", "-led", "-run"))
            or (word in NOT_NAMES and word not in _IN_NAMES)
        ):
            break
        if word.endswith(("'s", "’s")) and word[:-2] not in _OWNERS:
            break
        at = match.start()
        if word not in _JOINTS:
            begin = at
    return begin
