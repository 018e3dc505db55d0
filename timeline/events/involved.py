"""Who took part in a happening, where it was, and the figures told with it: by clause and grammar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    COORDINATOR,
    DATE,
    NAME,
    NOUN,
    POSSESSIVE,
    PREPOSITION,
    VERB,
    words,
)
from timeline.events.triggers import Trigger, noun_phrase
from timeline.model import Actor, ActorMention, Figure, Place, PlaceMention, Role

__all__ = [
    "NOT_WHERE",
    "Countries",
    "actors_of",
    "figures_of",
    "from_dateline",
    "is_people",
    "own_ground",
    "places_of",
    "scope_of",
    "with_states",
]

NOT_WHERE = frozenset(("dateline", "actor", "weak", "based", "by"))
"""Cues of place names that do not say where something happened."""


_APART = frozenset(("before", "after", "since", "following"))
"""Words that open a clause about another time."""
_SOMEWHERE = frozenset(("attack", "clash", "military_operation", "protest", "displacement", "takeover"))
"""Types of which a sentence that names one place mostly says where."""


_PRONOUNS = words("it he she they who which that and but or yet when after as since because while also then")
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
_SAYING = frozenset(("say", "tell", "claim", "report", "announce", "confirm", "add", "state"))
_INITIALS = 5
_BESIDE = frozenset(("near", "outside", "beside"))
_DONE_TO_PEOPLE = frozenset(("attack", "clash", "military_operation", "legal", "displacement", "statistic"))
_VISITS = frozenset(("visit", "state visit", "trip", "tour", "travel", "fly to", "arrive in", "pay a visit"))
_VIOLENCE = frozenset(("attack", "clash", "military_operation"))


class _Record(Protocol):
    @property
    def actor(self) -> Actor: ...


class _PlaceRecord(Protocol):
    @property
    def place(self) -> Place: ...


class Countries(Protocol):
    """What knows the government and the place of a country code."""

    def country(self, code: str) -> _PlaceRecord | None:
        """Return the country of a code as a place, or None."""

    def government(self, code: str) -> _Record | None:
        """Return the country of a code as an actor, or None."""


def scope_of(parse: Parse, trigger: Trigger) -> list[int]:
    """Return the tokens in which the participants of a happening are looked for, nearest clause only."""
    clause = parse.clauses[trigger.clause]
    if trigger.part == "noun" and clause.group is not None:
        first, last = noun_phrase(parse, trigger)
        return [at for at in range(first, last) if parse.clause_of[at] == trigger.clause]
    scope = parse.own_tokens(clause)
    for child in parse.clauses:
        if child.parent != clause.number or child.group is None:
            continue
        inner = child.kind in ("infinitive", "participle") and child.opener not in _APART
        inner = inner and not (child.kind == "infinitive" and trigger.type == "meeting")
        if inner or (child.kind == "complement" and trigger.type == "statement"):
            scope = sorted({*scope, *parse.own_tokens(child)})
    return scope


def subject_scope(parse: Parse, clause: Clause) -> list[int]:
    """Return the tokens of the subject that a clause borrows: that of the clause it depends on, or the noun it tells about."""
    seen = {clause.number}
    current = clause
    while current.parent is not None and current.parent not in seen:
        above = parse.clauses[current.parent]
        seen.add(above.number)
        if current.kind == "relative" or (current.kind == "participle" and not _after_comma(parse, current)):
            return [at for at in parse.own_tokens(above) if at < current.start][-8:]
        if current.kind == "infinitive":
            named = _named_for(parse, above, current)
            if named:
                return named
        if above.subject[1] - above.subject[0] > 0 and above.group is not None and not _is_pronoun(parse, above):
            found = [at for at in range(*above.subject) if parse.clause_of[at] == above.number]
            if any(parse.tokens[at].word.isalpha() for at in found):
                return found
        current = above
    return []


def _named_for(parse: Parse, above: Clause, infinitive: Clause) -> list[int]:
    """Return who is to do it: "paved the way for the minister to go"."""
    own = [at for at in parse.own_tokens(above) if at < infinitive.start]
    opens = [at for at in own if parse.tokens[at].word == "for"]
    return own[own.index(opens[-1]) :] if opens else []


def _is_pronoun(parse: Parse, clause: Clause) -> bool:
    """Whether a clause's subject is only a pronoun."""
    words = [parse.tokens[at] for at in range(*clause.subject) if parse.tokens[at].word.isalpha()]
    return bool(words) and all(token.word in _PRONOUNS for token in words)


def _after_comma(parse: Parse, clause: Clause) -> bool:
    start = clause.start
    return start > 0 and (
        parse.tokens[start - 1].word == "," or parse.tokens[start].word in (",", "before", "after", "while", "by")
    )


def _has_own_subject(parse: Parse, clause: Clause) -> bool:
    group = clause.group
    if group is None or not group.finite:
        return False
    words = [parse.tokens[at] for at in range(*clause.subject) if parse.clause_of[at] == clause.number]
    named = [token for token in words if token.word[0].isalnum()]
    if any(token.word == "whose" for token in named):
        return False
    return any(token.word not in _PRONOUNS for token in named)


def actors_of(
    parse: Parse, trigger: Trigger, mentions: Sequence[ActorMention], *, within: tuple[int, int] | None = None
) -> list[tuple[Actor, Role]]:
    """Return who takes part, each once in the order of the text, and each one's part.

    ``within`` are the offsets that belong to this date of several ("visits by X in April and Y in July").
    """
    if not mentions:
        return []
    clause = parse.clauses[trigger.clause]
    scope = set(scope_of(parse, trigger))
    borrowed = set()
    if trigger.part != "noun" and not _has_own_subject(parse, clause):
        borrowed = set(subject_scope(parse, clause))
    elif trigger.part == "noun" and not any(parse.token_at(m.start) in scope for m in mentions):
        scope = set(parse.own_tokens(clause))
    roles: dict[str, tuple[Actor, Role]] = {}
    for mention in sorted(mentions, key=lambda m: m.start):
        at = parse.token_at(mention.start)
        if not (at in scope or at in borrowed) or _stands_apart(parse, trigger, at) or _is_ground(parse, mention):
            continue
        if within is not None and mention.actor.kind == "person" and not within[0] <= mention.start < within[1]:
            continue
        if trigger.type in _DONE_TO_PEOPLE and is_people(parse, mention):
            continue
        role: Role = "source" if at in borrowed else _role(parse, clause, trigger, at)
        roles.setdefault(mention.actor.id, (mention.actor, role))
    return list(roles.values())


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
    if any(word in _BESIDE for word in before[-2:]) and trigger.type in _DONE_TO_PEOPLE:
        return True  # "a blast near the Kenyan embassy"
    office = before[-1:] == ["for"] and len(before) > 1 and parse.tokens[at - 2].word in _OFFICES
    return office or "according" in parse.tokens[at].word


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


def places_of(
    parse: Parse, trigger: Trigger, mentions: Sequence[PlaceMention], actors: Sequence[ActorMention]
) -> tuple[Place, ...]:
    """Return where it happened: places of its own phrase, else of its clause, else of the clauses beside it."""
    if not mentions:
        return ()
    names = {(actor.start, actor.end) for actor in actors}
    here = [
        mention
        for mention in mentions
        if mention.cue not in NOT_WHERE
        and not (
            mention.place.level == "country"
            and ((mention.start, mention.end) in names or _is_short(mention))
            and _only_names(parse, mention)
        )
        and _can_be_where(mention.cue, trigger)
        and not _of_another_time(parse, trigger, mention)
        and not _of_who_says_it(parse, trigger, mention)
    ]
    if not here:
        return ()
    clause = parse.clauses[trigger.clause]
    scopes = [set(scope_of(parse, trigger))] if trigger.type != "statement" else []
    if trigger.part != "noun" or _is_near_verb(clause, trigger):
        scopes.append(set(parse.own_tokens(clause)))
    if trigger.type in _SOMEWHERE:
        scopes.append(_above_and_below(parse, clause))
    for scope in scopes:
        found = [mention.place for mention in here if parse.token_at(mention.start) in scope]
        if found:
            return _each_once(found)
    return ()


def _of_another_time(parse: Parse, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place only tells which earlier happening another followed ("following the Ankara bombing, jets struck …")."""
    at = parse.token_at(mention.start)
    opener = next((n for n in range(at - 1, max(-1, at - 4), -1) if parse.tokens[n].word in _APART), None)
    following = parse.token_at(mention.end - 1) + 1
    if opener is None or following >= len(parse.tokens) or not parse.tokens[following].flags & NOUN:
        return False
    return not opener < trigger.head <= following + 1


def _of_who_says_it(parse: Parse, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place only tells where those are who say it ("Police in Quetta said that … after the coup")."""
    at = parse.token_at(mention.start)
    group = parse.clauses[parse.clause_of[at]].group
    return group is not None and group.lemma in _SAYING and at < group.first and group.head < trigger.first


def _is_short(mention: PlaceMention) -> bool:
    """Whether a place is named by its initials, which stand before a noun like an adjective."""
    return mention.text.isupper() and len(mention.text) <= _INITIALS


def _only_names(parse: Parse, mention: PlaceMention) -> bool:
    """Whether a country's name stands for its government, or only says whose a thing is ("in a U.S. drone strike")."""
    following = parse.token_at(mention.start) + 1
    held = following < len(parse.tokens) and bool(parse.tokens[following].flags & NOUN)
    if _is_short(mention):  # "near the U.S. consulate"
        after = parse.tokens[min(following, len(parse.tokens) - 1)]
        held = held or (after.word.isalpha() and not after.flags & (PREPOSITION | VERB | COORDINATOR | DATE | ADVERB))
        return held or mention.cue in ("bare", "name", "")
    return mention.cue in ("bare", "name", "") or (held and mention.cue == "in")


def from_dateline(
    parse: Parse, trigger: Trigger, found: tuple[Place, ...], mentions: Sequence[PlaceMention], *, of_the_day: bool
) -> tuple[Place, ...]:
    """Return where it happened, with the town the report is from where the words point to it ("in the capital")."""
    town = next((m.place for m in mentions if m.cue == "dateline" and m.place.level != "country"), None)
    if town is None or not of_the_day or trigger.type not in _VIOLENCE | {"protest"}:
        return found
    words_here = {parse.tokens[at].word for at in parse.own_tokens(parse.clauses[trigger.clause])}
    points_there = "capital" in words_here and all(place.level == "country" for place in found)
    if not found or (points_there and all(place.country == town.country for place in found)):
        return (town,)
    return found


def _can_be_where(cue: str, trigger: Trigger) -> bool:
    """Whether a place behind such a preposition can be where this kind of thing happens ("talks with Kabul" are not in Kabul)."""
    if cue in ("with", "for", "about", "between"):
        return False
    if trigger.type in ("statement", "breakdown", "agreement", "political", "aid", "legal"):
        return cue not in ("on", "to", "from", "against", "of", "into", "toward", "towards", "over", "bare", "name")
    if trigger.type == "meeting":
        return cue not in ("on", "from", "against", "over", "of")
    return not (trigger.type in _VIOLENCE and cue == "from")


def _is_near_verb(clause: Clause, trigger: Trigger) -> bool:
    """Whether a noun is its clause's subject or object, so that what is said of the verb is said of it."""
    group = clause.group
    return group is None or abs(trigger.head - group.head) <= 6


def _goes_on_without_subject(child: Clause) -> bool:
    """Whether a clause is a second verb of the same subject ("killed five and injured nine in Quetta")."""
    return child.kind == "coordinate" and child.group is not None and child.group.first - child.start <= 2


def _above_and_below(parse: Parse, clause: Clause) -> set[int]:
    """Return the tokens of the clause that a clause depends on, and of those that only tell more of it."""
    wanted = set()
    if clause.parent is not None and clause.kind in (
        "participle",
        "relative",
        "coordinate",
        "infinitive",
        "subordinate",
    ):
        wanted.add(clause.parent)
    for child in parse.clauses:
        tells_more = child.kind in ("participle", "relative") or _goes_on_without_subject(child)
        if child.parent == clause.number and tells_more and child.opener not in _APART:
            wanted.add(child.number)
    return {at for at, owner in enumerate(parse.clause_of) if owner in wanted}


def own_ground(type_name: str, found: Sequence[tuple[Actor, Role]], countries: Countries) -> tuple[Place, ...]:
    """Return the states on whose ground a thing that names no place was done: who expels or closes borders, who clash."""
    states = [(actor, role) for actor, role in found if actor.kind == "government" and actor.country]
    groups = [(actor, role) for actor, role in found if actor.kind == "armed_group" and actor.country]
    if type_name in ("displacement", "restriction", "legal"):
        states = [pair for pair in states if pair[1] == "source"][:1]
    elif type_name == "takeover" and len(groups) == 1 and groups[0][1] == "source":
        states = groups
    elif type_name != "clash" or len(states) != 2 or len(states) != len(found):
        return ()
    records = (countries.country(actor.country) for actor, _ in states)
    return tuple(record.place for record in records if record is not None)


def _each_once(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return each place once, without the country that another of them lies in."""
    once = list({(p.id or p.name, p.country, p.subdivision): p for p in places}.values())
    finer = {p.country for p in once if p.subdivision or p.level != "country"}
    return tuple(p for p in once if p.level != "country" or p.country not in finer)


def figures_of(
    parse: Parse, trigger: Trigger, figures: Sequence[Figure], *, within: tuple[int, int] | None = None
) -> tuple[Figure, ...]:
    """Return the counts and amounts told in the clause of a happening, those of its own date where there are several."""
    if not figures:
        return ()
    clause = parse.clauses[trigger.clause]
    scope = set(scope_of(parse, trigger)) | set(parse.own_tokens(clause))
    for child in parse.clauses:
        if child.parent == clause.number and _goes_on_without_subject(child) and trigger.type in _VIOLENCE:
            scope.update(parse.own_tokens(child))
    found = tuple(figure for figure in figures if parse.token_at(figure.start) in scope)
    own = tuple(f for f in found if within is not None and within[0] <= f.start < within[1])
    return own or found
