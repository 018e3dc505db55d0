"""Corrections as they lie in the store's tables."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from timeline.corrections import Anchor, Correction, Turn
from timeline.store.encoding import pack, unpack

__all__ = ["insert", "keys_of", "moment", "note_turns", "read", "stamp"]

_COLUMNS = "c.id, c.action, c.about, c.by, c.at, c.why, c.field, c.before, c.after, c.batch"
_MANY = 500
"""Keys that one question names at a time."""


def stamp(at: datetime) -> str:
    """Return a time (UTC) as text that sorts in the order of time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(connection: sqlite3.Connection) -> datetime:
    """Return when something is corrected now (UTC): later than all that was, also where the clock was put back meanwhile.

    The last word on a thing counts, so it must be the latest.
    """
    sql = "SELECT max((SELECT coalesce(max(at), '') FROM corrections), (SELECT coalesce(max(at), '') FROM correction_turns))"
    (latest,) = connection.execute(sql).fetchone()
    now = datetime.now(UTC)
    return max(now, _time(latest) + timedelta(microseconds=1)) if latest else now


def insert(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> list[int]:
    """Write corrections that are not there yet; return their keys."""
    every = list(corrections)
    (last,) = connection.execute("SELECT coalesce(max(key), 0) FROM corrections").fetchone()
    keys = [last + number for number in range(1, len(every) + 1)]
    sql = """INSERT INTO corrections (key, id, batch, action, about, by, at, why, field, before, after, undone)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
    connection.executemany(sql, [(key, *_values(one)) for key, one in zip(keys, every, strict=True)])
    connection.executemany(
        "INSERT INTO correction_anchors VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [line for key, one in zip(keys, every, strict=True) for line in _anchors(key, one)],
    )
    for key, one in zip(keys, every, strict=True):
        if one.turns:
            note_turns(connection, key, one.turns)
    return keys


def _values(one: Correction) -> tuple[Any, ...]:
    said = (one.id, one.batch, one.action, one.about, one.by, stamp(one.at), one.why, one.field)
    return (*said, pack(one.before), pack(one.after), one.is_undone)


def _anchors(key: int, one: Correction) -> Iterator[tuple[Any, ...]]:
    anchors = ((part, anchor) for part, of in enumerate(one.parts) for anchor in of)
    for place, (part, anchor) in enumerate(anchors):
        yield key, place, part, anchor.document, anchor.quote, anchor.trigger, anchor.date_text, anchor.added_by


def note_turns(connection: sqlite3.Connection, key: int, turns: Iterable[Turn]) -> None:
    """Write when a correction was undone and redone, and whether it is undone now."""
    connection.executemany(
        "INSERT OR IGNORE INTO correction_turns VALUES (?, ?, ?, ?, ?)",
        [(key, stamp(turn.at), turn.by, turn.undone, turn.why) for turn in turns],
    )
    last = "SELECT undone FROM correction_turns WHERE correction = ?1 ORDER BY at DESC, by DESC, undone DESC LIMIT 1"
    connection.execute(f"UPDATE corrections SET undone = coalesce(({last}), 0) WHERE key = ?1", (key,))


def keys_of(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, list[int]]:
    """Return for each id of a correction or of a batch the keys of the corrections that it names."""
    sql = "SELECT key FROM corrections WHERE id = ?1 UNION SELECT key FROM corrections WHERE batch = ?1 ORDER BY 1"
    return {name: [key for (key,) in connection.execute(sql, (name,))] for name in names}


def read(connection: sqlite3.Connection, keys: Sequence[int] | None = None) -> dict[int, Correction]:
    """Return the corrections with these keys, or all, in the order in which they were made; all count as in force or undone."""
    found: list[tuple[int, Correction]] = []
    for where, values in _portions(keys):
        turns = _turns(connection, where.format("correction"), values)
        parts = _parts(connection, where.format("correction"), values)
        sql = f"SELECT c.key, {_COLUMNS} FROM corrections c WHERE {where.format('c.key')}"
        for key, *columns in connection.execute(sql, values):
            one = replace(_correction(columns), parts=parts.get(key, ()), turns=turns.get(key, ()))
            found.append((key, replace(one, state="undone") if one.is_undone else one))
    return dict(sorted(found, key=lambda pair: (pair[1].at, pair[1].id)))


def _portions(keys: Sequence[int] | None) -> Iterator[tuple[str, Sequence[int]]]:
    if keys is None:
        yield "1", ()
        return
    for at in range(0, len(keys), _MANY):
        some = keys[at : at + _MANY]
        yield f"{{}} IN ({', '.join('?' for _ in some)})", some


def _correction(columns: Sequence[Any]) -> Correction:
    identity, action, about, by, at, why, field, before, after, batch = columns
    when = _time(at)
    return Correction(identity, action, about, by, when, why, field, unpack(before), unpack(after), batch=batch)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _turns(connection: sqlite3.Connection, where: str, values: Sequence[int]) -> dict[int, tuple[Turn, ...]]:
    found: defaultdict[int, list[Turn]] = defaultdict(list)
    sql = f"SELECT correction, at, by, undone, why FROM correction_turns WHERE {where} ORDER BY correction, at, by, undone"
    for key, at, by, undone, why in connection.execute(sql, values):
        found[key].append(Turn(_time(at), by, bool(undone), why))
    return {key: tuple(turns) for key, turns in found.items()}


def _parts(
    connection: sqlite3.Connection, where: str, values: Sequence[int]
) -> dict[int, tuple[tuple[Anchor, ...], ...]]:
    found: defaultdict[int, defaultdict[int, list[Anchor]]] = defaultdict(lambda: defaultdict(list))
    sql = f"""SELECT correction, part, document, quote, trigger, date_text, added_by
        FROM correction_anchors
        WHERE {where} ORDER BY correction, place"""
    for key, part, *anchor in connection.execute(sql, values):
        found[key][part].append(Anchor(*anchor))
    return {key: tuple(tuple(anchors) for _, anchors in sorted(parts.items())) for key, parts in found.items()}
