"""After a large batch was written in portions: its events become those of merging all rows at once.

A portion is merged by what was compared before the first one. That is nearly always right, but rows that repeat others, and what
people correct while the portions are written, let other pairs be compared. So all pairs are gone through once more at the end,
outside of any transaction, and what differs is put right. Until then the store says that it is to be settled: should the program
be ended before, the next one that adds to the store does it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from timeline.merge.prepared import Prepared
from timeline.store.encoding import read_row
from timeline.store.materialising import Materialiser, telling

__all__ = ["is_left", "note_unsettled", "settle"]

_TURNS = 4
"""How often it is tried without keeping others from writing, which may be too late each time."""
_PAIRS = 300
"""Pairs that are put right in one transaction."""
_LEFT = 120
"""Seconds after which whoever wrote the last portion is believed to have been ended."""

Pair = tuple[int, int]
Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]


def note_unsettled(connection: sqlite3.Connection) -> None:
    """Note that a portion of a batch is written now."""
    connection.execute("INSERT OR REPLACE INTO state VALUES ('unsettled', ?)", (int(time.time()),))


def is_left(connection: sqlite3.Connection) -> bool:
    """Whether a program was ended before it settled what it had written."""
    found = connection.execute("SELECT value FROM state WHERE name = 'unsettled'").fetchone()
    return found is not None and abs(time.time() - found[0]) > _LEFT


@dataclass(frozen=True, slots=True)
class _Difference:
    """At one version of the store: pairs that are noted as alike and are not, and those that are and are not noted."""

    version: int
    gone: Sequence[Pair]
    come: Sequence[tuple[int, int, float]]

    def steps(self) -> list[_Difference]:
        """Return the difference in portions, at least one, each for the version that the one before it leaves."""
        gone = [(self.gone[at : at + _PAIRS], ()) for at in range(0, len(self.gone), _PAIRS)]
        come = [((), self.come[at : at + _PAIRS]) for at in range(0, len(self.come), _PAIRS)]
        return [_Difference(self.version + n, *some) for n, some in enumerate([*gone, *come] or [((), ())])]


def settle(reading: Transaction, writing: Transaction, prepared: Prepared | None = None) -> None:
    """Let the events be those of merging all rows at once; ``prepared`` are rows that were compared before."""
    if prepared is None:
        with reading() as connection:
            rows = telling(connection)
        prepared = Prepared((body for _, body in rows), read_row)
    for _ in range(_TURNS):
        with reading() as connection:
            version, rows, noted = _version(connection), telling(connection), _noted(connection)
        steps = _difference(version, rows, noted, prepared).steps()
        if all(_put_right_at_once(writing, step, prepared, last=step is steps[-1]) for step in steps):
            return
    with writing() as connection:
        found = _difference(_version(connection), telling(connection), _noted(connection), prepared)
        _put_right(connection, found, prepared, last=True)


def _difference(
    version: int, rows: Sequence[tuple[int, str]], noted: dict[Pair, float], prepared: Prepared
) -> _Difference:
    order = prepared.in_order([body for _, body in rows])
    keys = [rows[place][0] for place in order]
    _, links, _ = prepared.fitted([rows[place][1] for place in order])
    right = {(min(pair), max(pair)): link.score for link in links for pair in [(keys[link.one], keys[link.two])]}
    gone = sorted(pair for pair, score in noted.items() if right.get(pair) != score)
    come = sorted((*pair, score) for pair, score in right.items() if noted.get(pair) != score)
    return _Difference(version, gone, come)


def _put_right_at_once(writing: Transaction, difference: _Difference, prepared: Prepared, *, last: bool) -> bool:
    """Put right what differs, unless somebody has written since; return whether that was done."""
    with writing() as connection:
        if _version(connection) != difference.version:
            return False
        _put_right(connection, difference, prepared, last=last)
        return True


def _put_right(connection: sqlite3.Connection, difference: _Difference, prepared: Prepared, *, last: bool) -> None:
    if difference.gone or difference.come:
        events = Materialiser(connection, changes=0, prepared=prepared)
        events.link_anew(difference.gone, difference.come)
        events.finish()
        connection.execute("UPDATE state SET value = value + 1 WHERE name = 'version'")
    if last:
        connection.execute("DELETE FROM state WHERE name = 'unsettled'")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("SELECT value FROM state WHERE name = 'version'").fetchone()
    return int(version)


def _noted(connection: sqlite3.Connection) -> dict[Pair, float]:
    return {(one, two): score for one, two, score in connection.execute("SELECT one, two, score FROM row_links")}
