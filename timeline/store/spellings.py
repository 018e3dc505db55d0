"""Names that newspapers spell in several ways, made equal for the search: Badakhshan and Badakshan, Khorasan and Khurasan."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.gazetteer.folding import fold

__all__ = ["names_in", "one_spelling"]

_NAME = re.compile(r"\b[A-Z]\w*(?:'\w+)*")
_SHORTEST = 4
"""Letters below which different names would become the same."""
_POSSESSIVE = re.compile(r"'s?$")
_SILENT = re.compile(r"(?<=[bcdfgjklmnprstvxz])h|'")
_ALIKE = str.maketrans("eouyqw", "auuikv")
_DOUBLED = re.compile(r"(.)\1+")


def names_in(text: str) -> str:
    """Return the words of a text that are written with a capital, each once and in one spelling, parted by blanks."""
    found = (one_spelling(name) for name in dict.fromkeys(_NAME.findall(fold(text))))
    return " ".join(dict.fromkeys(name for name in found if name))


@lru_cache(maxsize=50_000)
def one_spelling(name: str) -> str:
    """Return what the usual ways to write a name in Latin letters have in common; nothing for very short names.

    >>> one_spelling("Badakhshan") == one_spelling("Badakshan"), one_spelling("Daraa") == one_spelling("Dera'a")
    (True, True)
    >>> one_spelling("Kabul") == one_spelling("Kabila"), one_spelling("UN")
    (False, '')
    """
    plain = _POSSESSIVE.sub("", fold(name).lower())
    if sum(letter.isalpha() for letter in plain) < _SHORTEST:
        return ""
    rest = _SILENT.sub("", plain.replace("ph", "f").translate(_ALIKE))
    return _DOUBLED.sub(r"\1", rest)
