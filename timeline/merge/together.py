"""The steps of merging, each for as many or as few rows as one has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.corrections import Ties
from timeline.merge.candidates import candidate_pairs
from timeline.merge.event import event_of
from timeline.merge.grouping import Link, groups
from timeline.merge.likeness import DOUBTFUL, JOINED, Likeness, is_hopeless, likeness, score
from timeline.merge.traits import Traits
from timeline.model import Event, Row

__all__ = ["Told", "compared", "links_among", "reading_order", "similar_events", "told_together"]


@dataclass(frozen=True, slots=True)
class Told:
    """An event, and by position the rows that tell it."""

    event: Event
    members: tuple[int, ...]


def reading_order(row: Row) -> tuple[str, int, int, int, str]:
    """Return what rows are sorted by to be in reading order."""
    return row.document, row.article, row.start, row.trigger_start, row.id


def compared(one: Traits, two: Traits) -> float | None:
    """Return how alike two rows are, the earlier in reading order first; None when that is not worth keeping."""
    if is_hopeless(one, two):
        return None
    found = score(one, two)
    return found if found is not None and found >= DOUBTFUL else None


def links_among(traits: Sequence[Traits]) -> list[Link]:
    """Return which rows, given in reading order, are or may be the same, and how alike they are."""
    links = []
    for one, two in candidate_pairs(traits):
        alike = compared(traits[one], traits[two])
        if alike is not None:
            links.append(Link(alike, one, two))
    return links


def told_together(traits: Sequence[Traits], links: Iterable[Link], ties: Ties[int] | None = None) -> list[Told]:
    """Return the events that rows, given in reading order, tell of, without those similar to them.

    ``ties`` is what people said of pairs of rows, by position.
    """
    told = []
    for group in groups(traits, [link for link in links if link.score >= JOINED], ties):
        event = event_of([traits[n].row for n in group.members], group, _reasons(group.links, traits))
        told.append(Told(event, tuple(group.members)))
    return told


def similar_events(links: Iterable[Link], ids: Mapping[int, str]) -> dict[str, dict[str, float]]:
    """Return by its id for each event the ids of others that may be the same but were not joined, with the score."""
    similar: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for link in links:
        one, two = ids[link.one], ids[link.two]
        if one != two:
            for mine, other in ((one, two), (two, one)):
                similar[mine][other] = max(similar[mine].get(other, 0.0), round(link.score, 3))
    return {identity: dict(sorted(others.items())) for identity, others in similar.items()}


def _reasons(links: Iterable[Link], traits: Sequence[Traits]) -> list[Likeness]:
    found = (likeness(traits[link.one], traits[link.two]) for link in links)
    return [alike for alike in found if alike is not None]
