"""The other side of violence that names one only, where the article tells against whom that one fights."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.events.grounds import country_of
from timeline.events.involved import Countries, PartyWords
from timeline.gazetteer import GROUP_KINDS
from timeline.model import Actor, Role, Row

__all__ = ["army_of", "tells_of_groups", "with_more", "with_other_side"]

_SIDES = GROUP_KINDS | {"government", "security_force"}
_FOUGHT = frozenset(("clash", "military_operation"))
_SETTLED = frozenset(("agreement", "breakdown", "meeting"))
_AT_BORDER = re.compile(r"\b(?:borders?|frontiers?|crossings?) (?:with|against)(?: the)? \Z")
_HELD = re.compile(r"-(?:held|controlled|occupied|ruled) ")
_TALKS = frozenset(("talks", "negotiations", "talk", "negotiation"))
_MEDIATORS = frozenset(("igo", "person"))
_TREATED = words("deport deportation expel expulsion trap ship order deadline evict repatriate")
"""What a state does with strangers on its ground."""
_PAIR = 2
_WEEKS = 45
"""Days before the publication within which a strike answers the attacks of a story."""
_DONE_TO_STATES = frozenset(("attack", "military_operation", "takeover"))
_SIDES_AT_TALKS = ("opposition", "rebels")
"""Flags of the sides that make peace with a government, first those who talk."""


def with_other_side(
    rows: Sequence[Row], dated: Sequence[Dated], countries: Countries, party_words: PartyWords
) -> list[Row]:
    """Return the rows of an article, fighting of which one side is named with the only other side that it has in the article.

    A strike that nobody is named for is by the only state whose strikes the article tells of in that country; invasions, and
    strikes in a country whose state the article names while it knows no armed people, are on that state.
    """
    foes, strikers, raiders = _foes(rows), _strikers(rows), _raiders(rows)
    pair = _only_pair(foes)
    at_home = () if pair or _are_states(foes) else _pair_at_home(rows, dated, countries)
    foes_at_home = at_home if at_home and _is_only_group(at_home[1], dated, countries) else ()
    of_peace = any(_tells_of_peace_talks(item, party_words) for item in dated)
    at_talks = (pair or at_home or _pair_at_talks(dated, countries)) if of_peace else ()
    done = []
    for row, item in zip(rows, dated, strict=True):
        is_fighting = row.type in _FOUGHT or (item.trigger.type in _FOUGHT and row.type != "attack")
        if is_fighting and item.trigger.lemma not in party_words.moves:
            row = _completed(row, foes, strikers if _tells_of_strikes(item, party_words) else {})
            row = _answering(row, item, raiders)
        if pair and _is_of_both(row, item, party_words):
            row = _with_pair(row, pair)
        elif at_home and row.type != "clash" and _is_of_both(row, item, party_words) and _names_at_most(row, at_home):
            row = _with_pair(row, at_home)
        elif foes_at_home and row.type == "clash" and _names_at_most(row, foes_at_home):
            row = _with_pair(row, foes_at_home)
        elif at_talks and _is_of_talks(row, item, at_talks, party_words):
            row = _with_pair(row, at_talks)
        done.append(row)
    struck = [
        _on_its_state(row, item, dated, countries, party_words)
        if row.type == item.trigger.type == "military_operation"
        else row
        for row, item in zip(done, dated, strict=True)
    ]
    named = {mention.actor.country for item in dated[:1] for mention in item.reading.mentions.actors}
    held = [_on_who_holds(row, item) for row, item in zip(struck, dated, strict=True)]
    fought = [_on_its_foe(row, item, countries, named) for row, item in zip(held, dated, strict=True)]
    taken = [_from_its_foe(row, foes) if row.type == "takeover" else row for row in fought]
    closed = [_with_neighbour(row, item, countries, party_words) for row, item in zip(taken, dated, strict=True)]
    driven = _with_who_drives_out(closed, dated, party_words)
    return [_by_its_host(row, item, countries) for row, item in zip(driven, dated, strict=True)]


def _by_its_host(row: Row, item: Dated, countries: Countries) -> Row:
    """Return the row, people whom nobody is named to hold or to send out being so treated by the state where they are."""
    if row.type != "displacement" or any(_is_state(actor) for actor in row.actors):
        return row
    state = countries.government(_country(row)) if item.trigger.lemma.split()[0] in _TREATED else None
    return with_more(row, [(state.actor, "source")]) if state is not None else row


def _with_neighbour(row: Row, item: Dated, countries: Countries, party_words: PartyWords) -> Row:
    """Return the row, a border that is closed being closed to the state on its other side ("its border with Kenya")."""
    if row.type != "restriction" or len(_sides(row)) > 1:
        return row
    for place in row.places:
        code = party_words.crossings.get(place.id or "")
        if code is not None:
            here = {actor.country for actor in _sides(row)}
            ends = [countries.government(end) for end in (place.country or "", code) if end not in here]
            both: list[tuple[Actor, Role]] = [(end.actor, "target") for end in ends if end is not None]
            return with_more(row, both)
    text = item.reading.text
    across = {place.place.country for place in item.reading.places if _AT_BORDER.search(text, 0, place.start)}
    state = countries.government(across.pop() or "") if len(across) == 1 else None
    return with_more(row, [(state.actor, "target")]) if state is not None and state.actor not in row.actors else row


def _on_who_holds(row: Row, item: Dated) -> Row:
    """Return the row, what somebody strikes or takes being done to who holds it ("stormed Boko Haram-held Baga")."""
    if row.type not in _DONE_TO_STATES or (row.type == "attack" and "source" not in row.roles):
        return row
    parse, clause = item.reading.parse, item.trigger.clause
    more: dict[str, tuple[Actor, Role]] = {}
    for mention in item.reading.actors:
        held = mention.how == "aside" and mention.actor.kind in _SIDES and _HELD.match(item.reading.text, mention.end)
        at = parse.token_at(mention.start)
        if held and parse.clause_of[at] == clause and at > item.trigger.first and mention.actor not in row.actors:
            more[mention.actor.id] = (mention.actor, "target")
    return with_more(row, list(more.values()))


def _from_its_foe(row: Row, foes: dict[str, dict[str, Actor]]) -> Row:
    """Return the row, what a state or a group takes being taken from the only one of the other kind that it fights."""
    sides = _sides(row)
    others = list(foes.get(sides[0].id, {}).values()) if len(sides) == 1 else []
    if len(others) != 1 or _is_state(sides[0]) == _is_state(others[0]) or not _may_meet(row, sides[0], others[0]):
        return row
    return with_more(row, [(others[0], "mentioned")])


def _with_who_drives_out(rows: Sequence[Row], dated: Sequence[Dated], party_words: PartyWords) -> list[Row]:
    """Return the rows, people sent out of a country by nobody named being sent out by the only state told to do it."""
    sent_out = [
        row.type in ("displacement", "other", "legal") and not party_words.driven_out.isdisjoint(_words_of(item))
        for row, item in zip(rows, dated, strict=True)
    ]
    by = {
        actor.id: actor
        for row, is_sent in zip(rows, sent_out, strict=True)
        for actor, role in zip(row.actors, row.roles, strict=True)
        if is_sent and role == "source" and actor.kind == "government"
    }
    if len(by) != 1:
        return list(rows)
    state = next(iter(by.values()))
    return [
        with_more(row, [(state, "source")]) if is_sent and not any(_is_state(actor) for actor in row.actors) else row
        for row, is_sent in zip(rows, sent_out, strict=True)
    ]


def _words_of(item: Dated) -> set[str]:
    """Return the words that name a happening."""
    return {token.word for token in item.reading.parse.tokens[item.trigger.first : item.trigger.last + 1]}


def _on_its_foe(row: Row, item: Dated, countries: Countries, named: Container[str]) -> Row:
    """Return the row, what somebody strikes on the ground of a state that it is known to fight being done to that state.

    An attack that names no place is on the only state that the group fights, if the article names that (``named``: codes).
    Ground that one state takes in another one's country is taken from that.
    """
    sides, where = _sides(row), _country(row)
    done_to_states = row.type in _DONE_TO_STATES or (row.type == "statistic" and item.trigger.type in _DONE_TO_STATES)
    if len(sides) != 1 or not done_to_states or row.roles[row.actors.index(sides[0])] == "target":
        return row
    foes = countries.foes(sides[0].id)
    if row.type == "attack" and not row.places and len(foes) == 1 and next(iter(foes)) in named:
        where = next(iter(foes))
    taken = row.type == "takeover" and _is_state(sides[0]) and "source" in row.roles
    struck = countries.government(where) if where else None
    if struck is None or struck.actor == sides[0] or not (taken or where in foes):
        return row
    return with_more(row, [(struck.actor, "target")])


def _on_its_state(row: Row, item: Dated, dated: Sequence[Dated], countries: Countries, party_words: PartyWords) -> Row:
    """Return the row, what one state alone struck in another country being that state's."""
    sides, where = _sides(row), _country(row)
    struck = countries.government(where) if where and len(sides) == 1 and "source" in row.roles else None
    if struck is None or sides[0].country in ("", where):
        return row
    if item.trigger.lemma not in party_words.invasions:
        named = {mention.actor.id for one in dated for mention in one.reading.actors if mention.how == "state"}
        if struck.actor.id not in named or tells_of_groups(dated, party_words):
            return row
    return with_more(row, [(struck.actor, "target")])


def tells_of_groups(dated: Sequence[Dated], party_words: PartyWords) -> bool:
    """Whether a story tells of armed groups or armed people, so that what nobody is named for need not be a state's doing."""
    if any(mention.actor.kind in GROUP_KINDS for item in dated for mention in item.reading.actors):
        return True
    return any(token.word in party_words.armed_people for item in dated for token in item.reading.parse.tokens)


def _completed(row: Row, foes: dict[str, dict[str, Actor]], strikers: dict[str, dict[str, Actor]]) -> Row:
    sides = _sides(row)
    more: list[tuple[Actor, Role]] = []
    if row.type == "military_operation" and not any(_is_state(actor) for actor in sides) and "source" not in row.roles:
        by = list(strikers.get(_country(row), {}).values())
        if len(by) == 1:
            more.append((by[0], "source"))
    elif len(sides) == 1:
        others = list(foes.get(sides[0].id, {}).values())
        if len(others) == 1 and _may_meet(row, sides[0], others[0]):
            more.append((others[0], "mentioned"))
    return with_more(row, more)


def _answering(row: Row, item: Dated, raiders: dict[str, dict[str, Actor]]) -> Row:
    """Return the row, what a state struck in these weeks being done to the only group that attacked it or its people."""
    published, last = item.reading.published, row.interval.last
    if row.type != "military_operation" or published is None or last is None or (published - last).days > _WEEKS:
        return row
    sides = [(a, r) for a, r in zip(row.actors, row.roles, strict=True) if a.kind in _SIDES]
    if len(sides) != 1 or sides[0][1] != "source" or not _is_state(sides[0][0]):
        return row
    others = list(raiders.get(sides[0][0].country or "", {}).values())
    if len(others) != 1 or (_country(row) not in ("", others[0].country, sides[0][0].country)):
        return row
    return with_more(row, [(others[0], "target")])


def _raiders(rows: Sequence[Row]) -> dict[str, dict[str, Actor]]:
    """Return by the code of a state the groups that a story tells to have attacked it."""
    found: dict[str, dict[str, Actor]] = {}
    for row in rows:
        pairs = list(zip(row.actors, row.roles, strict=True)) if row.type in ("attack", "takeover") else []
        groups = [actor for actor, role in pairs if actor.kind in GROUP_KINDS and role == "source"]
        for actor, role in pairs:
            for group in groups if _is_state(actor) and role != "source" else ():
                found.setdefault(actor.country or "", {})[group.id] = group
    return found


def with_more(row: Row, more: Sequence[tuple[Actor, Role]]) -> Row:
    """Return the row with further actors and their parts."""
    if not more:
        return row
    return replace(row, actors=(*row.actors, *(a for a, _ in more)), roles=(*row.roles, *(r for _, r in more)))


def _only_pair(foes: dict[str, dict[str, Actor]]) -> tuple[Actor, ...]:
    """Return the two sides of a story in which only these two fight each other; else none."""
    if len(foes) != _PAIR or any(len(others) != 1 for others in foes.values()):
        return ()
    return tuple(next(iter(others.values())) for others in foes.values())


def _pair_at_home(rows: Sequence[Row], dated: Sequence[Dated], countries: Countries) -> tuple[Actor, ...]:
    """Return the state of the story's country and the only group or side that the article names as of that country; else none."""
    code = country_of(rows, dated)
    state = countries.government(code) if code else None
    if state is None or code is None or not dated:
        return ()
    named = {mention.actor.id: mention.actor for mention in dated[0].reading.mentions.actors}
    ours = army_of(state.actor, dated[0], countries) or state.actor
    groups = [actor for actor in named.values() if actor.kind in GROUP_KINDS and actor.country == code]
    if len(groups) > 1:
        sides = (countries.side(code, flag) for flag in _SIDES_AT_TALKS)
        groups = [named[side.actor.id] for side in sides if side is not None and side.actor.id in named][:1]
    return (ours, groups[0]) if groups else ()


def army_of(state: Actor, item: Dated, countries: Countries) -> Actor | None:
    """Return the army of a state, where it is a side of its own there and the article tells of it; else None."""
    army = countries.side(state.country or "", "army")
    if army is None or all(mention.actor.id != army.actor.id for mention in item.reading.mentions.actors):
        return None
    return army.actor


def _is_only_group(group: Actor, dated: Sequence[Dated], countries: Countries) -> bool:
    """Whether no other group than this one is named in an article, and it is none that only talks: whoever fights, it is this."""
    talker = countries.side(group.country or "", _SIDES_AT_TALKS[0])
    named = {mention.actor.id for mention in dated[0].reading.mentions.actors if mention.actor.kind in GROUP_KINDS}
    return named == {group.id} and (talker is None or talker.actor.id != group.id)


def _are_states(foes: dict[str, dict[str, Actor]]) -> bool:
    """Whether the sides of a story's fighting are states."""
    return bool(foes) and all(_is_state(actor) for others in foes.values() for actor in others.values())


def _names_at_most(row: Row, pair: Sequence[Actor]) -> bool:
    """Whether a row names nobody but the two: no mediators."""
    return all(actor in pair for actor in row.actors)


def _is_of_both(row: Row, item: Dated, party_words: PartyWords) -> bool:
    """Whether it takes both sides of a story: the fighting, the truce, and the talks about it."""
    if row.type == "clash":
        return not _sides(row)
    parse = item.reading.parse
    subject = parse.clauses[item.trigger.clause].subject if item.trigger.part == "verb" else (0, 0)
    own = range(max(0, item.trigger.first - 1), item.trigger.last + 1)
    words = {parse.tokens[at].word for at in (*range(*subject), *own)}
    if row.type not in _SETTLED:
        return False
    return not words.isdisjoint(party_words.truces) or ("peace" in words and not words.isdisjoint(party_words.talks))


def _pair_at_talks(dated: Sequence[Dated], countries: Countries) -> tuple[Actor, ...]:
    """Return the only rebels or opposition of a country that the article names so, and its state; else none."""
    named = {mention.actor.id: mention.actor for mention in dated[0].reading.mentions.actors}
    for flag in _SIDES_AT_TALKS:
        sides = [countries.side(code, flag) for code in sorted({a.country for a in named.values() if a.country})]
        meant = [side.actor for side in sides if side is not None and side.actor.id in named]
        state = countries.government(meant[0].country or "") if len(meant) == 1 else None
        if state is not None:
            return (state.actor, meant[0])
    return ()


def _tells_of_peace_talks(item: Dated, party_words: PartyWords) -> bool:
    """Whether a sentence tells of peace talks, so that "the talks" of the story are these."""
    tokens = item.reading.parse.tokens
    return any(
        token.word == "peace" and tokens[at + 1].word in party_words.talks for at, token in enumerate(tokens[:-1])
    )


def _is_of_talks(row: Row, item: Dated, pair: Sequence[Actor], party_words: PartyWords) -> bool:
    """Whether it is of the talks of a story, of which nobody but the two sides and those who mediate are named."""
    if row.type not in _SETTLED or any(actor not in pair and actor.kind not in _MEDIATORS for actor in row.actors):
        return False
    parse = item.reading.parse
    own = range(item.trigger.first, item.trigger.last + 1)
    subject = parse.clauses[item.trigger.clause].subject if item.trigger.part == "verb" else (0, 0)
    return any(parse.tokens[at].word in _TALKS for at in (*own, *range(*subject)))


def _with_pair(row: Row, pair: Sequence[Actor]) -> Row:
    """Return the row with both sides of the story, where it names none but these."""
    sides = {actor.id for actor in _sides(row)}
    where = _country(row)
    if sides - {actor.id for actor in pair}:
        return row
    if row.type not in _SETTLED and where and where not in {actor.country for actor in pair}:
        return row  # talks are held abroad
    more: list[tuple[Actor, Role]] = [(actor, "mentioned") for actor in pair if actor.id not in sides]
    return with_more(row, more)


def _tells_of_strikes(item: Dated, party_words: PartyWords) -> bool:
    """Whether the words about a happening say that it came from the air or from afar, as only states can do it."""
    parse = item.reading.parse
    return not party_words.strikes.isdisjoint(parse.own_words(parse.clauses[item.trigger.clause]))


def _foes(rows: Sequence[Row]) -> dict[str, dict[str, Actor]]:
    """Return for each side those that it fights in rows that name two sides."""
    found: dict[str, dict[str, Actor]] = {}
    for row in rows:
        sides = _sides(row) if row.type in _FOUGHT else []
        if len(sides) != _PAIR or all(_is_state(side) and side.country == sides[0].country for side in sides):
            continue  # a state and its own army
        if row.type == "clash" or not _are_allies(row, sides):
            for one, other in (sides, sides[::-1]):
                found.setdefault(one.id, {})[other.id] = other
    return found


def _are_allies(row: Row, sides: Sequence[Actor]) -> bool:
    """Whether two sides do the same thing: neither is done anything to."""
    roles = {role for actor, role in zip(row.actors, row.roles, strict=True) if actor in sides}
    return roles == {"source"}


def _strikers(rows: Sequence[Row]) -> dict[str, dict[str, Actor]]:
    """Return for each country the states whose military operations there the article tells of."""
    found: dict[str, dict[str, Actor]] = {}
    for row in rows:
        for actor, role in zip(row.actors, row.roles, strict=True):
            if row.type == "military_operation" and role == "source" and _is_state(actor):
                found.setdefault(_country(row), {})[actor.id] = actor
    return found


def _may_meet(row: Row, one: Actor, other: Actor) -> bool:
    """Whether the two can have met where the row places it: a state's own ground or that of its foe, a group's anywhere."""
    where = _country(row)
    if _is_state(one):
        return not _is_state(other) or where in ("", one.country, other.country)
    return row.type != "clash" or where in ("", other.country)


def _sides(row: Row) -> list[Actor]:
    return [actor for actor in row.actors if actor.kind in _SIDES]


def _is_state(actor: Actor) -> bool:
    return actor.kind in ("government", "security_force")


def _country(row: Row) -> str:
    """Return the one country of a row's places, or nothing."""
    codes = {place.country for place in row.places if place.country}
    return next(iter(codes)) or "" if len(codes) == 1 else ""
