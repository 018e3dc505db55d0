"""The development gold as the benchmarks use it: its texts read by the program, its rows, and which row is which.

Rows are matched as the scorer that lies beside the gold matches them; its own functions are used, so that figures cannot differ.
"""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import timeline as tl
from timeline.interval import UNKNOWN, Interval
from timeline.model import Actor, Place, Row
from timeline.pipeline import Extraction, Extractor

SETS = ("seeds", "dev")
Record = dict[str, Any]


@dataclass(frozen=True)
class GoldText:
    """One annotated text: its rows as the scorer takes them, and the same as rows of the program."""

    name: str
    events: tuple[Record, ...]
    rows: tuple[Row, ...]


def scorer(shared: Path, name: str) -> ModuleType:
    """Return a scorer as a module."""
    folder = str(shared / "eval")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)


def texts_of(shared: Path, name: str) -> Path:
    """Return the folder of a set's texts."""
    return shared / "seeds" if name == "seeds" else shared / "gold/dev/texts"


def documents(shared: Path, name: str) -> list[tl.Document]:
    """Return the texts of one set: the seeds as files, the dev texts with the publication days that came with them."""
    if name == "seeds":
        return list(tl.read(shared / "seeds"))
    known = [json.loads(line) for line in (shared / "gold/dev/articles.jsonl").read_text().splitlines()]
    return [
        tl.Document(
            id=item["file"].rsplit(".", 1)[0],
            text=(texts_of(shared, name) / item["file"]).read_bytes().decode("utf-8"),
            published=date.fromisoformat(item["published"]),
            publisher=item["publisher"],
        )
        for item in known
    ]


@lru_cache(maxsize=4)
def extractions(shared: Path, name: str) -> tuple[Extraction, ...]:
    """Return what the program finds in the texts of one set; each set is read once."""
    return tuple(tl.extract_documents(documents(shared, name)))


@lru_cache(maxsize=4)
def gold_texts(shared: Path, name: str) -> tuple[GoldText, ...]:
    """Return the annotated texts of one set, in order."""
    spans, found = scorer(shared, "score_events").spans, []
    extractor = Extractor()
    for path in sorted((shared / "gold" / name).glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        text = (texts_of(shared, name) / data["file"]).read_bytes().decode("utf-8")
        published = {article["n"]: article["published"] for article in data["articles"]}
        events = tuple(
            {**event, "first": event["start"], "last": event["end"], "spans": spans(text, event["evidence"])}
            for event in data["events"]
        )
        document = data["file"].rsplit(".", 1)[0]
        rows = tuple(_row(event, document, published.get(event["article"]), extractor) for event in events)
        found.append(GoldText(document, events, rows))
    return tuple(found)


def predicted(shared: Path, name: str) -> dict[str, list[tuple[Row, Record]]]:
    """Return the rows that the program finds, with their records as the scorer takes them, by text."""
    by_text: dict[str, list[tuple[Row, Record]]] = {}
    for extraction in extractions(shared, name):
        by_text[extraction.document.id] = [(row, row.as_record()) for row in extraction.rows]
    return by_text


def is_dated(record: Record) -> bool:
    """Whether at least one end of a record's date is known."""
    return bool(record["first"] or record["last"])


def _row(event: Record, document: str, published: str | None, extractor: Extractor) -> Row:
    start, end = event["spans"][0] if event["spans"] else (0, 0)
    return Row(
        id=event["id"],
        title=event["trigger"],
        document=document,
        article=event["article"],
        published=_day(published),
        start=start,
        end=end,
        evidence=event["evidence"],
        trigger=event["trigger"],
        trigger_start=start + max(0, event["evidence"].find(event["trigger"])),
        date_text=event["mention"],
        interval=_interval(event),
        kind=None,
        rule="",
        dating=event["dating"] if event["dating"] in ("stated", "publication") else "none",
        why="",
        type=event["type"],
        plover="",
        status="reported",
        actors=tuple(_actor(name, extractor) for name in event["actors"]),
        roles=("mentioned",) * len(event["actors"]),
        places=tuple(_place(place, extractor) for place in event["places"]),
        figures=tuple(
            tl.Figure(start, end, one["text"], one["value"], one["value"], one["value"], one["unit"])
            for one in event.get("figures", ())
            if one.get("value") is not None
        ),
    )


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _interval(event: Record) -> Interval:
    first, last = _day(event["start"]), _day(event["end"])
    return UNKNOWN if first is None and last is None else Interval(first, last, event["precision"], "on")


def _actor(name: str, extractor: Extractor) -> Actor:
    for known in extractor.gazetteer.named(name):
        if hasattr(known.record, "actor"):
            return known.record.actor
    return Actor(f"text:{name}", name)


def _place(place: Record, extractor: Extractor) -> Place:
    for known in extractor.gazetteer.named(place["name"]):
        if hasattr(known.record, "place") and known.record.country == place["country"]:
            return known.record.place
    return Place(place["name"], place["country"], place["subdivision"])
