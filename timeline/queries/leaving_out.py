"""How many events a filter shows and how many it leaves out, for the foot of every chart and export."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.queries.conditions import conditions
from timeline.queries.filter import Filter
from timeline.store import Store

__all__ = ["LeftOut", "count", "left_out"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Of ``total`` events, ``shown`` pass the filter. The others, each counted once:

    ``undated`` fit but have no day; ``outside`` fit but for their days; ``rejected``, ``unreviewed`` and ``accepted`` fit but for
    what was said of them in the review; ``others`` do not fit. ``possible`` of those outside may have happened within the days
    all the same, but not for certain.

    >>> print(LeftOut(total=20, shown=14, undated=2, outside=3, others=1, possible=0))
    14 of 20 events; left out: 2 without a date, 3 outside the dates, 1 that does not fit the filter
    """

    total: int
    shown: int
    undated: int
    outside: int
    others: int
    possible: int = 0
    rejected: int = 0
    unreviewed: int = 0
    accepted: int = 0

    def in_words(self) -> str:
        """Return what is left out, such as "2 without a date, 3 outside the dates"; empty where nothing is."""
        parts = [f"{self.undated:,} without a date"] if self.undated else []
        if self.outside:
            possible = f" ({self.possible:,} of them possibly within)" if self.possible else ""
            parts.append(f"{self.outside:,} outside the dates{possible}")
        parts += [f"{self.rejected:,} rejected"] if self.rejected else []
        parts += [f"{self.unreviewed:,} not reviewed"] if self.unreviewed else []
        parts += [f"{self.accepted:,} accepted"] if self.accepted else []
        if self.others:
            parts.append(f"{self.others:,} that {'does' if self.others == 1 else 'do'} not fit the filter")
        return ", ".join(parts)

    def __str__(self) -> str:
        """Return how many are shown and what is left out, in words."""
        return f"{self.shown:,} of {self.total:,} events; " + (
            f"left out: {self.in_words()}" if self.in_words() else "nothing left out"
        )


def count(store: Store, filter: Filter | None = None) -> int:
    """Return how many events pass the filter."""
    where = conditions(filter or Filter())
    return int(store.select(f"SELECT count(*) FROM events e WHERE {where.sql}", where.values)[0][0])


def left_out(store: Store, filter: Filter | None = None) -> LeftOut:
    """Return how many events pass the filter and how many do not, and why."""
    given = filter or Filter()
    timeless = given.without("since", "until", "in_range")
    with store.reading():
        (total,) = store.select("SELECT count(*) FROM events e WHERE e.type <> 'statistic'")[0]
        reviewed = _reviewed(store, timeless.with_undated().with_all_reviews())
        shown = count(store, given)
        dated = count(store, timeless.without("undated"))
        fitting = count(store, timeless.without("undated").with_undated())
        shown_dated = count(store, given.without("undated"))
        possible = count(store, given.without("undated", "in_range")) - shown_dated
    without_date = fitting - dated
    hidden = {review: number for review, number in reviewed.items() if review not in given.reviews_shown}
    return LeftOut(
        total=total,
        shown=shown,
        undated=0 if given.undated else without_date,
        outside=dated - shown_dated,
        others=total - fitting - sum(hidden.values()),
        possible=possible,
        **hidden,
    )


def _reviewed(store: Store, filter: Filter) -> dict[str, int]:
    """Return how many of the events that pass were accepted, rejected, or not reviewed."""
    where = conditions(filter)
    return dict(store.select(f"SELECT e.review, count(*) FROM events e WHERE {where.sql} GROUP BY 1", where.values))
