"""Make sure that there is a Chromium for the browser tests: use the one that is there, else install one, else say how.

`python .ci/browser.py` prints its path. Exit code 1: none is here and none could be installed; the message says what to type.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
INSTALLERS: dict[str, list[list[str]]] = {
    "apt-get": [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-core"],
    ],
    "dnf": [["dnf", "install", "-y", "chromium", "google-noto-sans-fonts"]],
    "apk": [["apk", "add", "chromium", "font-noto"]],
    "pacman": [["pacman", "-S", "--noconfirm", "chromium", "noto-fonts"]],
    "zypper": [["zypper", "--non-interactive", "install", "chromium"]],
    "brew": [["brew", "install", "--cask", "chromium"]],
}


def find() -> str | None:
    """Return the path of a Chromium or Chrome: the one CHROMIUM names, else one on the PATH or in its usual place."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return next((path for path in MAC if os.access(path, os.X_OK)), None)


def installer() -> tuple[str, list[list[str]]] | None:
    """Return the system's package manager and what to run with it."""
    for name, commands in INSTALLERS.items():
        if shutil.which(name):
            return name, commands
    return None


def right_to_install(name: str) -> list[str] | None:
    """Return what to put before the commands so that they may install: nothing, sudo without a password, or None."""
    if name == "brew" or os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def main() -> int:
    path = find()
    if path:
        print(f"Browser for the tests: {path}")
        return 0
    if os.environ.get("CHROMIUM"):
        print(f"CHROMIUM={os.environ['CHROMIUM']}: no program is there; name the browser's own file", file=sys.stderr)
        return 1
    manager = installer()
    if manager is None:
        print(
            "The browser tests need Chromium or Chrome, and no package manager was found to install it with.\n"
            "Install either one, or type: CHROMIUM=/path/to/chrome make test",
            file=sys.stderr,
        )
        return 1
    name, commands = manager
    before = right_to_install(name)
    if before is None:
        typed = " && ".join("sudo " + " ".join(command) for command in commands)
        print(
            f"The browser tests need Chromium. It is not here, and installing it needs your password. Type:\n  {typed}",
            file=sys.stderr,
        )
        return 1
    print(f"Installing Chromium with {name} …", flush=True)
    for command in commands:
        done = subprocess.run([*before, *command], capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout[-2000:] + done.stderr[-2000:], file=sys.stderr)
            print(
                f"{' '.join(command)} failed. Install Chromium or Chrome by hand, then type: make test", file=sys.stderr
            )
            return 1
    path = find()
    print(
        f"Browser for the tests: {path}" if path else "Chromium was installed but is not on the PATH",
        file=sys.stdout if path else sys.stderr,
    )
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
