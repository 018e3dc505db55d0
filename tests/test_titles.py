"""Titles: the line that says what happened, in the sentence's own words."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline.clauses import Lexicon, Parse, parse
from timeline.dates import find_dates
from timeline.events.titles import title_of
from timeline.events.triggers import Trigger, find_triggers
from timeline.events.types import TypeTable
from timeline.pipeline import Extractor
from timeline.reading import read_text
from timeline.rules import packaged

DATA = tomllib.loads((Path(__file__).parent / "corpus" / "titles.toml").read_text("utf-8"))
LEXICON, TABLE = Lexicon.from_rules(packaged()), TypeTable.from_rules(packaged())
EXTRACTOR = Extractor(packaged())
CASES: list[dict[str, Any]] = DATA["case"]
SENTENCES = list(dict.fromkeys(case["text"] for case in CASES))
LONGEST = 92


def read(text: str) -> tuple[Parse, list[Trigger]]:
    """The parse of a sentence of May 2024, and all that names a happening in it."""
    spans = [(mention.start, mention.end) for mention in find_dates(text, published="2024-05-17")]
    parsed = parse(text, 0, len(text), LEXICON, dates=spans, verbless_headline=26)
    found = find_triggers(parsed, TABLE)
    return parsed, [*found.of_clause.values(), *found.nouns]


def titles(text: str) -> list[tuple[str, str]]:
    """The words of each trigger with the title that it gets."""
    parsed, triggers = read(text)
    return [
        (text[slice(*parsed.span(trigger.first, trigger.last))], title_of(text, parsed, trigger))
        for trigger in triggers
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['about']}: {case['title']}")
def test_a_title_says_who_did_what(case: dict[str, Any]) -> None:
    made = titles(case["text"])
    assert case["title"] in [title for words, title in made if case["trigger"] in words], made


@pytest.mark.parametrize("text", SENTENCES)
def test_a_title_has_only_words_of_its_sentence_in_their_order(text: str) -> None:
    letters = re.sub(r"\W", "", text).lower()
    for words, title in titles(text):
        assert len(title) <= LONGEST, title
        at = 0
        for piece in re.findall(r"\w+", title.lower()):
            at = letters.find(piece, at) + len(piece)
            assert at >= len(piece), (words, title, piece)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_title_begins_and_ends_with_words_that_can(text: str) -> None:
    for words, title in titles(text):
        first, last = title.split()[0].strip('“"').lower(), title.removesuffix(" …").split()[-1].lower()
        assert first not in DATA["never_first"], (words, title)
        assert last not in DATA["never_last"], (words, title)
        assert not title[0].islower(), title
        assert title[-1] not in ",;:–—-", title
        assert title.count("“") == title.count("”"), title
        assert title.count('"') % 2 == 0, title
        assert title.count("(") == title.count(")"), title
        assert "… …" not in title


@pytest.mark.parametrize("entry", DATA["never"], ids=lambda entry: entry["text"])
def test_a_title_never_says_what_the_sentence_does_not(entry: dict[str, Any]) -> None:
    made = [title for words, title in titles(entry["text"]) if entry["trigger"] in words]
    assert made
    for title in made:
        for words in entry["says"]:
            assert not re.search(words, title), title


def test_a_known_dateline_is_left_out() -> None:
    text = "LAHORE Gunmen attacked a bus on 4 May 2024."
    parsed, triggers = read(text)
    assert title_of(text, parsed, triggers[0], dateline=6) == "Gunmen attacked a bus on 4 May 2024"
    text = "U.S. troops attacked a bus on 4 May 2024."
    parsed, triggers = read(text)
    assert title_of(text, parsed, triggers[0], dateline=4).startswith("U.S. troops attacked")


def test_a_headline_is_told_whole_but_without_its_publisher() -> None:
    for line, title in DATA["headlines"].items():
        assert {made for _, made in titles(line)} == {title}


def test_what_a_row_is_known_by_does_not_hang_on_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    """Corrections and events are anchored in the ids of rows, which must outlive better titles."""
    document = read_text("Rebels attacked a village near Kitale on 4 May 2024.", id="made", published=date(2024, 5, 17))
    before = EXTRACTOR.extract(document).rows
    monkeypatch.setattr("timeline.events.rows.title_of", lambda *_, **__: "Something else")
    after = EXTRACTOR.extract(document).rows
    assert [row.id for row in before] == [row.id for row in after]
    assert [row.title for row in after] == ["Something else"]
