"""Compare: two actors, two regions or two periods side by side, on the same time axis and the same scale."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.errors import DateInputError
from timeline.pages import downloads, drawing, filters, links, reader, stored
from timeline.pages.article_text import escaped
from timeline.pages.notices import empty, notice
from timeline.queries import Choice, Filter, read_typed

__all__ = ["counted", "page"]

ACTORS, REGIONS, PERIODS = "Actors", "Regions", "Periods"
SIDES = ("first", "second")
WIDE = 540  # pixels of a chart on half the page


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is called, and the filter that holds for it."""

    name: str
    chosen: Filter


def page() -> None:
    """Show the page that compares."""
    chosen = filters.current()
    what = st.segmented_control(
        "Compare", [ACTORS, REGIONS, PERIODS], default=ACTORS, required=True, key="compare", bind="query-params"
    )
    sides = {ACTORS: _actors, REGIONS: _regions, PERIODS: _periods}[what or ACTORS](chosen)
    if sides is None:
        return
    if not any(stored.number(side.chosen) for side in sides):
        empty("Neither has a dated event", "Choose others above, or take a part of the filter away.")
        return
    _charts(sides, by_period=what == PERIODS)
    _counts(sides, chosen)


def _actors(chosen: Filter) -> tuple[Side, Side] | None:
    names = {
        choice.value: choice.label for choice in stored.facets(chosen.without("actors", "match")).actors if choice.count
    }
    picked = _two(names, "actor", chosen.actors)
    if picked is None:
        return None
    rest = chosen.without("actors", "match")
    first, second = (Side(names[one], dataclasses.replace(rest, actors=(one,))) for one in picked)
    return first, second


def _regions(chosen: Filter) -> tuple[Side, Side] | None:
    names: dict[str, str] = {}
    for country in stored.facets(chosen.without("regions")).regions:
        names |= {one.value: _region(country, one) for one in (country, *country.inner) if one.count}
    # provinces before countries: those are what people compare
    names = {code: names[code] for code in sorted(names, key=lambda code: "-" not in code)}
    picked = _two(names, "region", chosen.regions)
    if picked is None:
        return None
    first, second = (Side(names[one], dataclasses.replace(chosen, regions=(one,))) for one in picked)
    return first, second


def _region(country: Choice, one: Choice) -> str:
    return country.label if one is country else f"{country.label} › {one.label}"


def _two(names: dict[str, str], what: str, preset: tuple[str, ...]) -> tuple[str, str] | None:
    """Show the two choices and return what is chosen; None where there are not two."""
    if len(names) < 2:
        empty(f"There are no two {what}s to compare", "Take a part of the filter away, or add articles.")
        return None
    ranked = [*(name for name in preset if name in names), *(name for name in names if name not in preset)]
    found = []
    for side, column, default in zip(SIDES, st.columns(2, gap="medium"), ranked, strict=False):
        key = f"{side}_{what}"
        told = st.session_state.get(key) or st.query_params.get(key)
        st.session_state[key] = told if told in names else default
        with column:
            found.append(
                st.selectbox(
                    f"The {side}", list(names), key=key, format_func=lambda value: names.get(value, value),
                    persist_state="session",
                )
            )  # fmt: skip
        st.query_params[key] = found[-1]
    return found[0], found[1]


def _periods(chosen: Filter) -> tuple[Side, Side] | None:
    timeless = chosen.without("since", "until")
    years = _years(timeless)
    found: list[Side] = []
    for side, column, year in zip(SIDES, st.columns(2, gap="medium"), years, strict=True):
        key = f"{side}_period"
        st.session_state[key] = st.session_state.get(key) or st.query_params.get(key) or year
        with column:
            typed = st.text_input(
                f"The {side}", key=key, max_chars=60, persist_state="session",
                help="A day, month, season or year, or from … to: 2023, summer 2024, January to March 2025.",
            )  # fmt: skip
            st.query_params[key] = typed or year
            try:
                interval = read_typed(typed or year)
            except DateInputError as error:
                notice(error, tone="warning")
                continue
            if interval.first is None or interval.last is None:
                notice(f"“{typed}” has an open end", tone="warning", more="Type a period that begins and ends.")
                continue
            name = charts.date_words(interval.first, interval.last, "range")
            found.append(Side(name, dataclasses.replace(timeless, since=interval.first, until=interval.last)))
    return (found[0], found[1]) if len(found) == 2 else None


def _years(chosen: Filter) -> tuple[str, str]:
    """Return the two years with most events, the earlier first; the last two where there are not two."""
    first = stored.drawable(chosen)["first"].dropna()
    years = Counter(int(year) for year in first.dt.year)
    ranked = sorted(years, key=lambda year: (-years[year], -year))[:2]
    last = ranked[0] if ranked else date.today().year
    early, late = sorted(ranked) if len(ranked) == 2 else (last - 1, last)
    return str(early), str(late)


def _charts(sides: tuple[Side, Side], *, by_period: bool) -> None:
    for part in (_periods_chart, _types_chart):
        for number, (side, column) in enumerate(zip(sides, st.columns(2, gap="medium"), strict=True)):
            with column:
                part(sides, side, number, by_period)


def _periods_chart(sides: tuple[Side, Side], side: Side, number: int, by_period: bool) -> None:
    """Show one side's name, its filter in words, and its events over time."""
    _head(side)

    def both(theme: drawing.ThemeName, width: int) -> list[Any]:
        tables = [stored.drawable(one.chosen) for one in sides]
        shared = charts.shared_window(tables)
        windows = [(one.chosen.since, one.chosen.until) if by_period else shared for one in sides]
        return charts.compared_periods(tables, windows, theme=theme, width=width)  # type: ignore[arg-type]

    def build(theme: drawing.ThemeName, width: int) -> Any:
        return both(theme, width)[number]

    options = (by_period, sides[1].chosen)
    drawn = drawing.figure("compared_periods", sides[0].chosen, both, wide=WIDE, options=options)[number]
    drawing.show(drawn, key=f"compare_periods_{number}", name="events-per-period")
    st.html(f"<div class='et-small'>{escaped(drawn.layout.meta['caption'])}</div>")
    downloads.chart(
        build, side.chosen, title=f"Events of {side.name}", name=f"compare-{SIDES[number]}",
        data=lambda: charts.periods_table(build("light", drawing.FILE)),
    )  # fmt: skip


def _types_chart(sides: tuple[Side, Side], side: Side, number: int, by_period: bool) -> None:
    """Show one side's events by type."""

    def both(theme: drawing.ThemeName, width: int) -> list[Any]:
        return charts.compared_types([stored.drawable(one.chosen) for one in sides], theme=theme, width=width)

    def build(theme: drawing.ThemeName, width: int) -> object:
        return both(theme, width)[number]

    options = (sides[1].chosen,)
    drawn = drawing.figure("compared_types", sides[0].chosen, both, wide=WIDE, options=options)[number]
    st.html(f"<h3 class='et-part'>{escaped(side.name)} by type</h3>")
    drawing.show(drawn, key=f"compare_types_{number}", name="events-by-type")
    downloads.chart(
        build, side.chosen, title=f"{side.name} by type", name=f"compare-types-{SIDES[number]}",
        data=lambda: charts.ranking_table(stored.drawable(side.chosen)),
    )  # fmt: skip
    downloads.table(side.chosen, key=f"compare_{number}")


def _head(side: Side) -> None:
    left_out = stored.left_out(side.chosen)
    words = side.chosen.in_words()
    st.html(
        f"<div class='et-title'>{escaped(side.name)}</div>"
        f"<div class='et-count'><b>{reader.number(left_out.shown)}</b> events · {reader.number(left_out.undated)} undated</div>"
        f"<div class='et-small'>{escaped(words[:1].upper() + words[1:])}</div>"
    )
    links.link("chronology", "Open on the timeline", icon=":material/arrow_forward:", chosen=side.chosen)


def _counts(sides: tuple[Side, Side], common: Filter) -> None:
    """Show the table twin of the charts."""
    found = counted([stored.drawable(side.chosen) for side in sides], [side.name for side in sides])
    st.html("<h3 class='et-part'>In numbers</h3>")
    st.dataframe(found, hide_index=True, height="content", alt="The numbers of both sides, one line each")
    downloads.lines(found, common, name="comparison", label="These numbers")


def counted(tables: list[pd.DataFrame], names: list[str]) -> pd.DataFrame:
    """Return the numbers of both tables side by side: events, claims, precision, types."""
    looks = charts.type_looks()
    lines: dict[str, list[int]] = {"Events with a date": [len(table) for table in tables]}
    lines["Told by several articles"] = [int((table["sources"] > 1).sum()) for table in tables]
    lines["Known to the day"] = [int((table["precision"] == "day").sum()) for table in tables]
    for column, label in (("status", "Status: {}"), ("type", "Type: {}")):
        counts = [Counter(table[column]) for table in tables]
        total = counts[0] + counts[1]
        for value in sorted(total, key=lambda value: (-total[value], value)):
            words = looks[value].label if column == "type" and value in looks else str(value)
            lines[label.format(words)] = [one[value] for one in counts]
    heads = names if names[0] != names[1] else [f"{names[0]} (first)", f"{names[1]} (second)"]
    return pd.DataFrame([(label, *values) for label, values in lines.items()], columns=["", *heads])


if __name__ == "__main__":
    page()
