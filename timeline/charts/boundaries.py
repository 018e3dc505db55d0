"""Outlines of countries and provinces for maps that need no network: read from the packaged files, cut down to what is seen.

The files follow RFC 7946, whose outer rings run counter-clockwise. Plotly draws with d3, which takes such a ring for the whole
rest of the world, so rings are turned.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from timeline.errors import RulesError
from timeline.rules import packaged_file

__all__ = ["Box", "Outline", "countries", "geojson", "outline_of", "provinces", "readable_grid", "rings"]

Ring: TypeAlias = npt.NDArray[np.float64]
Polygon: TypeAlias = tuple[Ring, ...]

LONGEST_EDGE = 4.0
MOST_POINTS = 20_000


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of degrees: ``west`` to ``east``, ``south`` to ``north``."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any ground."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def joined(self, other: Box) -> Box:
        """Return the smallest rectangle that holds both."""
        return Box(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A country or province: ISO code, name, the code of its country, its polygons (outer ring first, then holes).

    ``covers`` are the codes of all that lies within it: of provinces that were parted after the outlines were drawn, too.
    """

    code: str
    name: str
    country: str
    polygons: tuple[Polygon, ...]
    box: Box
    covers: tuple[str, ...] = ()


@cache
def provinces() -> dict[str, Outline]:
    """Return the outline of every province that the packaged file has, by ISO 3166-2 code; empty without the file."""
    return _outlines("subdivisions")


@cache
def countries() -> dict[str, Outline]:
    """Return the outline of every country that the packaged file has, by ISO 3166-1 code; empty without the file."""
    return _outlines("countries")


def outline_of(code: str) -> str:
    """Return the code of the outline that a province lies in: its own, or that of the province it was parted from.

    A code without any outline comes back as it is.
    """
    return _covering().get(code, code)


@cache
def _covering() -> dict[str, str]:
    return {part: outline.code for outline in provinces().values() for part in outline.covers}


def geojson(outlines: Sequence[Outline], grid: float) -> dict[str, Any]:
    """Return outlines as a GeoJSON collection for Plotly, with one point for each cell of a grid of so many degrees.

    Points that fall together are dropped, and neighbours keep a common border because they share the grid.
    """
    features = []
    for outline in outlines:
        polygons = _coarse(outline, _step(grid))
        if polygons:
            geometry = {"type": "MultiPolygon", "coordinates": polygons}
            features.append({"type": "Feature", "id": outline.code, "properties": {}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def readable_grid(outlines: Sequence[Outline], grid: float) -> float:
    """Return the grid, or a coarser one if the outlines had more points on it than can be sent with every click."""
    while sum(map(_points, outlines, repeat(_step(grid)))) > MOST_POINTS:
        grid *= math.sqrt(2)
    return grid


@lru_cache(4096)
def _points(outline: Outline, grid: float) -> int:
    return sum(len(ring) for polygon in _coarse(outline, grid) for ring in polygon)


def rings(outline: Outline, grid: float) -> tuple[list[float | None], list[float | None]]:
    """Return longitudes and latitudes of the outer rings as one line with gaps."""
    lons: list[float | None] = []
    lats: list[float | None] = []
    for polygon in _coarse(outline, _step(grid)):
        for ring in polygon[:1]:
            lons += [*(point[0] for point in ring), None]
            lats += [*(point[1] for point in ring), None]
    return lons, lats


def _step(grid: float) -> float:
    """Return the grid rounded to one of a few, so that what was worked out for one view serves the next."""
    return float(2.0 ** (math.floor(2 * math.log2(grid)) / 2))


@lru_cache(4096)
def _coarse(outline: Outline, grid: float) -> list[list[list[list[float]]]]:
    return [polygon for part in outline.polygons if (polygon := _coarser(part, grid))]


def _coarser(polygon: Polygon, grid: float) -> list[list[list[float]]]:
    """Return the rings on the grid; without those that shrink to nothing, which d3 would take for the whole world."""
    kept: list[list[list[float]]] = []
    for number, ring in enumerate(polygon):
        points = _without_spikes(_gridded(ring, grid))
        if len(points) >= 4 and abs(_area(points)) > grid * grid:
            kept.append(_filled(_turned(points, clockwise=number == 0)).tolist())
        elif number == 0:
            return []
    return kept


def _gridded(ring: Ring, grid: float) -> Ring:
    """Return for each point of a ring the one that stands for its cell of the grid."""
    known, standing = _standing_for_cells(grid)
    cells = _cells(ring, grid)
    places = np.minimum(np.searchsorted(known, cells), len(known) - 1)
    # an outline that is in no file stands for itself
    return np.where((known[places] == cells)[:, None], standing[places], np.round(np.round(ring / grid) * grid, 3))


@lru_cache(16)
def _standing_for_cells(grid: float) -> tuple[npt.NDArray[np.int64], Ring]:
    """Return the cells of the grid that hold a point of any outline, in order, and the point that stands for each.

    It is one of the outlines' own points, so that coarse borders run as rivers and coasts do and not in steps; and the same
    one for all, so that neighbours keep a common border.
    """
    points = _all_points()
    cells, first = np.unique(_cells(points, grid), return_index=True)
    return cells, np.round(points[first], 2 if grid > 0.02 else 3)


def _cells(points: Ring, grid: float) -> npt.NDArray[np.int64]:
    columns = np.round(points / grid).astype(np.int64)
    cells: npt.NDArray[np.int64] = columns[:, 0] * 1_000_000 + columns[:, 1]
    return cells


@cache
def _all_points() -> Ring:
    every = (
        ring for known in (countries(), provinces()) for o in known.values() for part in o.polygons for ring in part
    )
    return np.concatenate(list(every))


def _without_spikes(ring: Ring) -> Ring:
    """Return a ring without points that follow themselves and without there-and-backs, which turn a polygon inside out."""
    kept: list[tuple[float, float]] = []
    for point in map(tuple, ring[:-1].tolist()):
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and kept[-2] == point:
            kept.pop()
        else:
            kept.append(point)
    while len(kept) > 2 and (kept[0] == kept[-1] or kept[1] == kept[-1] or kept[0] == kept[-2]):
        kept = kept[:-1] if kept[0] == kept[-1] or kept[0] == kept[-2] else kept[1:]
    return np.array([*kept, kept[0]] if kept else [], dtype=np.float64).reshape(-1, 2)


def _filled(ring: Ring) -> Ring:
    """Return a ring with points added along edges of many degrees: d3 would draw those as great circles, towards the pole."""
    steps = np.maximum(np.ceil(np.abs(np.diff(ring[:, 0])) / LONGEST_EDGE).astype(int), 1)
    if (steps == 1).all():
        return ring
    parts = [
        np.linspace(begin, end, count, endpoint=False)
        for begin, end, count in zip(ring[:-1], ring[1:], steps, strict=True)
    ]
    return np.round(np.concatenate([*parts, ring[-1:]]), 3)


@cache
def _packaged() -> dict[str, Any]:
    try:
        return dict(json.loads(packaged_file("boundaries.json")))
    except RulesError:
        return {}


def _outlines(name: str) -> dict[str, Outline]:
    found = {}
    for feature in _packaged().get(name, {}).get("features", ()):
        outline = _outline(feature)
        if outline is not None:
            found[outline.code] = outline
    return found


def _outline(feature: dict[str, Any]) -> Outline | None:
    properties = feature.get("properties") or {}
    code = str(feature.get("id") or properties.get("code") or properties.get("iso") or "")
    polygons = tuple(_polygons(feature.get("geometry") or {}))
    if not code or not polygons:
        return None
    points = np.concatenate([polygon[0] for polygon in polygons])
    west, south = points.min(axis=0)
    east, north = points.max(axis=0)
    box = Box(float(west), float(south), float(east), float(north))
    covers = tuple(str(part) for part in properties.get("covers") or (code,))
    return Outline(code, str(properties.get("name", code)), code[:2], polygons, box, covers)


def _polygons(geometry: dict[str, Any]) -> Iterator[Polygon]:
    coordinates = geometry.get("coordinates") or []
    for polygon in [coordinates] if geometry.get("type") == "Polygon" else coordinates:
        yield tuple(
            _turned(np.asarray(ring, dtype=np.float64)[:, :2], clockwise=number == 0)
            for number, ring in enumerate(polygon)
        )


def _turned(ring: Ring, *, clockwise: bool) -> Ring:
    return ring if (_area(ring) < 0) == clockwise else ring[::-1]


def _area(ring: Ring) -> float:
    """Return twice the area in square degrees, negative where the ring runs clockwise."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
