"""The log of corrections as a file: JSON lines, or the sheet of a workbook. What is written can be read in again as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from timeline.corrections.anchors import Anchor
from timeline.corrections.checking import what_is_wrong
from timeline.corrections.correction import Correction, Turn
from timeline.corrections.sheet import is_workbook, lines_of, workbook
from timeline.errors import ReadError

__all__ = ["read_log", "to_jsonl", "to_xlsx"]

_DO = "take a file that timeline corrections export has written, and leave it as it is"


def to_jsonl(corrections: Iterable[Correction]) -> bytes:
    """Return corrections as JSON lines, one each, in the order given."""
    return b"".join(orjson.dumps(_record(one)) + b"\n" for one in corrections)


def to_xlsx(corrections: Iterable[Correction]) -> bytes:
    """Return corrections as an Excel workbook for people, whose last columns hold what :func:`read_log` needs."""
    return workbook([(one, _in_ascii(_record(one))) for one in corrections])


def read_log(content: bytes, *, where: str) -> list[Correction]:
    """Return the corrections of a file that :func:`to_jsonl` or :func:`to_xlsx` wrote; ``where`` is what it is called in errors.

    Raises ReadError, which names the line, when one cannot be read or meant: all are taken or none.
    """
    lines = lines_of(content, where) if is_workbook(content) else _lines(content, where)
    return [_correction(line, place) for place, line in lines]


def _lines(content: bytes, where: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if line.strip():
            yield f"{where}: line {number}", line


def _in_ascii(record: dict[str, Any]) -> str:
    """Return a record as JSON in plain letters: a cell of a sheet can hold no others without loss."""
    return json.dumps(orjson.loads(orjson.dumps(record)), separators=(",", ":"))


def _record(one: Correction) -> dict[str, Any]:
    return {
        "id": one.id,
        "batch": one.batch,
        "action": one.action,
        "about": one.about,
        "by": one.by,
        "at": one.at,
        "why": one.why,
        "field": one.field,
        "before": one.before,
        "after": one.after,
        "parts": one.parts,
        "turns": one.turns,
    }


def _correction(line: bytes | str, place: str) -> Correction:
    try:
        values = orjson.loads(line)
        turns = tuple(
            Turn(_time(turn["at"]), turn["by"], turn["undone"] is True, turn["why"]) for turn in values["turns"]
        )
        parts = tuple(tuple(_anchor(anchor) for anchor in part) for part in values["parts"])
        texts = [_text(values, name) for name in ("id", "action", "about", "by")]
        identity, action, about, by = texts
        one = Correction(
            identity, action, about, by, _time(values["at"]), _text(values, "why"), _text(values, "field"), values["before"],  # type: ignore[arg-type]
            values["after"], parts, _text(values, "batch"), turns,
        )  # fmt: skip
    except orjson.JSONDecodeError as error:
        raise ReadError(place, "is not valid JSON", _DO) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReadError(place, "is no correction", _DO) from error
    if wrong := what_is_wrong(one):
        raise ReadError(place, wrong, _DO)
    return one


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _anchor(values: Mapping[str, Any]) -> Anchor:
    return Anchor(
        *(_text({"trigger": "", "date_text": "", "added_by": "", **values}, name) for name in Anchor.__slots__)
    )


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)
