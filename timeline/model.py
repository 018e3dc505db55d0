"""The frozen types that the parts of the program hand to one another.

Offsets (``start``/``end``) count characters of the document's text, end excluded, so that ``text[start:end]`` is the quote.
Days (``first``/``last``) are calendar days, both included; ``published`` is the article's own day or None.
The words are those of the glossary in docs/glossary.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from timeline.interval import UNKNOWN, Bound, Interval, Precision
from timeline.records import record

__all__ = [
    "Actor", "ActorMention", "Article", "DateMention", "Dating", "Document", "Event", "Figure", "Kind", "Place",
    "PlaceMention", "Review", "Role", "Row", "Sentence", "Status", "TimexType",
]  # fmt: skip

Kind = Literal["explicit", "partial", "relative", "vague"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Dating = Literal["stated", "carried", "publication", "none", "by_hand"]
Status = Literal["reported", "alleged", "denied", "planned", "negated", "background"]
Role = Literal["source", "target", "mentioned"]
Review = Literal["unreviewed", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Document:
    """One file or record as read. ``id`` is the file's name without suffix, or the record's id.

    ``published``, ``title``, ``publisher`` and ``url`` are only what came with the record or was said by the user.
    """

    id: str
    text: str
    path: str | None = None
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text and of what came with it: equal digests are the same document.

        >>> Document("a", "x").digest == Document("a", "x", path="elsewhere.txt").digest
        True
        """
        parts = (self.id, self.text, self.title or "", str(self.published or ""), self.publisher or "", self.url or "")
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@record(frozen=True, slots=True)
class Article:
    """One story in a document: ``text[start:end]``, less its ``furniture`` (spans of the page that report nothing).

    ``published_words`` are the words that state the day and ``published_from`` says in plain words where it was found;
    ``repeats`` names the (document, article number) that this one repeats, if it does.
    """

    document: str
    number: int
    start: int
    end: int
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_words: str | None = None
    published_from: str = "not found"
    furniture: tuple[tuple[int, int], ...] = ()
    repeats: tuple[str, int] | None = None
    url: str | None = None


@record(frozen=True, slots=True)
class Sentence:
    """One sentence (or headline, bullet, caption) with its offsets; ``paragraph`` counts from 0 in the article."""

    start: int
    end: int
    paragraph: int = 0
    kind: Literal["headline", "body", "bullet", "caption"] = "body"


@record(frozen=True, slots=True)
class DateMention:
    """Words that denote a calendar date or span (or, as TimeML has them, a duration or a set), and what they mean.

    ``anchor`` says in words what a relative date was counted from; ``why`` is the one line that explains the date, made from
    ``reason`` when it is read.
    Durations and sets carry no days: their interval is unknown and ``is_date`` is false. ``parts`` are the two ends of a
    range, each with its own words, as TimeML annotates them.
    """

    start: int
    end: int
    text: str
    interval: Interval = UNKNOWN
    kind: Kind = "explicit"
    rule: str = ""
    anchor: str = ""
    reason: object = ""
    timex_type: TimexType = "DATE"
    timex_value: str = ""
    timex_mod: str = ""
    timex_quant: str = ""
    timex_freq: str = ""
    parts: tuple[DateMention, ...] = ()

    @property
    def why(self) -> str:
        """The words, what they were read as, the anchor, the sum, the days and the rule, in one line."""
        return str(self.reason)

    @property
    def first(self) -> date | None:
        """First day covered."""
        return self.interval.first

    @property
    def last(self) -> date | None:
        """Last day covered."""
        return self.interval.last

    @property
    def precision(self) -> Precision:
        """How fine the words are: day, month, year …"""
        return self.interval.precision

    @property
    def bound(self) -> Bound:
        """Whether the words say on, during, since, until, before or after."""
        return self.interval.bound

    @property
    def edtf(self) -> str:
        """The date as an EDTF (ISO 8601-2) string; empty where nothing is known."""
        return self.interval.edtf

    @property
    def is_date(self) -> bool:
        """Whether the words place something in the calendar: lengths and sets do not, "the past four years" does."""
        return self.timex_type in ("DATE", "TIME") or bool(self.anchor)


@record(frozen=True, slots=True)
class Actor:
    """Somebody who acts: ``name`` is the common full English name, ``short`` the usual short form.

    ``id`` is the gazetteer's; actors found in the text only (persons, defined abbreviations) have ids ``text:<name>``.
    """

    id: str
    name: str
    short: str = ""
    kind: str = "other"
    country: str = ""


@record(frozen=True, slots=True)
class ActorMention:
    """Words that name an actor. ``how`` says by what they were recognised (gazetteer, definition, title, metonymy …)."""

    start: int
    end: int
    text: str
    actor: Actor
    how: str = "gazetteer"


@record(frozen=True, slots=True)
class Place:
    """A point or an area. ``country`` is ISO 3166-1 alpha-2, ``subdivision`` ISO 3166-2 where it has one.

    ``level`` is country, subdivision, district, region, town, crossing or site; ``lat``/``lon`` are degrees, None for countries
    and wide regions, so that nothing is drawn at the middle of a country.
    """

    name: str
    country: str | None = None
    subdivision: str | None = None
    lat: float | None = None
    lon: float | None = None
    level: str = "town"
    id: str = ""


@record(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place; ``others`` are the places they could also mean when the choice is close."""

    start: int
    end: int
    text: str
    place: Place
    cue: str = ""
    others: tuple[Place, ...] = ()


@record(frozen=True, slots=True)
class Figure:
    """A count or an amount: ``unit`` is what it counts (killed, injured, attacks, USD …), ``counts`` whom.

    ``low``/``high`` are what the words allow ("more than 2,500": low 2500, high None); ``value`` is the number said.
    """

    start: int
    end: int
    text: str
    value: float
    low: float | None
    high: float | None
    unit: str
    approximate: bool = False
    counts: str = ""


@record(frozen=True, slots=True)
class Row:
    """One thing that happened (or is scheduled), in one sentence, with its date, type, actors, places and evidence.

    ``roles`` gives each actor's part in the order of ``actors``; ``why`` explains the date in one line. ``id`` is stable under
    re-extraction: it is made from the document, the evidence's words and the trigger, not from row numbers.
    """

    id: str
    title: str
    document: str
    article: int
    published: date | None
    start: int
    end: int
    evidence: str
    trigger: str
    trigger_start: int
    date_text: str | None
    interval: Interval
    kind: Kind | None
    rule: str
    dating: Dating
    why: str
    type: str
    plover: str
    status: Status
    actors: tuple[Actor, ...] = ()
    roles: tuple[Role, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    confidence: float = 0.5
    made_by: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether at least one end of its date is a calendar day."""
        return self.interval.is_known

    @property
    def is_statistic(self) -> bool:
        """Whether it belongs to the figures table, not among the events."""
        return self.type == "statistic"

    def as_record(self) -> dict[str, Any]:
        """Return the row as the contract's JSON object (days as ISO strings)."""
        interval = self.interval
        return {
            "id": self.id,
            "title": self.title,
            "document": self.document,
            "article": self.article,
            "published": self.published.isoformat() if self.published else None,
            "start": self.start,
            "end": self.end,
            "evidence": self.evidence,
            "trigger": self.trigger,
            "date_text": self.date_text,
            "first": interval.first.isoformat() if interval.first else None,
            "last": interval.last.isoformat() if interval.last else None,
            "precision": interval.precision if self.dating != "none" or self.date_text else None,
            "bound": interval.bound if self.dating != "none" or self.date_text else None,
            "kind": self.kind,
            "edtf": interval.edtf or None,
            "rule": self.rule or None,
            "dating": self.dating,
            "why": self.why,
            "type": self.type,
            "plover": self.plover,
            "status": self.status,
            "actors": [actor.name for actor in self.actors],
            "roles": list(self.roles),
            "places": [
                {"name": p.name, "country": p.country, "subdivision": p.subdivision, "lat": p.lat, "lon": p.lon}
                for p in self.places
            ],
            "figures": [
                {"value": f.value, "low": f.low, "high": f.high, "unit": f.unit, "text": f.text, "counts": f.counts}
                for f in self.figures
            ],
            "confidence": round(self.confidence, 3),
            "made_by": self.made_by,
        }


@dataclass(frozen=True, slots=True)
class Event:
    """The same real happening told by one or more rows, in one or more articles.

    ``interval`` is the tightest date its rows agree on; ``why`` says why the rows were grouped, ``score`` how sure (0 to 1).
    Actors and places are those of all rows, most often named first; ``figures`` keeps each unit's lowest and highest.
    ``review`` says whether somebody has accepted or rejected it.
    """

    id: str
    title: str
    type: str
    status: Status
    interval: Interval
    rows: tuple[Row, ...]
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    confidence: float = 0.5
    why: str = ""
    score: float = 1.0
    extra: Mapping[str, Any] = field(default_factory=dict)
    review: Review = "unreviewed"

    @property
    def is_dated(self) -> bool:
        """Whether at least one end of its date is a calendar day."""
        return self.interval.is_known

    @property
    def sources(self) -> tuple[tuple[str, int], ...]:
        """The (document, article) pairs that tell it, in reading order, each once."""
        return tuple(dict.fromkeys((row.document, row.article) for row in self.rows))
