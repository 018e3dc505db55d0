"""Trends: how many events there are in each day, week, month, quarter or year."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline import charts
from timeline.charts import LaneBy, Period, Uncertain
from timeline.pages import downloads, drawing, filters, stored, twins
from timeline.pages.article_text import escaped
from timeline.pages.notices import nothing_passes
from timeline.queries import Filter

__all__ = ["page"]

PERIODS: dict[str, Period | None] = {
    "Auto": None, "Day": "day", "Week": "week", "Month": "month", "Quarter": "quarter", "Year": "year",
}  # fmt: skip
PARTS: dict[str, LaneBy] = {"Type": "type", "Actor": "actor", "Region": "region", "Source": "source"}
WAYS: dict[str, Uncertain] = {"Spread over their days": "spread", "Shown apart": "apart"}
CHART = "trends_chart"


def page() -> None:
    """Show the trends page."""
    chosen = filters.current()
    if not stored.number(chosen):
        nothing_passes()
        return
    _trends(chosen)


@st.fragment
def _trends(chosen: Filter) -> None:
    if st.session_state.pop("filter_changed", False):
        st.rerun()
    with st.container(horizontal=True, gap="medium"):
        period = st.segmented_control(
            "Events per", list(PERIODS), default="Auto", required=True, key="per", bind="query-params"
        )
        part = st.segmented_control(
            "Parted by", list(PARTS), default="Type", required=True, key="by", bind="query-params"
        )
        way = st.segmented_control(
            "Dates wider than one bar", list(WAYS), default="Spread over their days", required=True, key="wide",
            bind="query-params",
            help="“In 2013” is no event of January: it is spread evenly over its days, or drawn below the bars as what it is.",
        )  # fmt: skip
    unit, by, uncertain = PERIODS[period or "Auto"], PARTS[part or "Type"], WAYS[way or "Spread over their days"]

    def build(theme: drawing.ThemeName, width: int) -> object:
        events = stored.drawable(chosen)
        return charts.per_period(events, theme=theme, width=width, period=unit, by=by, uncertain=uncertain)

    drawn = drawing.figure("per_period", chosen, build, options=(unit, by, uncertain))
    drawing.show(drawn, key=CHART, name="events-per-period", on_select=_narrow_to_bar)
    st.html(
        f"<div class='et-small'>{escaped(drawn.layout.meta['caption'])} A click on a bar keeps only its events.</div>"
    )
    twins.twin(
        lambda: charts.periods_table(drawn),
        key=CHART,
        alt="Events per period, one line for each bar; choose a line to keep only its events",
        opens=lambda line: _narrow(line.key, line.first, line.last),
        hides=("key",),
    )
    title = f"Events per {drawn.layout.meta['period']} by {by}"

    def whole(theme: drawing.ThemeName, width: int) -> Any:
        return charts.per_period(
            stored.drawable(chosen), theme=theme, width=width, period=unit, by=by, uncertain=uncertain,
            window=(chosen.since, chosen.until),
        )  # fmt: skip

    downloads.chart(
        whole,
        chosen,
        title=title,
        name="events-per-period",
        data=lambda: charts.periods_table(whole("light", drawing.FILE)),
    )
    downloads.table(chosen)


def _narrow_to_bar() -> None:
    carried = drawing.clicked(CHART)
    if len(carried) >= 3:
        _narrow(*map(str, carried[:3]))


def _narrow(part: str, first: str, last: str) -> None:
    by = PARTS[st.session_state.get("by") or "Type"]
    if part:
        filters.narrow(**{str(by): part})
    filters.narrow(since=first, until=last)
    st.session_state["filter_changed"] = True


if __name__ == "__main__":
    page()
