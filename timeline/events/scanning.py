"""A cheap look at a whole text: which sentences hold a word that may name a happening and so deserve to be parsed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import ahocorasick_rs

from timeline.clauses.lexicon import inflect, plural
from timeline.events.types import FILE
from timeline.model import Sentence
from timeline.rules import Entry, Rules

__all__ = ["Scanner"]


class Scanner:
    """Finds the sentences with trigger words in one pass over the text."""

    def __init__(self, rules: Rules) -> None:
        patterns = sorted({form for form in _forms(rules) if len(form) > 2})
        self._automaton = ahocorasick_rs.AhoCorasick(patterns) if patterns else None

    def promising(self, text: str, sentences: Sequence[Sentence]) -> set[int]:
        """Return the starts of the sentences in which a trigger word may stand."""
        if not sentences or self._automaton is None:
            return set()
        starts = [sentence.start for sentence in sentences]
        first, last = starts[0], max(sentence.end for sentence in sentences)
        part = text[first:last].lower()
        if len(part) != last - first:  # a letter whose small form is longer: offsets would be wrong
            return set(starts)
        size = len(part)
        found: set[int] = set()
        for _, at, end in self._automaton.find_matches_as_indexes(part, overlapping=True):
            if (at == 0 or not part[at - 1].isalpha()) and (end == size or not part[end].isalpha()):
                found.add(starts[bisect_right(starts, first + at) - 1])
        return found


def _forms(rules: Rules) -> Iterator[str]:
    verbs = rules.table(FILE, "verbs")
    irregular = {line.split()[0]: tuple(line.split()[1:]) for line in verbs.get("irregular", ())}
    double = frozenset(verbs.get("double", ()))
    for entry in rules.entries(FILE, "type"):
        if entry["name"] == "statement":
            continue
        for noun in entry.get("nouns", ()):
            yield from (noun, plural(noun))
        for verb in entry.get("verbs", ()):
            yield from (form for form, _ in inflect(verb.split()[0], irregular.get(verb.split()[0]), double))
        yield from _phrase_forms(entry, irregular, double)


def _phrase_forms(entry: Entry, irregular: dict[str, tuple[str, ...]], double: frozenset[str]) -> Iterator[str]:
    for phrase in entry.get("phrases", ()):
        head, *rest = phrase.split()
        if "*" in rest:
            yield rest[-1]
        else:
            forms = inflect(head, irregular.get(head), double)
            yield from (" ".join((form, *rest)) for form, _ in forms)
