"""Opening the one file of the event store, and saying in plain words why it cannot be opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import pathname2url

from timeline.errors import StoreError, StoreVersionError
from timeline.store.schema import APPLICATION_ID, MIGRATIONS

__all__ = ["applied", "connect", "explained", "prepare", "transaction"]


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite complains of into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_words(path, error) from error


def _in_words(path: Path, error: sqlite3.Error) -> StoreError:
    where, message = str(path), str(error)
    if "locked" in message or "busy" in message:
        return StoreError(where, "another program is writing to the store", "wait for it to finish and try again")
    if "not a database" in message:
        return StoreError(where, "is not an event store", "name another file with --store; this one was left as it is")
    if "malformed" in message:
        return StoreError(where, "the store is damaged", "restore it from a copy; nothing was changed")
    if "readonly" in message:
        return StoreError(where, "the store may only be read here", "make the file and its folder writable")
    if "full" in message:
        return StoreError(where, "the disk is full", "make room and try again; nothing stored was lost")
    if "disk I/O" in message:
        what = "the disk cannot be written or read (disk I/O error)"
        return StoreError(where, what, "see whether it is full, limited or gone; nothing stored was lost")
    if "unable to open" in message:
        return StoreError(where, "the store cannot be opened or made here", "check the folder and its permissions")
    return StoreError(where, f"the store cannot be used ({message})", "nothing stored was changed")


def connect(path: Path, *, read_only: bool, wait: float) -> sqlite3.Connection:
    """Return a connection to the file; ``wait`` is for how many seconds it waits for another program's lock.

    Raises StoreError when there is no such file to read, or no such folder to make it in.
    """
    if path.is_dir():
        raise StoreError(str(path), "is a folder", "name a file, such as events.db")
    if read_only and not path.exists():
        raise StoreError(str(path), "there is no event store", "make one with: timeline add PATH… --store FILE")
    if not path.parent.is_dir():
        _make_folder(path)
    with explained(path):
        connection = _open(path, "ro" if read_only else "rwc", wait)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection


def _make_folder(path: Path) -> None:
    """Make the folder of a new store; only one, so that a mistyped path does not leave a row of them."""
    try:
        path.parent.mkdir()
    except OSError as error:
        raise StoreError(str(path), f"there is no folder {path.parent}", "make the folder first") from error


def _open(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    uri = f"file:{pathname2url(str(path.absolute()))}?mode={mode}"
    # one connection is handed from thread to thread under the store's lock
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if mode != "ro" or path.with_name(path.name + "-wal").exists():
            raise
        # a store on a medium that cannot be written at all: SQLite then needs to be told that nobody writes
        connection = sqlite3.connect(uri + "&immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path, *, writing: bool) -> Iterator[sqlite3.Connection]:
    """Do everything within or nothing: committed at the end, rolled back on any error."""
    with explained(path):
        connection.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    """Check that the file is an event store of this or an earlier version, and bring it up to date.

    Raises StoreError for any other file and StoreVersionError for a store of a newer version; the file is then unchanged.
    """
    with explained(path):
        if len(applied(connection, path)) == len(MIGRATIONS):
            return
        if read_only:
            raise StoreError(
                str(path), "the store is empty or of an earlier version", "first add to it: timeline add PATH…"
            )
        connection.execute("PRAGMA journal_mode = WAL")
        with transaction(connection, path, writing=True):
            _migrate(connection, applied(connection, path))


def _migrate(connection: sqlite3.Connection, applied: list[str]) -> None:
    if not applied:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
    for migration in MIGRATIONS[len(applied) :]:
        migration(connection)
        connection.execute("INSERT INTO migrations (name) VALUES (?)", (migration.__name__,))


def applied(connection: sqlite3.Connection, path: Path) -> list[str]:
    """Return the names of the migrations that the store has been through; none for an empty file.

    Raises StoreError for a file that is no event store and StoreVersionError for a store of a newer version.
    """
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark != APPLICATION_ID:
        if mark or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            what = "is another program's database, not an event store"
            raise StoreError(str(path), what, "name another file with --store; this one was left as it is")
        return []
    names = [name for (name,) in connection.execute("SELECT name FROM migrations ORDER BY number")]
    known = [migration.__name__ for migration in MIGRATIONS]
    if names != known[: len(names)]:
        newer = next((name for name in names if name not in known), names[-1])
        what = f"the store was written by a newer version of this program (it has {newer!r})"
        raise StoreVersionError(str(path), what, "install that version, or name another file with --store")
    return names
