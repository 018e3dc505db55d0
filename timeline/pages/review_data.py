"""What the review asks of the store, kept by the store's version like all that the pages ask."""

from __future__ import annotations

import streamlit as st

from timeline import queries
from timeline.corrections import Correction, Doubt
from timeline.model import Row
from timeline.pages import stored
from timeline.queries import Filter, ReviewQueue
from timeline.queries.known_names import known_names

__all__ = ["corrections", "event_of", "listed_actors", "place_names", "queue"]


def queue(filter: Filter, doubt: Doubt | None) -> ReviewQueue:
    """Return what waits for a look among the events that pass the filter."""
    return _queue(str(stored.store().path), stored.version(), filter, doubt)


@st.cache_resource(max_entries=32, show_spinner=False)
def _queue(path: str, version: int, filter: Filter, doubt: Doubt | None) -> ReviewQueue:
    return queries.review_queue(stored.store(), filter, doubt=doubt)


def corrections() -> list[Correction]:
    """Return all corrections, the newest first. All visitors share the list: nobody may change it."""
    return _corrections(str(stored.store().path), stored.version())


@st.cache_resource(max_entries=2, show_spinner=False)
def _corrections(path: str, version: int) -> list[Correction]:
    return sorted(stored.store().corrections(), key=lambda one: (one.at, one.id), reverse=True)


def place_names() -> list[str]:
    """Return the names of the places in all events, those of most events first."""
    return _place_names(str(stored.store().path), stored.version())


@st.cache_resource(max_entries=2, show_spinner=False)
def _place_names(path: str, version: int) -> list[str]:
    places = queries.per_place(stored.store(), Filter(undated=True))
    return list(dict.fromkeys(str(name) for name in places["name"]))


def listed_actors() -> list[str]:
    """Return the full names of the actors that the lists have, in the order of the alphabet."""
    return sorted(set(known_names().actors.values()))


def event_of(row: Row) -> str | None:
    """Return the id of the event that a row tells now."""
    found = stored.store().rows_with_events(row.document, article=row.article)
    return next((event for known, event in found if known.id == row.id), None)
