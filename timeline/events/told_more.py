"""Of which dated violence a sentence tells more: in a relative clause, as the first of its kind, of those whom it hit."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Clause
from timeline.clauses.forms import COMMA, PLURAL, PRONOUN, words
from timeline.events.dated import Dated
from timeline.events.named_again import best_of, definite_names, is_quoted, is_subject, of_whom
from timeline.events.reading import Reading
from timeline.events.triggers import Trigger, family
from timeline.events.types import DEEDS

__all__ = ["adds_to", "is_heard", "leaves_harm", "told_more"]

_VIOLENCE = "violence"
_JUST_BEFORE, _OF_THE_REPORT = 2, 8
"""Sentences back in which it is looked for what was done for the first time, and for what hit somebody among others."""
_DAYS = 2
_AMONG = 5
"""Words from "among" to what was done to those among whom somebody was."""
_LONG = words("war conflict campaign fighting battle violence militancy insurgency hostility combat uprising")
_LASTING = _LONG | words("operation offensive")
"""What takes its time, so that what it did need not have been on the day on which it was told of."""
_DEATHS = words(
    "kill killing death assassination murder execution shooting slaying execute murder assassinate die shoot"
)
_ALSO = words("also additionally likewise furthermore moreover simultaneously")
_GOES_ON_LONG = words("lead serve head hold run own work live belong support back control rule govern command")
"""Verbs of what somebody was or did for long, so that "also" adds it to no day."""
_OPENS_MORE = words("also besides additionally likewise furthermore moreover simultaneously")
_ANSWERED = words("response retaliation reprisal revenge")
"""Words behind "in" with which a sentence tells what the deed before it was met with."""
_OTHER_DAYS = words(
    "earlier previously before later since once meanwhile separately afterwards subsequently eventually"
)
_HARMS = words("kill wound injure martyr hurt")
_LEAVES = words(
    "leave cause spark trigger ignite force knock cut disrupt plunge start touch send set shatter sever rip tear trap prompt"
)
"""Verbs that, behind a noun of violence, say what harm it left."""
_RINGS = words("ring erupt echo sound flare follow occur resound reverberate")
"""Verbs that, behind a noun of violence, tell that it was."""
_NOTICED = words("hear report record witness register see")
"""Verbs of those who were near; in the passive, what they tell of was noticed."""
_BESIDE = 5
"""Words behind such a verb within which what was noticed stands."""


def told_more(
    reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]
) -> Dated | None:
    """Return the dated violence of which a clause without a date tells more."""
    if family(trigger.type) != _VIOLENCE:
        return None
    anchor = _death_of_one(reading, number, trigger, clause, anchors)
    if anchor is None and trigger.part != "noun":
        anchor = _in_relative(reading, number, clause, anchors)
    if anchor is None and _is_first_of_its_kind(reading, clause):
        anchor = _latest(number, anchors, _JUST_BEFORE)
    if anchor is None and _is_among_others(reading, clause):
        anchor = _latest(number, anchors, _OF_THE_REPORT)
    return anchor


def _in_relative(reading: Reading, number: int, clause: Clause, anchors: Sequence[Dated]) -> Dated | None:
    """Return what a definite noun names again that a relative clause tells more of ("the blast, which killed six, …")."""
    group = clause.group
    if clause.kind != "relative" or clause.opener not in ("which", "that") or clause.start == 0:
        return None
    if group is None or not group.done or group.modal or group.negated:
        return None
    last = clause.start - (2 if reading.parse.flags[clause.start - 1] & COMMA else 1)
    noun = next((noun for noun in reading.found.nouns if noun.last == last and family(noun.type) == _VIOLENCE), None)
    names = definite_names(reading, noun) if noun is not None else None
    if noun is None or names is None or noun.lemma in _LONG:
        return None
    anchor = best_of(reading, number, noun, names, anchors)
    set_off = bool(reading.parse.flags[clause.start - 1] & COMMA) or "that" in names
    return anchor if anchor is not None and (set_off or number == anchor.number + 1) else None


def _death_of_one(
    reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]
) -> Dated | None:
    """Return the dated death of him whose death a subject names again ("Okello's killing")."""
    noun = next((noun for noun in reading.found.nouns if noun.head == trigger.head and noun.lemma in _DEATHS), None)
    if noun is None or not is_subject(reading, noun, clause):
        return None
    name, behind = of_whom(reading, noun), reading.parse.tokens[noun.last + 1 : noun.last + 2]
    if not name or (behind and behind[0].word == "of"):
        return None  # "the army's killing of a chief" is not the death of an army
    return next(
        (
            anchor
            for anchor in reversed(anchors)
            if anchor.number != number
            and not _DEATHS.isdisjoint(anchor.trigger.lemma.split())
            and (anchor.interval.days or 99) <= _DAYS
            and any(token.word == name for token in anchor.reading.parse.tokens)
        ),
        None,
    )


def _is_first_of_its_kind(reading: Reading, clause: Clause) -> bool:
    """Whether a clause says that something was done for the first time ("It is the first time rebels have shelled the port")."""
    group, tokens = clause.group, reading.parse.tokens
    if group is None or not group.perfect or is_quoted(reading):
        return False
    before = [token.word for token in tokens[: group.first]]
    first = next((at for at, word in enumerate(before[:-1]) if word == "first" and before[at + 1] == "time"), None)
    return first is not None and before[0] in ("this", "it", "that", "the") and first <= _AMONG


def _is_among_others(reading: Reading, clause: Clause) -> bool:
    """Whether a participle says what was done to those among whom somebody or something was ("Among the sites hit was …")."""
    if clause.kind != "participle" or clause.group is None or clause.group.form != "en":
        return False
    at = clause.group.first
    return any(token.word == "among" for token in reading.parse.tokens[max(0, at - _AMONG) : at])


def _latest(number: int, anchors: Sequence[Dated], reach: int) -> Dated | None:
    """Return the violence of a day or two that was told last before a sentence."""
    told = [
        anchor
        for anchor in anchors
        if number - reach <= anchor.number < number and family(anchor.trigger.type) == _VIOLENCE
    ]
    last = max(told, key=lambda anchor: anchor.number, default=None)
    return last if last is not None and (last.interval.days or 99) <= _DAYS else None


def adds_to(reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]) -> Dated | None:
    """Return the deed of the sentence before to which one without a date adds another ("It also …", "Six were wounded.")."""
    group = clause.group
    if group is None or clause.kind != "main" or trigger.part == "noun" or reading.dates or is_quoted(reading):
        return None
    if not group.past or group.perfect or group.modal or group.negated or group.progressive:
        return None
    own = reading.parse.own_words(clause)
    if not _OTHER_DAYS.isdisjoint(own) or group.lemma in _GOES_ON_LONG:
        return None
    told = [one for one in anchors if one.number == number - 1 and one.trigger.type in DEEDS]
    if not told or any(one.interval != told[0].interval for one in told):
        return None
    tokens = reading.parse.tokens
    more = not _ALSO.isdisjoint(own) or tokens[0].word in _OPENS_MORE
    more = more or (tokens[0].word == "in" and len(tokens) > 1 and tokens[1].word in _ANSWERED)
    harm = trigger.lemma in _HARMS and group.passive and any(figure.value > 1 for figure in reading.figures)
    of_violence = family(trigger.type) == _VIOLENCE == family(told[-1].trigger.type)
    return told[-1] if more or (harm and of_violence) else None


def is_heard(reading: Reading, noun: Trigger, clause: Clause) -> bool:
    """Whether a clause says that some violence was heard or seen ("Gunfire rang out", "residents heard explosions")."""
    group = clause.group
    if group is None or family(noun.type) != _VIOLENCE or noun.lemma in _LASTING:
        return False
    if not group.past or group.perfect or group.modal or group.negated or definite_names(reading, noun) is not None:
        return False
    if any(other.clause == noun.clause and other.head < noun.head for other in reading.found.nouns):
        return False  # "gunfire and explosions" are one happening
    if noun.head < group.first:
        rings = group.lemma in _RINGS and not group.passive
        return (rings or (group.lemma in _NOTICED and group.passive)) and is_subject(reading, noun, clause)
    if clause.kind == "coordinate" or clause.subject[0] >= clause.subject[1]:
        return False
    if reading.parse.tokens[clause.subject[1] - 1].flags & PRONOUN:
        return False  # "he heard an explosion" is how one man lived through what the report tells of
    return group.lemma in _NOTICED and not group.passive and group.last < noun.first <= group.last + _BESIDE


def leaves_harm(reading: Reading, noun: Trigger, clause: Clause) -> bool:
    """Whether a clause says of one deed of violence, told by a noun, what it left or caused."""
    group = clause.group
    if noun.part != "noun" or family(noun.type) != _VIOLENCE or noun.lemma in _LASTING or group is None:
        return False
    if group.lemma not in _LEAVES or not group.past or group.passive or group.perfect or group.modal or group.negated:
        return False
    tokens = reading.parse.tokens
    one = bool(tokens[noun.head].flags & PLURAL) is False and tokens[clause.subject[0]].word in ("a", "an", "one")
    return clause.kind == "main" and noun.head < group.first and one and is_subject(reading, noun, clause)
