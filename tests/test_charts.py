"""The charts as figures: what is drawn where, what is said about what is not, sizes, colours.

Their looks are measured in test_chart_images.py.
"""

from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import orjson
import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest
from made_tables import as_table, made_figures, made_table

from timeline import charts
from timeline.charts import boundaries, density, lanes, likeness, looks, map_view, places, spread
from timeline.charts.boundaries import Box, Outline
from timeline.charts.drawn import DAY, as_day, drawn, focus
from timeline.charts.words import date_words, safe, width_of, wrapped
from timeline.errors import UsageError

HOSTILE = '<img src=x onerror=alert(1)> <a href="https://evil.example">here</a> $x^2$ & %{y}'


def one(**values: Any) -> pd.DataFrame:
    """A table of one plain event with these values."""
    plain = {
        "type": "attack", "status": "reported", "first": date(2024, 3, 5), "last": date(2024, 3, 5), "precision": "day",
        "bound": "on", "edtf": "", "actors": ("A",), "regions": (), "places": (), "place_names": (),
    }  # fmt: skip
    return as_table([{**plain, **values}])


def mode(trace: Any) -> str:
    return str(trace.mode) if trace.type in ("scatter", "scattergeo") else trace.type


def marks(figure: go.Figure) -> list[Any]:
    """The traces whose marks stand for events."""
    return [trace for trace in figure.data if trace.customdata is not None]


def ids(figure: go.Figure) -> set[str]:
    return {row[0] for trace in marks(figure) for row in trace.customdata}


def size(figure: go.Figure) -> int:
    return len(figure.to_json(engine="orjson"))


def meta(figure: go.Figure, name: str) -> Any:
    return figure.layout.meta[name]


# ---------------------------------------------------------------- the timeline


def test_every_dated_event_can_be_clicked_and_undated_ones_are_counted() -> None:
    table = made_table(200)
    dated = table[table["first"].notna() | table["last"].notna()]
    figure = charts.chronology(table)
    assert ids(figure) == set(dated["event_id"])
    assert f"{len(table) - len(dated)} undated events not drawn" in meta(figure, "caption")
    for trace in marks(figure):
        count = len(trace.y)
        assert len(trace.customdata) == count == len(trace.hovertext), "each mark has its own id and words"


def test_a_day_is_a_mark_at_that_day() -> None:
    (mark,) = marks(charts.chronology(one()))
    assert mark.mode == "markers"
    assert as_day(date(2024, 3, 5)) * DAY < mark.x[0] < as_day(date(2024, 3, 6)) * DAY


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        (date(2022, 11, 1), date(2022, 11, 30), "month"),
        (date(2013, 1, 1), date(2013, 12, 31), "year"),
        (date(2025, 9, 8), date(2025, 9, 12), "range"),
        (date(2025, 7, 1), date(2025, 7, 10), "vague"),
    ],
)
def test_an_interval_is_a_bar_over_exactly_its_days(first: date, last: date, precision: str) -> None:
    (bar,) = marks(charts.chronology(one(first=first, last=last, precision=precision, bound="during")))
    assert bar.type == "bar"
    assert bar.base[0] == as_day(first) * DAY
    assert bar.base[0] + bar.x[0] == (as_day(last) + 1) * DAY


def test_what_lies_somewhere_within_is_hatched_and_paler_than_what_lasted() -> None:
    within = charts.chronology(one(first=date(2024, 3, 1), last=date(2024, 3, 31), precision="month"))
    lasted = charts.chronology(one(first=date(2024, 3, 1), last=date(2024, 3, 31), precision="range"))
    once = charts.chronology(
        one(first=date(2024, 3, 1), last=date(2024, 3, 31), precision="range", edtf="[2024-03-01..2024-03-31]")
    )
    (soft,), (firm,), (one_of_them,) = marks(within), marks(lasted), marks(once)
    assert soft.marker.pattern.shape == "/" == one_of_them.marker.pattern.shape
    assert not firm.marker.pattern.shape
    assert alpha(soft.marker.color) < alpha(firm.marker.color)
    year = charts.chronology(one(first=date(2024, 1, 1), last=date(2024, 12, 31), precision="year"))
    assert alpha(marks(year)[0].marker.color) < alpha(soft.marker.color), "a year is softer than a month"


def alpha(color: str) -> float:
    return float(color.rsplit(",", 1)[1].rstrip(")"))


@pytest.mark.parametrize(
    ("first", "last", "bound", "arrow"),
    [
        (date(2023, 9, 1), None, "since", "triangle-right"),
        (date(2023, 9, 1), date(2024, 2, 1), "since", "triangle-right"),
        (None, date(2019, 12, 31), "before", "triangle-left"),
        (None, date(2019, 12, 31), "until", "triangle-left"),
    ],
)
def test_open_ends_fade_out_into_an_arrow(first: date | None, last: date | None, bound: str, arrow: str) -> None:
    figure = charts.chronology(one(first=first, last=last, bound=bound, precision="month"))
    tips = [trace for trace in marks(figure) if mode(trace) == "markers" and trace.marker.symbol == arrow]
    assert len(tips) == 1
    fading = next(
        trace for trace in figure.data if trace.type == "bar" and trace.hoverinfo == "skip" and trace.base is not None
    )
    steps = [alpha(color) for color in fading.marker.color]
    assert steps == sorted(steps, reverse=True), "paler with every step away"
    assert "open end" in {trace.name for trace in figure.data if trace.showlegend}
    known = last if arrow == "triangle-right" and last else first or last
    assert known is not None
    beyond = tips[0].x[0] > (as_day(known) + 0.5) * DAY
    assert beyond == (arrow == "triangle-right")


def test_claims_differ_without_colour() -> None:
    seen = {}
    for status in ("reported", "planned", "alleged", "denied"):
        figure = charts.chronology(one(status=status))
        mark = marks(figure)[0]
        crossed = any(trace.marker.symbol == "x-thin" for trace in figure.data if mode(trace) == "markers")
        seen[status] = (mark.marker.symbol, mark.marker.color == looks.LIGHT.background, crossed)
        assert status == "reported" or status in {trace.name for trace in figure.data}, "the legend explains it"
    assert len(set(seen.values())) == 4, seen
    bars = {}
    for status in ("reported", "planned", "alleged", "denied"):
        values = {"first": date(2024, 3, 1), "last": date(2024, 3, 9), "precision": "range", "status": status}
        bar = marks(charts.chronology(one(**values)))[0]
        bars[status] = (bar.marker.pattern.shape or "", bar.marker.color == looks.LIGHT.background)
    assert len(set(bars.values())) == 4, bars


def test_an_event_in_several_lanes_is_marked_in_each_and_counted_once() -> None:
    figure = charts.chronology(one(actors=("A", "B", "C")))
    (mark,) = marks(figure)
    assert len(mark.y) == 3 == len(set(mark.y))
    assert {row[0] for row in mark.customdata} == {"e000000"}
    assert "1 event; 1 of them stands in several lanes" in meta(figure, "caption")
    figures = [trace for trace in figure.data if mode(trace) == "text" and trace.textfont.size == 9]
    assert [text.strip() for text in figures[0].text] == ["3", "3", "3"]


def test_lanes_are_ordered_by_number_of_events_and_the_rest_shares_one() -> None:
    table = as_table([{"actors": (name,)} for name in "A" * 5 + "B" * 9 + "C" * 2 + "D"] + [{"actors": ()}])
    sides = lanes.lanes_of(drawn(table), "actor", most=3)
    assert sides.labels == ("B", "A", "2 other actors", "no actor named")
    assert sides.keys == ("B", "A", None, None)
    assert sides.counts == (9, 5, 3, 1)
    assert lanes.lanes_of(drawn(table), "actor", most=4).labels[:4] == ("B", "A", "C", "D")


def test_a_country_has_a_lane_only_for_what_is_not_known_closer() -> None:
    table = as_table([{"regions": ("PK", "PK-KP")}, {"regions": ("PK",)}, {"regions": ("AF", "PK-KP", "PK")}])
    sides = lanes.lanes_of(drawn(table), "region", most=9)
    assert dict(zip(sides.keys, sides.counts, strict=True)) == {"PK-KP": 2, "PK": 1, "AF": 1}
    assert "country only" in sides.labels[sides.keys.index("PK")]


@pytest.mark.parametrize("by", ["actor", "region", "type", "source"])
def test_every_kind_of_lane(by: lanes.LaneBy) -> None:
    table = made_table(120)
    figure = charts.chronology(table, lanes=by)
    assert ids(figure) == set(table[table["first"].notna() | table["last"].notna()]["event_id"])
    assert by in meta(figure, "alternative")


def test_marks_of_a_lane_do_not_overlap() -> None:
    table = made_table(300)
    boxes: dict[float, list[tuple[float, float]]] = {}
    for trace in marks(charts.chronology(table, lanes="region", max_lanes=20)):
        if trace.type != "bar" or trace.marker.line.width == 0:
            continue
        for y, base, long in zip(trace.y, trace.base, trace.x, strict=True):
            boxes.setdefault(float(y), []).append((base, base + long))
    for spans in boxes.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_packing_leaves_a_gap_and_uses_no_more_rows_than_it_may() -> None:
    assert lanes.pack([0, 10, 20], [9, 19, 29], gap=0, rows=5) == [0, 0, 0]
    assert lanes.pack([0, 10, 20], [9, 19, 29], gap=2, rows=5) == [0, 1, 0]
    assert max(lanes.pack([0.0] * 50, [9.0] * 50, gap=1, rows=4)) == 3


def test_titles_beside_marks_have_room() -> None:
    table = made_table(30)
    figure = charts.chronology(table, labels=True, width=1100)
    spots: dict[float, list[tuple[float, float]]] = {}
    low, high = figure.layout.xaxis.range
    across = 1100 - figure.layout.margin.l - figure.layout.margin.r
    for trace in figure.data:
        if mode(trace) != "text" or trace.textfont.size < 11:
            continue
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True):
            at, long = (x - low) / (high - low) * across, width_of(text, 11)
            left = at if trace.textposition == "middle right" else at - long
            assert left >= -8, text
            assert left + long <= across + 8, text
            spots.setdefault(float(y), []).append((left, left + long))
    assert spots, "titles are written"
    for spans in spots.values():
        spans.sort()
        assert all(a[1] <= b[0] + 8 for a, b in pairwise(spans))


def test_the_chosen_event_is_ringed() -> None:
    table = made_table(40)
    dated = table[table["first"].notna()]["event_id"].iloc[3]
    plain, ringed = charts.chronology(table), charts.chronology(table, selected=dated)
    assert len(ringed.data) > len(plain.data)
    assert len(charts.chronology(table, selected="nobody").data) == len(plain.data)


def test_the_legend_shows_types_by_their_own_symbol_not_by_the_first_hatch() -> None:
    figure = charts.chronology(one(first=date(2024, 1, 1), last=date(2024, 12, 31), precision="year"))
    entry = next(trace for trace in figure.data if trace.showlegend)
    assert entry.type == "scatter"
    assert entry.x == (None,)
    assert entry.legendgroup == "attack", "a click on it hides the type's marks"
    assert not any(trace.showlegend for trace in marks(figure))


def test_far_events_do_not_squeeze_the_others_and_are_counted() -> None:
    lines = [
        {"first": date(2024, 1, n), "last": date(2024, 1, n), "precision": "day", "bound": "on"} for n in range(1, 29)
    ]
    old = {"first": date(1893, 11, 12), "last": date(1893, 11, 12), "precision": "day", "bound": "on"}
    table = as_table([old, *lines])
    figure = charts.chronology(table)
    assert figure.layout.xaxis.range[0] > as_day(date(2023, 1, 1)) * DAY
    assert "1 earlier beyond the edges" in meta(figure, "caption")
    assert "e000000" in ids(figure), "it is there when one zooms out"
    whole = charts.chronology(table, window=(None, None))
    assert whole.layout.xaxis.range[0] <= as_day(date(1893, 11, 12)) * DAY
    assert focus(drawn(table)) == (as_day(date(2024, 1, 1)), as_day(date(2024, 1, 28)))


def test_the_busiest_days_are_told_only_where_they_are_much_shorter_than_all() -> None:
    thick = [
        {"first": date(2024, 5, n), "last": date(2024, 5, n), "precision": "day", "bound": "on"} for n in range(1, 21)
    ]
    thin = [
        {"first": date(year, 1, 1), "last": date(year, 12, 31), "precision": "year", "bound": "during"}
        for year in range(2015, 2024)
    ]
    found = charts.busiest_days(as_table([*thin, *thick]))
    assert found is not None
    assert date(2024, 4, 1) < found[0] < date(2024, 5, 10)
    assert date(2024, 5, 10) < found[1] < date(2024, 6, 10)
    assert charts.busiest_days(as_table(thick)) is None, "all of them are near"
    assert charts.busiest_days(as_table(thin)) is None, "years are nowhere in particular"


def test_dates_stand_above_tall_timelines_too_and_move_with_those_below() -> None:
    tall = charts.chronology(made_table(200), lanes="type")
    assert (tall.layout.xaxis2.side, tall.layout.xaxis2.matches) == ("top", "x")
    assert tall.layout.xaxis2.tickmode == "auto", "left to Plotly they would be set by pixels and name the wrong month"
    assert "xaxis2" not in charts.chronology(made_table(3)).layout


def test_without_a_legend_the_key_is_told_in_labels_and_drawings() -> None:
    table = made_table(200)
    bare, whole = charts.chronology(table, legend=False), charts.chronology(table)
    assert not any(trace.showlegend for trace in bare.data)
    labels = [entry["label"] for entry in bare.layout.meta["key"]]
    assert labels == [trace.name for trace in whole.data if trace.showlegend]
    assert all(entry["drawing"].startswith("data:image/svg+xml;base64,") for entry in bare.layout.meta["key"])
    assert bare.layout.height < whole.layout.height


def test_every_type_has_a_symbol_that_can_be_drawn_in_the_key() -> None:
    from timeline.charts.key import SHAPES

    assert {look.symbol for look in charts.type_looks().values()} <= {*SHAPES, "circle"}


def test_a_window_is_kept() -> None:
    figure = charts.chronology(made_table(50), window=(date(2024, 1, 1), date(2024, 6, 30)))
    low, high = figure.layout.xaxis.range
    assert as_day(date(2023, 12, 20)) * DAY < low <= as_day(date(2024, 1, 1)) * DAY
    assert (as_day(date(2024, 6, 30)) + 1) * DAY <= high < as_day(date(2024, 7, 10)) * DAY


# ---------------------------------------------------------------- many events


def test_many_events_are_counted_by_lane_and_period() -> None:
    table = made_table(3000)
    figure = charts.chronology(table, window=(None, None))
    assert meta(figure, "chart") == "density"
    (cells,) = marks(figure)
    lane, first, last = cells.customdata[0]
    assert lane in {name for names in table["actors"] for name in names} | {""}
    assert first < last
    assert len(cells.base) == len(cells.customdata) == len(cells.hovertext)


def test_cells_add_up_to_the_events() -> None:
    table = made_table(2000, undated=0.1)
    events = drawn(table)
    sides = lanes.lanes_of(events, "type", most=20)
    bins = spread.bins_of("month", *events.span)
    weights = spread.spread(events.first[sides.event], events.last[sides.event], sides.lane, len(sides), bins)
    assert weights.sum() == pytest.approx(len(events))
    assert weights.sum(axis=1) == pytest.approx(sides.counts)


def test_events_of_many_actors_are_counted_when_their_marks_would_be_too_many() -> None:
    table = made_table(900).assign(actors=[("A", "B", "C", "D")] * 900)
    assert meta(charts.chronology(table), "chart") == "density"
    assert meta(charts.chronology(table, lanes="type"), "chart") == "chronology"


@pytest.mark.parametrize("events", [20, 300, 1000, 5000, 200_000])
def test_no_chart_is_heavier_than_half_a_megabyte(events: int) -> None:
    table = made_table(events) if events < 10_000 else repeated(made_table(5000), events)
    made = [
        charts.chronology(table), charts.chronology(table, lanes="region", max_lanes=40),
        charts.per_period(table, period="day"), charts.per_period(table, period="week", by="actor", uncertain="apart"),
        charts.place_map(table), charts.overview(table), charts.actor_matrix(table, most=30),
        charts.actor_network(table), charts.ranking(table, by="actor"),
    ]  # fmt: skip
    assert [meta(figure, "chart") for figure in made if size(figure) > 500_000] == []


def repeated(table: pd.DataFrame, events: int) -> pd.DataFrame:
    many = pd.concat([table] * (events // len(table)), ignore_index=True)
    many["event_id"] = [f"e{number:07d}" for number in range(len(many))]
    return many


# ---------------------------------------------------------------- periods


def stacked(figure: go.Figure) -> dict[str, float]:
    sums: dict[str, float] = {}
    for trace in figure.data:
        if trace.type == "bar" and trace.orientation != "h":
            for value, row in zip(trace.y, trace.customdata, strict=True):
                sums[row[1]] = sums.get(row[1], 0.0) + float(value)
    return sums


def test_no_spike_on_the_first_of_january() -> None:
    years = [{"first": date(2024, 1, 1), "last": date(2024, 12, 31), "precision": "year", "bound": "during"}] * 12
    sums = stacked(charts.per_period(as_table(years), period="month"))
    assert len(sums) == 12
    assert max(sums.values()) < 1.05
    assert sum(sums.values()) == pytest.approx(12, abs=0.02)
    assert stacked(charts.per_period(as_table(years), period="year")) == {"2024-01-01": 12}


def test_uncertain_events_can_be_shown_apart() -> None:
    day = {"first": date(2024, 5, 5), "last": date(2024, 5, 5), "precision": "day", "bound": "on"}
    year = {"first": date(2024, 1, 1), "last": date(2024, 12, 31), "precision": "year", "bound": "during"}
    figure = charts.per_period(as_table([year, year, day]), period="month", uncertain="apart")
    assert stacked(figure) == {"2024-05-01": 1}
    aside = next(trace for trace in figure.data if trace.orientation == "h")
    assert list(aside.text) == ["2"]
    assert aside.customdata[0] == ["", "2024-01-01", "2024-12-31"]
    assert "2 with a date wider than one month shown apart" in meta(figure, "caption")
    spread_out = charts.per_period(as_table([year, year, day]), period="month")
    assert "2 with a date wider than one month spread evenly" in meta(spread_out, "caption")


def test_open_ended_and_undated_events_are_said_not_counted() -> None:
    lines = [
        {"first": date(2024, 5, 5), "last": date(2024, 5, 5), "bound": "on"},
        {"first": date(2024, 5, 5), "last": None, "bound": "since"},
        {"first": None, "last": None, "bound": "during"},
    ]
    figure = charts.per_period(as_table(lines))
    assert sum(stacked(figure).values()) == 1
    assert "1 event with an open end not counted" in meta(figure, "caption")
    assert "1 undated event not counted" in meta(figure, "caption")


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [("day", "2024-05-15", "2024-05-15"), ("week", "2024-05-13", "2024-05-19"), ("month", "2024-05-01", "2024-05-31"),
     ("quarter", "2024-04-01", "2024-06-30"), ("year", "2024-01-01", "2024-12-31")],
)  # fmt: skip
def test_periods_of_the_calendar(period: spread.Period, first: str, last: str) -> None:
    figure = charts.per_period(one(first=date(2024, 5, 15), last=date(2024, 5, 15)), period=period)
    assert [*figure.data[0].customdata[0][1:]] == [first, last]


def test_too_fine_a_period_is_made_coarser_and_said() -> None:
    lines = [{"first": date(year, 1, 1), "last": date(year, 1, 1)} for year in range(1950, 2025)]
    figure = charts.per_period(as_table(lines), period="day")
    assert meta(figure, "period") in ("month", "quarter")
    assert "too many days to be shown" in meta(figure, "caption")


def test_bars_of_a_colour_differ_by_hatch_too() -> None:
    figure = charts.per_period(made_table(300), by="actor", most_parts=9)
    seen = [(trace.marker.color, trace.marker.pattern.shape) for trace in figure.data if trace.type == "bar"]
    assert len(set(seen)) == len(seen)


def test_colours_that_look_alike_get_different_hatches() -> None:
    every = [look.color for look in looks.type_looks().values()]
    chosen = likeness.hatches_for(every[:10])
    for n, one in enumerate(every[:10]):
        for m, other in enumerate(every[:n]):
            assert not likeness.alike(one, other) or chosen[n] != chosen[m], (one, other)
    assert likeness.alike("#A05000", "#607000"), "not apart for people without green cones"


def test_the_overview_lights_the_window() -> None:
    table = made_table(100)
    assert len(charts.overview(table).layout.shapes) == 0
    assert len(charts.overview(table, window=(date(2023, 1, 1), date(2023, 12, 31))).layout.shapes) == 2


# ---------------------------------------------------------------- the map


def square(code: str, west: float, south: float) -> Outline:
    """A province of two degrees, its ring counter-clockwise as in RFC 7946."""
    ring = [[west, south], [west + 2, south], [west + 2, south + 2], [west, south + 2], [west, south]]
    feature = {"id": code, "properties": {"name": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    outline = boundaries._outline(feature)
    assert outline is not None
    return outline


@pytest.fixture
def outlines(monkeypatch: pytest.MonkeyPatch) -> None:
    provinces = {o.code: o for o in (square("PK-KP", 70, 33), square("PK-BA", 65, 29), square("AF-KHO", 69, 32))}
    countries = {o.code: o for o in (square("PK", 68, 30), square("AF", 66, 33))}
    monkeypatch.setattr(boundaries, "outline_of", lambda code: code)
    monkeypatch.setattr(boundaries, "provinces", lambda: provinces)
    monkeypatch.setattr(boundaries, "countries", lambda: countries)


PESHAWAR = {"name": "Peshawar", "country": "PK", "subdivision": "PK-KP", "lat": 34.01, "lon": 71.58}
PAKISTAN = {"name": "Pakistan", "country": "PK", "subdivision": None, "lat": None, "lon": None}


@pytest.mark.usefixtures("outlines")
def test_the_map_asks_the_network_for_nothing() -> None:
    figure = charts.place_map(made_table(100))
    assert figure.data[0].type == "scattergeo", "plotly fetches a world map if the first trace has a locationmode"
    assert figure.data[0].to_plotly_json().get("locationmode") is None
    assert figure.layout.geo.visible is False
    assert all(trace.locationmode == "geojson-id" for trace in figure.data if trace.type == "choropleth")


@pytest.mark.usefixtures("outlines")
def test_no_mark_for_what_is_known_only_to_the_country() -> None:
    table = as_table([
        {"places": (PESHAWAR,), "regions": ("PK", "PK-KP"), "place_names": ("Peshawar",)},
        {"places": (PAKISTAN,), "regions": ("PK",), "place_names": ("Pakistan",)},
        {"places": (), "regions": (), "place_names": ()},
    ])  # fmt: skip
    figure = charts.place_map(table)
    points = [trace for trace in figure.data if trace.type == "scattergeo" and mode(trace) == "markers+text"]
    assert [row[0] for row in points[0].customdata] == ["Peshawar"]
    dotted = [trace for trace in figure.data if trace.type == "scattergeo" and mode(trace) == "lines"]
    assert len(dotted) == 1
    assert "known only to the country" in dotted[0].text
    assert "Pakistan (1)" in meta(figure, "caption")
    assert "1 event without any place" in meta(figure, "caption")


@pytest.mark.usefixtures("outlines")
def test_provinces_are_shaded_by_their_events_and_can_be_clicked() -> None:
    table = as_table(
        [{"regions": ("PK", "PK-KP"), "places": (PESHAWAR,)}] * 10 + [{"regions": ("PK-BA",), "places": ()}]
    )
    figure = charts.place_map(table)
    shaded = next(trace for trace in figure.data if trace.type == "choropleth" and trace.showscale is not False)
    assert dict(zip(shaded.locations, np.round(shaded.z**2), strict=True)) == {"PK-KP": 10, "PK-BA": 1}
    assert {tuple(row) for row in shaded.customdata} == {("PK-KP", "region", "PK"), ("PK-BA", "region", "PK")}
    flat = charts.place_map(table, level="place")
    assert not any(trace.type == "choropleth" and trace.showscale is not False for trace in flat.data)


def test_outer_rings_run_clockwise() -> None:
    def area(ring: np.ndarray) -> float:
        x, y = ring[:, 0], ring[:, 1]
        return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))

    outline = square("PK-KP", 70, 33)
    assert area(outline.polygons[0][0]) < 0, "d3 takes a counter-clockwise ring for the rest of the world"
    hole = {"id": "X", "geometry": {"type": "Polygon", "coordinates": [
        [[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]], [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]],
    ]}}  # fmt: skip
    holed = boundaries._outline(hole)
    assert holed is not None
    assert area(holed.polygons[0][0]) < 0 < area(holed.polygons[0][1])


def on_the_globe(ring: list[list[float]]) -> float:
    """The area to the right of a ring on a globe of radius 1, as d3 reckons it: more than 6 is the world less a hole."""
    lon, half = np.radians(ring)[:, 0], np.radians(ring)[:, 1] / 2 + np.pi / 4
    step = np.diff(lon)
    side = np.where(step >= 0, 1.0, -1.0)
    sines, cosines = np.sin(half[:-1]) * np.sin(half[1:]), np.cos(half[:-1]) * np.cos(half[1:])
    area = 2 * np.arctan2(sines * side * np.sin(np.abs(step)), cosines + sines * np.cos(step)).sum()
    return float(area if area >= 0 else area + 4 * np.pi)


@pytest.mark.parametrize("grid", [0.004, 0.05, 0.1, 0.3, 1.0])
def test_no_outline_floods_the_map(grid: float) -> None:
    every = [*boundaries.countries().values(), *boundaries.provinces().values()]
    flooded = []
    for feature in boundaries.geojson(every, grid)["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            if on_the_globe(polygon[0]) > 6:
                flooded.append(feature["id"])
            spikes = [a for a, b, c in zip(polygon[0], polygon[0][1:], polygon[0][2:], strict=False) if a == c != b]
            assert not spikes, (feature["id"], spikes)
    assert flooded == []


def test_a_map_of_far_places_opens_where_most_events_are() -> None:
    suva = {"name": "Suva", "country": "FJ", "subdivision": None, "lat": -18.1, "lon": 178.4}
    table = as_table([{"places": (PESHAWAR,), "regions": ("PK-KP",)}] * 9 + [{"places": (suva,), "regions": ("FJ",)}])
    figure = charts.place_map(table)
    assert figure.layout.geo.lonaxis.range[1] < 120
    assert "outside the first view: Suva (1)" in meta(figure, "caption")
    assert charts.is_spread(table)
    whole = charts.place_map(table, whole=True)
    assert whole.layout.geo.lonaxis.range[1] > 178
    assert "outside the first view" not in meta(whole, "caption")


def test_neighbours_keep_their_common_border_on_a_coarser_grid() -> None:
    made = boundaries.geojson([square("A", 0.013, 0), square("B", 2.013, 0)], 0.05)
    first, second = ({tuple(p) for p in f["geometry"]["coordinates"][0][0]} for f in made["features"])
    assert len(first) == len(second) == 4
    assert len(first & second) == 2


def test_the_view_holds_all_places_and_fills_the_figure() -> None:
    view = places._view(places.gathered(made_table(50)), None, 1000, 600, whole=True)
    for _, _, lat, lon in places.gathered(made_table(50)).places:
        x, y = view.at(lon, lat)
        assert 0 < x < 1000
        assert 0 < y < 600
    assert isinstance(view.box, Box)


def test_names_on_the_map_do_not_collide() -> None:
    found = places.gathered(made_table(400))
    view = places._view(found, None, 1000, 600)
    keys = [key for key, _ in found.places.most_common()]
    written = map_view.written_names(keys, [12.0] * len(keys), view)
    assert len(written) >= 6
    boxes = []
    for number, side in written.items():
        x, y = view.at(keys[number][3], keys[number][2])
        boxes.append(dict(map_view._sides(x, y, 9.0, width_of(keys[number][0], 11)))[side])
    for a, box in enumerate(boxes):
        assert not any(map_view._touch(box, other) for other in boxes[a + 1 :])


def test_the_packaged_outlines_are_those_of_known_codes() -> None:
    provinces, countries = boundaries.provinces(), boundaries.countries()
    if not provinces:
        pytest.skip("the outlines are not packaged yet")
    assert {"PK-KP", "PK-BA", "AF-KAB"} <= set(provinces)
    assert {"PK", "AF", "IN", "IR"} <= set(countries)
    for outline in (*provinces.values(), *countries.values()):
        assert -180 <= outline.box.west <= outline.box.east <= 180


# ---------------------------------------------------------------- figures and actors


def test_figures_have_low_and_high_and_arrows_where_there_is_no_limit() -> None:
    table = made_figures(1)
    table = pd.concat([table] * 3, ignore_index=True)
    table["event_id"] = ["a", "b", "c"]
    table["first"] = table["last"] = pd.Timestamp("2024-05-05")
    table["unit"], table["value"] = "killed", 100.0
    table["low"], table["high"] = [80.0, 100.0, 100.0], [130.0, 100.0, float("nan")]
    table["publishers"] = [("A",), ("A",), ("B",)]
    figure = charts.figures_chart(table)
    points = {row[0]: (trace, n) for trace in marks(figure) for n, row in enumerate(trace.customdata)}
    trace, n = points["a"]
    assert (trace.error_y.arrayminus[n], trace.error_y.array[n]) == (20, 30)
    assert "80–130 killed" in trace.hovertext[n]
    assert "at least 100 killed" in points["c"][0].hovertext[points["c"][1]]
    assert [t.text for t in figure.data if mode(t) == "text"] == ["↑"]
    assert {t.name for t in figure.data if t.showlegend} == {"A", "B"}


def test_a_unit_can_be_chosen() -> None:
    table = made_figures(60)
    assert meta(charts.figures_chart(table), "unit") == "killed"
    assert meta(charts.figures_chart(table, unit="attacks"), "unit") == "attacks"
    assert "No dated figure" in meta(charts.figures_chart(table, unit="loaves"), "caption")


def test_the_matrix_counts_events_with_both() -> None:
    table = as_table([{"actors": ("A", "B")}, {"actors": ("B", "A", "C")}, {"actors": ("A",)}])
    (squares,) = marks(charts.actor_matrix(table))
    counts = {tuple(row): text for row, text in zip(squares.customdata, squares.text, strict=True)}
    assert counts[("A", "B")] == counts[("B", "A")] == "2"
    assert counts[("A", "C")] == "1"
    assert ("A", "A") not in counts


# ---------------------------------------------------------------- words


def every_chart(table: pd.DataFrame, theme: looks.ThemeName = "light") -> list[go.Figure]:
    figures = (
        table.assign(unit="killed", counts="", value=3.0, low=3.0, high=3.0) if len(table) else made_figures(3).iloc[:0]
    )
    return [
        charts.chronology(table, theme=theme), charts.chronology(table, theme=theme, most_marks=1),
        charts.per_period(table, theme=theme), charts.per_period(table, theme=theme, by="actor", uncertain="apart"),
        charts.place_map(table, theme=theme), charts.overview(table, theme=theme), charts.actor_matrix(table, theme=theme),
        charts.figures_chart(figures, theme=theme), charts.actor_network(table, theme=theme),
        charts.ranking(table, by="actor", theme=theme),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table", [made_table(0), made_table(60), made_table(3, undated=1.0)], ids=["empty", "some", "undated"]
)
def test_every_chart_says_itself_in_words_and_stands_an_empty_table(table: pd.DataFrame) -> None:
    for figure in every_chart(table):
        words = charts.text_alternative(figure)
        assert len(words) > 20
        assert words.endswith(".")
    assert charts.text_alternative(go.Figure()) == ""


def test_an_empty_table_of_a_query_can_be_drawn() -> None:
    for figure in every_chart(made_table(5).iloc[:0]):
        assert figure.to_json()


def test_text_of_articles_is_escaped_everywhere() -> None:
    table = one(
        title=HOSTILE, actors=(HOSTILE, "B"), place_names=(HOSTILE,), publishers=(HOSTILE,), event_id="e1", documents=(HOSTILE,),
        places=({"name": HOSTILE, "country": "PK", "subdivision": "PK-KP", "lat": 34.0, "lon": 71.0},), regions=("PK-KP",),
    )  # fmt: skip
    for figure in [*every_chart(table), charts.chronology(table, lanes="source", width=400)]:
        shown = without_customdata(orjson.loads(figure.to_json()))
        assert "<img" not in shown
        assert "<a href" not in shown
        assert "$x" not in shown, "a dollar sign would begin a formula"
    published = charts.captioned(
        charts.chronology(table), title=HOSTILE, filter_words=HOSTILE, shown=1, left_out=HOSTILE, sources=[HOSTILE],
        made_on=date(2026, 1, 1),
    )  # fmt: skip
    layout = orjson.loads(published.to_json())["layout"]
    assert "<img" not in orjson.dumps(layout["annotations"]).decode()


def without_customdata(spec: dict[str, Any]) -> str:
    """The figure as text, less what Plotly never shows (ids and filter values, captions that pages escape)."""
    for trace in spec["data"]:
        trace.pop("customdata", None)
    spec["layout"].pop("meta", None)
    return str(orjson.dumps(spec).decode())


def test_hovers_are_short() -> None:
    table = one(title="very long words " * 40, place_names=("a place with a long name",) * 5)
    (mark,) = marks(charts.chronology(table))
    plain = mark.hovertext[0].replace("<b>", "").replace("</b>", "").replace("<br>", "")
    assert len(plain) <= 190
    assert "5 March 2024" in plain


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((date(2025, 10, 19), date(2025, 10, 19), "day", "on", ""), "19 October 2025"),
        ((date(2022, 11, 1), date(2022, 11, 30), "month", "during", "2022-11"), "November 2022 (month only)"),
        ((date(2013, 1, 1), date(2013, 12, 31), "year", "during", "2013"), "2013 (year only)"),
        ((date(2013, 1, 1), date(2020, 12, 31), "range", "during", "2013/2020"), "2013–2020"),
        ((date(2025, 1, 1), date(2025, 7, 31), "range", "during", ""), "January – July 2025"),
        ((date(2023, 6, 1), date(2023, 8, 31), "season", "during", "2023-22"), "June – August 2023 (season only)"),
        ((date(2025, 9, 8), date(2025, 9, 12), "range", "during", ""), "8–12 September 2025"),
        ((date(2025, 7, 1), date(2025, 7, 10), "vague", "during", "[2025-07-01..2025-07-10]"), "some day within 1–10 July 2025"),
        ((date(2025, 9, 29), date(2025, 10, 5), "week", "during", ""), "some day within 29 September – 5 October 2025"),
        ((date(2023, 9, 1), None, "month", "since", "2023-09/.."), "since September 2023, open end"),
        ((date(2020, 5, 4), None, "day", "after", ""), "some time after 4 May 2020"),
        ((None, date(2019, 12, 31), "year", "before", "../2019"), "before 2020"),
        ((None, date(2021, 7, 31), "range", "before", ""), "before August 2021"),
        ((None, date(2019, 12, 31), "year", "until", "../2019"), "up to the end of 2019"),
        ((None, date(2019, 5, 4), "day", "until", ""), "up to 4 May 2019"),
        ((date(2023, 9, 1), date(2024, 2, 3), "month", "since", ""), "since September 2023 (told on 3 February 2024)"),
        ((None, None, "vague", "during", ""), "no date"),
    ],
)  # fmt: skip
def test_dates_in_words_claim_no_more_than_is_known(values: tuple[Any, ...], words: str) -> None:
    assert date_words(*values) == words


def test_right_to_left_names_are_isolated_and_tricks_removed() -> None:
    assert safe("تحریک طالبان") == "\u2068تحریک طالبان\u2069"
    assert "\u202e" not in safe("abc\u202edef")
    assert safe("line\nbreak\ttab") == "line break tab"
    assert wrapped("one two three four", 9, 2) == ["one two", "three fo…"]


# ---------------------------------------------------------------- looks


@pytest.mark.parametrize("theme", [looks.LIGHT, looks.DARK], ids=["light", "dark"])
def test_contrast(theme: looks.Theme) -> None:
    for behind in (theme.background, theme.shade):
        assert looks.contrast(theme.ink, behind) >= 7
        assert looks.contrast(theme.quiet, behind) >= 4.5, "text reaches AA"
        for look in looks.type_looks().values():
            assert looks.contrast(look.rim(theme), behind) >= 3, f"{look.name} stands out"
    for step in np.linspace(0, 1, 21):
        behind = looks.mix(theme.ramp[int(step * 4.99)], theme.ramp[int(step * 4.99) + 1], step * 5 - int(step * 4.99))
        assert looks.contrast(density.text_on(float(step), theme), behind) >= 4.5, "figures in cells can be read"
    lights = [looks.contrast(color, theme.background) for color in theme.ramp]
    assert lights == sorted(lights), "more events stand out more, in grey print too"


def test_types_differ_by_symbol_and_symbols_can_be_hollow() -> None:
    every = looks.type_looks()
    assert {"attack", "clash", "meeting", "statement", "other"} <= set(every)
    symbols = [look.symbol for look in every.values()]
    assert len(set(symbols)) == len(symbols)
    assert set(symbols) <= set(looks.FILLED)
    assert looks.look_of(every, "never heard of").symbol == "circle"


def test_own_types_have_their_own_looks() -> None:
    from timeline.rules import Entry, Rules

    entry = Entry(
        {"name": "flood", "label": "Flood", "color": "#0000ff", "symbol": "star-open"}, "types.toml: type 'flood'"
    )
    rules = Rules({"types.toml": {"type": (entry,)}}, {}, {"places.csv": ()}, "test")
    look = looks.type_looks(rules)["flood"]
    assert (look.label, look.color) == ("Flood", "#0000ff")
    assert not look.symbol.endswith("-open"), "hollow marks are kept for what is planned or denied"
    names = {trace.name for trace in charts.chronology(one(type="flood"), rules=rules).data}
    assert "Flood" in names


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_bring_their_own_template(theme: looks.ThemeName, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plotly.io.templates, "default", "ggplot2")
    for figure in every_chart(made_table(40), theme):
        layout = figure.layout.template.layout
        assert layout.paper_bgcolor == looks.theme_of(theme).background
        assert layout.font.family == looks.FONT
        assert figure.layout.margin.autoexpand is False, "automatic margins clip labels in downloaded images"


def test_nothing_is_sent_anywhere() -> None:
    config = charts.plot_config("timeline")
    assert config["showSendToCloud"] is False
    assert config["displaylogo"] is False
    assert config["toImageButtonOptions"]["filename"] == "timeline"


# ---------------------------------------------------------------- publication


def published(figure: go.Figure, **more: Any) -> go.Figure:
    said: dict[str, Any] = {
        "title": "Talks and attacks", "filter_words": "Region: Khyber Pakhtunkhwa; from 1 January 2024", "shown": 41,
        "left_out": "3 without a date", "sources": ["The Daily Ledger", "Northern Wire", "The Daily Ledger"],
        "made_on": date(2026, 11, 22),
    }  # fmt: skip
    return charts.captioned(figure, **{**said, **more})


def test_a_published_chart_says_everything_in_the_image() -> None:
    figure = published(charts.chronology(made_table(40)))
    words = " ".join(note.text for note in figure.layout.annotations)
    for part in ("Talks and attacks", "Khyber Pakhtunkhwa", "41 events shown", "3 without a date", "22 November 2026"):
        assert part in words
    assert words.count("The Daily Ledger") == 1
    assert "undated" in words, "what the chart itself leaves out is said too"
    assert figure.layout.paper_bgcolor == "#ffffff"


def test_the_chart_that_is_published_is_not_changed() -> None:
    figure = charts.per_period(made_table(40))
    before = figure.to_json()
    published(figure)
    assert figure.to_json() == before


def test_long_words_make_more_room_not_a_smaller_chart() -> None:
    figure = charts.per_period(made_table(40))
    short, long = published(figure), published(figure, title="word " * 60, filter_words="words " * 120)

    def inner(made: go.Figure) -> float:
        return float(made.layout.height - made.layout.margin.t - made.layout.margin.b)

    assert inner(long) == pytest.approx(inner(short), abs=2)
    assert long.layout.height > short.layout.height + 60


def test_a_dark_chart_is_not_published() -> None:
    with pytest.raises(UsageError, match="theme='light'"):
        published(charts.chronology(made_table(5), theme="dark"))


def test_coarse_borders_run_along_their_own_points_and_neighbours_share_them() -> None:
    for kept in (boundaries._all_points, boundaries._standing_for_cells, boundaries._coarse):
        kept.cache_clear()  # other tests draw made-up countries
    drawn = {
        feature["id"]: {tuple(point) for polygon in feature["geometry"]["coordinates"] for point in polygon[0]}
        for feature in boundaries.geojson([boundaries.countries()[code] for code in ("FR", "DE")], 0.5)["features"]
    }
    own = {
        (round(float(x), 2), round(float(y), 2))
        for code in ("FR", "DE")
        for polygon in boundaries.countries()[code].polygons
        for x, y in polygon[0]
    }
    points = [point for found in drawn.values() for point in found]
    assert sum(point in own for point in points) > 0.8 * len(points)  # else a point of a neighbour stands for the cell
    assert len(drawn["FR"] & drawn["DE"]) >= 3


def test_names_on_a_phone_stand_above_the_cells() -> None:
    figure = charts.chronology(made_table(100), width=360, most_marks=1)
    cells = next(trace for trace in figure.data if trace.type == "bar")
    tops = sorted(note.y for note in figure.layout.annotations)
    upper = {float(y) - cells.width / 2 for y in cells.y}
    assert all(min(edge - top for edge in upper if edge > top) >= 16 for top in tops)


def test_the_number_beside_the_longest_bar_has_room_on_a_narrower_screen() -> None:
    figure = charts.ranking(made_table(100), by="actor", width=300, top=12_345)
    across = 0.8 * (300 - figure.layout.margin.l - figure.layout.margin.r)
    beyond = across * (1 - 12_345 / figure.layout.xaxis.range[1])
    assert beyond >= 40


def test_a_map_of_half_the_world_fills_its_width() -> None:
    view = map_view.viewed(Box(-100, -30, 130, 60), 640, 640)
    assert view.height < 640
    south, north = view.latitudes
    assert view.box.south < south < 0 < north < view.box.north
    close = map_view.viewed(Box(66, 30, 74, 36), 640, 640)
    assert close.latitudes == pytest.approx((close.box.south, close.box.north), abs=0.05)


def test_the_strip_leaves_a_few_far_events_beyond_its_edges_and_counts_them() -> None:
    near = [{"first": date(2025, 1, 1 + day % 28), "last": date(2025, 1, 1 + day % 28)} for day in range(60)]
    far = [{"first": date(101, 1, 1), "last": date(200, 12, 31)}]
    strip = charts.overview(as_table([*near, *far]))
    assert strip.layout.meta["beyond"] == 1
    assert charts.overview(as_table(near)).layout.meta["beyond"] == 0
    whole = charts.overview(as_table([*near, *far]), window=(date(101, 1, 1), date(2025, 12, 31)))
    assert whole.layout.meta["beyond"] == 0


def test_an_axis_of_few_events_has_no_parts_of_one() -> None:
    few = [{"first": date(2025, month, 1), "last": date(2025, month, 1)} for month in range(1, 9)]
    assert charts.per_period(as_table(few)).layout.yaxis.dtick == 1
    assert charts.per_period(as_table(few * 20)).layout.yaxis.dtick is None


def test_the_colour_key_stands_where_it_hides_no_place() -> None:
    wide = map_view.viewed(Box(0, -20, 170, 50), 800, 500)
    west, top, east, bottom = wide.key_box(left=False)
    lon = wide.box.west + (west + east) / 2 / wide.width * (wide.box.east - wide.box.west)
    inside = ("Suva", "FJ", wide.box.south + 1.0, lon)
    assert wide.hidden([inside], left=False) == 1
    assert wide.hidden([inside], left=True) == 0
    assert bottom - top > 50


def test_two_charts_that_are_compared_have_the_same_ticks() -> None:
    few = [{"first": date(2025, month, 1), "last": date(2025, month, 1)} for month in range(1, 9)]
    year = (date(2025, 1, 1), date(2025, 12, 31))
    sides = charts.compared_periods([as_table(few), as_table(few * 20)], [year, year])
    assert [side.layout.yaxis.dtick for side in sides] == [None, None]
