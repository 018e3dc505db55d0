"""Fit the weights by which somebody takes part in a row, and say how much they better rows of texts they were not fitted on.

    python benchmarks/weigh_parties.py [--shared FOLDER] [--more FOLDER …] [--write]

Somebody takes part when careful readers say so of the same happening with the very same date, matched as the scorer matches. The
development gold counts, and every further folder of annotated texts that is given: ``articles*.jsonl`` (``file``, ``published``,
and ``from``, the offset from which the text was annotated), ``texts/`` and ``gold/``, in the gold's own format. The weights
are those of a logistic regression that is held back by the sum of their sizes (lasso: Tibshirani 1996), so that most are none;
it is solved by accelerated gradient steps (FISTA: Beck and Teboulle 2009). Printed is what the actors' F1 is by the rules alone
and with weights that were fitted without that set of texts. ``--write`` puts the weights into timeline/data/names.toml.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from gold import SETS, documents, gold_texts, scorer

import timeline as tl
from timeline.events import EventFinder
from timeline.events.dated import Dated
from timeline.events.taking_part import FILE, JOINS, LEAVES, SECTION, TRAITS, Candidate, TakingPart, candidates
from timeline.model import Row
from timeline.pipeline import Extractor
from timeline.rules import packaged

ROOT = Path(__file__).parent.parent
NAMES = ROOT / "timeline" / "data" / FILE
TOGETHER = """
chosen | chosen actor | chosen actor type | parties chosen | share | named chosen | how chosen | how type | named_in chosen |
distance | distance part | owns chosen | commas chosen | words_before | word_behind chosen | rows_back same_day named chosen |
leads named chosen | home named chosen actor | ground named chosen type | reach chosen actor | named parties actor chosen |
how reach chosen
"""
"""The traits whose values are weighed together."""
SEEN_AT_LEAST = 8
"""Candidates that a value must be seen with to be weighed at all."""
HELD_BACK = 3.3
"""How strongly weights are pulled to zero."""
OWN_SETS = 3.0
"""How much more a candidate of the development gold counts, which two readers agreed on, than one of further texts."""
JOIN, LEAVE = 0.42, 0.2
STEPS = 600


@dataclass(frozen=True)
class Told:
    """A row that readers have too: its candidates, which of them take part, and how many others do."""

    set: str
    found: tuple[Candidate, ...]
    right: tuple[bool, ...]
    missed: int


class Recorder(TakingPart):
    """Leaves all rows as they are, and keeps their candidates."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, int], list[Candidate]] = {}

    def settled(self, rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
        """Return the rows unchanged."""
        for row, found in zip(rows, candidates(rows, dated), strict=True):
            self.found[row.id, row.start] = found
        return list(rows)


def told_rows(shared: Path, more: Sequence[Path]) -> list[Told]:
    """Return the rows that readers have too, of the development gold and of further folders."""
    score_events, found = scorer(shared, "score_events"), []
    alias = score_events.Aliases(shared / "eval" / "aliases.json")
    extractor, recorder = Extractor(packaged().without(FILE, SECTION)), Recorder()
    extractor.events = EventFinder(extractor.rules, extractor.gazetteer, taking_part=recorder)
    for name, document, since, events in annotated(shared, more, score_events):
        rows = [row for row in extractor.extract(document).rows if row.start >= since and row.is_dated]
        gold = [event for event in events if event["first"] or event["last"]]
        for one, other in score_events.match(gold, [row.as_record() for row in rows], score_events.same):
            wanted = {alias(actor) for actor in gold[one]["actors"]}
            known = recorder.found[rows[other].id, rows[other].start]
            names = [alias(candidate.actor.name) for candidate in known]
            found.append(Told(name, tuple(known), tuple(actor in wanted for actor in names), len(wanted - set(names))))
    return found


def annotated(
    shared: Path, more: Sequence[Path], score_events: Any
) -> Iterator[tuple[str, tl.Document, int, list[dict[str, Any]]]]:
    """Yield each annotated text with its set, where its annotation begins, and its rows as the scorer takes them."""
    for name in SETS:
        by_name = {document.id: document for document in documents(shared, name)}
        for text in gold_texts(shared, name):
            yield name, by_name[text.name], 0, list(text.events)
    for folder in more:
        lines = [line for path in sorted(folder.glob("articles*.jsonl")) for line in path.read_text().splitlines()]
        for item in map(json.loads, lines):
            path = folder / "gold" / Path(item["file"]).with_suffix(".json").name
            if not path.exists():
                continue
            text = (folder / "texts" / item["file"]).read_bytes().decode("utf-8")
            published = date.fromisoformat(item["published"]) if item["published"] else None
            events = [
                {
                    **event,
                    "first": event["start"],
                    "last": event["end"],
                    "spans": score_events.spans(text, event["evidence"]),
                }
                for event in json.loads(path.read_text(encoding="utf-8"))["events"]
            ]
            document = tl.Document(id=path.stem, text=text, published=published, title=item.get("title"))
            yield folder.name, document, item.get("from", 0), events


def features(candidate: Candidate, together: Sequence[tuple[int, ...]]) -> list[str]:
    """Return the names of what is weighed of a candidate."""
    found = []
    for traits in together:
        values = [candidate.values[trait] for trait in traits]
        if all(value is not None and re.fullmatch(r"[^\s=\"\\]+", value) for value in values):
            found.append(" ".join(f"{TRAITS[trait]}={value}" for trait, value in zip(traits, values, strict=True)))
    return found


class Data:
    """Candidates as a matrix of what is weighed of them."""

    def __init__(self, rows: Sequence[Told]) -> None:
        together = [tuple(TRAITS.index(name) for name in line.split()) for line in TOGETHER.split("|")]
        named = [features(candidate, together) for row in rows for candidate in row.found]
        counted = Counter(name for names in named for name in names)
        self.names = sorted(name for name, count in counted.items() if count >= SEEN_AT_LEAST)
        number = {name: at for at, name in enumerate(self.names)}
        known = [[number[name] for name in names if name in number] for names in named]
        self.values = np.full(
            (len(known), max(map(len, known))), len(self.names)
        )  # what is left over points behind all
        for at, numbers in enumerate(known):
            self.values[at, : len(numbers)] = numbers
        self.right = np.array([right for row in rows for right in row.right])
        self.chosen = np.array([candidate.role is not None for row in rows for candidate in row.found])
        self.set = np.array([row.set for row in rows for _ in row.found])
        self.weight = np.where(np.isin(self.set, SETS), OWN_SETS, 1.0).astype(np.float32)
        self.missed = Counter[str]()
        for row in rows:
            self.missed[row.set] += row.missed

    def fit(self, used: np.ndarray) -> np.ndarray:
        """Return the weight of each name, a zero and the weight of all that make the candidates used most likely."""
        values, y, w = self.values[used], self.right[used].astype(float), self.weight[used]
        size = len(self.names) + 2  # the last of all is the weight of all
        bend = _largest_bend(values, w, size)
        pull = np.append(np.full(size - 1, HELD_BACK / bend), 0.0)
        weights = ahead = np.zeros(size)
        momentum = 1.0
        for _ in range(STEPS):
            off = w * (1 / (1 + np.exp(-rated(values, ahead))) - y)
            moved = ahead - _summed(values, off, size) / bend
            new = np.sign(moved) * np.maximum(np.abs(moved) - pull, 0)
            after = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
            ahead = new + (momentum - 1) / after * (new - weights)
            weights, momentum = new, after
        return weights

    def decided(self, likely: np.ndarray) -> np.ndarray:
        """Return who takes part, given the likelihoods: those whom the rules chose leave less easily than others join."""
        return np.where(self.chosen, likely >= LEAVE, likely >= JOIN)

    def scores(self, names: Sequence[str], takes_part: np.ndarray) -> tuple[float, float, float]:
        """Return precision, recall and F1 of those said to take part, in some sets."""
        here = np.isin(self.set, names)
        hit, said = float((takes_part & self.right & here).sum()), float((takes_part & here).sum())
        wanted = float((self.right & here).sum()) + sum(self.missed[name] for name in names)
        return hit / max(1, said), hit / max(1, wanted), 2 * hit / max(1, said + wanted)


def rated(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the logarithms of the odds of candidates with such values."""
    return weights[values].sum(axis=1) + weights[-1]


def _summed(values: np.ndarray, of_each: np.ndarray, size: int) -> np.ndarray:
    """Return what the candidates of each value add up to."""
    sums = np.bincount(values.ravel(), weights=np.repeat(of_each, values.shape[1]), minlength=size)
    sums[-2:] = 0, of_each.sum()
    return sums


def _largest_bend(values: np.ndarray, w: np.ndarray, size: int) -> float:
    """Return an upper bound of the curvature, by power iteration: the steps of the method are its inverse."""
    one, length = np.ones(size), 1.0
    for _ in range(30):
        one = _summed(values, w * rated(values, one), size)
        length = float(np.linalg.norm(one))
        one /= length
    return 1.05 * length / 4


def write(names: Sequence[str], weights: np.ndarray, said: str) -> int:
    """Put the weights into names.toml, and return how many are not zero."""
    kept = {name: round(float(weight), 2) for name, weight in zip(names, weights[:-2], strict=True)}
    kept = {name: weight for name, weight in kept.items() if weight}
    lines = [f'"{name}" = {weight}' for name, weight in kept.items()]
    block = f'[{SECTION}]\n{said}\nall = {weights[-1]:.2f}\n"{JOINS}" = {JOIN}\n"{LEAVES}" = {LEAVE}\n' + "\n".join(
        lines
    )
    text = re.sub(rf"\n*\[{SECTION}\]\n.*?(?=\n\n\[|\Z)", "", NAMES.read_text(encoding="utf-8"), flags=re.DOTALL)
    NAMES.write_text(f"{text.rstrip()}\n\n{block}\n", encoding="utf-8")
    return len(kept)


def main() -> None:
    """Fit, print what the weights are worth where they were not fitted, write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--more", type=Path, nargs="*", default=[])
    parser.add_argument("--only-tried", nargs="*", default=[], help="names of folders whose texts are not fitted on")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = told_rows(args.shared, args.more)
    data = Data(rows)
    print(f"{len(rows)} rows, {len(data.right)} candidates, {len(data.names)} values")
    print("set          rows   rules P / R / F1        with weights fitted without it")
    usable, unfitted = ~np.isin(data.set, args.only_tried), data.chosen.copy()
    names = list(dict.fromkeys(row.set for row in rows))
    for name in names:
        weights, here = data.fit(usable & (data.set != name)), data.set == name
        unfitted[here] = data.decided(1 / (1 + np.exp(-rated(data.values, weights))))[here]
        print(_line(data, rows, name, [name], unfitted), flush=True)
    if args.more:
        print(_line(data, rows, "all further", [name for name in names if name not in SETS], unfitted))
    if args.write:
        weights = data.fit(usable)
        of_gold = sum(row.set in SETS for row in rows)
        used = sum(row.set not in args.only_tried for row in rows)
        said = f"# Who takes part, by what is known of somebody: fitted on {used} rows ({of_gold} of them of the gold) by\n"
        said += "# benchmarks/weigh_parties.py: not to be edited by hand."
        print(f"written: {write(data.names, weights, said)} weights")


def _line(data: Data, rows: Sequence[Told], what: str, names: Sequence[str], unfitted: np.ndarray) -> str:
    count = sum(row.set in names for row in rows)
    of_rules, of_weights = data.scores(names, data.chosen), data.scores(names, unfitted)
    return f"{what:12} {count:4}   {_written(of_rules)}    {_written(of_weights)}"


def _written(scores: Sequence[float]) -> str:
    return " / ".join(f"{score:.3f}" for score in scores)


if __name__ == "__main__":
    main()
