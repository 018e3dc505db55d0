"""How fast dates are read: megabytes and documents per second of processor time, and on input made to be slow.

    python benchmarks/dates_speed.py PATH.jsonl [--documents N] [--peers]

PATH.jsonl holds one article a line with ``text`` and ``published``. The first pass is cold (the reader has seen nothing), the
second warm. ``--peers`` reads a few of the documents with dateparser.search beside it.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from timeline.dates import DateReader, find_dates
from timeline.rules import packaged
from timeline.sentences import split

Document = tuple[str, date | None]
HOSTILE = (
    "May ",
    "on Monday, ",
    "October 19, ",
    "2013-",
    "1 ",
    "the first ",
    "from 2013 to ",
    "(",
    "1/",
    "two weeks ago ",
    "a",
    "May and ",
)


def read_documents(path: Path, most: int) -> list[Document]:
    found: list[Document] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            published = record.get("published")
            found.append((record["text"], date.fromisoformat(published[:10]) if published else None))
            if len(found) == most:
                break
    return found


def measure(name: str, documents: Sequence[Document], read: Callable[[str, date | None], int]) -> float:
    started = time.process_time()
    mentions = sum(read(text, published) for text, published in documents)
    seconds = max(time.process_time() - started, 1e-6)
    size = sum(len(text.encode()) for text, _ in documents) / 1e6
    print(
        f"{name:24} {size / seconds:8.3f} MB/s {len(documents) / seconds:9.1f} documents/s {mentions:7} dates {seconds:7.2f} s"
    )
    return size / seconds


def hostile() -> None:
    print("\nseconds for 0.25, 0.5 and 1 MB of one thing repeated (should double)")
    for unit in HOSTILE:
        seconds = []
        for size in (250_000, 500_000, 1_000_000):
            text = unit * (size // len(unit))
            started = time.process_time()
            find_dates(text, published="2025-11-23")
            seconds.append(time.process_time() - started)
        print(f"{unit!r:20} " + " ".join(f"{value:7.2f}" for value in seconds))


def dateparser_search(text: str, published: date | None) -> int:
    import warnings

    from dateparser.search import search_dates

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return len(search_dates(text, languages=["en"]) or [])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("path", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    args = parser.parse_args()
    documents = read_documents(args.path, args.documents)
    reader = DateReader(packaged())

    def ours(text: str, published: date | None) -> int:
        return len(reader.find(text, split(text, 0, len(text)), published=published))

    measure("timeline, cold", documents, ours)
    measure("timeline, warm", documents, ours)
    if args.peers:
        measure("dateparser.search", documents[:20], dateparser_search)
    print(f"most memory used: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (documents included)")
    if args.hostile:
        hostile()
    return 0


if __name__ == "__main__":
    sys.exit(main())
