"""What a dated happening is told to include, or is explained by: "a spate of bombings this year, including two in the port"."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.clauses import Parse
from timeline.clauses.forms import COMMA, DATE, NUMBER, PHRASE, PREPOSITION, words
from timeline.events.paired import Pairing, is_dated
from timeline.events.telling import TALK
from timeline.events.triggers import VIOLENCE, Found, Trigger, family

__all__ = ["what_is_listed", "what_the_latter_did", "when_it_was"]

_LISTED = frozenset((*VIOLENCE, "protest", "takeover", "legal"))
"""Types of what is listed one by one."""
_ONE = words("a an one another two three four five six seven eight nine ten several")
_TO_WHEN = 6
_ONE_OF_TWO = words("latter former second first last")
_TO_NOUN = 5
"""Words from the first of an item to its noun."""


def what_is_listed(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what a dated happening includes."""
    for pairing in list(pairs):
        if pairing.trigger.type not in _LISTED:
            continue
        opens = _opens_list(parse, max(pairing.trigger.last, parse.token_at(pairing.mention.end - 1)))
        if opens is None:
            continue
        for noun in _items(parse, found, opens):
            same = family(noun.type) == family(pairing.trigger.type) and not is_dated(noun, pairs)
            if same and not _has_a_date(parse, noun):
                pairs.append(
                    Pairing(noun, pairing.mention, pairing.interval, "it is one of those that the date dates", 0.65)
                )


def _opens_list(parse: Parse, last: int) -> int | None:
    """Return the first word of a list right behind a happening and its date, past what tells where it was."""
    for step in range(last + 1, len(parse.tokens) - 2):
        flags = parse.flags[step]
        if flags & COMMA:
            here, following = parse.tokens[step + 1].word, parse.tokens[step + 2].word
            if here == "including":
                return step + 2
            return step + 3 if here == "among" and following in ("them", "these", "those", "which") else None
        if not flags & (PHRASE | PREPOSITION):
            return None
    return None


def _items(parse: Parse, found: Found, first: int) -> Iterator[Trigger]:
    """Yield the happenings that a list names, each with its article or its number."""
    for noun in found.nouns:
        start = next(
            (at for at in range(noun.head, max(first, noun.head - _TO_NOUN) - 1, -1) if _opens(parse, at)), None
        )
        if noun.head < first or start is None:
            continue
        before = parse.tokens[start - 1]
        if start == first or before.word == "and" or before.flags & COMMA:
            yield noun


def _opens(parse: Parse, at: int) -> bool:
    token = parse.tokens[at]
    return token.word in _ONE or bool(token.flags & NUMBER)


def _has_a_date(parse: Parse, noun: Trigger) -> bool:
    """Whether a date stands in a noun's phrase, which then dates it, or should."""
    for at in range(noun.last + 1, len(parse.tokens)):
        if parse.flags[at] & DATE:
            return True
        if parse.flags[at] & COMMA or parse.tokens[at].word == "and":
            return False
    return False


def what_the_latter_did(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what one of the dated happenings did ("two bombings last year in the north and the port, the latter killing nine")."""
    for pairing in list(pairs):
        if pairing.trigger.type not in VIOLENCE:
            continue
        for other in parse.clauses:
            group, trigger = other.group, found.of_clause.get(other.number)
            if other.kind != "participle" or group is None or group.form != "ing" or trigger is None:
                continue
            before = parse.tokens[max(0, group.first - 3) : group.first]
            named = len(before) == 3 and before[0].flags & COMMA and before[1].word == "the"
            behind = group.first > max(pairing.trigger.last, parse.token_at(pairing.mention.start))
            one = named and before[2].word in _ONE_OF_TWO and behind
            if one and trigger.type in VIOLENCE and not is_dated(trigger, pairs):
                pairs.append(Pairing(trigger, pairing.mention, pairing.interval, "it was one of the dated ones", 0.65))


def when_it_was(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date a noun that a dated when-clause explains ("the collapse of the army when rebels took the port in June 2014")."""
    for pairing in list(pairs):
        clause = parse.clauses[pairing.trigger.clause]
        if clause.opener != "when" or clause.group is None or not clause.group.past or clause.group.perfect:
            continue
        opens = clause.start - (parse.tokens[clause.start].word != "when")
        noun = next((one for one in reversed(found.nouns) if one.last < opens), None)
        if noun is None or noun.type in TALK or is_dated(noun, pairs) or opens - noun.last > _TO_WHEN:
            continue
        again = noun.type in VIOLENCE and pairing.trigger.type in VIOLENCE
        its_own = all(
            flags & (PHRASE | PREPOSITION) and not flags & DATE for flags in parse.flags[noun.last + 1 : opens]
        )
        if its_own and not again and found.of_clause.get(noun.clause) in (None, noun):
            pairs.append(Pairing(noun, pairing.mention, pairing.interval, "its when-clause dates it", 0.6))
