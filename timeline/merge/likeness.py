"""How alike two rows are, and in what; or that they cannot be the same happening."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.merge.traits import Traits

__all__ = ["DOUBTFUL", "JOINED", "ON_THE_WHOLE", "Likeness", "cannot_be_same", "likeness"]

JOINED = 0.6
"""Score from which two rows are joined."""

DOUBTFUL = 0.52
"""Score from which two rows that are not joined are suggested as perhaps the same."""

ON_THE_WHOLE = 0.52
"""Mean score of all pairs of two groups below which they are not joined, whatever their best pair."""

_LOOSE = frozenset(("statement", "other", "political", "legal", "aid", "restriction"))
_SPEECH = frozenset(("statement",))
_LONGEST_TO_CONTAIN = 366
"""Days of the longest span ("in 2021") within which a finer date counts as the same date told more exactly."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1 and what it comes from, in words."""

    score: float
    date: str
    shared: tuple[str, ...]


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


def likeness(one: Traits, two: Traits) -> Likeness | None:
    """Return how alike two rows are; None where they cannot be the same."""
    if cannot_be_same(one, two):
        return None
    if one.sentence == two.sentence and len(one.sentence) > 40 and one.row.trigger == two.row.trigger:
        return Likeness(1.0, _date_words(one, two), ("the same sentence",))
    shared: list[str] = []
    score = _date_score(one, two) + (0.08 if one.row.type == two.row.type else 0.02)
    score += _place_score(one, two, shared) + _actor_score(one, two, shared)
    score += _trigger_score(one, two, shared) + _figure_score(one, two, shared) + _word_score(one, two)
    score += 0.08 if one.source == two.source else _across(one, two)
    if one.kind in _LOOSE:
        score += _loosely(one, two)
    return Likeness(max(0.0, min(score, 1.0)), _date_words(one, two), tuple(shared))


def _loosely(one: Traits, two: Traits) -> float:
    """Return what is taken off for kinds of which one actor does several a day, where the words have little in common."""
    common = _common_words(one, two)
    if one.kind == "statement" and one.source != two.source:
        return -0.12 if common < 0.4 else 0.0
    return 0.0 if common >= 0.3 or (one.trigger & two.trigger and one.kind not in _SPEECH) else -0.12


def _common_words(one: Traits, two: Traits) -> float:
    least = min(len(one.words), len(two.words))
    return len(one.words & two.words) / least if least else 0.0


def _date_score(one: Traits, two: Traits) -> float:
    if one.is_dated and two.is_dated:
        same = (one.first, one.last) == (two.first, two.last) and one.days <= 366
        if one.row.dating == "carried" or two.row.dating == "carried":
            return 0.12  # taken over from another sentence: it says less about this one
        return (0.26 if one.days <= 1 else 0.22) if same else 0.14
    return 0.04 if not one.is_dated and not two.is_dated else 0.0


def _date_words(one: Traits, two: Traits) -> str:
    if not (one.is_dated and two.is_dated):
        return "one without a date" if one.is_dated or two.is_dated else "both without a date"
    if (one.first, one.last) == (two.first, two.last):
        return "same day" if one.days == 1 else f"same {one.row.interval.precision}".replace("same range", "same days")
    fine, coarse = sorted((one, two), key=lambda traits: traits.days)
    return f"{fine.row.interval.edtf or fine.first} within {coarse.row.interval.edtf or coarse.first}"


def _place_score(one: Traits, two: Traits, shared: list[str]) -> float:
    if points := one.points & two.points:
        shared += sorted(points)[:2]
        return 0.2
    if one.regions & two.regions:
        shared += ["same region"]
        return 0.12 if one.source == two.source or not (one.points and two.points) else -0.04
    if one.countries & two.countries:
        return 0.04
    return 0.0


def _actor_score(one: Traits, two: Traits, shared: list[str]) -> float:
    if not one.actors or not two.actors:
        return 0.04
    both = one.actors.keys() & two.actors.keys()
    if not both:
        return -0.12
    names = {actor.id: actor.short or actor.name for actor in one.row.actors}
    shared += sorted(names[actor] for actor in both)[:3]
    weight = sum(one.actors[actor] for actor in both)
    least = min(sum(one.actors.values()), sum(two.actors.values()))
    return 0.08 + 0.16 * weight / least


def _across(one: Traits, two: Traits) -> float:
    """Return what is taken off between articles where only governments, a kind and a day are shared, and nothing finer."""
    fine = one.points & two.points or one.regions & two.regions
    people = any(one.actors[actor] == 1 for actor in one.actors.keys() & two.actors.keys())
    figures = any(
        one.figures[unit].value == two.figures[unit].value for unit in one.figures.keys() & two.figures.keys()
    )
    return 0.0 if fine or people or figures else -0.1


def _trigger_score(one: Traits, two: Traits, shared: list[str]) -> float:
    both = one.trigger & two.trigger
    if not both:
        return 0.0
    shared += [one.row.trigger if len(one.row.trigger) <= len(two.row.trigger) else two.row.trigger]
    return 0.12 + 0.06 * len(both) / min(len(one.trigger), len(two.trigger))


def _figure_score(one: Traits, two: Traits, shared: list[str]) -> float:
    score = 0.0
    for unit in one.figures.keys() & two.figures.keys():
        mine, other = one.figures[unit], two.figures[unit]
        if mine.value == other.value:
            shared.append(f"{mine.value:g} {unit}")
            score += 0.16
        elif one.source == two.source or max(mine.value, other.value) > 1.5 * min(mine.value, other.value):
            score -= 0.1
    return score


def _word_score(one: Traits, two: Traits) -> float:
    """Return what the words have in common; within one sentence they say nothing, since two happenings may stand in it."""
    if one.source == two.source and one.row.start == two.row.start:
        return 0.0
    return 0.32 * _common_words(one, two)
