"""Finds the places in a text around which dates may stand: words that dates are made of, and numbers that may be dates."""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick_rs

__all__ = ["AROUND", "Scanner", "flat"]

AROUND = 50
"""How much of a sentence is read around such places, in characters; the longest dates are shorter."""

# Numbers that may be a date by themselves, and shortened years; others only count beside a word that does.
_NUMBERS = re.compile(
    r"[0-9'’`](?:(?<=[0-9])(?:[0-9]{3}|[:/.-][0-9]|[qQ]FY|(?:[sS][tT]|[nN][dD]|[rR][dD]|[tT][hH]|['’]?[sS])\b)|(?<![0-9])[0-9]{2})"
)
_DIGIT = re.compile(r"\d")
# Letters of Western Europe in lower case, and all else as blanks: one byte for each character.
_FLAT = bytes(
    ord(lower) if (lower := chr(code).lower()).isalpha() and len(lower) == 1 and ord(lower) < 256 else 32
    for code in range(256)
)


class Scanner:
    """Looks for words, those of ``beside_numbers`` only where a digit stands near.

    >>> text = "Now, on Friday at 5 p.m., I am here; in 2019 I was not."
    >>> scanner = Scanner(["friday", "p.m.", "am"], beside_numbers=["p.m.", "am"])
    >>> [text[place:].split()[0] for place in scanner.places(text)]
    ['Friday', 'p.m.,', 'am', '2019']
    """

    def __init__(self, words: Iterable[str], *, beside_numbers: Iterable[str] = ()) -> None:
        words, beside = list(words), set(beside_numbers)
        plain = sorted({flat(word).strip() for word in words if _is_flat(word)})
        alone = {flat(word).strip() for word in words if word not in beside}
        self._beside = frozenset(number for number, word in enumerate(plain) if word not in alone)
        self._words = ahocorasick_rs.AhoCorasick(
            [f" {word} " for word in plain],
            matchkind=ahocorasick_rs.MatchKind.Standard,
            store_patterns=False,
            implementation=ahocorasick_rs.Implementation.DFA,
        )
        others = "|".join(re.escape(word) for word in words if not _is_flat(word))
        self._others = re.compile(rf"(?<![^\W\d_])(?:{others})(?![^\W\d_])", re.IGNORECASE) if others else None

    def places(self, text: str) -> list[int]:
        """Return the offsets of what is found, in order."""
        beside = self._beside
        found = [
            start
            for number, start, end in self._words.find_matches_as_indexes(f" {flat(text)} ", overlapping=True)
            if number not in beside or _DIGIT.search(text, max(0, start - AROUND), end + AROUND)
        ]
        found += [match.start() for match in _NUMBERS.finditer(text)]
        if self._others is not None:
            found += [match.start() for match in self._others.finditer(text)]
        found.sort()
        return found


def flat(text: str) -> str:
    """Return a text of the same length with letters in lower case and blanks for all else.

    >>> flat("5 P.M. on São Tomé’s “Day”")
    '  p m  on são tomé s  day '
    """
    return text.encode("latin-1", "replace").translate(_FLAT).decode("latin-1")


def _is_flat(word: str) -> bool:
    """Whether a word can be looked for in a flat text."""
    return all(not character.isalpha() or flat(character).isalpha() for character in word) and not flat(word).isspace()
