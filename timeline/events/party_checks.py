"""Whether the words about those who take part are in order: every list finds its examples and leaves its refusals alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from timeline.dates import DateReader
from timeline.entities import find_entities
from timeline.errors import Problem, RulesError
from timeline.events.finder import EventFinder
from timeline.events.involved import PartyWords
from timeline.events.involved.party_words import SECTION
from timeline.figures import ArticleFigures
from timeline.gazetteer import Gazetteer
from timeline.model import Article
from timeline.rules import Entry, Rules
from timeline.sentences import split

__all__ = ["problems"]

_PUBLISHED = date(2024, 5, 17)


def problems(rules: Rules) -> list[Problem]:
    """Return what is wrong with the lists, in the order of the file."""
    try:
        PartyWords.from_rules(rules)
    except RulesError as error:
        return [Problem.of(error)]
    reader = _Reader(rules)
    return [problem for entry in rules.entries("names.toml", SECTION) for problem in _tried(entry, reader)]


class _Reader:
    """Reads who takes part in the happenings of a text."""

    def __init__(self, rules: Rules) -> None:
        self._rules, self._gazetteer, self._dates = rules, Gazetteer.from_rules(rules), DateReader(rules)
        self._finder = EventFinder(rules, self._gazetteer)

    def actors(self, text: str) -> set[str]:
        """Return the names of all who take part in something."""
        article = Article("example", 0, 0, len(text), published=_PUBLISHED)
        sentences = split(text, 0, len(text))
        dates = tuple(self._dates.find(text, sentences, published=_PUBLISHED))
        figures = ArticleFigures(text, sentences, self._rules, skip=[(mention.start, mention.end) for mention in dates])
        entities = find_entities(text, article, sentences, self._gazetteer)
        rows = self._finder.rows(text, article, sentences, dates, entities, figures)
        return {actor.name for row in rows for actor in row.actors}


def _tried(entry: Entry, reader: _Reader) -> Iterator[Problem]:
    for wanted in ("finds", "skips"):
        examples = entry.get(wanted, ())
        if not examples and not {"adds_to", "takes_from"} & entry.keys():
            yield Problem(entry.where, f"has no examples in {wanted}", "give it at least one")
        for example in examples:
            problem = _problem(entry, example, reader, is_refusal=wanted == "skips")
            if problem is not None:
                yield problem


def _problem(entry: Entry, example: Any, reader: _Reader, *, is_refusal: bool) -> Problem | None:
    if not isinstance(example, Mapping) or not example.get("text") or not example.get("reads"):
        return Problem(entry.where, f"the example {example!r} is not understood", 'write { text = "…", reads = "…" }')
    text, wanted = str(example["text"]), str(example["reads"])
    found = reader.actors(text)
    got = ", ".join(sorted(found)) or "nobody"
    if is_refusal and wanted in found:
        return Problem(entry.where, f"{wanted!r} should take no part in {text!r}, but does", "correct the words")
    if not is_refusal and wanted not in found:
        return Problem(
            entry.where, f"{wanted!r} should take part in {text!r}, but only {got} does", "correct the words"
        )
    return None
