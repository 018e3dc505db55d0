"""What makes an event worth a look by a person before others."""

from __future__ import annotations

from itertools import combinations
from typing import Literal, get_args

from timeline.model import Event

__all__ = ["DOUBTS", "UNSURE", "Doubt", "doubts_of"]

Doubt = Literal["differing", "similar", "undated", "unsure", "new_name"]

DOUBTS: tuple[Doubt, ...] = get_args(Doubt)
"""``differing``: its sources differ in a date or a number; ``similar``: it is perhaps the same as another event;
``undated``: it has no day; ``unsure``: its confidence is low; ``new_name``: it names somebody whom no list knows."""

UNSURE = 0.6
"""Events with a confidence below this are worth a look."""


def doubts_of(event: Event) -> tuple[Doubt, ...]:
    """Return why an event is worth a look, in the order of DOUBTS; nothing where all is clear."""
    found = {
        "differing": "figures" in event.extra or _contradicted(event),
        "similar": "similar" in event.extra,
        "undated": not event.is_dated,
        "unsure": event.confidence < UNSURE,
        "new_name": any(actor.id.startswith("text:") for actor in event.actors),
    }
    return tuple(doubt for doubt in DOUBTS if found[doubt])


def _contradicted(event: Event) -> bool:
    """Whether two of its sources give dates that cannot both be right; a month and a day in it can."""
    if "dates" not in event.extra:
        return False
    told = {row.interval for row in event.rows if row.interval.is_known}
    return not told or any(not one.overlaps(other) for one, other in combinations(told, 2))
