"""The error tree: everything the program raises on purpose.

    TimelineError                 catch this one to catch all below
    ├── UsageError                a call or a command that cannot be meant (exit code 2)
    ├── InputError                one input cannot be used; the others can (exit code 1)
    │   ├── ReadError             a file that cannot be read as what it claims to be
    │   └── DateInputError        words typed where a day was asked for, and no day is in them
    ├── RulesError                a rule, type, actor or place file has something wrong in it
    ├── StoreError                the event store cannot be opened, read or written
    │   └── StoreVersionError     the store was written by a newer version
    └── ExportError               a table or chart cannot be written in the form asked for

Messages read "where: what is wrong; what to do", in one line, without a traceback for the user.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "DateInputError",
    "ExportError",
    "InputError",
    "Problem",
    "ReadError",
    "RulesError",
    "StoreError",
    "StoreVersionError",
    "TimelineError",
    "UsageError",
]


class TimelineError(Exception):
    """Anything this program raises on purpose; its text is fit to show to a person.

    >>> str(TimelineError("a.txt", "the file is empty", "save the article again"))
    'a.txt: the file is empty; save the article again'
    """

    def __init__(self, where: str, what: str, do: str = "") -> None:
        self.where = where
        self.what = what
        self.do = do
        super().__init__(f"{where}: {what}" + (f"; {do}" if do else ""))


class UsageError(TimelineError):
    """A call or a command that cannot be meant."""


class InputError(TimelineError):
    """One input cannot be used."""


class ReadError(InputError):
    """A file cannot be read as what it claims to be."""


class DateInputError(InputError):
    """No day can be read from words typed where a day was asked for."""


class RulesError(TimelineError):
    """A data file of rules, types, actors or places has something wrong in it."""


class StoreError(TimelineError):
    """The event store cannot be opened, read or written."""


class StoreVersionError(StoreError):
    """The event store was written by a newer version of this program."""


class ExportError(TimelineError):
    """A table or chart cannot be written in the form asked for."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with one input while the others went on.

    >>> str(Problem("a.txt", "the file is empty", "save the article again"))
    'a.txt: the file is empty; save the article again'
    """

    where: str
    what: str
    do: str = ""

    @classmethod
    def of(cls, error: TimelineError) -> Problem:
        """Return the problem that an error describes."""
        return cls(error.where, error.what, error.do)

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"; {self.do}" if self.do else "")
