"""Who with whom, the bars of counts, and charts that are held against one another."""

from datetime import date
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from made_tables import as_table, made_table

from timeline import charts
from timeline.charts.layout import Boxes, spring_layout, without_overlap
from timeline.charts.words import width_of

DAY = {"first": date(2024, 3, 5), "last": date(2024, 3, 5), "precision": "day", "bound": "on", "status": "reported"}
LONG = "A very long name of an armed group with a wing for every season"


def named(*actors: str) -> dict[str, Any]:
    return {**DAY, "actors": actors}


def nodes(figure: go.Figure) -> Any:
    (found,) = [trace for trace in figure.data if trace.customdata is not None and len(trace.customdata[0]) == 1]
    return found


def dots(figure: go.Figure) -> Any:
    (found,) = [trace for trace in figure.data if trace.customdata is not None and len(trace.customdata[0]) == 2]
    return found


def boxes(figure: go.Figure) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of every label, and of every mark."""
    found = []
    for label in figure.layout.annotations:
        lines = label.text.split("<br>")
        half = max(width_of(line, label.font.size) for line in lines) / 2
        found.append((label.x - half, label.y, label.x + half, label.y + 14 * len(lines)))
    mark = nodes(figure)
    for x, y, across in zip(mark.x, mark.y, mark.marker.size, strict=True):
        found.append((x - across / 2, y - across / 2, x + across / 2, y + across / 2))
    return found


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1
    )  # a label begins where its mark ends


@pytest.mark.parametrize("width", [340, 860, 1100])
@pytest.mark.parametrize("events", [3, 24, 150, 2500])
def test_no_label_covers_another_or_a_mark_and_none_sticks_out(events: int, width: int) -> None:
    figure = charts.actor_network(made_table(events), width=width)
    found = boxes(figure)
    assert not [(a, b) for n, a in enumerate(found) for b in found[n + 1 :] if overlap(a, b)]
    assert min(left for left, _, _, _ in found) >= 0
    assert max(right for _, _, right, _ in found) <= width
    assert min(top for _, top, _, _ in found) >= 0
    assert max(bottom for _, _, _, bottom in found) <= figure.layout.height


def test_many_long_names_find_room_on_a_phone() -> None:
    lines = [named(f"{n} {LONG}", f"{m} {LONG}") for n in range(9) for m in range(n)]
    found = boxes(charts.actor_network(as_table(lines), width=320))
    assert not [(a, b) for n, a in enumerate(found) for b in found[n + 1 :] if overlap(a, b)]


def test_the_same_table_gives_the_same_drawing() -> None:
    table = made_table(200)
    assert charts.actor_network(table).to_json() == charts.actor_network(table).to_json()


def test_marks_grow_with_events_and_lines_with_shared_events() -> None:
    table = as_table([*[named("A", "B")] * 8, named("A", "C"), named("A"), named("A")])
    figure = charts.actor_network(table)
    size = {row[0]: across for row, across in zip(nodes(figure).customdata, nodes(figure).marker.size, strict=True)}
    assert size["A"] > size["B"] > size["C"]
    assert "11 events" in nodes(figure).hovertext[0]
    widths = sorted(trace.line.width for trace in figure.data if trace.mode == "lines")
    assert len(widths) == 2
    assert widths[0] < widths[1]
    assert sorted(map(sorted, dots(figure).customdata)) == [["A", "B"], ["A", "C"]]
    assert "A</b><br>with B: 8 events" in dots(figure).hovertext[0]


def test_those_with_most_in_common_stand_nearest() -> None:
    at = spring_layout(4, [(0, 1, 30.0), (2, 3, 30.0), (0, 2, 1.0)])
    assert np.hypot(*(at[0] - at[1])) < np.hypot(*(at[1] - at[3]))


def test_boxes_that_cannot_stand_side_by_side_are_stacked() -> None:
    wide = Boxes(np.full(40, 300.0), np.full(40, 60.0))
    at, height = without_overlap(spring_layout(40, []), wide, 310, 200)
    assert np.diff(np.sort(at[:, 1])).min() >= 60
    assert height >= 40 * 60


def test_a_drawing_without_two_actors_says_so() -> None:
    figure = charts.actor_network(as_table([named("A"), named()]))
    assert "none names two actors" in figure.layout.meta["caption"]
    assert "no two actors" in charts.text_alternative(figure)


def test_names_in_the_drawing_are_escaped() -> None:
    figure = charts.actor_network(as_table([named("<img src=x>", "$x^2$ <b>")]))
    shown = " ".join(label.text for label in figure.layout.annotations) + " ".join(nodes(figure).hovertext)
    assert "<img" not in shown
    assert "$x" not in shown


# ---------------------------------------------------------------- bars of counts


def test_bars_count_events_once_for_each_value() -> None:
    table = as_table(
        [{**named("A", "B"), "type": "attack"}, {**named("A"), "type": "attack"}, {**named(), "type": "clash"}]
    )
    (by_actor,) = charts.ranking(table, by="actor").data
    assert dict(zip((row[0] for row in by_actor.customdata), by_actor.x, strict=True)) == {"A": 2, "B": 1, "": 1}
    (by_type,) = charts.ranking(table, by="type").data
    assert [row[0] for row in by_type.customdata] == ["attack", "clash"]
    assert list(by_type.x) == [2, 1]


def test_precisions_and_confidences_keep_their_own_order() -> None:
    wide = {**DAY, "last": date(2024, 3, 31), "precision": "month"}
    table = as_table([{**DAY, "confidence": 0.4}, {**wide, "confidence": 0.9}, {**wide, "confidence": 0.72}])
    (by_precision,) = charts.ranking(table, by="precision").data
    assert [row[0] for row in by_precision.customdata] == ["day", "month"]
    (by_confidence,) = charts.ranking(table, by="confidence").data
    assert [row[0] for row in by_confidence.customdata] == ["90 to 100", "70 to 89", "below 50"]


def test_every_bar_chart_stands_an_empty_table() -> None:
    for by in ("actor", "region", "type", "source", "precision", "status", "confidence"):
        figure = charts.ranking(made_table(0), by=by)
        assert figure.layout.meta["shown"] == 0
        assert charts.text_alternative(figure).endswith(".")


# ---------------------------------------------------------------- side by side


def test_two_periods_have_the_same_length_scale_and_looks() -> None:
    table = made_table(300, undated=0)
    early, late = table.head(100), table.tail(200)
    days = (date(2023, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 3, 31))
    left, right = charts.compared_periods([early, late], days)
    assert left.layout.yaxis.range == right.layout.yaxis.range
    spans = [figure.layout.xaxis.range[1] - figure.layout.xaxis.range[0] for figure in (left, right)]
    assert spans[1] == pytest.approx(spans[0], rel=0.01)
    assert left.layout.height == right.layout.height
    assert left.layout.margin.t == right.layout.margin.t
    hatch = {trace.name: trace.marker.pattern.shape for trace in left.data}
    assert all(hatch.get(trace.name, trace.marker.pattern.shape) == trace.marker.pattern.shape for trace in right.data)
    top = left.layout.yaxis.range[1]
    for figure in (left, right):
        stacks: dict[float, float] = {}
        for trace in figure.data:
            for x, y in zip(trace.x, trace.y, strict=True):
                stacks[x] = stacks.get(x, 0) + float(y)
        assert max(stacks.values()) <= top


def test_types_of_two_tables_stand_in_the_same_order() -> None:
    one = as_table([{**DAY, "type": "attack"}] * 3)
    other = as_table([{**DAY, "type": "clash"}] * 2 + [{**DAY, "type": "attack"}])
    left, right = charts.compared_types([one, other])
    assert left.layout.yaxis.ticktext == right.layout.yaxis.ticktext
    assert left.layout.xaxis.range == right.layout.xaxis.range
    assert list(left.data[0].x) == [3, 0]
    assert list(right.data[0].x) == [1, 2]


def test_nothing_can_be_compared_too() -> None:
    nothing = made_table(0)
    assert charts.shared_window([nothing, nothing]) is None
    for figure in [
        *charts.compared_periods([nothing, nothing], [None, None]),
        *charts.compared_types([nothing, nothing]),
    ]:
        assert figure.to_json()


def test_the_shared_window_holds_both() -> None:
    early = as_table([{**DAY, "first": date(2020, 1, 1), "last": date(2020, 1, 1)}])
    assert charts.shared_window([as_table([DAY]), early]) == (date(2020, 1, 1), date(2024, 3, 5))
