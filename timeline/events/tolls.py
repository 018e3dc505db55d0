"""Counts over a time, told as what happened: tolls, numbers of deeds, a deed as the third of its kind since a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.clauses import Parse
from timeline.clauses.forms import ADJECTIVE, DATE, NAME, NOUN, NUMBER, PREPOSITION, words
from timeline.events.doers import HARMS
from timeline.events.triggers import Trigger
from timeline.interval import Interval
from timeline.model import Figure

__all__ = ["is_statistic"]

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
_KEEPS_COUNT = words("document record register count verify log tally total number")
_THERE = frozenset(("be", "occur"))
_INCIDENTS = words(
    "incident incidents attack attacks death deaths casualty casualties fatality fatalities clashes killings violations cases"
)
_NUMBERS = words("number numbers frequency rate")
_NUMBER_OF = 2
"""Words of "number of"."""
_ONE_DEED = words("bombing attack blast explosion shooting raid ambush massacre strike airstrike assault")
_NEAR = 8
_TOLLS = HARMS | {"lose * life", "lose * lives", "claim * life", "claim * lives", "martyr"}
"""Verbs that tell what it cost, one by one or summed up."""
_NTH = words(
    "second third fourth fifth sixth seventh eighth ninth tenth 11th 12th 13th 14th 15th 16th 17th 18th 19th 20th"
)
_IN_A_SPAN = re.compile(
    r"^(?:since\b.*|so far\b.*|th(?:is|e) (?:week|month|year|season)|(?:in|within|over) .*"
    r"|.*\b(?:weeks|months|days|years|nights|hours)|.*\b(?:this|past|last) (?:week|month|year|decade))$"
)
_BESTS = words("deadliest bloodiest worst busiest hottest driest wettest quietest")
_TIMES = words(
    "year month week day quarter decade april may june july august september october november december january february march"
)
_FEW = words("one two three four")
_MOVES = words(
    "fall drop rise double triple treble quadruple halve decline increase soar surge climb jump plunge dip decrease shrink spike "
    "plummet skyrocket multiply dwindle"
)
_MANY_DEEDS = words(
    "attacks casualties deaths killings arrivals crossings incidents fatalities strikes drones missiles abductions kidnappings "
    "arrests executions returns bombings violations displacements asylum-seekers clashes raids murders prices exports imports "
    "number numbers"
)
_MANY_CROWDS = words("protests rallies demonstrations strikes marches riots sit-ins")
_EQUALS = words("be mark become represent")
_REACH = 9


def _is_one_of_two(parse: Parse, trigger: Trigger) -> bool:
    """Whether one of two deeds did it ("two bombings last year, the latter killing nine")."""
    before = [token.word for token in parse.tokens[max(0, trigger.first - 2) : trigger.first]]
    return before in (["the", "latter"], ["the", "former"])


def is_statistic(parse: Parse, trigger: Trigger, figures: Sequence[Figure], interval: Interval) -> bool:
    """Whether what a trigger tells is a count over a time, and no deed of its own."""
    if _is_one_of_two(parse, trigger):
        return False
    if (trigger.part == "noun" and _is_a_number_of(parse, trigger)) or _says_how_many(parse, trigger):
        return True
    if _goes_up_or_down(parse, trigger):
        return True
    if _is_the_nth(parse, trigger) or _is_the_worst_time(parse, trigger) or _is_of_a_number(parse, trigger):
        return True
    if trigger.lemma in _TOLLS and _is_a_toll_of_a_stretch(parse, trigger, figures):
        return True
    days = interval.days
    if days is None or (days < _LONG and not (interval.bound == "since" and trigger.lemma in _TOLLS)):
        return False
    if trigger.lemma in _DEEDS and _is_numbered(parse, trigger):
        return True
    if (trigger.lemma in _KEEPS_COUNT or trigger.lemma == "lose") and _is_followed_by_a_number(parse, trigger.head):
        return True
    if _is_what_was_counted(parse, trigger) or _says_how_many(parse, trigger, _MANY_DEEDS | _MANY_CROWDS):
        return True
    if trigger.lemma in _TOLLS - HARMS and _is_done_by_a_number(parse, trigger):
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


def _is_done_by_a_number(parse: Parse, trigger: Trigger) -> bool:
    """Whether a verb's subject is counted, and not one by one ("32 people have lost their lives")."""
    clause = parse.clauses[trigger.clause]
    subject = parse.tokens[clause.subject[0] : clause.subject[1]]
    return any(token.flags & NUMBER and token.word not in _FEW for token in subject)


def _goes_up_or_down(parse: Parse, trigger: Trigger) -> bool:
    """Whether a clause says that deeds grew more or fewer ("attacks fell by a third", "deaths doubled")."""
    group = parse.clauses[trigger.clause].group
    if group is None or group.lemma not in _MOVES or group.passive:
        return False
    subject = parse.clauses[trigger.clause].subject
    heads = [at for at in range(subject[0], min(subject[1], group.first)) if parse.tokens[at].word in _MANY_DEEDS]
    if not heads or (trigger.part == "noun" and trigger.head > group.first):
        return False
    before = [parse.tokens[at].word for at in range(subject[0], heads[0])]
    return "of" not in before or not _NUMBERS.isdisjoint(before)


def _is_the_nth(parse: Parse, trigger: Trigger) -> bool:
    """Whether a deed is told as the third of its kind in a span ("the third closure since May", "was the second this month")."""
    group = parse.clauses[trigger.clause].group
    if group is not None and group.lemma in _EQUALS and trigger.part != "noun":
        first, last = group.last + 1, min(group.last + 1 + _REACH, len(parse.tokens))
        nths = [at for at in range(first, last) if parse.tokens[at].word in _NTH]
        return bool(nths) and _is_in_a_span(parse, nths[0])
    nth = _nth_before(parse, trigger.first)
    return nth is not None and _is_in_a_span(parse, nth)


def _nth_before(parse: Parse, noun: int) -> int | None:
    """Return the ordinal of the phrase that stands with its article before a word, or None."""
    for at in range(noun - 1, max(0, noun - 6), -1):
        if parse.tokens[at].word in _NTH:
            return at if at and parse.tokens[at - 1].word in ("the", "its", "their", "a", "his", ",") else None
        if parse.flags[at] & PREPOSITION or parse.tokens[at].word == ",":
            return None
    return None


def _is_in_a_span(parse: Parse, nth: int) -> bool:
    """Whether a span in which there were so many follows an ordinal soon ("since …", "in two weeks", "this month")."""
    following = parse.tokens[nth + 1 : nth + 2 + _REACH]
    if following and following[0].word in (
        "round",
        "phase",
        "day",
        "floor",
        "division",
        "front",
        "term",
        "stage",
        "consecutive",
    ):
        return False
    for number, token in enumerate(following):
        before = following[number - 1].word if number else ""
        if token.word in (";", ".", ":"):
            return False
        if token.word == "since" or (before == "in" and token.word in ("as", "just")):
            return True
        if token.flags & DATE:
            return bool(_IN_A_SPAN.match(token.word))
    return False


def _is_the_worst_time(parse: Parse, trigger: Trigger) -> bool:
    """Whether a year or a month is said to have been the deadliest or the like ("April was the bloodiest month")."""
    clause = parse.clauses[trigger.clause]
    group = clause.group
    if group is None or group.lemma not in _EQUALS or trigger.part == "noun":
        return False
    behind = [token.word for token in parse.tokens[group.last + 1 : group.last + 1 + _REACH]]
    if _BESTS.isdisjoint(behind):
        return False
    subject = parse.tokens[clause.subject[0] : group.first]
    if not _TIMES.isdisjoint(behind[:4]):
        return True
    return bool(subject) and all(token.flags & DATE for token in subject)


def _is_of_a_number(parse: Parse, trigger: Trigger) -> bool:
    """Whether a participle only says of what a number is that something was brought to ("the number of captives freed")."""
    group = parse.clauses[trigger.clause].group
    if trigger.part != "verb" or group is None or group.form != "en":
        return False
    before = [token.word for token in parse.tokens[max(0, group.first - 5) : group.first]]
    return "number" in before and before[before.index("number") + 1 :][:1] == ["of"] and "a" not in before


def _is_a_toll_of_a_stretch(parse: Parse, trigger: Trigger, figures: Sequence[Figure]) -> bool:
    """Whether a number of people were hurt over a stretch that ends now ("have been killed in the past 24 hours")."""
    if trigger.part != "verb" or not any(figure.unit in _HURT and figure.value >= _FEWEST for figure in figures):
        return False
    clause = parse.clauses[trigger.clause]
    parts = (clause, *(c for c in parse.clauses if c.parent == clause.number and c.kind == "coordinate"))
    dates = (parse.tokens[at] for part in parts for at in parse.own_tokens(part) if parse.flags[at] & DATE)
    return any(_STRETCH.search(token.word) for token in dates)


def _is_what_was_counted(parse: Parse, trigger: Trigger) -> bool:
    """Whether a noun only says of what somebody kept count ("the police recorded 410 murders last year")."""
    group = parse.clauses[trigger.clause].group
    if trigger.part == "verb" or group is None or group.lemma not in _KEEPS_COUNT or group.passive:
        return False
    return trigger.head > group.last and _is_followed_by_a_number(parse, group.last)


def _says_how_many(parse: Parse, trigger: Trigger, counted: frozenset[str] = _INCIDENTS) -> bool:
    """Whether a clause only says how many there were ("there were 85 incidents that year")."""
    group = parse.clauses[trigger.clause].group
    if group is None or group.lemma not in _THERE:
        return False
    if all(token.word != "there" for token in parse.tokens[max(0, group.first - 1) : group.last + 1]):
        return False
    near = parse.tokens[group.last + 1 : group.last + 1 + _NEAR]
    return any(token.flags & NUMBER for token in near[:3]) and any(token.word in counted for token in near)


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
