"""The sides of a civil war that have no other name: "rebels", "the opposition", which are those of the article's own country."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from timeline.entities.article_names import ArticleNames
from timeline.gazetteer import ActorRecord
from timeline.model import ActorMention

__all__ = ["find_sides"]

_BEFORE = re.compile(r"(?<![\w-])(?P<word>[\w’'-]+(?:\.[\w]\.)?)[ \u00a0]\Z")
_AFTER = re.compile(r"(?:['’]s?)? (?P<word>[A-Za-z][\w-]*)")
_INTRODUCED = re.compile(
    r"(?:['’]s?)?(?: (?:group|groups|faction|factions|alliance|coalition|movement|militia|outfit|army|brigade|umbrella))?"
    r"(?:,? (?:of|from|called|known as)(?: the)?)?,? ?"
)
"""What may stand between a side and the name that it only introduces: "rebel group …", "insurgents of the …"."""
_ONE_OF_MANY = frozenset(("a", "an", "another", "other", "former", "ex", "one", "some", "no", "local"))
_NO_NAMES = frozenset(
    ("Islamist", "Sunni", "Moderate", "Islamic", "Muslim", "The", "But", "And", "While", "As", "If", "When")
)
_ATTITUDE = frozenset(("to", "from"))
"""Words after "opposition" by which it is what somebody thinks of something."""
_LONGEST = 24
_SELDOM, _OFTEN = 4, 5
"""A country named less than a fourth as often as another does not count; one named five times does."""


def find_sides(names: ArticleNames, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield the rebels and the opposition named without their country: those of the country that the article is about, or
    the only ones that it names elsewhere with their country.

    ``mentions`` are the actors named, in text order. A side is an actor whose flags in actors.csv say so (``rebels``,
    ``separatists``, ``opposition``); one that also has a name of its own must be named in the article.
    """
    home = names.main_country()
    code = home.country or "" if home is not None else ""
    named = {mention.actor.id for mention in mentions}
    starts = [mention.start for mention in mentions]
    for flag, pattern in names.lexicon.sides.patterns.items():
        side = names.gazetteer.side(code, flag) or _only_side(names, flag, named)
        if side is None or not _may_mean(side, named):
            continue
        for match in pattern.finditer(names.text, names.article.start, names.article.end):
            if names.sentence_of(match.start()) is None or _is_taken(match, mentions, starts):
                continue
            if _stands_alone(names, match) and not _introduces(names, match, mentions, starts):
                yield ActorMention(match.start(), match.end(), match[0], side.actor, "anaphora")
        for match in names.lexicon.sides.holders[flag].finditer(names.text, names.article.start, names.article.end):
            if names.sentence_of(match.start()) is not None and not _is_taken(match, mentions, starts):
                yield ActorMention(match.start(), match.end(), match[0], side.actor, "aside")


def _only_side(names: ArticleNames, flag: str, named: set[str]) -> ActorRecord | None:
    """Return the only such side that an article names which is about several countries ("Syrian rebels", then "rebels"), or
    that of the country which it names most, where no other one that it names often has such a side."""
    counts = names.actors.countries
    sides = {code: side for code in counts if (side := names.gazetteer.side(code, flag)) is not None}
    meant = [side for side in sides.values() if side.kind == "movement" and side.id in named]
    if len(meant) == 1:
        return meant[0]
    (first, most), *_ = counts.most_common(1) or [("", 0)]
    alone = [code for code in sides if counts[code] * _SELDOM > most] == [first]
    return sides[first] if not meant and alone and most >= _OFTEN else None


def _may_mean(side: ActorRecord, named: set[str]) -> bool:
    """Whether the words may mean this side: it is named too, or has no other name and none has taken its place."""
    if side.id in named:
        return True
    return side.kind == "movement" and named.isdisjoint(side.merged_into)


def _is_taken(match: re.Match[str], mentions: Sequence[ActorMention], starts: Sequence[int]) -> bool:
    number = bisect_right(starts, match.start()) - 1
    before = any(mention.end > match.start() for mention in mentions[max(0, number - 3) : number + 1])
    return before or (number + 1 < len(starts) and starts[number + 1] < match.end())


def _stands_alone(names: ArticleNames, match: re.Match[str]) -> bool:
    """Whether nothing beside the words makes them somebody else's: no "Kurdish rebels", no "opposition to …"."""
    words = names.lexicon.sides
    before = _BEFORE.search(names.text, max(names.article.start, match.start() - _LONGEST), match.start())
    if before is not None:
        word = before["word"]
        if word.lower() in _ONE_OF_MANY or (
            word[:1].isupper() and word not in _NO_NAMES and not word.endswith(("-backed", "day"))
        ):
            return False
    after = _AFTER.match(names.text, match.end())
    if after is not None and after["word"] in _ATTITUDE and match[0].lower() == "opposition":
        return False
    return after is None or after["word"] not in words.no_sides


def _introduces(
    names: ArticleNames, match: re.Match[str], mentions: Sequence[ActorMention], starts: Sequence[int]
) -> bool:
    """Whether the words only say what is named next: "rebel group Boko Haram"."""
    number = bisect_left(starts, match.end())
    if number >= len(starts) or mentions[number].actor.kind in ("government", "igo"):
        return False
    return _INTRODUCED.fullmatch(names.text, match.end(), starts[number]) is not None
