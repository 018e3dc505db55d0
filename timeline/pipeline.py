"""The order of the work, on one page: a document becomes articles, sentences, mentions and rows; rows become events.

Only this module knows the order. A step takes what the steps before it found from the work in hand and puts its own there.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any, Protocol

from timeline import entities as entities_module
from timeline import figures as figures_module
from timeline import reading, sentences
from timeline.corrections import AliasOf, ReadAs, with_days
from timeline.dates import DateReader
from timeline.entities import Entities
from timeline.errors import Problem, TimelineError
from timeline.events import EventFinder
from timeline.gazetteer import Gazetteer
from timeline.gazetteer.further_names import with_further_names
from timeline.merge import merge
from timeline.model import Article, DateMention, Document, Event, Figure, Row, Sentence
from timeline.reading import articles
from timeline.rules import Rules, load, packaged
from timeline.taggers import Tagger, load_tagger, with_proposals

__all__ = [
    "STEPS",
    "Extraction",
    "Extractor",
    "Progress",
    "extract",
    "extract_documents",
    "extract_rows",
    "read",
    "with_day",
]

Progress = Callable[[int, int | None], None]
"""Called after each document with how many are done and how many there are, if that is known."""


NOTHING_SAID = ReadAs()


class Executor(Protocol):
    """Where the work runs: anything with the ``map`` of ``concurrent.futures``."""

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any]) -> Iterator[Any]:
        """Return the function's results in the order of the items."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document, in the order of the text: its articles, all date mentions (those of the page's own
    lines, such as "2 hours ago", among them) and the event rows."""

    document: Document
    articles: tuple[Article, ...]
    dates: tuple[DateMention, ...]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Part:
    """One article in hand, with what the steps have found in it so far."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    dates: tuple[DateMention, ...] = ()
    page_dates: tuple[DateMention, ...] = ()
    entities: Entities | None = None
    figures: figures_module.ArticleFigures | tuple[Figure, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(slots=True)
class Work:
    """One document in hand, and what people said of how it is to be read."""

    document: Document
    read_as: ReadAs = NOTHING_SAID
    parts: list[Part] = field(default_factory=list)


def find_articles(extractor: Extractor, work: Work) -> None:
    """Split the page into its stories, each with its own day: the one that somebody gave it, where somebody did."""
    found = with_days(work.document.text, articles.split(work.document, extractor.rules), work.read_as.days)
    work.parts = [Part(article) for article in found]


def find_sentences(extractor: Extractor, work: Work) -> None:
    """Split each story into sentences, passing over the page's furniture."""
    for part in work.parts:
        article = part.article
        part.sentences = sentences.split(work.document.text, article.start, article.end, skip=article.furniture)


def find_dates(extractor: Extractor, work: Work) -> None:
    """Read the date mentions, counting relative ones from the story's day; those of the page's furniture report nothing."""
    text = work.document.text
    for part, spans in zip(work.parts, _page_spans(work), strict=True):
        published = part.article.published
        page_lines = [line for span in spans for line in sentences.split(text, *span)]
        part.dates = tuple(extractor.dates.find(text, part.sentences, published=published))
        part.page_dates = tuple(extractor.dates.find(text, page_lines, published=published))


def find_entities(extractor: Extractor, work: Work) -> None:
    """Recognise actors and places; where a tagger is in use, with the names that it alone sees."""
    text, gazetteer, tagger = work.document.text, extractor.gazetteer, extractor.tagger
    for part in work.parts:
        found = entities_module.find_entities(text, part.article, part.sentences, gazetteer)
        if tagger is not None:
            found = with_proposals(text, part.article, part.sentences, found, tagger=tagger, gazetteer=gazetteer)
        part.entities = found


def find_figures(extractor: Extractor, work: Work) -> None:
    """Make ready to read counts and amounts, where a row asks for them; numbers inside dates are none."""
    for part in work.parts:
        spans = [(mention.start, mention.end) for mention in part.dates]
        part.figures = figures_module.ArticleFigures(work.document.text, part.sentences, extractor.rules, skip=spans)


def find_rows(extractor: Extractor, work: Work) -> None:
    """Make the event rows of each story from all that was found in it."""
    for part in work.parts:
        part.rows = extractor.events.rows(
            work.document.text, part.article, part.sentences, part.dates, part.entities, part.figures
        )
        if extractor.tagger is not None:
            maker = f"tagger {extractor.tagger.label}"
            part.rows = tuple(replace(row, made_by=f"{row.made_by} {maker}") for row in part.rows)


STEPS: tuple[Callable[[Extractor, Work], None], ...] = (
    find_articles,
    find_sentences,
    find_dates,
    find_entities,
    find_figures,
    find_rows,
)
"""The method, in order."""


class Extractor:
    """All finders, made ready once from one set of rules, for any number of documents; ``tagger`` proposes further names."""

    def __init__(self, rules: Rules | None = None, *, tagger: Tagger | None = None) -> None:
        self.rules = rules or packaged()
        self.tagger = tagger
        self.gazetteer = Gazetteer.from_rules(self.rules)
        self.dates = DateReader(self.rules)
        self.events = EventFinder(self.rules, self.gazetteer)
        self._with_names: dict[tuple[AliasOf, ...], Extractor] = {}

    def extract(self, document: Document, read_as: ReadAs = NOTHING_SAID) -> Extraction:
        """Return what one document holds, read as people said."""
        extractor = self._knowing(read_as.every_alias) if read_as.aliases else self
        with _collector_at_rest():  # what is only made on the way is gone again when it goes back to work
            return extractor._extracted(Work(document, read_as))

    def _extracted(self, work: Work) -> Extraction:
        for step in STEPS:
            step(self, work)
        return Extraction(
            work.document,
            tuple(part.article for part in work.parts),
            tuple(mention for part in work.parts for mention in _in_order(part)),
            tuple(row for part in work.parts for row in part.rows),
        )

    def _knowing(self, aliases: tuple[AliasOf, ...]) -> Extractor:
        """Return an extractor that knows further names as well; the last one is kept, since many documents are read with it."""
        known = self._with_names.get(aliases)
        if known is None:
            names = [(alias.words, alias.of) for alias in aliases]
            known = Extractor(with_further_names(self.rules, names), tagger=self.tagger)
            self._with_names = {aliases: known}
        return known


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the collector of unused memory from looking through a document's records again and again while they are made."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def read(*paths: str | os.PathLike[str], problems: list[Problem] | None = None) -> Iterator[Document]:
    """Yield the documents of files and folders, in order.

    A file that cannot be read raises ReadError or, with ``problems``, is noted there while the rest goes on.
    """
    return reading.read_paths(list(paths), problems=problems)


def extract_documents(
    documents: Iterable[Document],
    *,
    rules: Rules | None = None,
    published: date | None = None,
    problems: list[Problem] | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    tagger: str | None = None,
    read_as: Mapping[str, ReadAs] | None = None,
) -> list[Extraction]:
    """Return what each document holds, in the order given.

    ``published`` is the day of documents that came without one. A document that fails raises or, with ``problems``, is noted
    there while the others go on. An article that repeats another of these documents is marked so and keeps its rows.
    ``executor`` is where the work runs (default: this process). ``tagger`` names an installed tagger that proposes names which
    the gazetteer lacks; raises UsageError where it, or its model, is not there. ``read_as`` is by a document's id what people
    said of how it is to be read.
    """
    known = rules or packaged()
    dated = (with_day(document, published) for document in documents)
    total = len(documents) if isinstance(documents, Sequence) else None
    found: list[Extraction] = []
    outcomes = _outcomes(dated, known, executor, tagger, read_as or {}, attempt=problems is not None)
    for done, outcome in enumerate(outcomes, 1):
        if isinstance(outcome, Extraction):
            found.append(outcome)
        elif problems is None:
            raise TimelineError(outcome.where, outcome.what, outcome.do)
        else:
            problems.append(outcome)
        if progress is not None:
            progress(done, total)
    return _with_repeats(found)


def extract_rows(
    documents: Iterable[Document],
    *,
    rules: Rules | None = None,
    published: date | None = None,
    problems: list[Problem] | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    tagger: str | None = None,
) -> list[Row]:
    """Return the event rows of all documents, nothing merged; options as for extract_documents."""
    extractions = extract_documents(
        documents,
        rules=rules,
        published=published,
        problems=problems,
        progress=progress,
        executor=executor,
        tagger=tagger,
    )
    return [row for extraction in extractions for row in extraction.rows]


def extract(
    documents: Iterable[Document],
    *,
    rules: Rules | None = None,
    published: date | None = None,
    problems: list[Problem] | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    tagger: str | None = None,
) -> list[Event]:
    """Return the events of all documents in date order, undated last; options as for extract_documents.

    An article that repeats another one is told once.
    """
    extractions = extract_documents(
        documents,
        rules=rules,
        published=published,
        problems=problems,
        progress=progress,
        executor=executor,
        tagger=tagger,
    )
    return list(merge([row for extraction in extractions for row in told_once(extraction)]))


def told_once(extraction: Extraction) -> Iterator[Row]:
    """Yield the rows of the articles that repeat no other."""
    repeated = {article.number for article in extraction.articles if article.repeats is not None}
    return (row for row in extraction.rows if row.article not in repeated)


def _page_spans(work: Work) -> Iterator[list[tuple[int, int]]]:
    """Yield for each story the spans of the page around it that are not its own: what leads to it, and its furniture."""
    told = 0
    for part in work.parts:
        article = part.article
        yield [(told, article.start), *article.furniture]
        told = article.end


def _in_order(part: Part) -> list[DateMention]:
    return sorted((*part.dates, *part.page_dates), key=lambda mention: mention.start)


def with_day(document: Document, published: date | None) -> Document:
    """Return the document with a day of publication, where it came without one."""
    return document if published is None or document.published is not None else replace(document, published=published)


def _outcomes(
    documents: Iterable[Document],
    rules: Rules,
    executor: Executor | None,
    tagger: str | None,
    read_as: Mapping[str, ReadAs],
    *,
    attempt: bool,
) -> Iterator[Extraction | Problem]:
    tasks = ((document, read_as.get(document.id, NOTHING_SAID)) for document in documents)
    ready = load_tagger(tagger) if tagger else None
    if executor is None:
        extractor = Extractor(rules, tagger=ready)
        return (_attempt(extractor, *task) if attempt else extractor.extract(*task) for task in tasks)
    return executor.map(partial(_attempt_elsewhere, rules.overlay, tagger), tasks)


def _attempt(extractor: Extractor, document: Document, read_as: ReadAs) -> Extraction | Problem:
    """Return what a document holds, or what went wrong with it: one bad document does not stop a thousand."""
    try:
        return extractor.extract(document, read_as)
    except TimelineError as error:
        return Problem.of(error)
    except Exception as error:
        what = f"no events could be read from it ({type(error).__name__}: {error})"
        return Problem(document.path or document.id, what, "please report it with the text")


@lru_cache(maxsize=2)
def _extractor_of(overlay: str | None, tagger: str | None) -> Extractor:
    """Return the extractor of a worker process, made on its first document."""
    ready = load_tagger(tagger) if tagger else None
    extractor = Extractor(packaged() if overlay is None else load(overlay), tagger=ready)
    gc.freeze()  # what a worker has loaded stays for its whole life: no need to look through it again and again
    return extractor


def _attempt_elsewhere(overlay: str | None, tagger: str | None, task: tuple[Document, ReadAs]) -> Extraction | Problem:
    return _attempt(_extractor_of(overlay, tagger), *task)


def _with_repeats(extractions: list[Extraction]) -> list[Extraction]:
    """Return the extractions with those articles marked that repeat another one."""
    pairs = [(extraction.document, article) for extraction in extractions for article in extraction.articles]
    marked = iter(articles.mark_repeats(pairs))
    return [
        replace(extraction, articles=tuple(next(marked) for _ in extraction.articles)) for extraction in extractions
    ]
