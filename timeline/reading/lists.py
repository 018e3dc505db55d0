"""Lists of other stories on a page: cards with a clock above each title, or bare titles and single sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.reading.lines import Line, is_cut_off, plain_words
from timeline.reading.marking import Marked
from timeline.reading.page_rules import PageRule

__all__ = ["card_heads", "inner_lists_hidden", "last_clock", "list_length", "teasers_at_end"]

_INNER_LIST = PageRule("list of other stories", "line", re.compile("(?!)"))
_HEADER_REACH = 4
"""Lines that a card may have above and below its clock before the title."""
_LONGEST_LIST = 60


def card_heads(marked: Sequence[Marked]) -> list[tuple[int, int]]:
    """Return (first header line, title line) of every card: a clock line, short lines around it, then a title."""
    return list(_card_heads(marked))


def last_clock(marked: Sequence[Marked]) -> int:
    """Return the index of the last header of a card, -1 where there are no cards."""
    return max((first for first, _ in _card_heads(marked)), default=-1)


def _card_heads(marked: Sequence[Marked]) -> Iterator[tuple[int, int]]:
    for index, item in enumerate(marked):
        if not (item.furniture and item.furniture.name == "page clock"):
            continue
        first = index
        while first > max(0, index - _HEADER_REACH) and not marked[first].line.gap and _is_label(marked[first - 1]):
            first -= 1
        title = _below_header(marked, first, index)
        if title is not None:
            yield first, title


def _is_label(item: Marked) -> bool:
    return item.line.words <= 5 and not item.marker


def _below_header(marked: Sequence[Marked], first: int, clock: int) -> int | None:
    """Return the index of the first line under a card's clock that is not its publisher's name again."""
    names = {plain_words(item.line.text) for item in marked[first:clock]}
    for title in range(clock + 1, min(clock + 1 + _HEADER_REACH, len(marked))):
        item = marked[title]
        if item.is_content and item.line.words > 3 and plain_words(item.line.text) not in names:
            return title
    return None


def list_length(marked: Sequence[Marked], index: int) -> int:
    """Return how many lines from ``index`` on are a list of other stories: two or more titles, or single sentences."""
    count = reach = 0
    first: Marked | None = None
    spaced = False
    for at, item in enumerate(marked[index : index + _LONGEST_LIST], 1):
        if item.furniture is not None and item.furniture.reach == "rest":
            break
        if not item.is_content:
            continue
        if not _may_be_listed(item) or (first and item.is_prose != first.is_prose):
            break
        if count > 1 and bool(item.line.gap) != spaced:
            break
        first, spaced = first or item, bool(item.line.gap)
        count, reach = count + 1, at
    return reach if count >= 2 else 0


def _may_be_listed(item: Marked) -> bool:
    line = item.line
    return line.words <= 45 and len(line.text) <= 320 and (not item.is_prose or _is_one_sentence(line))


def _is_one_sentence(line: Line) -> bool:
    head = line.text[:-2]
    return not any(mark in head for mark in (". ", "? ", "! ", '." ', ".” "))


def inner_lists_hidden(marked: Sequence[Marked]) -> list[Marked]:
    """Return the lines with lists of titles made furniture where the story goes on after them."""
    lines = list(marked)
    cards, prose = last_clock(lines), False
    for index, item in enumerate(lines):
        prose = prose or (item.is_content and item.is_prose)
        if not (prose and item.marker) or cards > index:
            continue
        after = index + 1 + list_length(lines, index + 1)
        listed = [other for other in lines[index + 1 : after] if other.is_content]
        following = next((other for other in lines[after : after + _LONGEST_LIST] if other.is_content), None)
        if listed and not listed[0].is_prose and following is not None and following.is_prose:
            lines[index:after] = [replace(other, furniture=_INNER_LIST, marker=False) for other in lines[index:after]]
    return lines


def teasers_at_end(marked: Sequence[Marked]) -> int:
    """Return the index from which bare titles, or beginnings of stories cut off by dots, fill the rest: three or more.

    The end of the sequence where there are none.
    """
    content = [index for index, item in enumerate(marked) if item.is_content]
    run = 0
    for index in reversed(content):
        if not _is_teaser(marked[index]):
            break
        run += 1
    body = [marked[index] for index in content[: len(content) - run]]
    if run < 3 or sum(item.is_prose for item in body) < 2 or not body[-1].is_prose:
        return len(marked)
    return content[len(content) - run]


def _is_teaser(item: Marked) -> bool:
    line = item.line
    return line.words >= 5 and ((item.is_headline and line.text[0] != "#") or is_cut_off(line))
