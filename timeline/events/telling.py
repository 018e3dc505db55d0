"""What somebody told of on a day: it was done then, or just before, where no other day is given."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COMMA, DATE, QUOTE, words
from timeline.events.paired import Pairing
from timeline.events.triggers import Found, Trigger

__all__ = ["DAY_SAID", "TALK", "TOLD_AS_NEWS", "is_attribution", "is_just_done", "told_in_counted", "told_on"]

DAY_SAID = "the day it was said, and no other is given"
"""How what is done by being told, or is told when it is done, has its date: acts of states and courts."""
TOLD_AS_NEWS = f"it was told as news, so it has {DAY_SAID}"
"""How what was told of as news has its date; a day told elsewhere is better, and nothing else is carried from it."""
TALK = frozenset(("", "statement", "other", "statistic"))
"""Types of what is no deed."""
_ACTS = frozenset(("legal", "political", "restriction", "agreement", "aid", "takeover"))
"""Types of what is told when it is done ("said on Monday that it had freed six")."""
_UNSURE = words(
    "if whether could may might likely probably possibly allegedly reportedly perhaps once ever never always often"
)
_LONG_AGO = words("previously earlier already formerly originally repeatedly long since")
_SAID_OF_OLD = frozenset(("he", "she", "they", "we", "i", "this", "these", "those", "his", "her", "my", "our"))
_INQUIRERS = words(
    "rights amnesty watch inquiry study researchers survivor survivors historian historians book memoir documentary former ex"
)
_NO_REPORTERS = _INQUIRERS | words(
    "commission prosecutor prosecutors indictment lawyer lawyers testimony testified court trial tribunal"
)
"""Words of those who tell what was long ago, not the news."""
_LONG = words("war conflict insurgency crisis genocide famine occupation uprising years decades months century")
_HARMS = words("kill die wound injure perish martyr murder")
_THOUSANDS = words("hundreds thousands thousand million millions scores")
_VERY_MANY = 200
_OF_OLD = words(
    "reveal admit acknowledge recall confess concede remember note recount conclude deny doubt repeat stress"
)
"""Verbs of telling what was done long before, or what is no news."""
_STATES = words(
    "be have become remain seem appear know see hear learn get want need like believe think feel hope expect fear make do give "
    "take work live play try fail read decide consider plan intend agree offer talk speak discuss say tell receive find come go "
    "operate serve stay wait help support continue keep hold die perish suffer lose"
)
"""Verbs that tell of no deed of a day."""
_DECIDED = frozenset(("announce", "decide"))
_NO_TIME = frozenset(("", "that"))
"""What opens a clause that tells what is said."""


def told_on(parse: Parse, clause: Clause, other: Clause, at: int, pairing: Pairing, trigger: Trigger) -> str:
    """Return why what is told in another clause has the date on which it was told, or nothing."""
    if pairing.trigger.type != "statement" or clause.group is None or other.group is None:
        return ""
    if clause.kind == "main":
        if _is_done_by_then(clause, other, at) and trigger.type in _ACTS:
            return DAY_SAID if _INQUIRERS.isdisjoint(parse.own_words(clause)) else ""
        acted = other.group.past or other.group.perfect or other.group.passive
        closes = at > clause.group.last - 1 and other.kind == "main" and other.number < clause.number
        if closes and acted and is_attribution(parse, clause):
            return DAY_SAID
    new = trigger.type not in TALK or (trigger.is_neutral and is_just_done(parse, clause, other))
    return TOLD_AS_NEWS if new and _is_told_as_news(parse, clause, other, at, pairing) else ""


def is_just_done(parse: Parse, clause: Clause, other: Clause) -> bool:
    """Whether a verb that no table knows tells what had been done when it was told ("said on Monday it had tested a jet")."""
    group = other.group
    if group is None or not group.perfect or group.passive or group.negated or group.lemma in _STATES:
        return False
    quoted = any(flags & QUOTE for flags in parse.flags[max(0, other.start - 1) : group.last + 3])
    if quoted or (clause.group is not None and clause.group.lemma in _OF_OLD):
        return False  # "had “crossed all red lines”"
    return parse.own_words(other).isdisjoint(_UNSURE | _LONG_AGO)


def told_in_counted(parse: Parse, found: Found, counted: Sequence[Pairing]) -> list[Pairing]:
    """Return what was told of on a day that is only counted ("Sunday's raid came a day after police said …")."""
    told: list[Pairing] = []
    for pairing in counted:
        clause, at = parse.clauses[pairing.trigger.clause], parse.token_at(pairing.mention.start)
        for other in parse.clauses[clause.number + 1 :]:
            trigger = found.of_clause.get(other.number)
            if trigger is None or trigger.is_neutral:
                continue
            how = told_on(parse, clause, other, at, pairing, trigger)
            if how:
                told.append(Pairing(trigger, pairing.mention, pairing.interval, how, pairing.sure - 0.05))
    return told


def _is_done_by_then(clause: Clause, other: Clause, at: int) -> bool:
    """Whether somebody said on a day what had been done ("police said on Monday they had arrested two men")."""
    assert clause.group is not None
    assert other.group is not None
    return clause.group.last < at < other.start + 1 and other.group.perfect and other.number == clause.number + 1


def _is_told_as_news(parse: Parse, clause: Clause, other: Clause, at: int, pairing: Pairing) -> bool:
    """Whether what was said is something done, told without a time of its own ("on Monday it said rebels had shelled a town")."""
    group = other.group
    assert group is not None
    if at > other.start or pairing.interval.days is None or not _is_what_is_said(parse, clause, other):
        return False
    if group.modal or group.negated or not (group.past or group.perfect):
        return False
    if clause.group is None or clause.group.lemma in _OF_OLD:
        return False
    if group.progressive and clause.group.lemma in _DECIDED:
        return False  # "announced that it was leaving the pact" is done by the saying
    below = range(other.start, len(parse.tokens))
    if any(parse.flags[step] & DATE for step in below) or parse.tokens[other.start - 1].word == ":":
        return False
    if not _NO_REPORTERS.isdisjoint(parse.own_words(clause)) or _is_toll_of_long(parse, other):
        return False
    if group.past and not group.perfect and not _SAID_OF_OLD.isdisjoint(_subject(parse, other)):
        return False  # "said that they stepped up patrols" goes on with what was told before
    return parse.own_words(other).isdisjoint(_UNSURE | _LONG_AGO)


def _is_toll_of_long(parse: Parse, other: Clause) -> bool:
    """Whether what is told is what a whole war or very many days cost ("said 3,000 had been killed in the war")."""
    assert other.group is not None
    words_told = parse.own_words(other)
    if not _LONG.isdisjoint(words_told):
        return True
    many = any(word.replace(",", "").isdigit() and int(word.replace(",", "")) >= _VERY_MANY for word in words_told)
    return other.group.lemma in _HARMS and (many or not _THOUSANDS.isdisjoint(words_told))


def _subject(parse: Parse, clause: Clause) -> list[str]:
    return [token.word for token in parse.tokens[clause.subject[0] : clause.subject[1]]]


def _is_what_is_said(parse: Parse, clause: Clause, other: Clause) -> bool:
    """Whether a clause tells what the verb of saying says: with "that", or right behind it."""
    if not clause.group or not clause.group.finite:
        return False
    if other.kind == "complement":
        return other.parent == clause.number and other.opener in _NO_TIME
    if other.kind == "coordinate" and other.parent is not None:  # "said a ship had sailed and a jet had bombed a base"
        before = parse.clauses[other.parent]
        return before.kind == "complement" and _is_what_is_said(parse, clause, before)
    apart = parse.flags[other.start] & COMMA or parse.flags[other.start - 1] & COMMA
    return other.kind == "main" and other.number == clause.number + 1 and not apart


def is_attribution(parse: Parse, clause: Clause) -> bool:
    """Whether a clause only says who says the sentence (", the ministry said on Sunday")."""
    return clause.start > 0 and bool(
        parse.tokens[clause.start].flags & (COMMA | QUOTE) or parse.tokens[clause.start - 1].flags & (COMMA | QUOTE)
    )
