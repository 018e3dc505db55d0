"""Persons: by title, by apposition, by a verb of speech, and by the names they were given earlier in the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.entities.lexicon import (
    NOT_NAMES,
    NOT_PERSONS,
    ORGANISATION_HEADS,
    SPEECH_VERBS,
    STRIPPED_TITLES,
    TITLE_ABBREVIATIONS,
    TITLE_MODIFIERS,
    TITLES,
    TITLES_FIRST,
)

__all__ = ["PersonSpan", "find_persons"]

# A run begins with a plain [A-Z], which is found several times faster than a choice of words; dots are looked at afterwards.
_CAPITAL = r"[A-Z](?<![\w-][A-Z])[^\W\d_]*(?:-[^\W_]+|['’](?!s\b)[^\W\d_]{2,})*(?:\.(?=[ \u00a0]))?"
_PARTICLE = r"(?:bin|ibn|al|ul|ur|un|uz|ud|de|del|della|da|do|dos|van|von|der|den|el|bint|ould|ag|y|la|le)"
_ARTICLE = r"(?:(?:al|el|ul|ur|ad|as|an|ar|at|az|ed|bin)-)"
_RUN = re.compile(rf"{_CAPITAL}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}(?:{_ARTICLE}[A-Z][\w-]+|{_CAPITAL}))*")
_SPEECH = "|".join(sorted(SPEECH_VERBS))
_SPEECH_AFTER = re.compile(rf"(?:,? (?:who |also |later |further |has |had |then |reportedly )?(?:{_SPEECH})\b)")
_SPEECH_BEFORE = frozenset({"said", "told", "tells", "says", "added", "adds", "asked", "named", "called"})
_TITLE_NOUN = "|".join(sorted(re.escape(word) for word in TITLES if len(word) > 3))
_MAY_BEGIN_NAMES = frozenset({"New", "Old", "First", "Western", "Islamic", "World", "National"})
_ALSO_NAMES = frozenset({"syed", "sayed", "sayyed", "sayyid"})
_TITLES_BEFORE = frozenset(title for title in TITLES if len(title) > 3) | {"mr", "mrs", "ms", "dr"}
_APPOSITION = re.compile(
    rf", (?:(?:an?|the|who (?:is|was)|his|her|its|their|[A-Z][\w.-]*(?:['’]s?)?(?: [A-Z][\w-]+)?) )?"
    rf"(?:[\w'’-]+,? ){{0,4}}?(?:[a-z]+-)?(?:{_TITLE_NOUN})s?\b"
    r"|, (?:aged )?\d\d(?:,|\.)|, an? \d\d-year-old\b"
)
_OFFICE_BEFORE = re.compile(rf"\b(?:{_TITLE_NOUN}) (?:for|of|to|in|at) [\w'’ -]{{2,50}}, $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A person's name at ``start``–``end``; ``name`` is the full name as the article gives it.

    ``run`` is where its title begins, ``title`` the words beside the name that say what the person is.
    """

    start: int
    end: int
    name: str
    how: str
    run: int
    title: str = ""


def find_persons(
    text: str, start: int, end: int, *,
    covered: Callable[[int, int], bool], elsewhere: Callable[[int, int], bool],
    nation: Callable[[str], bool], known: Callable[[str], bool],
) -> list[PersonSpan]:  # fmt: skip
    """Return the persons named in ``text[start:end]``, short forms with the full name that the article gives.

    ``covered`` says whether a span is, wholly or at its end, the name of something else; ``elsewhere`` whether a short name is,
    where it stands, a place or another actor; ``nation`` whether a word names a country or a nationality; ``known`` whether a
    name is that of a known person.
    """
    runs: list[_Run] = []
    singles: list[tuple[int, str]] = []
    for place, words in _runs(text, start, end):
        if " " not in words and not _is_introduced(text, place):
            singles.append((place, words))
        elif (run := _Run.of(text, place, words, nation)) is not None:
            runs.append(run)
    found = [person for run in runs if (person := _named(text, run, covered, known)) is not None]
    return _with_short_forms(_with_coordinated(found, runs, text, covered), runs, singles, elsewhere)


def _is_introduced(text: str, place: int) -> bool:
    """Whether the word before a single capitalised word makes it likely to be a person: a title, a verb of speech."""
    before = text[max(0, place - 16) : place].split()
    return bool(before) and (before[-1].lower() in _TITLES_BEFORE or before[-1] in _SPEECH_BEFORE)


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the capitalised words in a row and where they begin, parted at full stops that end a sentence."""
    for match in _RUN.finditer(text, start, end):
        words = match[0].replace("\u00a0", " ")
        if "." not in words:
            if words not in NOT_NAMES:
                yield match.start(), words
            continue
        at = first = 0
        for word in words.split(" "):
            at += len(word) + 1
            if word.endswith(".") and len(word) > 2 and word[:-1] not in TITLE_ABBREVIATIONS:
                yield match.start() + first, words[first : at - 2]
                first = at
        if first < len(words):
            yield match.start() + first, words[first:]


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row: the title, if it begins with one, then the name."""

    start: int
    name_start: int
    end: int
    words: tuple[str, ...]
    titled: bool

    @classmethod
    def of(cls, text: str, start: int, run: str, nation: Callable[[str], bool]) -> _Run | None:
        """Return the run less the words before a name that begin a sentence; None where none are left."""
        words, at, end = run.split(" "), start, start + len(run)
        while words and words[0] in NOT_NAMES and (words[0] not in _MAY_BEGIN_NAMES or len(words) < 3):
            at += len(words.pop(0)) + 1
        begin = at
        skip = _title_length(words, nation) or _portfolio_length(words, text, at)
        at += sum(len(word) + 1 for word in words[:skip])
        words = words[skip:]
        honoured = False
        while len(words) > 1 and (word := words[0].rstrip(".").lower()) in STRIPPED_TITLES:
            honoured = honoured or word not in _ALSO_NAMES
            at += len(words.pop(0)) + 1
        return cls(begin, at, end, tuple(words), skip > 0 or honoured) if 0 < len(words) < 7 else None


def _title_length(words: Sequence[str], nation: Callable[[str], bool]) -> int:
    """Return how many of the first words are a title with its country, rank and office ("Binance CEO", "Ukrainian President")."""
    length, only_title = 0, True
    for number, written in enumerate(words[:-1]):
        word = written.rstrip(".").lower()
        if word in TITLES and (only_title or word not in TITLES_FIRST):
            length = number + 1
        elif word not in TITLE_MODIFIERS and not nation(written):
            only_title = False
    return length


def _portfolio_length(words: Sequence[str], text: str, start: int) -> int:
    """Return how many of the first words belong to an office that begins before them: "Minister of Foreign Affairs …"."""
    before = text[max(0, start - 24) : start].split(" ")
    if len(before) < 3 or before[-1] or before[-2] not in ("of", "for") or before[-3].lower() not in TITLES:
        return 0
    length = 0
    while length < len(words) - 1 and words[length].lower() in TITLE_MODIFIERS:
        length += 1
    return length


def _named(
    text: str, run: _Run, covered: Callable[[int, int], bool], known: Callable[[str], bool]
) -> PersonSpan | None:
    if not _may_be_person(run, covered):
        return None
    name = " ".join(run.words)
    if run.titled:
        how, title = "title", text[run.start : run.name_start]
    else:
        how, title = _cue(text, run)
        if not how and len(run.words) > 1 and known(name):
            how = "name"
    return PersonSpan(run.name_start, run.end, name, how, run.start, title) if how else None


def _with_coordinated(
    found: list[PersonSpan], runs: Sequence[_Run], text: str, covered: Callable[[int, int], bool]
) -> list[PersonSpan]:
    """Return the persons with those that stand beside one as equals: "Aisha Noor and Interior Minister Omar Sarwar"."""
    by_run = {person.run: person for person in found}
    for run, following in pairwise(runs):
        after = by_run.get(following.start)
        if after is None or after.how != "title" or run.start in by_run or len(run.words) < 2:
            continue
        if text[run.end : following.start] in (" and ", ", ", " & ") and _may_be_person(run, covered):
            found.append(PersonSpan(run.name_start, run.end, " ".join(run.words), "apposition", run.start))
    return sorted(found, key=lambda person: person.start)


def _may_be_person(run: _Run, covered: Callable[[int, int], bool]) -> bool:
    last = run.words[-1]
    if last in NOT_NAMES or len(last) < 2 or covered(run.name_start, run.end):
        return False
    return not any(
        word in ORGANISATION_HEADS
        or word in NOT_PERSONS
        or (len(word) > 2 and word.isupper())
        or (word.lower() in TITLES and word.lower() not in TITLES_FIRST)
        for word in run.words
    )


def _cue(text: str, run: _Run) -> tuple[str, str]:
    """Return by what the run is seen to be a person, and the words that say what the person is; empty where nothing says so."""
    before = text[max(0, run.start - 30) : run.start].split(" ")
    word = before[-2] if len(before) > 1 and not before[-1] else ""
    if word.lower() in _TITLES_BEFORE or (len(run.words) > 1 and (word.endswith("-year-old") or word == "named")):
        return "title", " ".join(before[-4:]).strip()
    long_enough, spoken = len(run.words) > 1, word in _SPEECH_BEFORE
    if not long_enough and not spoken:
        return "", ""
    after = text[run.end : run.end + 90]
    apposition = _APPOSITION.match(after) if after[:2] == ", " else None
    if apposition is not None:
        return "apposition", apposition[0].strip(" ,")
    if (
        long_enough
        and word.endswith(",")
        and (match := _OFFICE_BEFORE.search(text[max(0, run.start - 90) : run.start]))
    ):
        return "apposition", match[0].strip(" ,")
    return ("speech", "") if long_enough and (spoken or _SPEECH_AFTER.match(after)) else ("", "")


def _with_short_forms(
    found: list[PersonSpan],
    runs: Sequence[_Run],
    singles: Sequence[tuple[int, str]],
    elsewhere: Callable[[int, int], bool],
) -> list[PersonSpan]:
    """Return the persons with the places where a short form of a full name stands alone; each with the full name."""
    full = _full_names(found)
    if not full:
        return found
    at = {person.start: replace(person, name=full.get(person.name, person.name)) for person in found}
    unnamed = [(run.name_start, run.end, " ".join(run.words)) for run in runs if run.name_start not in at]
    unnamed += [(place, place + len(word), word) for place, word in singles]
    for start, end, name in unnamed:
        if name in full and not elsewhere(start, end):
            at[start] = PersonSpan(start, end, full[name], "name", start)
    return sorted(at.values(), key=lambda person: person.start)


def _full_names(found: Sequence[PersonSpan]) -> dict[str, str]:
    """Return which full name each full name, last name and (where it is nobody's last name) first name stands for."""
    full = list(dict.fromkeys(person.name for person in found if " " in person.name))
    longest = {name: name for name in full}
    by_last: dict[str, list[str]] = {}
    for name in full:
        by_last.setdefault(name.split(" ")[-1], []).append(name)
    for alike in by_last.values():
        for name in alike:
            longest[name] = next((other for other in alike if set(name.split(" ")) < set(other.split(" "))), name)
    short: dict[str, set[str]] = {}
    for name in full:
        words = name.split(" ")
        keys = {words[-1], " ".join(words[1:]), " ".join(words[-2:])} if len(words) > 1 else {name}
        for key in keys - {""}:
            short.setdefault(key, set()).add(longest[name])
    firsts: dict[str, set[str]] = {}
    for name in full:
        firsts.setdefault(name.split(" ")[0], set()).add(longest[name])
    result = {key: next(iter(names)) for key, names in short.items() if len(names) == 1}
    for key, names in firsts.items():
        if len(names) == 1 and len(key) > 1:
            result.setdefault(key, next(iter(names)))
    return {**result, **longest}
