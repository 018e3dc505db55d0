"""Where a happening was: by clause, by the words before a place, by the town the report is from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
)
from timeline.events.involved.countries import Countries
from timeline.events.involved.ground_words import GroundWords
from timeline.events.involved.scopes import APART, goes_on_without_subject, scope_of
from timeline.events.triggers import VIOLENCE, Trigger
from timeline.model import Actor, ActorMention, Place, PlaceMention, Role

__all__ = ["NOT_WHERE", "from_dateline", "own_ground", "places_of"]

NOT_WHERE = frozenset(("dateline", "actor", "weak", "based", "by", "beside"))
"""Cues of place names that do not say where something happened."""
_SOMEWHERE = frozenset(("attack", "clash", "military_operation", "protest", "displacement", "takeover"))
"""Types of which a sentence that names one place mostly says where."""
_SAYING = frozenset(("say", "tell", "claim", "report", "announce", "confirm", "add", "state"))
_HURTING = frozenset(("kill", "wound", "injure", "hurt"))
_LISTED = re.compile(r",? (?:and|or|as well as) (?:the )?|, (?:the )?")
_INITIALS = 5
_OPENING = 4
_CLOSE, _LONG = 3, 10
_TELLING_MORE = frozenset(("participle", "relative", "infinitive", "subordinate"))
_AT_THE_TIME = frozenset(("when", "as", "while", "where"))
"""What opens a clause that tells the same happening from nearer ("were killed when a bomb went off in Kano")."""
_FAR_FROM_IT = frozenset(
    f"{side}{ending}"
    for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for ending in ("", "ern")
)
_ON_THE_SPOT = frozenset(
    ("police", "governor", "mayor", "regional", "local", "provincial", "district", "hospital", "residents")
)
_THE_COUNTRY = frozenset(("country", "nation"))
_SPANS_OF_TIME = frozenset(
    f"{unit}{ending}"
    for unit in ("minute", "hour", "day", "night", "week", "month", "year", "decade")
    for ending in ("", "s")
)


def places_of(
    parse: Parse,
    trigger: Trigger,
    mentions: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    countries: Countries,
    ground_words: GroundWords,
) -> tuple[Place, ...]:
    """Return where it happened: places of its own phrase, else of its clause, else of the clauses beside it."""
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
        and not _of_who_says_it(parse, trigger, mention, ground_words)
        and not _of_another_deed(parse, trigger, mention)
        and not _of_what_somebody_did(parse, trigger, mention, ground_words)
    ]
    if here:
        at = {id(mention): parse.token_at(mention.start) for mention in here}
        for scope in _scopes(parse, trigger):
            found = [mention for mention in here if at[id(mention)] in scope]
            if found:
                return _each_once(_not_away(parse, _with_listed(parse, found, here), countries))
    framed = _frame(parse, here) if here and trigger.type != "statement" else None
    if framed is not None:
        return (framed.place,)
    if trigger.type in VIOLENCE and not here:
        said = next((m for m in mentions if _is_where_they_say_so(parse, trigger, m)), None)
        if said is not None:
            return (said.place,)
    owned = _of_a_nation(parse, trigger, actors, countries, ground_words)
    return owned or (
        _of_the_struck(parse, trigger, actors, countries, ground_words) if trigger.type in VIOLENCE and actors else ()
    )


def _with_listed(parse: Parse, found: list[PlaceMention], here: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the places with those listed after the last of them ("hit Kano, Jos and Yola")."""
    text = parse.source[0]
    for mention in here:
        if mention not in found and _LISTED.fullmatch(text, found[-1].end, mention.start):
            found = [*found, mention]
    return found


def _of_the_struck(
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
        if mention.actor.kind == "movement" and mention.how == "gazetteer":
            record = countries.country(mention.actor.country or "")
            return (record.place,) if record is not None else ()
        for after in range(at + 1, min(at + 4, len(parse.tokens))):
            if parse.tokens[after].word in ground_words.struck:
                record = countries.country(mention.actor.country or "")
                return (record.place,) if record is not None else ()
            if not parse.flags[after] & (ADJECTIVE | NOUN | POSSESSIVE) or parse.flags[after] & PREPOSITION:
                break
    return ()


def _scopes(parse: Parse, trigger: Trigger) -> Iterator[set[int]]:
    """Yield the tokens in which the place of a happening is looked for, nearest first."""
    clause = parse.clauses[trigger.clause]
    if trigger.type != "statement":
        yield set(scope_of(parse, trigger))
    if trigger.part != "noun" or _is_near_verb(clause, trigger):
        yield set(parse.own_tokens(clause))
    told_where = _told_where(parse, clause)
    if told_where is not None and (trigger.part != "noun" or told_where is not clause):
        yield set(range(max(0, told_where.start - _LONG), told_where.start))  # "in the city, where violence broke out"
    if _is_of_what_was_named(clause, trigger):  # "reached Kano, which was held by rebels"
        yield set(range(max(0, clause.start - _CLOSE), clause.start))
    if trigger.type == "legal":
        yield _at_the_time(parse, clause)
    if trigger.type in _SOMEWHERE:
        yield _above_and_below(parse, clause, with_own=not _is_earlier(parse, trigger))
        if trigger.part != "noun":
            yield _all_below(parse, clause)


def _told_where(parse: Parse, clause: Clause) -> Clause | None:
    """Return the "where" clause that a clause is, or goes on from ("in the city, where ten died and six are missing")."""
    while clause.kind == "coordinate" and clause.parent is not None and clause.parent < clause.number:
        clause = parse.clauses[clause.parent]
    return clause if clause.opener == "where" else None


def _is_of_what_was_named(clause: Clause, trigger: Trigger) -> bool:
    """Whether a clause tells what was done to what was named right before it."""
    passive = clause.group is not None and clause.group.passive
    return clause.opener in ("which", "that") and passive and trigger.part != "noun" and trigger.type != "statement"


def _of_a_nation(
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
            record = countries.country(mention.actor.country or "")
            return (record.place,) if record is not None else ()
    return ()


def _not_away(parse: Parse, found: Sequence[PlaceMention], countries: Countries) -> list[Place]:
    """Return the places, what is only beside one ("north of Baghdad") being in its country where no other is named."""
    at = [mention.place for mention in found if mention.cue != "away" and not _is_border(parse, mention)]
    if at:
        return at
    beside = [mention.place for mention in found if mention.cue != "away"]
    if beside:
        return beside
    wider = (countries.country(mention.place.country or "") for mention in found)
    return [record.place for record in wider if record is not None]


def _is_border(parse: Parse, mention: PlaceMention) -> bool:
    """Whether it is a border that something is near ("in Suruc near the Syrian border")."""
    after = parse.token_at(mention.end - 1) + 1
    return mention.place.level == "country" and any(
        token.word in ("border", "frontier", "borders") for token in parse.tokens[after : after + 2]
    )


def _frame(parse: Parse, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the place that opens the sentence for all its clauses ("In Kano, a bomb went off and the shops closed")."""
    first = mentions[0]
    last = parse.token_at(first.end - 1)
    closed = last + 1 < len(parse.tokens) and parse.tokens[last + 1].word == ","
    opened = parse.tokens[0].word in ("in", "at", "near", "outside", "around", "across")
    return first if closed and opened and parse.token_at(first.start) <= _OPENING else None


def _of_another_time(parse: Parse, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place only tells which earlier happening another followed ("following the Ankara bombing, jets struck …")."""
    at = parse.token_at(mention.start)
    if _comes_long_after(parse, trigger, at) or _follows(parse, trigger, at):
        return True
    opener = next((n for n in range(at - 1, max(-1, at - 4), -1) if parse.tokens[n].word in APART), None)
    following = parse.token_at(mention.end - 1) + 1
    if opener is None or following >= len(parse.tokens) or not parse.tokens[following].flags & NOUN:
        return False
    return not opener < trigger.head <= following + 1


def _comes_long_after(parse: Parse, trigger: Trigger, at: int) -> bool:
    """Whether a place is that of what came a day or more before or after ("struck the port a day after a raid in Haifa")."""
    within = range(max(1, trigger.head + 1), at)
    return any(
        parse.tokens[n].word in ("after", "before") and parse.tokens[n - 1].word.rpartition(" ")[2] in _SPANS_OF_TIME
        for n in within
    )


def _follows(parse: Parse, trigger: Trigger, at: int) -> bool:
    """Whether a place is that of what a happening only follows ("the blast follows an attack near Herat")."""
    for verb in range(trigger.last + 1, at):
        if parse.tokens[verb].lemma == "follow" and parse.flags[verb] & VERB:
            return all(token.word != "by" for token in parse.tokens[verb : verb + _CLOSE + 2])
    return False


def _of_another_deed(parse: Parse, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place only says which attack something was done about ("seized suspects in the Paris, Brussels attacks")."""
    if trigger.part == "noun" or trigger.type in _SOMEWHERE - {"takeover"}:
        return False
    after = parse.token_at(mention.end - 1) + 1
    for at in range(after, min(after + _CLOSE, len(parse.tokens))):
        token = parse.tokens[at]
        if token.names and parse.flags[at] & NOUN:
            return at > trigger.last
        if not (token.word in (",", "and") or parse.flags[at] & NAME):
            return False
    return False


def _of_what_somebody_did(parse: Parse, trigger: Trigger, mention: PlaceMention, ground_words: GroundWords) -> bool:
    """Whether a place is that of what somebody had done before ("killed a man linked to attacks on hotels in Tunisia")."""
    at = parse.token_at(mention.start)
    earlier = range(max(trigger.last + 1, at - _LONG), at)
    known_for = next((n for n in earlier if parse.tokens[n].word in ground_words.known_for), None)
    if known_for is not None and parse.clauses[parse.clause_of[known_for]].kind not in ("participle", "relative"):
        return False
    return known_for is not None and any(parse.tokens[n].names for n in range(known_for + 1, at))


def _of_who_says_it(parse: Parse, trigger: Trigger, mention: PlaceMention, ground_words: GroundWords) -> bool:
    """Whether a place only tells where those are who say it ("Police in Quetta said that … after the coup")."""
    at = parse.token_at(mention.start)
    if trigger.type == "statement" and trigger.part != "noun" and not trigger.lemma.startswith("claim"):
        opens = at <= _OPENING and parse.tokens[0].word in ("in", "at")  # "In Geneva, the envoy said"
        by = any(parse.tokens[n].word == "by" for n in range(max(trigger.head, at - 8), at))
        return (at < trigger.head and not opens) or by or trigger.lemma in ground_words.reactions
    group = parse.clauses[parse.clause_of[at]].group
    return group is not None and group.lemma in _SAYING and at < group.first and group.head < trigger.first


def _is_where_they_say_so(parse: Parse, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place is that of those on the spot who tell it ("the governor of Sumy region said drones hit …")."""
    at = parse.token_at(mention.start)
    group = parse.clauses[parse.clause_of[at]].group
    said = group is not None and group.lemma in _SAYING and at < group.first and group.head < trigger.first
    if not said or mention.cue not in ("in", "of", "name") or mention.place.level == "country":
        return False
    speakers = {token.word for token in parse.tokens[max(0, at - _CLOSE - 3) : at]}
    return not _ON_THE_SPOT.isdisjoint(speakers) and speakers.isdisjoint(("former", "exiled", "based"))


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
    from_there = [m.place for m in mentions if m.cue == "dateline"]
    town = next((place for place in from_there if place.level != "country"), None)
    if not of_the_day or trigger.type not in VIOLENCE | {"protest", "meeting"}:
        return found
    if town is None:
        return found or (tuple(from_there[:1]) if trigger.type == "meeting" else ())
    words_here = parse.own_words(parse.clauses[trigger.clause])
    if not found and not _FAR_FROM_IT.isdisjoint(words_here) and not _THE_COUNTRY.isdisjoint(words_here):
        return ()  # "MANILA – Ten soldiers were killed in the country's south"
    points_there = "capital" in words_here and all(place.level == "country" for place in found)
    if not found or (points_there and all(place.country == town.country for place in found)):
        return (town,)
    return found


def _can_be_where(cue: str, trigger: Trigger) -> bool:
    """Whether a place behind such a preposition can be where this kind of thing happens ("talks with Kabul" are not in Kabul)."""
    if cue == "for":  # "the battle for Kharun", "fighting went on for the town"
        return trigger.type in ("clash", "takeover")
    if cue in ("with", "about", "between"):
        return False
    if trigger.type in ("statement", "breakdown", "agreement", "political", "aid", "legal"):
        return cue not in ("on", "to", "from", "against", "of", "into", "toward", "towards", "over", "bare", "name")
    if trigger.type == "meeting":
        return cue not in ("on", "from", "against", "over", "of")
    if cue in ("to", "toward", "towards") and trigger.type in ("attack", "clash"):
        return False  # "blew up the bridge that leads to Kabul"
    return not (trigger.type in VIOLENCE and cue == "from")


def _is_near_verb(clause: Clause, trigger: Trigger) -> bool:
    """Whether a noun is its clause's subject or object, so that what is said of the verb is said of it."""
    group = clause.group
    return group is None or abs(trigger.head - group.head) <= 6


def _is_earlier(parse: Parse, trigger: Trigger) -> bool:
    """Whether a noun is only what something else came after ("its war on terror after the 2001 attacks")."""
    before = parse.tokens[max(0, trigger.first - 4) : trigger.first]
    return trigger.part == "noun" and any(token.word in APART for token in before)


def _above_and_below(parse: Parse, clause: Clause, *, with_own: bool) -> set[int]:
    """Return the tokens of the clause that a clause depends on, and of those that only tell more of it."""
    wanted = {clause.number} if with_own else set()
    if (
        clause.parent is not None
        and clause.opener not in APART
        and clause.kind
        in (
            "participle",
            "relative",
            "coordinate",
            "infinitive",
            "subordinate",
        )
    ):
        wanted.add(clause.parent)
    for child in parse.clauses:
        tells_more = (
            child.kind in ("participle", "relative") or goes_on_without_subject(parse, child) or _counts_more(child)
        )
        tells_more = tells_more or (child.kind == "subordinate" and child.opener in _AT_THE_TIME)
        tells_more = tells_more and not _says(child)
        if child.parent == clause.number and tells_more and child.opener not in APART:
            wanted.add(child.number)
    return {at for at, owner in enumerate(parse.clause_of) if owner in wanted}


def _counts_more(child: Clause) -> bool:
    """Whether a clause goes on counting whom the same blow hit ("five were killed and nine others wounded in Quetta")."""
    return child.kind == "coordinate" and child.group is not None and child.group.lemma in _HURTING


def _at_the_time(parse: Parse, clause: Clause) -> set[int]:
    """Return the tokens of the clauses that say when something was done, and of what tells more of them."""
    wanted: set[int] = set()
    for child in parse.clauses:
        opens = child.parent == clause.number and child.opener in _AT_THE_TIME
        if opens or (child.parent in wanted and child.kind in _TELLING_MORE and child.opener not in APART):
            wanted.add(child.number)
    return {at for at, owner in enumerate(parse.clause_of) if owner in wanted}


def _all_below(parse: Parse, clause: Clause) -> set[int]:
    """Return the tokens of all clauses that tell more of what is in a clause, but of another time."""
    wanted = {clause.number}
    for child in parse.clauses[clause.number + 1 :]:
        if (
            child.parent in wanted
            and child.opener not in APART
            and not _says(child)
            and (child.kind in _TELLING_MORE or goes_on_without_subject(parse, child))
        ):
            wanted.add(child.number)
    return {at for at, owner in enumerate(parse.clause_of) if owner in wanted}


def _says(clause: Clause) -> bool:
    """Whether a clause tells what somebody says, which may be of anything."""
    return clause.group is not None and clause.group.lemma in _SAYING


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
