"""Golden cases of dates: what is read, with which words and which value, and what is refused. The cases are data."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline.dates import DateReader, find_timexes
from timeline.dates.checking import shown
from timeline.model import DateMention
from timeline.rules import packaged
from timeline.sentences import split

FOLDER = Path(__file__).parent / "corpus"
DEFAULT_DAY = "2025-11-23"


def load(section: str) -> list[dict[str, Any]]:
    groups = []
    for path in sorted(FOLDER.glob("dates_*.toml")):
        groups += tomllib.loads(path.read_text("utf-8")).get(section, [])
    return groups


VALUES = [(line, group["is"], group.get("published", DEFAULT_DAY)) for group in load("value") for line in group["in"]]
TIMEXES = [(line, group["is"], group.get("published", DEFAULT_DAY)) for group in load("timex") for line in group["in"]]
REFUSED = [(line, group["why"]) for group in load("refused") for line in group["in"]]


@pytest.fixture(scope="module")
def reader() -> DateReader:
    return DateReader(packaged())


def find(reader: DateReader, text: str, published: str) -> tuple[DateMention, ...]:
    day = date.fromisoformat(published) if published else None
    return reader.find(text, split(text, 0, len(text)), published=day)


@pytest.mark.parametrize(("line", "value", "published"), VALUES)
def test_value(reader: DateReader, line: str, value: str, published: str) -> None:
    words = line[line.index("[") + 1 : line.index("]")]
    text = line.replace("[", "").replace("]", "")
    start = line.index("[")
    mentions = find(reader, text, published)
    hits = [mention for mention in mentions if mention.start < start + len(words) and start < mention.end]
    assert [shown(mention) for mention in hits] == [value], f"{[(m.text, m.why) for m in mentions]}"


@pytest.mark.parametrize(("line", "value", "published"), TIMEXES)
def test_timex_value(line: str, value: str, published: str) -> None:
    start, end = line.index("["), line.index("]") - 1
    found = find_timexes(line.replace("[", "").replace("]", ""), published=published)
    assert [timex[3] for timex in found if timex[:2] == (start, end)] == [value], found


@pytest.mark.parametrize(("line", "why"), REFUSED)
def test_refused(reader: DateReader, line: str, why: str) -> None:
    dates = [mention for mention in find(reader, line, DEFAULT_DAY) if mention.is_date]
    assert not dates, f"{why}: {[(m.text, m.rule, m.edtf) for m in dates]}"


def test_there_are_many_cases() -> None:
    assert len(VALUES) >= 600
    assert len(REFUSED) >= 200
