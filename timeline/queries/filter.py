"""The one filter that table, charts, dashboard and exports share."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast, get_args

from timeline.dates.typed import read_typed
from timeline.errors import TimelineError, UsageError
from timeline.interval import PRECISIONS, Precision
from timeline.model import Review, Status
from timeline.queries.filter_words import filter_in_words
from timeline.queries.known_names import known_names
from timeline.queries.relations import with_splinters

__all__ = ["REVIEWS", "Filter", "InRange", "Match"]

InRange = Literal["possibly", "certainly"]
Match = Literal["any", "all"]

REVIEWS: tuple[Review, ...] = get_args(Review)
"""What may have become of an event in the review."""

_PARAMETERS = {
    "since": "since",
    "until": "until",
    "in_range": "in_range",
    "actors": "actor",
    "match": "match",
    "splinters": "splinters",
    "regions": "region",
    "places": "spot",  # "place" is what is open on the map
    "types": "type",
    "precisions": "precision",
    "statuses": "status",
    "sources": "source",
    "words": "words",
    "min_confidence": "confidence",
    "undated": "undated",
    "reviews": "review",
}
"""How each part of the filter is called in a page's address."""


@dataclass(frozen=True, slots=True, init=False)
class Filter:
    """Which events to show; every part that is given must hold, and within one part any of the choices (``match`` for actors).

    ``since``/``until`` are days, both included, or words such as "2024" or "summer 2023". An event passes "possibly" when it may
    have happened between them, "certainly" when all the days it may have happened on lie between them. ``actors`` are names,
    short forms or ids; ``regions`` ISO codes or names of countries and provinces; ``places`` names or ids of districts, towns,
    crossings and other places within them; ``sources`` publishers or document ids.
    With ``splinters`` an actor stands also for the groups that are part of it, split from it or merged into it.
    ``words`` are searched in titles and evidence: all of them, "phrases" in quotes, beginnings with a star.
    Events without any day pass only with ``undated``, whatever the days asked for. ``reviews`` are unreviewed, accepted and
    rejected, or "all" of these; when none is given, those that somebody has rejected do not pass.

    >>> Filter(since="2022", actors=["Tehreek-e-Taliban Pakistan"]).in_words()
    'events by Tehreek-e-Taliban Pakistan since 2022'
    """

    since: date | None
    until: date | None
    in_range: InRange
    actors: tuple[str, ...]
    match: Match
    splinters: bool
    regions: tuple[str, ...]
    places: tuple[str, ...]
    types: tuple[str, ...]
    precisions: tuple[Precision, ...]
    statuses: tuple[Status, ...]
    sources: tuple[str, ...]
    words: str
    min_confidence: float
    undated: bool
    reviews: tuple[Review, ...]

    def __init__(
        self,
        *,
        since: date | str | None = None,
        until: date | str | None = None,
        in_range: str = "possibly",
        actors: Iterable[str] = (),
        match: str = "any",
        splinters: bool = False,
        regions: Iterable[str] = (),
        places: Iterable[str] = (),
        types: Iterable[str] = (),
        precisions: Iterable[str] = (),
        statuses: Iterable[str] = (),
        sources: Iterable[str] = (),
        words: str = "",
        min_confidence: float = 0.0,
        undated: bool = False,
        reviews: Iterable[str] = (),
    ) -> None:
        """Take days or typed words; raises DateInputError for words without a date, UsageError for a choice that is none.

        UsageError, too, for a last day before the first: otherwise long events would pass such a filter.
        """
        given: dict[str, Any] = {
            "since": _first_day(since),
            "until": _last_day(until),
            "in_range": _one_of(in_range, "in_range", get_args(InRange)),
            "actors": _several(actors, "actors"),
            "match": _one_of(match, "match", get_args(Match)),
            "splinters": bool(splinters),
            "regions": tuple(dict.fromkeys(_region(region) for region in _several(regions, "regions"))),
            "places": _several(places, "places"),
            "types": _several(types, "types"),
            "precisions": tuple(_one_of(p, "precisions", PRECISIONS) for p in _several(precisions, "precisions")),
            "statuses": tuple(_one_of(s, "statuses", get_args(Status)) for s in _several(statuses, "statuses")),
            "sources": _several(sources, "sources"),
            "words": " ".join(words.split()),
            "min_confidence": _share(min_confidence),
            "undated": bool(undated),
            "reviews": _reviews(_several(reviews, "reviews")),
        }
        _in_order(given["since"], given["until"])
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @property
    def is_empty(self) -> bool:
        """Whether it lets every dated event pass."""
        return dataclasses.replace(self, undated=False) == Filter()

    @property
    def actor_groups(self) -> tuple[tuple[str, ...], ...]:
        """Each actor with all the names that stand for it: with ``splinters`` those of the groups that came of it too.

        >>> Filter(actors=["TTP"], splinters=True).actor_groups[0][:3]
        ('TTP', 'Tehreek-e-Taliban Pakistan', 'Jamaat-ul-Ahrar')
        """
        if not self.splinters:
            return tuple((actor,) for actor in self.actors)
        known = known_names()
        return tuple(tuple(dict.fromkeys((one, *with_splinters(known.actor(one))))) for one in self.actors)

    def without(self, *parts: str) -> Filter:
        """Return the filter with some parts taken out, by their names.

        >>> Filter(types=["attack"], undated=True).without("types") == Filter(undated=True)
        True
        """
        empty = Filter()
        return dataclasses.replace(self, **cast("Any", {part: getattr(empty, part) for part in parts}))

    def with_undated(self) -> Filter:
        """Return the filter with events without any day let through."""
        return dataclasses.replace(self, undated=True)

    def with_all_reviews(self) -> Filter:
        """Return the filter with events let through whatever was said of them, rejected ones too."""
        return dataclasses.replace(self, reviews=REVIEWS)

    @property
    def reviews_shown(self) -> tuple[Review, ...]:
        """Which reviews pass: those chosen, else all but rejected."""
        return self.reviews or REVIEWS[:2]

    def in_words(self, names: Mapping[str, str] | None = None) -> str:
        """Return the filter as part of a sentence; ``names`` are names of regions and places beside the packaged ones."""
        return filter_in_words(self, names or {})

    def to_params(self) -> dict[str, list[str]]:
        """Return the filter as parameters of a page's address: flat lists of strings, only of what is not left open.

        >>> Filter(since="2022", regions=["PK-KP"]).to_params()
        {'since': ['2022-01-01'], 'region': ['PK-KP']}
        """
        empty, params = Filter(), {}
        for name, parameter in _PARAMETERS.items():
            value = getattr(self, name)
            if value != getattr(empty, name):
                params[parameter] = [_as_text(item) for item in (value if isinstance(value, tuple) else (value,))]
        return params

    @classmethod
    def from_params(
        cls, params: Mapping[str, str | Iterable[str]], *, problems: list[TimelineError] | None = None
    ) -> Filter:
        """Return the filter in the parameters of a page's address; parameters that are not the filter's are passed over.

        A value that cannot be meant raises as in ``Filter``; with ``problems`` it is noted there and left out.
        """
        given: dict[str, Any] = {}
        for name, parameter in _PARAMETERS.items():
            values = params.get(parameter, ())
            texts = [text for text in ([values] if isinstance(values, str) else values) if text.strip()]
            if texts:
                given |= _part(name, texts, problems)
        if problems is not None and given.get("since") and given.get("until"):
            try:
                _in_order(_first_day(given["since"]), _last_day(given["until"]))
            except UsageError as error:
                problems.append(error)
                del given["until"]
        return cls(**given)


def _part(name: str, texts: list[str], problems: list[TimelineError] | None) -> dict[str, Any]:
    """Return one part as read from texts, checked by itself, or nothing where it cannot be meant."""
    value: Any = texts if name.endswith("s") and name != "words" else texts[-1]
    try:
        if name == "min_confidence":
            value = _number(texts[-1])
        if name in ("undated", "splinters"):
            value = texts[-1].casefold() in ("1", "true", "yes", "on")
        Filter(**{name: value})
    except TimelineError as error:
        if problems is None:
            raise
        problems.append(error)
        return {}
    return {name: value}


def _first_day(value: date | str | None) -> date | None:
    if not isinstance(value, str):
        return value
    return read_typed(value).first if value.strip() else None


def _last_day(value: date | str | None) -> date | None:
    if not isinstance(value, str):
        return value
    return read_typed(value).last if value.strip() else None


def _in_order(since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise UsageError(
            f"dates from {since.isoformat()} to {until.isoformat()}", "the last day is before the first", "swap them"
        )


def _several(values: Iterable[str], name: str) -> tuple[str, ...]:
    if isinstance(values, str):
        raise UsageError(f"Filter({name}=…)", f"{values!r} is one text, not several", f"write {name}=[{values!r}]")
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))


def _one_of(value: str, name: str, choices: Iterable[str]) -> str:
    if value not in tuple(choices):
        raise UsageError(f"Filter({name}=…)", f"there is no {value!r}", f"choose among {', '.join(choices)}")
    return value


def _reviews(given: Iterable[str]) -> tuple[Review, ...]:
    """Return the reviews in one order, so that equal choices are equal; the same as none given where it comes to that."""
    wanted = {_one_of(one, "reviews", (*REVIEWS, "all")) for one in given}
    chosen = REVIEWS if "all" in wanted else tuple(one for one in REVIEWS if one in wanted)
    return () if chosen == REVIEWS[:2] else chosen


def _region(typed: str) -> str:
    return known_names().code(typed)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise UsageError("Filter(min_confidence=…)", f"{text!r} is no number", "give one between 0 and 1") from error


def _share(value: float) -> float:
    if not 0 <= value <= 1:
        raise UsageError("Filter(min_confidence=…)", f"{value} is not between 0 and 1", "give one between 0 and 1")
    return float(value)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else f"{value:g}" if isinstance(value, float) else str(value)
