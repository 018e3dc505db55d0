"""Data to standard output, words for people to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

import orjson

from timeline.errors import Problem

__all__ = ["counted", "print_records", "progress", "report", "say"]


def say(message: object) -> None:
    """Write one line for people to standard error."""
    print(f"timeline: {message}", file=sys.stderr, flush=True)


def print_records(records: Iterable[Any]) -> None:
    """Write one JSON object per line to standard output in UTF-8, whatever the terminal's encoding."""
    sys.stdout.flush()
    for record in records:
        line = orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.buffer.write(line)
        else:  # somebody took standard output for a text of their own
            sys.stdout.write(line.decode())


def report(problems: Iterable[Problem]) -> int:
    """Write one line for each problem; return the exit code, 1 where there was one."""
    code = 0
    for problem in problems:
        say(problem)
        code = 1
    return code


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "event"), counted(2, "event")
    ('1 event', '2 events')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def progress(verb: str) -> Callable[[int, int | None], None] | None:
    """Return what tells how far the work is, on a terminal; None where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int | None) -> None:
        of = f" of {total}" if total else ""
        end = "\n" if done == total else ""
        print(f"\rtimeline: {verb} {done}{of}", end=end, file=sys.stderr, flush=True)

    return tell
