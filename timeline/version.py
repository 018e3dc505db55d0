"""Which version of the program this is."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

__all__ = ["program_version"]


@cache
def program_version() -> str:
    """Return the installed program's version; "0" where it is run from its files without being installed."""
    try:
        return version("event-timeline")
    except PackageNotFoundError:
        return "0"
