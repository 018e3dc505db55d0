"""Who took part in a happening, where it was, and the figures told with it: by clause and grammar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from timeline.clauses import Clause, Parse
from timeline.events.triggers import Trigger, noun_phrase
from timeline.model import Actor, ActorMention, Figure, Place, PlaceMention, Role

__all__ = ["Countries", "actors_of", "figures_of", "places_of", "scope_of"]

_NOT_WHERE = frozenset(("dateline", "actor", "weak", "based", "by"))
"""Cues of place names that do not say where something happened."""


class Countries(Protocol):
    """What knows the actor of a country code."""

    def country(self, code: str) -> Actor | None:
        """Return the government of a country."""


def scope_of(parse: Parse, trigger: Trigger) -> list[int]:
    """Return the tokens in which the participants of a happening are looked for, nearest clause only."""
    clause = parse.clauses[trigger.clause]
    if trigger.part == "noun" and clause.group is not None:
        first, last = noun_phrase(parse, trigger)
        return list(range(first, last))
    scope = parse.own_tokens(clause)
    for child in parse.clauses:
        inner = child.kind in ("infinitive", "participle") and child.parent == clause.number
        inner = inner and child.opener not in ("before", "after", "since", "following")
        if inner and child.group is not None and child.start > clause.start:
            scope.extend(parse.own_tokens(child))
    return sorted(set(scope))


def subject_scope(parse: Parse, clause: Clause) -> list[int]:
    """Return the tokens of the subject that a clause borrows: that of the clause it depends on, or the noun it tells about."""
    seen = {clause.number}
    current = clause
    while current.parent is not None and current.parent not in seen:
        above = parse.clauses[current.parent]
        seen.add(above.number)
        if current.kind == "relative" or (current.kind == "participle" and not _after_comma(parse, current)):
            return [at for at in parse.own_tokens(above) if at < current.start][-8:]
        if above.subject[1] - above.subject[0] > 0 and above.group is not None:
            found = [at for at in range(*above.subject) if parse.clause_of[at] == above.number]
            if any(parse.tokens[at].word.isalpha() for at in found):
                return found
        current = above
    return []


def _after_comma(parse: Parse, clause: Clause) -> bool:
    start = clause.start
    return start > 0 and (parse.tokens[start - 1].word == "," or parse.tokens[start].word in (",", "before", "after", "while", "by"))


def _has_own_subject(parse: Parse, clause: Clause) -> bool:
    group = clause.group
    if group is None or not group.finite:
        return False
    words = [parse.tokens[at] for at in range(*clause.subject) if parse.clause_of[at] == clause.number]
    return any(token.word not in ("and", "but", "or", ",", "which", "who", "that", "“", "”", '"') and token.word.strip("—-(") for token in words)


def actors_of(
    parse: Parse, trigger: Trigger, mentions: Sequence[ActorMention], countries: Countries | None
) -> tuple[tuple[Actor, ...], tuple[Role, ...], list[ActorMention]]:
    """Return who takes part, each once in the order of the text, and each one's part."""
    clause = parse.clauses[trigger.clause]
    scope = set(scope_of(parse, trigger))
    borrowed = set()
    if trigger.part != "noun" and not _has_own_subject(parse, clause):
        borrowed = set(subject_scope(parse, clause))
    inside = [m for m in mentions if (at := parse.token_at(m.start)) in scope or at in borrowed]
    if not inside and trigger.part == "noun":
        whole = set(parse.own_tokens(clause))
        inside = [m for m in mentions if parse.token_at(m.start) in whole]
    roles: dict[str, tuple[Actor, Role]] = {}
    for mention in sorted(inside, key=lambda m: m.start):
        at = parse.token_at(mention.start)
        role: Role = "source" if at in borrowed else _role(parse, clause, trigger, at)
        roles.setdefault(mention.actor.id, (mention.actor, role))
        _add_country(mention.actor, role, roles, countries)
    return tuple(actor for actor, _ in roles.values()), tuple(role for _, role in roles.values()), inside


def _add_country(actor: Actor, role: Role, roles: dict[str, tuple[Actor, Role]], countries: Countries | None) -> None:
    """A person who speaks for a state brings the state along."""
    if actor.kind == "person" and actor.country and countries is not None:
        state = countries.country(actor.country)
        if state is not None:
            roles.setdefault(state.id, (state, role))


def _role(parse: Parse, clause: Clause, trigger: Trigger, at: int) -> Role:
    before = parse.tokens[at - 1].word if at else ""
    if before == "by":
        return "source"
    if trigger.part == "noun":
        return "source" if at < trigger.head else "target" if before in ("on", "against", "in", "of") else "mentioned"
    group = clause.group
    if group is None:
        return "mentioned"
    if at < group.first:
        return "target" if group.passive else "source"
    if group.passive:
        return "mentioned"
    return "target"


def places_of(parse: Parse, trigger: Trigger, mentions: Sequence[PlaceMention]) -> tuple[Place, ...]:
    """Return where it happened: places of its own phrase, then of its clause, then of the sentence."""
    mentions = [mention for mention in mentions if mention.cue not in _NOT_WHERE]
    if not mentions:
        return ()
    clause = parse.clauses[trigger.clause]
    own = set(scope_of(parse, trigger))
    whole = set(parse.own_tokens(clause))
    for scope in (own, whole):
        found = [m.place for m in mentions if parse.token_at(m.start) in scope]
        if found:
            return _each_once(found)
    if trigger.type == "statement":
        return ()
    return _each_once([m.place for m in mentions])


def _each_once(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return each place once, without the country that another of them lies in."""
    once = list({(p.id or p.name, p.country, p.subdivision): p for p in places}.values())
    finer = {p.country for p in once if p.subdivision or p.level != "country"}
    return tuple(p for p in once if p.level != "country" or p.country not in finer)


def figures_of(parse: Parse, trigger: Trigger, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the counts and amounts told in the clause of a happening."""
    scope = set(scope_of(parse, trigger)) | set(parse.own_tokens(parse.clauses[trigger.clause]))
    return tuple(figure for figure in figures if parse.token_at(figure.start) in scope)
