"""The log of corrections as the sheet of an Excel workbook: readable for people, and to be read in again without loss."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from timeline.corrections.correction import Correction
from timeline.errors import ReadError
from timeline.spreadsheets import LONGEST_CELL, text_cell

__all__ = ["is_workbook", "lines_of", "workbook"]

_COLUMNS = {
    "made (UTC)": 20, "by": 16, "action": 10, "about": 9, "field": 12, "before": 30, "after": 30, "why": 30, "state": 11,
    "undone (UTC)": 20, "undone by": 16, "document": 24, "quote": 80, "id": 18, "batch": 18,
}  # fmt: skip
_RECORD = "record"
"""The columns after those for people; a long record goes on in the next column, as no cell may hold more."""
_ABOUT = (
    "One line is one correction. The columns “record” hold all of it; only they are read when the file is brought into a store,"
    " so what is changed in the others is not."
)


def workbook(corrections: Sequence[tuple[Correction, str]]) -> bytes:
    """Return the workbook of corrections, each given with its record."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("corrections")
    sheet.freeze_panes = "A2"
    parts = [
        [record[at : at + LONGEST_CELL] for at in range(0, len(record), LONGEST_CELL)] for _, record in corrections
    ]
    head = [*_COLUMNS, *[_RECORD] * max(map(len, parts), default=1)]
    for number, name in enumerate(head, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _COLUMNS.get(name, 12)
    cells = [WriteOnlyCell(sheet, value=name) for name in head]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for (one, _), record in zip(corrections, parts, strict=True):
        sheet.append([text_cell(sheet, value) for value in (*_for_people(one), *record)])
    book.create_sheet("about").append([_ABOUT])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook, by how it begins."""
    return content.startswith(b"PK\x03\x04")


def lines_of(content: bytes, where: str) -> Iterator[tuple[str, str]]:
    """Yield the record of each line with its place. Raises ReadError when there is no such sheet."""
    do = "take a workbook that timeline corrections export has written"
    try:
        lines = _values(content)
        head = next(lines, ())
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ReadError(where, "is no workbook of corrections", do) from error
    columns = [place for place, name in enumerate(head) if name == _RECORD]
    if not columns:
        raise ReadError(where, "has no column 'record'", do)
    for number, values in enumerate(lines, 2):
        record = "".join(str(values[place] or "") for place in columns if place < len(values))
        if record:
            yield f"{where}: line {number}", record


def _values(content: bytes) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    lines: Iterable[Sequence[Any]] = book["corrections"].iter_rows(values_only=True)
    yield from lines


def _for_people(one: Correction) -> Iterator[str]:
    yield _time(one.at)
    yield from (one.by, one.action, one.about, one.field, one.before_in_words, one.after_in_words, one.why, one.state)
    yield _time(one.undone_at) if one.undone_at else ""
    yield one.undone_by or ""
    yield "; ".join(dict.fromkeys(anchor.document for anchor in one.anchors))
    yield " | ".join(dict.fromkeys(anchor.quote for anchor in one.anchors))
    yield from (one.id, one.batch)


def _time(at: Any) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"
