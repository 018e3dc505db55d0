"""What a single word does beside or in the name of a person, looked up once for each word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.entities.lexicon.lists import Lists, any_of

__all__ = [
    "ALSO_NAME", "ALSO_PERSON", "MAY_BEGIN", "MODIFIER", "NO_NAME", "NO_PERSON", "PLAIN_MODIFIER", "PLAIN_TITLE", "SMALL",
    "STRIPPED", "TITLE", "TITLE_FIRST", "PersonWords", "Traits", "may_be_person",
]  # fmt: skip

NO_NAME = 1
"""Begins a sentence or stands in one without naming anybody."""
MAY_BEGIN = 2
"""… but three or more capitalised words may begin with it."""
TITLE = 4
TITLE_FIRST = 8
"""A title that counts only where the capitalised words begin with it."""
MODIFIER = 16
"""Leaves what it stands beside a title: deputy, interim, foreign."""
PLAIN_MODIFIER = 32
"""The same, as written (no full stop)."""
STRIPPED = 64
"""A title written as if it were part of the name, …"""
ALSO_NAME = 128
"""… and as often part of it."""
NO_PERSON = 256
"""Stands in no person's name."""
PLAIN_TITLE = 1024
"""A title, as written (no full stop)."""
SMALL = 512
"""Too short to be anybody's last name."""
ALSO_PERSON = 2048
"""Stands in no person's name but behind a title: Admiral Bill Ndiaye, President Park Sun-hee."""
_MANY = 50_000
"""So many different words are remembered at a time."""


class Traits(dict[str, int]):
    """The traits of each word as a sum of the figures above, worked out when a word is first asked for."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        words = lists["words of no name"], lists["words of no name that may begin one"]
        self._as_written = _sums((words[0], NO_NAME), (words[1], MAY_BEGIN), (lists["organisation heads"], NO_PERSON),
                                 (lists["words of no person"], NO_PERSON),
                                 (lists["words of no person that are names too"], ALSO_PERSON))  # fmt: skip
        titles, first, modifiers = lists["titles"], lists["titles that are also names"], lists["title modifiers"]
        self._small = _sums((titles, PLAIN_TITLE), (titles - first, NO_PERSON), (modifiers, PLAIN_MODIFIER))
        self._without_stop = _sums(
            (titles, TITLE), (first, TITLE_FIRST), (modifiers, MODIFIER), (lists["titles within names"], STRIPPED),
            (lists["titles within names that are also names"], ALSO_NAME),
        )  # fmt: skip

    def __missing__(self, word: str) -> int:
        if len(self) >= _MANY:
            self.clear()
        low = word.lower()
        found = self._as_written.get(word, 0) | self._small.get(low, 0) | self._without_stop.get(low.rstrip("."), 0)
        if len(word) < 2:
            found |= SMALL
        elif len(word) > 2 and word.isupper():
            found |= NO_PERSON
        self[word] = found
        return found


def _sums(*lists: tuple[frozenset[str], int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for words, trait in lists:
        for word in words:
            found[word] = found.get(word, 0) | trait
    return found


def may_be_person(of: Sequence[int], *, titled: bool) -> bool:
    """Whether words of these traits can be a person's name; ``titled`` says that a title stands before them."""
    if of[-1] & (NO_NAME | SMALL):
        return False
    return not any(trait & NO_PERSON and not (titled and trait & ALSO_PERSON) for trait in of)


_AUXILIARIES = frozenset(
    (
        "was", "were", "is", "had", "has", "been", "being", "be", "to", "will", "would", "also", "later", "reportedly",
        "formally", "himself", "herself",
    )
)  # fmt: skip
"""Words of a verb in the passive before what was done."""


def introducing(lists: Lists) -> frozenset[str]:
    """Return the titles that make a name after them a person's though they are in lower case: none as short as "gen"."""
    return frozenset(title for title in lists["titles"] if len(title) > 3) | {"mr", "mrs", "ms", "dr"}


class PersonWords:
    """The words by which persons are told."""

    def __init__(self, lists: Lists) -> None:
        self.traits = Traits(lists)
        self.no_names = lists["words of no name"]
        self.titles = lists["titles"]
        self.abbreviations = lists["title abbreviations"]
        self.state_offices = lists["state offices"]
        self.spoken = lists["speech before a name"]
        self.introducing = introducing(lists)
        self.before_places = lists["locatives"] | {"from", "to", "of"}
        things = any_of(lists["named after persons"])
        self.thing_after = re.compile(rf" (?:{things})\b(?!['’])")
        media = any_of(lists["media nouns"])
        self.ends_thing_before = ("of ", "of the ", *(f"{noun} " for noun in lists["media nouns"]))
        """How what ``thing_before`` finds can end, looked for first: nearly nothing does."""
        self.thing_before = re.compile(rf"\b(?:(?:{things}) of (?:the )?|(?:{media}) )$", re.IGNORECASE)
        speech, noun = any_of(lists["speech verbs"]), any_of(title for title in lists["titles"] if len(title) > 3)
        self.speech_after = re.compile(
            rf"(?:,? (?:who |also |later |further |has |had |then |reportedly )?(?:{speech})\b)"
        )
        groups = any_of(lists["group nouns of appositions"])
        self.apposition = re.compile(
            rf", (?:(?:an?|the|who (?:is|was)|his|her|its|their|[A-Z][\w.-]*(?:['’]s?)?(?: [A-Z][\w-]+)?) )?"
            rf"(?:[\w'’-]+,? ){{0,4}}?(?:[a-z]+-)?(?i:{noun})s?\b(?! (?:{groups})\b)"
            r"|, (?:aged )?\d\d(?:,|\.)|, an? \d\d-year-old\b|, (?:who|whose) (?!are\b|were\b|have\b)"
        )
        done = any_of(lists["done to persons"])
        small = any_of(_AUXILIARIES)
        self.done_after = re.compile(rf"(?:,? (?:who |whose [\w ]{{2,30}}, )?)?(?: ?(?:{small}))+ (?:{done})\b")
        self.done = lists["done to persons"]
        self.opens_passive = _AUXILIARIES | {"who", "whose"}
        self.deeds_to_persons = lists["deeds to persons"]
        self.office_before = re.compile(rf"\b(?:{noun}) (?:for|of|to|in|at) [\w'’ -]{{2,50}}, $", re.IGNORECASE)
