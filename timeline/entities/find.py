"""The order in which an article's names are read: what is known, what the text defines, then persons, organisations, stand-ins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.entities import place_choice
from timeline.entities.anaphora import find_stand_ins
from timeline.entities.definitions import Definition, find_definitions
from timeline.entities.grammar import is_dateline, read_around, read_capital, read_country, read_nationality
from timeline.entities.known_actors import KnownActors
from timeline.entities.lexicon import NOT_NAMES, STATE_HEADS, TITLE_MODIFIERS, TITLES
from timeline.entities.organisations import OrganisationSpan, find_organisations
from timeline.entities.persons import PersonSpan, find_persons
from timeline.gazetteer import ActorRecord, Gazetteer, Hit, Name, PlaceRecord
from timeline.model import Actor, ActorMention, Article, PlaceMention, Sentence

__all__ = ["Entities", "find_entities", "unknown_names"]

_MAIN_SHARE = 0.5
"""The share of an article's countries from which on "the army" without more is that country's."""


@dataclass(frozen=True, slots=True)
class Entities:
    """The actors and places of one article, in text order."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()


def find_entities(text: str, article: Article, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Entities:
    """Return who and where the article's sentences name; what lies outside the sentences (page furniture) is not read."""
    reading = _Reading(text, article, sentences, gazetteer)
    actors = [*reading.known(), *reading.persons, *reading.organisations]
    actors.sort(key=lambda mention: (mention.start, -mention.end))
    actors += find_stand_ins(text, sentences, actors, reading.main_country())
    actors.sort(key=lambda mention: (mention.start, -mention.end))
    return Entities(tuple(dict.fromkeys(actors)), reading.places(actors))


def unknown_names(text: str, article: Article, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the names of the article that no gazetteer entry explains (persons, organisations), as often as they are seen."""
    reading = _Reading(text, article, sentences, gazetteer)
    found = [mention for mention in (*reading.persons, *reading.organisations) if mention.actor.id.startswith("text:")]
    return tuple(mention.actor.name for mention in sorted(found, key=lambda mention: mention.start))


class _Reading:
    """One article while its names are read."""

    def __init__(self, text: str, article: Article, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> None:
        self.text, self.article, self.sentences, self.gazetteer = text, article, sentences, gazetteer
        self._starts = [sentence.start for sentence in sentences]
        hits = gazetteer.scan(text, article.start, article.end)
        self.defined: dict[str, Actor | tuple[Name, ...] | None] = {}
        self.hits = self._with_definitions([hit for hit in hits if self._sentence_of(hit.start) is not None])
        self.actors = KnownActors(self.hits)
        self._ends = {hit.end: hit for hit in self.hits}
        self._hit_starts = [hit.start for hit in self.hits]
        self._nation_words = {word for hit in self.hits if self._is_state(hit) for word in hit.text.split()}
        spans = self._person_spans()
        self.persons = [self._person(span) for span in spans]
        self.organisations = list(self._organisations())

    # what the text itself defines

    def _with_definitions(self, hits: list[Hit]) -> list[Hit]:
        definitions = find_definitions(self.text, self.article.start, self.article.end)
        if not definitions:
            return hits
        by_end = {hit.end: hit for hit in hits}
        for definition in definitions:
            self.defined[definition.short] = self._meaning(definition, by_end)
        words = "|".join(re.escape(short) for short in sorted(self.defined, key=len, reverse=True))
        pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w])")
        spans = [
            m for m in pattern.finditer(self.text, self.article.start, self.article.end) if self._sentence_of(m.start())
        ]
        at = {match.start() for match in spans}
        kept = [hit for hit in hits if hit.start not in at or hit.text not in self.defined]
        held = (
            {place for hit in kept if hit.end - hit.start > 1 for place in range(hit.start, hit.end)}
            if spans
            else set()
        )
        for match in spans:
            meaning = self.defined[match[0]]
            if isinstance(meaning, tuple) and match.start() not in held:
                kept.append(Hit(match.start(), match.end(), match[0], meaning))
        return sorted(kept, key=lambda hit: hit.start)

    def _meaning(self, definition: Definition, by_end: Mapping[int, Hit]) -> Actor | tuple[Name, ...] | None:
        """Return what a defined abbreviation stands for: known names, a new actor, or None where it names nobody."""
        long = self.text[definition.start : definition.end]
        hit = by_end.get(definition.end)
        if hit is not None and hit.start <= definition.start + 4 and not _is_state_name(hit):
            return hit.names
        same = tuple(
            name for name in self.gazetteer.named(definition.short)
            if _plain(long) in {_plain(other) for other in name.record.names()}
        )  # fmt: skip
        if same:
            return same
        if self.gazetteer.named(long):
            return self.gazetteer.named(long)
        words = long.split()
        if not long[:1].isupper() or sum(word[:1].isupper() for word in words) * 2 < len(words):
            return None
        name = re.sub(r"\s+", " ", long)
        return Actor(f"text:{name}", name, definition.short, "organisation")

    # known actors

    def known(self) -> Iterator[ActorMention]:
        """Yield the mentions of known actors, states read by the grammar around them."""
        taken = [(m.start, m.end) for m in (*self.persons, *self.organisations)]
        taken.sort()
        self.state_readings: dict[int, str] = {}
        previous: tuple[int, str] = (-1, "")
        for hit in self.hits:
            if _inside(hit, taken):
                continue
            name = self.actors.choose(hit)
            if name is None or not isinstance(name.record, ActorRecord):
                continue
            if name.record.kind == "government":
                reading = self._read_state(hit, name, previous)
                self.state_readings[hit.start] = reading
                previous = (hit.end, reading)
                if (mention := self._state_mention(hit, name, reading)) is not None:
                    yield mention
            elif not (name.record.kind == "person" and self._part_of_other_name(hit)):
                how = (
                    "definition"
                    if hit.text in self.defined
                    else "name"
                    if name.record.kind == "person"
                    else "gazetteer"
                )
                yield ActorMention(hit.start, hit.end, hit.text, self._acting(name.record), how)

    def _acting(self, record: ActorRecord) -> Actor:
        """Return the actor a record is shown as: a state's own forces act as the state where the entry says so."""
        state = self.gazetteer.government(record.country) if "as_country" in record.flags else None
        return state.actor if state is not None else record.actor

    def _read_state(self, hit: Hit, name: Name, previous: tuple[int, str]) -> str:
        sentence = self._sentence_of(hit.start)
        assert sentence is not None
        if not name.flags & {"adjective", "people", "office"} and self._is_dateline(hit, sentence):
            return "dateline"
        if "office" in name.flags:
            return "office"
        around = read_around(self.text, hit.start, hit.end, sentence.start, sentence.end)
        if name.flags & {"people"}:
            return "people"
        if "capital" in name.flags:
            reading: str = read_capital(around)
            if reading == "weak":
                reading = "weak" if self._listed(hit, previous) != "place" else "place"
            return reading
        if "adjective" in name.flags:
            return read_nationality(around)
        reading = read_country(around)
        if reading == "both" and self._listed(hit, previous) == "place":
            return "place"
        return reading

    def _listed(self, hit: Hit, previous: tuple[int, str]) -> str:
        """Return how the name before was read where the two stand in one list ("in Iraq and Syria", "in Kabul, Afghanistan")."""
        between = self.text[previous[0] : hit.start] if 0 <= hit.start - previous[0] <= 10 and previous[0] >= 0 else "x"
        return previous[1] if re.fullmatch(r",? ?(?:and|or|,)? ?(?:the )?", between) else ""

    def _is_dateline(self, hit: Hit, sentence: Sentence) -> bool:
        if not is_dateline(self.text, hit.end):
            return False
        before = self.text[sentence.start : hit.start].strip(" \u00a0•(*")
        return not before or (before.isupper() and len(before) < 40) or (before.endswith(",") and before.count(" ") < 3)

    def _state_mention(self, hit: Hit, name: Name, reading: str) -> ActorMention | None:
        assert isinstance(name.record, ActorRecord)
        how = {
            "state": "metonymy" if "capital" in name.flags else "state", "both": "country", "office": "office",
            "people": "nationality", "weak": "metonymy",
        }.get(reading)  # fmt: skip
        return ActorMention(hit.start, hit.end, hit.text, name.record.actor, how) if how else None

    def _part_of_other_name(self, hit: Hit) -> bool:
        """Whether a known surname follows a first name of somebody else ("Bilawal Bhutto Zardari")."""
        before = re.search(r"([A-Z][\w-]+)[ \u00a0]$", self.text[max(0, hit.start - 24) : hit.start])
        if before is None or " " in hit.text:
            return False
        word = before[1]
        return word not in NOT_NAMES and word.lower() not in TITLES | TITLE_MODIFIERS and word not in self._nation_words

    # persons and organisations

    def _person_spans(self) -> list[PersonSpan]:
        spans = find_persons(
            self.text,
            self.article.start,
            self.article.end,
            covered=self._covered,
            known=self._nation_words.__contains__,
        )
        return [span for span in spans if self._sentence_of(span.start) is not None]

    def _covered(self, start: int, end: int) -> bool:
        hit = self._ends.get(end)
        if hit is None:
            return False
        name = self.actors.choose(hit)
        if name is not None and isinstance(name.record, ActorRecord):
            return name.record.kind != "person" and not (hit.start > start and "context" in name.flags)
        return hit.start <= start

    def _person(self, span: PersonSpan) -> ActorMention:
        for name in self.gazetteer.named(span.name):
            if isinstance(name.record, ActorRecord) and name.record.kind == "person":
                return ActorMention(span.start, span.end, self.text[span.start : span.end], name.record.actor, span.how)
        actor = Actor(f"text:{span.name}", span.name, "", "person", self._country_before(span))
        return ActorMention(span.start, span.end, self.text[span.start : span.end], actor, span.how)

    def _country_before(self, span: PersonSpan) -> str:
        """Return the country whose name or nationality stands in or right before the person's title."""
        number = bisect_right(self._hit_starts, span.start) - 1
        while number >= 0 and self.hits[number].end > span.run - 40:
            hit = self.hits[number]
            name = self.actors.choose(hit)
            if (
                name is not None
                and hit.end <= span.start
                and isinstance(name.record, ActorRecord)
                and name.record.kind == "government"
            ):
                between = self.text[hit.end : span.start]
                if re.fullmatch(r"(?:['’]s)? (?:[\w-]+ ){0,4}", between):
                    return name.record.id
            number -= 1
        return ""

    def _organisations(self) -> Iterator[ActorMention]:
        for span in find_organisations(self.text, self.article.start, self.article.end):
            if self._sentence_of(span.start) is None or self._known_within(span):
                continue
            if any(m.start < span.end and span.start < m.end for m in self.persons):
                continue
            if (state := self._state_organ(span)) is not None:
                yield ActorMention(span.start, span.end, self.text[span.start : span.end], state, "state")
            elif not _OFFICE.fullmatch(span.name):
                actor = Actor(f"text:{span.name}", span.name, "", span.kind)
                yield ActorMention(span.start, span.end, self.text[span.start : span.end], actor, "organisation")
        for short, meaning in self.defined.items():
            if isinstance(meaning, Actor):
                for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?!\w)", self.text):
                    if self.article.start <= match.start() < self.article.end and self._sentence_of(match.start()):
                        yield ActorMention(match.start(), match.end(), short, meaning, "definition")

    def _known_within(self, span: OrganisationSpan) -> bool:
        """Whether the head of the name already belongs to a known actor."""
        number = bisect_right(self._hit_starts, span.end - 1) - 1
        if number < 0:
            return False
        hit = self.hits[number]
        name = self.actors.choose(hit)
        known = name is not None and isinstance(name.record, ActorRecord) and not name.flags & {"adjective", "capital"}
        return hit.end >= span.end and known

    def _state_organ(self, span: OrganisationSpan) -> Actor | None:
        """Return the state that "Pakistani Foreign Ministry" or "Kenya Police" means."""
        if span.name.split(" ")[-1].lower() not in STATE_HEADS:
            return None
        number = bisect_right(self._hit_starts, span.start) - 1
        hit = self.hits[number] if number >= 0 else None
        name = self.actors.choose(hit) if hit is not None and hit.start == span.start else None
        record = name.record if name is not None else None
        return record.actor if isinstance(record, ActorRecord) and record.kind == "government" else None

    # places

    def places(self, actors: Sequence[ActorMention]) -> tuple[PlaceMention, ...]:
        """Return the places, less those names that stand for their government."""
        taken = [(m.start, m.end) for m in (*self.persons, *self.organisations)]
        nations = [
            (m.start, m.end, m.actor.country) for m in actors if m.actor.country and m.how not in ("anaphora",)
        ]  # fmt: skip
        readings = self.state_readings
        found = []
        for mention in place_choice.choose(self.text, self.hits, self.sentences, taken=taken, nations=nations):
            reading = readings.get(mention.start)
            if reading in ("state", "office", "none", "people") and mention.place.level != "country":
                continue
            if reading == "weak":
                mention = replace(mention, cue="weak")
            elif reading in ("state", "both") and mention.cue == "bare":
                mention = replace(mention, cue="actor")
            elif reading == "dateline":
                mention = replace(mention, cue="dateline")
            found.append(mention)
        return tuple(sorted((*found, *self._soil()), key=lambda mention: mention.start))

    def _soil(self) -> Iterator[PlaceMention]:
        """Yield the country where a nationality only says whose ground it is: on Afghan soil, the Pakistani province."""
        for hit in self.hits:
            if self.state_readings.get(hit.start) != "place":
                continue
            name = self.actors.choose(hit)
            record = name.record if name is not None else None
            if name is not None and "adjective" in name.flags and isinstance(record, ActorRecord):
                country = self.gazetteer.country(record.id)
                if country is not None:
                    yield PlaceMention(hit.start, hit.end, hit.text, country.place, "soil")

    def main_country(self) -> Actor | None:
        """Return the one country that the article is about, or None where several share it."""
        counts = self.actors.countries
        if not counts:
            return None
        (code, most), *others = counts.most_common(2)
        record = self.gazetteer.government(code)
        enough = most >= _MAIN_SHARE * counts.total() and (not others or most >= 2 * others[0][1])
        return record.actor if record is not None and enough else None

    def _sentence_of(self, place: int) -> Sentence | None:
        number = bisect_right(self._starts, place) - 1
        sentence = self.sentences[number] if number >= 0 else None
        return sentence if sentence is not None and place < sentence.end else None

    def _is_state(self, hit: Hit) -> bool:
        return any(isinstance(n.record, ActorRecord) and n.record.kind == "government" for n in hit.names)


_OFFICE = re.compile(
    r"(?:(?:Foreign|Interior|Defen[cs]e|Finance|Health|Information|Home|Justice|Security|Energy) (?:Ministry|Office|Department)|Ministry of .+"
    r"|Supreme Court|High Court|National Assembly|Parliament|(?:Upper|Lower) House|Air Force|Prime Minister['’]s Office)"
)


def _is_state_name(hit: Hit) -> bool:
    return any("adjective" in name.flags for name in hit.names)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


def _inside(hit: Hit, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether the hit lies within one of the spans (sorted), which are names of their own."""
    number = bisect_right(taken, (hit.start, 1 << 60)) - 1
    return number >= 0 and hit.end <= taken[number][1]
