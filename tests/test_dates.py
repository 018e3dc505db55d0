"""The date reader as others call it: what comes back, in what order, why, and what bad input does."""

from __future__ import annotations

import pickle
import warnings
from datetime import date
from itertools import pairwise

import pytest

from timeline.dates import DateReader, check, explain, find_dates, find_timexes
from timeline.errors import UsageError
from timeline.rules import Rules, load, packaged
from timeline.sentences import split

with warnings.catch_warnings():  # the validator uses old names of its parser
    warnings.simplefilter("ignore")
    from edtf_validate.valid_edtf import is_valid

STORY = (
    "KABUL: Officials said on Sunday that the truce of Oct. 19 held.\n"
    "It broke down in November 2022, and since 2014 groups had split.\n"
    "Over the past four years, 2,451 people died in 1,717 attacks.\n"
)


def test_offsets_are_the_words() -> None:
    for mention in find_dates(STORY, published="2025-11-23"):
        assert STORY[mention.start : mention.end] == mention.text


def test_mentions_come_in_order_and_do_not_overlap() -> None:
    mentions = find_dates(STORY, published="2025-11-23")
    assert [m.text for m in mentions] == ["Sunday", "Oct. 19", "November 2022", "2014", "the past four years"]
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_days_bounds_and_kinds() -> None:
    sunday, october, november, since, window = find_dates(STORY, published="2025-11-23")
    assert (sunday.first, sunday.kind, sunday.bound, sunday.precision) == (date(2025, 11, 23), "relative", "on", "day")
    assert (october.first, october.kind) == (date(2025, 10, 19), "partial")
    assert (november.last, november.kind, november.bound) == (date(2022, 11, 30), "explicit", "during")
    assert (since.first, since.last, since.bound) == (date(2014, 1, 1), date(2025, 11, 23), "since")
    assert (window.first, window.last, window.timex_value) == (date(2021, 11, 23), date(2025, 11, 23), "P4Y")
    assert window.is_date


def test_without_the_articles_day_nothing_is_invented() -> None:
    mentions = {m.text: m for m in find_dates(STORY)}
    for words in ("Sunday", "Oct. 19", "the past four years"):
        assert (mentions[words].first, mentions[words].last) == (None, None)
        assert "needs the article's publication date, which is not known" in mentions[words].why
    assert mentions["Sunday"].precision == "day"
    assert mentions["November 2022"].first == date(2022, 11, 1)
    assert (mentions["2014"].first, mentions["2014"].last) == (date(2014, 1, 1), None)


def test_lengths_and_sets_are_no_dates() -> None:
    length, every = find_dates("The two-day visit repeats every year.", published="2025-11-23")
    assert (length.timex_type, length.timex_value, length.is_date) == ("DURATION", "P2D", False)
    assert (every.timex_type, every.timex_value, every.is_date) == ("SET", "P1Y", False)
    assert not length.interval.is_known


@pytest.mark.parametrize(
    ("text", "published", "line"),
    [
        (
            "It fell four years ago.",
            "2025-08-14",
            "“four years ago”: 4 years before the article's day 2025-08-14 → the year 2021 [rule: two weeks ago]",
        ),
        (
            "Aides stressed on Saturday that it holds.",
            "2025-11-30",
            "“Saturday”: the latest Saturday up to the article's day 2025-11-30 (past tense “stressed”) → 2025-11-29 "
            "[rule: on Saturday]",
        ),
        (
            "They met on Friday.",
            None,
            "“Friday”: needs the article's publication date, which is not known [rule: on Saturday]",
        ),
        (
            "It has lasted since late 2000s.",
            "2025-08-14",
            "“since late 2000s”: from 2007 (late decade = years 7–9) to the article's day 2025-08-14 "
            "[rule: the 1990s + since 2021]",
        ),
        (
            "Talks will be held in October.",
            "2025-08-14",
            "“October”: the next October from the article's day 2025-08-14 on (looking forward “will be held”) → October 2025 "
            "[rule: in October]",
        ),
        (
            "That briefing had been scheduled for Tuesday, but was put off.",
            "2025-11-14",
            "“Tuesday”: the latest Tuesday up to the article's day 2025-11-14 (was to be “scheduled for”) → 2025-11-11 "
            "[rule: on Saturday]",
        ),
        ("It ended in November 2022.", None, "“November 2022”: November 2022, as it is written [rule: October 2025]"),
        (
            "On May 3 it began; two days later it was over.",
            "2025-08-14",
            "“two days later”: 2 days after the date told before it (2025-05-03) → 2025-05-05 [rule: three days later]",
        ),
        ("It lasted two weeks.", None, "“two weeks”: a length of time, no date [rule: two weeks]"),
    ],
)
def test_explain_names_words_anchor_sum_result_and_rule(text: str, published: str | None, line: str) -> None:
    assert explain(text, published=published)[-1] == line


def test_timexes_give_ranges_as_their_ends() -> None:
    text = "from June to August 2019, for two weeks"
    assert find_timexes(text, date(2025, 1, 1)) == [
        (5, 9, "DATE", "2019-06"),
        (13, 24, "DATE", "2019-08"),
        (30, 39, "DURATION", "P2W"),
    ]


def test_a_range_tells_its_ends() -> None:
    (mention,) = find_dates("It will be held from September 8 to September 12.", published="2025-08-14")
    assert [(part.text, part.timex_value) for part in mention.parts] == [
        ("September 8", "2025-09-08"),
        ("September 12", "2025-09-12"),
    ]
    assert mention.interval.days == 5


def test_an_ambiguous_date_keeps_both_readings() -> None:
    (mention,) = find_dates("on 03/04/2025", published="2025-11-23")
    assert (mention.first, mention.last) == (date(2025, 3, 4), date(2025, 4, 3))
    assert "change places" in mention.why


def test_lists_share_the_year_they_end_with() -> None:
    april, july = find_dates("He came in April and July 2019.", published="2025-11-23")
    assert (april.edtf, july.edtf) == ("2019-04", "2019-07")


@pytest.mark.parametrize("words", ["31 February 2024", "Feb 29 2023", "31 April", "Nov. 31, 2025", "30/02/2024"])
def test_an_impossible_date_is_kept_as_a_typing_error(words: str) -> None:
    (mention,) = find_dates(f"It was signed on {words} there.", published="2025-11-23")
    assert (mention.text, mention.first, mention.last, mention.edtf) == (words, None, None, "")
    assert mention.kind == "explicit"
    assert mention.why.startswith(f"“{words}” is no day of the calendar: a typing error in the source?")


def test_nothing_is_counted_from_an_impossible_date() -> None:
    first, second = find_dates("It was signed on 31 February 2024 and ended three days later.", published="2025-11-23")
    assert (first.first, second.first) == (None, None)
    assert "counts from a date told before it" in second.why


def test_a_history_counts_from_what_it_told() -> None:
    text = (
        "The war began in September 1939. In May 1940 the army attacked. On 10 May 1940 it crossed the border. "
        "In June 1941 another front opened. On 22 June 1941 three armies marched. In November they stood near the capital. "
        "In January the line held. On 5 December 1941 it had begun."
    )
    values = {m.text: m.edtf for m in find_dates(text, published="2009-12-19")}
    assert values["November"] == "1941-11"
    assert values["January"] == "1942-01"


def test_news_counts_from_the_articles_day_though_it_names_old_years() -> None:
    text = (
        "On Friday the court ruled. The law dates from 1947. It was amended in 1956. In October he appealed yesterday."
    )
    values = {m.text: m.edtf for m in find_dates(text, published="2025-11-23")}
    assert values["October"] == "2025-10"


def test_published_may_be_a_day_or_an_iso_string() -> None:
    assert find_dates("today", published=date(2024, 3, 1)) == find_dates("today", published="2024-03-01")
    with pytest.raises(UsageError, match="write it as 2025-11-23"):
        find_dates("today", published="last Friday")


def test_all_edtf_strings_are_valid() -> None:
    text = (
        STORY
        + "early July, late 2000s, by summer 2023, 218 BC, 03/04/2025, the 1990s, before 2020, from June to July 2019."
    )
    for published in (None, "2025-11-23"):
        for mention in find_dates(text, published=published):
            assert mention.edtf == "" or is_valid(mention.edtf), mention


BAD = [
    "",
    " ",
    "\x00\x01\x02",
    "31/02/2024",
    "0000-00-00",
    "year 0",
    "99999",
    "Feb 29 2023",
    "\u202etodayʎɐp",
    "½ 2½ ²",
    "1" * 5000,
    "a" * 5000,
    "9999 years from now",
    "in 9999 weeks",
    "80000 years ago",
    "99999999999999 days ago",
    "9999999 centuries later",
    "from 2020 to 1990",
    "İstanbul on İ Friday",
    "32 October 2025",
    "on the 0th",
    "Q9 2025",
    "25:61 on Friday",
    "the first 99 months of 2025",
    "the fifth quarter of 2025",
    "the ninth week of March 2024",
]


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("published", [None, "2025-11-23", "0001-01-01", "9999-12-31"])
def test_bad_input_gives_no_exception(text: str, published: str | None) -> None:
    for mention in find_dates(text, published=published):
        assert text[mention.start : mention.end] == mention.text
        assert mention.first is None or mention.last is None or mention.first <= mention.last


@pytest.mark.parametrize(
    "unit", ["May ", "on Monday, ", "2013-", "from 2013 to ", "(", "the first ", "1/", "two weeks ago ", "May and "]
)
def test_hostile_text_is_read_at_all(unit: str) -> None:
    """Cost that grew faster than the text would run into the time limit of a test; benchmarks/dates_speed.py has the figures."""
    text = unit * 8000
    for mention in find_dates(text, published="2025-11-23"):
        assert text[mention.start : mention.end] == mention.text


def test_the_packaged_rules_are_sound() -> None:
    assert check(packaged()) == []


def overlay(tmp_path, text: str) -> Rules:  # type: ignore[no-untyped-def]
    (tmp_path / "dates.toml").write_text(text, "utf-8")
    return load(tmp_path)


def test_a_project_adds_a_rule_of_its_own(tmp_path) -> None:  # type: ignore[no-untyped-def]
    rules = overlay(
        tmp_path,
        '[[date]]\nname = "Victory Day"\npattern = "victory day (,? year:YEAR)?"\n'
        'shape = "holiday"\nset = { holiday = "05-09" }\n'
        'finds = { "on Victory Day 2024" = "2024-05-09" }\nskips = ["a victory"]\n',
    )
    assert check(rules) == []
    (mention,) = find_dates("It was held on Victory Day.", published="2025-11-23", rules=rules)
    assert mention.first == date(2025, 5, 9)


def test_a_project_takes_a_rule_away(tmp_path) -> None:  # type: ignore[no-untyped-def]
    rules = overlay(tmp_path, '[[date]]\nname = "9/11"\nremove = true\n')
    assert find_dates("the 9/11 attacks", rules=rules) == []


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ('pattern = "the day:DAYS"', "no class of words named 'DAYS'"),
        ('pattern = "the (day:DAY"', "cannot be compiled"),
        ('pattern = "the {Nothing}"', "no part named 'Nothing'"),
        ('shape = "calendar"', "has no pattern"),
        (
            'pattern = "some odd year:YEAR"\nshape = "calendar"\nfinds = { "some odd 1999" = "1998" }\nskips = ["x"]',
            "not '1998'",
        ),
        (
            'pattern = "some odd year:YEAR"\nshape = "calendar"\nfinds = { "some odd day" = "1998" }\nskips = ["x"]',
            "does not find",
        ),
        (
            'pattern = "some odd year:YEAR"\nshape = "calendar"\nfinds = { "some odd 1999" = "1999" }\nskips = ["some odd 1998"]',
            "must skip",
        ),
        (
            'pattern = "some odd year:YEAR"\nshape = "calendar"\nfinds = { "some odd 1999" = "1999" }',
            "example of what it must skip",
        ),
    ],
)
def test_check_says_what_is_wrong_with_a_rule(tmp_path, rule: str, wrong: str) -> None:  # type: ignore[no-untyped-def]
    problems = [str(problem) for problem in check(overlay(tmp_path, f'[[date]]\nname = "odd"\n{rule}\n'))]
    assert any(wrong in problem and "odd" in problem for problem in problems), problems


def test_sentences_given_are_the_only_ones_read() -> None:
    reader = DateReader(packaged())
    sentences = split(STORY, 0, len(STORY))
    only = reader.find(STORY, sentences[1:2], published=date(2025, 11, 23))
    assert [m.text for m in only] == ["November 2022", "2014"]


def test_mentions_can_be_stored_and_compared() -> None:
    mentions = find_dates(STORY, published="2025-11-23")
    stored = pickle.loads(pickle.dumps(mentions))
    assert stored == mentions
    assert [mention.why for mention in stored] == [mention.why for mention in mentions]
    assert STORY.encode() not in pickle.dumps(mentions)
