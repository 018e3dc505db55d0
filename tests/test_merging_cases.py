"""Golden cases of merging: rows of one happening are one event, rows of different happenings are not. The cases are data."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import timeline as tl
from timeline.interval import UNKNOWN, Interval, day, month, span, year
from timeline.merge import merge
from timeline.model import Actor, Event, Place, Row

DATA = tomllib.loads((Path(__file__).parent / "corpus" / "merging.toml").read_text("utf-8"))


def interval_of(edtf: str) -> Interval:
    """The date of a row as the cases write it: nothing, a day, month or year, or two days or years with a slash."""
    if not edtf:
        return UNKNOWN
    if "/" in edtf:
        first, last = (interval_of(end) for end in edtf.split("/"))
        assert first.first is not None
        assert last.last is not None
        is_week = (last.last - first.first).days == 6
        return span(first.first, last.last, "week" if is_week else "range", "on" if is_week else "during")
    parts = [int(part) for part in edtf.split("-")]
    if len(parts) == 3:
        return day(date(*parts))
    return month(*parts) if len(parts) == 2 else year(*parts)


@cache
def actor(name: str) -> Actor:
    code = {"Afghanistan": "AF", "United States": "US", "Vara": "VA", "Loma": "LO"}.get(name, "")
    return Actor(code or name, name, "", DATA["actors"][name], code)


@cache
def place(name: str) -> Place:
    country, subdivision, level = DATA["places"][name]
    return Place(name, country, subdivision or None, None, None, level, f"{country}.{name.lower()}")


def rows_of(case: dict[str, Any]) -> list[Row]:
    """The rows of a case; those of one article with the same sentence stand at the same place."""
    starts: dict[tuple[str, str], int] = {}
    found = []
    for identity, article, kind, edtf, who, where, marked in case["rows"]:
        before, _, rest = marked.partition("[")
        word, _, after = rest.partition("]")
        evidence = before + word + after
        start = starts.setdefault((article, evidence), 1000 * len(starts))
        found.append(
            Row(
                id=identity, title=evidence, document=f"article {article}", article=0, published=date(2025, 11, 23), start=start,
                end=start + len(evidence), evidence=evidence, trigger=word, trigger_start=start + len(before), date_text=None,
                interval=interval_of(edtf), kind=None, rule="", dating="stated" if edtf else "none", why="", type=kind, plover="",
                status="reported", actors=tuple(actor(name.rstrip("!")) for name in who),
                roles=tuple("source" if name.endswith("!") else "mentioned" for name in who),
                places=tuple(place(name) for name in where),
            )
        )  # fmt: skip
    return found


@pytest.mark.parametrize("case", DATA["case"], ids=lambda case: case["name"])
def test_each_happening_is_one_event(case: dict[str, Any]) -> None:
    rows = rows_of(case)
    events = merge(rows)
    wanted = {*case["events"], *(row.id for row in rows if not any(row.id in event for event in case["events"]))}
    assert {"".join(sorted(row.id for row in event.rows)) for event in events} == wanted
    by_row = {row.id: event for event in events for row in event.rows}
    for one, two in case.get("suggested", ()):
        assert by_row[two].id in by_row[one].extra["similar"]


@pytest.mark.parametrize("case", [case for case in DATA["case"] if case["events"]], ids=lambda case: case["name"])
def test_each_group_says_why_and_how_sure(case: dict[str, Any]) -> None:
    for event in merge(rows_of(case)):
        if len(event.rows) > 1:
            assert event.why != "told once"
            assert 0.5 < event.score <= 1


def test_half_of_the_cases_are_refusals() -> None:
    joined = sum(bool(case["events"]) for case in DATA["case"])
    assert len(DATA["case"]) - joined >= len(DATA["case"]) * 0.45


KABUL = """Envoys return to the old palace

The Taliban takeover of Kabul in August 2021 changed trade along the whole border.
Donors left after the Taliban's return to power in August 2021.
In August 2021, the government in Kabul collapsed and gave way to the Taliban.
The fall of Kabul four years ago surprised the envoys.
"""
CLINICS = """Clinics without nurses

Few clinics kept their nurses after the Taliban took control of Kabul in 2021.
Nurses say they have had no pay since the Taliban seized the capital, Kabul, in 2021.
The Taliban seized Kunduz in August 2021.
"""
LAKE = """Talks on the lake

Kenya and Uganda clashed last month along the lake, before agreeing to a ceasefire in Kampala on April 19.
Fishermen stayed at home for days.
Last month, Kenya and Uganda clashed over fishing rights, before agreeing to a ceasefire in Kampala on April 19.
"""


def events_of(*texts: tuple[str, date]) -> list[Event]:
    documents = [
        tl.Document(f"page {number}", text, published=published) for number, (text, published) in enumerate(texts)
    ]
    return list(merge(row for found in tl.extract_documents(documents) for row in found.rows))


def test_the_fall_of_a_capital_in_two_articles_is_one_event_and_that_of_another_town_is_not() -> None:
    events = events_of((KABUL, date(2025, 8, 14)), (CLINICS, date(2025, 8, 20)))
    fall, *others = sorted((event for event in events if event.type == "takeover"), key=lambda event: -len(event.rows))
    assert len(fall.rows) >= 6
    assert fall.interval == month(2021, 8)
    assert {row.document for row in fall.rows} == {"page 0", "page 1"}
    assert [place.name for event in others for place in event.places if event.interval == month(2021, 8)] == ["Kunduz"]


def test_a_ceasefire_told_again_in_the_background_is_one_event() -> None:
    events = events_of((LAKE, date(2024, 5, 14)))
    (agreed,) = (event for event in events if event.type == "agreement")
    assert len(agreed.rows) == 2
    assert agreed.interval == day(date(2024, 4, 19))
