"""The happenings that their own sentence dates: which dates say nothing, and hours and days that another sentence sets right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from timeline.clauses.forms import DATE, words
from timeline.events.dated import Dated
from timeline.events.named_again import is_definite
from timeline.events.paired import Pairing
from timeline.events.reading import Reading
from timeline.events.sharing import FURTHER
from timeline.events.telling import DAY_SAID
from timeline.events.triggers import Trigger, family
from timeline.interval import Interval

__all__ = [
    "is_no_date",
    "settle_clock_times",
    "settle_days_of_telling",
    "settle_days_told_again",
    "settle_hours_later",
    "settle_today_of_quotes",
    "stated_in",
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
_TODAY = frozenset(("today", "today's", "today’s", "tonight", "this morning", "this afternoon", "this evening"))
_HOURS_LATER = re.compile(r"\b(?:hours?|minutes?|moments?) (?:later|afterwards?)$", re.IGNORECASE)
_AT_PRESENT = frozenset(("now", "currently", "presently", "at present", "still"))
_FAST = re.compile(r"ramadan|ramazan|muharram|\blent\b", re.IGNORECASE)
_FEAST = re.compile(r"\beid\b|ramadan|ramazan|ashura|easter|christmas|passover|nowruz|diwali", re.IGNORECASE)
_LONGEST_FEAST = 7
_LONG_PAST = 14
"""Days before the publication at which a report only looks back."""
_LATE = 7
"""Days between a deed and the day on which it is told as news."""
_OTHER_STORY = frozenset(("meanwhile", "earlier", "previous", "previously"))
_DOERS = words(
    "attacker attackers assailant assailants gunman gunmen raider raiders bomber bombers militant militants insurgent insurgents "
    "rebel rebels fighter fighters killer killers assassins jihadists extremists bandits"
)
_STEM, _OPENING = 5, 4
_HEADS = 4
"""Words before the noun that heads a sentence."""
_LAST_DAYS = 2
"""Days before the publication that a report may mean with "earlier in the day"."""
_JUST_BEFORE = 2
"""Sentences back in which it is looked for what was hours before."""
_SOON = 3
"""Sentences within which a report tells again, with its own day, what it began with."""


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
    if _FEAST.search(pairing.mention.text) and told_of:
        return not re.search(r"\d", pairing.mention.text)
    if _FAST.search(pairing.mention.text) and (pairing.interval.days or 0) > _LONGEST_FEAST:
        return not re.search(r"\d", pairing.mention.text)
    group = reading.parse.clauses[pairing.trigger.clause].group
    past = group is not None and group.past and pairing.trigger.part != "noun"
    return past and not pairing.interval.is_known and pairing.mention.text.lower() in _AT_PRESENT


def settle_clock_times(stated: Sequence[Dated], fresh: Dated | None) -> None:
    """Give an hour without a day ("at midday") the day that the story is at, where that is not the day of publication."""
    before: Dated | None = None
    for item in stated:
        if item.mention is None or item.interval.days != 1 or item.is_counted:
            continue
        part = _PART_OF_DAY.match(item.mention.text)
        if not part and (item.mention.timex_type != "TIME" or _DAY_WORDS.search(item.mention.text)):
            before = item
            continue
        told = before if before is not None and item.number - before.number <= 1 else fresh
        if told is not None and _is_long_past(told):
            continue
        if told is not None and told.mention is not None and _is_hour_of(item, told):
            item.interval, item.dating = told.interval, "carried"
            item.why = f"an hour of the day that the article tells of: “{told.mention.text}” ({told.interval.edtf})"


def _is_long_past(item: Dated) -> bool:
    """Whether a sentence breaks off the story to tell of what was weeks before the article."""
    published, last = item.reading.published, item.interval.last
    return published is not None and last is not None and (published - last).days > _LONG_PAST


def _is_hour_of(item: Dated, told: Dated) -> bool:
    """Whether an hour may be one of the day that was told, and was counted from another; "in the day" is of the last days."""
    if told.mention is None or told.interval.days != 1 or told.interval == item.interval or item.mention is None:
        return False
    if not item.mention.text.lower().endswith("in the day"):
        return True
    first, last = told.interval.first, item.interval.last
    return first is not None and last is not None and 0 <= (last - first).days <= _LAST_DAYS


def settle_today_of_quotes(stated: Sequence[Dated], fresh: Dated | None, published: date | None) -> None:
    """Give the "today" of somebody quoted on the violence of the day before that day ("today’s attack", he said)."""
    if fresh is None or published is None or family(fresh.trigger.type) != "violence" or fresh.interval.days != 1:
        return
    if fresh.interval.last == published:
        return
    for item in stated:
        if item.mention is None or item.number <= fresh.number or item.mention.text.lower() not in _TODAY:
            continue
        same = family(item.trigger.type) == "violence" and item.interval.last == published
        if same and _is_within_quote(item.reading, item.mention.start):
            words = fresh.mention.text if fresh.mention is not None else ""
            item.interval, item.dating, item.anchor = fresh.interval, "carried", fresh
            item.why = f"“{item.mention.text}” as it was said on the day that the article tells of, “{words}”"


def _is_within_quote(reading: Reading, place: int) -> bool:
    """Whether a place in the text stands between marks of quotation that its sentence opens."""
    before = reading.text[reading.sentence.start : place]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def settle_hours_later(stated: Sequence[Dated]) -> None:
    """Give what was done "hours later" or "minutes later" the day of the deed that was told just before it."""
    for at, item in enumerate(stated):
        if item.mention is None or item.interval.is_known or not _HOURS_LATER.search(item.mention.text):
            continue
        before = [
            other for other in stated[:at] if item.number - other.number <= _JUST_BEFORE and _is_a_deed_of_a_day(other)
        ]
        if before and before[-1].mention is not None:
            told = before[-1]
            words = told.mention.text if told.mention else ""
            item.interval, item.dating, item.anchor = told.interval, "carried", told
            item.why = (
                f"“{item.mention.text}”: counted from what was told just before it, “{words}” ({told.interval.edtf})"
            )


def _is_a_deed_of_a_day(item: Dated) -> bool:
    """Whether a happening told with a verb was on one day."""
    return item.interval.days == 1 and item.trigger.part != "noun" and item.mention is not None


def settle_days_of_telling(stated: Sequence[Dated], fresh: Dated | None) -> None:
    """Give violence that only has the day on which somebody told of it the day that the report began with."""
    if fresh is None or family(fresh.trigger.type) != "violence" or fresh.dating != "stated":
        return
    for item in stated:
        later = item.number > fresh.number and family(item.trigger.type) == "violence"
        if not later or not item.why.endswith(DAY_SAID) or not _may_have_been_on(fresh.interval, item.interval):
            continue
        if fresh.mention is not None:
            words = fresh.mention.text
            item.interval, item.dating, item.anchor, item.mention = fresh.interval, "carried", fresh, fresh.mention
            item.why = f"the day is that of the telling; carried from “{words}”, with which the report began"


def _may_have_been_on(day: Interval, told: Interval) -> bool:
    """Whether what was told of in an interval may have been done on a day: one before its end, and not long before it."""
    if day == told or day.last is None or told.last is None:
        return False
    return 0 <= (told.last - day.last).days <= _LATE


def settle_days_told_again(stated: Sequence[Dated]) -> None:
    """Give a deed that only has the day on which it was told the day that the next sentences say it was on."""
    for item in stated:
        if not item.why.endswith(DAY_SAID) or item.interval.days != 1:
            continue
        again = next((other for other in stated if _tells_again(item, other)), None)
        if again is not None and again.mention is not None:
            words = again.mention.text
            item.interval, item.dating, item.anchor, item.mention = again.interval, "carried", again, again.mention
            item.why = f"carried from “{words}”: a next sentence tells it again with its own day"


def _tells_again(item: Dated, other: Dated) -> bool:
    """Whether a sentence soon after tells the same deed, by its word or its count, and says that it was on an earlier day."""
    if not item.number < other.number <= item.number + _SOON or other.why.endswith(DAY_SAID):
        return False
    if family(item.trigger.type) != family(other.trigger.type) or not _is_days_before(other, item):
        return False
    if other.trigger.part == "noun" and _is_the_one(other.reading, other.trigger) and other.number == item.number + 1:
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
    known = subject[:1] == ["the"]
    told = {noun.lemma.split()[-1][:_STEM] for noun in item.reading.found.nouns}
    return known and (not _DOERS.isdisjoint(subject[: _HEADS + 1]) or other.trigger.lemma[:_STEM] in told)


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


def _counts(item: Dated) -> set[tuple[str, float]]:
    """Return how many were killed, hurt or taken by the figures of a happening's sentence."""
    return {(figure.unit, figure.value) for figure in item.reading.figures if figure.value is not None}
