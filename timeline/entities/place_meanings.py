"""The places that one name could mean, with all that is so whatever the text says: worked out once for each name."""

from __future__ import annotations

from functools import lru_cache
from math import log10

from timeline.gazetteer import Known, PlaceRecord, fold
from timeline.records import inner_record

__all__ = ["POINTS", "SMALL_TOWN", "Candidate", "Meanings", "contains", "meanings_of"]

POINTS = {
    "contained": 6.0,  # the text says which wider place it lies in
    "outside": -4.0,  # … and this candidate does not
    "nation": 4.0,  # "the Afghan city of …"
    "type": 4.0,  # "… province", "the city of …"
    "other type": -3.0,
    "listed": 2.0,  # it stands in a list beside a name that is only of its country: "Azad Kashmir and Punjab"
    "sentence": 2.5,  # its country is named in the sentence, …
    "paragraph": 1.5,
    "dateline": 1.0,
    "article": 3.0,  # … times the country's share of the article's places
    "province": 1.5,  # its province is named somewhere in the article
    "home": 2.0,  # a town of the news in an article on its country that names none of its namesakes' countries
    "same": 3.0,  # the same name was made plain elsewhere in the article
    "country": 3.0,
    "capital": 2.0,
    "town": 0.6,
    "area": 3.4,  # a province or region weighs about as much as a city of a million …
    "seat": 1.5,  # … but a bare "Kandahar" is the city rather than the province around it
    "namesake": -1.0,  # a village that is called like a town of the news in its own country
    "size": 0.5,  # times the decimal logarithm of the population
}
"""What each kind of evidence counts. Size alone tells at most 3.7 points, one named country about as much."""

SMALL_TOWN = 100_000
"""Towns below this are seen only where the article also names their country or something else in it."""

MIDDLING_TOWN = 500_000
"""Towns below this need the same where nothing beside the name says that it is a place."""

FAMOUS_CITY = 2_000_000
"""A city of more people is known the world over; its much smaller namesakes need more than their country named."""

_MANY = 20_000
"""So many different names are remembered at a time."""


@inner_record(frozen=True, slots=True)
class Candidate:
    """A place that the words could mean.

    ``needs_context``: under this name it is also a word or a person's name; ``as_written``: the name is an abbreviation
    of the gazetteer or of the article; ``is_doubtful``: the name alone does not show that the place is meant; ``is_middling``:
    nothing but a town that few know; ``is_overshadowed``: it has a namesake that everybody knows; ``level`` is what a type
    word must speak for; ``points`` are those that it has whatever the text says.
    """

    record: PlaceRecord
    needs_context: bool
    as_written: bool
    is_doubtful: bool
    is_middling: bool
    is_overshadowed: bool
    level: str
    points: float


@inner_record(frozen=True, slots=True, eq=False)
class Meanings:
    """The places that one name could mean, and what holds for any or for all of them.

    ``country`` is the code of the one country that the name alone speaks for (the largest of those called so), else empty,
    ``province`` that of the province that it is the name of where no town elsewhere is called so; ``no_person`` says that the
    name cannot be a word of a person's.
    """

    candidates: tuple[Candidate, ...]
    needs_context: bool
    as_written: bool
    has_country: bool
    has_area: bool
    has_wide: bool
    has_large: bool
    all_middling: bool
    no_person: bool
    country: str
    province: str


def contains(wider: PlaceRecord, narrower: PlaceRecord) -> bool:
    """Whether one place lies in the other."""
    if wider.id == narrower.id or narrower.level == "country":
        return False
    if wider.id in narrower.within:
        return True
    if wider.level == "country":
        return bool(wider.country) and wider.country == narrower.country
    if wider.level == "subdivision" and narrower.level != "subdivision":
        return bool(wider.subdivision) and wider.subdivision == narrower.subdivision
    return False


@lru_cache(maxsize=_MANY)
def meanings_of(known: Known, text: str) -> Meanings | None:
    """Return what a spelling, as the text writes it, could mean as a place; None where it is no place's name."""
    if not known.places:
        return None
    records = [name.record for name in known.places if isinstance(name.record, PlaceRecord)]
    provinces = {record.subdivision for record in records if record.level == "subdivision"}
    news = {record.country for record in records if record.level == "town" and "known" in record.flags}
    famous = max(_fame(record) for record in records)
    candidates = []
    for name, record in zip(known.places, records, strict=True):
        needs_context = "context" in name.flags or "context" in record.flags
        is_own_name = fold(text).lower() == fold(name.text).lower()
        is_town = record.level == "town"
        is_small = is_town and 0 < record.population < SMALL_TOWN and "known" not in record.flags
        candidates.append(
            Candidate(
                record,
                needs_context,
                as_written="case" in name.flags or not is_own_name,
                is_doubtful=needs_context or is_small or "obscure" in record.flags,
                is_middling=is_town and record.population < MIDDLING_TOWN and "capital" not in record.flags,
                is_overshadowed=is_town and record.population * 10 < famous,
                level="town" if "city" in record.flags else record.level,
                points=_points(record, provinces, news),
            )
        )
    sure = {one.record.country for one in candidates if not one.is_doubtful}
    return Meanings(
        tuple(candidates),
        needs_context=any(one.needs_context for one in candidates),
        as_written=any(one.as_written for one in candidates),
        has_country=any(record.level == "country" for record in records),
        has_area=any(record.level in ("subdivision", "region") for record in records),
        has_wide=any(record.level in ("country", "subdivision") for record in records),
        has_large=any(_is_large(record) for record in records),
        all_middling=all(one.is_middling for one in candidates),
        no_person=all(_cannot_be_a_person(one) for one in candidates),
        country=sure.pop() if len(sure) == 1 else _largest_country(records),
        province=_province(records),
    )


def _largest_country(records: list[PlaceRecord]) -> str:
    """Return the largest of the countries that alone share a name (Congo), else an empty code."""
    if any(record.level != "country" for record in records):
        return ""
    return max(records, key=lambda record: record.population).country


def _province(records: list[PlaceRecord]) -> str:
    """Return the province that a name stands for, where no place outside it is called so."""
    lying_in = {record.subdivision for record in records if record.level != "country"}
    named = {record.subdivision for record in records if record.level == "subdivision"}
    return named.pop() if len(named) == 1 and len(lying_in) == 1 else ""


def _fame(record: PlaceRecord) -> int:
    """Return the population of a city that is known the world over, else 0."""
    return record.population if record.level == "town" and record.population > FAMOUS_CITY else 0


def _is_large(record: PlaceRecord) -> bool:
    return record.level in ("country", "subdivision", "region") or record.population >= 1_000_000


def _cannot_be_a_person(candidate: Candidate) -> bool:
    is_wide = candidate.record.level in ("country", "region")
    return is_wide and not candidate.needs_context and "person" not in candidate.record.flags


def _points(record: PlaceRecord, provinces: set[str], news: set[str]) -> float:
    """Return the points that a place has whatever the text says.

    ``provinces`` are those of the same name, ``news`` the countries with a town of the news that is called so.
    """
    if record.level in ("subdivision", "region", "district"):
        return POINTS["area"]
    points = POINTS["size"] * log10(record.population + 1)
    points += POINTS["capital"] if "capital" in record.flags else 0.0
    if record.level == "country":
        return points + POINTS["country"]
    points += POINTS["namesake"] if record.country in news and "known" not in record.flags else 0.0
    return points + POINTS["town"] + (POINTS["seat"] if record.subdivision in provinces else 0.0)
