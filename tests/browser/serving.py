"""A dashboard served for a while, and the browser to look at it with; for the tests and for the pictures of the guide."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["ROOT", "ServingError", "dashboard", "find_browser"]

ROOT = Path(__file__).parents[2]
LONGEST_START = 90  # seconds; the machine may be busy


class ServingError(Exception):
    """The dashboard did not come up; what it said is in the message."""


def find_browser() -> str | None:
    """Return the path of a Chromium, looked for as `make test` does it: there is only one way of looking."""
    spec = importlib.util.spec_from_file_location("find_browser", ROOT / ".ci" / "browser.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    path: str | None = module.find()
    return path


@contextmanager
def dashboard(store: Path, folder: Path, *, server: str = "streamlit run") -> Iterator[str]:
    """Serve the dashboard on a store from a folder; gives its address once the server says that it is up.

    ``server`` is the module and what it is told first; `timeline.pages.serve` is what `make dashboard` runs.
    """
    port = _free_port()
    url, log = f"http://localhost:{port}", folder / f"server-{port}.log"
    command = [sys.executable, "-m", *server.split(), str(ROOT / "dashboard.py"), "--server.port", str(port)]
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit", dirs_exist_ok=True)  # read from where it is started
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--server.headless", "true"],
            cwd=folder,
            env={**os.environ, "TIMELINE_STORE": str(store)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_healthy(url, process, log)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + LONGEST_START
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise ServingError(f"the dashboard stopped: {log.read_text()}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)  # between two polls of the server, not instead of them
    raise ServingError(f"the dashboard did not answer: {log.read_text()}")
