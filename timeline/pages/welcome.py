"""What an empty store shows: what this is, and the two ways to begin."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from timeline.pages import access, links, reading_in
from timeline.pages.notices import empty, lines

__all__ = ["page", "seeds_folder"]


def seeds_folder() -> Path | None:
    """Return the folder of example articles, if there is one beside where the dashboard was started."""
    folder = Path("seeds")
    return folder if folder.is_dir() and any(folder.glob("*.txt")) else None


def page() -> None:
    """Show the empty state, with a button that reads the example articles where they are there."""
    st.html(
        "<div class='et-welcome'><h1>Event Timeline</h1><p>News articles in; a dated, sourced chronology out. "
        "Every event leads to its sentence, its source and the reason of its date.</p></div>"
    )
    if access.read_only():
        empty("No articles have been read yet", f"{access.READ_ONLY} Ask those who run it to add articles.")
        return
    folder, read = seeds_folder(), False
    own = "add your own: files or pasted text."
    empty(
        "No articles have been read yet",
        f"Look around with the example articles first, or {own}" if folder else own.capitalize(),
    )
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center", gap="medium"):
        if folder is not None:
            read = st.button(
                "Read the example articles", type="primary", icon=":material/auto_stories:", key="read_examples"
            )
        links.link("add", "Add your own articles", icon=":material/note_add:")
    if folder is not None and read:
        outcome = reading_in.read_folder(folder)
        if outcome.problems:
            lines("Some files could not be read; the others were.", outcome.problems)
        if outcome.count:
            st.rerun()
