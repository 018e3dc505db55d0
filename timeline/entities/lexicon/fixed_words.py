"""One scan of a text for all the fixed words that patterns begin with: a pattern is tried only where one of its words stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick, Implementation

__all__ = ["FixedWords"]


class FixedWords:
    """Words in groups, found in one pass.

    >>> FixedWords({"sea": ["coast", "gulf"], "land": ["hill"]}).starts("a hill on the gulf coast", 0, 24)
    {'land': [2], 'sea': [14, 19]}
    """

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        pairs = [(word, group) for group, words in groups.items() for word in words]
        self._groups = [group for _, group in pairs]
        words = [word for word, _ in pairs] or ["\0"]
        self._automaton = AhoCorasick(words, store_patterns=False, implementation=Implementation.DFA)

    def starts(self, text: str, start: int, end: int) -> dict[str, list[int]]:
        """Return where in ``text[start:end]`` words of each group begin, in text order; groups that have none are left out."""
        found: dict[str, set[int]] = {}
        groups = self._groups
        for number, at, _ in self._automaton.find_matches_as_indexes(text[start:end], overlapping=True):
            found.setdefault(groups[number], set()).add(start + at)
        return {group: sorted(places) for group, places in found.items()}
