"""In which words of a sentence the place of a happening is looked for: its phrase, its clause, those above and below it."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.clauses import Clause, Parse
from timeline.events.involved.elsewhere import SAYING, SOMEWHERE
from timeline.events.involved.scopes import APART, goes_on_without_subject, scope_of
from timeline.events.triggers import Trigger, noun_phrase

__all__ = ["where_scopes"]

_HURTING = frozenset(("kill", "wound", "injure", "hurt"))
_CLOSE, _LONG = 3, 10
_ARRANGED = frozenset(("meeting", "agreement", "breakdown", "political"))
"""Types of which a noun's own verb or relative clause says where it was held."""
_TELLING_MORE = frozenset(("participle", "relative", "infinitive", "subordinate"))
_AT_THE_TIME = frozenset(("when", "as", "while", "where"))
"""What opens a clause that tells the same happening from nearer ("were killed when a bomb went off in Kano")."""


def where_scopes(parse: Parse, trigger: Trigger) -> Iterator[set[int]]:
    """Yield the tokens in which the place of a happening is looked for, nearest first."""
    clause = parse.clauses[trigger.clause]
    if trigger.type != "statement":
        yield set(scope_of(parse, trigger))
    if trigger.part != "noun" or _is_near_verb(clause, trigger):
        yield set(parse.own_tokens(clause))
    if trigger.part == "noun" and trigger.type in _ARRANGED:
        yield _told_of_it(parse, clause, trigger)
    told_where = _told_where(parse, clause)
    if told_where is not None and (trigger.part != "noun" or told_where is not clause):
        yield set(range(max(0, told_where.start - _LONG), told_where.start))  # "in the city, where violence broke out"
    if _is_of_what_was_named(parse, clause, trigger):  # "reached Kano, which was held by rebels"
        yield set(range(max(0, clause.start - _CLOSE), clause.start))
    if trigger.type == "legal":
        yield _at_the_time(parse, clause)
    if trigger.type in SOMEWHERE:
        yield _above_and_below(parse, clause, with_own=not _is_earlier(parse, trigger))
        if trigger.part != "noun":
            yield _all_below(parse, clause)


def _told_of_it(parse: Parse, clause: Clause, trigger: Trigger) -> set[int]:
    """Return the tokens that tell of a noun: its verb's ("the talks, held by Kenya, began in Kano"), a relative clause's.

    Those to which somebody goes for it are among them ("flew to Kano for the talks").
    """
    wanted: set[int] = set()
    _, end = noun_phrase(parse, trigger)
    for child in parse.clauses:
        right_behind = child.kind in ("relative", "participle") and child.start - end in range(_CLOSE)
        of_subject = child.kind == "infinitive" and trigger.head in range(*clause.subject)
        if child.parent == clause.number and (right_behind or of_subject):
            wanted.update(parse.own_tokens(child))
    if trigger.head in range(*clause.subject):
        wanted.update(parse.own_tokens(clause))
    opener = next(
        (n for n in range(trigger.first - 1, trigger.first - 1 - _CLOSE, -1) if parse.tokens[n].word == "for"), 0
    )
    if opener > 0:
        going = parse.clauses[parse.clause_of[opener]]
        wanted.update(at for at in parse.own_tokens(going) if at < opener)
    return wanted


def _told_where(parse: Parse, clause: Clause) -> Clause | None:
    """Return the "where" clause that a clause is, or goes on from ("in the city, where ten died and six are missing")."""
    while clause.kind == "coordinate" and clause.parent is not None and clause.parent < clause.number:
        clause = parse.clauses[clause.parent]
    return clause if clause.opener == "where" else None


def _is_of_what_was_named(parse: Parse, clause: Clause, trigger: Trigger) -> bool:
    """Whether a clause tells what was done to what was named right before it ("Kano, held by rebels")."""
    group = clause.group
    if group is None or trigger.part == "noun" or trigger.type == "statement":
        return False
    if group.passive and clause.opener in ("which", "that"):
        return True
    if clause.kind != "participle" or group.form != "en" or (group.first, group.last) != (clause.start, trigger.last):
        return False
    after = group.last + 1
    return trigger.type in SOMEWHERE or (after < len(parse.tokens) and parse.tokens[after].word == "by")


def _is_near_verb(clause: Clause, trigger: Trigger) -> bool:
    """Whether a noun is its clause's subject or object, so that what is said of the verb is said of it."""
    group = clause.group
    return group is None or abs(trigger.head - group.head) <= 6


def _is_earlier(parse: Parse, trigger: Trigger) -> bool:
    """Whether a noun is only what something else came after ("its war on terror after the 2001 attacks")."""
    before = parse.tokens[max(0, trigger.first - 4) : trigger.first]
    return trigger.part == "noun" and any(token.word in APART for token in before)


def _above_and_below(parse: Parse, clause: Clause, *, with_own: bool) -> set[int]:
    """Return the tokens of the clause that a clause depends on, and of those that only tell more of it."""
    wanted = {clause.number} if with_own else set()
    if (
        clause.parent is not None
        and clause.opener not in APART
        and clause.kind
        in (
            "participle",
            "relative",
            "coordinate",
            "infinitive",
            "subordinate",
        )
    ):
        wanted.add(clause.parent)
    for child in parse.clauses:
        tells_more = (
            child.kind in ("participle", "relative") or goes_on_without_subject(parse, child) or _counts_more(child)
        )
        tells_more = tells_more or (child.kind == "subordinate" and child.opener in _AT_THE_TIME)
        tells_more = tells_more and not _says(child)
        if child.parent == clause.number and tells_more and child.opener not in APART:
            wanted.add(child.number)
    return {at for at, owner in enumerate(parse.clause_of) if owner in wanted}


def _counts_more(child: Clause) -> bool:
    """Whether a clause goes on counting whom the same blow hit ("five were killed and nine others wounded in Quetta")."""
    return child.kind == "coordinate" and child.group is not None and child.group.lemma in _HURTING


def _at_the_time(parse: Parse, clause: Clause) -> set[int]:
    """Return the tokens of the clauses that say when something was done, and of what tells more of them."""
    wanted: set[int] = set()
    for child in parse.clauses:
        opens = child.parent == clause.number and child.opener in _AT_THE_TIME
        if opens or (child.parent in wanted and child.kind in _TELLING_MORE and child.opener not in APART):
            wanted.add(child.number)
    return {at for at, owner in enumerate(parse.clause_of) if owner in wanted}


def _all_below(parse: Parse, clause: Clause) -> set[int]:
    """Return the tokens of all clauses that tell more of what is in a clause, but of another time."""
    wanted = {clause.number}
    for child in parse.clauses[clause.number + 1 :]:
        if (
            child.parent in wanted
            and child.opener not in APART
            and not _says(child)
            and (child.kind in _TELLING_MORE or goes_on_without_subject(parse, child))
        ):
            wanted.add(child.number)
    return {at for at, owner in enumerate(parse.clause_of) if owner in wanted}


def _says(clause: Clause) -> bool:
    """Whether a clause tells what somebody says, which may be of anything."""
    return clause.group is not None and clause.group.lemma in SAYING
