"""Dates that only serve to compare, that go on a list, or that say of a happening what another date says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from timeline.clauses import Parse
from timeline.clauses.forms import COMMA, NUMBER, STOP, words
from timeline.events.paired import Pairing
from timeline.events.triggers import Trigger
from timeline.interval import span
from timeline.model import DateMention

__all__ = [
    "count_before",
    "goes_on_listing",
    "is_compared",
    "is_explained",
    "only_compares",
    "without_doubles",
]

_COMPARING = words(
    "percent pct % rose fell dropped higher lower more less fewer increased decreased than like unlike "
    "compared versus vs similar increase decrease rise drop fall decline up down jump surge"
)
_SUPERLATIVE = words(
    "first largest biggest worst deadliest highest lowest greatest most heaviest bloodiest second third"
)

_SAME_TIME = frozenset(("period", "time", "month", "months", "quarter"))
"""What is held against that of another year ("higher than for the same period in 2015")."""
_SPANS = words("year month week decade century season spring summer autumn winter")
_UP_OR_DOWN = frozenset(("up", "down"))
_NEXT_IN_LINE = frozenset(("second", "third"))
_COARSE = ("year", "decade", "range")
_A_WEEK = timedelta(days=7)
_ON = frozenset((",", ";", "and", "or", "who", "which", "that", "but"))
"""What a phrase about a birth does not go beyond."""
_FAR = 10
"""Words before a date in which a superlative stands."""
_REACH = 6
"""Words before a date in which the count of that date stands."""


def only_compares(parse: Parse, at: int) -> bool:
    """Whether a date only serves to compare: "a rise from 2023", "similar to that of 2015", "the largest so far this year"."""
    tokens = parse.tokens
    near = [tokens[step].word for step in range(max(0, at - 6), at)]
    words = tokens[at].word
    if words.startswith("so far") or near[-2:] == ["so", "far"]:
        return _most_of_all(parse, at)
    if not near or is_explained(parse, at):
        return False
    if near[-1] != "since" and _of_a_birth([token.word for token in tokens[max(0, at - _FAR) : at]]):
        return True
    if (words.startswith("since ") or near[-1] == "since") and _most_of_all(parse, at):
        return True
    if "same" in near and not _SAME_TIME.isdisjoint(near):
        return True
    whole = [*near[-2:], *words.split()]
    if whole[-1] in _SPANS and whole[-3:-1] == ["of", "the"] and _most_of_all(parse, at):
        return True
    listed = len(near) > 2 and near[-3] in ("like", "unlike") and near[-2].isdecimal() and near[-1] in ("and", "or")
    if listed or near[-1] in ("than", "like", "unlike") or "compared" in near or ("similar" in near and "to" in near):
        return True
    if (words.startswith("in ") or near[-1] == "in") and words.endswith(("years", "months", "decades", "weeks")):
        return any(tokens[step].word in _SUPERLATIVE for step in range(max(0, at - 14), at))
    return (near[-1] == "from" or words.startswith("from ")) and any(word in _COMPARING for word in near)


def _of_a_birth(near: list[str]) -> bool:
    """Whether a date only says when somebody was born ("born in Gao in 1960")."""
    if "born" not in near:
        return False
    return _ON.isdisjoint(near[near.index("born") :])


def _most_of_all(parse: Parse, at: int) -> bool:
    """Whether a date only says since when there has been none like it ("the deadliest raid since October")."""
    for step in range(at - 1, max(-1, at - _FAR), -1):
        token = parse.tokens[step]
        if token.word in _SUPERLATIVE and token.word not in _NEXT_IN_LINE:
            return [near.word for near in parse.tokens[max(0, step - 3) : step]] != ["some", "of", "the"]
        if token.flags & (COMMA | STOP):
            return False
    return False


def count_before(parse: Parse, at: int) -> tuple[int, int] | None:
    """Return the words before the count of a date, from which another has grown or shrunk ("up from 90,000 in January")."""
    tokens = parse.tokens
    for opens in range(max(0, at - _REACH), at - 2):
        if tokens[opens].word in _UP_OR_DOWN and tokens[opens + 1].word == "from" and tokens[opens + 2].flags & NUMBER:
            return opens, opens + 1
    return None


def is_compared(trigger: Trigger) -> bool:
    """Whether a trigger stands for the count that another has grown or shrunk from."""
    return trigger.type == "statistic" and trigger.lemma in _UP_OR_DOWN


def is_explained(parse: Parse, at: int) -> bool:
    """Whether a when-clause follows the date and says what was then."""
    following = at + 1
    if following < len(parse.tokens) and parse.tokens[following].flags & COMMA:
        following += 1
    return following < len(parse.tokens) and parse.tokens[following].word == "when"


def goes_on_listing(parse: Parse, at: int, mention: DateMention, pairs: list[Pairing]) -> bool:
    """Whether a date only goes on with what the date before it dates; if so, that is added to ``pairs``."""
    if not pairs:
        return False
    if _goes_on_into(parse, at, mention, pairs[-1]):
        pairs[-1] = _both_in_one(mention, pairs[-1])
    elif _is_next_of_a_list(parse, at, pairs[-1]):
        pairs.append(replace(pairs[-1], mention=mention, interval=mention.interval))
    else:
        return False
    return True


def _is_next_of_a_list(parse: Parse, at: int, last: Pairing) -> bool:
    """Whether a date is the next of a list that closes what the one before dates ("in elections in 2001, 2006 and 2011")."""
    tokens = parse.tokens
    before = parse.token_at(last.mention.start)
    if not last.trigger.head < before < at or last.mention.precision != "year":
        return False
    between = [token.word for token in tokens[before + 1 : at]]
    return between in ([","], ["and"], [",", "and"]) and tokens[at].word.isdigit() and not is_explained(parse, at)


def _goes_on_into(parse: Parse, at: int, mention: DateMention, last: Pairing) -> bool:
    """Whether a date is the time right behind the one before it, and what lasted did so in both ("in 2009 and 2010")."""
    ended, begins = last.interval.last, mention.interval.first
    if ended is None or begins != ended + timedelta(days=1) or mention.interval.precision not in _COARSE:
        return False
    between = [token.word for token in parse.tokens[parse.token_at(last.mention.end - 1) + 1 : at]]
    is_decade = mention.text.endswith("0s")
    return between == ["and"] and (is_decade or last.trigger.type in ("", "other"))


def _both_in_one(mention: DateMention, last: Pairing) -> Pairing:
    """Return what a date dates with the time right behind that date, in which it went on."""
    first, until = last.interval.first, mention.interval.last
    if first is None or until is None:
        return last
    both = span(first, until)
    told = replace(last.mention, end=mention.end, text=f"{last.mention.text} and {mention.text}", interval=both)
    return replace(last, mention=told, interval=both)


def without_doubles(pairs: list[Pairing]) -> list[Pairing]:
    """Return the pairings without the coarser of two dates that say the same of one happening, or until when it lasts."""
    kept: list[Pairing] = []
    begun = {pairing.trigger.head for pairing in pairs if pairing.mention.bound != "until"}
    pairs = [pairing for pairing in pairs if pairing.mention.bound != "until" or pairing.trigger.head not in begun]
    for pairing in sorted(pairs, key=lambda p: (p.trigger.head, p.mention.start)):
        twin = next(
            (other for other in kept if other.trigger.head == pairing.trigger.head and _says_same(other, pairing)), None
        )
        if twin is None:
            kept.append(pairing)
        elif _days(pairing) < _days(twin):
            kept[kept.index(twin)] = pairing
    return kept


def _says_same(one: Pairing, other: Pairing) -> bool:
    if _is_week_of(one, other) or _is_week_of(other, one):
        return True
    if not (one.interval.is_known and other.interval.is_known):
        return not (one.interval.is_known or other.interval.is_known) or abs(one.mention.end - other.mention.start) < 4
    return one.interval.contains(other.interval) or other.interval.contains(one.interval)


def _is_week_of(one: Pairing, other: Pairing) -> bool:
    """Whether a week counted from the article and a day of the calendar nearby say one thing ("last week … on March 11")."""
    week, day = one.interval, other.interval
    if week.precision != "week" or one.mention.kind != "relative" or day.precision != "day" or day.first is None:
        return False
    if week.first is None or week.last is None:
        return False  # nobody knows when the article was published
    return week.first - _A_WEEK <= day.first <= week.last + _A_WEEK and other.mention.kind != "relative"


def _days(pairing: Pairing) -> float:
    days = pairing.interval.days
    return float("inf") if days is None else float(days)
