"""The source of a row that somebody adds: a document of the store, or words from outside of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from timeline.corrections import Anchor, plain, source_id, stretch_of
from timeline.day_reader import read_day
from timeline.errors import StoreError, UsageError

__all__ = ["source_by_hand"]

_PARTS = ("title", "publisher", "url", "published")


def source_by_hand(
    connection: sqlite3.Connection,
    where: str,
    quote: str,
    trigger: str,
    document: str | None,
    source: Mapping[str, Any] | None,
) -> tuple[Anchor, dict[str, Any] | None]:
    """Return the anchor of words in a source, and the source itself where it comes from outside.

    Raises UsageError when the words do not stand there or no source is named, StoreError when there is no such document.
    """
    words, named = plain(quote), plain(trigger)
    if not words:
        raise UsageError("add", "no words of the source were given", "quote the sentence that tells it")
    if named not in words:
        raise UsageError("add", f"{named!r} does not stand in the words quoted", "give words of the quote")
    if (document is None) == (source is None):
        do = "name a document of the store, or say what the source is"
        raise UsageError("add", "needs one source", do)
    if source is not None:
        known = _source(quote, source)
        return Anchor(source_id(quote, known), words, named), known
    found = connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()
    if found is None:
        raise StoreError(where, f"there is no document {document!r}", "see timeline list for those there are")
    if stretch_of(quote, found[0]) is None:
        raise UsageError("add", f"the words quoted do not stand in {document}", "copy them from the article")
    return Anchor(str(document), words, named), None


def _source(quote: str, source: Mapping[str, Any]) -> dict[str, Any]:
    if strange := [name for name in source if name not in _PARTS]:
        raise UsageError("source", f"has no part {strange[0]!r}", f"its parts are {', '.join(_PARTS)}")
    given = {name: plain(str(value)) for name, value in source.items() if value and name != "published"}
    if not given:
        raise UsageError("source", "is not named", "give its publisher, title or address (url)")
    day = source.get("published")
    published = read_day(day) if isinstance(day, str) and day.strip() else day if isinstance(day, date) else None
    return {"text": quote.strip(), **given, "published": published.isoformat() if published else None}
