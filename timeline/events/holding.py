"""Places that a verb is done to: taken, held, handed over, entered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.clauses import Clause, Group, Parse, Token
from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    COMMA,
    DATE,
    NAME,
    NOUN,
    POSSESSIVE,
    PREPOSITION,
    QUOTED_PHRASE,
    words,
)
from timeline.model import PlaceMention
from timeline.rules import Entry

__all__ = ["Holding", "Places", "held_place", "read_holdings"]

Places = Callable[[], Sequence[PlaceMention]]

_PARTICLES = words("over back up down away")
_PART_OF = words(
    "part parts most half much control side outskirts edge all some swathes areas town city province district village region"
)
"""Nouns whose "of" tells what place they are a part of."""
_IDIOMS = frozenset(
    (
        ("by", "surprise"),
        ("by", "storm"),
        ("to", "court"),
        ("to", "task"),
        ("for", "granted"),
        ("on", "board"),
        ("to", "account"),
    )
)
_ANY_NAME = "*"
"""Stands in the words for ground for every name: who takes what is named is enough to tell that it is a place."""
_ONLY_BY = frozenset(("hold",))
"""Verbs that, in the passive, tell of who has a place only where they say who."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a verb tells of a place: the particle before its object, words for ground, who does it (none: anybody), its type."""

    particle: str
    ground: frozenset[str]
    by: frozenset[str]
    type: str


def read_holdings(entries: Sequence[Entry]) -> Mapping[str, tuple[Holding, ...]]:
    """Return what the entries of the types file say of verbs and places, by the base form of the verb."""
    found: dict[str, tuple[Holding, ...]] = {}
    for entry in entries:
        for verb in entry["verbs"]:
            base, _, particle = verb.partition(" ")
            holding = Holding(particle, frozenset(entry["ground"]), frozenset(entry.get("by", ())), entry["type"])
            found[base] = (*found.get(base, ()), holding)
    return found


def held_place(
    parse: Parse, clause: Clause, holdings: Sequence[Holding], places: Places
) -> tuple[str, int, int] | None:
    """Return the type that a clause's verb has where it is done to a place, with the first and the last token that say so."""
    group = clause.group
    if group is None or group.form not in ("finite", "ing"):
        return None
    for holding in holdings:
        if holding.by and holding.by.isdisjoint(token.word for token in parse.tokens[_opening(clause) : group.first]):
            continue
        if group.passive:
            if holding.particle and parse.tokens[min(group.last + 1, len(parse.tokens) - 1)].word != holding.particle:
                continue
            told_by = group.lemma not in _ONLY_BY or "by" in {t.word for t in parse.tokens[group.last : group.last + 3]}
            at = _subject_head(parse, clause, group) if told_by else None
            last = group.last
        else:
            at = _object_head(parse, group, holding)
            last = at if at is not None else group.last
        if at is not None and (_is_of_ground(parse, at, holding) or _is_place(parse, at, places)):
            return holding.type, group.head, last
    return None


def _is_ground(token: Token, holding: Holding) -> bool:
    """Whether a word is one for ground, or any name where such is enough."""
    return token.word in holding.ground or (_ANY_NAME in holding.ground and bool(token.flags & NAME))


def _is_of_ground(parse: Parse, at: int, holding: Holding) -> bool:
    """Whether a word is one for ground, or the name of such ground ("the village of Kango")."""
    if _is_ground(parse.tokens[at], holding):
        return True
    while at > 1 and parse.tokens[at].flags & NAME:
        at -= 1
    return parse.tokens[at].word == "of" and _is_ground(parse.tokens[at - 1], holding)


def _opening(clause: Clause) -> int:
    return min(clause.start, clause.subject[0]) if clause.subject[1] > clause.subject[0] else clause.start


def _object_head(parse: Parse, group: Group, holding: Holding) -> int | None:
    """Return the last noun of a verb's object, what it is of where it is only a part ("most of the town")."""
    tokens, at = parse.tokens, group.last + 1
    if holding.particle:
        if at >= len(tokens) or tokens[at].word != holding.particle:
            return None
        at += 1
    head = None
    while at < len(tokens):
        token = tokens[at]
        if token.flags & DATE or (token.word == "," and head is not None):
            break
        if token.word == "of" and tokens[at - 1].word in _PART_OF:
            head, at = None, at + 1
            continue
        if token.flags & PREPOSITION or not token.flags & QUOTED_PHRASE:
            break
        if token.flags & (NOUN | NAME):
            head = at
        at += 1
    if head is None or head != at - 1 or not _closes(parse, at):
        return None
    return head


def _closes(parse: Parse, at: int) -> bool:
    """Whether an object is at its end before a token, and no phrase that means something else follows."""
    if at >= len(parse.tokens):
        return True
    token = parse.tokens[at]
    following = parse.tokens[at + 1].word if at + 1 < len(parse.tokens) else ""
    if (token.word, following) in _IDIOMS:
        return False
    return token.word in _PARTICLES or not token.flags & (ADVERB | ADJECTIVE | POSSESSIVE) or bool(token.flags & DATE)


def _subject_head(parse: Parse, clause: Clause, group: Group) -> int | None:
    """Return the last noun of the first phrase of a passive verb's subject: of what it tells more where it is relative."""
    tokens = parse.tokens
    if clause.kind == "relative":
        at = clause.start - 1
        while at >= 0 and tokens[at].flags & (COMMA | PREPOSITION):
            at -= 1
        return at if at >= 0 and tokens[at].flags & (NOUN | NAME) else None
    head = None
    for at in range(clause.subject[0], group.first):
        flags = tokens[at].flags
        if flags & (PREPOSITION | COMMA) and head is not None:
            break
        if flags & (NOUN | NAME):
            head = at
    return head


def _is_place(parse: Parse, head: int, places: Places) -> bool:
    """Whether a name is that of a place that is no whole country."""
    return any(parse.token_at(mention.end - 1) == head for mention in _smaller(places()))


def _smaller(places: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    return (mention for mention in places if mention.place.level != "country" and mention.cue != "dateline")
