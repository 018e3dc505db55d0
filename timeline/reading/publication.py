"""What a page says about one of its articles: the title, the publisher, and the day it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.reading.cutting import Piece
from timeline.reading.lines import Line
from timeline.reading.marking import Marked
from timeline.reading.page_rules import PageRule, PageRules

__all__ = ["PageDay", "Stated", "page_day", "publisher_of", "stamp_lines", "stated_day", "title_of"]

_CLOCK = re.compile(
    r"(?P<number>\d{1,3}|an?|one|two|three)\s?(?P<unit>s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?) ago",
    re.I,
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_SECTION = re.compile(r"^(?:[A-Z][\w&]*(?: [A-Z&][\w]*){0,3})\s?\|\s?(?=\S)")
_LABEL = re.compile(r"^(?:title|headline)\s?:\s*", re.I)
_SENTENCE = re.compile(r"\w [\w ,]*\w[.!?][)\"”’]?$")
_HEADINGS = 3
"""Different days on lines of their own from which a text is a chronology."""
_FEWEST_HEADINGS, _BESIDE = 2, 2
_HEAD = 3
"""Paragraphs of prose after which a page no longer speaks about the article as a whole."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The day that a page states for an article, the words that state it, and where they stand."""

    day: date
    words: str
    says: str


@dataclass(frozen=True, slots=True)
class PageDay:
    """The day a page was saved, known from a card that shows both a clock and a date: ``words`` are that card's."""

    day: date
    words: str

    def of(self, piece: Piece) -> Stated | None:
        """Return the day of another card on the page that shows only a clock, such as "5 hours ago"."""
        clock = _clock(piece) if piece.kind == "card" else None
        if clock is None:
            return None
        words, days = clock
        return Stated(
            self.day - timedelta(days=days), words, f"“{words}”, counted from the page's day {self.day} ({self.words})"
        )


def page_day(pieces: Sequence[Piece], stated: Sequence[Stated | None]) -> PageDay | None:
    """Return the day the page was saved, if a card with its own date also shows how long ago that was; else None."""
    for piece, own in zip(pieces, stated, strict=True):
        clock = _clock(piece) if own and piece.kind == "card" else None
        if own and clock:
            return PageDay(own.day + timedelta(days=clock[1]), f"a story of {own.day} is “{clock[0]}”")
    return None


def _clock(piece: Piece) -> tuple[str, int] | None:
    """Return the words of a card's clock and how many days back it is."""
    for item in piece.header:
        if match := _CLOCK.search(item.line.text):
            number = _NUMBERS.get(match["number"].lower()) or int(match["number"])
            return match.group(), number if match["unit"].lower().startswith("d") else 0
    return None


def stated_day(piece: Piece, rules: PageRules) -> Stated | None:
    """Return the day that the page states for an article, None where it states none."""
    if piece.kind in ("list", "teaser"):
        return None
    places = _Places(piece, rules)
    for rule in rules.published:
        for line in places.of(rule):
            if found := rule.day(line.bare):
                words = line.text if len(line.text) <= 100 else found[1]
                return Stated(found[0], words, f"{rule.says}: “{words}”")
    return None


def stamp_lines(piece: Piece, rules: PageRules) -> list[Line]:
    """Return the lines that do nothing but state when the article was published."""
    places = _Places(piece, rules)
    stamps = (
        line for rule in rules.published if rule.reach == "line" for line in places.of(rule) if rule.day(line.bare)
    )
    return list({line.start: line for line in stamps}.values())


class _Places:
    """The lines of a piece where a day of publication may stand: near its title, and for some rules at its foot."""

    def __init__(self, piece: Piece, rules: PageRules) -> None:
        head = [*piece.header, *_head(piece)]
        foot = [*_foot(piece), *piece.foot]
        self.title = [piece.lines[0].line] if piece.lines[0].may_state_day else []
        self.dateline = [item.line for item in piece.lines if item.is_prose][:1]
        self.head = _stamped(head, rules)
        self.explicit = [*self.head, *_stamped(foot, rules)]
        bare = list(_bare(head, rules))
        self.bare = [] if bare and _is_chronology(piece, rules) else bare

    def of(self, rule: PageRule) -> list[Line]:
        """Return the lines where a rule looks."""
        if rule.reach == "title":
            return self.title
        if rule.reach == "dateline":
            return self.dateline
        if rule.at_foot:
            return self.explicit
        return self.head if rule.beside_title else self.bare


def _stamped(items: Sequence[Marked], rules: PageRules) -> list[Line]:
    """Return the lines that say when something was published, as far as the words of a line alone tell."""
    return [item.line for item in items if item.may_state_day and rules.may_stamp(item.line.bare)]


def _bare(items: Sequence[Marked], rules: PageRules) -> Iterator[Line]:
    """Yield the lines on which a date alone counts: no furniture but what is beside a title, not broken off in mid-sentence."""
    for item, after in zip(items, (*items, None)[1:], strict=True):
        if not item.may_state_day or not (item.furniture is None or item.furniture.beside_title):
            continue
        broken_off = after is not None and not after.line.gap and after.line.text[0].islower()
        if not broken_off and rules.may_stamp(item.line.bare):
            yield item.line


def _is_chronology(piece: Piece, rules: PageRules) -> bool:
    """Whether days stand as headings all through the text: then none of them is the day of publication."""
    dated = [
        number
        for number, item in enumerate(piece.lines)
        if item.may_state_day and not item.is_prose and rules.may_stamp(item.line.bare)
    ]
    if len(dated) < _FEWEST_HEADINGS:
        return False
    bare = [rule for rule in rules.published if rule.reach == "line" and not (rule.beside_title or rule.at_foot)]
    days = {number: found[0] for number in dated for rule in bare if (found := rule.day(piece.lines[number].line.bare))}
    count = len(set(days.values()))
    return count >= _HEADINGS or (count == _FEWEST_HEADINGS and _parts_prose(piece, max(days)))


def _parts_prose(piece: Piece, number: int) -> bool:
    """Whether a line stands right between two lines of whole sentences, as no line above a story does."""
    beside = piece.lines[number - 1 : number] + piece.lines[number + 1 : number + 2]
    return len(beside) == _BESIDE and all(item.is_prose or _SENTENCE.search(item.line.text) for item in beside)


def _head(piece: Piece) -> Iterator[Marked]:
    prose = 0
    for item in piece.lines:
        prose += item.is_content and item.is_prose
        if prose > _HEAD:
            return
        yield item


def _foot(piece: Piece) -> Iterator[Marked]:
    for item in reversed(piece.lines):
        if item.is_content and item.is_prose:
            return
        yield item


def title_of(piece: Piece, rules: PageRules) -> str | None:
    """Return the article's title without the site's name, section and date; None where its first line is no title."""
    if piece.kind == "list":
        return piece.label
    line = _title_line(piece)
    if line is None:
        return None
    title = _LABEL.sub("", line.bare)
    for rule in (*rules.published, *rules.publisher):
        if rule.reach == "title" and (match := rule.match(title)):
            title = title[: match.start()]
    return _SECTION.sub("", title).strip() or None


def _title_line(piece: Piece) -> Line | None:
    """Return the first line that looks like a title, unless text comes before; labels of a section may."""
    for item in piece.lines[:5]:
        marked_up = item.line.text[0] == "#" and item.line.words > 1
        if item.is_content and (
            item.is_headline or marked_up or piece.kind == "teaser" or _LABEL.match(item.line.text)
        ):
            return item.line
        if item.is_content and (item.is_prose or item.line.words > 4):
            return None
    return None


def publisher_of(piece: Piece, rules: PageRules) -> str | None:
    """Return the publisher that the page states for an article, None where it states none."""
    for rule in rules.publisher:
        for line in _publisher_places(piece, rule.reach):
            if match := rule.match(line.text):
                return match["publisher"].strip()
    return _card_publisher(piece)


def _publisher_places(piece: Piece, reach: str) -> Iterator[Line]:
    if reach == "title":
        yield piece.lines[0].line
    elif reach == "dateline":
        yield from [item.line for item in piece.lines if item.is_prose][:1]
    else:
        yield from (item.line for item in (*piece.lines, *piece.foot) if not item.is_content)


def _card_publisher(piece: Piece) -> str | None:
    """Return the name above a card's clock."""
    if piece.kind != "card":
        return None
    headings = (item.line.text for item in piece.header)
    names = (words.lstrip("-–— ").strip() for words in headings if not _CLOCK.search(words))
    return next((name for name in names if name), None)
