"""Attackers whom a text says to be of a group: "the gunmen, believed to belong to X"; and "they", after what X did."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from timeline.entities.article_names import ArticleNames
from timeline.gazetteer import GROUP_KINDS
from timeline.model import Actor, ActorMention

__all__ = ["find_identified", "find_they"]

_MEN = (
    r"(?P<men>[Aa]ttackers?|[Aa]ssailants?|[Gg]unm[ae]n|[Mm]ilitants?|[Ii]nsurgents?|[Ff]ighters|[Rr]ebels|[Rr]aiders|[Kk]idnappers|"
    r"[Aa]bductors|[Cc]aptors|[Hh]ijackers|[Bb]ombers?|[Jj]ihadists?|[Mm]ilitiamen|armed men|[Tt]errorists?|[Bb]andits)"
)
_HELD = r"(?:believed|suspected|thought|said|alleged|reported|understood|presumed|assumed|known|feared)"
_BELONG = (
    r"(?:belong to|be (?:from|with|of|members? of|part of|linked to|affiliated (?:with|to)|loyal to|fighters (?:of|from|for)|"
    r"militants (?:of|from))|have (?:come from|links to|ties to)|come from)"
)
_BY = r"(?:whom? )?(?:the )?[\w’' ]{0,30}?(?:identified|described|named)(?: by [\w ]{2,24})?"
_AS = r"as (?:suspected )?(?:(?:members?|fighters|militants) (?:of|from) )?"
_IDENTIFIED = re.compile(
    rf"\b{_MEN}(?: in [A-Z]\w+)?,? (?:(?:who|which|that) )?(?:(?:are|were|is|was|have been|had been) )?(?:widely |later |also )?"
    rf"(?:{_HELD} to {_BELONG}|{_BY} {_AS}) ?(?:the )?\Z"
)
_FAR = 110
_THEY = re.compile(
    r"(?P<they>They) (?:(?:also|later|then|had|have|again|reportedly|first) )*(?!said\b|told\b|added\b|called\b)[a-z]+"
)
_SUBJECT = re.compile(
    r"(?:(?:The|Suspected|Some|Dozens of|Hundreds of|Armed|Heavily|[A-Z]?[a-z]+ly|suspected|[Mm]ilitants|[Ff]ighters|[Gg]unmen|"
    r"[Rr]ebels|from|of|with|the|armed|heavily) )*"
)


def find_identified(names: ArticleNames, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield the men who are said to be of a group as that group; ``mentions`` are those named, in text order."""
    for mention in mentions:
        if mention.actor.kind not in GROUP_KINDS or mention.how == "aside":
            continue
        match = _IDENTIFIED.search(names.text, max(names.article.start, mention.start - _FAR), mention.start)
        if match is not None and names.sentence_of(match.start("men")) == names.sentence_of(mention.start):
            yield ActorMention(*match.span("men"), match["men"], mention.actor, "anaphora")


def find_they(names: ArticleNames, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield "they" at the head of a sentence where a group is the subject of the sentence before, or of those they follow."""
    starts = [mention.start for mention in mentions]
    told: Actor | None = None
    for number, sentence in enumerate(names.sentences):
        match = _THEY.match(names.text, sentence.start, sentence.end)
        if match is None:
            told = None
            continue
        if number and told is None:
            told = _subject(names, mentions, starts, names.sentences[number - 1].start)
        if told is not None:
            yield ActorMention(*match.span("they"), match["they"], told, "anaphora")


def _subject(names: ArticleNames, mentions: Sequence[ActorMention], starts: Sequence[int], start: int) -> Actor | None:
    """Return the group with which a sentence begins."""
    at = bisect_left(starts, start)
    first = mentions[at] if at < len(mentions) else None
    if first is None or first.actor.kind not in GROUP_KINDS or first.how == "aside":
        return None
    return first.actor if _SUBJECT.fullmatch(names.text, start, first.start) else None
