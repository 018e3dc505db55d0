"""Where the marks of a network stand: near those they are joined to, and none on another or on its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Boxes", "Points", "spring_layout", "without_overlap"]

Points: TypeAlias = npt.NDArray[np.float64]

STEPS = 300
PUSHES = 150
FULL = 0.55
"""Share of the room that boxes may take before it is not even tried to fit them in."""
GAP = 8.0
"""Pixels between two boxes."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Widths and heights in pixels of what stands at each point."""

    wide: Points
    high: Points


def spring_layout(size: int, joined: Sequence[tuple[int, int, float]]) -> Points:
    """Return points within 0 to 1 where those that are joined lie near one another; the same input gives the same points.

    ``joined`` are (one, other, strength). It begins on a circle and follows Fruchterman and Reingold.
    """
    angle = 2 * np.pi * np.arange(size) / max(size, 1)
    at = 0.5 + 0.4 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    if size < 2:
        return np.full((size, 2), 0.5)
    pull = np.zeros((size, size))
    for one, other, strength in joined:
        pull[one, other] = pull[other, one] = 1 + np.log2(strength)
    near = (1 / size) ** 0.5
    for step in range(STEPS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 0.01)
        force = near**2 / distance**2 - pull * distance / near / (1 + pull.max())
        moved = (apart * force[..., None]).sum(axis=1) + (0.5 - at) * 0.6 * near
        length = np.maximum(np.hypot(moved[:, 0], moved[:, 1]), 1e-9)
        at = at + moved / length[:, None] * np.minimum(length, 0.1 * (1 - step / STEPS))[:, None]
    low, high = at.min(axis=0), at.max(axis=0)
    spread = (at - low) / np.maximum(high - low, 1e-9)
    # one that lies far off must not squeeze the others together: half of each place is its rank
    rank = at.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (size - 1)
    return np.asarray((spread + rank) / 2)


def without_overlap(at: Points, boxes: Boxes, width: int, height: int) -> tuple[Points, int]:
    """Return the boxes' centres in pixels so that no two overlap and none sticks out, and the height that this takes."""
    if not len(at):
        return np.zeros((0, 2)), height
    half = np.stack([boxes.wide, boxes.high], axis=1) / 2
    for _ in range(12):
        room = np.array([width, height], dtype=np.float64)
        if (4 * half.prod(axis=1)).sum() > FULL * room.prod():
            height = int(height * 1.25)
            continue
        found, free = _pushed(half + at * np.maximum(room - 2 * half, 0), half, room)
        if free:
            return found, height
        height = int(height * 1.15)
    return _stacked(half, width)


def _pushed(at: Points, half: Points, room: Points) -> tuple[Points, bool]:
    """Push boxes apart, each the half of what they overlap, along the side where it is less; say whether all are free."""
    for _ in range(PUSHES):
        free = True
        for one in range(len(at)):
            for other in range(one + 1, len(at)):
                over = half[one] + half[other] + GAP - np.abs(at[one] - at[other])
                if (over <= 0.01).any():
                    continue
                free = False
                side = int(over[1] <= over[0])
                sign = 1.0 if at[one][side] >= at[other][side] else -1.0
                at[one][side] += sign * over[side] / 2
                at[other][side] -= sign * over[side] / 2
        np.clip(at, half, np.maximum(room - half, half), out=at)
        if free:
            return at, True
    return at, False


def _stacked(half: Points, width: int) -> tuple[Points, int]:
    """Return the boxes one below the other: what always fits."""
    bottoms = np.cumsum(2 * half[:, 1] + GAP)
    return np.stack([np.full(len(half), width / 2), bottoms - GAP - half[:, 1]], axis=1), int(bottoms[-1])
