"""Every line of a page with what it is: furniture, the heading of a list, prose, a possible title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from timeline.reading.lines import Line, looks_like_headline, looks_like_prose
from timeline.reading.page_rules import PageRule, PageRules
from timeline.records import inner_record

__all__ = ["Marked", "mark"]

_LONGEST_STAMP = 160
"""Characters beyond which a line is not one that states the day of publication."""
_DIGIT = re.compile(r"\d")


@inner_record(frozen=True, slots=True)
class Marked:
    """A line with the furniture rule that takes it, if one does, and what else it looks like.

    ``marker`` says that it opens a list of other stories, ``may_state_day`` that it is short and has a digit.
    """

    line: Line
    furniture: PageRule | None = None
    marker: bool = False
    is_prose: bool = False
    is_headline: bool = False
    may_state_day: bool = False
    is_content: bool = field(init=False)
    """Whether it may belong to a story."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_content", self.furniture is None and not self.marker)


def mark(lines: Sequence[Line], rules: PageRules) -> list[Marked]:
    """Return every line with what it is. Furniture that takes a paragraph goes on to the next blank line or prose."""
    marked: list[Marked] = []
    running: PageRule | None = None
    for line in lines:
        marker = rules.is_marker(line.text)
        own = None if marker else rules.furniture_of(line.text)
        prose = looks_like_prose(line)
        if line.gap or own or marker or prose:
            running = None
        dated = len(line.text) <= _LONGEST_STAMP and _DIGIT.search(line.text) is not None
        marked.append(Marked(line, own or running, marker, prose, looks_like_headline(line), dated))
        if own and own.reach == "paragraph":
            running = own
    return marked
