"""How alike two rows are, and in what; or that they cannot be the same happening.

A score adds up what is shared and takes off what speaks against it. What many happenings share (a government, a year, a word
for violence) adds little, what few share (a town, a person, a toll) adds much. The weights were set by hand on the development
gold and on pairs of rows from news that were judged one by one; tests/corpus/merging.toml says what they must do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.merge.in_common import FEW, Common, what_is_common
from timeline.merge.ruled_out import cannot_be_same
from timeline.merge.traits import Traits
from timeline.model import Row

__all__ = ["DOUBTFUL", "JOINED", "ON_THE_WHOLE", "Likeness", "cannot_be_same", "is_hopeless", "likeness", "score"]

JOINED = 0.6
"""Score from which two rows are joined."""

DOUBTFUL = 0.52
"""Score from which two rows that are not joined are suggested as perhaps the same."""

ON_THE_WHOLE = 0.52
"""Mean score of all pairs of two groups below which they are not joined, whatever their best pair."""

_GOES_ON = re.compile(
    r"(?:\b(?:and|or|but|then|that|which|who)\b|,|^)\s*(?:(?:was|were|is|are|be|being|has|have|had|then|later|also|\w+ly)\s+)*$"
)
"""What stands between two verbs of one subject, before the second."""
_LOOSE = frozenset(("statement", "other", "political", "legal", "aid", "restriction"))
_ONCE = frozenset(("takeover", "breakdown"))
"""Kinds that happen to one country, town or truce at most once in a long while."""
_DONE_ONCE = frozenset(("invasion", "recognition"))
"""Deeds that one state does to another at most once in a long while."""
_SIDES = frozenset(("violence", "takeover", "displacement", "legal"))
"""Kinds of which one source names who did it and another to whom it was done."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1 and what it comes from, in words."""

    score: float
    date: str
    shared: tuple[str, ...]


def likeness(one: Traits, two: Traits) -> Likeness | None:
    """Return how alike two rows are and in what; None where they cannot be the same."""
    found = score(one, two)
    if found is None:
        return None
    shared = ("the same sentence",) if _is_same_sentence(one, two) else what_is_common(one, two).in_words
    return Likeness(found, _date_words(one, two), shared)


def score(one: Traits, two: Traits) -> float | None:
    """Return how alike two rows are, from 0 to 1; None where they cannot be the same."""
    if cannot_be_same(one, two):
        return None
    if _is_same_sentence(one, two):
        return 1.0
    common = what_is_common(one, two)
    total = _date_score(common) + _place_score(common) + _actor_score(common) + _trigger_score(common)
    total += _figure_score(common) + _word_score(common) + (0.08 if one.row.type == two.row.type else 0.02)
    if not common.is_one_source:
        total += _across(common)
    else:
        total += -0.32 if one.is_another != two.is_another else 0.08
    if one.kind in _LOOSE:
        total += _loosely(common)
    if _is_once(common):
        total += _once(common)
    elif "election" in common.deeds and one.days == two.days == 1:
        total += 0.16  # there are not two of them on one day
    return round(max(0.0, min(total, 1.0)), 4)


def is_hopeless(one: Traits, two: Traits) -> bool:
    """Whether it takes no more than a glance to see that two rows score less than DOUBTFUL: most of those in one block do.

    What is added here is never less than what ``score`` adds, and nothing is taken off, but for actors that differ.
    """
    if one.kind in _ONCE or one.sentence == two.sentence or (one.figures and two.figures):
        return False
    if one.regions and two.regions and one.regions.isdisjoint(two.regions):
        return True  # of another province; two statistics without figures in common are ruled out too
    if not (one.is_dated and two.is_dated):
        most = 0.04
    elif one.first == two.first and one.last == two.last:
        most = 0.26 if one.days <= 1 else 0.22
    else:
        most = 0.14
    most += 0.16 if one.source == two.source else 0.08
    if not one.trigger.isdisjoint(two.trigger):
        most += 0.18
    if not one.deeds.isdisjoint(two.deeds):
        return False
    if not one.points.isdisjoint(two.points):
        most += 0.2
    else:
        most += 0.04 if one.regions.isdisjoint(two.regions) else 0.12
    if not one.who or not two.who:
        most += 0.04
    elif one.who.isdisjoint(two.who):
        most += 0.02 if one.kind in _SIDES else -0.12
    else:
        most += 0.24
    if not one.names.isdisjoint(two.names):
        most += 0.1
    least = min(len(one.words), len(two.words))
    return most + 0.32 * len(one.words & two.words) / max(least, FEW) < DOUBTFUL


def _is_same_sentence(one: Traits, two: Traits) -> bool:
    """Whether both are told by the same words of a sentence that is printed twice, or once with two dates."""
    if one.sentence != two.sentence or len(one.sentence) <= 40 or one.row.trigger != two.row.trigger:
        return False
    return one.row.trigger_start - one.row.start == two.row.trigger_start - two.row.start


def _date_score(common: Common) -> float:
    """Return what the dates add: a shared day tells much, a shared year little, since many things happen in one."""
    one, two = common.one, common.two
    if common.are_dated:
        if one.row.dating == "carried" or two.row.dating == "carried":
            return 0.12  # taken over from another sentence: it says less about this one
        if one.first == two.first and one.last == two.last and one.days <= 366:
            return 0.26 if one.days <= 1 else 0.22 if one.days <= 31 else 0.16
        return 0.14 if max(one.days, two.days) <= 31 else 0.1
    if not common.is_one_source:
        return -0.06  # of things that nobody dates there are many alike
    return 0.0 if one.is_dated or two.is_dated else 0.04


def _date_words(one: Traits, two: Traits) -> str:
    if not (one.is_dated and two.is_dated):
        return "one without a date" if one.is_dated or two.is_dated else "both without a date"
    if (one.first, one.last) == (two.first, two.last):
        return "same day" if one.days == 1 else f"same {one.row.interval.precision}".replace("same range", "same days")
    fine, coarse = sorted((one, two), key=lambda traits: traits.days)
    return f"{fine.row.interval.edtf or fine.first} within {coarse.row.interval.edtf or coarse.first}"


def _place_score(common: Common) -> float:
    if common.points:
        return 0.2
    if common.regions:
        return 0.12 if common.is_one_source or not (common.one.points and common.two.points) else -0.04
    return 0.04 if common.countries else 0.0


def _actor_score(common: Common) -> float:
    """Return what the actors add; taken off is where only one government is shared, or where others do it."""
    one, two = common.one, common.two
    if not one.actors or not two.actors:
        return 0.04
    if not common.actors:
        return 0.02 if one.kind in _SIDES and _are_two_sides(one, two) else -0.12
    weight = sum(one.actors[actor] for actor in common.actors)
    found = 0.08 + 0.16 * weight / min(one.weight, two.weight)
    if one.doers and two.doers and one.doers.isdisjoint(two.who) and two.doers.isdisjoint(one.who):
        found -= 0.06 if one.kind in _SIDES else 0.4
    if weight == 0.5 and not common.is_one_source:
        found -= 0.06
    if one.kind == "meeting" and _met_others(common):
        found -= 0.16
    return found


def _met_others(common: Common) -> bool:
    """Whether each of two rows names persons or groups that the other does not: one party met several."""
    shared = common.actors
    return all(
        any(weight == 1 and actor not in shared for actor, weight in row.actors.items())
        for row in (common.one, common.two)
    )


def _are_two_sides(one: Traits, two: Traits) -> bool:
    """Whether one row names only governments and the other only persons and groups."""
    states, groups = sorted((one, two), key=lambda row: max(row.actors.values()))
    return max(states.actors.values()) < 1 == min(groups.actors.values())


def _trigger_score(common: Common) -> float:
    """Return what the words that name the happening add: the same ones, or others for the same deed."""
    if common.trigger:
        return 0.12 + 0.06 * len(common.trigger) / min(len(common.one.trigger), len(common.two.trigger))
    return 0.1 if common.deeds and (common.is_one_source or common.countries) else 0.0


def _figure_score(common: Common) -> float:
    one, two = common.one, common.two
    if not one.figures or not two.figures:
        return 0.0
    found = 0.16 * len(common.figures)
    for unit in one.figures.keys() & two.figures.keys() - set(common.figures):
        less, more = sorted((one.figures[unit].value, two.figures[unit].value))
        if common.is_one_source or more > 1.5 * less:
            found -= 0.1
    return found


def _word_score(common: Common) -> float:
    """Return what the words have in common; of one sentence all words are, so that only how it is built tells something."""
    one, two = common.one, common.two
    if common.is_one_source and one.row.start == two.row.start:
        return 0.0 if _goes_on(one.row, two.row) else -0.2
    found = 0.32 * common.words
    if common.names:
        found += 0.06 if len(common.names) == 1 else 0.1
    elif not (common.actors or common.points or common.regions or one.kind in _ONCE):
        # alike in common words only
        if one.kind == "other":
            found -= 0.1 if found < 0.2 else 0.0
        elif found < 0.12:
            found -= 0.06
    if one.kind in _LOOSE and one.numbers and two.numbers and one.numbers.isdisjoint(two.numbers):
        found -= 0.12
    return found


def _goes_on(one: Row, two: Row) -> bool:
    """Whether the later of two words of one sentence goes on telling of the same subject ("collapsed and gave way")."""
    if one.trigger_start == two.trigger_start:
        return True
    first, second = (one, two) if one.trigger_start < two.trigger_start else (two, one)
    between = first.evidence[
        first.trigger_start + len(first.trigger) - first.start : second.trigger_start - first.start
    ]
    return bool(_GOES_ON.search(between))


def _across(common: Common) -> float:
    """Return what is taken off between articles where only governments, a kind and a date are shared, and nothing finer."""
    one, two = common.one, common.two
    if common.points or common.regions or len(common.names) > 1 or _is_once(common):
        return 0.0
    if any(one.actors[actor] == 1 for actor in common.actors):
        return 0.0 if common.are_dated else -0.06
    if common.figures:
        return 0.0
    return -0.1 if not common.are_dated or max(one.days, two.days) <= 31 else -0.2


def _loosely(common: Common) -> float:
    """Return what is taken off for kinds of which one actor does several a day, where the words have little in common."""
    if common.one.kind == "statement":
        return -0.12 if common.words < (0.3 if common.is_one_source else 0.4) else 0.0
    return 0.0 if common.trigger or common.words >= 0.3 else -0.12


def _is_once(common: Common) -> bool:
    return common.one.kind in _ONCE or not _DONE_ONCE.isdisjoint(common.deeds)


def _once(common: Common) -> float:
    """Return what is added for what seldom happens twice to the same state or town, taken off where it is not the same."""
    one, two = common.one, common.two
    if one.points and two.points:
        return 0.12 if common.points else -0.2
    if one.is_national and two.is_national:
        return 0.2 if common.countries else 0.08
    return -0.12 if one.is_national or two.is_national else 0.0
