# ruff: noqa: E501 - the long lines are those of the page that is written
"""Measure the accuracy on the development gold and write docs/accuracy.md from it.

    python benchmarks/accuracy.py [--shared FOLDER]

Every figure on that page comes from here; nothing on it is typed by hand.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from gate import ROOT, digest, measure

PAGE = ROOT / "docs" / "accuracy.md"

HEAD = """\
# Accuracy

Measured on articles that were read and annotated by hand, sentence by sentence. Written by `python benchmarks/accuracy.py`, which runs the
program on the texts and scores what comes out with the scorers that lie beside the gold. The floors below which CI fails are in
`benchmarks/floors.toml`; `make gate` holds the program against them.

The gold is development data: rules were written while looking at it. Figures on texts nobody here has seen are lower, and are what counts.

* **seeds**: the five example articles (10 stories, 89 date mentions, 126 event rows).
* **dev**: eight articles on Pakistan and Afghanistan, Burkina Faso, Somalia and Ukraine, read with the publication day that came with them.
* **TimeBank, AQUAINT, WikiWars (15 of its 22 histories)**: TimeML corpora for developing date readers, scored as TempEval-3 does.

"""

DATES = """\
## Date mentions

`right` counts a mention whose words overlap the gold's and whose first and last day both equal it; `found` asks for the overlap only. Durations ("for
two years") that the program returns and the gold does not list count as wrong here.

| set | right F1 | found F1 |
|---|---|---|
{mentions}

By hand: `timeline dates seeds/ > dates.jsonl`, then `score_mentions.py gold/seeds dates.jsonl --texts seeds`.

## TimeML

| corpus | strict F1 | relaxed F1 | value F1 | best peer's relaxed / value (HeidelTime 2.2.1) |
|---|---|---|---|---|
{timex}

HeidelTime's figures are those measured by the same scorer on the same files (WikiWars: in its narrative mode, on all 22 documents).
"""

EVENTS = """\
## Event rows

A row is right when its evidence overlaps a gold row's and its first and last day both equal it. Type, actors and regions are scored over the
rows that are right; `core` is the recall of the rows marked as newsworthy; `invented` is the share of undatable happenings that were given a date (0 is right).

| set | dated F1 | core recall | type | actors F1 | regions F1 | invented |
|---|---|---|---|---|---|---|
{events}

By hand: `timeline extract seeds/ --rows > rows.jsonl`, then `score_events.py gold/seeds rows.jsonl --texts seeds`.

What a user would write in an afternoon (sentences and `dateparser.search`) scores dated F1 0.05 on the seeds and gives a false date to a third of the
undatable happenings; two careful readers agree with each other at 0.90.
"""

PEERS = {"timebank": "91.9 / 79.6", "aquaint": "92.5 / 73.1", "wikiwars-train": "92.8 / 84.3"}
NAMES = {"timebank": "TimeBank", "aquaint": "AQUAINT", "wikiwars-train": "WikiWars"}


def page(values: Mapping[str, float], corpus: str) -> str:
    """Return the page, with every figure in its place."""
    mentions = [
        f"| {name} | {values[f'{name}.mentions.right_f1']:.3f} | {values[f'{name}.mentions.found_f1']:.3f} |"
        for name in ("seeds", "dev")
    ]
    columns = ("dated_f1", "core_recall", "type", "actors_f1", "regions_f1", "invented")
    events = [
        f"| {name} | " + " | ".join(f"{values[f'{name}.events.{column}']:.3f}" for column in columns) + " |"
        for name in ("seeds", "dev")
    ]
    timex = [
        f"| {NAMES[corpus]} | "
        + " | ".join(f"{100 * values[f'{corpus}.timex.{key}']:.1f}" for key in ("strict", "relaxed", "value"))
        + f" | {PEERS[corpus]} |"
        for corpus in NAMES
    ]
    filled = DATES.format(mentions="\n".join(mentions), timex="\n".join(timex))
    return HEAD + filled + "\n" + EVENTS.format(events="\n".join(events)) + f"\nDigest of the gold: `{corpus}`.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    args = parser.parse_args()
    values = {figure.name: figure.value for figure in measure(args.shared)}
    PAGE.write_text(page(values, digest(args.shared / "gold")), encoding="utf-8")
    print(f"written: {PAGE.name}")


if __name__ == "__main__":
    main()
