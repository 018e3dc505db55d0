"""What stands before a verb as its subject, found from the verb backwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.clauses import Clause, Group
from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    BE,
    COMMA,
    COORDINATOR,
    DATE,
    DETERMINER,
    ING,
    NAME,
    NOUN,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    VERB,
    words,
)
from timeline.events.titles.line import NOMINAL, SUBJECTS, TAKES_CLAUSE, Line

__all__ = ["Subject", "subject_of"]

_INTRODUCES = words(
    "out in on at during after before since until by for from over under through throughout amid following"
)
"""Words with which an adverbial begins that may be left out before a subject; not "without", "despite", "unless"."""
_UNLIKE_NOUNS = COMMA | STOP | QUOTE | COORDINATOR | RELATIVE | SUBORDINATOR | PRONOUN | PREPOSITION | ADVERB | ING | BE
_CAN_OPEN = ("subordinate", "relative", "complement")
_LEAD_TO = words("according due owing thanks")
_EMPTY = words("part wake light front")
"""Nouns that with "of" say nothing of their own: "as part of a plan drawn up in May"."""
_LIST_REACH = 9


@dataclass(slots=True)
class Subject:
    """What stands before a verb: the tokens from ``start`` to the verb, less ``holes``.

    ``lead`` is where an adverbial before it begins ("In May, …"), ``opener`` the word that opens the clause, ``above`` the
    clause whose verb stands right before it; ``stands_for`` says that it is only a pronoun; ``names`` are asides without a
    verb, which tell who it is in other words.
    """

    start: int
    lead: int
    opener: int | None = None
    above: int | None = None
    stands_for: bool = False
    holes: list[tuple[int, int]] = field(default_factory=list)
    names: list[tuple[int, int]] = field(default_factory=list)


def subject_of(line: Line, clause: Clause) -> Subject | None:
    """Return what stands before a finite verb as its subject; None where there is nothing, as in "who left" or "and fled"."""
    assert clause.group is not None
    return _Search(line, clause, clause.group).found()


class _Search:
    """A walk from a verb back to where its subject begins; ``at`` is where it is, ``nominal`` whether a noun was passed."""

    def __init__(self, line: Line, clause: Clause, group: Group) -> None:
        self.line, self.clause, self.group = line, clause, group
        self.at, self.nominal = group.first - 1, False
        self.opener: int | None = None
        self.above: int | None = None
        self.holes: list[tuple[int, int]] = []
        self.names: list[tuple[int, int]] = []

    def found(self) -> Subject | None:
        """Return the subject, None where the verb has none of its own."""
        while self.at >= self.line.low and self._goes_on():
            self.at -= 1
        if not self.nominal:
            return None
        line, verb = self.line, self.group.first
        lead = start = self._first_word(self.at + 1)
        if self.above is not None:
            lead = start = self._after_objects(start)
        elif self.opener is None and self.at > line.low and line.flags[self.at] & COMMA:
            lead = self._lead_before(self.at, start)
        elif self.opener is None:
            start = self._after_lead(start)
        stands_for = line.stands_for(start, verb)
        return Subject(start, lead, self.opener, self.above, stands_for, self.holes, self.names)

    def _first_word(self, start: int) -> int:
        """Return the first word of the subject, past marks and words that only tie it to what stands before."""
        line, flags = self.line, self.line.flags
        leads = flags[start] & PREPOSITION and not flags[start] & DETERMINER and not flags[start + 1] & DATE
        if (
            line.is_participle(self.group)
            and line.tokens[start].word in _LEAD_TO
            and line.tokens[start + 1].word == "to"
        ):
            start += 2  # "according to a poll released in May"
        elif line.tokens[start].word == "with" or (leads and line.is_participle(self.group)):
            start += 1  # "under a law passed in May", "with four flights cancelled"
        if line.tokens[start].word in _EMPTY and line.tokens[start + 1].word == "of":
            start += 2
        while start < self.group.first and flags[start] & (COMMA | STOP):
            start += 1
        return start

    def _goes_on(self) -> bool:
        """Whether the subject may begin before the word that was come to."""
        line, at = self.line, self.at
        flag = line.flags[at]
        if at in line.verb_at:
            return self._past_verb(line.verb_at[at])
        if not flag & _UNLIKE_NOUNS and line.tokens[at].word != "being":  # most words
            self.nominal = self.nominal or bool(flag & (NOMINAL | VERB))
            return True
        if flag & (COMMA | STOP | QUOTE) and not flag & NOUN:
            return self._past_mark(flag)
        if flag & COORDINATOR:
            return self._past_coordinator()
        if self._is_opener(flag):
            if self.nominal or line.tokens[at].word == "that":
                self.opener = at
            return False
        if line.tokens[at].word == "being":
            return True
        if line.tokens[at].word in SUBJECTS and not self.nominal and at > line.low and self._stands_alone(at - 1):
            self.nominal, self.at = True, at - 1
            return False
        if (flag & (NOMINAL | VERB) and not flag & (PREPOSITION | ADVERB)) or flag & (PRONOUN | DETERMINER):
            self.nominal = True
        return True

    def _stands_alone(self, before: int) -> bool:
        """Whether a pronoun is a subject though a noun stands right before it: "the flat | he bought"."""
        line = self.line
        if not line.flags[before] & (NOUN | NAME) or before in line.verb_at:
            return False
        while before >= line.low and before not in line.verb_at and not line.flags[before] & (COMMA | STOP):
            before -= 1
        self.above = line.verb_at.get(before)
        return True

    def _is_opener(self, flag: int) -> bool:
        if flag & (RELATIVE | SUBORDINATOR) and not flag & PREPOSITION:
            determines = self.line.tokens[self.at].word == "that" and self.line.flags[self.at - 1] & PREPOSITION
            return not (determines and self.at > self.line.low)  # "commanders of that unit"
        start = self.clause.start
        return bool(flag & SUBORDINATOR) and self.clause.kind in _CAN_OPEN and start <= self.at <= start + 1

    def _past_mark(self, flag: int) -> bool:
        line, at = self.line, self.at
        if line.tokens[at].word == "-" and line.joins(at):
            return True  # "7-1/2", "the land- and sea-based"
        if flag & QUOTE:
            return not (self.nominal and at and line.flags[at - 1] & (COMMA | STOP))
        if self.nominal and line.tokens[at].word not in ")]" and line.tokens[at + 1].word != "of":
            return line.is_short_form(at) or (bool(flag & COMMA) and (self._enumerates(at) or self._names_land(at)))
        opening = line.aside_before(at)
        if opening is None:
            return False
        told = any(within in line.verb_at for within in range(opening, at))
        while opening - 2 > line.low and line.flags[opening - 1] & NUMBER and line.flags[opening - 2] & COMMA:
            opening -= 2  # "the man, 23, who …,"
        (self.holes if told or not flag & COMMA else self.names).append((opening, at + 1))
        self.at = opening
        return True

    def _past_coordinator(self) -> bool:
        line, at, start = self.line, self.at, self.clause.start
        if not self.nominal:
            return bool(line.flags[at - 1] & line.flags[at + 1] & DATE)
        if self._is_within_list(at):
            return True
        if at - 1 in line.verb_at or (
            self.clause.kind == "coordinate" and start <= at <= start + 1 and not self._lists(at)
        ):
            self.opener = at
            return False
        return True

    def _is_within_list(self, at: int) -> bool:
        """Whether a comma stands before "and", and only names and nouns between: ", the Energy and Mines Minister said"."""
        line = self.line
        before = at - 1
        while line.is_noun(before, NOUN | NAME | DETERMINER):
            before -= 1
        return before >= line.low and before < at - 1 and bool(line.flags[before] & COMMA)

    def _lists(self, at: int) -> bool:
        """Whether "and" only joins nouns behind a participle: "a ban imposed by the state and the city was lifted"."""
        before = self.line.clauses[self.clause.number - 1].group
        plain = before is not None and before.form in ("en", "ing") and before.first > self.line.low
        if self.line.flags[at - 1] & self.line.flags[at + 1] & ADJECTIVE:  # "the eastern and southern provinces"
            return True
        return plain and not self.line.flags[at - 1] & COMMA

    def _past_verb(self, owner: int) -> bool:
        """Whether a verb only tells more of the subject, which stands before it: "the man accused of it | fled"."""
        line = self.line
        clause = line.clauses[owner]
        group = clause.group
        assert group is not None
        if group.form == "ing" and group.first == line.low:  # "Promoting the accord was a mistake"
            self.nominal, self.at = True, line.low
            return True
        says = self.nominal and group.lemma in TAKES_CLAUSE and group.form != "en"
        if clause.kind == "relative" and not says:
            before = clause.start - 1
            self.at = before if before > line.low and line.flags[before] & PREPOSITION else clause.start
        elif says or not (group.form != "finite" or line.is_participle(group)) or not self._tells_more(group):
            self.above = owner
            return False
        else:
            self.at = (
                group.first - 1
                if clause.opener and clause.opener != "to" and group.first - 1 > line.low
                else group.first
            )
        self.nominal = False
        return True

    def _tells_more(self, group: Group) -> bool:
        before = group.first - 1
        return not self.nominal or (before >= self.line.low and not self.line.flags[before] & (COMMA | STOP | QUOTE))

    def _names_land(self, at: int) -> bool:
        """Whether the land or state of a place stands between two commas: "Brown of Canton, Ohio, the owner, was …"."""
        flags, land = self.line.flags, at + 1
        while land < self.group.first and flags[land] & NAME:
            land += 1
        return at + 1 < land <= at + 3 and bool(flags[land] & COMMA and flags[at - 1] & NAME)

    def _enumerates(self, at: int) -> bool:
        """Whether a comma only parts the members of a list: "Kenya, Uganda, and Chad", "rebels, police and troops"."""
        line, flags = self.line, self.line.flags
        if at + 1 >= line.high or at <= line.low or not flags[at - 1] & (NOUN | NAME) or self._is_adverbial(at - 1):
            return False
        for ahead in range(at + 1, min(line.high, at + _LIST_REACH)):
            if flags[ahead] & COORDINATOR:
                return True
            if ahead in line.verb_at or flags[ahead] & (PREPOSITION | STOP):
                return False
        return False

    def _is_adverbial(self, at: int) -> bool:
        """Whether the words up to a comma are an adverbial or a clause, not a noun of a list."""
        line = self.line
        if line.flags[at] & DATE:
            return True
        while at >= line.low and not line.flags[at] & (COMMA | STOP | COORDINATOR):
            if at in line.verb_at:
                return True
            at -= 1
        return bool(line.flags[at + 1] & (PREPOSITION | SUBORDINATOR | DATE))

    def _after_objects(self, start: int) -> int:
        """Return where the subject begins behind a verb's own words: "told reporters on Monday | the army …"."""
        flags, verb = self.line.flags, min([self.group.first, *(first for first, _ in (*self.holes, *self.names))])
        nominal = False
        for at in range(verb - 1, start, -1):
            before, flag, behind = flags[at - 1], flags[at], flags[at + 1]
            if nominal and flag & DATE and not flag & NUMBER and not behind & POSSESSIVE:
                return at + 1
            nominal = nominal or bool(flag & NOMINAL)
            new = (
                flag & (DETERMINER | PRONOUN) and not flag & (RELATIVE | PREPOSITION) and before & (NOUN | NAME | DATE)
            )
            if new and not before & (POSSESSIVE | DETERMINER):
                return at
        return start

    def _after_lead(self, start: int) -> int:
        """Return where the subject begins behind an adverbial that no comma sets off: "In 2015 | they …"."""
        flags, verb = self.line.flags, self.group.first
        if not flags[start] & (PREPOSITION | DATE):
            return start
        for at in range(start, min(start + 4, verb - 1)):
            behind = flags[at + 1]
            if flags[at] & DATE and behind & NOMINAL and not behind & (POSSESSIVE | DATE | PREPOSITION):
                return at + 1
        return start

    def _lead_before(self, comma: int, start: int) -> int:
        """Return where the adverbial before a comma begins that leads to the subject; the subject where there is none."""
        line, flags = self.line, self.line.flags
        at = comma - 1
        while at >= line.low and at not in line.verb_at and not flags[at] & (STOP | COORDINATOR | RELATIVE):
            at -= 1
        if at >= line.low and at in line.verb_at:
            return start
        first = at + 1
        while first < comma and flags[first] & (COMMA | QUOTE):
            first += 1
        leads = first < comma and (flags[first] & DATE or line.tokens[first].word in _INTRODUCES)
        return first if leads else start
