"""Whose a deed is that a pronoun owns: "his funeral", "her meeting with …", "its offensive", where exactly one actor fits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from timeline.entities.article_names import ArticleNames
from timeline.model import Actor, ActorMention

__all__ = ["find_owners"]

_LOOK_BACK = 3
"""How many sentences back whose deed it is may be named."""
_BODIES = frozenset({"igo", "government", "armed_group", "security_force", "party", "movement", "company", "ngo"})
_NO_OWNERS = frozenset({"aside", "nationality", "affiliation"})
_SOMEBODY = re.compile(
    r"\b(?:an?|one|the|another|his|her) (?:[a-z-]+ ){0,2}?(?:man|woman|boy|girl|suspect|assailant|attacker|gunman|bomber|victim|"
    r"teenager|student|journalist|activist|father|mother|brother|sister|husband|wife|son|daughter|civilian|resident|soldier|"
    r"officer|policeman|lawyer|leader|driver|farmer|teacher|mayor|minister|president|commander|official)\b",
    re.IGNORECASE,
)
"""Who else may own it, named by what he is only."""
_SPOKEN = re.compile(r"[“\"]")


def find_owners(names: ArticleNames, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield the person or the body for whom a pronoun before a deed stands; ``mentions`` are those named, in text order."""
    words, text = names.lexicon.stand_ins, names.text
    starts = [mention.start for mention in mentions]
    of_persons = [(pattern, True) for pattern in words.deed_of_person]
    for pattern, of_person in (*of_persons, *((pattern, False) for pattern in words.deed_of_body)):
        for match in pattern.finditer(text, names.article.start, names.article.end):
            number = bisect_right(names.starts, match.start()) - 1
            if names.sentence_of(match.start()) is None or _holds(mentions, starts, match.start()):
                continue
            floor = names.starts[number]
            here = mentions[bisect_left(starts, floor) : bisect_left(starts, match.start())]
            if match[0] == " whose":
                owner = next((m.actor for m in reversed(here) if m.actor.kind == "person"), None)
            elif of_person:
                earlier = mentions[
                    bisect_left(starts, names.starts[max(0, number - _LOOK_BACK)]) : bisect_left(starts, floor)
                ]
                just_before = mentions[
                    bisect_left(starts, names.starts[max(0, number - 1)]) : bisect_left(starts, floor)
                ]
                owner = _person(text, match, floor, here, earlier) or _person(text, match, floor, here, just_before)
                owner = owner or _named_next(names, match, floor, mentions, starts)
            else:
                owner = _body(text, match, floor, here)
            if owner is not None:
                start = match.end() - len(match[0].lstrip())
                yield ActorMention(start, match.end(), text[start : match.end()], owner, "anaphora")


def _holds(mentions: Sequence[ActorMention], starts: Sequence[int], place: int) -> bool:
    """Whether a mention covers the place."""
    number = bisect_right(starts, place) - 1
    return number >= 0 and mentions[number].end > place


def _person(
    text: str, match: re.Match[str], floor: int, here: Sequence[ActorMention], earlier: Sequence[ActorMention]
) -> Actor | None:
    """Return the only person whom the sentence names before, else the only one of the few sentences before."""
    told = {mention.actor.id: mention.actor for mention in here if mention.actor.kind == "person"}
    if told:
        return next(iter(told.values())) if len(told) == 1 else None
    if _SOMEBODY.search(text, floor, match.start()) or _SPOKEN.search(text, floor, match.start()):
        return None
    before = {mention.actor.id: mention.actor for mention in earlier if mention.actor.kind == "person"}
    return next(iter(before.values())) if len(before) == 1 else None


def _named_next(
    names: ArticleNames, match: re.Match[str], floor: int, mentions: Sequence[ActorMention], starts: Sequence[int]
) -> Actor | None:
    """Return the person named right behind the opening words that a pronoun stands in ("After his arrest, Omar Sarwar …")."""
    comma = names.text.find(", ", match.end(), match.end() + 60)
    if comma < 0 or match.start() - floor > _OPENING or names.text.find(". ", match.end(), comma) >= 0:
        return None
    number = bisect_left(starts, comma)
    following = mentions[number] if number < len(mentions) else None
    is_next = following is not None and following.start <= comma + _OPENING and following.actor.kind == "person"
    return following.actor if is_next and following is not None else None


_OPENING = 24


def _body(text: str, match: re.Match[str], floor: int, here: Sequence[ActorMention]) -> Actor | None:
    """Return the only body, state or group that the sentence names before, else the one with which it begins."""
    told = [mention for mention in here if mention.actor.kind in _BODIES and mention.how not in _NO_OWNERS]
    if not told:
        return None
    if len({mention.actor.id for mention in told}) == 1:
        return told[0].actor
    first = told[0]
    is_subject = text[floor : first.start] in ("", "The ", "the ") and match[0].strip().lower() == "its"
    return first.actor if is_subject else None
