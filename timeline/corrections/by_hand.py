"""Rows that people add themselves: a happening, with the words of the source that tell it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from timeline.corrections.anchors import plain
from timeline.corrections.applying import BY_HAND
from timeline.corrections.correction import Correction
from timeline.corrections.fields import actors_in, figures_in, interval_in, places_in
from timeline.model import Article, Document, Role, Row

__all__ = ["document_by_hand", "row_by_hand", "source_id", "stretch_of"]

_NAMED: Role = "mentioned"


def stretch_of(quote: str, text: str) -> tuple[int, int] | None:
    """Return where words stand in a text, whatever blanks are between them; None where they do not.

    >>> stretch_of("They met.", "On Monday\\nThey  met. Then")
    (10, 20)
    """
    words = quote.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return found.span() if found else None


def source_id(quote: str, source: Mapping[str, Any]) -> str:
    """Return the id of the document that holds a source from outside: the same for the same words of the same source."""
    parts = "\0".join(
        [plain(quote), *(str(source.get(name) or "") for name in ("title", "publisher", "url", "published"))]
    )
    return f"by-hand-{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def document_by_hand(one: Correction) -> Document | None:
    """Return the document that holds the source of a row which was added with one from outside; None for any other correction."""
    source = one.after.get("source") if one.action == "add" else None
    if not source:
        return None
    published = date.fromisoformat(source["published"]) if source.get("published") else None
    return Document(
        one.anchors[0].document, source["text"], None, source.get("title"), published, source.get("publisher"), source.get("url")
    )  # fmt: skip


def row_by_hand(one: Correction, text: str, articles: Sequence[Article], plover: Mapping[str, str]) -> Row | None:
    """Return the row that a correction adds to a document; None where the words of its source are not in the text."""
    anchor, values = one.anchors[0], one.after
    stretch = stretch_of(anchor.quote, text)
    if stretch is None:
        return None
    start, end = stretch
    article = next((known for known in articles if known.start <= start < known.end), None)
    interval = interval_in(values["date"])
    actors = actors_in(values["actors"])
    return Row(
        id="h" + hashlib.sha256(one.id.encode()).hexdigest()[:15],
        title=values["title"],
        document=anchor.document,
        article=article.number if article else 0,
        published=article.published if article else None,
        start=start,
        end=end,
        evidence=text[start:end],
        trigger=anchor.trigger,
        trigger_start=start + max(0, text[start:end].find(anchor.trigger)),
        date_text=None,
        interval=interval,
        kind="explicit" if interval.is_known else None,
        rule=BY_HAND if interval.is_known else "",
        dating="by_hand" if interval.is_known else "none",
        why=one.said if interval.is_known else "needs a date: none was given by hand",
        type=values["type"],
        plover=plover.get(values["type"], "uncoded"),
        status=values["status"],
        actors=actors,
        roles=tuple(_NAMED for _ in actors),
        places=places_in(values["places"]),
        figures=figures_in(values["figures"]),
        confidence=values["confidence"],
        made_by=f"{BY_HAND} ({one.by})",
    )
