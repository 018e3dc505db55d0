"""Hours and days that their own sentence leaves open, or tells only as those of the telling: another sentence sets them right."""

from __future__ import annotations

import re

from timeline.clauses.forms import DATE, NAME, words
from timeline.events.dated import Dated
from timeline.events.named_again import is_definite
from timeline.events.reading import Reading
from timeline.events.same_event import befell_the_same, done_by_the_attackers, names_an_attacker
from timeline.events.scene import is_of_another_attack
from timeline.events.sharing import FURTHER
from timeline.events.story import Story
from timeline.events.telling import DAY_SAID
from timeline.events.triggers import Trigger, family
from timeline.interval import UNKNOWN, Interval

__all__ = [
    "settle_clock_times",
    "settle_days_of_telling",
    "settle_days_told_again",
    "settle_hours_later",
    "settle_today_of_quotes",
]

_DAY_WORDS = re.compile(
    r"(?<!mid)day\b|night|yesterday|tomorrow|overnight|eve\b|weekend|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}-\d|"
    r"\b\d{1,2}(?:st|nd|rd|th)\b|\d/\d",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"(?:during |in |through )?the (?:night|evening|morning|afternoon)$|(?:earlier|later) (?:on )?in the day$",
    re.IGNORECASE,
)
_OF_ANOTHER_DAY = re.compile(r"\b(?:next|following|previous|preceding)\b", re.IGNORECASE)
_TODAY = frozenset(("today", "today's", "today’s", "tonight", "this morning", "this afternoon", "this evening"))
_HOURS_LATER = re.compile(r"\b(?:hours?|minutes?|moments?) (?:later|afterwards?)$", re.IGNORECASE)
_LATE = 7
"""Days between a deed and the day on which it is told as news."""
_OTHER_STORY = frozenset(("meanwhile", "earlier", "previous", "previously"))
_ELSEWHERE = words("elsewhere separately meanwhile abroad")
_ACCIDENTS = ("", "other", "displacement")
"""Types of what befalls those on a boat, in a plane, under a roof."""
_STEM, _OPENING = 5, 4
_LONG_PAST = 14
"""Days before the publication at which a report only looks back."""
_HEADS = 4
"""Words before the noun that heads a sentence."""
_IN_ITS_COURSE = frozenset(("in", "during", "at"))
_LAST_DAYS = 2
"""Days before the publication that a report may mean with "earlier in the day"."""
_JUST_BEFORE = 2
"""Sentences back in which it is looked for what was hours before."""
_SOON = 3
"""Sentences within which a report tells again, with its own day, what it began with."""


def settle_clock_times(stated: list[Dated], story: Story) -> list[Dated]:
    """Give an hour without a day ("at midday") the day that the story is at, where that is not the day of publication."""
    before: Dated | None = None
    for item in stated:
        if item.mention is None or item.interval.days != 1 or item.is_counted:
            continue
        part = _PART_OF_DAY.match(item.mention.text)
        counted = _OF_ANOTHER_DAY.search(item.mention.text) and not _is_to_come(item, story)
        if not part and (item.mention.timex_type != "TIME" or counted or _DAY_WORDS.search(item.mention.text)):
            said = item.trigger.type == "statement" and before is not None
            before = item if not said else before
            continue
        if is_of_another_attack(item.reading):
            item.interval, item.dating, item.mention = UNKNOWN, "none", None
            item.why = "an hour of a day that is not told"
            continue
        told = _of_whose_day(before, item, story)
        if told is not None and told.mention is not None and not _is_long_past(told) and _is_hour_of(item, told):
            item.interval, item.dating = told.interval, "carried"
            item.why = f"an hour of the day that the article tells of: “{told.mention.text}” ({told.interval.edtf})"
    return stated


def _is_long_past(item: Dated) -> bool:
    """Whether a sentence breaks off the story to tell of what was weeks before the article."""
    published, last = item.reading.published, item.interval.last
    return published is not None and last is not None and (published - last).days > _LONG_PAST


def _is_to_come(item: Dated, story: Story) -> bool:
    """Whether a day lies after that of the article."""
    last = item.interval.last
    return last is not None and story.published is not None and last > story.published


def _of_whose_day(before: Dated | None, item: Dated, story: Story) -> Dated | None:
    """Return what was told of the day of which an hour is told: in the sentence before, by the first lines, or a bit back."""
    in_the_evening = item.mention is not None and _PART_OF_DAY.match(item.mention.text)
    reach = _SOON if story.fresh is None and in_the_evening else 1
    if before is not None and item.number == before.number:
        return before
    if before is not None and item.number - before.number <= reach and story.is_of_it(before, -2):
        return before
    of_the_lead = not story.lead or item.number <= story.lead[-1] + _SOON
    later_on = item.mention is not None and item.mention.text.lower().endswith("in the day") and not of_the_lead
    later_on = later_on and any(_is_of_today(one, story) for one in story.stated if one.number != item.number)
    return None if later_on else story.fresh


def _is_of_today(item: Dated, story: Story) -> bool:
    """Whether a happening is told with the day of the article as its day, not only with an hour."""
    mention = item.mention
    by_day = mention is not None and mention.timex_type == "DATE"
    return by_day and item.interval.days == 1 and item.interval.last == story.published


def _is_hour_of(item: Dated, told: Dated) -> bool:
    """Whether an hour may be one of the day that was told, and was counted from another; "in the day" is of the last days."""
    if told.mention is None or told.interval.days != 1 or told.interval == item.interval or item.mention is None:
        return False
    if not item.mention.text.lower().endswith("in the day"):
        return True
    first, last = told.interval.first, item.interval.last
    return first is not None and last is not None and 0 <= (last - first).days <= _LAST_DAYS


def settle_today_of_quotes(stated: list[Dated], story: Story) -> list[Dated]:
    """Give the "today" of somebody quoted on the violence of the day before that day ("today’s attack", he said)."""
    fresh, published = story.fresh, story.published
    if fresh is None or published is None or family(fresh.trigger.type) != "violence" or fresh.interval.days != 1:
        return stated
    if fresh.interval.last == published:
        return stated
    for item in stated:
        if item.mention is None or item.number <= fresh.number or item.mention.text.lower() not in _TODAY:
            continue
        same = family(item.trigger.type) == "violence" and item.interval.last == published
        if same and _is_within_quote(item.reading, item.mention.start):
            words = fresh.mention.text if fresh.mention is not None else ""
            item.interval, item.dating, item.anchor = fresh.interval, "carried", fresh
            item.why = f"“{item.mention.text}” as it was said on the day that the article tells of, “{words}”"
    return stated


def _is_within_quote(reading: Reading, place: int) -> bool:
    """Whether a place in the text stands between marks of quotation that its sentence opens."""
    before = reading.text[reading.sentence.start : place]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def settle_hours_later(stated: list[Dated], story: Story) -> list[Dated]:
    """Give what was done "hours later" or "minutes later" the day of the deed that was told just before it."""
    for at, item in enumerate(stated):
        if item.mention is None or item.interval.is_known or not _HOURS_LATER.search(item.mention.text):
            continue
        before = [
            other for other in stated[:at] if item.number - other.number <= _JUST_BEFORE and _is_a_deed_of_a_day(other)
        ]
        if before and before[-1].mention is not None and not _tells_between(story, before[-1].number, item.number):
            told = before[-1]
            words = told.mention.text if told.mention else ""
            item.interval, item.dating, item.anchor = told.interval, "carried", told
            item.why = (
                f"“{item.mention.text}”: counted from what was told just before it, “{words}” ({told.interval.edtf})"
            )
    return stated


def _tells_between(story: Story, told: int, number: int) -> bool:
    """Whether a sentence between two turns to another place, so that hours after what it tells is no known day."""
    return any(_is_elsewhere(reading) for reading in story.readings[told + 1 : number])


def _is_elsewhere(reading: Reading) -> bool:
    """Whether a sentence opens with another place ("In Bamako, …", "Elsewhere, …") and tells something."""
    tokens = reading.parse.tokens
    named = len(tokens) > 1 and tokens[0].word in ("in", "at") and bool(tokens[1].flags & NAME)
    told = any(trigger.type not in ("", "other") for trigger in reading.found.of_clause.values())
    return told and (named or tokens[0].word in _ELSEWHERE)


def _is_a_deed_of_a_day(item: Dated) -> bool:
    """Whether a happening told with a verb was on one day."""
    return item.interval.days == 1 and item.trigger.part != "noun" and item.mention is not None


def settle_days_of_telling(stated: list[Dated], story: Story) -> list[Dated]:
    """Give violence that only has the day on which somebody told of it the day that the report began with."""
    fresh = story.fresh
    if fresh is None or family(fresh.trigger.type) != "violence" or fresh.dating != "stated":
        return stated
    for item in stated:
        later = item.number > fresh.number and family(item.trigger.type) == "violence"
        if not later or not item.why.endswith(DAY_SAID) or not _may_have_been_on(fresh.interval, item.interval):
            continue
        if fresh.mention is not None:
            words = fresh.mention.text
            item.interval, item.dating, item.anchor, item.mention = fresh.interval, "carried", fresh, fresh.mention
            item.why = f"the day is that of the telling; carried from “{words}”, with which the report began"
    return stated


def _may_have_been_on(day: Interval, told: Interval) -> bool:
    """Whether what was told of in an interval may have been done on a day: one before its end, and not long before it."""
    if day == told or day.last is None or told.last is None:
        return False
    return 0 <= (told.last - day.last).days <= _LATE


def settle_days_told_again(stated: list[Dated], _: Story) -> list[Dated]:
    """Give a deed that only has the day on which it was told the day that the next sentences say it was on."""
    for item in stated:
        if not item.why.endswith(DAY_SAID) or item.interval.days != 1:
            continue
        again = next((other for other in stated if _tells_again(item, other)), None)
        if again is not None and again.mention is not None:
            words = again.mention.text
            item.interval, item.dating, item.mention = again.interval, "carried", again.mention
            item.anchor = again if again.trigger.type == item.trigger.type else None
            item.why = f"carried from “{words}”: a next sentence tells it again with its own day"
    return stated


def _tells_again(item: Dated, other: Dated) -> bool:
    """Whether a sentence soon after tells the same deed, by its word or its count, and says that it was on an earlier day."""
    if not item.number < other.number <= item.number + _SOON or other.why.endswith(DAY_SAID):
        return False
    if _is_days_before(other, item) and _is_of_that_event(item, other):
        return True
    if family(item.trigger.type) != family(other.trigger.type) or not _is_days_before(other, item):
        return False
    if other.trigger.part == "noun" and _is_the_one(other.reading, other.trigger) and other.number == item.number + 1:
        return True
    if other.number == item.number + 1 and family(item.trigger.type) == "violence" and _opens_with_it(other.reading):
        return True
    words = {token.word for token in other.reading.parse.tokens}
    if not words.isdisjoint(FURTHER) or not words.isdisjoint(_OTHER_STORY):
        return False
    if other.trigger.part == "noun" or other.trigger.part == "light":
        group = item.reading.parse.clauses[item.trigger.clause].group
        goes_on = group is not None and group.perfect and not group.past  # "ten have been killed in the fighting"
        named = family(other.trigger.type) == "violence" and is_definite(other.reading, other.trigger)
        return named and not goes_on and other.number <= item.number + 1
    if item.trigger.lemma == other.trigger.lemma or bool(_counts(item) & _counts(other)):
        return True
    return other.number <= item.number + 1 and _is_by_them(item, other)


def _is_by_them(item: Dated, other: Dated) -> bool:
    """Whether a next sentence goes on with the doers of violence ("The attackers raided …") or names its noun by a verb."""
    if family(other.trigger.type) != "violence" or other.interval.last is None or item.interval.last is None:
        return False
    if (item.interval.last - other.interval.last).days > _SOON:
        return False
    parse = other.reading.parse
    clause = parse.clauses[other.trigger.clause]
    subject = [token.word for token in parse.tokens[clause.subject[0] : clause.subject[1]]]
    opening = [token.word for token in parse.tokens[:_OPENING]]  # "The attackers, believed to be few, raided …"
    subject = opening if opening[:1] == ["the"] and "," in opening else subject
    told = {noun.lemma.split()[-1][:_STEM] for noun in item.reading.found.nouns}
    by_them = names_an_attacker(subject[: _HEADS + 1]) or other.trigger.lemma[:_STEM] in told
    return subject[:1] == ["the"] and by_them


def _is_of_that_event(item: Dated, other: Dated) -> bool:
    """Whether a sentence tells how the attackers of the report came, or what befell the boat, plane or building of it."""
    violent = family(item.trigger.type) == "violence"
    if violent and done_by_the_attackers(other.reading, other.trigger):
        return True
    return (violent or item.trigger.type in _ACCIDENTS) and befell_the_same(item.reading, other.reading, other.trigger)


def _is_days_before(other: Dated, item: Dated) -> bool:
    """Whether a happening was on one day, some days before another one's."""
    day, said = other.interval.first, item.interval.first
    return other.interval.days == 1 and day is not None and said is not None and 0 < (said - day).days <= _LATE


def _is_the_one(reading: Reading, noun: Trigger) -> bool:
    """Whether a noun heads its sentence as one that was told of before: "The attack …", "Wednesday's attack …"."""
    tokens = reading.parse.tokens[: noun.first]
    return (
        noun.first <= _HEADS
        and bool(tokens)
        and (tokens[0].word in ("the", "that", "this") or bool(tokens[0].flags & DATE))
    )


def _opens_with_it(reading: Reading) -> bool:
    """Whether a sentence begins with what was done in the course of the violence told before ("In the attack on the inn, …")."""
    nouns = reading.found.nouns
    opens = reading.parse.tokens[0].word in _IN_ITS_COURSE
    return opens and any(
        noun.first <= _HEADS and family(noun.type) == "violence" and is_definite(reading, noun) for noun in nouns
    )


def _counts(item: Dated) -> set[tuple[str, float]]:
    """Return how many were killed, hurt or taken by the figures of a happening's sentence."""
    return {(figure.unit, figure.value) for figure in item.reading.figures if figure.value is not None}
