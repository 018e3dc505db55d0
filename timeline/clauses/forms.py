"""What a word can be: bits, because a word may be several things until its neighbours decide."""

from __future__ import annotations

# What a form can be. A word may be several at once; the parser decides by its neighbours.
BASE, THIRD, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16
NOUN, BE, HAVE, DO, MODAL, GET = 32, 64, 128, 256, 512, 1024
NEGATION, TO, SUBORDINATOR, RELATIVE, COORDINATOR, PREPOSITION = 2048, 4096, 8192, 16384, 32768, 65536
DETERMINER, PRONOUN, ADVERB, NUMBER, DATE, NAME = 131072, 262144, 524288, 1048576, 2097152, 4194304
COMMA, STOP, QUOTE, POSSESSIVE, OPENING, ADJECTIVE = 8388608, 16777216, 33554432, 67108864, 134217728, 268435456
PLURAL = 536870912
OPEN = 1073741824  # the word before it decides what it is
VERB = BASE | THIRD | PAST | PARTICIPLE | ING
AUXILIARY = BE | HAVE | DO | MODAL
PHRASE = DETERMINER | ADJECTIVE | ADVERB | NOUN | NAME | NUMBER | POSSESSIVE  # words of a noun's phrase
QUOTED_PHRASE = (
    DETERMINER | ADJECTIVE | NOUN | NAME | NUMBER | POSSESSIVE | QUOTE
)  # … with a name in quotation marks, no adverbs


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set.

    >>> sorted(words("who which"))
    ['which', 'who']
    """
    return frozenset(text.split())
