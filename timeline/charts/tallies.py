"""Columns in which many events share few values: each value is looked at once, however many events have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Codes", "coded", "lines_with", "tallied"]

Codes: TypeAlias = npt.NDArray[np.int64]


def coded(column: pd.Series[Any]) -> tuple[Codes, npt.NDArray[Any]]:
    """Return for each line the number of its value, -1 for none, and the values (more than occur, in a column of categories)."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.cat.codes, dtype=np.int64), column.cat.categories.to_numpy()
    held = np.empty(len(column), dtype=object)
    held[:] = [tuple(value) if isinstance(value, list) else value for value in column]
    codes, values = pd.factorize(held)
    return codes.astype(np.int64), np.asarray(values)


def lines_with(column: pd.Series[Any], test: Callable[[Any], bool]) -> list[int]:
    """Return the numbers of the lines whose value passes a test; a line without a value does not.

    >>> lines_with(pd.Series(["attack", "aid", "attack"]), "attack".__eq__)
    [0, 2]
    """
    codes, values = coded(column)
    found: list[int] = np.flatnonzero(np.array([*map(test, values), False], dtype=bool)[codes]).tolist()
    return found


def tallied(table: pd.DataFrame, first: Callable[[Any], Any], *names: str) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Yield each combination of the values in some columns with how many lines have it.

    ``first`` makes of a value of the first column what is wanted of it, so that it can be compared. A column that the table
    lacks is empty.

    >>> table = pd.DataFrame({"type": ["attack", "aid", "attack"], "status": ["reported"] * 3})
    >>> list(tallied(table, str.upper, "type", "status"))
    [(('ATTACK', 'reported'), 2), (('AID', 'reported'), 1)]
    """
    columns = [table[name] if name in table else pd.Series([()] * len(table), dtype=object) for name in names]
    if not isinstance(columns[0].dtype, pd.CategoricalDtype):
        columns[0] = pd.Series([first(value) for value in columns[0]], dtype=object)
        first = _as_it_is
    together = np.zeros(len(table), dtype=np.int64)
    found = [coded(column) for column in columns]
    for codes, values in found:
        together = together * (len(values) + 1) + codes + 1
    numbers, lines = _each(together)
    for line, times in zip(lines.tolist(), np.bincount(numbers, minlength=len(lines)).tolist(), strict=True):
        head, *rest = (values[codes[line]] if codes[line] >= 0 else None for codes, values in found)
        yield (first(head), *rest), times


def _each(values: Codes) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return for each line the number of its value, and for each number the first line that has it."""
    numbers, uniques = pd.factorize(values)
    lines = np.empty(len(uniques), dtype=np.intp)
    lines[numbers[::-1]] = np.arange(len(values))[::-1]
    return numbers, lines


def _as_it_is(value: Any) -> Any:
    return value
