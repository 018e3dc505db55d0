"""What people said of how documents are to be read, as it holds in the store now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from timeline.corrections import AliasOf, Correction, ReadAs, days_of
from timeline.store import correction_records as records

__all__ = ["aliases_in_force", "said_of"]


def said_of(connection: sqlite3.Connection, documents: Iterable[tuple[str, str]]) -> dict[str, ReadAs]:
    """Return by its id for each document, given with its text, what was said of it; those of which nothing was are left out."""
    if not _anything(connection):
        return {}
    aliases = aliases_in_force(connection)
    found: dict[str, ReadAs] = {}
    for identity, text in documents:
        named = tuple(one for one in aliases if one.is_in(text))
        said = ReadAs(days_of(_published(connection, identity)), named, aliases if named else ())
        if said:
            found[identity] = said
    return found


def aliases_in_force(connection: sqlite3.Connection) -> tuple[AliasOf, ...]:
    """Return what actors and places are called besides, each once, in one order."""
    sql = "SELECT key FROM corrections WHERE action = 'alias' AND NOT undone"
    known = records.read(connection, [key for (key,) in connection.execute(sql)])
    of = {one.after["words"]: one.after["of"] for one in known.values()}  # the last word on each wins
    return tuple(sorted(AliasOf(words, identity) for words, identity in of.items()))


def _anything(connection: sqlite3.Connection) -> bool:
    sql = "SELECT 1 FROM corrections WHERE action IN ('publish', 'alias') AND NOT undone LIMIT 1"
    return connection.execute(sql).fetchone() is not None


def _published(connection: sqlite3.Connection, document: str) -> Iterable[Correction]:
    sql = """SELECT DISTINCT c.key FROM correction_anchors a JOIN corrections c ON c.key = a.correction
        WHERE a.document = ? AND c.action = 'publish' AND NOT c.undone"""
    return records.read(connection, [key for (key,) in connection.execute(sql, (document,))]).values()
