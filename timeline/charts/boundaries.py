"""Outlines of countries and provinces for maps that need no network: read from the packaged files, cut down to what is seen.

The files follow RFC 7946, whose outer rings run counter-clockwise. Plotly draws with d3, which takes such a ring for the whole
rest of the world, so rings are turned.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from timeline.errors import RulesError
from timeline.rules import packaged_file

__all__ = ["Box", "Outline", "countries", "geojson", "outline_of", "provinces", "rings"]

Ring: TypeAlias = npt.NDArray[np.float64]
Polygon: TypeAlias = tuple[Ring, ...]


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


@dataclass(frozen=True, slots=True)
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
    """Return outlines as a GeoJSON collection for Plotly, its points on a grid of so many degrees.

    Points that fall together are dropped, and neighbours keep a common border because they share the grid.
    """
    features = []
    for outline in outlines:
        polygons = [polygon for part in outline.polygons if (polygon := _coarser(part, grid))]
        if polygons:
            geometry = {"type": "MultiPolygon", "coordinates": polygons}
            features.append({"type": "Feature", "id": outline.code, "properties": {}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def rings(outline: Outline, grid: float) -> tuple[list[float | None], list[float | None]]:
    """Return longitudes and latitudes of the outer rings as one line with gaps."""
    lons: list[float | None] = []
    lats: list[float | None] = []
    for polygon in outline.polygons:
        for ring in _coarser(polygon, grid)[:1]:
            lons += [*(point[0] for point in ring), None]
            lats += [*(point[1] for point in ring), None]
    return lons, lats


def _coarser(polygon: Polygon, grid: float) -> list[list[list[float]]]:
    kept = []
    for number, ring in enumerate(polygon):
        points = np.round(np.round(ring / grid) * grid, 3)
        moved = np.any(np.diff(points, axis=0) != 0, axis=1)
        points = points[np.concatenate(([True], moved))]
        if len(points) >= 4:
            kept.append(points.tolist())
        elif number == 0:
            return []
    return kept


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
    x, y = ring[:, 0], ring[:, 1]
    area = float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
    return ring if (area < 0) == clockwise else ring[::-1]
