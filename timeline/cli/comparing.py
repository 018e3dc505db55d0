"""The command that compares two extractions of the same documents."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from timeline.cli.output import counted, print_records, say
from timeline.errors import ReadError

if TYPE_CHECKING:
    from timeline.differences import Change, Difference

__all__ = ["diff"]

_CHANGES: tuple[Change, ...] = ("gained", "lost", "changed", "same")


def diff(chosen: argparse.Namespace) -> int:
    """Print what one extraction found that another did not."""
    from timeline.differences import by_document, differences

    found = differences(_rows(Path(chosen.old)), _rows(Path(chosen.new)))
    counts = by_document(found)
    if chosen.by_document:
        print_records({"document": name, **{change: of[change] for change in _CHANGES}} for name, of in counts.items())
    else:
        print_records(_record(one) for one in found if one.change != "same")
    total: Counter[Change] = sum(counts.values(), Counter())
    rows = ", ".join(f"{total[change]:,} {change}" for change in _CHANGES)
    say(f"{counted(len(counts), 'document')}; rows: {rows}")
    if told := _corrections(Path(chosen.old), Path(chosen.new)):
        say(told)
    return 0


def _corrections(old: Path, new: Path) -> str:
    """Return how the logs of two event stores differ, in words; nothing where they do not, or one is no store."""
    from timeline.store import open_store

    if not (_is_store(old) and _is_store(new)):
        return ""
    with open_store(old, read_only=True) as one, open_store(new, read_only=True) as two:
        before, after = ({made.id: made.is_undone for made in store.corrections()} for store in (one, two))
    counts = {
        "only in the first": len(before.keys() - after.keys()),
        "only in the second": len(after.keys() - before.keys()),
        "undone in one of them": sum(before[known] != after[known] for known in before.keys() & after.keys()),
    }
    differing = ", ".join(f"{number:,} {where}" for where, number in counts.items() if number)
    return f"corrections (the rows are compared as they were extracted): {differing}" if differing else ""


def _record(one: Difference) -> dict[str, Any]:
    row: dict[str, Any] = dict(one.new or one.old or {})
    old, new = one.old or {}, one.new or {}
    return {
        "document": one.document,
        "change": one.change,
        "title": row.get("title"),
        "evidence": row.get("evidence"),
        "trigger": row.get("trigger"),
        "type": row.get("type"),
        "edtf": row.get("edtf"),
        "fields": {name: {"old": old.get(name), "new": new.get(name)} for name in one.fields},
        "made_by": {"old": old.get("made_by"), "new": new.get("made_by")},
    }


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of an event store, or of a file of JSON lines that ``timeline extract --rows`` wrote."""
    try:
        with path.open("rb") as file:
            is_store = _is_store(path)
            if not is_store:
                yield from (_row(line, f"{path}: line {n}") for n, line in enumerate(file, 1) if line.strip())
    except OSError as error:
        raise ReadError(
            str(path), f"cannot be read ({error.strerror})", "name an event store or a file of rows"
        ) from error
    if is_store:
        from timeline.store import open_store

        with open_store(path, read_only=True) as store:
            yield from (row.as_record() for row in store.rows(extracted=True))


def _is_store(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16).startswith(b"SQLite format 3")


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ReadError(where, "is not valid JSON", "write the file with: timeline extract --rows") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in ("document", "evidence")):
        raise ReadError(
            where, "is no row: it has no document and evidence", "write the file with: timeline extract --rows"
        )
    return row
