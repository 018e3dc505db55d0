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
    "best_of",
    "condemned",
    "definite_names",
    "ended",
    "goes_on",
    "is_definite",
    "is_quoted",
    "is_subject",
    "just_told",
    "may_be_of_a_meeting",
    "may_condemn",
    "met_further",
    "named_again",
    "nobody_says",
    "of_whom",
    "tells",
    "told_again",
]

_OF_IT = frozenset(("its", "their"))
_POINTING = frozenset(("that",))
_DEFINITE = frozenset(("the", "that", "this", "these", "those", "both"))
_PLACES_IN_TIME = frozenset(("come", "follow", "mark", "highlight", "underline", "underscore", "coincide"))
"""Verbs that say in the present what a happening came after or meant ("the blast comes days before the feast")."""
_BRINGS = words("leave bring put give cut open close complete end extend tighten deal hand push threaten mean")
"""Verbs that say in the present what a happening has brought ("the capture of the town leaves the port exposed")."""
_ORDERS = words(
    "order announce impose approve declare direct demand propose decree authorise authorize instruct decide"
)
_HABITUAL = frozenset(("annual", "regular", "yearly", "usual", "typical", "first", "next", "possible", "alleged"))
_DEPLORES = words("condemn denounce decry deplore lament mourn slam blast hail applaud praise")
"""Verbs with which people answer an attack or a strike."""
_NAMES = words("describe call label brand term dub characterise characterize")
"""Verbs with which they say what it was ("called the raid a war crime"), it being named right behind them."""
_BEHIND = 4
_VIOLENCE = frozenset(("violence",))
_TAKEN = frozenset(("takeover", "agreement"))
_OUTCOMES = words("end conclude close collapse break adjourn fail finish open begin start produce yield focus wrap")
"""Verbs that say how a meeting began, went and ended."""
_ADDS = words("also both two sides leaders ministers separately they counterparts delegations")
"""Words with which the same people meet or talk further."""
_OTHER_DAYS = words("later earlier previously before last once since")
_BEFORE_IT = words("also already earlier previously once")
_A_DAY_OR_TWO, _A_WEEK = 2, 7
_SHORT_WAY = 2
"""Sentences back in which "the move" was told."""
_SHORT, _SOON = 3, 3
"""Days of a meeting that is told of further, and sentences within which it is."""
_RANKS = words("deadliest worst biggest largest bloodiest heaviest first second third latest most one")
"""Words that say what rank an attack has among others."""
_DENIES = words("deny reject dispute refute doubt")
_LASTING = words("offensive campaign invasion deployment advance push intervention")
"""What takes its time, so that no single attack is named again by it."""
_LAUNCHES = words("invade deploy push advance enter cross")
"""Verbs with which what takes its time is begun."""
_TOO_GENERAL = frozenset(
    (
        "war",
        "militancy",
        "hostility",
        "fighting",
        "battle",
        "forum",
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
        if (
            noun.lemma == "fall"
            and reading.parse.tokens[min(noun.last + 1, len(reading.parse.tokens) - 1)].word != "of"
        ):
            continue  # "the fall of the town", no season and no tumble
        names = definite_names(reading, noun)
        if names is None and noun.type == "takeover" and reading.parse.tokens[noun.first - 1].word in _OF_IT:
            names = _POINTING  # "Its capture opens the road" is that of the sentence before
            anchors = [anchor for anchor in anchors if anchor.number == number - 1]
        if names is None or _is_ordered_before(reading, noun, trigger):
            continue
        anchor = best_of(reading, number, noun, names, anchors)
        if anchor is not None:
            return anchor
    return None


def _is_only_judged(reading: Reading, trigger: Trigger) -> bool:
    """Whether somebody only says what a happening was for, or several are only put into their time ("The raids come amid …")."""
    clause = reading.parse.clauses[trigger.clause]
    group, tokens = clause.group, reading.parse.tokens
    if trigger.part == "verb" or group is None:
        return False
    if group.lemma in _PLACES_IN_TIME | _BRINGS and not group.past and not group.perfect:
        return bool(tokens[trigger.head].flags & PLURAL)
    happens = group.lemma in reading.table.happen or not _RANKS.isdisjoint(reading.parse.own_words(clause))
    return trigger.part == "noun" and clause.kind == "complement" and not group.passive and not happens


def may_be_of_a_meeting(trigger: Trigger, clause: Clause) -> bool:
    """Whether what follows can find anything, by one word: of nearly all that is told, neither can."""
    return trigger.type == "meeting" or (clause.group is not None and clause.group.lemma in _OUTCOMES)


def ended(reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]) -> Dated | None:
    """Return the dated meeting that a definite noun says the end or the outcome of ("The talks ended without a deal")."""
    group = clause.group
    if group is None or clause.kind != "main" or not group.done or group.lemma not in _OUTCOMES:
        return None
    for noun in reading.found.nouns:
        names = definite_names(reading, noun) if noun.type == "meeting" and is_subject(reading, noun, clause) else None
        if names is None or noun.head >= group.first:
            continue
        anchor = best_of(reading, number, noun, names, anchors)
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
    if group is not None and group.lemma in _ORDERS and not group.passive and noun.first > group.last:
        return True  # "ordered the suspension of his aide" is a new one
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
    return definite_names(reading, noun) is not None


def definite_names(reading: Reading, noun: Trigger, *, also: int = 0) -> frozenset[str] | None:
    """Return the names that qualify a definite noun; None where the noun is not definite.

    ``also`` are flags of further words that may stand between, as the marks of quotation in "the “savage” attack".
    """
    tokens = reading.parse.tokens
    may_stand = NOUN | NAME | ADJECTIVE | NUMBER | ADVERB | also
    names: set[str] = set()
    for at in range(noun.first - 1, max(-1, noun.first - 6), -1):
        token = tokens[at]
        if token.word in _DEFINITE:
            return frozenset(names) | ({"that"} if token.word in ("that", "this", "those") else frozenset())
        if token.word in _HABITUAL:
            return None
        if token.flags & POSSESSIVE or not token.flags & may_stand or token.flags & (PREPOSITION | DETERMINER):
            return None
        if token.flags & NAME:
            names.add(token.word)
    return None


def of_whom(reading: Reading, trigger: Trigger) -> str:
    """Return the name of him whose happening a noun names ("Okello's killing"), or nothing."""
    noun = next((noun for noun in reading.found.nouns if noun.head == trigger.head), None)
    tokens = reading.parse.tokens
    if noun is None or noun.first < 2 or not tokens[noun.first - 1].flags & POSSESSIVE:
        return ""
    return tokens[noun.first - 2].word if tokens[noun.first - 2].flags & NAME else ""


def may_condemn(trigger: Trigger) -> bool:
    """Whether a word can be one of condemning, or of calling it something: else nothing need be looked for."""
    return trigger.lemma in _DEPLORES or trigger.lemma in _NAMES


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
    nouns = [noun for noun in reading.found.nouns if noun.clause == trigger.clause and family(noun.type) == "violence"]
    group = reading.parse.clauses[trigger.clause].group
    if trigger.lemma in _NAMES and group is not None and group.past:
        nouns = [noun for noun in nouns if trigger.last < noun.first <= trigger.last + _BEHIND][:1]
        nouns = [noun for noun in nouns if not definite_names(reading, noun) and noun.lemma not in _LASTING]
    elif trigger.lemma not in _DEPLORES or is_quoted(reading):
        return False
    return any(
        names is not None and best_of(reading, number, noun, names, anchors) is not None
        for noun in nouns
        for names in (definite_names(reading, noun, also=QUOTE),)
    )


def best_of(
    reading: Reading, number: int, noun: Trigger, names: frozenset[str], anchors: Sequence[Dated]
) -> Dated | None:
    """Return the dated happening that a definite noun names again, with the names that qualify it."""
    plural = bool(reading.parse.tokens[noun.head].flags & PLURAL)
    pointing = "that" in names
    names = frozenset(name for name in names - {"that"} if not _is_where_filed(name, anchors))
    fitting = [
        anchor
        for anchor in anchors
        if family(anchor.trigger.type) == family(noun.type)
        and anchor.number != number
        and not (noun.lemma.split()[-1] in _LASTING and not _is_lasting(noun, anchor))
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
        day_told = [a for a in earlier if a.number == pool[-1].number and (a.interval.days or 99) <= _A_DAY_OR_TWO]
        if min(anchor.interval.days or 99 for anchor in pool) > _A_WEEK and day_told:
            pool = day_told  # the deed of the day, not the one of that month with which it is compared
        finest = min(anchor.interval.days or 99 for anchor in pool)
        return [anchor for anchor in pool if (anchor.interval.days or 99) == finest][-1]
    return near[0] if near else None


def _is_lasting(noun: Trigger, anchor: Dated) -> bool:
    """Whether a dated happening is what takes its time too, or is what "the offensive" was begun with."""
    if anchor.trigger.type == "attack":
        return False
    same = _stem(noun) == _stem(anchor.trigger) or anchor.trigger.lemma.split()[-1] in _LASTING
    return same or anchor.trigger.lemma.split()[0] in _LAUNCHES


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
    marks = [token.word for token in tokens if token.flags & QUOTE]
    if not marks:
        return False
    return bool(tokens[0].flags & QUOTE) or marks.count('"') % 2 == 1 or marks.count("”") > marks.count("“")


def tells(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells of something done, in the article's own voice: no quotation, no wish, no habit."""
    if is_quoted(reading):
        return False
    group = clause.group
    if group is None:
        return True
    if (
        group.modal
        or group.negated
        or group.progressive
        or _is_supposed(reading, clause)
        or nobody_says(reading, clause)
    ):
        return False
    if not group.finite:
        return group.form == "en"
    subject = [token.word for token in reading.parse.tokens[clause.subject[0] : clause.subject[1]]]
    definite = bool(subject) and (subject[0] in _DEFINITE or subject[0] in _OF_IT)
    if group.lemma in _PLACES_IN_TIME and not group.perfect and definite:
        return _names(reading, clause, _VIOLENCE) or group.done
    if group.lemma in _BRINGS and not group.perfect and not group.passive and definite and not group.done:
        return _names(reading, clause, _TAKEN)
    ranks = group.lemma == "be" and definite and _names(reading, clause, _VIOLENCE)
    if ranks and not _RANKS.isdisjoint(reading.parse.own_words(clause)):
        return True  # "The attack is one of the deadliest"
    return group.done or (group.lemma in ("mark", "be") and subject in (["it"], ["this"], ["that"]))


def _names(reading: Reading, clause: Clause, families: frozenset[str]) -> bool:
    """Whether the subject of a clause names a happening of some kinds: an attack, a strike, a fight, or the taking of a place."""
    inside = range(*clause.subject)
    return any(noun.head in inside and family(noun.type) in families for noun in reading.found.nouns)


def nobody_says(reading: Reading, clause: Clause) -> bool:
    """Whether nobody says what a clause tells, or somebody denies it ("No group said it had …", "denied that he had …")."""
    above = reading.parse.clauses[clause.parent] if clause.kind == "complement" and clause.parent is not None else None
    if above is None or above.group is None:
        return False
    subject = [
        token.word for token in reading.parse.tokens[above.subject[0] : above.subject[1]] if token.word.isalpha()
    ]
    return subject[:1] in (["no"], ["nobody"], ["none"], ["neither"]) or above.group.lemma in _DENIES


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
    group = clause.group
    if clause.kind != "main" or group is None or clause.start > 2:
        return None
    if group.past and group.perfect and not _BEFORE_IT.isdisjoint(reading.parse.own_words(clause)):
        return None  # "it had also closed the border" by then
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
