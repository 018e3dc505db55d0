"""Under which traits the rows are filed, and which of them are alike: what merging one more document needs of all others."""

from __future__ import annotations

import hashlib
import sqlite3
from calendar import monthrange
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from timeline.merge import compared, reading_order
from timeline.merge.candidates import features_of, sentence_block
from timeline.merge.filing import are_compared, blocks_of, concerned
from timeline.merge.grouping import Link
from timeline.merge.prepared import Prepared
from timeline.merge.traits import Traits, traits_of
from timeline.store.encoding import read_row
from timeline.store.overlay import CORRECTED

__all__ = ["FiledRows"]

_NO_DAY, _OPEN = 0, 1
"""What stands for the first and last day of an undated row, and for an open end; a known day is its ordinal and one more."""


class FiledRows:
    """The filed rows of a store within one transaction, each known by its key."""

    def __init__(self, connection: sqlite3.Connection, prepared: Prepared | None = None) -> None:
        """Give the rows; what is compared of those that are ``prepared`` need not be worked out again."""
        self.connection = connection
        self.prepared = prepared
        self.touched: set[int] = set()
        self._members: dict[Hashable, set[int]] = {}
        self._traits: dict[int, Traits] = {}
        self._places: dict[int, Any] = {}

    # What merging asks of a cabinet

    def members(self, block: Hashable) -> set[int]:
        """Return the keys of the rows that are filed in a block."""
        if block not in self._members:
            assert isinstance(block, tuple)
            kind, when, feature = block
            test, values = _days(when)
            trait = _number((kind, "sentence", feature) if when == "sentence" else (kind, feature))
            sql = f"SELECT row FROM row_traits WHERE trait = ? AND {test}"
            self._members[block] = {row for (row,) in self.connection.execute(sql, (trait, *values))}
        return self._members[block]

    def traits(self, row: int) -> Traits:
        """Return what of a row is compared."""
        if row not in self._traits:
            (body,) = self.connection.execute(f"SELECT {CORRECTED} FROM rows r WHERE r.key = ?", (row,)).fetchone()
            known = self.prepared.number(body) if self.prepared else None
            self._traits[row] = (
                traits_of(read_row(body)) if self.prepared is None or known is None else self.prepared.traits[known]
            )
        return self._traits[row]

    def place(self, row: int) -> Any:
        """Return what rows are sorted by to be in reading order."""
        if row not in self._places:
            if row in self._traits:
                self._places[row] = reading_order(self._traits[row].row)
            else:
                sql = """SELECT d.id, r.article, r.start, json_extract(r.body, '$.trigger_start'), r.id
                    FROM rows r JOIN documents d ON d.key = r.document WHERE r.key = ?"""
                self._places[row] = self.connection.execute(sql, (row,)).fetchone()
        return self._places[row]

    # One row more or less

    def put_in(self, row: int) -> None:
        """File a row, and note which others it is like; pairs that it parts are noted no longer."""
        traits = self.traits(row)
        self.connection.executemany("INSERT INTO row_traits VALUES (?, ?, ?, ?)", _filed(row, traits))
        for block in blocks_of(traits) & self._members.keys():
            self._members[block].add(row)
        partners, others = concerned(row, self)
        self.touched.add(row)
        for other in partners:
            self._link(row, other)
        for pair in self._linked_pairs(others):
            if not are_compared(*pair, self):
                self.connection.execute("DELETE FROM row_links WHERE one = ? AND two = ?", pair)
                self.touched.update(pair)

    def take_out(self, row: int, *, alone: bool = True) -> None:
        """File a row no longer; it must still be in the table of rows. Unless ``alone`` the links are to be made anew anyway."""
        traits = self.traits(row)
        others = concerned(row, self)[1] if alone else set()
        self.connection.executemany(
            "DELETE FROM row_traits WHERE (trait, first, last, row) = (?, ?, ?, ?)", _filed(row, traits)
        )
        for block in blocks_of(traits) & self._members.keys():
            self._members[block].discard(row)
        self.touched.update(link.two if link.one == row else link.one for link in self.links_of([row]))
        self.touched.discard(row)
        self.connection.execute("DELETE FROM row_links WHERE one = ?", (row,))
        self.connection.execute("DELETE FROM row_links WHERE two = ?", (row,))
        for one, two in others:
            if are_compared(one, two, self):
                self._link(one, two)
        # its key may be given to another row
        del self._traits[row]
        self._places.pop(row, None)

    def links_of(self, rows: Iterable[int]) -> list[Link]:
        """Return all links of some rows, each once for each of the rows."""
        sql = """SELECT score, one, two FROM row_links WHERE one = ?1
            UNION ALL SELECT score, one, two FROM row_links WHERE two = ?1"""
        return [Link(*values) for row in rows for values in self.connection.execute(sql, (row,))]

    def _link(self, one: int, two: int) -> None:
        first, second = sorted((one, two), key=self.place)
        score = compared(self.traits(first), self.traits(second))
        if score is not None:
            sql = "INSERT OR IGNORE INTO row_links VALUES (?, ?, ?)"
            if self.connection.execute(sql, (min(one, two), max(one, two), score)).rowcount:
                self.touched.update((one, two))

    def _linked_pairs(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        others: defaultdict[int, set[int]] = defaultdict(set)
        for one, two in pairs:
            others[min(one, two)].add(max(one, two))
        for one, wanted in others.items():
            linked = {two for (two,) in self.connection.execute("SELECT two FROM row_links WHERE one = ?", (one,))}
            yield from ((one, two) for two in linked & wanted)

    # All at once

    def put_in_all(self, traits: dict[int, Traits], *, filed: set[int]) -> None:
        """File many rows, but for those that are ``filed`` already; nothing is noted of what they are like."""
        lines = sorted(line for row, what in traits.items() if row not in filed for line in _filed(row, what))
        self.connection.executemany("INSERT INTO row_traits VALUES (?, ?, ?, ?)", lines)

    def put_in_linked(self, traits: dict[int, Traits], links: Iterable[Link]) -> None:
        """File many rows of which it is known already what they are like; they are to be grouped anew."""
        self.put_in_all(traits, filed=set())
        self._traits.update(traits)
        self.touched.update(traits)
        self.note_links((link.one, link.two, link.score) for link in links)

    def note_links(self, links: Iterable[tuple[int, int, float]]) -> None:
        """Note that rows are alike, and how much."""
        lines = sorted((min(one, two), max(one, two), score) for one, two, score in links)
        self.connection.executemany("INSERT OR REPLACE INTO row_links VALUES (?, ?, ?)", lines)

    def forget_links(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Note no longer that rows are alike."""
        self.connection.executemany("DELETE FROM row_links WHERE one = ? AND two = ?", pairs)

    def replace_links(self, links: Iterable[Link]) -> None:
        """Put these links in the place of all."""
        self.connection.execute("DELETE FROM row_links")
        lines = sorted((min(link.one, link.two), max(link.one, link.two), link.score) for link in links)
        self.connection.executemany("INSERT INTO row_links VALUES (?, ?, ?)", lines)


def _filed(row: int, traits: Traits) -> list[tuple[int, int, int, int]]:
    first, last = (_ordinal(traits.first), _ordinal(traits.last)) if traits.is_dated else (_NO_DAY, _NO_DAY)
    numbers = [_number((traits.kind, feature)) for feature in features_of(traits)]
    lines = [(number, first, last, row) for number in numbers]
    if sentence_block(traits):
        lines.append((_number((traits.kind, "sentence", traits.sentence)), _NO_DAY, _NO_DAY, row))
    return lines


def _ordinal(day: date | None) -> int:
    return _OPEN if day is None else day.toordinal() + 1


@lru_cache(maxsize=100_000)
def _number(trait: Hashable) -> int:
    """Return a number that stands for a trait, the same in every process."""
    return int.from_bytes(hashlib.blake2b(repr(trait).encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")


def _days(when: Any) -> tuple[str, tuple[int, ...]]:
    """Return the test that a row is filed under a time; see ``times_of`` for what those are."""
    if when in ("undated", "sentence"):
        return "first = 0", ()
    if when == "dated":
        return "first > 0", ()
    one, two = when
    if one == "month":
        length = monthrange(two.year, two.month)[1]
        begin = _ordinal(two)
        return _ending_within(begin, begin + length - 1, longest=31)
    if one == "year":
        return _ending_within(_ordinal(date(two, 1, 1)), _ordinal(date(two, 12, 31)), longest=366)
    return "first = ? AND last = ?", (_ordinal(one), _ordinal(two))


def _ending_within(begin: int, end: int, *, longest: int) -> tuple[str, tuple[int, ...]]:
    test = (
        "first BETWEEN ? AND ? AND first > 1 AND last > 1 AND last - first < ? AND (first >= ? OR last BETWEEN ? AND ?)"
    )
    return test, (begin - longest, end, longest, begin, begin, end)
