"""The table of event types as the finders use it: which words name which type, and what decides where they name several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.clauses import Token
from timeline.clauses.forms import DATE, NAME
from timeline.events.dealings import Dealing, read_dealings
from timeline.events.holding import Holding, read_holdings
from timeline.rules import Entry, Rules

__all__ = [
    "DECIDED_LATE",
    "DEEDS",
    "DIES",
    "FILE",
    "MAKES_KNOWN",
    "Context",
    "EventType",
    "Phase",
    "Phrase",
    "TypeTable",
]

FILE = "types.toml"
DECIDED_LATE = frozenset(("statistic", "other"))
"""Types that the words about a verb without a meaning of its own give it only when its row is made: what else its clause
names, or hangs on, has the date."""
DEEDS = frozenset(
    (
        *("attack", "clash", "military_operation", "takeover", "agreement", "breakdown", "meeting", "restriction"),
        *("displacement", "legal", "political", "aid", "protest"),
    )
)
"""Types of what is done: all but what is said, what is counted and what is of no type of its own."""
DIES = frozenset(("die", "perish"))
MAKES_KNOWN = frozenset(("announce", "declare"))
_WIDEST_GAP = 6
_LONGEST_NAMES = 8
"""Words between a verb and what completes it, and how many more may be names ("placed Vice-President Ana Ruiz under arrest")."""
_BEFORE_DATES = frozenset(("in", "at", "on", "for", "to", "into"))
_NOT_BETWEEN = frozenset(
    (
        *(",", ".", ";", "that", "during", "after", "before", "amid", "despite", "under", "following", "since"),
        *("until", "because", "when", "while", "against"),
    )
)
"""Words behind which nothing completes a verb any more ("withdrew under a truce")."""


@dataclass(frozen=True, slots=True)
class EventType:
    """A type's name, its label for people, and its crosswalks."""

    name: str
    label: str
    plover: str
    acled: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb's base form, and the words that must follow it ("*" allows some words between)."""

    words: tuple[str, ...]
    type: str
    opening: str
    """The first of the words that must follow, which stands near the verb or the phrase does not."""


@dataclass(frozen=True, slots=True)
class Context:
    """Near which words, and not near which, a trigger has another type."""

    name: str
    triggers: frozenset[str]
    near: frozenset[str]
    unless: frozenset[str]
    type: str

    def fits(self, trigger: str, words: frozenset[str]) -> bool:
        """Whether it decides for this trigger among these words."""
        return trigger in self.triggers and not self.near.isdisjoint(words) and self.unless.isdisjoint(words)


@dataclass(frozen=True, slots=True)
class Phase:
    """Of which types that is what a verb may only say to begin or to be ordered, and how many words may stand between.

    ``unsaid`` holds for verbs that do not stand for it in what somebody says: that it is said is told as its doing.
    """

    types: frozenset[str]
    widest: int
    unsaid: bool


@dataclass(frozen=True, slots=True)
class TypeTable:
    """All types with their triggers, ready to be looked up by base form."""

    types: Mapping[str, EventType]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    compounds: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    contexts: tuple[Context, ...]
    plover: Mapping[str, str]
    light: frozenset[str]
    happen: frozenset[str]
    background: frozenset[str]
    permits: frozenset[str] = frozenset()
    """The verbs of letting others do something."""
    status: Mapping[str, frozenset[str]] = field(default_factory=dict)
    holdings: Mapping[str, tuple[Holding, ...]] = field(default_factory=dict)
    dealings: Mapping[str, tuple[Dealing, ...]] = field(default_factory=dict)
    """What verbs that say little tell by what they are done to, by the base form of the verb."""
    phases: Mapping[str, Phase] = field(default_factory=dict)
    """The verbs that only say that what follows them began, was tried or was ordered."""
    depending: Mapping[str, tuple[Context, ...]] = field(init=False, repr=False, compare=False)
    """The triggers whose type the words about them decide, with the contexts that do."""
    given: frozenset[str] = field(init=False, repr=False, compare=False)
    """The verbs without a meaning of their own to which the words about them give a type at once, not only in the end."""

    openings: Mapping[str, Mapping[str, tuple[Phrase, ...]]] = field(init=False, repr=False, compare=False)
    """Of the verbs that phrases begin with, the phrases by the word that must stand near, the longest first."""

    def __post_init__(self) -> None:
        opening: dict[str, dict[str, tuple[Phrase, ...]]] = {}
        for verb, phrases in self.phrases.items():
            by_word = opening.setdefault(verb, {})
            for phrase in sorted(phrases, key=_by_length):
                by_word[phrase.opening] = (*by_word.get(phrase.opening, ()), phrase)
        object.__setattr__(self, "openings", opening)
        found: dict[str, tuple[Context, ...]] = {}
        for context in self.contexts:
            for trigger in context.triggers:
                found[trigger] = (*found.get(trigger, ()), context)
        object.__setattr__(self, "depending", found)
        at_once = (c.triggers for c in self.contexts if c.type not in DECIDED_LATE)
        object.__setattr__(self, "given", frozenset().union(*at_once) - self.verbs.keys())

    @classmethod
    def from_rules(cls, rules: Rules) -> TypeTable:
        """Return the table of the types file."""
        entries = rules.entries(FILE, "type")
        verbs: dict[str, str] = {}
        nouns: dict[str, str] = {}
        compounds: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        phrases: dict[str, list[Phrase]] = {}
        plover = {verb: code for code, found in rules.table(FILE, "statements").items() for verb in found}
        for verb in plover:
            _add_verb(verb, "statement", verbs, phrases)
        for entry in entries:
            name = entry["name"]
            for verb in (*entry.get("verbs", ()), *entry.get("phrases", ())):
                _add_verb(verb, name, verbs, phrases)
            for noun in entry.get("nouns", ()):
                words = tuple(noun.split())
                if len(words) == 1 or (len(words) == 2 and words[1] == "of"):
                    nouns.setdefault(noun, name)
                else:
                    compounds.setdefault(words[-1], []).append((words, name))
        grammar = rules.table(FILE, "grammar")
        return cls(
            {entry["name"]: _event_type(entry) for entry in entries},
            verbs,
            nouns,
            {last: tuple(sorted(found, key=lambda item: -len(item[0]))) for last, found in compounds.items()},
            {first: tuple(sorted(found, key=lambda item: -len(item.words))) for first, found in phrases.items()},
            tuple(_context(entry) for entry in rules.entries(FILE, "context")),
            plover,
            frozenset(grammar.get("light", ())),
            frozenset(grammar.get("happen", ())),
            frozenset(grammar.get("background", ())),
            frozenset(grammar.get("permits", ())),
            {name: frozenset(words) for name, words in rules.table(FILE, "status").items()},
            read_holdings(rules.entries(FILE, "holding")),
            read_dealings(rules.entries(FILE, "dealing"), rules.table(FILE, "objects")),
            _phases(rules),
        )

    def of_verb(self, tokens: Sequence[Token], head: int, end: int) -> tuple[str, int, str] | None:
        """Return the type that a verb names, the last token of what names it, and its base words; None if it names nothing."""
        lemma = tokens[head].lemma
        openings = self.openings.get(lemma)
        if openings is not None:
            window = tokens[head + 1 : min(end, head + 2 + _WIDEST_GAP + _LONGEST_NAMES)]
            near = [token for token in window if token.word in openings or token.lemma in openings]
            if near:
                phrases = [phrase for token in near for phrase in openings.get(token.word) or openings[token.lemma]]
                if len(near) > 1:
                    phrases.sort(key=_by_length)
                for phrase in phrases:
                    last = _follows(tokens, head, end, phrase.words)
                    if last is not None and not _opens_a_date(tokens, last):
                        return phrase.type, last, " ".join((lemma, *phrase.words))
        found = self.verbs.get(lemma)
        return (found, head, lemma) if found is not None else None

    def of_noun(self, tokens: Sequence[Token], at: int) -> tuple[str, int, str] | None:
        """Return the type that a noun names, the first token of what names it, and its base words; None if it names nothing."""
        token = tokens[at]
        for noun in (token.word,) if token.word == token.lemma else (token.word, token.lemma):
            for words, name in self.compounds.get(noun, ()):
                first = at + 1 - len(words)
                if first >= 0 and tokens[first].word == words[0] and _stand_at(tokens, first, words[:-1]):
                    return name, first, " ".join(words)
            found = self.nouns.get(noun)
            if found is None and at + 1 < len(tokens) and tokens[at + 1].word == "of":
                found = self.nouns.get(f"{noun} of")
            if found is not None:
                return found, at, noun
        return None

    def decided(self, type_name: str, lemma: str, words: frozenset[str]) -> str:
        """Return the type after the words about the trigger have had their say."""
        for context in self.depending.get(lemma, ()):
            if context.fits(lemma, words):
                return context.type
        return type_name

    def plover_of(self, type_name: str, lemma: str) -> str:
        """Return the PLOVER code; a statement's is that of its verb."""
        if type_name == "statement":
            return self.plover.get(lemma, self.plover.get(lemma.split()[0], "uncoded"))
        known = self.types.get(type_name)
        return known.plover if known else "uncoded"


def _phases(rules: Rules) -> dict[str, Phase]:
    """Return by verb what it may only say to begin, to be tried, decided or ordered."""
    return {
        verb: Phase(
            frozenset(entry["types"]),
            _WIDEST_GAP + _LONGEST_NAMES if entry.get("object") else 1,
            bool(entry.get("unsaid")),
        )
        for entry in rules.entries(FILE, "phase")
        for verb in entry["verbs"]
    }


def _event_type(entry: Entry) -> EventType:
    return EventType(
        entry["name"], entry.get("label", entry["name"]), entry.get("plover", "uncoded"), entry.get("acled", "uncoded")
    )


def _context(entry: Mapping[str, Any]) -> Context:
    return Context(
        entry["name"],
        frozenset(entry["triggers"]),
        frozenset(entry["near"]),
        frozenset(entry.get("unless", ())),
        entry["type"],
    )


def _add_verb(verb: str, name: str, verbs: dict[str, str], phrases: dict[str, list[Phrase]]) -> None:
    words = verb.split()
    if len(words) == 1:
        verbs.setdefault(verb, name)
    else:
        phrases.setdefault(words[0], []).append(
            Phrase(tuple(words[1:]), name, next(word for word in words[1:] if word != "*"))
        )


def _by_length(phrase: Phrase) -> int:
    return -len(phrase.words)


def _stand_at(tokens: Sequence[Token], first: int, words: tuple[str, ...]) -> bool:
    return all(tokens[first + number].word == word for number, word in enumerate(words))


def _follows(tokens: Sequence[Token], head: int, end: int, words: tuple[str, ...]) -> int | None:
    """Return the last token of the words after the verb, or None where they do not follow."""
    at, gap = head + 1, 0
    for word in words:
        if word == "*":
            gap = _WIDEST_GAP
            continue
        while at < end and gap >= 0:
            token = tokens[at]
            if _is(token, word):
                break
            if token.word in _NOT_BETWEEN:
                return None
            at, gap = at + 1, gap - (0 if token.flags & NAME else 1)
        if at >= end or gap < 0 or not _is(tokens[at], word):
            return None
        at, gap = at + 1, 0
    return at - 1


def _opens_a_date(tokens: Sequence[Token], last: int) -> bool:
    """Whether a phrase's last word only leads to a date ("7,600 arrived in May", which is no arrival in a place)."""
    return tokens[last].word in _BEFORE_DATES and last + 1 < len(tokens) and bool(tokens[last + 1].flags & DATE)


def _is(token: Token, word: str) -> bool:
    """Whether a token is a word in any of its forms, and no month of that name ("held elections in March")."""
    return (token.word == word or token.lemma == word) and not token.flags & DATE
