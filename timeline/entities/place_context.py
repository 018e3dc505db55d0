"""What the text says around each place name: type word, preposition, wider place, nationality, dateline, or a longer name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from timeline.entities import place_words as words
from timeline.gazetteer import Hit, PlaceRecord, fold
from timeline.model import Sentence

__all__ = ["Candidate", "Reading", "contains", "read_contexts"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that the words could mean.

    ``needs_context``: under this name it is also a word or a person's name; ``as_written``: the name is an abbreviation
    of the gazetteer or of the article.
    """

    record: PlaceRecord
    needs_context: bool = False
    as_written: bool = False


@dataclass(slots=True)
class Reading:
    """One place name and what the text says around it. ``levels`` are those that a type word beside it speaks for.

    ``wider`` are the readings of places that the text says it lies in, ``narrower`` of those that lie in it; ``in_name`` says
    that it begins the name of an institution ("Peshawar High Court"), ``in_person`` that it ends a longer name, ``listed``
    that it stands in a list with names that are surely places; ``nation`` is the country of a nationality beside it;
    ``dropped`` says that it is part of some other name.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]
    sentence: int
    paragraph: int
    cue: str = "bare"
    levels: frozenset[str] = frozenset()
    plural: bool = False
    wider: list[Reading] = field(default_factory=list)
    narrower: list[Reading] = field(default_factory=list)
    in_name: bool = False
    in_person: bool = False
    listed: bool = False
    nation: str | None = None
    dropped: bool = False


def contains(wider: PlaceRecord, narrower: PlaceRecord) -> bool:
    """Whether one place lies in the other."""
    if wider.id == narrower.id or narrower.level == "country":
        return False
    if wider.id in narrower.within:
        return True
    if wider.level == "country":
        return bool(wider.country) and wider.country == narrower.country
    if wider.level == "subdivision" and narrower.level != "subdivision":
        return bool(wider.subdivision) and wider.subdivision == narrower.subdivision
    return False


def read_contexts(
    text: str,
    hits: Sequence[Hit],
    sentences: Sequence[Sentence],
    taken: Sequence[tuple[int, int]],
    nations: Sequence[tuple[int, int, str]],
) -> list[Reading]:
    """Return a reading for every hit that names places, in text order; those inside other names are marked ``dropped``."""
    starts = [sentence.start for sentence in sentences]
    spans = sorted(taken)
    span_starts = [span[0] for span in spans]
    readings = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        candidates = tuple(_candidates(hit))
        if not candidates:
            continue
        at = max(0, bisect_right(starts, hit.start) - 1)
        paragraph = sentences[at].paragraph if sentences else 0
        reading = Reading(hit.start, hit.end, hit.text, candidates, at, paragraph)
        place = bisect_right(span_starts, hit.start) - 1
        within = spans[place] if place >= 0 and hit.end <= spans[place][1] else None
        sentence_start = sentences[at].start if sentences else 0
        _read_one(text, reading, sentence_start, within)
        readings.append(reading)
    kept = [reading for reading in readings if not reading.dropped]
    _read_datelines(text, kept, sentences)
    kept = [reading for reading in kept if not reading.dropped]
    _read_neighbours(text, kept)
    _read_nations(text, kept, nations)
    _drop_persons_again(readings)
    return readings


def _candidates(hit: Hit) -> Iterator[Candidate]:
    for name in hit.names:
        if isinstance(name.record, PlaceRecord):
            needs_context = "context" in name.flags or "context" in name.record.flags
            is_own_name = fold(hit.text).lower() == fold(name.text).lower()
            yield Candidate(name.record, needs_context, "case" in name.flags or not is_own_name)


def _read_one(text: str, reading: Reading, sentence_start: int, within: tuple[int, int] | None) -> None:
    """Fill in what stands directly before and after the name."""
    before, after = text[max(sentence_start, reading.start - 60) : reading.start], text[reading.end : reading.end + 40]
    if within is not None and not _is_area_itself(reading, within):
        _read_inside(text, reading, within)
        return
    _read_type(reading, before, after)
    ahead = _NEXT_WORD.match(after)
    reading.in_name = ahead is not None and ahead.group(1).lower() in _INSTITUTIONS
    preposition = _preposition(before)
    if preposition in words.PREPOSITIONS:
        reading.cue = preposition
    elif words.BASED_AFTER.match(after):
        reading.cue = "based"
    elif words.BORDER_BEFORE.search(before):
        reading.cue = "beside"
    elif reading.levels:
        reading.cue = "type"
    elif preposition in words.OTHER_PREPOSITIONS and not (preposition == "of" and _is_country(reading)):
        reading.cue = preposition
    if reading.cue in words.UNSURE_CUES or any(it.needs_context for it in reading.candidates):
        _read_longer_name(reading, before, after)


_INSTITUTIONS = words.INSTITUTIONS - words.LEVELS_OF_TYPE_WORD.keys()
_BETWEEN_PREPOSITION_AND_NAME = frozenset(
    (
        *("the", "both", "nearby", "neighbouring", "neighboring", "downtown", "central", "mainly", "mostly", "of"),
        *(f"{first}{last}" for first in ("north", "south", "east", "west") for last in ("", "ern", "east", "west")),
        *(f"{first}{last}ern" for first in ("north", "south", "east", "west") for last in ("east", "west")),
    )
)


def _preposition(before: str) -> str:
    """Return the word before a name, past words such as "the nearby" that may stand between."""
    last = before[before.rfind(" ", 0, -1) + 1 : -1] if before[-1:] == " " else ""
    if last.isalpha() and last.isascii() and (low := last.lower()) not in _BETWEEN_PREPOSITION_AND_NAME:
        return low
    found = words.PREPOSITION_BEFORE.search(before)
    return found.group(1).lower() if found else ""


def _is_country(reading: Reading) -> bool:
    return any(candidate.record.level == "country" for candidate in reading.candidates)


def _is_area_itself(reading: Reading, within: tuple[int, int]) -> bool:
    """Whether what was taken for an organisation is a province: "Azad Jammu and Kashmir (AJK)"."""
    if any(it.as_written for it in reading.candidates):
        return True
    is_area = any(it.record.level in ("subdivision", "region") for it in reading.candidates)
    return within == (reading.start, reading.end) and is_area


def _read_inside(text: str, reading: Reading, within: tuple[int, int]) -> None:
    """Fill in what a name is that stands inside a person's or an organisation's."""
    name = text[within[0] : within[1]]
    is_whole = within == (reading.start, reading.end)
    reading.in_person = not is_whole and within[1] == reading.end and " of " not in name
    stands_there = not is_whole and within[0] == reading.start and name.split()[-1].lower() in words.INSTITUTIONS
    reading.cue, reading.in_name, reading.dropped = "name", True, _is_country(reading) or not stands_there


def _read_type(reading: Reading, before: str, after: str) -> None:
    found = words.TYPE_AFTER.match(after)
    if found:
        word, ending = found.group(1).lower(), found.group(2)
        reading.plural = bool(ending) or _singular(word) != word
        reading.levels = words.LEVELS_OF_TYPE_WORD[_singular(word)]
        return
    if not before[-14:].lower().removesuffix("\n").endswith(_AFTER_A_TYPE_WORD):
        return
    if words.CAPITAL_OF_BEFORE.search(before):
        reading.levels = words.AREAS
        return
    found = words.TYPE_BEFORE.search(before) or words.TYPE_IN_LIST_BEFORE.search(before)
    if found:
        word = next(group for group in found.groups() if group).lower()
        reading.levels = words.LEVELS_OF_TYPE_WORD[_singular(word)]


_AFTER_A_TYPE_WORD = (
    *("of ", "of the ", ", ", " and "),
    *("province ", "district ", "tehsil ", "village ", "town ", "city ", "camp "),
)
"""What stands before a name where a type word can be before that: without one of these, none is looked for."""


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word


_NEXT_WORD = re.compile(r" (\(?[A-Z][\w’'-]*)")
_WORD_BEFORE = re.compile(r"([A-Z][\w.’'-]*) $")


def _read_longer_name(reading: Reading, before: str, after: str) -> None:
    """Mark a town's name that is one word of a person's, a firm's or an institution's name."""
    if all(_cannot_be_a_person(candidate) for candidate in reading.candidates):
        return
    shouting = reading.text.isupper()
    ahead, behind = _NEXT_WORD.match(after), _WORD_BEFORE.search(before)
    if ahead and not shouting:
        word = ahead.group(1).lower()
        if word in words.INSTITUTIONS:
            reading.cue = "name" if reading.cue == "bare" else reading.cue
        elif word not in words.FOLLOWERS and not word.startswith("("):
            reading.dropped = True
    if behind and not shouting and behind.group(1).rstrip(".").lower() not in words.CARRIERS:
        reading.dropped = True


def _cannot_be_a_person(candidate: Candidate) -> bool:
    is_wide = candidate.record.level in ("country", "region")
    return is_wide and not candidate.needs_context and "person" not in candidate.record.flags


def _read_datelines(text: str, readings: list[Reading], sentences: Sequence[Sentence]) -> None:
    """Mark "KABUL, Afghanistan (Agency) —" at the start of a line, and drop the abbreviations that only look like towns."""
    for number, reading in enumerate(readings):
        line = text.rfind("\n", 0, reading.start) + 1
        if text[line : reading.start].strip():
            reading.dropped = reading.dropped or _is_abbreviation(text, reading)
            continue
        found = _dateline(text, reading, sentences)
        if found is None:
            continue
        reading.cue = "dateline"
        for other in readings[number + 1 :]:
            if other.start >= found.end():
                break
            other.cue = "dateline"


def _dateline(text: str, reading: Reading, sentences: Sequence[Sentence]) -> re.Match[str] | None:
    """Return what follows the place in a dateline, or None where it is none."""
    found = words.DATELINE_AFTER.match(text, reading.end)
    if found is not None:
        return found if reading.text.isupper() or not _is_title(found, sentences, reading) else None
    if _is_country(reading) or not reading.text.isupper():
        return None
    return words.DATELINE_WITHOUT_MARK.match(text, reading.end)


def _is_abbreviation(text: str, reading: Reading) -> bool:
    """Whether a short name in capitals stands in a text that is not: SWAT teams, the GAO."""
    if not reading.text.isupper() or len(reading.text) > 5 or reading.cue not in words.UNSURE_CUES:
        return False
    if any(candidate.as_written or candidate.record.level == "country" for candidate in reading.candidates):
        return False
    around = text[max(0, reading.start - 30) : reading.start] + text[reading.end : reading.end + 30]
    return sum(map(str.islower, around)) > 2 * sum(map(str.isupper, around))


def _is_title(found: re.Match[str], sentences: Sequence[Sentence], reading: Reading) -> bool:
    """Whether "Kabul: a city waits" or "Gaza – what next" is a headline: lower-case datelines need a dash and a body."""
    if sentences and sentences[reading.sentence].kind == "headline":
        return True
    mark = found.group("mark")
    return ":" in mark or mark == "-" or not (mark.startswith(" ") or found.group("more"))


def _read_neighbours(text: str, readings: list[Reading]) -> None:
    """Join neighbours: wider places on either side, and lists that share a preposition or a type word."""
    passed_on = words.PREPOSITIONS | words.OTHER_PREPOSITIONS | {"beside"}
    for left, right in pairwise(readings):
        if left.sentence != right.sentence:
            continue
        between = text[left.end : right.start]
        if len(between) > 60:
            continue
        if words.CONTAINER_BETWEEN.fullmatch(between) and _some_contains(right, left):
            left.wider.append(right)
            right.narrower.append(left)
            right.cue = right.cue if right.cue == "dateline" else "contained"
        elif words.OWNER_BETWEEN.fullmatch(between) and _some_contains(left, right):
            right.wider.append(left)
            left.narrower.append(right)
            left.cue = "contained"
        elif words.LIST_BETWEEN.fullmatch(between) and right.cue in ("bare", "type") and left.cue in passed_on:
            right.cue = left.cue
    for left, right in reversed(list(pairwise(readings))):
        listed = words.LIST_BETWEEN.fullmatch(text[left.end : right.start])
        if listed:
            left.listed, right.listed = left.listed or _is_sure(right), right.listed or _is_sure(left)
        if listed and right.plural and not left.levels:
            left.levels, left.plural = right.levels, True
            left.cue = "type" if left.cue == "bare" else left.cue


def _is_sure(reading: Reading) -> bool:
    return not any(candidate.needs_context for candidate in reading.candidates)


def _some_contains(wider: Reading, narrower: Reading) -> bool:
    return any(contains(big.record, small.record) for big in wider.candidates for small in narrower.candidates)


def _read_nations(text: str, readings: list[Reading], nations: Sequence[tuple[int, int, str]]) -> None:
    """Note "the Afghan city of Kandahar"."""
    ends = sorted((end, code) for _, end, code in nations)
    keys = [end for end, _ in ends]
    for reading in readings:
        at = bisect_right(keys, reading.start) - 1
        if at < 0 or reading.start - keys[at] > 50:
            continue
        if words.NATION_BETWEEN.fullmatch(text[keys[at] : reading.start]):
            reading.nation = ends[at][1]


def _drop_persons_again(readings: list[Reading]) -> None:
    """Drop a bare "Karimi" where the article has already had "Javid Karimi"."""
    seen: set[str] = set()
    for reading in readings:
        if reading.dropped and (reading.in_person or reading.cue != "name"):
            seen.add(reading.text)
        elif (
            reading.text in seen
            and reading.cue in words.UNSURE_CUES
            and not any(_is_large(it.record) for it in reading.candidates)
        ):
            reading.dropped = True


def _is_large(record: PlaceRecord) -> bool:
    return record.level in ("country", "subdivision", "region") or record.population >= 1_000_000
