"""Saved views: addresses within the dashboard under the names that people gave them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from unicodedata import category

from timeline.errors import StoreError, UsageError
from timeline.store.event_store import Store

__all__ = ["LONGEST_NAME", "SavedView", "delete_view", "rename_view", "save_view", "saved_views"]

LONGEST_NAME = 80
"""Letters of a name; it stands in a narrow list."""
LONGEST_QUERY = 8_000  # letters; browsers and proxies cut longer addresses


@dataclass(frozen=True, slots=True)
class SavedView:
    """One view: its ``name``, the ``page`` as the address calls it ("" is the first page), and the ``query`` of the address.

    ``saved`` is the day on which it was saved.
    """

    name: str
    page: str
    query: str
    saved: date

    @property
    def address(self) -> str:
        """The address from the first page on.

        >>> SavedView("Swat", "map", "region=PK-KP", date(2025, 11, 23)).address
        'map?region=PK-KP'
        """
        return f"{self.page}?{self.query}" if self.query else self.page


def saved_views(store: Store) -> list[SavedView]:
    """Return the saved views of a store, by name; none where the store is too old to have any."""
    there = store.select("SELECT count(*) FROM sqlite_master WHERE name = 'saved_views'")[0][0]
    found = store.select("SELECT name, page, query, saved FROM saved_views ORDER BY key") if there else []
    return [SavedView(name, page, query, date.fromisoformat(saved)) for name, page, query, saved in found]


def save_view(store: Store, view: SavedView, *, replace: bool = False) -> None:
    """Keep a view under its name; with ``replace`` in the place of another of that name.

    Raises UsageError for a name that is empty, too long or taken, StoreError when the store cannot be written.
    """
    name = _name(view.name)
    if len(view.query) > LONGEST_QUERY:
        raise UsageError(f"view {name!r}", "the address of this view is too long to be kept", "take filters away")
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    with store.writing() as connection:
        if not replace:
            _refuse_taken(connection, name)
        values = (_key(name), name, view.page, view.query, view.saved.isoformat())
        connection.execute(f"{verb} INTO saved_views VALUES (?, ?, ?, ?, ?)", values)


def rename_view(store: Store, name: str, to: str) -> None:
    """Give a view another name. Raises StoreError where there is no such view, UsageError for a name as in ``save_view``."""
    wanted = _name(to)
    with store.writing() as connection:
        if _key(wanted) != _key(name):
            _refuse_taken(connection, wanted)
        sql = "UPDATE saved_views SET key = ?, name = ? WHERE key = ?"
        _refuse_missing(store, name, connection.execute(sql, (_key(wanted), wanted, _key(name))).rowcount)


def delete_view(store: Store, name: str) -> None:
    """Take a view away; no event is touched. Raises StoreError where there is no such view."""
    with store.writing() as connection:
        found = connection.execute("DELETE FROM saved_views WHERE key = ?", (_key(name),)).rowcount
        _refuse_missing(store, name, found)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    # joiners, which names in Persian and Urdu have within them, are format characters and allowed
    if not name or any(category(letter) == "Cc" for letter in name):
        raise UsageError(f"view {name!r}", "is no name", "give the view a name of letters or figures")
    if len(name) > LONGEST_NAME:
        raise UsageError(f"view {name[:20]!r}…", f"is longer than {LONGEST_NAME} letters", "give a shorter name")
    return name


def _refuse_taken(connection: sqlite3.Connection, name: str) -> None:
    if connection.execute("SELECT 1 FROM saved_views WHERE key = ?", (_key(name),)).fetchone():
        raise UsageError(f"view {name!r}", "there is one of this name", "choose another name, or replace that one")


def _refuse_missing(store: Store, name: str, found: int) -> None:
    if not found:
        raise StoreError(str(store.path), f"there is no saved view {name!r}", "see timeline views for those there are")
