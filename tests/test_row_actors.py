"""Who took part in happenings: in their clause, beside it, and where the story tells it.

The rules alone are tried here, which every case pins; what the weights make of their choice is tried in test_taking_part.py.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from timeline import rules
from timeline.events import check
from timeline.events.taking_part import FILE, SECTION
from timeline.model import Row
from timeline.pipeline import Extractor
from timeline.reading import read_text

CASES = tomllib.loads((Path(__file__).parent / "corpus" / "actors_of_rows.toml").read_text("utf-8"))["case"]


@cache
def extractor() -> Extractor:
    return Extractor(rules.packaged().without(FILE, SECTION))


def names(row: Row) -> str:
    """The names of a row's actors, sorted."""
    return "; ".join(sorted(actor.name for actor in row.actors)) or "-"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "_"))
def test_who(case: dict[str, Any]) -> None:
    rows = extractor().extract(read_text(case["text"], id="made", published=case["published"])).rows
    found = [f"{row.trigger} = {names(row)}" for row in rows]
    missing = [wanted for wanted in case["who"] if wanted not in found]
    assert not missing, found


def test_words_about_those_who_take_part_are_in_order() -> None:
    assert [str(problem) for problem in check(rules.packaged())] == []


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ('name = "blamed by"\nwords = "claim"', "has no examples in finds"),
        ('name = "ours"\nadds_to = "blamed at"\nwords = "claim"', "there is no list 'blamed at'"),
        ('name = "ours"\nadds_to = "visits"\nwords = "tour"\nfinds = ["He left."]', "is not understood"),
        (
            'name = "ours"\nadds_to = "visits"\nwords = "tour"\nfinds = [{ text = "It rained.", reads = "Kenya" }]',
            "'Kenya' should be read in 'It rained.', but only nothing is",
        ),
        (
            'name = "ours"\nadds_to = "visits"\nwords = "tour"\nskips = [{ text = "Kenya bombed Togo today.", reads = "Togo" }]',
            "'Togo' should not be read in",
        ),
    ],
)
def test_words_out_of_order_are_told(tmp_path: Path, entry: str, wrong: str) -> None:
    (tmp_path / "names.toml").write_text(f"[[party_words]]\n{entry}\n", encoding="utf-8")
    assert any(wrong in str(problem) for problem in check(rules.load(tmp_path)))


def test_a_project_adds_words_of_its_own(tmp_path: Path) -> None:
    text = "On Monday nine men died in a bombing that police described to Boko Haram."
    (tmp_path / "names.toml").write_text(
        '[[party_words]]\nname = "ours"\nadds_to = "blamed to"\nwords = "describe"\n', encoding="utf-8"
    )
    document = read_text(text, id="made", published="2024-05-17")
    (row,) = Extractor(rules.load(tmp_path).without(FILE, SECTION)).extract(document).rows
    assert names(row) == "Boko Haram"
    (row,) = extractor().extract(document).rows
    assert names(row) == "-"
