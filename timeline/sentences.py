"""Sentences with their offsets: lines first, then full stops that really end something.

A line is a headline, a bullet, a caption or part of a body paragraph. Text whose lines were cut at a fixed width (mails, old
wire copy) is recognised by its shape, and its paragraphs are read as wholes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from timeline.model import Sentence

__all__ = ["split"]

Kind = Literal["headline", "body", "bullet", "caption"]

# Words whose full stop is part of the word. A capital letter alone ("J. Smith", "U.S.") is handled by the pattern itself.
_ABBREVIATION_LIST = """
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat
    Mr Mrs Ms Mx Dr Prof Rev Fr Sr Jr Hon St Ste Mt Ft Gen Lt Col
    Maj Capt Cmdr Cdr Sgt Cpl Pvt Adm Brig Gov Sen Rep Sens Reps Pres
    Supt Insp Amb Msgr Sheikh Mlle Mme Messrs No Nos Vol Art Sec Fig Figs Ch Pp Pt vs etc cf approx ca al
    Inc Ltd Corp Co Cos Bros Plc Dept Univ Assn Ave Blvd Rd Hwy Sq
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex
    Va Vt Wash Wis Wyo Ont Que
"""
# "No." and "Co." end sentences too; these are only taken as abbreviations when what follows fits them.
_BEFORE_DIGITS = {"no", "nos", "art", "sec", "fig", "figs", "ch", "pp", "pt", "vol"}
_COMPANY = {"inc", "ltd", "corp", "co", "cos", "bros", "plc", "etc", "jr", "sr", "al"}
_KNOWN = {word.lower() for word in _ABBREVIATION_LIST.split()}
_LONGEST = max(map(len, _KNOWN))

_END = re.compile(r"[.!?…](?:[.!?…]*[\"'”’)\]»]*(?=\s)|[\"”’)]*(?=[A-Z“][a-z]))")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
# What may follow "6 p.m." in the same sentence though it begins with a capital letter.
_GOES_ON = re.compile(
    r",?\s+\(?(?:(?:on|of)\s)?(?:Mon|Tues?|Wed|Thur?s?|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|GMT|UTC|EST|EDT|CST|CDT|PST|PDT|ET|BST"
    r"|CET|[a-z(\d])"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"\d\d?(?:st|nd|rd|th)?"
# How a line may end within a date, and how the next one then goes on.
_CUT_DATE = re.compile(
    rf"(?<=\s)(?:(?P<day>(?:on|the|by|from|since|until|till|to|before|after|between|and|of|day,?)\s{_DAY})"
    rf"|(?P<whole>{_MONTH}\s{_DAY},?|{_DAY}\s{_MONTH},?)|(?P<month>{_MONTH}))[ \t]*$"
)
# What shows that a number belongs to the date: in "May" and "12 people fled" it does not.
_AFTER_DATE = (
    r"(?:[.,;:)]|\s(?:and|or|in|at|near|when|by|to|as|after|before|with|for|on|that|which|while|until|through|but|\())"
)
_GOES_ON_AS = {
    "day": re.compile(rf"(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?(?:[.,;:)]|\s[a-z(])"),
    "whole": re.compile(rf"(?:19|20)\d\d{_AFTER_DATE}"),
    "month": re.compile(rf"(?:{_DAY}(?:,?\s(?:19|20)\d\d)?|(?:19|20)\d\d){_AFTER_DATE}"),
}
_LONGEST_DATE = 30
_ONE_BREAK = ("\n", "\r\n", "\r")
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(r"[ \t\u00a0]*(?:[•·‣▪◦●○■□–—*+-]|\d{1,2}[.)])[ \t\u00a0]+(?=\S)")
_ENDS_CLOSED = re.compile(r"[.!?…:;][\"'”’)\]»]*\s*$")
_CAPTION = re.compile(
    r"\([^()]*(?:photo|AFP|AP|Reuters|Getty|file|courtesy|office|army|handout|image)[^()]*\)\s*$", re.IGNORECASE
)


def split(text: str, start: int, end: int, *, skip: Sequence[tuple[int, int]] = ()) -> tuple[Sentence, ...]:
    """Return the sentences of ``text[start:end]`` in order, without those that begin inside a span of ``skip``.

    ``paragraph`` counts the lines (or paragraphs of fixed-width text) from 0. Offsets count from the beginning of ``text``.

    >>> [text[s.start:s.end] for text in ["It fell on Nov. 6. Mr. Khan left."] for s in split(text, 0, len(text))]
    ['It fell on Nov. 6.', 'Mr. Khan left.']
    """
    found: list[Sentence] = []
    for number, (first, last) in enumerate(_paragraphs(text, start, end)):
        for piece_start, piece_end in _outside(first, last, skip) if skip else ((first, last),):
            kind, piece_start = _kind(text, piece_start, piece_end)
            found += [Sentence(a, b, number, kind) for a, b in _sentences(text, piece_start, piece_end)]
    return tuple(found)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of lines, or of the paragraphs of text that was wrapped at a fixed width."""
    lines = [match.span() for match in _LINE.finditer(text, start, end)]
    lines = [(a, b) for a, b in lines if not text[a].isspace() or not text[a:b].isspace()]
    if not _is_wrapped(lines):
        return _joined_within_dates(text, lines)
    return _unwrapped(text, lines)


def _joined_within_dates(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines, those made one that a break within a date parts: "on 12 November" and "2025 in Doha"."""
    begin = -1
    for number, (first, last) in enumerate(lines, 1):
        begin = first if begin < 0 else begin
        after = lines[number][0] if number < len(lines) else last
        if text[last:after] in _ONE_BREAK and _is_within_date(text, first, last, after):
            continue
        yield begin, last
        begin = -1


def _is_within_date(text: str, first: int, last: int, after: int) -> bool:
    cut = _CUT_DATE.search(text, max(first, last - _LONGEST_DATE), last)
    if cut is None or cut.lastgroup is None:
        return False
    return _GOES_ON_AS[cut.lastgroup].match(text, after) is not None


def _is_wrapped(lines: Sequence[tuple[int, int]]) -> bool:
    """Whether most lines are of nearly one width, as in text cut at 60 to 80 characters."""
    if len(lines) < 6:
        return False
    lengths = sorted(b - a for a, b in lines)
    widest = lengths[-max(1, len(lengths) // 50)]
    return 50 <= widest <= 100 and sum(length > 0.75 * widest for length in lengths) > 0.5 * len(lengths)


def _unwrapped(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first, last = lines[0]
    for a, b in lines[1:]:
        gap = text[last:a]
        blank = gap.count("\n") > 1 or (gap.count("\r") > 1 and "\n" not in gap)
        indented = text[a] in " \t" and text[first] not in " \t"
        short = last - text.rfind("\n", 0, last) < 50 and bool(_ENDS_CLOSED.search(text, max(first, last - 8), last))
        if blank or indented or short or _BULLET.match(text, a, b):
            yield first, last
            first = a
        last = b
    yield first, last


def _outside(first: int, last: int, skip: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of a span that lie outside the spans to skip."""
    for a, b in skip:
        if b <= first or a >= last:
            continue
        if a > first:
            yield first, a
        first = max(first, b)
        if first >= last:
            return
    if first < last:
        yield first, last


def _kind(text: str, start: int, end: int) -> tuple[Kind, int]:
    """What sort of line it is, and where its words begin (after a bullet)."""
    bullet = _BULLET.match(text, start, end)
    if bullet:
        return "bullet", bullet.end()
    tail = max(start, end - 120)
    if end - start < 400 and text.rfind(")", tail, end) >= 0 and _CAPTION.search(text, tail, end):
        return "caption", start
    if end - start < 160 and not _ENDS_CLOSED.search(text, max(start, end - 6), end):
        return "headline", start
    return "body", start


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _END.finditer(text, start, end):
        dot, after = match.span()
        if _ends_here(text, dot, after):
            while text[start].isspace():
                start += 1
            found.append((start, after))
            start = after
    return found + _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span without the blanks around it; nothing where it is all blanks."""
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return [(start, end)]
    begin = end - len(text[start:end].lstrip())
    last = start + len(text[start:end].rstrip())
    return [(begin, last)] if begin < last else []


def _ends_here(text: str, dot: int, after: int) -> bool:
    """Whether a stop ends the sentence, given the word before it and what follows."""
    following = text[after : after + 3].lstrip("\"'“‘([ \t\u00a0")
    if text[dot] != "." or after - dot > 1:
        return not following[:1].islower()
    if following[:1].islower():
        return False
    if not text[dot - 1 : dot].isalpha() or (dot > _LONGEST and text[dot - _LONGEST - 1 : dot].isalpha()):
        return True
    before = _WORD_BEFORE.search(text, max(0, dot - _LONGEST - 1), dot)
    if before is None:
        return True
    word = before.group()
    if len(word) == 1:
        return _letter_ends(text, dot, word, following)
    low = word.lower()
    if low == "sun":
        return not _GOES_ON.match(text, dot + 1)
    if low not in _KNOWN:
        return True
    if low in _BEFORE_DIGITS:
        return not following[:1].isdigit()
    if low in _COMPANY:
        return following[:1].isupper() and text[after : after + 1] in "\r\n"
    return not word[0].isupper()


def _letter_ends(text: str, dot: int, word: str, following: str) -> bool:
    """Whether a single letter with a full stop ends a sentence: "at 6 p.m. The" does, "J. Smith" and "U.S. forces" do not."""
    if word.islower():
        return not _GOES_ON.match(text, dot + 1)
    return word not in "ABCDEFGHJKLMNOPQRSTUVWXYZ"
