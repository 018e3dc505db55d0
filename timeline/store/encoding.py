"""How the frozen types are written into columns of the store, and read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import orjson

from timeline.interval import Interval
from timeline.model import Actor, Article, Document, Event, Figure, Place, Review, Row

__all__ = [
    "ARTICLE_COLUMNS", "article_values", "content_digest", "digest", "event_body", "iso", "pack", "read_article", "read_document",
    "read_event", "read_row", "row_body", "unpack", "unpack_column",
]  # fmt: skip


def pack(value: Any) -> str:
    """Return a value as JSON text: days as 2025-11-23, the frozen types as objects, everything but ASCII kept as it is."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def unpack(text: str) -> Any:
    """Return the value that :func:`pack` wrote."""
    return orjson.loads(text)


def unpack_column(texts: Iterable[str]) -> list[Any]:
    """Return the values of many packed texts; one parse of all is several times faster than one of each."""
    values: list[Any] = orjson.loads("[" + ",".join(texts) + "]")
    return values


def digest(*parts: str) -> str:
    """Return a short digest of some texts: equal digests are equal texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def content_digest(document: str, articles: Iterable[Iterable[Any]], rows: Iterable[str]) -> str:
    """Return a digest of what is stored of a document: its own, its articles' columns but for what they repeat, its rows."""
    return digest(document, pack([(*columns, None, None) for columns in articles]), *rows)


def iso(day: date | None) -> str | None:
    """Return a day as 2025-11-23, or None."""
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _interval(values: Mapping[str, Any]) -> Interval:
    first, last = _day(values["first"]), _day(values["last"])
    return Interval(first, last, values["precision"], values["bound"], values["edtf"])


def _actors(values: Iterable[Mapping[str, Any]]) -> tuple[Actor, ...]:
    return tuple(Actor(**value) for value in values)


def _places(values: Iterable[Mapping[str, Any]]) -> tuple[Place, ...]:
    return tuple(Place(**value) for value in values)


def _figures(values: Iterable[Mapping[str, Any]]) -> tuple[Figure, ...]:
    return tuple(Figure(**value) for value in values)


def row_body(row: Row) -> str:
    """Return a row as JSON text that :func:`read_row` turns back into an equal row."""
    return pack(row)


def read_row(body: str) -> Row:
    """Return the row that :func:`row_body` wrote."""
    values = unpack(body)
    values["published"] = _day(values["published"])
    values["interval"] = _interval(values["interval"])
    values["roles"] = tuple(values["roles"])
    values["actors"] = _actors(values["actors"])
    values["places"] = _places(values["places"])
    values["figures"] = _figures(values["figures"])
    return Row(**values)


def event_body(event: Event) -> str:
    """Return what an event adds to its rows as JSON text."""
    return pack(
        {
            "id": event.id,
            "title": event.title,
            "type": event.type,
            "status": event.status,
            "interval": event.interval,
            "actors": event.actors,
            "places": event.places,
            "figures": event.figures,
            "confidence": event.confidence,
            "why": event.why,
            "score": event.score,
            "extra": dict(event.extra),
        }
    )


def read_event(body: str, rows: Iterable[Row], review: Review = "unreviewed") -> Event:
    """Return the event that :func:`event_body` wrote, with the rows that tell it and what became of it in the review."""
    values = unpack(body)
    values["interval"] = _interval(values["interval"])
    values["actors"] = _actors(values["actors"])
    values["places"] = _places(values["places"])
    values["figures"] = _figures(values["figures"])
    values["extra"] = {name: _numbered(said) if name == "figures" else said for name, said in values["extra"].items()}
    return Event(rows=tuple(rows), review=review, **values)


ARTICLE_COLUMNS = (
    "a.number, a.start, a.end, a.title, a.publisher, a.published, a.published_words, a.published_from, a.furniture, a.url, "
    "a.repeats_document, a.repeats_number"
)


def _numbered(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[float, Any]]:
    """Return who says which number of what, by the numbers themselves: JSON has only texts for keys."""
    return {unit: {float(number): who for number, who in said.items()} for unit, said in figures.items()}


def article_values(article: Article) -> tuple[Any, ...]:
    """Return an article's columns after that of its document, in the order of the table and of ARTICLE_COLUMNS."""
    repeats = article.repeats or (None, None)
    return (
        article.number,
        article.start,
        article.end,
        article.title,
        article.publisher,
        iso(article.published),
        article.published_words,
        article.published_from,
        pack(article.furniture),
        article.url,
        *repeats,
    )


def read_article(values: tuple[Any, ...]) -> Article:
    """Return the article of one line: the document's id, then the columns of :func:`article_values`."""
    (document, number, start, end, title, publisher, published, words, where, furniture, url, *repeats) = values
    return Article(
        document=document,
        number=number,
        start=start,
        end=end,
        title=title,
        publisher=publisher,
        published=_day(published),
        published_words=words,
        published_from=where,
        furniture=tuple((a, b) for a, b in unpack(furniture)),
        repeats=(repeats[0], repeats[1]) if repeats[0] is not None else None,
        url=url,
    )


def read_document(values: tuple[Any, ...]) -> Document:
    """Return the document of one line: id, text, path, title, published, publisher, url."""
    identity, text, path, title, published, publisher, url = values
    return Document(identity, text, path, title, _day(published), publisher, url)
