"""What rules out that two rows tell of the same happening, however alike their words."""

from __future__ import annotations

from timeline.merge.traits import Traits

__all__ = ["cannot_be_same"]

_LONGEST_TO_CONTAIN = 366
"""Days of the longest span ("in 2021") within which a finer date counts as the same date told more exactly."""


def cannot_be_same(one: Traits, two: Traits) -> bool:
    """Whether something known of both rows rules out that they tell of the same happening."""
    if one.kind != two.kind:
        return True
    if (one.row.status == "negated") != (two.row.status == "negated"):
        return True
    if one.row.is_statistic or two.row.is_statistic:
        return not _same_statistic(one, two)
    return _dates_differ(one, two) or _places_differ(one, two)


def _same_statistic(one: Traits, two: Traits) -> bool:
    if one.row.type != two.row.type or (one.first, one.last) != (two.first, two.last):
        return False
    shared = one.figures.keys() & two.figures.keys()
    return bool(shared) and all(one.figures[unit].value == two.figures[unit].value for unit in shared)


def _dates_differ(one: Traits, two: Traits) -> bool:
    if not (one.is_dated and two.is_dated) or (one.first, one.last) == (two.first, two.last):
        return False
    if not one.row.interval.overlaps(two.row.interval):
        return True
    longer, shorter = max(one.days, two.days), min(one.days, two.days)
    if longer > _LONGEST_TO_CONTAIN:
        return True
    coarse = one if one.days == longer else two
    return coarse.row.interval.bound not in ("on", "during") or (
        coarse.row.interval.precision == "range" and longer > 14 * max(shorter, 1) and longer > 31
    )


def _places_differ(one: Traits, two: Traits) -> bool:
    if one.countries and two.countries and not one.countries & two.countries:
        return True
    return bool(one.regions and two.regions and not one.regions & two.regions)
