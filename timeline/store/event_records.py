"""An event as one line of the table: in single values, in lists, and as a JSON object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from timeline.corrections import DOUBTS, dated_by_hand, doubts_of
from timeline.model import Event, Figure, Place, Row
from timeline.store.encoding import iso

__all__ = [
    "EVENT_COLUMNS",
    "EVENT_LISTS",
    "Told",
    "doubts_number",
    "event_columns",
    "event_lists",
    "event_record",
    "lead",
    "publishers_of",
    "regions",
]

EVENT_COLUMNS = (
    "event_id", "title", "type", "status", "first", "last", "precision", "bound", "kind", "edtf", "date_text", "dating", "rule",
    "why", "confidence", "sources", "evidence", "trigger", "published", "review",
)  # fmt: skip
EVENT_LISTS = ("actors", "regions", "place_names", "places", "figures", "publishers", "documents")

Told = tuple[str, int]
"""A document's id and the number of an article in it."""


def event_record(event: Event, publishers: Mapping[Told, str]) -> dict[str, Any]:
    """Return an event as a JSON object with the columns of the table, days as ISO text, and the ids of its rows."""
    singles = dict(zip(EVENT_COLUMNS, event_columns(event), strict=True))
    lists = dict(zip(EVENT_LISTS, event_lists(event, publishers), strict=True))
    return {**singles, **lists, "rows": [row.id for row in event.rows]}


def doubts_number(event: Event) -> int:
    """Return why an event is worth a look as one number, in which each of DOUBTS has its bit."""
    return sum(1 << DOUBTS.index(doubt) for doubt in doubts_of(event))


def lead(event: Event) -> Row:
    """Return the row whose words date the event: the first that has its interval, those that state a date before others."""
    fitting = [row for row in event.rows if row.interval == event.interval] or list(event.rows)
    return min(fitting, key=lambda row: (row.dating != "stated", -row.confidence))


def regions(places: Iterable[Place]) -> tuple[str, ...]:
    """Return the country and province codes of some places, each once: a province brings its country along.

    >>> regions([Place("Peshawar", "PK", "PK-KP"), Place("Kabul", "AF")])
    ('PK', 'PK-KP', 'AF')
    """
    codes = (code for place in places for code in (place.country, place.subdivision) if code)
    return tuple(dict.fromkeys(codes))


def place_record(place: Place) -> dict[str, Any]:
    """Return a place as in the JSON rows."""
    return {
        "name": place.name,
        "country": place.country,
        "subdivision": place.subdivision,
        "lat": place.lat,
        "lon": place.lon,
    }


def figure_record(figure: Figure) -> dict[str, Any]:
    """Return a figure as in the JSON rows."""
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "text": figure.text,
        "counts": figure.counts,
    }


def event_columns(event: Event) -> tuple[Any, ...]:
    """Return what the table of events says about an event in single values, days as ISO text, in the order of EVENT_COLUMNS."""
    row, interval = lead(event), event.interval
    by_hand = dated_by_hand(event)
    has_words = event.is_dated or row.date_text is not None
    return (
        event.id,
        event.title,
        event.type,
        event.status,
        iso(interval.first),
        iso(interval.last),
        interval.precision if has_words else None,
        interval.bound if has_words else None,
        "explicit" if by_hand and event.is_dated else None if by_hand else row.kind,
        interval.edtf or None,
        row.date_text,
        "by_hand" if by_hand else row.dating,
        "by hand" if by_hand else row.rule or None,
        by_hand or row.why,
        event.confidence,
        len(event.sources),
        row.evidence,
        row.trigger,
        iso(row.published),
        event.review,
    )


def event_lists(event: Event, publishers: Mapping[Told, str]) -> list[Any]:
    """Return what the table of events says in lists, in the order of EVENT_LISTS."""
    return [
        [actor.name for actor in event.actors],
        regions(event.places),
        [place.name for place in event.places],
        [place_record(place) for place in event.places],
        [figure_record(figure) for figure in event.figures],
        publishers_of(event, publishers),
        list(dict.fromkeys(document for document, _ in event.sources)),
    ]


def publishers_of(event: Event, publishers: Mapping[Told, str]) -> tuple[str, ...]:
    """Return the publishers of the articles that tell an event, each once."""
    return tuple(dict.fromkeys(publishers[told] for told in event.sources if told in publishers))
