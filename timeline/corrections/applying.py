"""What rows and events look like once people have put them right. Pure functions: what was extracted stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from timeline.corrections.correction import Correction
from timeline.corrections.fields import actors_in, figures_in, interval_in, places_in, value_of
from timeline.interval import Interval
from timeline.model import Event, Kind, Review, Role, Row

__all__ = ["corrected_event", "corrected_row", "dated_by_hand", "is_in_force", "review_of"]

BY_HAND = "by hand"
"""The rule that dates set by a person are read by."""


def is_in_force(correction: Correction) -> bool:
    """Whether a correction holds: it was not undone."""
    return not correction.is_undone


def in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """Return those that hold in the order in which they were made: of two on the same the later one wins."""
    return sorted(filter(is_in_force, corrections), key=lambda one: (one.at, one.id))


def review_of(corrections: Iterable[Correction]) -> Review:
    """Return what became of a row: the last word on it."""
    words = [one.action for one in in_order(corrections) if one.action in ("accept", "reject")]
    return ("accepted" if words[-1] == "accept" else "rejected") if words else "unreviewed"


def corrected_row(row: Row, corrections: Iterable[Correction], plover: Mapping[str, str]) -> Row:
    """Return a row with the changes made to it; ``plover`` gives the code of each type of event."""
    for one in in_order(corrections):
        if one.action == "change" and one.about == "row":
            row = _changed(row, one, plover)
    return row


def corrected_event(event: Event, corrections: Iterable[Correction]) -> Event:
    """Return an event with the changes made to it as a whole.

    ``extra["corrected"]`` keeps by field who set it, when and why, what the rows say instead (``before``), and the id of
    the correction.
    """
    said: dict[str, Any] = {}
    as_told = event
    for one in in_order(corrections):
        if one.action == "change" and one.about == "event":
            event = replace(event, **_values(one.field, one.after))
            said[one.field] = {
                "by": one.by,
                "at": one.at.isoformat(),
                "why": one.said,
                "before": value_of(as_told, one.field),
                "id": one.id,
            }
        elif one.action == "merge":
            event = replace(event, why="; ".join(filter(None, (one.said.replace("set", "merged", 1), as_told.why))))
    return replace(event, extra={**event.extra, "corrected": said}) if said else event


def dated_by_hand(event: Event) -> str | None:
    """Return who set the date of an event as a whole, when and why; None where its rows date it."""
    found = event.extra.get("corrected", {}).get("date")
    return found["why"] if found else None


def _values(field: str, after: Any) -> dict[str, Any]:
    readers: dict[str, Any] = {"actors": actors_in, "places": places_in, "figures": figures_in}
    if field == "date":
        return {"interval": interval_in(after)}
    return {field: readers[field](after) if field in readers else after}


def _changed(row: Row, one: Correction, plover: Mapping[str, str]) -> Row:
    if one.field == "date":
        return _redated(row, interval_in(one.after), one.said)
    changed = replace(row, **_values(one.field, one.after))
    if one.field == "type":
        return replace(changed, plover=plover.get(changed.type, "uncoded"))
    if one.field == "actors":
        known: dict[str, Role] = {actor.id: role for actor, role in zip(row.actors, row.roles, strict=False)}
        return replace(changed, roles=tuple(known.get(actor.id, "mentioned") for actor in changed.actors))
    return changed


def _redated(row: Row, interval: Interval, said: str) -> Row:
    kind: Kind | None = "explicit" if interval.is_known else None
    return replace(row, interval=interval, kind=kind, rule=BY_HAND, dating="by_hand", why=said)
