"""Hold the measured accuracy against its pinned floors.

    python benchmarks/gate.py [--shared FOLDER] [--pin] [--allow-regression]

Runs the program on the development gold, scores it with the scorers that lie beside the gold, and fails when a figure falls
below its floor in floors.toml. `--pin` writes floors that were passed anew; it never lowers one unless
`--allow-regression` is said.
Where the gold is not on this machine (it is not part of the repository) the gate says so and checks nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gold
import merging

from timeline.dates import find_timexes

ROOT = Path(__file__).parent.parent
FLOORS = Path(__file__).with_name("floors.toml")
EPSILON = 0.0005
TIMEX_CORPORA = ("timebank", "aquaint", "wikiwars-train")


@dataclass(frozen=True)
class Figure:
    """One measured figure; `higher` says whether more is better."""

    name: str
    value: float
    higher: bool = True


def digest(folder: Path) -> str:
    """Return a digest of the files that figures are taken on."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def lines(objects: list[dict[str, object]], path: Path) -> Path:
    """Write objects as JSON lines."""
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects), encoding="utf-8")
    return path


def run_scorer(shared: Path, script: str, *arguments: str) -> dict[str, Any]:
    """Run one scorer and return what it prints as JSON."""
    command = [sys.executable, str(shared / "eval" / script), *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"gate: {script} failed:\n{done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def score_gold(shared: Path, name: str, work: Path) -> list[Figure]:
    """Return the event and mention figures of one gold set."""
    found = gold.extractions(shared, name)
    rows = [row.as_record() for extraction in found for row in extraction.rows]
    mentions = [
        {
            "document": extraction.document.id,
            "start": mention.start,
            "end": mention.end,
            "first": mention.first.isoformat() if mention.first else None,
            "last": mention.last.isoformat() if mention.last else None,
        }
        for extraction in found
        for mention in extraction.dates
    ]
    folder, texts = str(shared / "gold" / name), str(gold.texts_of(shared, name))
    events = run_scorer(shared, "score_events.py", folder, str(lines(rows, work / "rows.jsonl")), "--texts", texts)
    dates = run_scorer(
        shared, "score_mentions.py", folder, str(lines(mentions, work / "dates.jsonl")), "--texts", texts
    )
    return [
        Figure(f"{name}.mentions.right_f1", dates["right"][2]),
        Figure(f"{name}.mentions.found_f1", dates["found"][2]),
        Figure(f"{name}.events.dated_f1", events["dated"][2]),
        Figure(f"{name}.events.core_recall", events["dated core R"]),
        Figure(f"{name}.events.type", events["type"]),
        Figure(f"{name}.events.actors_f1", events["actors"][2]),
        Figure(f"{name}.events.regions_f1", events["regions"][2]),
        Figure(f"{name}.events.invented", events["invented"], higher=False),
    ]


def score_merging(shared: Path, name: str) -> list[Figure]:
    """Return the B-cubed F1 of joining the gold's own rows, and of joining the rows found."""
    return [
        Figure(f"{name}.merging.bcubed_gold_rows", merging.of_gold_rows(shared, name)[2]),
        Figure(f"{name}.merging.bcubed_found_rows", merging.of_found_rows(shared, name)[2]),
    ]


def score_timex(shared: Path) -> list[Figure]:
    """Return strict, relaxed and value F1 on the TimeML corpora."""
    scorer = gold.scorer(shared, "score_timex")
    figures = []
    for corpus in TIMEX_CORPORA:
        texts = scorer.read_dir(str(shared / "corpora" / corpus))
        found = {text.name: find_timexes(text.text, published=text.dct) for text in texts}
        result, _ = scorer.score(texts, found)
        figures += [Figure(f"{corpus}.timex.{key}", result[f"{key}_F1"]) for key in ("strict", "relaxed", "value")]
    return figures


def measure(shared: Path) -> list[Figure]:
    """Return all figures that have, or may get, a floor."""
    with tempfile.TemporaryDirectory() as work:
        return [
            *(figure for name in gold.SETS for figure in score_gold(shared, name, Path(work))),
            *(figure for name in gold.SETS for figure in score_merging(shared, name)),
            *score_timex(shared),
        ]


def compare(figures: list[Figure], floors: dict[str, float]) -> list[str]:
    """Print each figure beside its floor; return a line for each that fell below."""
    fallen = []
    for figure in figures:
        floor = floors.get(figure.name)
        low = floor is not None and (
            figure.value < floor - EPSILON if figure.higher else figure.value > floor + EPSILON
        )
        mark = "FELL" if low else "new" if floor is None else "ok"
        print(f"{figure.name:36} {figure.value:7.4f}   floor {'-' if floor is None else f'{floor:.4f}':>7}   {mark}")
        if low:
            fallen.append(f"{figure.name}: {figure.value:.4f}, pinned at {floor:.4f}")
    return fallen


def pin(figures: list[Figure], floors: dict[str, float], corpus: str, *, allow_regression: bool) -> None:
    """Write the floors anew: up freely, down only when it is said aloud."""
    pinned = dict(floors)
    for figure in figures:
        old = pinned.get(figure.name)
        better = old is None or (figure.value > old if figure.higher else figure.value < old)
        if better or allow_regression:
            pinned[figure.name] = round(figure.value, 4)
    head = "".join(line for line in FLOORS.read_text().splitlines(keepends=True) if line.startswith("#"))
    body = "".join(f'"{name}" = {value:.4f}\n' for name, value in sorted(pinned.items()))
    new = FLOORS.with_suffix(".new")
    new.write_text(f'{head}corpus = "{corpus}"\n\n[floors]\n{body}', encoding="utf-8")
    new.replace(FLOORS)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder that holds gold/, eval/, corpora/"
    )
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        print(f"gate: NOT RUN: no gold at {args.shared} (it is not part of the repository; say where with --shared)")
        return 0
    pinned = tomllib.loads(FLOORS.read_text())
    floors: dict[str, float] = pinned.get("floors", {})
    corpus = digest(args.shared / "gold")
    if floors and pinned.get("corpus") != corpus and not args.pin:
        print("gate: the gold is not the one the floors were pinned on; look at the figures and run with --pin")
        return 1
    figures = measure(args.shared)
    fallen = compare(figures, floors)
    if args.pin:
        pin(figures, floors, corpus, allow_regression=args.allow_regression)
        print(f"floors written to {FLOORS.name}")
        return 0
    for line in fallen:
        print(f"gate: {line}", file=sys.stderr)
    print(f"gate: {len(figures)} figures, {len(fallen)} below their floor")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
