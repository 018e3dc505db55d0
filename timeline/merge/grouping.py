"""Links between rows become groups, the most alike first, as long as a group stays compatible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from timeline.merge.likeness import cannot_be_same
from timeline.merge.traits import Traits

__all__ = ["Group", "Link", "groups"]

_COMPARED = 30
"""Members of each side that are checked before two groups are joined."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two rows by position, and how alike they are."""

    score: float
    one: int
    two: int


@dataclass(slots=True)
class Group:
    """Rows by position, in reading order, and the links that joined them."""

    members: list[int]
    links: list[Link] = field(default_factory=list)


def groups(traits: Sequence[Traits], links: Iterable[Link]) -> list[Group]:
    """Return the groups, each row in exactly one."""
    of = [Group([number]) for number in range(len(traits))]
    for link in sorted(links, key=lambda link: (-link.score, link.one, link.two)):
        one, two = of[link.one], of[link.two]
        if one is two or not _may_join(one, two, traits):
            continue
        larger, smaller = (one, two) if len(one.members) >= len(two.members) else (two, one)
        larger.members += smaller.members
        larger.links += [*smaller.links, link]
        for number in smaller.members:
            of[number] = larger
    unique = {id(group): group for group in of}
    for group in unique.values():
        group.members.sort()
    return list(unique.values())


def _may_join(one: Group, two: Group, traits: Sequence[Traits]) -> bool:
    return not any(
        cannot_be_same(traits[mine], traits[other])
        for mine in one.members[:_COMPARED]
        for other in two.members[:_COMPARED]
    )
