"""What a row takes from the story it is told in: the parties of the day's main happening, those that the story can mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.clauses.forms import words
from timeline.entities.anaphora import UNDER_OTHERS
from timeline.events.adversaries import army_of, tells_of_groups, with_more, with_other_side
from timeline.events.both_sides import with_both_sides
from timeline.events.claimed import with_claims
from timeline.events.dated import Dated
from timeline.events.doers import STATES
from timeline.events.grounds import country_of, is_near, on_its_ground
from timeline.events.home_states import with_home_states
from timeline.events.involved import Countries, GroundWords, PartyWords, scope_of
from timeline.events.involved.scopes import APART, has_own_subject, subject_scope
from timeline.events.perpetrators import with_perpetrators
from timeline.events.same_deed import by_the_same
from timeline.events.story_parties import with_story_parties
from timeline.events.triggers import family
from timeline.events.two_states import with_both_states
from timeline.gazetteer import GROUP_KINDS
from timeline.model import Actor, Role, Row

__all__ = ["in_its_story"]

_OF_STATES = words("state state-run state-controlled state-owned government-run official")
_MEDIA = words("media television tv radio broadcaster newspaper newspapers newscaster channel agency")


def in_its_story(
    rows: Sequence[Row],
    dated: Sequence[Dated],
    made: Mapping[int, Row],
    countries: Countries,
    party_words: PartyWords,
    ground_words: GroundWords,
) -> list[Row]:
    """Return the rows of an article, those that name nobody or no place completed from what is told around them."""
    main = _main_violence(dated, made)
    placed = on_its_ground(
        _with_main(by_the_same(rows, dated, party_words), dated, main, party_words),
        dated,
        main,
        countries,
        ground_words,
    )
    known = _with_known_parties(placed, dated, country_of(placed, dated), countries, party_words)
    known = with_perpetrators(with_claims(known, dated), dated)
    known = with_other_side(known, dated, countries, party_words)
    both = with_both_sides(with_both_states(known, dated), dated)
    return with_home_states(with_story_parties(both, dated), dated, countries)


def _main_violence(dated: Sequence[Dated], made: Mapping[int, Row]) -> Row | None:
    """Return the row of the day's main happening where it is violence."""
    main = next((item.main for item in dated if item.main is not None), None)
    row = made.get(id(main)) if main is not None else None
    return row if row is not None and family(row.type) == "violence" else None


def _with_known_parties(
    rows: Sequence[Row], dated: Sequence[Dated], country: str | None, countries: Countries, party_words: PartyWords
) -> list[Row]:
    """Return the rows, "the militants" and "the troops" being the only group and the state that the article can mean."""
    groups = {
        mention.actor.id: mention.actor
        for item in dated
        for mention in item.reading.actors
        if mention.actor.kind == "armed_group"
    }
    group = next(iter(groups.values())) if len(groups) == 1 else None
    speaker = countries.government(country) if country is not None else None
    done = []
    for row, item in zip(rows, dated, strict=True):
        if (
            speaker is not None
            and row.type == "statement"
            and not row.actors
            and _speaks_for_a_state(item, party_words)
        ):
            done.append(replace(row, actors=(speaker.actor,), roles=("source",)))
        else:
            state = _only_state(row, countries)
            fought = state is not None and (family(row.type) == "violence" or row.type == "takeover")
            army = army_of(state, item, countries) if state is not None and fought else None
            done.append(_with_parties(row, item, group, state if army is None else army, party_words))
    return done


def _speaks_for_a_state(item: Dated, party_words: PartyWords) -> bool:
    """Whether the subject of a verb of saying is only known by its office ("the police said")."""
    parse = item.reading.parse
    clause = parse.clauses[item.trigger.clause]
    said = [parse.tokens[at].word for at in range(*clause.subject)]
    return not party_words.public_offices.isdisjoint(said) or _is_of_state_media(said)


def _is_of_state_media(said: Sequence[str]) -> bool:
    """Whether a subject is the media of a state ("State television said …")."""
    return any(word in _OF_STATES and not _MEDIA.isdisjoint(said[at + 1 : at + 3]) for at, word in enumerate(said))


def _with_parties(row: Row, item: Dated, group: Actor | None, state: Actor | None, party_words: PartyWords) -> Row:
    violence = family(row.type) == "violence" or row.type == "takeover"
    by_law = row.type in ("legal", "restriction")
    if not (violence or by_law):
        return row
    words_here = _words_about(item) if violence else frozenset()
    kinds = {actor.kind for actor in row.actors}
    more: list[tuple[Actor, Role]] = []
    if group is not None and kinds.isdisjoint(GROUP_KINDS) and not words_here.isdisjoint(party_words.fighters):
        more.append((group, "mentioned"))
    if state is not None and kinds.isdisjoint(STATES) and state.country not in UNDER_OTHERS:
        by_law = by_law and "source" not in row.roles
        if by_law or (not words_here.isdisjoint(party_words.forces) and _tells_of_forces(item, party_words)):
            more.append((state, "source" if by_law else "mentioned"))
    return with_more(row, more)


def _tells_of_forces(item: Dated, party_words: PartyWords) -> bool:
    """Whether a word for a state's men stands alone: no "Houthi forces", which are somebody else's, no "military hospital"."""
    parse = item.reading.parse
    spoken_of = [mention for mention in item.reading.actors if mention.how != "anaphora"]
    named = {parse.token_at(mention.end - 1) for mention in spoken_of}
    within = {
        at
        for m in item.reading.actors  # "the paramilitaries" of a group, too
        if m.actor.kind in GROUP_KINDS
        for at in range(parse.token_at(m.start), parse.token_at(m.end - 1) + 1)
    }
    for at in _tokens_about(item):
        if parse.tokens[at].word not in party_words.forces or at - 1 in named or at in within:
            continue
        before, after = parse.tokens[at - 1].word if at else "", parse.tokens[at + 1 : at + 2]
        if before in party_words.others_forces or before.endswith(("-led", "-backed")):
            continue
        if not after or after[0].word not in party_words.no_forces:
            return True
    return False


def _words_about(item: Dated) -> frozenset[str]:
    """Return the words of what a happening is told in: its clause, and those that tell more of it, less who is quoted for it."""
    parse = item.reading.parse
    return frozenset([parse.tokens[at].word for at in _tokens_about(item)])


def _tokens_about(item: Dated) -> list[int]:
    """Return the tokens of what a happening is told in."""
    parse = item.reading.parse
    scope = scope_of(parse, item.trigger)
    if item.trigger.part != "noun" or not scope or parse.tokens[scope[0] - 1].word not in APART:
        scope = sorted({*scope, *parse.own_tokens(parse.clauses[item.trigger.clause])})
    clause = parse.clauses[item.trigger.clause]
    if item.trigger.part != "noun" and clause.group is not None and not has_own_subject(parse, clause):
        scope = sorted({*scope, *subject_scope(parse, clause)})
    told = [parse.tokens[at].word for at in scope]
    return list(scope[: told.index("according")] if "according" in told else scope)


def _only_state(row: Row, countries: Countries) -> Actor | None:
    """Return the government of the one country in which a row's places lie."""
    codes = {place.country for place in row.places if place.country}
    record = countries.government(next(iter(codes))) if len(codes) == 1 else None
    return record.actor if record is not None else None


def _with_main(rows: Sequence[Row], dated: Sequence[Dated], backdrop: Row | None, party_words: PartyWords) -> list[Row]:
    """Return the rows, those of violence that name nobody with the parties of the day's main happening."""
    if backdrop is None:
        return list(rows)
    state_only = backdrop.type == "military_operation" and not tells_of_groups(dated, party_words)
    return [_completed(row, backdrop, state_only=state_only) for row in rows]


def _completed(row: Row, backdrop: Row, *, state_only: bool) -> Row:
    if row is backdrop or family(row.type) != "violence" or not is_near(row, backdrop):
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
        row = with_more(row, more)
    if state_only and row.type == "attack":
        row = replace(row, type="military_operation")
    return row


def _is_party(actor: Actor, backdrop: Row) -> bool:
    """Whether an actor of the main happening takes part in the story, not only its victims."""
    return backdrop.type != "attack" or actor.kind in ("armed_group", "movement", "security_force")
