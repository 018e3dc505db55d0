"""What was done then and there: where somebody was on a day, by those who did what is dated, once something had been."""

from __future__ import annotations

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import words
from timeline.events.deeds import kills
from timeline.events.paired import Pairing
from timeline.events.telling import TALK
from timeline.events.triggers import Trigger

__all__ = ["AT_LAST", "LONG_AFTER", "done_by_them", "done_there", "then_came"]

LONG_AFTER = words(
    "acquit convict sentence charge indict try prosecute accuse jail imprison extradite free release pardon die return visit "
    "come follow occur happen take be hang execute honour honor reopen resume rebuild mourn bury remember commemorate apologise"
)
"""Verbs of what is done long after what it follows ("was freed on Monday after rebels seized him")."""
AT_LAST = frozenset(
    ("later", "afterwards", "subsequently", "eventually", "finally", "soon", "since", "now", "ultimately")
)
_IS_THERE = words("visit arrive travel fly go return land come drive meet gather attend convene march head tour")
"""Verbs of being somewhere on a day, where then something else was done."""
_AGENT = 5
"""Words before "who" within which "by" names who did it."""
_FEW_DAYS, _A_WEEK, _A_MONTH, _A_YEAR = 7, 8, 28, 366


def then_came(clause: Clause, other: Clause, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether something was done once a thing of a month or year had been ("After it won in 2006, he became …")."""
    group = other.group
    if clause.opener != "after" or clause.parent != other.number or group is None or clause.group is None:
        return False
    if not _A_MONTH <= (pairing.interval.days or 0) <= _A_YEAR or pairing.mention.bound not in ("on", "during"):
        return False
    done = group.past and not (group.perfect or group.modal or group.negated or group.progressive)
    return done and trigger.type not in TALK and clause.group.past and group.lemma not in LONG_AFTER


def done_by_them(parse: Parse, clause: Clause, other: Clause, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether those who did a thing are told to have done another ("was attacked on Sunday by gunmen who abducted ten")."""
    group, above, about = other.group, clause.group, other
    if other.kind == "coordinate" and other.parent is not None and group is not None and group.first - other.start <= 1:
        about = parse.clauses[other.parent]  # "by gunmen who burned houses and abducted ten"
    if (
        about.kind != "relative"
        or about.opener != "who"
        or about.parent != clause.number
        or group is None
        or above is None
    ):
        return False
    by = parse.tokens[max(0, about.start - _AGENT) : about.start]
    agent = above.passive and above.past and any(token.word == "by" for token in by)
    done = group.past and not (group.perfect or group.modal or group.negated or group.progressive)
    new = trigger.type != pairing.trigger.type or kills(pairing.trigger, trigger)
    return agent and done and new and trigger.type not in TALK and (pairing.interval.days or 9) <= _FEW_DAYS


def done_there(parse: Parse, clause: Clause, other: Clause, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether somebody did a thing where, or at what, he was on a day ("flew to the port on Monday, where he signed a pact")."""
    group, above = other.group, clause.group
    if other.kind != "relative" or other.parent != clause.number or group is None or above is None:
        return False
    if trigger.type in TALK or (pairing.interval.days or 99) > _A_WEEK or not above.past or above.negated:
        return False
    before = parse.tokens[other.start - 1].word if other.start else ""
    if other.opener == "where":
        there = above.lemma in _IS_THERE
    else:
        there = other.opener == "which" and before in ("at", "during") and pairing.trigger.type == "meeting"
    done = group.past and not (group.perfect or group.modal or group.negated or group.progressive)
    return there and done and parse.own_words(other).isdisjoint(AT_LAST)
