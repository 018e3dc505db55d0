"""The bodies of provinces that govern themselves: "K-P launches …", "the Sindh Assembly", "Balochistan police"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from timeline.entities.article_names import ArticleNames
from timeline.gazetteer import Hit, PlaceRecord
from timeline.model import Actor, ActorMention

__all__ = ["find_provincial", "own_name"]

_FEDERAL = frozenset({"PK", "IN"})
"""Countries whose papers tell of provinces as of those who act."""
_BODY = re.compile(
    r"(?:['’]s)? (?P<body>[Pp]olice|(?:[Pp]rovincial )?[Aa]ssembly|govt|[Cc]abinet|(?:[Pp]rovincial )?[Gg]overnment)\b"
)
_PROVINCIAL = re.compile(r"provincial (?P<body>government|govt|assembly|cabinet|police)\b")
_NEW_LINE = re.compile(r"(?:^|\n)[\s•*“‘'\"]*\Z")
_JAILS = tuple(
    re.compile(rf" {jail}(?= (?:authorities|officials|administration|staff)\b)") for jail in ("Jail", "Prison")
)
"""Each begins with its letters, so that it is found fast."""
_JAIL_NAME = re.compile(r"(?<![\w-])[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}\Z")


def find_provincial(names: ArticleNames) -> Iterator[ActorMention]:
    """Yield the governments, the assemblies and the police of provinces, and jails whose authorities act."""
    hits = [(hit, place) for hit in names.hits if (place := _province(names, hit)) is not None]
    for hit, place in hits:
        match = _BODY.match(names.text, hit.end)
        if match is not None:
            yield _mention(names, hit.start, match.end(), _called(place, match["body"]))
        elif _acts(names, hit):
            yield _mention(names, hit.start, hit.end, _called(place, "government"))
    if hits:
        ((meant, _),) = Counter(place for _, place in hits).most_common(1)
        for match in _PROVINCIAL.finditer(names.text, names.article.start, names.article.end):
            if names.sentence_of(match.start()) is not None:
                yield _mention(names, *match.span(), _called(meant, match["body"]))
    yield from _jails(names)


def _jails(names: ArticleNames) -> Iterator[ActorMention]:
    """Yield the jails whose authorities act."""
    for pattern in _JAILS:
        for match in pattern.finditer(names.text, names.article.start, names.article.end):
            sentence = names.sentence_of(match.start())
            first = _JAIL_NAME.search(names.text, sentence.start, match.start()) if sentence is not None else None
            if first is not None:
                words = names.text[first.start() : match.end()]
                jail = Actor(f"text:{words}", words, "", "organisation")
                yield ActorMention(first.start(), match.end(), words, jail, "organisation")


def own_name(names: ArticleNames, start: int, name: str) -> str:
    """Return a body's name with its province written in full: the K-P Assembly is the Khyber Pakhtunkhwa Assembly."""
    first = names.hits_between(start, start + 1)
    place = _province(names, first[0]) if first else None
    return place + name[len(first[0].text) :] if place is not None and name.startswith(first[0].text) else name


def _province(names: ArticleNames, hit: Hit) -> str | None:
    """Return the name of the province that a hit is."""
    if not hit.known.places or names.actor(hit) is not None:
        return None
    places = [record for record in hit.candidates if isinstance(record, PlaceRecord)]
    return next((one.name for one in places if one.level == "subdivision" and one.country in _FEDERAL), None)


def _called(province: str, body: str) -> tuple[str, str]:
    """Return what a province's body is called, and its kind."""
    last = body.lower().split()[-1]
    if last in ("government", "govt", "cabinet"):
        return f"Government of {province}", "government"
    return f"{province} {last.capitalize()}", "security_force" if last == "police" else "organisation"


def _acts(names: ArticleNames, hit: Hit) -> bool:
    """Whether a headline begins with the province and goes on with what it does ("K-P launches …")."""
    following = re.compile(r" (?P<word>[a-z]+s)\b").match(names.text, hit.end)
    if following is None or following["word"] not in names.lexicon.states.decisions:
        return False
    return _NEW_LINE.search(names.text, max(0, hit.start - 8), hit.start) is not None


def _mention(names: ArticleNames, start: int, end: int, called: tuple[str, str]) -> ActorMention:
    name, kind = called
    return ActorMention(start, end, names.text[start:end], Actor(f"text:{name}", name, "", kind), "province")
