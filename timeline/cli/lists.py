"""Lists of names for people: as columns on a terminal, or as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.unknown import UnknownName

__all__ = ["print_names"]

_COLUMNS = ("seen", "articles", "kind", "name", "example", "document")
_WIDE = 90
"""Letters of the example that a terminal shows around the name."""


def print_names(names: Sequence[UnknownName], *, as_csv: bool) -> None:
    """Write the names to standard output, in UTF-8, most frequent first; nothing but the header where there are none."""
    written = io.StringIO(newline="")
    if as_csv:
        from timeline.export import guarded  # with pandas, which a list on a terminal need not wait for

        sheet = csv.writer(written, lineterminator="\n")
        sheet.writerow(_COLUMNS)
        for one in names:
            sheet.writerow(guarded(getattr(one, column)) for column in _COLUMNS)
    else:
        width = max((len(one.name) for one in names), default=4)
        written.write(f"{'seen':>5}  {'articles':>8}  {'kind':<12}  {'name':<{width}}  example\n")
        for one in names:
            example = _around(one.example, one.name)
            written.write(f"{one.seen:>5}  {one.articles:>8}  {one.kind:<12}  {one.name:<{width}}  {example}\n")
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(written.getvalue().encode())
    else:  # somebody took standard output for a text of their own
        sys.stdout.write(written.getvalue())


def _around(sentence: str, name: str) -> str:
    """Return as much of the sentence around the name as one line takes.

    >>> _around("He saw the Ghoriwala Levy. " + "x" * 100, "Ghoriwala Levy")[:40]
    'He saw the Ghoriwala Levy. xxxxxxxxxxxxx'
    """
    if len(sentence) <= _WIDE:
        return sentence
    place = max(0, sentence.find(name))
    start = max(0, min(place - (_WIDE - len(name)) // 2, len(sentence) - _WIDE))
    shown = sentence[start : start + _WIDE]
    return ("…" if start else "") + shown.strip() + ("…" if start + _WIDE < len(sentence) else "")
