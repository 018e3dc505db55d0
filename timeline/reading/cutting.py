"""Where one story on a page ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from timeline.reading.lines import Line
from timeline.reading.lists import card_heads, inner_lists_hidden, last_clock, list_length, teasers_at_end
from timeline.reading.marking import Marked, mark
from timeline.reading.page_rules import PageRule, PageRules

__all__ = ["Kind", "Piece", "cut"]

Kind = Literal["story", "card", "list", "teaser"]

_TITLE_REACH = 12
"""Lines within which a page repeats a story's title under its buttons."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The lines of one article. ``header`` are page lines just above it that speak of it (publisher, "2 hours ago"),
    ``foot`` those just below it, ``label`` the heading of a list."""

    kind: Kind
    lines: tuple[Marked, ...]
    header: tuple[Marked, ...] = ()
    label: str | None = None
    foot: tuple[Marked, ...] = ()

    @property
    def start(self) -> int:
        """Offset of its first line."""
        return self.lines[0].line.start

    @property
    def end(self) -> int:
        """Offset after its last line."""
        return self.lines[-1].line.end


def cut(lines: Sequence[Line], rules: PageRules) -> list[Piece]:
    """Return the pieces of a page in order; each begins and ends with a line of its own story."""
    marked = mark(lines, rules)
    pieces: list[Piece] = []
    begins = sorted({0, *_beginnings(marked, rules)})
    for first, after in zip(begins, [*begins[1:], len(marked)], strict=True):
        pieces += _pieces(marked[first:after])
    return pieces


def _beginnings(marked: Sequence[Marked], rules: PageRules) -> Iterator[int]:
    """Yield the indexes of lines that begin a story of their own."""
    prose, closed, carded = 0, False, False
    cards = last_clock(marked)
    for index, item in enumerate(marked):
        carded = carded or (item.marker and cards > index)
        if item.furniture and item.furniture.name == "wrapper mark" and item.line.text.startswith("[") and prose:
            closed = True
        if not item.is_content:
            continue
        enough = prose >= (1 if item.line.gap or closed else 2)  # one sentence below a title may be its subtitle
        may_begin = item.is_headline and enough and not carded
        if (may_begin and (closed or _is_told(marked, index, rules))) or (
            item.is_headline and _is_repeated(marked, index)
        ):
            yield index
            prose, closed, carded = 0, False, False
        elif item.is_prose:
            prose += 1


def _is_repeated(marked: Sequence[Marked], index: int) -> bool:
    """Whether a line comes again soon, with the page's buttons or clock between."""
    words = marked[index].line.bare.casefold()
    beside = False
    for other in marked[index + 1 : index + 1 + _TITLE_REACH]:
        if other.is_headline and other.is_content and other.line.bare.casefold() == words:
            return beside
        beside = beside or (other.furniture is not None and other.furniture.beside_title)
    return False


def _is_told(marked: Sequence[Marked], index: int, rules: PageRules) -> bool:
    """Whether a title has a date stamp, or the next lines say in so many words when it was published."""
    item = marked[index]
    if item.may_state_day and any(rule.reach == "title" and rule.day(item.line.text) for rule in rules.published):
        return True
    for other in marked[index + 1 : index + 4]:
        if other.may_state_day and any(rule.beside_title and rule.day(other.line.text) for rule in rules.published):
            return True
        if other.is_prose:
            return False
    return False


def _pieces(marked: Sequence[Marked]) -> list[Piece]:
    """Return a story with the cards, lists and headlines that follow it on its stretch of the page."""
    lines = inner_lists_hidden(marked)
    cards = last_clock(lines)
    pieces: list[Piece] = []
    at = 0
    while at < len(lines):
        opening = _opening_of_list(lines, at, cards)
        pieces += _story(_up_to_rest(lines[at:opening], closed=bool(pieces)))
        if opening < cards:
            return pieces + _cards(_up_to_rest(lines[opening + 1 :]))
        length = list_length(lines, opening + 1)
        if length:
            label = lines[opening].line.text.rstrip(":")
            pieces += _piece("list", lines[opening + 1 : opening + 1 + length], label=label)
        at = opening + 1 + length
    return pieces


def _opening_of_list(lines: Sequence[Marked], at: int, cards: int) -> int:
    """Return the index of the next line that opens a list of other stories, the end where there is none."""
    for index in range(at, len(lines)):
        if lines[index].marker and (cards > index or list_length(lines, index + 1)):
            return index
    return len(lines)


def _story(lines: Sequence[Marked]) -> list[Piece]:
    """Return the story, and the bare headlines below it as stories of their own."""
    end = teasers_at_end(lines)
    foot = [item for item in lines[end:] if not item.is_content]
    story = _piece("story", lines[:end], foot=foot)
    return story + [piece for item in lines[end:] for piece in _piece("teaser", [item])]


def _cards(lines: Sequence[Marked]) -> list[Piece]:
    heads = card_heads(lines)
    if not heads:
        return []
    ends = [*(first for first, _ in heads[1:]), len(lines)]
    found = [
        _piece("card", lines[story:end], lines[first:story]) for (first, story), end in zip(heads, ends, strict=True)
    ]
    return [piece for pieces in found for piece in pieces]


def _piece(
    kind: Kind,
    lines: Sequence[Marked],
    header: Sequence[Marked] = (),
    label: str | None = None,
    foot: Sequence[Marked] = (),
) -> list[Piece]:
    """Return the piece between its first and last line of content, or nothing where there is none."""
    content = [index for index, item in enumerate(lines) if item.is_content]
    if not content:
        return []
    first, last = content[0], content[-1]
    around = (*header, *lines[:first])
    below = (*lines[last + 1 :], *foot)
    return [Piece(kind, tuple(lines[first : last + 1]), around, label, below)]


def _up_to_rest(lines: Sequence[Marked], *, closed: bool = False) -> list[Marked]:
    """Return the lines with everything after a comment box made furniture; ``closed`` says that a story came before."""
    kept: list[Marked] = []
    rest: PageRule | None = None
    for item in lines:
        if item.furniture and item.furniture.reach == "rest" and closed:
            rest = item.furniture
        closed = closed or item.is_content
        kept.append(replace(item, furniture=rest) if rest and item.is_content else item)
    return kept
