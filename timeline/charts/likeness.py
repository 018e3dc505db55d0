"""Which colours look alike: to everybody, or to people with red-green colour blindness. Such areas get different hatches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

__all__ = ["HATCHES", "alike", "hatches_for"]

HATCHES = ("", "/", ".", "x", "-")

# From linear red, green, blue to the same as seen without green or without red cones (Viénot, Brettel and Mollon 1999).
SEEN = (
    np.eye(3),
    np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
    np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
)
# Oklab, in which equal distances look about equally different (Ottosson 2020).
CONES = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                  [0.0883024619, 0.2817188376, 0.6299787005]])  # fmt: skip
OKLAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                  [0.0259040371, 0.7827717662, -0.8086757660]])  # fmt: skip
LEAST = 0.075


def alike(one: str, other: str) -> bool:
    """Return whether two colours (#rrggbb) can be mistaken for each other.

    >>> alike("#737373", "#858585"), alike("#D55E00", "#0072B2")
    (True, False)
    """
    return any(float(np.linalg.norm(a - b)) < LEAST for a, b in zip(_as_seen(one), _as_seen(other), strict=True))


def hatches_for(colors: Sequence[str]) -> list[str]:
    """Return a hatch for each colour, so that no two that look alike have the same; the first of them has none.

    >>> hatches_for(["#737373", "#0072B2", "#858585"])
    ['', '', '/']
    """
    chosen: list[str] = []
    for number, color in enumerate(colors):
        taken = {hatch for other, hatch in zip(colors[:number], chosen, strict=True) if alike(color, other)}
        chosen.append(next((hatch for hatch in HATCHES if hatch not in taken), HATCHES[number % len(HATCHES)]))
    return chosen


@cache
def _as_seen(color: str) -> tuple[npt.NDArray[np.float64], ...]:
    channels = np.array([int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return tuple(OKLAB @ np.cbrt(CONES @ np.clip(matrix @ linear, 0, 1)) for matrix in SEEN)
