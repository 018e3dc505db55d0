"""How a clause reports: in its own right, as just done, as the second verb of one happening, as what somebody tells."""

from __future__ import annotations

from timeline.clauses import Clause
from timeline.events.named_again import is_quoted
from timeline.events.reading import Reading
from timeline.events.sharing import FURTHER
from timeline.events.triggers import Trigger, family

__all__ = [
    "hangs_on_ing",
    "has_just_been",
    "is_second_verb",
    "is_worth_keeping",
    "repeats_harm",
    "stands_alone",
    "sums_up",
]

_HARMS = frozenset(("wound", "injure"))
_A_SUM = 500
"""So many people are killed, hurt or driven out in the course of a war, not in what a report tells as news of one day."""


def stands_alone(reading: Reading, clause: Clause) -> bool:
    """Whether a clause reports in its own right: the main one, what is said in it, or a verb that goes on from a deed."""
    above = reading.parse.clauses[clause.parent] if clause.parent is not None else None
    if clause.kind == "main":
        return True
    if above is None or above.group is None or clause.kind not in ("coordinate", "complement"):
        return False
    if clause.kind == "complement":
        return above.kind in ("main", "coordinate")
    return above.group.done and not above.group.perfect and not above.group.progressive


def is_second_verb(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a verb only goes on with the verb before it, which tells the same ("shot and killed")."""
    if clause.kind != "coordinate" or clause.parent is None or clause.group is None:
        return False
    above = reading.found.of_clause.get(clause.parent)
    return above is not None and family(above.type) == family(trigger.type) and clause.group.first - clause.start <= 1


def has_just_been(reading: Reading, clause: Clause) -> bool:
    """Whether a sentence without any date says that something has been done ("the council has approved a plan")."""
    group = clause.group
    if group is None or reading.dates or not group.perfect or group.past or group.modal or group.negated:
        return False
    return stands_alone(reading, clause) and not is_quoted(reading) and not group.progressive


def sums_up(reading: Reading, clause: Clause) -> bool:
    """Whether a clause says what has come of it all so far ("more than 1,800 people have been killed")."""
    group = clause.group
    if group is None or not group.perfect:
        return False
    start, end = reading.parse.span(clause.start, max(clause.start, clause.end - 1))
    return any(start <= figure.start < end and figure.value >= _A_SUM for figure in reading.figures)


def repeats_harm(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a verb only gives the wounded of what the verb before it gave the dead of ("five were killed and nine wounded")."""
    if trigger.lemma not in _HARMS or clause.parent is None:
        return False
    if not reading.parse.own_words(clause).isdisjoint(FURTHER):
        return False
    above = reading.found.of_clause.get(clause.parent)
    return above is not None and family(above.type) == "violence"


def is_worth_keeping(clause: Clause) -> bool:
    """Whether a happening without any date is plainly told as done, so that its row is kept undated."""
    group = clause.group
    return (
        group is not None
        and group.finite
        and not group.modal
        and clause.kind in ("main", "coordinate")
        and (group.past or group.perfect)
    )


def hangs_on_ing(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is only what a participle before it tells ("saying families were taken away")."""
    above = reading.parse.clauses[clause.number - 1].group if clause.number else None
    return above is not None and above.form == "ing"
