"""Copies of a store that are whole though it is in use, and putting a store back as it was in one."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from timeline.errors import StoreError
from timeline.store import opening
from timeline.store.checking import verify

__all__ = ["backup", "restore"]

_BESIDE = ("", "-wal", "-shm")
"""What the names of the files that make up a store end in."""


def backup(store: Path, to: Path, *, replace: bool = False, wait: float = 30.0) -> None:
    """Copy a store to another file: the state of one moment, though it may be read and written meanwhile.

    The copy is there as a whole or not at all. Raises StoreError when the store or the copy cannot be used, or when there is a
    file of that name already, unless it is to be replaced.
    """
    if to.exists() and (not replace or to.is_dir() or os.path.samefile(store, to)):
        raise StoreError(str(to), "is there already", "name another file, or replace it with --force")
    with _whole_copy(store, beside=to, wait=wait) as copy:
        _put_in_place(copy, to)


def restore(source: Path, store: Path, *, keep: bool = True, wait: float = 30.0) -> Path | None:
    """Put a store back as it was in a backup, and return where its state until now is kept, None when there was none.

    The backup is checked first. Programs that have the store open go on with the restored state; they see all of it or nothing
    yet. Without ``keep`` the state until now is lost. Raises StoreError when the backup is not whole, or the store is another
    program's file or in use for too long; the store is then as it was.
    """
    if store.exists() and source.exists() and os.path.samefile(source, store):
        raise StoreError(str(source), "is the store itself", "name a backup of it")
    with _whole_copy(source, beside=store, wait=wait) as copy:
        _brought_up_to_date(copy)
        if problems := verify(copy):
            raise StoreError(str(source), problems[0].what, "restore another backup; the store was left as it is")
        if not store.exists():
            _put_in_place(copy, store)
            return None
        if not _is_usable(store, wait):
            return _instead_of_damaged(copy, store, keep=keep)
        kept = _free_name(store) if keep else None
        if kept is not None:
            backup(store, kept, wait=wait)
        _into(copy, store, wait)
        return kept


@contextmanager
def _whole_copy(source: Path, *, beside: Path, wait: float) -> Iterator[Path]:
    """Give a copy of a store in the folder where it will be needed; it is gone afterwards unless it was put in place."""
    if not beside.parent.is_dir():
        raise StoreError(str(beside), f"there is no folder {beside.parent}", "make the folder first")
    copy = beside.with_name(f".{beside.name}.{os.getpid()}.part")
    try:
        with closing(opening.connect(source, read_only=True, wait=wait)) as connection:
            with opening.explained(source):
                if not opening.applied(connection, source):
                    raise StoreError(str(source), "is empty", "name a store that something was added to")
            with opening.explained(beside), closing(sqlite3.connect(copy)) as target:
                # all pages in one step: what is written meanwhile is not in the copy
                connection.backup(target)
        _to_disk(copy)
        yield copy
    finally:
        for end in _BESIDE:
            copy.with_name(copy.name + end).unlink(missing_ok=True)


def _brought_up_to_date(copy: Path) -> None:
    with closing(opening.connect(copy, read_only=False, wait=1.0)) as connection:
        opening.prepare(connection, copy, read_only=False)


def _put_in_place(copy: Path, to: Path) -> None:
    try:
        os.replace(copy, to)
        _to_disk(to.parent)
    except OSError as error:
        raise StoreError(
            str(to), f"cannot be written ({error.strerror})", "check the folder and its permissions"
        ) from error


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _is_usable(store: Path, wait: float) -> bool:
    """Whether the file is a store that can be read; raises StoreError when it is something else that must be left alone."""
    try:
        with closing(opening.connect(store, read_only=False, wait=wait)) as connection:
            opening.prepare(connection, store, read_only=False)
        return not verify(store)
    except StoreError as error:
        # only what is known to be a damaged store is put aside; anything else in its place was not meant
        if "damaged" in error.what:
            return False
        raise


def _into(copy: Path, store: Path, wait: float) -> None:
    """Put the pages of the copy into the store that others may have open, in one transaction."""
    deadline = time.monotonic() + wait

    def give_up(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise StoreError(
                str(store), "another program is writing to the store", "wait for it to finish and try again"
            )

    with closing(opening.connect(store, read_only=False, wait=wait)) as connection, opening.explained(store):
        (version,) = connection.execute("SELECT value FROM state WHERE name = 'version'").fetchone()
        with closing(sqlite3.connect(copy)) as source:
            # the version goes on counting up: what others have worked out from the state before does not hold
            source.execute("UPDATE state SET value = max(value, ?) + 1 WHERE name = 'version'", (version,))
            # nor do the copy's notes say which events differ from those that were here
            now = "(SELECT value FROM state WHERE name = 'version')"
            source.execute(f"UPDATE state SET value = {now} WHERE name = 'changes_since'")
            source.commit()
            source.backup(connection, progress=give_up)


def _instead_of_damaged(copy: Path, store: Path, *, keep: bool) -> Path | None:
    kept = _free_name(store)
    for end in _BESIDE:
        part = store.with_name(store.name + end)
        if part.exists():
            os.replace(part, kept.with_name(kept.name + end))
    _put_in_place(copy, store)
    if keep:
        return kept
    for end in _BESIDE:
        kept.with_name(kept.name + end).unlink(missing_ok=True)
    return None


def _free_name(store: Path) -> Path:
    """Return a name beside the store that no file has yet: events.db.before-restore, events.db.before-restore-2 …"""
    name = store.with_name(f"{store.name}.before-restore")
    number = 2
    while name.exists():
        name = store.with_name(f"{store.name}.before-restore-{number}")
        number += 1
    return name
