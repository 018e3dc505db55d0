"""Charts as files."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.queries import Filter, LeftOut

__all__ = ["SUFFIXES", "draw"]

IMAGES: dict[str, Literal["png", "svg", "pdf"]] = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
SUFFIXES = (*IMAGES, ".html")
"""What a chart can be written as."""


def draw(
    table: Any, target: Path, *, chart: str, chosen: argparse.Namespace, filter: Filter, left_out: LeftOut
) -> None:
    """Write a chart of the table, with its title, filter, counts, sources and day in the image.

    Raises UsageError for a suffix that no chart has, ExportError when no image can be made or the file cannot be written.
    """
    from timeline import charts
    from timeline.export import write_file

    suffix = target.suffix.casefold()
    if suffix not in SUFFIXES:
        raise UsageError(
            f"--to {target}", f"a chart cannot be written as {suffix or 'this'}", f"use {', '.join(SUFFIXES)}"
        )
    title, figure = _figure(table, chart, chosen)
    publishers = [name for names in table["publishers"] for name in names]
    figure = charts.captioned(
        figure,
        title=title,
        filter_words=filter.in_words(),
        shown=left_out.shown,
        left_out=left_out.in_words(),
        sources=sorted(set(publishers)),
        made_on=date.today(),
    )
    write_file(target, charts.html(figure, title=title) if suffix == ".html" else charts.image(figure, IMAGES[suffix]))


def _figure(table: Any, chart: str, chosen: argparse.Namespace) -> tuple[str, Any]:
    from timeline import charts

    if chart == "map":
        return "Where it happened", charts.place_map(table)
    if chart == "periods":
        return f"Events by {chosen.period}", charts.per_period(table, period=chosen.period)
    return f"Timeline by {chosen.lanes}", charts.chronology(table, lanes=chosen.lanes)
