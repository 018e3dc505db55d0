"""What the text says around each place name: type word, preposition, wider place, nationality, dateline, or a longer name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from timeline.entities.lexicon import PlaceWords
from timeline.entities.lexicon.place_words import AREAS, singular
from timeline.entities.place_meanings import Meanings, contains, meanings_of
from timeline.gazetteer import Hit
from timeline.model import Sentence

__all__ = ["Reading", "read_contexts"]

_CAPITAL_OF_BEFORE = re.compile(r"\bcapital of (?:the )?$", re.IGNORECASE)
_BORDER_BEFORE = re.compile(
    r"\b(?:border(?:s|ing|ed)|neighbou?rs|neighbou?ring|next to|adjacent to) (?:the )?$", re.IGNORECASE
)
"""The place is named to say what lies beside it."""
_DISTANCE_BEFORE = re.compile(r"\b(?:km|kms|kilomet(?:er|re)s?|miles?)\)?(?: away)? from (?:the )?$", re.IGNORECASE)
"""The place is named to say how far away something is."""
_PREPOSITION_BEFORE = re.compile(
    r"\b([A-Za-z]+) (?:(?:the|both|nearby|neighbou?ring|downtown|central|mainly|mostly|(?:the )?(?:north|south|east|west)(?:ern|"
    r"east(?:ern)?|west(?:ern)?)?|(?:the )?(?:city|town|village|province|district|region|state|capital|port) of)[ ])*$",
    re.IGNORECASE,
)
_BASED_AFTER = re.compile(r"-(?:based|born|backed|led|controlled|administered|occupied|held|style)\b")
_OWNER_BETWEEN = re.compile(r"[’']s?(?: [a-z][a-z-]*){0,5}(?: [a-z]+ of)?(?: the)? ")
"""Between the wider and the narrower place: "Pakistan's restive Balochistan", "Syria's city of Homs"."""
_SUBURB_BETWEEN = re.compile(r" (?:suburb|satellite town|bedroom community|outlying (?:district|town)) of ")
"""Between a city and a town beside it: "the Tel Aviv suburb of Petah Tikva"."""
_LIST_BETWEEN = re.compile(r",? (?:and|or|as well as) |, |/|–|-")
_SHORTEST_NEWS = 60
"""Letters of a sentence behind a town and a colon from which on the town is a dateline."""
_DATELINE_AFTER = re.compile(
    r"(?P<more>(?:, [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})*)(?: ?\([^)\n]{2,40}\))?(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|"
    r"\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?(?: ?\([^)\n]{2,40}\))?(?P<mark> ?(?::|—|–|--|-|_) ?)",
)
_DATELINE_WITH_AGENCY = re.compile(
    r"(?P<more>(?:, [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)?)?),? "
    r"(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})? )?(?P<mark>\([A-Z]{2,8}\)) (?=[A-Z])"
)
"""What follows "Quetta" in "Quetta, May 3 (KNA) A mine went off …"."""
_DATELINE_WITHOUT_MARK = re.compile(
    r"(?P<more>(?:(?:/|, )[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)?)?) (?=(?:[A-Z][\w.’'-]*|[A-Z])[ ,’'].{0,80}?[a-z] [a-z])"
)
"""What follows "KABUL" in "KABUL A mine went off …", as some sites print it."""


@dataclass(slots=True)
class Reading:
    """One place name and what the text says around it. ``levels`` are those that a type word beside it speaks for.

    ``wider`` are the readings of places that the text says it lies in, ``narrower`` of those that lie in it; ``in_name`` says
    that it begins the name of an institution ("Peshawar High Court"), ``in_person`` that it ends a longer name, ``listed``
    that it stands in a list with names that are surely places, ``listed_with`` the one country of its neighbour there;
    ``nation`` is the country of a nationality beside it; ``dropped`` says that it is part of some other name.
    """

    start: int
    end: int
    text: str
    meanings: Meanings
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
    listed_with: str = ""
    nation: str | None = None
    dropped: bool = False


def read_contexts(
    text: str,
    hits: Sequence[Hit],
    sentences: Sequence[Sentence],
    taken: Sequence[tuple[int, int]],
    nations: Sequence[tuple[int, int, str]],
    words: PlaceWords,
) -> list[Reading]:
    """Return a reading for every hit that names places, in text order; those inside other names are marked ``dropped``."""
    starts = [sentence.start for sentence in sentences]
    spans = sorted(taken)
    span_starts = [span[0] for span in spans]
    readings = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        meanings = meanings_of(hit.known, hit.text)
        if meanings is None:
            continue
        at = max(0, bisect_right(starts, hit.start) - 1)
        paragraph = sentences[at].paragraph if sentences else 0
        reading = Reading(hit.start, hit.end, hit.text, meanings, at, paragraph)
        place = bisect_right(span_starts, hit.start) - 1
        within = spans[place] if place >= 0 and hit.end <= spans[place][1] else None
        sentence_start = sentences[at].start if sentences else 0
        if place + 1 < len(spans) and hit.start < spans[place + 1][0] < hit.end < spans[place + 1][1]:
            continue  # "the Sudan" of the Sudan Doctors Network
        _read_one(text, reading, sentence_start, within, words)
        readings.append(reading)
    _keep_what_belongs(text, readings)
    kept = [reading for reading in readings if not reading.dropped]
    _read_datelines(text, kept, sentences, words)
    kept = [reading for reading in kept if not reading.dropped]
    _read_neighbours(text, kept, words)
    _read_nations(text, kept, nations, words)
    _drop_persons_again(readings, words)
    return readings


def _read_one(
    text: str, reading: Reading, sentence_start: int, within: tuple[int, int] | None, words: PlaceWords
) -> None:
    """Fill in what stands directly before and after the name."""
    before, after = text[max(sentence_start, reading.start - 60) : reading.start], text[reading.end : reading.end + 40]
    if within is not None and not _is_area_itself(reading, within):
        _read_inside(text, reading, within, words)
        return
    _read_type(reading, before, after, words)
    ahead = _NEXT_WORD.match(after)
    if reading.meanings.has_wide and _is_of_other_thing(before, after, words):
        reading.dropped = True
    reading.in_name = ahead is not None and ahead.group(1).lower() in words.institutions_only
    preposition = _preposition(before, words)
    if preposition == "from" and _DISTANCE_BEFORE.search(before):
        reading.cue = "away"
    elif preposition in words.prepositions:
        reading.cue = "based" if _is_home(before, words) else preposition
    elif _BASED_AFTER.match(after):
        reading.cue = "based"
    elif preposition == "of" and words.away_before.search(before):
        reading.cue = "away"
    elif _may_border(before) and _BORDER_BEFORE.search(before):
        reading.cue = "beside"
    elif reading.levels:
        reading.cue = "type"
    elif preposition in words.other_prepositions and not (preposition == "of" and reading.meanings.has_country):
        reading.cue = preposition
    if reading.cue in words.unsure_cues or reading.meanings.needs_context:
        _read_longer_name(reading, before, after, words)


def _is_of_other_thing(before: str, after: str, words: PlaceWords) -> bool:
    """Whether a country's or a province's name is a word of a river's or a lake's, or says whose embassy it is."""
    behind, ahead = _WORD_BEFORE.search(before), _FOLLOWING_WORD.match(after)
    if behind is not None and behind.group(1).lower() in words.waters_before:
        return True
    word = ahead.group(1) if ahead is not None else ""
    return word in words.missions or (word[:1].isupper() and word.lower() in words.waters_after)


_FOLLOWING_WORD = re.compile(r" ([A-Za-z]+)")
_BETWEEN_PREPOSITION_AND_NAME = frozenset(
    (
        *("the", "both", "nearby", "neighbouring", "neighboring", "downtown", "central", "mainly", "mostly", "of"),
        *(f"{first}{last}" for first in ("north", "south", "east", "west") for last in ("", "ern", "east", "west")),
        *(f"{first}{last}ern" for first in ("north", "south", "east", "west") for last in ("east", "west")),
    )
)


def _may_border(before: str) -> bool:
    """Whether the words before hold what a pattern for neighbours needs, which is asked of every place."""
    near = before[-24:].lower()
    return "bord" in near or "neighb" in near or "next to" in near or "adjacent" in near


def _is_home(before: str, words: PlaceWords) -> bool:
    """Whether a name only tells where somebody is at home: "a trader based in"."""
    said = before.rstrip().rsplit(None, 2)
    return len(said) > 1 and said[-1].lower() in ("in", "at", "outside") and said[-2].lower() in words.homes


def _preposition(before: str, words: PlaceWords) -> str:
    """Return the word before a name, past words such as "the nearby" or "the capital," that may stand between."""
    last = before[before.rfind(" ", 0, -1) + 1 : -1] if before[-1:] == " " else ""
    kind = before[:-4].rpartition(" ")[2] if last == "of" else last.rstrip(",")
    if kind.lower() in words.kinds:
        found = words.apposed_before.search(before)
        if found is not None and found.group(1).lower() in words.prepositions:
            return found.group(1).lower()
    if "-" in last or last.lower() in words.adjectives:
        found = words.described_before.search(before)
        if found is not None and found.group(1).lower() in words.prepositions:
            return found.group(1).lower()
    if last.isalpha() and last.isascii() and (low := last.lower()) not in _BETWEEN_PREPOSITION_AND_NAME:
        return low
    if not _ends_in_a_word(before):
        return ""
    near = max(0, len(before) - _FEW_WORDS)
    found = _PREPOSITION_BEFORE.search(before, near)
    if near and (found is None or before.count(" ", near, found.start()) < _WHOLE_WORD):
        found = _PREPOSITION_BEFORE.search(before)  # no word stands before it that ends what it may begin with
    return found.group(1).lower() if found else ""


_FEW_WORDS = 24
"""Letters before a name within which its preposition nearly always stands."""
_WHOLE_WORD = 2
"""The blanks around a word."""


def _ends_in_a_word(before: str) -> bool:
    """Whether a letter and a blank stand last, without which no preposition is found: a mark stands before most such names."""
    last = before.removesuffix("\n")[-2:]
    return last[1:] == " " and last[0].isalpha()


def _is_area_itself(reading: Reading, within: tuple[int, int]) -> bool:
    """Whether what was taken for an organisation is a province: "Azad Jammu and Kashmir (AJK)"."""
    return reading.meanings.as_written or (within == (reading.start, reading.end) and reading.meanings.has_area)


def _read_inside(text: str, reading: Reading, within: tuple[int, int], words: PlaceWords) -> None:
    """Fill in what a name is that stands inside a person's or an organisation's."""
    name = text[within[0] : within[1]]
    is_whole = within == (reading.start, reading.end)
    reading.in_person = not is_whole and within[1] == reading.end and " of " not in name
    stands_there = not is_whole and within[0] == reading.start and name.split()[-1].lower() in words.institutions
    reading.cue, reading.in_name, reading.dropped = "name", True, reading.meanings.has_country or not stands_there


def _read_type(reading: Reading, before: str, after: str, words: PlaceWords) -> None:
    found = words.type_after.match(after)
    if found:
        word, ending = found.group(1).lower(), found.group(2)
        reading.plural = bool(ending) or singular(word) != word
        reading.levels = words.levels_of[singular(word)]
        return
    last = before[-14:].lower().removesuffix("\n")
    if last.endswith(_OF) and _CAPITAL_OF_BEFORE.search(before):
        reading.levels = AREAS
        return
    near = max(0, len(before) - words.longest_type)
    found = words.type_before.search(before, near) if last.endswith(_AFTER_A_TYPE_WORD) else None
    if found is None and last.endswith(_IN_A_LIST) and " of " in before.lower():
        found = words.type_in_list_before.search(before)
    if found:
        word = next(group for group in found.groups() if group).lower()
        reading.levels = words.levels_of[singular(word)]


_OF = ("of ", "of the ")
_AFTER_A_TYPE_WORD = (*_OF, "province ", "district ", "tehsil ", "village ", "town ", "city ", "camp ")
"""What stands before a name where a type word can be before that: without one of these, none is looked for."""
_IN_A_LIST = (", ", " and ")
"""What stands before a name that is not the first of those that a type word tells of."""


_NEXT_WORD = re.compile(r" (\(?[A-Z][\w’'-]*)")
_WORD_BEFORE = re.compile(r"([A-Z](?![\w.’']*-[a-z]+ )[\w.’'-]*) $")
"""A word with a capital before a name, but one such as "State-held"."""


def _read_longer_name(reading: Reading, before: str, after: str, words: PlaceWords) -> None:
    """Mark a town's name that is one word of a person's, a firm's or an institution's name."""
    if reading.meanings.no_person:
        return
    shouting = reading.text.isupper()
    ahead, behind = _NEXT_WORD.match(after), _WORD_BEFORE.search(before)
    if ahead and not shouting:
        word = ahead.group(1).lower()
        if word in words.institutions:
            reading.cue = "name" if reading.cue == "bare" else reading.cue
        elif word not in words.followers and not word.startswith("("):
            reading.dropped = True
    if behind and not shouting and behind.group(1).rstrip(".").lower() not in words.carriers:
        reading.dropped = True


def _read_datelines(text: str, readings: list[Reading], sentences: Sequence[Sentence], words: PlaceWords) -> None:
    """Mark "KABUL, Afghanistan (Agency) —" at the start of a line, and drop the abbreviations that only look like towns."""
    for number, reading in enumerate(readings):
        line = text.rfind("\n", 0, reading.start) + 1
        if text[line : reading.start].strip():
            reading.dropped = reading.dropped or _is_abbreviation(text, reading, words)
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
    found = _DATELINE_AFTER.match(text, reading.end) or _DATELINE_WITH_AGENCY.match(text, reading.end)
    if found is not None:
        return found if reading.text.isupper() or not _is_title(found, sentences, reading) else None
    if reading.meanings.has_country or not reading.text.isupper():
        return None
    return _DATELINE_WITHOUT_MARK.match(text, reading.end)


def _is_abbreviation(text: str, reading: Reading, words: PlaceWords) -> bool:
    """Whether a short name in capitals stands in a text that is not: SWAT teams, the GAO."""
    if not reading.text.isupper() or len(reading.text) > 5 or reading.cue not in words.unsure_cues:
        return False
    if reading.meanings.as_written or reading.meanings.has_country:
        return False
    around = text[max(0, reading.start - 30) : reading.start] + text[reading.end : reading.end + 30]
    return sum(map(str.islower, around)) > 2 * sum(map(str.isupper, around))


def _is_title(found: re.Match[str], sentences: Sequence[Sentence], reading: Reading) -> bool:
    """Whether "Kabul: a city waits" or "Gaza – what next" is a headline: lower-case datelines need a dash and a body."""
    if sentences and sentences[reading.sentence].kind == "headline":
        return True
    mark = found.group("mark")
    if mark.startswith("("):
        return False
    sentence = sentences[reading.sentence] if sentences else None
    if mark == ": " and sentence is not None and sentence.end - found.end() > _SHORTEST_NEWS:
        return not found.string[found.end()].isupper()  # "Kabul: a city waits"; but "Kabul: Three men were killed …"
    return ":" in mark or mark == "-" or not (mark.startswith(" ") or found.group("more"))


def _read_neighbours(text: str, readings: list[Reading], words: PlaceWords) -> None:
    """Join neighbours: wider places on either side, and lists that share a preposition or a type word."""
    passed_on = words.passed_on_cues
    for left, right in pairwise(readings):
        if left.sentence != right.sentence:
            continue
        between = text[left.end : right.start]
        if len(between) > 60:
            continue
        if words.container_between.fullmatch(between) and _some_contains(right, left):
            left.wider.append(right)
            right.narrower.append(left)
            right.cue = right.cue if right.cue == "dateline" else "contained"
        elif _SUBURB_BETWEEN.fullmatch(between):
            left.cue = "beside"
        elif _OWNER_BETWEEN.fullmatch(between) and _some_contains(left, right):
            right.wider.append(left)
            left.narrower.append(right)
            right.cue = left.cue if right.cue == "bare" and left.cue in passed_on else right.cue
            left.cue = "contained"
        elif _LIST_BETWEEN.fullmatch(between) and right.cue in ("bare", "type") and left.cue in passed_on:
            right.cue = left.cue
    for left, right in reversed(list(pairwise(readings))):
        if right.start - left.end > _LONGEST_JOINT:
            continue
        listed = _LIST_BETWEEN.fullmatch(text[left.end : right.start])
        if listed:
            left.listed, right.listed = left.listed or _is_sure(right), right.listed or _is_sure(left)
            left.listed_with = left.listed_with or _only_country(right)
            right.listed_with = right.listed_with or _only_country(left)
        if listed and right.plural and not left.levels:
            left.levels, left.plural = right.levels, True
            left.cue = "type" if left.cue == "bare" else left.cue


def _keep_what_belongs(text: str, readings: list[Reading]) -> None:
    """Keep a town right behind the name of its country ("Kenya's Mandera"), which is no word of a longer name with it."""
    for left, right in pairwise(readings):
        if not right.dropped or right.in_person or left.dropped or text[left.end : right.start] not in _OWNER_MARKS:
            continue
        if not _NEXT_WORD.match(text, right.end) and _some_contains(left, right):
            right.dropped = False


_OWNER_MARKS = ("'s ", "’s ", "' ", "’ ")
_LONGEST_JOINT = len(", as well as ")


def _only_country(reading: Reading) -> str:
    """Return the country in which all lie that a name could mean below a country; empty where they are of several."""
    of = {one.record.country for one in reading.meanings.candidates if one.record.level != "country"}
    return of.pop() if len(of) == 1 else ""


def _is_sure(reading: Reading) -> bool:
    return not reading.meanings.needs_context


def _some_contains(wider: Reading, narrower: Reading) -> bool:
    return any(
        contains(big.record, small.record)
        for big in wider.meanings.candidates
        for small in narrower.meanings.candidates
    )


def _read_nations(
    text: str, readings: list[Reading], nations: Sequence[tuple[int, int, str]], words: PlaceWords
) -> None:
    """Note "the Afghan city of Kandahar"."""
    ends = sorted((end, code) for _, end, code in nations)
    keys = [end for end, _ in ends]
    for reading in readings:
        at = bisect_right(keys, reading.start) - 1
        if at < 0 or reading.start - keys[at] > 50:
            continue
        if words.nation_between.fullmatch(text[keys[at] : reading.start]):
            reading.nation = ends[at][1]


def _drop_persons_again(readings: list[Reading], words: PlaceWords) -> None:
    """Drop a bare "Karimi" where the article has already had "Javid Karimi"."""
    seen: set[str] = set()
    for reading in readings:
        if reading.dropped and (reading.in_person or reading.cue != "name"):
            seen.add(reading.text)
        elif reading.text in seen and reading.cue in words.unsure_cues and not reading.meanings.has_large:
            reading.dropped = True
