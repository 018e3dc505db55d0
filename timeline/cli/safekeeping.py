"""The commands that keep a store safe: backup, restore, verify."""

from __future__ import annotations

import argparse
from pathlib import Path

from timeline.cli.output import counted, report, say

__all__ = ["backup", "restore", "verify"]


def backup(chosen: argparse.Namespace) -> int:
    """Copy the event store to another file."""
    from timeline import store

    store.backup(Path(chosen.store), Path(chosen.to), replace=chosen.force)
    with store.open_store(chosen.to, read_only=True) as copy:
        counts = copy.counts()
    say(f"{chosen.to}: {counted(counts.documents, 'document')} and {counted(counts.events, 'event')} of {chosen.store}")
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Put the event store back as it was in a backup."""
    from timeline import store

    kept = store.restore(Path(chosen.source), Path(chosen.store), keep=not chosen.force)
    say(f"{chosen.store}: as in {chosen.source}" + (f"; what it held until now is in {kept}" if kept else ""))
    return 0


def verify(chosen: argparse.Namespace) -> int:
    """Check the event store."""
    from timeline import store

    problems = store.verify(Path(chosen.store))
    if not problems:
        with store.open_store(chosen.store, read_only=True) as opened:
            counts = opened.counts()
        say(f"{chosen.store}: {counted(counts.documents, 'document')} and {counted(counts.events, 'event')}, all whole")
    return report(problems)
