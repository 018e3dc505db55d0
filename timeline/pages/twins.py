"""The table beside a chart: the same numbers to be read, heard and chosen from by keyboard; shown when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from timeline.pages import event_lines

__all__ = ["twin"]

LABEL = "As a table"
HELP = "The numbers of the chart. With the keyboard: arrows move, Shift and Space choose a line, as a click on the chart does."


def twin(
    make: Callable[[], pd.DataFrame],
    *,
    key: str,
    alt: str,
    opens: Callable[[Any], None] | None = None,
    hides: tuple[str, ...] = (),
) -> None:
    """Show a switch and, when it is on, what `make` gives; choosing a line calls `opens` with it (a named tuple).

    The columns in `hides` are not shown; `opens` has them all the same.
    """
    if not st.toggle(LABEL, key=f"{key}_as_table", help=HELP):
        return
    data = make()
    lines = list(data.itertuples(index=False))
    shown = data.drop(columns=list(hides)).rename(columns=lambda name: str(name).replace("_", " ").capitalize())
    columns: dict[str, Any] = {
        str(name): st.column_config.NumberColumn(format="localized") for name in shown.select_dtypes("number")
    }

    def choose(line: str) -> None:
        if opens is not None:
            opens(lines[int(line)])

    numbers = [str(number) for number in range(len(lines))]
    event_lines.show(shown, numbers, key=f"{key}_table", alt=alt, columns=columns, height=360, opens=choose)
