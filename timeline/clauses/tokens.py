"""Words and marks of a sentence, with what each can be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.clauses.forms import BE, DATE, NAME, OPEN, POSSESSIVE, QUOTE, STOP
from timeline.clauses.lexicon import Lexicon, Token

__all__ = ["Token", "tokenise"]

_TOKENS = re.compile(
    r"[A-Za-zÀ-ɏ]{2,}(?:(?:[-–](?=[A-Za-zÀ-ɏ\d]))[A-Za-zÀ-ɏ\d]+)*"  # most are such words: they are tried first
    r"|(?:[A-Z]\.){2,}(?:-[A-Za-z]+)?|\b[ap]\.m\.|[A-Za-zÀ-ɏ]+(?:(?:[-–](?=[A-Za-zÀ-ɏ\d]))[A-Za-zÀ-ɏ\d]+)*"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\d[\d.,:]*(?:-[A-Za-z]+)+|\d[\d.,:]*\d|\d|[$€£¥]|\S"
)
_IS_OPEN = ("it", "he", "she", "that", "there", "what", "who", "here")


def tokenise(
    text: str, start: int, end: int, lexicon: Lexicon, dates: Sequence[tuple[int, int]]
) -> tuple[list[Token], list[str]]:
    """Return the words, marks and dates of ``text[start:end]``, and how each is written; each date counts as one word."""
    written: list[str] = []
    dated: list[int] = []
    at = start
    for first, last in (*sorted(dates), (end, end)):
        if first < at:
            continue
        written += _TOKENS.findall(text, at, min(first, end))
        if first < end:
            dated.append(len(written))
            written.append(text[first:last])
        at = last
    tokens = list(map(lexicon.seen.__getitem__, written))
    for number in dated:
        tokens[number] = Token(written[number].lower(), DATE, "<date>")
    for number, token in enumerate(tokens):
        if token.flags & OPEN:
            tokens[number] = _decided(token, tokens[number - 1] if number else None)
    return tokens, written


def _decided(token: Token, before: Token | None) -> Token:
    """Return a word that its neighbour decides on: an apostrophe, or a capital that makes a name anywhere but at the head."""
    flags = token.flags & ~OPEN
    if token.word[0] in "'’":
        open_is = len(token.word) > 1 and before is not None and before.word in _IS_OPEN
        return Token(token.word, BE, "be") if open_is else Token(token.word, POSSESSIVE, token.word)
    named = before is not None and not before.flags & (STOP | QUOTE)
    return Token(token.word, flags | NAME if named else flags, token.lemma)
