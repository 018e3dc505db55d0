"""Which rows people have said to be the same happening, and which not."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Generic, TypeVar

__all__ = ["Ties", "ties_among"]

K = TypeVar("K", bound=Hashable)

Word = tuple[bool, Sequence[Collection[K]]]
"""Whether rows were merged or split, and the parts: all rows of a merge are one part."""


@dataclass(frozen=True, slots=True)
class Ties(Generic[K]):
    """``together``: pairs that are the same, the last said first; ``apart``: pairs that are not; ``rejected``: rows that only
    rejected ones may be together with."""

    together: tuple[tuple[K, K], ...] = ()
    apart: frozenset[frozenset[K]] = field(default_factory=frozenset)
    rejected: frozenset[K] = frozenset()

    def may_be_together(self, ones: Iterable[K], others: Collection[K]) -> bool:
        """Whether nothing that was said keeps two groups of rows apart."""
        ones = list(ones)
        if self.rejected and any(
            (one in self.rejected) != (other in self.rejected) for one in ones[:1] for other in others
        ):
            return False
        return not self.apart or not any(frozenset((one, other)) in self.apart for one in ones for other in others)


def ties_among(words: Iterable[Word[K]], rejected: Iterable[K] = ()) -> Ties[K]:
    """Return what holds of each pair of rows, from what was said in order: the last word on a pair wins.

    >>> ties_among([(True, [["a", "b"]]), (False, [["a"], ["b"]])]).together
    ()
    """
    last: dict[frozenset[K], tuple[bool, tuple[K, K]]] = {}
    for is_merge, parts in words:
        for one, two in _pairs(is_merge, parts):
            if one != two:
                last.pop(frozenset((one, two)), None)  # so that what was said last comes last
                last[frozenset((one, two))] = is_merge, (one, two)
    together = tuple(pair for is_merge, pair in reversed(last.values()) if is_merge)
    apart = frozenset(pair for pair, (is_merge, _) in last.items() if not is_merge)
    return Ties(together, apart, frozenset(rejected))


def _pairs(is_merge: bool, parts: Sequence[Collection[K]]) -> Iterable[tuple[K, K]]:
    if is_merge:
        yield from combinations([row for part in parts for row in part], 2)
    else:
        for mine, others in combinations(parts, 2):
            yield from ((one, other) for one in mine for other in others)
