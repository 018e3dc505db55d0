"""Rows that tell of the same happening become one event, within an article and across articles.

Two rows are compared by date, type, place, actors, trigger, figures and words; what cannot be the same (another day, another
province, a statement and an attack) is never joined, however alike the words. Pairs are joined from the most alike down, and only
while the whole group stays compatible, so the outcome does not depend on the order of the rows. Every event says why its rows
were joined and how sure that is. Rows are only compared where they share a date and a trait, so cost grows about linearly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from timeline.merge.candidates import candidate_pairs
from timeline.merge.event import event_of
from timeline.merge.grouping import Link, groups
from timeline.merge.likeness import JOINED, Likeness, likeness
from timeline.merge.traits import Traits, traits_of
from timeline.model import Event, Row

__all__ = ["merge"]


def merge(rows: Iterable[Row]) -> tuple[Event, ...]:
    """Return the events that the rows tell of, in date order, undated last. Every row is in exactly one event."""
    ordered = sorted(set(rows), key=lambda row: (row.document, row.article, row.start, row.trigger_start, row.id))
    traits = [traits_of(row) for row in ordered]
    links: list[Link] = []
    for one, two in candidate_pairs(traits):
        alike = likeness(traits[one], traits[two])
        if alike is not None and alike.score >= JOINED:
            links.append(Link(alike.score, one, two))
    joined = groups(traits, links)
    events = [event_of([ordered[n] for n in group.members], group, _reasons(group.links, traits)) for group in joined]
    return tuple(sorted(events, key=_date_order))


def _reasons(links: Iterable[Link], traits: Sequence[Traits]) -> list[Likeness]:
    found = (likeness(traits[link.one], traits[link.two]) for link in links)
    return [alike for alike in found if alike is not None]


def _date_order(event: Event) -> tuple[date, date, str]:
    first, last = event.interval.first, event.interval.last
    return first or last or date.max, last or date.max, event.id
