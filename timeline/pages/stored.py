"""The store as the pages use it: opened once, asked through bounded caches that are keyed by the store's version."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from timeline import charts, queries
from timeline.charts.words import shorten
from timeline.errors import StoreError
from timeline.model import Article, Document, Event, Row
from timeline.pages import access
from timeline.queries import Facets, Filter, LeftOut, event_index
from timeline.queries.event_index import EventIds, EventIndex, HeldIndex
from timeline.store import Counts, Store, open_store

__all__ = [
    "MOST_CHOICES", "article", "articles", "articles_without_day", "counts", "document", "drawable", "drawn",
    "event", "event_ids", "facets", "first_articles", "heading", "index", "left_out", "lines", "number", "rows",
    "sources_table", "statistics", "store", "store_path", "table", "title_of", "undated", "version",
]  # fmt: skip

LONGEST_TITLE = 60  # characters, where a title stands for a source
SHORT_TITLE = 4  # words that a title must have to say by itself what an article is about
MOST_CHOICES = 2_000
"""Actors, regions, publishers and documents to choose from, of each; others can be typed."""
DEFAULT = Path(".timeline") / "events.db"


def store_path() -> Path:
    """Return the file of the store: what TIMELINE_STORE names, else .timeline/events.db in the working folder."""
    named = os.environ.get("TIMELINE_STORE", "").strip()
    if named:
        return Path(named)
    DEFAULT.parent.mkdir(exist_ok=True)
    return DEFAULT


def store() -> Store:
    """Return the open store, shared by all visitors. Raises StoreError when it cannot be opened."""
    return _open(str(store_path().absolute()))


@st.cache_resource(max_entries=2, show_spinner=False, validate=lambda found: found.path.exists())
def _open(path: str) -> Store:
    return open_store(path, read_only=access.serves_readers_only())


def version() -> int:
    """Return the number that is higher after every change of the store; every cache below is keyed by it."""
    return store().version


def counts() -> Counts:
    """Return how many documents, articles, events … the store holds."""
    return _counts(str(store().path), version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _counts(path: str, version: int) -> Counts:
    return store().counts()


def event(identity: str) -> Event | None:
    """Return one event with all its rows, or None for an id that names none here."""
    try:
        return _event(str(store().path), version(), identity)
    except StoreError:
        return None


@st.cache_resource(max_entries=64, show_spinner=False)
def _event(path: str, version: int, identity: str) -> Event:
    return store().event(identity)


def document(identity: str) -> Document | None:
    """Return one document with its text, or None where there is none of that id (any more)."""
    try:
        return _document(str(store().path), version(), identity)
    except StoreError:
        return None


@st.cache_resource(max_entries=16, show_spinner=False)
def _document(path: str, version: int, identity: str) -> Document:
    return store().document(identity)


def articles(document: str | None = None) -> list[Article]:
    """Return the articles of one document or of all, in reading order."""
    return _articles(str(store().path), version(), document)


@st.cache_resource(max_entries=32, show_spinner=False)
def _articles(path: str, version: int, document: str | None) -> list[Article]:
    return store().articles(document)


def first_articles() -> list[Article]:
    """Return the first articles of the store, as many as a list can show."""
    return _first_articles(str(store().path), version())


@st.cache_resource(max_entries=2, show_spinner=False)
def _first_articles(path: str, version: int) -> list[Article]:
    return queries.first_articles(store(), MOST_CHOICES)


def articles_without_day() -> int:
    """Return how many articles state no day of publication."""
    return _articles_without_day(str(store().path), version())


@st.cache_resource(max_entries=2, show_spinner=False)
def _articles_without_day(path: str, version: int) -> int:
    return queries.articles_without_day(store())


def article(document: str, number: int) -> Article | None:
    """Return one article of a document, or None where there is none of that number."""
    return next((article for article in articles(document) if article.number == number), None)


def heading(article: Article) -> str:
    """Return what an article is called: its title; with its first words where the title is short, as of a list of teasers.

    An article without a title is called by its first words alone.
    """
    title = article.title or ""
    if len(title.split()) >= SHORT_TITLE:
        return title
    first = f"“{shorten(_first_words(article), LONGEST_TITLE)}”"
    return f"{title}: {first}" if title else first


def _first_words(article: Article) -> str:
    """Return the first line of an article that is story, or the document's id where there is none."""
    held = document(article.document)
    place = article.start
    for line in (held.text if held else "")[article.start : article.end].splitlines(keepends=True):
        is_story = not any(start <= place < end for start, end in article.furniture)
        if is_story and len(line.split()) >= SHORT_TITLE:
            return " ".join(line.split())
        place += len(line)
    return article.document


def title_of(document: str) -> str:
    """Return the title of a document's first article that has one, in quotation marks; else how its first article begins."""
    found = articles(document)
    titled = next((article.title for article in found if article.title), None)
    if titled:
        return f"“{shorten(titled, LONGEST_TITLE)}”"
    return heading(found[0]) if found else document


def rows(document: str, number: int) -> list[tuple[Row, str | None]]:
    """Return the rows of one article, each with the id of the event it tells."""
    return _rows(str(store().path), version(), document, number)


@st.cache_resource(max_entries=16, show_spinner=False)
def _rows(path: str, version: int, document: str, number: int) -> list[tuple[Row, str | None]]:
    return store().rows_with_events(document, article=number)


def index() -> EventIndex:
    """Return the events in memory as they are now, shared by all visitors and brought up to date by what changed."""
    return _held(str(store().path), id(store())).now()


@st.cache_resource(max_entries=2, show_spinner=False)
def _held(path: str, opened: int) -> HeldIndex:
    held = HeldIndex(store())
    held.now().table(Filter())  # which makes the categories of its columns ready
    # Streamlit collects garbage after each click: what is there to stay need not be gone through each time
    gc.collect()
    gc.freeze()
    return held


def facets(filter: Filter, *, most: int = MOST_CHOICES) -> Facets:
    """Return the choices of each part of the filter with their counts; ``most`` of them each, those with most events."""
    return _facets(str(store().path), version(), filter, most)


@st.cache_resource(max_entries=128, show_spinner=False)
def _facets(path: str, version: int, filter: Filter, most: int) -> Facets:
    return event_index.facets(index(), filter, most=most)


def left_out(filter: Filter) -> LeftOut:
    """Return how many events pass the filter and how many do not, and why."""
    return _left_out(str(store().path), version(), filter)


@st.cache_resource(max_entries=128, show_spinner=False)
def _left_out(path: str, version: int, filter: Filter) -> LeftOut:
    return event_index.left_out(index(), filter)


def number(filter: Filter) -> int:
    """Return how many events pass the filter."""
    return left_out(filter).shown


def drawable(filter: Filter) -> pd.DataFrame:
    """Return what charts need of the events that pass: whole lines of few, of many only what is counted and not what is read.

    All visitors share it: nobody may change it.
    """
    return _drawable(str(store().path), version(), filter)


@st.cache_resource(max_entries=4, show_spinner=False)
def _drawable(path: str, version: int, filter: Filter) -> pd.DataFrame:
    return lines(filter) if number(filter) <= charts.MOST_MARKS else index().table(filter)


def drawn(filter: Filter) -> charts.Drawn:
    """Return the same as the timeline draws it, which its charts share. Nobody may change it."""
    return _drawn(str(store().path), version(), filter)


@st.cache_resource(max_entries=4, show_spinner=False)
def _drawn(path: str, version: int, filter: Filter) -> charts.Drawn:
    return charts.drawn(drawable(filter))


def lines(filter: Filter, places: Sequence[int] | slice = slice(None)) -> pd.DataFrame:
    """Return the whole lines of some of the events that pass, by their places in the order of time."""
    return index().lines(filter, places)


def table(filter: Filter) -> pd.DataFrame:
    """Return all events that pass the filter with all columns. It is not kept: only a download asks for it."""
    return queries.query(store(), filter)


def event_ids(filter: Filter) -> EventIds:
    """Return the ids of the events that pass the filter, in the order of time."""
    return index().ids(filter)


def undated(filter: Filter) -> pd.DataFrame:
    """Return the events that need a date and pass the rest of the filter. All visitors share it: nobody may change it."""
    return _undated(str(store().path), version(), filter)


@st.cache_resource(max_entries=4, show_spinner=False)
def _undated(path: str, version: int, filter: Filter) -> pd.DataFrame:
    return queries.undated(store(), filter)


def statistics(filter: Filter) -> pd.DataFrame:
    """Return the figures that pass the filter. All visitors share it: nobody may change it."""
    return _statistics(str(store().path), version(), filter)


@st.cache_resource(max_entries=4, show_spinner=False)
def _statistics(path: str, version: int, filter: Filter) -> pd.DataFrame:
    return queries.figures_table(store(), filter)


def sources_table(filter: Filter) -> pd.DataFrame:
    """Return the sentences that tell the events which pass the filter. It is not kept: only a download asks for it."""
    return queries.sources_table(store(), filter)
