"""Stand-ins for names: "the group", "both sides", "he", "the government": resolved only where exactly one actor fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from bisect import bisect_right

from timeline.entities.lexicon import GROUP_WORDS, OFFICE_WORDS
from timeline.model import Actor, ActorMention, Sentence

__all__ = ["find_stand_ins"]

_PAIR = re.compile(
    r"\b(?:[Bb]oth (?:sides|countries|nations|governments|parties|neighbou?rs|capitals)|[Tt]he two (?:sides|countries|nations|governments|parties"
    r"|neighbou?rs|neighbou?ring countries|foes|rivals|South Asian neighbou?rs|leaders))\b"
)
_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_LOOK_BACK = 3
"""How many sentences back an antecedent may stand."""
_STATE_HOWS = frozenset({"state", "metonymy", "office", "country"})


def find_stand_ins(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[ActorMention], main_country: Actor | None
) -> Iterator[ActorMention]:
    """Yield a mention for each stand-in that has one antecedent only; ``mentions`` are those named, in text order."""
    by_sentence = _per_sentence(sentences, mentions)
    taken = {place for mention in mentions for place in (mention.start,)}
    for number, sentence in enumerate(sentences):
        near = [m for before in by_sentence[max(0, number - _LOOK_BACK) : number + 1] for m in before]
        yield from _groups(text, sentence, near)
        yield from _pairs(text, sentence, near)
        yield from _persons(text, sentence, near)
        if main_country is not None:
            for match in OFFICE_WORDS.finditer(text, sentence.start, sentence.end):
                if match.start() not in taken and not _belongs(text, match, by_sentence[number]):
                    yield ActorMention(match.start(), match.end(), match[0], main_country, "anaphora")


def _per_sentence(sentences: Sequence[Sentence], mentions: Sequence[ActorMention]) -> list[list[ActorMention]]:
    starts = [sentence.start for sentence in sentences]
    found: list[list[ActorMention]] = [[] for _ in sentences]
    for mention in mentions:
        number = bisect_right(starts, mention.start) - 1
        if number >= 0 and mention.start < sentences[number].end:
            found[number].append(mention)
    return found


def _groups(text: str, sentence: Sentence, near: Sequence[ActorMention]) -> Iterator[ActorMention]:
    for match in GROUP_WORDS.finditer(text, sentence.start, sentence.end):
        before = [m.actor for m in near if m.start < match.start() and m.actor.kind == "armed_group"]
        if len({actor.id for actor in before}) == 1 and not _apposed(text, match, near):
            yield ActorMention(match.start(), match.end(), match[0], before[-1], "anaphora")


def _apposed(text: str, match: re.Match[str], near: Sequence[ActorMention]) -> bool:
    """Whether the words only introduce a name: "the militant group Al-Shabaab"."""
    return any(0 <= m.start - match.end() <= 6 for m in near)


def _pairs(text: str, sentence: Sentence, near: Sequence[ActorMention]) -> Iterator[ActorMention]:
    for match in _PAIR.finditer(text, sentence.start, sentence.end):
        people = "leaders" in match[0]
        found: dict[str, Actor] = {}
        for mention in near:
            if mention.start < match.start() and _is_party(mention, people):
                found.setdefault(mention.actor.id, mention.actor)
        if len(found) == 2:
            for actor in found.values():
                yield ActorMention(match.start(), match.end(), match[0], actor, "anaphora")


def _is_party(mention: ActorMention, people: bool) -> bool:
    if people:
        return mention.actor.kind == "person"
    return mention.how in _STATE_HOWS or (
        mention.how in ("gazetteer", "definition") and mention.actor.kind in ("armed_group", "igo", "company")
    )


def _persons(text: str, sentence: Sentence, near: Sequence[ActorMention]) -> Iterator[ActorMention]:
    for match in _PERSON.finditer(text, sentence.start, sentence.end):
        before = [m for m in near if m.start < match.start() and m.actor.kind == "person"]
        if before and len({m.actor.name for m in before}) == 1:
            yield ActorMention(match.start(), match.end(), match[0], before[-1].actor, "anaphora")


def _belongs(text: str, match: re.Match[str], here: Sequence[ActorMention]) -> bool:
    """Whether a state named right before or after owns the office: "Pakistani foreign office", "the army of Mali"."""
    for mention in here:
        if 0 <= match.start() - mention.end <= 20 and mention.how in _STATE_HOWS | {"nationality"}:
            return True
        if 0 <= mention.start - match.end() <= 12:
            return True
    return False
