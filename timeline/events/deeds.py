"""Whether two verbs of a sentence tell one happening or two deeds, each done in a way of its own."""

from __future__ import annotations

from timeline.clauses.forms import words
from timeline.events.triggers import VIOLENCE, Trigger, family

__all__ = ["are_one_happening", "are_two_deeds", "kills", "other_kind"]

_HARMS = frozenset(("kill", "martyr", "abduct", "kidnap"))
_HARMED = frozenset(("kill", "martyr", "injure", "wound", "shoot", "gun", "die", "leave"))
_HANDED_ON = words("transfer extradite deport hand")
"""Verbs of what is done with somebody after his arrest."""
_STEPS = (
    words("arrest detain apprehend nab capture seize round"),
    words("charge book indict arraign remand transfer extradite"),
    words("convict sentence acquit jail"),
)
"""Steps of a case, each by its verbs."""
_WAYS = (
    (frozenset(("battle", "fight", "clash")), frozenset(("battle", "clash", "battles", "clashes", "gunfight"))),
    (
        frozenset(("shell", "bombard")),
        frozenset(
            ("rocket", "rockets", "missile", "missiles", "shell", "shells", "mortar", "mortars", "barrage", "drones")
        ),
    ),
    (frozenset(("abduct", "kidnap")), frozenset(("hostage", "hostages", "captive"))),
    (frozenset(("ambush", "raid", "storm", "overrun")), frozenset(("raid", "raids", "ambush", "ambushes"))),
    (frozenset(("bomb",)), frozenset(("airstrike", "airstrikes"))),
    (frozenset(("explode", "detonate", "blow")), frozenset(("bomb", "bombs", "blast", "blasts", "explosion"))),
)
"""Ways in which violence is done, each by its verbs and by the nouns behind a verb that says little."""


def are_one_happening(one: Trigger, other: Trigger) -> bool:
    """Whether two verbs of a sentence tell one happening ("killed 65 and injured 280")."""
    return family(one.type) == family(other.type) and not are_two_deeds(one, other)


def are_two_deeds(one: Trigger, other: Trigger) -> bool:
    """Whether two verbs tell of two deeds in ways of their own ("fought troops and fired rockets", "held and extradited")."""
    if other.type == "legal":
        steps = [_step(one), _step(other)]  # "was arrested and charged"
        apart = one.type == "legal" and None not in steps and steps[0] != steps[1]
        return apart or other.lemma.split()[0] in _HANDED_ON
    if one.type not in VIOLENCE or other.type not in VIOLENCE:
        return False
    ways = [_way(one), _way(other)]
    return None not in ways and ways[0] != ways[1]


def other_kind(before: Trigger, trigger: Trigger) -> bool:
    """Whether a verb tells a deed of its own behind the verb before it: of another type, in a way of its own, with its dead."""
    return trigger.type != before.type or are_two_deeds(before, trigger) or kills(before, trigger)


def _step(trigger: Trigger) -> int | None:
    """Return the number of the step of a case that a verb tells: seizing somebody, charging or handing him over, judging him."""
    if trigger.part == "noun":
        return None
    said = trigger.lemma.split()[0]
    return next((at for at, verbs in enumerate(_STEPS) if said in verbs), None)


def _way(trigger: Trigger) -> int | None:
    """Return the number of the way in which a verb says that violence was done; None where it says none of its own."""
    if trigger.part == "noun":
        return None
    said = trigger.lemma.split()
    return next((at for at, way in enumerate(_WAYS) if said[0] in way[0] or not way[1].isdisjoint(said[1:])), None)


def kills(before: Trigger, trigger: Trigger) -> bool:
    """Whether a verb gives the dead of a deed that the verb before it told without them ("stormed … and killed nine")."""
    harms = trigger.lemma in _HARMS or trigger.lemma.endswith(" dead")
    return harms and before.lemma.split()[0] not in _HARMED and before.part == "verb"
