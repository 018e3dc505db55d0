"""What a meeting brought: a report on talks, a session or a visit of one day tells what was agreed and signed without a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from timeline.clauses import Clause, Token
from timeline.clauses.forms import COORDINATOR, NAME, NOUN, PLURAL, words
from timeline.events.dated import Dated, carried
from timeline.events.named_again import is_quoted
from timeline.events.reading import Reading
from timeline.events.story import Story

__all__ = ["with_outcomes"]

_MEETINGS = words(
    "meeting session talks summit conference ceremony gathering visit moot round consultations negotiations dialogue event forum "
    "seminar briefing jirga congress assembly sitting hearing trip tour"
)
_BROUGHT = frozenset(("agreement", "meeting", "political", "restriction", "breakdown"))
"""Types of what a meeting brings."""
_THOSE_WHO_MET = words(
    "they both side sides two leader leaders minister ministers participant participants delegation delegations party parties "
    "meeting session talks summit conference council committee commission cabinet forum members member states countries "
    "officials delegates envoys counterparts he she we premier premiers presidents it"
)
_SIGNED = words(
    "sign ink initial conclude agree approve adopt endorse decide discuss exchange review finalise finalize unveil"
)
"""Verbs of what is done at a meeting, whoever the sentence says did it."""
_OTHER_DAYS = words(
    "later earlier previously prior before last once since ago already formerly when year years month months week weeks "
    "then recently ever never meanwhile separately elsewhere"
)
_LATE = 7
"""Days before the publication up to which a meeting is what its report is about."""
_FIRST = 2
"""Sentences behind the first one within which the day of the meeting is told."""
_REACH = 8
"""Sentences behind the one with the day in which the meeting is still told of."""
_WHY = "it is what the meeting brought that the report is about"


def _meeting_of_the_story(stated: Sequence[Dated], lead: Sequence[int], published: date | None) -> Dated | None:
    """Return what the first sentences tell of a meeting that was held on a day shortly before the article.

    ``lead`` are the numbers of the first sentences, ``stated`` the happenings that their own sentences date.
    """
    if published is None or not lead:
        return None
    first = [item for item in stated if lead[0] <= item.number <= lead[-1] + _FIRST]
    first = [item for item in first if item.number == first[0].number] if first else []
    found = next((item for item in first if _is_of_a_meeting(item)), None)
    if found is None or found.interval.days != 1 or found.interval.last is None:
        return None
    days = {item.interval for item in first if item.interval.is_known}
    return found if len(days) == 1 and 0 <= (published - found.interval.last).days <= _LATE else None


def _is_of_a_meeting(item: Dated) -> bool:
    """Whether a dated happening is a meeting, or its sentence says when "the meeting" was held."""
    if item.trigger.type == "meeting":
        return True
    if item.trigger.type not in ("", "other"):
        return False
    tokens = item.reading.parse.tokens
    return any(one.word == "the" and other.word in _MEETINGS for one, other in pairwise(tokens))


def with_outcomes(found: list[Dated], story: Story) -> list[Dated]:
    """Return the happenings, what the meeting of the story brought dated by its day where nothing else dates it."""
    meeting = _meeting_of_the_story(story.stated, story.lead, story.published)
    if meeting is None:
        return found
    other_days = {
        item.number
        for item in found
        if item.dating == "stated" and item.interval.is_known and item.interval != meeting.interval
    }
    end = min([number for number in other_days if number > meeting.number], default=meeting.number + _REACH + 1)
    more = [carried(item.reading, item.number, item.trigger, meeting, _WHY) for item in _brought(found, meeting, end)]
    told = {(item.number, item.trigger.head) for item in more}
    return [*(item for item in found if (item.number, item.trigger.head) not in told), *more]


def _brought(found: Sequence[Dated], meeting: Dated, end: int) -> Iterator[Dated]:
    """Yield what is told without a date before a sentence, and is plainly of those who met."""
    for item in found:
        if item.dating != "none" or item.reading.dates or item.number >= min(end, meeting.number + _REACH + 1):
            continue
        if item.reading.sentence.kind == "headline" or item.number == 0:
            if _is_headline_of_it(item):
                yield item
        elif _is_of_those_who_met(item.reading, item):
            yield item


def _is_headline_of_it(item: Dated) -> bool:
    """Whether a headline tells what was signed or agreed at the meeting."""
    group = item.reading.parse.clauses[item.trigger.clause].group
    if group is None or not group.finite or group.modal or group.negated or item.trigger.type not in _BROUGHT:
        return False
    return item.number == 0 and group.lemma in _SIGNED and item.reading.parse.tokens[-1].word != "?"


def _is_of_those_who_met(reading: Reading, item: Dated) -> bool:
    """Whether a clause tells as done what those who met did, or what was signed."""
    clause = reading.parse.clauses[item.trigger.clause]
    group = clause.group
    if group is None or item.trigger.type not in _BROUGHT or clause.kind not in ("main", "coordinate"):
        return False
    if not group.done or group.perfect or group.modal or group.negated or group.progressive or is_quoted(reading):
        return False
    if not _OTHER_DAYS.isdisjoint(token.word for token in reading.parse.tokens):
        return False
    subject = _subject(reading, clause)
    if group.lemma in _SIGNED and (group.passive or not subject or subject[0].word == "the" or _is_name(subject[0])):
        return True
    return any(token.word in _THOSE_WHO_MET for token in subject)


def _subject(reading: Reading, clause: Clause) -> list[Token]:
    """Return the words of a clause's subject, past "and" that of the clause it goes on from."""
    tokens = reading.parse.tokens
    own = [token for token in tokens[clause.subject[0] : clause.subject[1]] if not token.flags & COORDINATOR]
    if own or clause.kind != "coordinate" or clause.parent is None:
        return own
    above = reading.parse.clauses[clause.parent]
    return list(tokens[above.subject[0] : above.subject[1]])


def _is_name(token: Token) -> bool:
    """Whether a word is a name, not only the first of its sentence."""
    return bool(token.flags & NAME) and not token.flags & (NOUN | PLURAL)
