"""First and last day against an independent EDTF library, over everything that the golden cases of dates hold.

Left out is what that library has otherwise: winter ends with the year there, and open ends are no days.
"""

from __future__ import annotations

import tomllib
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from timeline.dates import DateReader
from timeline.interval import Interval
from timeline.rules import packaged
from timeline.sentences import split

with warnings.catch_warnings():  # the library uses old names of its parser
    warnings.simplefilter("ignore")
    edtf = pytest.importorskip("edtf", reason="the library edtf, of the dev dependencies, is not installed")

FOLDER = Path(__file__).parent / "corpus"
WINTER = "-24"


def intervals() -> Iterator[Interval]:
    """Everything known that is read in the golden cases, each EDTF string once."""
    reader = DateReader(packaged())
    seen: set[str] = set()
    for path in sorted(FOLDER.glob("dates_*.toml")):
        for group in tomllib.loads(path.read_text("utf-8")).get("value", []):
            published = group.get("published", "2025-11-23")
            for line in group["in"]:
                text = line.replace("[", "").replace("]", "")
                day = date.fromisoformat(published) if published else None
                for mention in reader.find(text, split(text, 0, len(text)), published=day):
                    if mention.edtf and mention.edtf not in seen:
                        seen.add(mention.edtf)
                        yield mention.interval


def is_shared(interval: Interval) -> bool:
    """Whether both have the same notion of it."""
    years = interval.first is not None and interval.last is not None and interval.first.year > 1
    return years and ".." not in interval.edtf.replace("[", "").split("/") and not interval.edtf.endswith(WINTER)


def test_bounds_agree() -> None:
    compared = 0
    for interval in filter(is_shared, intervals()):
        parsed = edtf.parse_edtf(interval.edtf)
        bounds = tuple(edtf.struct_time_to_date(bound()) for bound in (parsed.lower_strict, parsed.upper_strict))
        assert bounds == (interval.first, interval.last), interval
        compared += 1
    assert compared > 150
