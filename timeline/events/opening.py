"""The preposition that opens the phrase of a noun."""

from __future__ import annotations

from timeline.clauses import Parse
from timeline.clauses.forms import COMMA, DETERMINER, PHRASE, PREPOSITION
from timeline.events.triggers import Trigger

__all__ = ["opener"]


def opener(parse: Parse, noun: Trigger) -> str:
    """Return the preposition before a noun's phrase, or nothing."""
    at = noun.first - 1
    while at > 0 and (
        (parse.flags[at] & (PHRASE | COMMA) and not parse.flags[at] & PREPOSITION) or _goes_through(parse, at)
    ):
        at -= 1
    return parse.tokens[at].word if at >= 0 and parse.flags[at] & PREPOSITION else ""


def _goes_through(parse: Parse, at: int) -> bool:
    """Whether a word belongs to what qualifies a noun, whatever it is elsewhere ("a short-lived but bloody, weeks-long war")."""
    word = parse.tokens[at].word
    qualifies = word.endswith(("ed", "ing")) and bool(parse.flags[at - 1] & DETERMINER)
    return word == "but" or qualifies or ("-" in word and parse.tokens[at + 1].word != ",")
