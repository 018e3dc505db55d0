"""Records that are made by the thousand for every article, and how they are made in half the time or less.

A frozen dataclass fills its fields one by one past its own protection, which takes several times as long as an ordinary one.
To the type checker both kinds here are frozen dataclasses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

__all__ = ["inner_record", "record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as inner_record
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass, fields

    def inner_record(*, frozen: bool, slots: bool, eq: bool = True, repr: bool = True) -> Callable[[type], type]:
        """Make a dataclass of a class that only the program itself uses: that it never changes is the type checker's to see."""
        return dataclass(slots=slots, eq=eq, repr=repr, unsafe_hash=frozen and eq)

    def record(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Make a frozen dataclass of a class that users see: it never changes, and its fields are filled by their slots."""

        def made(cls: type) -> type:
            found = dataclass(frozen=frozen, slots=slots)(cls)
            names = [each.name for each in fields(found)]
            code = "".join(f"    set_{name}(self, {name})\n" for name in names)
            known = {f"set_{name}": getattr(found, name).__set__ for name in names}
            exec(f"def __init__(self, {', '.join(names)}):\n{code}", known)
            filled = known["__init__"]
            for each in ("__defaults__", "__annotations__", "__qualname__", "__module__"):
                setattr(filled, each, getattr(found.__init__, each))
            found.__init__ = filled
            return found

        return made
