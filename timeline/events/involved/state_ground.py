"""The state on whose ground a happening was that names no place: whose it is, who was struck, who does it at home."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Parse
from timeline.clauses.forms import ADJECTIVE, DATE, NOUN, POSSESSIVE, PREPOSITION
from timeline.events.involved.countries import Countries
from timeline.events.involved.ground_words import GroundWords
from timeline.events.involved.scopes import scope_of, subject_scope
from timeline.events.triggers import Trigger
from timeline.model import Actor, ActorMention, Place, Role

__all__ = ["of_a_nation", "of_a_trial", "of_the_struck", "own_ground"]

_CLOSE = 3


def of_a_nation(
    parse: Parse,
    trigger: Trigger,
    actors: Sequence[ActorMention],
    countries: Countries,
    ground_words: GroundWords,
) -> tuple[Place, ...]:
    """Return the country of what is a whole country's ("the Syrian truce", "Kenya's elections")."""
    if trigger.part != "noun" or parse.tokens[trigger.head].lemma not in ground_words.of_countries:
        return ()
    for mention in reversed(actors):
        at = parse.token_at(mention.end - 1)
        if trigger.head - _CLOSE <= at < trigger.head and mention.actor.kind == "government":
            return _ground_of(mention, countries)
    return ()


def of_the_struck(
    parse: Parse,
    trigger: Trigger,
    actors: Sequence[ActorMention],
    countries: Countries,
    ground_words: GroundWords,
) -> tuple[Place, ...]:
    """Return the country whose ground or own people were struck ("bombed Iranian nuclear sites", "strikes on Syrian rebels")."""
    scope = set(scope_of(parse, trigger)) if actors else set()
    for mention in actors:
        at = parse.token_at(mention.end - 1)
        if at not in scope or at < trigger.head or mention.actor.kind not in ("government", "movement"):
            continue
        if (mention.actor.kind == "movement" and mention.how == "gazetteer") or _is_hit_itself(parse, trigger, mention):
            return _ground_of(mention, countries)
        for after in range(at + 1, min(at + 4, len(parse.tokens))):
            if parse.tokens[after].word in ground_words.struck:
                return _ground_of(mention, countries)
            if not parse.flags[after] & (ADJECTIVE | NOUN | POSSESSIVE) or parse.flags[after] & PREPOSITION:
                break
    return ()


def _ground_of(mention: ActorMention, countries: Countries) -> tuple[Place, ...]:
    """Return the country of an actor as a place."""
    record = countries.country(mention.actor.country or "")
    return (record.place,) if record is not None else ()


def _is_hit_itself(parse: Parse, trigger: Trigger, mention: ActorMention) -> bool:
    """Whether it is a whole state that something is done to ("Togo attacked Benin", "bombed Benin"), not its troops."""
    if mention.how != "country" or trigger.part == "noun" or parse.token_at(mention.start) - trigger.last not in (0, 1):
        return False
    after = parse.token_at(mention.end - 1) + 1
    following = parse.tokens[after] if after < len(parse.tokens) else None
    return (
        following is None
        or not (following.names or parse.flags[after] & (NOUN | POSSESSIVE))
        or bool(parse.flags[after] & DATE)
    )


def of_a_trial(
    parse: Parse,
    trigger: Trigger,
    actors: Sequence[ActorMention],
    countries: Countries,
    ground_words: GroundWords,
) -> tuple[Place, ...]:
    """Return the state that only tries out what it fires ("fired a missile into the sea", "its first nuclear test")."""
    clause = parse.clauses[trigger.clause]
    scope = {*parse.own_tokens(clause), *subject_scope(parse, clause)}
    told = [m for m in actors if parse.token_at(m.start) in scope]
    homes = {m.actor.country for m in told}
    if len(homes) != 1 or not any(
        m.actor.kind == "government" and parse.token_at(m.start) < trigger.head for m in told
    ):
        return ()
    if ground_words.tried.isdisjoint(parse.own_words(clause)) and not _is_a_launch(parse, trigger):
        return ()
    record = countries.country(homes.pop() or "")
    return (record.place,) if record is not None else ()


def _is_a_launch(parse: Parse, trigger: Trigger) -> bool:
    """Whether a noun only says that something was fired, and at nobody ("its missile launch")."""
    is_launch = trigger.part == "noun" and parse.tokens[trigger.head].lemma == "launch"
    return is_launch and parse.tokens[trigger.head - 1].word in ("missile", "rocket", "satellite")


def own_ground(
    type_name: str,
    found: Sequence[tuple[Actor, Role]],
    countries: Countries,
    *,
    told: frozenset[str] = frozenset(),
    ground_words: GroundWords,
) -> tuple[Place, ...]:
    """Return the states on whose ground a thing that names no place was done: who expels or closes borders, who clash.

    ``told`` are the words of its clause: what is imposed on strangers is on nobody's ground.
    """
    if type_name == "restriction" and not ground_words.abroad.isdisjoint(told):
        return ()
    states = [(actor, role) for actor, role in found if actor.kind == "government" and actor.country]
    groups = [(actor, role) for actor, role in found if actor.kind == "armed_group" and actor.country]
    if type_name in ("displacement", "restriction", "legal"):
        of_one = type_name == "legal" and len({actor.country for actor, _ in found if actor.country}) == 1
        states = [pair for pair in states if pair[1] == "source" or of_one][:1]
    elif type_name == "takeover" and len(groups) == 1 and groups[0][1] == "source":
        states = groups
    elif type_name != "clash" or len(states) != 2 or len(states) != len(found):
        return ()
    records = (countries.country(actor.country) for actor, _ in states)
    return tuple(record.place for record in records if record is not None)
