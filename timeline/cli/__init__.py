"""The command line: ``timeline add``, ``timeline export``, ``timeline backup`` and so on; ``timeline --help`` lists them.

Each command calls the function of its name. Only data goes to standard output, everything said to people goes to standard error.
Exit codes: 0, 1 when some input failed (one line each; the rest goes on), 2 for a command that cannot be meant.
"""

from timeline.cli.main import main

__all__ = ["main"]
