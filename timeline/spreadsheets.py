"""What a text must be like in the cell of a spreadsheet: never a formula, no sign that the format cannot hold, not too long."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["LONGEST_CELL", "is_formula", "text_cell"]

LONGEST_CELL = 32_767
"""Letters that the cell of a workbook holds at most."""

_FORMULA = re.compile(r"^[\s\x00]*[=+\-@\t\r]")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula.

    >>> is_formula(" =1+1"), is_formula("one")
    (True, False)
    """
    return _FORMULA.match(text) is not None


def text_cell(sheet: Any, text: str) -> Any:
    """Return a text as a cell of an openpyxl sheet that is written line by line; None for an empty one."""
    from openpyxl.cell import WriteOnlyCell

    clean = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    if len(clean) > LONGEST_CELL:
        clean = clean[: LONGEST_CELL - 1] + "…"
    if not is_formula(clean):
        return clean or None
    cell = WriteOnlyCell(sheet, value=clean)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
