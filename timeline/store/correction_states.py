"""Whether what corrections are about is in the store now."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from timeline.corrections import Correction, article_meant
from timeline.store.encoding import ARTICLE_COLUMNS, read_article

__all__ = ["with_states"]


def with_states(connection: sqlite3.Connection, corrections: dict[int, Correction]) -> list[Correction]:
    """Return corrections, given by their keys, each with its state: in force, undone, or orphaned."""
    sql = "SELECT correction, count(DISTINCT part), count(*) FROM correction_rows GROUP BY correction"
    found = {key: (parts, rows) for key, parts, rows in connection.execute(sql)}
    return [
        replace(one, state="orphaned")
        if one.state == "in force" and _is_orphaned(connection, one, found.get(key))
        else one
        for key, one in corrections.items()
    ]


def _is_orphaned(connection: sqlite3.Connection, one: Correction, found: tuple[int, int] | None) -> bool:
    if one.action == "alias":
        return False
    if one.action == "publish":
        return not any(_has_article(connection, anchor.document, anchor.quote) for anchor in one.anchors)
    parts, rows = found or (0, 0)
    return rows == 0 or (one.action == "merge" and rows < 2) or (one.action == "split" and parts < 2)


def _has_article(connection: sqlite3.Connection, document: str, opening: str) -> bool:
    line = connection.execute("SELECT key, text FROM documents WHERE id = ?", (document,)).fetchone()
    if line is None:
        return False
    lines = connection.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE document = ?", line[:1])
    return article_meant(line[1], [read_article((document, *values)) for values in lines], opening) is not None
