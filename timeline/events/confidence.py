"""How sure a row is: the share of rows like it that were right when the program was held against articles read by people.

Right means that careful readers found the same happening with the very same first and last day. The weights are data
(``[confidence]`` in types.toml), fitted by ``benchmarks/calibrate.py``; without them a row keeps the sureness of its pairing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import exp

from timeline.errors import RulesError
from timeline.model import Row
from timeline.rules import Rules

__all__ = ["TRAITS", "Confidence", "traits_of"]

TRAITS = ("carried", "publication", "undated", "sure", "speech", "unclear", "not_reported")
"""What of a row tells how sure it is, beside ``all`` rows alike."""

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
        if not self._weights:
            return row
        total = self._weights.get("all", 0.0)
        total += sum(self._weights.get(name, 0.0) * value for name, value in traits_of(row).items())
        return replace(row, confidence=min(_HIGHEST, max(_LOWEST, 1 / (1 + exp(-total)))))


def traits_of(row: Row) -> dict[str, float]:
    """Return what of a row tells how sure it is, by name; ``row.confidence`` is the sureness of its pairing, 0.8 being usual.

    All but ``sure`` are 1 where they hold and are left out where they do not.
    """
    holds = {
        "carried": row.dating == "carried",
        "publication": row.dating == "publication",
        "undated": not row.is_dated,
        "speech": row.type == "statement",
        "unclear": row.type == "other",
        "not_reported": row.status != "reported",
    }
    return {"sure": row.confidence - 0.8, **{name: 1.0 for name, is_so in holds.items() if is_so}}
