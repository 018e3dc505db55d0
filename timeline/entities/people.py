"""The persons of one article as actors: who they are, for whom they speak, and the offices that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.entities.article_names import ArticleNames
from timeline.entities.lexicon import NOT_NAMES, STATE_OFFICES, TITLE_MODIFIERS, TITLES
from timeline.entities.persons import PersonSpan, find_persons
from timeline.gazetteer import ActorRecord, Hit
from timeline.model import Actor, ActorMention

__all__ = ["People"]

_OFFICES = {
    "prime minister": r"prime minister|premier|PM",
    "president": r"president",
    "foreign minister": r"foreign minister|minister (?:for|of) foreign affairs|external affairs minister",
    "defence minister": r"defen[cs]e minister|minister (?:for|of) defen[cs]e|defen[cs]e secretary",
    "interior minister": r"interior minister|home minister|minister of (?:the )?interior",
    "finance minister": r"finance minister|minister of finance",
    "army chief": r"army chief|chief of army staff|chief of (?:the )?army(?: staff)?|army commander",
    "secretary of state": r"secretary of state",
    "supreme leader": r"supreme leader",
    "secretary-general": r"secretary[- ]general",
    "leader": r"leader",
}
"""Offices that a headline names without their holder, and how they are written."""

_OFFICE_WORDS = "|".join(f"(?P<o{number}>{words})" for number, words in enumerate(_OFFICES.values()))
_OFFICE = re.compile(rf"(?<![\w-])(?<!deputy )(?<!Deputy )(?<!vice )(?<!Vice )(?:{_OFFICE_WORDS})\b", re.IGNORECASE)
_BEFORE_TITLE = re.compile(r"(?:['’]s?)?,? (?:[\w-]+ ){0,4}")


class People:
    """The persons that one article names (``mentions``), with the state or body they speak for where that is known."""

    def __init__(self, names: ArticleNames) -> None:
        self._names, self._text = names, names.text
        self._home = names.main_country()
        spans = find_persons(
            names.text, names.article.start, names.article.end, covered=self._covered,
            nation=names.nation_words.__contains__, known=self._is_known,
        )  # fmt: skip
        self._spans = [span for span in spans if names.sentence_of(span.start) is not None]
        countries = self._countries()
        self.mentions = [self._mention(span, countries.get(span.name, "")) for span in self._spans]

    def speaks_for(self) -> Iterator[ActorMention]:
        """Yield the group or body for which each named person is known to speak (states are told by the person's country)."""
        for mention in self.mentions:
            record = self._names.gazetteer.actor(mention.actor.id)
            if record is not None:
                yield from self.affiliation(mention, record)

    def affiliation(self, mention: ActorMention, record: ActorRecord) -> Iterator[ActorMention]:
        """Yield the group or body that a known person leads or speaks for."""
        for parent in record.part_of:
            body = self._names.gazetteer.actor(parent)
            if body is not None and body.kind != "government":
                yield ActorMention(mention.start, mention.end, mention.text, body.actor, "affiliation")

    def office_holders(self, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
        """Yield the person whom an office without a name means, where the article gives that office to one person only."""
        holders = self._holders()
        if not holders:
            return
        taken = {place for mention in mentions for place in range(mention.start, mention.end)}
        article = self._names.article
        for match in _OFFICE.finditer(self._text, article.start, article.end):
            held = holders.get(_office(match), {})
            if len(held) != 1 or match.start() in taken or self._names.sentence_of(match.start()) is None:
                continue
            after = self._text[match.end() : match.end() + 3]
            if re.match(r" [A-Z]|['’]| of", after) or self._is_title(match.end()):
                continue
            (actor,) = held.values()
            if self._may_hold(match.start(), actor):
                yield ActorMention(match.start(), match.end(), match[0], actor, "anaphora")

    def part_of_other_name(self, hit: Hit) -> bool:
        """Whether a known surname follows a first name of somebody else ("Bilawal Bhutto Zardari")."""
        before = re.search(r"([A-Z][\w-]+)[ \u00a0]$", self._text[max(0, hit.start - 24) : hit.start])
        if before is None or " " in hit.text:
            return False
        word = before[1]
        return (
            word not in NOT_NAMES
            and word.lower() not in TITLES | TITLE_MODIFIERS
            and word not in self._names.nation_words
        )

    def _covered(self, start: int, end: int) -> bool:
        """Whether the span ends in a known name that is no person's."""
        hit = self._names.by_end.get(end)
        if hit is None:
            return False
        name, record = self._names.actor_name(hit), self._names.actor(hit)
        if name is not None and record is not None:
            weak = name.flags & {"context", "adjective", "people"}
            return record.kind != "person" and not (hit.start > start and weak)
        return hit.start <= start

    def _is_known(self, name: str) -> bool:
        return self._names.gazetteer.person(name) is not None

    def _mention(self, span: PersonSpan, country: str) -> ActorMention:
        hit = self._names.by_end.get(span.end)
        record = self._names.actor(hit) if hit is not None and hit.start <= span.start else None
        if record is None or record.kind != "person":
            record = self._names.gazetteer.person(span.name)
        actor = record.actor if record is not None else Actor(f"text:{span.name}", span.name, "", "person", country)
        return ActorMention(span.start, span.end, self._text[span.start : span.end], actor, span.how)

    def _countries(self) -> dict[str, str]:
        """Return for each person with a state's office the state: the one beside the title, else the article's own."""
        found: dict[str, str] = {}
        for span in self._spans:
            if span.name in found or not set(re.findall(r"[a-z-]+", span.title.lower())) & STATE_OFFICES:
                continue
            code = self._country_beside(span)
            if (
                not code
                and self._home is not None
                and re.search(r"minister|president|governor|army", span.title, re.IGNORECASE)
            ):
                code = self._home.country
            if code:
                found[span.name] = code
        return found

    def _country_beside(self, span: PersonSpan) -> str:
        for hit in reversed(self._names.hits_between(max(self._names.article.start, span.run - 48), span.start)):
            record = self._names.actor(hit)
            if record is not None and record.kind == "government":
                between = self._text[hit.end : span.start]
                return record.id if _BEFORE_TITLE.fullmatch(between) else ""
            if record is not None:
                return ""
        after = self._names.hits_between(span.end, span.end + 40) if span.how == "apposition" else []
        for hit in after[:1]:
            record = self._names.actor(hit)
            if (
                record is not None
                and record.kind == "government"
                and self._text[span.end : hit.start] in (", ", ", a ", ", the ", ", an ")
            ):
                return record.id
        return ""

    def _holders(self) -> dict[str, dict[str, Actor]]:
        found: dict[str, dict[str, Actor]] = {}
        for span, mention in zip(self._spans, self.mentions, strict=True):
            for match in _OFFICE.finditer(span.title):
                found.setdefault(_office(match), {})[mention.actor.name] = mention.actor
        return found

    def _is_title(self, end: int) -> bool:
        return any(span.run <= end <= span.start for span in self._spans)

    def _may_hold(self, start: int, actor: Actor) -> bool:
        """Whether the state named before the office, if any, is the person's own."""
        hit = self._names.last_hit_before(start)
        if hit is None or not 0 <= start - hit.end <= 4:
            return True
        record = self._names.actor(hit)
        return record is None or record.kind != "government" or actor.country in ("", record.id)


def _office(match: re.Match[str]) -> str:
    number = next(int(name[1:]) for name, words in match.groupdict().items() if words)
    return list(_OFFICES)[number]
