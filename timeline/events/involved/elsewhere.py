"""Places that a sentence names beside a happening, which was not there: those of other deeds and times, of roads, of a topic."""

from __future__ import annotations

from timeline.clauses import Parse
from timeline.clauses.forms import ADJECTIVE, NAME, NOUN, VERB
from timeline.events.involved.ground_words import GroundWords
from timeline.events.involved.scopes import APART
from timeline.events.triggers import Trigger
from timeline.model import PlaceMention

__all__ = ["SAYING", "SOMEWHERE", "is_elsewhere"]

SOMEWHERE = frozenset(("attack", "clash", "military_operation", "protest", "displacement", "takeover"))
"""Types of which a sentence that names one place mostly says where."""
SAYING = frozenset(("say", "tell", "claim", "report", "announce", "confirm", "add", "state"))
_OPENING = 4
_CLOSE, _LONG = 3, 10
_SPANS_OF_TIME = frozenset(
    f"{unit}{ending}"
    for unit in ("minute", "hour", "day", "night", "week", "month", "year", "decade")
    for ending in ("", "s")
)


def is_elsewhere(parse: Parse, trigger: Trigger, mention: PlaceMention, ground_words: GroundWords) -> bool:
    """Whether a place is named for something other than to say where the happening was."""
    return (
        _of_another_time(parse, trigger, mention)
        or _of_who_says_it(parse, trigger, mention, ground_words)
        or _of_another_deed(parse, trigger, mention)
        or _of_what_somebody_did(parse, trigger, mention, ground_words)
        or _of_a_way(parse, mention, ground_words)
        or _is_topic(parse, trigger, mention)
    )


def _of_a_way(parse: Parse, mention: PlaceMention, ground_words: GroundWords) -> bool:
    """Whether a country is only where a road or goods come from or lead to ("cut the supply line from Turkey")."""
    if mention.place.level != "country" or mention.cue not in ("from", "to", "into", "with", "toward", "towards"):
        return False
    at = parse.token_at(mention.start)
    return any(parse.tokens[n].word in ground_words.ways for n in range(max(0, at - _CLOSE), at))


def _is_topic(parse: Parse, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a country before talks is what they are about ("resumed the Syria peace talks")."""
    if trigger.type != "meeting" or mention.place.level != "country":
        return False
    after = parse.token_at(mention.end - 1) + 1
    return after <= trigger.head <= after + 2 and all(
        parse.flags[n] & (NOUN | ADJECTIVE) for n in range(after, trigger.head)
    )


def _of_another_time(parse: Parse, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place only tells which earlier happening another followed ("following the Ankara bombing, jets struck …")."""
    at = parse.token_at(mention.start)
    if _comes_long_after(parse, trigger, at) or _follows(parse, trigger, at):
        return True
    opener = next((n for n in range(at - 1, max(-1, at - 4), -1) if parse.tokens[n].word in APART), None)
    following = parse.token_at(mention.end - 1) + 1
    if opener is None or following >= len(parse.tokens) or not parse.tokens[following].flags & NOUN:
        return False
    return not opener < trigger.head <= following + 1


def _comes_long_after(parse: Parse, trigger: Trigger, at: int) -> bool:
    """Whether a place is that of what came a day or more before or after ("struck the port a day after a raid in Haifa")."""
    within = range(max(1, trigger.head + 1), at)
    return any(
        parse.tokens[n].word in ("after", "before") and parse.tokens[n - 1].word.rpartition(" ")[2] in _SPANS_OF_TIME
        for n in within
    )


def _follows(parse: Parse, trigger: Trigger, at: int) -> bool:
    """Whether a place is that of what a happening only follows ("the blast follows an attack near Herat")."""
    for verb in range(trigger.last + 1, at):
        if parse.tokens[verb].lemma == "follow" and parse.flags[verb] & VERB:
            return all(token.word != "by" for token in parse.tokens[verb : verb + _CLOSE + 2])
    return False


def _of_another_deed(parse: Parse, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place only says which attack something was done about ("seized suspects in the Paris, Brussels attacks")."""
    if trigger.part == "noun" or trigger.type in SOMEWHERE - {"takeover"}:
        return False
    after = parse.token_at(mention.end - 1) + 1
    for at in range(after, min(after + _CLOSE, len(parse.tokens))):
        token = parse.tokens[at]
        if token.names and parse.flags[at] & NOUN:
            return at > trigger.last
        if not (token.word in (",", "and") or parse.flags[at] & NAME):
            return False
    return False


def _of_what_somebody_did(parse: Parse, trigger: Trigger, mention: PlaceMention, ground_words: GroundWords) -> bool:
    """Whether a place is that of what somebody had done before ("killed a man linked to attacks on hotels in Tunisia")."""
    at = parse.token_at(mention.start)
    earlier = range(max(trigger.last + 1, at - _LONG), at)
    known_for = next((n for n in earlier if parse.tokens[n].word in ground_words.known_for), None)
    if known_for is not None and parse.clauses[parse.clause_of[known_for]].kind not in ("participle", "relative"):
        return False
    return known_for is not None and any(parse.tokens[n].names for n in range(known_for + 1, at))


def _of_who_says_it(parse: Parse, trigger: Trigger, mention: PlaceMention, ground_words: GroundWords) -> bool:
    """Whether a place only tells where those are who say it ("Police in Quetta said that … after the coup")."""
    at = parse.token_at(mention.start)
    if trigger.type == "statement" and trigger.part != "noun" and not trigger.lemma.startswith("claim"):
        opens = at <= _OPENING and parse.tokens[0].word in ("in", "at")  # "In Geneva, the envoy said"
        by = any(parse.tokens[n].word == "by" for n in range(max(trigger.head, at - 8), at))
        return (at < trigger.head and not opens) or by or trigger.lemma in ground_words.reactions
    group = parse.clauses[parse.clause_of[at]].group
    return group is not None and group.lemma in SAYING and at < group.first and group.head < trigger.first
