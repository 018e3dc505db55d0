"""The type of a happening once its participants, figures and period are known."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import NUMBER, POSSESSIVE, words
from timeline.events.announced import type_announced
from timeline.events.condemned import is_put_to_death_by_law
from timeline.events.dealings import fitting
from timeline.events.doers import (
    HARMS,
    STATES,
    by_a_group,
    by_a_state,
    by_a_state_alone,
    has_no_object,
    head_of,
    is_done_by,
)
from timeline.events.fighting import FIGHTERS, fell_in, is_fighting
from timeline.events.involved import PartyWords
from timeline.events.mishaps import is_a_mishaps_doing, is_mishap
from timeline.events.tolls import is_statistic
from timeline.events.triggers import VIOLENCE, Trigger, clause_trigger, type_in_its_clause
from timeline.events.types import TypeTable
from timeline.interval import Interval
from timeline.model import ActorMention, Figure

__all__ = ["dealt_with", "kind_of"]

_COSTS = HARMS | words("leave claim die destroy damage hit strike")
"""Verbs of what an attack or an accident costs."""
_RUINS = frozenset(("damage", "destroy", "sink"))
_FELL = HARMS | _RUINS | words("die martyr hurt maim")
"""Verbs of which somebody else's deed may be named as the cause ("died in an army strike", "… when jets hit a house")."""
_OTHERS = words(
    "civilians civilian soldiers soldier police policemen policeman cops cop constables constable people personnel officers "
    "officer troops guards guard children child women woman villagers villager labourers workers passengers pilgrims elder "
    "elders journalist clash clashes"
)
_LOYAL = words(
    "regime government pro-government loyalist allied coalition peshmerga kurdish-led western-backed us-backed"
)
"""Words that make fighters a state's or its allies'."""
_NEAR = 8
_CAUGHT = frozenset(("capture", "recapture"))
_COUNCILS = words(
    "council union eu bloc ministers commission committee parliament assembly congress senate lawmakers court"
)
_CAUGHT_WITHIN = 6
_IN_OFFICE = words(
    "minister premier president governor ambassador commissioner chairman speaker king queen emir sultan envoy secretary "
    "chief chancellor pope mayor commander prince princess"
)
_POLICE = words("police officers officer detectives agents fbi investigators constables authorities interpol")
_BY_GROUPS = words(
    "attack strike shell shelling bombard bombardment pound hit fire barrage offensive rocket rockets missile missiles drone "
    "drones raid assault shells incursion onslaught launch siege besiege counterattack counter-attack salvo counteroffensive "
    "ambush storm target kill destroy damage bomb bombing explosion"
)
_RANKS = words(
    "leader leaders commander commanders chief chiefs fighter fighters operative operatives member members emir deputy "
    "official officials spokesman financier figure figures bombmaker"
)
_PERSONS = _RANKS | words(
    "soldier soldiers militant militants rebel rebels insurgent insurgents policeman policemen officer officers man men woman "
    "women villager villagers civilian civilians suspect suspects terrorist terrorists gunman gunmen pilot pilots sailor "
    "sailors journalist journalists hostage hostages prisoner prisoners people spy spies fugitive fugitives worker workers"
)
_ABOUT = words("about around just only some roughly nearly almost below under")
_OF_WAR = words(
    "military bombing air aerial troops army forces militants rebels insurgents jihadists airstrikes offensive war ground "
    "islamic state isis hackers malware cyber"
)
_WHERE_OR_WHOM = words("against to of in on")
"""What stands behind a campaign of war ("the 2014 campaign against the rebels", "his campaign in the north")."""
_FIGURES_OF_A_YEAR = 4
_BEHIND = 6
_JUST_BEFORE = 3
"""Words within which the name of who does it stands before the noun ("a Houthi drone and missile attack")."""
_BY_STATES = words(
    "attack strike raid bomb bombing assault kill target hit fire killing wound injure shoot dead down destroy damage "
    "shooting massacre slaughter storm raze gun"
)


def kind_of(
    parse: Parse,
    trigger: Trigger,
    table: TypeTable,
    party_words: PartyWords,
    *,
    actors: Sequence[ActorMention],
    figures: Sequence[Figure],
    interval: Interval,
) -> str:
    """Return the type: the trigger's own, unless who did it, how often, or over which period makes it another."""
    if is_statistic(parse, trigger, figures, interval):
        return "statistic"
    dealt = dealt_with(parse, trigger, table, party_words, actors)
    if dealt:
        return dealt
    if trigger.type == "takeover" and _fell_to_a_number(parse, trigger):
        return "statistic"
    if trigger.type == "military_operation" and _runs_for_office(parse, trigger, actors):
        return "political"
    if trigger.lemma == "die" and is_fighting(parse, trigger, table, actors):
        return "clash"
    if not trigger.type:
        return type_in_its_clause(parse, trigger, table) or "other"
    if (
        trigger.type in VIOLENCE
        and trigger.lemma.split()[0] in _COSTS
        and _befell(parse, parse.clauses[trigger.clause])
    ):
        return "other"
    if trigger.type == "attack" and is_put_to_death_by_law(parse, trigger, actors):
        return "legal"
    fell = trigger.type in VIOLENCE or trigger.lemma.startswith("die ") or trigger.lemma in _CAUGHT
    if fell and is_fighting(parse, trigger, table, actors):
        return "clash"
    if (
        trigger.type in ("attack", "clash")
        and trigger.lemma.split()[0] in HARMS
        and _fighters_fell(parse, trigger, actors)
    ):
        return "attack" if _by_a_group_alone(parse, trigger, actors, party_words) else "military_operation"
    if trigger.type == "attack" and trigger.lemma == "destroy" and _belonged_to_a_group(parse, trigger, actors):
        return "military_operation"
    if trigger.type == "statement":
        return type_announced(parse, trigger, table) or ("meeting" if _is_paid_a_call(parse, trigger) else "statement")
    if trigger.type == "agreement" and trigger.lemma.split()[0] == "agree":
        return _agreed_on(parse, trigger, table)
    if trigger.type == "military_operation" and trigger.lemma in ("withdraw", "pull out"):
        return "other"  # as the withdrawal of troops is
    if trigger.type == "military_operation" and trigger.lemma.split()[-1] in _BY_GROUPS:
        return "attack" if _by_a_group_alone(parse, trigger, actors, party_words) else trigger.type
    harmed = trigger.type in VIOLENCE and (trigger.lemma in HARMS or trigger.lemma in _RUINS)
    if harmed and _by_a_group_alone(parse, trigger, actors, party_words):
        return "attack"
    if trigger.type in VIOLENCE and trigger.lemma in _FELL:
        by = _whose_strike(parse, trigger, table, actors) or _fell_when(parse, trigger, table, actors, party_words)
        if by:
            return by
    if trigger.type == "takeover" and trigger.lemma in _CAUGHT and _was_a_person(parse, trigger, actors):
        if by_a_group(parse, trigger, actors):
            return "attack"
        by_law = not _POLICE.isdisjoint(parse.own_words(parse.clauses[trigger.clause]))
        return "legal" if by_law or not by_a_state(parse, trigger, actors, party_words) else "military_operation"
    suffered = trigger.lemma.startswith("die ")
    if (
        trigger.type == "attack"
        and not suffered
        and not _BY_STATES.isdisjoint((trigger.lemma.split()[0], trigger.lemma.split()[-1]))
        and by_a_state_alone(parse, trigger, actors, party_words)
    ):
        return "military_operation"
    return trigger.type


def _by_a_group_alone(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention], party_words: PartyWords) -> bool:
    """Whether the doer is an armed group, and no state stands nearer to the deed ("rebels accused the jets of killing …")."""
    by_group = by_a_group(parse, trigger, actors)
    return by_group and not by_a_state_alone(parse, trigger, actors, party_words)


def _fell_to_a_number(parse: Parse, trigger: Trigger) -> bool:
    """Whether it is a number that fell ("the count fell to 210"), and no place."""
    behind = parse.tokens[trigger.last + 1 : trigger.last + 3]
    if trigger.lemma != "fall to" or not behind:
        return False
    return bool((behind[-1] if behind[0].word in _ABOUT else behind[0]).flags & NUMBER)


def _runs_for_office(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    """Whether a campaign is a candidate's, or known by the year of the vote ("the Okello campaign", "his 2021 campaign")."""
    before, after = trigger.head - 1, trigger.head + 1
    if (
        trigger.lemma != "campaign"
        or before < 0
        or not _OF_WAR.isdisjoint(parse.own_words(parse.clauses[trigger.clause]))
    ):
        return False
    if after < len(parse.tokens) and parse.tokens[after].word in _WHERE_OR_WHOM:
        return False
    if parse.tokens[before].word.isdigit() and len(parse.tokens[before].word) == _FIGURES_OF_A_YEAR:
        return True
    while before > 0 and parse.tokens[before].flags & POSSESSIVE:
        before -= 1
    return any(m.actor.kind == "person" and parse.token_at(m.end - 1) == before for m in actors)


def _befell(parse: Parse, clause: Clause) -> bool:
    return is_mishap(parse, clause) or is_a_mishaps_doing(parse, clause)


def dealt_with(
    parse: Parse, trigger: Trigger, table: TypeTable, party_words: PartyWords, actors: Sequence[ActorMention]
) -> str:
    """Return the type of a verb by what it is done to and who does it, or nothing where no such rule fits."""
    clause = parse.clauses[trigger.clause]
    if clause.group is None or trigger.part == "noun" or (trigger.part == "verb" and clause.group.head != trigger.head):
        return ""
    dealings = table.dealings.get(clause.group.lemma, ())
    if not dealings:
        return ""
    named = type_in_its_clause(parse, trigger, table)
    persons = frozenset(parse.token_at(m.end - 1) for m in actors if m.actor.kind == "person")
    for dealing in fitting(parse, clause, dealings, named, persons):
        if trigger.part == "light" and dealing.type != "breakdown":
            continue  # "the truce was broken", but not "launched a raid"
        if is_done_by(parse, trigger, dealing.by, actors, party_words):
            return dealing.type
    return ""


def _whose_strike(parse: Parse, trigger: Trigger, table: TypeTable, actors: Sequence[ActorMention]) -> str:
    """Return the type of the strike in which people fell by whose name stands before it ("killed in a Kenyan strike"), or ""."""
    course = fell_in(parse, trigger, table)
    if course is None or course[0] not in ("military_operation", "attack"):
        return ""
    near = range(course[1] - _JUST_BEFORE, course[1] + _BEHIND)
    kinds = {m.actor.kind for m in actors if parse.token_at(m.end - 1) in near and _is_whose(parse, m, course[1])}
    if kinds & STATES:
        return "military_operation"
    return "attack" if "armed_group" in kinds else ""


def _is_whose(parse: Parse, mention: ActorMention, deed: int) -> bool:
    """Whether a name stands before a deed, or behind it and "by" ("attacks by Kenyan jets")."""
    first = parse.token_at(mention.start)
    return first < deed or "by" in (parse.tokens[first - 1].word, parse.tokens[first - 2].word)


def _fell_when(
    parse: Parse, trigger: Trigger, table: TypeTable, actors: Sequence[ActorMention], party_words: PartyWords
) -> str:
    """Return the type of what people fell in by the clause that says when ("were killed when jets bombed a house"), or ""."""
    group = parse.clauses[trigger.clause].group
    if (
        group is None
        or not (group.passive or trigger.lemma == "die")
        or any(parse.tokens[at].word == "by" for at in _behind(parse, trigger))
    ):
        return ""
    for clause in parse.clauses:
        hangs = clause.parent is not None and trigger.clause in (clause.parent, _and_more(parse, clause.parent))
        if hangs and clause.opener in ("when", "as", "after") and clause.group is not None:
            if is_mishap(parse, clause):
                return "other"
            told = clause_trigger(parse, clause, table)
            if told is None or told.type not in VIOLENCE or told.type == "clash":
                return ""
            if by_a_group(parse, told, actors):
                return "attack"
            return "military_operation" if by_a_state(parse, told, actors, party_words) else told.type
    return ""


def _and_more(parse: Parse, number: int) -> int | None:
    """Return what a clause goes on from with "and" and the same auxiliary ("were killed and hundreds forced to flee")."""
    clause = parse.clauses[number]
    bare = clause.group is not None and clause.group.past and not (clause.group.passive or clause.group.perfect)
    return clause.parent if clause.kind == "coordinate" and bare else None


def _is_paid_a_call(parse: Parse, trigger: Trigger) -> bool:
    """Whether somebody in office is called on without being asked for anything ("the envoy called on the premier")."""
    if trigger.lemma not in ("call on", "call upon"):
        return False
    asked = any(clause.kind == "infinitive" and clause.parent == trigger.clause for clause in parse.clauses)
    behind = range(trigger.last + 1, min(trigger.last + 1 + _NEAR, len(parse.tokens)))
    return not asked and any(parse.tokens[at].word in _IN_OFFICE for at in head_of(parse, behind))


def _agreed_on(parse: Parse, trigger: Trigger, table: TypeTable) -> str:
    """Return the type of what a council agrees to do by agreeing on it ("agreed to impose an embargo"): the restriction."""
    own = parse.clauses[trigger.clause]
    if _COUNCILS.isdisjoint([parse.tokens[at].word for at in range(*own.subject)]):
        return "agreement"
    for clause in parse.clauses:
        if clause.kind == "infinitive" and clause.parent == trigger.clause:
            told = clause_trigger(parse, clause, table)
            if told is not None and told.type == "restriction":
                return "restriction"
    return "agreement"


def _behind(parse: Parse, trigger: Trigger) -> list[int]:
    """Return the tokens of a verb's own clause that stand behind it."""
    return [at for at in parse.own_tokens(parse.clauses[trigger.clause]) if at > trigger.last]


def _was_a_person(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    """Whether whoever was captured is somebody named: the subject of a passive verb, or right behind an active one."""
    group = parse.clauses[trigger.clause].group
    if group is None or trigger.part == "noun":
        return False
    subject = parse.clauses[trigger.clause].subject
    if not group.passive:
        named = range(group.last + 1, group.last + 3)
        near = range(group.last + 1, min(group.last + 1 + _CAUGHT_WITHIN, len(parse.tokens)))
    else:
        named = near = range(subject[0], group.first)
    if any(parse.tokens[at].word in _PERSONS for at in head_of(parse, near)):
        return True
    return any(m.actor.kind == "person" and parse.token_at(m.start) in named for m in actors)


def _fighters_fell(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    """Whether those killed are fighters or attackers and nobody else is named with them: then a force did it."""
    clause = parse.clauses[trigger.clause]
    group = clause.group
    if group is None:
        return False
    if group.passive or group.form == "en" or has_no_object(parse, group):
        before = (
            range(*clause.subject)
            if clause.subject[1] > clause.subject[0]
            else range(max(0, group.first - 4), group.first)
        )
    else:
        before = range(group.last + 1, min(group.last + 7, len(parse.tokens)))
        if any(parse.tokens[at].word in FIGHTERS for at in range(*clause.subject)):
            return False
    around = [parse.tokens[at].word for at in before]
    fell = any(word in FIGHTERS for word in around) or any(_is_one_of_a_group(parse, m, before) for m in actors)
    return fell and not any(word in _OTHERS or word in _LOYAL for word in around)


def _is_one_of_a_group(parse: Parse, mention: ActorMention, near: range) -> bool:
    """Whether a group's name stands right before what somebody is in it ("a senior Al-Shabaab commander")."""
    if mention.actor.kind != "armed_group" or parse.token_at(mention.start) not in near:
        return False
    last = parse.token_at(mention.end - 1)
    return any(token.word in _RANKS for token in parse.tokens[last + 1 : last + 1 + _JUST_BEFORE])


def _belonged_to_a_group(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    """Whether what was destroyed was an armed group's ("25 rebel vehicles were destroyed"): then a force did it."""
    clause = parse.clauses[trigger.clause]
    group = clause.group
    if group is None or not group.passive:
        return False
    near = range(clause.subject[0], group.first)
    return any(m.actor.kind == "armed_group" and parse.token_at(m.start) in near for m in actors)
