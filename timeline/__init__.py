"""News articles in; a dated, sourced event table out.

    import timeline as tl

    documents = tl.read("seeds/")               # files, folders, records
    events = tl.extract(documents)              # what happened, each happening once, in date order
    tl.to_frame(events)                         # as a pandas table

What is offered is loaded when it is first used, so that importing the package takes no time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from timeline.errors import (
    DateInputError,
    ExportError,
    InputError,
    Problem,
    ReadError,
    RulesError,
    StoreError,
    StoreVersionError,
    TimelineError,
    UsageError,
)
from timeline.version import program_version

if TYPE_CHECKING:
    import pandas as pd

    from timeline import charts, errors
    from timeline.dates import explain, find_dates
    from timeline.export import export
    from timeline.interval import Interval
    from timeline.model import (
        Actor,
        ActorMention,
        Article,
        DateMention,
        Document,
        Event,
        Figure,
        Place,
        PlaceMention,
        Row,
        Sentence,
    )
    from timeline.pipeline import Executor, Extraction, Progress
    from timeline.queries import Filter, facets, figures_table, left_out, query, undated
    from timeline.reading import read_text
    from timeline.rules import Rules
    from timeline.rules import load as load_rules
    from timeline.store import Store, open_store

__version__ = program_version()

_HOMES = {
    "charts": "timeline.charts",
    "errors": "timeline.errors",
    "explain": "timeline.dates",
    "find_dates": "timeline.dates",
    "export": "timeline.export",
    "Interval": "timeline.interval",
    "Actor": "timeline.model",
    "ActorMention": "timeline.model",
    "Article": "timeline.model",
    "DateMention": "timeline.model",
    "Document": "timeline.model",
    "Event": "timeline.model",
    "Figure": "timeline.model",
    "Place": "timeline.model",
    "PlaceMention": "timeline.model",
    "Row": "timeline.model",
    "Sentence": "timeline.model",
    "Extraction": "timeline.pipeline",
    "Filter": "timeline.queries",
    "facets": "timeline.queries",
    "figures_table": "timeline.queries",
    "left_out": "timeline.queries",
    "query": "timeline.queries",
    "undated": "timeline.queries",
    "read_text": "timeline.reading",
    "Rules": "timeline.rules",
    "load_rules": "timeline.rules",
    "Store": "timeline.store",
    "open_store": "timeline.store",
}
_NAMES_AT_HOME = {"load_rules": "load"}

__all__ = [
    "Actor", "ActorMention", "Article", "DateInputError", "DateMention", "Document", "Event", "ExportError",
    "Extraction", "Figure", "Filter", "InputError", "Interval", "Place", "PlaceMention", "Problem", "ReadError",
    "Row", "Rules", "RulesError", "Sentence", "Store", "StoreError", "StoreVersionError", "TimelineError",
    "UsageError", "__version__", "charts", "errors", "explain", "export", "extract", "extract_documents",
    "extract_rows", "facets", "figures_table", "find_dates", "left_out", "load_rules", "open_store", "query",
    "read", "read_text", "to_frame", "undated",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    module = import_module(home)
    value = module if home == f"timeline.{name}" else getattr(module, _NAMES_AT_HOME.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def read(*paths: str | os.PathLike[str], problems: list[Problem] | None = None) -> list[Document]:
    """Return the documents of files and folders (.txt .jsonl .json .csv), in order.

    A file that cannot be read raises ReadError or, with ``problems``, is noted there while the rest goes on.
    """
    from timeline.pipeline import read as read_documents

    return list(read_documents(*paths, problems=problems))


def extract_documents(
    documents: Iterable[Document],
    *,
    rules: Rules | None = None,
    published: date | str | None = None,
    problems: list[Problem] | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    tagger: str | None = None,
) -> list[Extraction]:
    """Return what each document holds: its articles, date mentions and rows, in the order given.

    ``published`` is the day of documents that came without one, a date or words such as "23 November 2025". A document that fails
    raises or, with ``problems``, is noted there while the others go on. ``tagger`` names an installed tagger that proposes names
    which the gazetteer lacks. Raises DateInputError for words without a day, UsageError for a tagger that is not there.
    """
    from timeline import pipeline

    day = _day(published)
    return pipeline.extract_documents(
        documents,
        rules=rules,
        published=day,
        problems=problems,
        progress=progress,
        executor=executor,
        tagger=tagger,
    )


def extract_rows(
    documents: Iterable[Document],
    *,
    rules: Rules | None = None,
    published: date | str | None = None,
    problems: list[Problem] | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    tagger: str | None = None,
) -> list[Row]:
    """Return the event rows of all documents, nothing merged; options as for extract_documents."""
    from timeline import pipeline

    day = _day(published)
    return pipeline.extract_rows(
        documents,
        rules=rules,
        published=day,
        problems=problems,
        progress=progress,
        executor=executor,
        tagger=tagger,
    )


def extract(
    documents: Iterable[Document],
    *,
    rules: Rules | None = None,
    published: date | str | None = None,
    problems: list[Problem] | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    tagger: str | None = None,
) -> list[Event]:
    """Return the events of all documents in date order, undated last; options as for extract_documents."""
    from timeline import pipeline

    day = _day(published)
    return pipeline.extract(
        documents,
        rules=rules,
        published=day,
        problems=problems,
        progress=progress,
        executor=executor,
        tagger=tagger,
    )


def to_frame(events: Iterable[Event | Row]) -> pd.DataFrame:
    """Return events as the table that ``query`` returns, or rows as one line each with the fields of ``--rows``.

    Statistics are not among the events; ask for the rows, or for ``figures_table`` of a store.
    """
    from timeline import queries

    return queries.frame_of(list(events))


def _day(published: date | str | None) -> date | None:
    if not isinstance(published, str):
        return published
    from timeline.day_reader import read_day

    return read_day(published)
