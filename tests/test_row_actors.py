"""Who took part in happenings: in their clause, beside it, and where the story tells it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from timeline import rules
from timeline.model import Row
from timeline.pipeline import Extractor
from timeline.reading import read_text

CASES = tomllib.loads((Path(__file__).parent / "corpus" / "actors_of_rows.toml").read_text("utf-8"))["case"]


@cache
def extractor() -> Extractor:
    return Extractor(rules.packaged())


def names(row: Row) -> str:
    """The names of a row's actors, sorted."""
    return "; ".join(sorted(actor.name for actor in row.actors)) or "-"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "_"))
def test_who(case: dict[str, Any]) -> None:
    rows = extractor().extract(read_text(case["text"], id="made", published=case["published"])).rows
    found = [f"{row.trigger} = {names(row)}" for row in rows]
    missing = [wanted for wanted in case["who"] if wanted not in found]
    assert not missing, found
