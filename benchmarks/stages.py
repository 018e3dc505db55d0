"""Measure each step of the extraction by itself: megabytes of text per CPU-second, its share of the time, and memory.

    python benchmarks/stages.py [--news FILE.jsonl] [--megabytes 2]

FILE and what is read without it are as in speed.py. A step that leaves work to a later one (figures are read where a row
asks for them) shows in the later one's time.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from speed import ROOT, texts

import timeline as tl
from timeline.pipeline import STEPS, Extractor, Work


def largest() -> float:
    """Return the most memory that this process has had so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds_of_steps(extractor: Extractor, documents: list[tl.Document]) -> dict[str, float]:
    """Return how many CPU-seconds each step took for all documents together."""
    spent = dict.fromkeys((step.__name__ for step in STEPS), 0.0)
    for document in documents:
        work = Work(document)
        for step in STEPS:
            began = time.process_time()
            step(extractor, work)
            spent[step.__name__] += time.process_time() - began
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--news", type=Path, default=ROOT.parent / "shared/corpora/news/sample.jsonl")
    parser.add_argument("--megabytes", type=float, default=2.0)
    args = parser.parse_args()
    memory = {"the program loaded": largest()}
    documents = texts(args.news, args.megabytes)
    memory["the texts read"] = largest()
    began = time.process_time()
    extractor = Extractor(tl.load_rules())
    extractor.extract(documents[0])  # what is loaded on first use is no step's own time
    ready = time.process_time() - began
    memory["the rules and the gazetteer made ready"] = largest()
    spent = seconds_of_steps(extractor, documents)
    memory["all texts extracted"] = largest()
    size, total = sum(len(document.text.encode()) for document in documents) / 1e6, sum(spent.values())
    for name, seconds in (*spent.items(), ("all steps", total)):
        print(f"{name:16} {size / max(seconds, 1e-9):9.2f} MB/CPU-s {seconds / total:6.1%}")
    print(f"({size:.2f} MB in {len(documents)} documents; made ready in {ready:.1f} CPU-s)")
    for moment, megabytes in memory.items():
        print(f"most memory until {moment}: {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
