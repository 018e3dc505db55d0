"""The type of a happening once its participants, figures and period are known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import (
    ADJECTIVE,
    DATE,
    NAME,
    NOUN,
    NUMBER,
    PREPOSITION,
    words,
)
from timeline.events.announced import type_announced
from timeline.events.condemned import is_put_to_death_by_law
from timeline.events.doers import HARMS, STATES, by_a_group, by_a_state, has_no_object, head_of
from timeline.events.fighting import FIGHTERS, fell_in, is_fighting
from timeline.events.involved import PartyWords
from timeline.events.triggers import VIOLENCE, Trigger, clause_trigger, type_in_its_clause
from timeline.events.types import TypeTable
from timeline.interval import Interval
from timeline.model import ActorMention, Figure

__all__ = ["kind_of"]

_LONG = 27
_FEWEST = 5
"""Fewer than these are told one by one, not counted."""
_COUNTED = frozenset(
    (
        "killed",
        "dead",
        "injured",
        "wounded",
        "attacks",
        "incidents",
        "deaths",
        "casualties",
        "arrested",
        "shot",
        "deported",
        "fatalities",
        "abducted",
        "kidnapped",
    )
)
_RECORDS = frozenset(
    (
        "register",
        "record",
        "document",
        "count",
        "endure",
        "log",
        "tally",
        "total",
        "witness",
        "see",
        "suffer",
        "drop",
        "rise",
        "fall",
        "increase",
        "report",
    )
)
_HURT = frozenset(("killed", "dead", "injured", "wounded", "casualties"))
_STRETCH = re.compile(
    r"\b(?:past|last|previous|preceding) (?:[\w-]+ )?(?:hours|days|weeks|months|fortnight)\b|\bpast week\b"
)
_RUINS = frozenset(("damage", "destroy", "sink"))
_OTHERS = words(
    "civilians civilian soldiers soldier police policemen policeman cops cop constables constable people personnel officers "
    "officer troops guards guard children child women woman villagers villager labourers workers passengers pilgrims elder "
    "elders journalist clash clashes"
)
_LOYAL = words(
    "regime government pro-government loyalist allied coalition peshmerga kurdish-led western-backed us-backed"
)
"""Words that make fighters a state's or its allies'."""
_DEEDS = frozenset(
    ("kill", "injure", "wound", "kidnap", "abduct", "arrest", "detain", "neutralise", "neutralize", "deport")
)
_ONE_BY_ONE = _DEEDS | {"storm", "ambush", "overrun", "raid"}
"""Verbs that tell of one deed, however coarsely it is dated and whatever it cost."""
_SUMS = words(
    "total totals number toll altogether across average averaged incidents attacks operations raids figures data statistics "
    "so per month monthly nationwide countrywide alone compared violence clashes strikes registered recorded documented "
    "killings worldwide"
)
_KEEPS_COUNT = words("document record register count verify log tally total")
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
_THERE = frozenset(("be", "occur"))
_INCIDENTS = words(
    "incident incidents attack attacks death deaths casualty casualties fatality fatalities clashes killings violations cases"
)
_NUMBERS = words("number numbers frequency rate")
_NUMBER_OF = 2
"""Words of "number of"."""
_ONE_DEED = words("bombing attack blast explosion shooting raid ambush massacre strike airstrike assault")
_BY_GROUPS = words(
    "attack strike shell shelling bombard bombardment pound hit fire barrage offensive rocket rockets missile missiles drone "
    "drones raid assault shells incursion onslaught launch siege besiege counterattack counter-attack salvo counteroffensive "
    "ambush storm target kill destroy damage bomb bombing explosion"
)
_MISHAPS = words(
    "crash crashed crashes accident accidents collision collided overturned capsized derailed derailment earthquake quake "
    "tremor flood floods flooding landslide landslides mudslide avalanche hurricane cyclone tornado tornadoes typhoon "
    "stampede lightning heatwave wildfire wildfires ravine gorge veered skidded sank"
)
_BY_SOMEBODY = words(
    "attack attacks attacked attacker attackers gunman gunmen militant militants bomb bombs bomber bombing blast explosion "
    "shelling shells missile missiles rocket rockets strike strikes airstrike airstrikes drone drones shot shooting rebels "
    "fighters insurgents terrorists clashes fighting war warplanes jets torpedo mine"
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
    if _is_statistic(parse, trigger, figures, interval):
        return "statistic"
    if not trigger.type:
        return type_in_its_clause(parse, trigger, table) or "other"
    if trigger.type in VIOLENCE and trigger.lemma in HARMS and _is_mishap(parse, parse.clauses[trigger.clause]):
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
        return "attack" if by_a_group(parse, trigger, actors) else "military_operation"
    if trigger.type == "attack" and trigger.lemma == "destroy" and _belonged_to_a_group(parse, trigger, actors):
        return "military_operation"
    if trigger.type == "statement":
        return type_announced(parse, trigger, table) or ("meeting" if _is_paid_a_call(parse, trigger) else "statement")
    if trigger.type == "agreement" and trigger.lemma.split()[0] == "agree":
        return _agreed_on(parse, trigger, table)
    if trigger.type == "military_operation" and trigger.lemma in ("withdraw", "pull out"):
        return "other"  # as the withdrawal of troops is
    if trigger.type == "military_operation" and trigger.lemma.split()[-1] in _BY_GROUPS:
        return "attack" if by_a_group(parse, trigger, actors) else trigger.type
    if trigger.type in VIOLENCE and (trigger.lemma in HARMS or trigger.lemma in _RUINS):
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
        and by_a_state(parse, trigger, actors, party_words)
    ):
        return "military_operation"
    return trigger.type


def _whose_strike(parse: Parse, trigger: Trigger, table: TypeTable, actors: Sequence[ActorMention]) -> str:
    """Return the type of the strike in which people fell by whose name stands before it ("killed in a Kenyan strike"), or ""."""
    course = fell_in(parse, trigger, table)
    if course is None or course[0] not in ("military_operation", "attack"):
        return ""
    kinds = {m.actor.kind for m in actors if 0 < course[1] - parse.token_at(m.end - 1) <= _JUST_BEFORE}
    if kinds & STATES:
        return "military_operation"
    return "attack" if "armed_group" in kinds else ""


def _fell_when(
    parse: Parse, trigger: Trigger, table: TypeTable, actors: Sequence[ActorMention], party_words: PartyWords
) -> str:
    """Return the type of what people fell in by the clause that says when ("were killed when jets bombed a house"), or ""."""
    group = parse.clauses[trigger.clause].group
    if group is None or not group.passive or any(parse.tokens[at].word == "by" for at in _behind(parse, trigger)):
        return ""
    for clause in parse.clauses:
        if clause.parent == trigger.clause and clause.opener in ("when", "as", "after") and clause.group is not None:
            if _is_mishap(parse, clause):
                return "other"
            told = clause_trigger(parse, clause, table)
            if told is None or told.type not in VIOLENCE or told.type == "clash":
                return ""
            if by_a_group(parse, told, actors):
                return "attack"
            return "military_operation" if by_a_state(parse, told, actors, party_words) else told.type
    return ""


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


def _is_mishap(parse: Parse, clause: Clause) -> bool:
    """Whether the words of a clause tell of an accident or of nature, and of nobody who does harm."""
    told = parse.own_words(clause)
    return not _MISHAPS.isdisjoint(told) and _BY_SOMEBODY.isdisjoint(told)


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


def _is_statistic(parse: Parse, trigger: Trigger, figures: Sequence[Figure], interval: Interval) -> bool:
    if (trigger.part == "noun" and _is_a_number_of(parse, trigger)) or _says_how_many(parse, trigger):
        return True
    if trigger.lemma in HARMS and _is_a_toll_of_a_stretch(parse, trigger, figures):
        return True
    days = interval.days
    if days is None or (days < _LONG and not (interval.bound == "since" and trigger.lemma in HARMS)):
        return False
    if trigger.lemma in _DEEDS and _is_numbered(parse, trigger):
        return True
    if trigger.lemma in _KEEPS_COUNT and _is_followed_by_a_number(parse, trigger.head):
        return True
    counted = [figure for figure in figures if figure.unit.split()[0] in _COUNTED if figure.unit]
    if not counted:
        return False
    if trigger.type != "statistic" and max(figure.value for figure in counted) < _FEWEST:
        return False
    if interval.precision == "month" and trigger.lemma in _ONE_BY_ONE and not _sums_up(parse, trigger):
        return False  # "killed 32 people last month": one deed, dated coarsely
    if trigger.type == "statistic" or any(figure.unit in ("attacks", "incidents") for figure in counted):
        return True
    group = parse.clauses[trigger.clause].group
    if trigger.lemma in _RECORDS or (group is not None and group.lemma in _RECORDS and group.lemma != "see"):
        return True
    if trigger.part == "light":  # "launched air strikes" tells of the strikes, not of their toll
        return False
    return trigger.type in ("attack", "clash", "military_operation") and not _one_event(parse, trigger)


def _is_a_toll_of_a_stretch(parse: Parse, trigger: Trigger, figures: Sequence[Figure]) -> bool:
    """Whether a number of people were hurt over a stretch that ends now ("have been killed in the past 24 hours")."""
    if trigger.part != "verb" or not any(figure.unit in _HURT and figure.value >= _FEWEST for figure in figures):
        return False
    clause = parse.clauses[trigger.clause]
    parts = (clause, *(c for c in parse.clauses if c.parent == clause.number and c.kind == "coordinate"))
    dates = (parse.tokens[at] for part in parts for at in parse.own_tokens(part) if parse.flags[at] & DATE)
    return any(_STRETCH.search(token.word) for token in dates)


def _says_how_many(parse: Parse, trigger: Trigger) -> bool:
    """Whether a clause only says how many there were ("there were 85 incidents that year")."""
    group = parse.clauses[trigger.clause].group
    if group is None or group.lemma not in _THERE:
        return False
    if all(token.word != "there" for token in parse.tokens[max(0, group.first - 1) : group.last + 1]):
        return False
    near = parse.tokens[group.last + 1 : group.last + 1 + _NEAR]
    return any(token.flags & NUMBER for token in near[:3]) and any(token.word in _INCIDENTS for token in near)


def _is_numbered(parse: Parse, trigger: Trigger) -> bool:
    """Whether a verb only says of what a number is ("the number of people killed in the past year")."""
    before = [token.word for token in parse.tokens[max(0, trigger.head - _NEAR) : trigger.head]]
    return "number" in before and "of" in before[before.index("number") :]


def _is_followed_by_a_number(parse: Parse, verb: int) -> bool:
    """Whether a verb's object is a number of something ("documented at least 62 civilian casualties")."""
    return any(token.flags & NUMBER and not token.flags & DATE for token in parse.tokens[verb + 1 : verb + 4])


def _is_a_number_of(parse: Parse, trigger: Trigger) -> bool:
    """Whether a noun only says of what a number is ("the overall number of rebel attacks"), not of what there were several."""
    at = trigger.first
    while (
        at > 0
        and parse.tokens[at - 1].flags & (ADJECTIVE | NOUN | NAME)
        and not parse.tokens[at - 1].flags & PREPOSITION
    ):
        at -= 1
    if at < _NUMBER_OF or parse.tokens[at - 1].word != "of" or parse.tokens[at - 2].word not in _NUMBERS:
        return False
    return "a" not in [token.word for token in parse.tokens[max(0, at - 4) : at - 2]]


def _sums_up(parse: Parse, trigger: Trigger) -> bool:
    """Whether a clause, or the noun that it tells more of, speaks of a sum or of many deeds."""
    clause = parse.clauses[trigger.clause]
    told = parse.tokens[max(0, clause.start - _NEAR) : clause.start] if clause.kind == "relative" else []
    if any(token.word in _ONE_DEED for token in told[-3:]):
        return False  # "a bombing that killed 32 people last month"
    return not _SUMS.isdisjoint(parse.own_words(clause)) or any(token.word in _SUMS for token in told)


def _one_event(parse: Parse, trigger: Trigger) -> bool:
    """Whether the clause tells of one attack and its toll ("a bomb killed eight"), not of a sum."""
    clause = parse.clauses[trigger.clause]
    told = [c for c in parse.clauses if c.parent == clause.number and c.opener in ("when", "as", "after")]
    for at in (at for each in (clause, *told) for at in parse.own_tokens(each)):
        token = parse.tokens[at]
        if token.word in (
            "attack",
            "bomb",
            "bombing",
            "blast",
            "explosion",
            "bomber",
            "ambush",
            "raid",
            "strike",
            "airstrike",
            "assault",
            "shooting",
            "massacre",
            "shootout",
            "suicide",
        ):
            return True
    return trigger.part == "noun"
