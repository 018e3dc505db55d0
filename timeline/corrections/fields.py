"""The fields that people may change: what may be put into each, and how it is kept as a JSON value and said in words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, Protocol, get_args

from timeline.dates.typed import read_typed
from timeline.errors import DateInputError, UsageError
from timeline.interval import BOUNDS, PRECISIONS, UNKNOWN, Interval
from timeline.interval import day as one_day
from timeline.model import Actor, Event, Figure, Place, Row, Status

__all__ = [
    "FIELDS",
    "Field",
    "Known",
    "actors_in",
    "figures_in",
    "in_words",
    "interval_in",
    "places_in",
    "read_value",
    "value_of",
]

Field = Literal["title", "date", "type", "status", "trigger", "actors", "places", "figures", "confidence"]
FIELDS: tuple[Field, ...] = get_args(Field)

_FIGURE = re.compile(r"(?P<low>\d[\d,]*(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(?P<high>\d[\d,]*(?:\.\d+)?))?\s+(?P<unit>\S.*)")


class Known(Protocol):
    """What typed names are looked up in."""

    def actor(self, typed: str) -> Actor:
        """Return the actor of a name, a short form or an id; one of that name alone where none is known."""
        ...

    def place(self, typed: str) -> Place:
        """Return the place of a name or an id; one of that name alone where none is known."""
        ...

    def types(self) -> Iterable[str]:
        """Return the types of events."""
        ...


def value_of(thing: Row | Event, field: str) -> Any:
    """Return what a row or an event has in a field, as a JSON value."""
    return _plain(thing.interval if field == "date" else getattr(thing, field))


def read_value(field: str, value: Any, known: Known) -> Any:
    """Return what somebody gave for a field as the JSON value that is kept.

    A date is a day, an Interval or words ("March 2024"; None for no date); actors and places are names or the frozen
    types; figures are Figures or words such as "12 killed". Raises UsageError when the value cannot be meant.
    """
    if field not in FIELDS:
        raise UsageError(f"change {field!r}", "there is no such field", f"choose among {', '.join(FIELDS)}")
    if field == "date":
        return _plain(_interval(value))
    if field in ("actors", "places", "figures"):
        read = {"actors": _actor, "places": _place, "figures": _figure}[field]
        return [_plain(read(one, known)) for one in _several(field, value)]
    if field == "confidence":
        return _share(value)
    text = " ".join(str(value).split()) if value is not None else ""
    if not text:
        raise UsageError(f"change {field}", "nothing was given", "give the words that are to stand there")
    if field in ("type", "status"):
        choices = tuple(known.types()) if field == "type" else get_args(Status)
        if text not in choices:
            raise UsageError(f"change {field}", f"there is no {text!r}", f"choose among {', '.join(choices)}")
    return text


def interval_in(value: Mapping[str, Any]) -> Interval:
    """Return the interval that a JSON value holds."""
    days = [date.fromisoformat(value[end]) if value[end] else None for end in ("first", "last")]
    return Interval(days[0], days[1], value["precision"], value["bound"], value["edtf"])


def actors_in(value: Iterable[Mapping[str, Any]]) -> tuple[Actor, ...]:
    """Return the actors that a JSON value holds."""
    return tuple(Actor(**one) for one in value)


def places_in(value: Iterable[Mapping[str, Any]]) -> tuple[Place, ...]:
    """Return the places that a JSON value holds."""
    return tuple(Place(**one) for one in value)


def figures_in(value: Iterable[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """Return the figures that a JSON value holds."""
    return tuple(Figure(**one) for one in value)


def in_words(field: str, value: Any) -> str:
    """Return a JSON value of a field as people read it.

    >>> in_words("date", None), in_words("actors", [{"name": "Pakistan"}, {"name": "Iran"}])
    ('', 'Pakistan, Iran')
    >>> in_words("", ["e1", "e2"])
    'e1, e2'
    """
    if value is None:
        return ""
    if field == "date" and isinstance(value, Mapping):
        if not value["first"] and not value["last"]:
            return "no date"
        return str(value["edtf"] or f"{value['first'] or '..'}/{value['last'] or '..'}")
    if field in ("actors", "places"):
        return ", ".join(one["name"] for one in value)
    if field == "figures":
        return ", ".join(f"{one['value']:,.10g} {one['unit']}" for one in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {said}" for name, said in value.items() if isinstance(said, str) and said)
    if isinstance(value, list):  # ids of the events that were made one or kept apart
        return ", ".join(map(str, value))
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _interval(value: Any) -> Interval:
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, Interval):
        found = value
    elif isinstance(value, date):
        found = one_day(value)
    elif isinstance(value, str):
        try:
            found = read_typed(value)
        except DateInputError as error:
            raise UsageError(f"change date to {value!r}", error.what or "is no date", error.do) from error
    elif isinstance(value, Mapping) and {"first", "last", "precision", "bound", "edtf"} <= value.keys():
        found = interval_in(value)
    else:
        raise UsageError(f"change date to {value!r}", "is no date", "type it like 2025-11-23, 2025-11 or 2025")
    if found.precision not in PRECISIONS or found.bound not in BOUNDS:
        raise UsageError("change date", f"is no date ({found})", "give a day, or words such as March 2024")
    if found.first and found.last and found.last < found.first:
        raise UsageError("change date", f"ends on {found.last}, before it begins", "give the earlier day first")
    return found


def _several(field: str, value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return list(value)
    raise UsageError(f"change {field}", f"{value!r} is not a list", f"give the {field} as a list")


def _actor(value: Any, known: Known) -> Actor:
    if isinstance(value, Actor):
        return value
    if isinstance(value, str) and value.strip():
        return known.actor(" ".join(value.split()))
    if isinstance(value, Mapping):
        return Actor(**_parts(value, "actor", Actor, {"id": ""}))
    raise _refusal("actor", value)


def _place(value: Any, known: Known) -> Place:
    if isinstance(value, str) and value.strip():
        return known.place(" ".join(value.split()))
    if isinstance(value, Mapping):
        value = Place(**_parts(value, "place", Place, {}))
    if not isinstance(value, Place):
        raise _refusal("place", value)
    if not (-90 <= (value.lat or 0) <= 90 and -180 <= (value.lon or 0) <= 180):
        what = f"{value.lat}, {value.lon} is nowhere on earth"
        raise UsageError(f"place {value.name}", what, "give degrees: -90 to 90 and -180 to 180")
    return value


def _figure(value: Any, known: Known) -> Figure:
    if isinstance(value, Figure):
        return value
    if isinstance(value, Mapping):
        return Figure(**_parts(value, "figure", Figure, {"start": 0, "end": 0, "text": "", "low": None, "high": None}))
    match = _FIGURE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise _refusal("figure", value, "write a number and what it counts, such as 12 killed")
    low = float(match["low"].replace(",", ""))
    high = float(match["high"].replace(",", "")) if match["high"] else low
    if high < low:
        raise _refusal("figure", value, "give the lower number first")
    return Figure(0, 0, value.strip(), low, low, high, match["unit"].strip())


def _parts(value: Mapping[str, Any], noun: str, kind: type[Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    given = {**usual, **value}
    names = {part.name for part in dataclasses.fields(kind)}
    needed = {"actor": ("name",), "place": ("name",), "figure": ("value", "unit")}[noun]
    if unknown := given.keys() - names:
        raise UsageError(
            f"{noun} {value!r}", f"has no part {min(unknown)!r}", f"its parts are {', '.join(sorted(names))}"
        )
    if missing := [name for name in needed if given.get(name) in (None, "")]:
        raise UsageError(f"{noun} {value!r}", f"has no {missing[0]}", "give it")
    if noun == "actor" and not given["id"]:
        given["id"] = f"text:{given['name']}"
    if noun == "figure":
        _are_numbers(given)
    return given


def _are_numbers(given: dict[str, Any]) -> None:
    for name in ("value", "low", "high"):
        number = given[name]
        if number is not None and (isinstance(number, bool) or not isinstance(number, int | float)):
            raise UsageError(f"figure {name}", f"{number!r} is no number", "give a number")
        given[name] = None if number is None else float(number)
    # a plain number is exact
    if given["low"] is None and given["high"] is None:
        given["low"] = given["high"] = given["value"]
    given["text"] = given["text"] or f"{given['value']:g} {given['unit']}"


def _share(value: Any) -> float:
    try:
        share = float(value)
    except (TypeError, ValueError) as error:
        raise UsageError("change confidence", f"{value!r} is no number", "give one between 0 and 1") from error
    if not 0 <= share <= 1:
        raise UsageError("change confidence", f"{share} is not between 0 and 1", "give one between 0 and 1")
    return share


def _refusal(noun: str, value: Any, do: str = "give a name") -> UsageError:
    return UsageError(f"{noun} {value!r}", f"is no {noun}", do)
