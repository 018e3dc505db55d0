"""Where happenings were: in their words, in what was told before, on the ground of the story."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from timeline import rules
from timeline.events.party_checks import problems as check
from timeline.model import Row
from timeline.pipeline import Extractor
from timeline.reading import read_text

CASES = tomllib.loads((Path(__file__).parent / "corpus" / "places_where.toml").read_text("utf-8"))["case"]


@cache
def extractor() -> Extractor:
    return Extractor(rules.packaged())


def codes(row: Row) -> str:
    """The regions of a row's places, as they come."""
    return " ".join(place.subdivision or place.country or "?" for place in row.places) or "-"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "_"))
def test_where(case: dict[str, Any]) -> None:
    rows = extractor().extract(read_text(case["text"], id="made", published=case["published"])).rows
    found = [f"{row.trigger} = {codes(row)}" for row in rows]
    missing = [wanted for wanted in case["where"] if wanted not in found]
    assert not missing, found


def test_a_project_adds_words_of_its_own(tmp_path: Path) -> None:
    text = "Officers left Gulu in Uganda and Garissa in Kenya. On Monday two students were shot dead in the burgh."
    (tmp_path / "names.toml").write_text(
        '[[ground_words]]\nname = "ours"\nadds_to = "towns pointed to"\nwords = "burgh"\n', encoding="utf-8"
    )
    document = read_text(text, id="made", published="2024-05-17")
    assert codes(Extractor(rules.load(tmp_path)).extract(document).rows[-1]) == "KE-07"
    assert codes(extractor().extract(document).rows[-1]) == "-"


def test_words_about_the_place_that_are_out_of_order_are_told(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text(
        '[[ground_words]]\nname = "ours"\nadds_to = "set apart"\nwords = "new"\n'
        'finds = [{ text = "It rained.", reads = "KE" }]\n',
        encoding="utf-8",
    )
    wrong = "'KE' should be read in 'It rained.', but only nothing is"
    assert any(wrong in str(problem) for problem in check(rules.load(tmp_path)))
