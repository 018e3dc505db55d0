"""Stand-ins for names: "the group", "both sides", "he", "the government": resolved only where exactly one actor fits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from timeline.entities.article_names import ArticleNames
from timeline.entities.lexicon import GROUP_WORDS, OFFICE_WORDS
from timeline.model import Actor, ActorMention

__all__ = ["find_stand_ins"]

_PAIR = re.compile(
    r"\b(?:[Bb]oth (?:sides|countries|nations|governments|parties|neighbou?rs|capitals)"
    r"|(?:[Tt]he|[Tt]hose|[Tt]hese) two (?:[\w-]+ ){0,2}?"
    r"(?:sides|countries|nations|governments|parties|neighbou?rs|foes|rivals|leaders))\b"
)
_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_LOOK_BACK = 3
"""How many sentences back an antecedent may stand."""
_STATES = frozenset({"state", "metonymy", "office", "country"})


def find_stand_ins(names: ArticleNames, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield a mention for each stand-in that has one antecedent only; ``mentions`` are those named, in text order."""
    near = _Nearby(names, mentions)
    text, start, end = names.text, names.article.start, names.article.end
    for match in GROUP_WORDS.finditer(text, start, end):
        yield from _group(match, near)
    for match in _PAIR.finditer(text, start, end):
        yield from _pair(match, near)
    for match in _PERSON.finditer(text, start, end):
        yield from _person(match, near)
    home = names.main_country()
    if home is not None:
        for match in OFFICE_WORDS.finditer(text, start, end):
            if names.sentence_of(match.start()) is not None and not near.belongs(match):
                yield ActorMention(match.start(), match.end(), match[0].strip(), home, "anaphora")


class _Nearby:
    """The mentions by place, so that those shortly before a stand-in are at hand."""

    def __init__(self, names: ArticleNames, mentions: Sequence[ActorMention]) -> None:
        self._names, self._mentions = names, mentions
        self._starts = [mention.start for mention in mentions]
        self._sentences = [sentence.start for sentence in names.sentences]

    def before(self, place: int) -> Sequence[ActorMention]:
        """Return the mentions of this sentence before the place and of the few sentences before."""
        if self._names.sentence_of(place) is None:
            return ()
        number = bisect_right(self._sentences, place) - 1
        floor = self._sentences[max(0, number - _LOOK_BACK)]
        return self._mentions[bisect_left(self._starts, floor) : bisect_left(self._starts, place)]

    def belongs(self, match: re.Match[str]) -> bool:
        """Whether a state named right before or after owns the office: "Pakistani foreign office", "the army of Mali"."""
        first = bisect_left(self._starts, match.start() - 60)
        for mention in self._mentions[first : bisect_left(self._starts, match.end() + 12)]:
            if mention.start < match.end() and match.start() < mention.end:
                return True
            before = 0 <= match.start() - mention.end <= 20 and mention.how in _STATES | {"nationality", "organisation"}
            if before or 0 <= mention.start - match.end() <= 6:
                return True
        return False

    def introduces(self, match: re.Match[str]) -> bool:
        """Whether the words only introduce a name: "the militant group Al-Shabaab"."""
        number = bisect_left(self._starts, match.end())
        return number < len(self._starts) and self._starts[number] - match.end() <= 6


def _group(match: re.Match[str], near: _Nearby) -> Iterator[ActorMention]:
    before = [m.actor for m in near.before(match.start()) if m.actor.kind == "armed_group"]
    if len({actor.id for actor in before}) == 1 and not near.introduces(match):
        yield ActorMention(match.start(), match.end(), match[0], before[-1], "anaphora")


def _pair(match: re.Match[str], near: _Nearby) -> Iterator[ActorMention]:
    people = match[0].endswith("leaders")
    found: dict[str, Actor] = {}
    for mention in near.before(match.start()):
        if _is_party(mention, people):
            found.setdefault(mention.actor.id, mention.actor)
    if len(found) == 2:
        for actor in found.values():
            yield ActorMention(match.start(), match.end(), match[0], actor, "anaphora")


def _is_party(mention: ActorMention, people: bool) -> bool:
    if people:
        return mention.actor.kind == "person"
    known = mention.how in ("gazetteer", "definition") and mention.actor.kind in (
        "armed_group",
        "igo",
        "company",
        "security_force",
    )
    return mention.how in _STATES or known


def _person(match: re.Match[str], near: _Nearby) -> Iterator[ActorMention]:
    before = [m for m in near.before(match.start()) if m.actor.kind == "person"]
    if before and len({m.actor.name for m in before}) == 1:
        yield ActorMention(match.start(), match.end(), match[0], before[-1].actor, "anaphora")
