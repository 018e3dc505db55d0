"""Figures: the number said, what it allows, what it counts; and numbers that count nothing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline import rules
from timeline.figures import check, find_figures
from timeline.figures.check import as_words
from timeline.model import Figure, Sentence

RULES = rules.packaged()
CASES = tomllib.loads((Path(__file__).parent / "corpus" / "figures_counts.toml").read_text("utf-8"))["case"]


def read(text: str, **options: Any) -> tuple[Figure, ...]:
    return find_figures(text, [Sentence(0, len(text))], RULES, **options)


def test_every_unit_finds_its_examples_and_skips_its_refusals() -> None:
    assert [str(problem) for problem in check(RULES)] == []


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_figures_as_written_down(case: dict[str, Any]) -> None:
    figures = read(case["text"])
    assert sorted(as_words(figure) for figure in figures) == sorted(case.get("figures", []))
    if "counts" in case:
        assert figures[0].counts == case["counts"]
    for figure in figures:
        assert case["text"][figure.start : figure.end] == figure.text


def test_bounds_and_the_number_said_are_kept_apart() -> None:
    (figure,) = read("More than 2,500 civilians were killed.")
    assert (figure.value, figure.low, figure.high, figure.approximate) == (2500, 2500, None, False)
    (figure,) = read("About 150 fighters were killed.")
    assert (figure.value, figure.low, figure.high, figure.approximate) == (150, 150, 150, True)
    (figure,) = read("Nearly 400 people were arrested.")
    assert (figure.value, figure.low, figure.high) == (400, None, 400)
    (figure,) = read("Scores of people were arrested.")
    assert (figure.value, figure.low, figure.high, figure.approximate) == (40, 40, 99, True)


def test_dates_are_skipped() -> None:
    text = "In 2013, 12 people were killed."
    assert [as_words(figure) for figure in read(text, skip=[(3, 7)])] == ["12 killed"]
    assert read("The 12 were killed.", skip=[(4, 6)]) == ()


def test_only_the_sentences_given_are_read() -> None:
    text = "The blast killed 12 people. The raid killed 9 people."
    figures = find_figures(text, [Sentence(28, len(text))], RULES)
    assert [(as_words(figure), figure.start) for figure in figures] == [("9 killed", text.index("9"))]


def test_a_verb_does_not_reach_into_the_next_sentence() -> None:
    text = "There were 12 people. They were killed."
    assert [figure.unit for figure in find_figures(text, [Sentence(0, 21), Sentence(22, len(text))], RULES)] == [
        "people"
    ]


def test_a_project_adds_a_unit(tmp_path: Path) -> None:
    (tmp_path / "figures.toml").write_text(
        '[[unit]]\nname = "cattle"\nnouns = ["cows", "goats"]\nfinds = [{ text = "They lost 40 goats.", figure = "40 cattle" }]\n'
        'skips = ["The goat ate 4 times."]\n'
    )
    own = rules.load(tmp_path)
    assert check(own) == []
    text = "Raiders took 40 cows."
    assert [as_words(figure) for figure in find_figures(text, [Sentence(0, len(text))], own)] == ["40 cattle"]


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (
            '[[unit]]\nname = "x"\nnouns = ["cows"]\nfinds = [{ text = "40 hens", figure = "40 x" }]\nskips = ["a"]\n',
            "should give '40 x'",
        ),
        (
            '[[unit]]\nname = "x"\nnouns = ["cows"]\nfinds = [{ text = "40 cows", figure = "40 x" }]\nskips = ["9 cows"]\n',
            "should give no figure",
        ),
        ('[[unit]]\nname = "x"\nnouns = ["cows"]\n', "has no examples in finds"),
        ('[[modifier]]\nname = "x"\nmeans = "maybe"\nwords = ["perchance"]\n', "means 'maybe' is unknown"),
    ],
)
def test_a_wrong_unit_is_explained(tmp_path: Path, rule: str, says: str) -> None:
    (tmp_path / "figures.toml").write_text(rule)
    assert any(says in str(problem) for problem in check(rules.load(tmp_path)))


@pytest.mark.parametrize(
    "text",
    ["1" * 100_000, "9," * 50_000, "one " * 25_000, "killed 12 " * 10_000, "a very " * 15_000, "12 and " * 15_000],
)
def test_hostile_text_is_read_at_all(text: str) -> None:
    """Cost that grew faster than the text would run into the time limit of a test."""
    assert all(0 <= figure.start < figure.end <= len(text) for figure in read(text))
