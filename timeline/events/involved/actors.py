"""Who took part in a happening, and in which part: by clause and grammar."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import ADJECTIVE, NAME, NOUN, POSSESSIVE, VERB, words
from timeline.events.involved.beside import named_beside
from timeline.events.involved.countries import Countries
from timeline.events.involved.scopes import VIOLENCE, has_own_subject, scope_of, subject_scope
from timeline.events.triggers import Trigger
from timeline.model import Actor, ActorMention, Place, Role

__all__ = ["actors_of", "is_people", "with_states"]

_OFFICES = words(
    "representative envoy minister secretary ambassador coordinator rapporteur spokesman spokeswoman "
    "spokesperson adviser advisor delegate analyst expert"
)
_CIVILIANS = words(
    "civilian civilians citizen citizens national nationals teenager teenagers child children boy boys "
    "girl girls woman women man men worker workers tourist tourists people person pilgrim pilgrims "
    "refugee refugees migrant migrants journalist journalists family families villager villagers student "
    "students assailant assailants attacker attackers suspect suspects resident residents contractor "
    "contractors hunter hunters businessman businessmen businesswoman trader traders engineer engineers "
    "driver drivers doctor doctors nurse nurses teacher teachers priest priests missionary missionaries "
    "farmer farmers fisherman fishermen sailor sailors passenger passengers hostage hostages prisoner "
    "prisoners detainee detainees captive captives expatriate expatriates visitor visitors shopper "
    "shoppers worshipper worshippers hiker hikers traveller travellers traveler travelers reporter "
    "reporters photographer photographers blogger bloggers scholar scholars academic academics couple "
    "victims victim survivor survivors labourer labourers laborer laborers employee employees"
)
_GROUND = words("capital border borders coast city town village soil territory airspace waters island mainland desert")
_BESIDE = frozenset(("near", "outside", "beside"))
_DISTANCES = words("kilometre kilometer km mile metre meter yard block")
_DONE_TO_PEOPLE = frozenset(("attack", "clash", "military_operation", "legal", "displacement", "statistic"))
_VISITS = frozenset(("visit", "state visit", "trip", "tour", "travel", "fly to", "arrive in", "pay a visit"))


def actors_of(
    parse: Parse,
    trigger: Trigger,
    mentions: Sequence[ActorMention],
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
    clause = parse.clauses[trigger.clause]
    scope = set(scope_of(parse, trigger))
    borrowed = set()
    if trigger.part != "noun" and not has_own_subject(parse, clause):
        borrowed = set(subject_scope(parse, clause))
    elif trigger.part == "noun" and not any(parse.token_at(m.start) in scope for m in mentions):
        quoted = own is not None and own.type == "statement" and trigger.type in VIOLENCE and "claim" not in own.lemma
        scope = set(parse.own_tokens(clause)).difference(range(*clause.subject) if quoted else ())
    beside = named_beside(parse, trigger, own)
    roles: dict[str, tuple[Actor, Role]] = {}
    for mention in _less_abbreviations(parse, sorted(mentions, key=lambda m: m.start)):
        at = parse.token_at(mention.start)
        if (
            mention.how == "aside"
            or not (at in scope or at in borrowed or at in beside)
            or _stands_apart(parse, trigger, at)
            or _is_ground(parse, mention)
        ):
            continue
        if within is not None and mention.actor.kind == "person" and not within[0] <= mention.start < within[1]:
            continue
        if mention.how == "nationality" or (trigger.type in _DONE_TO_PEOPLE and is_people(parse, mention)):
            continue
        role: Role = "source" if at in borrowed else beside.get(at) or _role(parse, clause, trigger, at)
        roles.setdefault(mention.actor.id, (mention.actor, role))
    return list(roles.values())


def _less_abbreviations(parse: Parse, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the mentions less those that only say how the one before is abbreviated: "the Lomé Water Board (LWB)"."""
    kept: list[ActorMention] = []
    for mention in mentions:
        at = parse.token_at(mention.start)
        said = kept[-1] if kept else None
        if said is None or said.actor.id != mention.actor.id or at == 0 or parse.tokens[at - 1].word != "(":
            kept.append(mention)
    return kept


def _is_ground(parse: Parse, mention: ActorMention) -> bool:
    """Whether a country's name only says where something lies ("north of the Iraqi capital", "in Syria's Aleppo")."""
    first, last = parse.token_at(mention.start), parse.token_at(mention.end - 1)
    following = parse.tokens[last + 1 : last + 3]
    if mention.actor.kind != "government" or not following:
        return False
    if following[0].word in _GROUND:
        return True
    owned = len(following) > 1 and following[0].flags & POSSESSIVE and following[1].flags & (NAME | NOUN) == NAME
    return bool(owned) and first > 0 and parse.tokens[first - 1].word in ("in", "to", "near", "on", "at", "around")


def is_people(parse: Parse, mention: ActorMention) -> bool:
    """Whether a country's name only says of which nation people are ("two Syrians", "a Syrian teenager"), not that it acts."""
    if mention.actor.kind != "government":
        return False
    last = parse.token_at(mention.end - 1)
    if mention.text.endswith(("ns", "is", "ks", "bs", "nese")):  # Syrians, Iraqis, Arabs
        return mention.text != mention.actor.name
    one = parse.token_at(mention.start)
    following = parse.tokens[last + 1].flags if last + 1 < len(parse.tokens) else 0
    if one and parse.tokens[one - 1].word in ("a", "an", "another") and not following & (NOUN | NAME | ADJECTIVE):
        return True  # "a Syrian armed with a knife"
    if mention.how == "nationality" and following & VERB and not following & NOUN:
        return True  # "Kenyan kills tourist in stabbing spree"
    after = [token.word for token in parse.tokens[last + 1 : last + 4]]
    named = next((word for word in after[:3] if word in _CIVILIANS), None)
    return named is not None and all(word.isalpha() for word in after[: after.index(named)])


def _stands_apart(parse: Parse, trigger: Trigger, at: int) -> bool:
    """Whether an actor is only whom the words are from ("according to X"), whose border it is, or what an office is for."""
    before = [token.word for token in parse.tokens[max(0, at - 6) : at]]
    if "according" in before or before[-2:] == ["border", "with"] or before[-2:] == ["borders", "with"]:
        return True
    if trigger.type in _DONE_TO_PEOPLE and _lies_beside(parse, trigger, at):
        return True  # "a blast near the Kenyan embassy"
    article = 1 if before[-1:] == ["the"] else 0
    end = len(before) - article
    office = end > 1 and before[end - 1] in ("for", "to") and before[end - 2] in _OFFICES
    return office or "according" in parse.tokens[at].word


def _lies_beside(parse: Parse, trigger: Trigger, at: int) -> bool:
    """Whether a name stands in what a happening was only near to ("near a gathering of supporters of X")."""
    for step in range(at - 1, max(trigger.head, at - 24), -1):
        token = parse.tokens[step]
        if token.word in _BESIDE or (token.word == "from" and parse.tokens[step - 1].lemma in _DISTANCES):
            return True
        group = parse.clauses[parse.clause_of[step]].group
        if token.word == "," or (group is not None and group.finite and step == group.last):
            return False
    return any(token.word in _BESIDE for token in parse.tokens[max(0, at - 2) : at])


def with_states(
    found: Sequence[tuple[Actor, Role]], trigger: Trigger, places: Sequence[Place], countries: Countries
) -> list[tuple[Actor, Role]]:
    """Return the actors with the states that persons speak for, that are visited, or that are struck."""
    roles = {actor.id: (actor, role) for actor, role in found}
    for actor, role in found:
        if actor.kind == "person" and actor.country:
            _add_state(actor.country, role, roles, countries)
    if trigger.lemma in _VISITS and trigger.type == "meeting" and len({place.country for place in places}) == 1:
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
        return "target" if group.passive else "source"
    if group.passive:
        return "mentioned"
    return "target"
