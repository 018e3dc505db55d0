"""The table of events: one line per event, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from timeline.errors import UsageError
from timeline.model import Event, Row
from timeline.queries.conditions import Condition, conditions
from timeline.queries.filter import Filter
from timeline.store import Store
from timeline.store.encoding import pack, unpack_column
from timeline.store.event_records import EVENT_COLUMNS, EVENT_LISTS, event_columns, event_lists

__all__ = ["COLUMNS", "frame_of", "of_keys", "query", "table_of", "undated"]

COLUMNS = (
    "event_id", "title", "type", "status", "first", "last", "precision", "bound", "kind", "edtf", "date_text", "dating", "rule",
    "why", "actors", "regions", "place_names", "places", "figures", "confidence", "sources", "publishers", "documents",
    "evidence", "trigger", "published", "review",
)  # fmt: skip
"""The columns of the table, in order. They are the same whatever is in it."""

_DAYS = ("first", "last", "published")
_SELECT = ", ".join(f"e.{'id' if column == 'event_id' else column}" for column in EVENT_COLUMNS)


def query(store: Store, filter: Filter | None = None, *, limit: int | None = None) -> pd.DataFrame:
    """Return the events that pass the filter, in date order, those without a date last; the first ``limit`` of them, if given.

    ``first``, ``last`` and ``published`` are datetime64[ms], NaT where open or unknown. Raises StoreError when the store
    cannot be read.
    """
    return _selected(store, conditions(filter or Filter()), limit)


def of_keys(store: Store, keys: Sequence[int]) -> pd.DataFrame:
    """Return the events that have these keys in the store, in date order."""
    return _selected(store, Condition("e.key IN (SELECT value FROM json_each(?))", (pack(keys),)), None)


def undated(store: Store, filter: Filter | None = None, *, limit: int | None = None) -> pd.DataFrame:
    """Return the events that need a date and pass the filter but for its days, in the order in which they were stored."""
    rest = (filter or Filter()).without("since", "until", "in_range").with_undated()
    return _selected(store, conditions(rest) & Condition("e.day IS NULL"), limit)


def table_of(events: Iterable[Event], *, publishers: dict[tuple[str, int], str] | None = None) -> pd.DataFrame:
    """Return the same table of events that are in no store; ``publishers`` are by (document, article number)."""
    kept = [event for event in events if event.type != "statistic"]
    lines = [event_columns(event) for event in kept]
    return _table(lines, [event_lists(event, publishers or {}) for event in kept])


def frame_of(items: Sequence[Event | Row]) -> pd.DataFrame:
    """Return events as the table of events, or rows as a table with the fields of their JSON lines.

    Days are datetime64[ms]. Raises UsageError for a mixture of both.
    """
    rows = [item for item in items if isinstance(item, Row)]
    if not rows:
        return table_of(item for item in items if isinstance(item, Event))
    if len(rows) < len(items):
        raise UsageError("to_frame", "was given events and rows together", "call it once for each")
    table = pd.DataFrame([row.as_record() for row in rows])
    for column in _DAYS:
        table[column] = _days(table[column].tolist())
    return table


def _selected(store: Store, where: Condition, limit: int | None) -> pd.DataFrame:
    sql = f"SELECT {_SELECT}, e.lists FROM events e WHERE {where.sql} ORDER BY e.day IS NULL, e.day, e.last, e.key"
    sql += "" if limit is None else f" LIMIT {int(limit)}"
    lines = store.select(sql, where.values)
    return _table(lines, unpack_column([line[-1] for line in lines]))


def _table(lines: Sequence[tuple[Any, ...]], lists: Sequence[Sequence[Any]]) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    plain = list(zip(*lines, strict=True)) or [()] * (len(EVENT_COLUMNS) + 1)
    for name, values in zip(EVENT_COLUMNS, plain, strict=False):
        columns[name] = _days(values) if name in _DAYS else _typed(name, values)
    for place, name in enumerate(EVENT_LISTS):
        columns[name] = pd.Series([tuple(parts[place]) for parts in lists], dtype=object)
    return pd.DataFrame({name: columns[name] for name in COLUMNS})


def _days(values: Sequence[str | None]) -> pd.Series[Any]:
    return pd.Series(pd.array(values, dtype="str")).astype("datetime64[ms]")


def _typed(name: str, values: Sequence[Any]) -> pd.Series[Any]:
    kinds = {"confidence": "float64", "sources": "int64"}
    return pd.Series(values, dtype=kinds.get(name, "str"))
