"""Measure how fast each step is, as megabytes of text per CPU-second, in one run so that the ratios hold.

    python benchmarks/speed.py [--news FILE.jsonl] [--megabytes 2] [--peer-megabytes 0.05]

FILE holds JSON-lines records with `text` and `published`; without it the example articles are read over and over, which
flatters every step (their words repeat). The peer is
`dateparser.search.search_dates`, given the same texts and the same publication days.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

import timeline as tl
from timeline.dates import DateReader
from timeline.pipeline import Extractor
from timeline.sentences import split

ROOT = Path(__file__).parent.parent


def texts(news: Path | None, megabytes: float) -> list[tl.Document]:
    """Return documents of about so many megabytes."""
    limit = int(megabytes * 1e6)
    if news and news.exists():
        records = (json.loads(line) for line in news.open(encoding="utf-8"))
        source: Iterable[tl.Document] = (
            tl.Document(id=r["id"], text=r["text"], published=date.fromisoformat(r["published"])) for r in records
        )
    else:
        seeds = tl.read(ROOT / "seeds")
        source = (tl.Document(id=f"{d.id}-{n}", text=d.text) for n in range(10_000) for d in seeds)
    found, size = [], 0
    for document in source:
        found.append(document)
        size += len(document.text.encode())
        if size >= limit:
            break
    return found


def measure(name: str, work: Callable[[tl.Document], object], documents: list[tl.Document]) -> float:
    """Run the work on every document, print its line, and return megabytes per CPU-second."""
    size = sum(len(document.text.encode()) for document in documents) / 1e6
    work(documents[0])  # what is loaded on first use is not the step's own time
    began, cpu = time.perf_counter(), time.process_time()
    for document in documents:
        work(document)
    spent = time.process_time() - cpu
    wall = time.perf_counter() - began
    print(
        f"{name:42} {size / spent:9.3f} MB/CPU-s {len(documents) / spent:9.1f} docs/CPU-s   ({size:.2f} MB, {wall:.1f} s)"
    )
    return size / spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--news", type=Path, default=ROOT.parent / "shared/corpora/news/sample.jsonl")
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--peer-megabytes", type=float, default=0.05)
    args = parser.parse_args()
    documents = texts(args.news, args.megabytes)
    print(f"texts: {args.news if args.news.exists() else 'the example articles, repeated'}")
    rules = tl.load_rules()
    reader = DateReader(rules)
    extractor = Extractor(rules)
    dates = measure(
        "find_dates", lambda d: reader.find(d.text, split(d.text, 0, len(d.text)), published=d.published), documents
    )
    measure("extract_rows (the whole extraction)", extractor.extract, documents)
    few = texts(args.news, args.peer_megabytes)
    from dateparser.search import search_dates

    def peer(document: tl.Document) -> object:
        day = document.published
        settings = {"RELATIVE_BASE": datetime(day.year, day.month, day.day)} if day else {}
        return search_dates(document.text, languages=["en"], settings=settings)

    theirs = measure("dateparser.search.search_dates (peer)", peer, few)
    print(f"find_dates is {dates / theirs:.0f} times as fast as the peer")
    print(f"memory of this process at its largest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
