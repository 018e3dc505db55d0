"""Persons: by title, by apposition, by a verb of speech, and by the names they were given earlier in the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from timeline.entities.lexicon import (
    NOT_NAMES,
    ORGANISATION_HEADS,
    SPEECH_VERBS,
    STRIPPED_TITLES,
    TITLE_MODIFIERS,
    TITLES,
)

__all__ = ["PersonSpan", "find_persons"]

_TITLE_DOTS = r"(?:Lt|Gen|Col|Maj|Capt|Cmdr|Sgt|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Adm|Brig|Hon|Rev|Insp|Supt|St|[A-Z])\."
_CAPITAL = r"(?:" + _TITLE_DOTS + r"|[A-Z][^\W\d_]*(?:-[^\W_]+|['’](?!s\b)[A-Z][^\W\d_]+)*)"
_PARTICLE = r"(?:bin|ibn|al|ul|ur|un|uz|ud|de|del|della|da|do|dos|van|von|der|den|el|bint|ould|ag|y|la|le)"
_RUN = re.compile(rf"(?<![\w-]){_CAPITAL}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_CAPITAL})*")
_SPEECH = "|".join(sorted(SPEECH_VERBS))
_SPEECH_AFTER = re.compile(rf"(?:,? (?:who |also |later |further |has |had |then |reportedly )?(?:{_SPEECH})\b)")
_SPEECH_BEFORE = re.compile(r"(?:\b(?:said|told|tells|says|added|by|adds|asked|named|called|identified as)) $")
_TITLE_NOUN = "|".join(sorted(re.escape(word) for word in TITLES if len(word) > 3))
_APPOSITION = re.compile(
    rf", (?:(?:an?|the|who (?:is|was)|his|her|its|their|[A-Z][\w-]+(?:['’]s)?) )?(?:[\w'’-]+,? ){{0,4}}?(?:{_TITLE_NOUN})s?\b|, (?:aged )?\d\d(?:,|\.)"
)
_TITLE_BEFORE = re.compile(rf"\b(?:{_TITLE_NOUN}|mr|mrs|dr)(?: named)? $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A person's name at ``start``–``end``; ``name`` is the full name as the article gives it, ``run`` where its title begins."""

    start: int
    end: int
    name: str
    how: str
    run: int


def find_persons(
    text: str, start: int, end: int, *, covered: Callable[[int, int], bool], known: Callable[[str], bool]
) -> list[PersonSpan]:
    """Return the persons named in ``text[start:end]``, short forms with the full name that the article gives.

    ``covered`` says whether a span is, wholly or at its end, another known name; ``known`` whether a word is part of one.
    """
    runs = [run for match in _RUN.finditer(text, start, end) if (run := _Run.of(match, known)) is not None]
    found = [person for run in runs if (person := _named(text, run, covered)) is not None]
    return _with_short_forms(found, runs, text, covered)


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row: the title, if it begins with one, then the name."""

    start: int
    name_start: int
    end: int
    words: tuple[str, ...]
    titled: bool

    @classmethod
    def of(cls, match: re.Match[str], known: Callable[[str], bool]) -> _Run | None:
        words, at, titled = match[0].replace("\u00a0", " ").split(" "), match.start(), False
        begin = at
        while words and (words[0] in NOT_NAMES):
            at += len(words.pop(0)) + 1
            begin = at
        skip = _title_length(words, known)
        if skip:
            titled = True
            at += sum(len(word) + 1 for word in words[:skip])
            words = words[skip:]
        while len(words) > 1 and words[0].rstrip(".").lower() in STRIPPED_TITLES:
            titled = titled or words[0].lower() not in ("syed", "sayed", "sayyid")
            at += len(words.pop(0)) + 1
        if not words or len(words) > 6:
            return None
        return cls(begin, at, match.end(), tuple(words), titled)


def _title_length(words: Sequence[str], known: Callable[[str], bool]) -> int:
    """Return how many of the first words are a title with its country, rank and office."""
    last, number = 0, 0
    while number < len(words) - 1:
        word = words[number].rstrip(".").lower()
        if word in TITLES:
            last = number + 1
        elif word not in TITLE_MODIFIERS and not known(words[number]):
            break
        number += 1
    return last


def _named(text: str, run: _Run, covered: Callable[[int, int], bool]) -> PersonSpan | None:
    if not _may_be_person(run, covered):
        return None
    how = "title" if run.titled else _cue(text, run)
    if how is None or (how != "title" and how != "named after title" and len(run.words) < 2):
        return None
    how = "title" if how == "named after title" else how
    return PersonSpan(run.name_start, run.end, " ".join(run.words), how, run.start)


def _may_be_person(run: _Run, covered: Callable[[int, int], bool]) -> bool:
    last = run.words[-1]
    if covered(run.name_start, run.end) or last in NOT_NAMES:
        return False
    if any(word in ORGANISATION_HEADS or word.lower() in TITLES for word in run.words):
        return False
    return not (last.isupper() and len(last) > 1) and all(len(word) > 1 for word in run.words[-1:])


def _cue(text: str, run: _Run) -> str | None:
    before = text[max(0, run.start - 24) : run.start]
    if _TITLE_BEFORE.search(before):
        return "named after title"
    after = text[run.end : run.end + 90]
    if _SPEECH_AFTER.match(after):
        return "speech"
    if _APPOSITION.match(after):
        return "apposition"
    return "speech" if _SPEECH_BEFORE.search(before) else None


def _with_short_forms(
    found: list[PersonSpan], runs: Sequence[_Run], text: str, covered: Callable[[int, int], bool]
) -> list[PersonSpan]:
    full = _full_names(found)
    if not full:
        return found
    at = {person.start: person for person in found}
    for run in runs:
        name = " ".join(run.words)
        meant = full.get(name)
        if run.name_start in at:
            if meant is not None:
                at[run.name_start] = replace(at[run.name_start], name=meant)
        elif meant is not None and not covered(run.name_start, run.end):
            at[run.name_start] = PersonSpan(run.name_start, run.end, meant, "name", run.start)
    return sorted(at.values(), key=lambda person: person.start)


def _full_names(found: Sequence[PersonSpan]) -> dict[str, str]:
    """Return which full name each full name, last name and (where it is nobody's last name) first name stands for."""
    full = list(dict.fromkeys(person.name for person in found if " " in person.name))
    longest = {name: name for name in full}
    for name in full:
        for other in full:
            if (
                other != name
                and name.split(" ")[-1] == other.split(" ")[-1]
                and set(name.split(" ")) < set(other.split(" "))
            ):
                longest[name] = other
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
