"""Rows from pairings: evidence, title, type, status, participants, confidence and the line that says why."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from timeline.events.backdrop import in_its_story
from timeline.events.claims import status_of
from timeline.events.confidence import Confidence, traits
from timeline.events.dated import Dated
from timeline.events.involved import (
    FAR,
    Countries,
    GroundWords,
    PartyWords,
    actors_of,
    figures_of,
    from_dateline,
    named_by_sentence,
    of_what_it_is_called,
    own_ground,
    places_of,
    pointed_to,
    with_states,
)
from timeline.events.kinds import kind_of
from timeline.events.not_then import lies_ahead
from timeline.events.reading import Reading
from timeline.events.stretches import Own, own_words
from timeline.events.taking_part import TakingPart
from timeline.events.titles import title_of
from timeline.events.triggers import Trigger, family
from timeline.events.types import TypeTable
from timeline.events.venues import is_at_a_distance
from timeline.model import Actor, Article, Figure, Place, PlaceMention, Role, Row

__all__ = ["RowMaker"]


_FEW = 2
_SHA256 = hashlib.sha256()


class RowMaker:
    """Makes the rows of an article from what its sentences were understood to say."""

    def __init__(
        self,
        table: TypeTable,
        countries: Countries,
        confidence: Confidence,
        party_words: PartyWords,
        ground_words: GroundWords,
        taking_part: TakingPart | None,
        rules_version: str,
    ) -> None:
        self._table = table
        self._countries = countries
        self._confidence = confidence
        self._party_words = party_words
        self._ground_words = ground_words
        self._taking_part = taking_part
        self._made_by = f"{_program_version()} rules {rules_version}"

    def rows(self, text: str, article: Article, dated: Sequence[Dated]) -> list[Row]:
        """Return one row for each happening, in the order given; what was carried learns from what it was carried from."""
        made: dict[int, Row] = {}
        own = own_words(dated)
        readings = {id(item.reading): item.reading for item in dated}
        named = {key: self._places_named(reading) for key, reading in readings.items()}
        for item in sorted(dated, key=lambda item: item.anchor is not None):
            anchor = made.get(id(item.anchor)) if item.anchor is not None else None
            where = self._where(article, item, own[id(item)], named[id(item.reading)])
            made[id(item)] = self._row(text, article, item, anchor, own[id(item)], where)
        rows = [made[id(item)] for item in dated]
        rows = in_its_story(rows, dated, made, self._countries, self._party_words, self._ground_words)
        return rows if self._taking_part is None else self._taking_part.settled(rows, dated)

    def _row(
        self, text: str, article: Article, item: Dated, anchor: Row | None, own: Own, places: tuple[Place, ...]
    ) -> Row:
        reading, trigger = item.reading, item.trigger
        parse, sentence = reading.parse, reading.sentence
        named = actors_of(
            parse,
            trigger,
            reading.actors,
            self._party_words,
            own=reading.found.of_clause.get(trigger.clause),
            within=own.by_date,
        )
        figures = figures_of(parse, trigger, reading.figures, within=own.by_date)
        type_name = kind_of(
            parse,
            trigger,
            self._table,
            self._party_words,
            actors=reading.actors,
            figures=figures,
            interval=item.interval,
        )
        if type_name == "statistic" and own.by_count is not None:
            figures = tuple(figure for figure in reading.figures if _is_in(figure, own.by_count))
        if anchor is not None:
            fought = type_name == "clash" and trigger.part == "verb"  # its own words say that it was a fight
            type_name = anchor.type if family(anchor.type) == family(type_name) and not fought else type_name
            if type_name != "statement" or anchor.type == type_name:
                named += _those_named_before(anchor, named)
            places = places if type_name == "statement" or is_at_a_distance(item) else _finer(places, anchor)
        named = named or named_by_sentence(parse, trigger, type_name, reading.actors, self._party_words)
        named = with_states(named, trigger, places, self._countries, self._party_words)
        if not places:
            said = parse.own_words(parse.clauses[trigger.clause])
            places = own_ground(type_name, named, self._countries, told=said, ground_words=self._ground_words)
            if not places and type_name != "statement":
                places = _own_province(reading, [actor.id for actor, _ in named])
        evidence = text[sentence.start : sentence.end]
        words = _words(text, reading, trigger)
        mention = item.mention
        future = lies_ahead(item.interval, item.mention, article.published)
        status = status_of(parse, trigger, self._table, future=future)
        # What is completed from the story afterwards is no trait of these.
        told = traits(
            sure=item.sure, dating=item.dating, is_dated=item.interval.is_known, kind=type_name, status=status
        )
        return Row(
            id=_row_id(article.document, evidence, words, mention.text if mention else ""),
            title=title_of(text, parse, trigger, dateline=_dateline_end(reading)),
            document=article.document,
            article=article.number,
            published=article.published,
            start=sentence.start,
            end=sentence.end,
            evidence=evidence,
            trigger=words,
            trigger_start=parse.span(trigger.first, trigger.first)[0],
            date_text=mention.text if mention else None,
            interval=item.interval,
            kind=mention.kind if mention else None,
            rule=mention.rule if mention else "",
            dating=item.dating,
            why=item.why,
            type=type_name,
            plover=self._table.plover_of(type_name, trigger.lemma),
            status=status,
            actors=tuple(actor for actor, _ in named),
            roles=tuple(role for _, role in named),
            places=places,
            figures=figures,
            confidence=self._confidence.of(told),
            made_by=self._made_by,
        )

    def _places_named(self, reading: Reading) -> list[PlaceMention]:
        """Return the places of a sentence in order: by name, or pointing to one named before ("the city")."""
        earlier = reading.mentions.places.before(reading.sentence.start, FAR)
        pointed = pointed_to(
            reading.parse, reading.places, earlier, reading.actors, self._countries, self._ground_words
        )
        return sorted((*reading.places, *pointed), key=lambda mention: mention.start)

    def _where(self, article: Article, item: Dated, own: Own, named: list[PlaceMention]) -> tuple[Place, ...]:
        """Return where a happening was as its own sentence says, which names or points to some places."""
        reading, parse = item.reading, item.reading.parse
        if called := of_what_it_is_called(parse, item.trigger, named):
            return called
        near = [place for place in named if _is_in(place, own.by_date or own.by_deed)]
        places = places_of(parse, item.trigger, near, reading.actors, self._countries, self._ground_words)
        if not places and len(near) < len(named):
            places = places_of(parse, item.trigger, named, reading.actors, self._countries, self._ground_words)
        if len({(place.country, place.subdivision) for place in places}) > 1:
            near = _of_its_date(item, named)
            places = places_of(parse, item.trigger, near, reading.actors, self._countries, self._ground_words) or places
        of_the_day = _is_of_the_day(article, item)
        return from_dateline(
            parse, item.trigger, places, reading.places, reading.mentions, self._countries, of_the_day=of_the_day
        )


def _of_its_date(item: Dated, named: list[PlaceMention]) -> list[PlaceMention]:
    """Return the places told with violence's own date where its sentence tells several: all that were if none is."""
    dates = sorted({(mention.start, mention.end) for mention in item.reading.dates if mention.is_date})
    if item.mention is None or len(dates) < _FEW or len(named) < _FEW or family(item.trigger.type) != "violence":
        return named
    if (edge := (item.mention.start, item.mention.end)) not in dates:
        return named
    at, sentence = dates.index(edge), item.reading.sentence
    if named[0].start > dates[0][0]:  # "on Monday in Kano and on Tuesday in Jos"
        own = edge[0], dates[at + 1][0] if at + 1 < len(dates) else sentence.end
    else:  # "in Kano on Monday and in Jos on Tuesday"
        own = dates[at - 1][1] if at else sentence.start, edge[1]
    return [place for place in named if _is_in(place, own)] or named


def _finer(places: tuple[Place, ...], anchor: Row) -> tuple[Place, ...]:
    """Return the places of the happening's first mention where a later one names only their country, or none."""
    only_country = all(place.level == "country" for place in places)
    same = {place.country for place in places} <= {place.country for place in anchor.places}
    return anchor.places if anchor.places and only_country and same else places


def _own_province(reading: Reading, taking_part: Sequence[str]) -> tuple[Place, ...]:
    """Return the province whose government, assembly or police takes part."""
    bodies = {m.start for m in reading.actors if m.how == "province" and m.actor.id in taking_part}
    return tuple({mention.place.id: mention.place for mention in reading.places if mention.start in bodies}.values())[
        :1
    ]


def _those_named_before(anchor: Row, named: Sequence[tuple[Actor, Role]]) -> list[tuple[Actor, Role]]:
    """Return whom the happening's first mention adds: its persons where few are named now, no state that was only hit."""
    known = {actor.id for actor, _ in named}
    return [
        (actor, role)
        for actor, role in zip(anchor.actors, anchor.roles, strict=True)
        if actor.id not in known and actor.kind != "media" and (actor.kind != "person" or len(named) < _FEW)
        if anchor.type != "attack" or actor.kind != "government" or role == "source"
    ]


def _is_of_the_day(article: Article, item: Dated) -> bool:
    first = item.interval.first
    return first is not None and article.published is not None and 0 <= (article.published - first).days <= 1


def _is_in(found: PlaceMention | Figure, stretch: tuple[int, int] | None) -> bool:
    """Whether a mention begins in a stretch of the sentence; None is all of it."""
    return stretch is None or stretch[0] <= found.start < stretch[1]


def _words(text: str, reading: Reading, trigger: Trigger) -> str:
    """Return the words that name the happening: the verb, the noun, or both where little stands between."""
    first, last = trigger.first, trigger.last
    if last - first > 6:
        first = last = trigger.head
    return text[slice(*reading.parse.span(first, last))]


def _dateline_end(reading: Reading) -> int:
    """Return where the dateline of a sentence ends in the text, 0 where it has none."""
    return max((place.end for place in reading.places if place.cue == "dateline"), default=0)


def _row_id(document: str, evidence: str, trigger: str, date_words: str) -> str:
    parts = "\0".join((document, " ".join(evidence.split()), trigger, date_words))
    digest = _SHA256.copy()  # to begin a new one takes several times as long
    digest.update(parts.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def _program_version() -> str:
    """Return the installed program's version; run from its sources alone it has none."""
    try:
        return version("event-timeline")
    except PackageNotFoundError:
        return "not installed"
