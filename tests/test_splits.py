"""Splits and mergers: drawn when the gazetteer knows them, honest where it does not; the data behind charts."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from made_tables import as_table, made_table

from timeline import charts
from timeline.queries import Relations, family

DAY = 86_400_000


def group(
    name: str, *, since: str = "", to: str = "", of: tuple[str, ...] = (), into: tuple[str, ...] = ()
) -> Relations:
    return Relations(name, "", "armed_group", ("PK",), since, to, (), (), (), of, (), into, ())


FRONT = (
    group("The Front", since="2001"),
    group("Front (Old)", since="2008-05", of=("The Front",), to="2015", into=("The Front",)),
    group("Front (New)", of=("The Front",)),
)


def words(figure: Any, name: str) -> str:
    return str(figure.layout.meta[name])


def hovers(figure: Any) -> set[str]:
    found: set[str] = set()
    for trace in figure.data:
        found |= {trace.hovertext} if isinstance(trace.hovertext, str) else set(trace.hovertext or ())
    return found


def test_a_splinter_stands_below_its_parent_and_is_joined_to_it() -> None:
    figure = charts.actor_splits(FRONT)
    assert figure.layout.yaxis.ticktext[0] == "The Front"
    assert any("Front (Old) split from The Front</b><br>May 2008" in said for said in hovers(figure))
    assert any(
        "Front (Old) merged into The Front</b><br>2015 (last year of the group)" in said for said in hovers(figure)
    )
    assert "3 groups; 2 splits (orange), each at the splinter's first year; 1 merger (green)" in words(
        figure, "caption"
    )


def test_a_year_that_nobody_gave_is_dotted_and_said() -> None:
    figure = charts.actor_splits(FRONT)
    assert "1 of them dotted, as no year is known" in words(figure, "caption")
    assert "1 group whose beginning is not known" in words(figure, "caption")
    assert any("Front (New) split from The Front</b><br>year not known" in said for said in hovers(figure))
    dotted = [trace for trace in figure.data if trace.type == "scatter" and trace.line.dash == "dot"]
    assert len(dotted) == 1
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert not any(named == ("Front (New)",) for bar in bars for named in map(tuple, bar.customdata))


def test_a_year_is_hatched_from_its_first_to_its_last_day() -> None:
    figure = charts.actor_splits(FRONT)
    (soft,) = [trace for trace in figure.data if trace.type == "bar" and trace.marker.pattern.shape == "/"]
    spans = {
        named[0]: (pd.Timestamp(base, unit="ms"), long / DAY)
        for named, base, long in zip(soft.customdata, soft.base, soft.x, strict=True)
        if named[0] == "The Front"
    }
    assert spans == {"The Front": (pd.Timestamp("2001-01-01"), 365)}


def test_the_events_of_the_groups_are_marked_on_their_lines() -> None:
    table = as_table([{"actors": ("The Front",)}] * 3 + [{"actors": ("Others",)}])
    figure = charts.actor_splits(FRONT, table)
    assert words(figure, "shown") == "3"
    assert "the small strokes are 3 events" in words(figure, "caption")


def test_nothing_known_is_said() -> None:
    assert "knows no group" in words(charts.actor_splits(()), "caption")
    alone = charts.actor_splits((group("Alone", since="1999"),))
    assert "no split and no merger" in words(alone, "caption")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 640, 1100])
def test_every_packaged_family_can_be_drawn(theme: Any, width: int) -> None:
    figure = charts.actor_splits(family("Jamaat-ul-Ahrar"), made_table(40), theme=theme, width=width)
    assert charts.text_alternative(figure)
    assert figure.layout.height < 2000


def test_a_family_holds_splinters_of_splinters_and_never_turns_in_a_circle() -> None:
    names = [one.name for one in family("Hizb-ul-Ahrar")]
    assert names[0] == "Hizb-ul-Ahrar"
    assert {"Jamaat-ul-Ahrar", "Tehreek-e-Taliban Pakistan"} < set(names)
    assert len(names) == len(set(names))
    assert family("Nobody Known") == ()


def test_the_table_of_a_family_says_what_the_chart_does() -> None:
    table = charts.splits_table(FRONT, {"The Front": 4})
    assert table["actor"].tolist() == ["The Front", "Front (Old)", "Front (New)"]
    assert table["events"].tolist() == [4, 0, 0]
    assert table["active_from"].tolist() == ["2001", "2008-05", ""]


# ---------------------------------------------------------------- the data behind charts


def test_the_data_of_the_timeline_has_a_line_for_each_event_and_lane() -> None:
    table = as_table([{"actors": ("A", "B")}, {"actors": ("B",)}])
    data = charts.lanes_table(table, lanes="actor")
    assert sorted(data["lane"]) == ["A", "B", "B"]
    assert data["event_id"].nunique() == 2


@pytest.mark.parametrize("uncertain", ["spread", "apart"])
def test_the_data_of_trends_counts_each_event_once(uncertain: Any) -> None:
    table = made_table(300)
    figure = charts.per_period(table, period="month", uncertain=uncertain, window=(None, None))
    data = charts.periods_table(figure)
    assert data["events"].sum() == pytest.approx(words_count(figure), abs=1.0)
    assert ("wider than one period" in set(data["part"])) is (uncertain == "apart")


def words_count(figure: Any) -> int:
    return int(figure.layout.meta["shown"])


def test_the_data_of_a_ranking_names_every_value() -> None:
    data = charts.ranking_table(made_table(300), by="actor")
    assert "other" not in " ".join(data["actor"])
    counts = data["events"].tolist()[:-1]  # the last are those that name nobody
    assert counts == sorted(counts, reverse=True)


def test_the_data_of_the_map_puts_nothing_at_the_middle_of_a_country() -> None:
    data = charts.places_table(made_table(200))
    assert data.loc[data["level"] != "place", "lat"].isna().all()
    assert set(data["level"]) <= {"place", "province", "country only"}


def test_two_charts_compared_are_one_file_on_the_same_scale() -> None:
    tables = [made_table(60), made_table(80, seed=3)]
    window = charts.shared_window(tables)
    figures = charts.compared_periods(tables, [window, window], width=1100)
    whole = charts.compared(figures, ["First", "Second"])
    assert whole.layout.yaxis.range == whole.layout.yaxis2.range
    assert whole.layout.yaxis2.domain[1] < whole.layout.yaxis.domain[0]
    legend = [trace.name for trace in whole.data if trace.showlegend is not False]
    assert len(legend) == len(set(legend))
    data = charts.compared_table(figures, ["First", "Second"])
    assert set(data["side"]) == {"First", "Second"}
