"""Which happening of a sentence each of its dates belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from timeline.clauses import Clause, Parse, Token
from timeline.clauses.forms import (
    ADJECTIVE,
    AUXILIARY,
    COMMA,
    COORDINATOR,
    DATE,
    DETERMINER,
    NAME,
    NOUN,
    PHRASE,
    POSSESSIVE,
    PREPOSITION,
    QUOTE,
    STOP,
    TO,
    words,
)
from timeline.events.ahead import settle_by_then
from timeline.events.answered import is_answered, what_was_answered
from timeline.events.comparing import count_before, goes_on_listing, only_compares, without_doubles
from timeline.events.counted import settle_beginnings, settle_nights, settle_order, settle_periods
from timeline.events.date_owner import clause_of_date
from timeline.events.named_by_day import names_a_thing
from timeline.events.neutral_verbs import (
    agreed_to,
    aimed_at,
    goes_on_being,
    is_curfew,
    is_what_began,
    on_the_way,
    remembered,
    set_apart,
    typed_above,
    typed_below,
    what_is_done,
)
from timeline.events.not_then import cannot_be_then
from timeline.events.only_named import is_of_a_thing, is_of_an_office, opens_aside
from timeline.events.paired import QUALIFIES, Pairing
from timeline.events.put_off import put_off_to
from timeline.events.qualifying_years import only_qualifies
from timeline.events.several_verbs import first_of_several
from timeline.events.sharing import share
from timeline.events.triggers import SEEN, Found, Trigger
from timeline.events.types import TypeTable
from timeline.model import DateMention

__all__ = ["Pairing", "pair"]

_TEMPORAL = words("in on at since from until till by during before after between through throughout over for as")
_CIRCUMSTANCE = words("under following after before since amid despite ahead over because without until")
"""Prepositions before what a deed stands in a relation to, and which is not the deed."""
_COUNTED_FROM = frozenset(("after", "before"))
_TIED = words("since after before following until amid despite")
_FOR = words("for over of from against about")
"""… and in the words of headlines before a year and what was done in it."""
_NO_DEED = words("be have lack remain seem stand exist belong")
"""Verbs that tell of no deed, so that an hour beside them dates nothing."""
_BEGINS = words("starting beginning opening")
"""Participles that tell no more of a noun than its beginning ("took it after starting its assault on Friday")."""
_TO_RELATIVE, _TO_PARTICIPLE = 8, 11
"""Words from a noun to the clause that tells more of it."""
_LENGTHS = ("hour", "hours", "minutes", "days", "weeks", "months", "years", "decades", "long")
_LONG = ("-hour", "-day", "-week", "-month", "-year")
_EARLIER = re.compile(r"\bearlier\b.*\bday\b", re.IGNORECASE)
"""Words of a date on which the deed that answers it was done too."""
_NEXT_TO = 4
"""Words within which what a verb is about follows it."""


def pair(
    parse: Parse, found: Found, dates: Sequence[DateMention], table: TypeTable, published: date | None = None
) -> list[Pairing]:
    """Return the happenings of a sentence that its dates date, in the order of the text."""
    pairs: list[Pairing] = []
    for mention in dates:
        at = parse.token_at(mention.start)
        hours = mention.timex_type == "TIME" or parse.tokens[at].word == "overnight"
        if only_compares(parse, at) or (hours and is_curfew(parse, at)) or only_qualifies(parse, found, mention, at):
            continue
        if goes_on_listing(parse, at, mention, pairs):
            continue
        pairs.extend(
            _of_the_other(parse, found, pairing, pairs, at)
            for pairing in _attach(parse, found, at, mention, table, published)
            if not _is_told_after(parse, pairing, published)
            if not (mention.timex_type == "TIME" and pairing.trigger.is_neutral and pairing.trigger.lemma in _NO_DEED)
        )
    settle_beginnings(parse, pairs)
    settle_periods(parse, pairs, published)
    settle_order(parse, pairs)
    settle_nights(pairs)
    settle_by_then(parse, pairs, published)
    pairs.extend(put_off_to(parse, found, pairs, dates))
    share(parse, found, pairs, published)
    return without_doubles(pairs)


def _of_the_other(parse: Parse, found: Found, pairing: Pairing, pairs: Sequence[Pairing], at: int) -> Pairing:
    """Return a pairing with the noun before its date where its verb has another day ("fired on Monday over raids on Sunday")."""
    trigger = pairing.trigger
    known = [one for one in pairs if one.trigger.head == trigger.head and one.interval.is_known]
    if not known or trigger.part == "noun" or pairing.mention.timex_type == "TIME":
        return pairing
    if any(one.interval.contains(pairing.interval) or pairing.interval.contains(one.interval) for one in known):
        return pairing
    noun = _noun_before(parse, found, at, parse.clauses[trigger.clause])
    if (
        noun is None
        or noun.head == trigger.head
        or noun.type in ("statement", "other")
        or noun.head < known[-1].trigger.last
    ):
        return pairing
    return replace(pairing, trigger=noun, how="the date stands in the noun's phrase", sure=0.7)


def _is_told_after(parse: Parse, pairing: Pairing, published: date | None) -> bool:
    """Whether "six days later" would lie after the article though its verb is of the past: it is counted from a day not known."""
    mention, group = pairing.mention, parse.clauses[pairing.trigger.clause].group
    if published is None or mention.first is None or mention.first <= published or group is None:
        return False
    return mention.text.lower().endswith(" later") and group.past and not group.modal


def _attach(
    parse: Parse, found: Found, at: int, mention: DateMention, table: TypeTable, published: date | None
) -> list[Pairing]:
    count = count_before(parse, at)
    if count is not None:
        grown = Trigger(*count, count[0], parse.clause_of[count[0]], "noun", "statistic", parse.tokens[count[0]].word)
        return [Pairing(grown, mention, mention.interval, "the count of that date, to compare with", 0.8)]
    is_counted = not _COUNTED_FROM.isdisjoint(mention.text.lower().split())  # "two days after Monday's blast, he came"
    noun = _noun_after(parse, found, at) if found.nouns and not is_counted else None
    if noun is not None:
        return [Pairing(noun, mention, mention.interval, QUALIFIES, 0.9)]
    answered = what_was_answered(parse, at)
    if answered is not None:
        return [Pairing(answered, mention, mention.interval, QUALIFIES, 0.8)]
    if names_a_thing(parse, found, at):
        return []
    clause = clause_of_date(parse, found, at)
    trigger = found.of_clause.get(clause.number)
    noun = _noun_before(parse, found, at, clause) if found.nouns else None
    if noun is None and is_of_a_thing(parse, at):
        return []
    if noun is not None and trigger is not None and trigger.is_neutral:
        noun = what_is_done(parse, found, noun, clause)
    if noun is not None and (
        _noun_wins(parse, noun, trigger, clause, at, table) or _only_noun_can(clause, mention, published)
    ):
        told = [Pairing(noun, mention, mention.interval, "the date stands in the noun's phrase", 0.85)]
        if (
            trigger is not None
            and not trigger.is_neutral
            and is_answered(parse, noun)
            and _EARLIER.search(mention.text)
        ):
            told.append(Pairing(trigger, mention, mention.interval, "it came later that day", 0.7))
        return told
    if trigger is None:
        return []
    agreed = agreed_to(parse, found, clause, mention, published)
    if agreed is not None:
        return [Pairing(agreed, mention, mention.interval, "what was agreed on is told with its day", 0.7)]
    apart = set_apart(parse, found, trigger, clause, at) if mention.interval.is_known else None
    chosen, how = apart or _climb(parse, found, trigger, clause, at, table)
    chosen = remembered(found, chosen, mention, published)
    if cannot_be_then(parse, parse.clauses[chosen.clause], chosen, mention, at, published):
        return []
    return [
        Pairing(chosen, mention, mention.interval, how, 0.85 if chosen is trigger and not trigger.is_neutral else 0.6)
    ]


def _starts_temporal(parse: Parse, at: int) -> bool:
    token = parse.tokens[at]
    if token.word.split()[0] in _TEMPORAL:
        return True
    return at > 0 and parse.tokens[at - 1].word in _TEMPORAL


def _noun_after(parse: Parse, found: Found, at: int) -> Trigger | None:
    """Return the noun that a date qualifies from before: "the August 2021 takeover", "Friday's attacks"."""
    tokens = parse.tokens
    possessive = (at + 1 < len(tokens) and bool(tokens[at + 1].flags & POSSESSIVE)) or tokens[at].word.endswith(
        ("'s", "’s")
    )
    if _starts_temporal(parse, at) and not possessive and not (at and tokens[at - 1].flags & DETERMINER):
        return _noun_without_article(parse, found, at)
    last = at
    named = bool(at and tokens[at - 1].flags & (DETERMINER | POSSESSIVE))
    first = (
        at + 1 + (named and tokens[at + 1 : at + 2] != [] and tokens[at + 1].word == ",")
    )  # "the Sept. 11, 2001, attacks"
    for step in range(first, min(first + 6, len(tokens))):
        flags = tokens[step].flags
        if flags & (COMMA | STOP | DATE | DETERMINER | TO | QUOTE) and not flags & NOUN:
            break
        group = parse.clauses[parse.clause_of[step]].group
        if flags & (PREPOSITION | AUXILIARY | COORDINATOR) or (
            group is not None and group.head == step and group.finite
        ):
            break
        last = step
    inside = [noun for noun in found.nouns if at < noun.head <= last]
    return inside[-1] if inside else None


def _noun_without_article(parse: Parse, found: Found, at: int) -> Trigger | None:
    """Return the noun right behind a date in headlines: "vows revenge after July 7 attack", "held over 1982 killing"."""
    opener = parse.tokens[at - 1].word if at else ""
    if opener not in _TIED and not (opener in _FOR and parse.tokens[at].word.isdigit()):
        return None
    of_two = at + 1 < len(parse.tokens) and parse.tokens[at + 1].flags & (NOUN | ADJECTIVE)  # "suicide bombing"
    return next((noun for noun in found.nouns if at < noun.head <= at + 1 + bool(of_two)), None)


def _noun_before(parse: Parse, found: Found, at: int, clause: Clause) -> Trigger | None:
    """Return the nearest noun before a date that names a happening, with nothing but its own phrase between."""
    best = None
    first = at - 1 if at and parse.flags[at - 1] & PREPOSITION else at
    aside = opens_aside(parse, first)
    for step in range((at if aside is None else aside) - 1, -1, -1):
        token = parse.tokens[step]
        flags = token.flags
        if parse.clause_of[step] != clause.number and not (flags & PREPOSITION):
            break
        noun = next((noun for noun in found.nouns if noun.head == step), None)
        if noun is not None and not is_of_an_office(parse, noun):
            best = noun
            break
        if clause.group is not None and clause.group.first <= step <= clause.group.last:
            break
        if flags & (STOP | COMMA) or (flags & (AUXILIARY | TO) and not flags & PREPOSITION):
            break
    return best


def _noun_wins(parse: Parse, noun: Trigger, trigger: Trigger | None, clause: Clause, at: int, table: TypeTable) -> bool:
    """Whether a date after a noun dates the noun and not its clause's verb."""
    if trigger is None or trigger.is_neutral:
        return True
    if trigger.head == noun.head:
        return False
    if [token.word for token in parse.tokens[noun.head + 1 : at]] in (["of"], ["of", "the"]):
        return True  # "was acquitted of crimes in the war of the 1990s"
    if _goes_on_behind(parse, noun, at):
        return True
    group = clause.group
    if group is None or _opener(parse, noun) in _TIED or is_what_began(parse, noun) or is_answered(parse, noun):
        return True
    if noun.head < group.first:  # "the attack on Monday killed 12"
        return not (at > group.last)
    if any(_is_day(token) for token in parse.tokens[group.last + 1 : noun.first]):
        return True  # "was held on Monday over the killing of a judge last month"
    if trigger.type == "statement":
        return noun.type not in ("statement", "other") and at - noun.head <= 16
    return False


def _is_day(token: Token) -> bool:
    """Whether a date is a day or a month, no length of time ("a 72-hour curfew", "after three years")."""
    return bool(token.flags & DATE) and "-" not in token.word and not token.word.endswith(_LENGTHS)


def _goes_on_behind(parse: Parse, noun: Trigger, at: int) -> bool:
    """Whether a noun's phrase goes on behind a date right after the noun ("the abduction in 2016 of a priest")."""
    between = parse.tokens[noun.last + 1 : at]
    behind = parse.tokens[at + 1].word if at + 1 < len(parse.tokens) else ""
    return behind == "of" and len(between) <= 1 and all(token.word in _TEMPORAL for token in between)


def _only_noun_can(clause: Clause, mention: DateMention, published: date | None) -> bool:
    """Whether a day to come stands with a verb of the past ("was barred from the summit next month")."""
    group = clause.group
    if group is None or published is None or mention.first is None or mention.first <= published:
        return False
    return (group.past or group.perfect) and not group.modal


def _is_circumstance(parse: Parse, noun: Trigger, clause: Clause) -> bool:
    """Whether a noun only says in what relation a deed stands ("sent back under a deal"), not what was done."""
    opens_clause = parse.tokens[clause.start].word == _opener(parse, noun) and noun.first - clause.start <= 6
    behind = [token.word for token in parse.tokens[max(0, noun.first - _NEXT_TO) : noun.first]]
    so_long = any(word.endswith(_LONG) for word in behind) and not _CIRCUMSTANCE.isdisjoint(
        behind
    )  # "after a two-day siege"
    return so_long or (_opener(parse, noun) in _CIRCUMSTANCE and not opens_clause)


def _has_own_date(parse: Parse, noun: Trigger, clause: Clause, at: int) -> bool:
    """Whether a noun has another date behind it ("Elda, scene of a siege in 2004, fell on Monday", "… until the war in 2016")."""
    tokens, step = parse.tokens, noun.last + 1
    if step < len(tokens) and tokens[step].flags & PREPOSITION:
        step += 1
    if clause.group is None or step == at or step >= len(tokens) or not _is_day(tokens[step]):
        return False
    behind = tokens[step + 1] if step + 1 < len(tokens) else None
    of_next = tokens[step].word.endswith(("'s", "’s")) or (behind is not None and bool(behind.flags & POSSESSIVE))
    return not of_next  # "the inquiry into Tuesday's shooting"


def _opener(parse: Parse, noun: Trigger) -> str:
    """Return the preposition before a noun's phrase, or nothing."""
    for step in range(noun.first - 1, max(-1, noun.first - 6), -1):
        token = parse.tokens[step]
        if token.word in _BEGINS:
            continue
        if token.flags & PREPOSITION:
            return token.word
        if not token.flags & PHRASE:
            return ""
    return ""


def _climb(
    parse: Parse, found: Found, trigger: Trigger, clause: Clause, at: int, table: TypeTable
) -> tuple[Trigger, str]:
    """Return the happening that a neutral verb's date really dates: a noun of the clause, what it depends on, or itself."""
    befell = on_the_way(parse, found, trigger, clause)
    if befell is not None:
        return befell, "the date stands in the clause about whom it befell"
    noticed = _only_noticed(parse, found, trigger, clause)
    if noticed is not None:
        return noticed, "the date stands in the clause about the noun"
    if not trigger.is_neutral:
        first = first_of_several(parse, found, trigger, clause, at)
        return first or trigger, "the date stands in its clause"
    upper = parse.clauses[clause.parent] if clause.parent is not None else clause
    told = found.of_clause.get(upper.number)
    if clause.kind == "infinitive" and upper.kind == "relative" and told is not None and told.is_neutral:
        clause = upper  # "a transition that is supposed to begin in May"
    tells_more = clause.kind == "relative" and clause.opener != "whose"  # "Smith, whose term ends in May"
    if clause.start > 0 and (tells_more or _qualifies_a_noun(parse, clause)):
        for noun in reversed(found.nouns):
            if (
                noun.head < clause.start
                and clause.start - noun.head <= (_TO_RELATIVE if clause.kind == "relative" else _TO_PARTICIPLE)
                and parse.clause_of[noun.head] in _ancestors(parse, clause)
            ):
                return noun, "the date stands in the clause about the noun"
    going = goes_on_being(parse, found, clause, table)
    if going is not None:
        return going, "the date stands in the clause about it"
    above = typed_above(parse, found, clause, at)
    if above is not None:
        first = first_of_several(parse, found, above, parse.clauses[above.clause], at)
        return first or above, "the date stands in a phrase of its clause"
    inside = [
        noun
        for noun in found.nouns
        if noun.clause == clause.number
        and not _is_circumstance(parse, noun, clause)
        and not _has_own_date(parse, noun, clause, at)
    ]
    if inside:
        nearest = min(inside, key=lambda noun: abs(noun.head - at) + (0 if noun.type != "statement" else 5))
        return nearest, "the date stands in its clause"
    subject = _what_happens(parse, found, clause, table)
    return subject or aimed_at(parse, found, clause) or typed_below(
        parse, found, clause
    ) or trigger, "the date stands in its clause"


def _only_noticed(parse: Parse, found: Found, trigger: Trigger, clause: Clause) -> Trigger | None:
    """Return the noun of which a clause only says when it was noticed ("the attack, which was reported on Sunday")."""
    group = clause.group
    if group is None or trigger.lemma not in SEEN or clause.kind not in ("relative", "participle"):
        return None
    if not (group.passive or group.form == "en"):
        return None
    before = [noun for noun in found.nouns if 0 < clause.start - noun.head <= _NEXT_TO and noun.type != "statement"]
    return before[-1] if before else None


def _qualifies_a_noun(parse: Parse, clause: Clause) -> bool:
    """Whether a participle tells more of the noun right before it ("the talks scheduled for May", "the vote, set for May, …")."""
    if clause.kind != "participle" or clause.group is None or clause.group.form != "en":
        return False
    if not parse.flags[clause.start - 1] & COMMA:
        return True
    above = parse.clauses[clause.parent].group if clause.parent is not None else None
    breaks_in = above is not None and above.finite and clause.group.last < above.first
    return breaks_in and clause.start > 1 and bool(parse.flags[clause.start - 2] & (NOUN | NAME))


def _what_happens(parse: Parse, found: Found, clause: Clause, table: TypeTable) -> Trigger | None:
    """Return the subject above of a verb that only says that something happens ("the talks were due to take place in May")."""
    group = clause.group
    if group is None or clause.parent is None or clause.kind not in ("infinitive", "complement", "coordinate"):
        return None
    following = parse.tokens[group.last + 1].word if group.last + 1 < len(parse.tokens) else ""
    happens = group.lemma in table.happen or group.passive or (group.lemma == "take" and following == "place")
    above = parse.clauses[clause.parent]
    own = found.of_clause.get(above.number)
    before = next((noun for noun in found.nouns if noun.head == clause.start - 1), None)
    if happens and clause.kind == "infinitive" and before is not None:  # "called for protests to go on"
        return before
    if not happens or above.group is None or own is None or not (own.is_neutral or own.part == "light"):
        return None
    return next((n for n in found.nouns if above.subject[0] <= n.head < min(above.subject[1], above.group.first)), None)


def _ancestors(parse: Parse, clause: Clause) -> set[int]:
    """Return the clauses that a clause hangs on, up to the first with a finite verb."""
    found: set[int] = set()
    while clause.parent is not None and clause.parent not in found:
        clause = parse.clauses[clause.parent]
        found.add(clause.number)
        if clause.group is not None and clause.group.finite:
            break
    return found
