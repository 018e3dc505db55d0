"""What the server's process has used (Linux), and the made-up stores that it serves."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser"), str(ROOT / "benchmarks")]

from made_store import make_store  # noqa: E402

__all__ = ["cpu_seconds", "kept_store", "process_of", "resident_megabytes"]


def kept_store(events: int) -> Path:
    """Return a made-up store of so many events; it stays in the folder for temporary files, so that it is made only once."""
    folder = Path(tempfile.gettempdir()) / "event-timeline-made"
    folder.mkdir(exist_ok=True)
    path = folder / f"{events}.db"
    if not path.exists():
        print(f"making {path} …", file=sys.stderr)
        unfinished = folder / f"{events}.part"
        unfinished.unlink(missing_ok=True)
        make_store(unfinished, events)
        unfinished.rename(path)
    return path


def process_of(address: str) -> int:
    """Return the process that serves an address."""
    port = address.rsplit(":", 1)[1].encode()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue  # it has ended meanwhile
            if port in words and b"--server.port" in words:
                return int(entry.name)
    raise SystemExit(f"no process serves {address}")


def cpu_seconds(process: int) -> float:
    """Return how many seconds of CPU a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_megabytes(process: int) -> float:
    """Return how much memory a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
