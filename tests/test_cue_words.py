"""The lists of words around dates: a project adds to them, takes from them, and is told what is wrong with its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from timeline.date_refiners.cue_words import LISTS, CueWords, packaged_cue_words
from timeline.dates import DateReader, check, find_dates
from timeline.errors import RulesError
from timeline.rules import Rules, load, packaged

DAY = date(2025, 11, 23)


def own(folder: Path, text: str) -> Rules:
    (folder / "words.toml").write_text(text, encoding="utf-8")
    return load(folder)


def read(text: str, rules: Rules) -> list[str]:
    return [mention.edtf for mention in find_dates(text, published=DAY, rules=rules)]


def test_every_list_is_in_the_packaged_file() -> None:
    assert {entry["name"] for entry in packaged().entries("words.toml", "words")} == LISTS


def test_a_project_adds_a_word(tmp_path: Path) -> None:
    text = "The jirga gathers on Wednesday."
    assert read(text, packaged()) == ["2025-11-19"]
    rules = own(tmp_path, '[[words]]\nname = "mine"\nadds_to = "looking ahead"\nwords = "gather gathers"\n')
    assert read(text, rules) == ["2025-11-26"]
    assert not check(rules)


def test_a_project_takes_words_out(tmp_path: Path) -> None:
    text = "Call the helpline (1915) for help."
    assert read(text, packaged()) == []
    rules = own(tmp_path, '[[words]]\nname = "mine"\ntakes_from = "numbered things"\nwords = "helpline"\n')
    assert read(text, rules) == ["1915"]


def test_a_list_that_a_project_removes_has_no_words(tmp_path: Path) -> None:
    rules = own(tmp_path, '[[words]]\nname = "looking ahead"\nremove = true\n')
    assert read("The fair opens on Wednesday.", rules) == ["2025-11-19"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[words]]\nname = "no such list"\nwords = "a"\n', "there is no list 'no such list'"),
        ('[[words]]\nname = "mine"\nadds_to = "said"\nwords = "a"\n', "there is no list 'said'"),
        ('[[words]]\nname = "saying"\n', "has no words"),
    ],
)
def test_what_is_wrong_with_a_list_is_said(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(RulesError, match=says):
        DateReader(own(tmp_path, text))


@pytest.mark.parametrize(
    ("examples", "says"),
    [
        ("", "has no examples in finds"),
        ('finds = [{ text = "He said on Wednesday." }]', "is not understood"),
        ('finds = [{ text = "He said on Wednesday.", reads = "2025-11-26" }]', "should be read as '2025-11-26'"),
        ('skips = [{ text = "He said on Wednesday.", reads = "2025-11-19" }]', "should not be read as '2025-11-19'"),
    ],
)
def test_examples_of_a_list_run(tmp_path: Path, examples: str, says: str) -> None:
    rules = own(tmp_path, f'[[words]]\nname = "saying"\nwords = "said"\n{examples}\n')
    assert any(says in problem.what for problem in check(rules))


def test_words_with_a_space_in_them_and_apostrophes() -> None:
    words = packaged_cue_words()
    assert isinstance(words, CueWords)
    assert words.cues.search("markets wait ahead of it") is not None
