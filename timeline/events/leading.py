"""Which sentences are the headline and the first lines of a report, what stands under a day as heading, what no date dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from timeline.clauses import Clause
from timeline.clauses.forms import PREPOSITION, words
from timeline.events.dated import Dated
from timeline.events.reading import Reading
from timeline.events.reporting import stands_alone
from timeline.events.spoke_there import SPEAKS
from timeline.events.stated import is_no_date
from timeline.events.triggers import Trigger
from timeline.model import DateMention

__all__ = ["done_to", "is_headline", "lead_numbers", "only_names_what_is_dated", "undated", "under_heading"]

_NONE: frozenset[int] = frozenset()
_LEAD = 3
_SHORT = 12
_NEXT_TO = 5
"""Words within which stands what a verb without a meaning of its own is done to."""
_SAYS_LITTLE = words("be have become remain seem see follow need mean")
_NOTICED = words("report record register witness")
"""Verbs of saying whose object was heard or seen by those who say so ("residents reported heavy gunfire")."""
_LATER = words("later eventually subsequently ultimately finally yet since")
_FOUND = frozenset(("find * guilty", "find guilty", "plead guilty"))
_JUDGED = frozenset(("sentence", "convict", "acquit", "indict"))
"""What a court finds in the end about what an entry of a chronology tells first."""


def is_headline(reading: Reading, number: int, lead: Sequence[int]) -> bool:
    """Whether a sentence is a headline, or stands before the report itself as one."""
    return reading.sentence.kind == "headline" or (bool(lead) and number < lead[0])


def lead_numbers(readings: Sequence[Reading]) -> list[int]:
    """Return the numbers of the first sentences that are the report itself, not its headline."""
    body = (
        number
        for number, reading in enumerate(readings)
        if reading.sentence.kind == "body" and len(reading.parse.tokens) > _SHORT
    )
    return list(islice(body, _LEAD))


def only_names_what_is_dated(reading: Reading, taken: set[int]) -> Iterator[Trigger]:
    """Yield the happenings of clauses in which dates only date a noun ("are investigating a strike on Friday's march").

    Verbs without a meaning of their own are taken with what they are done to.
    """
    names = [pairing.trigger for pairing in reading.pairs if pairing.trigger.part == "noun"]
    if any(noun.type == "statistic" for noun in names):
        return
    dated_nouns = {noun.clause for noun in names}
    deeds = {pairing.trigger.clause for pairing in reading.pairs if pairing.trigger.part != "noun"}
    for number, trigger in reading.found.of_clause.items():
        told = done_to(reading, reading.parse.clauses[number], trigger) or trigger
        is_open = number not in deeds and told.head not in taken
        if told.type and is_open and ((number in dated_nouns and trigger.part == "verb") or told is not trigger):
            yield told


def done_to(reading: Reading, clause: Clause, trigger: Trigger) -> Trigger | None:
    """Return what a verb without a meaning of its own is done to ("expands its offensive", "postponed the trial")."""
    group = clause.group
    if group is None or not trigger.is_neutral or group.lemma in _SAYS_LITTLE:
        return None
    for noun in reading.found.nouns:
        if noun.clause == clause.number and group.last < noun.first <= group.last + _NEXT_TO:
            between = reading.parse.tokens[group.last + 1 : noun.first]
            if not any(token.flags & PREPOSITION for token in between):
                return Trigger(trigger.first, noun.last, noun.head, clause.number, "light", noun.type, noun.lemma)
    return None


def undated(reading: Reading, taken: set[int]) -> Iterator[Trigger]:
    """Yield the happenings of a sentence that no date of its own dates, each clause's first."""
    pairs = reading.pairs
    dated_clauses = (
        {pairing.trigger.clause for pairing in pairs if not is_no_date(reading, pairing)} if pairs else _NONE
    )
    for number, trigger in reading.found.of_clause.items():
        if trigger.type and trigger.head not in taken and number not in dated_clauses:
            yield trigger
    if not reading.found.nouns:
        return
    own = {trigger.head for trigger in reading.found.of_clause.values()}
    for noun in reading.found.nouns:
        if noun.head in own or noun.head in taken or noun.clause in dated_clauses:
            continue
        above = reading.found.of_clause.get(noun.clause)
        if above is None or above.is_neutral or above.lemma in _NOTICED or _is_where_he_spoke(above, noun):
            yield noun


def _is_where_he_spoke(above: Trigger, noun: Trigger) -> bool:
    """Whether a noun can name the meeting at which a verb of speaking was spoken."""
    return noun.type == "meeting" and above.type == "statement" and above.lemma.split()[0] in SPEAKS


def _shares_auxiliary(reading: Reading, clause: Clause) -> bool:
    """Whether a participle goes on from a verb in the passive ("are taken off the bus and beaten")."""
    above = reading.parse.clauses[clause.parent].group if clause.parent is not None else None
    group = clause.group
    if group is None or group.form != "en" or clause.kind not in ("coordinate", "participle") or above is None:
        return False
    return above.passive and above.finite and not above.modal and group.first - clause.start <= 1


def _came_later(reading: Reading, trigger: Trigger, clause: Clause) -> bool:
    """Whether an entry tells what came of it in the end: "later", or what a court found."""
    return (
        trigger.lemma in _FOUND
        or trigger.lemma.split()[0] in _JUDGED
        or not _LATER.isdisjoint(reading.parse.own_words(clause))
    )


def under_heading(
    reading: Reading, number: int, trigger: Trigger, clause: Clause, heading: DateMention
) -> Dated | None:
    """Return what an entry of a chronology tells in its own right, with the date above it."""
    group, own = clause.group, reading.found.of_clause.get(clause.number)
    if trigger is not own and (own is None or not own.is_neutral):
        return None
    if group is None:
        if clause.number > 0 or reading.sentence.kind == "headline":
            return None  # "Border clashes" names what the entries are about
    elif (
        group.modal
        or not (_shares_auxiliary(reading, clause) or (group.finite and stands_alone(reading, clause)))
        or (heading.end <= reading.sentence.start and _came_later(reading, trigger, clause))
    ):
        return None
    why = f"it stands under the heading “{heading.text}”"
    return Dated(reading, trigger, heading, heading.interval, "carried", why, 0.75, None, number)
