"""Which rows are compared at all: those of one kind that share a date and at least one trait.

Rows are put into blocks by kind, date and trait. A block that grows beyond what can be compared pairwise is divided by a second
trait, and what is still too large is compared with its neighbours in reading order only: cost stays about linear.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import chain, combinations

from timeline.merge.traits import Traits

__all__ = ["LARGEST", "NEIGHBOURS", "candidate_pairs", "features_of", "sentence_block", "times_of"]

Features = tuple[Hashable, ...]

LARGEST = 40
"""Rows of a block that are all compared with one another."""
NEIGHBOURS = 12
"""Rows that follow in reading order with which a row of an undividable block is compared."""


def candidate_pairs(traits: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions, the lower first, each once."""
    features = [features_of(row) for row in traits]
    seen: set[int] = set()
    size = len(traits)
    for one, two in chain(_within_blocks(traits, features), _undated_with_dated(traits, features)):
        first, second = (one, two) if one < two else (two, one)
        if (key := first * size + second) not in seen:
            seen.add(key)
            yield first, second


def _within_blocks(traits: Sequence[Traits], features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    alike: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, row in enumerate(traits):
        for when in times_of(row):
            for feature in features[number]:
                blocks[row.kind, when, feature].append(number)
        if block := sentence_block(row):
            alike[block].append(number)
    for members in blocks.values():
        yield from _pairs(members, features)
    for members in alike.values():
        yield from _neighbours(members)


def _undated_with_dated(traits: Sequence[Traits], features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Yield an undated row with the dated ones that share two traits with it, in reading order up to a limit."""
    undated: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, row in enumerate(traits):
        if not row.is_dated:
            for pair in combinations(features[number], 2):
                undated[row.kind, pair].append(number)
    dated: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, row in enumerate(traits):
        if row.is_dated:
            for pair in combinations(features[number], 2):
                if (row.kind, pair) in undated:
                    dated[row.kind, pair].append(number)
    for key, members in dated.items():
        for one in undated[key][:LARGEST]:
            near = bisect_left(members, one)
            yield from ((one, two) for two in members[max(0, near - NEIGHBOURS) : near + NEIGHBOURS])


def _pairs(members: list[int], features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    if len(members) < 2:
        return
    if len(members) <= LARGEST:
        yield from combinations(members, 2)
        return
    finer: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number in members:
        for pair in combinations(features[number], 2):
            finer[pair].append(number)
    for group in finer.values():
        yield from _neighbours(group)


def _neighbours(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield all pairs of a group, or those that are close to each other when it is too large for that."""
    reach = len(group) if len(group) <= LARGEST else NEIGHBOURS
    yield from ((one, two) for at, one in enumerate(group) for two in group[at + 1 : at + 1 + reach])


def times_of(row: Traits) -> Iterator[Hashable]:
    """Yield the dates under which a row is filed: its own span, and the month and year if it is finer or as coarse."""
    if not row.is_dated:
        yield "undated"
        return
    yield row.first, row.last
    if row.first is None or row.last is None or row.days > 366:
        return
    if row.days <= 31:
        for day in {row.first.replace(day=1), row.last.replace(day=1)}:
            yield "month", day
    yield from (("year", year) for year in {row.first.year, row.last.year})


def features_of(row: Traits) -> Features:
    """Return the traits under which a row is filed, in an order that rows with the same traits have in common."""
    places = row.points | row.regions or row.countries
    found: list[Hashable] = [("in", row.source)]
    found += [("who", actor) for actor in sorted(row.actors)]
    found += [("at", place) for place in sorted(places)]
    found += [("what", word) for word in sorted(row.trigger)]
    return tuple(found)


def sentence_block(row: Traits) -> Hashable:
    """Return the block of those with the same sentence, None where it is too short to tell."""
    return (row.kind, "sentence", row.sentence) if len(row.sentence) > 40 else None
