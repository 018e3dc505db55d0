"""Corrections that leave a store as a file and come into another one that holds the same documents."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from timeline.corrections import Correction, read_log, to_jsonl, to_xlsx, what_is_wrong
from timeline.errors import ExportError, ReadError, UsageError
from timeline.store import correction_records as records

__all__ = ["Imported", "checked", "log_in", "take_in", "write_log"]

_FORMS = {".jsonl": to_jsonl, ".ndjson": to_jsonl, ".xlsx": to_xlsx}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many corrections were taken in: new ones, ones that were undone or redone elsewhere, ones that were here just so.

    Of the new ones, ``orphaned`` have no row in this store.

    >>> print(Imported(added=3, turned=1, unchanged=2, orphaned=1))
    3 corrections added, 1 undone or redone, 2 unchanged; 1 of those added is about nothing in this store
    """

    added: int
    turned: int
    unchanged: int
    orphaned: int = 0

    def __str__(self) -> str:
        told = f"{self.added:,} correction{'' if self.added == 1 else 's'} added"
        told += f", {self.turned:,} undone or redone, {self.unchanged:,} unchanged"
        are = "is" if self.orphaned == 1 else "are"
        return told + (f"; {self.orphaned:,} of those added {are} about nothing in this store" if self.orphaned else "")


def write_log(path: Path, corrections: Sequence[Correction]) -> int:
    """Write corrections to a file of the kind that its suffix says, as a whole or not at all; return how many.

    Raises ExportError for another suffix or when it cannot be written.
    """
    form = _FORMS.get(path.suffix.casefold())
    if form is None:
        what = f"corrections cannot be written as {path.suffix or 'a file without a suffix'}"
        raise ExportError(str(path), what, f"use {', '.join(_FORMS)}")
    content = form(corrections)
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            try:
                file.write(content)
                file.flush()
                mask = os.umask(0)
                os.umask(mask)
                os.chmod(file.name, 0o666 & ~mask)
                os.replace(file.name, path)
            except OSError:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise ExportError(str(path), what, "make room, or choose another place") from error
    return len(corrections)


def log_in(path: Path) -> list[Correction]:
    """Return the corrections in a file. Raises ReadError when it cannot be read or is no log of corrections."""
    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise ReadError(str(path), what, "name a file that timeline corrections export has written") from error
    return read_log(content, where=str(path))


def checked(corrections: Iterable[Correction]) -> list[Correction]:
    """Return corrections. Raises UsageError when one of them cannot be meant."""
    every = list(corrections)
    for one in every:
        if wrong := what_is_wrong(one):
            raise UsageError(f"correction {one.id}", wrong, "take it from the log of a store")
    return every


def take_in(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> tuple[list[str], list[str]]:
    """Write those corrections that are not in the store, and what was undone and redone of the others.

    Return the ids of the former, and of those of the latter that are undone here only now, or are so no longer. Raises UsageError
    for a correction from the future.
    """
    added: list[str] = []
    turned: list[str] = []
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    for one in corrections:
        if (
            max([one.at, *(turn.at for turn in one.turns)]) > tomorrow
        ):  # it would outweigh what is corrected from now on
            what = f"was made in the future, on {one.at.date().isoformat()}"
            raise UsageError(f"correction {one.id}", what, "see whether the clock was wrong, there or here")
        found = connection.execute("SELECT key, undone FROM corrections WHERE id = ?", (one.id,)).fetchone()
        if found is None:
            records.insert(connection, [replace(one, state="in force")])
            added.append(one.id)
            continue
        records.note_turns(connection, found[0], one.turns)
        sql = "SELECT undone FROM corrections WHERE key = ?"
        if connection.execute(sql, found[:1]).fetchone()[0] != found[1]:
            turned.append(one.id)
    return added, turned
