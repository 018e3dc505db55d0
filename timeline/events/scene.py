"""What belongs to the scene of the violence a report tells of: what those who came did, what reporters and cameras saw."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Clause
from timeline.clauses.forms import NAME, NOUN, PRONOUN, words
from timeline.events.dated import Dated
from timeline.events.named_again import is_definite
from timeline.events.reading import Reading
from timeline.events.reporting import is_just_reported, stands_alone
from timeline.events.same_event import names_an_attacker
from timeline.events.triggers import Trigger, family

__all__ = [
    "answers_at_the_scene",
    "has_answered",
    "is_meeting_now",
    "is_of_another_attack",
    "of_the_scene",
    "was_seen",
    "who_did_it",
]

_VIOLENCE = "violence"
_REACH, _DAYS, _LATE = 12, 2, 7
"""Sentences back in which the violence is told, days it was on at most, and days before the article up to which it is news."""
_SAW = words("see witness watch film observe")
_SHOWED = words("show capture")
_WATCHERS = words(
    "reporter reporters journalist journalists correspondent correspondents photographer photographers crew crews witness "
    "witnesses resident residents villagers afp reuters ap cnn bbc dpa efe"
)
"""Who sees for a report what happens."""
_FILMS = words(
    "footage video videos television tv images pictures photographs photos photo image picture film clip clips broadcaster "
    "broadcasters channel channels news"
)
"""What shows in a report what happened."""
_SEEN = frozenset(("attack", "clash", "military_operation", "takeover", "displacement", "protest", "meeting"))
_COMES = words(
    "police officers troops soldiers guards firefighters rescuers paramedics medics ambulances ambulance helicopters helicopter "
    "authorities forces army security crews workers services gendarmes policemen commandos team teams squad squads engines "
    "brigade officials personnel troopers patrol patrols responders"
)
"""Who comes to the scene, or answers for it."""
_RESPONDS = words("evacuate cordon seal surround encircle divert halt suspend close shut cancel clear secure lock")
"""Verbs of what they do there."""
_IS_DONE = words("evacuate cordon seal divert surround")
"""… which are told in the passive too ("flights were diverted")."""
_SENT = words("send rush dispatch deploy scramble call hurry race respond arrive")
_TAKEN = words("take rush shift move transfer bring admit airlift evacuate carry ferry fly")
_THERE = words("scene site spot")
_TO_CARE = words("hospital hospitals clinic clinics infirmary morgue mortuary treatment")
_NEAR = 6
"""Words behind a verb within which stands where somebody was sent or taken."""
_OTHER_TIMES = words("earlier previously before later since once afterwards last previous another other eventually")
_ANSWERS = words(
    "brief evacuate cordon seal cancel close shut suspend tighten heighten declare summon dispatch deploy convene ground divert "
    "reinforce postpone"
)
"""Verbs with which a state or those in charge answer violence."""
_OF_LONG = words(
    "since often always long repeatedly regularly several times many years months decades recent recently ever never far already "
    "previously once before hundreds thousands increasingly"
)
_NOBODY = words("no nobody none neither")
_OPENING = 7
"""Words with which a sentence opens that tells of another attack."""
_EARLIER = words("earlier previous recent similar last prior past")
_DEEDS = words(
    "kill shoot attack massacre slaughter murder stab bomb detonate storm ambush ram behead gun open blow carry execute mow"
)
"""Verbs with which a relative clause says who did what the report is about."""


def of_the_scene(number: int, anchors: Sequence[Dated], news: Dated | None) -> Dated | None:
    """Return the violence of a day or two that was told last before a sentence, if it is news and of no two days."""
    told = [
        one
        for one in anchors
        if number - _REACH <= one.number < number and family(one.trigger.type) == _VIOLENCE and _is_news(one)
    ]
    if not told and news is not None and family(news.trigger.type) == _VIOLENCE and _is_news(news):
        return news if news.number < number <= news.number + _REACH else None
    last = told[-1] if told else None
    if last is None or any(one.interval != last.interval for one in told):
        return None
    return last


def _is_news(one: Dated) -> bool:
    published, last = one.reading.published, one.interval.last
    near = published is not None and last is not None and 0 <= (published - last).days <= _LATE
    return near and (one.interval.days or _DAYS + 1) <= _DAYS


def answers_at_the_scene(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a clause tells what those who came did at the scene, or where those hurt were brought.

    "Police evacuated the building", "soldiers were sent to the scene", "the wounded were taken to hospital".
    """
    group = clause.group
    if group is None or not group.past or group.progressive or group.modal or group.negated or trigger.part == "noun":
        return False
    if not stands_alone(reading, clause) or (group.perfect and not is_just_reported(reading, clause)):
        return False
    if not _OTHER_TIMES.isdisjoint(reading.parse.own_words(clause)):
        return False
    tokens = reading.parse.tokens
    behind = {token.word for token in tokens[group.last + 1 : group.last + 1 + _NEAR]}
    if group.lemma in _SENT and not behind.isdisjoint(_THERE):
        return True
    if group.lemma in _TAKEN and not behind.isdisjoint(_TO_CARE):
        return True
    if group.passive:
        return group.lemma in _IS_DONE
    return group.lemma in _RESPONDS and not _subject(reading, clause).isdisjoint(_COMES)


def _subject(reading: Reading, clause: Clause) -> set[str]:
    """Return the words of a clause's subject: its own, or that of the clause it goes on from ("… and sealed off the road")."""
    said = {token.word for token in reading.parse.tokens[clause.subject[0] : clause.subject[1]] if token.word != "and"}
    if said or clause.kind != "coordinate" or clause.parent is None:
        return said
    return _subject(reading, reading.parse.clauses[clause.parent])


def has_answered(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a sentence says in the present perfect how those in charge have answered violence, or names it.

    "Police have sealed off the area", "two men have been arrested over the bombing".
    """
    group = clause.group
    if group is None or not group.perfect or group.past or group.modal or group.negated or group.progressive:
        return False
    if clause.kind != "main" or trigger.part == "noun" or family(trigger.type) in (_VIOLENCE, "statistic", "other", ""):
        return False
    if reading.dates or not (_OF_LONG | _NOBODY).isdisjoint(reading.parse.own_words(clause)):
        return False
    names = any(
        noun.clause == clause.number
        and noun.head > group.last
        and family(noun.type) == _VIOLENCE
        and is_definite(reading, noun)
        for noun in reading.found.nouns
    )
    return names or group.lemma in _ANSWERS


def is_meeting_now(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a sentence says of a meeting that it is going on ("The president is holding talks with his generals")."""
    group = clause.group
    if (
        trigger.type != "meeting"
        or trigger.part == "noun"
        or group is None
        or clause.kind not in ("main", "coordinate")
    ):
        return False
    going_on = group.progressive and group.finite and not (group.past or group.perfect or group.modal or group.negated)
    return going_on and not reading.dates and _OF_LONG.isdisjoint(reading.parse.own_words(clause))


def was_seen(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether reporters saw, or pictures showed, what people were doing ("Footage showed villagers fleeing the town")."""
    if trigger.type not in _SEEN or clause.kind != "participle" or clause.parent is None:
        return False
    group, above = clause.group, reading.parse.clauses[clause.parent]
    saw = above.group
    if group is None or group.form != "ing" or saw is None or above.kind not in ("main", "coordinate"):
        return False
    if not saw.past or saw.perfect or saw.passive or saw.modal or saw.negated:
        return False
    tokens = reading.parse.tokens
    whom = [token for token in tokens[saw.last + 1 : clause.start] if token.flags & (NOUN | NAME | PRONOUN)]
    subject = _subject(reading, above)
    by_whom = (saw.lemma in _SAW and not subject.isdisjoint(_WATCHERS)) or (
        saw.lemma in _SHOWED and not subject.isdisjoint(_FILMS)
    )
    return by_whom and bool(whom) and _OTHER_TIMES.isdisjoint(token.word for token in tokens)


def who_did_it(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a relative clause says of a definite attacker that he did what the report is about ("the man who killed nine")."""
    group, tokens = clause.group, reading.parse.tokens
    if clause.kind != "relative" or clause.opener != "who" or group is None or family(trigger.type) != _VIOLENCE:
        return False
    if not group.past or group.perfect or group.passive or group.modal or group.negated or group.progressive:
        return False
    before = [token.word for token in tokens[max(0, clause.start - 2) : clause.start]]
    definite = before[:1] in (["the"], ["two"], ["three"], ["four"]) and len(before) > 1
    is_he = definite and (names_an_attacker(before) or before[-1] in ("man", "men", "woman", "soldier", "policeman"))
    return is_he and group.lemma in _DEEDS and _OTHER_TIMES.isdisjoint(token.word for token in tokens)


def is_of_another_attack(reading: Reading) -> bool:
    """Whether a sentence opens with an earlier attack than that of the story ("In the most recent attack, …")."""
    opening = [token.word for token in reading.parse.tokens[:_OPENING]]
    if opening[:1] != ["in"] or _EARLIER.isdisjoint(opening):
        return False
    nouns = (noun.head for noun in reading.found.nouns if family(noun.type) == _VIOLENCE)
    return next(nouns, _OPENING) < _OPENING
