"""What an empty store shows: what this is, and the two ways to begin."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from timeline.pages import links, reading_in
from timeline.pages.notices import empty, lines, notice

__all__ = ["page", "seeds_folder"]


def seeds_folder() -> Path | None:
    """Return the folder of example articles, if there is one beside where the dashboard was started."""
    folder = Path("seeds")
    return folder if folder.is_dir() and any(folder.glob("*.txt")) else None


def page() -> None:
    """Show the empty state, with a button that reads the example articles where they are there."""
    empty(
        "No articles have been read yet",
        "Add your own on the page Add (files or pasted text), or look around with the example articles first.",
    )
    folder = seeds_folder()
    left, right = st.columns(2)
    with right:
        links.link("add", "Add your own articles", icon=":material/note_add:")
    with left:
        if folder is None:
            notice("There are no example articles here", more="They come with the source code, in its folder seeds/.")
        elif st.button(
            "Read the example articles", type="primary", icon=":material/auto_stories:", key="read_examples"
        ):
            outcome = reading_in.read_folder(folder)
            if outcome.problems:
                lines("Some files could not be read; the others were.", outcome.problems)
            if outcome.count:
                st.rerun()
