"""What was worked out of a large batch before anybody is kept from writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from timeline.merge.grouping import Link
from timeline.merge.prepared import Prepared
from timeline.merge.traits import Traits, traits_of
from timeline.store.encoding import read_row
from timeline.store.overlay import CORRECTED, portions

__all__ = ["Ahead"]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The rows of the store with those that a batch will bring, compared with one another.

    ``keys`` are those of rows that are in the store, by their number among the prepared ones. With ``in_portions`` the batch is
    written in several short transactions.
    """

    prepared: Prepared
    keys: dict[int, int]
    in_portions: bool

    def known(
        self, connection: sqlite3.Connection, rows: Collection[int], present: Collection[int]
    ) -> tuple[dict[int, Traits], list[Link]]:
        """Return what is compared of rows that were just put in, and which rows of the store they are like.

        ``present`` are other rows that were put in since the last transaction. What others have changed meanwhile is left out.
        """
        traits: dict[int, Traits] = {}
        numbers: dict[int, int] = {}
        for row, body in _bodies(connection, rows):
            number = self.prepared.number(body)
            if number is None:  # corrected since, or by what is said of it
                traits[row] = traits_of(read_row(body))
            else:
                traits[row], numbers[row] = self.prepared.traits[number], number
                self.keys[number] = row
        links = [
            (row, other, score)
            for row, number in numbers.items()
            for other, score in self.prepared.linked(number).items()
            if other in self.keys and not (numbers.get(self.keys[other]) == other and other < number)
        ]
        there: set[tuple[int, int | None]] = {*numbers.items()}
        there |= self._unchanged(connection, {self.keys[other] for _, other, _ in links} - numbers.keys(), present)
        return traits, [
            Link(score, row, self.keys[other]) for row, other, score in links if (self.keys[other], other) in there
        ]

    def _unchanged(
        self, connection: sqlite3.Connection, rows: Iterable[int], present: Collection[int]
    ) -> set[tuple[int, int | None]]:
        """Return those of some rows that tell an event, or will, each with its number: others may have got its key."""
        found: set[tuple[int, int | None]] = set()
        for marks, some in portions(rows):
            sql = f"""SELECT r.key, {CORRECTED}, er.row FROM rows r LEFT JOIN event_rows er ON er.row = r.key
                WHERE r.key IN ({marks})"""
            for row, body, tells in connection.execute(sql, some):
                if tells is not None or row in present:
                    found.add((row, self.prepared.number(body)))
        return found


def _bodies(connection: sqlite3.Connection, rows: Iterable[int]) -> Iterator[tuple[int, str]]:
    for marks, some in portions(rows):
        yield from connection.execute(f"SELECT r.key, {CORRECTED} FROM rows r WHERE r.key IN ({marks})", some)
