"""Columns in which few values stand for many events: the values once, and for each event the number of its value."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["EARLIEST", "LATEST", "Codes", "Days", "Flags", "Names", "NamesIn", "SharedList", "Values", "day_number"]

Codes: TypeAlias = npt.NDArray[np.int32]
Days: TypeAlias = npt.NDArray[np.int32]
Flags: TypeAlias = npt.NDArray[np.bool_]

EARLIEST, LATEST = int(np.iinfo(np.int32).min), int(np.iinfo(np.int32).max)
"""What stands for an open beginning and for an open end. A day is its number counted from 1970-01-01."""

_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    """Return the number of a day.

    >>> day_number(date(1970, 1, 2))
    1
    """
    return day.toordinal() - _EPOCH


class SharedList(tuple[Any, ...]):
    """A list that many events share, of things without a hash: its hash is that of the object, so that it can be a category."""

    __slots__ = ()
    __hash__ = object.__hash__


class Values:
    """The values of a column in the order in which they were first met; it only ever grows, so codes given out stay good."""

    def __init__(self, made: Callable[[Any], Any] = lambda value: value) -> None:
        self.all: list[Any] = []
        self._made = made
        self._codes: dict[Hashable, int] = {}
        self._index: pd.Index[Any] | None = None

    def __len__(self) -> int:
        return len(self.all)

    def codes(self, values: Sequence[Hashable]) -> Codes:
        """Return the code of each value; None has none and is -1."""
        known = self._codes
        for value in dict.fromkeys(values):
            if value is not None and value not in known:
                known[value] = len(self.all)
                self.all.append(self._made(value))
        return np.fromiter((known.get(value, -1) for value in values), dtype=np.int32, count=len(values))

    def column(self, codes: Codes) -> pd.Categorical[Any]:
        """Return the column of a table that says the values of some codes."""
        if self._index is None or len(self._index) < len(self.all):
            held = np.empty(len(self.all), dtype=object)
            held[:] = self.all
            self._index = pd.Index(held, dtype=object, tupleize_cols=False)
        return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(self._index))


@dataclass(frozen=True, slots=True)
class Names:
    """The names in lists: those of list ``n`` are ``codes[starts[n]:starts[n + 1]]``, each the number of a name in ``all``."""

    starts: npt.NDArray[np.int64]
    codes: Codes
    all: Sequence[str]

    def counts(self, times: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return how often each name stands in the lists, of which each occurs so many times."""
        repeated = np.repeat(times, np.diff(self.starts[: len(times) + 1]))
        counted = np.bincount(self.codes[: len(repeated)], weights=repeated, minlength=len(self.all))
        return np.asarray(np.rint(counted), dtype=np.int64)

    def lists_with(self, wanted: Iterable[int]) -> Flags:
        """Return for each list whether it holds any of these names."""
        numbers = np.fromiter(wanted, dtype=np.int32)
        at = np.flatnonzero(np.isin(self.codes, numbers))
        holds = np.zeros(len(self.starts) - 1, dtype=bool)
        holds[np.searchsorted(self.starts, at, "right") - 1] = True
        return holds


class NamesIn:
    """The names in the lists of a column, kept up to date with it; names that are ``alike`` count as one in each list."""

    def __init__(self, values: Values, part: Callable[[Any], Iterable[str]], alike: Callable[[str], str] = str) -> None:
        self._values, self._part, self._alike = values, part, alike
        self._numbers: dict[str, int] = {}
        self._called: list[str] = []
        self._names = Names(np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32), ())

    def number(self, name: str) -> int | None:
        """Return the number of a name; None where no list holds it."""
        return self._numbers.get(self._alike(name))

    @property
    def names(self) -> Names:
        """The names of all lists that were read; a name is called as it was first met."""
        return self._names

    def read_new(self) -> None:
        """Take in the lists that were added to the column."""
        known = self._names
        sizes: list[int] = []
        codes: list[int] = []
        for lists in self._values.all[len(known.starts) - 1 :]:
            within = {self._alike(name): name for name in self._part(lists)}
            for key, name in within.items():
                if key not in self._numbers:
                    self._numbers[key] = len(self._called)
                    self._called.append(name)
            codes += map(self._numbers.__getitem__, within)
            sizes.append(len(within))
        ends = known.starts[-1] + np.cumsum(sizes, dtype=np.int64)
        whole = np.concatenate([known.codes, np.array(codes, dtype=np.int32)])
        self._names = Names(np.concatenate([known.starts, ends]), whole, self._called)
