"""Participles by the words beside them: between a subject and its verb, behind a date, or only before a noun."""

from __future__ import annotations

from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    BE,
    COMMA,
    COORDINATOR,
    DATE,
    DETERMINER,
    HAVE,
    MODAL,
    NAME,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PAST,
    PLURAL,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    STOP,
    TO,
    words,
)
from timeline.clauses.tokens import Token

__all__ = [
    "breaks_in",
    "counts_people",
    "dates_the_participle",
    "is_done_then",
    "is_in_the_present",
    "is_one_of_several",
    "is_supposed",
    "opens_an_object",
    "stands_behind_an_opening",
]

_SUPPOSED = words("suspected alleged purported")
"""Participles that, before a noun, only say that it is thought to be one."""
_ARMED = words(
    "group groups wing force forces gang gangs militia militias struggle conflict movement faction factions men"
)
"""Nouns that "armed" qualifies, so that it is not the verb ("the Z9 armed group launched …")."""
_DATED_BY = words("on in at since")
_NAMES = words("call name dub give pay award consider nickname elect appoint code-name codename title offer")
"""Verbs whose participle has an object too ("the town, called the gate of the north")."""
_ALSO_PLAIN = frozenset(("come", "become"))
"""Participles that are, behind a plural, the verb in the present ("The raids come a day after …")."""
_OF_AN_OBJECT = DETERMINER | NUMBER | NAME | NOUN | ADJECTIVE
_OF_NO_OBJECT = DATE | PREPOSITION | ADVERB | COORDINATOR
_SHORT_DATE = 3
"""Words of "on" with its date, at the most."""
_HELD = words("hold sign stage reach conclude")
"""Verbs that have an object, so that a date right behind them says when what is named before was done."""
_COUNTS = words(
    "two three four five six seven eight nine ten eleven twelve twenty thirty dozens hundreds thousands many several"
)


def counts_people(tokens: list[Token], at: int) -> bool:
    """Whether a word counts people by itself: "dozens", or "more" behind it or a number ("and hundreds more forced to flee")."""
    if tokens[at].word != "more":
        return tokens[at].word in _COUNTS
    return at > 0 and (tokens[at - 1].word in _COUNTS or bool(tokens[at - 1].flags & NUMBER))


def is_supposed(token: Token, after: Token | None) -> bool:
    """Whether a participle only says that somebody is thought to be it ("On Friday, suspected rebels attacked …")."""
    if after is None:
        return False
    return (token.word in _SUPPOSED and bool(after.flags & (NOUN | ADJECTIVE))) or (
        token.word == "armed" and after.word in _ARMED
    )


def dates_the_participle(tokens: list[Token], number: int) -> bool:
    """Whether a preposition and its date stand between an auxiliary and its participle ("was on Monday sentenced")."""
    if number + 2 >= len(tokens) or tokens[number].word not in _DATED_BY or not tokens[number + 1].flags & DATE:
        return False
    return bool(tokens[number + 2].flags & PARTICIPLE) and not tokens[number + 2].flags & NAME


def breaks_in(tokens: list[Token], number: int) -> bool:
    """Whether a phrase up to the next comma stands between a subject and its verb ("both mills, based in Jos, were …")."""
    for at in range(number, len(tokens) - 1):
        flags = tokens[at].flags
        if tokens[at].word == ",":
            return bool(tokens[at + 1].flags & (BE | HAVE | MODAL))
        if flags & (STOP | RELATIVE | BE | HAVE | MODAL | TO | QUOTE) and not flags & PREPOSITION:
            return False
    return False


def is_done_then(tokens: list[Token], number: int, told: bool) -> bool:
    """Whether a date stands where a verb's object would, behind a name ("criticised a drill by Kenya and Chad held in May")."""
    if not told or tokens[number].lemma not in _HELD or not tokens[number - 1].flags & NAME:
        return False
    following = tokens[number + 1 : number + 3]
    if following and following[0].word in _DATED_BY:
        following = following[1:]
    return bool(following and following[0].flags & DATE)


def is_in_the_present(tokens: list[Token], number: int) -> bool:
    """Whether a participle is the verb of a plural before it or before an aside ("The raids, which hit a base, come as …")."""
    if not number or tokens[number].word not in _ALSO_PLAIN:
        return False
    before = tokens[number - 1].flags
    return bool(before & (PLURAL | COMMA)) and not before & NUMBER


def opens_an_object(tokens: list[Token], number: int) -> bool:
    """Whether the object of the verb before begins with a word ("raids targeted rebels in the east a day after …")."""
    if number >= len(tokens):
        return False
    return bool(tokens[number].flags & _OF_AN_OBJECT and not tokens[number].flags & _OF_NO_OBJECT)


def is_one_of_several(tokens: list[Token], number: int) -> bool:
    """Whether a verb behind a comma has an object, and a further one follows ("shut parliament, sacked the cabinet and …")."""
    after = tokens[number + 1 : number + 2]
    if not after or not after[0].flags & (DETERMINER | NUMBER) or tokens[number].lemma in _NAMES:
        return False
    for at in range(number + 2, len(tokens) - 1):
        flags = tokens[at].flags
        if flags & COORDINATOR:
            further = at + 2 if tokens[at + 1].flags & ADVERB and at + 2 < len(tokens) else at + 1
            if tokens[further].flags & PAST:
                return True
        if flags & (STOP | RELATIVE | BE | HAVE | MODAL | QUOTE) and not flags & PREPOSITION:
            return False
    return False


def stands_behind_an_opening(tokens: list[Token], number: int) -> bool:
    """Whether only a time, a place or an adverb opens the sentence before a word ("On Monday, armed men …")."""
    first = 1 if tokens[0].flags & QUOTE else 0
    if not tokens[first].flags & (PREPOSITION | DATE | ADVERB):
        return False
    dated = tokens[first].flags & PREPOSITION and number <= _SHORT_DATE + first and tokens[number - 1].flags & DATE
    return bool(dated or (tokens[number - 1].flags & COMMA and tokens[number - 1].word == ","))
