"""The refiners one by one: tense, narrative, shared years, holidays, and resolving without the words."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.date_refiners import REFINERS, Found, Passage, Reading, refine
from timeline.date_refiners.anchors import Anchors, ImpossibleDateError
from timeline.date_refiners.holidays import easter, holiday
from timeline.date_refiners.lengths import length
from timeline.date_refiners.passage import narrative_from
from timeline.date_refiners.refine import share_years
from timeline.date_refiners.resolve import resolve
from timeline.date_refiners.tense import Tense, tense_at, until_tense
from timeline.interval import Interval, month, quarter
from timeline.model import Sentence

DAY = date(2025, 11, 23)


def anchors(published: date | None = DAY, tense: Tense = "", *, narrative: bool = False, **latest: Interval) -> Anchors:
    return Anchors(published, dict(latest), narrative, lambda: tense)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The talks will be held on [Friday].", "future"),
        ("The talks were held on [Friday].", "past"),
        ("He said [Friday] that it will end.", "reported"),
        ("The court is to meet on [Friday].", "future"),
        ("The sum to be paid in [May]", "future"),
        ("They plan to vote on [Friday].", "future"),
        ("The thrift announced the plan on [Friday].", "reported"),
        ("They will pay the sum agreed on [Friday].", "future"),
        ("He was told to leave by [Friday].", "maybe"),
        ("A hearing, set for [Friday]", "future"),
        ("The United Nations, [Friday]", ""),
        ("On [Friday], the vote passed.", "past"),
        ("On [Friday], the vote will pass.", "future"),
        ("They hope to win, but on [Friday] he wrote a letter", "past"),
        ("[Friday]'s vote was lost", "guess"),
        ("talks at [noon]", ""),
    ],
)
def test_tense(text: str, tense: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    assert tense_at(plain, 0, len(plain), start, end) == tense


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("adjourned the case until [July]", "future"),
        ("They were held until [Monday].", "past"),
        ("Until [Monday], it had been calm.", "past"),
    ],
)
def test_tense_of_until(text: str, tense: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    assert until_tense(plain, 0, len(plain), start, end) == tense


@pytest.mark.parametrize(
    ("reading", "tense", "edtf"),
    [
        (Reading("calendar", month=10, day=19), "", "2025-10-19"),
        (Reading("calendar", month=12), "future", "2025-12"),
        (Reading("calendar", month=12), "past", "2024-12"),
        (Reading("calendar", month=4), "past", "2025-04"),
        (Reading("calendar", month=4, which="next"), "", "2026-04"),
        (Reading("calendar", month=4, which="last"), "", "2025-04"),
        (Reading("calendar", month=11, which="last"), "", "2024-11"),
        (Reading("calendar", month=2, day=29), "past", "2024-02-29"),
        (Reading("calendar", quarter=3), "future", "2025-35"),
        (Reading("weekday", weekday=6), "past", "2025-11-23"),
        (Reading("weekday", weekday=0), "future", "2025-11-24"),
        (Reading("weekday", weekday=0), "past", "2025-11-17"),
        (Reading("weekday", weekday=0), "guess", "2025-11-24"),
        (Reading("weekday", weekday=6, which="last"), "", "2025-11-16"),
        (Reading("shift", unit="day", n=-1), "", "2025-11-22"),
        (Reading("shift", unit="month", n=-1), "", "2025-10"),
        (Reading("shift", unit="year", n=-4), "", "2021"),
        (Reading("shift", unit="hour", n=-2), "", "2025-11-23"),
        (Reading("shift", unit="year", n=-1.5), "", "2024"),
        (Reading("window", unit="year", n=4, which="last"), "", "2021-11-23/2025-11-23"),
        (Reading("nth", unit="week", n=3, of=Reading("calendar", year=2025, month=3)), "", "2025-03-17/2025-03-23"),
        (Reading("nth", unit="day", n=-1, of=Reading("calendar", year=2024)), "", "2024-12-31"),
        (Reading("holiday", holiday="12-25", year=2024), "", "2024-12-25"),
        (
            Reading(
                "span", of=Reading("calendar", month=12, day=28, year=2020), to=Reading("calendar", month=1, day=3)
            ),
            "",
            "2020-12-28/2021-01-03",
        ),
    ],
)
def test_resolve(reading: Reading, tense: Tense, edtf: str) -> None:
    assert resolve(reading, anchors(tense=tense)).interval.edtf == edtf


@pytest.mark.parametrize(
    "reading",
    [
        Reading("weekday", weekday=0),
        Reading("shift", unit="day", n=-1),
        Reading("calendar", month=4),
        Reading("window", unit="year", n=4, which="last"),
    ],
)
def test_nothing_is_resolved_without_the_articles_day(reading: Reading) -> None:
    assert not resolve(reading, anchors(None)).interval.is_known


@pytest.mark.parametrize(
    "reading",
    [
        Reading("calendar", year=2024, month=2, day=31),
        Reading("calendar", year=0, month=1),
        Reading("calendar", year=2024, month=13),
        Reading("nth", unit="week", n=9, of=Reading("calendar", year=2025, month=3)),
        Reading("shift", unit="century", n=99),
        Reading("span", of=Reading("calendar", year=2020), to=Reading("calendar", year=1990)),
    ],
)
def test_impossible_dates_are_refused(reading: Reading) -> None:
    with pytest.raises(ImpossibleDateError):
        resolve(reading, anchors())


def test_a_history_turns_the_year() -> None:
    told = anchors(narrative=True, year=month(1941, 12), month=month(1941, 12))
    assert resolve(Reading("calendar", month=1), told).interval.edtf == "1942-01"
    assert resolve(Reading("calendar", month=11), told).interval.edtf == "1941-11"


def test_a_year_ago_after_a_quarter_is_that_quarter_a_year_before() -> None:
    told = anchors(any=quarter(2025, 3), year=quarter(2025, 3), report=quarter(2025, 3))
    assert resolve(Reading("shift", unit="year", n=-1), told).value == "2024-Q3"


def test_narrative_is_told_from_news_by_its_dates() -> None:
    history = [Found(i, i + 1, 0, "r", Reading("calendar", year=1940 + i, month=5)) for i in range(8)]
    news = [Found(i, i + 1, 0, "r", Reading("weekday", weekday=4)) for i in range(8)]
    assert all(narrative_from(history, DAY))
    assert not any(narrative_from(news, DAY))
    assert not any(narrative_from(history[:3] + news, DAY))


def test_share_years_only_over_words_that_list() -> None:
    def years(text: str) -> list[int | None]:
        one, other = text.index("April"), text.index("July")
        found = [
            Found(one, one + 5, 0, "r", Reading("calendar", month=4)),
            Found(other, other + 9, 0, "r", Reading("calendar", month=7, year=2019)),
        ]
        return [item.reading.year for item in share_years(found, Passage(text, [Sentence(0, len(text))], DAY))]

    assert years("in April and July 2019") == [2019, 2019]
    assert years("in April he left; the law of July 2019") == [None, 2019]


def test_refiners_are_one_ordered_tuple() -> None:
    assert isinstance(REFINERS, tuple)
    assert share_years in REFINERS


def test_refine_gives_impossible_dates_no_days() -> None:
    text = "on 31 February 2024 and 1 March 2024"
    found = [
        Found(3, 19, 0, "r", Reading("calendar", year=2024, month=2, day=31)),
        Found(24, 36, 0, "r", Reading("calendar", year=2024, month=3, day=1)),
    ]
    found.append(Found(3, 19, 0, "r", Reading("shift", unit="century", n=99)))
    mentions = refine(found, Passage(text, [Sentence(0, len(text))], DAY))
    assert [(m.text, m.first) for m in mentions] == [("31 February 2024", None), ("1 March 2024", date(2024, 3, 1))]


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1961, (4, 2)), (2000, (4, 23)), (2019, (4, 21)), (2024, (3, 31)), (2025, (4, 20)), (2038, (4, 25))],
)
def test_easter(year: int, expected: tuple[int, int]) -> None:
    assert (easter(year).month, easter(year).day) == expected


@pytest.mark.parametrize(
    ("code", "year", "told"),
    [
        ("islamic 10-01", 2023, date(2023, 4, 21)),
        ("islamic 10-01", 2024, date(2024, 4, 10)),
        ("islamic 10-01", 2025, date(2025, 3, 31)),
        ("islamic 12-10", 2024, date(2024, 6, 16)),
        ("islamic 12-10", 2025, date(2025, 6, 6)),
        ("islamic 1-10", 2024, date(2024, 7, 17)),
        ("islamic 9", 2024, date(2024, 3, 11)),
    ],
)
def test_islamic_days_contain_the_day_announced(code: str, year: int, told: date) -> None:
    value = holiday(code, year)
    assert value.first is not None
    assert value.last is not None
    assert value.first <= told <= value.last


@pytest.mark.parametrize(
    ("code", "year", "edtf"),
    [
        ("11 thu 4", 2024, "2024-11-28"),
        ("5 mon -1", 2024, "2024-05-27"),
        ("11 mon 1 +1", 2024, "2024-11-05"),
        ("easter -2", 2025, "2025-04-18"),
    ],
)
def test_holidays_counted_in_the_month(code: str, year: int, edtf: str) -> None:
    assert holiday(code, year).edtf == edtf


@pytest.mark.parametrize(
    ("n", "unit", "value"),
    [
        (2, "week", "P2W"),
        (None, "year", "PXY"),
        (2.5, "year", "P2Y6M"),
        (1.5, "hour", "PT1H30M"),
        (2, "decade", "P20Y"),
        (24, "hour", "PT24H"),
        (2, "fortnight", "P4W"),
    ],
)
def test_lengths(n: float | None, unit: str, value: str) -> None:
    assert length(n, unit) == value
