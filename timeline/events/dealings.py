"""What is done to whom, and by whom: verbs that say little get their type from the kind of their object and of who does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.clauses import Clause, Group, Parse
from timeline.clauses.forms import (
    ADVERB,
    COMMA,
    DATE,
    NAME,
    NOUN,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    QUOTED_PHRASE,
    words,
)
from timeline.rules import Entry

__all__ = ["Dealing", "fitting", "read_dealings"]

_QUANTITIES = words(
    "dozens scores hundreds thousands tens number numbers group groups members some most many all half part parts one two "
    "three four five six seven eight nine ten couple handful pair crowd crowds wave batch lot outskirts centre center series "
    "much rest control hundred thousand several million"
)
"""Words whose "of" tells of what there are so many."""
_FOR_PEOPLE = words(
    "afghans syrians palestinians rohingya congolese ukrainians russians pakistanis indians sudanese iranians"
)
_OBJECT_REACH = 12
_WORKS_AS = (
    "men",
    "woman",
    "women",
    "ists",
    "ologist",
    "icians",
    "ician",
    "keepers",
    "holders",
    "goers",
    "seekers",
    "workers",
)
"""How nouns for people end."""
_COUNTED_NAME = 2
_SKIPPED = words("also again then later reportedly briefly already now still just all back")
_BEHIND = words(
    "home away out back down off up over unopposed void dead null broken empty ablaze alight alone again hostage captive"
)
"""Words behind an object that say where it went or what became of it."""
_FROM = ("from",)
_LEADER = "counterpart"
"""A word that only a list of leaders has."""
_OWN_SUBJECT = ("where", "when")
"""Openers of relative clauses that are never their subject."""
_ANYBODY = ""
_ANY_NAME = "*"
_SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Dealing:
    """What a verb with its particles tells where it is done to (or, ``of`` subject, by) such things, by such doers."""

    name: str
    particles: tuple[str, ...]
    done_to: frozenset[str]
    people: bool
    of: str
    by: str
    near: frozenset[str]
    unless: frozenset[str]
    over: frozenset[str]
    type: str


def read_dealings(entries: Sequence[Entry], kinds: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[Dealing, ...]]:
    """Return what the entries of the types file say of verbs and what they are done to, by the base form of the verb."""
    found: dict[str, tuple[Dealing, ...]] = {}
    for entry in entries:
        done_to = _listed(entry.get("done_to", ()), kinds)
        for verb in entry["verbs"]:
            base, *particles = verb.split()
            dealing = Dealing(
                entry["name"],
                tuple(particles),
                done_to,
                "@person" in entry.get("done_to", ()),
                entry.get("of", ""),
                entry.get("by", _ANYBODY),
                _listed(entry.get("near", ()), kinds),
                _listed(entry.get("unless", ()), kinds),
                frozenset(("", "other", *entry.get("over", ()))),
                entry["type"],
            )
            found[base] = (*found.get(base, ()), dealing)
    return found


def _listed(given: Sequence[str], kinds: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return words, those that begin with "@" being the name of a list of them."""
    return frozenset(word for one in given for word in (kinds.get(one[1:], ()) if one.startswith("@") else (one,)))


def fitting(
    parse: Parse, clause: Clause, dealings: Sequence[Dealing], own_type: str, persons: frozenset[int] = frozenset()
) -> Iterator[Dealing]:
    """Yield what fits a clause's verb, its object and the words about it; who must have done it is for the caller to see.

    ``persons`` are the tokens that end the names of people of rank.
    """
    group = clause.group
    if group is None:
        return
    told = parse.own_words(clause)
    if clause.kind == "infinitive" and clause.parent is not None:  # "were told to leave"
        told |= parse.own_words(parse.clauses[clause.parent])
    for dealing in dealings:
        if own_type not in dealing.over or not dealing.unless.isdisjoint(told):
            continue
        if dealing.near and dealing.near.isdisjoint(told) and not _is_at_a_name(parse, group, dealing.near):
            continue
        if not (dealing.done_to or dealing.people):
            if _has_particles(parse, group, dealing.particles) or not dealing.particles:
                yield dealing
        elif any(
            _is_such(parse, at, dealing) or (at in persons and _LEADER in dealing.done_to)
            for at in _objects(parse, clause, group, dealing)
        ):
            yield dealing


def _is_at_a_name(parse: Parse, group: Group, near: frozenset[str]) -> bool:
    """Whether the verb is followed by where something is, by name, where that is enough ("was in Qarsum on Friday")."""
    if _ANY_NAME not in near:
        return False
    at = _past_adverbs(parse, group.last + 1)
    while at < len(parse.tokens) and parse.tokens[at].word in ("back", "due", "days", "hours", "three", "two", "four"):
        at += 1
    after = parse.flags[at : at + 2]
    return len(after) == _COUNTED_NAME and parse.tokens[at].word in ("in", "to", "for") and bool(after[1] & NAME)


def _is_such(parse: Parse, at: int, dealing: Dealing) -> bool:
    token = parse.tokens[at]
    if token.word in dealing.done_to or token.lemma in dealing.done_to:
        return True
    if _ANY_NAME in dealing.done_to and token.flags & NAME:
        return True
    if dealing.of and token.flags & NUMBER and "thousands" in dealing.done_to:
        return True
    if dealing.of and token.flags & NAME and _stands_for(parse, at, dealing.done_to):
        return True
    if not dealing.people:
        return False
    if token.word in _FOR_PEOPLE:
        return True
    if token.word.endswith(_WORKS_AS) and not token.flags & NAME:
        return True
    counted = parse.flags[max(0, at - _COUNTED_NAME) : at]
    return bool(token.flags & NAME) and token.word.endswith("s") and any(flags & NUMBER for flags in counted)


def _stands_for(parse: Parse, name: int, offices: frozenset[str]) -> bool:
    """Whether a name stands behind what somebody is ("the envoy Ana Ruiz")."""
    at = name
    while at > 0 and parse.flags[at - 1] & NAME and parse.tokens[at].word not in offices:
        at -= 1
    return parse.tokens[at].word in offices or (at > 0 and parse.tokens[at - 1].word in offices)


def _has_particles(parse: Parse, group: Group, particles: Sequence[str]) -> bool:
    after = [token.word for token in parse.tokens[group.last + 1 : group.last + 1 + len(particles)]]
    return after == list(particles)


def _objects(parse: Parse, clause: Clause, group: Group, dealing: Dealing) -> Iterator[int]:
    """Yield the heads of what a verb is done to, where its particles stand where they must."""
    particles = dealing.particles
    if dealing.of == _SUBJECT:
        if _has_particles(parse, group, particles):
            yield from _subject_heads(parse, clause, group)
        return
    if group.passive or (group.form == "en" and clause.kind != "main"):
        if _has_particles(parse, group, particles):
            yield from _subject_heads(parse, clause, group)
        return
    if dealing.people and particles == _FROM and group.past and _has_particles(parse, group, particles):
        yield from _subject_heads(parse, clause, group)  # "the men pulled from a bus"
    at = _past_adverbs(parse, group.last + 1)
    if particles and [token.word for token in parse.tokens[at : at + len(particles)]] == list(particles):
        yield from _phrase_heads(parse, _past_adverbs(parse, at + len(particles)))
        if clause.kind == "relative" and _ends_phrase(parse, at + len(particles)):
            yield from _antecedent(parse, clause)
        return
    heads = list(_phrase_heads(parse, at))
    if not particles:
        yield from heads
        if not heads and clause.kind == "relative" and clause.opener not in ("who", "where", "when"):
            yield from _antecedent(parse, clause)
        return
    if heads:  # "took nine men away"
        after = max(heads) + 1
        if [token.word for token in parse.tokens[after : after + len(particles)]] == list(particles):
            yield from heads


def _past_adverbs(parse: Parse, at: int) -> int:
    """Return the first token from one on that is no adverb or date."""
    while at < len(parse.tokens) and (
        parse.flags[at] & DATE or (parse.tokens[at].word in _SKIPPED) or parse.flags[at] == ADVERB
    ):
        at += 1
    return at


def _ends_phrase(parse: Parse, at: int) -> bool:
    return at >= len(parse.tokens) or not parse.flags[at] & QUOTED_PHRASE or bool(parse.flags[at] & DATE)


def _phrase_heads(parse: Parse, start: int) -> Iterator[int]:
    """Yield the heads of the phrase that begins at a token, those joined to it by "and", and what a quantity is of."""
    head, at, end = None, start, min(start + _OBJECT_REACH, len(parse.tokens))
    while at < end:
        flags, word = parse.flags[at], parse.tokens[at].word
        if head is not None and word == "of" and parse.tokens[head].word in _QUANTITIES:
            head, at = None, at + 1
            continue
        if word in ("and", "or") and head is not None:
            yield head
            head, at = None, at + 1
            continue
        if word in _QUANTITIES and at + 1 < end and parse.tokens[at + 1].word == "of":
            head, at = None, at + 2
            continue
        if (
            word in ("more", "than", "about", "around", "over", "some", "at", "least", "up", "to", "nearly")
            and head is None
        ):
            if flags & PREPOSITION and not _leads_to_number(parse, at):
                break
            at += 1
            continue
        if head is None and flags & DATE and at > start:  # "a 24-hour pause"
            at += 1
            continue
        if word in _BEHIND and head is not None:
            break
        if flags & (PREPOSITION | COMMA | DATE) or not flags & QUOTED_PHRASE:
            break
        if flags & (NOUN | NAME) and not flags & POSSESSIVE:
            head = at
        at += 1
    if head is not None:
        yield head


def _leads_to_number(parse: Parse, at: int) -> bool:
    return any(flags & NUMBER for flags in parse.flags[at + 1 : at + 3])


def _subject_heads(parse: Parse, clause: Clause, group: Group) -> Iterator[int]:
    """Yield the head of the subject: of a participle or a relative clause the noun before it."""
    if (clause.kind == "relative" and clause.opener not in _OWN_SUBJECT) or (
        clause.subject[1] <= clause.subject[0] and group.form == "en"
    ):
        yield from _antecedent(parse, clause)
        return
    if clause.kind == "infinitive" and clause.parent is not None and clause.subject[1] <= clause.subject[0]:
        above = parse.clauses[clause.parent]
        if above.group is not None:
            ordered = (
                []
                if above.group.passive
                else [h for h in _phrase_heads(parse, above.group.last + 1) if h < clause.start]
            )
            yield from ordered or _subject_heads(parse, above, above.group)
        return
    head, quantity = None, False
    for at in range(clause.subject[0], min(clause.subject[1], group.first)):
        flags, word = parse.flags[at], parse.tokens[at].word
        if word in ("they", "he", "she"):
            yield at
        quantity = quantity or word in _QUANTITIES
        if word == "of" and quantity and (head is None or parse.tokens[head].word in _QUANTITIES):
            head = None
        elif word == "and" and head is not None:
            yield head
            head = None
        elif flags & (PREPOSITION | COMMA) and head is not None:
            break
        elif flags & (NOUN | NAME) and not flags & PREPOSITION:
            head = at
    if head is not None:
        yield head
    elif group.first > 0 and parse.flags[group.first - 1] & NUMBER:
        yield group.first - 1  # "about 9,000 crossed"


def _antecedent(parse: Parse, clause: Clause) -> Iterator[int]:
    """Yield the noun that a clause tells more of: the last one before it."""
    at = clause.start - 1
    while at >= 0 and parse.flags[at] & (COMMA | PREPOSITION):
        at -= 1
    if at >= 0 and parse.flags[at] & (NOUN | NAME):
        yield at
        if at > 1 and parse.tokens[at - 1].word == "of":
            if parse.flags[at] & NAME and parse.flags[at - 2] & NOUN:
                yield at - 2  # "the town of Qarsum, which troops had left"
            return
        for step in range(at - 1, max(0, at - 5), -1):
            if parse.flags[step] & PREPOSITION and step > 0 and parse.flags[step - 1] & NOUN:
                yield step - 1  # "men from the village who were taken"
                return
