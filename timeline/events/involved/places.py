"""Where a happening was: by clause, by the words before a place, by the town the report is from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from timeline.clauses import Parse
from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    COORDINATOR,
    DATE,
    NOUN,
    PREPOSITION,
    VERB,
)
from timeline.events.involved.countries import Countries
from timeline.events.involved.elsewhere import SAYING, is_elsewhere
from timeline.events.involved.ground_words import GroundWords
from timeline.events.involved.place_scopes import where_scopes
from timeline.events.involved.state_ground import of_a_nation, of_a_trial, of_the_struck
from timeline.events.triggers import VIOLENCE, Trigger
from timeline.model import ActorMention, Place, PlaceMention

__all__ = ["NOT_WHERE", "from_dateline", "is_border", "places_of"]

NOT_WHERE = frozenset(("dateline", "actor", "weak", "based", "by", "beside"))
"""Cues of place names that do not say where something happened."""
_LISTED = re.compile(r",? (?:and|or|as well as) (?:the )?|, (?:the )?")
_NEAR_IT = re.compile(r",? (?:[\w’'-]+ ){0,3}(?:near|outside) (?:[\w-]+ ){0,4}", re.IGNORECASE)
_INITIALS = 5
_OPENING = 4
_CLOSE, _LONG = 3, 10
_GOALS = frozenset(("actor", "weak", "to", "bare", "for", "in", "into"))
_ON_THE_WAY = frozenset(("to", "for", "in", "into", "the", "neighbouring", "neighboring", "capital", "city", "of"))
_FAR_FROM_IT = frozenset(
    f"{side}{ending}"
    for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for ending in ("", "ern")
)
_ON_THE_SPOT = frozenset(
    ("police", "governor", "mayor", "regional", "local", "provincial", "district", "hospital", "residents")
)
_FAR_MORE = 2
"""How many times as often a country is named of which a report is than that from which it was sent."""
_THE_COUNTRY = frozenset(("country", "nation"))


def places_of(
    parse: Parse,
    trigger: Trigger,
    mentions: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    countries: Countries,
    ground_words: GroundWords,
) -> tuple[Place, ...]:
    """Return where it happened: places of its own phrase, else of its clause, else of the clauses beside it."""
    visited = _visited(parse, trigger, mentions, ground_words)
    if visited:
        return visited
    names = {(actor.start, actor.end) for actor in actors}
    here = [
        mention
        for mention in mentions
        if (mention.cue not in NOT_WHERE or (mention.cue == "weak" and _names_it(parse, trigger, mention)))
        and not (
            mention.place.level == "country"
            and ((mention.start, mention.end) in names or _is_short(mention))
            and _only_names(parse, mention)
        )
        and _can_be_where(parse, mention, trigger)
        and not is_elsewhere(parse, trigger, mention, ground_words)
    ]
    if here:
        at = {id(mention): parse.token_at(mention.start) for mention in here}
        for scope in where_scopes(parse, trigger):
            found = [mention for mention in here if at[id(mention)] in scope]
            if found:
                return _each_once(_not_away(parse, _with_listed(parse, found, here), countries))
    framed = _frame(parse, here) if here and trigger.type != "statement" else None
    if framed is not None:
        return (framed.place,)
    if trigger.type in VIOLENCE and not here:
        said = next((m for m in mentions if _is_where_they_say_so(parse, trigger, m)), None)
        if said is not None:
            return (said.place,)
    owned = of_a_nation(parse, trigger, actors, countries, ground_words)
    if owned or trigger.type not in VIOLENCE or not actors:
        return owned
    return of_the_struck(parse, trigger, actors, countries, ground_words) or of_a_trial(
        parse, trigger, actors, countries, ground_words
    )


def _with_listed(parse: Parse, found: list[PlaceMention], here: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the places with those listed after the last of them ("hit Kano, Jos and Yola")."""
    text = parse.source[0]
    for mention in here:
        if mention not in found and _LISTED.fullmatch(text, found[-1].end, mention.start):
            found = [*found, mention]
    return found


def _visited(
    parse: Parse, trigger: Trigger, mentions: Sequence[PlaceMention], ground_words: GroundWords
) -> tuple[Place, ...]:
    """Return where somebody goes, though the name may stand for its state ("visited India", "a trip to Moscow")."""
    if trigger.type != "meeting" or trigger.lemma.partition(" ")[0] not in ground_words.visits:
        return ()
    goals = [m for m in mentions if m.cue in _GOALS and m.start >= parse.span(trigger.last, trigger.last)[0]]
    if not goals:
        return ()
    between = range(trigger.last + 1, parse.token_at(goals[0].start))
    if len(between) > _CLOSE or any(
        parse.tokens[at].word not in _ON_THE_WAY and not parse.flags[at] & ADJECTIVE for at in between
    ):
        return ()
    return _each_once([mention.place for mention in _with_listed(parse, goals[:1], goals)])


def _not_away(parse: Parse, found: Sequence[PlaceMention], countries: Countries) -> list[Place]:
    """Return the places, what is only beside one ("north of Baghdad") being in its country where no other is named."""
    found = [mention for mention in found if not _is_only_near(parse, mention, found)]
    at = [mention.place for mention in found if mention.cue != "away" and not is_border(parse, mention)]
    if at:
        return at
    beside = [mention.place for mention in found if mention.cue != "away"]
    if beside:
        return beside
    wider = (countries.country(mention.place.country or "") for mention in found)
    return [record.place for record in wider if record is not None]


def _is_only_near(parse: Parse, mention: PlaceMention, found: Sequence[PlaceMention]) -> bool:
    """Whether a place only says near what another lies that is named right before it ("the village of Kisii near Kitale")."""
    if mention.cue not in ("near", "outside") or mention.place.level == "country":
        return False
    text = parse.source[0]
    return any(
        _NEAR_IT.fullmatch(text, other.end, mention.start) is not None
        for other in found
        if other.end < mention.start and other.place.level != "country"
    )


def is_border(parse: Parse, mention: PlaceMention) -> bool:
    """Whether it is a border that something is near ("in Suruc near the Syrian border")."""
    after = parse.token_at(mention.end - 1) + 1
    return mention.place.level == "country" and any(
        token.word in ("border", "frontier", "borders") for token in parse.tokens[after : after + 2]
    )


def _frame(parse: Parse, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the place that opens the sentence for all its clauses ("In Kano, a bomb went off and the shops closed")."""
    first = mentions[0]
    last = parse.token_at(first.end - 1)
    closed = last + 1 < len(parse.tokens) and parse.tokens[last + 1].word == ","
    opened = parse.tokens[0].word in ("in", "at", "near", "outside", "around", "across")
    return first if closed and opened and parse.token_at(first.start) <= _OPENING else None


def _is_where_they_say_so(parse: Parse, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place is that of those on the spot who tell it ("the governor of Sumy region said drones hit …")."""
    at = parse.token_at(mention.start)
    group = parse.clauses[parse.clause_of[at]].group
    said = group is not None and group.lemma in SAYING and at < group.first and group.head < trigger.first
    if not said or mention.cue not in ("in", "of", "name") or mention.place.level == "country":
        return False
    speakers = {token.word for token in parse.tokens[max(0, at - _CLOSE - 3) : at]}
    return not _ON_THE_SPOT.isdisjoint(speakers) and speakers.isdisjoint(("former", "exiled", "based"))


def _is_short(mention: PlaceMention) -> bool:
    """Whether a place is named by its initials, which stand before a noun like an adjective."""
    return mention.text.isupper() and len(mention.text) <= _INITIALS


def _only_names(parse: Parse, mention: PlaceMention) -> bool:
    """Whether a country's name stands for its government, or only says whose a thing is ("in a U.S. drone strike")."""
    following = parse.token_at(mention.start) + 1
    held = following < len(parse.tokens) and bool(parse.tokens[following].flags & NOUN)
    if _is_short(mention):  # "near the U.S. consulate"
        after = parse.tokens[min(following, len(parse.tokens) - 1)]
        held = held or (after.word.isalpha() and not after.flags & (PREPOSITION | VERB | COORDINATOR | DATE | ADVERB))
        return held or mention.cue in ("bare", "name", "")
    return mention.cue in ("bare", "name", "") or (held and mention.cue == "in")


class _Named(Protocol):
    @property
    def actors(self) -> Iterable[ActorMention]: ...

    @property
    def places(self) -> Iterable[PlaceMention]: ...


def from_dateline(
    parse: Parse,
    trigger: Trigger,
    found: tuple[Place, ...],
    mentions: Sequence[PlaceMention],
    article: _Named,
    countries: Countries,
    *,
    of_the_day: bool,
) -> tuple[Place, ...]:
    """Return where it happened, with the town the report is from where the words point to it ("in the capital").

    ``mentions`` are the places of the sentence, ``article`` who and what is named in its article.
    """
    from_there = [m.place for m in mentions if m.cue == "dateline"]
    town = next((place for place in from_there if place.level != "country"), None)
    if not of_the_day or trigger.type not in VIOLENCE | {"protest", "meeting"}:
        return found
    if town is None:
        return found or (tuple(from_there[:1]) if trigger.type == "meeting" else ())
    words_here = parse.own_words(parse.clauses[trigger.clause])
    if not found and not _FAR_FROM_IT.isdisjoint(words_here) and not _THE_COUNTRY.isdisjoint(words_here):
        return ()  # "MANILA – Ten soldiers were killed in the country's south"
    points_there = "capital" in words_here and all(place.level == "country" for place in found)
    other = _country_of_report(article, town.country) if not found and trigger.type != "meeting" else None
    if other is not None and (country := countries.country(other)) is not None:
        return (country.place,)
    if not found or (points_there and all(place.country == town.country for place in found)):
        return (town,)
    return found


def _country_of_report(article: _Named, home: str | None) -> str | None:
    """Return the country that an article names far more often than the one it was sent from ("TOKYO — North Korea …")."""
    places = [mention for mention in article.places if mention.cue != "dateline"]
    at = {mention.start for mention in places}
    named: Counter[str | None] = Counter(mention.place.country for mention in places if mention.place.country)
    named.update(m.actor.country for m in article.actors if m.actor.kind == "government" and m.start not in at)
    code, times = named.most_common(1)[0] if named else (None, 0)
    return code if code != home and times >= _FAR_MORE * max(1, named[home]) else None


def _can_be_where(parse: Parse, mention: PlaceMention, trigger: Trigger) -> bool:
    """Whether a place behind such a preposition can be where this kind of thing happens ("talks with Kabul" are not in Kabul)."""
    cue = mention.cue
    if cue == "for":  # "the battle for Kharun", "fighting went on for the town"
        return trigger.type in ("clash", "takeover")
    if cue == "between":
        return trigger.type in VIOLENCE and mention.place.level == "town"  # "a convoy between Kano and Jos"
    if cue in ("with", "about"):
        return False
    if trigger.type == "agreement" and mention.place.level == "town" and cue in ("bare", "weak", "to", "of"):
        return _names_it(parse, trigger, mention)
    if trigger.type in ("statement", "breakdown", "agreement", "political", "aid", "legal"):
        return cue not in ("on", "to", "from", "against", "of", "into", "toward", "towards", "over", "bare", "name")
    if trigger.type == "meeting":
        return cue not in ("on", "from", "against", "over", "of")
    if cue in ("to", "toward", "towards") and trigger.type in ("attack", "clash"):
        return False  # "blew up the bridge that leads to Kabul"
    return not (trigger.type in VIOLENCE and cue == "from")


def _names_it(parse: Parse, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether an agreement or talks are called by their town ("the 2015 Minsk peace accord")."""
    if trigger.type not in ("agreement", "meeting") or mention.place.level == "country":
        return False
    after = parse.token_at(mention.end - 1) + 1
    return after <= trigger.head < after + _CLOSE and all(
        parse.flags[n] & (NOUN | ADJECTIVE) for n in range(after, trigger.head)
    )


def _each_once(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return each place once, without the country that another of them lies in."""
    once = list({(p.id or p.name, p.country, p.subdivision): p for p in places}.values())
    finer = {p.country for p in once if p.subdivision or p.level != "country"}
    return tuple(p for p in once if p.level != "country" or p.country not in finer)
