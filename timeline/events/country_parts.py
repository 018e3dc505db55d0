"""In which part of the story's country a happening was that names no place: one that its sentence or its article tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline.clauses.forms import VERB, words
from timeline.events.dated import Dated
from timeline.events.involved import APART, NOT_WHERE, Countries
from timeline.model import Place, PlaceMention, Row

__all__ = ["SAID_OR_MET", "may_be_in_a_part", "named_beside", "part_there", "province_told_of", "told_just_before"]

_NEAREST = 2
"""Sentences back in which what was told just before is looked for."""
SAID_OR_MET = frozenset(("statement", "meeting"))
_OFTEN, _NEARLY_ALL = 4, 0.8
_MONTH, _YEARS = 31, 800
_OF_A_WHOLE_STATE = words("agreement breakdown political")
"""Types of what is a whole country's, wherever it was done."""
_NO_GROUND = NOT_WHERE | {"away", "about", "with", "name"}


def named_beside(row: Row, item: Dated, code: str) -> tuple[Place, ...]:
    """Return the one part of a country that the sentence of a happening names, though for something else."""
    if (row.interval.days or _YEARS) > _MONTH:
        return ()
    named = [mention for mention in item.reading.places if _is_ground(item, mention, code)]
    if len({mention.place.subdivision for mention in named}) != 1:
        return ()
    return (named[0].place,)


def told_just_before(number: int, rows: Sequence[Row], dated: Sequence[Dated], code: str) -> tuple[Place, ...]:
    """Return the part of a country where what was told of a row's days in the sentences just before was, if it is one."""
    row = rows[number]
    if row.type == "legal":  # suspects are held anywhere in the country
        return ()
    for earlier in range(number - 1, -1, -1):
        before = rows[earlier]
        if dated[number].number - dated[earlier].number > _NEAREST:
            break
        if before.interval == row.interval and before.places and before.type not in SAID_OR_MET:
            parts = {(place.country, place.subdivision) for place in before.places}
            fine = len(parts) == 1 and before.places[0].subdivision and before.places[0].country == code
            return before.places if fine else ()
    return ()


def _is_ground(item: Dated, mention: PlaceMention, code: str) -> bool:
    """Whether a place in a country is named for something that is of the same time as a happening."""
    if mention.place.country != code or not mention.place.subdivision or mention.cue in _NO_GROUND:
        return False
    parse = item.reading.parse
    at = parse.token_at(mention.start)
    if mention.cue == "bare" and not (at and parse.flags[at - 1] & VERB):
        return False  # "one of the Kano killers"
    clause = parse.clauses[parse.clause_of[at]]
    return clause.opener not in APART or clause.number == item.trigger.clause


def part_there(places: Sequence[Place], code: str, countries: Countries) -> tuple[Place, ...]:
    """Return the province that a region of several countries is in one of them ("Kashmir" in India)."""
    for place in places:
        record = countries.place(place.id or "") if place.country is None else None
        for id in record.within if record is not None else ():
            part = countries.place(id) if id.startswith(f"{code}-") else None
            if part is not None:
                return (part.place,)
    return ()


def may_be_in_a_part(row: Row) -> bool:
    """Whether a row can be in the province that its article is on: a count of any time, or what happened not long before."""
    first, published = row.interval.first, row.published
    if row.type == "statistic":
        return True
    if row.type in _OF_A_WHOLE_STATE or first is None or published is None or (row.interval.days or 999) > _MONTH:
        return False
    return abs((published - first).days) <= _YEARS


def province_told_of(dated: Sequence[Dated], code: str, countries: Countries) -> tuple[Place, ...]:
    """Return the province that an article is on: it names hardly another part of the country, nor the country itself."""
    named = [m.place for m in dated[0].reading.mentions.places if m.place.country == code and m.cue not in NOT_WHERE]
    told = Counter(place.subdivision for place in named if place.subdivision)
    if not told:
        return ()
    most, times = told.most_common(1)[0]
    record = countries.place(most or "")
    filed = (m.place for m in dated[0].reading.mentions.places if m.cue == "dateline" and m.place.country == code)
    if any(place.subdivision not in (None, most) for place in filed):
        return ()
    if record is None or times < _OFTEN or times < _NEARLY_ALL * len(named):
        return ()
    return (record.place,)
