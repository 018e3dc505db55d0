"""From the words typed to the command, and from what went wrong to one line and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from timeline.cli.options import parser
from timeline.cli.output import say
from timeline.errors import TimelineError, UsageError

__all__ = ["main"]

_SELDOM = (100_000, 50, 50)
"""How often a command looks for circles of unused objects: there are hardly any, and looking through the gazetteer for them
again and again took a fifth of the time until the first article was read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, by default that of the process, and return its exit code."""
    try:
        chosen = parser().parse_args(arguments)
    except SystemExit as stop:  # after --help, --version or wrong usage, which has been said
        return stop.code if isinstance(stop.code, int) else 2
    gc.set_threshold(*_SELDOM)
    try:
        code: int = chosen.run(chosen)
        sys.stdout.flush()
    except UsageError as error:
        say(error)
        return 2
    except TimelineError as error:
        say(error)
        return 1
    except BrokenPipeError:
        # whoever read the output has enough; what is left in the buffer must not be written when the program ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        say("stopped")
        return 130
    return code
