"""Bad input: no exception, no day that is not said, no words found twice, whatever stands beside whatever."""

import random
from datetime import date

import pytest

from timeline.dates import explain, find_dates, find_timexes

ALL_WORDS = """
    May March Monday Friday Eid Ramadan Ashura Christmas Easter last next this the first third half year years month week weekend
    day days ago later before after since until from to through between and or of in on at early late mid 31 30 29 February 2023
    2024 0 0000 99999 9999 31/02/2024 2024-13-45 2024-02-30 0000-01-01 0001-01-01 9999-12-31 13/13/2013 10:61 25:99 24:00 am p.m.
    BC AD century 0th 32nd 21st 1990s '98 '00s 90's Q1 Q5 H2 fiscal two hundred thousand dozens a few several noon midnight
    tonight yesterday tomorrow 1/0 , . - – ( ) ' ’s / : ; decade millennium millennia 999999999999 every each nineteen ninety
    eighteen summer winter spring 10000 centuries weeks Independence Labor Thanksgiving morning evening eve recent coming past
    previous following same \u202e \u200f \x00 \ufeff ٢٠٢٤ \u0661 مارچ \ud800 İ ß
"""
# Not split at all blanks, as some of the words are such.
WORDS = ALL_WORDS.replace("\n", "").split(" ")
DAYS = (None, date.min, date(1, 3, 1), date(2024, 2, 29), date(2025, 11, 23), date(9999, 1, 5), date.max)


@pytest.mark.parametrize("seed", range(6))
def test_any_words_in_any_order(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(300):
        words = (
            chance.choice(WORDS) + chance.choice((" ", " ", " ", "", "\n", "-", ", "))
            for _ in range(chance.randint(2, 14))
        )
        text, published = "".join(words), chance.choice(DAYS)
        mentions = find_dates(text, published=published)
        explain(text, published=published)
        find_timexes(text, published)
        ends = [0]
        for mention in mentions:
            assert mention.text == text[mention.start : mention.end], text
            assert mention.start >= ends[-1], text
            assert mention.first is None or mention.last is None or mention.first <= mention.last, text
            if published is None and mention.anchor == "the article's day":
                assert mention.first is None, text
                assert mention.last is None, text
            ends.append(mention.end)


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("It began in Ramadan.", date(1, 1, 1)),
        ("It began before 0001-01-01.", date(2024, 1, 1)),
        ("It ended after 9999-12-31.", date(2024, 1, 1)),
        ("The next nineteen millennia are long.", date(2024, 1, 1)),
        ("Feb 29 2023", date(2024, 1, 1)),
        ("On 31 February it rained.", date(2024, 1, 1)),
        ("In the year 99999 it rained.", date(2024, 1, 1)),
        ("On 0000-01-01 it rained.", date(2024, 1, 1)),
    ],
)
def test_what_no_calendar_has_gets_no_day(words: str, published: date) -> None:
    for mention in find_dates(words, published=published):
        if mention.bound not in ("after", "before"):
            assert mention.first is None or "2024" not in mention.edtf, mention
            assert mention.precision != "day" or mention.first is None, mention


def test_a_date_in_a_long_text_without_blanks_is_found_once() -> None:
    text = ("x" * 130 + "," + "2013-05-03,") * 40
    found = [mention.start for mention in find_dates(text)]
    assert len(found) == len(set(found)) == 40


def test_decade_with_apostrophe_alone() -> None:
    assert [mention.edtf for mention in find_dates("Life in the 90's was good.", published="2025-11-23")] == ["199X"]
