"""Running the dashboard: Streamlit in a process of its own, which ends when this one is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from timeline.cli.output import say

__all__ = ["script", "serve"]


def serve(store: Path, port: int, *, read_only: bool = False) -> int:
    """Serve the dashboard of a store on this computer until it is stopped; return its exit code.

    With ``read_only`` nobody can change anything through it.
    """
    file = script()
    options = ["--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "timeline.pages.serve", str(file), *options]
    say(f"the dashboard will be at http://localhost:{port} (Ctrl-C stops it)")
    # settings and theme lie beside the script and are read from the folder that it is run in
    told = {"TIMELINE_STORE": str(store)} | ({"TIMELINE_READ_ONLY": "1"} if read_only else {})
    with subprocess.Popen(command, env={**os.environ, **told}, cwd=file.parent) as process:
        # told to end, this process would otherwise leave the other one running
        before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            return process.wait()
        except KeyboardInterrupt:  # typed at a terminal, it has reached the other process too
            process.wait()
            return 0
        finally:
            signal.signal(signal.SIGTERM, before)


def script() -> Path:
    """Return the script to serve: dashboard.py in a checkout, else the one in the package."""
    found = find_spec("timeline")
    package = Path(found.origin).parent if found and found.origin else Path(__file__).parents[1]
    checkout = package.parent / "dashboard.py"
    return checkout if checkout.is_file() else package / "pages" / "start.py"
