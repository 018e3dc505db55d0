"""The date value: calendar sums, parts, joins and bounds, and the EDTF that says the same."""

from __future__ import annotations

import warnings
from datetime import date

import pytest

from timeline.interval import (
    UNKNOWN,
    Interval,
    add_months,
    add_units,
    after,
    century,
    day,
    decade,
    half,
    join,
    month,
    month_last,
    once_within,
    part_of,
    quarter,
    season,
    since,
    span,
    unit_of,
    up_to,
    week,
    year,
)

with warnings.catch_warnings():  # the validator uses old names of its parser
    warnings.simplefilter("ignore")
    from edtf_validate.valid_edtf import is_valid


@pytest.mark.parametrize(
    ("value", "first", "last", "edtf"),
    [
        (day(date(2024, 2, 29)), "2024-02-29", "2024-02-29", "2024-02-29"),
        (week(date(2025, 11, 23)), "2025-11-17", "2025-11-23", "2025-11-17/2025-11-23"),
        (month(2024, 2), "2024-02-01", "2024-02-29", "2024-02"),
        (year(2013), "2013-01-01", "2013-12-31", "2013"),
        (decade(1994), "1990-01-01", "1999-12-31", "199X"),
        (season(2023, "summer"), "2023-06-01", "2023-08-31", "2023-22"),
        (season(2022, "winter"), "2022-12-01", "2023-02-28", "2022-24"),
        (quarter(2025, 1), "2025-01-01", "2025-03-31", "2025-33"),
        (half(2025, 2), "2025-07-01", "2025-12-31", "2025-41"),
        (century(20), "1901-01-01", "2000-12-31", "1901/2000"),
        (part_of(month(2024, 2), "late"), "2024-02-21", "2024-02-29", "[2024-02-21..2024-02-29]"),
        (part_of(month(2024, 2), "mid"), "2024-02-11", "2024-02-20", "[2024-02-11..2024-02-20]"),
        (part_of(year(2024), "early"), "2024-01-01", "2024-03-31", "[2024-01..2024-03]"),
        (part_of(decade(2000), "late"), "2007-01-01", "2009-12-31", "2007~/2009~"),
        (part_of(season(2023, "summer"), "early"), "2023-06-01", "2023-07-01", "[2023-06-01..2023-07-01]"),
        (join(month(2024, 3), month(2024, 5)), "2024-03-01", "2024-05-31", "2024-03/2024-05"),
        (join(year(2013), year(2020)), "2013-01-01", "2020-12-31", "2013/2020"),
        (join(decade(1980), decade(1990)), "1980-01-01", "1999-12-31", "1980/1999"),
    ],
)
def test_units_parts_and_joins(value: Interval, first: str, last: str, edtf: str) -> None:
    assert (str(value.first), str(value.last), value.edtf) == (first, last, edtf)
    assert is_valid(edtf)


def test_since_ends_on_the_day_of_publication() -> None:
    value = since(month(2023, 9), date(2025, 8, 14))
    assert (value.first, value.last, value.bound, value.edtf) == (
        date(2023, 9, 1),
        date(2025, 8, 14),
        "since",
        "2023-09/..",
    )


def test_since_something_still_to_come_stays_open() -> None:
    assert since(year(2026), date(2025, 8, 14)).last is None


def test_before_ends_on_the_eve_and_until_includes_the_day() -> None:
    assert (up_to(year(2020), "before", included=False).last, up_to(year(2020), "before", included=False).edtf) == (
        date(2019, 12, 31),
        "../2019",
    )
    assert up_to(month(2025, 3), "before", included=False).edtf == "../2025-02"
    assert up_to(day(date(2025, 3, 1)), "before", included=False).edtf == "../2025-02-28"
    assert up_to(year(2015), "until", included=True).edtf == "../2015"


def test_after_begins_on_the_morrow() -> None:
    assert (after(year(2020)).first, after(year(2020)).edtf) == (date(2021, 1, 1), "2021/..")
    assert after(day(date(2024, 2, 28))).edtf == "2024-02-29/.."


def test_bounds_of_what_is_unknown_stay_unknown() -> None:
    for value in (since(UNKNOWN, None), up_to(UNKNOWN, "before", included=False), after(UNKNOWN)):
        assert not value.is_known


def test_once_within_differs_from_lasted() -> None:
    assert once_within(span(date(2013, 1, 1), date(2020, 12, 31))).edtf == "[2013-01-01..2020-12-31]"
    assert once_within(month(2024, 3)).edtf == "2024-03"


@pytest.mark.parametrize(
    ("start", "unit", "count", "expected"),
    [
        (date(2024, 1, 31), "month", 1, date(2024, 2, 29)),
        (date(2024, 2, 29), "year", -1, date(2023, 2, 28)),
        (date(2024, 1, 1), "day", -1, date(2023, 12, 31)),
        (date(2024, 1, 1), "week", 1, date(2024, 1, 8)),
        (date(2024, 5, 1), "quarter", -1, date(2024, 2, 1)),
        (date(2024, 5, 1), "decade", -2, date(2004, 5, 1)),
        (date(2024, 5, 1), "fortnight", 1, date(2024, 5, 15)),
    ],
)
def test_sums(start: date, unit: str, count: int, expected: date) -> None:
    assert add_units(start, unit, count) == expected


def test_sums_refuse_what_no_calendar_has() -> None:
    with pytest.raises(ValueError, match="outside the calendar"):
        add_months(date(1, 1, 1), -1)
    with pytest.raises(ValueError, match="outside the calendar"):
        add_units(date(9999, 1, 1), "century", 1)
    with pytest.raises(OverflowError):
        add_units(date(9999, 12, 31), "day", 1)


@pytest.mark.parametrize("unit", ["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"])
def test_a_day_lies_in_its_units(unit: str) -> None:
    value = unit_of(date(2025, 11, 23), unit)
    assert value.contains(day(date(2025, 11, 23)))


def test_month_last_knows_leap_years() -> None:
    assert [month_last(number, 2).day for number in (1900, 2000, 2023, 2024)] == [28, 29, 28, 29]
