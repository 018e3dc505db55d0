"""The happenings that their own sentence dates, and which of its dates say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.events.dated import Dated
from timeline.events.paired import Pairing
from timeline.events.reading import Reading

__all__ = ["is_no_date", "stated_in"]

_AT_PRESENT = frozenset(("now", "currently", "presently", "at present", "still"))
_FAST = re.compile(r"ramadan|ramazan|muharram|\blent\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_FEAST = re.compile(r"\beid\b|ramadan|ramazan|ashura|easter|christmas|passover|nowruz|diwali", re.IGNORECASE)
_LONGEST_FEAST = 7


def stated_in(reading: Reading, number: int) -> Iterator[Dated]:
    """Yield the happenings of a sentence that its own dates date; ``number`` is the sentence's in the article."""
    for pairing in reading.pairs:
        if _says_nothing(pairing) or is_no_date(reading, pairing):
            continue
        why = "; ".join(part for part in (pairing.mention.why, pairing.how) if part)
        yield Dated(
            reading, pairing.trigger, pairing.mention, pairing.interval, "stated", why, pairing.sure, None, number
        )


def _says_nothing(pairing: Pairing) -> bool:
    """Whether neither date nor happening says anything ("now it is", "in the future")."""
    vague = pairing.mention.kind == "vague" and not pairing.interval.is_known
    return vague and (pairing.trigger.is_neutral or pairing.trigger.type in ("statement", "other"))


def is_no_date(reading: Reading, pairing: Pairing) -> bool:
    """Whether "now" stands beside a verb of the past, or a month of fasting is only told of: neither dates a deed."""
    told_of = pairing.trigger.is_neutral or pairing.trigger.type == "other"
    if told_of and _FEAST.search(pairing.mention.text):
        return not _DIGIT.search(pairing.mention.text)
    if (pairing.interval.days or 0) > _LONGEST_FEAST and _FAST.search(pairing.mention.text):
        return not _DIGIT.search(pairing.mention.text)
    group = reading.parse.clauses[pairing.trigger.clause].group
    past = group is not None and group.past and pairing.trigger.part != "noun"
    return past and not pairing.interval.is_known and pairing.mention.text.lower() in _AT_PRESENT
