"""Who claims or is blamed for the attack told before: "The attack was claimed by X", "X later claimed responsibility"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.dated import Dated
from timeline.events.fighting import FIGHTERS
from timeline.gazetteer import GROUP_KINDS
from timeline.model import Actor, ActorMention, Row

__all__ = ["with_claims"]

_DEED = (
    r"(?:attacks?|raid|assault|bombings?|blasts?|explosions?|ambush|shooting|siege|killings?|massacre|abductions?|kidnappings?|"
    r"beheadings?|hijacking|suicide bombing|incident|violence|murders?)"
)
_THE = rf"(?:(?:[Tt]he|[Tt]his|[Tt]hat|[Bb]oth|[A-Z][a-z]+day['’]s)(?: [\w'’-]+){{0,3}}? {_DEED}|[Ii]t)"
_BY_IT = re.compile(
    rf"\A{_THE}(?: in [A-Z][\w-]+(?: [\w-]+){{0,5}})?,?(?: which)? (?:was|were|has been|had been|is)(?: \w+)? "
    rf"(?:claimed by|blamed on|attributed to|carried out by|the work of) (?:the |a )?(?:[\w-]+ ){{0,3}}\Z"
)
_BLAMED = re.compile(r"\bblam(?:ed|ing|es) (?:the )?(?:[\w-]+ ){0,2}\Z")
_FOR_IT = re.compile(rf"(?: \([A-Z][\w-]*\))?(?:[ ,]+[\w-]+){{0,3}}? for {_THE}\b")
_CLAIMS = re.compile(
    r"(?: \([A-Z][\w-]*\))?,?(?: (?:group|militants|fighters|militant group|later|also|has|have|quickly|swiftly|immediately))* "
    r"(?:claimed|took|accepted|said it (?:was|carried out|was behind)) "
    rf"(?:responsibility(?! for (?:a|an|other|previous|similar)\b)|{_THE})"
)
_NOBODY = re.compile(r"\b(?:[Nn]o|[Nn]either|not|denied|denies|[Aa]nother|similar|previous|earlier|past)\b")
_FAR = 600
"""Letters between a claim and the attack."""


def with_claims(rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
    """Return the rows of an article, attacks without a doer with the group that a later sentence of no day says did them."""
    done = list(rows)
    if not any(_is_open(row) for row in rows):
        return done
    claimants = list(_claimants(dated[0]))
    if len({mention.actor.id for mention in claimants}) > 1:
        return done  # two groups claim it, or there are two attacks
    for mention in claimants:
        before = [n for n, row in enumerate(done) if row.start < mention.start and row.type == "attack"]
        told = [n for n in before if mention.start - done[n].start <= _FAR and done[n].interval.is_known]
        if not told or not _is_open(done[told[-1]]):
            continue
        meant = done[told[-1]]
        same = (n for n in before if done[n].interval == meant.interval and _is_open(done[n]))
        for number in (n for n in same if _tells_of_fighters(dated[n])):
            done[number] = _by(done[number], mention.actor)
    return done


def _is_open(row: Row) -> bool:
    """Whether a row is an attack that no group is named for."""
    return row.type == "attack" and row.is_dated and all(actor.kind not in GROUP_KINDS for actor in row.actors)


def _tells_of_fighters(item: Dated) -> bool:
    """Whether a sentence tells of gunmen or militants, who may be those of a group: a bomb may be anybody's."""
    return any(token.word in FIGHTERS for token in item.reading.parse.tokens)


def _by(row: Row, actor: Actor) -> Row:
    return replace(row, actors=(*row.actors, actor), roles=(*row.roles, "source"))


def _claimants(item: Dated) -> Iterator[ActorMention]:
    """Yield the groups that sentences without a date name for an attack told before."""
    text, mentions = item.reading.text, item.reading.mentions
    for mention in mentions.actors:
        if mention.actor.kind not in GROUP_KINDS or mention.how == "anaphora":
            continue
        start = max(text.rfind(end, 0, mention.start) + len(end) for end in (". ", "\n", ".” ", '." '))
        stop = min((at for end in (". ", "\n") if (at := text.find(end, mention.end)) >= 0), default=len(text))
        if any(start <= date.start < stop for date in mentions.dates.before(stop, stop - start)):
            continue
        before, after = text[start : mention.start], text[mention.end : stop]
        if _NOBODY.search(before) or _NOBODY.search(after[:40]):
            continue
        blamed = _BLAMED.search(before) is not None and _FOR_IT.match(after) is not None
        claims = _CLAIMS.match(after) is not None and before.count(" ") <= 4
        if blamed or claims or _BY_IT.search(before) is not None:
            yield mention
