"""What came along with a dated happening of its sentence: in its course, by its side, as its outcome."""

from __future__ import annotations

from collections.abc import Callable

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import (
    ADJECTIVE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    NUMBER,
    PHRASE,
    PREPOSITION,
    words,
)
from timeline.events.aftermath import FOLLOWED, what_came_first, what_it_followed
from timeline.events.causing import CAUSES, what_it_caused
from timeline.events.fleeing import FORCES, what_they_fled, who_fled
from timeline.events.in_a_row import on_days_in_a_row
from timeline.events.listed import what_is_listed, what_the_latter_did, when_it_was
from timeline.events.occasions import on_the_occasion
from timeline.events.opening import opener
from timeline.events.paired import Pairing, is_dated
from timeline.events.telling import TALK
from timeline.events.triggers import VIOLENCE, Found, Trigger, family

__all__ = ["WHERE_SAID", "come_along"]

WHERE_SAID = "it was said after or during it"
"""How a meeting has its date after or during which somebody spoke: it need not be what the report is about."""
_AGREED = frozenset(("agreement", "aid", "political", "restriction"))
"""Types of what is done at a meeting."""
_PLEDGES = words("promise pledge offer commit vow")
_DONE_TO = frozenset(("legal", "displacement", "attack"))
_TAKES = frozenset(("abduct", "kidnap", "seize", "capture", "take"))
_JUDGED = frozenset(("acquit", "convict", "sentence", "charge", "indict", "try", "prosecute", "accuse"))
"""Verbs of what courts do about a thing, long after it."""
_PARTS = words("role roles part involvement hand complicity participation suspect suspects")
"""Nouns before "in" by which somebody took part in what a court deals with long after."""
_COURSE = frozenset(("at", "during", "in"))
_ANOTHER = words("a an another additional several multiple further numerous many more other")
_ONE_OF_ITS_KIND = frozenset(("agreement", "meeting", "political", "aid"))
"""Types of which two nouns name one thing ("a ceasefire and hostage deal")."""
_OUTCOMES = frozenset((*VIOLENCE, "takeover", "protest", "restriction", "legal", "breakdown", "agreement"))
_HARMS = words("kill wound injure hurt leave")
_MADE_TO_DO = frozenset(("displacement", "political"))
"""Types of what people are made to do by something: to flee, to resign."""
_ORDERS = frozenset(("announce", "order", "warn", "declare"))
"""Verbs of saying with which people are sent away ("announced a raid on Monday, ordering villagers to leave")."""
_ENDS = words("end stop halt prevent avert avoid risk threaten")
_DONE_BY_IT = frozenset(("takeover", "political", "displacement", "agreement", "breakdown"))
_CLOSE = 4
_COMES_TO = words("visit arrive travel fly gather meet convene go come")
_SIGNED = frozenset(("agreement", "meeting"))
_MANY = words("hours minutes moments")
_SOON = _MANY | words("shortly immediately soon just right straight")
_NEAR = 6
_SPEAKS = words("speak talk address tell say")
_AT_A_MEETING = words("after following during")
_WITH = words("with in between at to of")
_OTHER_TIME = words("before earlier last previous next days weeks months years recent several")
_NEWS_EVENTS = words("conference briefing interview dialogue hearing forum")
"""What is held so that something may be said at it, or lasts."""


def come_along(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Add the happenings that came along with dated ones."""
    for add in _WAYS:
        add(parse, found, pairs)


def _came_beside(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what came along with a dated happening ("along with the order on Monday came a raid")."""
    for pairing in list(pairs):
        clause = parse.clauses[pairing.trigger.clause]
        trigger = found.of_clause.get(clause.number)
        if trigger is None or trigger.is_neutral or trigger is pairing.trigger or clause.group is None:
            continue
        if clause.group.lemma == "come" and pairing.trigger.head < clause.group.first < trigger.last:
            pairs.append(
                Pairing(trigger, pairing.mention, pairing.interval, "it came along with the dated happening", 0.7)
            )


def _claimed(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date the attack that somebody claimed ("last month, the group claimed responsibility for a raid on a bank")."""
    for pairing in list(pairs):
        if pairing.trigger.lemma != "claim responsibility":
            continue
        for noun in found.nouns:
            near = pairing.trigger.last < noun.head <= pairing.trigger.last + 5
            before = parse.tokens[pairing.trigger.last : noun.head]
            new = near and any(token.word in _ANOTHER or token.flags & NUMBER for token in before)
            if new and noun.type in VIOLENCE and not _is_told_with_its_day(parse, noun, pairs):
                pairs.append(Pairing(noun, pairing.mention, pairing.interval, "it was claimed then", 0.6))
                break


def _is_told_with_its_day(parse: Parse, noun: Trigger, pairs: list[Pairing]) -> bool:
    """Whether a clause right behind a noun tells more of it, and when that was ("an attack that killed nine a day earlier")."""
    about = (parse.clauses[one.trigger.clause] for one in pairs if one.interval.is_known)
    return any(one.kind in ("relative", "participle") and 0 < one.start - noun.last <= _CLOSE for one in about)


def _in_its_course(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what was done in the course of a dated happening ("90 people were detained in Monday's riots")."""
    dated = {pairing.trigger.head for pairing in pairs}
    for pairing in list(pairs):
        noun = pairing.trigger
        own = found.of_clause.get(noun.clause)
        if noun.part != "noun" or own is None or own.head in dated or (own.type == noun.type and not _is_taken(own)):
            continue
        at_it = (
            own.type in _AGREED or own.lemma in _PLEDGES
        ) and noun.type == "meeting"  # "pledged jets at last week's summit"
        if own.type not in _DONE_TO and not at_it and not (own.type == "takeover" and noun.type in VIOLENCE):
            continue
        if own.lemma in _JUDGED:
            continue
        group = parse.clauses[noun.clause].group
        opens = next((at for at in range(noun.first - 1, 0, -1) if parse.flags[at] & PREPOSITION), 0)
        opener = parse.tokens[opens].word
        if opens and parse.tokens[opens - 1].word in _PARTS:
            continue  # "was jailed for his role in the 2016 attack"
        told = group is not None and ((group.finite and group.past) or group.form == "en") and group.last < noun.first
        if told and opener in (("at", "during") if at_it else ("in", "during")):
            pairs.append(Pairing(own, pairing.mention, pairing.interval, "it was done in the course of it", 0.7))


def _is_taken(own: Trigger) -> bool:
    """Whether a verb tells that people were taken, which is told beside the attack in which they were."""
    return own.part != "noun" and own.lemma.split()[0] in _TAKES


def _in_whose_course(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date the protest at which people were held on a day ("ten were arrested on Monday during a banned rally")."""
    for pairing in list(pairs):
        own = pairing.trigger
        group = parse.clauses[own.clause].group
        if own.part == "noun" or group is None or not group.past or group.perfect:
            continue
        while_it_lasted = next((noun for noun in found.nouns if _closes_with(parse, noun, own, pairing)), None)
        if while_it_lasted is not None and not is_dated(while_it_lasted, pairs):
            how = "what is dated was done in its course"
            pairs.append(Pairing(while_it_lasted, pairing.mention, pairing.interval, how, 0.6))
        if own.type != "legal" or (pairing.interval.days or 99) > 2 or own.lemma in _JUDGED:
            continue
        dated = {other.trigger.head for other in pairs}
        for noun in found.nouns:
            here = noun.type == "protest" and noun.clause == own.clause and noun.head > own.last
            if here and noun.head not in dated and opener(parse, noun) in _COURSE:
                pairs.append(Pairing(noun, pairing.mention, pairing.interval, "it was done in its course", 0.6))
                break


def _closes_with(parse: Parse, noun: Trigger, own: Trigger, pairing: Pairing) -> bool:
    """Whether what lasted a while stands right before a verb's date ("was freed during a truce in May")."""
    at = parse.token_at(pairing.mention.start)
    lasts = noun.type in ("agreement", "clash", "military_operation", "protest") and noun.clause == own.clause
    return lasts and own.last < noun.head and 0 < at - noun.last <= 2 and opener(parse, noun) == "during"


def _by_its_side(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date a second noun beside a dated one ("air strikes on two towns and shelling of a third resumed on Friday")."""
    for pairing in list(pairs):
        one = pairing.trigger
        known = {other.trigger.head for other in pairs}
        for noun in found.nouns:
            if noun.clause != one.clause or noun.head in known or noun.type in TALK:
                continue
            at = parse.token_at(pairing.mention.start)
            if noun.head <= one.head:
                listed = one.head < at and _are_two_kinds(parse, noun, one)
            else:
                listed = not one.first - 2 <= at < noun.head and _are_listed(parse, found, one, noun)
            if listed:
                pairs.append(Pairing(noun, pairing.mention, pairing.interval, "it is told side by side with it", 0.65))


def _are_two_kinds(parse: Parse, noun: Trigger, one: Trigger) -> bool:
    """Whether one phrase names two kinds of happenings before their common date ("talks and a truce on Monday")."""
    if one.part != "noun" or family(noun.type) == family(one.type) or noun.last + 1 >= one.first:
        return False
    between = range(noun.last + 1, one.first)
    joined = parse.tokens[noun.last + 1].word == "and"
    return joined and all(parse.flags[at] & (DETERMINER | ADJECTIVE | COORDINATOR) for at in between)


def _are_listed(parse: Parse, found: Found, one: Trigger, noun: Trigger) -> bool:
    """Whether "and" joins a noun's phrase to that of a noun before it, each with what tells more of it."""
    if one.part == "verb" or (one.type == noun.type and one.type in _ONE_OF_ITS_KIND):
        return False
    if any(one.head < other.head < noun.head for other in found.nouns):
        return False
    first = noun.head
    while first - 1 > one.head and parse.flags[first - 1] & PHRASE and not parse.flags[first - 1] & COORDINATOR:
        first -= 1
    if first - 1 <= one.head or not parse.flags[first - 1] & COORDINATOR or parse.tokens[first - 1].word != "and":
        return False
    group = parse.clauses[one.clause].group
    if group is not None and one.head < group.first < noun.head:
        return False
    between = first - 2 > one.head
    own = first < noun.head and bool(parse.flags[first] & DETERMINER)
    told = noun.last + 1 < len(parse.tokens) and parse.flags[noun.last + 1] & PREPOSITION
    return bool((own or told) and (own or between))


def _as_its_outcome(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what followed at once, told by a participle ("took the town on Friday, forcing thousands to flee")."""
    for pairing in list(pairs):
        clause = parse.clauses[pairing.trigger.clause]
        if pairing.trigger.part == "noun":
            continue
        at_once = (pairing.interval.days or 99) <= 2
        dated = {other.trigger.head for other in pairs}
        for other in parse.clauses[clause.number + 1 :]:
            outcome = _outcome(parse, found, clause, other)
            if outcome is None or outcome.head in dated or outcome.type == pairing.trigger.type:
                continue
            if not at_once and not (outcome.type == "takeover" and pairing.trigger.type in VIOLENCE):
                continue
            set_off = other.group is not None and other.group.lemma in CAUSES
            if family(outcome.type) == family(pairing.trigger.type) and not set_off:
                continue
            if pairing.trigger.type in TALK and not (
                pairing.trigger.lemma in _ORDERS and outcome.type == "displacement"
            ):
                continue
            pairs.append(Pairing(outcome, pairing.mention, pairing.interval, "it followed at once", 0.6))


def _outcome(parse: Parse, found: Found, clause: Clause, other: Clause) -> Trigger | None:
    if other.kind != "participle" or other.parent is None or other.group is None or other.group.form != "ing":
        return None
    above = parse.clauses[other.parent]
    if other.opener in ("after", "before"):
        return None  # "freed six on Sunday, a month after seizing them"
    told = clause.number in (above.number, above.parent if above.kind == "complement" else above.number)
    if not told and not (
        other.number == clause.number + 1 and clause.kind == "subordinate" and clause.opener == "after"
    ):
        return None  # "came after rebels attacked a post, seizing arms" goes on with the clause right before it
    before = parse.flags[max(0, other.start - 2) : other.start + 1]
    if not other.start or not any(flags & COMMA for flags in before):
        return None
    trigger = found.of_clause.get(other.number)
    below = next((one for one in parse.clauses if one.parent == other.number and one.kind == "infinitive"), None)
    if below is not None and other.group.lemma in FORCES:
        trigger = found.of_clause.get(below.number)
        return trigger if trigger is not None and trigger.type in _MADE_TO_DO else None
    if trigger is None or trigger.type not in _OUTCOMES or trigger.lemma in _HARMS or other.group.lemma in _ENDS:
        return None
    return trigger


def _what_for(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what somebody came for and did ("visited the capital on Monday to sign a pact")."""
    for pairing in list(pairs):
        clause = parse.clauses[pairing.trigger.clause]
        group = clause.group
        if group is None or group.lemma not in _COMES_TO or not group.past or group.modal or group.negated:
            continue
        dated = {other.trigger.head for other in pairs}
        for other in parse.clauses[clause.number + 1 :]:
            trigger = found.of_clause.get(other.number)
            if other.kind != "infinitive" or other.parent != clause.number or trigger is None or trigger.head in dated:
                continue
            if trigger.type in _SIGNED and trigger.type != pairing.trigger.type:
                pairs.append(Pairing(trigger, pairing.mention, pairing.interval, "it is what they came for", 0.6))


def _that_did_it(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what a dated happening did, told in a clause about it ("the 2011 uprising that toppled the king")."""
    for pairing in list(pairs):
        noun = pairing.trigger
        dated = {other.trigger.head for other in pairs}
        if noun.part != "noun":
            continue
        last = max(noun.last, parse.token_at(pairing.mention.end - 1))
        for other in parse.clauses:
            trigger = found.of_clause.get(other.number)
            if other.kind != "relative" or other.opener not in ("that", "which") or other.group is None:
                continue
            near = parse.clause_of[noun.head] == other.parent and 0 <= other.start - last - 1 <= 1
            if not near or trigger is None or trigger.head in dated or trigger.type not in _DONE_BY_IT:
                continue
            done = other.group.past and not other.group.perfect and not other.group.negated and not other.group.passive
            if done and trigger.type != noun.type:
                pairs.append(Pairing(trigger, pairing.mention, pairing.interval, "the dated happening did it", 0.65))


def _meanwhile(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what somebody was doing when something befell him ("was seized in 2014 while covering clashes in the east")."""
    for pairing in list(pairs):
        clause = parse.clauses[pairing.trigger.clause]
        group = clause.group
        if group is None or not group.past or group.negated or pairing.trigger.part == "noun":
            continue
        dated = {other.trigger.head for other in pairs}
        for at in range(group.last + 1, len(parse.tokens) - 1):
            if parse.tokens[at].word != "while" or not parse.tokens[at + 1].word.endswith("ing"):
                continue
            doing = _done_meanwhile(parse, found, at + 1)
            if doing is not None and doing.head not in dated and family(doing.type) != family(pairing.trigger.type):
                pairs.append(Pairing(doing, pairing.mention, pairing.interval, "it went on meanwhile", 0.65))
            break


def _done_meanwhile(parse: Parse, found: Found, first: int) -> Trigger | None:
    """Return what "while fighting rebels" or "while covering clashes" tells of."""
    reach = range(first, first + _CLOSE)
    noun = next((one for one in found.nouns if one.head in reach and one.type in FOLLOWED), None)
    verb = found.of_clause.get(parse.clause_of[first])
    if verb is not None and verb.head == first and verb.type in FOLLOWED:
        return verb
    return noun


def _where_it_was_said(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date the meeting after or during which somebody said something ("told reporters on Monday after talks with the king")."""
    for pairing in list(pairs):
        clause = parse.clauses[pairing.trigger.clause]
        said = pairing.trigger.type == "statement" and pairing.trigger.part != "noun" and pairing.interval.days == 1
        if not said or clause.group is None or not clause.group.past or clause.group.negated:
            continue
        dated = {other.trigger.head for other in pairs}
        if any(other.trigger.type == "meeting" for other in pairs):
            continue
        for noun in found.nouns:
            own = noun.clause == clause.number or _speaks_further(parse, clause, parse.clauses[noun.clause])
            if own and noun.type == "meeting" and noun.head not in dated and _is_just_held(parse, noun):
                pairs.append(Pairing(noun, pairing.mention, pairing.interval, WHERE_SAID, 0.6))
                break


def _speaks_further(parse: Parse, clause: Clause, other: Clause) -> bool:
    """Whether a participle only says to whom or where somebody said something ("speaking to reporters after …")."""
    of_it = other.kind == "participle" and other.parent == clause.number and other.group is not None
    return of_it and other.group is not None and other.group.lemma in _SPEAKS


def _is_just_held(parse: Parse, noun: Trigger) -> bool:
    """Whether a noun names one meeting behind "after", "following" or "during", with somebody or somewhere."""
    before = [token.word for token in parse.tokens[max(0, noun.first - 4) : noun.first]]
    at = next((step for step in reversed(range(len(before))) if before[step] in _AT_A_MEETING), None)
    if at is None or not _OTHER_TIME.isdisjoint(before) or noun.lemma.split()[-1] in _NEWS_EVENTS:
        return False
    following = parse.tokens[noun.last + 1].word if noun.last + 1 < len(parse.tokens) else ""
    return following in _WITH


def _right_after(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what was done right after a dated deed that a noun names ("sealed off the town hours after Tuesday's raid")."""
    for pairing in list(pairs):
        noun = pairing.trigger
        own = found.of_clause.get(noun.clause)
        group = parse.clauses[noun.clause].group
        if noun.part != "noun" or own is None or own.type in TALK or (pairing.interval.days or 9) > 1 or group is None:
            continue
        told = group.finite and not (group.perfect or group.modal or group.negated) and group.last < noun.first
        if told and not is_dated(own, pairs) and _is_soon_after(parse, group.last, noun):
            pairs.append(
                Pairing(own, pairing.mention, pairing.interval, "it came right after the dated happening", 0.65)
            )


def _is_soon_after(parse: Parse, verb: int, noun: Trigger) -> bool:
    """Whether "shortly after", "hours after" and the like stand between a verb and a noun, and nothing else between them."""
    between = [token.word for token in parse.tokens[verb + 1 : noun.first]]
    at = next((step for step, word in enumerate(between) if word in ("after", "following") and step), None)
    if at is None or between[at - 1] not in _SOON or len(between) - at > _NEAR:
        return False
    return between[at - 1] not in _MANY or between[max(0, at - 2)] not in ("many", "several")


_WAYS: tuple[Callable[[Parse, Found, list[Pairing]], None], ...] = (
    on_the_occasion,
    _came_beside,
    _claimed,
    _in_its_course,
    _in_whose_course,
    _by_its_side,
    _as_its_outcome,
    what_it_caused,
    _what_for,
    _that_did_it,
    what_it_followed,
    what_came_first,
    _meanwhile,
    what_they_fled,
    who_fled,
    _where_it_was_said,
    _right_after,
    what_is_listed,
    what_the_latter_did,
    when_it_was,
    on_days_in_a_row,
)
