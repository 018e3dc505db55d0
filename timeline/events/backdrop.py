"""What a row takes from the story it is told in: the parties and the place of the day's main happening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.clauses.forms import NAME, words
from timeline.events.dated import Dated, family
from timeline.events.involved import NOT_WHERE, Countries, scope_of
from timeline.model import Actor, Role, Row

__all__ = ["in_its_story"]

_NEARBY_DAYS = 3
_GROUP_WORDS = words(
    "militant militants insurgent insurgents gunman gunmen terrorist terrorists jihadist jihadists bomber "
    "bombers rebel rebels bandits extremists suicide militia militias cartel gang gangs"
)


_GROUNDED = words(
    "attack clash military_operation takeover protest legal restriction breakdown displacement agreement political"
)
"""Types of happenings that are on the ground of the story's country where nothing else is said."""
_GROUPS = frozenset(("armed_group", "movement"))
_STATES = frozenset(("government", "security_force"))
_FIGHTERS = words("militants insurgents rebels fighters jihadists guerrillas")
_OFFICES = words("police military army ministry government officials official authorities troops ministers")
_TROOPS = words("troops soldiers army military forces police policemen commandos security")
_MOST = 0.7
_NEAREST = 2
"""Sentences back in which the place of what is told on is looked for."""


def in_its_story(
    rows: Sequence[Row], dated: Sequence[Dated], made: Mapping[int, Row], countries: Countries
) -> list[Row]:
    """Return the rows of an article, those that name nobody or no place completed from what is told around them."""
    rows = _told_on(_with_main(rows, dated, made), dated)
    country = _country_of(rows)
    placed = _on_its_ground(rows, dated, country, countries)
    return _with_known_parties(placed, dated, country, countries)


def _with_known_parties(
    rows: Sequence[Row], dated: Sequence[Dated], country: str | None, countries: Countries
) -> list[Row]:
    """Return the rows, "the militants" and "the troops" being the only group and the state that the article can mean."""
    groups = {
        mention.actor.id: mention.actor
        for item in dated
        for mention in item.reading.actors
        if mention.actor.kind in _GROUPS
    }
    group = next(iter(groups.values())) if len(groups) == 1 else None
    speaker = countries.government(country) if country is not None else None
    done = []
    for row, item in zip(rows, dated, strict=True):
        if speaker is not None and row.type == "statement" and not row.actors and _speaks_for_a_state(item):
            done.append(replace(row, actors=(speaker.actor,), roles=("source",)))
        else:
            done.append(_with_parties(row, item, group, countries))
    return done


def _speaks_for_a_state(item: Dated) -> bool:
    """Whether the subject of a verb of saying is only known by its office ("the police said")."""
    parse = item.reading.parse
    clause = parse.clauses[item.trigger.clause]
    return any(parse.tokens[at].word in _OFFICES for at in range(*clause.subject))


def _with_parties(row: Row, item: Dated, group: Actor | None, countries: Countries) -> Row:
    violence, by_law = family(row.type) == "violence", row.type in ("legal", "restriction")
    if not (violence or by_law):
        return row
    words_here = _words_about(item) if violence else frozenset()
    kinds = {actor.kind for actor in row.actors}
    more: list[tuple[Actor, Role]] = []
    if group is not None and kinds.isdisjoint(_GROUPS) and not words_here.isdisjoint(_FIGHTERS):
        more.append((group, "mentioned"))
    state = _only_state(row, countries)
    if state is not None and kinds.isdisjoint(_STATES):
        by_law = by_law and "source" not in row.roles
        if by_law or not words_here.isdisjoint(_TROOPS):
            more.append((state, "source" if by_law else "mentioned"))
    if not more:
        return row
    return replace(row, actors=(*row.actors, *(a for a, _ in more)), roles=(*row.roles, *(r for _, r in more)))


def _words_about(item: Dated) -> frozenset[str]:
    """Return the words of what a happening is told in: its clause, and those that tell more of it."""
    parse = item.reading.parse
    scope = {*scope_of(parse, item.trigger), *parse.own_tokens(parse.clauses[item.trigger.clause])}
    return frozenset([parse.tokens[at].word for at in scope])


def _only_state(row: Row, countries: Countries) -> Actor | None:
    """Return the government of the one country in which a row's places lie."""
    codes = {place.country for place in row.places if place.country}
    record = countries.government(next(iter(codes))) if len(codes) == 1 else None
    return record.actor if record is not None else None


def _told_on(rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
    """Return the rows, violence that names no place being where violence of the same days was told just before."""
    done: list[Row] = []
    for number, (row, item) in enumerate(zip(rows, dated, strict=True)):
        if not row.places and family(row.type) == "violence" and row.is_dated and not _names_a_place(item):
            for earlier in range(number - 1, -1, -1):
                before = done[earlier]
                if item.number - dated[earlier].number > _NEAREST:
                    break
                if before.places and family(before.type) == "violence" and before.interval == row.interval:
                    row = replace(row, places=before.places)
                    break
        done.append(row)
    return done


def _country_of(rows: Sequence[Row]) -> str | None:
    """Return the country in which nearly all that an article tells of happened, if it is one."""
    told = Counter(place.country for row in rows if row.type != "statement" for place in row.places if place.country)
    if not told:
        return None
    code, times = told.most_common(1)[0]
    return code if times >= _MOST * told.total() else None


def _on_its_ground(rows: Sequence[Row], dated: Sequence[Dated], code: str | None, countries: Countries) -> list[Row]:
    """Return the rows, deeds whose sentence names no place being in the country that the article tells of, if it is one."""
    country = countries.country(code) if code is not None else None
    if country is None or code is None:
        return list(rows)
    return [
        replace(row, places=(country.place,))
        if not row.places and row.type in _GROUNDED and row.is_dated and not _is_elsewhere(item, code)
        else row
        for row, item in zip(rows, dated, strict=True)
    ]


def _is_elsewhere(item: Dated, code: str) -> bool:
    """Whether the sentence of a happening names a place in another country."""
    named = (mention for mention in item.reading.places if mention.cue not in NOT_WHERE)
    return any(mention.place.country not in (code, None) for mention in named)


def _with_main(rows: Sequence[Row], dated: Sequence[Dated], made: Mapping[int, Row]) -> list[Row]:
    """Return the rows, those of violence that name nobody or no place completed from the day's main happening."""
    main = next((item.main for item in dated if item.main is not None), None)
    backdrop = made.get(id(main)) if main is not None else None
    if backdrop is None or family(backdrop.type) != "violence":
        return list(rows)
    state_only = backdrop.type == "military_operation" and not _tells_of_groups(dated, backdrop)
    return [
        _completed(row, backdrop, state_only=state_only, elsewhere=_names_a_place(item))
        for row, item in zip(rows, dated, strict=True)
    ]


def _completed(row: Row, backdrop: Row, *, state_only: bool, elsewhere: bool) -> Row:
    if row is backdrop or family(row.type) != "violence" or not _is_near(row, backdrop):
        return row
    if not row.actors and (row.type == backdrop.type or row.type != "attack" or state_only):
        parties = [pair for pair in zip(backdrop.actors, backdrop.roles, strict=True) if _is_party(pair[0], backdrop)]
        row = replace(row, actors=tuple(a for a, _ in parties), roles=tuple(r for _, r in parties))
    elif state_only:
        more = [
            (a, r)
            for a, r in zip(backdrop.actors, backdrop.roles, strict=True)
            if a not in row.actors and a.kind == "government"
        ]
        row = replace(row, actors=(*row.actors, *(a for a, _ in more)), roles=(*row.roles, *(r for _, r in more)))
    if not row.places and not elsewhere:
        row = replace(row, places=backdrop.places)
    if state_only and row.type == "attack":
        row = replace(row, type="military_operation")
    return row


def _names_a_place(item: Dated) -> bool:
    """Whether a happening's clause says in which place it was, though nobody knows that place ("in Shaab")."""
    parse = item.reading.parse
    own = parse.own_tokens(parse.clauses[item.trigger.clause])
    return any(
        parse.tokens[at].word in ("in", "at", "near") and parse.tokens[after].flags & NAME
        for at, after in pairwise(own)
    )


def _is_party(actor: Actor, backdrop: Row) -> bool:
    """Whether an actor of the main happening takes part in the story, not only its victims."""
    return backdrop.type != "attack" or actor.kind in ("armed_group", "movement", "security_force")


def _is_near(row: Row, backdrop: Row) -> bool:
    """Whether a row is of the days of the main happening."""
    first, main = row.interval.first, backdrop.interval.first
    return (
        first is not None
        and main is not None
        and abs((first - main).days) <= _NEARBY_DAYS
        and (row.interval.days or 99) <= _NEARBY_DAYS
    )


def _tells_of_groups(dated: Sequence[Dated], backdrop: Row) -> bool:
    """Whether the story tells of armed groups too, so that what nobody is named for need not be a state's doing."""
    if any(actor.kind in ("armed_group", "movement") for actor in backdrop.actors):
        return True
    return any(
        token.word in _GROUP_WORDS or any(mention.actor.kind == "armed_group" for mention in item.reading.actors)
        for item in dated
        for token in item.reading.parse.tokens
    )
