"""Corrections laid over the rows of the store: which rows each is about, and what the rows are like then.

The table of rows keeps what was extracted. ``correction_rows`` says which rows each correction means, ``corrected_rows`` what
those are like with the corrections that hold, and what became of them in the review.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from timeline.corrections import (
    Anchor,
    Correction,
    anchor_of,
    corrected_row,
    matching,
    row_by_hand,
)
from timeline.model import Review, Row
from timeline.rules import packaged
from timeline.store import correction_records as records
from timeline.store.encoding import ARTICLE_COLUMNS, read_article, read_row, row_body, unpack_column

__all__ = ["CORRECTED", "Overlay", "portions"]

K = TypeVar("K")

CORRECTED = "coalesce((SELECT body FROM corrected_rows WHERE row = r.key), r.body)"
"""What a row ``r`` is like with the corrections that hold."""

_MANY = 500
"""Keys that one question names at a time."""

Link = tuple[int, int, int]
"""A row, a correction that is about it, and in which part of it."""

Corrected = tuple[str | None, Review]
"""A row's body as corrected, None where it is as extracted, and what became of it in the review."""


def portions(keys: Iterable[K]) -> Iterator[tuple[str, tuple[K, ...]]]:
    """Yield keys in portions, each with the question marks that stand for it in SQL."""
    every = tuple(keys)
    for at in range(0, len(every), _MANY):
        some = every[at : at + _MANY]
        yield ", ".join("?" * len(some)), some


class Overlay:
    """The corrections of a store within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @cached_property
    def is_empty(self) -> bool:
        """Whether nobody has corrected anything: nothing needs to be looked up then."""
        return self.connection.execute("SELECT 1 FROM corrections LIMIT 1").fetchone() is None

    # Which rows each correction is about

    def attach(self, document: int, identity: str) -> None:
        """Add what people added to a document whose rows were just written, and let its rows be like the corrections say."""
        if not self.is_empty:
            self.add_rows(document, identity)
            self.write(self.like(self.link_rows(document, identity)))

    def attach_corrections(self, keys: Iterable[int]) -> list[int]:
        """Find the rows that new corrections are about, and return them; what the rows are like is left as it was."""
        of: defaultdict[str, list[tuple[int, int, Anchor]]] = defaultdict(list)
        for marks, some in portions(keys):
            sql = f"""SELECT a.correction, a.part, a.document, a.quote, a.trigger, a.date_text, a.added_by
                FROM correction_anchors a JOIN corrections c ON c.key = a.correction
                WHERE a.correction IN ({marks}) AND c.action NOT IN ('add', 'publish') ORDER BY a.correction, a.place"""
            for key, part, *rest in self.connection.execute(sql, some):
                of[rest[0]].append((key, part, Anchor(*rest)))
        rows: dict[int, None] = {}
        for identity, anchors in of.items():
            found = self.connection.execute("SELECT key FROM documents WHERE id = ?", (identity,)).fetchone()
            if found is not None:
                rows.update(dict.fromkeys(self._link(self._meant(found[0], anchors))))
        return [*rows]

    # Rows that people added

    def add_rows(self, document: int, identity: str) -> list[int]:
        """Put in the rows that people added to a document and that are not there; return them. They have no links yet."""
        if self.is_empty:
            return []
        sql = """SELECT DISTINCT c.key FROM correction_anchors a JOIN corrections c ON c.key = a.correction
            WHERE a.document = ? AND c.action = 'add' AND NOT c.undone
            AND NOT EXISTS (SELECT 1 FROM rows WHERE added_by = c.key)"""
        keys = [key for (key,) in self.connection.execute(sql, (identity,))]
        if not keys:
            return []
        (text,) = self.connection.execute("SELECT text FROM documents WHERE key = ?", (document,)).fetchone()
        lines = self.connection.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE document = ?", (document,))
        articles = [read_article((identity, *values)) for values in lines]
        found = []
        for key, one in records.read(self.connection, keys).items():
            row = row_by_hand(one, text, articles, self._plover)
            if row is not None:
                found.append(self._insert(document, key, row))
        return found

    def _insert(self, document: int, correction: int, row: Row) -> int:
        sql = """INSERT INTO rows (id, document, article, start, end, type, body, added_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING key"""
        values = (row.id, document, row.article, row.start, row.end, row.type, row_body(row), correction)
        ((key,),) = self.connection.execute(sql, values).fetchall()
        self.connection.execute("INSERT INTO correction_rows VALUES (?, ?, 0)", (key, correction))
        return int(key)

    def link_rows(self, document: int, identity: str) -> list[int]:
        """Note which rows of a document, just put in, corrections are about; return those."""
        return self._link(self.meant(document, identity))

    def meant(self, document: int, identity: str) -> list[Link]:
        """Return which rows of a document corrections are about, but for those that people added."""
        sql = """SELECT a.correction, a.part, a.quote, a.trigger, a.date_text, a.added_by FROM correction_anchors a
            JOIN corrections c ON c.key = a.correction WHERE a.document = ? AND c.action NOT IN ('add', 'publish')
            ORDER BY a.correction, a.place"""
        lines = self.connection.execute(sql, (identity,)).fetchall()
        anchors = [(key, part, Anchor(identity, *rest)) for key, part, *rest in lines]
        return self._meant(document, anchors) if anchors else []

    def _link(self, links: Sequence[Link]) -> list[int]:
        self.connection.executemany("INSERT OR IGNORE INTO correction_rows VALUES (?, ?, ?)", links)
        return list(dict.fromkeys(row for row, _, _ in links))

    def _meant(self, document: int, anchors: Sequence[tuple[int, int, Anchor]]) -> list[Link]:
        """Return which rows of a document some anchors mean."""
        sql = """SELECT r.key, d.id, c.id, r.body FROM rows r JOIN documents d ON d.key = r.document
            LEFT JOIN corrections c ON c.key = r.added_by WHERE r.document = ? ORDER BY r.key"""
        lines = self.connection.execute(sql, (document,)).fetchall()
        values = unpack_column([line[-1] for line in lines])
        every = [(key, anchor_of(row, name, by)) for (key, name, by, _), row in zip(lines, values, strict=True)]
        by_quote: defaultdict[str, list[tuple[int, Anchor]]] = defaultdict(list)
        for key, own in every:
            by_quote[own.quote].append((key, own))
        return [
            (row, correction, part)
            for correction, part, anchor in anchors
            for row in matching(anchor, by_quote.get(anchor.quote, ())) or matching(anchor, every)
        ]

    def rows_of(self, corrections: Iterable[int]) -> list[int]:
        """Return the rows that some corrections are about."""
        rows: dict[int, None] = {}
        for marks, some in portions(corrections):
            sql = f"SELECT row FROM correction_rows WHERE correction IN ({marks}) ORDER BY row"
            rows.update((row, None) for (row,) in self.connection.execute(sql, some))
        return [*rows]

    # What the rows are like

    def like(self, rows: Iterable[int]) -> dict[int, Corrected]:
        """Return what some rows are like with the corrections that hold."""
        found: dict[int, Corrected] = {}
        for marks, some in portions(rows):
            bodies = self._changed(marks, some)
            # CROSS JOIN, since the rows are few and the corrections may be many
            sql = f"""SELECT cr.row, iif(c.action = 'accept', 'accepted', 'rejected') FROM correction_rows cr
                CROSS JOIN corrections c ON c.key = cr.correction
                WHERE cr.row IN ({marks}) AND NOT c.undone AND c.action IN ('accept', 'reject') ORDER BY c.at, c.id"""
            reviews: dict[int, Review] = dict(self.connection.execute(sql, some))  # the last word counts
            found.update((row, (bodies.get(row), reviews.get(row, "unreviewed"))) for row in some)
        return found

    def _changed(self, marks: str, rows: tuple[int, ...]) -> dict[int, str]:
        """Return the bodies of those of some rows that were changed."""
        sql = f"""SELECT cr.row, cr.correction FROM correction_rows cr CROSS JOIN corrections c ON c.key = cr.correction
            WHERE cr.row IN ({marks}) AND NOT c.undone AND c.action = 'change' AND c.about = 'row'"""
        keys: defaultdict[int, list[int]] = defaultdict(list)
        for row, correction in self.connection.execute(sql, rows):
            keys[row].append(correction)
        known = records.read(self.connection, list({key for of in keys.values() for key in of}))
        return {row: self._body(row, [known[key] for key in of]) for row, of in keys.items()}

    def _body(self, row: int, changes: Sequence[Correction]) -> str:
        (body,) = self.connection.execute("SELECT body FROM rows WHERE key = ?", (row,)).fetchone()
        return row_body(corrected_row(read_row(body), changes, self._plover))

    def noted(self, rows: Iterable[int]) -> dict[int, Corrected]:
        """Return what is noted of some rows; those that nothing is noted of are as extracted and not reviewed."""
        found: dict[int, Corrected] = {}
        for marks, some in portions(rows):
            found.update((row, (None, "unreviewed")) for row in some)
            sql = f"SELECT row, body, review FROM corrected_rows WHERE row IN ({marks})"
            found.update((row, (body, review)) for row, body, review in self.connection.execute(sql, some))
        return found

    def write(self, like: dict[int, Corrected]) -> None:
        """Note what rows are like."""
        plain_rows = [(row,) for row, corrected in like.items() if corrected == (None, "unreviewed")]
        self.connection.executemany("DELETE FROM corrected_rows WHERE row = ?", plain_rows)
        self.connection.executemany(
            "INSERT OR REPLACE INTO corrected_rows VALUES (?, ?, ?)",
            [(row, *corrected) for row, corrected in like.items() if corrected != (None, "unreviewed")],
        )

    @cached_property
    def _plover(self) -> dict[str, str]:
        return {entry["name"]: entry.get("plover", "uncoded") for entry in packaged().entries("types.toml", "type")}
