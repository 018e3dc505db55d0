"""What a sentence tells beside its dated happening: what was done as that happened has its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from timeline.clauses import Clause
from timeline.clauses.forms import DATE, DETERMINER, NAME, NUMBER, PRONOUN, words
from timeline.events.causing import set_off_by
from timeline.events.dated import Dated
from timeline.events.done_then import LONG_AFTER
from timeline.events.named_again import is_quoted
from timeline.events.reading import Reading
from timeline.events.reporting import is_second_verb
from timeline.events.story import Story
from timeline.events.telling import is_attribution
from timeline.events.triggers import Trigger, family
from timeline.events.types import DEEDS

__all__ = ["with_what_was_beside"]

_BESIDE = words("as while when before whereas although though after")
_DAYS = 2
"""Days up to which what was done beside a happening was done on them too."""
_LESS_SURE = 0.1
_WHY_SET_OFF = "it set it off: "
_WHY_AND = "it has been done too: "
_WHY = "it was done as that happened: "
_HARMS = words("wound injure hurt kill")
_LONG = words("often always usually years decades months once since earlier previously")


def with_what_was_beside(found: list[Dated], _: Story) -> list[Dated]:
    """Return the happenings, what is told in a clause of time beside a dated one dated by it ("…, as troops shelled a port")."""
    by_reading: dict[int, list[Dated]] = {}
    for item in found:
        by_reading.setdefault(item.number, []).append(item)
    more = [item for items in by_reading.values() for item in _beside(items)]
    told = {(item.number, item.trigger.head) for item in more}
    return [*(item for item in found if item.interval.is_known or (item.number, item.trigger.head) not in told), *more]


def _beside(items: Sequence[Dated]) -> Iterator[Dated]:
    """Yield what one sentence tells beside its dated happenings."""
    dated = {item.trigger.clause: item for item in items if item.interval.is_known}
    reading = items[0].reading
    if not dated or is_quoted(reading):
        return
    for item in dated.values():
        outcome = set_off_by(reading.parse, reading.found, item.trigger) if item.dating != "stated" else None
        if outcome is not None and _is_of_days(item) and outcome.head not in {one.trigger.head for one in items}:
            why, sure = _WHY_SET_OFF + item.why, item.sure - _LESS_SURE
            yield Dated(reading, outcome, item.mention, item.interval, item.dating, why, sure, None, item.number)
    yield from _and_done(reading, dated)
    for number, trigger in reading.found.of_clause.items():
        clause = reading.parse.clauses[number]
        if number in dated or clause.kind != "subordinate" or clause.opener not in _BESIDE or clause.parent is None:
            continue
        main = dated.get(clause.parent) or _done_by_it(reading, clause.parent, dated)
        main = main or _told_beside(reading, clause, dated) or _before_who_says_it(reading, clause, dated)
        if main is None or not _is_of_days(main) or not _was_done(reading, clause, trigger, main):
            continue
        if clause.opener == "after" and not _came_right_before(main, trigger):
            continue
        if clause.opener != "when" or family(main.trigger.type) != family(trigger.type):
            why, sure = _WHY + main.why, main.sure - _LESS_SURE
            yield Dated(reading, trigger, main.mention, main.interval, main.dating, why, sure, None, main.number)


def _and_done(reading: Reading, dated: Mapping[int, Dated]) -> Iterator[Dated]:
    """Yield what has been done too, by the same auxiliary ("has closed the border and expelled nine", "and dozens arrested")."""
    for number, trigger in reading.found.of_clause.items():
        main = _of_the_auxiliary(reading, number, dated)
        if main is None or number in dated or not _is_of_days(main) or main.dating == "stated":
            continue
        clause = reading.parse.clauses[number]
        if trigger.part == "noun" or trigger.type not in DEEDS or is_second_verb(reading, clause, trigger):
            continue
        if family(trigger.type) == family(main.trigger.type) and trigger.lemma in _HARMS:
            continue  # "have been killed and 20 more wounded" is one happening
        own = reading.parse.own_tokens(clause)
        if any(reading.parse.tokens[at].flags & DATE for at in own) or not _LONG.isdisjoint(
            reading.parse.own_words(clause)
        ):
            continue
        why, sure = _WHY_AND + main.why, main.sure - _LESS_SURE
        yield Dated(reading, trigger, main.mention, main.interval, main.dating, why, sure, None, main.number)


def _of_the_auxiliary(reading: Reading, number: int, dated: Mapping[int, Dated]) -> Dated | None:
    """Return what has been done before "and" and a bare participle, which goes on with its auxiliary."""
    clause = reading.parse.clauses[number]
    group = clause.group
    if (
        clause.kind != "coordinate"
        or group is None
        or group.perfect
        or group.modal
        or group.negated
        or group.progressive
    ):
        return None
    if not (group.past or group.form == "en") or (group.passive and group.finite):
        return None
    tokens = reading.parse.tokens
    of_others = any(tokens[at].word not in ("and", ",") for at in range(*clause.subject))
    if of_others and group.last + 1 < len(tokens) and tokens[group.last + 1].flags & (DETERMINER | NAME | NUMBER):
        return None  # "… and rebels attacked a town" has a verb of its own
    above, seen = clause.parent, {number}
    while above not in seen and above is not None and reading.parse.clauses[above].kind in ("coordinate", "participle"):
        seen.add(above)  # clauses may hang on each other
        above = reading.parse.clauses[above].parent
    told = reading.parse.clauses[above].group if above is not None else None
    if told is None or not told.perfect or told.past or told.modal or told.negated or told.progressive:
        return None
    return dated.get(above) if above is not None else None


def _done_by_it(reading: Reading, number: int, dated: Mapping[int, Dated]) -> Dated | None:
    """Return the dated happening that a participle tells of a clause ("joined the war, hitting two ports on Friday, while …")."""
    hangs = (
        one
        for one in reading.parse.clauses
        if one.kind == "participle" and one.parent == number and one.number in dated
    )
    return next((dated[one.number] for one in hangs if one.group is not None and one.group.form == "ing"), None)


def _is_told_in_the_present(main: Dated) -> bool:
    """Whether a happening is told in the present, as the entries of chronologies are, with the day above or before it."""
    group = main.reading.parse.clauses[main.trigger.clause].group
    present = group is not None and group.finite and not (group.past or group.perfect or group.modal)
    return present and main.reading.heading is not None


def _told_beside(reading: Reading, clause: Clause, dated: Mapping[int, Dated]) -> Dated | None:
    """Return what the clause before one with "while" tells, where both are somebody's words ("said … nine, while … six")."""
    before = reading.parse.clauses[clause.number - 1] if clause.number else None
    is_told = before is not None and before.kind == "complement" and before.parent == clause.parent
    return dated.get(clause.number - 1) if is_told and clause.opener == "while" else None


def _before_who_says_it(reading: Reading, clause: Clause, dated: Mapping[int, Dated]) -> Dated | None:
    """Return what stands before the words that only say who says it ("A raid killed nine, police said, while …")."""
    parse = reading.parse
    said = parse.clauses[clause.parent] if clause.parent is not None else clause
    if clause.opener != "while" or said.number != clause.number - 1 or not is_attribution(parse, said):
        return None
    before = (one.number for one in reversed(parse.clauses[: said.number]) if one.kind in ("main", "coordinate"))
    return dated.get(next(before, -1))


def _is_of_days(main: Dated) -> bool:
    """Whether a happening was on one day or two, and was not over when what is told beside it came ("had fled when …")."""
    group = main.reading.parse.clauses[main.trigger.clause].group
    was_over = group is not None and group.past and group.perfect
    return (main.interval.days or _DAYS + 1) <= _DAYS and not was_over


def _came_right_before(main: Dated, trigger: Trigger) -> bool:
    """Whether the news of a day tells what was done once something else was ("closed the port after rebels stormed it")."""
    group = main.reading.parse.clauses[main.trigger.clause].group
    if group is None or group.lemma in LONG_AFTER or main.dating == "stated" or main.trigger.part == "noun":
        return False
    inquiry = main.trigger.type == "legal"  # "opened an inquiry after two men were killed"
    return not inquiry and family(main.trigger.type) != family(trigger.type)


def _was_done(reading: Reading, clause: Clause, trigger: Trigger, main: Dated) -> bool:
    """Whether a clause without any date tells that somebody named did one thing, in the tense of what it stands beside."""
    group, tokens = clause.group, reading.parse.tokens
    if group is None or group.perfect or group.modal or group.negated or trigger.type not in DEEDS:
        return False
    if not group.past and not (group.finite and _is_told_in_the_present(main)):
        return False
    begin, end = clause.subject
    if end <= begin or group.first <= clause.start + 1 or tokens[max(begin, group.first - 1)].flags & PRONOUN:
        return False  # "as they fled", "before being shot": the circumstances of the same deed
    if any(tokens[at].flags & DATE for at in reading.parse.own_tokens(clause)) or is_second_verb(
        reading, clause, trigger
    ):
        return False
    return reading.parse.own_words(clause).isdisjoint(_LONG)
