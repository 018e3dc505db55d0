"""Where the work runs: this process, or a pool of processes. Anything else with a ``map`` will do (a cluster's client)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from timeline.errors import UsageError

__all__ = ["InThisProcess", "Pool", "processes"]

_CHUNK = 16


class InThisProcess:
    """Runs everything here, one after the other, as it is asked for.

    >>> list(InThisProcess().map(abs, [-1, 2]))
    [1, 2]
    """

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any]) -> Iterator[Any]:
        """Return the function's results in the order of the items."""
        return map(fn, *iterables)


class Pool:
    """Runs the work in several processes, a few items at a time, and gives the results in the order of the items."""

    def __init__(self, pool: ProcessPoolExecutor, count: int) -> None:
        self._pool = pool
        self._count = count

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any]) -> Iterator[Any]:
        """Return the function's results in the order of the items; items are taken as the work goes on, not all at once."""
        waiting = zip(*iterables, strict=True)
        batch_size = self._count * _CHUNK * 4
        while batch := [item for _, item in zip(range(batch_size), waiting, strict=False)]:
            yield from self._pool.map(fn, *zip(*batch, strict=True), chunksize=_CHUNK)


@contextmanager
def processes(count: int | None = None) -> Iterator[InThisProcess | Pool]:
    """Give where to run the work: one process per core, or ``count`` of them; one means this process.

    Raises UsageError for a count below one.
    """
    if count is not None and count < 1:
        raise UsageError("processes", f"{count} processes cannot do any work", "give 1 or more")
    wanted = count or os.cpu_count() or 1
    if wanted == 1:
        yield InThisProcess()
        return
    with ProcessPoolExecutor(wanted, mp_context=get_context("spawn")) as pool:
        yield Pool(pool, wanted)
