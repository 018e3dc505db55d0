"""Dates that stand before a thing which is no happening ("a 2006 car", "the previous day's surge"): they date no verb."""

from __future__ import annotations

from timeline.clauses import Parse
from timeline.clauses.forms import ADJECTIVE, DETERMINER, NAME, NOUN, POSSESSIVE, PREPOSITION, words
from timeline.events.triggers import Found

__all__ = ["names_a_thing"]

_LONGEST = 5
"""Words of the phrase behind a date, and of what stands in it before the date."""
_OF_THINGS = words("of over on for to about like including from against than into regarding concerning")
"""Prepositions before what a deed is about or goes back to, at any time ("enthusiasm for the party's 2024 ticket")."""

_AIMED_AT = words(
    "follow precede drive own use cite quote recall mention disavow defend delay change remake cover highlight underscore "
    "revisit repeat echo mirror reflect match exceed top surpass rival recreate"
)
"""Verbs whose object may be of any time."""
_WHERE, _ARTICLE = words("in at on during"), 2
"""What opens "in the face of", and how many words before "of" its article stands."""


def names_a_thing(parse: Parse, found: Found, at: int) -> bool:
    """Whether a date only says which thing is meant that a deed is about, and that thing is no happening.

    What the thing itself does it does then ("a 2013 law banned …"), and so is what is done at or in it ("in the 2020 race, she
    …", "in the face of the 2020 advance"). ``at`` is the date's token.
    """
    phrase = _phrase_behind(parse, at)
    if not phrase or any(at < noun.head < phrase.stop for noun in found.nouns):
        return False
    opener = _before_phrase(parse, at)
    if opener < 0:
        return False
    word = parse.tokens[opener].word
    if word == "of":
        return not _is_at_the_time_of(parse, opener)
    group = parse.clauses[parse.clause_of[at]].group
    if word == "for" and group is not None and at < group.first:
        return False  # "the harvest for the 2015 season stood at two tons"
    return word in _OF_THINGS or (group is not None and group.last == opener and group.lemma in _AIMED_AT)


def _phrase_behind(parse: Parse, at: int) -> range:
    """Return the tokens of the noun's phrase that a date stands right before, nothing where it stands alone."""
    tokens, first = parse.tokens, at + 1
    if first < len(tokens) and tokens[first].flags & POSSESSIVE:
        first += 1
    elif (
        not at or tokens[at - 1].flags & PREPOSITION or not tokens[at - 1].flags & (DETERMINER | POSSESSIVE | ADJECTIVE)
    ):
        return range(first, first)
    head = first
    while head < min(len(tokens), first + _LONGEST) and parse.flags[head] & (NOUN | NAME | ADJECTIVE):
        head += 1
    return range(first, head)


def _before_phrase(parse: Parse, at: int) -> int:
    """Return the word before the phrase in which a date stands, below nought where there is none."""
    group = parse.clauses[parse.clause_of[at]].group
    for step in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
        if (group is not None and step == group.last) or not parse.tokens[step].flags & (
            DETERMINER | POSSESSIVE | ADJECTIVE | NOUN | NAME
        ):
            return step
    return -1


def _is_at_the_time_of(parse: Parse, of: int) -> bool:
    """Whether "of" closes a phrase that says when or amid what something was done ("in the face of", "at the height of")."""
    tokens = parse.tokens
    return of > _ARTICLE and tokens[of - _ARTICLE].word == "the" and tokens[of - _ARTICLE - 1].word in _WHERE
