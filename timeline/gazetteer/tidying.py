"""Putting the lists of names in a folder of one's own in order, as a spreadsheet leaves them in disorder."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

from timeline.errors import RulesError
from timeline.rules import CSV_FILES

__all__ = ["tidy"]


def tidy(folder: str | Path) -> list[str]:
    """Bring a folder's CSV files in order and return what was done, one line for each file changed.

    Cells are trimmed and parted by commas, empty lines dropped, lines sorted by id; nothing else is changed. A line with too
    many cells raises RulesError, and its file stays untouched.
    """
    if not Path(folder).is_dir():
        raise RulesError(
            str(folder), "there is no such folder of rules", "give a folder that holds actors.csv or places.csv"
        )
    return [said for name in CSV_FILES if (path := Path(folder) / name).is_file() and (said := _tidy_file(path))]


def _tidy_file(path: Path) -> str:
    try:
        before = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(str(path), f"cannot be read ({error})", 'save it as "CSV UTF-8"') from error
    lines = before.splitlines()
    header = lines[0] if lines else ""
    parted_by = (
        ";" if header.count(";") > header.count(",") else "\t" if header.count("\t") > header.count(",") else ","
    )
    columns, *rows = [[" ".join(cell.split()) for cell in row] for row in _rows(before, parted_by)] or [[]]
    for line, row in enumerate(rows, 2):
        if len(row) > len(columns):
            raise RulesError(
                f"{path}: line {line}",
                "has more cells than the header",
                "quote cells that hold a comma; nothing was changed",
            )
    kept = [row + [""] * (len(columns) - len(row)) for row in rows if any(row)]
    if "id" in columns:
        kept.sort(key=lambda row: row[columns.index("id")])
    after = io.StringIO(newline="")
    csv.writer(after, lineterminator="\n").writerows([columns, *kept])
    if after.getvalue() == before:
        return ""
    # with the mark that tells a spreadsheet which letters these are; put in place in one step, so that nothing is lost half-way
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_text(after.getvalue(), encoding="utf-8-sig", newline="")
        os.replace(new, path)
    except OSError as error:
        raise RulesError(
            str(path), f"cannot be written ({error.strerror})", "it is as it was; close it elsewhere"
        ) from error
    return f"{path}: put in order: {len(kept)} lines, sorted by id, blanks trimmed"


def _rows(text: str, parted_by: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=parted_by))
