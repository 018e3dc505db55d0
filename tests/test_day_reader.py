"""Days typed or printed, in any common form and language; and that no part of a date is ever made up."""

import re
import subprocess
import sys
from datetime import date, timedelta

import pytest

from timeline.day_reader import read_day, read_interval, read_published
from timeline.day_reader.calendars import solar_day
from timeline.errors import DateInputError

DAY = date(2024, 8, 23)

SAME_DAY = [
    "2024-08-23", "2024/08/23", "2024.8.23", "20240823", "2024-08-23T14:30:00Z", "2024-08-23T23:59:59+05:30",
    "2024-08-23 14:30:00.123",
    "23 August 2024", "23 Aug 2024", "23 Aug. 2024", "23rd August 2024", "23rd of August, 2024", "August 23, 2024",
    "Aug. 23rd, 2024",
    "August the 23rd, 2024", "2024 August 23", "23-Aug-2024", "AUGUST 23 2024", "Friday, 23 August 2024",
    "Fri Aug 23 2024",
    "23/08/2024", "08/23/2024", "23.08.2024", "23-08-2024", "  `2024-08-23`  ", "“23 August 2024”",
    "2:45 am, Fri Aug 23, 2024",
    "August 23, 2024 at 5:30 p.m. EST", "23 August 2024, 14:30 GMT+5",
    # French, German, Spanish, Portuguese, Italian, Russian, Ukrainian, Turkish, Indonesian
    "23 août 2024", "vendredi 23 août 2024", "le 23 août 2024 à 14h30", "23. August 2024", "Freitag, 23. August 2024",
    "23 de agosto de 2024", "viernes, 23 de agosto de 2024", "23 de agosto de 2024 14:30", "23 agosto 2024",
    "23 августа 2024",
    "пятница, 23 августа 2024 г.", "23 серпня 2024", "23 Ağustos 2024", "23 Ağustos 2024 Cuma", "23 Agustus 2024",
    # Arabic, Urdu, Persian and Dari, Hindi, Chinese; Arabic-Indic and Persian digits
    "23 أغسطس 2024", "٢٣ أغسطس ٢٠٢٤", "الجمعة، 23 أغسطس 2024", "23 اگست 2024", "۲۳ اگست ۲۰۲۴", "۲۳ اوت ۲۰۲۴",
    "23 अगस्त 2024", "2024年8月23日",
]  # fmt: skip


@pytest.mark.parametrize("words", SAME_DAY)
def test_one_day_in_many_forms(words: str) -> None:
    assert read_day(words) == DAY
    assert read_published(words) == DAY
    interval = read_interval(words)
    assert (interval.first, interval.last, interval.precision, interval.edtf) == (DAY, DAY, "day", "2024-08-23")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "nothing was typed"),
        ("Nov 2022", "has no day; type it like 2022-11-01 or 1 November 2022"),
        ("novembre 2022", "has no day"),
        ("نومبر 2022", "has no day"),
        ("2024", "has no day"),
        ("2024-08", "has no day"),
        ("11/2022", "has no day"),
        ("Q3 2024", "has no day"),
        ("the 1990s", "has no day"),
        ("2013-2020", "is a span, not one day"),
        ("2024-01-05/2024-02-06", "is a span, not one day"),
        ("1 May 2024 to 3 May 2024", "is a span, not one day"),
        ("23 August", "no day can be read"),
        ("Aug 23", "no day can be read"),
        ("23 août", "no day can be read"),
        ("23 августа", "no day can be read"),
        ("Friday", "no day can be read"),
        ("yesterday", "no day can be read"),
        ("vor 2 Tagen", "no day can be read"),
        ("hier", "no day can be read"),
        ("10", "no day can be read"),
        ("May", "no day can be read"),
        ("14:30", "no day can be read"),
        ("Nov 20 14:30", "no day can be read"),
        ("99999", "no day can be read"),
        ("0000-01-01", "no day can be read"),
        ("Boeing 737", "no day can be read"),
        ("Section 144 of 1996", "no day can be read"),
        ("1,717 attacks in 2013", "no day can be read"),
        ("23/08/24", "has a year of two digits"),
        ("31 February 2024", "is no day of the calendar"),
        ("Feb 29 2023", "is no day of the calendar"),
        ("2024-13-01", "is no day of the calendar"),
        ("2024-02-30", "is no day of the calendar"),
        ("Monday, 23 August 2024", "names a weekday, but 2024-08-23 is a Friday"),
        ("03/04/2025", "can be 4 March 2025 or 3 April 2025; type 2025-03-04 or 2025-04-03"),
        ("03.04.2025", "can be 4 March 2025 or 3 April 2025"),
        ("\x00\x01", "nothing was typed"),
        ("23 August 2024 and 24 August 2024", "no day can be read"),
    ],
)
def test_words_without_one_day_are_refused_with_what_to_type(words: str, says: str) -> None:
    with pytest.raises(DateInputError, match=re.escape(says)) as caught:
        read_day(words)
    assert str(caught.value).startswith("date: ")
    assert caught.value.do


@pytest.mark.parametrize(
    "words", ["31 février 2024", "31 de junio de 2024", "31 июня 2024", "31 Haziran 2024", "۳۱ جون ۲۰۲۴"]
)
def test_impossible_days_of_other_languages_do_not_become_months(words: str) -> None:
    with pytest.raises(DateInputError):
        read_day(words)
    with pytest.raises(DateInputError):
        read_interval(words)
    assert read_published(words) is None


@pytest.mark.parametrize(
    ("order", "language", "day"),
    [
        ("dmy", None, date(2025, 4, 3)),
        ("mdy", None, date(2025, 3, 4)),
        (None, "de", date(2025, 4, 3)),
        (None, "ur", date(2025, 4, 3)),
    ],
)
def test_an_order_or_a_language_settles_what_could_be_swapped(
    order: str | None, language: str | None, day: date
) -> None:
    assert read_day("03/04/2025", order=order, language=language) == day  # type: ignore[arg-type]
    assert read_published("Published 03/04/2025 10:00", order=order, language=language) == day  # type: ignore[arg-type]


def test_english_settles_nothing() -> None:
    with pytest.raises(DateInputError, match="can be"):
        read_day("03/04/2025", language="en")


@pytest.mark.parametrize(
    ("words", "edtf", "precision"),
    [
        ("2024", "2024", "year"),
        ("Nov 2022", "2022-11", "month"),
        ("November, 2022", "2022-11", "month"),
        ("2022-11", "2022-11", "month"),
        ("11/2022", "2022-11", "month"),
        ("novembre 2022", "2022-11", "month"),
        ("Kasım 2022", "2022-11", "month"),
        ("نوفمبر 2022", "2022-11", "month"),
        ("1990s", "199X", "decade"),
        ("the 1990s", "199X", "decade"),
        ("Q3 2024", "2024-35", "quarter"),
        ("2024-Q3", "2024-35", "quarter"),
        ("2013-2020", "2013/2020", "range"),
        ("2013–2020", "2013/2020", "range"),
        ("2013..2020", "2013/2020", "range"),
        ("May 2024 to 3 June 2024", "2024-05/2024-06-03", "range"),
        ("2024-01-05/2024-02-06", "2024-01-05/2024-02-06", "range"),
        ("03/04/2025", "[2025-03-04,2025-04-03]", "range"),
    ],
)
def test_intervals_are_as_fine_as_the_words(words: str, edtf: str, precision: str) -> None:
    interval = read_interval(words)
    assert (interval.edtf, interval.precision) == (edtf, precision)
    assert interval.first is not None
    assert interval.last is not None
    assert interval.first <= interval.last


@pytest.mark.parametrize(
    "words", ["", "last week", "23 August", "May", "2020-2013", "31 April 2024", "2024-00", "13/2024", "abc", "5 2024"]
)
def test_words_without_an_interval_are_refused(words: str) -> None:
    with pytest.raises(DateInputError):
        read_interval(words)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Updated 23 August 2024", DAY),
        ("Published :`2024-08-23 21:36:06`", DAY),
        ("By Jane Doe | Aug 23, 2024 | 5:30 pm", DAY),
        ("Publié le 23 août 2024 à 14h30", DAY),
        ("Am 23. August 2024 um 14:30 Uhr veröffentlicht", DAY),
        ("Publicado el 23 de agosto de 2024", DAY),
        ("Опубликовано: 23 августа 2024 г. в 14:30", DAY),
        ("Yayınlanma: 23 Ağustos 2024", DAY),
        ("شائع شدہ: 23 اگست 2024", DAY),
        ("د خپرېدو نېټه: ۲۳ اگست ۲۰۲۴", DAY),
        ("تاریخ انتشار: ۲۳ اوت ۲۰۲۴", DAY),
        ("نُشر في 23 أغسطس 2024", DAY),
        ("Fri, 23 Aug 2024 10:00:00 GMT", DAY),
        ("Published 23 August 2024, updated 24 August 2024", DAY),
        ("Updated 6 sec ago", None),
        ("5 hours ago", None),
        ("Published in 2024", None),
        ("Published 03/04/2025", None),
        ("31 February 2024", None),
        ("July 17 at 12:49 AM", None),
        ("August 2024", None),
        ("", None),
        ("no date here", None),
        ("1,717 attacks in 2013", None),
        ("call 0300 1234567", None),
        ("version 2.4.2024b", None),
    ],
)
def test_published_lines(words: str, day: date | None) -> None:
    assert read_published(words) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("۲ قوس ۱۴۰۴", date(2025, 11, 23)),
        ("یکشنبه، ۲ آذر ۱۴۰۴", date(2025, 11, 23)),
        ("۱۴۰۴/۰۹/۰۲", date(2025, 11, 23)),
        ("2 قوس 1404", date(2025, 11, 23)),
        ("۳۰ اسفند ۱۴۰۳", date(2025, 3, 20)),
        ("۱ حمل ۱۴۰۰", date(2021, 3, 21)),
        ("23 تشرين الثاني 2025", date(2025, 11, 23)),
        ("23 تشرين الثاني/نوفمبر 2025", date(2025, 11, 23)),
        ("۲۳ می ۲۰۲۵", date(2025, 5, 23)),
    ],
)
def test_other_calendars_and_month_names(words: str, day: date) -> None:
    assert read_day(words) == day
    assert read_published(words) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("د ۱۴۰۴ کال د لیندۍ ۲", date(2025, 11, 23)),
        ("الأحد 2 جمادى الآخرة 1447 هـ - 23 نوفمبر 2025 م", date(2025, 11, 23)),
        ("2 جمادى الآخرة 1447", None),
        ("۳۰ اسفند ۱۴۰۴", None),
        ("قوس ۱۴۰۴", None),
        ("1404-09-02", None),
    ],
)
def test_published_lines_in_other_calendars(words: str, day: date | None) -> None:
    assert read_published(words) == day


def test_a_year_typed_in_our_digits_is_one_of_our_calendar() -> None:
    assert read_day("1404-09-02") == date(1404, 9, 2)


def test_solar_days_follow_one_another() -> None:
    for year in range(1300, 1473):
        first, following = solar_day(year, 1, 1), solar_day(year + 1, 1, 1)
        assert first is not None
        assert (first.month, first.day) in {(3, 20), (3, 21), (3, 22)}
        if following:
            last = solar_day(year, 12, 30) or solar_day(year, 12, 29)
            assert last == following - timedelta(1)
    assert solar_day(1473, 1, 1) is None
    assert solar_day(1404, 13, 1) is None
    assert solar_day(1404, 7, 31) is None


PARTS = (
    "2024",
    "Aug",
    "August",
    "août",
    "августа",
    "23",
    "Friday",
    "14:30",
    "of",
    "the",
    "Uhr",
    "at",
    "6",
    "hours",
    "اگست",
)


def test_no_combination_of_parts_gives_a_part_that_is_not_there() -> None:
    months = {"Aug", "August", "août", "августа", "اگست"}
    for one in PARTS:
        for two in PARTS:
            for three in PARTS:
                words = f"{one} {two} {three}"
                chosen = {one, two, three}
                complete = "2024" in chosen and chosen & months and chosen & {"23", "6"}
                if not complete:
                    assert read_published(words) is None, words


def test_hostile_words_are_read_in_linear_time() -> None:
    for words in ("1" * 200_000, "May " * 50_000, "12/" * 60_000, "2024-" * 40_000, "\u200f" * 100_000, "٢" * 100_000):
        assert read_published(words) is None


def test_the_slow_library_is_not_imported_for_english_and_iso_days() -> None:
    read = "from timeline.day_reader import read_day; read_day('23 August 2024'); read_day('2024-08-23')"
    code = f"import sys; {read}; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
