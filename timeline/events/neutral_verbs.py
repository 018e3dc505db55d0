"""What a verb without a meaning of its own tells: its object, its subject, or the participle or infinitive behind it."""

from __future__ import annotations

from datetime import date

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import ADJECTIVE, COMMA, PREPOSITION, words
from timeline.events.triggers import VIOLENCE, Found, Trigger
from timeline.events.types import TypeTable
from timeline.model import DateMention

__all__ = [
    "agreed_to",
    "aimed_at",
    "goes_on_being",
    "is_curfew",
    "is_what_began",
    "on_the_way",
    "only_says_where",
    "remembered",
    "set_apart",
    "typed_above",
    "typed_below",
    "what_is_done",
]

_NEXT_TO = 4
"""Words within which what a verb is about follows it."""
_ASPECT = words("begin start continue resume proceed cease")
_REACH = 5
"""Words before a noun within which the preposition stands that ties it to another one."""
_ALMOST_A_YEAR = 350
_NEAR_SUBJECT = 2
"""Words from a subject to the relative clause about it."""
_TELLS_MORE = words("of on into over against about behind")
_BEGINNINGS = words("start beginning outbreak onset eruption")
_LIES = words(
    "separate border divide connect link join adjoin straddle overlook lie span surround house mark neighbour run lead"
)
"""Verbs that, in the present, say where something is."""


def what_is_done(parse: Parse, found: Found, noun: Trigger, clause: Clause) -> Trigger:
    """Return the object of a verb without a meaning of its own where a noun only tells more of it ("a crackdown on the coup")."""
    if clause.group is None:
        return noun
    behind = parse.tokens[max(clause.group.last + 1, noun.first - _REACH) : noun.first]
    if is_what_began(parse, noun):
        return noun
    tied = next((token.word for token in reversed(behind) if token.flags & (PREPOSITION | COMMA)), "")
    if tied not in _TELLS_MORE:
        return noun
    before = (other for other in found.nouns if clause.group.last < other.head < noun.first)
    return next((other for other in before if other.clause == clause.number and other.type != "other"), noun)


def typed_below(parse: Parse, found: Found, clause: Clause) -> Trigger | None:
    """Return the happening that a participle or infinitive tells of a verb that has no meaning of its own."""
    for other in parse.clauses:
        joined = (
            other.kind == "participle" and other.start > clause.start and parse.tokens[other.start - 1].flags & COMMA
        )
        if other.parent == clause.number and (joined or _goes_on_to(clause, other)):
            below = found.of_clause.get(other.number)
            ahead = clause.group is not None and (clause.group.modal or clause.group.negated)
            if below is not None and not below.is_neutral and not (ahead and below.type == "statement"):
                return below  # but not in "would not be there on Friday, saying …"
    return None


def _goes_on_to(clause: Clause, other: Clause) -> bool:
    """Whether a verb only says that what the infinitive right after it tells began, went on or ended ("began to regroup")."""
    if clause.group is None or other.group is None or other.kind != "infinitive":
        return False
    return clause.group.lemma in _ASPECT and other.group.first == clause.group.last + 1


def goes_on_being(parse: Parse, found: Found, clause: Clause, table: TypeTable) -> Trigger | None:
    """Return what a relative clause only says to go on ("Fighting, which has gone on since 2019, …")."""
    if clause.kind != "relative" or clause.group is None or clause.parent is None:
        return None
    above, head = parse.clauses[clause.parent], found.of_clause.get(clause.parent)
    near = above.group is not None and above.group.form == "ing" and clause.start - above.group.last <= _NEAR_SUBJECT
    if not near or head is None or head.is_neutral:
        return None
    happens = clause.group.lemma in table.happen or parse.tokens[clause.group.last + 1].word == "on"
    return head if happens else None


def is_curfew(parse: Parse, at: int) -> bool:
    """Whether hours are those of a curfew, which is no day ("a curfew from 9 p.m. to 5 a.m.", "an 11 p.m. to 5 a.m. curfew")."""
    if parse.tokens[at].word == "overnight":
        return any(token.word in ("curfew", "curfews") for token in parse.tokens[at + 1 : at + 3])
    if " to " not in parse.tokens[at].word and "-" not in parse.tokens[at].word and "–" not in parse.tokens[at].word:
        return False
    return any(token.word in ("curfew", "curfews") for token in parse.tokens[max(0, at - _REACH) : at + 2])


def is_what_began(parse: Parse, noun: Trigger) -> bool:
    """Whether something is counted from a noun's beginning ("the biggest swap since the start of the war in May")."""
    behind = {token.word for token in parse.tokens[max(0, noun.first - _REACH) : noun.first]}
    return "since" in behind and not behind.isdisjoint(_BEGINNINGS)


def only_says_where(parse: Parse, clause: Clause) -> bool:
    """Whether a relative clause in the present says where a thing is ("crossed the line that parts the two on May 3")."""
    group = clause.group
    if clause.kind != "relative" or group is None or clause.parent is None or group.lemma not in _LIES:
        return False
    above = parse.clauses[clause.parent].group
    told_now = not (group.past or group.passive or group.perfect or group.progressive or group.modal)
    return told_now and above is not None and above.past


def on_the_way(parse: Parse, found: Found, trigger: Trigger, clause: Clause) -> Trigger | None:
    """Return what befell those of whom a relative clause only says what they were doing ("killed a man who was driving home")."""
    group = clause.group
    if clause.kind != "relative" or clause.parent is None or group is None or not (group.progressive and group.past):
        return None
    above = found.of_clause.get(clause.parent)
    if trigger.type not in ("", "meeting", "other") or above is None:
        return None
    return above if above.type in VIOLENCE or above.type == "legal" else None


def set_apart(parse: Parse, found: Found, trigger: Trigger, clause: Clause, at: int) -> tuple[Trigger, str] | None:
    """Return what is told of a day that the sentence opens with ("It was in Doha, on May 2, that the ministers agreed …")."""
    subject = [token.word for token in parse.tokens[clause.subject[0] : clause.subject[1]]]
    if not trigger.is_neutral or clause.group is None or clause.group.lemma != "be" or subject[-1:] != ["it"]:
        return None
    if parse.clause_of[at] != clause.number or parse.flags[clause.group.last + 1] & ADJECTIVE:
        return None  # "It is unlikely that …"
    if any(token.word in ("time", "times") for token in parse.tokens[clause.group.last + 1 : at]):
        return None  # "It was the second time this week that …" counts how often
    below = next((one for one in parse.clauses[clause.number + 1 :] if one.opener == "that"), None)
    told = found.of_clause.get(below.number) if below is not None and below.parent == clause.number else None
    return (told, "it is of that day that it is told") if told is not None and not told.is_neutral else None


def agreed_to(
    parse: Parse, found: Found, clause: Clause, mention: DateMention, published: date | None
) -> Trigger | None:
    """Return the agreement to do what an infinitive tells, where its day has come ("agreed to free them on Monday")."""
    if clause.kind != "infinitive" or clause.parent is None or published is None or mention.first is None:
        return None
    above, group = found.of_clause.get(clause.parent), parse.clauses[clause.parent].group
    if above is None or above.lemma.split()[0] != "agree" or group is None or not (group.past or group.form == "ing"):
        return None
    return above if mention.first <= published else None


def remembered(found: Found, chosen: Trigger, mention: DateMention, published: date | None) -> Trigger:
    """Return what an anniversary is of, where the date is that of the year in which it happened."""
    if "anniversary" not in chosen.lemma or published is None or mention.last is None:
        return chosen
    if mention.kind != "explicit" or (published - mention.last).days < _ALMOST_A_YEAR:
        return chosen
    return next((noun for noun in found.nouns if noun.head > chosen.head and noun.type in VIOLENCE), chosen)


def typed_above(parse: Parse, found: Found, clause: Clause, at: int) -> Trigger | None:
    """Return the happening of the nearest clause above that a verb without meaning of its own hangs on."""
    current = clause
    if clause.kind == "relative" and not parse.tokens[at - 1].flags & COMMA:
        return None
    for _ in range(4):
        if current.parent is None or current.kind not in ("infinitive", "participle", "relative"):
            return None
        current = parse.clauses[current.parent]
        above = found.of_clause.get(current.number)
        if above is not None and not above.is_neutral:
            return above if above.type != "statement" else None
        if current.kind == "relative" and not parse.tokens[at - 1].flags & COMMA:
            return None
    return None


def aimed_at(parse: Parse, found: Found, clause: Clause) -> Trigger | None:
    """Return what a verb without meaning of its own is only said to be about ("is due to meet", "focused on electing")."""
    group = clause.group
    if group is None or clause.number + 1 >= len(parse.clauses):
        return None
    other = parse.clauses[clause.number + 1]
    below = found.of_clause.get(other.number)
    near = other.group is not None and other.group.first - group.last <= _NEXT_TO
    if other.kind not in ("infinitive", "participle") or other.parent != clause.number or not near or below is None:
        return None
    return (
        below if below.type not in ("", "statement", "other") and (other.group and other.group.form != "en") else None
    )
