"""Words and marks of a sentence, with what each can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from timeline.clauses.forms import DATE, OPEN, QUOTE, STOP
from timeline.clauses.lexicon import Lexicon, Token

__all__ = ["Token", "tokenise"]

_IS_OPEN = ("it", "he", "she", "that", "there", "what", "who", "here")
"""Words behind which an apostrophe stands for "is"."""


def tokenise(
    text: str, start: int, end: int, lexicon: Lexicon, dates: Sequence[tuple[int, int]]
) -> tuple[list[Token], list[int]]:
    """Return the words, marks and dates of ``text[start:end]``, and what each can be; each date counts as one word."""
    seen = lexicon.seen.__getitem__
    tokens: list[Token] = []
    at = start
    for first, last in sorted(dates) if dates else ():
        if first < at or first >= end:
            continue
        tokens.extend(chain.from_iterable(map(seen, text[at:first].split())))
        written = text[first:last]
        tokens.append(Token(written.lower(), DATE, "<date>", written))
        at = last
    if at < end:
        tokens.extend(chain.from_iterable(map(seen, text[at:end].split())))
    flags = [token.flags for token in tokens]
    number = -1
    for _ in range(flags.count(OPEN)):
        number = flags.index(OPEN, number + 1)
        token = tokens[number] = _decided(tokens[number], tokens[number - 1] if number else None)
        flags[number] = token.flags
    return tokens, flags


def _decided(token: Token, before: Token | None) -> Token:
    """Return a word that its neighbour decides on: an apostrophe, or a capital that makes a name anywhere but at the head."""
    assert token.either is not None
    if token.word[0] in "'’":
        first = before is not None and before.word in _IS_OPEN
    else:
        first = before is not None and not before.flags & (STOP | QUOTE)
    return token.either[0 if first else 1]
