"""The open event store."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any

from timeline import rules as packaged_rules
from timeline.corrections import ReadAs
from timeline.errors import InputError, Problem, StoreError
from timeline.model import Article, Document, Event, Review, Row
from timeline.pipeline import Executor, Progress, extract_documents
from timeline.rules import Rules
from timeline.store import extracting, opening
from timeline.store.adding import Added, Found, is_stored, portions_of, work_ahead, write
from timeline.store.ahead import Ahead
from timeline.store.correcting import Correcting
from timeline.store.encoding import ARTICLE_COLUMNS, read_article, read_document, read_event, read_row
from timeline.store.overlay import CORRECTED
from timeline.store.said import said_of
from timeline.store.settling import is_left, note_unsettled, settle
from timeline.store.targets import id_now

__all__ = ["Counts", "Store", "open_store"]

_SMALLEST_BATCH = 200


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each the store holds. ``events`` are happenings, ``undated`` those of them without any day."""

    documents: int
    articles: int
    rows: int
    events: int
    undated: int
    figures: int


def open_store(path: str | Path, *, read_only: bool = False, wait: float = 30.0) -> Store:
    """Open the event store in a file, which is made when there is none (not with ``read_only``).

    ``wait`` is for how many seconds a write waits while another program writes. Raises StoreError when the file is no event
    store, is damaged or cannot be written, StoreVersionError when a newer version wrote it; the file is then as it was.
    """
    return Store(Path(path), read_only=read_only, wait=wait)


class Store(Correcting):
    """An open event store; close it, or use it in a ``with`` statement. It may be shared among threads."""

    def __init__(self, path: Path, *, read_only: bool = False, wait: float = 30.0) -> None:
        self.path = path
        self.read_only = read_only
        self._wait = wait
        self._lock = RLock()
        self._write_lock = RLock()
        self._connection = opening.connect(path, read_only=read_only, wait=wait)
        try:
            opening.prepare(self._connection, path, read_only=read_only)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Closing twice does no harm."""
        with self._lock:
            self._connection.close()

    # Reading

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the store to the end of the ``with`` block."""
        with self._lock, opening.explained(self.path):
            if self._connection.in_transaction:
                yield self._connection
                return
            with opening.transaction(self._connection, self.path, writing=False) as connection:
                yield connection

    def select(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Return the lines that one SELECT gives."""
        with self.reading() as connection:
            return connection.execute(sql, values).fetchall()

    @property
    def version(self) -> int:
        """A number that is higher after every change; what was computed at one version holds while it stays."""
        return int(self.select("SELECT value FROM state WHERE name = 'version'")[0][0])

    def counts(self) -> Counts:
        """Return how many documents, articles, rows, events and figures there are."""
        sql = """SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM articles), (SELECT count(*) FROM rows),
            (SELECT count(*) FROM events WHERE type <> 'statistic'),
            (SELECT count(*) FROM events WHERE type <> 'statistic' AND day IS NULL),
            (SELECT count(*) FROM events WHERE type = 'statistic')"""
        return Counts(*self.select(sql)[0])

    def document_ids(self) -> list[str]:
        """Return the ids of all documents in the order in which they were added."""
        return [identity for (identity,) in self.select("SELECT id FROM documents ORDER BY key")]

    def document(self, identity: str) -> Document:
        """Return one document with its text. Raises StoreError when there is none of this id."""
        found = self.select(
            "SELECT id, text, path, title, published, publisher, url FROM documents WHERE id = ?", (identity,)
        )
        if not found:
            raise StoreError(
                str(self.path), f"there is no document {identity!r}", "see timeline list for those there are"
            )
        return read_document(found[0])

    def documents(self) -> list[Document]:
        """Return all documents with their texts, in the order in which they were added."""
        sql = "SELECT id, text, path, title, published, publisher, url FROM documents ORDER BY key"
        return [read_document(values) for values in self.select(sql)]

    def articles(self, document: str | None = None) -> list[Article]:
        """Return the articles of one document or of all, in reading order."""
        sql = f"""SELECT d.id, {ARTICLE_COLUMNS} FROM articles a JOIN documents d ON d.key = a.document
            WHERE ? IS NULL OR d.id = ? ORDER BY d.key, a.number"""
        return [read_article(values) for values in self.select(sql, (document, document))]

    def rows(self, document: str | None = None, *, article: int | None = None, extracted: bool = False) -> list[Row]:
        """Return the rows of one article, of one document or of all, in reading order, nothing merged.

        They are as people have corrected them, those that people added among them; with ``extracted`` as they were found.
        """
        if not extracted:
            return [row for row, _ in self.rows_with_events(document, article=article)]
        sql = """SELECT r.body FROM rows r JOIN documents d ON d.key = r.document WHERE r.added_by IS NULL
            AND (? IS NULL OR d.id = ?) AND (? IS NULL OR r.article = ?) ORDER BY d.key, r.article, r.start, r.key"""
        return [read_row(body) for (body,) in self.select(sql, (document, document, article, article))]

    def rows_with_events(
        self, document: str | None = None, *, article: int | None = None
    ) -> list[tuple[Row, str | None]]:
        """Return each row with the id of the event it tells; None for rows of an article that repeats another."""
        sql = f"""SELECT {CORRECTED}, e.id FROM rows r JOIN documents d ON d.key = r.document
            LEFT JOIN event_rows er ON er.row = r.key LEFT JOIN events e ON e.key = er.event
            WHERE (? IS NULL OR d.id = ?) AND (? IS NULL OR r.article = ?) ORDER BY d.key, r.article, r.start, r.key"""
        found = self.select(sql, (document, document, article, article))
        return [(read_row(body), event) for body, event in found]

    def event(self, identity: str) -> Event:
        """Return one event with all its rows, or the one that now holds the row by which it once had this id.

        Raises StoreError when there is none of either.
        """
        with self.reading() as connection:
            found = _event(connection, identity) or _event(connection, id_now(connection, identity))
            if found is None:
                raise StoreError(
                    str(self.path), f"there is no event {identity!r}", "take the id from a table of this store"
                )
            sql = f"""SELECT {CORRECTED} FROM event_rows er JOIN rows r ON r.key = er.row
                WHERE er.event = ? ORDER BY er.place"""
            rows = [read_row(body) for (body,) in connection.execute(sql, (found[0],))]
        return read_event(found[1], rows, found[2])

    # Writing

    def add(
        self,
        documents: Iterable[Document],
        rows: Iterable[Row] | None = None,
        *,
        articles: Iterable[Article] | None = None,
        rules: Rules | None = None,
        problems: list[Problem] | None = None,
        progress: Progress | None = None,
        executor: Executor | None = None,
        tagger: str | None = None,
    ) -> Added:
        """Add documents, or put them in the place of an earlier state of the same id, and bring the events up to date.

        Without ``rows`` they are extracted, unless the store holds just this text read by just this version already; then
        nothing changes. What has been returned is on the disk. Documents that cannot be read go to ``problems``, or raise
        InputError without it. ``executor`` is where the extraction runs (default: this process), ``tagger`` the name of
        an installed tagger. Many documents are written a few at a time, each as a whole. Raises StoreError when the store
        cannot be written; what was in it is then untouched, and the next call adds what is missing.
        """
        self._refuse_reading_only()
        wanted = self._without_namesakes(_distinct(documents, problems), problems)
        self._settle_what_was_left()
        rules = rules or packaged_rules.packaged()
        if rows is None:
            return self._extract_and_write(wanted, rules, problems, progress, executor, tagger)
        done, said_of = self._write(extracting.gather(wanted, rows, articles, rules))
        # rows that were found elsewhere know nothing of what people said here of how their document is to be read
        return done + self._extract_and_write(said_of, rules, problems, progress, executor, tagger)

    def _extract_and_write(
        self,
        wanted: list[Document],
        rules: Rules,
        problems: list[Problem] | None,
        progress: Progress | None,
        executor: Executor | None,
        tagger: str | None,
    ) -> Added:
        if not wanted:
            return Added()
        maker = extracting.made_by(rules, tagger)
        said = self._said_of(wanted)
        fresh = [
            document for document in wanted if not self._is_stored(document, maker, said.get(document.id, ReadAs()))
        ]
        to_do = {document.id for document in fresh}
        done = Added(unchanged=tuple(document.id for document in wanted if document.id not in to_do))
        count = 0
        # each batch is as large as those before it, so that merging anew after each one stays a small part of the work
        while batch := fresh[count : count + max(_SMALLEST_BATCH, count)]:
            tell = None if progress is None else partial(_further, progress, count, len(fresh))
            count += len(batch)
            while batch:  # again where somebody has said meanwhile how a document is to be read
                said = self._said_of(batch)
                extractions = extract_documents(
                    batch, rules=rules, problems=problems, progress=tell, executor=executor, tagger=tagger, read_as=said
                )
                written, batch = self._write(extracting.found_as(extractions, maker, said))
                done += written
        return done

    def _without_namesakes(self, documents: list[Document], problems: list[Problem] | None) -> list[Document]:
        """Return the documents but for those that would take the place of another file's, which is still there, in the store."""
        paths = dict(self.select("SELECT id, path FROM documents WHERE path IS NOT NULL"))
        kept = []
        for document in documents:
            if _are_two_files(document.path, paths.get(document.id)):
                _refuse(_namesake(document, f"{paths[document.id]}, which the store holds"), problems)
            else:
                kept.append(document)
        return kept

    def _is_stored(self, document: Document, made_by: str, said: ReadAs) -> bool:
        with self.reading() as connection:
            return is_stored(connection, document, made_by, said.mark)

    def _said_of(self, documents: Iterable[Document]) -> dict[str, ReadAs]:
        with self.reading() as connection:
            return said_of(connection, ((document.id, document.text) for document in documents))

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are kept as a whole at the end of the ``with`` block, or not at all.

        It counts no version up: that is for changes of what the store knows. Raises StoreError for a store that was
        opened for reading only or cannot be written.
        """
        self._refuse_reading_only()
        # a connection of its own, so that those who read meanwhile see the state before, not half of the new one
        with self._write_lock, opening.explained(self.path):
            connection = opening.connect(self.path, read_only=False, wait=self._wait)
            try:
                with opening.transaction(connection, self.path, writing=True):
                    yield connection
            finally:
                connection.close()

    def _refuse_reading_only(self) -> None:
        if self.read_only:
            raise StoreError(
                str(self.path), "the store was opened for reading only", "open it without read_only to add"
            )

    def _write(self, batch: Sequence[Found]) -> tuple[Added, list[Document]]:
        """Write what was found in documents; return those, too, that must be read anew as people have said they should be.

        Each document is written as a whole, many of them in several transactions: nobody waits long for the lock.
        """
        ahead = self._prepare(batch)
        done, again = Added(), []
        for portion in portions_of(batch, ahead):
            with self.writing() as connection:
                said = said_of(connection, ((found.document.id, found.document.text) for found in portion))
                as_said = [found for found in portion if found.read_as == said.get(found.document.id, ReadAs()).mark]
                kept = {found.document.id for found in as_said}
                again += [found.document for found in portion if found.document.id not in kept]
                done += write(connection, as_said, ahead)
                if ahead and ahead.in_portions:
                    note_unsettled(connection)
        if ahead and ahead.in_portions:
            settle(self._snapshot, self.writing, ahead.prepared)
        return done, again

    def _prepare(self, batch: Sequence[Found]) -> Ahead | None:
        """Compare many rows before anybody is kept from writing: that takes most of the time."""
        return work_ahead(self._snapshot, batch)

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """Give a connection of its own, since others of this process read meanwhile; it sees one state of the store."""
        with opening.explained(self.path):
            connection = opening.connect(self.path, read_only=True, wait=self._wait)
            try:
                with opening.transaction(connection, self.path, writing=False):
                    yield connection
            finally:
                connection.close()

    def _settle_what_was_left(self) -> None:
        """Put right what a program has left that was ended in the middle of a large batch."""
        with self.reading() as connection:
            left = is_left(connection)
        if left:
            settle(self._snapshot, self.writing)


def _event(connection: sqlite3.Connection, identity: str | None) -> tuple[int, str, Review] | None:
    sql = "SELECT key, body, review FROM events WHERE id = ?"
    found: tuple[int, str, Review] | None = connection.execute(sql, (identity,)).fetchone()
    return found


def _further(progress: Progress, before: int, total: int, done: int, _: int | None) -> None:
    progress(before + done, total)


def _distinct(documents: Iterable[Document], problems: list[Problem] | None) -> list[Document]:
    """Return the documents, each once; two different ones of the same id are refused, as one would be lost."""
    wanted: dict[str, Document] = {}
    for document in documents:
        other = wanted.setdefault(document.id, document)
        if other.digest != document.digest:
            _refuse(_namesake(document, f"{other.path or 'another document'}, but another text"), problems)
    return list(wanted.values())


def _namesake(document: Document, other: str) -> InputError:
    return InputError(
        document.path or document.id, f"has the same id {document.id!r} as {other}", "rename one of the two"
    )


def _refuse(error: InputError, problems: list[Problem] | None) -> None:
    if problems is None:
        raise error
    problems.append(Problem.of(error))


def _are_two_files(one: str | None, other: str | None) -> bool:
    """Whether both are files that are there, and not the same one: a file that was moved may take its own place."""
    if not one or not other or one == other:
        return False
    try:
        return not os.path.samefile(one, other)
    except OSError:
        return False
