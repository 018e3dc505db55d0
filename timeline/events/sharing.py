"""Dates that more than one happening of a sentence shares."""

from __future__ import annotations

from datetime import date

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import (
    COMMA,
    PREPOSITION,
    words,
)
from timeline.events.along import come_along
from timeline.events.deeds import are_one_happening, are_two_deeds, kills
from timeline.events.done_then import AT_LAST, done_by_them, done_there, then_came
from timeline.events.paired import QUALIFIES, Pairing
from timeline.events.shortly_after import hours_after, right_before
from timeline.events.since import count_from_the_beginning, count_since
from timeline.events.telling import DAY_SAID, TALK, is_just_done, told_on
from timeline.events.triggers import VIOLENCE, Found, Trigger
from timeline.interval import Interval, beginning, day

__all__ = ["FURTHER", "share"]

_WHEN = "it is what happened when"
FURTHER = frozenset(("another", "other", "others", "separate", "separately", "elsewhere"))
"""Words that tell another happening apart from the one told before."""
_THEN = "the clause right behind the date tells what was then"
_OCCASION = "it was done on that occasion"
_NEXT = "it was done right after the dated deed"
_FOLLOWED = "what is dated came right after it"
_KNOWN = frozenset(("the", "this", "that", "these", "those", "its", "their", "his"))
_COMES = frozenset(("come", "happen", "occur"))
_FEW_DAYS, _A_WEEK, _A_MONTH, _A_YEAR = 7, 8, 28, 366
_ON_A_JOURNEY = frozenset(
    ("visit", "travel", "fly", "spend", "tour", "attend", "meet", "host", "address", "land", "cross", "raid")
)
"""Verbs of what takes days at most, with what is done on the same way ("visited the port in May and signed a pact")."""
_SETS_OUT = frozenset(("launch", "begin", "start", "open", "mount", "declare"))
_PLANNED = frozenset(("due", "scheduled", "meant", "supposed", "expected", "slated", "planned"))
_CALLS = words(
    "describe regard view name hail denounce dismiss depict portray treat know label brand cast frame characterise characterize "
    "condemn see define identify recognise recognize consider rate remember class list serve"
)
"""Verbs whose "as" says what somebody or something is called."""
_OBJECT = 5
"""Words that a verb's short object has at most."""


def share(parse: Parse, found: Found, pairs: list[Pairing], published: date | None) -> None:
    """Add the happenings that a date of another clause dates too, and take away what then only repeats it."""
    dated = {pairing.trigger.clause for pairing in pairs if pairing.trigger.part != "noun"}
    waiting = list(pairs)
    while waiting:
        pairing = waiting.pop(0)
        clause = parse.clauses[pairing.trigger.clause]
        at = parse.token_at(pairing.mention.start)
        for other in parse.clauses:
            if other.number in dated or other.number == clause.number:
                continue
            trigger = found.of_clause.get(other.number)
            if trigger is not None and trigger.is_neutral:
                told = is_just_done(parse, clause, other) and told_on(parse, clause, other, at, pairing, trigger)
                trigger = trigger if told else _befell(parse, found, other)
            if trigger is None:
                continue
            how = _shares(parse, clause, other, at, pairing, trigger, found)
            if how:
                when = (_began(pairing) if how == _WHEN else None) or pairing.interval
                shared = Pairing(trigger, pairing.mention, when, how, 0.7)
                pairs.append(shared)
                dated.add(other.number)
                if how.endswith(DAY_SAID):
                    waiting.append(shared)
                if how == _WHEN and pairing.trigger.part == "noun" and pairing in pairs:
                    pairs.remove(pairing)
                if how == DAY_SAID and trigger.type == "statement" and pairing in pairs:
                    pairs.remove(pairing)
    come_along(parse, found, pairs)
    count_since(parse, found, pairs, published)
    count_from_the_beginning(parse, found, pairs, published)


def _befell(parse: Parse, found: Found, clause: Clause) -> Trigger | None:
    """Return the violence that is the subject of a clause of time whose verb says little ("when an attack damaged a ship")."""
    group = clause.group
    if clause.opener not in ("when", "as", "while") or group is None or not group.past or group.passive:
        return None
    for noun in found.nouns:
        if noun.clause == clause.number and noun.type in VIOLENCE and noun.head < group.first:
            before = parse.tokens[noun.first - 1]
            phrase = parse.flags[clause.start + 1 : noun.first]
            known = before.word in _KNOWN or any(flags & PREPOSITION for flags in phrase)
            return None if known else noun
    return None


def _began(pairing: Pairing) -> Interval | None:
    """Return the day, month or year since which something lasts; None where the words are less fine ("since late last year")."""
    found, first = beginning(pairing.interval), pairing.interval.first
    if found is None and first is not None and pairing.mention.timex_value == str(first):
        return day(first)  # "since Friday", which an end is known of
    if found is not None and found.days == 1 and not pairing.mention.timex_value.startswith(str(found.first)):
        return None  # the first day of a stretch is no day that anybody told
    return found


def _shares(
    parse: Parse, clause: Clause, other: Clause, at: int, pairing: Pairing, trigger: Trigger, found: Found
) -> str:
    """Return why another clause's happening has the date too, or nothing."""
    own = found.of_clause.get(clause.number)
    if pairing.trigger.part == "noun" and _explains(parse, other, at, pairing, trigger):
        return _WHEN if pairing.mention.bound == "since" else _THEN
    if pairing.trigger.part == "noun" and (own is None or not (own.head == pairing.trigger.head or own.is_neutral)):
        return _OCCASION if own is not None and _on_the_occasion(parse, clause, other, pairing, trigger, own) else ""
    if other.group is None or clause.group is None:
        return ""
    if not other.group.finite:
        if _went_on_to(parse, clause, other, at, pairing, trigger):
            return _NEXT
        return _FOLLOWED if _came_before(parse, clause, other, at, pairing, trigger) else ""
    together = are_one_happening(trigger, pairing.trigger)
    if _told_beside(clause, other, pairing, trigger) or _told_in_contrast(parse, clause, other, pairing, trigger):
        return "it is told beside the dated one"
    if other.kind == "coordinate" and _root(parse, other) == clause.number:
        return _goes_on(parse, clause, other, at, pairing, trigger)
    if other.number in _verbs_before(parse, clause):
        # "was arrested and taken into custody on Monday": the noun of the second verb tells no more than it
        told_once = together and (pairing.trigger.part != "noun" or trigger.type in VIOLENCE)
        told_once = told_once and not are_two_deeds(trigger, pairing.trigger)
        closes_both = at > clause.group.last and pairing.mention.bound != "until" and not told_once
        closes_both = closes_both and pairing.how != QUALIFIES  # "left the club and broke the 1962 pact"
        return "the date closes both verbs" if closes_both and _is_told_first(parse, found, other, trigger) else ""
    if _met_with_force(parse, clause, other, at, pairing, trigger):
        return "the date closes both verbs"
    if done_by_them(parse, clause, other, pairing, trigger):
        return "those did it who did the dated deed"
    if then_came(clause, other, pairing, trigger) and not (together and trigger.type in VIOLENCE):
        return "it came when the dated one had"
    if done_there(parse, clause, other, pairing, trigger) and not together:
        return "it was done there then"
    told_when = _tried_then(parse, found, clause)
    if _at_one_time(parse, told_when, other):
        return "" if together else f"the {told_when.opener}-clause dates it"
    if _closes_both_after(parse, clause, other, at) and not together:
        return "the date closes both verbs"
    if hours_after(parse, clause, other, pairing) and trigger.type not in TALK:
        return "it came hours after the dated one"
    answered = together and _is_answered(clause, other, pairing, trigger)
    if right_before(parse, clause, other, pairing) and trigger.type not in TALK and (answered or not together):
        return "the dated one came right after it"
    if _came_as(parse, clause, other, trigger):
        return "it came as the dated one did"
    since = pairing.mention.bound == "since" and other.start - at in (1, 2)  # "since May, when …"
    explained = since and other.opener == "when" and other.parent == clause.number
    if (explained or _at_one_time(parse, other, clause)) and trigger.type != "statement":
        return "" if together and pairing.mention.bound != "since" else _WHEN
    if _told_further(parse, clause, other, pairing, trigger):
        return pairing.how
    before = found.of_clause.get(other.parent) if other.kind == "coordinate" and other.parent is not None else None
    if before is not None and not before.is_neutral:
        return ""
    return told_on(parse, clause, other, at, pairing, trigger)


def _explains(parse: Parse, other: Clause, at: int, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether a clause right behind a noun's date tells what else was then ("since raids in March, when its head was held")."""
    group, about = other.group, other
    if other.kind == "coordinate" and not _has_own_subject(other) and other.parent is not None:
        about = parse.clauses[other.parent]
    behind = about.start - at in (1, 2) and parse.tokens[at + 1].flags & COMMA
    if about.opener != "when" or not behind or group is None or trigger.type in TALK:
        return False
    done = group.past and not (group.perfect or group.modal or group.negated or group.progressive)
    again = (
        trigger.type in VIOLENCE and pairing.trigger.type in VIOLENCE and not are_two_deeds(trigger, pairing.trigger)
    )
    return done and not again and pairing.mention.bound in ("on", "during", "since")


def _told_further(parse: Parse, clause: Clause, other: Clause, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether "and that" goes on with what was told as news ("said that two were killed and that weapons were seized")."""
    group = other.group
    if not pairing.how.endswith(DAY_SAID) or other.opener != "that" or other.parent != clause.number or group is None:
        return False
    done = (group.past or group.perfect) and not (group.modal or group.negated)
    return done and parse.tokens[other.start - 1].word == "and" and trigger.type not in TALK


def _on_the_occasion(
    parse: Parse, clause: Clause, other: Clause, pairing: Pairing, trigger: Trigger, own: Trigger
) -> bool:
    """Whether a second verb tells of the occasion that opens it ("In a raid on Monday, troops killed two and seized …")."""
    group, above, noun = other.group, clause.group, pairing.trigger
    if group is None or above is None or other.kind != "coordinate" or _root(parse, other) != clause.number:
        return False
    opens = noun.head < above.first and parse.tokens[clause.start].word in ("in", "during", "at")
    told = group.past and above.past and not (group.perfect or group.modal or group.negated)
    alone = trigger.type not in TALK and not are_one_happening(trigger, own) and not are_one_happening(trigger, noun)
    return opens and told and alone and (pairing.interval.days or 9) <= 2


def _at_one_time(parse: Parse, clause: Clause, above: Clause) -> bool:
    """Whether a clause tells what happened when, or just as, the clause above it did ("fled as shelling resumed")."""
    assert clause.group is not None
    assert above.group is not None
    if clause.parent != above.number or parse.tokens[clause.start - 1].word == "such":
        return False
    if clause.opener == "as" and above.group.lemma in _CALLS:
        return False  # "a teacher described as a legend died on Monday"
    told = clause.group.past and not clause.group.perfect and above.group.past and not above.group.perfect
    told = told or (_is_told_as_present(clause) and _is_told_as_present(above))
    told = told or (clause.start < above.group.first and _has_been(clause) and _has_been(above))
    had_been = above.group.past and above.group.perfect and clause.group.past and not clause.group.perfect
    return (clause.opener == "when" and not had_been) or (clause.opener == "as" and told)


def _tried_then(parse: Parse, found: Found, clause: Clause) -> Clause:
    """Return the when-clause whose verb only says that what its infinitive tells was tried ("when troops tried to …")."""
    if clause.kind != "infinitive" or clause.parent is None:
        return clause
    above = parse.clauses[clause.parent]
    told = found.of_clause.get(above.number)
    tried = above.opener in ("when", "as") and above.group is not None and told is not None and told.is_neutral
    return above if tried else clause


def _closes_both_after(parse: Parse, clause: Clause, other: Clause, at: int) -> bool:
    """Whether a date closes two things that something came after ("after towns burned and thousands fled last year")."""
    if clause.kind != "coordinate" or clause.parent != other.number or other.opener not in ("after", "when"):
        return False
    if clause.group is None or other.group is None or not clause.group.first - clause.start > 1:
        return False
    same = (clause.group.past, clause.group.perfect) == (other.group.past, other.group.perfect) == (True, False)
    joined = parse.tokens[clause.start - 1].word == "and" or parse.tokens[clause.start].word == "and"
    return same and joined and at > clause.group.last and not other.group.negated


def _has_been(clause: Clause) -> bool:
    """Whether a clause tells what has been so up to now ("has gained strength over the past year")."""
    group = clause.group
    return group is not None and group.perfect and group.finite and not (group.past or group.modal or group.negated)


def _is_told_as_present(clause: Clause) -> bool:
    """Whether a clause tells in the present what is done, as chronologies do ("kills ten as …")."""
    group = clause.group
    return group is not None and group.finite and not (group.past or group.perfect or group.modal or group.negated)


def _came_as(parse: Parse, clause: Clause, other: Clause, trigger: Trigger) -> bool:
    """Whether a dated happening came as another did, which is told beside it ("Tuesday's raid came as rebels shelled a town")."""
    assert clause.group is not None
    assert other.group is not None
    came = clause.group.lemma in _COMES and not clause.group.negated and other.parent == clause.number
    done = other.group.past and not other.group.perfect and not other.group.progressive and not other.group.negated
    return came and done and other.opener == "as" and trigger.type not in TALK


def _is_answered(clause: Clause, other: Clause, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether troops answered an attack: two deeds ("launched an offensive on March 7 after gunmen attacked a port")."""
    assert clause.group is not None
    assert other.group is not None
    begun = clause.group.lemma in _SETS_OUT and not clause.group.passive and pairing.trigger.type in VIOLENCE
    return begun and trigger.type == "attack" and not other.group.passive


def _met_with_force(parse: Parse, clause: Clause, other: Clause, at: int, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether violence met with violence on one day ("guards shot two men who opened fire on Sunday")."""
    if clause.kind != "relative" or clause.opener != "who" or clause.parent != other.number or other.group is None:
        return False
    joint = trigger.type in VIOLENCE and pairing.trigger.type in VIOLENCE
    aside = (parse.flags[clause.start] | parse.flags[clause.start - 1]) & COMMA or pairing.trigger.part == "noun"
    near = clause.start - other.group.last <= _OBJECT and not aside
    return joint and near and at > clause.start and other.group.past and not other.group.perfect


def _came_before(parse: Parse, clause: Clause, other: Clause, at: int, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether a post was overrun right before what is told ("killed two on Monday after overrunning a post")."""
    assert clause.group is not None
    if other.kind != "participle" or pairing.trigger.type not in VIOLENCE or trigger.type != "takeover":
        return False
    opener = next((c.opener for c in (other, parse.clauses[other.parent or 0]) if c.opener), "")
    return opener == "after" and _root(parse, other) == clause.number and clause.group.last < at < other.start


def _went_on_to(parse: Parse, clause: Clause, other: Clause, at: int, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether a second deed follows, told with "before" ("stormed a post on Sunday, before shooting two guards")."""
    if other.kind != "participle" or other.opener != "before" or _root(parse, other) != clause.number:
        return False
    group, near = clause.group, (pairing.interval.days or 9) <= 2
    if group is None or not group.past or group.modal or group.negated or at > other.start or not near:
        return False
    harm = trigger.type in VIOLENCE and (pairing.trigger.type not in VIOLENCE or kills(pairing.trigger, trigger))
    harm = harm or (trigger.type in VIOLENCE and are_two_deeds(pairing.trigger, trigger))
    return harm or trigger.type in ("legal", "restriction", "takeover")


def _told_beside(clause: Clause, other: Clause, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether what went on at that time is told beside ("killed ten rebels, while two soldiers were hurt", "as crowds fled")."""
    assert other.group is not None
    if other.opener not in ("while", "as") or other.parent != clause.number or other.kind != "subordinate":
        return False
    done = other.group.past and not other.group.progressive and not other.group.perfect and not other.group.negated
    if trigger.type in VIOLENCE and pairing.trigger.type in VIOLENCE and other.opener == "as":
        return False  # "killed two as they attacked a post" is one happening
    near = clause.kind == "main" and (pairing.interval.days or 9) == 1 and trigger.type != "other"
    return near and done and other.group.first - other.start > 1


def _told_in_contrast(parse: Parse, clause: Clause, other: Clause, pairing: Pairing, trigger: Trigger) -> bool:
    """Whether violence of the same time is set beside the dated one ("killed nine, while another raid killed six")."""
    assert clause.group is not None
    assert other.group is not None
    if trigger.type not in VIOLENCE or pairing.trigger.type not in VIOLENCE or (pairing.interval.days or 99) > _A_WEEK:
        return False
    group, first = other.group, other.group.first - other.start > 1
    if (
        not group.past
        or group.progressive
        or group.negated
        or (group.perfect and not clause.group.perfect)
        or not first
    ):
        return False
    if other.opener == "while":
        near = other.kind == "subordinate" and other.parent in (clause.number, clause.parent, clause.number + 1)
        return near and other.start > clause.group.last and (not group.passive or _is_apart(parse, other))
    listed = other.opener == "that" and other.parent == clause.number and parse.tokens[other.start - 1].word == "and"
    return listed and clause.kind == "complement" and _is_apart(parse, other)


def _goes_on(parse: Parse, clause: Clause, other: Clause, at: int, pairing: Pairing, trigger: Trigger) -> str:
    """Return why a coordinated clause has the date of the one it goes on from, or nothing."""
    assert clause.group is not None
    assert other.group is not None
    own_subject = other.group.first - other.start > 1
    joint = trigger.type in VIOLENCE and pairing.trigger.type in VIOLENCE
    joint = joint and not are_two_deeds(pairing.trigger, trigger)
    if _was_to_be(parse, clause):
        return ""  # "was to meet on Monday but called it off" on some day before
    if at < clause.group.first:
        if not parse.own_words(other).isdisjoint(AT_LAST) and (pairing.interval.days or 99) > 1:
            return ""  # "in 2014 took the town, but later lost it"
        if trigger.type == "statement" and own_subject and parse.tokens[other.start].word == "but":
            return ""  # "admitted it, but he said it was no crime" may be said at another time
        if other.group.perfect and clause.group.past and not other.group.past:
            return ""  # "in 2014 declared it a terrorist group and has detained hundreds"
        if joint and not own_subject:
            if kills(pairing.trigger, trigger):
                return "the date stands before both verbs"
            if pairing.trigger.type == "attack":  # "was wounded and killed in a shootout"
                pairing.trigger.type = trigger.type
            return ""
        return "the date stands before both verbs" if not joint or trigger.type != pairing.trigger.type else ""
    new_type = trigger.type != pairing.trigger.type
    goes_on = (
        (own_subject or _went_on(parse, clause, other, pairing))
        and at < other.start
        and clause.kind in ("main", "complement", "subordinate")
    )
    new = new_type or kills(pairing.trigger, trigger) or _is_apart(parse, other)
    new = new or are_two_deeds(pairing.trigger, trigger) or (own_subject and "then" in parse.own_words(other))
    return "its clause goes on from the dated one" if goes_on and new else ""


def _was_to_be(parse: Parse, clause: Clause) -> bool:
    """Whether a clause tells in the past what was to come ("was to open", "were due to meet", "was scheduled for Monday")."""
    group = clause.group
    if group is None or not group.past:
        return False
    behind = [token.word for token in parse.tokens[group.first : group.last + 3]]
    return not _PLANNED.isdisjoint(behind) or ("to" in behind[1:2] and behind[0] in ("was", "were"))


def _went_on(parse: Parse, clause: Clause, other: Clause, pairing: Pairing) -> bool:
    """Whether somebody did a second thing on the same day or so ("arrived in the town on Monday and opened a school")."""
    assert clause.group is not None
    assert other.group is not None
    told = clause.group.past and not clause.group.perfect and other.group.past and not other.group.perfect
    within = _A_MONTH + 3 if clause.group.lemma in _ON_A_JOURNEY else _FEW_DAYS
    return told and (pairing.interval.days or 99) <= within and parse.own_words(other).isdisjoint(AT_LAST)


def _is_apart(parse: Parse, other: Clause) -> bool:
    """Whether a clause tells of another such happening ("and another nine were killed elsewhere")."""
    return not parse.own_words(other).isdisjoint(FURTHER)


def _is_told_first(parse: Parse, found: Found, other: Clause, trigger: Trigger) -> bool:
    """Whether a verb of several does not only go on with the violence that one before it tells ("stormed, burned and fled")."""
    before = [found.of_clause.get(number) for number in _verbs_before(parse, other)]
    violent = [one for one in before if one is not None and one.type in VIOLENCE]
    return trigger.type not in VIOLENCE or not violent or kills(violent[0], trigger)


def _verbs_before(parse: Parse, clause: Clause) -> list[int]:
    """Return the clauses whose verbs have the same subject and stand before a coordinated one, the nearest first."""
    above: list[int] = []
    while clause.kind == "coordinate" and not _has_own_subject(clause) and clause.parent is not None:
        if clause.parent in above:
            break
        clause = parse.clauses[clause.parent]
        above.append(clause.number)
    return above


def _has_own_subject(clause: Clause) -> bool:
    return clause.group is None or clause.group.first - clause.start > 1


def _root(parse: Parse, clause: Clause) -> int | None:
    """Return the clause that another goes on from, past infinitives, participles and further verbs of its subject between."""
    parent = clause.parent
    for _ in range(6):
        if parent is None:
            return parent
        above = parse.clauses[parent]
        further = above.kind == "coordinate" and not _has_own_subject(above)
        if above.kind not in ("infinitive", "participle") and not further:
            return parent
        parent = above.parent
    return parent
