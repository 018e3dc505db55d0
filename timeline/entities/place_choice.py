"""Which of the places that share a name is meant, or none: the places of an article read together.

Each place that a name could stand for is a candidate and collects points for what the text says: a wider place
beside it ("Mir Ali, North Waziristan"), a type word ("Kandahar province"), the countries named in its sentence, paragraph and
article; being a capital and its size only break ties. Where candidates of different regions come out close, the others are
kept with the mention so that it can be shown as ambiguous.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from timeline.entities.lexicon import PlaceWords
from timeline.entities.place_context import Reading, read_contexts
from timeline.entities.place_meanings import POINTS, SMALL_TOWN, Candidate, contains
from timeline.gazetteer import Hit, PlaceRecord
from timeline.model import PlaceMention, Sentence

__all__ = ["MARGIN", "choose"]

MARGIN = 0.8
"""Candidates of another region that come within so many points of the best are kept as ``others``."""

OVERSHADOWED = 0.4
"""Share of the country's points that a town gets which has a world-famous namesake more than ten times its size."""

_NEARLY_ALL = 0.8
"""Share of an article's places by which it is on one country."""
_CERTAIN = frozenset(("in", "near", "at", "outside", "around"))
"""Prepositions after which a name of a larger town is a place wherever it stands in the article."""
_REUSING_NAMES = frozenset(("US", "CA", "AU"))
"""Countries where a town's name is that of ten others."""


def choose(
    text: str,
    hits: Sequence[Hit],
    sentences: Sequence[Sentence],
    words: PlaceWords,
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
    readings = [r for r in read_contexts(text, hits, sentences, taken, nations, words) if not r.dropped]
    evidence = _Evidence(readings, sentences, nations, words)
    plain = [reading for reading in readings if reading.wider or reading.nation]
    evidence.learn([(reading, _ranked(reading, evidence)[0][1].record) for reading in plain])
    mentions = (_mention(reading, _ranked(reading, evidence), evidence) for reading in readings)
    return tuple(mention for mention in mentions if mention is not None)


class _Evidence:
    """The countries that the article names, and where."""

    def __init__(
        self,
        readings: Sequence[Reading],
        sentences: Sequence[Sentence],
        nations: Sequence[tuple[int, int, str]],
        words: PlaceWords,
    ) -> None:
        self.words = words
        self.in_sentence: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.in_paragraph: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.dateline: set[str] = set()
        self.plain: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.nations = {code for _, _, code in nations}
        weights: dict[str, float] = defaultdict(float)
        self.as_places: set[str] = set()
        self.provinces: dict[str, set[str]] = defaultdict(set)
        self._named_so: dict[str, float] = defaultdict(float)
        for reading in readings:
            code = reading.meanings.country
            if not code or (reading.meanings.all_middling and self.is_passing(reading)):
                continue
            if reading.meanings.province:
                self.provinces[reading.meanings.province].add(reading.text)
            self.in_sentence[reading.sentence][code].add(reading.text)
            self.in_paragraph[reading.paragraph][code].add(reading.text)
            weights[code] += 1.0
            if reading.cue in _CERTAIN or reading.meanings.has_country:
                self.as_places.add(reading.text)
            self._named_so[reading.text] += 1.0
            if reading.cue == "dateline":
                self.dateline.add(code)
        self._add_nations(nations, sentences, weights)
        self._weights: Mapping[str, float] = weights
        self._total = sum(weights.values())

    def is_passing(self, reading: Reading) -> bool:
        """Whether nothing beside the name says it is a place: a middling town's is as likely a person's or a club's."""
        return reading.cue in self.words.passing_cues and not reading.levels

    def _add_nations(
        self, nations: Sequence[tuple[int, int, str]], sentences: Sequence[Sentence], weights: dict[str, float]
    ) -> None:
        """Count nationalities: at half weight, and for the article only where one of its places is there too."""
        ends = [sentence.end for sentence in sentences]
        for start, _, code in sorted(nations):
            number = bisect_right(ends, start)
            if number == len(ends):
                break
            if start >= sentences[number].start:
                self.in_sentence[number][code].add("")
                self.in_paragraph[sentences[number].paragraph][code].add("")
            if code in weights:
                weights[code] += 0.5

    def learn(self, chosen: Sequence[tuple[Reading, PlaceRecord]]) -> None:
        """Remember names that were made plain once: "Kandahar, Afghanistan" speaks for every later "Kandahar"."""
        for reading, record in chosen:
            self.plain[reading.text].add((record.country, record.subdivision))

    def of_country(self, reading: Reading, code: str) -> float:
        """Return the points that the named countries give to a candidate of one of them."""
        if not code:
            return 0.0
        near = POINTS["sentence"] if _others(self.in_sentence[reading.sentence].get(code), reading) else 0.0
        if not near and _others(self.in_paragraph[reading.paragraph].get(code), reading):
            near = POINTS["paragraph"]
        dateline = POINTS["dateline"] if code in self.dateline else 0.0
        return near + dateline + POINTS["article"] * self.share(reading, code)

    def names_province(self, reading: Reading, subdivision: str) -> bool:
        """Whether the article names the province of a candidate by another name than the candidate's."""
        return _others(self.provinces.get(subdivision), reading)

    def share(self, reading: Reading, code: str) -> float:
        """Return which part of what the article names, the name itself left out, is in a country."""
        own = self._named_so.get(reading.text, 0.0)
        of_code = self._weights.get(code, 0.0) - (own if reading.meanings.country == code else 0.0)
        return max(0.0, of_code) / max(1.0, self._total - own)


def _others(names: set[str] | None, reading: Reading) -> bool:
    """Whether there is a name other than the one read: a name says nothing for itself, however often it stands there."""
    return names is not None and (len(names) > 1 or reading.text not in names)


def _ranked(reading: Reading, evidence: _Evidence) -> list[tuple[float, Candidate]]:
    """Return the candidates with their points, best first; equal points go by id, so that the choice never varies."""
    candidates = reading.meanings.candidates
    if len(candidates) == 1:
        return [(0.0, candidates[0])]  # there is nothing to compare it with
    scored = []
    for candidate in candidates:
        points = evidence.of_country(reading, candidate.record.country)
        if _is_at_home(reading, candidate, evidence):
            points += POINTS["home"]
        elif candidate.is_overshadowed:
            points *= OVERSHADOWED
        points += _said_of(reading, candidate, evidence) + candidate.points
        scored.append((points, candidate))
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].record.id))


def _is_at_home(reading: Reading, candidate: Candidate, evidence: _Evidence) -> bool:
    """Whether a town of the news stands in an article on its country that names no country of its namesakes."""
    code = candidate.record.country
    if "known" not in candidate.record.flags or evidence.share(reading, code) < _NEARLY_ALL:
        return False
    others = {other.record.country for other in reading.meanings.candidates} - {code}
    return not any(evidence.of_country(reading, other) or other in evidence.nations for other in others)


def _said_of(reading: Reading, candidate: Candidate, evidence: _Evidence) -> float:
    """Return the points for what the text says of this very name."""
    record, points = candidate.record, 0.0
    if reading.levels:
        points += POINTS["type"] if candidate.level in reading.levels else POINTS["other type"]
    if reading.nation:
        points += POINTS["nation"] if record.country == reading.nation else 0.0
    if reading.listed_with and reading.listed_with == record.country:
        points += POINTS["listed"]
    for wider in reading.wider:
        inside = any(contains(other.record, record) for other in wider.meanings.candidates)
        points += POINTS["contained"] if inside else POINTS["outside"]
    if any(contains(record, other.record) for narrower in reading.narrower for other in narrower.meanings.candidates):
        points += POINTS["contained"]
    if evidence.names_province(reading, record.subdivision):
        points += POINTS["province"]
    if (record.country, record.subdivision) in evidence.plain.get(reading.text, ()):
        points += POINTS["same"]
    return points


def _mention(reading: Reading, ranked: list[tuple[float, Candidate]], evidence: _Evidence) -> PlaceMention | None:
    points, best = ranked[0]
    if best.needs_context and not _has_context(reading, best, evidence):
        return None
    if not _is_borne_out(reading, best, evidence) or _lies_elsewhere(reading, best, evidence):
        return None
    rivals = [
        other for score, other in ranked[1:] if points - score < MARGIN and _is_borne_out(reading, other, evidence)
    ]
    others = tuple(other.record.place for other in rivals if _is_rival(other, best))
    if others and reading.in_name:
        return None  # a Columbia University says nothing about which Columbia
    return PlaceMention(reading.start, reading.end, reading.text, best.record.place, reading.cue, others)


def _lies_elsewhere(reading: Reading, best: Candidate, evidence: _Evidence) -> bool:
    """Whether a small town is likely a namesake that nobody knows: the article names provinces of its country, not its own."""
    record = best.record
    namesakes = {other.record.country for other in reading.meanings.candidates if other is not best}
    is_common = record.country in namesakes or (namesakes and record.country in _REUSING_NAMES)
    if not is_common or record.level != "town" or record.population >= SMALL_TOWN or "known" in record.flags:
        return False
    if reading.wider or reading.cue == "dateline" or evidence.names_province(reading, record.subdivision):
        return False
    return any(
        province.startswith(f"{record.country}-") and _others(names, reading)
        for province, names in evidence.provinces.items()
    )


def _is_rival(other: Candidate, best: Candidate) -> bool:
    """Whether another reading would put the event elsewhere; a small town is no rival to its own country's bigger places."""
    same_country = other.record.country == best.record.country
    is_wider = other.record.level == "country" or best.record.level == "country"
    return _region(other.record) != _region(best.record) and not (same_country and (is_wider or other.is_doubtful))


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
    stands_as_place = bool(reading.levels) or reading.listed or reading.cue not in evidence.words.unsure_cues
    return stands_as_place and named >= POINTS["paragraph"]


def _is_borne_out(reading: Reading, candidate: Candidate, evidence: _Evidence) -> bool:
    """Whether a place is large, or the article names its country or says what it lies in."""
    record = candidate.record
    certain = not (candidate.is_doubtful or (candidate.is_middling and evidence.is_passing(reading)))
    if certain or reading.wider or record.country in evidence.nations or record.country == reading.nation:
        return True
    if reading.text in evidence.as_places and reading.meanings.country == record.country:
        return True
    return evidence.of_country(reading, record.country) > 0


def _region(record: PlaceRecord) -> tuple[str, str]:
    return record.country, record.subdivision
