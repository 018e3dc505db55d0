"""How a clause reports: in its own right, as just done, as the second verb of one happening, as what somebody tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from timeline.clauses import Clause
from timeline.clauses.forms import PREPOSITION, words
from timeline.events.dated import Dated
from timeline.events.named_again import is_quoted
from timeline.events.reading import Reading
from timeline.events.sharing import FURTHER
from timeline.events.triggers import Trigger, family

__all__ = [
    "BEGINS",
    "done_anew",
    "hangs_on_ing",
    "has_just_been",
    "is_backdrop",
    "is_just_reported",
    "is_quoted_as_just_done",
    "is_reported_beside_dates",
    "is_second_verb",
    "is_told",
    "is_told_by_a_side",
    "is_worth_keeping",
    "opens_with_news",
    "repeats_harm",
    "stands_alone",
    "sums_up",
    "takes_a_stand",
    "tells_the_public",
]

BEGINS = words("begin start resume continue keep stop cease halt")
"""Verbs whose participle is what is done ("begins deporting")."""
_ONLY_TELLS = words(
    "say tell add report note believe describe call confirm explain quote remark comment write tweet post show point indicate "
    "identify decline speak address argue suggest underline estimate reveal caution"
)
"""Verbs that only hand on what somebody tells."""
_ANEW = words("again another new fresh further second third")
_APART = words("after following earlier later previously once before since")
_STANDS = words("announce reject blame accuse decry deplore dismiss rebuff denounce condemn")
"""Verbs with which somebody takes a stand, as is news wherever in the report it is told."""
_TELL = words("say tell report confirm announce add state reveal disclose inform")
_SIDES_SAY = words("say claim report announce state declare boast maintain insist add confirm")
_SIDES = words(
    "group rebels men fighters forces troops soldiers militants jets aircraft warplanes gunmen mujahideen army bombers drones "
    "unit units planes helicopters artillery navy commandos"
)
_SIDES_OF = words("its their his the")
"""Words with which one side of a fight tells of itself ("its fighters had killed …")."""
_OTHER_TIMES = words("earlier previously once since formerly originally initially when while before after period far")
"""Words that put what is quoted into a time that the day's news is not of."""
_MANY = words("numerous many every several countless multiple various dozens hundreds thousands")
_NOBODY = words("no none nobody neither few most many")
_CLAIMS = words("claim appear seem say profess")
_REPORTED = words("say report believe think know understand allege fear")
"""Verbs with which a report tells in the present that something is held to have been done."""
_FIGURES = words("hang head lead cite go grow rise fall run threaten seek hope demand wait make come look try prepare")
"""Verbs that in the present progressive tell of no deed of the day ("hangs in the balance", "is heading for talks")."""
_UNDERGOES = words(
    "see witness face suffer experience remain stay become spark be coincide mark highlight underline underscore"
)
_PUBLIC = words("reporters journalists parliament lawmakers mps senators legislators deputies")
_BEHIND = 7
"""Words behind "told" within which stands whom."""
_OF_LONG = words(
    "since consistently repeatedly always long often ever never regularly increasingly years months decades recent far already "
    "previously again frequently historically traditionally largely generally steadily gradually recently until"
)
"""Words with which the present perfect tells of more than what has just been done."""
_LASTS = words("war wars conflict conflicts insurgency occupation drought famine crisis pandemic blockade unrest")
"""What goes on for long, so that nothing that it has done need be of the day of the news."""
_HARMS = frozenset(("wound", "injure"))
_A_SUM = 500
"""So many people are killed, hurt or driven out in the course of a war, not in what a report tells as news of one day."""


def stands_alone(reading: Reading, clause: Clause) -> bool:
    """Whether a clause reports in its own right: the main one, what is said in it, or a verb that goes on from a deed."""
    above = reading.parse.clauses[clause.parent] if clause.parent is not None else None
    if clause.kind == "main":
        return True
    if above is None or above.group is None:
        return False
    if clause.kind == "subordinate":  # "they were asleep in a school when it was hit"
        return clause.opener == "when" and is_backdrop(reading, above)
    if clause.kind not in ("coordinate", "complement"):
        return False
    if clause.kind == "complement":
        return above.kind in ("main", "coordinate")
    return above.group.done and not above.group.perfect and not above.group.progressive


def is_backdrop(reading: Reading, clause: Clause) -> bool:
    """Whether a clause only says what was going on when something was done."""
    group = clause.group
    if group is None or not group.past or not (group.progressive or group.lemma == "be"):
        return False
    return any(other.parent == clause.number and other.opener == "when" for other in reading.parse.clauses)


def is_second_verb(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a verb only goes on with the verb before it, which tells the same ("shot and killed")."""
    if clause.kind != "coordinate" or clause.parent is None or clause.group is None:
        return False
    above = reading.found.of_clause.get(clause.parent)
    return above is not None and family(above.type) == family(trigger.type) and clause.group.first - clause.start <= 1


def has_just_been(reading: Reading, clause: Clause) -> bool:
    """Whether a sentence without any date says that something has been done ("the council has approved a plan")."""
    group = clause.group
    if group is None or reading.dates or not group.perfect or group.past or group.modal or group.negated:
        return False
    if _is_done_by_what_lasts(reading, clause):
        return False
    return stands_alone(reading, clause) and not is_quoted(reading) and not group.progressive


def is_quoted_as_just_done(reading: Reading, clause: Clause) -> bool:
    """Whether somebody's own words, without any date, say that something has been done ("“They have opened fire,” he said")."""
    group = clause.group
    if group is None or clause.kind not in ("main", "coordinate") or reading.dates or not is_quoted(reading):
        return False
    if not group.perfect or group.past or group.modal or group.negated or group.progressive:
        return False
    told = {token.word for token in reading.parse.tokens}
    subject = [token.word for token in reading.parse.tokens[clause.subject[0] : clause.subject[1]]]
    if "i" in subject:
        return False  # "I have been thrown out of a war" is how one lived through it
    return group.lemma != "be" and told.isdisjoint(_MANY) and told.isdisjoint(_OF_LONG - {"already", "again"})


def is_told(reading: Reading) -> bool:
    """Whether a sentence says who tells what it reports."""
    parse = reading.parse
    return any(
        trigger.type == "statement" and group is not None and group.finite
        for number, trigger in reading.found.of_clause.items()
        for group in (parse.clauses[number].group,)
    )


def opens_with_news(reading: Reading, clause: Clause, trigger: Trigger, *, names_only: bool = False) -> bool:
    """Whether a main clause says that something has just been done, all dates of its sentence being those of other clauses.

    ``names_only`` says that the dates of the clause itself date what its nouns name ("over the 2013 attack").
    """
    above = reading.parse.clauses[clause.parent] if clause.parent is not None else None
    if clause.kind == "participle" and above is not None and above.group is not None and above.group.lemma in BEGINS:
        clause = above  # "has begun leaving"
    is_claimed = above is not None and _is_claimed_as_done(clause, above)
    if is_claimed and above is not None:
        clause = above  # "claim to have taken the port"
    group = clause.group
    if group is None or clause.kind != "main" or trigger.part == "noun" or is_quoted(reading):
        return False
    if trigger.type == "statistic" or group.lemma in _UNDERGOES or _is_done_by_what_lasts(reading, clause):
        return False
    if (family(trigger.type) == "violence" or trigger.type == "displacement") and sums_up(reading, clause):
        return False
    just_done = is_claimed or group.perfect or (group.progressive and group.finite and group.lemma not in _FIGURES)
    if not just_done or (group.perfect and group.progressive) or group.past or group.modal or group.negated:
        return False
    tokens, own = reading.parse.tokens, reading.parse.own_tokens(clause)
    if tokens[clause.subject[0]].word in _NOBODY or (not names_only and _has_a_day(reading, own)):
        return False
    return _OF_LONG.isdisjoint([tokens[at].word for at in own])


def _is_done_by_what_lasts(reading: Reading, clause: Clause) -> bool:
    """Whether the subject of a clause is a war or the like: what that has done was done in the course of years."""
    tokens = reading.parse.tokens
    before = takewhile(lambda token: not token.flags & PREPOSITION, tokens[slice(*clause.subject)])
    said = [token.word for token in before if token.word.isalpha()]
    return bool(said) and said[-1] in _LASTS


def _is_claimed_as_done(clause: Clause, above: Clause) -> bool:
    """Whether somebody claims to have done, or is said to have done, what an infinitive tells ("claim to have taken …")."""
    group, claims = clause.group, above.group
    if clause.kind != "infinitive" or group is None or not group.perfect or claims is None or not claims.finite:
        return False
    return not claims.past and claims.lemma in (_REPORTED if claims.passive else _CLAIMS)


def _has_a_day(reading: Reading, own: Sequence[int]) -> bool:
    """Whether a date that is more than a length of time stands among some words ("a two-day summit" has none)."""
    days = [mention for mention in reading.dates if mention.timex_type != "DURATION"]
    return any(reading.parse.token_at(mention.start) in own for mention in days)


def is_just_reported(reading: Reading, clause: Clause) -> bool:
    """Whether somebody is quoted without any date as telling that something was done ("she said three men had been held")."""
    if reading.dates:
        return False
    return _is_told_as_done(reading, clause)


def is_reported_beside_dates(reading: Reading, clause: Clause) -> bool:
    """Whether a body is quoted as telling what it had done, all dates of the sentence being those of other clauses.

    "Police said they had found a grave near the town, which was retaken on Saturday".
    """
    group = clause.group
    if group is None or not (group.past and group.perfect) or not reading.dates or clause.parent is None:
        return False
    parse = reading.parse
    subject = [token.word for token in parse.tokens[slice(*clause.subject)]]
    if subject[-1:] not in (["it"], ["they"]):
        return False  # "he said he had been held": how one lived through another time
    own = {*parse.own_tokens(clause), *parse.own_tokens(parse.clauses[clause.parent])}
    if any(parse.token_at(mention.start) in own for mention in reading.dates) or is_quoted(reading):
        return False
    return _is_told_as_done(reading, clause)


def _is_told_as_done(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is what somebody told had been done, in words of no other time."""
    if clause.kind != "complement" or clause.parent is None or clause.group is None:
        return False
    above, own = reading.parse.clauses[clause.parent], reading.found.of_clause.get(clause.parent)
    told = above.group is not None and above.group.done and not above.group.negated
    if not told or own is None or own.lemma not in _TELL or clause.group.negated or not clause.group.past:
        return False
    return _OTHER_TIMES.isdisjoint([token.word for token in reading.parse.tokens])


def is_told_by_a_side(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether one side tells what it did in the violence of the report ("The group said its men had killed nine soldiers")."""
    group = clause.group
    if clause.kind != "complement" or clause.parent is None or group is None or not group.past or reading.dates:
        return False
    own, above = reading.found.of_clause.get(clause.parent), reading.parse.clauses[clause.parent]
    said = above.group is not None and above.group.done and own is not None and own.lemma in _SIDES_SAY
    if not said or trigger.part == "noun" or group.passive:
        return False
    begin, end = clause.subject
    subject = [token.word for token in reading.parse.tokens[begin:end]]
    itself = not _SIDES.isdisjoint(subject) and not _SIDES_OF.isdisjoint(subject)
    told = [token.word for token in reading.parse.tokens]
    return (
        (itself or subject[-1:] in (["it"], ["they"])) and _OTHER_TIMES.isdisjoint(told) and _OF_LONG.isdisjoint(told)
    )


def done_anew(told: Dated) -> Trigger | None:
    """Return the deed of a sentence that was done again where a relative clause dates an earlier one.

    "Jets struck again in the valley where a commander was killed yesterday": the jets' strike is the news.
    """
    reading, parse = told.reading, told.reading.parse
    clause = parse.clauses[told.trigger.clause]
    if clause.kind != "relative" or any(pairing.trigger.clause != clause.number for pairing in reading.pairs):
        return None
    for number, trigger in reading.found.of_clause.items():
        main, group = parse.clauses[number], parse.clauses[number].group
        if main.kind != "main" or group is None or not group.past or group.perfect or trigger.part == "noun":
            continue
        if family(trigger.type) == family(told.trigger.type) and not _ANEW.isdisjoint(parse.own_words(main)):
            return trigger
    return None


def takes_a_stand(reading: Reading, clause: Clause, trigger: Trigger, *, in_lead: bool) -> bool:
    """Whether a sentence without any date tells that somebody rejects, vows, accuses …, not only that somebody said something."""
    if trigger.type != "statement" or trigger.part == "noun" or reading.dates:
        return False
    if clause.group is None or clause.group.perfect or clause.kind not in ("main", "coordinate"):
        return False
    if not _APART.isdisjoint([token.word for token in reading.parse.tokens]):
        return False
    told = reading.found.of_clause.items()
    if any(number < clause.number and other.type == "statement" for number, other in told):
        return False
    lemma = trigger.lemma.split()[0]
    return (lemma in _STANDS and not clause.group.passive) or (in_lead and lemma not in _ONLY_TELLS)


def tells_the_public(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a sentence without any date says that somebody told the press or a parliament ("told a news conference")."""
    group = clause.group
    if trigger.lemma != "tell" or reading.dates or group is None or clause.kind != "main":
        return False
    if not group.past or group.perfect or group.passive or group.modal or group.negated:
        return False
    tokens = reading.parse.tokens
    if not _APART.isdisjoint(token.word for token in tokens):
        return False
    behind = [token.word for token in tokens[group.last + 1 : group.last + _BEHIND]]
    held = any(one in ("news", "press") and other in ("conference", "briefing") for one, other in pairwise(behind))
    return held or not _PUBLIC.isdisjoint(behind[:2])


def sums_up(reading: Reading, clause: Clause) -> bool:
    """Whether a clause says what has come of it all so far ("more than 1,800 people have been killed")."""
    group = clause.group
    above = (
        reading.parse.clauses[clause.parent].group
        if clause.kind == "coordinate" and clause.parent is not None
        else None
    )
    goes_on = (
        above is not None and above.perfect and not above.past
    )  # "has killed tens of thousands, uprooted 13 million"
    if group is None or not (group.perfect or goes_on):
        return False
    start, end = reading.parse.span(clause.start, max(clause.start, clause.end - 1))
    return any(start <= figure.start < end and figure.value >= _A_SUM for figure in reading.figures)


def repeats_harm(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a verb only gives the wounded of what the verb before it gave the dead of ("five were killed and nine wounded")."""
    if trigger.lemma not in _HARMS or clause.parent is None:
        return False
    if not reading.parse.own_words(clause).isdisjoint(FURTHER):
        return False
    above = reading.found.of_clause.get(clause.parent)
    return above is not None and family(above.type) == "violence"


def is_worth_keeping(clause: Clause) -> bool:
    """Whether a happening without any date is plainly told as done, so that its row is kept undated."""
    group = clause.group
    return (
        group is not None
        and group.finite
        and not group.modal
        and clause.kind in ("main", "coordinate")
        and (group.past or group.perfect)
    )


def hangs_on_ing(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is only what a participle before it tells ("saying families were taken away")."""
    above = reading.parse.clauses[clause.number - 1].group if clause.number else None
    return above is not None and above.form == "ing"
