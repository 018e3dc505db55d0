"""The words of a sentence that name something that happens: a verb, a verb with its noun, or a noun alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.clauses import Clause, Group, Parse
from timeline.clauses.forms import (
    ADVERB,
    COMMA,
    COORDINATOR,
    DATE,
    NAME,
    NOUN,
    PREPOSITION,
    QUOTED_PHRASE,
    STOP,
    TO,
    VERB,
    words,
)
from timeline.events.barring import keeps_others_from
from timeline.events.holding import Places, held_place
from timeline.events.noun_uses import (
    BODIES,
    ONLY_SPEAKERS,
    is_a_named_body,
    is_who_tells,
    names_an_operation,
    qualifies_the_next,
)
from timeline.events.types import DECIDED_LATE, DIES, MAKES_KNOWN, TypeTable

__all__ = [
    "SEEN",
    "VIOLENCE",
    "Found",
    "Trigger",
    "clause_trigger",
    "family",
    "find_triggers",
    "noun_phrase",
    "only_counts_the_hurt",
    "type_in_its_clause",
]

VIOLENCE = frozenset(("attack", "clash", "military_operation"))
"""Types among which one happening is named by several words: an attack is a clash is a strike."""

_REACH = 9
_EQUATES = frozenset(("be", "become", "mark", "remain"))
"""Verbs that only say what their subject is, or means ("the visit was a message to …")."""
SEEN = frozenset(("report", "record", "register", "witness", "observe"))
"""Verbs that, in the passive, only say that what their subject tells was noticed ("clashes were reported")."""
_USES = words("use employ deploy fire drop launch")
_MET_WITH = frozenset(("meet", "greet"))
_IS_TO = words(
    "be expect schedule set plan prepare try attempt begin start continue want refuse agree vow pledge due slate"
)
_STAYS = frozenset(("remain", "stay", "keep", "stand", "lie"))
_HURT = frozenset(("injure", "wound", "hurt"))
_ELSEWHERE = frozenset(("separate", "separately", "elsewhere"))
_IN_NOUN_PHRASE = QUOTED_PHRASE | DATE


@dataclass(slots=True)
class Trigger:
    """What names a happening: tokens ``first`` to ``last``, ``head`` its noun or verb, in clause number ``clause``.

    ``part`` is verb, light (a verb that says little and its noun) or noun; ``type`` "" means a clause without a known trigger.
    """

    first: int
    last: int
    head: int
    clause: int
    part: str
    type: str
    lemma: str

    @property
    def is_neutral(self) -> bool:
        """Whether no word of the table names it."""
        return not self.type


@dataclass(slots=True)
class Found:
    """The triggers of a sentence: each clause's own, and every noun that names a happening."""

    of_clause: dict[int, Trigger]
    nouns: list[Trigger]


def family(type_name: str) -> str:
    """Return the group of types among which one happening is named by several words (an attack is a clash is a strike)."""
    return "violence" if type_name in VIOLENCE else type_name


def find_triggers(parse: Parse, table: TypeTable, places: Places = tuple) -> Found:
    """Return what names happenings in a parsed sentence; ``places`` gives the places named in it when it is asked."""
    nouns = _noun_triggers(parse, table)
    of_clause: dict[int, Trigger] = {}
    for clause in parse.clauses:
        number = clause.number
        own = [noun for noun in nouns if noun.clause == number] if nouns else nouns
        trigger = (_done_to_noun(parse, clause, nouns, table) if nouns else None) or _clause_trigger(
            parse, clause, own, table, places
        )
        if trigger is not None:
            of_clause[number] = trigger
    for clause in [one for one in reversed(parse.clauses) if one.group and one.group.lemma in table.phases]:
        below = _says_only_how(parse, clause, of_clause, table)
        if below is not None:
            of_clause[clause.number] = below
    for trigger in of_clause.values():
        if trigger.lemma in DIES and trigger.is_neutral:
            trigger.type = _died_of(parse, trigger, of_clause)
    return Found(of_clause, nouns)


def _says_only_how(parse: Parse, clause: Clause, of_clause: Mapping[int, Trigger], table: TypeTable) -> Trigger | None:
    """Return what a verb only says to have begun, been tried or been ordered ("began deporting", "were ordered to leave")."""
    group, own, after = clause.group, of_clause.get(clause.number), clause.number + 1
    phase = table.phases.get(group.lemma) if group is not None else None
    if group is None or phase is None or own is None or not own.is_neutral or after >= len(parse.clauses):
        return None
    before = of_clause.get(clause.number - 1)
    if phase.unsaid and before is not None and before.type == "statement":
        return None
    other, below = parse.clauses[after], of_clause.get(after)
    if other.parent != clause.number or below is None or below.part == "noun" or below.type not in phase.types:
        return None
    if other.group is None or other.group.first - group.last - 1 > phase.widest or other.opener not in ("", "to"):
        return None
    between = parse.flags[group.last + 1 : other.group.first]
    if phase.widest == 1 and not all(flags & ADVERB for flags in between):
        return None  # "seeks funds to fight"
    if other.kind != "infinitive" and other.group.form != "ing":
        return None
    return Trigger(group.head, below.last, group.head, clause.number, "verb", below.type, below.lemma)


def _died_of(parse: Parse, trigger: Trigger, of_clause: Mapping[int, Trigger]) -> str:
    """Return the type of the violence of which somebody died ("six died when a bomb went off"), or nothing."""
    for clause in parse.clauses:
        if clause.parent == trigger.clause and clause.opener in ("when", "as", "after"):
            of = of_clause.get(clause.number)
            if of is not None and of.type in VIOLENCE:
                return of.type
    return ""


def clause_trigger(parse: Parse, clause: Clause, table: TypeTable) -> Trigger | None:
    """Return what names the happening of one clause, where only that is asked."""
    own = [noun for noun in _noun_triggers(parse, table) if noun.clause == clause.number]
    return _clause_trigger(parse, clause, own, table, tuple)


def type_in_its_clause(parse: Parse, trigger: Trigger, table: TypeTable) -> str:
    """Return the trigger's type, that of one without a meaning of its own after the words of its clause; "" if they say none."""
    return trigger.type or table.decided("", trigger.lemma, parse.own_words(parse.clauses[trigger.clause]))


def only_counts_the_hurt(parse: Parse, clause: Clause) -> bool:
    """Whether a clause only says how many were hurt beside the dead ("… and a dozen injured", "… and six guards injured")."""
    group = clause.group
    if clause.kind != "coordinate" or clause.parent is None or group is None:
        return False
    if parse.is_count_before_verb(clause):
        return True
    if group.lemma not in _HURT:
        return False
    above = parse.clauses[clause.parent].group
    shares_auxiliary = above is not None and above.passive and above.last < group.first == group.last
    return shares_auxiliary and parse.own_words(clause).isdisjoint(_ELSEWHERE)


def noun_phrase(parse: Parse, trigger: Trigger) -> tuple[int, int]:
    """Return the tokens of a noun trigger's phrase: what qualifies it before, and prepositional phrases after it."""
    tokens, first, last = parse.tokens, trigger.first, trigger.last
    while first > 0 and tokens[first - 1].flags & _IN_NOUN_PHRASE and not tokens[first - 1].flags & COMMA:
        first -= 1
    end = last + 1
    dated = False
    while end < len(tokens):
        flags = tokens[end].flags
        if dated and flags & COORDINATOR:
            break
        dated = dated or bool(flags & DATE)
        if flags & (COMMA | STOP) or (flags & VERB and not flags & (NOUN | NAME)) or (flags & TO):
            break
        if not flags & (_IN_NOUN_PHRASE | PREPOSITION | COORDINATOR | ADVERB):
            break
        end += 1
    return first, end


def _noun_triggers(parse: Parse, table: TypeTable) -> list[Trigger]:
    tokens = parse.tokens
    promising = [at for at, token in enumerate(tokens) if token.names]
    if not promising:
        return []
    found: list[Trigger] = []
    heads = {clause.group.head for clause in parse.clauses if clause.group is not None}
    for at in promising:
        if at in heads:
            continue
        named = table.of_noun(tokens, at)
        if named is None or qualifies_the_next(parse, at, heads) or names_an_operation(parse, at):
            continue
        type_name, first, lemma = named
        clause = parse.clauses[parse.clause_of[at]]
        if lemma.split()[-1] in BODIES and (is_who_tells(parse, clause, at) or is_a_named_body(parse, at)):
            continue
        if lemma in table.depending:
            type_name = table.decided(type_name, lemma, parse.own_words(clause))
        found.append(Trigger(first, at, at, clause.number, "noun", type_name, lemma))
    return found


def _clause_trigger(
    parse: Parse, clause: Clause, nouns: list[Trigger], table: TypeTable, places: Places
) -> Trigger | None:
    group = clause.group
    if group is None:
        return nouns[0] if nouns else None
    end = max(clause.end, group.last + 1)
    if keeps_others_from(parse, clause, table.permits):
        return Trigger(group.head, group.head, group.head, clause.number, "verb", "restriction", group.lemma)
    if group.passive and group.lemma in _MET_WITH:
        answer = _met_with(parse, clause, nouns)
        if answer is not None:
            return answer
    named = table.of_verb(parse.tokens, group.head, end)
    if named is not None and named[1] > group.head:
        return _verb_trigger(parse, clause, named, table)
    held = held_place(parse, clause, table.holdings[group.lemma], places) if group.lemma in table.holdings else None
    if held is not None:
        return Trigger(held[1], held[2], group.head, clause.number, "verb", held[0], group.lemma)
    seen = group.passive and group.lemma in SEEN and any(clause.subject[0] <= noun.head < group.first for noun in nouns)
    if nouns and (group.lemma in table.light or group.lemma in table.happen or seen):
        partner = _partner(parse, clause, nouns, table)
        if partner is not None:
            first, last = min(group.head, partner.first), max(group.head, partner.last)
            return Trigger(first, last, partner.head, clause.number, "light", partner.type, partner.lemma)
    if named is not None and not (nouns and named[0] == "statement" and _tells_of_subject(parse, clause, nouns)):
        return _verb_trigger(parse, clause, named, table)
    noun = table.of_noun(parse.tokens, group.head) if parse.tokens[group.head].names else None
    if noun is not None:  # a plural noun read as a verb in a headline: "Iran talks next week"
        return Trigger(noun[1], group.head, group.head, clause.number, "verb", noun[0], noun[2])
    neutral = Trigger(group.head, group.head, group.head, clause.number, "verb", "", group.lemma)
    if group.lemma in table.given:
        given = _verb_trigger(parse, clause, ("", group.head, group.lemma), table)
        return given if given.type not in DECIDED_LATE else neutral
    return neutral


def _met_with(parse: Parse, clause: Clause, nouns: list[Trigger]) -> Trigger | None:
    """Return what something was met with, which is what happened ("the verdict was met with protests")."""
    assert clause.group is not None
    verb = clause.group.head
    if verb + 1 >= len(parse.tokens) or parse.tokens[verb + 1].word not in ("with", "by"):
        return None
    for noun in nouns:
        if verb < noun.first <= verb + _REACH and noun.type != "meeting" and _is_object(parse, verb + 1, noun.first):
            return Trigger(verb, noun.last, noun.head, clause.number, "light", noun.type, noun.lemma)
    return None


def _done_to_noun(parse: Parse, clause: Clause, nouns: list[Trigger], table: TypeTable) -> Trigger | None:
    """Return the noun right before a participle that only says that it was done ("an operation launched on Sunday")."""
    group = clause.group
    if group is None or group.lemma not in table.light or group.lemma == "strike" or group.form not in ("en", "finite"):
        return None
    before = next((noun for noun in nouns if noun.head == group.first - 1), None)
    if before is None or before.type in ("statement", "other"):
        return None
    if group.lemma in MAKES_KNOWN and group.form == "finite":
        return _made_known(parse, clause, before)
    named = table.verbs.get(group.lemma)
    if named is None or family(named) == family(before.type):
        return None
    if group.form == "finite" and not _is_done_by_nobody(parse, group, before, table):
        return None
    return Trigger(before.first, group.head, before.head, clause.number, "light", before.type, before.lemma)


def _made_known(parse: Parse, clause: Clause, noun: Trigger) -> Trigger | None:
    """Return what a headline says was announced ("calm after ceasefire announced"): nothing follows that could be told."""
    assert clause.group is not None
    group = clause.group
    after = parse.tokens[group.last + 1].flags if group.last + 1 < len(parse.tokens) else STOP
    if noun.type not in ("agreement", "restriction") or not after & (PREPOSITION | STOP) or after & TO:
        return None
    return Trigger(noun.first, group.head, noun.head, clause.number, "light", noun.type, noun.lemma)


def _is_done_by_nobody(parse: Parse, group: Group, noun: Trigger, table: TypeTable) -> bool:
    """Whether what looks like the verb of a sentence has no object, so that it is the participle of the noun before it."""
    if group.first != group.last or not group.past or group.lemma in ONLY_SPEAKERS | table.happen:
        return False
    after = parse.tokens[group.last + 1].flags if group.last + 1 < len(parse.tokens) else STOP
    return bool(after & (PREPOSITION | DATE | STOP | COMMA)) and not after & TO and not _in_phrase(parse, noun, 0)


def _tells_of_subject(parse: Parse, clause: Clause, nouns: list[Trigger]) -> bool:
    """Whether a verb of saying has an event for its subject, so that nobody speaks ("the raid signalled a change")."""
    group = clause.group
    assert group is not None
    if group.lemma in ONLY_SPEAKERS:
        return False
    subjects = [n for n in nouns if n.last < group.first and not _in_phrase(parse, n, clause.subject[0])]
    return (
        bool(subjects)
        and not group.passive
        and all(noun.type not in ("statement", "other", "meeting") for noun in subjects)
    )


def _verb_trigger(parse: Parse, clause: Clause, named: tuple[str, int, str], table: TypeTable) -> Trigger:
    type_name, last, lemma = named
    assert clause.group is not None
    if lemma in table.depending:
        words = parse.own_words(clause)
        if clause.kind == "relative":  # "the talks, which collapsed": what it tells of stands before it
            words |= {token.word for token in parse.tokens[max(0, clause.start - 8) : clause.start]}
        elif (
            type_name
            and clause.kind == "participle"
            and clause.group.form == "en"
            and clause.start == clause.group.first > 0
        ):
            words |= {parse.tokens[clause.start - 1].word}  # "a report released on Friday"
        elif clause.kind in ("infinitive", "participle") and clause.parent is not None:
            words |= _of_whom(parse, clause, parse.clauses[clause.parent])
        if type_name in VIOLENCE and clause.number + 1 < len(parse.clauses):
            words |= _by_what_means(parse, parse.clauses[clause.number + 1])
        if lemma in _STAYS and clause.number + 1 < len(parse.clauses):
            words |= _as_what(parse, parse.clauses[clause.number + 1])
        type_name = table.decided(type_name, lemma, words)
    head = clause.group.head
    return Trigger(head, last, head, clause.number, "verb", type_name, lemma)


def _as_what(parse: Parse, state: Clause) -> frozenset[str]:
    """Return the participle that says as what something stays or is kept ("has remained closed", "kept the gate shut")."""
    if state.group is None or state.group.form != "en" or state.start != state.group.first:
        return frozenset()
    return frozenset([parse.tokens[state.group.head].word])


def _by_what_means(parse: Parse, after: Clause) -> frozenset[str]:
    """Return the words of the participle that says with what violence was done ("attacked the palace, using tanks")."""
    if after.kind != "participle" or after.group is None or after.group.lemma not in _USES:
        return frozenset()
    return parse.own_words(after) if after.group.form == "ing" else frozenset()


def _of_whom(parse: Parse, clause: Clause, above: Clause) -> frozenset[str]:
    """Return the words of the subject that a verb shares with the one above it.

    Of an infinitive that is so where that only says that something is to be ("parliament is due to convene"), of a participle
    where it has no other ("troops advanced on Monday, pouring into the valley").
    """
    if above.group is None or clause.group is None:
        return frozenset()
    shared = clause.kind == "participle" and clause.group.form == "ing" and clause.start - 1 > above.group.last
    if not shared and above.group.lemma not in _IS_TO:
        return frozenset()
    return frozenset([parse.tokens[at].word for at in range(*above.subject)])


def _partner(parse: Parse, clause: Clause, nouns: list[Trigger], table: TypeTable) -> Trigger | None:
    """Return the noun that says what a light verb does: its object, or its subject where it is passive or only happens."""
    group = clause.group
    assert group is not None
    after = [
        noun
        for noun in nouns
        if group.last < noun.first <= group.last + _REACH and _is_object(parse, group.last, noun.first)
    ]
    before = [noun for noun in nouns if noun.last < group.first]
    if group.lemma in _EQUATES and after and before:
        says = after[0].type == "statement" or group.lemma == "mark"
        told = [noun for noun in before if noun.type not in ("statement", "other")] if says else []
        after = [noun for noun in told if not _in_phrase(parse, noun, clause.subject[0])][:1] or after
    if group.passive or (group.lemma in table.happen and not after):
        near = [noun for noun in before if not _in_phrase(parse, noun, clause.subject[0])]
        chosen = near or before
        return chosen[0] if chosen else None
    return after[0] if after else None


def _is_object(parse: Parse, verb: int, noun: int) -> bool:
    """Whether only words of a noun phrase (and "of") stand between a verb and a noun."""
    for at in range(verb + 1, noun):
        token = parse.tokens[at]
        if token.flags & (COMMA | STOP):
            return False
        dated = parse.tokens[at + 1].flags & DATE
        if (
            token.flags & PREPOSITION
            and not dated
            and token.word not in ("of", "a", "more", "over", "about", "around", "at")
            and not (at == verb + 1 and token.word == "out")
        ):
            return False
    return True


def _in_phrase(parse: Parse, noun: Trigger, start: int) -> bool:
    """Whether a noun stands inside a prepositional phrase of the subject ("a witness of the attack")."""
    for at in range(noun.first - 1, start - 1, -1):
        flags = parse.tokens[at].flags
        if flags & PREPOSITION:
            return True
        if not flags & _IN_NOUN_PHRASE:
            return False
    return False
