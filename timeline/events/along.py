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
from timeline.events.causing import CAUSES, what_it_caused
from timeline.events.occasions import on_the_occasion
from timeline.events.paired import Pairing, is_dated
from timeline.events.telling import TALK
from timeline.events.triggers import VIOLENCE, Found, Trigger, family

__all__ = ["WHERE_SAID", "come_along"]

WHERE_SAID = "it was said after or during it"
"""How a meeting has its date after or during which somebody spoke: it need not be what the report is about."""
_DONE_TO = frozenset(("legal", "displacement", "attack"))
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
_ORDERS = frozenset(("announce", "order", "warn", "declare"))
"""Verbs of saying with which people are sent away ("announced a raid on Monday, ordering villagers to leave")."""
_ENDS = words("end stop halt prevent avert avoid risk threaten")
_DONE_BY_IT = frozenset(("takeover", "political", "displacement", "agreement", "breakdown"))
_FOLLOWED = frozenset((*VIOLENCE, "protest", "takeover", "political", "breakdown"))
_AFTER = frozenset(("after", "following", "amid"))
_LASTING = words("war conflict insurgency militancy violence hostility")
_FLED = frozenset(("during", "from", "by", "amid", "in", "to"))
_LONG = frozenset(("war", "civil war", "insurgency", "militancy"))
_SEVERAL = words("several many numerous years decades months series string repeated")
_A_MONTH, _A_YEAR, _CLOSE = 28, 366, 4
_FORCES = words("force cause lead push drive send prompt compel leave oblige order make allow")
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
            if new and noun.type in VIOLENCE:
                pairs.append(Pairing(noun, pairing.mention, pairing.interval, "it was claimed then", 0.6))
                break


def _in_its_course(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what was done in the course of a dated happening ("90 people were detained in Monday's riots")."""
    for pairing in list(pairs):
        noun = pairing.trigger
        own = found.of_clause.get(noun.clause)
        if noun.part != "noun" or own is None or is_dated(own, pairs) or own.type == noun.type:
            continue
        if own.type not in _DONE_TO and not (own.type == "takeover" and noun.type in VIOLENCE):
            continue
        if own.lemma in _JUDGED:
            continue
        group = parse.clauses[noun.clause].group
        opens = next((at for at in range(noun.first - 1, 0, -1) if parse.flags[at] & PREPOSITION), 0)
        opener = parse.tokens[opens].word
        if opens and parse.tokens[opens - 1].word in _PARTS:
            continue  # "was jailed for his role in the 2016 attack"
        if group is not None and group.finite and group.past and group.last < noun.first and opener in ("in", "during"):
            pairs.append(Pairing(own, pairing.mention, pairing.interval, "it was done in the course of it", 0.7))


def _in_whose_course(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date the protest at which people were held on a day ("ten were arrested on Monday during a banned rally")."""
    for pairing in list(pairs):
        own = pairing.trigger
        group = parse.clauses[own.clause].group
        if own.type != "legal" or own.part == "noun" or group is None or not group.past or group.perfect:
            continue
        if (pairing.interval.days or 99) > 2 or own.lemma in _JUDGED:
            continue
        for noun in found.nouns:
            here = noun.type == "protest" and noun.clause == own.clause and noun.head > own.last
            if here and not is_dated(noun, pairs) and _opener(parse, noun) in _COURSE:
                pairs.append(Pairing(noun, pairing.mention, pairing.interval, "it was done in its course", 0.6))
                break


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
        if (pairing.interval.days or 99) > 2 or pairing.trigger.part == "noun":
            continue
        for other in parse.clauses[clause.number + 1 :]:
            outcome = _outcome(parse, found, clause, other)
            if outcome is None or is_dated(outcome, pairs) or outcome.type == pairing.trigger.type:
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
    if clause.number not in (above.number, above.parent if above.kind == "complement" else above.number):
        return None
    before = parse.flags[max(0, other.start - 2) : other.start + 1]
    if not other.start or not any(flags & COMMA for flags in before):
        return None
    trigger = found.of_clause.get(other.number)
    below = next((one for one in parse.clauses if one.parent == other.number and one.kind == "infinitive"), None)
    if below is not None and other.group.lemma in _FORCES:
        trigger = found.of_clause.get(below.number)
        return trigger if trigger is not None and trigger.type == "displacement" else None
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
        for other in parse.clauses[clause.number + 1 :]:
            trigger = found.of_clause.get(other.number)
            if (
                other.kind != "infinitive"
                or other.parent != clause.number
                or trigger is None
                or is_dated(trigger, pairs)
            ):
                continue
            if trigger.type in _SIGNED and trigger.type != pairing.trigger.type:
                pairs.append(Pairing(trigger, pairing.mention, pairing.interval, "it is what they came for", 0.6))


def _that_did_it(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what a dated happening did, told in a clause about it ("the 2011 uprising that toppled the king")."""
    for pairing in list(pairs):
        noun = pairing.trigger
        if noun.part != "noun":
            continue
        last = max(noun.last, parse.token_at(pairing.mention.end - 1))
        for other in parse.clauses:
            trigger = found.of_clause.get(other.number)
            if other.kind != "relative" or other.opener not in ("that", "which") or other.group is None:
                continue
            near = parse.clause_of[noun.head] == other.parent and 0 <= other.start - last - 1 <= 1
            if not near or trigger is None or is_dated(trigger, pairs) or trigger.type not in _DONE_BY_IT:
                continue
            done = other.group.past and not other.group.perfect and not other.group.negated and not other.group.passive
            if done and trigger.type != noun.type:
                pairs.append(Pairing(trigger, pairing.mention, pairing.interval, "the dated happening did it", 0.65))


def _what_it_followed(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what came before a deed of a whole month or year ("took power in 2013 following mass protests")."""
    for pairing in list(pairs):
        clause, one = parse.clauses[pairing.trigger.clause], pairing.trigger
        days = pairing.interval.days or 0
        if not _A_MONTH <= days <= _A_YEAR or one.part == "noun" or clause.group is None or not clause.group.past:
            continue
        for noun in found.nouns:
            if (
                noun.clause != clause.number
                or is_dated(noun, pairs)
                or noun.head < clause.group.last
                or noun.type in TALK
            ):
                continue
            if noun.type == one.type or noun.type not in _FOLLOWED or noun.lemma in _LONG or _is_many(parse, noun):
                continue
            if _opener(parse, noun) not in _AFTER:
                continue
            pairs.append(Pairing(noun, pairing.mention, pairing.interval, "the dated deed followed it", 0.55))


def _is_many(parse: Parse, noun: Trigger) -> bool:
    """Whether there were several of what a noun names, over who knows what time."""
    return any(token.word in _SEVERAL for token in parse.tokens[max(0, noun.first - 3) : noun.head])


def _what_they_fled(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date the violence from which people fled then ("fled during fighting last week", "crossed … to escape raids")."""
    for pairing in list(pairs):
        if pairing.trigger.type != "displacement" or pairing.trigger.part == "noun":
            continue
        clause = parse.clauses[pairing.trigger.clause]
        for noun in found.nouns:
            if noun.type not in VIOLENCE or noun.lemma.split()[-1] in _LASTING or is_dated(noun, pairs):
                continue
            own = noun.clause == clause.number and _is_its_cause(parse, clause, noun)
            if own or _is_escaped(parse, clause, noun):
                pairs.append(Pairing(noun, pairing.mention, pairing.interval, "they fled from it then", 0.6))
                break


def _is_its_cause(parse: Parse, clause: Clause, noun: Trigger) -> bool:
    """Whether a noun says what people fled from: behind "during", "from" …, or as the subject of what displaced them."""
    group = clause.group
    if group is None or group.negated or group.modal:
        return False
    if noun.head < group.first:
        return group.lemma in ("displace", "uproot", "drive", "force") and not group.passive
    opener = _opener(parse, noun)
    return opener in _FLED or (opener == "of" and "during" in {t.word for t in parse.tokens[group.last : noun.first]})


def _is_escaped(parse: Parse, clause: Clause, noun: Trigger) -> bool:
    """Whether a clause below tells with "escape" or "flee" what people fled from."""
    below = parse.clauses[noun.clause]
    if below.parent != clause.number or below.group is None or below.kind not in ("infinitive", "participle"):
        return False
    between = parse.flags[below.group.last + 1 : noun.head]
    is_object = noun.head > below.group.last and not any(flags & PREPOSITION for flags in between)
    return below.group.lemma in ("escape", "flee", "avoid") and is_object


def _opener(parse: Parse, noun: Trigger) -> str:
    """Return the preposition before a noun's phrase, or nothing."""
    at = noun.first - 1
    while at > 0 and (
        (parse.flags[at] & (PHRASE | COMMA) and not parse.flags[at] & PREPOSITION) or _goes_through(parse, at)
    ):
        at -= 1
    return parse.tokens[at].word if at >= 0 and parse.flags[at] & PREPOSITION else ""


def _goes_through(parse: Parse, at: int) -> bool:
    """Whether a word belongs to what qualifies a noun, whatever it is elsewhere ("a short-lived but bloody, weeks-long war")."""
    word = parse.tokens[at].word
    qualifies = word.endswith(("ed", "ing")) and bool(parse.flags[at - 1] & DETERMINER)
    return word == "but" or qualifies or ("-" in word and parse.tokens[at + 1].word != ",")


def _meanwhile(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what somebody was doing when something befell him ("was seized in 2014 while covering clashes in the east")."""
    for pairing in list(pairs):
        clause = parse.clauses[pairing.trigger.clause]
        group = clause.group
        if group is None or not group.past or group.negated or pairing.trigger.part == "noun":
            continue
        for at in range(group.last + 1, len(parse.tokens) - 1):
            if parse.tokens[at].word != "while" or not parse.tokens[at + 1].word.endswith("ing"):
                continue
            doing = _done_meanwhile(parse, found, at + 1)
            if doing is not None and not is_dated(doing, pairs) and family(doing.type) != family(pairing.trigger.type):
                pairs.append(Pairing(doing, pairing.mention, pairing.interval, "it went on meanwhile", 0.65))
            break


def _done_meanwhile(parse: Parse, found: Found, first: int) -> Trigger | None:
    """Return what "while fighting rebels" or "while covering clashes" tells of."""
    reach = range(first, first + _CLOSE)
    noun = next((one for one in found.nouns if one.head in reach and one.type in _FOLLOWED), None)
    verb = found.of_clause.get(parse.clause_of[first])
    if verb is not None and verb.head == first and verb.type in _FOLLOWED:
        return verb
    return noun


def _where_it_was_said(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date the meeting after or during which somebody said something ("told reporters on Monday after talks with the king")."""
    for pairing in list(pairs):
        clause = parse.clauses[pairing.trigger.clause]
        said = pairing.trigger.type == "statement" and pairing.trigger.part != "noun" and pairing.interval.days == 1
        if not said or clause.group is None or not clause.group.past or clause.group.negated:
            continue
        if any(other.trigger.type == "meeting" for other in pairs):
            continue
        for noun in found.nouns:
            own = noun.clause == clause.number or _speaks_further(parse, clause, parse.clauses[noun.clause])
            if own and noun.type == "meeting" and not is_dated(noun, pairs) and _is_just_held(parse, noun):
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
    _what_it_followed,
    _meanwhile,
    _what_they_fled,
    _where_it_was_said,
    _right_after,
)
