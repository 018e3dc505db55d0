"""The lines of a page with their places, and what kind of line each looks like."""

from __future__ import annotations

import re
from dataclasses import field

from timeline.records import inner_record

__all__ = ["Line", "looks_like_headline", "looks_like_prose", "page_lines", "plain_words"]

_LINE = re.compile(r"[^\r\n]+")
_STOPS = tuple(".!?…")
_CLOSING = "\"”’'»)]"
"""What may stand behind the stop at the end of a sentence."""
_FULL_STOP = re.compile(r"(?<!\.)\.[\"”’'»)\]]+$")
_SENTENCE_BREAK = re.compile(r"[a-z0-9)\"”’][.!?][\"”’)]*\s+[\"“‘(]*[A-Z]")
_BULLET = re.compile(r"[•*·▪◦‣-]\s")
_MARKDOWN = re.compile(r"#{1,6}\s+|\*\*|__")
_NOT_WORDS = re.compile(r"[\W_]+")


@inner_record(frozen=True, slots=True)
class Line:
    """One line that is not blank: ``text`` is ``document.text[start:end]``, trimmed; ``gap`` blank lines come before it."""

    start: int
    end: int
    text: str
    gap: int = 0
    bare: str = field(init=False, repr=False, compare=False)
    """The text without Markdown's marks for headings."""

    def __post_init__(self) -> None:
        text = self.text
        bare = (_MARKDOWN.sub("", text).strip() or text) if text[0] in "#*_" else text
        object.__setattr__(self, "bare", bare)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def page_lines(text: str) -> list[Line]:
    """Return the lines that are not blank, in order.

    >>> [(line.start, line.text, line.gap) for line in page_lines("One\\r\\n\\r\\n  Two")]
    [(0, 'One', 0), (9, 'Two', 1)]
    """
    lines: list[Line] = []
    behind = 0
    for match in _LINE.finditer(text):
        line = match[0]
        words = line.strip("\ufeff \t\u00a0\u200b\f\v")
        if not words:
            continue
        start = match.start() + line.index(words)
        gap = max(0, text.count("\n", behind, start) - 1) if lines else 0
        lines.append(Line(start, start + len(words), words, gap))
        behind = match.end()
    return lines


def looks_like_headline(line: Line) -> bool:
    """Whether a line may be a title: four to thirty words, one sentence at most, no full stop.

    >>> looks_like_headline(Line(0, 36, "Rebels retake hill after long battle"))
    True
    """
    text = line.bare
    if (
        len(text) > 220
        or text[-1] in ".,;:"
        or not 4 <= line.words <= 32
        or _BULLET.match(text)
        or (text[-1] in _CLOSING and _FULL_STOP.search(text))
    ):
        return False
    return (text[0].isupper() or text[0].isdigit() or not text[0].isalnum()) and not _SENTENCE_BREAK.search(text)


def looks_like_prose(line: Line) -> bool:
    """Whether a line is a paragraph of running text.

    >>> looks_like_prose(Line(0, 62, "Rebels retook the hill on Monday after a battle of three days."))
    True
    """
    return (
        len(line.text.split(None, 8)) == 9  # nine words or more, without parting a long paragraph into all of them
        and (line.text.rstrip(_CLOSING)[-1:] in _STOPS or _SENTENCE_BREAK.search(line.text) is not None)
        and not is_cut_off(line)
    )


def is_cut_off(line: Line) -> bool:
    """Whether a line ends in dots, as the beginnings of other stories do."""
    return line.text.endswith(("...", "…"))


def plain_words(text: str) -> str:
    """Return the words in lower case with single blanks, so that texts can be compared.

    >>> plain_words("  “Hold the hill”, he said. ")
    'hold the hill he said'
    """
    return _NOT_WORDS.sub(" ", text).strip().lower()
