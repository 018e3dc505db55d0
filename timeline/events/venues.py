"""Where talks were of which a sentence does not say it: in the one town where the article says that they are held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.model import Place, PlaceMention, Row

__all__ = ["is_at_a_distance", "met_in_the_venue"]

_TALKS = words(
    "talk talks negotiation negotiations negotiate meeting meetings meet discussion discussions discuss dialogue "
    "conference summit round session convene resume hold consultation consultations"
)
_HELD_IN = re.compile(
    r"\b(?:talks|negotiations|meetings?|conference|summit|dialogue|rounds?|session|consultations)(?:,? [\w’'-]+){0,3}? "
    r"(?:in|at) (?:the )?(?:[A-Z]?[\w’'-]+ ){0,4}$"
)
_OF_THE_TOWN = re.compile(
    r" (?:[\w’'-]+ ){0,2}(?:talks|negotiations|meetings?|conference|summit|dialogue|round|consultations)\b"
)
_AT_A_DISTANCE = words(
    "phone telephone telephonic telephonically telephoned call calls called phoned video virtual virtually online remotely"
)
_BEFORE, _AFTER, _STORY = 110, 50, 45
_OFTEN, _LEAD = 2, 600


def met_in_the_venue(rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
    """Return the rows, talks of the story that name no place being where the article says that they are, if it is one town."""
    venue: tuple[Place, ...] | None = None
    done = []
    for row, item in zip(rows, dated, strict=True):
        if row.type == "meeting" and not row.places and _is_of_the_story(row) and _is_held(item):
            if venue is None:
                venue = _venue(rows, dated)
            if venue:
                row = replace(row, places=venue)
        done.append(row)
    return done


def _venue(rows: Sequence[Row], dated: Sequence[Dated]) -> tuple[Place, ...]:
    """Return the place of all talks in an article that have one, where that is one town or province."""
    mentions = list(_told(dated))
    told = [mention.place for mention in mentions]
    if not told or (len(told) < _OFTEN and mentions[0].start > dated[0].reading.sentence.start + _LEAD):
        return ()
    found = [
        *told,
        *(
            place
            for row, item in zip(rows, dated, strict=True)
            if row.type == "meeting" and _is_held(item)
            for place in row.places
        ),
    ]
    fine = [place for place in found if place.subdivision]
    if len({place.subdivision for place in fine}) != 1 or any(place.country != fine[0].country for place in found):
        return ()
    return (fine[0],)


def _told(dated: Sequence[Dated]) -> Iterator[PlaceMention]:
    """Yield the towns that an article names as those of talks ("peace talks in Geneva", "the Doha round")."""
    for mention in dated[0].reading.mentions.places if dated else ():
        if mention.place.level == "country" or not mention.place.subdivision:
            continue
        text = dated[0].reading.text
        before = text[max(0, mention.start - _BEFORE) : mention.start].rpartition("\n")[2].rpartition(". ")[2]
        if _HELD_IN.search(before) or _OF_THE_TOWN.match(text, mention.end, mention.end + _AFTER):
            yield mention


def is_at_a_distance(item: Dated) -> bool:
    """Whether people only spoke with each other from afar: by telephone, in a call."""
    parse = item.reading.parse
    return not _AT_A_DISTANCE.isdisjoint(parse.own_words(parse.clauses[item.trigger.clause]))


def _is_held(item: Dated) -> bool:
    """Whether a meeting is one for which people sit together, not a visit or a call."""
    parse = item.reading.parse
    own = {parse.tokens[at].word for at in range(item.trigger.first, item.trigger.last + 1)}
    return not is_at_a_distance(item) and not _TALKS.isdisjoint({*own, item.trigger.lemma})


def _is_of_the_story(row: Row) -> bool:
    """Whether a row is of a day not far from that of its article."""
    first, published = row.interval.first, row.published
    return first is not None and published is not None and abs((first - published).days) <= _STORY
