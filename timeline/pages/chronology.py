"""The timeline: events in lanes, the details of the one that is open beside them, below it how many there are when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from timeline import charts
from timeline.charts import LaneBy
from timeline.pages import address, details, downloads, drawing, filters, links, reader, side, stored
from timeline.pages.article_text import escaped
from timeline.pages.notices import nothing_passes
from timeline.queries import Filter

__all__ = ["page"]

LANES: dict[str, LaneBy] = {"Actor": "actor", "Region": "region", "Type": "type", "Source": "source"}
BUSIEST, ALL = "Where most events are", "All dates"
CHART, STRIP = "timeline_chart", "timeline_strip"
Days = tuple[date | None, date | None]


def page() -> None:
    """Show the timeline page."""
    chosen = filters.current()
    if not stored.number(chosen):
        nothing_passes()
        return
    _timeline(chosen)


@st.fragment
def _timeline(chosen: Filter) -> None:
    if st.session_state.pop("filter_changed", False):
        st.rerun()
    left, right = st.columns([2.2, 1], gap="medium")
    with left:
        with st.container(horizontal=True, gap="medium"):
            lanes = _lanes()
            window = _window(chosen)
        _strip(chosen, window)
        _chart(chosen, lanes, window)
        _downloads(chosen, lanes)
    with right, side.details_box():
        details.stepper(stored.event_ids(chosen))
        details.panel(
            address.selected_event(),
            hint="Click a mark of the timeline to see its sentence, its source and why it has its date.",
        )


def _lanes() -> LaneBy:
    chosen = st.segmented_control(
        "Lanes by", list(LANES), default="Actor", required=True, key="lanes", bind="query-params"
    )
    return LANES[chosen or "Actor"]


def _window(chosen: Filter) -> Days:
    """Return the days that the chart opens on: those of the filter, else where most events are, as the reader wants it.

    An event that is open is never outside of them.
    """
    if chosen.since or chosen.until:
        return chosen.since, chosen.until
    busiest = charts.busiest_days(stored.drawn(chosen))
    if busiest is None:
        return None, None
    shown = st.segmented_control(
        "Dates shown", [BUSIEST, ALL], default=BUSIEST, required=True, key="dates", bind="query-params",
        help="The chart opens where most events are; what lies before and after is only out of sight. Downloads show all dates.",
    )  # fmt: skip
    if shown == ALL:
        return None, None
    return _with_event(busiest, address.selected_event(), stored.event_ids(chosen))


def _with_event(window: tuple[date, date], identity: str | None, shown: Sequence[str]) -> Days:
    """Return the window, widened as far as the dates of an event that lies outside of it."""
    first, last = window
    event = stored.event(identity) if identity and identity in shown else None
    days = [day for day in (event.interval.first, event.interval.last) if day] if event else []
    if days and (min(days) > last or max(days) < first):
        first, last = min(first, *days), max(last, *days)
    return first, last


def _build(chosen: Filter, lanes: LaneBy, window: Days, ringed: str | None, *, legend: bool) -> drawing.Builder:
    def build(theme: drawing.ThemeName, width: int) -> object:
        events = stored.drawn(chosen)
        return charts.chronology(
            events, lanes=lanes, theme=theme, width=width, window=window, selected=ringed, legend=legend
        )

    return build


def _chart(chosen: Filter, lanes: LaneBy, window: Days) -> None:
    # an event that was opened elsewhere than in the chart is ringed; one clicked here is lit by the chart, which keeps its zoom
    opened = address.selected_event()
    ringed = opened if opened != st.session_state.get("clicked_event") else None
    legend = not charts.has_image_engine()  # then the browser's own picture of the chart is the only one
    drawn = drawing.figure(
        "chronology", chosen, _build(chosen, lanes, window, ringed, legend=legend), wide=drawing.PART,
        options=(lanes, window, ringed, legend),
    )  # fmt: skip
    if not legend:
        st.html(_key(drawn.layout.meta.get("key", ())))
    drawing.show(drawn, key=CHART, name="timeline", on_select=_open_clicked)
    dense = drawn.layout.meta["chart"] == "density"
    hint = " A click on a cell keeps only its events." if dense else ""
    st.html(f"<div class='et-small'>{escaped(drawn.layout.meta['caption'] + hint)}</div>")


def _key(entries: Iterable[Mapping[str, str]]) -> str:
    """Return the meaning of the marks as one flowing line (HTML)."""
    signs = (
        f"<span><i style='background-image:url({one['drawing']})'></i>{escaped(one['label'])}</span>" for one in entries
    )
    return f"<div class='et-key'>{''.join(signs)}</div>"


def _open_clicked() -> None:
    carried = drawing.clicked(CHART)
    if len(carried) >= 3:  # a cell of the density view: (lane, first day, last day)
        _narrow_to_cell(*carried[:3])
    elif carried:
        st.session_state["clicked_event"] = carried[0]
        address.show_event(carried[0])


def _narrow_to_cell(lane: str, first: str, last: str) -> None:
    by = str(LANES[st.session_state.get("lanes") or "Actor"])
    if lane:
        filters.narrow(**{by: lane})
    filters.narrow(since=first, until=last)
    st.session_state["filter_changed"] = True


def _strip(chosen: Filter, shown: Days) -> None:
    """Show how many events there are when, the days of the chart lit; dragging across it sets the filter's dates."""
    timeless = chosen.without("since", "until", "in_range")
    window = shown if any(shown) else None

    def build(theme: drawing.ThemeName, width: int) -> object:
        return charts.overview(stored.drawn(timeless), theme=theme, width=width, window=window)

    drawn = drawing.figure("overview", timeless, build, wide=drawing.PART, options=(window,))
    drawing.show(drawn, key=STRIP, name="events-per-period", on_select=_narrow_to_box, box=True)
    words = "Drag across the strip to keep only those days."
    if beyond := drawn.layout.meta["beyond"]:
        words += f" {reader.count(beyond, 'event lies', 'events lie')} beyond it."
    st.html(f"<div class='et-small'>{words}</div>")


def _narrow_to_box() -> None:
    state = st.session_state.get(STRIP) or {}
    boxes = (state.get("selection") or {}).get("box") or []
    if not boxes:
        return
    first, last = sorted(_day(edge) for edge in boxes[0]["x"][:2])
    filters.narrow(since=first.isoformat(), until=last.isoformat())
    st.session_state["filter_changed"] = True


def _day(edge: object) -> date:
    """Return the day of an edge of the box: the chart gives it as text or in milliseconds since 1970."""
    if isinstance(edge, int | float):
        return date(1970, 1, 1) + timedelta(milliseconds=float(edge))
    return date.fromisoformat(str(edge)[:10])


def _downloads(chosen: Filter, lanes: LaneBy) -> None:
    links.link("table", "The same as a table", icon=":material/table_rows:")
    whole = _build(chosen, lanes, (chosen.since, chosen.until), None, legend=True)
    downloads.chart(
        whole, chosen, title=f"Timeline by {lanes}", name="timeline",
        data=lambda: charts.lanes_table(stored.table(chosen), lanes=lanes),
    )  # fmt: skip
    downloads.table(chosen)


if __name__ == "__main__":
    page()
