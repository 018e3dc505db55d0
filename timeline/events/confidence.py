"""How sure a row is: the share of rows like it that were right when the program was held against articles read by people.

Right means that careful readers found the same happening with the very same first and last day. The weights are data
(``[confidence]`` in types.toml), fitted by ``benchmarks/calibrate.py``; without them a row keeps the sureness of its pairing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import exp

from timeline.errors import RulesError
from timeline.model import Dating, Row, Status
from timeline.rules import Rules

__all__ = ["TRAITS", "Confidence", "traits", "traits_of"]

TRAITS = ("carried", "publication", "undated", "sure", "speech", "unclear", "not_reported")
"""What of a row tells how sure it is, beside ``all`` rows alike."""

_USUAL = 0.8
"""How sure a pairing usually is."""
_LOWEST, _HIGHEST = 0.02, 0.98
"""Nothing is certain, and nothing that is shown is hopeless."""


class Confidence:
    """Rates rows by weights: a logistic sum, so that each weight counts the same way in every row."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = dict(weights)

    @classmethod
    def from_rules(cls, rules: Rules) -> Confidence:
        """Return the weights of the rules. Raises RulesError for one that is no number or of no known trait."""
        table = rules.table("types.toml", "confidence")
        for name, weight in table.items():
            if name not in ("all", *TRAITS):
                known = ", ".join(("all", *TRAITS))
                raise RulesError(
                    f"types.toml: [confidence] {name}", "there is no trait of that name", f"known: {known}"
                )
            if isinstance(weight, bool) or not isinstance(weight, int | float):
                raise RulesError(
                    f"types.toml: [confidence] {name}", f"{weight!r} is no number", "write one, such as 0.8"
                )
        return cls(table)

    def rate(self, row: Row) -> Row:
        """Return the row with its confidence, given one that carries the sureness of its pairing."""
        traits = traits_of(row)
        return replace(row, confidence=self.of(traits)) if self._weights else row

    def of(self, traits: Mapping[str, float]) -> float:
        """Return the confidence of a row with such traits."""
        if not self._weights:
            return traits["sure"] + _USUAL
        total = self._weights.get("all", 0.0)
        total += sum([self._weights.get(name, 0.0) * value for name, value in traits.items()])
        return min(_HIGHEST, max(_LOWEST, 1 / (1 + exp(-total))))


def traits_of(row: Row) -> dict[str, float]:
    """Return what of a row tells how sure it is, by name; ``row.confidence`` is the sureness of its pairing, 0.8 being usual.

    All but ``sure`` are 1 where they hold and are left out where they do not.
    """
    return traits(sure=row.confidence, dating=row.dating, is_dated=row.is_dated, kind=row.type, status=row.status)


def traits(*, sure: float, dating: Dating, is_dated: bool, kind: str, status: Status) -> dict[str, float]:
    """Return the same of a row that is still being made: the sureness of its pairing, its dating, its type and its status."""
    holds = {
        "carried": dating == "carried",
        "publication": dating == "publication",
        "undated": not is_dated,
        "speech": kind == "statement",
        "unclear": kind == "other",
        "not_reported": status != "reported",
    }
    return {"sure": sure - _USUAL, **{name: 1.0 for name, is_so in holds.items() if is_so}}
