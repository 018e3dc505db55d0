"""Deaths and wounds of two-sided fighting: in a fight that the clause names, or where both sides lost people."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COORDINATOR, NUMBER, PREPOSITION, words
from timeline.events.triggers import VIOLENCE, Trigger
from timeline.events.types import TypeTable
from timeline.model import ActorMention

__all__ = ["FIGHTERS", "fell_in", "is_fighting"]

FIGHTERS = words(
    "assailant assailants attacker attackers militant militants insurgent insurgents terrorist terrorists "
    "gunman gunmen fighters extremists jihadists rebels guerrillas jihadist bandits separatists maoists naxals naxalites "
    "khwarij khawarij kharji hijackers pirates"
)
_FORCES = words(
    "soldier soldiers troops policeman policemen policewoman officer officers constable constables marine marines personnel "
    "commando commandos guard guards ranger rangers paramilitary paramilitaries servicemen"
)
_HARMS = words("kill injure wound shoot gun die martyr lose leave claim capture")
_IN_ITS_COURSE = words("in during after following amid from")
_NO_FIGHT = frozenset(("war", "civil war", "escalation", "military escalation", "standoff", "stand-off", "turf war"))
"""Nouns of fighting that tell of a whole time, in which any deed may fall."""
_ONE_SIDED = words(
    "attack attacks ambush bomb bombs bomber bombing bombings blast blasts explosion explosions ied mine landmine "
    "airstrike airstrikes strike strikes shelling drone drones missile missiles raid gunmen suicide grenade crash accident "
    "execution"
)
_NUMBERS = words("two three four five six seven eight nine ten eleven twelve several many dozens")
_REACH = 6


def is_fighting(parse: Parse, trigger: Trigger, table: TypeTable, actors: Sequence[ActorMention]) -> bool:
    """Whether people fell in fighting: in a fight that is named, or on both sides and by nothing else that is said."""
    if trigger.lemma.split()[0] not in _HARMS or trigger.part != "verb":
        return False
    number = trigger.clause
    clause = parse.clauses[number]
    if any(c.parent == number and _is_while_they_fought(c, table) for c in parse.clauses):
        return True
    if clause.kind == "coordinate" and clause.parent is not None and _has_no_subject(clause):
        fight = _named_first(parse, parse.own_tokens(parse.clauses[clause.parent]), trigger, table)
        if (
            fight is not None and fight[0] == "clash"
        ):  # "killed 30 in a firefight on Monday and killed six more on Tuesday"
            return True
    course = fell_in(parse, trigger, table)
    return course[0] == "clash" if course is not None else _both_fell(parse, trigger, actors)


def _is_while_they_fought(clause: Clause, table: TypeTable) -> bool:
    """Whether a participle says in the course of what somebody fell ("killed while fighting rebels")."""
    group = clause.group
    if group is None or clause.kind != "participle" or clause.opener not in ("while", "when", "whilst"):
        return False
    return group.form == "ing" and table.verbs.get(group.lemma) == "clash"


def fell_in(parse: Parse, trigger: Trigger, table: TypeTable) -> tuple[str, int] | None:
    """Return the type and the first token of the violence in the course of which people fell, the first that is named."""
    number = trigger.clause
    further = [at for c in parse.clauses if c.kind == "coordinate" and c.parent == number for at in parse.own_tokens(c)]
    return _named_first(parse, [*parse.own_tokens(parse.clauses[number]), *further], trigger, table)


def _has_no_subject(clause: Clause) -> bool:
    return clause.group is not None and clause.group.first - clause.start <= 1


def _named_first(parse: Parse, own: Sequence[int], trigger: Trigger, table: TypeTable) -> tuple[str, int] | None:
    """Return the violence that is named first among these words as that in the course of which people fell."""
    group = parse.clauses[trigger.clause].group
    if group is None:
        return None
    behind = [at for at in own if at > group.last and parse.tokens[at].names]
    before = [at for at in own if at < group.first and parse.tokens[at].names]
    for at in (*before, *behind):
        named = table.of_noun(parse.tokens, at)
        if named is None or named[0] not in VIOLENCE or named[2] in _NO_FIGHT:
            continue
        opener = _opener(parse, named[1])
        if opener in _IN_ITS_COURSE or (at < group.first and not opener and not group.passive):
            return named[0], named[1]
    return None


def _opener(parse: Parse, noun: int) -> str:
    """Return the preposition before a noun's phrase ("in a series of clashes": in), or nothing."""
    for at in range(noun - 1, max(-1, noun - 1 - _REACH), -1):
        token = parse.tokens[at]
        if token.flags & PREPOSITION and token.word != "of":
            return token.word
        if token.flags & COORDINATOR:
            return ""
    return ""


def _both_fell(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    """Whether fighters and members of a force are named side by side as those who fell ("two soldiers and five rebels")."""
    clause = parse.clauses[trigger.clause]
    group = clause.group
    if group is None or not _ONE_SIDED.isdisjoint(parse.own_words(clause)):
        return False
    fell = group.passive or group.form == "en" or trigger.lemma.startswith("die")
    own = [at for at in parse.own_tokens(clause) if (at < group.first if fell else at > group.last)]
    joints = [at for at in own if parse.tokens[at].word in ("and", "as")]
    if not joints:
        return False
    groups = {parse.token_at(mention.start) for mention in actors if mention.actor.kind == "armed_group"}
    sides = [at for at in own if parse.tokens[at].word in FIGHTERS or (at in groups and _is_counted(parse, at))]
    forces = [at for at in own if parse.tokens[at].word in _FORCES]
    return any(min(one, other) < joint < max(one, other) for one in sides for other in forces for joint in joints)


def _is_counted(parse: Parse, at: int) -> bool:
    """Whether a number stands right before a group's name ("five Maoists")."""
    return at > 0 and (bool(parse.tokens[at - 1].flags & NUMBER) or parse.tokens[at - 1].word in _NUMBERS)
