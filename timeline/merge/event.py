"""A group of rows becomes an event: tightest date, everyone and everywhere named, lowest and highest figures."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import prod
from typing import Any, TypeVar

from timeline.interval import Interval
from timeline.merge.grouping import Group
from timeline.merge.likeness import Likeness
from timeline.model import Event, Figure, Place, Row, Status

__all__ = ["differing", "event_of", "id_of"]

T = TypeVar("T")

_STATUSES: tuple[Status, ...] = ("reported", "alleged", "planned", "background", "denied", "negated")
"""From the claim that counts most to the one that counts least."""


def event_of(rows: Sequence[Row], group: Group, reasons: Sequence[Likeness]) -> Event:
    """Return the event that rows (in reading order) tell of."""
    first = min(rows, key=lambda row: (row.published or date.max, row.document, row.start, row.trigger_start, row.id))
    counted = Counter(row.type for row in rows)
    interval = _tightest(rows)
    return Event(
        id=id_of(first.id),
        title=_title(rows, interval),
        type=max(counted, key=lambda kind: (counted[kind], -[row.type for row in rows].index(kind))),
        status=min((row.status for row in rows), key=_STATUSES.index),
        interval=interval,
        rows=tuple(rows),
        actors=_most_named((actor.id, actor) for row in rows for actor in row.actors),
        places=_most_named((_place_key(place), place) for row in rows for place in row.places),
        figures=_figures(rows),
        confidence=_confidence(rows),
        why=_why(rows, reasons),
        score=round(min((link.score for link in group.links), default=1.0), 3),
        extra=_disagreement(rows),
    )


def _title(rows: Sequence[Row], interval: Interval) -> str:
    """Return the title that tells most: of the best claim and tightest date, whole, with the words that others use for it."""
    triggers = Counter(word for row in rows for word in set(row.trigger.lower().split()))

    def worth(row: Row) -> tuple[bool, int, bool, bool, int, int, float]:
        named = min(len(row.actors), 2) + min(len(row.places), 1) + bool(row.figures)
        usual = sum(triggers[word] for word in set(row.trigger.lower().split()))
        whole = 25 <= len(row.title) <= 95 and "…" not in row.title
        tight = (row.interval.first, row.interval.last) == (interval.first, interval.last)
        return row.is_dated, -_STATUSES.index(row.status), tight, whole, min(usual, 3), named, row.confidence

    return max(rows, key=worth).title


def _tightest(rows: Sequence[Row]) -> Interval:
    """Return the finest interval that its rows give; of equally fine ones the one most often given."""
    known = [row.interval for row in rows if row.interval.is_known]
    if not known:
        return rows[0].interval
    often = Counter((interval.first, interval.last) for interval in known)
    return min(known, key=lambda interval: (interval.days or 10**6, -often[interval.first, interval.last]))


def _most_named(pairs: Iterable[tuple[Hashable, T]]) -> tuple[T, ...]:
    """Return each thing once, the most often named first, in reading order where equal."""
    things: dict[Hashable, T] = {}
    counts: Counter[Hashable] = Counter()
    for key, thing in pairs:
        things.setdefault(key, thing)
        counts[key] += 1
    return tuple(things[key] for key, _ in counts.most_common())


def _place_key(place: Place) -> Hashable:
    return place.name, place.country, place.subdivision


def _figures(rows: Sequence[Row]) -> tuple[Figure, ...]:
    """Return one figure per unit: the number most often said, between the lowest and the highest that any row allows."""
    by_unit: defaultdict[str, list[Figure]] = defaultdict(list)
    for row in rows:
        for figure in row.figures:
            by_unit[figure.unit].append(figure)
    return tuple(_range(figures) for figures in by_unit.values())


def _range(figures: Sequence[Figure]) -> Figure:
    values = Counter(figure.value for figure in figures)
    said = max(values, key=lambda value: (values[value], value))
    chosen = next(figure for figure in figures if figure.value == said)
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    if low is not None and high is not None and high < low:
        low, high = high, low
    return replace(chosen, low=low, high=high, approximate=any(figure.approximate for figure in figures))


def _confidence(rows: Sequence[Row]) -> float:
    """Return how sure it is that this happened as told: sources that tell it independently add up, to 0.99 at most."""
    best: dict[tuple[str, int], float] = {}
    for row in rows:
        source = (row.document, row.article)
        best[source] = max(best.get(source, 0.0), row.confidence)
    return round(min(0.99, 1 - prod(1 - value for value in best.values())), 3)


def _why(rows: Sequence[Row], reasons: Sequence[Likeness]) -> str:
    if len(rows) == 1:
        return "told once"
    dates = Counter(reason.date for reason in reasons)
    shared = Counter(word for reason in reasons for word in dict.fromkeys(reason.shared))
    words = [word for word, _ in shared.most_common(5)]
    date_words = ", ".join(word for word, _ in dates.most_common(2))
    return date_words + (f"; shared: {', '.join(words)}" if words else "")


def _disagreement(rows: Sequence[Row]) -> dict[str, Any]:
    """Return what the sources differ in: who gives which number, who gives which date, each source once."""
    numbers: defaultdict[str, dict[float, list[str]]] = defaultdict(dict)
    dates: dict[str, list[str]] = {}
    for row in rows:
        for figure in row.figures:
            _say(numbers[figure.unit], figure.value, row.document)
        if row.interval.is_known:
            _say(dates, row.interval.edtf or str(row.interval.first), row.document)
    found: dict[str, Any] = {}
    if differing := {unit: said for unit, said in numbers.items() if len(said) > 1}:
        found["figures"] = differing
    if len(dates) > 1:
        found["dates"] = dates
    return found


def _say(said: dict[T, list[str]], what: T, document: str) -> None:
    if document not in (who := said.setdefault(what, [])):
        who.append(document)


def differing(event: Event) -> list[tuple[str, str]]:
    """Return in words what the sources of an event differ in, and who says what: dates, and figures by their unit.

    >>> from timeline.interval import UNKNOWN
    >>> said = {"figures": {"killed": {12.0: ["a"], 14.0: ["b", "c"]}}}
    >>> differing(Event("e1", "A bomb", "attack", "reported", UNKNOWN, (), extra=said))
    [('killed', '12 (a); 14 (b, c)')]
    """
    found = [("date", _who_says(event.extra["dates"].items()))] if "dates" in event.extra else []
    for unit, said in event.extra.get("figures", {}).items():
        found.append((unit, _who_says((f"{number:,.10g}", who) for number, who in sorted(said.items()))))
    return found


def _who_says(said: Iterable[tuple[str, Sequence[str]]]) -> str:
    return "; ".join(f"{what} ({', '.join(who)})" for what, who in said)


def id_of(first: str) -> str:
    """Return the id of an event that begins with the row of this id.

    >>> id_of("r1") == id_of("r1") != id_of("r2")
    True
    """
    return "e" + hashlib.sha256(first.encode()).hexdigest()[:12]
