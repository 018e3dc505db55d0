"""The map: provinces shaded by how many events they have, places as marks sized by the same. It needs no network.

An event known only to its country has no place on a map: the country's outline is drawn strong and the caption counts it. A mark
at the middle of a country would claim to know where.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.charts import boundaries, names
from timeline.charts.alternative import listed
from timeline.charts.boundaries import Box, Outline
from timeline.charts.frame import scale_steps
from timeline.charts.lanes import finest
from timeline.charts.looks import Theme, ThemeName, fade, look_of, mix, standing_out, template, theme_of, type_looks
from timeline.charts.map_view import Point, View, near, viewed, written_names
from timeline.charts.tallies import tallied
from timeline.charts.words import count, number, safe, wrapped
from timeline.rules import Rules

__all__ = ["DISCLAIMER", "MapLevel", "gathered", "is_spread", "place_map"]

MapLevel = Literal["province", "place"]

DISCLAIMER = "Boundaries are for orientation only and imply no opinion on the status of any territory."
MARK = "#D55E00"
MOST_PLACES = 600


@dataclass(slots=True)
class Found:
    """What the table says about where: events by place, by province, by country where nothing finer is known."""

    places: Counter[Point] = field(default_factory=Counter)
    kinds: dict[Point, Counter[str]] = field(default_factory=dict)
    provinces: Counter[str] = field(default_factory=Counter)
    outlines: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    nowhere: int = 0
    events: int = 0


def place_map(
    table: pd.DataFrame,
    *,
    theme: ThemeName = "light",
    level: MapLevel = "province",
    selected: str | None = None,
    whole: bool = False,
    width: int = 1100,
    height: int | None = None,
    labels: bool = True,
    rules: Rules | None = None,
) -> go.Figure:
    """Return the map of a table of events.

    The map opens where most events are, with ``whole`` on all places. ``level`` "province" shades provinces by their number
    of events and marks the places; "place" draws the marks alone. ``selected`` is a region's code to be outlined.
    ``customdata`` of a province is (its code, "region", its country), of a mark (the place's name, "place", the code of its
    province or country). ``width`` and ``height`` are about how large it will be shown, in pixels.
    """
    look = theme_of(theme)
    found = gathered(table)
    view = _view(found, selected, width, height or (520 if width < 600 else 640), whole=whole)
    drawn_outlines = [*_seen_countries(view), *_seen_provinces(found, view)]
    points = list(found.places)
    view = replace(
        view, coarsest=boundaries.readable_grid(drawn_outlines, view.grid),
        key_left=view.hidden(points, left=True) < view.hidden(points, left=False),
    )  # fmt: skip
    known = names.region_names(rules)
    figure = _frame(view, look)
    figure.add_trace(go.Scattergeo(lon=[None], lat=[None], showlegend=False, hoverinfo="skip"))
    for trace in (
        _land(view, look),
        *_provinces(found, view, look, known, shaded=level == "province"),
        *_country_outlines(found, view, look, known),
        *_ring(selected, view, look),
        *_marks(found, view, look, known, rules, labels=labels),
    ):
        figure.add_trace(trace)
    drawn = len(boundaries.provinces()) > 0 or len(boundaries.countries()) > 0
    figure.layout.meta = {
        "chart": "place_map", "theme": theme, "shown": found.events, "caption": _caption(found, known, view, outlines=drawn),
        "alternative": _alternative(found, known), "undated": 0,
    }  # fmt: skip
    return figure


def gathered(table: pd.DataFrame) -> Found:
    """Return where the events of a table are; an event in two places counts for each of them."""
    found = Found(events=len(table))
    # Many events share their places, so each set of places is looked at once.
    for (points, codes, kind), times in tallied(table, _points, "places", "regions", "type"):
        for point in set(points):
            found.places[point] += times
            found.kinds.setdefault(point, Counter())[kind] += times
        parts = finest(codes)
        placed = {point[1][:2] for point in points}
        for outline in {boundaries.outline_of(code) for code in parts if "-" in code}:
            found.outlines[outline] += times
        for code in parts:
            if "-" in code:
                found.provinces[code] += times
            elif code not in placed:
                found.countries[code] += times
        found.nowhere += 0 if points or parts else times
    return found


def _points(places: Iterable[Mapping[str, Any]]) -> tuple[Point, ...]:
    """Return the places that are points; a country or a wide region is none."""
    return tuple(
        (place["name"], place["subdivision"] or place["country"] or "", place["lat"], place["lon"])
        for place in places
        if place["lat"] is not None and place["lon"] is not None
    )


def is_spread(table: pd.DataFrame) -> bool:
    """Return whether a map of these events opens on most of them, not on all."""
    found = gathered(table)
    return len(near(list(found.places), list(found.places.values()))) < len(found.places)


def _view(found: Found, selected: str | None, width: int, height: int, *, whole: bool = False) -> View:
    """Return the ground to show: where most events are or all that has events, with a margin, widened to fill the figure."""
    kept = list(found.places) if whole else near(list(found.places), list(found.places.values()))
    boxes = [Box(lon, lat, lon, lat) for _, _, lat, lon in kept]
    outlines = {**boundaries.countries(), **boundaries.provinces()}
    close = {point[1] for point in kept} | {point[1][:2] for point in kept}
    far = {point[1] for point in found.places} - close
    boxes += [outlines[code].box for code in (*found.outlines, selected) if code in outlines and code not in far]
    wholes = [outlines[code].box for code in found.countries if code in outlines and (code in close or not close)]
    boxes += [box for box in wholes if not boxes or box.east - box.west < 40]
    if not boxes:
        boxes = [Box(-120, -40, 150, 62)]
    box = boxes[0]
    for other in boxes[1:]:
        box = box.joined(other)
    return viewed(box, width, height)


def _frame(view: View, theme: Theme) -> go.Figure:
    lines = wrapped(DISCLAIMER, int(view.width / 6))
    below = 10 + 14 * len(lines)
    figure = go.Figure()
    figure.update_layout(
        template=template(theme), height=int(view.height) + below, clickmode="event+select", showlegend=False, dragmode="pan",
        margin={"l": 0, "r": 0, "t": 0, "b": below, "autoexpand": False},
        geo={
            "visible": False, "projection": {"type": "mercator"}, "bgcolor": _sea(theme),
            "lonaxis": {"range": [view.box.west, view.box.east]}, "lataxis": {"range": list(view.latitudes)},
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
        # a screen of another ratio than was drawn for leaves room beside the map: that is sea, too
        shapes=[{
            "type": "rect", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "layer": "below",
            "fillcolor": _sea(theme), "line": {"width": 0},
        }],
        annotations=[{
            "text": "<br>".join(lines), "xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "yanchor": "top",
            "xshift": 6, "yshift": -4, "showarrow": False, "align": "left", "font": {"size": 10.5, "color": theme.quiet},
        }],
    )  # fmt: skip
    return figure


def _sea(theme: Theme) -> str:
    return "#0d1319" if theme.is_dark else "#eaf1f5"


def _seen_countries(view: View) -> list[Outline]:
    return [outline for outline in boundaries.countries().values() if outline.box.meets(view.box)]


def _seen_provinces(found: Found, view: View) -> list[Outline]:
    concerned = {code[:2] for code in (*found.provinces, *found.countries, *(key[1] for key in found.places))}
    return [o for o in boundaries.provinces().values() if o.country in concerned and o.box.meets(view.box)]


def _land(view: View, theme: Theme) -> Any:
    """Return the countries in view as plain land."""
    seen = _seen_countries(view)
    return go.Choropleth(
        geojson=boundaries.geojson(seen, view.grid), locationmode="geojson-id", locations=[outline.code for outline in seen],
        z=[0.0] * len(seen), colorscale=[[0, theme.land], [1, theme.land]], showscale=False, hoverinfo="skip",
        marker={"line": {"color": theme.border, "width": 0.9}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _provinces(found: Found, view: View, theme: Theme, known: Mapping[str, str], *, shaded: bool) -> Iterable[Any]:
    """Yield the provinces of the countries that have events: shaded by count, the others in outline."""
    seen = _seen_provinces(found, view)
    empty = [o for o in seen if not shaded or not found.outlines[o.code]]
    empty_color = mix(theme.land, theme.ink, 0.1) if theme.is_dark else theme.background
    if empty:
        yield _areas(
            empty, found, view, known, z=[0.0] * len(empty), showscale=False,
            colorscale=[[0, empty_color], [1, empty_color]],
            marker={"line": {"color": fade(theme.border, 0.55), "width": 0.6}},
        )  # fmt: skip
    full = [o for o in seen if shaded and found.outlines[o.code]]
    if full:
        counts = [found.outlines[o.code] for o in full]
        yield _areas(
            full, found, view, known, z=np.sqrt(counts), marker={"line": {"color": theme.border, "width": 0.9}},
            **_scale(max(counts), theme, view),
        )  # fmt: skip


def _areas(outlines: Sequence[Outline], found: Found, view: View, known: Mapping[str, str], **looks: Any) -> Any:
    names_of = [o.name if len(o.covers) > 1 else known.get(o.code, o.name) for o in outlines]
    return go.Choropleth(
        geojson=boundaries.geojson(outlines, view.grid), locationmode="geojson-id", locations=[o.code for o in outlines],
        hoverinfo="text", customdata=[[o.code, "region", o.country] for o in outlines],
        hovertext=[f"<b>{safe(name, 80)}</b><br>{count(found.outlines[o.code], 'event')}"
                   for name, o in zip(names_of, outlines, strict=True)],
        unselected={"marker": {"opacity": 1}}, **looks,
    )  # fmt: skip


def _scale(most: int, theme: Theme, view: View) -> dict[str, Any]:
    long = min(230.0, view.width * 0.6)
    steps = scale_steps(most, long, lambda n: math.sqrt(n / most))
    ramp = theme.ramp[:-1]
    return {
        "colorscale": [[i / (len(ramp) - 1), color] for i, color in enumerate(ramp)],
        "zmin": 0,
        "zmax": math.sqrt(most),
        "colorbar": {
            "orientation": "h",
            "x": 0 if view.key_left else 1,
            "xanchor": "left" if view.key_left else "right",
            "xpad": 14,
            "y": 0,
            "yanchor": "bottom",
            "ypad": 14,
            "thickness": 9,
            "len": long,
            "lenmode": "pixels",
            "outlinewidth": 0,
            "ticks": "",
            "bgcolor": fade(theme.background, 0.86),
            "tickvals": [math.sqrt(n) for n in steps],
            "ticktext": [number(n) for n in steps],
            "tickfont": {"size": 11, "color": theme.ink},
            "title": {"text": "events in a province", "side": "top", "font": {"size": 11, "color": theme.ink}},
        },
    }


def _country_outlines(found: Found, view: View, theme: Theme, known: Mapping[str, str]) -> Iterable[Any]:
    """Yield the strong outline of each country with events known only to it, with its count in the hover."""
    outlines = boundaries.countries()
    for code, times in found.countries.most_common():
        if code not in outlines or not outlines[code].box.meets(view.box):
            continue
        lons, lats = boundaries.rings(outlines[code], view.grid)
        words = f"<b>{safe(known.get(code, code))}</b><br>{count(times, 'event')} known only to the country"
        yield go.Scattergeo(
            lon=lons, lat=lats, mode="lines", line={"color": theme.ink, "width": 1.6, "dash": "dot"}, hoverinfo="text",
            text=words, customdata=[[code, "region", code]] * len(lons) if len(lons) < 400 else None, showlegend=False,
        )  # fmt: skip


def _ring(selected: str | None, view: View, theme: Theme) -> Iterable[Any]:
    outline: Outline | None = {**boundaries.countries(), **boundaries.provinces()}.get(selected or "")
    if outline is not None:
        lons, lats = boundaries.rings(outline, view.grid)
        yield go.Scattergeo(lon=lons, lat=lats, mode="lines", line={"color": theme.ink, "width": 2.6}, hoverinfo="skip")


def _marks(
    found: Found, view: View, theme: Theme, known: Mapping[str, str], rules: Rules | None, *, labels: bool
) -> Iterable[Any]:
    """Yield the places, small ones above large ones, and the names of those that have room."""
    shown = found.places.most_common(MOST_PLACES)
    if not shown:
        return
    sizes = [_size(times, shown[0][1], view) for _, times in shown]
    keys = [key for key, _ in shown]
    written = written_names(keys, sizes, view) if labels else {}
    yield go.Scattergeo(
        lon=np.array([key[3] for key in keys], dtype=np.float64),
        lat=np.array([key[2] for key in keys], dtype=np.float64),
        mode="markers+text",
        showlegend=False,
        hoverinfo="text",
        marker={
            "size": sizes,
            "color": fade(MARK, 0.8),
            "opacity": 1,
            "line": {"color": standing_out(MARK, theme), "width": 1.2},
        },
        text=[safe(key[0], 40) if i in written else "" for i, key in enumerate(keys)],
        textposition=[written.get(i, "middle right") for i in range(len(keys))],
        textfont={"size": 11, "color": theme.ink, "shadow": _halo(theme)},
        hovertext=_place_hovers(found, shown, known, rules),
        customdata=[[key[0], "place", key[1]] for key in keys],
        unselected={"marker": {"opacity": 0.5}, "textfont": {"color": theme.ink}},
    )


def _place_hovers(
    found: Found, shown: Sequence[tuple[Point, int]], known: Mapping[str, str], rules: Rules | None
) -> list[str]:
    looks = type_looks(rules)
    hovers = []
    for key, times in shown:
        kinds = ", ".join(f"{look_of(looks, kind).label} {n}" for kind, n in found.kinds[key].most_common(3))
        where = safe(known.get(key[1], key[1]))
        hovers.append(f"<b>{safe(key[0], 60)}</b><br>{where} · {count(times, 'event')}<br>{safe(kinds, 80)}")
    return hovers


def _size(times: int, most: int, view: View) -> float:
    largest = 30.0 if view.width >= 600 else 22.0
    return round(7 + (largest - 7) * math.sqrt(times / most) if most > 1 else 11.0, 1)


def _halo(theme: Theme) -> str:
    return ", ".join(f"{x}px {y}px 2px {theme.background}" for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1), (0, 0)))


def _caption(found: Found, known: Mapping[str, str], view: View, *, outlines: bool) -> str:
    if not found.events:
        return "No event to draw."
    parts = [f"{count(found.events, 'event')}; the area of a mark goes with its number of events"]
    if found.countries:
        said = listed([(known.get(code, code), n) for code, n in found.countries.most_common()], 4)
        parts.append(f"known only to the country, dotted outline and no mark: {said}")
    beyond = [(point[0], n) for point, n in found.places.most_common() if not view.holds(point)]
    if beyond:
        parts.append(f"outside the first view: {listed(beyond, 4)}")
    bare = sum(n for code, n in found.outlines.items() if outlines and code not in boundaries.provinces())
    if bare:
        parts.append(f"{count(bare, 'event')} in provinces whose outline is not known here")
    if len(found.places) > MOST_PLACES:
        parts.append(f"the {MOST_PLACES} places with most events of {number(len(found.places))}")
    if found.nowhere:
        parts.append(f"{count(found.nowhere, 'event')} without any place")
    if not outlines:
        parts.append("outlines are missing from this installation")
    return "; ".join(parts) + "."


def _alternative(found: Found, known: Mapping[str, str]) -> str:
    if not found.provinces and not found.places and not found.countries:
        return "Map without any event that has a place."
    said = []
    if found.provinces:
        said.append(
            "By province: " + listed([(known.get(code, code), n) for code, n in found.provinces.most_common()], 6) + "."
        )
    if found.places:
        said.append("Places: " + listed([(key[0], n) for key, n in found.places.most_common()], 6) + ".")
    return f"Map of {count(found.events, 'event')}. " + " ".join(said)
