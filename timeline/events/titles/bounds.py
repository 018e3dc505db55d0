"""Which words of a line can stand in a title: not its bullet, its dateline, or the publisher behind a headline."""

from __future__ import annotations

import re

from timeline.clauses import Parse
from timeline.clauses.forms import COMMA, COORDINATOR, OPENING, STOP

__all__ = ["told_words"]

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DASH = r"(?:[—–]|-{1,2})"
_WIRE = re.compile(
    rf"(?:^|\s)((?:[A-Z][A-Z.'’-]+ ?){{1,4}}(?:, [A-Z][A-Za-z. ]{{1,25}})?, {_MONTH} \d{{1,2}}(?: \([^()]{{2,30}}\))? {_DASH}) "
)
"""A dateline with its day, which older wires put behind their headline: "PORT VILLE, March 3 - "."""
_WIRE_DAY = re.compile(rf", {_MONTH} \d")
"""What such a dateline holds, looked for first: far more lines have a dash."""
_HEAD = re.compile(
    r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+){0,3}(?:, [A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)?)?"
    r"(?: \([^()]{2,30}\))?(?:: | ?[—–] ?| -{1,2} )"
)
"""A dateline at the head: capitals, perhaps the land and the agency, and a dash or a colon."""
_REST = re.compile(
    rf"(?:, [A-Z][A-Za-z. ]{{1,25}})?(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?,?)?(?: ?\([^()]{{2,30}}\))?"
    r"(?: ?[:—–]| ?-{1,2}(?= ))? (?=[A-Z0-9“\"])"
)
"""What is left of a dateline behind its town: the land, the day, the agency, and a mark, if there is one."""
_FILED = re.compile(
    rf"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,2}}(?:, [A-Z][A-Za-z. ]{{1,25}})?,? {_MONTH} \d{{1,2}}(?:,? \d{{4}})? "
    r"?\([A-Za-z/ ]{2,20}\)(?: ?[:—–]| ?-{1,2}(?= ))? (?=[A-Z0-9“\"])"
)
"""A town in small letters, the day and the agency: "Port Ville, March 3 (ABC) A …"."""
_TOWNS = re.compile(r"[A-Z]{4,}(?:/[A-Z]{4,})+ (?=[A-Z][a-z])")
_TOWN = re.compile(r"(?:(?:NEW|LOS|SAN|SANTA|PORT|CAPE|TEL|HONG|KUALA|BUENOS|SAO|ADDIS|ABU|EAST) )?[A-Z.'’-]+, ")
_LAND = re.compile(r",? ?(?:[A-Z][a-z]+\.? ){0,2}?(?=[A-Z])")
_PUBLISHER = re.compile(r" (?:[—–|]|-) (?:[A-Z0-9@][^\s]*|of|the|and|de)(?: (?:[A-Z0-9@][^\s]*|of|the|and|de)){0,5}$")
_OPENING_WORDS = frozenset(
    ("however", "meanwhile", "then", "therefore", "thus", "moreover", "furthermore", "nevertheless")
)


def told_words(text: str, parse: Parse, at: int, dateline: int) -> tuple[int, int]:
    """Return the first token that can stand in a title, and the end of the last; the token numbered ``at`` is among them.

    ``dateline`` is where a dateline ends that was known by its place, else 0.
    """
    tokens, flags = parse.tokens, parse.flags
    size = len(tokens)
    start, end = parse.span(0, size - 1)
    line = text[start:end]
    named = parse.span(at, at)[0]
    first, stop = _after_dateline(line, named - start, dateline - start)
    if line[-1] not in '.?!”"':
        while (found := _PUBLISHER.search(line, 0, stop)) is not None and found.start() > named - start:
            stop = found.start()
        bar = line.rfind("|", 0, named - start)
        first = max(first, bar + 1)
    low = parse.token_at(start + first) if first else 0
    high = parse.token_at(start + stop) if stop < len(line) else size
    while low < at and (_is_furniture(flags[low]) or tokens[low].word in _OPENING_WORDS):
        low += 1
    while high - 1 > at and flags[high - 1] & (STOP | COMMA) and tokens[high - 1].word not in ")]%":
        high -= 1
    return low, high


def _is_furniture(flag: int) -> bool:
    return bool(flag & (STOP | COMMA | COORDINATOR)) and not flag & OPENING


def _after_dateline(line: str, named: int, known: int) -> tuple[int, int]:
    """Return where the news of a line begins, and where it ends: a wire's headline before the dateline."""
    first, stop = 0, len(line)
    if 0 < known < named and line[1:2] != "." and line[known : known + 3].strip()[:1].isupper():
        land = _LAND.match(line, known)
        first = land.end() if land is not None and land.end() <= named else known
    if 0 < known < named:
        rest = _REST.match(line, known)
        first = rest.end() if rest is not None and rest.end() <= named and rest.end() > known + 1 else first
    elif "(" in line and (filed := _FILED.match(line)) is not None and filed.end() <= named:
        first = filed.end()
    if line[:2].isupper():
        head = _HEAD.match(line) or _TOWNS.match(line)
        if head is not None and head.end() <= named:
            first = max(first, head.end())
    if (" - " in line or "—" in line or "–" in line) and _WIRE_DAY.search(line) is not None:
        for wire in _WIRE.finditer(line):
            if wire.end() <= named:
                first = max(first, wire.end())
            elif (town := _TOWN.search(line, wire.start(), wire.end(1))) is not None and town.start() > named:
                stop = town.start()
    return first, stop
