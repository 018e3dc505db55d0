"""A light parser: tokens, verb groups and the clauses that they head. It knows no meanings, only forms and small words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.clauses.lexicon import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    COMMA,
    COORDINATOR,
    DATE,
    DETERMINER,
    DO,
    GET,
    HAVE,
    ING,
    MODAL,
    NAME,
    NEGATION,
    NOUN,
    NUMBER,
    OPENING,
    PARTICIPLE,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THIRD,
    TO,
    VERB,
    Lexicon,
)

__all__ = ["Clause", "Group", "Parse", "Token", "parse"]

_TOKENS = re.compile(
    r"(?:[A-Z]\.){2,}(?:-[A-Za-z]+)?|\b[ap]\.m\.|[A-Za-zÀ-ɏ]+(?:(?:[-–](?=[A-Za-zÀ-ɏ\d]))[A-Za-zÀ-ɏ\d]+)*"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\d[\d.,:]*(?:-[A-Za-z]+)+|\d[\d.,:]*\d|\d|[$€£¥]|\S"
)
_MARKS = {
    ",": COMMA, ";": STOP, ":": STOP, "—": STOP, "–": STOP, "-": STOP, "|": STOP, "(": COMMA | OPENING, ")": COMMA, "[": COMMA | OPENING, "]": COMMA,
    "“": QUOTE, "”": QUOTE, '"': QUOTE, "‘": QUOTE, ".": STOP, "!": STOP, "?": STOP, "•": STOP, "…": STOP, "*": STOP, "#": STOP,
}  # fmt: skip
_APOSTROPHES = frozenset(("'s", "’s", "'", "’"))
_TAKES_CLAUSE = frozenset(
    "say claim report believe allege think state announce confirm estimate tell add note warn admit show hope fear know reveal insist argue suggest".split()
)
_IS_OPEN = ("it", "he", "she", "that", "there", "what", "who", "here")


@dataclass(slots=True)
class Token:
    """One word, mark or date of the sentence: offsets in the text, lower-cased word, what it can be, base form."""

    start: int
    end: int
    word: str
    flags: int
    lemma: str


@dataclass(slots=True)
class Group:
    """A verb with its auxiliaries: token numbers from ``first`` to ``last``, ``head`` being the verb itself.

    ``form`` is finite, base (after "to"), ing or en (past participle without auxiliary).
    """

    first: int
    last: int
    head: int
    lemma: str
    form: str
    past: bool = False
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    modal: str = ""
    negated: bool = False

    @property
    def finite(self) -> bool:
        """Whether it can head a sentence."""
        return self.form == "finite"


@dataclass(slots=True)
class Clause:
    """A verb group and the tokens that belong to it.

    ``kind`` is main, coordinate, relative, subordinate, complement (what somebody says), participle, infinitive or nominal (no verb). ``opener`` is the word that opens it,
    ``parent`` the clause it depends on, ``subject`` the token numbers before its verb that can be its subject.
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
    clause_of: list[int] = field(default_factory=list)

    def token_at(self, offset: int) -> int:
        """Return the number of the token that covers an offset, or of the next one."""
        for number, token in enumerate(self.tokens):
            if offset < token.end:
                return number
        return len(self.tokens) - 1

    def own_tokens(self, clause: Clause) -> list[int]:
        """Return the numbers of the tokens of a clause, in order."""
        return [number for number, owner in enumerate(self.clause_of) if owner == clause.number]


def parse(
    text: str, start: int, end: int, lexicon: Lexicon, *, dates: Sequence[tuple[int, int]] = (), headline: bool = False
) -> Parse:
    """Return the clauses of ``text[start:end]``. ``dates`` are spans that count as one word each; headlines read present forms as verbs.

    >>> from timeline.rules import packaged
    >>> text = "The rebels attacked a village before they fled."
    >>> found = parse(text, 0, len(text), Lexicon.from_rules(packaged()))
    >>> [(clause.kind, clause.group.lemma) for clause in found.clauses]
    [('main', 'attack'), ('subordinate', 'flee')]
    """
    tokens = _tokens(text, start, end, lexicon, dates)
    groups = _groups(tokens, lexicon, headline)
    return _assemble(tokens, groups, lexicon)


def _tokens(text: str, start: int, end: int, lexicon: Lexicon, dates: Sequence[tuple[int, int]]) -> list[Token]:
    tokens: list[Token] = []
    at = start
    for first, last in (*sorted(dates), (end, end)):
        if first < at:
            continue
        _plain_tokens(text, at, min(first, end), lexicon, tokens)
        if first < end:
            tokens.append(Token(first, last, text[first:last].lower(), DATE, "<date>"))
        at = last
    return tokens


def _plain_tokens(text: str, start: int, end: int, lexicon: Lexicon, tokens: list[Token]) -> None:
    seen, read, marks = lexicon.seen, lexicon.read, _MARKS
    add = tokens.append
    for found in _TOKENS.finditer(text, start, end):
        raw = found[0]
        first, last = found.span()
        mark = marks.get(raw)
        if mark is not None:
            add(Token(first, last, raw, mark, raw))
            continue
        word, flags, lemma = seen.get(raw) or read(raw)
        if word[0] in "'’":
            if word in _APOSTROPHES:
                open_is = len(word) > 1 and tokens and tokens[-1].word in _IS_OPEN
                flags, lemma = (BE, "be") if open_is else (POSSESSIVE, word)
        elif flags & (VERB | NOUN) and raw[0].isupper() and tokens and not tokens[-1].flags & (STOP | QUOTE):
            flags |= NAME
        add(Token(first, last, word, flags, lemma))


# --- verb groups -------------------------------------------------------------------------------------------------


def _groups(tokens: list[Token], lexicon: Lexicon, headline: bool) -> list[Group]:
    groups: list[Group] = []
    number, size = 0, len(tokens)
    title_case = headline and _is_title_case(tokens)
    while number < size:
        flags = tokens[number].flags
        group = None
        if flags & AUXILIARY or (flags & GET and tokens[number].lemma == "get"):
            group = _auxiliary_group(tokens, number)
        elif flags & TO:
            group = _infinitive(tokens, number)
        elif flags & VERB and not (flags & NAME and not headline) and not (flags & (PRONOUN | ADVERB | DETERMINER)):
            form = _reading(tokens, number, groups, headline, title_case)
            if form:
                past = bool(flags & PAST)
                group = Group(number, number, number, tokens[number].lemma, form, past=past and form == "finite")
        if group is None:
            number += 1
        else:
            _take_adverbs(tokens, group)
            groups.append(group)
            number = group.last + 1
    return groups


def _is_title_case(tokens: list[Token]) -> bool:
    words = [t for t in tokens if t.word[0].isalpha()]
    return bool(words) and sum(bool(t.flags & NAME) for t in words) > len(words) * 0.6


def _take_adverbs(tokens: list[Token], group: Group) -> None:
    first = group.first - 1
    while first >= 0 and tokens[first].flags & ADVERB and not tokens[first].flags & (PREPOSITION | COORDINATOR):
        if tokens[first].flags & NEGATION:
            group.negated = True
        group.first = first
        first -= 1


def _auxiliary_group(tokens: list[Token], number: int) -> Group | None:
    """Return the group that an auxiliary begins: has been grappling, will be held, was called, is."""
    group = Group(number, number, number, tokens[number].lemma, "finite")
    group.past = tokens[number].word in ("was", "were", "had", "did", "got")
    state, at, size = tokens[number].flags, number, len(tokens)
    if state & MODAL:
        group.modal = tokens[number].word
    following = number + 1
    while following < size:
        token = tokens[following]
        flags = token.flags
        if flags & NEGATION:
            group.negated = True
        elif flags & (MODAL | DO) and state & (MODAL | DO):
            break
        elif state & MODAL and flags & (BASE | BE | HAVE | DO) and token.word in (token.lemma, "be", "have", "do"):
            state, at = flags, following
            if not flags & (BE | HAVE):
                break
        elif state & HAVE and flags & (PARTICIPLE | BE) and token.word not in ("is", "was", "are", "were"):
            group.perfect = True
            state, at = flags, following
            if not flags & BE:
                break
        elif state & BE and flags & BE and token.word == "being":
            at = following
        elif state & (BE | GET) and flags & PARTICIPLE:
            group.passive, at = True, following
            break
        elif state & BE and flags & ING and not (flags & NOUN and tokens[following - 1].flags & DETERMINER):
            group.progressive, at = True, following
            break
        elif state & DO and flags & BASE:
            at = following
            break
        elif not (flags & (ADVERB | DATE | QUOTE) or (token.word in ("both", "all", "since"))) or flags & PREPOSITION:
            break
        following += 1
    group.last = group.head = at
    group.lemma = tokens[at].lemma
    if tokens[number].flags & GET and at == number:
        return Group(number, number, number, "get", "finite", past=True) if tokens[number].flags & PAST else None
    return group


def _infinitive(tokens: list[Token], number: int) -> Group | None:
    at = number + 1
    while at < len(tokens) and tokens[at].flags & ADVERB and not tokens[at].flags & BASE:
        at += 1
    if at >= len(tokens) or not tokens[at].flags & (BASE | BE | HAVE | DO) or tokens[at].flags & (DETERMINER | NAME):
        return None
    group = Group(number, at, at, tokens[at].lemma, "base")
    if tokens[at].flags & (BE | HAVE):
        inner = _auxiliary_group(tokens, at)
        if inner is not None:
            group.last, group.head, group.lemma = inner.last, inner.head, inner.lemma
            group.passive, group.perfect = inner.passive, inner.perfect
    elif tokens[at].flags & NOUN and at + 1 < len(tokens) and tokens[at + 1].flags & BE:
        return None
    return group


def _reading(tokens: list[Token], number: int, groups: list[Group], headline: bool, title_case: bool) -> str:
    """Return how a word that can be a verb is to be read: finite, ing, en, or nothing (a noun or an adjective)."""
    flags = tokens[number].flags
    before = tokens[number - 1] if number else None
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if title_case and flags & NOUN and flags & NAME and _is_compound(tokens, number):
        return ""
    if flags & (PAST | PARTICIPLE):
        return _past_reading(tokens, number, groups, headline)
    if flags & ING:
        return _ing_reading(tokens, number)
    if before is not None and before.flags & (DETERMINER | POSSESSIVE | PREPOSITION | NUMBER) and not before.flags & (PRONOUN | RELATIVE):
        return ""
    if headline:
        return "finite" if _headline_verb(tokens, number, groups) else ""
    if flags & NOUN:
        return "finite" if before is not None and _noun_as_verb(before, flags, after) else ""
    if flags & THIRD:
        return "finite" if before is not None else ""
    plural_subject = before is not None and before.flags & (PRONOUN | PLURAL | RELATIVE | ADVERB | NAME | COORDINATOR | DATE | COMMA)
    return "finite" if plural_subject else ""


def _is_compound(tokens: list[Token], number: int) -> bool:
    """Whether a noun that could be a verb is held by the noun after it ("drone strike", "Strike Group")."""
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    return after is not None and bool(after.flags & PREPOSITION) and after.word not in ("to", "at", "against")


def _noun_as_verb(before: Token, flags: int, after: Token | None) -> bool:
    if before.flags & PRONOUN and before.word not in ("him", "them", "us", "me", "one", "others"):
        return True
    if before.flags & RELATIVE and before.word not in ("what", "that", "whose"):
        return True
    if after is None or not after.flags & (DETERMINER | PRONOUN | NAME | NUMBER | TO | QUOTE):
        return False
    if flags & BASE:
        return bool(before.flags & PLURAL)
    return bool(before.flags & (NAME | NOUN)) and not before.flags & PLURAL and bool(after.flags & (DETERMINER | PRONOUN | QUOTE))


def _headline_verb(tokens: list[Token], number: int, groups: list[Group]) -> bool:
    flags = tokens[number].flags
    if number == 0:
        return False
    before = tokens[number - 1]
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if not before.flags & (NAME | NOUN | ADVERB | COMMA | PRONOUN | QUOTE | NUMBER | COORDINATOR | ADJECTIVE):
        return False
    if not flags & NOUN:
        return True
    if any(group.finite for group in groups) and not before.flags & COORDINATOR:
        return False
    if after is None:
        return False
    if _later_plain_verb(tokens, number + 1):
        return False
    return not after.flags & (PREPOSITION | STOP | COMMA) or bool(after.flags & TO) or after.word in ("at", "against", "over", "in", "on", "for", "out", "up", "down", "off", "back")


def _later_plain_verb(tokens: list[Token], number: int) -> bool:
    """Whether a word that can hardly be anything but a finite verb comes later in the headline's clause."""
    for token in tokens[number:]:
        if token.flags & (STOP | SUBORDINATOR | RELATIVE | COMMA | TO):
            return False
        if token.flags & (THIRD | BASE) and not token.flags & (NOUN | PREPOSITION | ADVERB):
            return True
        if token.flags & (BE | HAVE):
            return True
    return False


def _past_reading(tokens: list[Token], number: int, groups: list[Group], headline: bool) -> str:
    token = tokens[number]
    before = tokens[number - 1] if number else None
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if token.flags & PAST and not token.flags & PARTICIPLE:
        return "finite" if not token.flags & NOUN or (before and before.flags & (NAME | NOUN | PRONOUN | RELATIVE | ADVERB | DATE)) else ""
    if before is not None and before.flags & (DETERMINER | POSSESSIVE | PREPOSITION) and not before.flags & (PRONOUN | RELATIVE | DATE | ADVERB):
        return "en" if before.word in ("as", "when", "once", "if", "than", "while", "though", "including") else ""
    if token.flags & BASE and token.flags & NOUN and before is not None and before.flags & NUMBER:
        return ""
    if not token.flags & PAST:
        return "en"
    if after is not None and after.word == "by" and not (before and before.flags & (RELATIVE | PRONOUN)):
        return "en"
    if before is None:
        return "en"
    if before.flags & ADVERB and number > 1 and tokens[number - 2].flags & (DETERMINER | PREPOSITION) and not tokens[number - 2].flags & (RELATIVE | DATE):
        return ""
    if before.flags & (RELATIVE | PRONOUN | ADVERB) and not before.flags & NUMBER:
        return "finite"
    if before.flags & COORDINATOR:
        return groups[-1].form if groups and groups[-1].form in ("finite", "en") else "finite"
    if before.flags & COMMA and before.word == "," and _has_open_verb(tokens, number, groups):
        return "en"
    if token.lemma not in _TAKES_CLAUSE and _later_finite(tokens, number + 1):
        return "en"
    if before.flags & (STOP | OPENING):
        return "en"
    if headline and after is not None and after.flags & PREPOSITION and groups and groups[-1].finite:
        return "en"
    return "en" if _has_open_verb(tokens, number, groups) else "finite"


def _has_open_verb(tokens: list[Token], number: int, groups: list[Group]) -> bool:
    """Whether a finite verb stands before in the same stretch, so that a second one would have no subject."""
    if not groups:
        return False
    last = groups[-1]
    between = tokens[last.last + 1 : number]
    if any(t.flags & (SUBORDINATOR | RELATIVE | COORDINATOR | STOP) for t in between):
        return False
    commas = sum(bool(t.flags & COMMA) for t in between)
    if last.finite:
        return last.lemma not in _TAKES_CLAUSE and not (commas and len(between) - commas > 1)
    return False


def _later_finite(tokens: list[Token], number: int) -> bool:
    """Whether the next verb is surely finite and no boundary stands before it: then this form only qualifies the noun."""
    for token in tokens[number:]:
        flags = token.flags
        if flags & (STOP | SUBORDINATOR | RELATIVE | COORDINATOR | TO | COMMA | QUOTE) and (flags & TO or not flags & PREPOSITION):
            return False
        if flags & (BE | HAVE | MODAL) or (flags & PAST and not flags & PARTICIPLE):
            return True
        if flags & (PAST | PARTICIPLE):
            return False
    return False


def _ing_reading(tokens: list[Token], number: int) -> str:
    token = tokens[number]
    before = tokens[number - 1] if number else None
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if before is None:
        return "ing" if after is not None and not after.flags & (NAME | BE) else ""
    if before.flags & (DETERMINER | POSSESSIVE | ADJECTIVE | NUMBER):
        return ""
    if token.flags & NOUN and (before.flags & PREPOSITION and after is not None and not after.flags & (DETERMINER | NAME | PRONOUN | NUMBER)):
        return ""
    if token.flags & NOUN and after is not None and after.flags & (PREPOSITION | STOP | COMMA | BE | HAVE) and not before.flags & COMMA:
        return ""
    if before.flags & PREPOSITION and after is not None and after.flags & NOUN and not after.flags & (DETERMINER | NAME | PLURAL):
        return ""
    return "ing"


# --- clauses ------------------------------------------------------------------------------------------------------


def _assemble(tokens: list[Token], groups: list[Group], lexicon: Lexicon) -> Parse:
    if not groups:
        nominal = Clause(0, None, "nominal", 0, len(tokens), subject=(0, len(tokens)))
        return Parse(tokens, [nominal], [0] * len(tokens))
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
        elif waiting is None and kind in ("participle", "relative") and (opened := _open_subject(tokens, groups, number, start)) is not None:
            waiting, waiting_opener = (opened, start), tokens[opened].word
        elif waiting is not None and group.finite and kind in ("main", "coordinate") and not opener:
            clause.kind, clause.opener = ("subordinate" if waiting_opener else "main"), waiting_opener
            clause.subject = waiting
            for at in range(*waiting):
                clause_of[at] = number
            waiting, waiting_opener = None, ""
        for at in range(clause.start, end):
            clause_of[at] = number
        clauses.append(clause)
    _settle(tokens, clauses, clause_of, waiting)
    return Parse(tokens, clauses, clause_of)


def _settle(tokens: list[Token], clauses: list[Clause], clause_of: list[int], waiting: tuple[int, int] | None) -> None:
    if waiting is not None:  # a nominal sentence: a noun with a clause that tells more of it
        nominal = Clause(len(clauses), None, "nominal", waiting[0], waiting[1], subject=waiting)
        for at in range(*waiting):
            clause_of[at] = nominal.number
        clauses.append(nominal)
    mains = [clause.number for clause in clauses if clause.kind in ("main", "coordinate")]
    for clause in clauses:
        if clause.kind == "main":
            continue
        earlier = [n for n in mains if n < clause.number]
        later = [n for n in mains if n > clause.number]
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
    while current.kind in ("infinitive", "participle") and current.parent is not None and current.parent < current.number:
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
        if flags & RELATIVE or (flags & SUBORDINATOR and not (flags & PREPOSITION and _is_phrase(tokens, at, group.first))):
            return at if joint is None or number == 0 else joint
        if flags & STOP or (flags & QUOTE and at > floor and tokens[at - 1].flags & (COMMA | STOP)):
            if joint is not None:
                return joint
            return at + 1 if number or token.word in (";", "—", "|") else 0
        if flags & COMMA and comma is None:
            comma = at
        if flags & COORDINATOR and joint is None and (at == group.first - 1 or (at - 1 >= floor and tokens[at - 1].flags & COMMA)):
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
    dates = [at for at in range(floor, group.first - 1) if tokens[at].flags & DATE]
    return dates[-1] + 1 if dates else floor  # "said on Monday it was early": the date is of the saying


def _opens_relative(tokens: list[Token], groups: list[Group], number: int) -> bool:
    """Whether the verb group before heads a relative clause that this verb closes ("the group that did it fled")."""
    before = groups[number - 1]
    return before.finite and before.first > 0 and bool(tokens[before.first - 1].flags & RELATIVE)


def _is_phrase(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether "since", "after", "until" … opens a phrase that a comma closes before the verb, not a clause."""
    return at + 1 >= verb or bool(tokens[at + 1].flags & DATE) or any(token.flags & COMMA for token in tokens[at + 1 : verb])


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
        speech = bool(before) and start <= before[-1].last + 4 and not (tokens[start - 1].flags & NOUN and tokens[start - 1].flags & COMMA)
        named = start > 0 and tokens[start - 1].flags & NOUN and not (before and start - 1 <= before[-1].last)
        return ("complement" if speech and not (named and start + 1 == group.first) else "relative"), opener
    if flags & RELATIVE:
        return "relative", opener
    if flags & SUBORDINATOR and not (flags & PREPOSITION and _is_phrase(tokens, start, group.first)):
        return "subordinate", opener
    if flags & COORDINATOR:
        return ("coordinate" if clauses else "main"), ""
    if before and start == before[-1].last + 1 and before[-1].finite:
        return "complement", ""
    return "main", ""
