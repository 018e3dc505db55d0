"""Words and marks of a sentence, with what each can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.clauses.forms import BE, COMMA, DATE, NAME, NOUN, OPENING, POSSESSIVE, QUOTE, STOP, VERB
from timeline.clauses.lexicon import Lexicon

__all__ = ["Token", "tokenise"]

_TOKENS = re.compile(
    r"(?:[A-Z]\.){2,}(?:-[A-Za-z]+)?|\b[ap]\.m\.|[A-Za-zÀ-ɏ]+(?:(?:[-–](?=[A-Za-zÀ-ɏ\d]))[A-Za-zÀ-ɏ\d]+)*"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\d[\d.,:]*(?:-[A-Za-z]+)+|\d[\d.,:]*\d|\d|[$€£¥]|\S"
)
_MARKS = {
    **dict.fromkeys(",)]", COMMA),
    **dict.fromkeys("([", COMMA | OPENING),
    **dict.fromkeys(";:—–-|.!?•…*#", STOP),
    **dict.fromkeys('“”"‘', QUOTE),
}
_APOSTROPHES = frozenset(("'s", "’s", "'", "’"))
_IS_OPEN = ("it", "he", "she", "that", "there", "what", "who", "here")


@dataclass(slots=True)
class Token:
    """One word, mark or date of the sentence: offsets in the text, lower-cased word, what it can be, base form."""

    start: int
    end: int
    word: str
    flags: int
    lemma: str


def tokenise(text: str, start: int, end: int, lexicon: Lexicon, dates: Sequence[tuple[int, int]]) -> list[Token]:
    """Return the words, marks and dates of ``text[start:end]``; each date counts as one word."""
    tokens: list[Token] = []
    at = start
    for first, last in (*sorted(dates), (end, end)):
        if first < at:
            continue
        _plain_tokens(text, at, min(first, end), lexicon, tokens)
        if first < end:
            tokens.append(Token(first, last, text[first:last].lower(), DATE, "<date>"))
        at = last
    return tokens


def _plain_tokens(text: str, start: int, end: int, lexicon: Lexicon, tokens: list[Token]) -> None:
    seen, read, marks = lexicon.seen, lexicon.read, _MARKS
    add = tokens.append
    for found in _TOKENS.finditer(text, start, end):
        raw = found[0]
        first, last = found.span()
        mark = marks.get(raw)
        if mark is not None:
            add(Token(first, last, raw, mark, raw))
            continue
        word, flags, lemma = seen.get(raw) or read(raw)
        if word[0] in "'’":
            if word in _APOSTROPHES:
                open_is = len(word) > 1 and tokens and tokens[-1].word in _IS_OPEN
                flags, lemma = (BE, "be") if open_is else (POSSESSIVE, word)
        elif flags & (VERB | NOUN) and raw[0].isupper() and tokens and not tokens[-1].flags & (STOP | QUOTE):
            flags |= NAME
        add(Token(first, last, word, flags, lemma))
