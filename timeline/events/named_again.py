"""Which dated happening a sentence without a date names again, goes on with, or lies in the course of."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Clause
from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    DETERMINER,
    NAME,
    NOUN,
    NUMBER,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    QUOTE,
    words,
)
from timeline.events.dated import Dated
from timeline.events.reading import Reading
from timeline.events.triggers import Trigger, family

__all__ = [
    "condemned",
    "during",
    "ended",
    "goes_on",
    "is_definite",
    "is_quoted",
    "is_subject",
    "just_told",
    "met_further",
    "named_again",
    "tells",
    "told_again",
]

_DEFINITE = frozenset(("the", "that", "this", "these", "those", "both"))
_PLACES_IN_TIME = frozenset(("come", "follow", "mark", "highlight", "underline", "underscore", "coincide"))
"""Verbs that say in the present what a happening came after or meant ("the blast comes days before the feast")."""
_HABITUAL = frozenset(("annual", "regular", "yearly", "usual", "typical", "first", "next", "possible", "alleged"))
_DEPLORES = words("condemn denounce decry deplore lament mourn slam blast hail applaud praise")
"""Verbs with which people answer an attack or a strike."""
_OUTCOMES = words("end conclude close collapse break adjourn fail finish open begin start produce yield focus wrap")
"""Verbs that say how a meeting began, went and ended."""
_ADDS = words("also both two sides leaders ministers separately they counterparts delegations")
"""Words with which the same people meet or talk further."""
_OTHER_DAYS = words("later earlier previously before last once since")
_SHORT_WAY = 2
"""Sentences back in which "the move" was told."""
_SHORT, _SOON = 3, 3
"""Days of a meeting that is told of further, and sentences within which it is."""
_RANKS = words("deadliest worst biggest largest bloodiest heaviest first second third latest most one")
"""Words that say what rank an attack has among others."""
_LASTING = words("offensive campaign invasion deployment advance push intervention")
"""What takes its time, so that no single attack is named again by it."""
_TOO_GENERAL = frozenset(
    (
        "war",
        "militancy",
        "hostility",
        "fighting",
        "battle",
        "forum",
        "fall",
        "understanding",
        "custody",
        "bomb",
        "landmine",
        "influx",
        "combat",
        "dialogue",
    )
)


def named_again(reading: Reading, number: int, trigger: Trigger, anchors: Sequence[Dated]) -> Dated | None:
    """Return the dated happening that a definite noun of the clause names again ("the blast", "the Quetta attack")."""
    if _is_only_judged(reading, trigger):
        return None
    for noun in reading.found.nouns:
        if noun.clause != trigger.clause or family(noun.type) != family(trigger.type) or noun.lemma in _TOO_GENERAL:
            continue
        names = _definite(reading, noun)
        if names is None or _is_ordered_before(reading, noun, trigger):
            continue
        anchor = _best(reading, number, noun, names, anchors)
        if anchor is not None:
            return anchor
    return None


def _is_only_judged(reading: Reading, trigger: Trigger) -> bool:
    """Whether somebody only says what a happening was for, or several are only put into their time ("The raids come amid …")."""
    clause = reading.parse.clauses[trigger.clause]
    group, tokens = clause.group, reading.parse.tokens
    if trigger.part == "verb" or group is None:
        return False
    if group.lemma in _PLACES_IN_TIME and not group.past and not group.perfect:
        return bool(tokens[trigger.head].flags & PLURAL)
    happens = group.lemma in reading.table.happen or not _RANKS.isdisjoint(reading.parse.own_words(clause))
    return trigger.part == "noun" and clause.kind == "complement" and not group.passive and not happens


def ended(reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]) -> Dated | None:
    """Return the dated meeting that a definite noun says the end or the outcome of ("The talks ended without a deal")."""
    group = clause.group
    if group is None or clause.kind != "main" or not group.done or group.lemma not in _OUTCOMES:
        return None
    for noun in reading.found.nouns:
        names = _definite(reading, noun) if noun.type == "meeting" and is_subject(reading, noun, clause) else None
        if names is None or noun.head >= group.first:
            continue
        anchor = _best(reading, number, noun, names, anchors)
        if anchor is not None and (anchor.interval.days or 99) <= _SHORT:
            return anchor
    return None


def met_further(
    reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]
) -> Dated | None:
    """Return the meeting just told that those who met go on with ("The two leaders also exchanged views on trade")."""
    group = clause.group
    if (
        trigger.type != "meeting"
        or trigger.part == "noun"
        or clause.kind not in ("main", "coordinate")
        or group is None
    ):
        return None
    own = reading.parse.own_words(clause)
    if not group.done or group.perfect or _ADDS.isdisjoint(own) or not _OTHER_DAYS.isdisjoint(own):
        return None
    told = [a for a in anchors if a.number < number and a.trigger.type != "statement"]
    met = next((a for a in reversed(told) if a.trigger.type == "meeting"), None)
    if met is None or met.interval != told[-1].interval or number - told[-1].number > _SOON:
        return None
    return met if (met.interval.days or 99) <= _SHORT else None


def _is_ordered_before(reading: Reading, noun: Trigger, trigger: Trigger) -> bool:
    """Whether a noun is what somebody had done before the happening that it names ("had ordered the offensive")."""
    group = reading.parse.clauses[trigger.clause].group
    return (
        group is not None
        and group.past
        and group.perfect
        and not group.passive
        and trigger.head == noun.head
        and noun.first > group.last
    )


def is_definite(reading: Reading, noun: Trigger) -> bool:
    """Whether a noun names something that is known already ("the attack", "that raid")."""
    return _definite(reading, noun) is not None


def _definite(reading: Reading, noun: Trigger) -> frozenset[str] | None:
    """Return the names that qualify a definite noun; None where the noun is not definite."""
    tokens = reading.parse.tokens
    names: set[str] = set()
    for at in range(noun.first - 1, max(-1, noun.first - 6), -1):
        token = tokens[at]
        if token.word in _DEFINITE:
            return frozenset(names) | ({"that"} if token.word in ("that", "this", "those") else frozenset())
        if token.word in _HABITUAL:
            return None
        if (
            token.flags & POSSESSIVE
            or not token.flags & (NOUN | NAME | ADJECTIVE | NUMBER | ADVERB)
            or token.flags & (PREPOSITION | DETERMINER)
        ):
            return None
        if token.flags & NAME:
            names.add(token.word)
    return None


def just_told(reading: Reading, number: int, trigger: Trigger, anchors: Sequence[Dated]) -> Dated | None:
    """Return the deed of one day that the words for what came about mean: the last one told ("The move came a day after …")."""
    clause = reading.parse.clauses[trigger.clause]
    if clause.group is None or clause.group.lemma not in _PLACES_IN_TIME or clause.group.modal or clause.group.negated:
        return None
    subject = [
        token.word for token in reading.parse.tokens[clause.subject[0] : clause.subject[1]] if token.word.isalpha()
    ]
    if not subject or subject[0] not in _DEFINITE or is_quoted(reading):
        return None
    near = [a for a in anchors if 0 < number - a.number <= _SHORT_WAY and a.interval.days == 1]
    deeds = [a for a in near if a.trigger.part != "noun" and a.trigger.type != "statement"]
    last = deeds[-1].number if deeds else None
    return next((a for a in deeds if a.number == last), None)


def condemned(reading: Reading, number: int, trigger: Trigger, anchors: Sequence[Dated]) -> bool:
    """Whether somebody condemns a dated attack of the story; ``anchors`` are those that are news."""
    if trigger.lemma not in _DEPLORES or is_quoted(reading):
        return False
    nouns = [noun for noun in reading.found.nouns if noun.clause == trigger.clause and family(noun.type) == "violence"]
    return any(
        names is not None and _best(reading, number, noun, names, anchors) is not None
        for noun in nouns
        for names in (_definite(reading, noun),)
    )


def _best(
    reading: Reading, number: int, noun: Trigger, names: frozenset[str], anchors: Sequence[Dated]
) -> Dated | None:
    plural = bool(reading.parse.tokens[noun.head].flags & PLURAL)
    pointing = "that" in names
    names = frozenset(name for name in names - {"that"} if not _is_where_filed(name, anchors))
    fitting = [
        anchor
        for anchor in anchors
        if family(anchor.trigger.type) == family(noun.type)
        and anchor.number != number
        and not (noun.lemma.split()[-1] in _LASTING and anchor.trigger.type == "attack")
        and not (
            plural
            and anchor.trigger.part == "noun"
            and not anchor.reading.parse.tokens[anchor.trigger.head].flags & PLURAL
        )
        and all(_is_in(name, anchor) for name in names)
    ]
    if not fitting:
        return None
    near = [a for a in fitting if (a.interval.days or 99) <= 7 or names or a.number == number - 1]
    earlier = [anchor for anchor in near if anchor.number < number]
    before = [anchor for anchor in earlier if anchor.number == number - 1]
    same_word = [anchor for anchor in earlier if _stem(anchor.trigger) == _stem(noun)]
    if pointing and before:
        return before[-1]
    pool = same_word or [anchor for anchor in earlier if anchor.trigger.type == noun.type] or earlier
    if pool:
        finest = min(anchor.interval.days or 99 for anchor in pool)
        return [anchor for anchor in pool if (anchor.interval.days or 99) == finest][-1]
    return near[0] if near else None


def _stem(trigger: Trigger) -> str:
    """Return the beginning of what names a happening, the same for "kidnapped" and "the kidnapping"."""
    return trigger.lemma.split()[-1][:5]


def _is_in(name: str, anchor: Dated) -> bool:
    return any(token.word == name for token in anchor.reading.parse.tokens)


def _is_where_filed(name: str, anchors: Sequence[Dated]) -> bool:
    """Whether a name is that of the town in a dateline, so that it tells the story's own happening from no other of it."""
    return any(
        place.cue == "dateline" and name in place.text.lower() for anchor in anchors for place in anchor.reading.places
    )


def is_quoted(reading: Reading) -> bool:
    """Whether a sentence is somebody's words, or ends in them: then it is told, not reported."""
    tokens = reading.parse.tokens
    marks = "".join(token.word for token in tokens if token.flags & QUOTE)
    return bool(tokens[0].flags & QUOTE) or marks.count('"') % 2 == 1 or marks.count("”") > marks.count("“")


def tells(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells of something done, in the article's own voice: no quotation, no wish, no habit."""
    if is_quoted(reading):
        return False
    group = clause.group
    if group is None:
        return True
    if group.modal or group.negated or group.progressive or _is_supposed(reading, clause):
        return False
    if not group.finite:
        return group.form == "en"
    subject = [token.word for token in reading.parse.tokens[clause.subject[0] : clause.subject[1]]]
    if group.lemma in _PLACES_IN_TIME and not group.perfect and subject[:1] and subject[0] in _DEFINITE:
        return _names_violence(reading, clause) or group.done
    ranks = group.lemma == "be" and subject[:1] != [] and subject[0] in _DEFINITE and _names_violence(reading, clause)
    if ranks and not _RANKS.isdisjoint(reading.parse.own_words(clause)):
        return True  # "The attack is one of the deadliest"
    return group.done or (group.lemma in ("mark", "be") and subject in (["it"], ["this"], ["that"]))


def _names_violence(reading: Reading, clause: Clause) -> bool:
    """Whether the subject of a clause is an attack, a strike or a fight."""
    inside = range(*clause.subject)
    return any(noun.head in inside and family(noun.type) == "violence" for noun in reading.found.nouns)


def _is_supposed(reading: Reading, clause: Clause) -> bool:
    """Whether a clause, or one that it hangs on, begins with if or whether."""
    seen: set[int] = set()
    current: Clause | None = clause
    while current is not None and current.number not in seen:
        if current.opener in ("whether", "if", "unless"):
            return True
        seen.add(current.number)
        current = reading.parse.clauses[current.parent] if current.parent is not None else None
    return False


def goes_on(reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]) -> Dated | None:
    """Return the happening of the sentence before that a pronoun goes on with ("They were bombed …")."""
    if clause.kind != "main" or clause.group is None or clause.start > 2:
        return None
    subject = [
        token.word for token in reading.parse.tokens[clause.subject[0] : clause.subject[1]] if token.word.isalpha()
    ]
    if not subject or subject[-1] not in ("it", "they", "this", "these", "that") or len(subject) > 3:
        return None
    for anchor in reversed(anchors):
        if anchor.number == number - 1 and family(anchor.trigger.type) == family(trigger.type):
            return anchor
    return None


def told_again(
    reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]
) -> Dated | None:
    """Return the dated happening of the same kind between the same actors ("X met Y", later with a date)."""
    group = clause.group
    if group is None or trigger.part == "noun" or not group.done or clause.kind not in ("main", "complement"):
        return None
    here = {mention.actor.id: mention.actor.kind for mention in reading.actors}
    for anchor in anchors:
        if anchor.number == number or trigger.type != anchor.trigger.type or (anchor.interval.days or 99) > 7:
            continue
        common = here.keys() & {mention.actor.id for mention in anchor.reading.actors}
        persons = sum(here[name] == "person" for name in common)
        if group.passive and trigger.type == "meeting":
            continue  # "the idea was discussed": what was talked about has no parties
        same_word = anchor.trigger.lemma == trigger.lemma or anchor.trigger.type == "meeting"
        if same_word and len(common) >= 2 and (persons or trigger.type == "meeting"):
            return anchor
    return None


def is_subject(reading: Reading, noun: Trigger, clause: Clause) -> bool:
    """Whether a noun is the subject of its clause, not part of a phrase that tells of something else."""
    group = clause.group
    if group is None:
        return True
    if noun.last >= group.first:
        return group.lemma == "be" and noun.first - group.last <= 5
    tokens = reading.parse.tokens
    return not any(token.flags & PREPOSITION for token in tokens[clause.subject[0] : noun.first])


def during(reading: Reading, number: int, trigger: Trigger, anchors: Sequence[Dated]) -> Dated | None:
    """Return the dated happening in whose course the clause says it was ("during the visit", "at the meeting")."""
    tokens = reading.parse.tokens
    for noun in reading.found.nouns:
        if noun.clause != trigger.clause:
            continue
        names = _definite(reading, noun)
        if names is None:
            continue
        opener = next(
            (t.word for t in reversed(tokens[max(0, noun.first - 6) : noun.first]) if t.flags & PREPOSITION), ""
        )
        anchor = _best(reading, number, noun, frozenset(names), anchors)
        if anchor is None:
            continue
        pointed = opener == "in" and "that" in names
        just_told = anchor.number == number - 1 and anchor.trigger.type in ("meeting", "agreement")
        if opener in ("during", "at") or pointed or (opener in ("after", "following") and just_told):
            return anchor
    return None
