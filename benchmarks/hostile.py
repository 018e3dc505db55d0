"""Measure that cost grows no faster than the text, on texts made to be hard: CPU seconds at a length and at four times that.

    python benchmarks/hostile.py [--letters 40000]

A ratio near 4 is linear; near 16 would be quadratic.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import cache

import timeline as tl
from timeline.figures import find_figures
from timeline.pipeline import Extractor
from timeline.reading.articles import split as split_page
from timeline.rules import packaged
from timeline.sentences import split as split_sentences

UNITS = (
    "Related Articles\n",
    "2 hours ago\n",
    "Follow\nArmy retakes the hill\n",
    "May and ",
    "on Monday, ",
    "from 2013 to ",
    "two weeks ago ",
    "the third quarter, a year earlier, ",
    "from Monday ",
    "killed 12 ",
    "12 and ",
    "U.S. ",
    "and killed nine rebels on Monday, a day after clashes in Kano, ",
    "3 May 2024\nRebels seize a town. Two days later, talks begin.\n",
    "a",
    "(",
)


def steps() -> dict[str, Callable[[str], object]]:
    """Return what is tried, by name."""
    rules = packaged()
    extractor = cache(Extractor)  # made only when rows are tried: the other steps run beside a small heap
    return {
        "articles": lambda text: split_page(tl.Document("x", text), rules),
        "sentences": lambda text: split_sentences(text, 0, len(text)),
        "dates": lambda text: tl.find_dates(text, published="2025-11-23"),
        "figures": lambda text: find_figures(text, split_sentences(text, 0, len(text)), rules),
        "rows": lambda text: extractor().extract(tl.Document("x", text)),
    }


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the CPU seconds that the work takes."""
    began = time.process_time()
    work(text)
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--letters", type=int, default=40_000)
    letters = parser.parse_args().letters
    print(f"{'step':10} {'unit':32} {letters:>9,} {4 * letters:>9,}  ratio")
    for name, work in steps().items():
        work("On 3 May 2024 rebels killed 12 people.")
        for unit in UNITS:
            short, long = (seconds(work, unit * (size // len(unit))) for size in (letters, 4 * letters))
            print(f"{name:10} {unit[:30]!r:32} {short:8.3f}s {long:8.3f}s  {long / max(short, 1e-3):5.1f}")


if __name__ == "__main__":
    main()
