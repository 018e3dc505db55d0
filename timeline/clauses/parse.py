"""A light parser: the clauses that verb groups head. It knows no meanings, only forms and small words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.clauses.forms import (
    COMMA,
    COORDINATOR,
    DATE,
    NAME,
    NOUN,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
)
from timeline.clauses.groups import Group, verb_groups
from timeline.clauses.lexicon import Lexicon
from timeline.clauses.tokens import Token, tokenise

__all__ = ["Clause", "Parse", "parse"]


@dataclass(slots=True)
class Clause:
    """A verb group and the tokens that belong to it.

    ``kind`` is main, coordinate, relative, subordinate, complement (what somebody says), participle, infinitive or nominal
    (no verb). ``opener`` is the word that opens it, ``parent`` the clause it depends on, ``subject`` the token numbers before
    its verb that can be its subject.
    """

    number: int
    group: Group | None
    kind: str
    start: int
    end: int
    opener: str = ""
    parent: int | None = None
    subject: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Parse:
    """A sentence's tokens and clauses; ``clause_of`` gives each token's clause number."""

    tokens: list[Token]
    clauses: list[Clause]
    clause_of: list[int]
    source: tuple[str, int, list[str]] = field(repr=False)
    owned: list[list[int]] = field(default_factory=list, repr=False)
    word_sets: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)
    ends: list[int] = field(default_factory=list, repr=False)

    def token_at(self, offset: int) -> int:
        """Return the number of the token that covers an offset, or of the next one."""
        number = bisect_right(self.ends or self._measured(), offset)
        return min(number, len(self.tokens) - 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets in the text of the words from one token to another, both included."""
        ends = self.ends or self._measured()
        return ends[first] - len(self.source[2][first]), ends[last]

    def as_headline(self, lexicon: Lexicon) -> Parse:
        """Return the same words read as a headline, whose present forms are verbs."""
        return _assemble(self.tokens, verb_groups(self.tokens, lexicon, True), lexicon, self.source)

    def own_tokens(self, clause: Clause) -> list[int]:
        """Return the numbers of the tokens of a clause, in order."""
        if not self.owned:
            self.owned = [[] for _ in self.clauses]
            for number, owner in enumerate(self.clause_of):
                self.owned[owner].append(number)
        return self.owned[clause.number]

    def own_words(self, clause: Clause) -> frozenset[str]:
        """Return the words of a clause in small letters."""
        known = self.word_sets.get(clause.number)
        if known is None:
            known = self.word_sets[clause.number] = frozenset(self.tokens[at].word for at in self.own_tokens(clause))
        return known

    def _measured(self) -> list[int]:
        """Return where each token ends: only blanks stand between them."""
        text, at, written = self.source
        for words in written:
            at = text.index(words, at) + len(words)
            self.ends.append(at)
        return self.ends


def parse(
    text: str, start: int, end: int, lexicon: Lexicon, *, dates: Sequence[tuple[int, int]] = (), headline: bool = False
) -> Parse:
    """Return the clauses of ``text[start:end]``.

    ``dates`` are spans that count as one word each; headlines read present forms as verbs.

    >>> from timeline.rules import packaged
    >>> text = "The rebels attacked a village before they fled."
    >>> found = parse(text, 0, len(text), Lexicon.from_rules(packaged()))
    >>> [(clause.kind, clause.group.lemma) for clause in found.clauses]
    [('main', 'attack'), ('subordinate', 'flee')]
    """
    tokens, written = tokenise(text, start, end, lexicon, dates)
    groups = verb_groups(tokens, lexicon, headline)
    return _assemble(tokens, groups, lexicon, (text, start, written))


def _assemble(tokens: list[Token], groups: list[Group], lexicon: Lexicon, source: tuple[str, int, list[str]]) -> Parse:
    if not groups:
        nominal = Clause(0, None, "nominal", 0, len(tokens), subject=(0, len(tokens)))
        return Parse(tokens, [nominal], [0] * len(tokens), source)
    starts = [_clause_start(tokens, groups, number, lexicon) for number in range(len(groups))]
    clauses: list[Clause] = []
    waiting_opener = ""
    waiting: tuple[int, int] | None = None  # a subject whose verb has not come yet
    clause_of = [0] * len(tokens)
    for number, group in enumerate(groups):
        start = starts[number][0]
        end = starts[number + 1][0] if number + 1 < len(groups) else len(tokens)
        kind, opener = _kind(tokens, group, start, groups[:number], clauses)
        clause = Clause(number, group, kind, start, end, opener, None, (start, group.first))
        if number == 0:
            if kind in ("relative", "participle", "infinitive") and start > 0 and _holds_noun(tokens, 0, start):
                waiting = (0, start)
            elif kind in ("main", "participle") or start == 0:
                clause.start, clause.subject = 0, (0, group.first)
            elif start > 0:
                waiting = (0, start)
        elif (
            waiting is None
            and kind in ("participle", "relative")
            and (opened := _open_subject(tokens, groups, number, start)) is not None
        ):
            waiting, waiting_opener = (opened, start), tokens[opened].word
        elif waiting is not None and group.finite and kind in ("main", "coordinate") and not opener:
            clause.kind, clause.opener = ("subordinate" if waiting_opener else "main"), waiting_opener
            clause.subject = waiting
            clause_of[slice(*waiting)] = [number] * (waiting[1] - waiting[0])
            waiting, waiting_opener = None, ""
        clause_of[clause.start : end] = [number] * (end - clause.start)
        clauses.append(clause)
    _settle(tokens, clauses, clause_of, waiting)
    return Parse(tokens, clauses, clause_of, source)


def _settle(tokens: list[Token], clauses: list[Clause], clause_of: list[int], waiting: tuple[int, int] | None) -> None:
    if waiting is not None:  # a nominal sentence: a noun with a clause that tells more of it
        nominal = Clause(len(clauses), None, "nominal", waiting[0], waiting[1], subject=waiting)
        clause_of[slice(*waiting)] = [nominal.number] * (waiting[1] - waiting[0])
        clauses.append(nominal)
    mains = [clause.number for clause in clauses if clause.kind in ("main", "coordinate")]
    for clause in clauses:
        if clause.kind == "main":
            continue
        at = bisect_left(mains, clause.number)
        earlier, later = mains[:at], [n for n in mains[at : at + 2] if n > clause.number]
        if clause.kind in ("relative", "participle", "infinitive", "complement", "coordinate") and clause.start > 0:
            clause.parent = clause_of[clause.start - 1]
            if clause.kind == "participle" and tokens[clause.start - 1].flags & COMMA:
                clause.parent = _finite_above(clauses, clause.parent)
            if clause.parent == clause.number:
                clause.parent = earlier[-1] if earlier else None
        else:
            clause.parent = earlier[-1] if earlier else later[0] if later else None


def _open_subject(tokens: list[Token], groups: list[Group], number: int, start: int) -> int | None:
    """Return where a clause opens whose verb has not come when a participle or relative clause breaks in."""
    if not tokens[start].flags & COMMA and not (start and tokens[start - 1].flags & COMMA):
        return None
    for at in range(groups[number - 1].last + 1, start):
        flags = tokens[at].flags
        if flags & SUBORDINATOR and not flags & (PREPOSITION | RELATIVE) and _holds_noun(tokens, at, start):
            return at
    return None


def _finite_above(clauses: list[Clause], number: int) -> int:
    """Return the clause with a finite verb that a participle behind a comma tells more of, past infinitives between."""
    current = clauses[number]
    while (
        current.kind in ("infinitive", "participle", "subordinate")
        and current.parent is not None
        and current.parent < current.number
    ):
        current = clauses[current.parent]
    return current.number


def _holds_noun(tokens: list[Token], start: int, end: int) -> bool:
    return any(token.flags & (NOUN | NAME) for token in tokens[start:end]) and not tokens[start].flags & PREPOSITION


def _clause_start(tokens: list[Token], groups: list[Group], number: int, lexicon: Lexicon) -> tuple[int, str]:
    group = groups[number]
    floor = groups[number - 1].last + 1 if number else 0
    if group.form == "base":
        return max(group.first, floor), ""
    if group.form in ("ing", "en"):
        start = max(group.first, floor)
        if start - 1 >= floor and tokens[start - 1].word in lexicon.openers:
            start -= 1
        return start, ""
    return _finite_start(tokens, groups, number, floor), ""


def _finite_start(tokens: list[Token], groups: list[Group], number: int, floor: int) -> int:
    """Return where a finite verb's clause begins: at the word that opens it, else at the comma, else after the verb before."""
    group = groups[number]
    comma: int | None = None
    joint: int | None = None
    for at in range(group.first - 1, floor - 1, -1):
        token = tokens[at]
        flags = token.flags
        if flags & RELATIVE or (
            flags & SUBORDINATOR and not (flags & PREPOSITION and _is_phrase(tokens, at, group.first))
        ):
            return at if joint is None or number == 0 else joint
        if flags & STOP or (flags & QUOTE and at > floor and tokens[at - 1].flags & (COMMA | STOP)):
            if joint is not None:
                return joint
            return at + 1 if number or token.word in (";", "—", "|") else 0
        if flags & COMMA and comma is None:
            comma = at
        if (
            flags & COORDINATOR
            and joint is None
            and (at == group.first - 1 or (at - 1 >= floor and tokens[at - 1].flags & COMMA))
        ):
            joint = at
    if number == 0:
        return 0
    if joint is not None:
        return joint
    if comma is not None:
        return comma
    for at in range(group.first - 1, floor - 1, -1):
        if tokens[at].flags & COORDINATOR and groups[number - 1].lemma not in ("say", "tell", "claim", "report"):
            return at
    if groups[number - 1].form in ("en", "ing") or _opens_relative(tokens, groups, number):
        return group.first  # "the man accused of it was arrested": the subject stands before the participle
    dates = [at for at in range(floor, group.first) if tokens[at].flags & DATE]
    return dates[-1] + 1 if dates else floor  # "said on Monday it was early": the date is of the saying


def _opens_relative(tokens: list[Token], groups: list[Group], number: int) -> bool:
    """Whether the verb group before heads a relative clause that this verb closes ("the group that did it fled")."""
    before = groups[number - 1]
    return before.finite and before.first > 0 and bool(tokens[before.first - 1].flags & RELATIVE)


def _is_phrase(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether "since", "after", "until" … opens a phrase that a comma closes before the verb, not a clause."""
    return (
        at + 1 >= verb
        or bool(tokens[at + 1].flags & DATE)
        or any(token.flags & COMMA for token in tokens[at + 1 : verb])
    )


def _kind(tokens: list[Token], group: Group, start: int, before: list[Group], clauses: list[Clause]) -> tuple[str, str]:
    opener = tokens[start].word
    flags = tokens[start].flags
    if flags & COMMA and start + 1 < group.first:
        following = tokens[start + 1]
        if following.flags & (RELATIVE | SUBORDINATOR | COORDINATOR):
            opener, flags = following.word, following.flags
    if group.form == "base":
        return "infinitive", "to"
    if group.form in ("ing", "en"):
        return "participle", opener if start < group.first else ""
    if flags & SUBORDINATOR and opener == "that":
        speech = (
            bool(before)
            and start <= before[-1].last + 4
            and not (tokens[start - 1].flags & NOUN and tokens[start - 1].flags & COMMA)
        )
        named = start > 0 and tokens[start - 1].flags & NOUN and not (before and start - 1 <= before[-1].last)
        return ("complement" if speech and not (named and start + 1 == group.first) else "relative"), opener
    if flags & RELATIVE:
        return "relative", opener
    if flags & SUBORDINATOR and not (flags & PREPOSITION and _is_phrase(tokens, start, group.first)):
        return "subordinate", opener
    if flags & COORDINATOR:
        return ("coordinate" if clauses else "main"), ""
    if before and start == before[-1].last + 1 and before[-1].finite and not tokens[start].flags & COMMA:
        return "complement", ""
    return "main", ""
