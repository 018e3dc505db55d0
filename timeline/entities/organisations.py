"""Organisations that no list knows, by their head word: the Berlin Administrative Court, the Institute for the Study of War."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.entities.lexicon import BodyWords

__all__ = ["OrganisationSpan", "find_organisations"]

_WORD_BEFORE = re.compile(
    r"(?:^|(?<=[ \u00a0\n(“\"‘']))(?P<word>[A-Z][\w.&-]*(?:['’]\w+)?|of|for|and|the|&|de|on|bin|al)[ \u00a0]$"
)
_WORDS = r"[A-Z][\w-]*(?: [A-Z][\w-]*)*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b"
_TAIL = re.compile(
    rf" (?:of|for|on|against|to) (?:the )?(?!{_MONTH}){_WORDS}(?: (?:of|for|in) (?:the )?(?!{_MONTH}){_WORDS})?"
    rf"(?:(?:, {_WORDS})*,? and {_WORDS}(?! (?:said|and)\b))?"
)
_ENDS_SENTENCE = re.compile(r"[a-z]{4}\.$")
_JOINTS = frozenset({"&", "de", "bin", "al"})
_BREAKS = frozenset({"of", "for", "and", "the", "on"})
_UNITS = frozenset({"Battalion", "Brigade", "Brigades", "Division", "Regiment", "Corps", "Company", "Squadron"})
_NUMBERED = re.compile(r"\b\d+(?:st|nd|rd|th) $")


@dataclass(frozen=True, slots=True)
class OrganisationSpan:
    """An organisation's name at ``start``–``end``; ``kind`` is guessed from its head word."""

    start: int
    end: int
    name: str
    kind: str


def find_organisations(text: str, start: int, end: int, words: BodyWords) -> list[OrganisationSpan]:
    """Return the capitalised names in ``text[start:end]`` whose head word is that of an organisation, none overlapping.

    >>> from timeline.entities.lexicon import Lexicon
    >>> from timeline.rules import packaged
    >>> text = "The Berlin Administrative Court and the Institute for the Study of War said so."
    >>> [found.name for found in find_organisations(text, 0, len(text), Lexicon(packaged()).bodies)]
    ['Berlin Administrative Court', 'Institute for the Study of War']
    """
    found: list[OrganisationSpan] = []
    for at in words.fixed.starts(text, start, end).get("head", ()):
        head = words.head.match(text, at)
        inside_word = at > start and text[at - 1].isalnum()
        if head is None or inside_word or words.head.match(text, head.end() + 1) or (found and at < found[-1].end):
            continue
        begin = _begin(text, max(start, at - 90), at, words)
        tail = _TAIL.match(text, head.end(), min(end, head.end() + 120))
        stop = tail.end() if tail is not None and _takes_tail(head[0], tail[0], words) else head.end()
        if begin == at and stop == head.end():
            continue
        if head[0] == "Bank" and text[:at].endswith("West "):
            continue  # "the Israeli West Bank raid": the West Bank is no bank
        if head[0] in _UNITS and _NUMBERED.search(text, max(start, begin - 20), begin):
            continue  # "the 9th Rifle Battalion" is a part of some army
        if found and begin < found[-1].end:
            begin = found[-1].end + 1
        name = " ".join(text[begin:stop].split())
        if " " in name:
            found.append(OrganisationSpan(begin, stop, name, _kind(head[0], words)))
    return found


def _kind(head: str, words: BodyWords) -> str:
    if head in words.media:
        return "media"
    return "armed_group" if head in words.armed else "court" if head in ("Court", "Tribunal") else "organisation"


def _takes_tail(head: str, tail: str, words: BodyWords) -> bool:
    """Whether words after the head belong to the name: Institute for …, but no "Forces on …"."""
    if head in words.armed or head in {"Police", "Guard", "Guards", "Corps"}:
        return tail.startswith((" of ", " for "))
    return head not in words.without_tail


def _begin(text: str, start: int, end: int, words: BodyWords) -> int:
    """Return where the capitalised words before the head begin; a possessor ("Pakistan's …") is not part of the name."""
    begin = at = end
    while match := _WORD_BEFORE.search(text, max(start, at - 30), at):
        word = match["word"]
        if word in _BREAKS or word.endswith(("-based", "-backed", "-led", "-run")) or word in words.breaking:
            break
        if word.endswith(("'s", "’s")) and word[:-2] not in words.owners:
            break
        if _ENDS_SENTENCE.search(word):
            break  # "on Monday. Police said …"
        at = match.start()
        if word not in _JOINTS:
            begin = at
    return begin
