"""Rows that tell of the same happening become one event, within an article and across articles.

Two rows are compared by date, type, place, actors, trigger, figures and words; what cannot be the same (another day, another
province, a statement and an attack) is never joined, however alike the words. Pairs are joined from the most alike down, and only
while the whole group stays compatible, so the outcome does not depend on the order of the rows. Every event says why its rows
were joined and how sure that is. Rows are only compared where they share a date and a trait, so cost grows about linearly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from timeline.merge.candidates import candidate_pairs
from timeline.merge.event import event_of
from timeline.merge.grouping import Group, Link, groups
from timeline.merge.likeness import DOUBTFUL, JOINED, Likeness, likeness
from timeline.merge.traits import Traits, traits_of
from timeline.model import Event, Row

__all__ = ["merge"]


def merge(rows: Iterable[Row]) -> tuple[Event, ...]:
    """Return the events that the rows tell of, in date order, undated last. Every row is in exactly one event.

    ``event.extra`` keeps what its sources differ in (``figures``: unit, number, who says it; ``dates``: EDTF, who gives it) and
    ``similar``: the ids of events that may be the same but were not joined, with the score.
    """
    ordered = sorted(set(rows), key=lambda row: (row.document, row.article, row.start, row.trigger_start, row.id))
    traits = [traits_of(row) for row in ordered]
    links: list[Link] = []
    for one, two in candidate_pairs(traits):
        alike = likeness(traits[one], traits[two])
        if alike is not None and alike.score >= DOUBTFUL:
            links.append(Link(alike.score, one, two))
    joined = groups(traits, [link for link in links if link.score >= JOINED])
    events = [event_of([ordered[n] for n in group.members], group, _reasons(group.links, traits)) for group in joined]
    return tuple(sorted(_with_doubtful(events, joined, links), key=_date_order))


def _with_doubtful(events: Sequence[Event], joined: Sequence[Group], links: Iterable[Link]) -> list[Event]:
    """Return the events, each with the others that may be the same but were not joined: ``extra["similar"]``, ids and scores."""
    of = {number: at for at, group in enumerate(joined) for number in group.members}
    similar: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for link in links:
        one, two = of[link.one], of[link.two]
        if one != two:
            for mine, other in ((one, two), (two, one)):
                known = similar[mine].get(events[other].id, 0.0)
                similar[mine][events[other].id] = max(known, round(link.score, 3))
    return [
        replace(event, extra={**event.extra, "similar": dict(sorted(similar[at].items()))}) if at in similar else event
        for at, event in enumerate(events)
    ]


def _reasons(links: Iterable[Link], traits: Sequence[Traits]) -> list[Likeness]:
    found = (likeness(traits[link.one], traits[link.two]) for link in links)
    return [alike for alike in found if alike is not None]


def _date_order(event: Event) -> tuple[date, date, str]:
    first, last = event.interval.first, event.interval.last
    return first or last or date.max, last or date.max, event.id
