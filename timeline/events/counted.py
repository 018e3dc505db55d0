"""Happenings whose time is counted from that of another in the sentence ("on Friday, a day after …"), or is when it began."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import ADJECTIVE, DETERMINER, NAME, NOUN, NUMBER, PHRASE, POSSESSIVE, PREPOSITION, words
from timeline.events.deeds import other_kind
from timeline.events.paired import Pairing, is_dated
from timeline.events.telling import is_attribution
from timeline.events.triggers import VIOLENCE, Found, Trigger
from timeline.interval import Interval, beginning, day, once_within, span
from timeline.model import DateMention

__all__ = [
    "Apart",
    "count_days",
    "happening_after",
    "happening_around",
    "happenings_apart",
    "is_about",
    "settle_beginnings",
    "settle_nights",
    "settle_order",
    "settle_periods",
]

_DAYS = re.compile(r"P(?:(\d{1,2})D|1W)")
_A_WEEK = 7
_WEEK = timedelta(days=_A_WEEK)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:almost|nearly|more|less|over|under|about|around|roughly|some|approximately|least|most)\b", re.IGNORECASE
)
_SIGN = {"after": 1, "before": -1}
_BEGINNING = frozenset(("begin", "start", "resume", "emerge"))
_TAKES_EFFECT = words(
    "cut raise lower reduce slash double halve increase ban bar close shut seal suspend halt stop impose introduce lift ease end "
    "scrap abolish withdraw freeze extend tighten order block restrict"
)
"""Verbs of what is done once and holds from its day on ("banned imports from March 1")."""
_MANY = words(
    "wave series spate string round barrage flurry start beginning launch outbreak end night day conclusion signing"
)
"""Nouns whose "of" tells what there were many of, or which part of it is meant."""
_KNOWN = words("the this that its their his")
_COMES = words("come happen occur follow")
_GOES = words("set leave depart arrive sail embark board land return vanish disappear die marry fly cross enter")
"""Verbs of going, which tell of no deed but of when it was that something else is counted from."""
_SOON = words("hours minutes moments shortly immediately")
_OF_A_DAY = DETERMINER | NUMBER | ADJECTIVE | POSSESSIVE | PREPOSITION
"""What a word before "day after" must not be able to be, where that is a length of time ("every day after", "a day after")."""
_DAYS_NAMED = words(
    "election polling voting independence pay work market victory inauguration republic school rest christmas boxing match all "
    "next every one same"
)
"""Words before "day" that name which."""
_HELD_ONCE = frozenset(("political", "meeting", "legal"))
"""Types of what begins on the day that is set for it, however long it takes ("a vote starting on May 3")."""
_NOT_DEEDS = frozenset(("", "other", "statistic"))
_SURE = 0.7
_RUNNING = re.compile(r"(?:(?:^|\s)this (?:year|month)|(?:^|\s)(?:19|20)\d\d)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Apart:
    """Two happenings of a sentence that lie so many days apart: what is told, what it is counted from, and by which words.

    ``is_known`` says that the article told before of what it is counted from ("hours after the raid").
    ``along`` is what was done along with the one that it is counted from ("a day after rebels burned a depot and took a town").
    """

    told: Trigger
    begun: Trigger
    days: int
    mention: DateMention
    is_known: bool = False
    along: tuple[Trigger, ...] = ()


def count_days(apart_by_days: Sequence[Apart], pairs: Sequence[Pairing]) -> list[Pairing]:
    """Return the happenings that lie so many days before or after another one of the sentence whose day is known."""
    counted: list[Pairing] = []
    for apart in apart_by_days:
        days = timedelta(days=apart.days)
        known_told, known_begun = _day_of(apart.told, pairs), _day_of(apart.begun, pairs)
        if known_told is not None and known_begun is None and not apart.is_known:
            for trigger in (apart.begun, *(one for one in apart.along if not is_dated(one, pairs))):
                counted.append(_pairing(trigger, apart.mention, known_told, known_told - days))
        if known_begun is not None and known_told is None and apart.told.type not in ("", "other"):
            counted.append(_pairing(apart.told, apart.mention, known_begun, known_begun + days))
    return counted


def happenings_apart(parse: Parse, found: Found, lengths: Sequence[DateMention]) -> Iterator[Apart]:
    """Yield the happenings of a sentence that lie a number of days apart ("two days after", "the day before", "a week after").

    ``lengths`` are the sentence's lengths of time. Only days and one week are counted: of more weeks no day is meant.
    """
    for mention in (*lengths, *_days_next_to(parse)):
        length = _DAYS.fullmatch(mention.timex_value)
        at = parse.token_at(mention.end - 1)
        if length is None or at + 2 >= len(parse.tokens) or is_about(parse, mention):
            continue
        sign = _SIGN.get(parse.tokens[at + 1].word)
        if sign is None:
            continue
        begun, told = happening_after(parse, found, at + 2), happening_around(parse, found, at)
        along = tuple(done_along(parse, found, begun)) if begun is not None else ()
        if begun is not None and begun.is_neutral and begun.lemma not in _GOES:
            begun, along = (along[0], along[1:]) if along else (None, ())
        if begun is None or told is None or begun is told:
            continue
        if length[1] != "0":
            yield Apart(told, begun, sign * int(length[1] or _A_WEEK), mention, along=along)
        elif _may_be_of_one_day(parse, told):
            yield Apart(told, begun, 0, mention, _is_known(parse, begun), along)


def _may_be_of_one_day(parse: Parse, told: Trigger) -> bool:
    """Whether what was done hours after something else has its day: it was done."""
    group = parse.clauses[told.clause].group
    done = group is not None and not (group.modal or group.form == "base")
    return done and told.type != "statement"


def _is_known(parse: Parse, begun: Trigger) -> bool:
    """Whether a noun names what the article told of before: then it need not have been on the day of what came hours after."""
    before = parse.tokens[max(0, begun.first - 2) : begun.first]
    return begun.part == "noun" and any(token.word in _KNOWN for token in before)


def is_about(parse: Parse, mention: DateMention) -> bool:
    """Whether a length of time is only about so long ("more than two days after", "about a week before")."""
    before = parse.tokens[max(0, parse.token_at(mention.start) - 1)].word
    return bool(_ABOUT.search(mention.text) or _ABOUT.fullmatch(before))


def _days_next_to(parse: Parse) -> Iterator[DateMention]:
    """Yield "the day" and, as headlines have it, "day" where after or before follows, and "hours" before either.

    Those are lengths of time that the date finder leaves alone; "hours after" something, or before it, was on its day.
    """
    tokens = parse.tokens
    for at in range(len(tokens) - 1):
        word, following = tokens[at].word, tokens[at + 1].word
        if word == "day" and following in _SIGN and at:
            if tokens[at - 1].word == "the":
                yield _length_in_words(parse, at - 1, at, "P1D")
            elif not parse.flags[at - 1] & _OF_A_DAY and tokens[at - 1].lemma not in _DAYS_NAMED:
                yield _length_in_words(parse, at, at, "P1D")
        if word in _SOON and following in _SIGN:
            yield _length_in_words(parse, at, at, "P0D")


def _length_in_words(parse: Parse, first: int, last: int, value: str) -> DateMention:
    start, end = parse.span(first, last)
    text = " ".join(token.written for token in parse.tokens[first : last + 1])
    return DateMention(start, end, text, timex_type="DURATION", timex_value=value)


def happening_after(parse: Parse, found: Found, at: int) -> Trigger | None:
    """Return what "after" or "before" is followed by: a noun that names a happening, or the verb of a clause."""
    step, told = at, parse.clauses[parse.clause_of[at]].group
    verb = told.first if told is not None and told.finite else -1
    while step not in (verb, len(parse.tokens)) and (parse.flags[step] & PHRASE or _is_of_many(parse, step)):
        noun = next((noun for noun in found.nouns if noun.first <= step <= noun.head), None)
        step = noun.head if noun is not None else step
        following = parse.flags[step + 1] if step + 1 < len(parse.tokens) else 0
        if noun is not None and not following & (NOUN | NAME) and not _is_subject(parse, step):
            return noun if noun.type not in _NOT_DEEDS else None
        step += 1
    trigger = found.of_clause.get(parse.clause_of[at])
    clause = parse.clauses[parse.clause_of[at]]
    if trigger is None or clause.group is None or not clause.group.finite or clause.group.first < at:
        return None
    if trigger.lemma.split()[0] == "claim":  # "a day after the group claimed an attack on the port"
        inside = (noun for noun in found.nouns if noun.clause == clause.number and noun.head > clause.group.last)
        trigger = next((noun for noun in inside if noun.type in VIOLENCE), trigger)
    if trigger.is_neutral:
        return trigger  # "sank two days after it had set out", "after men torched a hut and killed two"
    return trigger if trigger.type not in _NOT_DEEDS else None


def _is_of_many(parse: Parse, at: int) -> bool:
    """Whether "of" stands between how many or which part there was of a happening and the happening ("a wave of air strikes")."""
    return parse.tokens[at].word == "of" and parse.tokens[at - 1].lemma in _MANY


def _is_subject(parse: Parse, at: int) -> bool:
    """Whether a noun is the subject of the clause that "after" opens, so that the clause's verb tells what happened."""
    clause = parse.clauses[parse.clause_of[at]]
    return clause.group is not None and clause.group.finite and at < clause.group.first and clause.opener in _SIGN


def happening_around(parse: Parse, found: Found, at: int) -> Trigger | None:
    """Return what is told with the length of time: the happening of the clause that it stands in or stands before."""
    own = parse.clauses[parse.clause_of[at]]
    trigger = found.of_clause.get(own.number)
    done = own.group is not None and own.group.form == "ing" and own.group.first < at
    ongoing = trigger if done and trigger is not None and trigger.type not in _NOT_DEEDS else None
    if ongoing is not None and _is_begun(parse, own):
        return ongoing  # "began firing rockets on Monday, the day after …"
    for clause in _candidates(parse, own, at):
        if clause.number and is_attribution(parse, clause) and clause.group is not None and clause.group.first < at:
            clause = _what_is_told(parse, clause)
        clause = _whose_time(parse, found, clause)
        trigger = found.of_clause.get(clause.number)
        if trigger is not None and clause.group is not None and clause.group.finite:
            known = clause.group.lemma in _COMES or (
                trigger.is_neutral and ongoing is None and clause.group.lemma != "be"
            )
            return trigger if known or trigger.type not in _NOT_DEEDS else ongoing
    return ongoing


def _whose_time(parse: Parse, found: Found, clause: Clause) -> Clause:
    """Return the clause of the deed of which a second verb says when it came ("The raid killed two and came a day after …")."""
    group = clause.group
    second = clause.kind == "coordinate" and group is not None and group.first - clause.start <= 1
    if not second or clause.parent is None or group is None:
        return clause
    own = found.of_clause.get(clause.number)
    says_little = group.lemma in _COMES or (own is not None and own.is_neutral)
    return parse.clauses[clause.parent] if says_little else clause


def done_along(parse: Parse, found: Found, begun: Trigger) -> Iterator[Trigger]:
    """Yield what other verbs tell of the clause that one counts from ("after rebels burned a depot and took a town")."""
    clause = parse.clauses[begun.clause]
    if begun.part == "noun" or clause.group is None or clause.opener not in _SIGN:
        return
    told = [begun]
    for other in parse.clauses[clause.number + 1 :]:
        group, trigger = other.group, found.of_clause.get(other.number)
        if other.kind not in ("coordinate", "participle", "infinitive"):
            break
        if trigger is None or group is None or other.kind != "coordinate" or trigger.type in _NOT_DEEDS:
            continue
        if not group.past or group.modal or group.negated or not group.finite:
            break
        new = any(other_kind(one, trigger) for one in told[-1:])
        if new or group.first - other.start > 1:
            told.append(trigger)
            yield trigger


def _what_is_told(parse: Parse, clause: Clause) -> Clause:
    """Return the clause before one that only says who says it ("A bomb hit the port, officials said, two days after …")."""
    before = (one for one in reversed(parse.clauses[: clause.number]) if one.kind in ("main", "coordinate"))
    return next(before, clause)


def _is_begun(parse: Parse, clause: Clause) -> bool:
    """Whether the verb above a participle says that what the participle tells began."""
    above = parse.clauses[clause.parent].group if clause.parent is not None else None
    return above is not None and above.lemma in _BEGINNING


def _candidates(parse: Parse, clause: Clause, at: int) -> list[Clause]:
    above = [] if clause.parent is None else [parse.clauses[clause.parent]]
    if any(parse.clause_of[step] == clause.number for step in range(at)) and clause.group is not None:
        if clause.group.first < at:
            return [clause, *above]
        return [*above, clause]
    return [*above, *(other for other in parse.clauses if other.kind == "main" and other.start >= at)]


def _day_of(trigger: Trigger, pairs: Sequence[Pairing]) -> date | None:
    same = next((pairing for pairing in pairs if _is_same(pairing.trigger, trigger)), None)
    if same is None or not (_is_a_day(same.interval) or same.mention.text.lower() == "overnight"):
        return None
    return same.interval.last


def _is_same(one: Trigger, other: Trigger) -> bool:
    """Whether two happenings of a sentence are one: its word, or what was begun to be done ("began firing rockets")."""
    return one.head == other.head or (one.lemma == other.lemma and one.part == other.part != "noun")


def _is_a_day(interval: Interval) -> bool:
    return interval.precision == "day" and interval.first is not None and interval.first == interval.last


def _pairing(trigger: Trigger, mention: DateMention, known: date, counted: date) -> Pairing:
    how = f"counted from the day told in the sentence, {known.isoformat()}"
    return Pairing(trigger, mention, day(counted), how, _SURE)


def settle_periods(parse: Parse, pairs: Sequence[Pairing], published: date | None) -> None:
    """Give what was done "already this year" or "this month so far" no day after the article's own."""
    for pairing in pairs:
        whole = pairing.interval
        if published is None or whole.first is None or whole.last is None or not whole.first <= published < whole.last:
            continue
        if _RUNNING.search(pairing.mention.text) is not None and _is_up_to_now(parse, pairing.mention):
            pairing.interval = once_within(span(whole.first, published, whole.precision))
            pairing.how += f"; what was done was done up to the article's day {published.isoformat()}"


def _is_up_to_now(parse: Parse, mention: DateMention) -> bool:
    """Whether a running month or year is told up to now only ("already this year", "this month so far", "so far in 2016")."""
    first, last = parse.token_at(mention.start), parse.token_at(mention.end - 1)
    before = [token.word for token in parse.tokens[max(0, first - 3) : first]]
    behind = [token.word for token in parse.tokens[last + 1 : last + 3]]
    if before[-1:] == ["in"]:
        before.pop()
    return before[-1:] == ["already"] or ["so", "far"] in (before[-2:], behind)


def settle_order(parse: Parse, pairs: Sequence[Pairing]) -> None:
    """Give what came before something a weekday before that one's ("met on Sunday after troops left on Wednesday")."""
    for pairing in pairs:
        clause = parse.clauses[pairing.trigger.clause]
        first = pairing.interval.first
        if clause.opener != "after" or first is None or not _is_a_day(pairing.interval):
            continue
        if pairing.mention.kind != "relative" or _WEEKDAY.search(pairing.mention.text) is None:
            continue
        above = _clauses_above(parse, clause)
        later = next((p for p in pairs if p.trigger.clause in above and _is_a_day(p.interval)), None)
        known = later.interval.first if later is not None else None
        if known is not None and known < first <= known + _WEEK:
            pairing.interval = day(first - _WEEK)
            pairing.how += f"; it came before what was on {known.isoformat()}, so it is that day of the week before"


def settle_nights(pairs: Sequence[Pairing]) -> None:
    """Give what was "overnight" the night before the day on which it was told ("said on Sunday it shot down ten overnight")."""
    told = next((one for one in pairs if one.trigger.type == "statement" and _is_a_day(one.interval)), None)
    said = told.interval.first if told is not None else None
    for pairing in pairs if said is not None else ():
        if pairing.mention.text.lower() == "overnight" and said is not None and pairing.interval.last != said:
            pairing.interval = span(said - timedelta(days=1), said)
            pairing.how += f"; the night before it was told, {said.isoformat()}"


def _clauses_above(parse: Parse, clause: Clause) -> list[int]:
    """Return the numbers of the clauses that a clause hangs on."""
    above: list[int] = []
    while clause.parent is not None and clause.parent not in above:
        above.append(clause.parent)
        clause = parse.clauses[clause.parent]
    return above


def settle_beginnings(parse: Parse, pairs: Sequence[Pairing]) -> None:
    """Give what began with a date the time it began, not all the time since then."""
    for pairing in pairs:
        if _begins(parse, pairing):
            pairing.interval = beginning(pairing.interval) or pairing.interval


def _begins(parse: Parse, pairing: Pairing) -> bool:
    """Whether something began with what is dated ("starting in July 2020, the group began to regroup"): then it did so then."""
    if pairing.mention.bound != "since":
        return False
    opens_at = parse.token_at(pairing.mention.start)
    near = {token.word.split()[0] for token in parse.tokens[max(0, opens_at - 2) : opens_at + 1]}
    opening = not near.isdisjoint(("starting", "beginning"))
    if pairing.interval.last is None and opening and pairing.trigger.type in _HELD_ONCE:
        return True  # "a phased vote starting on December 28"
    clause = parse.clauses[pairing.trigger.clause]
    if clause.kind == "infinitive" and clause.parent is not None:
        clause = parse.clauses[clause.parent]
    group = clause.group
    if group is None or not group.past or group.perfect:
        return False
    at = parse.token_at(pairing.mention.start)
    before = [token.word for token in parse.tokens[max(0, at - 2) : at + 1]]
    opens = not {"beginning", "starting"}.isdisjoint(word.split()[0] for word in before)
    takes_effect = pairing.interval.last is None and "from" in before and group.lemma in _TAKES_EFFECT
    return group.lemma in _BEGINNING or ((opens or takes_effect) and at > group.last)
