"""The order in which dates go across sentences: each order that matters has a case that comes out otherwise in another one."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline.events import carrying, dating
from timeline.pipeline import Extractor
from timeline.reading import read_text
from timeline.rules import packaged

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "corpus" / "rows_order.toml").read_text(encoding="utf-8")
)["case"]
EXTRACTOR = Extractor(packaged())
Steps = tuple[Callable[..., Any], ...]


def dated(text: str) -> list[list[str]]:
    rows = EXTRACTOR.extract(read_text(text, id="made", published=date(2024, 5, 17))).rows
    return [[row.trigger, str(row.interval.first), row.dating] for row in rows if row.is_dated]


def has_all(case: dict[str, Any], found: list[list[str]]) -> bool:
    """Whether all of a case is found, and of what it names nothing is found with another date."""
    of_case = [row for row in found if any(row[0].startswith(wanted[0]) for wanted in case["rows"])]
    return all(any(row[1:] == wanted[1:] for row in of_case) for wanted in case["rows"])


def moved(steps: Steps, late: str, behind: str) -> Steps:
    """Return steps with one of them done behind another; those that do not have both stay as they are."""
    names = [step.__name__ for step in steps]
    if late not in names or behind not in names:
        return steps
    step = steps[names.index(late)]
    left = [other for other in steps if other is not step]
    at = [other.__name__ for other in left].index(behind) + 1
    return (*left[:at], step, *left[at:])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['late']} not behind {case['behind']}")
def test_steps_have_the_order_they_need(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    right = dated(case["text"])
    assert has_all(case, right), right
    refiners = moved(carrying.REFINERS, case["late"], case["behind"])
    stages = tuple((is_open, moved(ways, case["late"], case["behind"])) for is_open, ways in dating.STAGES)
    assert (refiners, stages) != (carrying.REFINERS, dating.STAGES), "no such steps"
    monkeypatch.setattr(carrying, "REFINERS", refiners)
    monkeypatch.setattr(dating, "STAGES", stages)
    assert dated(case["text"]) != right, "the order does not matter to this text"
