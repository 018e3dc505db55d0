"""Who took part in a happening, and in which part: by clause and grammar."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COMMA, words
from timeline.events.involved.beside import named_beside
from timeline.events.involved.countries import Countries
from timeline.events.involved.no_party import less_abbreviations, less_owners, takes_no_part
from timeline.events.involved.party_words import PartyWords
from timeline.events.involved.scopes import APART, has_own_subject, scope_of, shared_agent, subject_scope, who_says_so
from timeline.events.triggers import VIOLENCE, Trigger
from timeline.model import Actor, ActorMention, Place, Role

__all__ = ["actors_of", "with_states"]

_ARTICLES = words("a an the")
_NAME = 8
"""Words of the longest name that a comma may part from its verb."""
_FIGHT = frozenset(("armed_group", "movement", "government", "security_force", "party", "person"))
_OF_ITS_OWN = words("its their")
_OPENERS = words("while whereas although though because")
_ADDRESSED = frozenset(("to", "for", "about"))
_LEADING = words(
    "however but and then also meanwhile just hours days weeks months years soon shortly a two three few ,"
)
_ASIDE_AS = words("well part a an the one of if though per")
"""Words behind "as" by which it opens no clause of its own."""


def actors_of(
    parse: Parse,
    trigger: Trigger,
    mentions: Sequence[ActorMention],
    party_words: PartyWords,
    *,
    own: Trigger | None = None,
    within: tuple[int, int] | None = None,
) -> list[tuple[Actor, Role]]:
    """Return who takes part, each once in the order of the text, and each one's part.

    ``own`` is what the verb of the trigger's clause names; ``within`` are the offsets that belong to this date of several
    ("visits by X in April and Y in July").
    """
    if not mentions:
        return []
    clause = _which_it_was_one_of(parse, trigger)
    scope = _up_to_next_clause(parse, clause, scope_of(parse, trigger)) - _told_of_before(parse, clause)
    only_near = only_subject = False
    borrowed = _borrowed(parse, clause, trigger) if trigger.part != "noun" else set()
    if (
        trigger.part == "noun"
        and not any(parse.token_at(m.start) in scope for m in mentions)
        and not _is_of_another_time(parse, min(scope, default=0), own)
    ):
        quoted = own is not None and own.type == "statement" and trigger.type in VIOLENCE and "claim" not in own.lemma
        scope = set(parse.own_tokens(clause)).difference(range(*clause.subject) if quoted else ())
        among = _counted_among(parse, clause)
        scope.update(among)
        if trigger.type in VIOLENCE:
            only_subject = clause.group is not None and clause.group.last < trigger.head
            mentions = [mention for mention in mentions if mention.actor.kind in _FIGHT]
            only_near = bool(among) or (clause.group is not None and clause.group.lemma == "be")
        scope -= _only_addressed(parse, clause)
    beside = named_beside(parse, trigger, own, party_words)
    agents = shared_agent(parse, clause) if trigger.part == "verb" and trigger.type in VIOLENCE else range(0)
    borrowed_role: Role = "target" if clause.group is not None and clause.group.passive else "source"
    roles: dict[str, tuple[Actor, Role]] = {}
    for mention in less_owners(parse, less_abbreviations(parse, sorted(mentions, key=lambda m: m.start))):
        at = parse.token_at(mention.start)
        if not (at in scope or at in borrowed or at in beside or at in agents):
            continue
        if within is not None and mention.actor.kind == "person" and not within[0] <= mention.start < within[1]:
            continue
        if takes_no_part(parse, trigger, mention, party_words):
            continue
        role: Role = borrowed_role if at in borrowed else beside.get(at) or _role(parse, clause, trigger, at)
        if at in agents:
            role = "source"
        if mention.how == "metonymy" and trigger.part == "noun" and trigger.type in VIOLENCE and at < trigger.head:
            role = "target"  # "the Tel Aviv drone strike"
        if only_subject and role == "source" and at in range(*clause.subject):
            role = "mentioned"  # "Kenya investigates the attack"
        if only_near and at not in beside:
            role = "mentioned"  # "an officer was among those killed in the attack"
        roles.setdefault(mention.actor.id, (mention.actor, role))
    return list(roles.values())


def _which_it_was_one_of(parse: Parse, trigger: Trigger) -> Clause:
    """Return the clause of a happening; that of its sentence where it only counts what that tells ("…, the third raid")."""
    clause = parse.clauses[trigger.clause]
    apposed = trigger.first > 1 and [t.word for t in parse.tokens[trigger.first - 2 : trigger.first]] == [",", "the"]
    if trigger.type != "statistic" or trigger.part != "noun" or not apposed:
        return clause
    while clause.parent is not None and clause.kind != "main" and clause.parent < clause.number:
        clause = parse.clauses[clause.parent]
    return clause


def _counted_among(parse: Parse, clause: Clause) -> list[int]:
    """Return the tokens of the clause that counts somebody among those of whom a participle tells ("was among those killed")."""
    group = clause.group
    if clause.kind != "participle" or clause.parent is None or group is None:
        return []
    if group.first == 0 or parse.tokens[group.first - 1].word != "those":
        return []
    above = parse.clauses[clause.parent]
    return parse.own_tokens(above) if above.group is not None and above.group.lemma == "be" else []


def _only_addressed(parse: Parse, clause: Clause) -> set[int]:
    """Return the tokens of whom a thing is only said to be something for ("the visit was a message to Uganda")."""
    group = clause.group
    if group is None or group.lemma != "be":
        return set()
    behind = range(group.last + 1, clause.end)
    first = next((at for at in behind if parse.tokens[at].word in _ADDRESSED), None)
    return set() if first is None else set(range(first, clause.end))


def _borrowed(parse: Parse, clause: Clause, trigger: Trigger) -> set[int]:
    """Return the tokens of a subject that stands in another clause, or of him whose own its subject is."""
    if not has_own_subject(parse, clause):
        found = set(subject_scope(parse, clause))
        return found or (_before_comma(parse, clause) if trigger.type == "statement" else found)
    if trigger.type == "statement" and clause.kind == "relative" and _goes_on_after_comma(parse, clause):
        return set(subject_scope(parse, clause))
    if clause.group is None:
        return set()
    own = {token.word for token in parse.tokens[clause.start : clause.group.first]}
    if not clause.group.passive or not own.isdisjoint(_OF_ITS_OWN):
        return set(who_says_so(parse, clause))
    return set()


def _before_comma(parse: Parse, clause: Clause) -> set[int]:
    """Return the tokens before a verb that a comma parts from its subject ("…, the University of X, Y, said")."""
    if clause.kind != "main" or not parse.tokens[clause.start].flags & COMMA:
        return set()
    verbs = [one.group.last for one in parse.clauses if one.group is not None and one.group.last < clause.start]
    return set(range(max(clause.start - _NAME, 1 + max(verbs, default=-1)), clause.start))


def _goes_on_after_comma(parse: Parse, clause: Clause) -> bool:
    """Whether the verb is that of the clause above, a comma parting it from what tells of its subject ("X, who …, said")."""
    assert clause.group is not None
    return any(parse.tokens[at].flags & COMMA for at in range(clause.start + 1, clause.group.first))


def _up_to_next_clause(parse: Parse, clause: Clause, scope: Sequence[int]) -> set[int]:
    """Return the tokens of a scope up to a word that opens another clause, though no verb was seen in that ("…, while X …")."""
    last = clause.group.last if clause.group is not None else 0
    opens = (at for at in scope if at > last + 1 and _opens_another(parse, at))
    end = next((at for at in opens if parse.tokens[at - 1].flags & COMMA), len(parse.tokens))
    return {at for at in scope if at < end}


def _told_of_before(parse: Parse, clause: Clause) -> set[int]:
    """Return the tokens before a verb that only tell after what something was done ("After clashes with X, Y fled")."""
    first = clause.start
    while first < clause.end and parse.tokens[first].word in _LEADING:
        first += 1
    if clause.group is None or clause.group.first <= first or parse.tokens[first].word not in APART:
        return set()
    end = next((at for at in range(first, clause.group.first) if parse.tokens[at].flags & COMMA), None)
    return set(range(first, end)) if end is not None else set()


def _opens_another(parse: Parse, at: int) -> bool:
    """Whether a word opens another clause: "while …", or "as" before what is not just called something."""
    word = parse.tokens[at].word
    following = parse.tokens[at + 1].word if at + 1 < len(parse.tokens) else ""
    return word in _OPENERS or (word == "as" and following not in _ASIDE_AS)


def _is_of_another_time(parse: Parse, first: int, own: Trigger | None) -> bool:
    """Whether a phrase only says after or before what something else was done ("spoke after last week's raid")."""
    apart = first > 0 and parse.tokens[first - 1].word in APART
    return apart and own is not None and own.type not in VIOLENCE


def with_states(
    found: Sequence[tuple[Actor, Role]],
    trigger: Trigger,
    places: Sequence[Place],
    countries: Countries,
    party_words: PartyWords,
) -> list[tuple[Actor, Role]]:
    """Return the actors with the states that persons speak for or that are visited; who is struck may be struck alone."""
    roles = {actor.id: (actor, role) for actor, role in found}
    for actor, role in found:
        if actor.kind == "person" and actor.country and not (trigger.type in VIOLENCE and role == "target"):
            _add_state(actor.country, role, roles, countries)
    if (
        trigger.lemma in party_words.visits
        and trigger.type == "meeting"
        and len({place.country for place in places}) == 1
    ):
        _add_state(places[0].country or "", "target", roles, countries)
    return list(roles.values())


def _add_state(code: str, role: Role, roles: dict[str, tuple[Actor, Role]], countries: Countries) -> None:
    state = countries.government(code)
    if state is not None:
        roles.setdefault(state.actor.id, (state.actor, role))


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
        if before in _ARTICLES and at > 1:
            before = parse.tokens[at - 2].word
        return "target" if group.passive or before in ("on", "against") else "source"
    if group.passive:
        return "mentioned"
    inverted = trigger.type == "statement" and trigger.part == "verb" and not has_own_subject(parse, clause)
    return "source" if inverted else "target"
