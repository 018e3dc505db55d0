"""Which rows are compared at all: those of one kind that share a date and at least one trait.

Rows are put into blocks by kind, date and trait. A block that grows beyond what can be compared pairwise is divided by a second
trait, and what is still too large is compared with its neighbours in reading order only: cost stays about linear.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

from timeline.merge.traits import Traits

__all__ = ["LARGEST", "NEIGHBOURS", "candidate_pairs", "features_of", "sentence_block", "times_of"]

LARGEST = 40
"""Rows of a block that are all compared with one another."""
NEIGHBOURS = 12
"""Rows that follow in reading order with which a row of an undividable block is compared."""

_NEVER = 10_000_000
"""An ordinal later than that of any day."""
_NAMES = 3
"""Names that only the sentence knows, by which a row is filed that has no town and nobody who did it."""


def candidate_pairs(traits: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions, the lower first, each once, without those whose dates have no day in common."""
    number_of = _Numbers()
    features = [[number_of[row.kind, feature] for feature in features_of(row)] for row in traits]
    pairs = _Pairs(traits)
    _within_blocks(traits, features, pairs)
    _undated_with_dated(traits, features, pairs)
    size = len(traits)
    return ((key // size, key % size) for key in pairs.found)


class _Numbers(dict[Hashable, int]):
    """A number for each thing that is asked for: quicker to look up again and again than the thing."""

    def __missing__(self, thing: Hashable) -> int:
        self[thing] = number = len(self)
        return number


class _Pairs:
    """The pairs that were found to be compared, each as one number."""

    def __init__(self, traits: Sequence[Traits]) -> None:
        self.found: set[int] = set()
        self._size = len(traits)
        self._begins = [row.first.toordinal() if row.first else 0 for row in traits]
        self._ends = [row.last.toordinal() if row.last else _NEVER for row in traits]

    def add(self, one: int, others: Sequence[int]) -> None:
        """Take in one row with others, but for those of days that it has nothing to do with."""
        begins, ends, size = self._begins, self._ends, self._size
        begin, end = begins[one], ends[one]
        for two in others:
            if begins[two] <= end and ends[two] >= begin:
                self.found.add(one * size + two if one < two else two * size + one)

    def add_neighbours(self, group: Sequence[int]) -> None:
        """Take in all pairs of a group, or those that are close to each other when it is too large for that."""
        reach = len(group) if len(group) <= LARGEST else NEIGHBOURS
        for at, one in enumerate(group, 1):
            self.add(one, group[at : at + reach])


def _within_blocks(traits: Sequence[Traits], features: Sequence[Sequence[int]], pairs: _Pairs) -> None:
    blocks: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    alike: defaultdict[Hashable, list[int]] = defaultdict(list)
    time_number = _Numbers()
    for number, row in enumerate(traits):
        for when in times_of(row):
            time = time_number[when]
            for feature in features[number]:
                blocks[time, feature].append(number)
        if block := sentence_block(row):
            alike[block].append(number)
    for members in blocks.values():
        if len(members) <= LARGEST:
            pairs.add_neighbours(members)
        else:
            _within_large(members, features, pairs)
    for members in alike.values():
        pairs.add_neighbours(members)


def _within_large(members: Sequence[int], features: Sequence[Sequence[int]], pairs: _Pairs) -> None:
    finer: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number in members:
        for pair in combinations(features[number], 2):
            finer[pair].append(number)
    for group in finer.values():
        pairs.add_neighbours(group)


def _undated_with_dated(traits: Sequence[Traits], features: Sequence[Sequence[int]], pairs: _Pairs) -> None:
    """Take in an undated row with the dated ones that share two traits with it, in reading order up to a limit."""
    undated: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, row in enumerate(traits):
        if not row.is_dated:
            for pair in combinations(features[number], 2):
                undated[pair].append(number)
    dated: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, row in enumerate(traits):
        if row.is_dated:
            for pair in combinations(features[number], 2):
                if pair in undated:
                    dated[pair].append(number)
    for key, members in dated.items():
        for one in undated[key][:LARGEST]:
            near = bisect_left(members, one)
            pairs.add(one, members[max(0, near - NEIGHBOURS) : near + NEIGHBOURS])


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


def features_of(row: Traits) -> tuple[Hashable, ...]:
    """Return the traits under which a row is filed, in an order that rows with the same traits have in common."""
    places = row.points | row.regions or row.countries
    found: list[Hashable] = [("in", row.source)]
    found += [("who", actor) for actor in sorted(row.actors)]
    found += [("at", place) for place in sorted(places)]
    found += [("what", word) for word in sorted(row.trigger)]
    if not row.points and not row.doers:
        found += [("named", name) for name in sorted(row.names, key=lambda name: (-len(name), name))[:_NAMES]]
    return tuple(found)


def sentence_block(row: Traits) -> Hashable:
    """Return the block of those with the same sentence, None where it is too short to tell."""
    return (row.kind, "sentence", row.sentence) if len(row.sentence) > 40 else None
