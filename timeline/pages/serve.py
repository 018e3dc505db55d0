"""Serve the dashboard with everything imported and all names read before it says that it is there.

`python -m timeline.pages.serve SCRIPT [OPTIONS]` is `streamlit run SCRIPT [OPTIONS]`, which would leave that
to the first visitor.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module

from streamlit.web.cli import main

from timeline.charts import type_looks
from timeline.errors import StoreError
from timeline.pages import stored
from timeline.pages.frame import PAGE_LIST
from timeline.queries import read_typed
from timeline.queries.known_names import known_names

__all__ = ["make_ready", "serve"]


def make_ready() -> None:
    """Import what the pages need and read what all visitors share: the packaged names, and the events of the store."""
    for entry in PAGE_LIST:
        import_module(f"timeline.pages.{entry.name}")
    known_names()
    type_looks()
    read_typed("2024")
    if stored.store_path().exists():
        with suppress(StoreError):  # each page says what is wrong with the store
            stored.index()


def serve(arguments: list[str]) -> None:
    """Run Streamlit with a script and its options in this process, until it is stopped."""
    make_ready()
    main(["run", *arguments], prog_name="streamlit")


if __name__ == "__main__":
    serve(sys.argv[1:])
