"""What knows the government, the place and the capital of a country."""

from __future__ import annotations

from typing import Protocol

from timeline.model import Actor, Place

__all__ = ["Countries"]


class _Record(Protocol):
    @property
    def actor(self) -> Actor: ...


class _PlaceRecord(Protocol):
    @property
    def place(self) -> Place: ...

    @property
    def within(self) -> tuple[str, ...]: ...


class Countries(Protocol):
    """What knows the government, the place and the capital of a country code."""

    def country(self, code: str) -> _PlaceRecord | None:
        """Return the country of a code as a place, or None."""

    def government(self, code: str) -> _Record | None:
        """Return the country of a code as an actor, or None."""

    def side(self, code: str, flag: str) -> _Record | None:
        """Return the actor that stands for the rebels or the opposition of the country of a code, or None."""

    def foes(self, id: str) -> frozenset[str]:
        """Return the codes of the states whose ground an actor is known to strike as their enemy."""

    def capital(self, code: str) -> _PlaceRecord | None:
        """Return the capital of the country of a code, or None."""

    def place(self, id: str) -> _PlaceRecord | None:
        """Return the place of an id, or None."""
