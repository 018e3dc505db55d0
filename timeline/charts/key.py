"""The key of a timeline as small drawings of their own, for pages that set it in words beside the chart.

A legend that Plotly draws has columns of one width and takes many rows; words and drawings flow like a line of text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from math import cos, pi, sin
from typing import Any

__all__ = ["drawing", "entries"]

Point = tuple[float, float]
SIDE = 14.0
MIDDLE = SIDE / 2


def entries(styles: Iterable[tuple[str, Mapping[str, Any]]]) -> list[dict[str, str]]:
    """Return label and drawing (the address of an SVG image, complete in itself) of each entry of a legend."""
    return [{"label": label, "drawing": drawing(style)} for label, style in styles]


def drawing(marker: Mapping[str, Any]) -> str:
    """Return a Plotly marker's look as a `data:` address of an SVG image of 14 pixels.

    >>> drawing({"symbol": "circle", "color": "#000", "line": {"color": "#000", "width": 1}})[:26]
    'data:image/svg+xml;base64,'
    """
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 14 14">{_shape(marker)}{_over(marker)}</svg>'
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def _shape(marker: Mapping[str, Any]) -> str:
    line = marker.get("line") or {}
    ink = f'fill="{marker["color"]}" stroke="{line.get("color", "none")}" stroke-width="{line.get("width", 0)}"'
    name = str(marker.get("symbol", "square")).split("-dot")[0].removesuffix("-x")
    if name == "circle":
        return f'<circle cx="7" cy="7" r="5" {ink}/>'
    points = " ".join(f"{MIDDLE + 6 * x:.1f},{MIDDLE + 6 * y:.1f}" for x, y in SHAPES.get(name, SHAPES["square"]))
    return f'<polygon points="{points}" {ink}/>'


def _over(marker: Mapping[str, Any]) -> str:
    """Return what is drawn over the shape: a dot, a cross, a hatch."""
    symbol, color = str(marker.get("symbol", "")), (marker.get("line") or {}).get("color", "none")
    if symbol.endswith("-dot"):
        return f'<circle cx="7" cy="7" r="1.6" fill="{color}"/>'
    strokes = (
        "M4 4L10 10M10 4L4 10"
        if symbol.endswith("-x")
        else "M3 7L7 3M3 11L11 3M7 11L11 7"
        if marker.get("pattern")
        else ""
    )
    return f'<path d="{strokes}" stroke="{color}" stroke-width="1.2"/>' if strokes else ""


def _around(corners: int, *, turned: float = -pi / 2, inner: float | None = None) -> tuple[Point, ...]:
    """Return the corners of a regular polygon, or of a star when `inner` says how deep it is cut."""
    radii = (1.0,) if inner is None else (1.0, inner)
    count = corners * len(radii)
    return tuple(
        (
            radii[n % len(radii)] * cos(turned + 2 * pi * n / count),
            radii[n % len(radii)] * sin(turned + 2 * pi * n / count),
        )
        for n in range(count)
    )


ARM = 0.36
CROSS: tuple[Point, ...] = (
    (-ARM, -1), (ARM, -1), (ARM, -ARM), (1, -ARM), (1, ARM), (ARM, ARM), (ARM, 1), (-ARM, 1), (-ARM, ARM), (-1, ARM), (-1, -ARM),
    (-ARM, -ARM),
)  # fmt: skip
SHAPES: dict[str, tuple[Point, ...]] = {
    "square": ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    "triangle-up": ((0, -0.85), (0.95, 0.75), (-0.95, 0.75)),
    "triangle-down": ((0, 0.85), (0.95, -0.75), (-0.95, -0.75)),
    "triangle-right": ((0.85, 0), (-0.75, 0.9), (-0.75, -0.9)),
    "triangle-se": ((0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    "diamond": _around(4),
    "diamond-wide": ((0, -0.62), (1, 0), (0, 0.62), (-1, 0)),
    "star": _around(5, inner=0.42),
    "hexagram": _around(6, inner=0.58),
    "star-square": _around(4, turned=-pi / 4, inner=0.45),
    "star-triangle-up": _around(3, inner=0.35),
    "pentagon": _around(5),
    "hexagon": _around(6),
    "octagon": _around(8, turned=-pi / 8),
    "cross": CROSS,
    "x": tuple(((x - y) * 0.68, (x + y) * 0.68) for x, y in CROSS),
}
"""Corners of Plotly's symbols as they are used here, from -1 to 1."""
