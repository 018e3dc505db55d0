"""The finder: goes through an article's sentences and makes the rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from timeline.clauses import Lexicon
from timeline.dates.headings import sections
from timeline.errors import Problem
from timeline.events.carrying import complete
from timeline.events.confidence import Confidence
from timeline.events.involved import GroundWords, PartyWords
from timeline.events.reading import Mentions, Reading
from timeline.events.rows import RowMaker
from timeline.events.scanning import Scanner
from timeline.events.taking_part import TakingPart
from timeline.events.types import TypeTable
from timeline.figures import ArticleFigures
from timeline.gazetteer import Gazetteer
from timeline.model import Article, DateMention, Figure, Row, Sentence
from timeline.rules import Rules

__all__ = ["EventFinder", "Reading", "check"]


_LONGEST_BYLINE = 120
_NAMED = r"(?:[A-Z][\w.'’-]*|and|of|the|for|on)"
_BYLINE = re.compile(rf"By {_NAMED}(?:[,|]? {_NAMED}){{0,11}}[,|]? \d[\d:,. ]*(?:at [\d:]+ ?)?(?:[apAP]\.?[mM]\.?)?")
"""Who wrote an article, and when it was put out: names and a date, no word of a sentence."""
_LONGEST = 3000
"""Letters of the longest sentence that is parsed as one."""


class EventFinder:
    """Makes event rows with one set of rules. Keep one for many articles: building it takes a moment."""

    def __init__(
        self, rules: Rules, gazetteer: Gazetteer | None = None, *, taking_part: TakingPart | None = None
    ) -> None:
        """``taking_part`` decides who takes part in a row instead of the weights of the rules."""
        self._table = TypeTable.from_rules(rules)
        self._lexicon = Lexicon.from_rules(rules)
        self._scanner = Scanner(rules)
        countries = gazetteer or Gazetteer.from_rules(rules)
        party_words = PartyWords.from_rules(rules)
        ground_words = GroundWords.from_rules(rules)
        confidence = Confidence.from_rules(rules)
        weighed = taking_part or TakingPart.from_rules(rules)
        self._maker = RowMaker(self._table, countries, confidence, party_words, ground_words, weighed, rules.version)

    def rows(
        self,
        text: str,
        article: Article,
        sentences: Sequence[Sentence],
        dates: Sequence[DateMention],
        entities: object,
        figures: ArticleFigures | Sequence[Figure],
    ) -> tuple[Row, ...]:
        """Return the rows of one article, in the order of the text.

        ``dates``, ``entities`` and ``figures`` are what the finders saw in the article; nothing is looked for again.
        """
        told = figures if isinstance(figures, ArticleFigures) else _Given(figures)
        mentions = Mentions(dates, getattr(entities, "actors", ()), getattr(entities, "places", ()), told)
        readable = list(_bearable(sentences))
        headings = _headings(text, readable, dates)
        readings = self._readings(text, readable, mentions, article.published, headings)
        return tuple(self._maker.rows(text, article, complete(readings, article.published)))

    def _readings(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Mentions,
        published: date | None,
        headings: Mapping[int, DateMention],
    ) -> list[Reading]:
        """Return the sentences in which something may be told, all other sentences left out."""
        promising = self._scanner.promising(text, sentences)
        dated = _holding(mentions.dates.starts, sentences)
        return [
            Reading(
                text,
                sentence,
                mentions,
                self._lexicon,
                self._table,
                published,
                promising.get(sentence.start, False),
                mentions.dates.of(sentence) if sentence.start in dated else (),
                headings.get(sentence.start),
            )
            for sentence in sentences
            if sentence.start in promising
            or sentence.start in dated
            or sentence.start in headings
            or sentence.kind == "headline"
            if not _is_credit(text, sentence)
        ]


def _bearable(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences, what no person would write as one cut into pieces that take no time to parse."""
    for sentence in sentences:
        if sentence.end - sentence.start <= _LONGEST:
            yield sentence
            continue
        for start in range(sentence.start, sentence.end, _LONGEST):
            yield replace(sentence, start=start, end=min(start + _LONGEST, sentence.end))


def _headings(text: str, sentences: Sequence[Sentence], dates: Sequence[DateMention]) -> dict[int, DateMention]:
    """Return by their starts the sentences that stand under a date as its heading, with that date."""
    return {
        sentence.start: entry.date
        for entry in sections(text, sentences, dates)
        for sentence in sentences[entry.first - entry.begins_line : entry.last]
    }


def _is_credit(text: str, sentence: Sentence) -> bool:
    """Whether a sentence only says who wrote and edited the article."""
    if text.startswith("By ", sentence.start) and sentence.end - sentence.start <= _LONGEST_BYLINE:
        return _BYLINE.fullmatch(text[sentence.start : sentence.end].strip()) is not None
    if text[sentence.start] not in "(WRAEwrae":
        return False
    words = text[sentence.start : sentence.start + 60].lower()
    return words.startswith(("(", "writing by", "reporting by", "editing by", "additional reporting")) and (
        "reporting by" in words or "writing by" in words or "editing by" in words
    )


def _holding(offsets: Sequence[int], sentences: Sequence[Sentence]) -> set[int]:
    """Return the starts of the sentences that hold one of the offsets."""
    starts = [sentence.start for sentence in sentences]
    return {starts[bisect_right(starts, at) - 1] for at in offsets if starts and at >= starts[0]}


class _Given:
    """Figures that were found before, by sentence."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = sorted(figures, key=lambda figure: figure.start)

    def within(self, start: int, end: int) -> tuple[Figure, ...]:
        return tuple(figure for figure in self._figures if start <= figure.start < end)


def check(rules: Rules) -> list[Problem]:
    """Return what is wrong with the types and with the words about who takes part: examples not found, refusals found …"""
    from timeline.events import checking, party_checks

    return checking.problems(rules) or party_checks.problems(rules)
