"""What is plainly of the day of the news: a deed that a report tells without a date, and the violence it goes on with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from timeline.clauses import Clause
from timeline.clauses.forms import PRONOUN, words
from timeline.events.dated import Dated
from timeline.events.named_again import is_quoted, nobody_says, of_whom, tells
from timeline.events.reading import Reading
from timeline.events.reporting import (
    hangs_on_ing,
    has_just_been,
    is_backdrop,
    is_just_reported,
    is_second_verb,
    is_told,
    is_told_by_a_side,
    opens_with_news,
    stands_alone,
    sums_up,
)
from timeline.events.same_event import done_by_him
from timeline.events.telling import TALK
from timeline.events.triggers import Trigger, family

__all__ = ["ACTS", "DayOfNews"]

_FOLLOWED, _NEXT = 12, 3
"""Sentences for which a report goes on with what it began with, and with what was told since."""
_ANSWERED = 2
"""Days within which an attack is condemned as news."""
_NEWS = 7
"""Days before the publication of which a report still tells as news."""
ACTS = frozenset(("legal", "protest", "displacement", "aid"))
"""Types of happenings that a report of them goes on telling one by one."""
_ON_A_DAY = {
    "meeting": words("meet hold host visit receive chair attend call brief"),
    "protest": words("hold stage march demonstrate protest gather take"),
    "restriction": words("extend impose declare suspend lift cancel ban"),
}
"""Types of what is done on one day, each with the verbs that plainly tell it: without a day, it is of the day of the news."""
_IF = frozenset(("if", "unless", "provided", "until"))
"""Words with which a sentence tells of what is not done yet."""
_HEARD = frozenset(("reportedly", "allegedly", "example", "instance", "often", "usually"))
_HEARSAY = _HEARD | {"later", "earlier", "previously", "once"}
_WAGED = frozenset(("attack", "clash", "military_operation", "takeover", "displacement"))
"""Types of what goes on while a report is written ("Troops were fighting rebels near the port")."""
_WITH_VIOLENCE = frozenset(("protest", "takeover"))
"""Types of news in the course of which there is violence, so that what a report of it tells of is of its day."""
_AT_PROTESTS = frozenset(("protest", "legal"))
"""Types of what is done at a protest: people march and are held."""
_CAME = frozenset(("come", "begin", "start", "happen", "occur", "unfold", "erupt"))
"""Verbs that say when something was that the next sentence tells."""
_STANDING = frozenset(("station", "deploy", "redeploy", "mobilise", "mobilize"))
_UNSURE = frozenset(("likely", "probably", "possibly", "maybe", "perhaps"))


class DayOfNews:
    """The day of publication of an article, and what of it was of that day or of the last ones."""

    def __init__(self, published: date | None, history: Collection[int] = ()) -> None:
        self._published = published
        self._history = history

    def is_news(
        self, reading: Reading, number: int, trigger: Trigger, clause: Clause, fresh: Dated | None, in_lead: bool
    ) -> bool:
        """Whether an undated happening is plainly of the day: the story is, and the verb tells of one thing that was done."""
        group = clause.group
        if fresh is None or group is None or not group.finite or group.modal or group.negated:
            return False
        if group.progressive and (not group.past or trigger.type not in _WAGED or reading.dates):
            return False
        if is_backdrop(reading, clause) or nobody_says(reading, clause):
            return False
        if "once" in reading.parse.own_words(clause):
            return False
        if fresh.interval.last != self._published or not stands_alone(reading, clause):
            return False
        if is_second_verb(reading, clause, trigger) or sums_up(reading, clause):
            return False
        if group.perfect and not group.past and any(mention.timex_type == "DURATION" for mention in reading.dates):
            return False  # "has been besieged for a year"
        has_been = in_lead and number < fresh.number and has_just_been(reading, clause)
        reported = is_just_reported(reading, clause)
        after_history = number - 1 in self._history and not (has_been or (in_lead and reported))
        if after_history or reading.text[reading.sentence.start] == "[":
            return False  # what comes right after history is history, and a line in brackets leads to another article
        of_deed = family(trigger.type) == "violence" and (group.passive or clause.kind != "main" or is_told(reading))
        long_done = group.past and group.perfect and not of_deed and not reported
        if long_done or not (group.done or has_been) or is_quoted(reading):
            return False
        more_acts = trigger.type in ACTS and fresh.trigger.type in ACTS and clause.kind == "main" and group.past
        if more_acts and (hangs_on_ing(reading, clause) or not _HEARD.isdisjoint(reading.parse.own_words(clause))):
            more_acts = False
        at_protest = fresh.trigger.type in _WITH_VIOLENCE and family(trigger.type) == "violence"
        plainly_done = group.lemma in _ON_A_DAY.get(trigger.type, ()) and clause.kind == "main"
        plainly_done = plainly_done and trigger.part != "noun" and _is_simple_past(clause) and not group.passive
        said = {token.word for token in reading.parse.tokens} if plainly_done else _IF
        plainly_done = not reading.dates and (_HEARSAY | _IF).isdisjoint(said)
        of_violence = family(fresh.trigger.type) == "violence"
        return in_lead or reported or more_acts or at_protest or plainly_done or of_violence

    def is_after_history(self, number: int) -> bool:
        """Whether the sentence before tells of times long past only."""
        return number - 1 in self._history

    def is_beside_news(self, reading: Reading, trigger: Trigger, clause: Clause, fresh: Dated | None) -> bool:
        """Whether a sentence without any date tells what was done as the day's news went on ("as police sealed off streets")."""
        if fresh is None or fresh.interval.last != self._published or fresh.trigger.type == "statement":
            return False
        if reading.dates or is_quoted(reading) or trigger.part == "noun" or not _is_simple_past(clause):
            return False
        if clause.kind in ("main", "coordinate"):
            clauses, told = reading.parse.clauses, reading.found.of_clause.items()
            return any(one.type not in TALK and _is_at_the_time(reading, clauses[number]) for number, one in told)
        return _is_at_the_time(reading, clause)

    def goes_on_from(
        self,
        reading: Reading,
        number: int,
        trigger: Trigger,
        clause: Clause,
        anchors: Sequence[Dated],
        fresh: Dated | None,
    ) -> Dated | None:
        """Return the violence told before that undated violence is a part of, no other day being told between."""
        group = clause.group
        if self._published is None or (family(trigger.type) != "violence" and trigger.type not in ACTS):
            return None
        if number - 1 in self._history:
            return None
        if group is None or not group.finite or not tells(reading, clause):
            return None
        if group.perfect and not is_told_by_a_side(reading, clause, trigger):
            return None
        if trigger.part != "verb" and of_whom(reading, trigger):
            return None  # "Okello's killing" is another one than what was told before, or is named again by his name
        if not _UNSURE.isdisjoint(reading.parse.own_words(clause)) or is_second_verb(reading, clause, trigger):
            return None
        if not stands_alone(reading, clause) or trigger.lemma in _STANDING:
            return None
        if clause.kind == "coordinate" and any(
            a.number == number for a in anchors if family(a.trigger.type) == "violence"
        ):
            return None
        before = [a for a in anchors if a.number < number and a.trigger.type != "statement" and a.dating == "stated"]
        last = done_by_him(reading, clause, before) or (before[-1] if before else fresh)
        if trigger.type in ACTS:
            if clause.kind not in ("main", "coordinate") or hangs_on_ing(reading, clause):
                return None
            if not _HEARSAY.isdisjoint(reading.parse.own_words(clause)):
                return None
            before = [a for a in anchors if a.number < number and a.trigger.type != "statement"]
            last = before[-1] if before else None
        if last is None or not _is_more_of(last, number, trigger, clause) or (last.interval.days or 99) > 2:
            return None
        begun = fresh is not None and last.interval == fresh.interval
        near = last.interval.first is not None and 0 <= (self._published - last.interval.first).days <= _NEWS
        return last if near and number <= last.number + (_FOLLOWED if begun else _NEXT) else None

    def is_news_itself(
        self,
        reading: Reading,
        number: int,
        trigger: Trigger,
        anchors: Sequence[Dated],
        lead: Sequence[int],
        *,
        names_only: bool = False,
    ) -> bool:
        """Whether a sentence says what has just been done, and none of the report before it tells of the last days."""
        clause = reading.parse.clauses[trigger.clause]
        return opens_with_news(reading, clause, trigger, names_only=names_only) and not any(
            self.is_recent(anchor) and not self._is_to_come(anchor)
            for anchor in anchors
            if lead[0] <= anchor.number < number
        )

    def is_recent(self, anchor: Dated) -> bool:
        """Whether a dated happening is of the last days, so that it is answered when the article is written."""
        last = anchor.interval.last
        return self._published is None or (last is not None and (self._published - last).days <= _ANSWERED)

    def tells_its_day(self, anchor: Dated, number: int, trigger: Trigger) -> bool:
        """Whether a sentence further below tells the same kind of deed, on one of the last days before the article."""
        last = anchor.interval.last
        if self._published is None or last is None or anchor.interval.days != 1 or anchor.trigger.part == "noun":
            return False
        same = anchor.trigger.type == trigger.type != "statement" and family(trigger.type) != "violence"
        return same and anchor.number > number and 0 < (self._published - last).days <= _ANSWERED

    def _is_to_come(self, anchor: Dated) -> bool:
        """Whether a dated happening lies after the day of publication."""
        first = anchor.interval.first
        return self._published is not None and first is not None and first > self._published


def _is_more_of(last: Dated, number: int, trigger: Trigger, clause: Clause) -> bool:
    """Whether a deed can be more of what was told last: of its kind, or what "came" in the sentence before."""
    kind = family(last.trigger.type)
    if kind == family(trigger.type):
        return True
    at_protest = {trigger.type, last.trigger.type} <= _AT_PROTESTS
    stands_for = clause.group is None or clause.group.lemma == "be"  # "was a figurehead of the protests"
    if (
        at_protest
        and trigger.part != "noun"
        and not stands_for
        and (clause.kind == "main" or trigger.type == "protest")
    ):
        return True
    came = last.number == number - 1 and last.trigger.lemma in _CAME and last.trigger.type in ("", "other")
    return came and family(trigger.type) == "violence"


def _is_simple_past(clause: Clause) -> bool:
    group = clause.group
    return group is not None and group.past and not (group.perfect or group.modal or group.negated or group.progressive)


def _is_at_the_time(reading: Reading, clause: Clause) -> bool:
    """Whether a clause says what somebody named did as something else was done ("as police sealed off streets")."""
    begin, end = clause.subject
    if clause.kind != "subordinate" or clause.opener != "as" or clause.parent is None or not _is_simple_past(clause):
        return False
    return begin < end and not reading.parse.tokens[end - 1].flags & PRONOUN
