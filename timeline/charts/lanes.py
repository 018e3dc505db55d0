"""Swim lanes: which lanes an event belongs to, in which order they stand, and in which row of a lane each mark fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.charts import names
from timeline.charts.drawn import Days, Drawn
from timeline.rules import Rules

__all__ = ["LaneBy", "Lanes", "lanes_of", "pack"]

LaneBy = Literal["actor", "region", "type", "source"]

COLUMNS: dict[str, str] = {"actor": "actors", "region": "regions", "type": "type", "source": "publishers"}
NOBODY = {"actor": "no actor named", "region": "no place named", "type": "no type", "source": "publisher not known"}
PLURALS = {"actor": "actors", "region": "regions", "type": "types", "source": "sources"}


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of a chart in drawing order, and the (event, lane) pairs.

    ``keys`` are the values that a filter understands (None for the lanes of the rest), ``labels`` what people read, ``counts``
    the events of each. ``event`` counts lines of the drawn events; an event may have several pairs.
    """

    by: LaneBy
    keys: tuple[str | None, ...]
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    event: Days
    lane: Days

    def __len__(self) -> int:
        return len(self.keys)


def lanes_of(events: Drawn, by: LaneBy, *, most: int, rules: Rules | None = None) -> Lanes:
    """Return the lanes of the events, those with most events first; what is beyond ``most`` shares one lane."""
    event, values = _pairs(events, by)
    codes, uniques = pd.factorize(values)
    counts = np.bincount(codes, minlength=len(uniques)) if len(uniques) else np.zeros(0, dtype=np.int64)
    ranked = sorted(range(len(uniques)), key=lambda code: (uniques[code] == "", -counts[code], str(uniques[code])))
    named = [code for code in ranked if uniques[code] != ""]
    kept = named if len(named) <= most else named[: most - 1]
    place = np.full(len(uniques), len(kept), dtype=np.int64)
    place[kept] = np.arange(len(kept))
    rest, nobody = len(named) > len(kept), len(named) < len(ranked)
    if nobody:
        place[ranked[-1]] = len(kept) + int(rest)
    event, lane = _each_once(event, place[codes] if len(codes) else codes.astype(np.int64))
    label_of = names.label_of(by, rules)
    labels = [label_of(str(uniques[code])) for code in kept]
    labels += [f"{len(named) - len(kept)} other {PLURALS[by]}"] * rest + [NOBODY[by]] * nobody
    keys: list[str | None] = [str(uniques[code]) for code in kept]
    keys += [None] * (int(rest) + int(nobody))
    totals = np.bincount(lane, minlength=len(keys))
    return Lanes(by, tuple(keys), tuple(labels), tuple(int(n) for n in totals), event, lane)


def _pairs(events: Drawn, by: LaneBy) -> tuple[Days, npt.NDArray[Any]]:
    """Return the (event, value) pairs; an event without a value has one with the empty value."""
    column = events.column(COLUMNS[by])
    if by == "type":
        return np.arange(len(column)), np.array([value or "" for value in column], dtype=object)
    if by == "source" and "documents" in events.table:
        column = _or_else(column, events.column("documents"))
    if by == "region":
        column = np.fromiter((finest(value) for value in column), dtype=object, count=len(column))
    several = [value if isinstance(value, (tuple, list)) and len(value) else ("",) for value in column]
    sizes = np.fromiter(map(len, several), dtype=np.int64, count=len(several))
    values = np.array(list(chain.from_iterable(several)), dtype=object)
    return np.repeat(np.arange(len(several)), sizes), values


def _or_else(column: npt.NDArray[Any], other: npt.NDArray[Any]) -> npt.NDArray[Any]:
    filled = np.empty(len(column), dtype=object)
    for number, (value, instead) in enumerate(zip(column, other, strict=True)):
        named = tuple(name for name in value if name) if isinstance(value, (tuple, list)) else ()
        filled[number] = named or instead
    return filled


def finest(codes: object) -> tuple[str, ...]:
    """Return the regions without the countries of which a part is named beside them.

    >>> finest(("PK", "PK-KP", "AF"))
    ('PK-KP', 'AF')
    """
    if not isinstance(codes, (tuple, list)):
        return ()
    within = {code[:2] for code in codes if "-" in code}
    return tuple(code for code in codes if "-" in code or code not in within)


def _each_once(event: Days, lane: Days) -> tuple[Days, Days]:
    """Return the pairs with doubles taken out (two small actors in the lane of the rest are one mark)."""
    if not len(event):
        return event, lane
    width = int(lane.max()) + 1
    merged = np.unique(event * width + lane)
    return merged // width, merged % width


def pack(starts: Sequence[float], ends: Sequence[float], *, gap: float, rows: int) -> list[int]:
    """Return a row for each span so that none touches another with less than ``gap`` between; spans are in start order.

    When ``rows`` are not enough, a span goes where it overlaps least.

    >>> pack([0, 1, 5], [3, 4, 6], gap=1, rows=9)
    [0, 1, 0]
    """
    taken: list[float] = []
    chosen = []
    for start, end in zip(starts, ends, strict=True):
        row = next((number for number, until in enumerate(taken) if until + gap <= start), None)
        if row is None and len(taken) < rows:
            taken.append(end)
            row = len(taken) - 1
        elif row is None:
            row = min(range(len(taken)), key=taken.__getitem__)
        taken[row] = max(taken[row], end)
        chosen.append(row)
    return chosen
