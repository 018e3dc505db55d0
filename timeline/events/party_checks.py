"""Whether the words about who takes part and where it was are in order: every list finds its examples and leaves its refusals
alone, and the weights of who takes part are numbers of known traits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from timeline.dates import DateReader
from timeline.entities import find_entities
from timeline.errors import Problem, RulesError
from timeline.events.finder import EventFinder
from timeline.events.involved import GroundWords, PartyWords
from timeline.events.involved.ground_words import SECTION as GROUNDS
from timeline.events.involved.party_words import SECTION
from timeline.events.taking_part import FILE, TakingPart
from timeline.events.taking_part import SECTION as WEIGHTS
from timeline.figures import ArticleFigures
from timeline.gazetteer import Gazetteer
from timeline.model import Article, Row
from timeline.rules import Entry, Rules
from timeline.sentences import split

__all__ = ["problems"]

_PUBLISHED = date(2024, 5, 17)


def problems(rules: Rules) -> list[Problem]:
    """Return what is wrong with the lists, in the order of the file."""
    try:
        PartyWords.from_rules(rules)
        GroundWords.from_rules(rules)
        TakingPart.from_rules(rules)
    except RulesError as error:
        return [Problem.of(error)]
    reader = _Reader(rules)
    parties = (problem for entry in rules.entries("names.toml", SECTION) for problem in _tried(entry, reader.actors))
    grounds = (problem for entry in rules.entries("names.toml", GROUNDS) for problem in _tried(entry, reader.regions))
    return [*parties, *grounds]


class _Reader:
    """Reads who takes part in the happenings of a text."""

    def __init__(self, rules: Rules) -> None:
        self._rules, self._gazetteer, self._dates = rules, Gazetteer.from_rules(rules), DateReader(rules)
        self._finder = EventFinder(rules.without(FILE, WEIGHTS), self._gazetteer)  # the words alone are tried

    def actors(self, text: str) -> set[str]:
        """Return the names of all who take part in something."""
        return {actor.name for row in self._rows(text) for actor in row.actors}

    def regions(self, text: str) -> set[str]:
        """Return the codes of the countries and provinces in which the last thing told happened."""
        places = [place for row in self._rows(text)[-1:] for place in row.places]
        return {code for place in places for code in (place.country, place.subdivision) if code}

    def _rows(self, text: str) -> tuple[Row, ...]:
        article = Article("example", 0, 0, len(text), published=_PUBLISHED)
        sentences = split(text, 0, len(text))
        dates = tuple(self._dates.find(text, sentences, published=_PUBLISHED))
        figures = ArticleFigures(text, sentences, self._rules, skip=[(mention.start, mention.end) for mention in dates])
        entities = find_entities(text, article, sentences, self._gazetteer)
        return self._finder.rows(text, article, sentences, dates, entities, figures)


def _tried(entry: Entry, read: Callable[[str], set[str]]) -> Iterator[Problem]:
    for wanted in ("finds", "skips"):
        examples = entry.get(wanted, ())
        if not examples and not {"adds_to", "takes_from"} & entry.keys():
            yield Problem(entry.where, f"has no examples in {wanted}", "give it at least one")
        for example in examples:
            problem = _problem(entry, example, read, is_refusal=wanted == "skips")
            if problem is not None:
                yield problem


def _problem(entry: Entry, example: Any, read: Callable[[str], set[str]], *, is_refusal: bool) -> Problem | None:
    if not isinstance(example, Mapping) or not example.get("text") or not example.get("reads"):
        return Problem(entry.where, f"the example {example!r} is not understood", 'write { text = "…", reads = "…" }')
    text, wanted = str(example["text"]), str(example["reads"])
    found = read(text)
    got = ", ".join(sorted(found)) or "nothing"
    if is_refusal and wanted in found:
        return Problem(entry.where, f"{wanted!r} should not be read in {text!r}, but is", "correct the words")
    if not is_refusal and wanted not in found:
        return Problem(entry.where, f"{wanted!r} should be read in {text!r}, but only {got} is", "correct the words")
    return None
