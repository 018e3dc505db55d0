"""A light parser: the clauses that verb groups head. It knows no meanings, only forms and small words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.clauses.asides import IN_DISGUISE, opens_no_clause, points_back
from timeline.clauses.forms import (
    COMMA,
    COORDINATOR,
    DATE,
    NAME,
    NOUN,
    NUMBER,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    words,
)
from timeline.clauses.groups import Group, verb_groups
from timeline.clauses.hedges import without_hedges, without_slews
from timeline.clauses.lexicon import Lexicon
from timeline.clauses.tokens import Token, tokenise

__all__ = ["Clause", "Parse", "parse"]

_SPEAKING = ("say", "tell", "claim", "report")
_BOUNDARY = RELATIVE | SUBORDINATOR | STOP | QUOTE | COMMA | COORDINATOR
"""What a word must be able to be for a clause to begin at it."""
_COUNTING = words(
    "a an at least most more less fewer than as many up to about around over nearly almost some several dozen dozens scores "
    "hundreds thousands others other another few was were two three four five six seven eight nine ten"
)
"""Words that, beside numbers, say how many."""
_LONGEST_COUNT = 8
_TELLING = words("say report claim announce confirm add believe allege warn note state reveal declare estimate")
_BRACKETS = ("(", ")", "[", "]")
"""Marks behind which a clause goes on: "the Water Board (WB) met"."""
_WHEN = ("when", "after", "before")
_HANG_ON = ("relative", "participle", "infinitive", "complement", "coordinate")
"""Kinds of clauses that depend on the one just before them."""


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

    @property
    def is_finite_main(self) -> bool:
        """Whether it is a main clause with a verb that can head a sentence."""
        return self.kind == "main" and self.group is not None and self.group.finite


@dataclass(slots=True)
class Parse:
    """A sentence's tokens and clauses; ``clause_of`` gives each token's clause number, ``flags`` what each can be."""

    tokens: list[Token]
    flags: list[int]
    clauses: list[Clause]
    clause_of: list[int]
    source: tuple[str, int] = field(repr=False)
    owned: list[list[int]] = field(default_factory=list, repr=False)
    word_sets: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)
    ends: list[int] = field(default_factory=list, repr=False)

    def token_at(self, offset: int) -> int:
        """Return the number of the token that covers an offset, or of the next one."""
        ends = self.ends or self._measured()
        number = bisect_right(ends, offset)
        return number if number < len(ends) else number - 1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets in the text of the words from one token to another, both included."""
        ends = self.ends or self._measured()
        return ends[first] - len(self.tokens[first].written), ends[last]

    def is_count_before_verb(self, clause: Clause) -> bool:
        """Whether all that stands before a clause's verb is how many ("… and more than a dozen wounded")."""
        group = clause.group
        if group is None or not clause.start < group.first <= clause.start + _LONGEST_COUNT:
            return False
        before = range(clause.start, group.first)
        count = [at for at in before if not self.flags[at] & COORDINATOR]
        return bool(count) and all(self.flags[at] & NUMBER or self.tokens[at].word in _COUNTING for at in count)

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
            known = self.word_sets[clause.number] = frozenset([self.tokens[at].word for at in self.own_tokens(clause)])
        return known

    def _measured(self) -> list[int]:
        """Return where each token ends: only blanks stand between them."""
        text, at = self.source
        place = text.index
        self.ends = [at := place(token.written, at) + len(token.written) for token in self.tokens]
        return self.ends


def parse(
    text: str,
    start: int,
    end: int,
    lexicon: Lexicon,
    *,
    dates: Sequence[tuple[int, int]] = (),
    headline: bool = False,
    verbless_headline: int = 0,
) -> Parse:
    """Return the clauses of ``text[start:end]``.

    ``dates`` are spans that count as one word each; headlines read present forms as verbs, and so do lines of up to
    ``verbless_headline`` words that otherwise have no finite verb.

    >>> from timeline.rules import packaged
    >>> text = "The rebels attacked a village before they fled."
    >>> found = parse(text, 0, len(text), Lexicon.from_rules(packaged()))
    >>> [(clause.kind, clause.group.lemma) for clause in found.clauses]
    [('main', 'attack'), ('subordinate', 'flee')]
    """
    tokens, flags = tokenise(text, start, end, lexicon, dates)
    if "what" in text[start:end]:
        without_hedges(tokens, flags)
    if "slew of" in text[start:end]:
        without_slews(tokens, flags)
    groups = verb_groups(tokens, flags, headline)
    if not headline and len(tokens) <= verbless_headline and "finite" not in [group.form for group in groups]:
        groups = verb_groups(tokens, flags, True)
    clauses, clause_of = _clauses(tokens, flags, groups, lexicon)
    return Parse(tokens, flags, clauses, clause_of, (text, start))


def _clauses(
    tokens: list[Token], flags: list[int], groups: list[Group], lexicon: Lexicon
) -> tuple[list[Clause], list[int]]:
    """Return the clauses that the verb groups head, and for each token the number of its clause."""
    size = len(tokens)
    clause_of = [0] * size
    if not groups:
        return [Clause(0, None, "nominal", 0, size, "", None, (0, size))], clause_of
    starts = [_clause_start(tokens, flags, groups, number, lexicon) for number in range(len(groups))]
    clauses: list[Clause] = []
    waiting_opener = ""
    waiting: tuple[int, int] | None = None  # a subject whose verb has not come yet
    told = False  # whether it is that of what somebody says
    for number, (group, start, end) in enumerate(zip(groups, starts, [*starts[1:], size], strict=True)):
        kind, opener = _kind(tokens, flags, groups, number, start)
        clause = Clause(number, group, kind, start, end, opener, None, (start, group.first))
        if number == 0:
            if kind in ("relative", "participle", "infinitive") and start > 0 and _holds_noun(flags, 0, start):
                waiting = (0, start)
            elif kind in ("main", "participle") or start == 0:
                clause.start, clause.subject = 0, (0, group.first)
            elif start > 0:
                waiting = (0, start)
        elif waiting is None:
            opened = _open_subject(flags, groups, number, start) if kind in ("participle", "relative") else None
            if opened is not None:
                waiting, waiting_opener = (opened, start), tokens[opened].word
            elif kind == "participle" and number + 1 < len(groups):
                opened = _told_subject(flags, groups, number, start, starts[number + 1])
                if opened is not None:
                    waiting, told = (opened, start), True
        elif kind == "coordinate" and _goes_on_telling_who(flags, groups, starts, number, clauses[-1]):
            pass  # "the leader, who made peace and laid down arms, was shot": the verb of the subject is still to come
        elif group.finite and kind in ("main", "coordinate") and not opener:
            clause.kind, clause.opener = ("subordinate" if waiting_opener else "main"), waiting_opener
            if told:
                clause.kind, clause.opener, told = "complement", "that", False
            clause.subject = waiting
            clause_of[slice(*waiting)] = [number] * (waiting[1] - waiting[0])
            waiting, waiting_opener = None, ""
        if number:
            clause_of[clause.start : end] = [number] * (end - clause.start)
        clauses.append(clause)
    _settle(flags, clauses, clause_of, waiting)
    return clauses, clause_of


def _settle(flags: list[int], clauses: list[Clause], clause_of: list[int], waiting: tuple[int, int] | None) -> None:
    """Give each clause the one that it depends on."""
    if waiting is not None:  # a nominal sentence: a noun with a clause that tells more of it
        nominal = Clause(len(clauses), None, "nominal", waiting[0], waiting[1], subject=waiting)
        clause_of[slice(*waiting)] = [nominal.number] * (waiting[1] - waiting[0])
        clauses.append(nominal)
    mains = [clause.number for clause in clauses if clause.kind in ("main", "coordinate")]
    for clause in clauses:
        if clause.kind == "main":
            continue
        if clause.start > 0 and clause.kind in _HANG_ON:
            clause.parent = clause_of[clause.start - 1]
            if clause.kind == "complement" and 0 < clause.subject[0] < clause.start:
                clause.parent = clause_of[clause.subject[0] - 1]
            if clause.kind == "participle" and flags[clause.start - 1] & COMMA:
                clause.parent = _finite_above(clauses, clause.parent)
            if clause.parent == clause.number:
                at = bisect_left(mains, clause.number)
                clause.parent = mains[at - 1] if at else None
            continue
        at = bisect_left(mains, clause.number)
        told = _told_before(clauses, clause, mains[at - 1]) if at else None
        if told is not None:
            clause.parent = told
            continue
        later = [number for number in mains[at : at + 2] if number > clause.number]
        clause.parent = mains[at - 1] if at else later[0] if later else None


def _told_before(clauses: list[Clause], clause: Clause, main: int) -> int | None:
    """Return what somebody says, where a clause tells when that was ("the army said two were killed when a mine went off")."""
    if clause.opener not in _WHEN:
        return None
    between = (other.number for other in reversed(clauses[main + 1 : clause.number]) if other.kind == "complement")
    return next(between, None)


def _open_subject(flags: list[int], groups: list[Group], number: int, start: int) -> int | None:
    """Return where a clause opens whose verb has not come when a participle or relative clause breaks in."""
    if not flags[start] & COMMA and not (start and flags[start - 1] & COMMA):
        return None
    for at in range(groups[number - 1].last + 1, start):
        flag = flags[at]
        if flag & SUBORDINATOR and not flag & (PREPOSITION | RELATIVE) and _holds_noun(flags, at, start):
            return at
    return None


def _goes_on_telling_who(flags: list[int], groups: list[Group], starts: list[int], number: int, before: Clause) -> bool:
    """Whether "and" goes on with a relative clause between commas, behind which a further verb has the subject before it."""
    if before.kind != "relative" or number + 1 >= len(groups) or flags[starts[number] - 1] & COMMA:
        return False
    after = starts[number + 1]
    closes = flags[after] & COMMA and groups[number + 1].first == after + 1 and groups[number + 1].finite
    return bool(closes and (flags[before.start] | flags[before.start - 1]) & COMMA)


def _told_subject(flags: list[int], groups: list[Group], number: int, start: int, later: int) -> int | None:
    """Return where the subject of what is said opens if a participle tells more of it ("said troops backed by X fled")."""
    before, after = groups[number - 1], groups[number + 1]
    if before.lemma not in _TELLING or not before.finite or not after.finite or later != after.first:
        return None
    if _any_is(flags, before.last + 1, after.first, COMMA | STOP | QUOTE | COORDINATOR):
        return None
    opened = max((at + 1 for at in range(before.last + 1, start) if flags[at] & DATE), default=before.last + 1)
    return opened if _any_is(flags, opened, start, NOUN | NAME) else None


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


def _holds_noun(flags: list[int], start: int, end: int) -> bool:
    return not flags[start] & PREPOSITION and _any_is(flags, start, end, NOUN | NAME)


def _any_is(flags: list[int], start: int, end: int, wanted: int) -> bool:
    """Whether a word from one number up to another can be what is wanted."""
    for flag in flags[start:end]:  # noqa: SIM110 - a generator would take twice as long, and this runs for every clause
        if flag & wanted:
            return True
    return False


def _clause_start(tokens: list[Token], flags: list[int], groups: list[Group], number: int, lexicon: Lexicon) -> int:
    group = groups[number]
    floor = groups[number - 1].last + 1 if number else 0
    if group.form == "finite":
        return _finite_start(tokens, flags, groups, number, floor)
    start = group.first if group.first > floor else floor
    opened = group.form != "base" and start > floor and tokens[start - 1].word in lexicon.openers
    return start - 1 if opened else start


def _finite_start(tokens: list[Token], flags: list[int], groups: list[Group], number: int, floor: int) -> int:
    """Return where a finite verb's clause begins: at the word that opens it, else at the comma, else after the verb before."""
    first = groups[number].first
    comma: int | None = None
    joint: int | None = None
    for at in range(first - 1, floor - 1, -1):
        flag = flags[at]
        if not flag & _BOUNDARY:
            continue
        before = groups[number - 1]
        if number and at == floor and tokens[at].word == "as" and before.form == "en" and before.lemma in IN_DISGUISE:
            continue  # "gunmen dressed as guards stormed the bank"
        if flag & SUBORDINATOR and opens_no_clause(tokens, at, first):
            continue
        if flag & RELATIVE or (flag & SUBORDINATOR and not (flag & PREPOSITION and _is_phrase(flags, at, first))):
            return at if joint is None or number == 0 else joint
        if flag & STOP or (flag & QUOTE and at > floor and flags[at - 1] & (COMMA | STOP)):
            if joint is not None:
                return joint
            return at + 1 if number or tokens[at].word in (";", "—", "|") else 0
        if flag & COMMA and comma is None and tokens[at].word not in _BRACKETS:
            comma = at
        joins = flag & COORDINATOR and joint is None
        if joins and (at == first - 1 or (at > floor and flags[at - 1] & COMMA) or _only_a_date(flags, at, first)):
            joint = at
    if number == 0:
        return 0
    if joint is not None:
        return joint
    return comma if comma is not None else _start_after_verb(flags, groups, number, floor)


def _only_a_date(flags: list[int], joint: int, verb: int) -> bool:
    """Whether nothing but a date stands between "and" and a verb, which is the verb's then ("… and last week, agreed …")."""
    dated = False
    for flag in flags[joint + 1 : verb]:
        if not flag & (DATE | COMMA | PREPOSITION):
            return False
        dated = dated or bool(flag & DATE)
    return dated and not flags[joint - 1] & DATE


def _start_after_verb(flags: list[int], groups: list[Group], number: int, floor: int) -> int:
    """Return where a finite verb's clause begins when nothing but the verb before it sets it off."""
    first, before = groups[number].first, groups[number - 1]
    if not any(group.finite for group in groups[:number]) and before.form == "en":
        return first  # "men armed with rifles and knives attacked": the subject stands before the participle
    if _opens_contact_clause(flags, groups, number):
        return first - 1  # "the mission it deployed"
    if before.lemma not in _SPEAKING:
        for at in range(first - 1, floor - 1, -1):
            if flags[at] & COORDINATOR:
                return at
    if before.form in ("en", "ing") or _opens_relative(flags, before):
        return first  # "the man accused of it was arrested": the subject stands before the participle
    dated = flags[first - 1] & DATE and before.lemma in _TELLING and groups[number].lemma != "be"
    if dated and _any_is(flags, floor, first - 1, NOUN | NAME):
        return floor  # "said a bomber on Monday attacked": the date is of what is said
    for at in range(first - 1, floor - 1, -1):
        if flags[at] & DATE and not flags[at + 1] & POSSESSIVE:  # "said Sunday's launch was a success"
            if before.lemma in _SPEAKING and not _any_is(flags, at + 1, first, NOUN | NAME | PRONOUN | NUMBER):
                break  # "said the rebels on Monday attacked": the date is of the attack
            return at + 1  # "said on Monday it was early": the date is of the saying
    return floor


def _opens_contact_clause(flags: list[int], groups: list[Group], number: int) -> bool:
    """Whether a verb with only a pronoun before it tells more of the noun before that ("withdrew a mission it deployed")."""
    first, before = groups[number].first, groups[number - 1]
    if first - 2 <= before.last or before.lemma in _SPEAKING or groups[number].lemma in _SPEAKING:
        return False
    return bool(flags[first - 1] & PRONOUN and flags[first - 2] & NOUN and not flags[first - 2] & (DATE | PREPOSITION))


def _opens_relative(flags: list[int], before: Group) -> bool:
    """Whether the verb group before heads a relative clause that this verb closes ("the group that did it fled")."""
    return before.finite and before.first > 0 and bool(flags[before.first - 1] & RELATIVE)


def _is_phrase(flags: list[int], at: int, verb: int) -> bool:
    """Whether "since", "after", "until" … opens a phrase that a comma closes before the verb, not a clause."""
    return at + 1 >= verb or bool(flags[at + 1] & DATE) or _any_is(flags, at + 1, verb, COMMA)


def _kind(tokens: list[Token], flags: list[int], groups: list[Group], number: int, start: int) -> tuple[str, str]:
    """Return the kind of the clause that a verb group heads, and the word that opens it."""
    group = groups[number]
    if group.form == "base":
        return "infinitive", "to"
    at = start
    if flags[start] & COMMA and start + 1 < group.first and flags[start + 1] & (RELATIVE | SUBORDINATOR | COORDINATOR):
        at = start + 1
    flag = flags[at]
    if group.form != "finite":
        return "participle", tokens[at].word if start < group.first else ""
    before = groups[number - 1] if number else None
    points = number == 0 and points_back(tokens, flags, at, group.first)
    if flag & SUBORDINATOR and tokens[at].word == "that" and not points:
        return _kind_behind_that(flags, group, before, start), "that"
    if flag & RELATIVE:
        return ("main", "") if points else ("relative", tokens[at].word)  # "That led to a war."
    if flag & SUBORDINATOR and not (flag & PREPOSITION and _is_phrase(flags, start, group.first)):
        return "subordinate", tokens[at].word
    if flag & COORDINATOR:
        return ("coordinate" if number else "main"), ""
    if before is not None and start == group.first - 1 and _opens_contact_clause(flags, groups, number):
        return "relative", ""
    if before is not None and start == before.last + 1 and before.finite and not flags[start] & COMMA:
        return "complement", ""
    if number and _goes_on_listing(tokens, flags, groups, number, start):
        return "coordinate", ""
    return "main", ""


def _goes_on_listing(tokens: list[Token], flags: list[int], groups: list[Group], number: int, start: int) -> bool:
    """Whether a verb right behind a comma is one of several of a subject ("stormed a town, burned a school and fled")."""
    group, before = groups[number], groups[number - 1]
    if tokens[start].word != "," or not start + 1 == group.first == group.last or group.lemma in _TELLING:
        return False
    if not group.past:
        return False
    if not (before.finite and before.past) or before.lemma in _TELLING or (before.lemma == "be" and not before.passive):
        return False
    if _opens_relative(flags, before) or _opens_contact_clause(flags, groups, number - 1):
        return False  # "the general, who led the raid, fled": its subject stands before
    closes = group.last + 1 >= len(flags) or bool(flags[group.last + 1] & (PREPOSITION | DATE | COMMA | STOP))
    return before.passive or not (closes and flags[group.head] & PARTICIPLE)  # "praised the man, killed in May, who …"


def _kind_behind_that(flags: list[int], group: Group, before: Group | None, start: int) -> str:
    """Return whether "that" opens what somebody says or a clause about a noun."""
    above = flags[start - 1]
    speech = before is not None and start <= before.last + 4 and not (above & NOUN and above & COMMA)
    named = start > 0 and above & NOUN and not (before is not None and start - 1 <= before.last)
    return "complement" if speech and not (named and start + 1 == group.first) else "relative"
