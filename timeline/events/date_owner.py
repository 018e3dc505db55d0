"""Which clause of a sentence a date belongs to: its own, mostly, but not where another breaks in or is only closed by it."""

from __future__ import annotations

from timeline.clauses import Clause, Parse
from timeline.clauses.asides import TOLD_IN
from timeline.clauses.forms import COMMA, NAME, NOUN, PREPOSITION, words
from timeline.events.neutral_verbs import only_says_where
from timeline.events.triggers import VIOLENCE, Found

__all__ = ["clause_of_date"]

_SOURCE = 8
"""Words within which a source that is named with its day is named."""
_MADE_PUBLIC = words("release issue publish post broadcast air carry circulate sign")
_BEFALLS = frozenset((*VIOLENCE, "legal"))
"""Types of what befalls somebody who was doing something else."""
_SPANS = words("day night morning afternoon evening week weekend month year")
_TELLS = words("say continue add note explain claim report state believe recall write go conclude maintain allege")
"""Verbs that say between commas who tells something."""


def clause_of_date(parse: Parse, found: Found, at: int) -> Clause:
    """Return the clause that a date belongs to: its own, or the when-clause that explains it ("1996, when …")."""
    clause = parse.clauses[parse.clause_of[at]]
    following = at + 1
    if following < len(parse.tokens) and parse.tokens[following].flags & COMMA:
        following += 1
    if following < len(parse.tokens) and (
        parse.tokens[following].word == "when" or _is_of_the_same_day(parse, at, following)
    ):
        owner = parse.clauses[parse.clause_of[following]]
        before_verb = clause.group is None or at < clause.group.first or parse.tokens[following].word == "that"
        if before_verb and owner.group is not None:
            return owner
    if _closes_the_clause_above(parse, clause, at) or only_says_where(parse, clause):
        assert clause.parent is not None
        return parse.clauses[clause.parent]
    if _breaks_in(parse, clause, at):
        return _told_in(parse, clause) or clause
    if clause.kind == "participle" and clause.start == 0 and clause.parent is not None:
        trigger = found.of_clause.get(clause.number)
        if trigger is None or trigger.type in ("", "statement"):
            return parse.clauses[clause.parent]  # "Speaking on Sunday, the minister defended …"
    if _only_tells_whom(parse, found, clause, at):
        assert clause.parent is not None
        return parse.clauses[clause.parent]
    if _is_when_it_was_told(parse, found, clause) or _breaks_off_before_the_verb(parse, clause, at):
        assert clause.parent is not None
        return parse.clauses[clause.parent]
    source = _said_by_a_source(parse, clause, at)
    if source is not None:
        return source
    if (
        clause.kind == "infinitive"
        and clause.start
        and parse.tokens[clause.start - 1].flags & COMMA
        and clause.parent is not None
    ):
        return parse.clauses[clause.parent]
    return clause


def _is_of_the_same_day(parse: Parse, at: int, following: int) -> bool:
    """Whether "that" opens what was on the same day ("was freed on Friday, the same day that a court jailed his brother")."""
    said = parse.tokens[at].word.split()
    if at and not parse.tokens[at - 1].flags & COMMA:
        return False  # "on the same day that a court jailed him, his brother fled" dates what follows
    return following == at + 1 and parse.tokens[following].word == "that" and "same" in said and said[-1] in _SPANS


def _closes_the_clause_above(parse: Parse, clause: Clause, at: int) -> bool:
    """Whether a date stands behind a relative clause between commas ("arrested the man, who had fled the town, on Sunday")."""
    first = at - 1 if parse.tokens[at - 1].flags & PREPOSITION else at
    between = clause.kind == "relative" and clause.parent is not None and 0 < clause.start < first
    if not between or not parse.tokens[first - 1].flags & COMMA:
        return False
    return bool((parse.tokens[clause.start].flags | parse.tokens[clause.start - 1].flags) & COMMA)


def _only_tells_whom(parse: Parse, found: Found, clause: Clause, at: int) -> bool:
    """Whether a participle only says what those were doing whom violence befell ("hit a bus carrying pilgrims on Monday")."""
    group = clause.group
    if clause.kind != "participle" or group is None or group.form != "ing" or clause.parent is None or not clause.start:
        return False
    above, befell = parse.clauses[clause.parent].group, found.of_clause.get(clause.parent)
    if above is None or befell is None or befell.type not in _BEFALLS or not (above.finite and above.past):
        return False
    own = found.of_clause.get(clause.number)
    aside = any(token.flags & COMMA for token in parse.tokens[above.last + 1 : at])
    of_noun = parse.flags[clause.start - 1] & (NOUN | NAME) and above.last + 1 < clause.start == group.first
    same = own is not None and own.type in (befell.type, "statement", "legal")
    return bool(of_noun) and not aside and not same and not above.negated


def _is_when_it_was_told(parse: Parse, found: Found, clause: Clause) -> bool:
    """Whether a participle only says when the text came out that tells it ("said in a letter released on Friday")."""
    group, above = clause.group, clause.parent
    if (
        clause.kind != "participle"
        or group is None
        or group.lemma not in _MADE_PUBLIC
        or above is None
        or not clause.start
    ):
        return False
    telling = found.of_clause.get(above)
    return telling is not None and telling.type == "statement" and parse.tokens[clause.start - 1].word in TOLD_IN


def _breaks_off_before_the_verb(parse: Parse, clause: Clause, at: int) -> bool:
    """Whether a date stands right before the verb whose subject a participle qualifies ("troops besieging X on Friday fled")."""
    if clause.kind != "participle" or clause.group is None or clause.group.form != "ing" or clause.parent is None:
        return False
    above = parse.clauses[clause.parent].group
    between = parse.tokens[clause.start : at]
    return above is not None and above.finite and above.first == at + 1 and not any(t.flags & COMMA for t in between)


def _said_by_a_source(parse: Parse, clause: Clause, at: int) -> Clause | None:
    """Return the clause that a source tells, named with its day at the end ("…, according to a report Thursday")."""
    before = [token.word for token in parse.tokens[max(0, at - _SOURCE) : at]]
    if clause.kind not in ("participle", "relative", "infinitive") or "according" not in before:
        return None
    if any(word in (",", ";") for word in before[before.index("according") :]):
        return None
    return next((one for one in parse.clauses if one.is_finite_main), None)


def _breaks_in(parse: Parse, clause: Clause, at: int) -> bool:
    """Whether a clause only says, between commas, who tells what follows ("On Friday, officials said, two men were killed")."""
    group = clause.group
    if group is None or at > group.first or group.lemma not in _TELLS or clause.number + 1 >= len(parse.clauses):
        return False
    if group.last + 1 >= len(parse.tokens) or not parse.tokens[group.last + 1].flags & COMMA:
        return False
    follows = _told_in(parse, clause)
    set_off = parse.tokens[at + 1].flags & COMMA
    if follows is None or follows.group is None or not set_off:
        return False
    return min(follows.start, follows.subject[0]) <= group.last + 2 or follows.group.first - follows.start <= 1


def _told_in(parse: Parse, clause: Clause) -> Clause | None:
    """Return the main clause that follows, past what only tells more of its subject ("ten rebels, trying to flee, were …")."""
    later = parse.clauses[clause.number + 1 : clause.number + 4]
    return next((after for after in later if after.kind not in ("participle", "infinitive", "relative")), None)
