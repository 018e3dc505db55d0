"""The lists of names.toml as sets of words, a project's additions laid over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from timeline import rules as rules_module
from timeline.rules import Rules

__all__ = ["FILE", "LISTS", "Lists", "any_of", "word_lists"]

FILE = "names.toml"
Lists = Mapping[str, frozenset[str]]
LISTS = frozenset(
    {
        "titles", "titles that are also names", "title modifiers", "title abbreviations", "titles within names",
        "titles within names that are also names", "state offices", "public titles", "speech verbs", "speech before a name",
        "decision verbs", "words of no person", "words of no person that are names too", "words of no name",
        "words of no name that may begin one",
        "words of no name within organisations", "words of no body", "organisation heads", "armed heads", "media heads",
        "heads without a tail", "state heads", "owners in names", "state nouns", "state nouns after other words", "people nouns",
        "place nouns", "urban nouns", "gatherings in towns", "organs of places", "organs after an adjective", "state bodies",
        "state bodies of towns",
        "sent by states", "at the border", "borderlands", "locatives", "violent nouns", "violent verbs", "spoken to",
        "trusting", "envoys", "given to", "on behalf", "backed", "before countries", "parts", "allies", "group adjectives",
        "group nouns", "bloc nouns", "pair nouns", "pair nouns with both", "pair nouns with the two",
        "pair nouns of persons", "owned by persons", "owned by bodies", "mediating", "portfolios",
        "portfolios of", "further portfolios", "men of offices", "juntas", "deeds of offices",
        "prepositions of place", "other prepositions", "institutions in towns",
        "carriers", "followers", "place adjectives", "named after persons", "directions", "words of home", "kinds before names",
        "adjectives before places",
        "waters before names", "waters after names", "missions",
        "heads that stand alone", "heads with a capital only", "media nouns",
        "organs of states", "opponents of states", "named after states",
        "group nouns of appositions", "done to persons", "deeds to persons",
        "rebel nouns", "separatist nouns", "opposition nouns", "Kurdish nouns", "men of sides", "after no side",
    }
)  # fmt: skip
"""The lists that the finders use; what each is for is said in the file."""


def word_lists(rules: Rules, section: str = "words", known: frozenset[str] = LISTS) -> Lists:
    """Return the words of each known list of a section; those of a list that a project took away are none.

    Raises RulesError for an entry without words and for one that names no known list.
    """
    found = rules_module.word_lists(rules.entries(FILE, section), known)
    return {name: frozenset(word.replace("_", " ") for word in words) for name, words in found.items()}


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; one that matches nothing where there are none.

    >>> any_of({"sea", "seaside"}), any_of([])
    ('seaside|sea', '(?!)')
    """
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
