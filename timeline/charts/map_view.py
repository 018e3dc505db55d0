"""The part of the world that a map shows, where points fall in it, and which names have room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from timeline.charts.boundaries import Box
from timeline.charts.words import width_of

__all__ = ["Point", "View", "near", "viewed", "written_names"]

LABELLED = 24
CLOSE, BULK = 22, 0.7
"""Degrees across which all places are shown at once; the share of events that a map opens on where they are wider spread."""
WIDE, LEAST_SHARE = 150, 0.6
"""Degrees across of a map that is drawn lower than others; the share of their height that it has at least."""

Point: TypeAlias = tuple[str, str, float, float]
"""A place's name, the code of its province or country, its latitude and longitude."""


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that is shown, in degrees, and how many pixels it fills; which lower corner has the colour key."""

    box: Box
    width: float
    height: float
    coarsest: float = 0.0
    key_left: bool = False

    @property
    def grid(self) -> float:
        """Degrees that make about a pixel, finer points cannot be seen; or ``coarsest`` where that is more."""
        return max((self.box.east - self.box.west) / self.width * 0.9, 0.002, self.coarsest)

    @property
    def latitudes(self) -> tuple[float, float]:
        """What Plotly must be told for south and north, so that the map fills the view.

        Plotly fits a box with a point at each quarter of its sides, and the great circles between them bow towards the poles: of
        half the world a sixth of the width would stay empty.
        """
        bow = math.cos(math.radians(self.box.east - self.box.west) / 8)
        south, north = (
            math.degrees(math.atan(math.tan(math.radians(lat)) * bow)) for lat in (self.box.south, self.box.north)
        )
        return south, north

    def key_box(self, *, left: bool) -> tuple[float, float, float, float]:
        """Return the corner that the colour key takes, in pixels: its left, top, right and bottom edge."""
        return (0 if left else self.width - 270, self.height - 62, 270 if left else self.width, self.height)

    def hidden(self, points: Sequence[Point], *, left: bool) -> int:
        """Return how many places the colour key would hide in a corner."""
        west, top, east, bottom = self.key_box(left=left)
        seen = (self.at(point[3], point[2]) for point in points)
        return sum(west - 12 <= x <= east + 12 and top - 12 <= y <= bottom for x, y in seen)

    def holds(self, point: Point) -> bool:
        """Whether a place is seen."""
        x, y = self.at(point[3], point[2])
        return 0 <= x <= self.width and 0 <= y <= self.height

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point is drawn, in pixels from the top left."""
        top, bottom = _mercator(self.box.north), _mercator(self.box.south)
        x = (lon - self.box.west) / (self.box.east - self.box.west) * self.width
        return x, (top - _mercator(lat)) / (top - bottom) * self.height


def viewed(box: Box, width: float, height: float) -> View:
    """Return the view that holds a rectangle with some room around it and fills so many pixels.

    Half the world gets less height: filled up to it, most of the map were polar sea.
    """
    roomy = _roomy(box)
    across = roomy.east - roomy.west
    if across > WIDE:
        tall = math.degrees(_mercator(roomy.north) - _mercator(roomy.south))
        height = min(height, max(width * tall / across, LEAST_SHARE * height))
    return View(_filling(roomy, width / height), width, height)


def near(points: Sequence[Point], times: Sequence[int]) -> list[Point]:
    """Return the places worth opening a map on: all of them, unless a few far ones would shrink the many to a spot.

    Those left outside have at most three in ten of the events; they are still drawn, out of the first view.
    """
    lats, lons = [point[2] for point in points], [point[3] for point in points]
    if not points or (max(lons) - min(lons) < CLOSE and max(lats) - min(lats) < CLOSE):
        return list(points)
    middle = _median(lons, times), _median(lats, times)
    away = [math.hypot((lon - middle[0]) * math.cos(math.radians(middle[1])), lat - middle[1])
            for lon, lat in zip(lons, lats, strict=True)]  # fmt: skip
    reach, counted = 0.0, 0
    for far, n in sorted(zip(away, times, strict=True)):
        if counted >= BULK * sum(times):
            break
        reach, counted = far, counted + n
    reach = max(reach * 1.3, 3.0)
    # seen closer than that, what is left out would be missed more than what is shown is gained
    return (
        [point for point, far in zip(points, away, strict=True) if far <= reach]
        if reach < 0.7 * max(away)
        else list(points)
    )


def _median(values: Sequence[float], times: Sequence[int]) -> float:
    counted, half = 0, sum(times) / 2
    for value, n in sorted(zip(values, times, strict=True)):
        counted += n
        if counted >= half:
            return value
    return 0.0


def _roomy(box: Box) -> Box:
    wide = max((box.east - box.west) * 0.08, 0.8)
    tall = max((box.north - box.south) * 0.08, 0.8)
    return Box(
        max(box.west - wide, -180), max(box.south - tall, -75), min(box.east + wide, 180), min(box.north + tall, 80)
    )


def _filling(box: Box, ratio: float) -> Box:
    """Return the box widened or heightened so that on Mercator's projection it has the ratio of the figure."""
    across = math.radians(box.east - box.west)
    top, bottom = _mercator(box.north), _mercator(box.south)
    if across / (top - bottom) < ratio:
        more = math.degrees((top - bottom) * ratio - across) / 2
        return Box(max(box.west - more, -180), box.south, min(box.east + more, 180), box.north)
    more = (across / ratio - (top - bottom)) / 2
    return Box(box.west, _latitude(bottom - more), box.east, _latitude(top + more))


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _latitude(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)


def written_names(keys: Sequence[Point], sizes: Sequence[float], view: View) -> dict[int, str]:
    """Return which places get their name written, and on which side it covers nothing; those with most events first."""
    points = [view.at(key[3], key[2]) for key in keys]
    taken = [
        (x - size / 2, y - size / 2, x + size / 2, y + size / 2) for (x, y), size in zip(points, sizes, strict=True)
    ]
    taken.append(view.key_box(left=view.key_left))
    written: dict[int, str] = {}
    for place, (x, y) in enumerate(points):
        if len(written) >= (LABELLED if view.width >= 600 else 10):
            break
        for side, box in _sides(x, y, sizes[place] / 2 + 3, width_of(keys[place][0], 11)):
            inside = box[0] >= 2 and box[1] >= 2 and box[2] <= view.width - 2 and box[3] <= view.height - 2
            if inside and not any(_touch(box, other) for other in taken):
                taken.append(box)
                written[place] = side
                break
    return written


def _sides(x: float, y: float, away: float, wide: float) -> Iterable[tuple[str, tuple[float, float, float, float]]]:
    yield "middle right", (x + away, y - 8, x + away + wide + 6, y + 8)
    yield "middle left", (x - away - wide - 6, y - 8, x - away, y + 8)
    yield "top center", (x - wide / 2, y - away - 16, x + wide / 2, y - away)
    yield "bottom center", (x - wide / 2, y + away, x + wide / 2, y + away + 16)


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
