"""Fit what a row's confidence is made of to the development gold, and say how well it fits.

    python benchmarks/calibrate.py [--shared FOLDER] [--write]

A row is right when the gold has the same happening with the very same first and last day (for one without a date: when the gold
has it without a date too), matched as the scorer matches. The weights are those of a logistic regression that is held back
(ridge), so that few rows do not move them far. The table printed is cross-validated: every text is rated with weights fitted
without it. `--write` puts the weights into timeline/data/types.toml.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from gold import SETS, documents, gold_texts, scorer

from timeline.events.confidence import TRAITS, Confidence, traits_of
from timeline.model import Row
from timeline.pipeline import Extractor
from timeline.rules import packaged

ROOT = Path(__file__).parent.parent
TYPES = ROOT / "timeline" / "data" / "types.toml"
HELD_BACK = 0.5
"""How strongly weights are pulled to zero; of 0.5, 1, 2, 4 and 8 the one that rates unseen texts best."""
NAMES = ("all", *TRAITS)
EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True)
class Rated:
    """One row of a gold text: the sureness of its pairing still in it, and whether it was right."""

    text: str
    row: Row
    right: bool


def rated_rows(shared: Path, sets: Sequence[str] = SETS) -> list[Rated]:
    """Return the rows found in the gold texts with whether they are right; their confidence is the sureness of their pairing."""
    extractor = Extractor(packaged().without("types.toml", "confidence"))
    score_events, found = scorer(shared, "score_events"), []
    for name in sets:
        rows = {document.id: extractor.extract(document).rows for document in documents(shared, name)}
        for text in gold_texts(shared, name):
            records = [row.as_record() for row in rows[text.name]]
            pairs = score_events.match(list(text.events), records, score_events.same)
            right = {number for _, number in pairs}
            found += [Rated(text.name, row, number in right) for number, row in enumerate(rows[text.name])]
    return found


def fit(rows: Sequence[Rated]) -> dict[str, float]:
    """Return the weights under which the rows' rightness is most likely, held back to zero."""
    x = np.array([_vector(one.row) for one in rows])
    y = np.array([one.right for one in rows], dtype=float)
    pull = np.full(len(NAMES), HELD_BACK)
    pull[0] = 1e-6
    weights = np.zeros(len(NAMES))
    for _ in range(50):  # Newton's steps; a dozen are enough
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - pull * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + np.diag(pull)
        weights = weights + np.linalg.solve(bend, slope)
    return {name: round(float(weight), 2) for name, weight in zip(NAMES, weights, strict=True)}


def cross_validated(rows: Sequence[Rated]) -> list[tuple[float, bool]]:
    """Return each row's confidence, with weights fitted on all other texts, and whether it was right."""
    told = []
    for text in dict.fromkeys(one.text for one in rows):
        confidence = Confidence(fit([one for one in rows if one.text != text]))
        told += [(confidence.rate(one.row).confidence, one.right) for one in rows if one.text == text]
    return told


def brier(told: Sequence[tuple[float, bool]]) -> float:
    """Return the mean square of what confidence was off by: 0 is perfect, 0.25 says nothing.

    >>> brier([(1.0, True), (0.5, False)])
    0.125
    """
    return sum((said - right) ** 2 for said, right in told) / max(1, len(told))


def reliability(told: Sequence[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """Return for each band of confidence its name, the number of rows, what was said and what share was right, on the average.

    >>> reliability([(0.55, True), (0.57, False)])
    [('0.5–0.6', 2, 0.56, 0.5)]
    """
    bands = []
    for low, high in pairwise(EDGES):
        inside = [(said, right) for said, right in told if low <= said < high]
        if inside:
            said, right = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            bands.append((f"{low:.1f}–{min(high, 1):.1f}", len(inside), round(said, 3), round(right, 3)))
    return bands


def write(weights: dict[str, float], rows: int) -> None:
    """Put the weights in the place of those in types.toml."""
    lines = [
        "[confidence]",
        f"# What a row's confidence is made of, fitted on {rows} rows by benchmarks/calibrate.py: not to be edited by hand.",
        *(f"{name} = {weight}" for name, weight in weights.items()),
    ]
    text = TYPES.read_text(encoding="utf-8")
    section = re.compile(r"^\[confidence\]\n(?:(?!\[)[^\n]*\n)*", re.MULTILINE)
    block = "\n".join(lines) + "\n"
    is_there = section.search(text) is not None
    text = section.sub(lambda _: block + "\n", text, count=1) if is_there else text.rstrip("\n") + "\n\n" + block
    TYPES.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def _vector(row: Row) -> list[float]:
    traits = traits_of(row)
    return [1.0, *(traits.get(name, 0.0) for name in TRAITS)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true", help="put the weights into timeline/data/types.toml")
    args = parser.parse_args()
    rows = rated_rows(args.shared)
    weights = fit(rows)
    for name, weight in weights.items():
        print(f"{name:14} {weight:6.2f}")
    for what, told in (
        ("sureness of the pairing alone", [(one.row.confidence, one.right) for one in rows]),
        ("always the same", [(sum(one.right for one in rows) / len(rows), one.right) for one in rows]),
        ("cross-validated", cross_validated(rows)),
    ):
        print(f"{what:32} Brier {brier(told):.4f}")
        for band in reliability(told):
            print("   {:8} {:4} rows   said {:.2f}   right {:.2f}".format(*band))
    if args.write:
        write(weights, len(rows))
        print(f"written: {TYPES.name}")


if __name__ == "__main__":
    main()
