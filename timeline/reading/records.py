"""Records: many articles in one JSON lines, JSON or CSV file, each with ``id`` and ``text``.

``title``, ``published`` (a day in any common form), ``publisher`` and ``url`` may be there too; other fields are left alone.
JSON lines are read line by line, so that the file may be larger than the memory.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from timeline.day_reader import read_published
from timeline.errors import ReadError
from timeline.model import Document
from timeline.reading.plain import decode, read_bytes

__all__ = ["read_csv", "read_json", "read_json_lines", "record_document"]

Refuse = Callable[[ReadError], None]
_FIELDS = ("title", "publisher", "url")
_COLUMNS = 'give every record the fields "id" and "text"'


def read_json_lines(lines: Iterable[str | bytes], where: str, refuse: Refuse, *, largest: int) -> Iterator[Document]:
    """Yield a document per line; ``refuse`` is called with a ReadError (file and line) for each that cannot be used."""
    for number, line in enumerate(lines, 1):
        place = f"{where}: line {number}"
        try:
            text = line if isinstance(line, str) else decode(line, place)
            if not text.strip("\ufeff \t\r\n"):
                continue
            yield record_document(_json(text.lstrip("\ufeff"), place), place, path=where, largest=largest)
        except ReadError as error:
            refuse(error)


def read_json(path: Path, refuse: Refuse, *, largest: int) -> Iterator[Document]:
    """Yield the documents of a JSON file: one record, an array of them, or JSON lines under that suffix."""
    where = str(path)
    text = decode(read_bytes(path, largest=largest), where).lstrip("\ufeff")
    if not text.strip():
        raise ReadError(where, "the file is empty", "save the records again")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text.lstrip().startswith("{"):
            yield from read_json_lines(text.splitlines(), where, refuse, largest=largest)
            return
        raise ReadError(
            f"{where}: line {error.lineno}", f"is not valid JSON ({error.msg})", "correct that line"
        ) from error
    records = data if isinstance(data, list) else [data]
    yield from _documents(((f"{where}: record {n}", r) for n, r in enumerate(records, 1)), where, refuse, largest)


def read_csv(path: Path, refuse: Refuse, *, largest: int) -> Iterator[Document]:
    """Yield the documents of a CSV file with a header line; comma, semicolon or tab between the cells."""
    where = str(path)
    text = decode(read_bytes(path, largest=largest), where).lstrip("\ufeff")
    header = text.split("\n", 1)[0]
    if not header.strip():
        raise ReadError(where, "the file is empty", "save the table again")
    csv.field_size_limit(max(largest, csv.field_size_limit()))
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if not {"id", "text"} <= set(columns):
        raise ReadError(f"{where}: line 1", 'the columns have no "id" and "text"', "name the columns in the first line")
    reader.fieldnames = columns
    yield from _documents(_csv_lines(reader, where), where, refuse, largest)


def _csv_lines(reader: csv.DictReader[str], where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ReadError(
                f"{where}: line {reader.line_num}", f"is not valid CSV ({error})", "correct that line"
            ) from error
        yield f"{where}: line {reader.line_num}", {key: value for key, value in record.items() if key}


def _documents(records: Iterable[tuple[str, Any]], where: str, refuse: Refuse, largest: int) -> Iterator[Document]:
    for place, record in records:
        try:
            yield record_document(record, place, path=where, largest=largest)
        except ReadError as error:
            refuse(error)


def record_document(record: Any, place: str, *, path: str | None, largest: int) -> Document:
    """Return one record as a document; raises ReadError naming its place when a field is missing or cannot be used."""
    if not isinstance(record, Mapping):
        raise ReadError(place, "is not a record", _COLUMNS)
    identity, text = record.get("id"), record.get("text")
    if identity is None or not str(identity).strip():
        raise ReadError(place, 'has no "id"', _COLUMNS)
    if not isinstance(text, str) or not text.strip("\ufeff \t\r\n"):
        raise ReadError(place, f'record {identity!r} has no "text"', _COLUMNS)
    if len(text) > largest:
        raise ReadError(place, f"record {identity!r} has a text of {len(text) / 1e6:.0f} MB", "split it into articles")
    said = {name: str(record[name]).strip() or None for name in _FIELDS if record.get(name) is not None}
    return Document(
        str(identity).strip(),
        text,
        path,
        said.get("title"),
        _day(record, place),
        said.get("publisher"),
        said.get("url"),
    )


def _day(record: Mapping[str, Any], place: str) -> date | None:
    words = record.get("published")
    if words is None or not str(words).strip():
        return None
    day = read_published(str(words))
    if day is None:
        raise ReadError(
            place, f"no day can be read from its published {str(words)!r}", "write it like 2025-10-19, or leave it out"
        )
    return day


def _json(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise ReadError(place, f"is not valid JSON ({what})", "write one record a line") from error
