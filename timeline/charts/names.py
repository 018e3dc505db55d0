"""What people read instead of codes: provinces and countries by name, types by label."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from timeline import rules as rule_files
from timeline.charts.looks import look_of, type_looks
from timeline.rules import Rules

__all__ = ["label_of", "region_label", "region_names"]


def label_of(by: str, rules: Rules | None = None) -> Callable[[str], str]:
    """Return the function that says a lane's or a bar's value in words."""
    if by == "type":
        looks = type_looks(rules)
        return lambda name: look_of(looks, name).label
    if by == "region":
        regions = region_names(rules)
        return lambda code: region_label(code, regions)
    return lambda name: name


def region_label(code: str, regions: Mapping[str, str]) -> str:
    """Return a region's name; a whole country is marked as such, since no part of it is known.

    >>> region_label("PK", {"PK": "Pakistan"}), region_label("PK-KP", {"PK-KP": "Khyber Pakhtunkhwa"})
    ('Pakistan (country only)', 'Khyber Pakhtunkhwa')
    """
    name = regions.get(code, code)
    return name if "-" in code else f"{name} (country only)"


def region_names(rules: Rules | None = None) -> Mapping[str, str]:
    """Return the name of every country (ISO 3166-1) and province (ISO 3166-2) that the gazetteer has, by code."""
    return _packaged_names() if rules is None else _names(rules)


@cache
def _packaged_names() -> Mapping[str, str]:
    return _names(rule_files.packaged())


def _names(rules: Rules) -> Mapping[str, str]:
    found: dict[str, str] = {}
    places = rule_files.columns(rules.rows.get("places.csv", ()), "level", "name", "country", "subdivision")
    for level, name, country, subdivision in places:
        code = {"country": country, "subdivision": subdivision}.get(level)
        if code:
            found.setdefault(code, name)
    return found
