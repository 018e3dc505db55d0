"""Where what names no place was: on the ground of what was told before, of the day's main happening, of the story's country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.clauses.forms import NAME, words
from timeline.events.dated import Dated, family
from timeline.events.involved import NOT_WHERE, Countries
from timeline.model import Row

__all__ = ["country_of", "is_near", "on_its_ground"]

_NEARBY_DAYS = 3
_GROUNDED = words(
    "attack clash military_operation takeover protest legal restriction breakdown displacement agreement political"
)
"""Types of happenings that are on the ground of the story's country where nothing else is said."""
_MOST = 0.7
_NEAREST = 2
"""Sentences back in which the place of what is told on is looked for."""


def on_its_ground(rows: Sequence[Row], dated: Sequence[Dated], main: Row | None, countries: Countries) -> list[Row]:
    """Return the rows of an article, those that name no place with that of what is told around them.

    ``main`` is the day's main happening where it is violence, one of ``rows``; ``dated`` are what the rows were made of.
    """
    placed = [_as_main(row, item, main) for row, item in zip(rows, dated, strict=True)]
    told = _told_on(placed, dated)
    return _in_the_country(told, dated, country_of(told), countries)


def country_of(rows: Sequence[Row]) -> str | None:
    """Return the country in which nearly all that an article tells of happened, if it is one."""
    told = Counter(place.country for row in rows if row.type != "statement" for place in row.places if place.country)
    if not told:
        return None
    code, times = told.most_common(1)[0]
    return code if times >= _MOST * told.total() else None


def is_near(row: Row, main: Row) -> bool:
    """Whether a row is of the days of the main happening."""
    first, day = row.interval.first, main.interval.first
    return (
        first is not None
        and day is not None
        and abs((first - day).days) <= _NEARBY_DAYS
        and (row.interval.days or 99) <= _NEARBY_DAYS
    )


def _as_main(row: Row, item: Dated, main: Row | None) -> Row:
    """Return a row of violence of the main happening's days where that was, if it names no place itself."""
    if main is None or row is main or row.places or family(row.type) != "violence" or not is_near(row, main):
        return row
    return row if _names_a_place(item) else replace(row, places=main.places)


def _told_on(rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
    """Return the rows, violence that names no place being where violence of the same days was told just before."""
    done: list[Row] = []
    for number, (row, item) in enumerate(zip(rows, dated, strict=True)):
        if not row.places and family(row.type) == "violence" and row.is_dated and not _names_a_place(item):
            for earlier in range(number - 1, -1, -1):
                before = done[earlier]
                if item.number - dated[earlier].number > _NEAREST:
                    break
                if before.places and family(before.type) == "violence" and before.interval == row.interval:
                    row = replace(row, places=before.places)
                    break
        done.append(row)
    return done


def _in_the_country(rows: Sequence[Row], dated: Sequence[Dated], code: str | None, countries: Countries) -> list[Row]:
    """Return the rows, deeds whose sentence names no place being in the country that the article tells of, if it is one."""
    country = countries.country(code) if code is not None else None
    if country is None or code is None:
        return list(rows)
    return [
        replace(row, places=(country.place,))
        if not row.places and row.type in _GROUNDED and row.is_dated and not _is_elsewhere(item, code)
        else row
        for row, item in zip(rows, dated, strict=True)
    ]


def _is_elsewhere(item: Dated, code: str) -> bool:
    """Whether the sentence of a happening names a place in another country."""
    named = (mention for mention in item.reading.places if mention.cue not in NOT_WHERE)
    return any(mention.place.country not in (code, None) for mention in named)


def _names_a_place(item: Dated) -> bool:
    """Whether a happening's clause says in which place it was, though nobody knows that place ("in Shaab")."""
    parse = item.reading.parse
    own = parse.own_tokens(parse.clauses[item.trigger.clause])
    return any(
        parse.tokens[at].word in ("in", "at", "near") and parse.tokens[after].flags & NAME
        for at, after in pairwise(own)
    )
