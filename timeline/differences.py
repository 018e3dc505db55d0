"""What one extraction of some documents found that another did not: gains, losses and changes, row by row.

Rows are known again by their document and their quote, not by number or id, so that two versions of the program can be compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Change", "Difference", "by_document", "differences"]

Record = Mapping[str, Any]
Change = Literal["gained", "lost", "changed", "same"]

COMPARED = (
    "evidence", "trigger", "type", "status", "date_text", "first", "last", "precision", "bound", "kind", "edtf", "rule", "dating",
    "actors", "roles", "places", "figures",
)  # fmt: skip
"""What two rows of one quote are compared by; a reason told in other words is no difference."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a row: ``old`` is None for a gain, ``new`` for a loss; ``fields`` are those that differ."""

    document: str
    change: Change
    old: Record | None
    new: Record | None
    fields: tuple[str, ...] = ()


def differences(old: Iterable[Record], new: Iterable[Record]) -> list[Difference]:
    """Return what became of each row, those that stayed the same included, by document and in reading order.

    Rows are given as the objects that ``Row.as_record`` returns.

    >>> row = {"document": "a", "evidence": "They met on Monday.", "trigger": "met", "type": "meeting"}
    >>> [(one.change, one.fields) for one in differences([row], [{**row, "type": "political"}])]
    [('changed', ('type',))]
    """
    before, after = _of_documents(old), _of_documents(new)
    found = []
    for document in sorted(before.keys() | after.keys()):
        found += sorted(_of_document(document, before[document], after[document]), key=_reading_order)
    return found


def by_document(found: Iterable[Difference]) -> dict[str, Counter[Change]]:
    """Return for each document how many rows were gained, lost, changed and stayed the same."""
    counts: defaultdict[str, Counter[Change]] = defaultdict(Counter)
    for one in found:
        counts[one.document][one.change] += 1
    return dict(counts)


def _of_documents(rows: Iterable[Record]) -> defaultdict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for row in rows:
        found[row["document"]].append(row)
    return found


def _of_document(document: str, old: list[Record], new: list[Record]) -> list[Difference]:
    old, new = [*old], [*new]
    pairs: list[tuple[Record, Record]] = []
    for same in (_quote_trigger_and_type, _quote_and_trigger, _quote_and_type, _quote):
        pairs += _paired(old, new, same)
    pairs += _within(old, new)
    found = [_compared(document, one, two) for one, two in pairs]
    found += [Difference(document, "lost", one, None) for one in old]
    return found + [Difference(document, "gained", None, two) for two in new]


def _quote(row: Record) -> Any:
    return " ".join(row["evidence"].split())


def _quote_and_trigger(row: Record) -> Any:
    return _quote(row), row.get("trigger")


def _quote_and_type(row: Record) -> Any:
    return _quote(row), row.get("type")


def _quote_trigger_and_type(row: Record) -> Any:
    return _quote(row), row.get("trigger"), row.get("type")


def _paired(old: list[Record], new: list[Record], same: Callable[[Record], Any]) -> list[tuple[Record, Record]]:
    """Return the rows of both that are the same by what ``same`` says, in order, and take them out of the lists."""
    waiting: defaultdict[Any, list[Record]] = defaultdict(list)
    for row in old:
        waiting[same(row)].append(row)
    pairs = [(waiting[key].pop(0), row) for row in new if waiting[key := same(row)]]
    _take_out(old, new, pairs)
    return pairs


def _within(old: list[Record], new: list[Record]) -> list[tuple[Record, Record]]:
    """Return the rows of the same trigger of which one quotes more than the other, and take them out of the lists."""
    pairs: list[tuple[Record, Record]] = []
    rest = [*old]
    for row in new:
        quote = _quote(row)
        for other in rest:
            if row.get("trigger") == other.get("trigger") and (quote in _quote(other) or _quote(other) in quote):
                pairs.append((other, row))
                rest.remove(other)
                break
    _take_out(old, new, pairs)
    return pairs


def _take_out(old: list[Record], new: list[Record], pairs: Iterable[tuple[Record, Record]]) -> None:
    taken = {id(row) for pair in pairs for row in pair}
    old[:] = [row for row in old if id(row) not in taken]
    new[:] = [row for row in new if id(row) not in taken]


def _compared(document: str, old: Record, new: Record) -> Difference:
    fields = tuple(name for name in COMPARED if _plain(old.get(name)) != _plain(new.get(name)))
    return Difference(document, "changed" if fields else "same", old, new, fields)


def _plain(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _reading_order(one: Difference) -> tuple[int, int, str, str]:
    row = one.new or one.old or {}
    return row.get("article") or 0, row.get("start") or 0, _quote(row), row.get("trigger") or ""
