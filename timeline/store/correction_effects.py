"""Bringing rows and events up to date after corrections were made, undone or redone, in the transaction under way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from timeline.corrections import Correction, document_by_hand
from timeline.merge.likeness import JOINED
from timeline.model import Article
from timeline.store.adding import BY_HAND, Found, write
from timeline.store.materialising import Materialiser
from timeline.store.overlay import Overlay, portions

__all__ = ["take_effect"]


def take_effect(
    connection: sqlite3.Connection, corrections: Mapping[int, Correction], read_anew: Sequence[Found] = ()
) -> None:
    """Let corrections, given by their keys, take effect or lose it; ``read_anew`` are documents as they are to be read now."""
    keys = list(corrections)
    (version,) = connection.execute("SELECT value FROM state WHERE name = 'version'").fetchone()
    overlay = Overlay(connection)
    overlay.attach_corrections(keys)
    added = {key: one for key, one in corrections.items() if one.action == "add"}
    if batch := [*read_anew, *_new_sources(connection, added)]:
        write(connection, batch)
        connection.execute("UPDATE state SET value = ? WHERE name = 'version'", (version,))
    taken_away = _no_longer_added(connection, added)
    new = _rows_added(connection, overlay, added)
    rows = [row for row in dict.fromkeys([*overlay.rows_of(keys), *new]) if row not in taken_away]
    before, after = overlay.noted(rows), overlay.like(rows)
    changed = [row for row in rows if before[row][0] != after[row][0] or row in new]
    flipped = {row for row in rows if (before[row][1] == "rejected") != (after[row][1] == "rejected")}
    events = Materialiser(connection, changes=len(changed) + len(taken_away))
    telling = events.telling(changed)
    events.remove([*telling, *taken_away])
    connection.executemany("DELETE FROM rows WHERE key = ?", [(row,) for row in taken_away])
    overlay.write(after)
    anew = {*_of_whole_events(connection, keys), *_grouped_otherwise(connection, events, flipped)}
    if telling or anew or taken_away:
        events.add(telling)
        events.touch(anew)
        events.finish()
    _review_events(connection, rows)
    _forget_sources(connection, added)
    connection.execute("UPDATE state SET value = ? WHERE name = 'version'", (version + 1,))


# Rows that people add


def _new_sources(connection: sqlite3.Connection, added: dict[int, Correction]) -> list[Found]:
    """Return the sources from outside that come with rows and are not in the store."""
    found: dict[str, Found] = {}
    for one in added.values():
        document = None if one.is_undone else document_by_hand(one)
        if document is not None and _document(connection, document.id) is None:
            says = f"given by {one.by}"
            article = Article(
                document.id, 0, 0, len(document.text), document.title, document.publisher, document.published,
                published_from=says if document.published else "not found", url=document.url,
            )  # fmt: skip
            found[document.id] = Found(document, [article], [], BY_HAND)
    return [*found.values()]


def _document(connection: sqlite3.Connection, identity: str) -> int | None:
    found = connection.execute("SELECT key FROM documents WHERE id = ?", (identity,)).fetchone()
    return found[0] if found else None


def _no_longer_added(connection: sqlite3.Connection, added: dict[int, Correction]) -> set[int]:
    """Return the rows whose addition was undone."""
    sql = "SELECT key FROM rows WHERE added_by = ?"
    undone = [key for key, one in added.items() if one.is_undone]
    return {row for key in undone for (row,) in connection.execute(sql, (key,))}


def _rows_added(connection: sqlite3.Connection, overlay: Overlay, added: dict[int, Correction]) -> set[int]:
    """Put in the rows that are added and not there yet; return them."""
    found: set[int] = set()
    for identity in dict.fromkeys(one.anchors[0].document for one in added.values() if not one.is_undone):
        document = _document(connection, identity)
        if document is not None and (new := overlay.add_rows(document, identity)):
            overlay.link_rows(document, identity)
            found.update(new)
    return found


def _forget_sources(connection: sqlite3.Connection, added: dict[int, Correction]) -> None:
    """Take away the sources from outside of which nothing is told any more."""
    for one in added.values():
        if one.is_undone and one.after.get("source"):
            sql = """DELETE FROM documents WHERE id = ? AND made_by = ?
                AND NOT EXISTS (SELECT 1 FROM rows WHERE document = documents.key)"""
            connection.execute(sql, (one.anchors[0].document, BY_HAND))


# How rows are grouped


def _of_whole_events(connection: sqlite3.Connection, keys: Sequence[int]) -> set[int]:
    """Return the rows of those corrections that are about how rows are grouped, or about events as a whole."""
    found: set[int] = set()
    for marks, some in portions(keys):
        sql = f"""SELECT cr.row FROM correction_rows cr JOIN corrections c ON c.key = cr.correction
            WHERE cr.correction IN ({marks})
            AND (c.action IN ('merge', 'split') OR c.action = 'change' AND c.about = 'event')"""
        found.update(row for (row,) in connection.execute(sql, some))
    return found


def _grouped_otherwise(connection: sqlite3.Connection, events: Materialiser, flipped: set[int]) -> set[int]:
    """Return those of the rows that were rejected, or are so no longer, whose event may be of other rows now.

    An event that is rejected as a whole stays as it is, unless a row of it is like one that it may be together with only now.
    """
    if not flipped or not events.is_known:
        return flipped
    found: set[int] = set()
    for row in flipped:
        others = {
            other for link in events.rows.links_of([row]) if link.score >= JOINED for other in (link.one, link.two)
        }
        others |= events.decided.tied(row)
        rejected = _is_rejected(connection, row)
        siblings = _told_with(connection, row)
        strangers = others - siblings - flipped  # those that were flipped with it are to it as they were before
        if siblings - flipped or any(_is_rejected(connection, other) == rejected for other in strangers):
            found.add(row)
    return found


def _told_with(connection: sqlite3.Connection, row: int) -> set[int]:
    """Return all rows of the event that a row tells, itself among them."""
    sql = "SELECT other.row FROM event_rows mine JOIN event_rows other ON other.event = mine.event WHERE mine.row = ?"
    return {other for (other,) in connection.execute(sql, (row,))}


def _is_rejected(connection: sqlite3.Connection, row: int) -> bool:
    sql = "SELECT 1 FROM corrected_rows WHERE row = ? AND review = 'rejected'"
    return connection.execute(sql, (row,)).fetchone() is not None


def _review_events(connection: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Note what became in the review of the events that some rows tell: rejected when all are, accepted when one is."""
    for marks, some in portions(rows):
        connection.execute(
            f"""UPDATE events SET review = (SELECT CASE WHEN min(coalesce(c.review, '') = 'rejected') THEN 'rejected'
                WHEN max(coalesce(c.review, '') = 'accepted') THEN 'accepted' ELSE 'unreviewed' END
                FROM event_rows er LEFT JOIN corrected_rows c ON c.row = er.row WHERE er.event = events.key)
            WHERE key IN (SELECT event FROM event_rows WHERE row IN ({marks}))""",
            some,
        )
