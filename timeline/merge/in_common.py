"""What two rows have in common, worked out once for all that weighs it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.merge.traits import Traits

__all__ = ["FEW", "Common", "what_is_common"]

FEW = 6
"""Words below which a shared one says no more than among so many."""


@dataclass(slots=True)
class Common:
    """Two rows and what both have; ``words`` is the share of the words of the shorter sentence that the other has too."""

    one: Traits
    two: Traits
    is_one_source: bool
    are_dated: bool
    points: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]
    actors: frozenset[str]
    trigger: frozenset[str]
    deeds: frozenset[str]
    names: frozenset[str]
    figures: tuple[str, ...]
    words: float

    @property
    def in_words(self) -> tuple[str, ...]:
        """What is shared, in the words of the rows: places, actors, what happened, figures, names."""
        one, two = self.one, self.two
        said = sorted(self.points)[:2] or (["same region"] if self.regions else [])
        said += sorted(actor.short or actor.name for actor in one.row.actors if actor.id in self.actors)[:3]
        if self.trigger:
            said.append(min(one.row.trigger, two.row.trigger, key=len))
        said += [f"{one.figures[unit].value:g} {unit}" for unit in self.figures]
        return (*said, *(name.capitalize() for name in sorted(self.names)[:2]))


def what_is_common(one: Traits, two: Traits) -> Common:
    """Return what two rows have in common."""
    least = min(len(one.words), len(two.words))
    units = one.figures.keys() & two.figures.keys() if one.figures and two.figures else ()
    return Common(
        one,
        two,
        one.source == two.source,
        one.is_dated and two.is_dated,
        one.points & two.points,
        one.regions & two.regions,
        one.countries & two.countries,
        one.who & two.who,
        one.trigger & two.trigger,
        one.deeds & two.deeds,
        one.names & two.names,
        tuple(sorted(unit for unit in units if one.figures[unit].value == two.figures[unit].value)) if units else (),
        len(one.words & two.words) / max(least, FEW) if least else 0.0,
    )
