"""Nouns of happenings that name none where they stand: a body that acts, a part of a name, what only qualifies the next noun."""

from __future__ import annotations

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    DATE,
    DETERMINER,
    NAME,
    NOUN,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    STOP,
    words,
)

__all__ = [
    "BODIES",
    "ONLY_SPEAKERS",
    "is_a_named_body",
    "is_who_tells",
    "names_an_operation",
    "qualifies_the_next",
]

ONLY_SPEAKERS = frozenset(("say", "tell", "add", "announce", "deny", "state", "accuse", "urge"))
"""Verbs of which no event can be the subject, so that its noun is somebody ("the mission said")."""
BODIES = frozenset(("mission", "tribunal", "assembly", "coalition", "alliance"))
"""Nouns of happenings that are as often those who take part."""
_TELLING = ONLY_SPEAKERS | words(
    "document verify record report warn confirm condemn note find register count call urge estimate reject claim"
)
_DECIDING = words(
    "adopt approve pass vote elect ratify enact amend reject repeal endorse debate convict acquit indict sentence rule order"
)
_ACTING = words("lose deploy have employ comprise number include consist")
"""Verbs whose subject is a body made of people ("the mission has lost 30 men")."""
_THAT_DECIDE = frozenset(("assembly", "tribunal"))
"""Bodies that decide ("the assembly passed the bill"); a mission or an alliance that is approved or formed does not."""
_STANDS_BEHIND = words(
    "underway north south east west northeast northwest southeast southwest northwards southwards eastwards westwards "
    "downtown nearby nationwide countrywide worldwide abroad elsewhere"
)
"""Words that tell more of the noun before them, though they can be nouns."""
_CLOSES = ("'", "’")
"""Marks that are a genitive, or close a quotation."""
_NAMED_DEED = "operation"
"""The noun of a happening before which its own name stands behind: Operation Desert Storm."""
_OPERATION_NAME = 3


def is_a_named_body(parse: Parse, at: int) -> bool:
    """Whether a noun is a part of a body's name ("the UN Mission in South Sudan")."""
    if at == 0 or at + 2 >= len(parse.tokens) or parse.tokens[at + 1].word not in ("in", "for", "to"):
        return False
    return bool(parse.tokens[at].flags & parse.tokens[at - 1].flags & parse.tokens[at + 2].flags & NAME)


def _ends(parse: Parse, at: int) -> bool:
    return at >= len(parse.tokens) or bool(parse.flags[at] & STOP)


def names_an_operation(parse: Parse, at: int) -> bool:
    """Whether a word is the name that an operation goes by, or a part of it ("Operation Desert Storm")."""
    for before in reversed(parse.tokens[max(0, at - _OPERATION_NAME) : at]):
        if not before.flags & NAME:
            return False
        if before.word == _NAMED_DEED:
            return bool(parse.tokens[at].flags & NAME)
    return False


def is_who_tells(parse: Parse, clause: Clause, at: int) -> bool:
    """Whether a noun is the subject of a verb of telling or deciding, so that it is somebody ("the mission documented …")."""
    group = clause.group
    if group is None or at >= group.first or group.passive:
        return False
    decides = group.lemma in _DECIDING and parse.tokens[at].word in _THAT_DECIDE
    acts = group.lemma in _ACTING and parse.tokens[at].word in BODIES
    return decides or acts or group.lemma in _TELLING


def qualifies_the_next(parse: Parse, at: int, heads: set[int]) -> bool:
    """Whether the noun only qualifies the noun after it ("attack helicopters", "peace deal sceptics")."""
    if at + 1 >= len(parse.tokens) or at + 1 in heads:
        return False
    after = parse.tokens[at + 1]
    token = parse.tokens[at]
    if after.word in _STANDS_BEHIND or (after.word in _CLOSES and _ends(parse, at + 2)):
        return False  # "the assault north of the town", "‘flight after rebel attack’"
    if after.flags & POSSESSIVE or (token.flags & NAME and token.word == "march"):
        return True
    if token.flags & after.flags & NAME and not after.flags & DATE:
        return token.word != _NAMED_DEED  # a part of a name: Federal Election Commission
    return (
        bool(after.flags & NOUN)
        and not after.flags & (NAME | PREPOSITION | ADVERB | DATE | ADJECTIVE | NUMBER | DETERMINER)
        and after.word.isalpha()
    )
