"""The words for the sides of a civil war that have no name of their own."""

from __future__ import annotations

import re

from timeline.entities.lexicon.lists import Lists, any_of

__all__ = ["SideWords"]

_SIDES = {"rebels": "rebel nouns", "separatists": "separatist nouns", "opposition": "opposition nouns",
          "kurds": "Kurdish nouns"}  # fmt: skip
"""The list of names.toml by the flag that an actor has in actors.csv."""


class SideWords:
    """``patterns`` find the words of each side; ``no_sides`` are the words after them by which they are none."""

    def __init__(self, lists: Lists) -> None:
        men = any_of(lists["men of sides"])
        self.patterns = {
            flag: re.compile(rf"(?<![\w-])(?i:{_words(lists[listed], men)})(?![\w-])")
            for flag, listed in _SIDES.items()
        }
        self.holders = {
            flag: re.compile(
                rf"(?<![\w-])(?i:{any_of(_as_adjectives(lists[listed]))})(?=-(?:held|controlled|occupied|ruled)\b)"
            )
            for flag, listed in _SIDES.items()
        }
        """Who holds what is told of: "rebel-held"."""
        self.no_sides = lists["after no side"]


def _words(nouns: frozenset[str], men: str) -> str:
    """Return a pattern for the nouns, and for what only says whose men they are: rebels, rebel fighters."""
    return rf"{any_of(nouns)}|(?:{any_of(_as_adjectives(nouns))}) (?:{men})"


def _as_adjectives(nouns: frozenset[str]) -> frozenset[str]:
    """Return the nouns as they stand before another noun: rebel, opposition."""
    return frozenset(noun.removesuffix("s") for noun in nouns)
