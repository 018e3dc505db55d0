"""A cheap look at a whole text: which sentences hold a word that may name a happening and so deserve to be parsed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import ahocorasick_rs

from timeline.clauses.lexicon import inflect, plural
from timeline.dates.scanner import flat
from timeline.events.types import FILE
from timeline.model import Sentence
from timeline.rules import Rules

__all__ = ["Scanner"]

_NOT_NEWS = ("statement", "statistic")
"""Types of which an undated sentence never makes a row by itself."""


class Scanner:
    """Finds the sentences with trigger words in one pass over the text."""

    def __init__(self, rules: Rules) -> None:
        self._heads: dict[str, frozenset[str]] = _heads_of_tails(rules)
        alone = {form for form in _forms(rules) if len(form) > 2}
        self._patterns = sorted(alone | self._heads.keys())
        self._alone = [pattern in alone for pattern in self._patterns]
        # Between blanks, as texts are looked through: so nearly all that is found is a word, and no part of one.
        self._automaton = (
            ahocorasick_rs.AhoCorasick([f" {flat(pattern)} " for pattern in self._patterns], store_patterns=False)
            if self._patterns
            else None
        )
        self._is_word = [pattern.isalpha() and flat(pattern) == pattern for pattern in self._patterns]

    def promising(self, text: str, sentences: Sequence[Sentence]) -> dict[int, bool]:
        """Return the starts of the sentences in which a trigger word may stand, and whether what names something is whole:
        of "topple * government" the last word alone names nothing."""
        if not sentences or self._automaton is None:
            return {}
        starts = [sentence.start for sentence in sentences]
        first, last = starts[0], max([sentence.end for sentence in sentences])
        part = text[first:last].lower()
        if len(part) != last - first:  # a letter whose small form is longer: offsets would be wrong
            return dict.fromkeys(starts, True)
        size, alone, is_word = len(part), self._alone, self._is_word
        whole: set[int] = set()
        tails: dict[int, list[int]] = {}
        for pattern, at, beyond in self._automaton.find_matches_as_indexes(f" {flat(part)} ", overlapping=True):
            end = beyond - 2
            if not is_word[pattern] and part[at:end] != self._patterns[pattern]:
                continue
            if (at == 0 or not part[at - 1].isalpha()) and (end == size or not part[end].isalpha()):
                number = bisect_right(starts, first + at) - 1
                if alone[pattern]:
                    whole.add(number)
                else:
                    tails.setdefault(number, []).append(pattern)
        for number, patterns in tails.items():
            if number not in whole and self._has_head(text, sentences[number], patterns):
                whole.add(number)
        return {starts[number]: number in whole for number in (*whole, *tails)}

    def _has_head(self, text: str, sentence: Sentence, patterns: Sequence[int]) -> bool:
        """Whether the verb stands in a sentence that one of the last words needs."""
        lowered = text[sentence.start : sentence.end].lower()
        heads = {head for pattern in patterns for head in self._heads[self._patterns[pattern]]}
        return any(head in lowered for head in heads) and not heads.isdisjoint(_LETTERS.findall(lowered))


_LETTERS = re.compile(r"[^\W\d_]+")


def _forms(rules: Rules) -> Iterator[str]:
    """Yield the forms of what names something by itself; of the type "other" only verbs, its nouns tell nothing undated."""
    irregular, double = _inflection(rules)
    for entry in rules.entries(FILE, "type"):
        if entry["name"] in _NOT_NEWS:
            continue
        for noun in entry.get("nouns", ()) if entry["name"] != "other" else ():
            yield from (noun, plural(noun))
        for verb in entry.get("verbs", ()):
            yield from (form for form, _ in inflect(verb.split()[0], irregular.get(verb.split()[0]), double))
        for phrase in entry.get("phrases", ()):
            head, *rest = phrase.split()
            if "*" not in rest:
                forms = inflect(head, irregular.get(head), double)
                yield from (" ".join((form, *rest)) for form, _ in forms)


def _heads_of_tails(rules: Rules) -> dict[str, frozenset[str]]:
    """Return the last words of phrases that have others in them ("topple * government"), with the forms of their verbs."""
    irregular, double = _inflection(rules)
    found: dict[str, frozenset[str]] = {}
    for entry in rules.entries(FILE, "type"):
        for phrase in entry.get("phrases", ()) if entry["name"] not in _NOT_NEWS else ():
            head, *rest = phrase.split()
            last = max(rest[-2:], key=len)  # of "drive * out of" it is "out"
            if "*" in rest and len(last) > 2:
                forms = frozenset(form for form, _ in inflect(head, irregular.get(head), double))
                found[last] = found.get(last, frozenset()) | forms
    return found


def _inflection(rules: Rules) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Return the irregular verbs with their forms, and the verbs that double their last letter."""
    verbs = rules.table(FILE, "verbs")
    irregular = {line.split()[0]: tuple(line.split()[1:]) for line in verbs.get("irregular", ())}
    return irregular, frozenset(verbs.get("double", ()))
