"""Corrections by themselves: how they find their rows, what they may say, how they are written to a file and read again."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest

from timeline.corrections import (
    AliasOf,
    Anchor,
    ArticleDay,
    Correction,
    Turn,
    article_anchor,
    article_meant,
    corrected_row,
    in_words,
    matching,
    read_log,
    read_value,
    review_of,
    stretch_of,
    ties_among,
    to_jsonl,
    to_xlsx,
    what_is_wrong,
    with_days,
)
from timeline.errors import ReadError, UsageError
from timeline.interval import UNKNOWN, month
from timeline.interval import day as one_day
from timeline.model import Actor, Article, Figure, Place

AT = datetime(2025, 11, 23, 9, 30, 15, 123456, tzinfo=UTC)
QUOTE = "Gunmen attacked a post on Monday and on Tuesday."


class Known:
    """Knows one actor and one place."""

    def actor(self, typed: str) -> Actor:
        return Actor("un", "United Nations", "UN") if typed == "UN" else Actor(f"text:{typed}", typed)

    def place(self, typed: str) -> Place:
        return Place("Quetta", "PK", "PK-BA", 30.2, 67.0) if typed == "Quetta" else Place(typed)

    def types(self) -> list[str]:
        return ["attack", "meeting"]


def correction(**more: Any) -> Correction:
    values: dict[str, Any] = {
        "id": "c1", "action": "change", "about": "row", "by": "Ann", "at": AT, "why": "it says so", "field": "title",
        "before": "Old", "after": "New", "parts": ((Anchor("a", QUOTE, "attacked", "Monday"),),), "batch": "b1",
    }  # fmt: skip
    return Correction(**{**values, **more})


# Finding rows again


@pytest.mark.parametrize(
    ("anchor", "found"),
    [
        (Anchor("a", QUOTE, "attacked", "Monday"), ["monday"]),
        (Anchor("a", QUOTE, "attacked", "Sunday"), ["monday", "tuesday"]),
        (Anchor("a", QUOTE, "gunmen attacked", "Tuesday"), ["tuesday"]),
        (Anchor("a", QUOTE, "met"), []),
        (Anchor("a", QUOTE + " Others fled.", "attacked", "Monday"), ["monday"]),
        (Anchor("a", "attacked a post", "attacked", "Monday"), ["monday"]),
        (Anchor("a", "Others fled.", "attacked"), []),
        (Anchor("b", QUOTE, "attacked"), []),
        (Anchor("a", QUOTE, "attacked", "Monday", "added"), []),
    ],
)
def test_which_rows_an_anchor_means(anchor: Anchor, found: list[str]) -> None:
    rows = [(name.casefold(), Anchor("a", QUOTE, "attacked", name)) for name in ("Monday", "Tuesday")]
    assert matching(anchor, rows) == found


def test_an_article_is_known_again_by_how_it_begins() -> None:
    texts = [f"Headline {name}\n\n{name} " + f"said something about {name}. " * 20 for name in ("one", "two")]
    text = "\n".join(texts)
    articles = [Article("a", 0, 0, len(texts[0])), Article("a", 1, len(texts[0]) + 1, len(text))]
    opening = article_anchor(text, articles[1]).quote
    assert article_meant(text, articles, opening) == 1
    assert article_meant(text, articles, opening.replace("Headline", "Headlines", 1)) == 1
    assert article_meant(text, [Article("a", 0, 0, len(text))], opening) == 0
    assert article_meant(text, articles, "Quite another story") is None
    days = [ArticleDay(opening, date(2024, 5, 5), "set by Ann"), ArticleDay("gone", date(2024, 1, 1), "")]
    assert [article.published for article in with_days(text, articles, days)] == [None, date(2024, 5, 5)]


def test_a_name_is_found_whole_and_in_capitals_only() -> None:
    name = AliasOf("Red Dawn", "x")
    assert all(map(name.is_in, ("The Red Dawn fled.", "RED  DAWN FLEES", "“Red\nDawn”")))
    assert not any(map(name.is_in, ("red dawn", "Red Dawning", "Red, Dawn")))


@pytest.mark.parametrize(
    ("quote", "found"), [("They  met.", "They\nmet."), ("met. [a]", "met.  [a]"), ("They fled", None), (" ", None)]
)
def test_where_words_stand(quote: str, found: str | None) -> None:
    text = "They\nmet.  [a] (b)"
    stretch = stretch_of(quote, text)
    assert (text[slice(*stretch)] if stretch else None) == found


# What may be said


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("date", "March 2024", month(2024, 3)),
        ("date", date(2024, 3, 5), one_day(date(2024, 3, 5))),
        ("date", None, UNKNOWN),
        ("date", month(2024, 3), month(2024, 3)),
    ],
)
def test_dates_are_kept_as_coarse_as_they_were_given(field: str, given: Any, kept: Any) -> None:
    value = read_value(field, given, Known())
    assert (value["edtf"], value["precision"]) == (kept.edtf, kept.precision)
    assert what_is_wrong(correction(field=field, after=value)) == ""


@pytest.mark.parametrize(
    ("field", "given", "shown"),
    [
        ("actors", ["UN", "Somebody"], "United Nations, Somebody"),
        ("actors", "UN; Somebody", "United Nations, Somebody"),
        ("actors", [{"name": "A New One", "kind": "person"}], "A New One"),
        ("places", ["Quetta", Place("Kabul", "AF")], "Quetta, Kabul"),
        ("figures", ["1,200-1,500 injured", Figure(0, 0, "3", 3.0, 3.0, 3.0, "cars")], "1,200 injured, 3 cars"),
        ("figures", [{"value": 7, "unit": "killed", "low": 7}], "7 killed"),
        ("actors", [], ""),
        ("type", "meeting", "meeting"),
        ("confidence", "0.5", "0.5"),
        ("title", "  A  title ", "A title"),
        ("date", "2024-03-05", "2024-03-05"),
        ("date", "", "no date"),
    ],
)  # fmt: skip
def test_what_is_given_is_kept_as_what_may_be_read_again(field: str, given: Any, shown: str) -> None:
    value = read_value(field, given, Known())
    assert in_words(field, value).startswith(shown)
    one = correction(field=field, after=value)
    assert what_is_wrong(one) == ""
    assert read_log(to_jsonl([one]), where="log") == [one]


def test_a_figure_keeps_what_its_words_allow() -> None:
    (value,) = read_value("figures", ["1,200 to 1,500 injured"], Known())
    assert (value["value"], value["low"], value["high"], value["unit"]) == (1200, 1200, 1500, "injured")
    with pytest.raises(UsageError, match="lower number first"):
        read_value("figures", ["9-3 killed"], Known())


def test_the_last_word_counts() -> None:
    words = [
        correction(id="1", action="accept", at=AT),
        correction(id="2", action="reject", at=AT.replace(hour=10)),
        correction(id="3", action="accept", at=AT.replace(hour=11), turns=(Turn(AT.replace(hour=12), "Ben", True),)),
    ]
    assert review_of(words) == review_of(reversed(words)) == "rejected"
    assert review_of(words[:1]) == "accepted"
    assert review_of([]) == "unreviewed"
    redone = replace(words[2], turns=(*words[2].turns, Turn(AT.replace(hour=13), "Ben", False)))
    assert review_of([*words[:2], redone]) == "accepted"


def test_a_row_whose_type_changes_gets_the_code_of_that_type() -> None:
    import made_rows as made

    row = made.rows(made.document())[0]
    changed = corrected_row(row, [correction(field="type", after="meeting")], {"meeting": "CONSULT"})
    assert (changed.type, changed.plover) == ("meeting", "CONSULT")
    un = {"id": "un", "name": "United Nations", "short": "UN", "kind": "igo", "country": ""}
    ttp = {"id": "ttp", "name": "Tehreek-e-Taliban Pakistan", "short": "TTP", "kind": "armed_group", "country": "PK"}
    changed = corrected_row(row, [correction(field="actors", after=[un, ttp])], {})
    assert len(changed.roles) == len(changed.actors) == 2


def test_of_what_was_said_of_two_rows_the_last_counts() -> None:
    said = ties_among([(True, [["a", "b", "c"]]), (False, [["a"], ["b", "c"]]), (True, [["a", "b"]])])
    assert {frozenset(pair) for pair in said.together} == {frozenset("ab"), frozenset("bc")}
    assert said.apart == {frozenset("ac")}
    assert said.together[0] == ("a", "b")
    assert said.may_be_together("a", "b")
    assert not said.may_be_together("ab", "c")
    rejected = ties_among([], rejected="c")
    assert rejected.may_be_together("c", "c")
    assert not rejected.may_be_together("a", "c")


# The log as a file

NASTY = ("=1+1", " leading", "tab\tand\nline", "_x0041_", "\x07\x0b", "😀 “quoted”", "\ufffe", "a" * 40_000, "'", "")


@pytest.mark.parametrize("form", [to_jsonl, to_xlsx])
def test_a_log_is_read_as_it_was_written(form: Any) -> None:
    chance = random.Random(3)
    log = [
        correction(
            id=f"c{number}", why=chance.choice(NASTY), by=f"Ann {number}", after=chance.choice(NASTY) or "x",
            parts=tuple((Anchor(chance.choice(NASTY), chance.choice(NASTY), "t"),) * chance.randrange(1, 3) for _ in range(2)),
            turns=(Turn(AT, "Ben", True, chance.choice(NASTY)),) * chance.randrange(2),
        )
        for number in range(60)
    ]  # fmt: skip
    assert read_log(form(log), where="log") == log
    assert read_log(form([]), where="log") == []


def test_the_sheet_is_for_people_and_runs_nothing() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(to_xlsx([correction(why="=HYPERLINK(1)", turns=(Turn(AT, "Ben", True),))]))
    )
    head, line = book["corrections"].iter_rows()
    cells = {name.value: cell for name, cell in zip(head, line, strict=True)}
    assert (cells["before"].value, cells["after"].value, cells["undone by"].value) == ("Old", "New", "Ben")
    assert cells["made (UTC)"].value == "2025-11-23 09:30:15"
    assert cells["why"].data_type == "s"
    assert cells["quote"].value == QUOTE


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "line 1: is not valid JSON"),
        (b"PK\x03\x04broken", "is no workbook of corrections"),
        (to_jsonl([correction()]).replace(b'"at"', b'"when"'), "line 1: is no correction"),
        (to_jsonl([correction()]).replace(b"+00:00", b""), "line 1: is no correction"),
        (to_jsonl([correction(), replace(correction(), about="me")]), "line 2: a correction is not about 'me'"),  # type: ignore[arg-type]
    ],
)
def test_a_file_that_is_no_log_is_refused_with_its_place(content: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=f"log.file.*{says}"):
        read_log(content, where="log.file")
