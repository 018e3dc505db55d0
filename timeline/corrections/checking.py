"""Whether a correction that was read from a file can be meant: what is laid over rows must fit them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from timeline.corrections.correction import ACTIONS, About, Correction
from timeline.corrections.fields import FIELDS, interval_in
from timeline.interval import BOUNDS, PRECISIONS
from timeline.model import Actor, Figure, Place, Status

__all__ = ["what_is_wrong"]

_KINDS = {"str": str, "float": (int, float), "bool": bool, "int": int}


def what_is_wrong(one: Correction) -> str:
    """Return what a correction cannot be meant for, in words; nothing where it is right."""
    if one.action not in ACTIONS:
        return f"there is no action {one.action!r}"
    if one.about not in get_args(About):
        return f"a correction is not about {one.about!r}"
    if not one.id or not one.by:
        return "has no id" if not one.id else "does not say who made it"
    if one.action != "alias" and not one.anchors:
        return "names no document and quote"
    return _CHECKS.get(one.action, lambda _: "")(one)


def _change(one: Correction) -> str:
    if one.field not in FIELDS:
        return f"there is no field {one.field!r}"
    return _value(one.field, one.after)


def _value(field: str, value: Any) -> str:
    if field == "date":
        return _date(value)
    if field in ("actors", "places", "figures"):
        kind = {"actors": Actor, "places": Place, "figures": Figure}[field]
        fits = isinstance(value, list) and all(_fits(part, kind) for part in value)
        return "" if fits else f"its {field} cannot be read"
    if field == "confidence":
        is_share = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
        return "" if is_share else f"{value!r} is no confidence"
    if field == "status":
        return "" if value in get_args(Status) else f"there is no status {value!r}"
    return "" if isinstance(value, str) and value.strip() else f"its {field} has no words"


def _date(value: Any) -> str:
    try:
        interval = interval_in(value)
    except (KeyError, TypeError, ValueError):
        return f"{value!r} is no date"
    known = interval.precision in PRECISIONS and interval.bound in BOUNDS and isinstance(interval.edtf, str)
    backwards = interval.first and interval.last and interval.last < interval.first
    return "" if known and not backwards else f"{value!r} is no date"


def _fits(value: Any, kind: type[Any]) -> bool:
    """Whether a value has the parts of one of the frozen types, no others, and of the kinds that they are of."""
    if not isinstance(value, Mapping):
        return False
    parts = {part.name: part for part in dataclasses.fields(kind)}
    if value.keys() - parts.keys():
        return False
    for name, part in parts.items():
        if name not in value:
            if part.default is dataclasses.MISSING:
                return False
            continue
        wanted, _, optional = str(part.type).partition(" | ")
        if not (value[name] is None and optional == "None") and not _is_kind(value[name], wanted):
            return False
    return True


def _is_kind(value: Any, wanted: str) -> bool:
    return isinstance(value, _KINDS[wanted]) and (wanted == "bool" or not isinstance(value, bool))  # type: ignore[arg-type]


def _add(one: Correction) -> str:
    if not isinstance(one.after, Mapping):
        return "does not say what is added"
    for field in FIELDS:
        if field != "trigger" and (wrong := _value(field, one.after.get(field))):
            return wrong
    source = one.after.get("source")
    if source is None:
        return ""
    is_source = isinstance(source, Mapping) and isinstance(source.get("text"), str)
    texts = all(isinstance(value, str | None) for value in source.values()) if is_source else False
    return _day(source.get("published")) if texts else "its source cannot be read"


def _publish(one: Correction) -> str:
    return _day(one.after)


def _day(value: Any) -> str:
    if value is None:
        return ""
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return f"{value!r} is no day"
    return ""


def _alias(one: Correction) -> str:
    after = one.after if isinstance(one.after, Mapping) else {}
    told = [after.get("words"), after.get("of")]
    return "" if all(isinstance(text, str) and text.strip() for text in told) else "does not say which words name whom"


_CHECKS = {"change": _change, "add": _add, "publish": _publish, "alias": _alias}
