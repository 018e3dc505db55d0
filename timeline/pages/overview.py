"""The overview: what is here, when and where it happened, how sure it is, and what is missing; each number leads to its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.charts import RankBy
from timeline.charts.tallies import tallied
from timeline.pages import downloads, drawing, filters, links, reader, stored, twins
from timeline.pages.article_text import escaped
from timeline.pages.notices import nothing_passes
from timeline.queries import Filter, namesakes

__all__ = ["Numbers", "numbers", "page"]

WHEN = "overview_when"
BARS: dict[str, RankBy] = {
    "Type": "type", "Actor": "actor", "Region": "region",
    "Precision": "precision", "Status": "status", "Confidence": "confidence",
}  # fmt: skip
WHAT_HAPPENED, HOW_SURE = ("Type", "Actor", "Region"), ("Precision", "Status", "Confidence")
TITLES = {
    "When": "Events over time", "Type": "By type", "Actor": "By actor", "Region": "By region",
    "Precision": "How precisely dated", "Status": "How claimed", "Confidence": "Confidence, of 100",
}  # fmt: skip
LEADS_TO: dict[str, tuple[str, str, dict[str, Any]]] = {
    "Type": ("chronology", "Timeline by type", {"lanes": "Type"}), "Actor": ("actors", "Who with whom", {}),
    "Region": ("place_map", "Map", {}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts of the dated events that pass a filter; ``first`` and ``last`` are the earliest and latest day known."""

    events: int
    first: date | None
    last: date | None
    actors: int
    provinces: int
    countries: int
    several: int
    open_ends: int
    country_only: int
    placeless: int
    nobody: int
    doubtful_places: int


def page() -> None:
    """Show the overview page."""
    chosen = filters.current()
    _tiles(chosen)
    if not stored.number(chosen):
        nothing_passes()
        _missing(chosen)
        return
    _when(chosen)
    _heading("What happened, to whom and where", "A click on a bar keeps only its events.")
    _bars(chosen, WHAT_HAPPENED)
    _heading("How sure it is", "Precision is that of the article's words; nothing is dated finer than they say.")
    _bars(chosen, HOW_SURE)
    _missing(chosen)
    _downloads(chosen)


def numbers(events: pd.DataFrame) -> Numbers:
    """Return what the overview says of a table of events."""
    days = [day for name in ("first", "last") for day in (events[name].min(), events[name].max()) if not pd.isna(day)]
    known: set[str] = set()
    coarse = nowhere = doubtful = 0
    for (places, codes), times in tallied(events, _said_of, "places", "regions"):
        known.update(codes)
        inner = any("-" in code for code in codes)
        coarse += times if codes and not inner and not places.pinned else 0
        nowhere += times if not codes and not places.pinned else 0
        doubtful += times if places.doubtful else 0
    actors = dict(tallied(events, tuple, "actors"))
    return Numbers(
        events=len(events),
        first=min(days).date() if days else None,
        last=max(days).date() if days else None,
        actors=len({name for (names,) in actors for name in names}),
        provinces=sum("-" in code for code in known),
        countries=len({code.partition("-")[0] for code in known}),
        several=int((events["sources"] > 1).sum()),
        open_ends=int((events["first"].isna() | events["last"].isna()).sum()),
        country_only=coarse,
        placeless=nowhere,
        nobody=sum(times for (names,), times in actors.items() if not names),
        doubtful_places=doubtful,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What counts of an event's places: whether one is a point, and whether the name of one is another's too."""

    pinned: bool
    doubtful: bool


def _said_of(places: Sequence[dict[str, Any]]) -> _Said:
    return _Said(any(place.get("lat") is not None for place in places), any(map(_is_doubtful, places)))


def _is_doubtful(place: dict[str, Any]) -> bool:
    return place.get("level") != "country" and str(place["name"]).casefold() in namesakes()


def _numbers(chosen: Filter) -> Numbers:
    return _numbers_of(str(stored.store().path), stored.version(), chosen)


@st.cache_resource(max_entries=16, show_spinner=False)
def _numbers_of(path: str, version: int, chosen: Filter) -> Numbers:
    return numbers(stored.drawable(chosen))


def _heading(words: str, more: str = "") -> None:
    detail = f"<div class='et-small'>{escaped(more)}</div>" if more else ""
    st.html(f"<h2 class='et-heading'>{escaped(words)}</h2>{detail}")


def _tiles(chosen: Filter) -> None:
    """Show the numbers that come first, each with the link to where it is seen."""
    found, held = _numbers(chosen), stored.counts()
    dayless = stored.articles_without_day()
    figures, undated = len(stored.statistics(chosen)), stored.left_out(chosen).undated
    tiles: tuple[tuple[str, str, str, str, str], ...] = (
        (
            f"{reader.number(found.events)}",
            _noun(found.events, "event"),
            f"{reader.number(found.several)} told by several articles",
            "table",
            "Table",
        ),
        (*_period(found), "chronology", "Timeline"),
        (f"{reader.number(found.actors)}", _noun(found.actors, "actor"), "groups, states, persons", "actors", "Actors"),
        (
            f"{reader.number(found.provinces)}",
            _noun(found.provinces, "province"),
            f"in {reader.count(found.countries, 'country', 'countries')}",
            "place_map",
            "Map",
        ),
        (f"{reader.number(figures)}", _noun(figures, "figure"), "counts over a period", "statistics", "Figures"),
        (
            f"{reader.number(held.articles)}",
            f"{_noun(held.articles, 'article')} in all",
            f"{reader.number(dayless)} without a day",
            "sources",
            "Sources",
        ),
        (f"{reader.number(undated)}", "undated", "no date was guessed", "sources", "Undated"),
    )
    if drawing.is_phone():
        with st.container(horizontal=True, gap="small"):
            for tile in tiles:
                _tile(*tile, width=165)
        return
    for column, tile in zip(st.columns(len(tiles), gap="small"), tiles, strict=True):
        with column:
            _tile(*tile, width="stretch")


def _noun(number: int, singular: str) -> str:
    return singular if number == 1 else f"{singular}s"


def _period(found: Numbers) -> tuple[str, str, str]:
    if found.first is None or found.last is None:
        return "–", "covered", "no dated event"
    # no days: the first and the last are often those of a whole year that the articles speak of
    first, last = found.first.year, found.last.year
    years = str(first) if first == last else f"{first}–{last}"
    return years, "covered", f"{reader.number(last - first + 1)} calendar year{'' if first == last else 's'}"


def _tile(number: str, name: str, more: str, page: str, label: str, *, width: int | Literal["stretch"]) -> None:
    with st.container(border=True, gap="xxsmall", width=width):
        words = f"<b>{escaped(number)}</b><div>{escaped(name)}</div><div class='et-small'>{escaped(more)}</div>"
        st.html(f"<div class='et-tile'>{words}</div>")
        parameters: dict[str, Any] = {"show": "undated"} if label == "Undated" else {}
        links.link(page, label, icon=":material/arrow_forward:", **parameters)


def _when(chosen: Filter) -> None:
    _heading("When")
    drawn = drawing.figure("overview_when", chosen, _when_builder(chosen))
    drawing.show(drawn, key=WHEN, name="events-over-time", on_select=_narrow_to_bar)
    st.html(
        f"<div class='et-small'>{escaped(drawn.layout.meta['caption'])} A click on a bar keeps only its events.</div>"
    )
    links.link("trends", "More in Trends", icon=":material/arrow_forward:")


def _when_builder(chosen: Filter, *, whole: bool = False) -> drawing.Builder:
    window = (chosen.since, chosen.until) if whole else None

    def build(theme: drawing.ThemeName, width: int) -> object:
        return charts.per_period(
            stored.drawable(chosen), period=None, theme=theme, width=width, height=300, window=window
        )

    return build


def _narrow_to_bar() -> None:
    carried = drawing.clicked(WHEN)
    if len(carried) >= 3:
        filters.narrow(since=str(carried[1]), until=str(carried[2]))


def _bars(chosen: Filter, parts: Sequence[str]) -> None:
    for column, part in zip(st.columns(len(parts), gap="medium"), parts, strict=True):
        with column:
            st.html(f"<h3 class='et-part'>{escaped(TITLES[part])}</h3>")
            drawn = drawing.figure("overview_bars", chosen, _bars_builder(chosen, part), wide=380, options=(part,))
            key = f"overview_{part}"
            drawing.show(drawn, key=key, name=f"events-by-{part.lower()}", on_select=_narrower(part, key))
            if part in LEADS_TO:
                name, label, parameters = LEADS_TO[part]
                links.link(name, label, icon=":material/arrow_forward:", **parameters)


def _bars_builder(chosen: Filter, part: str) -> drawing.Builder:
    def build(theme: drawing.ThemeName, width: int) -> object:
        return charts.ranking(stored.drawable(chosen), by=BARS[part], theme=theme, width=width)

    return build


def _narrower(part: str, key: str) -> Any:
    """Return what a click on a bar does; a class of confidence is no choice of the filter."""

    def narrow() -> None:
        carried = drawing.clicked(key)
        if carried and carried[0]:
            filters.narrow(**{BARS[part]: str(carried[0])})

    return "ignore" if part == "Confidence" else narrow


def _missing(chosen: Filter) -> None:
    """Show what is not known, each line with the link to where something can be done about it."""
    found, undated = _numbers(chosen), stored.left_out(chosen).undated
    articles = stored.articles()
    dayless, held = sum(article.published is None for article in articles), reader.number(len(articles))
    lines: tuple[tuple[int, str, str, str, dict[str, Any]], ...] = (
        (undated, "events without a date; they are in no chart", "sources", "Needs a date", {"show": "undated"}),
        (dayless, f"of {held} articles state no day: “on Saturday” stays open in them", "sources", "Sources", {}),
        (found.open_ends, "events whose beginning or end is open", "chronology", "Timeline", {}),
        (found.country_only, "events known only to their country; no mark on the map", "place_map", "Map", {}),
        (found.placeless, "events without a place", "table", "Table", {}),
        (found.doubtful_places, "events at a place whose name others share: worth a look", "place_map", "Map", {}),
        (found.nobody, "events that name no actor", "table", "Table", {}),
    )  # fmt: skip
    _heading("What is missing")
    for number, words, page, label, parameters in lines:
        if number:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(f"<div class='et-count'><b>{reader.number(number)}</b> {escaped(words)}</div>", width="content")
                links.link(page, label, icon=":material/arrow_forward:", **parameters)
    if not any(number for number, *_ in lines):
        st.html("<div class='et-small'>Every event has a date, a place and an actor.</div>")


def _downloads(chosen: Filter) -> None:
    _heading("Downloads")
    part = st.segmented_control(
        "Chart", list(TITLES), default="When", required=True, key="overview_download", format_func=_download_title
    )
    part = part or "When"
    twins.twin(
        _data_maker(chosen, part), key="overview", alt=f"{_download_title(part)}, one line for each bar", hides=("key",)
    )
    build = _when_builder(chosen, whole=True) if part == "When" else _bars_builder(chosen, part)
    downloads.chart(
        build, chosen, title=_download_title(part), name=f"overview-{part.lower()}", data=_data_maker(chosen, part)
    )
    downloads.table(chosen)


def _data_maker(chosen: Filter, part: str) -> Callable[[], pd.DataFrame]:
    if part == "When":
        return lambda: charts.periods_table(_when_builder(chosen, whole=True)("light", drawing.FILE))
    return lambda: charts.ranking_table(stored.drawable(chosen), by=BARS[part])


def _download_title(part: str) -> str:
    return "Events over time" if part == "When" else f"Events by {part.lower()}"


if __name__ == "__main__":
    page()
