"""The persons of one article as actors: who they are, for whom they speak, and the offices that stand for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from timeline.entities.article_names import ArticleNames
from timeline.entities.lexicon.person_words import NO_NAME, PLAIN_MODIFIER, PLAIN_TITLE
from timeline.entities.persons import PersonSpan, find_persons
from timeline.gazetteer import ActorRecord, Hit
from timeline.model import Actor, ActorMention

__all__ = ["People"]

_OFFICES = {
    "prime minister": ("rime remier PM", r"[Pp]rime [Mm]inister|[Pp]remier|PM"),
    "president": ("resident", r"[Pp]resident"),
    "foreign minister": (
        "oreign inister xternal",
        r"[Ff]oreign [Mm]inister|[Mm]inister (?:for|of) [Ff]oreign [Aa]ffairs|[Ee]xternal [Aa]ffairs [Mm]inister",
    ),
    "defence minister": (
        "efen inister",
        r"[Dd]efen[cs]e (?:[Mm]inister|[Ss]ecretary)|[Mm]inister (?:for|of) [Dd]efen[cs]e",
    ),
    "interior minister": (
        "nterior ome inister",
        r"[Ii]nterior [Mm]inister|[Hh]ome [Mm]inister|[Mm]inister of (?:the )?[Ii]nterior",
    ),
    "finance minister": ("inance inister", r"[Ff]inance [Mm]inister|[Mm]inister of [Ff]inance"),
    "army chief": ("rmy hief", r"[Aa]rmy [Cc]hief|[Cc]hief of (?:the )?[Aa]rmy(?: [Ss]taff)?|[Aa]rmy [Cc]ommander"),
    "secretary of state": ("ecretary", r"[Ss]ecretary of [Ss]tate"),
    "supreme leader": ("upreme", r"[Ss]upreme [Ll]eader"),
    "secretary-general": ("ecretary", r"[Ss]ecretary[- ][Gg]eneral"),
    "leader": ("eader", r"leader"),
}
"""Offices that a headline names without their holder: letters that all their spellings hold, looked for first, and the spellings.

Small letters leave out the first, which may be a capital or not.
"""

_OFFICE = {office: re.compile(rf"(?:{words})(?![\w])") for office, (_, words) in _OFFICES.items()}
_LETTERS = {office: tuple(letters.split()) for office, (letters, _) in _OFFICES.items()}
_LEADER = re.compile("leader")
_LEADER_OF = re.compile(r"\bleader of (?:the )?$")
_GOES_ON = re.compile(r" [A-Z]|['’]| of")
_FIRST_NAME = re.compile(r"([A-Z][\w-]+)[ \u00a0]$")
_WORDS = re.compile(r"[a-z-]+")
_OF_THE_STATE = re.compile(r"minister|president|governor|army", re.IGNORECASE)
_LEADER_AFTER = re.compile(r"(?:['’]s)? (?:supreme |overall |top )?(?P<leader>leader)\b(?!,? [A-Z])")
_BEFORE_TITLE = re.compile(r"(?:['’]s?)?,? (?:[\w-]+ ){0,4}")


_HIS_MEN = re.compile(r"['’]s (?:[a-z]+ )?(?:troops|forces|soldiers|army|guards?|guardsmen|loyalists|supporters)\b")
_SENT_TO = re.compile(r"[a-z] (?:for|to|on) (?:the )?\Z")


class People:
    """The persons that one article names (``mentions``), with the state or body they speak for where that is known."""

    def __init__(self, names: ArticleNames) -> None:
        self._names, self._text, self._words = names, names.text, names.lexicon.persons
        self._home = names.main_country()
        spans = find_persons(
            names.text, names.article.start, names.article.end, words=self._words,
            covered=self._covered, elsewhere=self._is_elsewhere,
            nation=names.words_of_bodies.__contains__, known=self._is_known, known_length=self._known_length,
        )  # fmt: skip
        self._spans = [span for span in spans if names.sentence_of(span.start) is not None]
        countries = self._countries()
        known = self._known_by_name()
        self.mentions = [self._mention(span, countries.get(span.name, ""), known) for span in self._spans]

    def speaks_for(self) -> Iterator[ActorMention]:
        """Yield the group or body for which each named person is known to speak (states are told by the person's country)."""
        for mention in self.mentions:
            record = self._names.gazetteer.actor(mention.actor.id)
            if record is not None:
                yield from self.affiliation(mention, record)

    def affiliation(self, mention: ActorMention, record: ActorRecord) -> Iterator[ActorMention]:
        """Yield the group or body that a known person leads or speaks for, where the article names it."""
        for parent in record.part_of:
            body = self._names.gazetteer.actor(parent)
            if body is not None and body.kind != "government" and parent in self._bodies_named:
                yield ActorMention(mention.start, mention.end, mention.text, body.actor, "affiliation")

    @cached_property
    def _bodies_named(self) -> frozenset[str]:
        """The ids of the actors that the article names."""
        records = (self._names.actor(hit) for hit in self._names.hits)
        return frozenset(record.id for record in records if record is not None)

    def office_holders(self, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
        """Yield the person whom an office without a name means, where the article gives that office to one person only."""
        holders = self._holders()
        if not holders:
            return
        taken = _Taken(mentions)
        for office, held in holders.items():
            for match in self._written(office):
                if taken.holds(match.start()) or not self._stands_alone(match):
                    continue
                actor = self._holder(match.start(), held)
                if actor is not None:
                    yield ActorMention(match.start(), match.end(), match[0], actor, "anaphora")

    def _written(self, office: str) -> Iterator[re.Match[str]]:
        """Yield where an office is written, with or without a name."""
        text, begin, end, told = self._text, self._names.article.start, self._names.article.end, 0
        for at in sorted(at for letters in _LETTERS[office] for at in _places(text, letters, begin, end)):
            match = _OFFICE[office].match(text, at, end) if at >= told else None
            if match is not None:
                told = match.end()
                yield match

    def group_leaders(self, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
        """Yield the person meant by "the leader of Hezbollah" or "Hezbollah leader": the only one of the group in the article."""
        members: dict[str, dict[str, Actor]] = {}
        for mention in mentions:
            record = self._names.gazetteer.actor(mention.actor.id)
            for group in record.part_of if record is not None and record.kind == "person" else ():
                members.setdefault(group, {})[mention.actor.id] = mention.actor
        for mention in mentions if members else ():
            known = list(members.get(mention.actor.id, {}).values())
            if len(known) == 1 and (match := self._leader_beside(mention)) is not None:
                yield ActorMention(match.start(), match.end(), match[0], known[0], "anaphora")

    def _leader_beside(self, mention: ActorMention) -> re.Match[str] | None:
        """Return the word "leader" before or after a group, where no name and no "another" makes it somebody else."""
        before = self._text[max(0, mention.start - 30) : mention.start]
        if _LEADER_OF.search(before):
            at = mention.start - len(before) + before.rindex("leader")
            return _LEADER.match(self._text, at)
        match = _LEADER_AFTER.match(self._text, mention.end)
        other = f" {before.lower()}".endswith((" another ", " a ", " an ", " one ", " former ", " senior ", " top "))
        return None if match is None or other else _LEADER.match(self._text, match.start("leader"))

    def _stands_alone(self, match: re.Match[str]) -> bool:
        """Whether the office is named in a sentence without a holder's name after it."""
        if self._names.sentence_of(match.start()) is None or _is_other_office(self._text, match.start()):
            return False
        after = self._text[match.end() : match.end() + 3]
        if _HIS_MEN.match(self._text, match.end()):
            return True  # "the president's troops"
        return not _GOES_ON.match(after) and not any(s.run <= match.end() <= s.start for s in self._spans)

    def part_of_other_name(self, hit: Hit) -> bool:
        """Whether a known surname follows a first name of somebody else ("Bilawal Bhutto Zardari")."""
        if " " in hit.text:
            return False
        before = _FIRST_NAME.search(self._text[max(0, hit.start - 24) : hit.start])
        if before is None:
            return False
        word = before[1]
        no_other = self._words.traits[word] & (NO_NAME | PLAIN_TITLE | PLAIN_MODIFIER)
        return not no_other and word not in self._names.nation_words

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

    def _is_elsewhere(self, start: int, end: int, is_first: bool) -> bool:
        """Whether words that could be a person's short name are here another actor, or a place by the preposition before."""
        hit = self._names.by_end.get(end)
        if hit is None:
            return False
        if (record := self._names.actor(hit)) is not None:
            return record.kind != "person"
        words = self._text[max(0, start - 16) : start].split()
        return is_first or (bool(words) and words[-1].lower() in self._words.before_places)

    def _known_length(self, start: int) -> int:
        """Return how long the known body's or place's name is that begins here; 0 where none does."""
        hits = self._names.hits_between(start, start + 1)
        record = self._names.actor(hits[0]) if hits else None
        return len(hits[0].text) if hits and (record is None or record.kind != "person") else 0

    def _is_known(self, name: str) -> bool:
        return self._names.gazetteer.person(name) is not None

    def _known_by_name(self) -> dict[str, ActorRecord]:
        """Return the known persons by the name that the article gives them, less a title that belongs to the known one."""
        found: dict[str, ActorRecord] = {}
        for span in self._spans:
            hit = self._names.by_end.get(span.end)
            record = self._names.actor(hit) if hit is not None and hit.start <= span.start else None
            if record is None or record.kind != "person":
                record = self._names.gazetteer.person(span.name)
            if record is not None:
                found.setdefault(span.name, record)
        return found

    def _mention(self, span: PersonSpan, country: str, known: Mapping[str, ActorRecord]) -> ActorMention:
        record = known.get(span.name)
        actor = record.actor if record is not None else Actor(f"text:{span.name}", span.name, "", "person", country)
        return ActorMention(span.start, span.end, self._text[span.start : span.end], actor, span.how)

    def _countries(self) -> dict[str, str]:
        """Return for each person with a state's office the state: the one beside the title, else the article's own."""
        found: dict[str, str] = {}
        for span in self._spans:
            if span.name in found or not set(_WORDS.findall(span.title.lower())) & self._words.state_offices:
                continue
            code = self._country_beside(span)
            if not code and self._home is not None and _OF_THE_STATE.search(span.title):
                code = self._home.country
            if code:
                found[span.name] = code
        return found

    def _country_beside(self, span: PersonSpan) -> str:
        for hit in reversed(self._names.hits_between(max(self._names.article.start, span.run - 48), span.start)):
            record = self._names.actor(hit)
            if record is not None and record.kind == "government":
                if _SENT_TO.search(self._text, max(0, hit.start - 24), hit.start):
                    continue  # "Kenya's envoy for Uganda, Omar Sarwar": of the two the first is his own
                if self._is_body_of_states(hit.start - 1):
                    return ""  # "the U.N. Uganda envoy Omar Sarwar"
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

    def _is_body_of_states(self, end: int) -> bool:
        """Whether the name of an organisation of states ends here."""
        hit = self._names.by_end.get(end)
        record = self._names.actor(hit) if hit is not None else None
        return record is not None and record.kind == "igo"

    def _holders(self) -> dict[str, list[Actor]]:
        """Return who holds each office in the article."""
        found: dict[str, dict[str, Actor]] = {}
        for span, mention in zip(self._spans, self.mentions, strict=True):
            for office, pattern in _OFFICE.items() if span.title else ():
                match = pattern.search(span.title)
                if match is not None and not _is_other_office(span.title, match.start()):
                    found.setdefault(office, {})[mention.actor.name] = mention.actor
        return {office: list(held.values()) for office, held in found.items()}

    def _holder(self, start: int, held: Sequence[Actor]) -> Actor | None:
        """Return the only holder whom the words before leave the office to: "the president", "the Kenyan president"."""
        hit = self._names.last_hit_before(start)
        if hit is not None and 0 <= start - hit.end <= 4:
            record = self._names.actor(hit)
            if record is not None and record.kind == "government":
                of_state = [actor for actor in held if actor.country == record.id]
                held = of_state or [actor for actor in held if not actor.country]
            return held[0] if len(held) == 1 else None
        before = self._text[max(0, start - 12) : start]
        alone = not before.strip() or before[-1] == "\n"
        named = before.lower().endswith(("the ", " and ", ", ", "country's ", "country’s "))
        return held[0] if len(held) == 1 and (alone or named) else None


def _places(text: str, letters: str, start: int, end: int) -> Iterator[int]:
    """Yield where letters stand, and where a word begins whose first letter they leave out."""
    at = text.find(letters, start, end)
    while at >= 0:
        yield at if letters[0].isupper() else max(start, at - 1)
        at = text.find(letters, at + 1, end)


def _is_other_office(text: str, start: int) -> bool:
    """Whether the words before make it another office: the deputy prime minister, the vice-president."""
    before = text[max(0, start - 8) : start].lower()
    return before.endswith(("deputy ", "vice ", "-")) or before[-1:].isalnum()


class _Taken:
    """The letters that mentions cover, asked for one at a time."""

    def __init__(self, mentions: Sequence[ActorMention]) -> None:
        spans = sorted((mention.start, mention.end) for mention in mentions)
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def holds(self, place: int) -> bool:
        """Whether a mention covers the letter."""
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._ends[number]
