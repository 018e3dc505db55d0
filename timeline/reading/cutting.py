"""Where one story on a page ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from timeline.reading.lines import Line, is_cut_off, looks_like_headline, looks_like_prose, plain_words
from timeline.reading.page_rules import PageRule, PageRules

__all__ = ["LONGEST_STAMP", "Kind", "Marked", "Piece", "cut"]

Kind = Literal["story", "card", "list", "teaser"]

_INNER_LIST = PageRule("list of other stories", "line", re.compile("(?!)"))
LONGEST_STAMP = 160
"""Characters beyond which a line is not one that states the day of publication."""
_DIGIT = re.compile(r"\d")
_TITLE_REACH = 12
"""Lines within which a page repeats a story's title under its buttons."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with the furniture rule that takes it, if one does, and whether it opens a list of other stories."""

    line: Line
    furniture: PageRule | None = None
    marker: bool = False
    is_prose: bool = False
    is_headline: bool = False
    may_state_day: bool = False

    @property
    def is_content(self) -> bool:
        """Whether it may belong to a story."""
        return self.furniture is None and not self.marker


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
    marked = _mark(lines, rules)
    pieces: list[Piece] = []
    begins = sorted({0, *_beginnings(marked, rules)})
    for first, after in zip(begins, [*begins[1:], len(marked)], strict=True):
        pieces += _pieces(marked[first:after], rules)
    return pieces


def _mark(lines: Sequence[Line], rules: PageRules) -> list[Marked]:
    """Return every line with what it is. Furniture that takes a paragraph goes on to the next blank line."""
    marked: list[Marked] = []
    running: PageRule | None = None
    for line in lines:
        marker = rules.is_marker(line.text)
        own = None if marker else rules.furniture_of(line.text)
        prose = looks_like_prose(line)
        if line.gap or own or marker or prose:
            running = None
        dated = len(line.text) <= LONGEST_STAMP and _DIGIT.search(line.text) is not None
        marked.append(Marked(line, own or running, marker, prose, looks_like_headline(line), dated))
        if own and own.reach == "paragraph":
            running = own
    return marked


def _beginnings(marked: Sequence[Marked], rules: PageRules) -> Iterator[int]:
    """Yield the indexes of lines that begin a story of their own."""
    prose, closed, carded = 0, False, False
    for index, item in enumerate(marked):
        carded = carded or (item.marker and _cards_at(marked, index + 1))
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


def _pieces(marked: Sequence[Marked], rules: PageRules) -> list[Piece]:
    """Return a story with the cards and headlines that follow it on its stretch of the page."""
    pieces: list[Piece] = []
    rest = _inner_lists_hidden(list(marked))
    at = _opening_of_list(rest)
    story, others = (rest, []) if at is None else (rest[:at], rest[at:])
    story, teasers = _without_teasers(_up_to_rest(story))
    foot = [item for item in rest if teasers and not item.is_content and item.line.start > teasers[0].line.start]
    pieces += _piece("story", story, foot=foot)
    pieces += [piece for item in teasers for piece in _piece("teaser", [item])]
    if others:
        pieces += _others(others, rules)
    return pieces


def _piece(
    kind: Kind,
    marked: Sequence[Marked],
    header: Sequence[Marked] = (),
    label: str | None = None,
    foot: Sequence[Marked] = (),
) -> list[Piece]:
    """Return the piece between its first and last line of content, or nothing where there is none."""
    content = [index for index, item in enumerate(marked) if item.is_content]
    if not content:
        return []
    first, last = content[0], content[-1]
    around = (*header, *marked[:first])
    below = (*marked[last + 1 :], *foot)
    return [Piece(kind, tuple(marked[first : last + 1]), around, label, below)]


def _up_to_rest(marked: Sequence[Marked]) -> list[Marked]:
    """Return the lines with everything after a comment box made furniture."""
    kept: list[Marked] = []
    rest: PageRule | None = None
    for item in marked:
        if item.furniture and item.furniture.reach == "rest" and any(other.is_content for other in kept):
            rest = item.furniture
        kept.append(replace(item, furniture=rest) if rest and item.is_content else item)
    return kept


def _without_teasers(marked: list[Marked]) -> tuple[list[Marked], list[Marked]]:
    """Split off a run of three or more bare headlines, or beginnings of stories cut off by dots, at the end."""
    content = [index for index, item in enumerate(marked) if item.is_content]
    run = 0
    for index in reversed(content):
        if not _is_teaser(marked[index]):
            break
        run += 1
    body = [marked[index] for index in content[: len(content) - run]]
    if run < 3 or sum(item.is_prose for item in body) < 2 or not body[-1].is_prose:
        return marked, []
    first = content[len(content) - run]
    return marked[:first], [item for item in marked[first:] if item.is_content]


def _is_teaser(item: Marked) -> bool:
    line = item.line
    return line.words >= 5 and ((item.is_headline and line.text[0] != "#") or is_cut_off(line))


def _opening_of_list(marked: Sequence[Marked]) -> int | None:
    """Return the index of the line that opens a list of other stories, None where the page has none.

    A heading like "Related Coverage" in the middle of a story, after which the story goes on, opens nothing.
    """
    for index, item in enumerate(marked):
        if item.marker and (_cards_at(marked, index + 1) or _list_at(marked, index + 1)):
            return index
    return None


def _inner_lists_hidden(marked: list[Marked]) -> list[Marked]:
    """Return the lines with lists of other stories made furniture where the story goes on after them."""
    prose = False
    for index, item in enumerate(marked):
        prose = prose or (item.is_content and item.is_prose)
        if not (prose and item.marker) or _cards_at(marked, index + 1):
            continue
        after = index + 1 + _list_at(marked, index + 1)
        following = next((other for other in marked[after:] if other.is_content), None)
        if (
            after > index + 1
            and following is not None
            and following.is_prose
            and not _is_one_sentence_list(marked, index)
        ):
            marked[index:after] = [replace(other, furniture=_INNER_LIST, marker=False) for other in marked[index:after]]
    return marked


def _is_one_sentence_list(marked: Sequence[Marked], index: int) -> bool:
    """Whether whole sentences, not titles, follow a marker: then nothing tells the list from the story."""
    listed = [item for item in marked[index + 1 : index + 1 + _list_at(marked, index + 1)] if item.is_content]
    return all(item.is_prose for item in listed)


def _others(marked: Sequence[Marked], rules: PageRules) -> list[Piece]:
    """Return what follows a marker: cards with a header each, or one list of teasers."""
    label, body = marked[0].line.text, _up_to_rest(marked[1:])
    heads = _card_heads(body)
    if not heads:
        listed = _list_at(marked, 1)
        return _piece("list", body[:listed], label=label.rstrip(":")) + _pieces(body[listed:], rules) if listed else []
    pieces: list[Piece] = []
    for (first, story), (after, _) in zip(heads, [*heads[1:], (len(body), 0)], strict=True):
        pieces += _piece("card", body[story:after], body[first:story])
    return pieces


def _cards_at(marked: Sequence[Marked], index: int) -> bool:
    return bool(_card_heads(marked[index:]))


def _card_heads(marked: Sequence[Marked]) -> list[tuple[int, int]]:
    """Return (first header line, title line) of every card: a clock or date line, short lines around it, then a title."""
    heads: list[tuple[int, int]] = []
    for index, item in enumerate(marked):
        if not (item.furniture and item.furniture.name == "page clock"):
            continue
        first = index
        while first and marked[first - 1].line.words <= 5 and not marked[first].line.gap:
            first -= 1
        title = _below_header(marked, first, index)
        if title < len(marked) and title - index <= 4:
            heads.append((first, title))
    return heads


def _below_header(marked: Sequence[Marked], first: int, clock: int) -> int:
    """Return the index of the first line under a card's clock that is not its publisher's name again."""
    names = {plain_words(item.line.text) for item in marked[first:clock]}
    title = clock + 1
    while title < len(marked):
        item = marked[title]
        if item.is_content and item.line.words > 3 and plain_words(item.line.text) not in names:
            break
        title += 1
    return title


def _list_at(marked: Sequence[Marked], index: int) -> int:
    """Return how many lines from ``index`` on are a list of other stories: two or more titles, or single sentences."""
    count = reach = 0
    first: Marked | None = None
    spaced = False
    for at, item in enumerate(marked[index:], 1):
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
