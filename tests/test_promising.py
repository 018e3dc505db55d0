"""Which sentences deserve to be parsed, by a look at the whole text, and which of them came before."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.events.scanning import Scanner
from timeline.pipeline import Extractor
from timeline.reading import read_text
from timeline.rules import packaged
from timeline.sentences import split

SCANNER = Scanner(packaged())
EXTRACTOR = Extractor(packaged())


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("The rebels ATTACKED.", True),
        ("(attacked)", True),
        ("A cease-fire began at noon for all of them.", True),
        ("It was an unattackable goal, said the coach.", False),
        ("Der Söldner heißt Attackę und sagt nichts.", False),
        ("Three rebels gave up near the mill.", False),
        ("An İzmir court sentenced nobody.", True),
    ],
)
def test_what_may_name_a_happening_is_found_as_whole_words(text: str, is_found: bool) -> None:
    assert any(SCANNER.promising(text, split(text, 0, len(text))).values()) == is_found


def test_words_with_other_marks_between_them_are_no_phrase() -> None:
    whole = SCANNER.promising(text := "They broke off talks at noon.", split(text, 0, len(text)))
    parted = SCANNER.promising(text := "They broke, off-duty, for lunch.", split(text, 0, len(text)))
    assert whole != parted


def test_a_sentence_that_comes_again_is_told_once_in_whatever_letters() -> None:
    line = "Rebels stormed the harbour of the island."
    text = f"{line} It was late. {line.upper()} Nobody knew why. Rebels  stormed the harbour of the island."
    rows = EXTRACTOR.extract(read_text(text, id="made", published=date(2024, 5, 17))).rows
    assert len([row for row in rows if row.type != "statement"]) == 1
