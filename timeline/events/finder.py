"""The finder: goes through an article's sentences and makes the rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.clauses import Lexicon, Parse, parse
from timeline.errors import Problem
from timeline.events.carrying import Story
from timeline.events.confidence import Confidence
from timeline.events.pairing import Pairing, pair
from timeline.events.rows import RowMaker
from timeline.events.scanning import Scanner
from timeline.events.triggers import Found, find_triggers
from timeline.events.types import TypeTable
from timeline.figures import ArticleFigures
from timeline.gazetteer import Gazetteer
from timeline.model import ActorMention, Article, DateMention, Figure, PlaceMention, Row, Sentence
from timeline.rules import Rules

__all__ = ["EventFinder", "Reading", "check"]


_LONGEST = 3000
"""Letters of the longest sentence that is parsed as one."""
_HEADLINE = 26
"""Words up to which a line without a verb is read as a headline, whose present forms are verbs."""


@dataclass(slots=True)
class Reading:
    """One sentence as understood: its parse, its triggers, and what was found in it."""

    sentence: Sentence
    parse: Parse
    found: Found
    dates: tuple[DateMention, ...]
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    told: ArticleFigures | _Given
    pairs: list[Pairing]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The counts and amounts in it."""
        return self.told.within(self.sentence.start, self.sentence.end)


class EventFinder:
    """Makes event rows with one set of rules. Keep one for many articles: building it takes a moment."""

    def __init__(self, rules: Rules, gazetteer: Gazetteer | None = None) -> None:
        self._table = TypeTable.from_rules(rules)
        self._lexicon = Lexicon.from_rules(rules)
        self._scanner = Scanner(rules)
        self._confidence = Confidence.from_rules(rules)
        self._maker = RowMaker(self._table, gazetteer or Gazetteer.from_rules(rules), rules.version)

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
        actors: Sequence[ActorMention] = getattr(entities, "actors", ())
        places: Sequence[PlaceMention] = getattr(entities, "places", ())
        within = _Within(dates, actors, places)
        told = figures if isinstance(figures, ArticleFigures) else _Given(figures)
        sentences = list(_bearable(sentences))
        promising = self._scanner.promising(text, sentences)
        dated = within.dated(sentences)
        readings = [
            self._read(text, sentence, within, told, article.published)
            for sentence in sentences
            if sentence.start in promising or sentence.start in dated or sentence.kind == "headline"
            if not _is_credit(text, sentence)
        ]
        story = Story(article, self._table)
        rows = self._maker.rows(text, article, story.complete(readings))
        return tuple(self._confidence.rate(row) for row in rows)

    def _read(
        self, text: str, sentence: Sentence, within: _Within, told: ArticleFigures | _Given, published: date | None
    ) -> Reading:
        dates, actors, places = within.of(sentence)
        if places:
            places = tuple([_as_dateline(place, sentence) for place in places])
            actors = _after_dateline(text, actors, places)
        calendar = tuple(m for m in dates if m.is_date and not _is_stamp(text, sentence, m, published))
        spans = [(mention.start, mention.end) for mention in dates]
        parsed = parse(
            text,
            sentence.start,
            sentence.end,
            self._lexicon,
            dates=spans,
            headline=sentence.kind == "headline",
            verbless_headline=_HEADLINE,
        )
        found = find_triggers(parsed, self._table)
        pairs = pair(parsed, found, calendar, self._table, published) if calendar else []
        return Reading(sentence, parsed, found, dates, actors, places, told, pairs)


def _bearable(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences, what no person would write as one cut into pieces that take no time to parse."""
    for sentence in sentences:
        if sentence.end - sentence.start <= _LONGEST:
            yield sentence
            continue
        for start in range(sentence.start, sentence.end, _LONGEST):
            yield replace(sentence, start=start, end=min(start + _LONGEST, sentence.end))


def _as_dateline(place: PlaceMention, sentence: Sentence) -> PlaceMention:
    """Return a place in capitals at the head of a paragraph as the dateline that it is ("LAHORE A bomber …")."""
    capitals = (
        place.start == sentence.start and sentence.kind == "body" and place.text.isupper() and len(place.text) > 3
    )
    return replace(place, cue="dateline") if capitals else place


def _after_dateline(
    text: str, actors: tuple[ActorMention, ...], places: Sequence[PlaceMention]
) -> tuple[ActorMention, ...]:
    """Return the actors less those before or in the dateline."""
    dateline = max((place.end for place in places if place.cue == "dateline"), default=0)
    if dateline and text[dateline : dateline + 2] == ", ":  # "LAHORE, Pakistan A bomber …": the country belongs to it
        dateline = max((actor.end for actor in actors if actor.start == dateline + 2), default=dateline)
    return tuple([actor for actor in actors if actor.start >= dateline]) if dateline else actors


def _is_stamp(text: str, sentence: Sentence, mention: DateMention, published: date | None) -> bool:
    """Whether a date is the day of publication stamped at the end of a title ("… – DW – 08/14/2025")."""
    if published is None or mention.first != published or mention.last != published:
        return False
    before = text[sentence.start : mention.start].rstrip()
    return not text[mention.end : sentence.end].strip(" .|)") and before.endswith(("–", "-", "—", "|", "·", "/"))


def _is_credit(text: str, sentence: Sentence) -> bool:
    """Whether a sentence only says who wrote and edited the article."""
    if text[sentence.start] not in "(WRAEwrae":
        return False
    words = text[sentence.start : sentence.start + 60].lower()
    return words.startswith(("(", "writing by", "reporting by", "editing by", "additional reporting")) and (
        "reporting by" in words or "writing by" in words or "editing by" in words
    )


class _Within:
    """Mentions by offset, so that a sentence's own are found without looking at all."""

    def __init__(self, *lists: Sequence[DateMention | ActorMention | PlaceMention]) -> None:
        self._lists = [sorted(found, key=lambda item: item.start) for found in lists]
        self._starts = [[item.start for item in found] for found in self._lists]
        self._by_place = list(zip(self._lists, self._starts, strict=True))

    def dated(self, sentences: Sequence[Sentence]) -> set[int]:
        """Return the starts of the sentences that hold a date."""
        starts = [sentence.start for sentence in sentences]
        return {starts[bisect_right(starts, at) - 1] for at in self._starts[0] if starts and at >= starts[0]}

    def of(self, sentence: Sentence) -> tuple[tuple, ...]:  # type: ignore[type-arg]
        start, end = sentence.start, sentence.end
        return tuple([tuple(found[bisect_left(at, start) : bisect_left(at, end)]) for found, at in self._by_place])


class _Given:
    """Figures that were found before, by sentence."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = sorted(figures, key=lambda figure: figure.start)

    def within(self, start: int, end: int) -> tuple[Figure, ...]:
        return tuple(figure for figure in self._figures if start <= figure.start < end)


def check(rules: Rules) -> list[Problem]:
    """Return what is wrong with the types: examples not found, refusals found, unknown keys and crosswalks."""
    from timeline.events.checking import problems

    return problems(rules)
