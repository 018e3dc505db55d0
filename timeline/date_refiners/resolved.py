"""What comes out of counting a date."""

from __future__ import annotations

from timeline.interval import Interval
from timeline.model import Kind
from timeline.records import inner_record

__all__ = ["Resolved"]


@inner_record(frozen=True, slots=True)
class Resolved:
    """Days found for a reading: the TimeML value beside the interval, and in words what they were counted from.

    ``sum`` says in plain words what the date was read as and counted from; ``by_tense`` that the tense of the sentence had a say;
    ``whole`` is the unit of which "early" or "late" took a part.
    """

    interval: Interval
    value: str
    kind: Kind = "explicit"
    anchor: str = ""
    sum: str = ""
    mod: str = ""
    ends: tuple[Resolved, ...] = ()
    by_tense: bool = False
    whole: str = ""
