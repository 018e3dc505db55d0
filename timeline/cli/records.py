"""What the commands print, as JSON objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from timeline.model import Article, Event

if TYPE_CHECKING:
    from timeline.pipeline import Extraction
    from timeline.store import SavedView

__all__ = ["article_record", "date_records", "event_records", "event_with_rows", "view_record"]


def event_records(events: Iterable[Event], extractions: Iterable[Extraction]) -> Iterator[dict[str, Any]]:
    """Yield one object per event, with the columns of the event table."""
    from timeline.store.event_records import event_record

    articles = [article for extraction in extractions for article in extraction.articles]
    publishers = {(article.document, article.number): article.publisher for article in articles if article.publisher}
    for event in events:
        yield event_record(event, publishers)


def event_with_rows(event: Event) -> dict[str, Any]:
    """Return an event as an object that holds its rows, why they were joined, what they differ in and what may be the same."""
    from timeline.store.event_records import event_record

    rows = [row.as_record() for row in event.rows]
    return {
        **event_record(event, {}),
        "merged_because": event.why,
        "merged_score": event.score,
        "sources_differ": {name: event.extra[name] for name in ("dates", "figures") if name in event.extra},
        "perhaps_the_same": event.extra.get("similar", {}),
        "rows": rows,
    }


def date_records(extraction: Extraction, only_dates: bool) -> Iterator[dict[str, Any]]:
    """Yield one object per date mention of a document; ``only_dates`` leaves out durations and sets without days."""
    articles = extraction.articles
    for mention in extraction.dates:
        if only_dates and not (mention.is_date or mention.interval.is_known):
            continue
        article = next((one for one in articles if one.start <= mention.start < one.end), articles[0])
        yield {
            "document": extraction.document.id,
            "article": article.number,
            "published": article.published,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "first": mention.first,
            "last": mention.last,
            "precision": mention.precision,
            "bound": mention.bound,
            "kind": mention.kind,
            "edtf": mention.edtf or None,
            "rule": mention.rule or None,
            "timex_type": mention.timex_type,
            "timex_value": mention.timex_value,
            "timex_mod": mention.timex_mod or None,
            "timex_quant": mention.timex_quant or None,
            "timex_freq": mention.timex_freq or None,
            "anchor": mention.anchor or None,
            "why": mention.why,
        }


def article_record(article: Article) -> dict[str, Any]:
    """Return an article as an object."""
    return {
        "document": article.document,
        "article": article.number,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "published_words": article.published_words,
        "published_from": article.published_from,
        "url": article.url,
        "start": article.start,
        "end": article.end,
        "repeats": article.repeats,
    }


def view_record(view: SavedView) -> dict[str, Any]:
    """Return a saved view as an object: its name, page and address, and what its filter shows, in words."""
    from timeline.queries import Filter

    shows = Filter.from_params(parse_qs(view.query), problems=[]).in_words()
    return {
        "name": view.name,
        "page": view.page or "timeline",
        "address": view.address,
        "shows": shows,
        "saved": view.saved,
    }
