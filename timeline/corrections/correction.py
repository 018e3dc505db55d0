"""One correction, as it is kept for ever: who, when, what, before and after, why, and whether it was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from timeline.corrections.anchors import Anchor
from timeline.corrections.fields import in_words

__all__ = ["ACTIONS", "About", "Action", "Correction", "Turn"]

Action = Literal["change", "accept", "reject", "merge", "split", "add", "publish", "alias"]
About = Literal["event", "row", "article", "name"]

ACTIONS: tuple[Action, ...] = get_args(Action)


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """One time that a correction was undone, or that this was taken back (``undone`` false)."""

    at: datetime
    by: str
    undone: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody put right, and when (UTC).

    ``parts`` are the anchors of the rows it is about: one part, but for a split, where the rows of different parts are kept
    apart. ``before`` and ``after`` are JSON values of the ``field``: what was shown when it was made, and what is to be shown.
    ``batch`` is the same for all that were made by one call. ``turns`` is how often it was undone and redone.
    ``state`` is that of the store which it was read from.
    """

    id: str
    action: Action
    about: About
    by: str
    at: datetime
    why: str = ""
    field: str = ""
    before: Any = None
    after: Any = None
    parts: tuple[tuple[Anchor, ...], ...] = ()
    batch: str = ""
    turns: tuple[Turn, ...] = ()
    state: Literal["in force", "undone", "orphaned"] = "in force"

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """All anchors, of whatever part."""
        return tuple(anchor for part in self.parts for anchor in part)

    @property
    def is_undone(self) -> bool:
        """Whether it was undone, and this not taken back."""
        return bool(self.turns) and max(self.turns).undone

    @property
    def undone_by(self) -> str | None:
        """Who undid it; None while it holds."""
        return max(self.turns).by if self.is_undone else None

    @property
    def undone_at(self) -> datetime | None:
        """When it was undone (UTC); None while it holds."""
        return max(self.turns).at if self.is_undone else None

    @property
    def said(self) -> str:
        """Who did it, when and why, in one line: "set by Ann on 2025-11-23: the paper corrected it"."""
        return f"set by {self.by} on {self.at.date().isoformat()}" + (f": {self.why}" if self.why else "")

    @property
    def before_in_words(self) -> str:
        """What was shown before, for people."""
        return in_words(self.field, self.before)

    @property
    def after_in_words(self) -> str:
        """What is to be shown, for people."""
        return in_words(self.field, self.after)
