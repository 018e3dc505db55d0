"""Links between rows become groups, the most alike first, as long as a group stays compatible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from timeline.corrections import Ties
from timeline.merge.likeness import ON_THE_WHOLE, cannot_be_same, score
from timeline.merge.traits import Traits

__all__ = ["Group", "Link", "groups"]

_COMPARED = 30
"""Members of each side that are checked before two groups are joined."""
_WEIGHED = 64
"""Pairs of members whose likeness is weighed then."""


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


def groups(traits: Sequence[Traits], links: Iterable[Link], ties: Ties[int] | None = None) -> list[Group]:
    """Return the groups, each row in exactly one. What people said of rows, by position, in ``ties`` goes before likeness."""
    said = ties or Ties()
    of = [Group([number]) for number in range(len(traits))]
    for mine, other in said.together:
        if of[mine] is not of[other] and said.may_be_together(of[mine].members, of[other].members):
            _join(of, of[mine], of[other])
    for link in sorted(links, key=lambda link: (-link.score, link.one, link.two)):
        one, two = of[link.one], of[link.two]
        if one is not two and said.may_be_together(one.members, two.members) and _may_join(one, two, traits):
            _join(of, one, two, link)
    unique = {id(group): group for group in of}
    for group in unique.values():
        group.members.sort()
    return list(unique.values())


def _join(of: list[Group], one: Group, two: Group, *links: Link) -> None:
    """Put two groups together, for every member in ``of``."""
    larger, smaller = (one, two) if len(one.members) >= len(two.members) else (two, one)
    larger.members += smaller.members
    larger.links += [*smaller.links, *links]
    for number in smaller.members:
        of[number] = larger


def _may_join(one: Group, two: Group, traits: Sequence[Traits]) -> bool:
    """Whether no member of one rules out a member of the other, and they are alike on the whole, not only in one link."""
    pairs = [(mine, other) for mine in one.members[:_COMPARED] for other in two.members[:_COMPARED]]
    if any(cannot_be_same(traits[mine], traits[other]) for mine, other in pairs):
        return False
    # within an article the same words mean the same; another article may leave out what this one names
    pairs = [(mine, other) for mine, other in pairs if traits[mine].source == traits[other].source] or pairs
    some = pairs if len(pairs) <= _WEIGHED else pairs[:: len(pairs) // _WEIGHED + 1]
    scores = [alike for mine, other in some if (alike := score(traits[mine], traits[other])) is not None]
    return sum(scores) >= ON_THE_WHOLE * len(scores)
