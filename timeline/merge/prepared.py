"""Rows compared ahead of time, so that whoever holds a lock later has only to bring in what has changed since.

The outcome is that of comparing all rows at that moment: rows that have gone or come since are taken out and put in one at a
time, which is exact (see :mod:`timeline.merge.filing`) and, while they are few, takes a small part of the time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from timeline.merge.filing import are_compared, blocks_of, concerned
from timeline.merge.grouping import Link
from timeline.merge.together import Told, compared, links_among, reading_order, told_together
from timeline.merge.traits import Traits, traits_of
from timeline.model import Row

__all__ = ["Prepared"]

_FEW = 100
"""A change of less than one row in so many is brought in; after a larger one it is sooner to compare all rows anew."""


class Prepared:
    """Rows that were compared with one another. Each is known by the text that it is stored as."""

    def __init__(self, texts: Iterable[str], read: Callable[[str], Row]) -> None:
        """Compare the rows of these texts, which ``read`` makes rows of."""
        self._read = read
        rows = {text: read(text) for text in texts}
        self.texts = sorted(rows, key=lambda text: reading_order(rows[text]))
        self.traits = [traits_of(rows[text]) for text in self.texts]
        self.links = links_among(self.traits)
        self._told: list[Told] | None = None
        self._linked: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self._at = {text: number for number, text in enumerate(self.texts)}

    def tell(self) -> Prepared:
        """Return itself, with what the rows tell together worked out too."""
        self._told = told_together(self.traits, self.links)
        return self

    def number(self, text: str) -> int | None:
        """Return the place of a row among the prepared ones; None when it is none of them."""
        return self._at.get(text)

    def linked(self, number: int) -> Mapping[int, float]:
        """Return which rows one is like, by their places, and how much."""
        return self._linked.get(number, {})

    def link(self) -> Prepared:
        """Return itself, ready to say which rows one is like."""
        for link in self.links:
            self._linked[link.one][link.two] = self._linked[link.two][link.one] = link.score
        return self

    def in_order(self, texts: Sequence[str]) -> list[int]:
        """Return in which order these texts are in reading order, by their places."""
        rows = [self._row(text) for text in texts]
        return sorted(range(len(texts)), key=lambda place: reading_order(rows[place]))

    def fitted(self, texts: Sequence[str]) -> tuple[list[Traits], list[Link], list[Told] | None]:
        """Return for rows in reading order what of each is compared and which of them are alike.

        The third is what they tell together, if that was worked out and they are just those that were prepared.
        """
        if list(texts) == self.texts:
            return self.traits, self.links, self._told
        wanted = set(texts)
        gone = [number for number, text in enumerate(self.texts) if text not in wanted]
        come = [text for text in texts if text not in self._at]
        if len(wanted) < len(texts) or (len(gone) + len(come)) * _FEW > len(texts):
            traits = [self._traits(text) for text in texts]
            return traits, links_among(traits), None
        return (*self._changed(texts, gone, come), None)

    def _changed(self, texts: Sequence[str], gone: list[int], come: list[str]) -> tuple[list[Traits], list[Link]]:
        drawer = _Drawer(self.traits, self.links)
        for number in gone:
            drawer.take_out(number)
        numbers = dict(self._at)
        for text in come:
            numbers[text] = drawer.put_in(traits_of(self._read(text)))
        place = {numbers[text]: at for at, text in enumerate(texts)}
        links = [Link(score, *sorted((place[one], place[two]))) for one, two, score in drawer.links()]
        return [drawer.rows[numbers[text]] for text in texts], links

    def _row(self, text: str) -> Row:
        return self.traits[self._at[text]].row if text in self._at else self._read(text)

    def _traits(self, text: str) -> Traits:
        return self.traits[self._at[text]] if text in self._at else traits_of(self._read(text))


class _Drawer:
    """Rows filed in memory, each known by a number, and which of them are alike."""

    def __init__(self, traits: Sequence[Traits], links: Iterable[Link]) -> None:
        self.rows = dict(enumerate(traits))
        self._next = len(traits)
        self._alike: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self._blocks: defaultdict[Hashable, set[int]] = defaultdict(set)
        for number, row in self.rows.items():
            self._file(number, row)
        for link in links:
            self._alike[link.one][link.two] = self._alike[link.two][link.one] = link.score

    def links(self) -> Iterator[tuple[int, int, float]]:
        for one, others in self._alike.items():
            yield from ((one, two, score) for two, score in others.items() if one < two)

    # What merging asks of a cabinet

    def members(self, block: Hashable) -> set[int]:
        return self._blocks.get(block, set())

    def traits(self, row: int) -> Traits:
        return self.rows[row]

    def place(self, row: int) -> Any:
        return reading_order(self.rows[row].row)

    # One row more or less

    def take_out(self, row: int) -> None:
        _, others = concerned(row, self)
        for block in blocks_of(self.rows[row]):
            self._blocks[block].discard(row)
        for other in self._alike.pop(row, {}):
            del self._alike[other][row]
        for one, two in others:
            if are_compared(one, two, self):
                self._link(one, two)
        del self.rows[row]

    def put_in(self, traits: Traits) -> int:
        row = self._next
        self._next += 1
        self.rows[row] = traits
        self._file(row, traits)
        partners, others = concerned(row, self)
        for other in partners:
            self._link(row, other)
        for one, two in others:
            if two in self._alike[one] and not are_compared(one, two, self):
                del self._alike[one][two], self._alike[two][one]
        return row

    def _file(self, row: int, traits: Traits) -> None:
        for block in blocks_of(traits):
            self._blocks[block].add(row)

    def _link(self, one: int, two: int) -> None:
        first, second = sorted((one, two), key=self.place)
        score = compared(self.rows[first], self.rows[second])
        if score is not None:
            self._alike[one][two] = self._alike[two][one] = score
