"""Swim lanes: which lanes an event belongs to, in which order they stand, and in which row of a lane each mark fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

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
    event, codes, uniques = _pairs(events, by)
    counts = np.bincount(codes, minlength=len(uniques))
    ranked = sorted(range(len(uniques)), key=lambda code: (uniques[code] == "", -counts[code], str(uniques[code])))
    named = [code for code in ranked if uniques[code] != ""]
    kept = named if len(named) <= most else named[: most - 1]
    place = np.full(len(uniques), len(kept), dtype=np.int64)
    place[kept] = np.arange(len(kept))
    rest, nobody = len(named) > len(kept), len(named) < len(ranked)
    if nobody:
        place[ranked[-1]] = len(kept) + int(rest)
    event, lane = _each_once(event, place[codes], len(kept)) if len(codes) else (event, codes)
    label_of = names.label_of(by, rules)
    labels = [label_of(str(uniques[code])) for code in kept]
    labels += [f"{len(named) - len(kept)} other {PLURALS[by]}"] * rest + [NOBODY[by]] * nobody
    keys: list[str | None] = [str(uniques[code]) for code in kept]
    keys += [None] * (int(rest) + int(nobody))
    totals = np.bincount(lane, minlength=len(keys))
    return Lanes(by, tuple(keys), tuple(labels), tuple(int(n) for n in totals), event, lane)


def _pairs(events: Drawn, by: LaneBy) -> tuple[Days, Days, list[str]]:
    """Return the (event, number of value) pairs in the order of events, and the values; without one it is the empty value."""
    codes, lists = _lists(events, by)
    numbers: dict[str, int] = {}
    flat: list[int] = []
    sizes, starts = np.zeros((2, max(lists, default=0) + 1), dtype=np.int64)
    for code, listed in lists.items():
        sizes[code], starts[code] = len(listed), len(flat)
        flat += [numbers.setdefault(name, len(numbers)) for name in listed]
    if sizes.max(initial=0) <= 1:  # one value each, as types have
        return np.arange(len(codes)), np.array(flat, dtype=np.int64)[starts[codes]], [*numbers]
    times = sizes[codes]
    begins = np.repeat(starts[codes] - (np.cumsum(times) - times), times)
    values = np.array(flat, dtype=np.int64)[begins + np.arange(len(begins))]
    return np.repeat(np.arange(len(codes)), times), values, [*numbers]


def _lists(events: Drawn, by: LaneBy) -> tuple[Days, dict[int, tuple[str, ...]]]:
    """Return for each event the number of its list of values, and those lists; the list of none is one empty value."""
    codes, values = events.coded(COLUMNS[by])
    if by == "source" and "documents" in events.table:
        others, documents = events.coded("documents")
        named = np.array([*map(bool, values), False])
        codes = np.where(named[codes] | (others < 0), codes, len(values) + others)
        values = np.concatenate([values, documents])
    codes = codes + 1
    there = np.flatnonzero(np.bincount(codes)).tolist()
    found = {code: tuple(dict.fromkeys(_listed(values[code - 1], by))) if code else () for code in there}
    return codes, {code: names or ("",) for code, names in found.items()}


def _listed(value: object, by: LaneBy) -> Sequence[str]:
    if by == "type":
        return (str(value),) if value else ()
    if by == "region":
        return finest(value)
    return tuple(name for name in value if name or by != "source") if isinstance(value, (tuple, list)) else ()


def finest(codes: object) -> tuple[str, ...]:
    """Return the regions without the countries of which a part is named beside them.

    >>> finest(("PK", "PK-KP", "AF"))
    ('PK-KP', 'AF')
    """
    if not isinstance(codes, (tuple, list)):
        return ()
    within = {code[:2] for code in codes if "-" in code}
    return tuple(code for code in codes if "-" in code or code not in within)


def _each_once(event: Days, lane: Days, rest: int) -> tuple[Days, Days]:
    """Return the pairs with doubles taken out: two small actors in the lane of the rest are one mark."""
    if len(event) == 0 or len(event) == event[-1] + 1:
        return event, lane  # one pair for each event
    others = np.flatnonzero(lane == rest)
    doubles = others[1:][event[others][1:] == event[others][:-1]]
    kept = np.ones(len(event), dtype=bool)
    kept[doubles] = False
    return event[kept], lane[kept]


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
