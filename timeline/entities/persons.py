"""Persons: by title, by apposition, by a verb of speech, and by the names they were given earlier in the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from timeline.entities.lexicon import PersonWords
from timeline.entities.lexicon import person_words as traits
from timeline.gazetteer.folding import fold
from timeline.records import inner_record

__all__ = ["PersonSpan", "find_persons"]

# A run begins with a plain [A-Z], which is found several times faster than a choice of words; dots are looked at afterwards.
_CAPITAL = r"[A-Z](?<![\w-][A-Z])[^\W\d_]*(?:-[^\W_]+|['’](?!s\b)[^\W\d_]{2,})*(?:\.(?=[ \u00a0]))?"
_PARTICLE = (
    r"(?:bin|ibn|ben|abu|umm|al|ul|ur|un|uz|ud|de|del|della|di|du|da|do|dos|van|von|der|den|ter|ten|zu|af|el|bint|ould|ag|y"
    r"|la|le)"
)
_ARTICLE = r"(?:(?:al|el|ul|ur|ad|as|an|ar|at|az|ed|bin)-)"
_NICKNAME = r"[\"“][A-Z][^\"“”\n]{1,24}[\"”][ \u00a0]"
_RUN = re.compile(
    rf"{_CAPITAL}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]|{_NICKNAME}){{0,2}}(?:{_ARTICLE}[A-Z][\w-]+|{_CAPITAL}))*"
)
_MUHAMMAD = re.compile(r"\bm[uo]hamm?[ae]d\b")
_ARTICLE_OF_NAME = re.compile(rf"^{_ARTICLE}(?=[A-Z])")
_LONGEST_ABBREVIATION = 4
_POST_AND_NAME = 4
"""Words of an abbreviated title with what it is for and a name of two words."""
_ASIDE = re.compile(
    r", (?:an?|the|who|whose|\d\d|from|of|wanted|accused|suspected|blamed|believed|described|known)\b"
    r"[^.;:!?()\n]{2,120}?,(?= (?:was|were|is|had|has|been)\b)"
)
"""What is said of a person between commas before what was done to it."""
_NATIONAL = re.compile(
    r", an? (?:\d\d-year-old )?([A-Z][a-z]+)(?=,| (?:blamed|accused|wanted|suspected|who|national|citizen|man|woman|born|aged)\b)"
)
"""What is said of a person by his nation only: "Omar Sarwar, a Kenyan blamed for it"."""
_OFFICE_OF = re.compile(r"([\w-]+) (?:of|for) (?:the )?$")
_OFFICE_TO = re.compile(r"([\w-]+) (?:of|for|to|at) (?:the )?$")
_OF_SOMETHING = re.compile(r" (?:for|of|to|in|at) ", re.IGNORECASE)


@inner_record(frozen=True, slots=True)
class PersonSpan:
    """A person's name at ``start``–``end``; ``name`` is the full name as the article gives it.

    ``run`` is where its title begins, ``title`` the words beside the name that say what the person is, ``nickname`` what
    stands within the name in quotation marks (Omar "Big Ox" Sarwar).
    """

    start: int
    end: int
    name: str
    how: str
    run: int
    title: str = ""
    nickname: str = ""


class _Run(NamedTuple):
    """Capitalised words in a row: the title, if it begins with one, then the name. Thousands are read, few are persons."""

    start: int
    name_start: int
    end: int
    words: Sequence[str]
    titled: bool
    may: bool
    nickname: str = ""


class _Office(NamedTuple):
    """An office where it begins, and how long the known name is that it is for."""

    start: int
    length: int


def find_persons(
    text: str, start: int, end: int, *,
    words: PersonWords,
    covered: Callable[[int, int], bool], elsewhere: Callable[[int, int, bool], bool],
    nation: Callable[[str], bool], known: Callable[[str], bool], known_length: Callable[[int], int],
) -> list[PersonSpan]:  # fmt: skip
    """Return the persons named in ``text[start:end]``, short forms with the full name that the article gives.

    ``covered`` says whether a span is, wholly or at its end, the name of something else; ``elsewhere`` whether a short name, a
    first name or not, is where it stands a place or another actor; ``nation`` whether a word names a country or a nationality;
    ``known`` whether a name is that of a known person; ``known_length`` how long the known name is that begins at a place.
    """
    return _Finder(text, words, covered, elsewhere, nation, known, known_length).find(start, end)


class _Finder:
    """The search for persons in one article."""

    def __init__(
        self, text: str, words: PersonWords, covered: Callable[[int, int], bool], elsewhere: Callable[[int, int, bool], bool],
        nation: Callable[[str], bool], known: Callable[[str], bool], known_length: Callable[[int], int],
    ) -> None:  # fmt: skip
        self._text, self._words, self._traits = text, words, words.traits
        self._covered, self._elsewhere, self._nation, self._known = covered, elsewhere, nation, known
        self._known_length = known_length

    def find(self, start: int, end: int) -> list[PersonSpan]:
        """Return the persons named between two places."""
        runs: list[_Run] = []
        singles: list[tuple[int, str]] = []
        for place, words in self._capitalised(start, end):
            if " " not in words and not self._is_introduced(place):
                singles.append((place, words))
            elif (run := self._run(place, words)) is not None:
                runs.append(run)
        found = [person for run in runs if (person := self._named(run)) is not None]
        return self._with_short_forms(self._with_coordinated(found, runs), runs, singles)

    def _capitalised(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield the capitalised words in a row and where they begin, parted at full stops that end a sentence."""
        has_fixed_blanks, no_names = "\u00a0" in self._text, self._words.no_names
        for match in _RUN.finditer(self._text, start, end):
            words = match[0]
            if words in no_names:
                continue
            if has_fixed_blanks:
                words = words.replace("\u00a0", " ")
            if "." in words:
                yield from self._parted(match.start(), words)
            else:
                yield match.start(), words

    def _parted(self, start: int, words: str) -> Iterator[tuple[int, str]]:
        at = first = 0
        for word in words.split(" "):
            at += len(word) + 1
            if word.endswith(".") and len(word) > 2 and word[:-1] not in self._words.abbreviations:
                yield start + first, words[first : at - 2]
                first = at
        if first < len(words):
            yield start + first, words[first:]

    def _is_introduced(self, place: int) -> bool:
        """Whether the word before a single capitalised word makes it likely to be a person: a title, a verb of speech."""
        if not self._text[place - 1 : place].isspace():
            return False
        before = self._text[max(0, place - 16) : place].rsplit(None, 1)
        word = before[-1].rstrip() if before else ""
        return word.lower() in self._words.introducing or word in self._words.spoken

    def _run(self, start: int, run: str) -> _Run | None:
        """Return the run less the words before a name that begin a sentence; None where none are left."""
        office = self._office_for_whom(start, run)
        if office is not None:
            start, run = start + office.length + 1, run[office.length + 1 :]
        words, end = run.split(" "), start + len(run)
        of = [self._traits[word] for word in words]
        first, size, at = 0, len(words), start
        while first < size and of[first] & traits.NO_NAME and not (of[first] & traits.MAY_BEGIN and size - first > 2):
            at += len(words[first]) + 1
            first += 1
        while size - first > 2 and words[first].isupper() and len(words[first]) > _LONGEST_ABBREVIATION:
            at += len(words[first]) + 1  # a dateline that no mark ends: BRUSSELS Omar Sarwar said …
            first += 1
        begin = at if office is None else office.start
        skip = max(self._title_length(words, of, first), self._portfolio_length(of, first, at))
        for word in words[first : first + skip]:
            at += len(word) + 1
        first += skip
        honoured = False
        while size - first > 1 and of[first] & traits.STRIPPED:
            honoured = honoured or not of[first] & traits.ALSO_NAME
            at += len(words[first]) + 1
            first += 1
        if not 0 < size - first < 7:
            return None
        titled = skip > 0 or honoured or office is not None
        name, nickname = _without_nickname(words[first:])
        may = traits.may_be_person([self._traits[word] for word in name] if nickname else of[first:], titled=titled)
        return _Run(begin, at, end, name, titled, may, nickname)

    def _office_for_whom(self, start: int, run: str) -> _Office | None:
        """Return the office before a known name with which the words begin: "Ambassador to the United Nations Omar Sarwar"."""
        length = self._known_length(start)
        if not length or run[length : length + 1] != " " or " " not in run[length + 1 :]:
            return None
        if self._traits[run.split(" ", 1)[0]] & traits.PLAIN_MODIFIER:
            return None  # "Minister for Maritime Affairs", though Maritime is a region too
        office = _OFFICE_TO.search(self._text, max(0, start - 40), start)
        titled = office is not None and office[1].lower() in self._words.titles
        return _Office(office.start(), length) if office is not None and titled else None

    def _title_length(self, words: Sequence[str], of: Sequence[int], first: int) -> int:
        """Return how many of the first words are a title with its country, rank and office ("Ukrainian President")."""
        length, only_title = 0, True
        for number in range(first, len(words) - 1):
            trait = of[number]
            after_modifier = number > first and of[number - 1] & traits.MODIFIER
            if trait & traits.TITLE and (only_title or after_modifier or not trait & traits.TITLE_FIRST):
                length = number - first + 1
                if self._has_a_post_behind(words, of, number):
                    length += 1
            elif only_title and not trait & traits.MODIFIER and not self._nation(words[number]):
                only_title = False
        return length

    def _has_a_post_behind(self, words: Sequence[str], of: Sequence[int], number: int) -> bool:
        """Whether behind an abbreviated title stands what it is for, and then a full name: "IG Sindh …", "GM Operations …"."""
        if not words[number].isupper() or len(words) - number < _POST_AND_NAME or of[number + 1] & traits.TITLE:
            return False
        return bool(of[number + 1] & traits.PLAIN_MODIFIER) or self._nation(words[number + 1])

    def _portfolio_length(self, of: Sequence[int], first: int, start: int) -> int:
        """Return how many of the first words belong to an office that begins before them: "Minister of Foreign Affairs"."""
        if first >= len(of) - 1 or not of[first] & traits.PLAIN_MODIFIER:
            return 0
        office = _OFFICE_OF.search(self._text, max(0, start - 30), start)
        if office is None or office[1].lower() not in self._words.titles:
            return 0
        length = 0
        while first + length < len(of) - 1 and of[first + length] & traits.PLAIN_MODIFIER:
            length += 1
        return length

    def _named(self, run: _Run) -> PersonSpan | None:
        if not self._may_be_person(run):
            return None
        if run.titled:
            how, title = "title", self._text[run.start : run.name_start]
        else:
            how, title = self._cue(run)
        name = " ".join(run.words)
        if not how and len(run.words) > 1 and (run.nickname or self._known(name)):
            how = "name"
        if not how or self._is_thing(run):
            return None
        return PersonSpan(run.name_start, run.end, name, how, run.start, title, run.nickname)

    def _with_coordinated(self, found: list[PersonSpan], runs: Sequence[_Run]) -> list[PersonSpan]:
        """Return the persons with those beside one as equals: "Aisha Noor and Interior Minister Omar Sarwar"."""
        by_run = {person.run: person for person in found}
        for run, following in pairwise(runs):
            after = by_run.get(following.start)
            if after is None or after.how not in ("title", "deed") or run.start in by_run or len(run.words) < 2:
                continue
            if self._text[run.end : following.start] in (" and ", ", ", " & ") and self._may_be_person(run):
                found.append(PersonSpan(run.name_start, run.end, " ".join(run.words), "apposition", run.start))
        return sorted(found, key=lambda person: person.start)

    def _is_thing(self, run: _Run) -> bool:
        """Whether it is the name of something called after a person: the Imam Ali mosque, the shrine of Imam Reza."""
        if len(run.words) == 1 and self._is_common_word(run.words[0]):
            return True
        return self._is_called_after(run.start, run.end)

    def _is_called_after(self, start: int, end: int) -> bool:
        text, words = self._text, self._words
        if words.thing_after.match(text, end) is not None:
            return True
        before = text[max(0, start - 24) : start]
        return before.lower().endswith(words.ends_thing_before) and words.thing_before.search(before) is not None

    def _is_common_word(self, word: str) -> bool:
        """Whether a single word is an office, or one that the text also writes small: no name of a person."""
        if self._traits[word] & (traits.TITLE | traits.MODIFIER) or (word.isupper() and len(word) > 1):
            return True
        small = word.lower()
        return small != word and _holds_word(self._text, small)

    def _may_be_person(self, run: _Run) -> bool:
        return run.may and not self._covered(run.name_start, run.end)

    def _cue(self, run: _Run) -> tuple[str, str]:
        """Return by what the run is seen to be a person, and the words that say what it is; empty where nothing says so."""
        text, words, long_enough = self._text, self._words, len(run.words) > 1
        before = text[max(0, run.start - 30) : run.start].split(" ")
        word = before[-2] if len(before) > 1 and not before[-1] else ""
        if word and (
            word.lower() in words.introducing or (long_enough and (word.endswith("-year-old") or word == "named"))
        ):
            return "title", " ".join(before[-4:]).strip()
        spoken = word in words.spoken
        if not long_enough and not spoken:
            return "", ""
        after = text[run.end : run.end + 90]
        apposition = words.apposition.match(after) if after[:2] == ", " else None
        if apposition is not None:
            return "apposition", apposition[0].strip(" ,")
        national = _NATIONAL.match(after) if after[:3] == ", a" else None
        if national is not None and self._nation(national[1]):
            return "apposition", national[0].strip(" ,")
        if (
            long_enough
            and word.endswith(",")
            and _OF_SOMETHING.search(text, max(0, run.start - 60), run.start)
            and (match := words.office_before.search(text[max(0, run.start - 90) : run.start]))
        ):
            return "apposition", match[0].strip(" ,")
        if long_enough and word.endswith(",") and word[:-1].lower() in words.introducing and after[:1] == ",":
            return "apposition", word[:-1]
        if long_enough and (spoken or words.speech_after.match(after)):
            return "speech", ""
        return ("deed", "") if long_enough and self._is_done_to(run, after) else ("", "")

    def _is_done_to(self, run: _Run, after: str) -> bool:
        """Whether what is told of the name is done to persons only: "Omar Sarwar was arrested", "the trial of Omar Sarwar"."""
        words = self._words
        if not all(word[-1:].islower() for word in run.words) or any(len(word) < 3 for word in run.words[-1:]):
            return False
        if aside := _ASIDE.match(self._text, run.end):  # "Omar Sarwar, who sells shoes, was arrested"
            after = self._text[aside.end() : aside.end() + 90]
        following = after.lstrip(" ,").split(" ", 1)[0]
        if following in words.opens_passive and words.done_after.match(after) is not None:
            return True
        if (
            after.startswith(", ") and following.rstrip(".,") in words.done
        ):  # "the lawyer of Omar Sarwar, executed on Monday"
            return True
        before = self._text[max(0, run.start - 32) : run.start]
        told = before.split()[-2:] if before.endswith(" ") else []
        if told and (told[-1].endswith("-born") or told[-1] in words.deeds_to_persons):
            return True
        return " ".join(told) in words.deeds_to_persons or (
            len(told) > 1 and told[1] in ("of", "against", "for") and told[0] in words.deeds_to_persons
        )

    def _with_short_forms(
        self, found: list[PersonSpan], runs: Sequence[_Run], singles: Sequence[tuple[int, str]]
    ) -> list[PersonSpan]:
        """Return the persons with the places where a short form of a full name stands alone; each with the full name."""
        full, firsts = _full_names(found)
        if not full:
            return found
        at = {
            person.start: person if person.name not in full else replace(person, name=full[person.name])
            for person in found
        }
        spelled = {_plainly(name): name for name in full if " " in name}
        lasts = {name.rsplit(" ", 1)[-1] for name in spelled.values()}
        unnamed = [
            (run.name_start, run.end, name)
            for run in runs
            if run.name_start not in at
            and (
                (name := " ".join(run.words)) in full
                or (run.words[-1] in lasts and len(run.words) > 1 and (name := spelled.get(_plainly(name), "")))
            )
        ]
        unnamed += [(place, place + len(word), word) for place, word in singles if word in full]
        for start, end, name in unnamed:
            if not self._elsewhere(start, end, name in firsts) and not self._is_called_after(start, end):
                at[start] = PersonSpan(start, end, full[name], "name", start)
        return sorted(at.values(), key=lambda person: person.start)


def _full_names(found: Sequence[PersonSpan]) -> tuple[dict[str, str], set[str]]:
    """Return which full name each full name, last name and (where it is nobody's last name) first name stands for.

    The second are the first names among them.
    """
    full = list(dict.fromkeys(person.name for person in found if " " in person.name))
    longest = {name: name for name in full}
    by_last: dict[str, list[str]] = {}
    for name in full:
        by_last.setdefault(name.split(" ")[-1], []).append(name)
    for alike in by_last.values():
        for name in alike:
            longest[name] = next((other for other in alike if _words(name) < _words(other)), name)
    written: dict[str, str] = {}
    for name in full:
        longest[name] = written.setdefault(_plainly(longest[name]), longest[name])
    short: dict[str, set[str]] = {}
    for name in full:
        words = name.split(" ")
        last, rest = " ".join(words[-2:]), " ".join(words[1:])
        bare = _ARTICLE_OF_NAME.sub("", words[-1])  # al-Abadi is Abadi, too
        keys = {words[-1], bare, rest, last, last[:1].upper() + last[1:], rest[:1].upper() + rest[1:]}
        for key in keys - {""}:
            short.setdefault(key, set()).add(longest[name])
    firsts: dict[str, set[str]] = {}
    for name in full:
        firsts.setdefault(name.split(" ")[0], set()).add(longest[name])
    for person in found:
        if person.nickname and person.name in longest:
            short.setdefault(person.nickname, set()).add(longest[person.name])
    result = {key: next(iter(names)) for key, names in short.items() if len(names) == 1}
    for key, names in firsts.items():
        if len(names) == 1 and len(key) > 1:
            result.setdefault(key, next(iter(names)))
    return {**result, **longest}, firsts.keys() - short.keys()


def _without_nickname(words: list[str]) -> tuple[list[str], str]:
    """Return the words of a name less those in quotation marks, and these.

    >>> _without_nickname(["Omar", "“The", "Ox”", "Sarwar"])
    (['Omar', 'Sarwar'], 'The Ox')
    """
    quoted = [number for number, word in enumerate(words) if word[0] in '"“' or word[-1] in '"”']
    if not quoted or len(words) < 3:
        return words, ""
    first, last = quoted[0], quoted[-1]
    return words[:first] + words[last + 1 :], " ".join(words[first : last + 1]).strip('"“”')


def _plainly(name: str) -> str:
    """Return a name less what its spellings differ in: Fu'ad and Fuad, Mohammed and Muhammad.

    >>> _plainly("Mohamed al-Fu'ad") == _plainly("Muhammad Al Fuad")
    True
    """
    return _MUHAMMAD.sub("muhammad", fold(name).lower().replace("'", "").replace("-", " "))


def _words(name: str) -> set[str]:
    """Return the words of a name in small letters: De Mistura is part of Staffan de Mistura."""
    return set(name.lower().split(" "))


def _holds_word(text: str, word: str) -> bool:
    """Whether a word stands by itself somewhere in the text, written so."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not (before.isalnum() or after.isalnum() or "-" in (before, after)):
            return True
        at = text.find(word, at + 1)
    return False
