"""Dates across sentences: what an undated sentence takes from the one it continues, from the day of the news, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from timeline.clauses import Clause
from timeline.clauses.forms import words
from timeline.events.along import WHERE_SAID
from timeline.events.alongside import with_what_was_beside
from timeline.events.convened import meeting_of_the_story, with_outcomes
from timeline.events.dated import Dated, carried
from timeline.events.day_of_news import ACTS, DayOfNews
from timeline.events.far_counted import with_counted
from timeline.events.headlines import with_headline
from timeline.events.leading import is_headline, lead_numbers, only_names_what_is_dated, undated, under_heading
from timeline.events.named_again import (
    condemned,
    during,
    ended,
    goes_on,
    is_quoted,
    is_subject,
    met_further,
    named_again,
    tells,
    told_again,
)
from timeline.events.news import with_news
from timeline.events.reading import Reading
from timeline.events.reporting import (
    done_anew,
    has_just_been,
    is_worth_keeping,
    repeats_harm,
    takes_a_stand,
)
from timeline.events.stated import (
    settle_clock_times,
    settle_days_of_telling,
    settle_days_told_again,
    settle_hours_later,
    settle_today_of_quotes,
    stated_in,
)
from timeline.events.telling import TOLD_AS_NEWS
from timeline.events.triggers import Trigger, family
from timeline.events.types import TypeTable
from timeline.events.window import Window
from timeline.interval import UNKNOWN, day
from timeline.model import Article

__all__ = ["Story"]

_LONGEST_CARRIED = 31
_LONGEST_STORY = 45
"""Days before the publication that the story of an article may reach back to."""
_SET_FOR_OTHERS = frozenset(("deadline",))
"""What has a day of its own, by which something else is to be done."""
_OTHER_TIME = ("later", "earlier", "before", "afterwards")
_ANEW = "the first sentence tells what was done again, in its own words of no day"
_GOES_ON = "the report goes on with the violence told before"
_ANSWERS = frozenset(("claim responsibility", "deny responsibility", "admit responsibility", "accept responsibility"))
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
        self._day = DayOfNews(article.published)
        self._tells_of_today = False

    def complete(self, readings: Sequence[Reading]) -> list[Dated]:
        """Return the happenings of the article in order, each with its date or with none."""
        stated = [item for number, reading in enumerate(readings) for item in stated_in(reading, number)]
        anchors = [item for item in stated if self._can_lend(item)]
        lead = lead_numbers(readings)
        self._day = DayOfNews(self._published, self._of_old(stated))
        self._tells_of_today = any(item.interval.last == self._published and item.interval.days == 1 for item in stated)
        fresh = self._fresh(stated, lead)
        anew = self._done_anew(fresh, lead)
        if anew is not None:
            anchors = [item for item in anchors if item is not fresh]
            fresh = anew
        settle_days_told_again(stated)
        settle_clock_times(stated, fresh)
        settle_days_of_telling(stated, fresh)
        settle_hours_later(stated)
        settle_today_of_quotes(stated, fresh, self._published)
        alike = with_news(stated, readings, lead[0], self._published) if fresh is None and lead else []
        alike += [anew] if anew is not None else []
        found = [*stated, *alike]
        told: set[str] = set()
        window = Window([*anchors, *alike], lead)
        opening = next(iter(alike), None)
        taken: dict[int, set[int]] = {}
        for item in found:
            taken.setdefault(item.number, set()).add(item.trigger.head)
        for number, reading in enumerate(readings):
            line = reading.line
            dated = taken.get(number, set())
            first = number in lead or is_headline(reading, number, lead)
            may_tell = line not in told and reading.may_tell(as_headline=first)
            for trigger in undated(reading, dated) if may_tell else ():
                news = fresh if fresh is not None or family(trigger.type) == "violence" else opening
                item_or_none = self._date(reading, number, trigger, window.about(number), lead, news, bool(dated))
                if item_or_none is not None:
                    found.append(item_or_none)
                    if opening is None and number in lead and item_or_none.dating == "publication":
                        opening = item_or_none
                    window.add(item_or_none)
            for trigger in only_names_what_is_dated(reading, dated) if may_tell and number in lead else ():
                if self._day.is_news_itself(reading, number, trigger, window.about(number), lead, names_only=True):
                    of_the_day = self._with_what_was_said(reading, number, trigger, fresh)
                    found += [of_the_day] if of_the_day is not None else []
            told.add(line)
        found = with_counted(found, readings, window.about)
        found = with_outcomes(found, meeting_of_the_story(stated, lead, self._published))
        found = with_headline(found, readings, lead, fresh, self._published)
        found = with_what_was_beside(found)
        for item in found:
            item.main = fresh
        return sorted(found, key=lambda item: (item.number, item.trigger.head))

    def _done_anew(self, fresh: Dated | None, lead: Sequence[int]) -> Dated | None:
        """Return the news of a first sentence whose only day is that of an earlier deed ("struck again where … yesterday")."""
        trigger = done_anew(fresh) if fresh is not None and lead[:1] == [fresh.number] else None
        return self._of_the_day(fresh.reading, fresh.number, trigger, _ANEW) if fresh is not None and trigger else None

    def _can_lend(self, item: Dated) -> bool:
        """Whether a date is fine enough to be another sentence's too, and is not only counted from another one."""
        if item.is_counted or item.trigger.lemma in _SET_FOR_OTHERS or item.why.endswith((TOLD_AS_NEWS, WHERE_SAID)):
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
            return carried(reading, number, trigger, anchor, "it is the same happening, named again")
        if (
            trigger.lemma in _ANSWERS
            and fresh is not None
            and self._day.is_news(reading, number, trigger, clause, fresh, True)
        ):
            return self._of_the_day(reading, number, trigger, "who answers for the attack that the day's news tells of")
        if number in lead and self._day.is_news_itself(reading, number, trigger, anchors, lead):
            again = next((a for a in anchors if self._day.tells_its_day(a, number, trigger)), None)
            if again is not None:
                return carried(reading, number, trigger, again, "a next sentence tells it again with its own day")
            return self._with_what_was_said(reading, number, trigger, fresh)
        takes_sides = takes_a_stand(reading, clause, trigger, in_lead=number in lead)
        if takes_sides and self._day.is_news(reading, number, trigger, clause, fresh, True):
            return self._of_the_day(reading, number, trigger, "news of the day: somebody takes a stand on it")
        if has_date or trigger.part == "noun":
            return None
        if not is_quoted(reading):
            near = [a for a in anchors if self._is_of_the_story(a, number)]
            anchor = ended(reading, number, trigger, clause, near) or met_further(
                reading, number, trigger, clause, near
            )
            if anchor is not None:
                return carried(reading, number, trigger, anchor, "it is of the same meeting")
        anchor = during(reading, number, trigger, anchors)
        if anchor is not None:
            return carried(reading, number, trigger, anchor, "it took place in the course of it")
        if fresh is not None and condemned(reading, number, trigger, [a for a in anchors if self._day.is_recent(a)]):
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
        begun = self._day.goes_on_from(reading, number, trigger, clause, anchors, fresh)
        if begun is not None and (begun.interval.last != self._published or trigger.type in ACTS):
            return carried(reading, number, trigger, begun, _GOES_ON)
        if fresh is None and lead and number == lead[0] and has_just_been(reading, clause):
            return self._of_the_day(reading, number, trigger, "the first sentence says that it has just been done")
        if self._day.is_news(reading, number, trigger, clause, fresh, number in lead):
            return self._of_the_day(
                reading, number, trigger, "news of the day: the article reports what had just happened"
            )
        if begun is not None:
            return carried(reading, number, trigger, begun, _GOES_ON)
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
        beside = clause.kind == "subordinate" and clause.opener == "as"
        for anchor in sorted(anchors, key=lambda one: one.trigger.lemma != trigger.lemma):
            same = family(anchor.trigger.type) == family(trigger.type) != "statement"
            if clause.kind == "subordinate" and not beside:
                same = anchor.trigger.lemma == trigger.lemma
            if trigger.type == "statement":  # "Minister warns of famine", and below: "warned on Monday"
                same = anchor.trigger.lemma == trigger.lemma and clause.group is not None and not clause.group.done
            near = self._is_of_the_story(anchor, -2)
            told = anchor.number in lead or (beside and anchor.trigger.lemma == trigger.lemma)
            if told and same and near and (anchor.interval.days or 99) <= 7:
                return carried(reading, number, trigger, anchor, "the headline of what the first lines report")
        group = clause.group
        present = group is not None and group.finite and not group.past and not group.modal
        if present and fresh is not None and number <= lead[-1] and clause.kind not in ("relative", "subordinate"):
            if fresh.interval.last != self._published and fresh.number in lead and fresh.interval.days == 1:
                return carried(reading, number, trigger, fresh, "the headline of what the first lines report")
            return self._of_the_day(reading, number, trigger, "headline in the present tense on the day of publication")
        return Dated(reading, trigger, None, UNKNOWN, "none", "no date is given for it", 0.4, None, number)

    def _with_what_was_said(self, reading: Reading, number: int, trigger: Trigger, fresh: Dated | None) -> Dated | None:
        """Return what the first sentence says has been done, with the day on which the next ones say that it was told or done."""
        if fresh is None:
            return self._of_the_day(reading, number, trigger, "the first sentence says that it has just been done")
        same_deed = family(fresh.trigger.type) == family(trigger.type) and fresh.dating == "stated"
        if same_deed and fresh.interval.days == 1 and fresh.interval.last != self._published:
            return carried(reading, number, trigger, fresh, "the next sentences say when that was")
        told_then = fresh.trigger.type == "statement" and fresh.interval.days == 1 and not self._tells_of_today
        if fresh.interval.last == self._published or not told_then:
            return self._of_the_day(reading, number, trigger, "the first sentence says that it has just been done")
        return carried(reading, number, trigger, fresh, "it was told on that day that it had just been done")

    def _of_the_day(self, reading: Reading, number: int, trigger: Trigger, why: str) -> Dated | None:
        if self._published is None:
            return None
        return Dated(reading, trigger, None, day(self._published), "publication", why, 0.65, None, number)
