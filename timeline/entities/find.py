"""The order in which an article's names are read: what is known, what the text defines, then persons, institutions, stand-ins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.entities import place_choice
from timeline.entities.anaphora import find_stand_ins
from timeline.entities.article_names import ArticleNames
from timeline.entities.identified import find_identified, find_they
from timeline.entities.institutions import as_ally, as_aside, as_backer, find_institutions, is_national
from timeline.entities.people import People
from timeline.entities.possessives import find_owners
from timeline.entities.sides import find_sides
from timeline.entities.states import StateReader
from timeline.gazetteer import ActorRecord, Gazetteer, Hit
from timeline.model import Actor, ActorMention, Article, PlaceMention, Sentence

__all__ = ["Entities", "find_entities", "unknown_mentions", "unknown_names"]

_OF_ITS_OWN = re.compile(r"(?:['’]s)?(?: [a-z]+){0,3} ")
_FILED = re.compile(r"\) ?(?:—|–|--|-) ")
_HOUSE = re.compile(
    r"(?:['’]s)? (?:(?:building|compound|complex|headquarters|premises|hall|grounds|floor|steps|seats?|race|campaign|candidate|"
    r"bid|aide|staff|run)\b|(?:Majority |Minority |majority |minority |Democratic |Republican |opposition )*"
    r"(?:[Ll]eader|[Ss]peaker|[Ww]hip|Democrats?|Republicans?|GOP|[Pp]resident|[Cc]hairman|[Mm]ember)s?\b)"
)
"""What follows a chamber's name that is only a house, a seat, or what somebody there is called."""
_IN_IT = re.compile(r"\b(?:[Ll]eader|[Mm]ember|[Ss]eats?|[Mm]ajority|[Mm]inority|[Ww]hip) (?:in|of) (?:the )?\Z")
_ADMINISTRATION = re.compile(r"(?:['’]s)? (?:administration|government|regime|cabinet)\b")


@dataclass(frozen=True, slots=True)
class Entities:
    """The actors and places of one article, in text order."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()


def find_entities(text: str, article: Article, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Entities:
    """Return who and where the article's sentences name; what lies outside the sentences (page furniture) is not read.

    An actor's ``how`` says by what it was recognised: ``gazetteer``, ``definition`` (an abbreviation that the text explains),
    ``title``, ``speech``, ``apposition``, ``name`` (a person named before), ``organisation`` (by its head word), ``province``
    (its government, assembly, police), ``state``, ``country``, ``metonymy`` (a capital), ``office`` (the Kremlin),
    ``affiliation`` (the body whose leader is named), ``anaphora`` ("the group"), ``nationality`` (only whose people) and
    ``aside`` (an ally of …, according to …): the last two name somebody who need not take part in what happened.
    A place's ``cue`` is that of ``place_choice.choose``, or ``actor`` (a country that acts there), ``weak`` (a capital that may
    be its government), ``soil`` ("on Afghan soil").

    >>> from timeline import rules, sentences
    >>> text = "Islamabad said the TTP had struck in Peshawar."
    >>> article = Article("a", 0, 0, len(text))
    >>> found = find_entities(text, article, sentences.split(text, 0, len(text)), Gazetteer.from_rules(rules.packaged()))
    >>> [(mention.text, mention.actor.name, mention.how) for mention in found.actors]
    [('Islamabad', 'Pakistan', 'metonymy'), ('TTP', 'Tehreek-e-Taliban Pakistan', 'gazetteer')]
    """
    names = ArticleNames(text, article, sentences, gazetteer)
    people = People(names)
    persons = [_in_office(names, mention) for mention in people.mentions]
    institutions = list(find_institutions(names, people.mentions))
    states = StateReader(names)
    named = [*persons, *institutions]
    actors = [*named, *people.speaks_for(), *_known_actors(names, people, states, named)]
    actors += [*people.office_holders(actors), *people.group_leaders(actors)]
    actors = _in_order(actors)
    actors = _in_order([*actors, *find_identified(names, actors)])
    actors = _in_order([*actors, *find_stand_ins(names, actors)])
    actors = _in_order([*actors, *find_sides(names, actors)])
    actors = _in_order([*actors, *find_they(names, actors)])
    actors = _in_order([*actors, *find_owners(names, actors)])
    places = _places(names, states, named, actors)
    return Entities(tuple(_less_ground(names.text, actors, places)), places)


def unknown_names(text: str, article: Article, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the names of the article that no gazetteer entry explains (persons, institutions), as often as they are seen."""
    return tuple(mention.actor.name for mention in unknown_mentions(text, article, sentences, gazetteer))


def unknown_mentions(
    text: str, article: Article, sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> tuple[ActorMention, ...]:
    """Return where the article names persons and institutions that no gazetteer entry explains, in text order."""
    names = ArticleNames(text, article, sentences, gazetteer)
    people = People(names)
    named = _in_order([*people.mentions, *find_institutions(names, people.mentions)])
    return tuple(mention for mention in named if mention.actor.id.startswith("text:"))


def _known_actors(
    names: ArticleNames, people: People, states: StateReader, named: Sequence[ActorMention]
) -> Iterator[ActorMention]:
    """Yield the mentions of known actors that are not part of another name. Media tell what happened: they are named aside."""
    taken = sorted((mention.start, mention.end) for mention in named if mention.how not in ("anaphora", "definition"))
    for hit in names.hits:
        name, record = names.actor_name(hit), names.actor(hit)
        if name is None or record is None or _within(hit, taken):
            continue
        if record.kind != "government" and _is_agency(names.text, hit):
            continue
        if record.kind == "government":
            if (mention := states.mention(hit, name)) is not None:
                yield mention
        elif record.kind != "person":
            if _is_ground(names, hit) or is_national(names, hit, record):
                continue
            if record.kind == "igo" and _introduces_part(names, hit, record):
                continue
            how = "definition" if hit.text in names.defined else "gazetteer"
            mention = ActorMention(hit.start, hit.end, hit.text, _acting(names, record), how)
            mention = as_backer(names, as_aside(names.text, mention))
            if record.kind == "parliament" and _is_where_it_sits(names, hit):
                continue
            yield mention
            if record.kind == "parliament" and mention.how != "aside":
                yield from _state_of(names, mention, record)
            elif record.kind == "igo" and "-led " in hit.text:
                yield from _leader_of(names, mention)
        elif not people.part_of_other_name(hit):
            yield from _known_person(names, people, hit, record)


def _is_agency(text: str, hit: Hit) -> bool:
    """Whether a name in brackets behind a dateline is the agency that filed it: "MANILA (AFP) - Nine soldiers …"."""
    return text[hit.start - 1 : hit.start] == "(" and _FILED.match(text, hit.end) is not None


def _in_office(names: ArticleNames, mention: ActorMention) -> ActorMention:
    """Return the state where a person's name only says which government it is: "Prime Minister Narendra Modi's government"."""
    state = names.gazetteer.government(mention.actor.country)
    if state is None or _ADMINISTRATION.match(names.text, mention.end) is None:
        return mention
    return replace(mention, actor=state.actor, how="state")


def _is_ground(names: ArticleNames, hit: Hit) -> bool:
    """Whether a name that is an actor's and a place's (Puntland) is the place, by the preposition before it."""
    if not hit.known.places:
        return False
    words = names.text[max(0, hit.start - 16) : hit.start].split()
    return bool(words) and words[-1].lower() in names.lexicon.persons.before_places


def _introduces_part(names: ArticleNames, hit: Hit, record: ActorRecord) -> bool:
    """Whether a body is only named as the one to which the body named next belongs: the UN's refugee agency UNHCR."""
    for other in names.hits_between(hit.end, hit.end + 32):
        part = names.actor(other)
        if part is not None and record.id in part.part_of:
            return _OF_ITS_OWN.fullmatch(names.text, hit.end, other.start) is not None
    return False


def _known_person(names: ArticleNames, people: People, hit: Hit, record: ActorRecord) -> Iterator[ActorMention]:
    """Yield a known person, or the state where the name only says which government it is: "the Biden administration"."""
    mention = as_ally(names, ActorMention(hit.start, hit.end, hit.text, record.actor, "name"))
    if mention.how == "aside":
        yield mention
        return
    as_state = _in_office(names, mention)
    yield as_state
    if as_state is mention:
        yield from people.affiliation(mention, record)


def _is_where_it_sits(names: ArticleNames, hit: Hit) -> bool:
    """Whether a chamber is only named for its house, or to say who belongs to it: "the opposition leader in the Senate"."""
    before = names.text[max(0, hit.start - 24) : hit.start]
    return _HOUSE.match(names.text, hit.end) is not None or _IN_IT.search(before) is not None


def _state_of(names: ArticleNames, mention: ActorMention, record: ActorRecord) -> Iterator[ActorMention]:
    """Yield the state for which one of its parliament's chambers acts."""
    state = names.gazetteer.government(record.country)
    if state is not None:
        yield replace(mention, actor=state.actor, how="affiliation")


def _leader_of(names: ArticleNames, mention: ActorMention) -> Iterator[ActorMention]:
    """Yield the state that leads a coalition by its name: "the U.S.-led coalition"."""
    leader = mention.text.partition("-")[0].replace("American", "US")
    for name in names.gazetteer.named(leader):
        if isinstance(name.record, ActorRecord) and name.record.kind == "government":
            yield replace(mention, actor=name.record.actor, how="affiliation")


def _acting(names: ArticleNames, record: ActorRecord) -> Actor:
    """Return the actor a record is shown as: a state's own forces act as the state where the entry says so."""
    state = names.gazetteer.government(record.country) if "as_country" in record.flags else None
    return state.actor if state is not None else record.actor


def _places(
    names: ArticleNames, states: StateReader, named: Sequence[ActorMention], actors: Sequence[ActorMention]
) -> tuple[PlaceMention, ...]:
    """Return the places, less the capitals that stand for their government."""
    # the bodies of a province act on its ground, which their names say too
    taken = [(mention.start, mention.end) for mention in named if mention.how != "province"]
    nations = [(m.start, m.end, m.actor.country) for m in actors if m.actor.country and m.how != "anaphora"]
    found = list(states.grounds())
    for mention in place_choice.choose(
        names.text, names.hits, names.sentences, names.lexicon.places, taken=taken, nations=nations
    ):
        reading = states.readings.get(mention.start)
        if reading in ("state", "office", "none", "people", "aside") and mention.place.level != "country":
            continue
        cue = {"weak": "weak", "dateline": "dateline"}.get(reading or "", mention.cue)
        if reading in ("state", "both", "aside") and mention.cue == "bare":
            cue = "actor"
        found.append(replace(mention, cue=cue) if cue != mention.cue else mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _less_ground(text: str, actors: Sequence[ActorMention], places: Sequence[PlaceMention]) -> Iterator[ActorMention]:
    """Yield the actors less states that only say where a town lies ("Kenya's Mandera"), or whose capital is not meant."""
    grounds = {mention.start: mention for mention in places}
    for mention in actors:
        ground = grounds.get(mention.start)
        if ground is not None and mention.actor.kind == "government":
            owns = (
                ground.cue == "contained" and mention.how == "country" and text[mention.end : mention.end + 2] in _OWNER
            )
            if owns or (mention.how == "metonymy" and ground.place.country not in (None, mention.actor.country)):
                continue
        yield mention


_OWNER = ("'s", "’s", "' ", "’ ")


def _in_order(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the mentions in text order, those of the same place in the order given, each once."""
    found: list[ActorMention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        at = len(found) - 1
        while at >= 0 and found[at].start == mention.start and found[at] != mention:
            at -= 1
        if at < 0 or found[at].start != mention.start:
            found.append(mention)
    return found


def _within(hit: Hit, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether the hit lies within one of the spans (sorted), which are names of their own."""
    number = bisect_right(taken, (hit.start, 1 << 60)) - 1
    return number >= 0 and hit.end <= taken[number][1]
