"""Which of the places that share a name is meant, or none: the places of an article read together.

Each place that a name could stand for is a candidate and collects points for what the text says: a wider place
beside it ("Mir Ali, North Waziristan"), a type word ("Kandahar province"), the countries named in its sentence, paragraph and
article; being a capital and its size only break ties. Where candidates of different regions come out close, the others are
kept with the mention so that it can be shown as ambiguous.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log10

from timeline.entities.place_context import Candidate, Reading, contains, read_contexts
from timeline.entities.place_words import UNSURE_CUES
from timeline.gazetteer import Hit, PlaceRecord
from timeline.model import PlaceMention, Sentence

__all__ = ["MARGIN", "choose"]

MARGIN = 0.8
"""Candidates of another region that come within so many points of the best are kept as ``others``."""

POINTS = {
    "contained": 6.0,  # the text says which wider place it lies in
    "outside": -4.0,  # … and this candidate does not
    "nation": 4.0,  # "the Afghan city of …"
    "type": 4.0,  # "… province", "the city of …"
    "other type": -3.0,
    "sentence": 2.5,  # its country is named in the sentence, …
    "paragraph": 1.5,
    "dateline": 1.0,
    "article": 3.0,  # … times the country's share of the article's places
    "same": 3.0,  # the same name was made plain elsewhere in the article
    "country": 3.0,
    "capital": 2.0,
    "town": 0.6,
    "area": 3.4,  # a province or region weighs about as much as a city of a million …
    "seat": 1.5,  # … but a bare "Kandahar" is the city rather than the province around it
    "size": 0.5,  # times the decimal logarithm of the population
}
"""What each kind of evidence counts. Size alone tells at most 3.7 points, one named country about as much."""

OVERSHADOWED = 0.4
"""Share of the country's points that a town gets which has a world-famous namesake more than ten times its size."""

SMALL_TOWN = 100_000
"""Towns below this are seen only where the article also names their country or something else in it."""

MIDDLING_TOWN = 500_000
"""Towns below this need the same where nothing beside the name says that it is a place."""


def choose(
    text: str,
    hits: Sequence[Hit],
    sentences: Sequence[Sentence],
    *,
    taken: Sequence[tuple[int, int]] = (),
    nations: Sequence[tuple[int, int, str]] = (),
) -> tuple[PlaceMention, ...]:
    """Return the places that an article's hits mean, in text order; hits that mean no place are left out.

    ``hits`` are those of ``Gazetteer.scan`` (only their places are looked at); ``sentences`` are the article's. ``taken`` are
    spans of persons and organisations: no place is seen inside them. ``nations`` are (start, end, country code) of nationality
    words and of actors with a country: they support a place of that country nearby, but alone they never make it the
    article's country.

    The mention's ``cue`` says how the place stands in its sentence: ``dateline``; a preposition (``in``, ``near``, ``with``,
    ``of`` …); ``beside`` ("which borders Iran": not where it happened); ``type``
    ("Kunar province"); ``contained`` (the wider place in "Mir Ali, North Waziristan"); ``based`` ("London-based"); ``name``
    (in the name of an institution standing there: weak); or ``bare``.
    """
    readings = [r for r in read_contexts(text, hits, sentences, taken, nations) if not r.dropped]
    evidence = _Evidence(readings, sentences, nations)
    plain = [reading for reading in readings if reading.wider or reading.nation]
    evidence.learn([(reading, _ranked(reading, evidence)[0][1].record) for reading in plain])
    mentions = (_mention(reading, _ranked(reading, evidence), evidence) for reading in readings)
    return tuple(mention for mention in mentions if mention is not None)


class _Evidence:
    """The countries that the article names, and where."""

    def __init__(
        self, readings: Sequence[Reading], sentences: Sequence[Sentence], nations: Sequence[tuple[int, int, str]]
    ) -> None:
        self.in_sentence: dict[int, set[str]] = defaultdict(set)
        self.in_paragraph: dict[int, set[str]] = defaultdict(set)
        self.dateline: set[str] = set()
        self.plain: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.nations = {code for _, _, code in nations}
        weights: dict[str, float] = defaultdict(float)
        for reading in readings:
            if all(_is_passing(reading, it.record) for it in reading.candidates):
                continue
            countries = {it.record.country for it in reading.candidates if not _is_doubtful(it)}
            code = next(iter(countries)) if len(countries) == 1 else ""
            if not code:
                continue
            self.in_sentence[reading.sentence].add(code)
            self.in_paragraph[reading.paragraph].add(code)
            weights[code] += 1.0
            if reading.cue == "dateline":
                self.dateline.add(code)
        self._add_nations(nations, sentences, weights)
        total = sum(weights.values()) or 1.0
        self.share: Mapping[str, float] = {code: weight / total for code, weight in weights.items()}

    def _add_nations(
        self, nations: Sequence[tuple[int, int, str]], sentences: Sequence[Sentence], weights: dict[str, float]
    ) -> None:
        """Count nationalities: at half weight, and for the article only where one of its places is there too."""
        ordered, at = sorted(nations), 0
        for number, sentence in enumerate(sentences):
            while at < len(ordered) and ordered[at][0] < sentence.end:
                code = ordered[at][2]
                if ordered[at][0] >= sentence.start:
                    self.in_sentence[number].add(code)
                    self.in_paragraph[sentence.paragraph].add(code)
                if code in weights:
                    weights[code] += 0.5
                at += 1

    def learn(self, chosen: Sequence[tuple[Reading, PlaceRecord]]) -> None:
        """Remember names that were made plain once: "Kandahar, Afghanistan" speaks for every later "Kandahar"."""
        for reading, record in chosen:
            self.plain[reading.text].add((record.country, record.subdivision))

    def of_country(self, reading: Reading, code: str) -> float:
        """Return the points that the named countries give to a candidate of one of them."""
        if not code:
            return 0.0
        near = POINTS["sentence"] if code in self.in_sentence[reading.sentence] else 0.0
        if not near and code in self.in_paragraph[reading.paragraph]:
            near = POINTS["paragraph"]
        dateline = POINTS["dateline"] if code in self.dateline else 0.0
        return near + dateline + POINTS["article"] * self.share.get(code, 0.0)


def _ranked(reading: Reading, evidence: _Evidence) -> list[tuple[float, Candidate]]:
    """Return the candidates with their points, best first; equal points go by id, so that the choice never varies."""
    provinces = {it.record.subdivision for it in reading.candidates if it.record.level == "subdivision"}
    famous = max((_fame(it.record) for it in reading.candidates), default=0)
    scored = []
    for candidate in reading.candidates:
        record = candidate.record
        points = evidence.of_country(reading, record.country)
        if record.level == "town" and record.population * 10 < famous:
            points *= OVERSHADOWED
        points += _said_of(reading, record, evidence) + _weight(record, provinces)
        scored.append((points, candidate))
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].record.id))


def _fame(record: PlaceRecord) -> int:
    """Return the population of a city that is known the world over, else 0."""
    return record.population if record.level == "town" and record.population > 2_000_000 else 0


def _said_of(reading: Reading, record: PlaceRecord, evidence: _Evidence) -> float:
    """Return the points for what the text says of this very name."""
    points = 0.0
    if reading.levels:
        level = "town" if "city" in record.flags else record.level
        points += POINTS["type"] if level in reading.levels else POINTS["other type"]
    if reading.nation:
        points += POINTS["nation"] if record.country == reading.nation else 0.0
    for wider in reading.wider:
        inside = any(contains(other.record, record) for other in wider.candidates)
        points += POINTS["contained"] if inside else POINTS["outside"]
    if any(contains(record, other.record) for narrower in reading.narrower for other in narrower.candidates):
        points += POINTS["contained"]
    if (record.country, record.subdivision) in evidence.plain.get(reading.text, ()):
        points += POINTS["same"]
    return points


def _weight(record: PlaceRecord, provinces: set[str]) -> float:
    """Return the points that a place has whatever the text says; ``provinces`` are those of the same name."""
    if record.level in ("subdivision", "region", "district"):
        return POINTS["area"]
    points = POINTS["size"] * log10(record.population + 1)
    points += POINTS["capital"] if "capital" in record.flags else 0.0
    if record.level == "country":
        return points + POINTS["country"]
    return points + POINTS["town"] + (POINTS["seat"] if record.subdivision in provinces else 0.0)


def _is_doubtful(candidate: Candidate) -> bool:
    """Whether the name alone does not show that the place is meant."""
    record = candidate.record
    is_small = record.level == "town" and 0 < record.population < SMALL_TOWN and "known" not in record.flags
    return candidate.needs_context or is_small or "obscure" in record.flags


def _is_passing(reading: Reading, record: PlaceRecord) -> bool:
    """Whether a middling town is named with nothing that says it is a place: as likely a person, a club or a firm."""
    is_middling = record.level == "town" and record.population < MIDDLING_TOWN and "capital" not in record.flags
    return is_middling and reading.cue in UNSURE_CUES - {"name"} and not reading.levels


def _mention(reading: Reading, ranked: list[tuple[float, Candidate]], evidence: _Evidence) -> PlaceMention | None:
    points, best = ranked[0]
    if best.needs_context and not _has_context(reading, best, evidence):
        return None
    if not _is_borne_out(reading, best, evidence):
        return None
    rivals = [
        other for score, other in ranked[1:] if points - score < MARGIN and _is_borne_out(reading, other, evidence)
    ]
    others = tuple(other.record.place for other in rivals if _is_rival(other, best))
    if others and reading.in_name:
        return None  # a Columbia University says nothing about which Columbia
    return PlaceMention(reading.start, reading.end, reading.text, best.record.place, reading.cue, others)


def _is_rival(other: Candidate, best: Candidate) -> bool:
    """Whether another reading would put the event elsewhere; a small town is no rival to its own country's bigger places."""
    same_country = other.record.country == best.record.country
    is_wider = other.record.level == "country" or best.record.level == "country"
    return _region(other.record) != _region(best.record) and not (same_country and (is_wider or _is_doubtful(other)))


def _has_context(reading: Reading, best: Candidate, evidence: _Evidence) -> bool:
    """Whether the text bears out a name that is more often a word or a person: place words and its country, both.

    An abbreviation is no word and no person: its country is enough.
    """
    record = best.record
    if reading.wider or reading.nation == record.country or reading.cue == "dateline":
        return True
    named = evidence.of_country(reading, record.country)
    if best.as_written:
        return named > 0 or record.country in evidence.nations
    stands_as_place = bool(reading.levels) or reading.listed or reading.cue not in UNSURE_CUES
    return stands_as_place and named >= POINTS["paragraph"]


def _is_borne_out(reading: Reading, candidate: Candidate, evidence: _Evidence) -> bool:
    """Whether a place is large, or the article names its country or says what it lies in."""
    record = candidate.record
    certain = not (_is_doubtful(candidate) or _is_passing(reading, record))
    if certain or reading.wider or record.country in (*evidence.nations, reading.nation):
        return True
    return evidence.of_country(reading, record.country) > 0


def _region(record: PlaceRecord) -> tuple[str, str]:
    return record.country, record.subdivision
