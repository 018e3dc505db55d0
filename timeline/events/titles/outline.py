"""From where to where in the sentence a title goes, and what it leaves out on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.clauses import Clause, Group
from timeline.clauses.forms import (
    ADVERB,
    BASE,
    BE,
    COMMA,
    COORDINATOR,
    DATE,
    NAME,
    PARTICIPLE,
    PAST,
    PLURAL,
    PREPOSITION,
    RELATIVE,
    STOP,
    words,
)
from timeline.events.titles.ends import end_of
from timeline.events.titles.line import TAKES_CLAUSE, Line
from timeline.events.titles.subjects import Subject, subject_of

__all__ = ["Outline", "begun"]

_PLAIN_SPEECH = words(
    "say tell report announce add confirm state note explain declare reveal show find write tweet disclose see know stress "
    "acknowledge reiterate emphasise emphasize learn recall"
)
"""Verbs of saying that leave what is said as it is; behind any other ("claim", "fear", "deny") it must stand."""
_TOLD_TO = words("tell inform warn assure remind promise notify convince persuade advise show teach")
"""Verbs whose object is who is told, not what it is that a clause behind "that" tells of."""
_HYPOTHETICAL = words("if unless whether lest")
_UNSURE = words("allegedly reportedly supposedly purportedly apparently never not n't n’t")
_HAPPENS_ALONE = words(
    "flee die survive escape collapse vanish disappear fall rise emerge return withdraw retreat surrender go come move "
    "remain stay live happen resign retire succumb walk crash explode sink land arrive depart begin end start recover"
)
"""Verbs that take no object, so that they are no passive where none follows: "was wounded and fled to the hills"."""
_HAPPENS = words("occur happen begin start end last erupt unfold")
"""Verbs whose subject is what happens, not the place right before "which"."""
_DEEPEST = 6


@dataclass(slots=True)
class Outline:
    """Tokens from ``start`` to ``end`` less ``holes``.

    ``spare`` may be left out where the title is too long, ``between`` cut short, which "…" marks; ``instead`` is where the
    title may begin if the words before that do not fit; ``weak`` says that it does not tell who or what; ``phrase`` is the
    outline of a noun's own phrase, which may stand alone; ``own`` is where the verb's own subject begins.
    """

    start: int
    end: int = 0
    holes: list[tuple[int, int]] = field(default_factory=list)
    spare: list[tuple[int, int]] = field(default_factory=list)
    between: list[tuple[int, int]] = field(default_factory=list)
    instead: int | None = None
    weak: bool = False
    own: int | None = None
    phrase: Outline | None = None


def begun(line: Line, clause: Clause, depth: int = 0) -> Outline | None:
    """Return the outline of a title that goes on to a clause's verb, without its end; None where it cannot be told."""
    group = clause.group
    if group is None or depth > _DEEPEST or group.first < line.low:
        return None
    if group.form == "finite":
        return _finite(line, clause, group, depth)
    if group.form == "base":
        return _hanging(line, clause, group.first, depth)
    return _participle(line, clause, group, depth)


def _finite(line: Line, clause: Clause, group: Group, depth: int) -> Outline | None:
    subject = subject_of(line, clause)
    if subject is not None:
        found = Outline(subject.lead, holes=subject.holes, spare=list(subject.names), own=subject.start)
        if subject.lead < subject.start:
            found.spare.append((subject.lead, subject.start))
        return _placed(line, clause, group, subject, found, depth)
    if clause.kind == "relative":
        return _relative(line, clause, group, depth)
    if clause.kind in ("subordinate", "complement") and _parent(line, clause) is not None:
        return _hanging(line, clause, clause.start, depth)  # "after being sentenced"
    if clause.kind == "coordinate" or _parent(line, clause) is not None:
        return _shared(line, clause, group, depth)
    if clause.kind == "subordinate":  # "When asked about it, he …"
        return _through_next(line, max(clause.start, line.low), group)
    return None


def _through_next(line: Line, start: int, group: Group) -> Outline:
    """Return the outline of words that lead to a clause behind them: "Founded in 1999, the firm …"."""
    main = next((one for one in line.clauses if one.group and one.group.finite and one.group.first > group.last), None)
    return Outline(start, end=end_of(line, main) if main is not None else 0)


def _parent(line: Line, clause: Clause) -> Clause | None:
    """Return the clause that one depends on, if it stands before it and has a verb."""
    if clause.parent is None or clause.parent >= clause.number:
        return None
    parent = line.clauses[clause.parent]
    return parent if parent.group is not None else None


def _placed(line: Line, clause: Clause, group: Group, subject: Subject, found: Outline, depth: int) -> Outline:
    """Return the outline of a clause with a subject, begun further in front where it cannot stand without that."""
    opener = subject.opener
    word = line.tokens[opener].word if opener is not None else ""
    above = line.clauses[subject.above] if subject.above is not None else None
    if above is None and clause.kind == "complement":
        above = _parent(line, clause)
    said = _parent(line, clause) if word == "that" else None
    if said is not None and said.group is not None and said.group.lemma in TAKES_CLAUSE:
        above = said if line.has_phrase(said.group.last + 1, subject.start) else above
    if opener is not None and above is None and _opens_about_noun(line, clause, opener):
        begin = line.noun_before(_before_relative(line, opener), past_dates=True)
        if begin is not None:
            return Outline(begin, holes=subject.holes)
        above = _parent(line, clause) or above
    if above is not None:
        return _said(line, group, subject, word, above, found, depth)
    if subject.stands_for and opener is None and line.is_noun(subject.start - 1):  # "the house he bought"
        begin = line.noun_before(subject.start - 1)
        if begin is not None and (begin <= line.low or not line.flags[begin - 1] & PREPOSITION):
            return Outline(begin, holes=subject.holes)
    if word in _HYPOTHETICAL and opener is not None:
        found.start = opener
        found.spare.clear()
    if opener is not None and (word in _HYPOTHETICAL or (subject.stands_for and clause.kind == "subordinate")):
        upper = _parent(line, clause)
        before = begun(line, upper, depth + 1) if upper is not None else None
        if upper is not None and upper.group is not None and before is not None and before.start < found.start:
            return _joined(before, subject, (upper.group.last + 1, opener), instead=found.start)
    found.weak = subject.stands_for
    return found


def _opens_about_noun(line: Line, clause: Clause, opener: int) -> bool:
    """Whether a clause with a subject of its own tells of the noun before it: "the men whom …", "reports that …"."""
    if line.tokens[opener].word == "that":
        return clause.kind == "relative"
    return bool(line.flags[opener] & RELATIVE)


def _joined(before: Outline, subject: Subject, between: tuple[int, int], *, instead: int | None) -> Outline:
    before.between.append(between)
    before.holes += subject.holes
    before.spare += subject.names
    before.instead = instead
    before.own = subject.start
    return before


def _said(line: Line, group: Group, subject: Subject, word: str, above: Clause, found: Outline, depth: int) -> Outline:
    """Return the outline of what somebody says: alone where the saying is plain and it names its subject."""
    told = above.group
    if told is None:
        return found
    if word != "that" and told.lemma not in TAKES_CLAUSE:
        if not subject.stands_for and line.is_participle(group):
            begin = line.noun_before(group.first - 1) if told.finite else None  # "against the man charged with it"
            if begin is None or (begin - 1 in line.verb_at and line.flags[begin - 1] & BE):
                return _after(line, subject, above, told, group, found, depth, plain=False)
        else:
            begin = line.noun_before(subject.start - 1) if subject.stands_for else None  # "the house he bought"
        if begin is not None:
            return Outline(begin, holes=subject.holes)
        found.weak = subject.stands_for
        return found
    end = subject.opener if subject.opener is not None else subject.start
    if word == "that" and told.lemma not in _TOLD_TO and line.has_object(told.last + 1, end):
        begin = line.noun_before(end - 1)  # "no evidence that …"
        if begin is not None:
            return Outline(begin, holes=subject.holes)
    plain = told.lemma in _PLAIN_SPEECH and not told.negated and not told.modal and word in ("", "that")
    if plain and not subject.stands_for:
        return found
    return _after(line, subject, above, told, group, found, depth, plain=plain)


def _after(
    line: Line, subject: Subject, above: Clause, told: Group, group: Group, found: Outline, depth: int, *, plain: bool
) -> Outline:
    """Return the outline of a clause behind the one above it, from which it begins."""
    end = subject.opener if subject.opener is not None else subject.start
    before = begun(line, above, depth + 1)
    if before is None or before.start >= subject.start:
        return found
    stands_alone = plain or (group.modal and not told.negated)
    return _joined(before, subject, (told.last + 1, end), instead=subject.start if stands_alone else told.first)


def _before_relative(line: Line, at: int) -> int:
    """Return the token before the word that opens a relative clause, past a preposition ("in which") and a comma."""
    at -= 1
    while at > line.low and line.flags[at] & (COMMA | PREPOSITION) and not line.flags[at] & NAME:
        at -= 1
    return at


def _relative(line: Line, clause: Clause, group: Group, depth: int) -> Outline | None:
    """Return the outline of a clause whose subject is "who" or "which": with the noun that it tells of."""
    at = group.first - 1
    while at > line.low and not line.flags[at] & RELATIVE:
        at -= 1
    comma = at > line.low and (bool(line.flags[at - 1] & COMMA) or line.tokens[at - 1].word in "–—")
    last = at - 2 if comma else at - 1
    person = line.tokens[at].word == "who"
    happens = (
        group.lemma in _HAPPENS or line.tokens[group.last + 1 if group.last + 1 < line.high else 0].word == "place"
    )
    is_far = line.flags[last] & NAME if person and not comma else person or happens or not _agrees(line, last, group)
    begin = line.noun_before(last, whole=bool(is_far))
    if begin is not None:
        # "Ties to a man, who was accused": whose clause it is stays open, so that the line says no more than the sentence.
        is_open = person and comma and begin != line.noun_before(last)
        return Outline(begin, holes=[(last + 1, at + 1)] if comma and not is_open else [])
    return _hanging(line, clause, at, depth) if _parent(line, clause) is not None else None


def _agrees(line: Line, noun: int, group: Group) -> bool:
    """Whether a noun can be the subject of a verb: "shares has" cannot."""
    is_one = not line.flags[noun] & PLURAL
    return line.tokens[group.first].word not in (("are", "were", "have") if is_one else ("is", "was", "has"))


def _hanging(line: Line, clause: Clause, at: int, depth: int) -> Outline | None:
    """Return the outline of a clause that only goes on with the one above it, from which it begins."""
    parent = line.clauses[clause.parent] if clause.parent is not None else None
    if parent is None or parent.group is None or parent.group.first >= at:
        begin = line.noun_before(at - 1, whole=True) if at > line.low else None
        return Outline(begin if begin is not None else line.low)
    found = begun(line, parent, depth + 1)
    if found is not None and parent.group.last + 1 < at:
        found.between.append((parent.group.last + 1, at))
    return found


def _participle(line: Line, clause: Clause, group: Group, depth: int) -> Outline | None:
    flags, start = line.flags, clause.start
    if group.first <= line.low:
        return _through_next(line, line.low, group)
    if clause.opener and start < group.first:
        if clause.parent is None or clause.parent >= clause.number:
            return Outline(line.low)
        return _hanging(line, clause, start + 1 if flags[start] & COMMA else start, depth)
    before = group.first - 1
    while before > line.low and (flags[before] & ADVERB or line.tokens[before].word == "being"):
        before -= 1
    if line.tokens[before].word == ",":
        return _behind_comma(line, clause, before, depth)
    if line.tokens[before].word in "–—-":
        subject = subject_of(line, clause)
        if subject is not None and subject.holes:  # "the residents – and their guests – fled"
            return Outline(subject.start, holes=subject.holes, spare=list(subject.names), own=subject.start)
    if flags[before] & COORDINATOR or before in line.verb_at:
        return _listed(line, clause, group, depth) or _hanging(line, clause, before + (before in line.verb_at), depth)
    begin = line.noun_before(before)
    if begin is not None and not (begin - 1 in line.verb_at and flags[begin - 1] & BE):
        return Outline(begin)
    while before > line.low and flags[before] & (DATE | PREPOSITION | ADVERB):
        before -= 1
    if flags[before] & RELATIVE:  # "who in May 2020 left …"
        return _relative(line, clause, group, depth)
    return _hanging(line, clause, group.first, depth)


def _listed(line: Line, clause: Clause, group: Group, depth: int) -> Outline | None:
    """Return the outline of a participle that shares its auxiliary with the one before it: "were beaten and taken away"."""
    parent = _parent(line, clause)
    upper = parent.group if parent is not None else None
    if parent is None or upper is None or not upper.passive or group.form != "en":
        return None
    found = begun(line, parent, depth + 1)
    if found is not None:
        found.holes.append((upper.head, group.first))
    return found


def _behind_comma(line: Line, clause: Clause, comma: int, depth: int) -> Outline | None:
    """Return the outline of a participle behind a comma: of the clause before it, or of the noun where there is none."""
    parent = line.clauses[clause.parent] if clause.parent is not None else None
    if parent is not None and parent.group is not None and parent.group.last < comma:
        return _hanging(line, clause, comma, depth)
    begin = line.noun_before(comma - 1, whole=True)
    return Outline(begin, holes=[(comma, comma + 1)]) if begin is not None else None


def _shared(line: Line, clause: Clause, group: Group, depth: int) -> Outline | None:
    """Return the outline of a verb that shares the subject of one before it: "troops shelled the town and took it"."""
    parent = _sharing(line, clause, group)
    upper = parent.group if parent is not None else None
    if parent is None or upper is None or upper.last >= group.first:
        return None
    found = begun(line, parent, depth + 1)
    if found is None:
        return None
    joint = group.first - 1
    while joint > upper.last and not line.flags[joint] & COORDINATOR:
        joint -= 1
    if upper.form == "base" or (joint > upper.last and line.tokens[joint].word == "nor"):
        found.between.append((upper.last + 1, max(joint, upper.last + 1)))
        return found
    kept = upper.head if _shares_auxiliaries(line, upper, group) else upper.first
    if upper.lemma == "be" and line.is_participle(group):
        kept = upper.last + 1  # "they are stuck and forced to stay"
    found.holes.append((kept, group.first))
    return found


def _sharing(line: Line, clause: Clause, group: Group) -> Clause | None:
    """Return the clause whose subject a verb shares: the nearest above it of the same form."""
    base = bool(line.flags[group.head] & BASE)
    parent = line.clauses[clause.parent] if clause.parent is not None else None
    while parent is not None:
        told = parent.group
        if told is not None and told.form not in ("ing", "en") and (base or told.form != "base"):
            return parent
        parent = line.clauses[parent.parent] if parent.parent is not None and parent.parent < parent.number else None
    return None


def _shares_auxiliaries(line: Line, upper: Group, group: Group) -> bool:
    """Whether what stands before the verb above holds for this one too: will …, has not …, allegedly …, was …."""
    if group.first != group.last or upper.first == upper.head:
        return False
    if any(line.tokens[at].word in _UNSURE for at in range(upper.first, upper.head)):
        return True
    form = line.flags[group.head]
    if upper.modal and form & BASE and not form & PAST:
        return True
    if not (upper.passive or upper.perfect) or not form & PARTICIPLE:
        return False
    behind = line.flags[group.last + 1] if group.last + 1 < line.high else STOP
    has_no_object = bool(behind & (PREPOSITION | STOP | COMMA)) and group.lemma not in _HAPPENS_ALONE
    return not form & PAST or (upper.passive and has_no_object)  # "were stuck and forced to stay"
