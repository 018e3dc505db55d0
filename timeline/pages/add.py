"""Add articles: files from the visitor's computer, or pasted text with what is known about it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from timeline.charts.words import day_words
from timeline.day_reader import read_day
from timeline.errors import DateInputError, TimelineError
from timeline.model import Document
from timeline.pages import by_hand, links, reader
from timeline.pages.notices import lines, notice
from timeline.pages.reading_in import Outcome, read_uploads, store_documents
from timeline.reading import read_text
from timeline.reading.language import language_problem

__all__ = ["name_for", "page"]

SUFFIXES = ("txt", "jsonl", "csv")
LARGEST_FILE = 20  # megabytes; the server's own limit is the same
LONGEST_TEXT = 2_000_000  # characters
MOST_FILES = 200


def page() -> None:
    """Show the two ways to add articles, and what became of those given."""
    st.subheader("Add articles")
    limits = f"Up to {MOST_FILES} files of {LARGEST_FILE} MB at a time; pasted text up to {reader.number(LONGEST_TEXT)} letters."
    st.html(f"<div class='et-small'>{limits} For more: timeline add FOLDER</div>")
    files, pasted, one = st.tabs(["Files", "Pasted text", "One event by hand"])
    with files:
        _files()
    with pasted:
        _pasted()
    with one:
        by_hand.form()


def _files() -> None:
    with st.form("files", border=False, clear_on_submit=True):
        uploads = st.file_uploader(
            "Text files, or records as JSON lines or CSV with the columns id, text, published",
            type=list(SUFFIXES),
            accept_multiple_files=True,
            max_upload_size=LARGEST_FILE,
            key="uploads",
            help="A saved page may hold several articles; each is dated by its own day of publication where it states one.",
        )
        sent = st.form_submit_button("Read these files", type="primary", key="send_files")
    if not sent:
        return
    if not uploads:
        notice("No files were chosen", more="Choose some with the button above, then press Read these files.")
    elif len(uploads) > MOST_FILES:
        notice(
            f"{reader.number(len(uploads))} files are too many at once",
            tone="error",
            more=f"Send up to {MOST_FILES} at a time, or use: timeline add FOLDER",
        )
    else:
        _tell(read_uploads(uploads))


def _pasted() -> None:
    with st.form("pasted", border=False):
        text = st.text_area(
            "Text of the article",
            height=260,
            max_chars=LONGEST_TEXT,
            key="pasted_text",
            placeholder="Paste the article here",
        )
        left, right = st.columns(2)
        published = left.text_input(
            "Day of publication",
            key="pasted_published",
            placeholder="19 October 2025, 2025-10-19, 19 octobre 2025 …",
            help="Any form and language. Without it, and unless the text states it, “on Saturday” stays undated.",
        )
        publisher = right.text_input("Publisher", key="pasted_publisher")
        title = left.text_input("Title", key="pasted_title", help="Left empty, the text's own headline is taken.")
        identity = right.text_input(
            "Name (id)", key="pasted_id", help="A text of the same name takes the place of the earlier one."
        )
        sent = st.form_submit_button("Read this text", type="primary", key="send_text")
    if sent:
        _read_pasted(text or "", published or "", publisher or "", title or "", identity or "")


def _read_pasted(text: str, published: str, publisher: str, title: str, identity: str) -> None:
    if not text.strip():
        notice("There is no text to read", tone="error", more="Paste the article into the large box above.")
        return
    try:
        day = read_day(published) if published.strip() else None
        document = _document(text, day, publisher, title, identity)
    except DateInputError as error:
        notice(error, tone="error")
        return
    except TimelineError as error:
        notice(error, tone="error")
        return
    if day is not None:
        notice(f"Day of publication understood as {day_words(day)}")
    problem = language_problem(document)
    if problem is not None:
        notice(
            "The text is not in English, so no events are read from it",
            tone="warning",
            more="Translate it into English first.",
        )
    _tell(store_documents([document]))


def _document(text: str, day: date | None, publisher: str, title: str, identity: str) -> Document:
    name = identity.strip() or name_for(title.strip() or text.strip().splitlines()[0])
    return read_text(text, id=name, published=day, title=title.strip() or None, publisher=publisher.strip() or None)


def name_for(words: str) -> str:
    """Return a name made of the first words, so that the same text pasted again is the same document."""
    letters = "".join(letter.lower() if letter.isalnum() else "-" for letter in words[:60])
    return "-".join(part for part in letters.split("-") if part) or "pasted-text"


def _tell(outcome: Outcome) -> None:
    if outcome.problems:
        lines("Not read:", outcome.problems)
    if outcome.added:
        notice(f"Added: {_names(outcome.added)}", tone="good")
    if outcome.replaced:
        notice(f"Read anew, in the place of the earlier text: {_names(outcome.replaced)}", tone="good")
    if outcome.unchanged:
        notice(f"Unchanged, as the store holds just this already: {_names(outcome.unchanged)}")
    if outcome.count:
        with st.container(horizontal=True):
            links.link("chronology", "See the timeline", icon=":material/view_timeline:")
            links.link("sources", "Read the articles", icon=":material/article:")


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:8])
    return shown + (f" and {len(names) - 8} more" if len(names) > 8 else "")


if __name__ == "__main__":
    page()
