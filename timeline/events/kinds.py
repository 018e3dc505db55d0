"""The type of a happening once its participants, figures and period are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import (
    ADJECTIVE,
    DATE,
    DETERMINER,
    NAME,
    NOUN,
    NUMBER,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    words,
)
from timeline.events.announced import type_announced
from timeline.events.fighting import FIGHTERS, fell_in, is_fighting
from timeline.events.involved import PartyWords, is_people
from timeline.events.triggers import VIOLENCE, Trigger, type_in_its_clause
from timeline.events.types import TypeTable
from timeline.interval import Interval
from timeline.model import ActorMention, Figure

__all__ = ["kind_of"]

_STATES = frozenset(("government", "security_force"))
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
_HARMS = frozenset(("kill", "injure", "wound", "gun", "shoot"))
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
_DONE_BY = words(
    "carry launch stage mount conduct claim fire plant detonate plan orchestrate lead commit perpetrate execute"
)
"""Verbs behind whose "by" stands who did what they tell more of: "an attack carried out by X", no "a route used by X"."""
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
_CLOSE = 6
_THERE = frozenset(("be", "occur"))
_INCIDENTS = words(
    "incident incidents attack attacks death deaths casualty casualties fatality fatalities clashes killings violations cases"
)
_NUMBERS = words("number numbers frequency rate")
_NUMBER_OF = 2
"""Words of "number of"."""
_ONE_DEED = words("bombing attack blast explosion shooting raid ambush massacre strike airstrike assault")
_NOT_THE_DOER = words("in of on against at from with near to")
_ARTICLES = words("the a an its their another one two three four five several some senior")
_OF_A_GROUP = words("from of with")
"""Words between fighters and their group ("gunmen from X", "fighters with X")."""
_SUFFERS = words("suffer face endure see witness experience undergo withstand survive")
_OWN_OR_NONE = words(
    "it they he she we its their his her troops soldiers forces officers police warplanes jets aircraft"
)
_NO_SUBJECT = 2
"""Words up to which a clause that goes on from another has no subject of its own ("and then killed")."""
_BY_GROUPS = words(
    "attack strike shell shelling bombard bombardment pound hit fire barrage offensive rocket rockets missile missiles drone "
    "drones raid assault shells incursion onslaught launch siege besiege counterattack counter-attack salvo counteroffensive "
    "ambush"
)
_BEFORE_A_NAME = 6
_JUST_BEFORE = 3
"""Words within which the name of who does it stands before the noun ("a Houthi drone and missile attack")."""
_BY_STATES = words(
    "attack strike raid bomb bombing assault kill target hit fire killing wound injure shoot dead down destroy damage"
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
    if (trigger.type in VIOLENCE or trigger.lemma.startswith("die ")) and is_fighting(parse, trigger, table, actors):
        return "clash"
    if trigger.type in ("attack", "clash") and trigger.lemma.split()[0] in _HARMS and _fighters_fell(parse, trigger):
        return "attack" if _by_a_group(parse, trigger, actors) else "military_operation"
    if trigger.type == "attack" and trigger.lemma == "destroy" and _belonged_to_a_group(parse, trigger, actors):
        return "military_operation"
    if trigger.type == "statement":
        return type_announced(parse, trigger, table) or "statement"
    if trigger.type == "military_operation" and trigger.lemma in ("withdraw", "pull out"):
        return "other"  # as the withdrawal of troops is
    if trigger.type == "military_operation" and trigger.lemma.split()[-1] in _BY_GROUPS:
        return "attack" if _by_a_group(parse, trigger, actors) else trigger.type
    if trigger.type in VIOLENCE and (trigger.lemma in _HARMS or trigger.lemma in _RUINS):
        by = _whose_strike(parse, trigger, table, actors)
        if by:
            return by
    if trigger.type == "takeover" and trigger.lemma in _CAUGHT and _was_a_person(parse, trigger, actors):
        return "legal"
    suffered = trigger.lemma.startswith("die ")
    if (
        trigger.type == "attack"
        and not suffered
        and trigger.lemma.split()[-1] in _BY_STATES
        and _by_a_state(parse, trigger, actors, party_words)
    ):
        return "military_operation"
    return trigger.type


def _whose_strike(parse: Parse, trigger: Trigger, table: TypeTable, actors: Sequence[ActorMention]) -> str:
    """Return the type of the strike in which people fell by whose name stands before it ("killed in a Kenyan strike"), or ""."""
    course = fell_in(parse, trigger, table)
    if course is None or course[0] not in ("military_operation", "attack"):
        return ""
    kinds = {m.actor.kind for m in actors if 0 < course[1] - parse.token_at(m.end - 1) <= _JUST_BEFORE}
    if kinds & _STATES:
        return "military_operation"
    return "attack" if "armed_group" in kinds else ""


def _was_a_person(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    """Whether whoever was captured is somebody named: the subject of a passive verb, or right behind an active one."""
    group = parse.clauses[trigger.clause].group
    if group is None or trigger.part == "noun":
        return False
    subject = parse.clauses[trigger.clause].subject
    near = range(subject[0], group.first) if group.passive else range(group.last + 1, group.last + 2)
    return any(m.actor.kind == "person" and parse.token_at(m.start) in near for m in actors)


def _fighters_fell(parse: Parse, trigger: Trigger) -> bool:
    """Whether those killed are fighters or attackers and nobody else is named with them: then a force did it."""
    clause = parse.clauses[trigger.clause]
    group = clause.group
    if group is None:
        return False
    if group.passive or group.form == "en":
        before = (
            range(*clause.subject)
            if clause.subject[1] > clause.subject[0]
            else range(max(0, group.first - 4), group.first)
        )
        around = [parse.tokens[at].word for at in before]
    else:
        around = [token.word for token in parse.tokens[group.last + 1 : group.last + 7]]
        if any(parse.tokens[at].word in FIGHTERS for at in range(*clause.subject)):
            return False
    return any(word in FIGHTERS for word in around) and not any(word in _OTHERS or word in _LOYAL for word in around)


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
    days = interval.days
    if days is None or (days < _LONG and not (interval.bound == "since" and trigger.lemma in _HARMS)):
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


def _by_a_group(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    """Whether the doer is an armed group: named as such, or rebels or fighters for the subject."""
    if any(mention.actor.kind == "armed_group" for mention in _doers(parse, trigger, actors)):
        return True
    clause = parse.clauses[trigger.clause]
    if trigger.part == "noun" or clause.group is None or clause.group.passive:
        return False
    subject = parse.tokens[clause.subject[0] : min(clause.subject[1], clause.group.first)]
    return bool(subject) and subject[-1].word in FIGHTERS


def _by_a_state(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention], party_words: PartyWords) -> bool:
    """Whether the doer is a state or its forces."""
    return any(
        mention.actor.kind in _STATES and not is_people(parse, mention, party_words)
        for mention in _doers(parse, trigger, actors)
    )


def _doers(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield who does what a trigger tells: the subject, "by …", or the name before the noun."""
    clause = parse.clauses[trigger.clause]
    group = clause.group
    clauses = (clause.number, clause.parent) if _has_subject_above(parse, clause) else (clause.number,)
    met_with = group is not None and group.lemma in _SUFFERS
    suffered = group is None or group.passive or met_with or _goes_on_suffering(parse, clause, trigger)
    for mention in actors:
        at = parse.token_at(mention.start)
        if _is_home_of_a_group(parse, mention, actors):
            continue
        before = _word_before(parse, at)
        doer = _is_behind_by(parse, at) and _tells_the_doer(parse, parse.clauses[parse.clause_of[at]], clauses)
        if trigger.part == "noun" or (trigger.part == "light" and not (met_with and at < trigger.first)):
            doer = doer or 0 < trigger.head - parse.token_at(mention.end - 1) <= 3
        if trigger.part != "noun" and group is not None and not (suffered or group.form == "en"):
            own = parse.clause_of[at] in clauses
            doer = doer or (own and at < group.first and before not in _NOT_THE_DOER)
        if doer:
            yield mention


def _tells_the_doer(parse: Parse, by: Clause, clauses: Sequence[int | None]) -> bool:
    """Whether a clause in which "by" stands is that of the deed, or a participle that tells who carried it out."""
    return by.number in clauses or by.group is None or by.group.lemma in _DONE_BY


def _is_behind_by(parse: Parse, at: int) -> bool:
    """Whether "by" stands before a name, with no more between than what the name is ("by the Lebanese group Hezbollah")."""
    for step in range(at - 1, max(-1, at - _BEFORE_A_NAME), -1):
        if parse.tokens[step].word == "by":
            return True
        if not parse.flags[step] & (ADJECTIVE | NOUN | DETERMINER | PARTICIPLE) or parse.flags[step] & PREPOSITION:
            return False
    return False


def _goes_on_suffering(parse: Parse, clause: Clause, trigger: Trigger) -> bool:
    """Whether a verb without an auxiliary goes on from a passive one ("two were killed and six injured in an attack")."""
    above = parse.clauses[clause.parent].group if clause.parent is not None else None
    return clause.kind == "coordinate" and above is not None and above.passive and trigger.lemma in _HARMS


def _is_home_of_a_group(parse: Parse, mention: ActorMention, actors: Sequence[ActorMention]) -> bool:
    """Whether a country only says where the armed group behind it is at home ("Colombia's largest rebel group ELN")."""
    last = parse.token_at(mention.end - 1)
    for group in actors:
        at = parse.token_at(group.start)
        if group.actor.kind == "armed_group" and last < at <= last + _CLOSE:
            between = parse.tokens[last + 1 : at]
            return all(token.flags & (POSSESSIVE | ADJECTIVE | NOUN) for token in between)
    return False


def _word_before(parse: Parse, at: int) -> str:
    """Return the word before a name, past articles and numbers ("on a U.S. base", "according to two military officers").

    Before "gunmen from" a group it is the word before "gunmen".
    """
    while at > 0 and parse.tokens[at - 1].word in _ARTICLES:
        at -= 1
    if at > 1 and parse.tokens[at - 1].word in _OF_A_GROUP and parse.tokens[at - 2].word in FIGHTERS:
        return _word_before(parse, at - 2)
    return parse.tokens[at - 1].word if at else ""


def _has_subject_above(parse: Parse, clause: Clause) -> bool:
    """Whether who does what a clause tells stands in the clause above: it goes on from it, or only has a pronoun of its own."""
    if clause.group is None or clause.parent is None:
        return False
    if clause.kind in ("participle", "infinitive"):
        return True
    own = [token.word for token in parse.tokens[clause.subject[0] : clause.subject[1]] if token.word.isalpha()]
    if clause.kind == "relative":
        return clause.opener != "who"
    if clause.kind == "coordinate":
        return clause.group.first - clause.start <= _NO_SUBJECT
    return any(word in _OWN_OR_NONE for word in own)
