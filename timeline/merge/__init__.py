"""Rows that tell of the same happening become one event, within an article and across articles.

Two rows are compared by date, type, place, actors, trigger, figures and words; what cannot be the same (another day, another
province, a statement and an attack) is never joined, however alike the words. Pairs are joined from the most alike down, and only
while the whole group stays compatible, so the outcome does not depend on the order of the rows. Every event says why its rows
were joined and how sure that is. Rows are only compared where they share a date and a trait, so cost grows about linearly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from timeline.merge.event import differing, id_of
from timeline.merge.together import Told, compared, links_among, reading_order, similar_events, told_together
from timeline.merge.traits import traits_of
from timeline.model import Event, Row

__all__ = [
    "Told", "compared", "differing", "id_of", "links_among", "merge", "reading_order", "similar_events", "told_together",
]  # fmt: skip


def merge(rows: Iterable[Row]) -> tuple[Event, ...]:
    """Return the events that the rows tell of, in date order, undated last. Every row is in exactly one event.

    ``event.extra`` keeps what its sources differ in (``figures``: unit, number, who says it; ``dates``: EDTF, who gives it) and
    ``similar``: the ids of events that may be the same but were not joined, with the score.
    """
    traits = [traits_of(row) for row in sorted(set(rows), key=reading_order)]
    links = links_among(traits)
    told = told_together(traits, links)
    ids = {number: one.event.id for one in told for number in one.members}
    alike = similar_events(links, ids)
    events = [
        replace(one.event, extra={**one.event.extra, "similar": alike[one.event.id]})
        if one.event.id in alike
        else one.event
        for one in told
    ]
    return tuple(sorted(events, key=_date_order))


def _date_order(event: Event) -> tuple[date, date, str]:
    first, last = event.interval.first, event.interval.last
    return first or last or date.max, last or date.max, event.id
