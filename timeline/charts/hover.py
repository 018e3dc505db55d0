"""What appears when a mark is pointed at: type, title, date in words, place, sources. Escaped, and never long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.charts.drawn import OPEN, Drawn, as_date
from timeline.charts.looks import TypeLook, look_of
from timeline.charts.words import count, date_words, safe, shorten, wrapped

__all__ = ["LONGEST", "dates_in_words", "event_hovers"]

LONGEST = 180
"""Characters of a hover at most; the sentence itself is shown beside the chart."""

STATUS_WORDS = {"reported": "", "background": "habitual", "negated": "said not to have happened"}


def event_hovers(events: Drawn, looks: Mapping[str, TypeLook], *, longest: int = LONGEST) -> list[str]:
    """Return one hover text for each drawn event."""
    dates = dates_in_words(events)
    columns = zip(
        events.column("type"), events.column("status"), events.column("title"), dates,
        events.column("place_names", ()), events.column("sources", 0), strict=True,
    )  # fmt: skip
    return [_hover(look_of(looks, kind).label, status, title, when, places, sources, longest)
            for kind, status, title, when, places, sources in columns]  # fmt: skip


def dates_in_words(events: Drawn) -> list[str]:
    """Return each event's date in words; an end that the table leaves open is said to be open."""
    table = events.table
    whole = zip(
        _ends(table, "first", events), _ends(table, "last", events), events.column("precision"), events.column("bound"),
        events.column("edtf"), strict=True,
    )  # fmt: skip
    return [
        date_words(
            None if first == OPEN else as_date(first), None if last == OPEN else as_date(last),
            precision or "day", bound or "on", edtf or "",
        )
        for first, last, precision, bound, edtf in whole
    ]  # fmt: skip


def _ends(table: Any, name: str, events: Drawn) -> list[int]:
    from timeline.charts.drawn import _days

    return [int(day) for day in _days(table, name)[events.at]]


def _hover(kind: str, status: str, title: str, when: str, places: Any, sources: Any, longest: int) -> str:
    claim = STATUS_WORDS.get(status or "reported", status)
    head = f"<b>{safe(kind)}</b>" + (f" · {safe(claim)}" if claim else "")
    tail = [safe(when)]
    if places:
        tail.append(safe(shorten(", ".join(str(place) for place in places[:3]), 40)))
    if sources:
        tail.append(count(float(sources), "source"))
    end = " · ".join(tail)
    room = max(longest - len(head) - len(end), 24)
    lines = [safe(line) for line in wrapped(safe_words(title, room), 46, 3)]
    return "<br>".join((head, *lines, end))


def safe_words(text: Any, limit: int) -> str:
    """Return text on one line, cut; not yet escaped."""
    return shorten(" ".join(str(text or "").split()), limit)
