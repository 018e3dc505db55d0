"""Tables of events as files: CSV, XLSX and JSON lines. Every file says what was asked for and what it leaves out.

Nothing in an article is ever run by a spreadsheet: text that begins like a formula stays text. Dates known to the day are
real dates in XLSX; coarser ones stay text, so that no program makes a day of "2022-11".
"""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import orjson
import pandas as pd

from timeline.errors import ExportError
from timeline.queries import Filter, LeftOut
from timeline.spreadsheets import is_formula, text_cell
from timeline.version import program_version

__all__ = ["FORMATS", "about", "export", "guarded", "to_csv", "to_jsonl", "to_xlsx", "write_file"]

_MOST_LINES = 1_048_575
_WIDTHS = {
    "event_id": 14, "title": 60, "evidence": 80, "why": 60, "type": 18, "first": 12, "last": 12, "published": 12, "edtf": 18,
    "actors": 40, "regions": 16, "place_names": 24, "places": 40, "figures": 30, "publishers": 24,
    "documents": 24, "date_text": 22,
}  # fmt: skip


def export(
    table: pd.DataFrame,
    path: str | Path,
    *,
    filter: Filter | str | None = None,
    left_out: LeftOut | str | None = None,
    sources: pd.DataFrame | None = None,
    figures: pd.DataFrame | None = None,
    made: date | None = None,
) -> Path:
    """Write a table of events to a file of the kind that its suffix says: .csv, .xlsx, .jsonl. Returns the path.

    What is said of ``filter``, ``left_out`` and the day it was ``made`` goes into the file; ``sources`` and ``figures``
    become sheets of an XLSX file. Raises ExportError for another suffix or when the file cannot be written; a file that
    was there is then as it was.
    """
    target = Path(path)
    writer = FORMATS.get(target.suffix.casefold())
    if writer is None:
        known = ", ".join(FORMATS)
        raise ExportError(
            str(target), f"a table cannot be written as {target.suffix or 'a file without a suffix'}", f"use {known}"
        )
    more = {"sources": sources, "figures": figures} if writer is to_xlsx else {}
    write_file(target, writer(table, filter=filter, left_out=left_out, made=made, **more))
    return target


def about(
    table: pd.DataFrame,
    *,
    filter: Filter | str | None = None,
    left_out: LeftOut | str | None = None,
    made: date | None = None,
) -> dict[str, str]:
    """Return what a file says of itself: what was asked for, how many events, what was left out, when and by what it was made.

    The events are counted by ``left_out`` where it is there, as the data behind a chart may have several lines for one event.
    """
    undated = int((table["first"].isna() & table["last"].isna()).sum()) if "first" in table else 0
    events = f"{left_out.shown:,} of {left_out.total:,}" if isinstance(left_out, LeftOut) else f"{len(table):,}"
    said = {
        "shows": filter.in_words() if isinstance(filter, Filter) else filter or "",
        "events": f"{events}, of which {undated:,} without a date" if undated else events,
        "left out": (left_out.in_words() or "nothing") if isinstance(left_out, LeftOut) else left_out or "",
        "made": made.isoformat() if made else "",
        "program": f"Event Timeline {program_version()}",
    }
    return {name: text for name, text in said.items() if text}


def to_csv(
    table: pd.DataFrame,
    *,
    filter: Filter | str | None = None,
    left_out: LeftOut | str | None = None,
    made: date | None = None,
) -> bytes:
    """Return the table as CSV in UTF-8 with a byte order mark, lists joined by "; ".

    When something is said of the filter or of what is left out, the last line is a comment that begins with "#".
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    columns = [[guarded(value) for value in _as_texts(table, name)] for name in table]
    writer.writerows(zip(*columns, strict=True))
    if filter is not None or left_out is not None:
        said = about(table, filter=filter, left_out=left_out, made=made)
        note = "; ".join(f"{name}: {words}" for name, words in said.items())
        # not as a cell: quoted, it would not begin with the sign that readers know comments by
        text.write("# " + " ".join(note.replace('"', "'").split()) + "\r\n")
    return text.getvalue().encode("utf-8-sig", "replace")


def to_jsonl(
    table: pd.DataFrame,
    *,
    filter: Filter | str | None = None,
    left_out: LeftOut | str | None = None,
    made: date | None = None,
) -> bytes:
    """Return the table as JSON lines, one event each, days as "2025-11-23", null where open or unknown.

    When something is said of the filter or of what is left out, the last line is {"about": {…}}.
    """
    columns = [_as_values(table, name) for name in table]
    lines = [orjson.dumps(dict(zip(table, values, strict=True))) for values in zip(*columns, strict=True)]
    if filter is not None or left_out is not None:
        lines.append(orjson.dumps({"about": about(table, filter=filter, left_out=left_out, made=made)}))
    return b"".join(line + b"\n" for line in lines)


def to_xlsx(
    table: pd.DataFrame,
    *,
    filter: Filter | str | None = None,
    left_out: LeftOut | str | None = None,
    sources: pd.DataFrame | None = None,
    figures: pd.DataFrame | None = None,
    made: date | None = None,
) -> bytes:
    """Return the table as an Excel workbook: the sheets events, sources, figures (where given) and about.

    Raises ExportError for more lines than a sheet can hold.
    """
    from openpyxl import Workbook  # it takes a while, and most do not need it

    book = Workbook(write_only=True)
    _sheet(book.create_sheet("events"), table)
    _sheet(book.create_sheet("sources"), sources if sources is not None else _sources_of(table))
    if figures is not None:
        _sheet(book.create_sheet("figures"), figures)
    said = about(table, filter=filter, left_out=left_out, made=made)
    _sheet(book.create_sheet("about"), pd.DataFrame({"what": list(said), "said": list(said.values())}))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


FORMATS: Mapping[str, Callable[..., bytes]] = {
    ".csv": to_csv,
    ".xlsx": to_xlsx,
    ".jsonl": to_jsonl,
    ".ndjson": to_jsonl,
}
"""Which function writes files of which suffix."""


def write_file(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all; what was there stays until then. Raises ExportError when it cannot be written."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise ExportError(str(path), f"cannot be written ({error.strerror})", "choose another folder") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise ExportError(
            str(path), f"cannot be written ({error.strerror})", "make room, or choose another place"
        ) from error


def _is_days(column: pd.Series[Any]) -> bool:
    return pd.api.types.is_datetime64_any_dtype(column)


def _as_values(table: pd.DataFrame, name: Hashable) -> list[Any]:
    """Return a column as plain values: None for what is missing, days as ISO text, tuples as lists."""
    column = table[name]
    if _is_days(column):
        return [None if pd.isna(value) else value.date().isoformat() for value in column]
    values: list[Any] = column.tolist()
    return [
        list(value)
        if isinstance(value, tuple)
        else None
        if value is None or value is pd.NA or value != value
        else value
        for value in values
    ]


def _as_texts(table: pd.DataFrame, name: Hashable) -> Iterator[Any]:
    """Yield a column's cells for a flat table: numbers as they are, everything else as text."""
    for value in _as_values(table, name):
        if isinstance(value, list):
            yield "; ".join(_item(item) for item in value)
        else:
            yield "" if value is None else value


def _item(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    if "unit" in item:
        said = f" ({item['text']})" if item.get("text") else ""
        return f"{_range(item['low'], item['value'], item['high'])} {item['unit']}{said}"
    code = item.get("subdivision") or item.get("country")
    point = "" if item.get("lat") is None or item.get("lon") is None else f" {item['lat']:g} {item['lon']:g}"
    return f"{item['name']}{f' [{code}]' if code else ''}{point}"


def _range(low: float | None, value: float, high: float | None) -> str:
    if low == high or (low is None and high is None):
        return f"{value:.12g}"
    return f"{'' if low is None else f'{low:.12g}'}–{'' if high is None else f'{high:.12g}'}"


def guarded(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe before it says that it is text.

    >>> guarded("=1+1"), guarded(12)
    ("'=1+1", 12)
    """
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


def _sources_of(table: pd.DataFrame) -> pd.DataFrame:
    """Return one line per event and document, for tables whose sentences are not at hand."""
    lines = [
        (event, document, "; ".join(publishers), published, evidence)
        for event, documents, publishers, published, evidence in zip(
            table["event_id"],
            table["documents"],
            table["publishers"],
            table["published"],
            table["evidence"],
            strict=True,
        )
        for document in documents
    ]
    return pd.DataFrame(lines, columns=["event_id", "document", "publishers", "published", "evidence"])


def _sheet(sheet: Any, table: pd.DataFrame) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    if len(table) > _MOST_LINES:
        raise ExportError(sheet.title, f"a sheet cannot hold {len(table):,} lines", "narrow the filter, or write .csv")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(table, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(str(name), 16)
    if len(table):
        sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, table.shape[1]))}{len(table) + 1}"
    head = [WriteOnlyCell(sheet, value=str(name)) for name in table]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    exact = table["precision"].eq("day").tolist() if "precision" in table else [False] * len(table)
    columns = [_cells(sheet, table, name, exact) for name in table]
    for line in zip(*columns, strict=True):
        sheet.append(line)


def _cells(sheet: Any, table: pd.DataFrame, name: Hashable, exact: Sequence[bool]) -> Iterable[Any]:
    if _is_days(table[name]):
        certain = exact if name in ("first", "last") and "precision" in table else [True] * len(table)
        return [_day_cell(value, is_exact) for value, is_exact in zip(table[name], certain, strict=True)]
    return [text_cell(sheet, value) if isinstance(value, str) else value for value in _as_texts(table, name)]


def _day_cell(value: Any, is_exact: bool) -> Any:
    if pd.isna(value):
        return None
    # Excel's calendar begins in 1900
    return value.date() if is_exact and value.year >= 1900 else value.date().isoformat()


class _CallableModule(ModuleType):
    """Lets ``timeline.export`` be both this module and, as users of the package write it, the function of its name."""

    def __call__(self, table: pd.DataFrame, path: str | Path, **options: Any) -> Path:
        return export(table, path, **options)


# importing a module binds it in its package, over whatever has the same name there; so the module itself must be callable
sys.modules[__name__].__class__ = _CallableModule
