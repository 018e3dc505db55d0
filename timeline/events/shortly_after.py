"""Whether two deeds of a sentence came so shortly one after the other that the date of one is that of both."""

from __future__ import annotations

import re

from timeline.clauses import Clause, Parse
from timeline.events.done_then import LONG_AFTER
from timeline.events.paired import Pairing

__all__ = ["hours_after", "right_before"]

_RIGHT_BEFORE = frozenset(("hours", "minutes", "moments"))
_LITTLE = frozenset(("just", "only", "few", "mere", "barely"))
_LENGTH = re.compile(r"(?:\b(?:hours?|minutes?|days?|weeks?|months?|years?|decades?|long|ever|only))$")
_A_MONTH, _A_YEAR = 28, 366


def hours_after(parse: Parse, clause: Clause, other: Clause, pairing: Pairing) -> bool:
    """Whether something was done hours after what is dated ("closed it just hours after it was opened on Monday")."""
    if clause.opener != "after" or clause.parent != other.number or (pairing.interval.days or 9) > 1:
        return False
    before = [token.word for token in parse.tokens[max(0, clause.start - 2) : clause.start]]
    short = before[-1:] != [] and before[-1] in _RIGHT_BEFORE and before[0] in _LITTLE
    short = short or before[-1:] == ["immediately"] or before[-1:] == ["shortly"]
    return short and other.group is not None and other.group.past and not other.group.negated


def right_before(parse: Parse, clause: Clause, other: Clause, pairing: Pairing) -> bool:
    """Whether something was done right after something else ("fled on Monday after rebels shelled the town", "hours after …")."""
    group = other.group
    if other.opener != "after" or other.parent != clause.number or group is None:
        return False
    if (pairing.interval.days or _A_YEAR + 1) > _A_YEAR:
        return False
    if group.perfect or not group.past or group.progressive or group.negated or group.modal:
        return False
    before = [token.word for token in parse.tokens[max(0, other.start - 2) : other.start]]
    if before[-1:] != [] and before[-1] in _RIGHT_BEFORE:
        return before[0] in _LITTLE or before[0] == ","
    if before[-1:] == ["days"] and (pairing.interval.days or 0) >= _A_MONTH:
        return before[0] in _LITTLE  # "in January, just days after rebels had shelled the town"
    later = clause.group is None or clause.group.lemma in LONG_AFTER
    return not (later or not before or _LENGTH.search(before[-1]) or pairing.trigger.part == "noun")
