"""Happenings of which a sentence says how long they have lasted: up to the article's day, or to another day that it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import PHRASE, QUOTE, words
from timeline.events.ahead import settle_ahead
from timeline.events.how_long import of_such_a_length
from timeline.events.lengths import days_of_hours, length_of
from timeline.events.paired import Pairing
from timeline.events.triggers import Found, Trigger
from timeline.interval import Interval, add_units, span, unit_of
from timeline.model import DateMention

__all__ = ["may_last", "settle_closures", "settle_lasting", "settle_stretches"]

_LONGEST_CLOSED = 99
"""Days up to which something is shut for a length of time."""
_BEFORE = re.compile(r"\bfor (?:about |around |over |nearly |almost |some |the past |the last )?$", re.IGNORECASE)
_WITHIN = re.compile(r"\bwithin (?:the next |the coming )?$", re.IGNORECASE)
_FOR = re.compile(r",? for (?:a |another )?")
_FROM = re.compile(r"\b(?:from|starting|beginning|effective)\b", re.IGNORECASE)
_BEHIND = re.compile(r" (?:of|since|after|before) ")
_ABOUT = re.compile(r"\b(?:almost|nearly|more than|over|about|around|at least|close to|some)\b", re.IGNORECASE)
_LASTS = frozenset(
    ("clash", "military_operation", "attack", "restriction", "protest", "displacement", "takeover", "meeting")
)
"""Types of what goes on for a while; a sentence or an appointment for two years looks ahead."""
_NOT_DEEDS = frozenset(("", "statement", "other", "statistic", "aid"))
_STANDS = words("be remain stay face endure suffer see")
"""Verbs whose noun says what has lasted ("has been under siege for two years")."""
_STAYS = words(
    "encircle besiege surround blockade occupy close shut block cut hold detain imprison jail displace control trap strand"
)
"""Verbs of what people do and then keep to ("has been encircled for a year")."""
_AFTER = words("after following")
_WITH = words("after following amid despite during by ending through")
_QUOTED_PHRASE = PHRASE | QUOTE
_OPENING = 2
"""Words that may stand before a length of time that opens a sentence ("Nearly two years after …")."""
_ROUND = 10
"""A number of years that is only about so many where words say so."""
_SURE = 0.65


def may_last(text: str, lengths: Sequence[DateMention]) -> bool:
    """Whether the words beside one of the lengths of time in a text may say how long something has lasted."""
    return any(
        "-" in one.text
        or _BEFORE.search(text, max(0, one.start - 16), one.start)
        or _BEHIND.match(text, one.end, one.end + 8)
        or _WITHIN.search(text, max(0, one.start - 20), one.start)
        for one in lengths
    )


def settle_lasting(
    parse: Parse, found: Found, pairs: list[Pairing], lengths: Sequence[DateMention], published: date | None
) -> list[Pairing]:
    """Return the happenings that have lasted one of the lengths of time told in a sentence."""
    dated = {pairing.trigger.head for pairing in pairs}
    told: list[Pairing] = list(settle_ahead(parse, found, pairs, lengths, published))
    told += of_such_a_length(parse, found, pairs, lengths)
    for mention in lengths:
        length = length_of(mention)
        if length is None:
            continue
        at, back = parse.token_at(mention.end - 1), (length[1], -length[0])
        for pairing in _told_by(parse, found, pairs, mention, at, back, published):
            shared = [one for one in pairs if one.trigger.head == pairing.trigger.head and _is_shared(one, mention)]
            if shared:  # "in the six months since the war began": these words are nearer than another clause's date
                pairs.remove(shared[0])
                dated.discard(pairing.trigger.head)
            if pairing.trigger.head not in dated:
                dated.add(pairing.trigger.head)
                told.append(pairing)
    return told


def settle_stretches(text: str, pairs: Sequence[Pairing], lengths: Sequence[DateMention]) -> None:
    """Give what is done from a day on for a length of time the whole of it ("suspended from May 1 for ten days")."""
    for pairing in pairs:
        begun = pairing.interval.first
        length = next((one for one in lengths if _FOR.fullmatch(text, pairing.mention.end, one.start)), None)
        told = length_of(length) if length is not None else None
        if begun is None or told is None or pairing.mention.precision not in ("day", "range"):
            continue
        if not _FROM.search(text, max(0, pairing.mention.start - 12), pairing.mention.end):
            continue
        last = add_units(begun, told[1], told[0]) - timedelta(days=1)
        pairing.interval = span(begun, last)
        pairing.how += f"; it lasts to {last.isoformat()}, the length told behind it"


def settle_closures(parse: Parse, pairs: Sequence[Pairing], lengths: Sequence[DateMention]) -> None:
    """Give what was shut on a day for a length of time the whole of it ("closed the crossing for 48 hours on Sunday")."""
    for pairing in pairs:
        first, trigger = pairing.interval.first, pairing.trigger
        if trigger.type != "restriction" or trigger.part == "noun" or pairing.interval.days != 1 or first is None:
            continue
        for mention in lengths:
            at, days = parse.token_at(mention.start), _days_shut(mention)
            own = parse.clause_of[at] == trigger.clause and at > trigger.head and parse.tokens[at - 1].word == "for"
            if days is None or not own:
                continue
            last = first + timedelta(days=days)
            pairing.interval = span(first, last)
            pairing.how += f"; it lasted to {last.isoformat()}, the length told with it"


def _days_shut(mention: DateMention) -> int | None:
    """Return the days after its first on which something is shut for a length of time; hours end on another day."""
    length = length_of(mention)
    if length is not None and length[1] == "day" and length[0] <= _LONGEST_CLOSED:
        return length[0] - 1
    return days_of_hours(mention)


def _is_shared(pairing: Pairing, mention: DateMention) -> bool:
    """Whether a happening only has a date of another clause, which stands behind a length of time."""
    return pairing.mention.start > mention.end and not pairing.how.startswith("the date stands")


def _told_by(
    parse: Parse,
    found: Found,
    pairs: Sequence[Pairing],
    mention: DateMention,
    at: int,
    back: tuple[str, int],
    published: date | None,
) -> Iterator[Pairing]:
    following = parse.tokens[at + 1].word if at + 1 < len(parse.tokens) else ""
    if following == "of":
        yield from _length_of(parse, found, pairs, mention, at, back, published)
    elif following == "before":
        yield from _length_before(parse, found, pairs, mention, at, back)
    elif published is not None and following == "since":
        yield from _length_since(parse, found, mention, at, back, published)
    elif published is not None and following == "after":
        yield from _length_after(parse, found, pairs, mention, at, back, published)
    elif published is not None:
        clause = parse.clauses[parse.clause_of[at]]
        trigger = _that_lasts(parse, found, clause, mention)
        if trigger is not None and "for" in _words_before(parse, mention, 3):
            yield _lasted(trigger, mention, back, published, "it has lasted so long up to the article's day")


def _words_before(parse: Parse, mention: DateMention, count: int) -> list[str]:
    at = parse.token_at(mention.start)
    return [token.word for token in parse.tokens[max(0, at - count) : at]]


def _that_lasts(parse: Parse, found: Found, clause: Clause, mention: DateMention) -> Trigger | None:
    """Return what a clause in the perfect says has gone on ("have been trading fire for almost ten months")."""
    group = clause.group
    if group is None or not group.perfect or group.past or group.modal or group.negated:
        return None
    trigger = found.of_clause.get(clause.number)
    if trigger is None:
        return None
    if trigger.is_neutral and group.lemma in _STANDS:
        first = parse.token_at(mention.start)
        trigger = next((noun for noun in found.nouns if noun.clause == clause.number and noun.head < first), trigger)
    elif not (group.progressive or (group.passive and (group.lemma in _STAYS or _ABOUT.search(mention.text)))):
        return None  # "has banned him for two years" looks ahead
    return trigger if trigger.type in _LASTS else None


def _length_of(
    parse: Parse,
    found: Found,
    pairs: Sequence[Pairing],
    mention: DateMention,
    at: int,
    back: tuple[str, int],
    published: date | None,
) -> Iterator[Pairing]:
    """Yield what so long a time was full of ("after a month of fighting", "five months of air strikes")."""
    noun = _noun_behind(parse, found, at + 2)
    if noun is None or mention.text.lower().startswith("the "):
        return  # "the last three days of the campaign" are a part of it
    clause = _finite(parse, parse.clauses[parse.clause_of[at]])
    opener = next((word for word in reversed(_words_before(parse, mention, 3)) if word in _WITH), "")
    told = [one.interval for one in pairs if one.trigger.clause == clause.number and one.interval.days == 1]
    if told and opener and told[0].first is not None:
        end = told[0].first - timedelta(days=1 if opener in _AFTER and back[0] == "day" else 0)
        yield _lasted(noun, mention, back, end, f"it went on so long up to the day told, {told[0].first.isoformat()}")
        return
    group = clause.group
    goes_on = group is not None and not group.modal and (not group.past)
    if published is not None and goes_on and not any(one.interval.is_known for one in pairs):
        yield _lasted(noun, mention, back, published, "it has lasted so long up to the article's day")


def _length_before(
    parse: Parse, found: Found, pairs: Sequence[Pairing], mention: DateMention, at: int, back: tuple[str, int]
) -> Iterator[Pairing]:
    """Yield what was done in so many days before a day that is told ("beat back ten raids in four days before …")."""
    if back[0] != "day" or "in" not in _words_before(parse, mention, 3):
        return
    trigger = found.of_clause.get(parse.clause_of[at])
    below = next((one for one in parse.clauses if one.opener == "before" and at < one.start <= at + 2), None)
    if trigger is None or trigger.type in _NOT_DEEDS or below is None:
        return
    own = (one.interval for one in pairs if one.trigger.clause == below.number and one.interval.days == 1)
    end = next((one.last for one in own), None)
    if end is not None:
        yield _lasted(trigger, mention, back, end, f"it was done in so many days up to {end.isoformat()}")


def _length_since(
    parse: Parse, found: Found, mention: DateMention, at: int, back: tuple[str, int], published: date
) -> Iterator[Pairing]:
    """Yield what has gone on "in the six months since" something, and what that was."""
    clause = parse.clauses[parse.clause_of[at]]
    trigger = found.of_clause.get(clause.number)
    group = clause.group
    begun = _begun_behind(parse, found, at, "since")
    goes_on = group is not None and group.perfect and not group.past and not group.negated
    if goes_on and trigger is not None and trigger.type not in _NOT_DEEDS and trigger is not begun:
        yield _lasted(trigger, mention, back, published, "it has gone on so long up to the article's day")
    told_now = group is None or not (group.past or group.modal or group.form == "base")
    if begun is not None and begun.type not in _NOT_DEEDS and (goes_on or told_now or _closes(parse, mention)):
        yield _so_long_ago(begun, mention, back, published)


def _length_after(
    parse: Parse,
    found: Found,
    pairs: Sequence[Pairing],
    mention: DateMention,
    at: int,
    back: tuple[str, int],
    published: date,
) -> Iterator[Pairing]:
    """Yield what was so many months or years before what is so now ("Two years after the coup, the junta controls …")."""
    if back[0] not in ("month", "year") or (_ABOUT.search(mention.text) and back[1] % _ROUND == 0):
        return  # "more than 50 years after"
    opens = parse.token_at(mention.start) <= _OPENING
    main = next((one for one in parse.clauses if one.is_finite_main), None)
    if main is None or main.group is None or not (opens or main.group.first < at):
        return
    begun = _begun_behind(parse, found, at, "after")
    if begun is None or begun.type in _NOT_DEEDS or any(one.interval.is_known for one in pairs):
        return
    if not (main.group.past or main.group.modal or main.group.negated):
        yield _so_long_ago(begun, mention, back, published)


def _begun_behind(parse: Parse, found: Found, at: int, opener: str) -> Trigger | None:
    """Return what follows "since" or "after" behind a length of time: a noun that names a happening, or a clause's verb."""
    below = next((one for one in parse.clauses if one.opener == opener and at < one.start <= at + 2), None)
    if below is None:
        return _noun_behind(parse, found, at + 2)
    done = below.group is not None and below.group.past and not below.group.negated
    return found.of_clause.get(below.number) if done else None


def _closes(parse: Parse, mention: DateMention) -> bool:
    """Whether a length of time stands behind a comma, so that it is counted from the article's day."""
    at = parse.token_at(mention.start)
    return any(token.word == "," for token in parse.tokens[max(0, at - 3) : at])


def _so_long_ago(begun: Trigger, mention: DateMention, back: tuple[str, int], published: date) -> Pairing:
    then = unit_of(add_units(published, *back), back[0])
    return Pairing(begun, mention, then, f"it was so long before the article's day {published.isoformat()}", _SURE)


def _finite(parse: Parse, clause: Clause) -> Clause:
    """Return a clause, or the nearest above it that has a finite verb."""
    for _ in range(4):
        if clause.parent is None or (clause.group is not None and clause.group.finite):
            return clause
        clause = parse.clauses[clause.parent]
    return clause


def _noun_behind(parse: Parse, found: Found, first: int) -> Trigger | None:
    """Return the noun of a happening that ends the phrase from a token on ("heavy Russian air strikes")."""
    last = None
    for step in range(first, len(parse.tokens)):
        if not parse.flags[step] & _QUOTED_PHRASE:
            break
        last = step
    noun = next((one for one in found.nouns if last is not None and first <= one.head <= last), None)
    return noun if noun is not None and noun.type not in _NOT_DEEDS else None


def _lasted(trigger: Trigger, mention: DateMention, back: tuple[str, int], end: date, how: str) -> Pairing:
    unit, count = back
    first = add_units(end, unit, count + (unit == "day"))  # "two days of clashes" are the last and the one before
    interval = Interval(first, end, "range", "during", f"{first.isoformat()}~/{end.isoformat()}")
    return Pairing(trigger, mention, interval, how, _SURE)
