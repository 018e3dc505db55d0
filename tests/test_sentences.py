"""Sentences: where they end, where they do not, and what kind of line they stand in."""

from __future__ import annotations

import itertools

import pytest

from timeline.sentences import split


def pieces(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell. He left.", ["It fell.", "He left."]),
        ("It fell on Nov. 6. Then he left.", ["It fell on Nov. 6.", "Then he left."]),
        (
            "Mr. Khan met Gen. Asim on Oct. 19 in Doha. They talked.",
            ["Mr. Khan met Gen. Asim on Oct. 19 in Doha.", "They talked."],
        ),
        ("The U.S. Army left. It was over.", ["The U.S. Army left.", "It was over."]),
        ("J. K. Smith spoke.", ["J. K. Smith spoke."]),
        ("It ended at 6 p.m. The crowd left.", ["It ended at 6 p.m.", "The crowd left."]),
        ("It ended at 3 p.m. Friday in Kabul.", ["It ended at 3 p.m. Friday in Kabul."]),
        ("It ended at 3 p.m. on Friday.", ["It ended at 3 p.m. on Friday."]),
        ("“We left,” he said. “They stayed.” Nobody came.", ["“We left,” he said.", "“They stayed.”", "Nobody came."]),
        ("Was it over? No! It went on…", ["Was it over?", "No!", "It went on…"]),
        ("It rose 2.5 per cent. Then it fell.", ["It rose 2.5 per cent.", "Then it fell."]),
        ("No. 10 is a house. No. He left.", ["No. 10 is a house.", "No.", "He left."]),
        ("Acme Inc. said so. It left.", ["Acme Inc. said so.", "It left."]),
        ("One line\nanother line", ["One line", "another line"]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("It came (see Fig. 3). It went.", ["It came (see Fig. 3).", "It went."]),
        ("", []),
        (" \n \t\n", []),
        ("...", ["..."]),
    ],
)
def test_ends(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_offsets_count_from_the_beginning_of_the_text() -> None:
    text = "Skip this.\nIt fell. He left."
    sentences = split(text, 11, len(text))
    assert [text[s.start : s.end] for s in sentences] == ["It fell.", "He left."]


def test_skipped_spans_give_no_sentences() -> None:
    text = "It fell.\nFollow us here.\nHe left."
    assert [text[s.start : s.end] for s in split(text, 0, len(text), skip=[(9, 24)])] == ["It fell.", "He left."]


def test_kinds_and_paragraphs() -> None:
    text = (
        "Kabul and Doha agree on truce\n  • Talks lasted two days\nThe talks ended. They went home.\n"
        "Ministers in Doha on Sunday. (AFP photo)\n"
    )
    found = [(s.kind, s.paragraph) for s in split(text, 0, len(text))]
    assert found[0] == ("headline", 0)
    assert found[1] == ("bullet", 1)
    assert found[2] == found[3] == ("body", 2)
    assert found[4][0] == "caption"


def test_a_bullet_begins_after_its_mark() -> None:
    assert pieces("  • Talks lasted two days") == ["Talks lasted two days"]


def test_text_of_fixed_width_is_joined_to_paragraphs() -> None:
    lines = [
        "The ministers of the two countries met in the capital on Nov.",
        "6 and agreed that the crossing should be opened again before the",
        "end of the month, an official of the foreign ministry told us on",
        "the telephone. The other side had asked for more time to look at",
        "the paper, which runs to forty pages and names nine towns on the",
        "border that were shelled in the past weeks. Nothing was signed in",
        "the end, but both sides called the day a good beginning of talks.",
    ]
    found = pieces("\n".join(lines))
    assert found[0].startswith("The ministers")
    assert found[0].endswith("the telephone.")
    assert "Nov.\n6" in found[0]
    assert len(found) == 3


def test_a_long_line_costs_no_more_than_its_length() -> None:
    """Cost that grew faster than the line would run into the time limit of a test."""
    for unit in ("a", ". ", "A. ", "(photo ", '."', "U.S. "):
        text = unit * 40_000
        found = split(text, 0, len(text))
        assert all(one.end <= two.start for one, two in itertools.pairwise(found)), unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 12 November\n2025 in Doha.", ["They met on 12 November\n2025 in Doha."]),
        ("They met on November\r\n12, 2025.", ["They met on November\r\n12, 2025."]),
        ("They met on the 12th\nof May 2025, he said.", ["They met on the 12th\nof May 2025, he said."]),
        ("Talks open in May\n12 killed in Kabul", ["Talks open in May", "12 killed in Kabul"]),
        ("It fell in May\n2000 people fled.", ["It fell in May", "2000 people fled."]),
        ("They met in May\n\n12 of them left.", ["They met in May", "12 of them left."]),
        ("They met on 12 November\n2025\nTalks", ["They met on 12 November", "2025", "Talks"]),
        ("Killed on 12\nPeople fled", ["Killed on 12", "People fled"]),
        ("May\n3 and 4", ["May", "3 and 4"]),
    ],
)
def test_a_line_break_within_a_date_ends_nothing(text: str, expected: list[str]) -> None:
    assert [text[sentence.start : sentence.end] for sentence in split(text, 0, len(text))] == expected
