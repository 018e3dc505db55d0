"""The places of the world as data, their outlines, and the choice among places of one name."""

import json
import re
import tomllib
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from timeline import rules
from timeline.entities.lexicon import PlaceWords, lexicon_of
from timeline.entities.place_choice import choose
from timeline.gazetteer import Gazetteer, PlaceRecord
from timeline.model import PlaceMention, Sentence

CORPUS = Path(__file__).parent / "corpus"
KNOWN = tomllib.loads((CORPUS / "places_known.toml").read_text("utf-8"))
CASES = tomllib.loads((CORPUS / "places_choice.toml").read_text("utf-8"))


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.from_rules(rules.packaged())


def words() -> PlaceWords:
    return lexicon_of(gazetteer()).places


@cache
def records() -> tuple[PlaceRecord, ...]:
    return tuple(gazetteer().places.values())


@cache
def outlines(collection: str) -> dict[str, list[list[list[list[float]]]]]:
    """Polygons by each ISO code that an outline stands for."""
    found = {}
    for feature in json.loads(rules.packaged_file("boundaries.json"))[collection]["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for code in feature["properties"]["covers"]:
            found[code] = polygons
    return found


def sentences_of(text: str) -> list[Sentence]:
    ends = [match.end() for match in re.finditer(r"[.!?](?= [A-Z]|$)", text)] or [len(text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [Sentence(start, end, number) for number, (start, end) in enumerate(zip(starts, ends, strict=True))]


def read(text: str, nations: list[str] | tuple[str, ...] = ()) -> tuple[PlaceMention, ...]:
    spans = []
    for line in nations:
        word, code = line.split(" = ")
        spans += [(match.start(), match.end(), code) for match in re.finditer(re.escape(word), text)]
    return choose(text, gazetteer().scan(text, 0, len(text)), sentences_of(text), words(), nations=spans)


# What the file holds


def test_no_problems() -> None:
    ids, codes = (
        {record.id for record in records()},
        {record.id for record in records() if record.level == "subdivision"},
    )
    countries = {record.country for record in records() if record.level == "country"}
    wrong = [r.id for r in records() if r.level == "subdivision" and r.id != r.subdivision]
    wrong += [r.id for r in records() if r.subdivision and r.subdivision not in codes]
    wrong += [r.id for r in records() if r.country and r.country not in countries]
    wrong += [r.id for r in records() if r.subdivision and r.subdivision[:2] != r.country]
    wrong += [r.id for r in records() for wider in r.within if wider not in ids]
    assert not wrong


def test_every_country_and_no_point_in_its_middle() -> None:
    countries = [record for record in records() if record.level == "country"]
    assert len({record.country for record in countries}) >= 245
    assert not [record.id for record in countries if record.place.lat is not None or record.place.lon is not None]


def test_points_are_on_the_globe() -> None:
    for record in records():
        lat, lon = record.place.lat, record.place.lon
        assert (lat is None) == (lon is None), record.id
        assert lat is None or (-90 <= lat <= 90 and lon is not None and -180 <= lon <= 180), record.id


def test_towns_have_points_and_provinces_have_none() -> None:
    assert not [r.id for r in records() if r.level in ("town", "crossing") and r.place.lat is None]
    assert not [r.id for r in records() if r.level == "subdivision" and r.place.lat is not None]


def test_the_file_is_sorted_and_small() -> None:
    path = Path(rules.__file__).parent / "data" / "places.csv"
    ids = [line.split(",")[0] for line in path.read_text("utf-8").splitlines()[1:]]
    assert ids == sorted(ids)
    assert path.stat().st_size < 3_500_000


def test_names_are_long_enough_or_say_that_they_need_context() -> None:
    short = [(r.id, name) for r in records() for name, flags in r.names().items() if len(name) < 3 and not flags]
    assert not short


def test_conflict_countries_have_all_their_towns_in_provinces() -> None:
    """Towns without a code make events that a province filter cannot find."""
    countries = "PK AF IN IR IQ SY YE SD SS ET SO KE CD ML BF NE NG UA RU LB MM CO MX HT".split()  # noqa: SIM905
    towns: dict[str, list[bool]] = defaultdict(list)
    for record in records():
        if record.level == "town" and record.country in countries:
            towns[record.country].append(bool(record.subdivision))
    assert set(towns) == set(countries)
    assert {code: sum(found) / len(found) for code, found in towns.items() if sum(found) < 0.97 * len(found)} == {}


# Known facts


@pytest.mark.parametrize(("name", "code"), [(name, code) for group in KNOWN.values() for name, code in group.items()])
def test_known_places(name: str, code: str) -> None:
    country = gazetteer().country(code[:2])
    assert country is not None
    mentions = read(f"{country.name} confirmed it. The attack took place in {name}.")
    assert mentions, f"{name} is not found"
    place = mentions[-1].place
    assert (place.subdivision or place.country) == code, place.id


def test_enough_known_places() -> None:
    assert sum(len(group) for group in KNOWN.values()) >= 150


# The choice


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{group}-{number}")
        for group, cases in CASES.items()
        for number, case in enumerate(cases)
        if "skip" not in case
    ],
)
def test_choice(case: dict[str, Any]) -> None:
    mentions = read(case["text"], case.get("nations", ()))
    found = [f"{m.text} = {m.place.id}{'?' if m.others else ''} [{m.cue}]" for m in mentions]
    assert len(found) == len(case["means"]), found
    for got, wanted in zip(found, case["means"], strict=True):
        assert got == wanted or ("[" not in wanted and got.rsplit(" [", 1)[0] == wanted), found


def test_nationality_alone_does_not_make_the_articles_country() -> None:
    text = "Pakistani fighters met. " * 6 + "A convoy left Hyderabad."
    with_place = "Karachi was quiet. " + text
    assert read(text, ["Pakistani = PK"])[-1].place.country == "IN"
    assert read(with_place, ["Pakistani = PK"])[-1].place.country == "PK"


def test_a_persons_name_is_not_read_as_a_place_later() -> None:
    text = "Javid Khuzdar told reporters in Pakistan that he would go. Khuzdar left on Monday."
    assert [m.text for m in read(text)] == ["Pakistan"]
    assert [m.text for m in read("Officials in Pakistan left Khuzdar on Monday.")] == ["Pakistan", "Khuzdar"]


def test_no_place_inside_persons_and_organisations() -> None:
    text = "The Kandahar Relief Fund met in Kabul."
    hits = gazetteer().scan(text, 0, len(text))
    start = text.index("Kandahar")
    found = choose(text, hits, sentences_of(text), words(), taken=[(start, start + len("Kandahar Relief Fund"))])
    assert [m.text for m in found] == ["Kabul"]


def test_the_choice_never_varies() -> None:
    text = "Santiago, Valencia and Tripoli were named; San Jose, too."
    hits = gazetteer().scan(text, 0, len(text))
    assert choose(text, hits, sentences_of(text), words()) == choose(
        text, tuple(reversed(hits)), sentences_of(text), words()
    )


def test_no_sentences_and_no_hits() -> None:
    assert choose("", [], [], words()) == ()
    assert [m.place.id for m in choose("in Kabul", gazetteer().scan("in Kabul", 0, 8), [], words())] == ["AF.kabul"]


# Outlines


def test_every_country_with_provinces_is_drawn() -> None:
    codes = {record.id for record in records() if record.level == "subdivision"}
    drawn = outlines("subdivisions")
    assert {code for code in drawn if code.startswith(("PK", "AF"))} == {c for c in codes if c.startswith(("PK", "AF"))}
    assert len({code for code in drawn if code.startswith("PK")}) == 7
    assert len({code for code in drawn if code.startswith("AF")}) == 34
    assert not [code for code in drawn if code not in codes]


def test_outer_rings_run_clockwise() -> None:
    """Plotly takes a ring that runs the other way for the whole rest of the world."""
    for collection in ("countries", "subdivisions"):
        for code, polygons in outlines(collection).items():
            for outer, *_ in polygons:
                area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(outer))
                assert area < 0, code
                assert outer[0] == outer[-1], code


def test_no_outline_is_joined_across_the_map() -> None:
    """Countries on both sides of 180° once had bands around the whole world, which were cut out of others."""
    for collection in ("countries", "subdivisions"):
        for code, polygons in outlines(collection).items():
            longest = max(abs(a[0] - b[0]) for polygon in polygons for ring in polygon for a, b in pairwise(ring))
            assert longest < 35, (collection, code, longest)  # the 49th parallel is the longest straight border


def test_outlines_are_small() -> None:
    assert len(rules.packaged_file("boundaries.json")) < 1_500_000


def boxes(collection: str) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    for code, polygons in outlines(collection).items():
        points = [point for polygon in polygons for point in polygon[0]]
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        found[code] = (min(lons), min(lats), max(lons), max(lats))
    return found


@pytest.mark.parametrize(("collection", "margin", "allowed"), [("countries", 1.0, 10), ("subdivisions", 0.5, 25)])
def test_towns_lie_in_the_box_of_their_outline(collection: str, margin: float, allowed: int) -> None:
    """Islands off the coast and old provinces leave a few over; a wrong table of codes leaves hundreds."""
    known, outside = boxes(collection), []
    for record in records():
        box = known.get(record.country if collection == "countries" else record.subdivision)
        lat, lon = record.place.lat, record.place.lon
        if box is None or lat is None or lon is None:
            continue
        if not (box[0] - margin <= lon <= box[2] + margin and box[1] - margin <= lat <= box[3] + margin):
            outside.append(record.id)
    assert len(outside) <= allowed, outside
