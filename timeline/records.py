"""Records that are made by the thousand for every article, and how they are made in half the time or less.

A frozen dataclass fills its fields one by one past its own protection, which takes several times as long as an ordinary one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

__all__ = ["inner_record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as inner_record
else:
    from dataclasses import dataclass

    def inner_record(*, frozen: bool, slots: bool, eq: bool = True) -> Callable[[type], type]:
        """Make a dataclass of a class that only the program itself uses: that it never changes is the type checker's to see."""
        return dataclass(slots=slots, eq=eq, unsafe_hash=frozen and eq)
