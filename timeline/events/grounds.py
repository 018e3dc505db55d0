"""Where what names no place was: on the ground of what was told before, of the day's main happening, of the story's country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.clauses.forms import NAME, words
from timeline.events.country_parts import (
    SAID_OR_MET,
    may_be_in_a_part,
    named_beside,
    part_there,
    province_told_of,
    told_just_before,
)
from timeline.events.dated import Dated
from timeline.events.involved import NOT_WHERE, Countries, GroundWords, is_border
from timeline.events.passages import Passages
from timeline.events.triggers import family
from timeline.events.venues import is_at_a_distance, met_in_the_venue
from timeline.interval import Interval
from timeline.model import Place, Row

__all__ = ["country_of", "is_near", "on_its_ground"]

_NEARBY_DAYS = 3
_GROUNDED = words(
    "attack clash military_operation takeover protest legal restriction breakdown displacement agreement political "
    "statistic aid"
)
"""Types of happenings that are on the ground of the story's country where nothing else is said."""
_NOT_THERE = frozenset(("with", "about", "for", "against", "between"))
_LOCAL = words("attack clash military_operation protest legal takeover")
_ON_THE_SPOT = words(
    "attack clash military_operation takeover protest restriction displacement aid statistic agreement breakdown"
)
"""Types of what is done in a place, and not for a whole state: they are where their passage is."""
_SURE, _STORY = 3, 30
"""Happenings that make a story one province's, and days before its publication that it reaches back."""
_DIVISIONS = words("province provinces district districts state governorate oblast region county city town")
_LEAD = 4
"""Sentences in which an article tells what it is about."""
_GOOD_PART = 0.2
_MOST = 0.7
_ALL_BUT_FEW = 0.8
_AT_HOME = frozenset(("government", "security_force", "party", "person"))
"""Kinds of actors whose country says where they are at home."""
_OF_A_STATE = words("political other")
"""Types of what a state's own people do at home where nothing else is said."""
_ENOUGH = 2
"""Other happenings that speak for a country where no deed of the grounded types does."""
_NEAREST = 2
"""Sentences back in which the place of what is told on is looked for."""


def on_its_ground(
    rows: Sequence[Row], dated: Sequence[Dated], main: Row | None, countries: Countries, ground_words: GroundWords
) -> list[Row]:
    """Return the rows of an article, those that name no place with that of what is told around them.

    ``main`` is the day's main happening where it is violence, one of ``rows``; ``dated`` are what the rows were made of.
    """
    own = _on_this_side(rows, dated, countries)
    placed = [_as_main(row, item, main, ground_words) for row, item in zip(own, dated, strict=True)]
    told = met_in_the_venue(_met_on_that_day(_told_on(placed, dated, ground_words), dated), dated)
    code = country_of(told, dated)
    passages = Passages(told, dated)
    told = [_in_its_passage(row, item, passages, ground_words) for row, item in zip(told, dated, strict=True)]
    placed = _in_the_country(told, dated, code, countries, ground_words)
    placed = _at_home(_finer(placed, dated, main, ground_words), dated, code, countries, ground_words)
    placed = [
        _where_its_passage_is(row, item, passages, countries, ground_words)
        for row, item in zip(placed, dated, strict=True)
    ]
    return [
        _on_a_known_day(row, before, item, countries, ground_words)
        for row, before, item in zip(placed, rows, dated, strict=True)
    ]


def _in_its_passage(row: Row, item: Dated, passages: Passages, ground_words: GroundWords) -> Row:
    """Return a row whose sentence names no place with the place that its passage told of just before."""
    if row.places or not row.is_dated or row.type not in _ON_THE_SPOT or not _is_of_the_story(row):
        return row
    if _names_a_place(item) or _is_apart(item, ground_words) or _names_any(item):
        return row
    where = passages.ground(row, item)
    return replace(row, places=where) if where else row


def _where_its_passage_is(
    row: Row, item: Dated, passages: Passages, countries: Countries, ground_words: GroundWords
) -> Row:
    """Return a row without a place in the country that its passage tells of, one in a country in the part of it."""
    in_a_part = not _is_apart(item, ground_words)
    if not row.places and not _is_imposed_on_strangers(row, item, ground_words):
        row = replace(row, places=passages.country(row, item, countries, ground_words, in_a_part=in_a_part))
    if in_a_part and len(row.places) == 1 and row.places[0].level == "country" and _is_of_the_story(row):
        part = () if _names_a_division(item) else passages.part(row, item)
        row = replace(row, places=part) if part else row
    return row


def _names_any(item: Dated) -> bool:
    """Whether a sentence names a place in which something may have been."""
    return any(mention.cue not in NOT_WHERE | _NOT_THERE for mention in item.reading.places)


def _on_a_known_day(row: Row, before: Row, item: Dated, countries: Countries, ground_words: GroundWords) -> Row:
    """Return a row whose own words name no place where everybody knows what happened on its day ("the September 11 attacks")."""
    if before.places or row.type != "attack" or row.interval.days != 1 or row.interval.first is None:
        return row
    where = ground_words.known_days.get(row.interval.first)
    known = countries.place(where) if where is not None else None
    return row if known is None or _names_a_place(item) else replace(row, places=(known.place,))


def _on_this_side(rows: Sequence[Row], dated: Sequence[Dated], countries: Countries) -> list[Row]:
    """Return the rows, what was only near another country's border being in no place yet in a story of this country.

    Where nothing but the dateline says which country the story is of, it was there.
    """
    beyond = {id(row) for row, item in zip(rows, dated, strict=True) if _is_only_by_a_border(row, item)}
    if not beyond:
        return list(rows)
    inland = [(row, item) for row, item in zip(rows, dated, strict=True) if id(row) not in beyond]
    code = country_of([row for row, _ in inland], [item for _, item in inland]) if inland else None
    home = countries.country(filed) if code is None and (filed := _filed_in(dated)) else None
    code = code or (home.place.country if home is not None else None)
    if code is None:
        return list(rows)
    here = (home.place,) if home is not None else ()
    return [replace(row, places=here) if id(row) in beyond and row.places[0].country != code else row for row in rows]


def _filed_in(dated: Sequence[Dated]) -> str | None:
    """Return the country of the town that a report is from ("PESHAWAR: …"), where its dateline says so."""
    places = dated[0].reading.mentions.places
    return next((mention.place.country for mention in places if mention.cue == "dateline"), None)


def _is_only_by_a_border(row: Row, item: Dated) -> bool:
    """Whether all that a row says of its place is which country's border it was near."""
    if len(row.places) != 1 or row.places[0].level != "country" or row.type in SAID_OR_MET:
        return False
    named = [mention for mention in item.reading.places if mention.place == row.places[0]]
    return bool(named) and all(is_border(item.reading.parse, mention) for mention in named)


def country_of(rows: Sequence[Row], dated: Sequence[Dated]) -> str | None:
    """Return the country in which nearly all that an article tells of happened, if it is one.

    What happened speaks for it, and where little did, the places that the article names as well.
    """
    deeds = [row for row in rows if row.places and row.type not in SAID_OR_MET]
    if not any(row.type in _GROUNDED for row in deeds) and len(deeds) < _ENOUGH:
        return _home_of_all(rows) if not deeds else None
    told = Counter(place.country for row in deeds for place in row.places if place.country)
    if not told:
        return None
    code, times = told.most_common(1)[0]
    if times < _MOST * told.total() or (len(deeds) < _ENOUGH and not _names_mostly(dated, code)):
        return None
    return code


def _home_of_all(rows: Sequence[Row]) -> str | None:
    """Return the country whose own state, parties and persons nearly all that names somebody is about, if it is one."""
    homes = [codes for row in rows if (codes := _homes(row))]
    told = Counter(code for codes in homes for code in codes)
    if not told:
        return None
    code, times = told.most_common(1)[0]
    return code if times >= _SURE and times >= _ALL_BUT_FEW * len(homes) and times >= _MOST * told.total() else None


def _homes(row: Row) -> set[str]:
    """Return the countries of those who take part, but of groups and of what crosses borders."""
    return {actor.country for actor in row.actors if actor.country and actor.kind in _AT_HOME}


def _names_mostly(dated: Sequence[Dated], code: str) -> bool:
    """Whether a good part of the places that an article names lie in a country."""
    named = [mention.place.country for mention in dated[0].reading.mentions.places if mention.place.country]
    return named.count(code) >= _GOOD_PART * len(named)


def is_near(row: Row, main: Row) -> bool:
    """Whether a row is of the days of the main happening."""
    first, day = row.interval.first, main.interval.first
    return (
        first is not None
        and day is not None
        and abs((first - day).days) <= _NEARBY_DAYS
        and (row.interval.days or 99) <= _NEARBY_DAYS
    )


def _as_main(row: Row, item: Dated, main: Row | None, ground_words: GroundWords) -> Row:
    """Return a row of violence of the main happening's days where that was, if it names no place itself."""
    if main is None or row is main or row.places or family(row.type) != "violence" or not is_near(row, main):
        return row
    return row if _names_a_place(item) or _is_apart(item, ground_words) else replace(row, places=main.places)


def _told_on(rows: Sequence[Row], dated: Sequence[Dated], ground_words: GroundWords) -> list[Row]:
    """Return the rows, violence that names no place being where violence of the same days was told just before."""
    done: list[Row] = []
    for number, (row, item) in enumerate(zip(rows, dated, strict=True)):
        is_open = not row.places and family(row.type) == "violence" and row.is_dated
        if is_open and not _names_a_place(item) and not _is_apart(item, ground_words):
            for earlier in range(number - 1, -1, -1):
                before = done[earlier]
                if item.number - dated[earlier].number > _NEAREST:
                    break
                if before.places and family(before.type) == "violence" and before.interval == row.interval:
                    row = replace(row, places=before.places)
                    break
        done.append(row)
    return done


def _finer(rows: Sequence[Row], dated: Sequence[Dated], main: Row | None, ground_words: GroundWords) -> list[Row]:
    """Return the rows, violence whose words name only a country being where all violence of that day in that country was."""
    where: dict[tuple[Interval, str], dict[str | None, Row]] = {}
    for row, item in zip(rows, dated, strict=True):
        told = main if main is not None and _is_undated_lead(row, item) else row
        for place in row.places if _is_of_days(told) else ():
            if place.country and place.subdivision:
                where.setdefault((told.interval, place.country), {}).setdefault(place.subdivision, row)
    done = []
    for row, item in zip(rows, dated, strict=True):
        codes = {place.country for place in row.places if place.level == "country" and place.country}
        if len(codes) == 1 and len(row.places) == 1 and _is_of_days(row) and not _is_apart(item, ground_words):
            known = where.get((row.interval, codes.pop()), {})
            if len(known) == 1:
                row = replace(row, places=next(iter(known.values())).places)
        done.append(row)
    return done


def _is_undated_lead(row: Row, item: Dated) -> bool:
    """Whether a row is violence without a date that the first sentences tell: that of the news itself."""
    return not row.is_dated and item.number <= _LEAD and family(row.type) == "violence"


def _is_of_days(row: Row) -> bool:
    """Whether a row is violence of one day or of a few."""
    return family(row.type) == "violence" and (row.interval.days or 99) <= _NEARBY_DAYS


def _is_apart(item: Dated, ground_words: GroundWords, *, unknown_too: bool = True) -> bool:
    """Whether the words of a happening set it apart from others of its day, or say in which wide part of a country it was.

    A place that nobody knows sets it apart too, unless ``unknown_too`` is false.
    """
    parse = item.reading.parse
    own = parse.own_tokens(parse.clauses[item.trigger.clause])
    named = {parse.token_at(mention.start): mention.cue for mention in item.reading.places}
    if any(named.get(at) == "away" for at in own):
        return True
    if any(parse.tokens[at].word in ground_words.nearby for at in own):
        return False
    for at, after in pairwise(own):
        word, token = parse.tokens[at].word, parse.tokens[after]
        if (
            word in ground_words.apart
            or token.word in ground_words.apart
            or (word == "the" and token.word in ground_words.wide)
        ):
            return True
        if unknown_too and word in ("in", "at", "near") and token.flags & NAME and after not in named:
            return True  # "in Shaab", which nobody knows
    return False


def _met_on_that_day(rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
    """Return the rows, a meeting that names no place being where its parties met on those days, if that is one place."""
    met = [row for row in rows if row.type == "meeting" and row.places and (row.interval.days or 99) <= _NEARBY_DAYS]
    done = []
    for row, item in zip(rows, dated, strict=True):
        if row.type == "meeting" and not row.places and not is_at_a_distance(item):
            same = [other for other in met if other.interval == row.interval and _share_a_party(row, other)]
            if len({other.places for other in same}) == 1:
                row = replace(row, places=same[0].places)
        done.append(row)
    return done


def _share_a_party(row: Row, other: Row) -> bool:
    """Whether two meetings may be one: who is named in both, or nobody in one of them."""
    return not row.actors or not other.actors or not set(row.actors).isdisjoint(other.actors)


def _in_the_country(
    rows: Sequence[Row], dated: Sequence[Dated], code: str | None, countries: Countries, ground_words: GroundWords
) -> list[Row]:
    """Return the rows, deeds whose sentence names no place being in the country that the article tells of, if it is one."""
    country = countries.country(code) if code is not None else None
    if country is None or code is None:
        return list(rows)
    province = _only_province(rows, code)
    told_of = province_told_of(dated, code, countries)
    done = []
    for number, (row, item) in enumerate(zip(rows, dated, strict=True)):
        if (
            not any(place.country for place in row.places)
            and (row.type in _GROUNDED or (row.type == "other" and _homes(row) <= {code}))
            and row.is_dated
            and not _is_elsewhere(item, code)
            and not _is_between_states(row, code)
            and not _is_imposed_on_strangers(row, item, ground_words)
        ):
            is_local = row.type in _LOCAL and _is_of_the_story(row)
            where = province if is_local and not _is_apart(item, ground_words) else ()
            if is_local and not where and not _is_apart(item, ground_words, unknown_too=False):
                where = _of_its_days(row, item, rows, code)
            # A frontier or a region of several countries is shown beside the country, or the part of it there.
            where = where or part_there(row.places, code, countries)
            if not where and may_be_in_a_part(row):
                goes_on = not _is_apart(item, ground_words) and not _names_a_division(item)
                before = told_just_before(number, rows, dated, code) if goes_on else ()
                where = named_beside(row, item, code) or before or told_of
            row = replace(row, places=row.places + (where or (country.place,)))
        done.append(row)
    return done


def _at_home(
    rows: Sequence[Row], dated: Sequence[Dated], code: str | None, countries: Countries, ground_words: GroundWords
) -> list[Row]:
    """Return the rows, what only one country's own people did being there, but where the story is of another country."""
    done = []
    for row, item in zip(rows, dated, strict=True):
        homes = _homes(row)
        if not row.places and row.type in _OF_A_STATE and row.is_dated and len(homes) == 1:
            home = next(iter(homes))
            country = countries.country(home)
            alone = all(actor.kind != "igo" and actor.country in (home, None) for actor in row.actors)
            if country is not None and alone and code in (home, None) and not _is_elsewhere(item, home):
                row = replace(row, places=(country.place,))
        if not row.places and row.type == "political" and row.is_dated:
            row = replace(row, places=_decided_at_home(row, item, countries, ground_words))
        done.append(row)
    return done


def _decided_at_home(row: Row, item: Dated, countries: Countries, ground_words: GroundWords) -> tuple[Place, ...]:
    """Return the state whose parliament or voters decided something, whomever that is about."""
    parse = item.reading.parse
    deciding = row.actors and row.roles[0] == "source" and row.actors[0].kind == "government"
    if not deciding or ground_words.houses.isdisjoint(parse.own_words(parse.clauses[item.trigger.clause])):
        return ()
    country = countries.country(row.actors[0].country or "")
    return (country.place,) if country is not None else ()


def _only_province(rows: Sequence[Row], code: str) -> tuple[Place, ...]:
    """Return the places told most often where all that is told of a country was in one of its provinces."""
    told = [row for row in rows if row.type not in SAID_OR_MET and any(place.country == code for place in row.places)]
    fine = [row for row in told if any(place.subdivision for place in row.places)]
    provinces = {
        place.subdivision for row in fine for place in row.places if place.country == code and place.subdivision
    }
    if len(fine) < max(_SURE, len(told) / 2) or len(provinces) != 1:
        return ()
    places, _ = Counter(row.places for row in fine).most_common(1)[0]
    return places


def _of_its_days(row: Row, item: Dated, rows: Sequence[Row], code: str) -> tuple[Place, ...]:
    """Return where all violence of those days in the country was, if it was one province: a village in it is not known."""
    if family(row.type) != "violence" or _names_a_division(item):
        return ()
    near = [other for other in rows if family(other.type) == "violence" and other.places and is_near(other, row)]
    if row.places:  # beside a frontier that is named
        near = [other for other in near if other.interval == row.interval]
    fine = [place for other in near for place in other.places if place.subdivision]
    if len({place.subdivision for place in fine}) != 1 or any(place.country != code for place in fine):
        return ()
    return next(other.places for other in near if any(place.subdivision for place in other.places))


def _names_a_division(item: Dated) -> bool:
    """Whether the words of a happening name a province, a district or a town that nobody knows."""
    parse = item.reading.parse
    own = parse.own_tokens(parse.clauses[item.trigger.clause])
    return any(parse.tokens[at].word in _DIVISIONS and parse.tokens[at - 1].flags & NAME for at in own if at)


def _is_of_the_story(row: Row) -> bool:
    """Whether a row is of one day or a few, not long before its article."""
    first, published = row.interval.first, row.published
    if first is None or published is None or (row.interval.days or 99) > _NEARBY_DAYS:
        return False
    return abs((published - first).days) <= _STORY


def _is_between_states(row: Row, code: str) -> bool:
    """Whether what was decided is another state's doing or a body of states', or was agreed between this one and another."""
    states = {actor.country for actor in row.actors if actor.kind == "government"}
    if row.type in ("agreement", "breakdown"):
        return code in states and len(states) > 1
    if row.type not in ("political", "restriction"):
        return False
    return bool(states - {code}) or any(actor.kind == "igo" for actor in row.actors)


def _is_imposed_on_strangers(row: Row, item: Dated, ground_words: GroundWords) -> bool:
    """Whether a row is a sanction or the like, which is on nobody's ground."""
    if row.type != "restriction":
        return False
    parse = item.reading.parse
    return not ground_words.abroad.isdisjoint(parse.own_words(parse.clauses[item.trigger.clause]))


def _is_elsewhere(item: Dated, code: str) -> bool:
    """Whether the sentence of a happening names a place in another country."""
    named = (mention for mention in item.reading.places if mention.cue not in NOT_WHERE | _NOT_THERE)
    return any(
        mention.place.country not in (code, None) and not is_border(item.reading.parse, mention) for mention in named
    )


def _names_a_place(item: Dated) -> bool:
    """Whether a happening's clause says in which place it was, though nobody knows that place ("in Shaab")."""
    parse = item.reading.parse
    own = parse.own_tokens(parse.clauses[item.trigger.clause])
    return any(
        parse.tokens[at].word in ("in", "at", "near") and parse.tokens[after].flags & NAME
        for at, after in pairwise(own)
    )
