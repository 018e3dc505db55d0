"""The spans of an article that report nothing: page furniture, the title told again, paragraphs that come twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.reading.cutting import Piece
from timeline.reading.page_rules import PageRules
from timeline.reading.publication import stamp_lines

__all__ = ["furniture_spans"]

_CAPITAL = re.compile(r"[\"“‘(]*[A-Z]")
_SENTENCE_START = re.compile(r"[.!?][\"”’)]*\s*(?=[\"“‘(]*[A-Z])")
_KEY = 70
"""Letters by which a paragraph is known again; shorter lines are compared whole."""


def furniture_spans(text: str, piece: Piece, rules: PageRules) -> tuple[tuple[int, int], ...]:
    """Return the furniture within a piece as sorted spans that do not overlap."""
    spans = [(item.line.start, item.line.end) for item in piece.lines if not item.is_content]
    spans += [(line.start, line.end) for line in stamp_lines(piece, rules) if line.start > piece.start]
    spans = [(start, end) for start, end in spans if piece.start <= start and end <= piece.end]
    spans += _told_twice(piece)
    spans += rules.furniture_parts(text, piece.start, piece.end)
    return _united(spans)


def _told_twice(piece: Piece) -> Iterator[tuple[int, int]]:
    """Yield lines that were in the article before, whole or as part of a longer paragraph."""
    seen: set[str] = set()
    for item in piece.lines:
        if not item.is_content:
            continue
        words = item.line.bare.lower()
        if len(words) >= 25 and words[:_KEY] in seen:
            yield item.line.start, item.line.end
            continue
        seen.add(words[:_KEY])
        if len(words) > _KEY:
            bare = item.line.bare
            starts = [0] if _CAPITAL.match(bare) else []
            starts += [match.end() for match in _SENTENCE_START.finditer(bare)]
            seen.update([words[at : at + _KEY] for at in starts if len(words) - at >= _KEY])


def _united(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)
