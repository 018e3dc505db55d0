"""Accidents and nature: whether it is they that killed, wounded or destroyed, and nobody."""

from __future__ import annotations

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import words

__all__ = ["is_a_mishaps_doing", "is_mishap"]

_MISHAPS = words(
    "crash crashed crashes accident accidents collision collided overturned capsized derailed derailment earthquake quake "
    "tremor flood floods flooding landslide landslides mudslide avalanche hurricane cyclone tornado tornadoes typhoon "
    "stampede lightning heatwave wildfire wildfires ravine gorge veered skidded sank"
)
_BY_SOMEBODY = words(
    "attack attacks attacked attacker attackers gunman gunmen militant militants bomb bombs bomber bombing blast explosion "
    "shelling shells missile missiles rocket rockets strike strikes airstrike airstrikes drone drones shot shooting rebels "
    "fighters insurgents terrorists clashes fighting war warplanes jets torpedo mine"
)
_KILLS = words(
    "fire fires blaze blazes inferno rain rains rainfall downpour downpours storm storms thunderstorm thunderstorms cold heat "
    "snow snowfall hail outbreak cholera measles malaria dengue ebola disease epidemic virus hunger famine starvation collapse "
    "sinking capsize shipwreck derailment pile-up cloudburst torrent torrents tsunami eruption sandstorm blizzard smog leak "
    "poisoning malnutrition boat ferry bus train plane lorry stampede crush cylinder monsoon"
)
"""What kills as the subject of a verb, which elsewhere in a sentence may be anything."""
_AT_HOME = words("gas cylinder boiler firecracker fireworks firework factory mill stove pipeline")
"""Words that make a blast an accident."""
_BLASTS = words("blast explosion")
_ON_PURPOSE = _BY_SOMEBODY - _BLASTS | words(
    "militia army troops soldiers police ambush arson arsonists siege israeli russian tank tanks artillery cannon rebel "
    "insurgent paramilitary gun sniper friendly enemy hostile machine-gun militant jihadist cross-border"
)
_HURT = words("injure wound hurt displace miss")
_BEFALLS = words(
    "sink capsize overturn derail collide crash skid plunge collapse veer founder drown flip topple slip subside cave "
    "plough plow run fall careen erupt"
)
"""Verbs of accidents, below which "killing" tells of what they cost."""
_OF_MISHAPS = words(
    "boat boats ferry vessel ship dinghy bus buses train plane helicopter truck lorry car van minibus bridge building roof "
    "shaft mine wall house crane jeep coach airliner aircraft trawler raft tower dam tractor cable volcano trolley factory"
)
_STROKES = frozenset(("strike", "strikes"))
"""What lightning does too."""


def is_mishap(parse: Parse, clause: Clause) -> bool:
    """Whether the words of a clause tell of an accident or of nature, and of nobody who does harm."""
    told = parse.own_words(clause)
    harmed = _BY_SOMEBODY - _STROKES if "lightning" in told else _BY_SOMEBODY
    if not _MISHAPS.isdisjoint(told):
        return harmed.isdisjoint(told) or _befalls(parse, clause)
    hurt = _and_hurt(parse, clause) if harmed.isdisjoint(told) else None
    return (hurt is not None and is_mishap(parse, hurt)) or _befalls(parse, clause)


def _and_hurt(parse: Parse, clause: Clause) -> Clause | None:
    """Return the clause behind of who else was hurt, which says in what ("were killed and 30 injured in floods")."""
    if clause.number + 1 >= len(parse.clauses) or clause.group is None or not clause.group.passive:
        return None
    behind = parse.clauses[clause.number + 1]
    goes_on = behind.kind == "coordinate" and behind.parent == clause.number
    return behind if goes_on and behind.group is not None and behind.group.lemma in _HURT else None


def is_a_mishaps_doing(parse: Parse, clause: Clause) -> bool:
    """Whether a fire, rain or a disease is the subject of a verb of killing, or what something came to is told above it."""
    group = clause.group
    if group is None:
        return False
    if clause.kind == "participle" and group.form == "ing" and clause.parent is not None:
        above = parse.clauses[clause.parent]
        return is_mishap(parse, above) and _ON_PURPOSE.isdisjoint(parse.own_words(above))
    subject = [parse.tokens[at].word for at in range(clause.subject[0], min(clause.subject[1], group.first))]
    if group.passive or not _ON_PURPOSE.isdisjoint(subject):
        return False
    blast = not _BLASTS.isdisjoint(subject)
    return not (_AT_HOME if blast else _KILLS).isdisjoint(subject)


def _befalls(parse: Parse, clause: Clause) -> bool:
    """Whether a clause tells of a vehicle or a building that comes to harm of itself ("a shaft collapsed")."""
    group = clause.group
    if group is None or group.passive or group.lemma not in _BEFALLS:
        return False
    told = parse.own_words(clause)
    if not (_ON_PURPOSE | _BLASTS | {"booby-trapped"}).isdisjoint(told):
        return False
    return any(parse.tokens[at].word in _OF_MISHAPS for at in range(*clause.subject))
