"""Places that are only pointed to: "in the city", "outside the Syrian capital", "across the province", "there"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.clauses import Parse
from timeline.clauses.forms import ADJECTIVE, DATE, NAME, NOUN, PARTICIPLE, PREPOSITION, VERB, words
from timeline.events.involved.countries import Countries
from timeline.events.involved.ground_words import GroundWords
from timeline.model import ActorMention, Place, PlaceMention

__all__ = ["FAR", "pointed_to"]

_CAPITAL = "capital"
_BEFORE = words("in at near outside inside within around across throughout into through")
_POINTERS = words("the this that same")
_OTHERS = words("another other second neighbouring neighboring nearby")
FAR = 700
"""Letters back in which the place pointed to is looked for: about three sentences."""
_NO_GROUND = frozenset(("actor", "weak", "based", "by", "with", "about", "beside", "away", "name", "for", "against"))
_OWNS = re.compile(r"[’']s? (?:[a-z-]+ )?")
_NAMED = re.compile(
    r"\b(?:in|at|near|outside|of) (?:the )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)(?=[A-Z][a-z]{2})"
)


def pointed_to(
    parse: Parse,
    named: Sequence[PlaceMention],
    earlier: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    countries: Countries,
    ground_words: GroundWords,
) -> Iterator[PlaceMention]:
    """Yield the places that a sentence points to, as mentions of the pointing words under the preposition before them.

    ``named`` are the places that the sentence names, ``earlier`` the last ones named before it, both in text order.
    """
    pointing = ground_words.towns | ground_words.areas | {_CAPITAL}
    for at in [at for at, token in enumerate(parse.tokens) if token.word in pointing and at]:
        token = parse.tokens[at]
        first = _opens(parse, at, ground_words)
        if first is None and token.word == _CAPITAL:
            first = _whose(parse, at, (*named, *actors), ground_words)
        if first is None or _goes_on(parse, at, named, ground_words):
            continue
        start, end = parse.span(first, at)
        if token.word != _CAPITAL and any(start <= m.start < end and m.place.level != "country" for m in named):
            continue  # "in the northern Kunduz province": it is named
        near = [m for m in (*earlier, *named) if start - FAR <= m.end <= start and m.cue not in _NO_GROUND]
        if token.word == _CAPITAL and not _is_of_a_province(parse, first, at, ground_words):
            said: list[str | None] = [m.actor.country for m in actors if start <= m.start < end]
            inside = [m.place for m in named if start <= m.start < end]
            if any(place.level != "country" for place in inside):  # "the Texas capital"
                continue
            said += [place.country for place in inside]
            place = _capital(said, near, countries, bare=at == first + 1)
        else:
            place = _last(parse, start, near, of_town=token.word in ground_words.towns)
        if place is not None:
            yield PlaceMention(start, end, parse.source[0][start:end], place, _cue(parse, first, ground_words))


def _opens(parse: Parse, at: int, ground_words: GroundWords) -> int | None:
    """Return the article that a pointing noun goes with, where a preposition of place stands before that."""
    for first in range(at - 1, max(-1, at - 5), -1):
        token = parse.tokens[first]
        if token.word in _POINTERS and _cue(parse, first, ground_words):
            return first
        between = token.word in _POINTERS or parse.flags[first] & (ADJECTIVE | NAME | NOUN | PARTICIPLE)
        if token.word in _OTHERS or not between:
            return None
    return None


def _whose(
    parse: Parse, at: int, named: Sequence[PlaceMention | ActorMention], ground_words: GroundWords
) -> int | None:
    """Return the name of the country whose capital is pointed to, where a preposition of place stands before it."""
    text, start = parse.source[0], parse.span(at, at)[0]
    for mention in named:
        if mention.end < start and _OWNS.fullmatch(text, mention.end, start):
            first = parse.token_at(mention.start)
            return first if _cue(parse, first, ground_words) else None
    return None


def _cue(parse: Parse, first: int, ground_words: GroundWords) -> str:
    """Return the preposition before pointing words, "bare" where something is done to the place, else nothing."""
    if not first:
        return "bare" if _is_done_to(parse, first, ground_words) else ""
    before = parse.tokens[first - 1]
    if before.word in _BEFORE:
        return before.word
    if before.word == "from" and _leaves(parse, first, ground_words):
        return "in"
    if before.word == "of" and parse.tokens[first - 2].word in ground_words.taken:  # "control of the town"
        return "of"
    if _is_done_to(parse, first, ground_words):
        return "bare"
    return "bare" if before.lemma in ground_words.done_to_places and parse.flags[first - 1] & VERB else ""


def _leaves(parse: Parse, first: int, ground_words: GroundWords) -> bool:
    """Whether it is from there that somebody goes or is driven ("withdrew from the town"): that happens there."""
    group = parse.clauses[parse.clause_of[first]].group
    return group is not None and group.lemma in ground_words.leaving


def _is_done_to(parse: Parse, first: int, ground_words: GroundWords) -> bool:
    """Whether words are the subject of a verb by which something is done to a place ("the town was shelled")."""
    clause = parse.clauses[parse.clause_of[first]]
    group = clause.group
    if group is None or not group.passive or group.lemma not in ground_words.done_to_places:
        return False
    return clause.subject[0] <= first < clause.subject[1] and not parse.flags[max(0, first - 1)] & PREPOSITION


def _goes_on(parse: Parse, at: int, named: Sequence[PlaceMention], ground_words: GroundWords) -> bool:
    """Whether a name or another noun follows, so that the words say by themselves which place or thing is meant."""
    following = parse.tokens[at + 1 : at + 4]
    if not following:
        return False
    flags = parse.flags[at + 1]
    if flags & DATE or (following[0].word == "city" and parse.tokens[at].word == _CAPITAL):
        return False
    if following[0].word == "of" or flags & NAME:
        return True
    if (
        flags & NOUN
        and not flags & VERB
        and following[0].word not in ground_words.parts
        and following[0].word.isalpha()
    ):
        return True
    starts = {parse.token_at(mention.start) for mention in named}
    return following[0].word in (",", "-", "–", "(") and at + 2 in starts


def _is_of_a_province(parse: Parse, first: int, at: int, ground_words: GroundWords) -> bool:
    """Whether a capital is that of a part of the country: "the provincial capital"."""
    return any(parse.tokens[n].word in ground_words.provincial for n in range(first + 1, at))


def _capital(
    said: Sequence[str | None], near: Sequence[PlaceMention], countries: Countries, *, bare: bool
) -> Place | None:
    """Return the capital of the country that the words name, else of the one named last; none of "the commercial capital"."""
    codes = [code for code in said if code]
    if not codes and bare:
        codes = [mention.place.country for mention in near if mention.place.country]
    record = countries.capital(codes[-1]) if codes else None
    return record.place if record is not None else None


def _last(parse: Parse, start: int, near: Sequence[PlaceMention], *, of_town: bool) -> Place | None:
    """Return the town or the area named last before the words, no unknown one being named since."""
    for mention in reversed(near):
        place = mention.place
        fits = place.level == "town" if of_town else place.subdivision is not None
        if place.level == "country" or not fits:
            continue
        return None if _names_unknown(parse.source[0], mention.end, start, near) else place
    return None


def _names_unknown(text: str, start: int, end: int, known: Sequence[PlaceMention]) -> bool:
    """Whether between two places in the text a place is named that nobody knows."""
    return any(
        not any(mention.start <= found.end() < mention.end for mention in known)
        for found in _NAMED.finditer(text, start, end)
    )
