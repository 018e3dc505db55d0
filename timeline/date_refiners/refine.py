"""The refiners themselves. Each takes the dates of a passage in text order and gives them back repaired."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from timeline.date_refiners.anchors import Anchors, ImpossibleDateError
from timeline.date_refiners.bounds import bounded, opens_with_from, without_bound_of_event
from timeline.date_refiners.passage import Passage, narrative_from
from timeline.date_refiners.reading import Found, Reading
from timeline.date_refiners.reports import keep_reported
from timeline.date_refiners.resolve import resolve
from timeline.date_refiners.resolved import Resolved
from timeline.date_refiners.surroundings import (
    drop_numbers_of_things,
    name_years_of_events,
    part_what_is_moved,
    settle_day_and_month,
)
from timeline.date_refiners.tense import (
    Tense,
    far_from_past,
    is_of_an_election_ahead,
    is_of_something_held,
    tense_at,
    until_tense,
)
from timeline.date_refiners.wording import Reason, why_impossible
from timeline.date_refiners.year_headings import name_years_of_headings
from timeline.interval import SEASONS, UNKNOWN, Interval
from timeline.model import DateMention, Sentence, TimexType

__all__ = ["REFINERS", "refine"]

# A year that a history turns to stands at the head of a sentence, within so many characters.
_HEAD = 60
# Of its sentence so many characters on either side can bear on a date: more would cost a long sentence of many dates dear.
_HEARD = 400
# What opens a sentence begins within so many characters: "In 2024, …".
_OPENING = 5
# Of "by" and "through" a date, what was done is told as it is elsewhere; only "until" is the limit of what lasts.
_NO_LIMIT = ("by", "ending", "beginning", "first", "last")
_REACH_OF_MOST = 90
_IN = re.compile(r"(?:^|\s)in\s$", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:first|second|third|fourth|fifth|only|once|twice|times|most|least|worst|best|lowest|highest|record|each|every|per|never|ever"
    r"|(?:few|great|larg|bigg|small|weak|steep|sharp|strong|dead|fast|slow|new|old|clos|hard|heav|wid|rich|poor|tight|warm|cold|hott"
    r"|high|low|long|short|earli|lat|deep|bloodi|bus|cheap)i?est|who|which)\b",
    re.IGNORECASE,
)
_OF_THE_PAST = re.compile(r"the\b|.*\b(?:last|past|previous)\b|\S+-", re.IGNORECASE)
_THAT = re.compile(r"\s(?:that|when|of|next|starting|ended|ending)\b")
_TITLED = re.compile(r"(?:(?:This|Last|Next) (?:Week|Weekend|Month|Year|Morning)|Today|Tonight|Tomorrow)")
_PAPER = ("USA TODAY", "USA Today")
"""A newspaper, in headlines too; its name is no day even in capital letters."""
_NAME_BEFORE = re.compile(r"(?<![.!?:;,”\"] )(?<![\w-])[A-Z][\w.]+ $")
_WON = re.compile(
    r"\b(?:won|lost|swept|conceded|boycotted|rigged|contested|disputed)\s(?:in\s)?(?:the|an?|his|her|its|their)\s(?:\w+\s)?$"
)
"""Before "November election": it was held."""
_CLOSE = 30
_MONTHS_AGO = 3
_COUNTED_ON = ("day", "week", "month", "year", "decade")
_LISTING = (",", "and", "or", ", and", ", or", "to", "-", "–", "—", "&", "until", "through")
_GRAINS = {
    "day": ("day", "month", "year"),
    "month": ("month", "year"),
    "season": ("month", "year"),
    "quarter": ("month", "year"),
}


def share_years(found: list[Found], passage: Passage) -> list[Found]:
    """Give "in April and July 2019" the year that the second one says to both."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        one, other = out[i].reading, out[i + 1].reading
        if (
            one.shape == other.shape == "calendar"
            and one.year is None
            and other.year is not None
            and _month_begun(one)
            and _month_begun(other)
        ):
            between = passage.text[out[i].end : out[i + 1].start].strip()
            if not one.which and between in _LISTING and _month_begun(one) <= _month_begun(other):
                out[i] = replace(out[i], reading=replace(one, year=other.year, era=other.era))
        elif (
            _is_of_relative_year(other) and one.shape == "calendar" and one.year is None and not (one.which or one.unit)
        ):
            between = passage.text[out[i].end : out[i + 1].start].strip()
            if between in _LISTING and 0 < _month_begun(one) <= _month_begun(other):
                out[i] = replace(out[i], reading=replace(one, which=other.which, unit="year"))
    return out


def _is_of_relative_year(reading: Reading) -> bool:
    """Whether a month is told with "last year" and the like, as in "March and April of last year"."""
    return reading.shape == "calendar" and reading.unit == "year" and reading.which in ("last", "this", "next")


def _month_begun(reading: Reading) -> int:
    """The month in which a month or a season begins; 0 for other dates."""
    return reading.month or (3 + 3 * SEASONS.index(reading.season) if reading.season else 0)


def name_quarters_that_ended(found: list[Found], passage: Passage) -> list[Found]:
    """Give "the quarter ended Sept. 30" and "the fiscal first quarter ended Sept. 30" the three months that end then.

    A quarter without a number is the one in which most of these months lie.
    """
    out = list(found)
    for i in range(len(out) - 1):
        reading, end = out[i].reading, out[i + 1].reading
        numbered = reading.shape == "calendar" and reading.quarter is not None and reading.of is None
        named = reading.unit == "quarter" and reading.which == "told"
        if not (numbered or named) or end.shape != "calendar" or not end.month:
            continue
        if passage.text[out[i].end : out[i + 1].start].strip() in ("ended", "ending", "that ended", "which ended"):
            middle = (end.month * 30 + (end.day or 30) - 75) % 360 // 30 + 1
            number = reading.quarter if numbered else (middle + 2) // 3
            out[i] = replace(out[i], reading=Reading("calendar", quarter=number, year=end.year, of=end))
    return out


def count_on_from_now(found: list[Found], passage: Passage) -> list[Found]:
    """Make a date of "in five years" where the sentence looks forward; elsewhere it is how long something took."""
    out = list(found)
    for i, item in enumerate(found):
        reading = item.reading
        if reading.shape != "duration" or not reading.n or reading.base == "event" or reading.unit not in _COUNTED_ON:
            continue
        if not reading.part and _is_counted_on(item, passage) and _tense_of(item, passage)() == "future":
            out[i] = replace(item, reading=Reading("shift", unit=reading.unit, n=reading.n), rule="two weeks from now")
    return out


def _is_counted_on(item: Found, passage: Passage) -> bool:
    """Whether "in five years" may be five years from now, as it is not in "the worst flood in five years"."""
    text, first = passage.text, passage.sentences[item.sentence].start
    before = text[max(first, item.start - _REACH_OF_MOST) : item.start]
    if _IN.search(before) is None or _OF_THE_PAST.match(text, item.start, item.end) or _THAT.match(text, item.end):
        return False
    return _MOST.search(before) is None


def drop_names_of_media(found: list[Found], passage: Passage) -> list[Found]:
    """Leave out what a newspaper or a programme is called: "USA Today", "Today FM", "This Week" in running text."""
    return [item for item in found if item.reading.shape != "shift" or not _is_name_of_media(item, passage)]


def _is_name_of_media(item: Found, passage: Passage) -> bool:
    text, sentence = passage.text, passage.sentences[item.sentence]
    words = text[item.start : item.end]
    if text.endswith(_PAPER, 0, item.end):
        return True
    if sentence.kind == "headline" or not _TITLED.fullmatch(words) or words.isupper():
        return False
    if " " in words:
        return True
    return _NAME_BEFORE.search(text, max(sentence.start, item.start - 20), item.start) is not None


def part_from_events(found: list[Found], passage: Passage) -> list[Found]:
    """Take "before" and "after" off a date before an event that it qualifies: "ahead of September elections"."""
    return [without_bound_of_event(item, passage) for item in found]


def open_from(found: list[Found], passage: Passage) -> list[Found]:
    """Leave the end open of "schools are closed from Monday" and "a ban from May 25", as "since" does."""
    out = list(found)
    for i, item in enumerate(found):
        if item.reading.is_point and opens_with_from(item, passage, _tense_of(item, passage)):
            out[i] = replace(item, reading=replace(item.reading, bound="since", part=item.reading.part or "open"))
    return out


REFINERS: tuple[Callable[[list[Found], Passage], list[Found]], ...] = (
    name_years_of_headings,
    share_years,
    name_quarters_that_ended,
    count_on_from_now,
    settle_day_and_month,
    part_what_is_moved,
    part_from_events,
    name_years_of_events,
    open_from,
    drop_names_of_media,
    drop_numbers_of_things,
)


def refine(found: list[Found], passage: Passage) -> tuple[DateMention, ...]:
    """Return the mentions of a passage: repaired, resolved in the order of the text, impossible dates left out."""
    for refiner in REFINERS:
        found = refiner(found, passage)
    return tuple(_resolved(found, passage))


def _resolved(found: list[Found], passage: Passage) -> Iterable[DateMention]:
    latest: dict[str, Interval] = {}
    paragraph, told_in = -1, -1
    for item, narrative in zip(found, narrative_from(found, passage.published), strict=True):
        sentence = passage.sentences[item.sentence]
        if sentence.paragraph != paragraph:
            latest.pop("near", None)
            latest.pop("near quarter", None)
            latest.pop("near month", None)
            paragraph = sentence.paragraph
        anchors = Anchors(passage.published, latest, narrative, _tense_of(item, passage), _sentence_of(item, passage))
        told = latest.get("any")
        try:
            resolved = resolve(item.reading, anchors)
        except ImpossibleDateError:
            if _names_missing_day(item.reading):
                latest.clear()
                latest["lost"] = UNKNOWN
                yield _impossible(item, passage)
            continue
        if resolved.value.startswith("BC"):
            last = resolved.ends[-1] if resolved.ends else resolved
            latest.clear()
            latest["bc"] = last.interval
        elif (
            item.reading.is_point
            and not _compares(item.reading)
            and not (narrative and _is_aside(item, sentence, latest))
            and not (told_in == item.sentence and _began_before(item.reading, resolved.interval, latest))
        ):
            if _turns_away(item, sentence, resolved.interval, latest):
                latest.pop("day", None)
            ends_with = item.reading.shape == "nth" and item.reading.which == "ending" and resolved.ends
            _remember(latest, ends_with[-1].interval if ends_with else resolved.interval)
            told_in = item.sentence
        keep_reported(latest, item.reading, resolved.interval, passage.published, anchors.sentence)
        yield _mention(item, resolved, passage, told)


def _compares(reading: Reading) -> bool:
    """Whether words only look back for a comparison ("a year earlier"), so that what follows does not count from them."""
    return reading.part == "compared" or (
        reading.shape == "shift"
        and reading.unit in ("year", "decade", "century")
        and (reading.n or 0) < 0
        and not reading.which
    )


def _began_before(reading: Reading, since: Interval, latest: dict[str, Interval]) -> bool:
    """Whether a sentence that told of one year only adds since when something had been so ("until 2017 … since 2004")."""
    told = latest.get("year")
    if reading.bound != "since" or told is None or told.first is None or since.first is None:
        return False
    return since.first < told.first


def _turns_away(item: Found, sentence: Sentence, told: Interval, latest: dict[str, Interval]) -> bool:
    """Whether a month, or a year at the head of a sentence, leaves the day told before: "six days later" is not after that."""
    day = latest.get("day")
    if day is None or item.reading.bound is not None or item.reading.shape != "calendar" or told.contains(day):
        return False
    return told.precision == "month" or (told.precision == "year" and item.start - sentence.start < _OPENING)


def _is_aside(item: Found, sentence: Sentence, latest: dict[str, Interval]) -> bool:
    """Whether a bare year in the middle of a sentence only glances at another time, as "projected for 1976" does."""
    reading, told = item.reading, latest.get("month")
    bare = reading.shape == "calendar" and reading.grain == "year"
    return bare and told is not None and item.start - sentence.start > _HEAD


def _tense_of(item: Found, passage: Passage) -> Callable[[], Tense]:
    def tense() -> Tense:
        sentence = passage.sentences[item.sentence]
        by_tomorrow = item.reading.shape == "weekday" and _is_tomorrow(item.reading, passage)
        until = item.reading.bound == "until" and (item.reading.which not in _NO_LIMIT or by_tomorrow)
        ask = until_tense if until else tense_at
        words = passage.words
        found = ask(passage.text, sentence.start, sentence.end, item.start, item.end, words=words)
        if _is_long_ago(item.reading, passage) and is_of_an_election_ahead(
            passage.text, sentence.start, sentence.end, item.start, item.end, words=words
        ):
            return "future"
        if found != "past":
            return found
        if item.reading.shape == "calendar" and is_of_something_held(
            passage.text, sentence.start, item.start, item.end, words=words
        ):
            return (
                "past" if _WON.search(passage.text, max(sentence.start, item.start - _CLOSE), item.start) else "maybe"
            )
        far = far_from_past(passage.text, sentence.start, sentence.end, item.start, item.end, words=words)
        return "guess" if far else found

    return tense


def _is_long_ago(reading: Reading, passage: Passage) -> bool:
    """Whether a month without a year was months ago when it was last: an election then would be told with its year."""
    if passage.published is None or not reading.month or reading.shape != "calendar":
        return False
    return (passage.published.month - reading.month) % 12 >= _MONTHS_AGO


def _is_tomorrow(reading: Reading, passage: Passage) -> bool:
    """Whether a day of the week is the one after the article's day; six days back, it would mostly be named otherwise."""
    return passage.published is not None and reading.weekday == (passage.published.weekday() + 1) % 7


def _sentence_of(item: Found, passage: Passage) -> Callable[[], tuple[str, str]]:
    def words() -> tuple[str, str]:
        sentence = passage.sentences[item.sentence]
        first, last = max(sentence.start, item.start - _HEARD), min(sentence.end, item.end + _HEARD)
        return passage.text[first : item.start], passage.text[item.end : last]

    return words


def _remember(latest: dict[str, Interval], interval: Interval) -> None:
    """Keep a date as what later ones may be counted from."""
    if interval.first is None or interval.last is None:
        return
    latest.pop("bc", None)
    latest.pop("lost", None)
    latest["any"] = interval
    if interval.precision != "quarter":
        latest[interval.precision] = interval
    if interval.precision == "day":
        latest["near"] = interval
    for name in _GRAINS.get(_grain_told(interval), ("year",)):
        latest[name] = interval
        if name == "month":
            latest["near month"] = interval


def _grain_told(interval: Interval) -> str:
    """The unit that a date is fine to, for what is counted from it: of "some time early in July" the month is known."""
    first, last = interval.first, interval.last
    if interval.precision != "range" or first is None or last is None:
        return interval.precision
    if interval.edtf.startswith("["):
        return "month" if (first.year, first.month) == (last.year, last.month) else "year"
    return "range" if (last - first).days > 40 else "day"


def _mention(item: Found, resolved: Resolved, passage: Passage, told: Interval | None) -> DateMention:
    reading = item.reading
    interval = bounded(resolved.interval, item, passage, told)
    words = passage.text[item.start : item.end]
    return DateMention(
        item.start,
        item.end,
        words,
        interval,
        resolved.kind,
        item.rule,
        resolved.anchor,
        Reason(item, resolved, interval, passage),
        _timex_type(reading, resolved),
        resolved.value,
        resolved.mod or reading.mod,
        reading.quant,
        reading.freq,
        _parts(item, resolved, passage),
    )


def _names_missing_day(reading: Reading | None) -> bool:
    """Whether words name a day that their month lacks (31 February), as against numbers that are no date at all."""
    if reading is None:
        return False
    if reading.shape == "span":
        return _names_missing_day(reading.of) or _names_missing_day(reading.to)
    if reading.shape != "calendar" or not reading.day or not reading.month or not 28 < reading.day <= 31:
        return False
    return reading.month in (2, 4, 6, 9, 11) and (reading.day == 31 or reading.month == 2)


def _impossible(item: Found, passage: Passage) -> DateMention:
    """Words that name a day of no calendar: kept, so that the error in the source can be seen, and without any days."""
    words, no_day = passage.text[item.start : item.end], Interval(None, None, "day", "on")
    return DateMention(
        item.start,
        item.end,
        words,
        no_day,
        "explicit",
        item.rule,
        "",
        why_impossible(item, passage),
        "DATE",
        "XXXX-XX-XX",
    )


def _parts(item: Found, resolved: Resolved, passage: Passage) -> tuple[DateMention, ...]:
    """The ends of a range as mentions of their own; for TimeML also "the first nine months" and the year that they are of."""
    if len(item.parts) != len(resolved.ends):
        return ()
    out = []
    for (start, end), one in zip(item.parts, resolved.ends, strict=True):
        words = passage.text[start:end]
        timex_type: TimexType = "TIME" if "T" in one.value and one.value[:1] in "0123456789X" else "DATE"
        if one.value.startswith("P") and item.reading.shape == "nth":
            timex_type = "DURATION"
        out.append(
            DateMention(
                start, end, words, one.interval, one.kind, item.rule, one.anchor, "", timex_type, one.value, one.mod
            )
        )
    return tuple(out)


def _timex_type(reading: Reading, resolved: Resolved) -> TimexType:
    if reading.shape == "duration" or (
        reading.shape == "window" and resolved.value.startswith("P") and "REF" not in resolved.value
    ):
        return "DURATION"
    if reading.shape == "set":
        return "SET"
    if reading.shape == "nth" and resolved.value.startswith("P"):
        return "DURATION"
    return "TIME" if "T" in resolved.value and resolved.value[:1] in "0123456789X" else "DATE"
