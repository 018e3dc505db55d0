"""Dates across sentences: what an undated sentence takes from the one it continues, from the day of the news, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from timeline.clauses import Clause
from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.events.leading import is_headline, lead_numbers, undated, under_heading
from timeline.events.named_again import (
    condemned,
    during,
    goes_on,
    is_quoted,
    is_subject,
    named_again,
    tells,
    told_again,
)
from timeline.events.news import with_news
from timeline.events.reading import Reading
from timeline.events.reporting import (
    hangs_on_ing,
    has_just_been,
    is_second_verb,
    is_worth_keeping,
    repeats_harm,
    stands_alone,
    sums_up,
)
from timeline.events.stated import (
    settle_clock_times,
    settle_days_of_telling,
    settle_days_told_again,
    stated_in,
)
from timeline.events.triggers import Trigger, family
from timeline.events.types import TypeTable
from timeline.events.window import Window
from timeline.interval import UNKNOWN, day
from timeline.model import Article

__all__ = ["Story"]

_LONGEST_CARRIED = 31
_LONGEST_STORY = 45
"""Days before the publication that the story of an article may reach back to."""
_FOLLOWED, _NEXT = 12, 3
"""Sentences for which a report goes on with what it began with, and with what was told since."""
_ANSWERED = 2
"""Days within which an attack is condemned as news."""
_NEWS = 7
"""Days before the publication of which a report still tells as news."""
_SET_FOR_OTHERS = frozenset(("deadline",))
"""What has a day of its own, by which something else is to be done."""
_OTHER_TIME = ("later", "earlier", "before", "afterwards")
_GOES_ON = "the report goes on with the violence told before"
_ANSWERS = frozenset(("claim responsibility", "deny responsibility", "admit responsibility", "accept responsibility"))
_ACTS = frozenset(("legal", "protest", "displacement", "aid"))
"""Types of happenings that a report of them goes on telling one by one."""
_HEARSAY = frozenset(
    ("reportedly", "allegedly", "example", "instance", "often", "usually", "later", "earlier", "previously", "once")
)
_STANDING = frozenset(("station", "deploy", "redeploy", "mobilise", "mobilize"))
_UNSURE = frozenset(("likely", "probably", "possibly", "maybe", "perhaps"))
_CORE = frozenset(
    (
        "attack",
        "clash",
        "military_operation",
        "takeover",
        "agreement",
        "breakdown",
        "meeting",
        "restriction",
        "displacement",
        "legal",
        "political",
        "aid",
        "protest",
    )
)
_NAMED_AGAIN = words(
    "attack clash military_operation takeover agreement meeting protest legal displacement restriction"
)


class Story:
    """One article, read from its first sentence to its last."""

    def __init__(self, article: Article, table: TypeTable) -> None:
        self._published = article.published
        self._table = table
        self._history: frozenset[int] = frozenset()
        self._tells_of_today = False

    def complete(self, readings: Sequence[Reading]) -> list[Dated]:
        """Return the happenings of the article in order, each with its date or with none."""
        stated = [item for number, reading in enumerate(readings) for item in stated_in(reading, number)]
        anchors = [item for item in stated if self._can_lend(item)]
        lead = lead_numbers(readings)
        self._history = self._of_old(stated)
        self._tells_of_today = any(item.interval.last == self._published and item.interval.days == 1 for item in stated)
        fresh = self._fresh(stated, lead)
        settle_days_told_again(stated)
        settle_clock_times(stated, fresh)
        settle_days_of_telling(stated, fresh)
        found = list(stated)
        told: set[str] = set()
        window = Window(anchors, lead)
        taken: dict[int, set[int]] = {}
        for item in stated:
            taken.setdefault(item.number, set()).add(item.trigger.head)
        for number, reading in enumerate(readings):
            line = reading.line
            dated = taken.get(number, set())
            may_tell = line not in told and reading.may_tell(as_headline=is_headline(reading, number, lead))
            for trigger in undated(reading, dated) if may_tell else ():
                item_or_none = self._date(reading, number, trigger, window.about(number), lead, fresh, bool(dated))
                if item_or_none is not None:
                    found.append(item_or_none)
                    window.add(item_or_none)
            told.add(line)
        if fresh is None and lead:
            found = with_news(found, readings, lead[0], self._published)
        self._settle_headlines(found, lead)
        for item in found:
            item.main = fresh
        return sorted(found, key=lambda item: (item.number, item.trigger.head))

    def _settle_headlines(self, found: list[Dated], lead: Sequence[int]) -> None:
        """Give a headline in the present tense the day of publication where the first lines tell the same as news of that day."""
        news = {item.trigger.type for item in found if item.dating == "publication" and item.number in lead}
        for at, item in enumerate(found):
            if (
                item.dating != "none"
                or item.trigger.type not in news
                or not is_headline(item.reading, item.number, lead)
            ):
                continue
            group = item.reading.parse.clauses[item.trigger.clause].group
            if (
                item.trigger.part != "noun"
                and group is not None
                and group.finite
                and not group.past
                and not group.modal
            ):
                why = "headline in the present tense of what the first lines tell as news of the day"
                found[at] = self._of_the_day(item.reading, item.number, item.trigger, why) or item

    def _can_lend(self, item: Dated) -> bool:
        """Whether a date is fine enough to be another sentence's too, and is not only counted from another one."""
        if item.is_counted or item.trigger.lemma in _SET_FOR_OTHERS:
            return False
        return item.interval.is_known and (item.interval.days or 999) <= _LONGEST_CARRIED

    def _of_old(self, stated: Sequence[Dated]) -> frozenset[int]:
        """Return the numbers of the sentences whose own dates all lie long before the publication."""
        if self._published is None:
            return frozenset()
        oldest = self._published - timedelta(days=_LONGEST_STORY)
        recent = {item.number for item in stated if item.interval.last is None or item.interval.last >= oldest}
        return frozenset([item.number for item in stated if item.number not in recent])

    def _fresh(self, stated: Sequence[Dated], lead: Sequence[int]) -> Dated | None:
        """Return what the first sentences report of the day of publication or of the day before, violence before all else."""
        if self._published is None:
            return None
        eve = self._published - timedelta(days=1)
        news = [
            item
            for item in stated
            if item.number in lead and item.interval.last is not None and eve <= item.interval.last <= self._published
            if (item.interval.days or 99) <= 2
        ]
        of_first = [item for item in news if item.interval == news[0].interval]
        return next((item for item in of_first if family(item.trigger.type) == "violence"), next(iter(news), None))

    def _date(
        self,
        reading: Reading,
        number: int,
        trigger: Trigger,
        anchors: Sequence[Dated],
        lead: Sequence[int],
        fresh: Dated | None,
        has_date: bool,
    ) -> Dated | None:
        clause = reading.parse.clauses[trigger.clause]
        if reading.heading is not None:
            return under_heading(reading, number, trigger, clause, reading.heading)
        if is_headline(reading, number, lead):
            return self._headline(reading, number, trigger, clause, anchors, lead, fresh)
        anchor = self._same_happening(reading, number, trigger, clause, anchors)
        if anchor is not None:
            return _carried(reading, number, trigger, anchor, "it is the same happening, named again")
        if (
            trigger.lemma in _ANSWERS
            and fresh is not None
            and self._is_news(reading, number, trigger, clause, fresh, True)
        ):
            return self._of_the_day(reading, number, trigger, "who answers for the attack that the day's news tells of")
        if has_date or trigger.part == "noun":
            return None
        anchor = during(reading, number, trigger, anchors)
        if anchor is not None:
            return _carried(reading, number, trigger, anchor, "it took place in the course of it")
        if fresh is not None and condemned(reading, number, trigger, [a for a in anchors if self._is_recent(a)]):
            return self._of_the_day(reading, number, trigger, "what the day's attack was met with")
        if trigger.type not in _CORE or repeats_harm(reading, clause, trigger):
            return None
        if any(mention.text.lower().endswith(_OTHER_TIME) for mention in reading.dates):
            return Dated(reading, trigger, None, UNKNOWN, "none", "counted from a day not known", 0.4, None, number)
        if (
            fresh is not None
            and lead
            and number == lead[0]
            and number < fresh.number
            and has_just_been(reading, clause)
        ):
            return self._with_what_was_said(reading, number, trigger, fresh)
        begun = self._goes_on_from(reading, number, trigger, clause, anchors, fresh)
        if begun is not None and begun.interval.last != self._published:
            return _carried(reading, number, trigger, begun, _GOES_ON)
        if fresh is None and lead and number == lead[0] and has_just_been(reading, clause):
            return self._of_the_day(reading, number, trigger, "the first sentence says that it has just been done")
        if self._is_news(reading, number, trigger, clause, fresh, number in lead):
            return self._of_the_day(
                reading, number, trigger, "news of the day: the article reports what had just happened"
            )
        if begun is not None:
            return _carried(reading, number, trigger, begun, _GOES_ON)
        if is_worth_keeping(clause):
            return Dated(reading, trigger, None, UNKNOWN, "none", "no date is given for it", 0.4, None, number)
        return None

    def _same_happening(
        self, reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]
    ) -> Dated | None:
        if trigger.type not in _NAMED_AGAIN or not tells(reading, clause):
            return None
        if trigger.part == "noun" and not is_subject(reading, trigger, clause):
            return None
        anchors = [anchor for anchor in anchors if self._is_of_the_story(anchor, number)]
        return (
            named_again(reading, number, trigger, anchors)
            or goes_on(reading, number, trigger, clause, anchors)
            or told_again(reading, number, trigger, clause, anchors)
        )

    def _is_of_the_story(self, anchor: Dated, number: int) -> bool:
        """Whether a dated happening is what the article is about, or was told just before: history is not named again."""
        first = anchor.interval.first
        if self._published is None or first is None or number - 1 <= anchor.number <= number:
            return True
        return abs((self._published - first).days) <= _LONGEST_STORY

    def _is_recent(self, anchor: Dated) -> bool:
        """Whether a dated happening is of the last days, so that it is answered when the article is written."""
        last = anchor.interval.last
        return self._published is None or (last is not None and (self._published - last).days <= _ANSWERED)

    def _headline(
        self,
        reading: Reading,
        number: int,
        trigger: Trigger,
        clause: Clause,
        anchors: Sequence[Dated],
        lead: Sequence[int],
        fresh: Dated | None,
    ) -> Dated | None:
        if reading.parse.tokens[-1].word == "?":
            return None
        own = reading.found.of_clause.get(clause.number)
        nominal = (clause.group is None and trigger is own) or (
            own is not None and own.is_neutral and is_subject(reading, trigger, clause)
        )
        if trigger.part == "noun" and not (nominal and number == 0):
            return None
        if clause.group is not None and clause.group.form in ("base", "ing"):
            return None
        for anchor in anchors:
            same = family(anchor.trigger.type) == family(trigger.type) != "statement"
            if clause.kind == "subordinate":
                same = anchor.trigger.lemma == trigger.lemma
            if trigger.type == "statement":  # "Minister warns of famine", and below: "warned on Monday"
                same = anchor.trigger.lemma == trigger.lemma and clause.group is not None and not clause.group.done
            near = self._is_of_the_story(anchor, -2)
            if anchor.number in lead and same and near and (anchor.interval.days or 99) <= 7:
                return _carried(reading, number, trigger, anchor, "the headline of what the first lines report")
        group = clause.group
        present = group is not None and group.finite and not group.past and not group.modal
        if present and fresh is not None and number <= lead[-1] and clause.kind not in ("relative", "subordinate"):
            if fresh.interval.last != self._published and fresh.number in lead and fresh.interval.days == 1:
                return _carried(reading, number, trigger, fresh, "the headline of what the first lines report")
            return self._of_the_day(reading, number, trigger, "headline in the present tense on the day of publication")
        return Dated(reading, trigger, None, UNKNOWN, "none", "no date is given for it", 0.4, None, number)

    def _is_news(
        self, reading: Reading, number: int, trigger: Trigger, clause: Clause, fresh: Dated | None, in_lead: bool
    ) -> bool:
        """Whether an undated happening is plainly of the day: the story is, and the verb tells of one thing that was done."""
        group = clause.group
        if fresh is None or group is None or not group.finite or group.modal or group.negated or group.progressive:
            return False
        if fresh.interval.last != self._published or not stands_alone(reading, clause):
            return False
        if is_second_verb(reading, clause, trigger) or sums_up(reading, clause):
            return False
        has_been = in_lead and number < fresh.number and has_just_been(reading, clause)
        if (number - 1 in self._history and not has_been) or reading.text[reading.sentence.start] == "[":
            return False  # what comes right after history is history, and a line in brackets leads to another article
        long_done = group.past and group.perfect and family(trigger.type) != "violence"
        if long_done or not (group.done or has_been) or is_quoted(reading):
            return False
        return in_lead or family(fresh.trigger.type) == "violence"

    def _goes_on_from(
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
        if self._published is None or (family(trigger.type) != "violence" and trigger.type not in _ACTS):
            return None
        if number - 1 in self._history:
            return None
        if group is None or not group.finite or group.perfect or not tells(reading, clause):
            return None
        if not _UNSURE.isdisjoint(reading.parse.own_words(clause)) or is_second_verb(reading, clause, trigger):
            return None
        if not stands_alone(reading, clause) or trigger.lemma in _STANDING:
            return None
        if clause.kind == "coordinate" and any(
            a.number == number for a in anchors if family(a.trigger.type) == "violence"
        ):
            return None
        before = [a for a in anchors if a.number < number and a.trigger.type != "statement" and a.dating == "stated"]
        last = before[-1] if before else fresh
        if trigger.type in _ACTS:
            if clause.kind not in ("main", "coordinate") or hangs_on_ing(reading, clause):
                return None
            if not _HEARSAY.isdisjoint(reading.parse.own_words(clause)):
                return None
            before = [a for a in anchors if a.number < number and a.trigger.type != "statement"]
            last = before[-1] if before else None
        if last is None or family(last.trigger.type) != family(trigger.type) or (last.interval.days or 99) > 2:
            return None
        begun = fresh is not None and last.interval == fresh.interval
        near = last.interval.first is not None and 0 <= (self._published - last.interval.first).days <= _NEWS
        return last if near and number <= last.number + (_FOLLOWED if begun else _NEXT) else None

    def _with_what_was_said(self, reading: Reading, number: int, trigger: Trigger, fresh: Dated) -> Dated | None:
        """Return what the first sentence says has been done, with the day on which the next ones say that it was told or done."""
        same_deed = family(fresh.trigger.type) == family(trigger.type) and fresh.dating == "stated"
        if same_deed and fresh.interval.days == 1 and fresh.interval.last != self._published:
            return _carried(reading, number, trigger, fresh, "the next sentences say when that was")
        told_then = fresh.trigger.type == "statement" and fresh.interval.days == 1 and not self._tells_of_today
        if fresh.interval.last == self._published or not told_then:
            return self._of_the_day(reading, number, trigger, "the first sentence says that it has just been done")
        return _carried(reading, number, trigger, fresh, "it was told on that day that it had just been done")

    def _of_the_day(self, reading: Reading, number: int, trigger: Trigger, why: str) -> Dated | None:
        if self._published is None:
            return None
        return Dated(reading, trigger, None, day(self._published), "publication", why, 0.65, None, number)


def _carried(reading: Reading, number: int, trigger: Trigger, anchor: Dated, how: str) -> Dated:
    words = anchor.mention.text if anchor.mention else ""
    why = f"carried from “{words}” in another sentence of the article: {how}"
    return Dated(reading, trigger, anchor.mention, anchor.interval, "carried", why, anchor.sure - 0.15, anchor, number)
