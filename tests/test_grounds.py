"""Where happenings were: in their words, in what was told before, on the ground of the story."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from timeline import rules
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
