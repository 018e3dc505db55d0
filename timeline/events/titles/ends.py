"""Where what a clause tells ends: before the next clause that tells something else."""

from __future__ import annotations

from timeline.clauses import Clause, Group
from timeline.clauses.forms import (
    ADVERB,
    BE,
    COMMA,
    COORDINATOR,
    DATE,
    DETERMINER,
    HAVE,
    MODAL,
    NUMBER,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    words,
)
from timeline.events.titles.line import TAKES_CLAUSE, Line
from timeline.events.titles.subjects import subject_of

__all__ = ["SPEAKS", "end_of"]

SPEAKS = words(
    "say tell add note write explain reply ask quote state warn tweet report announce conclude claim argue insist confirm "
    "recall stress acknowledge admit reveal declare comment predict estimate find show rule"
)
"""Verbs that stand before or behind the very words that somebody said."""
_KEPT_BEHIND = words("if unless until that whether lest")
"""Words that open a clause without which the one before it would say something else."""
_SAYS_ONLY_WHEN = words("come occur happen begin end arrive")
"""Verbs that say nothing without the clause behind them: "the strikes came as the fighters left"."""
_LENGTHS = words("second minute hour day week month year decade")
_TURNS = words("after before since later into")
_SAYS_NOTHING = MODAL | BE | HAVE
_LEADS_ON = words("because the a an and or but which who whose if while although though as")
"""Words at which nothing can end."""
_MAY_STOP = STOP | QUOTE
_BREAKS = ";—–-|"


def end_of(line: Line, clause: Clause, holes: list[tuple[int, int]] | None = None) -> int:
    """Return the end of the last token that belongs to what a clause tells; asides on the way are added to ``holes``."""
    flags, tokens, group = line.flags, line.tokens, clause.group
    if group is None:
        return line.high
    first = group.last + 1
    asides: list[tuple[int, int]] = []
    end = min(_next_clause(line, clause, group, asides), line.high)
    if holes is not None:
        holes += asides
    for at in range(first, end):
        if not (flags[at] & _MAY_STOP or flags[at - 1] & COMMA):
            continue
        if _stops(line, at) and not any(start <= at < stop for start, stop in asides):
            end = at
            break
    while (
        end > first
        and flags[end - 1] & (COMMA | COORDINATOR | STOP | PREPOSITION)
        and tokens[end - 1].word not in ")]%"
    ):
        behind = flags[end] if end < line.high else 0
        if flags[end - 1] & PREPOSITION and not behind & (RELATIVE | SUBORDINATOR | QUOTE | COMMA | COORDINATOR):
            break
        end -= 1
    if end == first and flags[group.last] & _SAYS_NOTHING:  # "would – in a year or two – provide"
        return line.high
    while end > first and tokens[end - 1].word in _LEADS_ON:
        end -= 1
    return _without_length(line, first, end)


def _next_clause(line: Line, clause: Clause, group: Group, asides: list[tuple[int, int]]) -> int:
    """Return where the next clause begins that does not belong to one; the asides passed on the way are added."""
    resumed = 0
    for after in line.clauses[clause.number + 1 :]:
        told = after.group
        if told is None or told.first <= group.last or after.number <= resumed:
            continue
        start = max(after.start, group.last + 1)
        if (
            group.lemma in TAKES_CLAUSE
            and after.kind in ("relative", "participle")
            and not _belongs(line, group, after, told, start)
        ):
            resumed = _resumed(line, group, after, asides) or resumed
            if resumed > after.number:
                continue
        if not _belongs(line, group, after, told, start):
            if after.kind == "main" and not _is_set_off(line, start):
                subject = subject_of(line, after)
                return told.first if subject is None or subject.start <= group.last + 1 else subject.start
            return start
    return line.high


def _resumed(line: Line, group: Group, aside: Clause, asides: list[tuple[int, int]]) -> int:
    """Return the clause whose subject stands before an aside and whose verb behind it: "said the strike, which …, ended"."""
    for later in line.clauses[aside.number + 1 :]:
        if later.group is not None and later.group.finite and line.flags[later.group.first - 1] & COMMA:
            subject = subject_of(line, later)
            if subject is not None and group.last < subject.start < aside.start:
                asides += subject.holes
                return later.number
            return 0
    return 0


def _belongs(line: Line, group: Group, after: Clause, told: Group, start: int) -> bool:
    """Whether a clause only tells more of what the verb group before it tells."""
    flags = line.flags
    comma = (flags[start] | flags[start - 1]) & COMMA
    if told.finite and (flags[start] | flags[start - 1]) & COORDINATOR:
        return told.first == group.last + 2 or _counts_on(
            line, group, after, told, start
        )  # "detained and questioned four men"
    if after.kind in ("infinitive", "complement") or (after.kind in ("relative", "participle") and not comma):
        return True
    if (
        group.lemma in SPEAKS
        and (flags[start] | flags[start - 1]) & QUOTE
        and _is_quoted(line, group.last + 1, start + 1)
    ):
        return True
    if after.kind == "subordinate":
        return after.opener in _KEPT_BEHIND or (group.lemma in _SAYS_ONLY_WHEN and start <= group.last + 4)
    if after.kind != "main" or _is_set_off(line, start):
        return False
    return group.lemma in TAKES_CLAUSE or line.is_participle(told)


def _counts_on(line: Line, group: Group, after: Clause, told: Group, start: int) -> bool:
    """Whether a clause only counts on what the one before it counts, of the same day: "killed and a dozen wounded"."""
    is_whole = group.passive or not told.passive  # "killed five and nine were wounded" are two
    if not line.parse.is_count_before_verb(after) or not is_whole:
        return False
    return not any(flag & DATE for flag in line.flags[group.last + 1 : start])


def _is_set_off(line: Line, start: int) -> bool:
    """Whether a mark stands before a clause."""
    return bool(line.flags[start] & COMMA or line.flags[start - 1] & (COMMA | STOP | QUOTE))


def _stops(line: Line, at: int) -> bool:
    """Whether a title may not go on past a token: a dash, a semicolon, the end of a quotation, "according to"."""
    if line.flags[at] & STOP and line.tokens[at].word in _BREAKS:
        return not line.joins(at)
    if not line.flags[at - 1] & COMMA:
        return False
    return line.tokens[at].word == "according" or bool(line.flags[at] & QUOTE and line.closes(at))


def _is_quoted(line: Line, first: int, end: int) -> bool:
    """Whether a quotation opens right behind a verb of saying: "said, “We …"."""
    for at in range(first, min(end, line.high)):
        if line.flags[at] & QUOTE:
            return line.tokens[at].word != "”"
        if at in line.verb_at:
            return False
    return False


def _without_length(line: Line, first: int, end: int) -> int:
    """Return the end less a length of time that belongs to what follows: "a month | after being deported"."""
    if end >= line.high or line.tokens[end].word not in _TURNS:
        return end
    last = line.tokens[end - 1]
    if last.word.rsplit(" ", 1)[-1].removesuffix("s") not in _LENGTHS or line.flags[end - 2] & PREPOSITION:
        return end
    at = end - 1
    while at > first and line.flags[at - 1] & (NUMBER | DETERMINER | ADVERB) and not line.flags[at - 1] & PREPOSITION:
        at -= 1
    return at
