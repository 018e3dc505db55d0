"""Rows that are filed and taken out one at a time: which pairs are compared then, and which no longer.

This is :mod:`timeline.merge.candidates` told for a single change. One more row among a million concerns only the rows that it
shares a block with; in the end the same pairs are compared as if all rows had come at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations
from typing import Any, Protocol

from timeline.merge.candidates import LARGEST, NEIGHBOURS, features_of, sentence_block, times_of
from timeline.merge.traits import Traits

__all__ = ["Cabinet", "are_compared", "blocks_of", "concerned"]

Pair = tuple[int, int]


class Cabinet(Protocol):
    """Where rows are filed under their blocks. A row is known by a number; ``place`` is what sorts rows in reading order."""

    def members(self, block: Hashable) -> set[int]:
        """Return the rows that are filed in a block."""
        ...

    def traits(self, row: int) -> Traits:
        """Return what of a row is compared."""
        ...

    def place(self, row: int) -> Any:
        """Return what rows are sorted by to be in reading order."""
        ...


def blocks_of(row: Traits) -> set[Hashable]:
    """Return all blocks that a row is filed in."""
    features = features_of(row)
    whens = [*times_of(row), *(["dated"] if row.is_dated else [])]
    blocks: set[Hashable] = {(row.kind, when, feature) for when in whens for feature in features}
    return blocks | {block for block in (sentence_block(row),) if block}


def concerned(row: int, cabinet: Cabinet) -> tuple[set[int], set[Pair]]:
    """Return with which rows a filed row is compared, and which other pairs are perhaps compared only if it is not filed."""
    partners: set[int] = set()
    others: set[Pair] = set()
    for members, is_divided in _shared_blocks(cabinet.traits(row), cabinet):
        if len(members) == LARGEST + 1:
            others.update(combinations(members - {row}, 2))
        if len(members) <= LARGEST:
            partners |= members
        elif not is_divided:
            _beside(row, sorted(members, key=cabinet.place), partners, others)
    for undated, dated in _undated_and_dated(cabinet.traits(row), cabinet):
        if row in undated:
            _undated_row(row, undated, dated, cabinet, partners, others)
        else:
            _dated_row(row, undated, dated, cabinet, partners, others)
    return partners - {row}, others


def are_compared(one: int, two: int, cabinet: Cabinet) -> bool:
    """Whether two filed rows are compared with each other."""
    for members, is_divided in _shared_blocks(cabinet.traits(one), cabinet, cabinet.traits(two)):
        if two not in members:
            continue
        if len(members) <= LARGEST:
            return True
        if not is_divided:
            ordered = sorted(members, key=cabinet.place)
            if abs(ordered.index(one) - ordered.index(two)) <= NEIGHBOURS:
                return True
    for undated, dated in _undated_and_dated(cabinet.traits(one), cabinet):
        mine, other = (one, two) if one in undated else (two, one)
        if mine in undated and other in dated:
            first = sorted(undated, key=cabinet.place)[:LARGEST]
            if mine in first and other in _window(mine, sorted(dated, key=cabinet.place), cabinet):
                return True
    return False


def _shared_blocks(row: Traits, cabinet: Cabinet, other: Traits | None = None) -> Iterator[tuple[set[int], bool]]:
    """Yield the rows of each block that the row is in (and the other, if given), and whether it is divided into finer ones."""
    features = _features_in_common(row, other)
    for when in times_of(row):
        blocks = {feature: cabinet.members((row.kind, when, feature)) for feature in features}
        for members in blocks.values():
            if len(members) <= LARGEST:
                yield members, False
                continue
            yield members, True
            for one, two in combinations(features, 2):
                yield members & blocks[one] & blocks[two], False
    block = sentence_block(row)
    if block:
        yield cabinet.members(block), False


def _undated_and_dated(row: Traits, cabinet: Cabinet) -> Iterator[tuple[set[int], set[int]]]:
    for one, two in combinations(features_of(row), 2):
        undated = cabinet.members((row.kind, "undated", one)) & cabinet.members((row.kind, "undated", two))
        if undated:
            yield undated, cabinet.members((row.kind, "dated", one)) & cabinet.members((row.kind, "dated", two))


def _features_in_common(row: Traits, other: Traits | None) -> tuple[Hashable, ...]:
    features = features_of(row)
    if other is None:
        return features
    its_own = set(features_of(other))
    return tuple(feature for feature in features if feature in its_own)


def _beside(row: int, ordered: list[int], partners: set[int], others: set[Pair]) -> None:
    """Note the neighbours of a row, and those pairs that it has pushed one too far apart."""
    at = ordered.index(row)
    partners.update(ordered[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1])
    for before in range(max(0, at - NEIGHBOURS), at):
        if before + NEIGHBOURS + 1 < len(ordered):
            others.add((ordered[before], ordered[before + NEIGHBOURS + 1]))


def _window(row: int, dated: list[int], cabinet: Cabinet) -> list[int]:
    near = bisect_left(dated, cabinet.place(row), key=cabinet.place)
    return dated[max(0, near - NEIGHBOURS) : near + NEIGHBOURS]


def _undated_row(
    row: int, undated: Iterable[int], dated: Iterable[int], cabinet: Cabinet, partners: set[int], others: set[Pair]
) -> None:
    waiting = sorted(undated, key=cabinet.place)
    if row not in waiting[:LARGEST]:
        return
    ordered = sorted(dated, key=cabinet.place)
    partners.update(_window(row, ordered, cabinet))
    # the last of those that are compared had its turn before this row came
    others.update((late, other) for late in waiting[LARGEST:][:1] for other in _window(late, ordered, cabinet))


def _dated_row(
    row: int, undated: Iterable[int], dated: Iterable[int], cabinet: Cabinet, partners: set[int], others: set[Pair]
) -> None:
    ordered = sorted(dated, key=cabinet.place)
    without = [other for other in ordered if other != row]
    for one in sorted(undated, key=cabinet.place)[:LARGEST]:
        window = _window(one, ordered, cabinet)
        if row in window:
            partners.add(one)
            others.update((one, other) for other in _window(one, without, cabinet) if other not in window)
