"""What a dated happening brought about, and what brought it about, told by a verb that says so ("sparked", "led to")."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.clauses import Clause, Group, Parse
from timeline.clauses.forms import COMMA, DATE, PREPOSITION, words
from timeline.events.paired import Pairing, is_dated
from timeline.events.telling import TALK
from timeline.events.triggers import Found, Trigger

__all__ = ["CAUSES", "set_off_by", "what_it_caused"]

_NOTHING = frozenset(("",))
CAUSES: dict[str, frozenset[str]] = {
    **dict.fromkeys(words("spark trigger ignite provoke unleash prompt cause draw"), _NOTHING),
    **dict.fromkeys(
        words("escalate snowball spiral turn degenerate descend develop deteriorate evolve erupt"), frozenset(("into",))
    ),
    "set": frozenset(("off",)),
    "touch": frozenset(("off",)),
    "lead": frozenset(("to",)),
    "give": frozenset(("rise",)),
    "result": frozenset(("in",)),
    "culminate": frozenset(("in", "with")),
}
"""Verbs of what sets off something else, each with the small word behind it."""
_AT_ONCE = 7
"""Days up to which what a happening set off was in the same time."""
_REACH = 6
"""Words within which what was set off follows the verb."""
_ASIDE = 14
"""Words within which a clause with "which" or a participle follows what it tells more of."""
_WITHIN = frozenset(("of", "overnight"))
"""Words of a noun's phrase that elsewhere part it from the verb ("a round of talks", "an overnight curfew")."""
_LASTING = words("war conflict insurgency militancy crisis")
"""What goes on long after it was set off."""
_BACKWARDS = words("trigger spark prompt provoke ignite cause unleash")
"""Verbs whose subject came right before what they brought about."""


def what_it_caused(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what a dated happening set off ("the attack on Wednesday sparked a clash", "…, which led to a truce")."""
    for pairing in list(pairs):
        if (pairing.interval.days or 99) > _AT_ONCE:
            continue
        outcome = set_off_by(parse, found, pairing.trigger)
        if outcome is not None and not is_dated(outcome, pairs):
            pairs.append(Pairing(outcome, pairing.mention, pairing.interval, "it set it off", 0.6))
    for pairing in list(pairs):
        source = _source(parse, found, pairing)
        if source is not None and not is_dated(source, pairs):
            pairs.append(Pairing(source, pairing.mention, pairing.interval, "it set off the dated one", 0.6))
    for pairing in list(pairs):
        for other in _in_what_was_seen(parse, found, pairing.trigger):
            if not is_dated(other, pairs):
                pairs.append(Pairing(other, pairing.mention, pairing.interval, "the one saw the other", 0.6))


def set_off_by(parse: Parse, found: Found, trigger: Trigger) -> Trigger | None:
    """Return what a happening is said to have set off, if that is another one."""
    for clause in _told_of(parse, trigger):
        outcome = _outcome(parse, found, clause)
        if outcome is not None and outcome.type != trigger.type:
            return outcome
    return None


def _told_of(parse: Parse, trigger: Trigger) -> Iterator[Clause]:
    """Yield the clauses that say what a happening set off: its own, one with "which", one with a participle."""
    own = parse.clauses[trigger.clause]
    if own.group is not None and trigger.head < own.group.first and _sets_off(parse, own.group, own.group.past):
        yield own
    for clause in parse.clauses:
        group = clause.group
        if clause.parent != own.number or group is None or not 0 < clause.start - trigger.head <= _ASIDE:
            continue
        set_off = any(flags & COMMA for flags in parse.flags[clause.start - 1 : clause.start + 1])
        if clause.kind == "relative":
            is_told = clause.opener in ("which", "that") and group.past and not group.perfect
            of_noun = trigger.part != "verb" and (set_off or clause.opener == "that")
            is_told = is_told and (of_noun or (set_off and clause.opener == "which"))
        else:
            is_told = clause.kind == "participle" and group.form == "ing" and set_off
        if is_told and _sets_off(parse, group, True):
            yield clause


def _sets_off(parse: Parse, group: Group, told: bool) -> bool:
    """Whether a verb says that its subject brought something about at once."""
    small = CAUSES.get(group.lemma)
    if small is None or not told or group.negated or group.modal or group.passive:
        return False
    following = parse.tokens[group.last + 1].word if group.last + 1 < len(parse.tokens) else ""
    return "" in small or following in small


def _outcome(parse: Parse, found: Found, clause: Clause) -> Trigger | None:
    """Return the noun right behind the verb of a clause, where nothing dates it otherwise."""
    group = clause.group
    assert group is not None
    small = CAUSES[group.lemma]
    for noun in found.nouns:
        if noun.clause != clause.number or not group.last < noun.head <= group.last + _REACH:
            continue
        between = parse.tokens[group.last + 1 + ("" not in small) : noun.first]
        is_object = not any(
            token.flags & (PREPOSITION | DATE) and "-" not in token.word and token.word not in _WITHIN
            for token in between
        )
        lasts = noun.lemma.split()[-1] in _LASTING
        return noun if is_object and not lasts and noun.type not in TALK else None
    return None


def _in_what_was_seen(parse: Parse, found: Found, trigger: Trigger) -> Iterator[Trigger]:
    """Yield the other side of "the truce saw ten hostages freed": what was seen in a happening, or that happening."""
    for clause in parse.clauses:
        group = clause.group
        if group is None or group.lemma != "see" or not group.past or group.negated or group.passive:
            continue
        nouns = (one for one in found.nouns if clause.subject[0] <= one.head < min(clause.subject[1], group.first))
        occasion = next((one for one in nouns if one.type not in TALK), None)
        seen = [
            one
            for one in (found.of_clause.get(other.number) for other in parse.clauses if other.parent == clause.number)
            if one is not None and one.type not in ("", "statement") and one.head > group.last
        ]
        if occasion is None or not seen or parse.clauses[seen[0].clause].kind not in ("participle", "infinitive"):
            continue
        if trigger.head == occasion.head and seen[0].type not in (occasion.type, "other"):
            yield seen[0]
        if trigger.head == seen[0].head and seen[0].type != occasion.type:
            yield occasion


def _source(parse: Parse, found: Found, pairing: Pairing) -> Trigger | None:
    """Return what brought about a dated happening under a date that opens both ("In 2012 a revolt triggered a coup")."""
    clause = parse.clauses[pairing.trigger.clause]
    group = clause.group
    if group is None or group.lemma not in _BACKWARDS or not group.past or group.negated or group.modal:
        return None
    at = parse.token_at(pairing.mention.start)
    if at > max(clause.subject[0], clause.start + 1) or pairing.trigger.head < group.first or group.passive:
        return None
    inside = [noun for noun in found.nouns if clause.subject[0] <= noun.head < min(clause.subject[1], group.first)]
    first = next((noun for noun in inside if noun.type not in TALK), None)
    if first is None or any(flags & PREPOSITION for flags in parse.flags[max(at + 1, clause.subject[0]) : first.first]):
        return None
    return first
