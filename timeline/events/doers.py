"""Who does what a trigger tells: states and their forces, or armed groups, by their names or by what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.clauses import Clause, Group, Parse
from timeline.clauses.forms import (
    ADJECTIVE,
    COMMA,
    DATE,
    DETERMINER,
    NAME,
    NOUN,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    STOP,
    words,
)
from timeline.events.fighting import FIGHTERS
from timeline.events.involved import PartyWords, is_people
from timeline.events.triggers import Trigger
from timeline.model import ActorMention

__all__ = [
    "HARMS",
    "STATES",
    "by_a_group",
    "by_a_state",
    "by_a_state_alone",
    "has_no_object",
    "head_of",
    "is_done_by",
    "named_doers",
]

STATES = frozenset(("government", "security_force"))
HARMS = frozenset(("kill", "injure", "wound", "gun", "shoot"))
_TAKES = frozenset(("pull", "drag", "snatch", "abduct", "kidnap"))
_GROUPS = frozenset(("armed_group",))
_ARMED = FIGHTERS | words(
    "militia militias militiamen paramilitaries paramilitary gang gangs gangsters kidnappers abductors captors raiders "
    "robbers bandits dacoits warlord warlords assassins marauders rebel separatist guerrilla bandit extremist"
)
"""Who is armed and no state's, as a subject or behind "by"."""
_ARMS = words(
    "shelling fire drone drones rocket rockets missile missiles strike strikes shells shell bombardment artillery gunfire bombs "
    "bomb mortars attack attacks raid raids assault ambush airstrike airstrikes jets warplanes warplane jet"
)
_MEN_OF = words("armed masked unknown unidentified hooded")
_MANY = words("men herders villagers youths group groups persons people assailants attackers")
_LAW = words(
    "police policemen officers officer authorities detectives agents fbi investigators constables guard guards coastguard "
    "navy customs rangers cid ctd gendarmes sheriff interpol marshals troopers intelligence immigration "
    "prosecutors"
)
"""Who takes people by law."""
_UNITS = words(
    "garrison defenders brigade battalion unit units division regiment troops soldiers peacekeepers contingent"
)
_UNIONS = words("union bloc league council organisation organization party assembly parliament congress federation")
_DONE_BY = words(
    "carry launch stage mount conduct claim fire send fly drop lob hurl guide plant detonate plan "
    "orchestrate lead commit perpetrate execute"
)
"""Verbs behind whose "by" stands who did what they tell more of: "an attack carried out by X", no "a route used by X"."""
_BLAMES = frozenset(("blame", "accuse"))
_PINS = frozenset(("blame", "attribute", "pin"))
_MACHINES = words("warplanes warplane jets jet gunship aircraft gunships navy coastguard marines government regime")
"""What, beside the men of a state, only states have."""
_OF_ARMIES = words("assault offensive operation campaign")
"""What somebody in office begins with his army."""
_MEN = words("officers officer officials official personnel guards guard men units snipers marksmen")
"""… who are a state's men behind a word for its forces."""
_CLOSE = 6
_NOT_THE_DOER = words("in of on against at from with near to")
_ARTICLES = words("the a an its their another one two three four five several some senior")
_OF_A_GROUP = words("from of with")
"""Words between fighters and their group ("gunmen from X", "fighters with X")."""
_SUFFERS = words("suffer face endure see witness experience undergo withstand survive be become mark")
_OWN_OR_NONE = words(
    "it they he she we its their his her troops soldiers forces officers police warplanes jets aircraft"
)
_NO_SUBJECT = 2
"""Words up to which a clause that goes on from another has no subject of its own ("and then killed")."""
_BEFORE_A_NAME = 6
_JUST_BEFORE = 3
_BEHIND_A_NOUN = 9
"""Words behind a deed's noun in which "by" or "at the hands of" tells who did it."""


def by_a_group(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    """Whether the doer is an armed group: named as such, or rebels or fighters for the subject or behind "by"."""
    if any(mention.actor.kind in _GROUPS for mention in named_doers(parse, trigger, actors)):
        return True
    return any(_are_armed(parse, at) for at in _doing_nouns(parse, trigger))


def _are_armed(parse: Parse, at: int) -> bool:
    """Whether a noun stands for armed people of no state: rebels, a militia, masked men, paramilitary fire."""
    word = parse.tokens[at].word
    if word in _ARMED:
        return True
    return word in _MANY and any(token.word in _MEN_OF for token in parse.tokens[max(0, at - _JUST_BEFORE) : at])


def is_done_by(
    parse: Parse, trigger: Trigger, who: str, actors: Sequence[ActorMention], party_words: PartyWords
) -> bool:
    """Whether a deed is that of such doers: a group, a state, either (fighters), the law, a union, or nobody who is named."""
    if who == "group":
        return by_a_group(parse, trigger, actors)
    if who == "state":
        return by_a_state(parse, trigger, actors, party_words)
    if who == "fighters":
        if by_a_group(parse, trigger, actors) or by_a_state(parse, trigger, actors, party_words):
            return True
        return any(parse.tokens[at].word in _UNITS for at in _doing_nouns(parse, trigger))
    if who in ("law", "union"):
        listed = _LAW if who == "law" else _UNIONS
        return any(parse.tokens[at].word in listed for at in _doing_nouns(parse, trigger))
    if who == "nobody":
        return next(_doing_nouns(parse, trigger), None) is None
    return True


def by_a_state(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention], party_words: PartyWords) -> bool:
    """Whether the doer is a state or its forces, by their name or as troops, police or warplanes of no other."""
    doers = list(named_doers(parse, trigger, actors))
    if any(mention.actor.kind in STATES and not is_people(parse, mention, party_words) for mention in doers):
        return True
    if trigger.lemma.rpartition(" ")[2] in _OF_ARMIES and any(_is_in_office(mention) for mention in doers):
        return True
    if any(mention.actor.kind in _GROUPS for mention in doers):
        return False
    return any(_are_forces(parse, at, party_words) for at in _doing_nouns(parse, trigger))


def by_a_state_alone(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention], party_words: PartyWords) -> bool:
    """Whether the doer is a state or its forces, and no armed group stands nearer to the deed ("Kenyan-backed militiamen")."""
    if not by_a_state(parse, trigger, actors, party_words):
        return False
    doers = list(named_doers(parse, trigger, actors))
    nouns = list(_doing_nouns(parse, trigger))
    groups = [parse.token_at(mention.end - 1) for mention in doers if mention.actor.kind in _GROUPS]
    groups += [at for at in nouns if _are_armed(parse, at)]
    states = [parse.token_at(mention.end - 1) for mention in doers if mention.actor.kind in STATES]
    states += [at for at in nouns if _are_forces(parse, at, party_words)]
    return not groups or max(states, default=-1) > max(groups)


def _is_in_office(mention: ActorMention) -> bool:
    """Whether a person is known to belong to a state ("the prime minister announced the assault on the town")."""
    return mention.actor.kind == "person" and bool(mention.actor.country)


def _are_forces(parse: Parse, at: int, party_words: PartyWords) -> bool:
    """Whether a noun stands for a state's men or machines, and not for rebel troops or an army hospital."""
    before = parse.tokens[at - 1].word if at else ""
    if parse.tokens[at].word in _MEN and before in party_words.forces:
        return True  # "police officers", "army officials"
    if parse.tokens[at].word not in party_words.forces | _MACHINES:
        return False
    return before not in party_words.others_forces and not before.endswith(("-led", "-backed"))


def _doing_nouns(parse: Parse, trigger: Trigger) -> Iterator[int]:
    """Yield the nouns that may be who does it: the subject's head, that behind "by", and what stands before a noun."""
    clause = parse.clauses[trigger.clause]
    group = clause.group
    if trigger.part != "verb":
        yield from _words_before(parse, trigger.head)
    if trigger.part == "noun":
        yield from _heads_behind_a_noun(parse, trigger.last, group)
        return
    if group is None:
        return
    if group.passive or group.form == "en" or (trigger.lemma in HARMS | _TAKES and has_no_object(parse, group)):
        yield from _heads_behind_by(parse, group)
    elif _is_blamed_for(parse, clause):
        yield from _whom_one_blames(parse, clause)
    elif clause.subject[1] > clause.subject[0]:
        yield from _subject_nouns(parse, clause, group)
        yield from _behind_by_below(parse, clause, group)
    elif clause.kind in ("infinitive", "coordinate") and clause.parent is not None:
        above = parse.clauses[clause.parent]
        if above.group is not None and above.subject[1] > above.subject[0]:
            yield from _subject_nouns(parse, above, above.group)


def _is_blamed_for(parse: Parse, clause: Clause) -> bool:
    """Whether a clause tells what somebody is accused of or blamed for ("accused the rebels of shelling the town")."""
    above = parse.clauses[clause.parent].group if clause.parent is not None else None
    return (
        clause.kind == "participle" and clause.opener in ("of", "for") and above is not None and above.lemma in _BLAMES
    )


def _whom_one_blames(parse: Parse, clause: Clause) -> Iterator[int]:
    """Yield the noun for whoever is accused: the object of the verb above, or its subject where that is passive."""
    above = parse.clauses[clause.parent] if clause.parent is not None else clause
    assert above.group is not None
    if above.group.passive:
        yield from head_of(parse, range(above.subject[0], above.group.first))
    else:
        yield from head_of(parse, range(above.group.last + 1, clause.start))


def _words_before(parse: Parse, head: int) -> Iterator[int]:
    """Yield the nouns and adjectives right before a noun ("the paramilitaries' drone strike")."""
    first = head - 1
    while first >= 0 and head - first <= _JUST_BEFORE and parse.flags[first] & (NOUN | ADJECTIVE | POSSESSIVE):
        yield first
        first -= 1


def _subject_nouns(parse: Parse, clause: Clause, group: Group) -> Iterator[int]:
    """Yield the head of a verb's subject, and whose it is where it is fire or a weapon ("paramilitary shelling killed …")."""
    first, last = clause.subject[0], min(clause.subject[1], group.first)
    first = max((at + 1 for at in range(first, last) if _parts(parse, at)), default=first)
    for at in head_of(parse, range(first, last)):
        yield at
        if parse.tokens[at].word in _ARMS:
            yield from _words_before(parse, at)
            if at + 1 < last and parse.tokens[at + 1].word == "by":  # "shelling by rebels hit …"
                yield from head_of(parse, range(at + 2, last))


def _behind_by_below(parse: Parse, clause: Clause, group: Group) -> Iterator[int]:
    """Yield who launched or fired what a verb has for its subject ("a drone launched by rebels hit the port")."""
    for below in parse.clauses:
        own = below.group
        if own is None or own.form != "en" or own.lemma not in _DONE_BY or below.parent != clause.number:
            continue
        if clause.subject[0] <= own.first < group.first:
            yield from _heads_behind_by(parse, own)


def has_no_object(parse: Parse, group: Group) -> bool:
    """Whether nothing stands behind a verb that could have been harmed, so that its subject was ("Nine guards killed in …")."""
    after = parse.flags[group.last + 1] if group.last + 1 < len(parse.flags) else STOP
    return group.past and group.first == group.last and bool(after & (PREPOSITION | COMMA | STOP | DATE))


def _parts(parse: Parse, at: int) -> bool:
    """Whether a mark parts what stands before it from what follows ("the army storms the town; bombings hit the capital")."""
    return bool(parse.flags[at] & STOP) and parse.tokens[at].word in (";", "—", "–", ":", "|")


def _heads_behind_by(parse: Parse, group: Group) -> Iterator[int]:
    """Yield the head of the phrase that "by" opens soon after a passive verb ("shot dead by riot police")."""
    for at in range(group.last + 1, min(group.last + _BEFORE_A_NAME, len(parse.tokens))):
        if parse.tokens[at].word == "by":
            yield from head_of(parse, range(at + 1, len(parse.tokens)))
            return


def _heads_behind_a_noun(parse: Parse, noun: int, group: Group | None) -> Iterator[int]:
    """Yield the head of who did what a noun names ("the killing of nine men by the army", "… at the hands of the army")."""
    for at in range(noun + 1, min(noun + 1 + _BEHIND_A_NOUN, len(parse.tokens))):
        beyond = parse.clause_of[at] != parse.clause_of[noun] or (group is not None and group.first == at)
        if beyond or parse.flags[at] & (COMMA | STOP):
            return
        if parse.tokens[at].word == "by" or _ends_hands_of(parse, at):
            yield from head_of(parse, range(at + 1, len(parse.tokens)))
            return


def _ends_hands_of(parse: Parse, at: int) -> bool:
    return parse.tokens[at].word == "of" and parse.tokens[at - 1].word == "hands"


def head_of(parse: Parse, numbers: range) -> Iterator[int]:
    """Yield the noun that heads a phrase: the last one before a preposition, a comma or a verb."""
    head = None
    for at in numbers:
        flags = parse.flags[at]
        if flags & (NOUN | NAME) and not flags & PREPOSITION:
            head = at
        elif head is not None and not flags & POSSESSIVE:
            break
    if head is not None:
        yield head


def _answers_for(parse: Parse, clause: Clause, trigger: Trigger, at: int) -> bool:
    """Whether somebody named is blamed for a deed or claims it ("blamed X for the attack", "an attack that Y blames on X")."""
    own = parse.clauses[parse.clause_of[at]]
    if own.group is None or own.group.passive:
        return False
    if own.number != clause.number or trigger.part != "noun":
        near = 0 < own.start - trigger.last <= _CLOSE + _JUST_BEFORE
        return near and own.group.lemma in _PINS and _word_before(parse, at) in ("on", "to")
    if own.group.lemma in _BLAMES:
        return own.group.last < at < trigger.first
    return own.group.lemma == "claim" and at < own.group.first and trigger.first - own.group.last <= _CLOSE


def named_doers(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield who does what a trigger tells: the subject, "by …", or the name before the noun."""
    clause = parse.clauses[trigger.clause]
    group = clause.group
    clauses = (clause.number, clause.parent) if _has_subject_above(parse, clause) else (clause.number,)
    met_with = group is not None and group.lemma in _SUFFERS
    suffered = group is None or group.passive or met_with or _goes_on_suffering(parse, clause, trigger)
    for mention in actors:
        at = parse.token_at(mention.start)
        if _is_home_of_a_group(parse, mention, actors):
            continue
        before = _word_before(parse, at)
        doer = _is_behind_by(parse, at) and _tells_the_doer(parse, parse.clauses[parse.clause_of[at]], clauses)
        if trigger.part == "noun" or (trigger.part == "light" and not (met_with and at < trigger.first)):
            doer = doer or 0 < trigger.head - parse.token_at(mention.end - 1) <= _JUST_BEFORE
        doer = doer or _answers_for(parse, clause, trigger, at)
        if trigger.part != "noun" and group is not None and not (suffered or group.form == "en"):
            own = parse.clause_of[at] in clauses
            apart = own and any(_parts(parse, step) for step in range(at, group.first))
            doer = doer or (own and not apart and at < group.first and before not in _NOT_THE_DOER)
        if doer:
            yield mention


def _tells_the_doer(parse: Parse, by: Clause, clauses: Sequence[int | None]) -> bool:
    """Whether a clause in which "by" stands is that of the deed, or a participle that tells who carried it out."""
    return by.number in clauses or by.group is None or by.group.lemma in _DONE_BY


def _is_behind_by(parse: Parse, at: int) -> bool:
    """Whether "by" stands before a name, with no more between than what the name is ("by the Lebanese group Hezbollah")."""
    for step in range(at - 1, max(-1, at - _BEFORE_A_NAME), -1):
        if parse.tokens[step].word == "by":
            return True
        if not parse.flags[step] & (ADJECTIVE | NOUN | DETERMINER | PARTICIPLE) or parse.flags[step] & PREPOSITION:
            return False
    return False


def _goes_on_suffering(parse: Parse, clause: Clause, trigger: Trigger) -> bool:
    """Whether a verb without an auxiliary goes on from a passive one ("two were killed and six injured in an attack")."""
    above = parse.clauses[clause.parent].group if clause.parent is not None else None
    return clause.kind == "coordinate" and above is not None and above.passive and trigger.lemma in HARMS


def _is_home_of_a_group(parse: Parse, mention: ActorMention, actors: Sequence[ActorMention]) -> bool:
    """Whether a country only says where the armed group behind it is at home ("Colombia's largest rebel group ELN")."""
    last = parse.token_at(mention.end - 1)
    for group in actors:
        at = parse.token_at(group.start)
        if group.actor.kind == "armed_group" and last < at <= last + _CLOSE:
            between = parse.tokens[last + 1 : at]
            return all(token.flags & (POSSESSIVE | ADJECTIVE | NOUN) for token in between)
    return False


def _word_before(parse: Parse, at: int) -> str:
    """Return the word before a name, past articles and numbers ("on a U.S. base", "according to two military officers").

    Before "gunmen from" a group it is the word before "gunmen".
    """
    while at > 0 and parse.tokens[at - 1].word in _ARTICLES:
        at -= 1
    if at > 1 and parse.tokens[at - 1].word in _OF_A_GROUP and parse.tokens[at - 2].word in FIGHTERS:
        return _word_before(parse, at - 2)
    return parse.tokens[at - 1].word if at else ""


def _has_subject_above(parse: Parse, clause: Clause) -> bool:
    """Whether who does what a clause tells stands in the clause above: it goes on from it, or only has a pronoun of its own."""
    if clause.group is None or clause.parent is None:
        return False
    if clause.kind in ("participle", "infinitive"):
        return True
    own = [token.word for token in parse.tokens[clause.subject[0] : clause.subject[1]] if token.word.isalpha()]
    if clause.kind == "relative":
        return clause.opener != "who"
    if clause.kind == "coordinate":
        return clause.group.first - clause.start <= _NO_SUBJECT
    return any(word in _OWN_OR_NONE for word in own)
