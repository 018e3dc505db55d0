"""The line that a title is made of: its tokens, its verbs, and where a noun's phrase or an aside in it begins."""

from __future__ import annotations

from timeline.clauses import Group, Parse
from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    COMMA,
    COORDINATOR,
    DATE,
    DETERMINER,
    NAME,
    NOUN,
    NUMBER,
    OPENING,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    TO,
    VERB,
    words,
)

__all__ = ["NOMINAL", "SUBJECTS", "TAKES_CLAUSE", "Line"]

TAKES_CLAUSE = words(
    "say claim report believe allege think state announce confirm estimate tell add note warn admit show hope fear know "
    "reveal insist argue suggest feel find expect forecast predict write deny agree decide stress advise ensure see let "
    "make mean acknowledge assert assume complain conclude declare discover hear indicate learn maintain promise realise "
    "realize recall reiterate reply reckon stipulate swear testify tweet understand vow wish worry guess bet"
)
"""Verbs behind which what somebody says, thinks or finds stands as a clause of its own, with "that" or without."""
NOMINAL = NOUN | NAME | PRONOUN | NUMBER | DETERMINER | ADJECTIVE
_BEGINS_NOUN = NOUN | NAME | NUMBER | PRONOUN | DETERMINER | VERB
"""What a noun's phrase can begin with; a form of a verb that is no verb where it stands is a noun ("the ferry")."""
_IN_NOUN = NOMINAL | POSSESSIVE | DATE | QUOTE | ADVERB
_STANDS_FOR = words("it he she they we i you this these those him them us me that")
SUBJECTS = words("it he she they we i you there")
"""Pronouns that can only begin a subject."""
_SHORT = 5
"""Letters of the longest short form that ends in a stop ("Gen.", "Rev.")."""
_ASIDES = ("relative", "participle", "subordinate")
_LEVELS = 6


class Line:
    """The words of a sentence from which a title is made; ``verb_at`` gives the clause of each word of a verb group."""

    __slots__ = ("clauses", "flags", "high", "low", "parse", "tokens", "verb_at")

    def __init__(self, parse: Parse, low: int, high: int) -> None:
        self.parse, self.tokens, self.flags, self.clauses = parse, parse.tokens, parse.flags, parse.clauses
        self.low, self.high = low, high
        verb_at: dict[int, int] = {}
        for clause in parse.clauses:
            group = clause.group
            if group is not None:
                for at in range(group.first, group.last + 1):
                    verb_at[at] = clause.number
        opening = parse.clauses[verb_at[low]].group if low in verb_at else None
        if opening is not None and opening.form == "ing" and low + 1 < high and self.flags[low + 1] & PREPOSITION:
            del verb_at[low]  # "Trading in shares was halted"
        self.verb_at = verb_at

    def is_participle(self, group: Group) -> bool:
        """Whether a verb stands without an auxiliary and could be a participle: "forced", "arrested"."""
        return group.first == group.last and bool(self.flags[group.head] & PARTICIPLE)

    def closes(self, at: int) -> bool:
        """Whether a quotation mark closes: it stands close behind the word before it."""
        word = self.tokens[at].word
        if word != '"':
            return word == "”"
        first, last = self.parse.span(at - 1, at)
        return last - first == len(self.tokens[at - 1].written) + 1

    def is_short_form(self, at: int) -> bool:
        """Whether a mark is the stop of a short form ("Gen.", "St.")."""
        if self.tokens[at].word != "." or at == 0:
            return False
        before = self.tokens[at - 1]
        return bool(before.flags & NAME) and len(before.written) < _SHORT + 1

    def joins(self, at: int) -> bool:
        """Whether a dash belongs to the word or the number right before it."""
        first, last = self.parse.span(at - 1, at)
        before = self.tokens[at - 1]
        return self.tokens[at].word == "-" and last - first == len(before.written) + 1 and before.word[-1].isalnum()

    def has_phrase(self, first: int, end: int) -> bool:
        """Whether a preposition with its noun stands between two tokens: "said in a filing that"."""
        between = self.flags[first:end]
        return any(flag & PREPOSITION for flag in between) and any(flag & NOUN for flag in between)

    def has_object(self, first: int, end: int) -> bool:
        """Whether a noun stands between two tokens that no preposition holds."""
        between = self.flags[first:end]
        return any(flag & NOUN for flag in between) and not any(flag & PREPOSITION for flag in between)

    def stands_for(self, start: int, verb: int) -> bool:
        """Whether the words before a verb are only a pronoun, which says nothing without the words before it."""
        while start < verb and self.flags[start] & (QUOTE | ADVERB) and not self.flags[start] & PRONOUN:
            start += 1
        if start >= verb or self.tokens[start].word not in _STANDS_FOR:
            return False
        return start + 1 >= verb or not self.flags[start + 1] & (NOUN | NAME | NUMBER | ADJECTIVE)

    def noun_before(self, at: int, *, whole: bool = False, past_dates: bool = False) -> int | None:
        """Return where the noun phrase begins that ends at a token: with "of" before it, or ``whole`` with any preposition.

        ``past_dates`` looks for the noun before a date at its end. None where no noun stands there, or only a pronoun.
        """
        flags = self.flags
        begin: int | None = None
        while at >= self.low and at not in self.verb_at:
            flag = flags[at]
            if flag & (COMMA | STOP):
                opening = self.aside_before(at) if self.tokens[at].word in ")]" else None
                if opening is not None:
                    at = opening - 1
                    continue
                if not self.is_short_form(at):
                    break
            elif begin is None and flag & DATE and (whole or flags[at + 1] & POSSESSIVE):
                begin = at
            elif past_dates and begin is None and flag & PREPOSITION and flags[at + 1] & DATE:
                pass  # "arrests in May that …"
            elif self._ends_phrase(at, begin is not None, whole=whole):
                break
            elif self.tokens[at].word in ("a", "an", "the") and self.is_noun(at - 1, NOUN | NAME | DATE):
                begin = at
                break
            elif flag & _BEGINS_NOUN or (begin is not None and flag & _IN_NOUN and not flag & PREPOSITION):
                begin = at
            elif not flag & (_IN_NOUN | PREPOSITION | COORDINATOR):
                break
            at -= 1
        if begin is None or (flags[begin] & PRONOUN and self.stands_for(begin, begin + 1)):
            return None
        while flags[begin] & (COORDINATOR | ADVERB | QUOTE) and not flags[begin] & (DETERMINER | NUMBER | NOUN):
            begin += 1
        return begin

    def _ends_phrase(self, at: int, begun: bool, *, whole: bool) -> bool:
        """Whether a word cannot belong to the noun phrase behind it."""
        flag = self.flags[at]
        if flag & PREPOSITION and not flag & NAME:
            goes_on = whole or (self.tokens[at].word == "of" and self._holds(at))
            return not (begun and goes_on and self.is_noun(at - 1, NOUN | NAME | NUMBER))
        if flag & COORDINATOR:
            return not (begun and self.is_noun(at - 1))
        if flag & (RELATIVE | SUBORDINATOR | TO) and not (flag & DETERMINER and not self.flags[at + 1] & DETERMINER):
            return True
        return bool(flag & PRONOUN) and self.tokens[at].word in (_STANDS_FOR if begun else SUBJECTS)

    def is_noun(self, at: int, kinds: int = NOUN | NAME) -> bool:
        """Whether a token of the line can be a noun."""
        return at >= self.low and bool(self.flags[at] & kinds) and at not in self.verb_at

    def _holds(self, at: int) -> bool:
        """Whether "of" hangs on a noun that stands for itself ("a wave of"), not on a phrase ("as part of", "in wake of")."""
        before = at - 1
        while self.is_noun(before, NOUN | NAME | ADJECTIVE) and not self.flags[before] & PREPOSITION:
            if self.flags[before] & (NUMBER | DETERMINER):
                return True
            before -= 1
        bare = before >= self.low and self.flags[before] & PREPOSITION
        return not bare or self.tokens[at - 1].word.endswith("s")

    def aside_before(self, close: int) -> int | None:
        """Return the comma, bracket or dash that opens the aside which a mark closes; None where there is none."""
        word = self.tokens[close].word
        if word in ")]":
            return next((at for at in range(close - 1, self.low, -1) if self.flags[at] & OPENING), None)
        if self.flags[close] & STOP:
            return self._dash_before(close) if word in "–—-" else None
        opening = self._clause_aside_before(close)
        if opening is not None:
            return opening
        passed = False
        for at in range(close - 1, self.low, -1):
            if self.flags[at] & COMMA:
                return at if not passed or not any(before in self.verb_at for before in range(self.low, at)) else None
            clause = self.clauses[self.verb_at[at]] if at in self.verb_at else None
            if clause is not None and clause.kind != "relative":
                passed = True
                if clause.group is None or not (clause.group.form != "finite" or self.is_participle(clause.group)):
                    return None
        return None

    def _dash_before(self, close: int) -> int | None:
        tokens, word = self.tokens, self.tokens[close].word
        while close > self.low and tokens[close - 1].word == word:  # a dash typed as two
            close -= 1
        for at in range(close - 1, self.low, -1):
            if tokens[at].word == word:
                return at - 1 if tokens[at - 1].word == word else at
        return None

    def _clause_aside_before(self, close: int) -> int | None:
        """Return the comma that opens an aside with a verb: "the army, which …,", "the men, held since …,"."""
        clause = self.clauses[self.parse.clause_of[close - 1]]
        for _ in range(_LEVELS):
            start = clause.start
            if clause.kind in _ASIDES and clause.group is not None and clause.group.last < close:
                for at in (start, start - 1, start - 2):
                    if self.low < at < close and self.flags[at] & COMMA:
                        return at
            if start <= self.low + 1 or clause.kind == "main":
                return None
            clause = self.clauses[self.parse.clause_of[start - 1]]
        return None
