"""Dates across sentences: what an undated sentence takes from the one it continues, from the day of the news, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from timeline.clauses import Clause
from timeline.clauses.lexicon import (
    ADJECTIVE, ADVERB, DETERMINER, NAME, NOUN, NUMBER, PLURAL, POSSESSIVE, PREPOSITION, QUOTE,
)  # fmt: skip
from timeline.events.triggers import Trigger
from timeline.events.types import TypeTable
from timeline.interval import UNKNOWN, Interval, day
from timeline.model import Article, DateMention, Dating

if TYPE_CHECKING:
    from timeline.events.finder import Reading
    from timeline.events.pairing import Pairing

__all__ = ["Dated", "Story", "family"]

_VIOLENCE = frozenset(("attack", "clash", "military_operation"))
_DEFINITE = frozenset(("the", "that", "this", "these", "those", "both"))
_HABITUAL = frozenset(("annual", "regular", "yearly", "usual", "typical", "first", "next", "possible", "alleged"))
_LONGEST_CARRIED = 31
_LEAD = 3
_SHORT = 12
_CORE = frozenset(
    ("attack", "clash", "military_operation", "takeover", "agreement", "breakdown", "meeting", "restriction", "displacement", "legal", "political", "aid", "protest")
)
_NAMED_AGAIN = frozenset(("attack", "clash", "military_operation", "takeover", "agreement", "meeting", "protest", "legal", "displacement"))
_TOO_GENERAL = frozenset(("war", "militancy", "hostility", "fighting", "battle", "forum", "fall", "understanding", "custody", "influx", "combat", "dialogue"))


@dataclass(slots=True)
class Dated:
    """A happening with the date it gets, where that comes from, how sure that is, and the happening it was carried from."""

    reading: Reading
    trigger: Trigger
    mention: DateMention | None
    interval: Interval
    dating: Dating
    why: str
    sure: float
    anchor: Dated | None = None
    number: int = 0
    main: Dated | None = None


def family(type_name: str) -> str:
    """Return the group of types among which one happening is named by several words (an attack is a clash is a strike)."""
    return "violence" if type_name in _VIOLENCE else type_name


class Story:
    """One article, read from its first sentence to its last."""

    def __init__(self, article: Article, table: TypeTable) -> None:
        self._published = article.published
        self._table = table

    def complete(self, readings: Sequence[Reading]) -> list[Dated]:
        """Return the happenings of the article in order, each with its date or with none."""
        stated = [item for number, reading in enumerate(readings) for item in _stated(reading, number)]
        anchors = [item for item in stated if item.interval.is_known and (item.interval.days or 999) <= _LONGEST_CARRIED]
        lead = _lead_numbers(readings)
        fresh = self._fresh(stated, lead)
        found = list(stated)
        told: set[str] = set()
        for number, reading in enumerate(readings):
            words = " ".join(token.word for token in reading.parse.tokens)
            taken = {item.trigger.head for item in stated if item.number == number}
            for trigger in () if words in told else _undated(reading, taken):
                item = self._date(reading, number, trigger, anchors, lead, fresh, bool(taken))
                if item is not None:
                    found.append(item)
                    if item.dating == "carried":
                        anchors.append(item)
            told.add(words)
        for item in found:
            item.main = fresh
        return sorted(found, key=lambda item: (item.number, item.trigger.head))

    def _fresh(self, stated: Sequence[Dated], lead: Sequence[int]) -> Dated | None:
        """Return what the first sentences report of the day of publication or of the day before, if they do."""
        if self._published is None:
            return None
        eve = self._published - timedelta(days=1)
        for item in stated:
            interval = item.interval
            if item.number in lead and interval.first and interval.last and (interval.days or 99) <= 2:
                if eve <= interval.last <= self._published:
                    return item
        return None

    def _date(
        self,
        reading: Reading,
        number: int,
        trigger: Trigger,
        anchors: Sequence[Dated],
        lead: Sequence[int],
        fresh: Dated | None,
        has_date: bool,
    ) -> Dated | None:
        clause = reading.parse.clauses[trigger.clause]
        if reading.sentence.kind == "headline" or (lead and number < lead[0]):
            return self._headline(reading, number, trigger, clause, anchors, lead, fresh)
        anchor = self._same_happening(reading, number, trigger, clause, anchors)
        if anchor is not None:
            return _carried(reading, number, trigger, anchor, "it is the same happening, named again")
        if has_date or trigger.part == "noun":
            return None
        anchor = _during(reading, number, trigger, anchors)
        if anchor is not None:
            return _carried(reading, number, trigger, anchor, "it took place in the course of it")
        if trigger.type not in _CORE:
            return None
        if self._is_news(trigger, clause, fresh, number in lead):
            return self._of_the_day(reading, number, trigger, "news of the day: the article reports what had just happened")
        if _is_worth_keeping(clause, trigger):
            return Dated(reading, trigger, None, UNKNOWN, "none", "no date is given for it", 0.4, None, number)
        return None

    def _same_happening(
        self, reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]
    ) -> Dated | None:
        if trigger.type not in _NAMED_AGAIN or not _tells(reading, clause):
            return None
        if trigger.part == "noun" and not _is_subject(reading, trigger, clause):
            return None
        return (
            _named_again(reading, number, trigger, anchors)
            or _goes_on(reading, number, trigger, clause, anchors)
            or _told_again(reading, number, trigger, clause, anchors)
        )

    def _headline(
        self,
        reading: Reading,
        number: int,
        trigger: Trigger,
        clause: Clause,
        anchors: Sequence[Dated],
        lead: Sequence[int],
        fresh: Dated | None,
    ) -> Dated | None:
        if trigger.part == "noun":
            return None
        for anchor in anchors:
            same = family(anchor.trigger.type) == family(trigger.type) != "statement"
            if clause.kind == "subordinate":
                same = anchor.trigger.lemma == trigger.lemma
            if anchor.number in lead and same and (anchor.interval.days or 99) <= 7:
                return _carried(reading, number, trigger, anchor, "the headline of what the first lines report")
        group = clause.group
        present = group is not None and group.finite and not group.past and not group.modal
        if present and fresh is not None and clause.kind not in ("relative", "subordinate"):
            return self._of_the_day(reading, number, trigger, "headline in the present tense on the day of publication")
        return Dated(reading, trigger, None, UNKNOWN, "none", "no date is given for it", 0.4, None, number)

    def _is_news(self, trigger: Trigger, clause: Clause, fresh: Dated | None, in_lead: bool) -> bool:
        """Whether an undated happening is plainly of the day: the story is, and the verb tells of one thing that was done."""
        group = clause.group
        if fresh is None or group is None or not group.finite or group.modal or group.negated or group.progressive:
            return False
        if fresh.interval.last != self._published or clause.kind not in ("main", "coordinate", "complement"):
            return False
        done = group.past or group.passive
        return done and (in_lead or family(fresh.trigger.type) == "violence")

    def _of_the_day(self, reading: Reading, number: int, trigger: Trigger, why: str) -> Dated | None:
        if self._published is None:
            return None
        return Dated(reading, trigger, None, day(self._published), "publication", why, 0.55, None, number)


def _stated(reading: Reading, number: int) -> Iterator[Dated]:
    for pairing in reading.pairs:
        if _says_nothing(pairing):
            continue
        why = "; ".join(part for part in (pairing.mention.why, pairing.how) if part)
        yield Dated(reading, pairing.trigger, pairing.mention, pairing.interval, "stated", why, pairing.sure, None, number)


def _says_nothing(pairing: Pairing) -> bool:
    """Whether neither date nor happening says anything ("now it is", "in the future")."""
    vague = pairing.mention.kind == "vague" and not pairing.interval.is_known
    return vague and (pairing.trigger.is_neutral or pairing.trigger.type in ("statement", "other"))


def _lead_numbers(readings: Sequence[Reading]) -> list[int]:
    """Return the numbers of the first sentences that are the report itself, not its headline."""
    body = [n for n, reading in enumerate(readings) if reading.sentence.kind == "body" and len(reading.parse.tokens) > _SHORT]
    return body[:_LEAD]


def _undated(reading: Reading, taken: set[int]) -> Iterator[Trigger]:
    """Yield the happenings of a sentence that no date of its own dates, each clause's first."""
    dated_clauses = {pairing.trigger.clause for pairing in reading.pairs}
    for number, trigger in reading.found.of_clause.items():
        if trigger.type and trigger.head not in taken and number not in dated_clauses:
            yield trigger
    own = {trigger.head for trigger in reading.found.of_clause.values()}
    for noun in reading.found.nouns:
        if noun.head in own or noun.head in taken or noun.clause in dated_clauses:
            continue
        above = reading.found.of_clause.get(noun.clause)
        if above is None or above.is_neutral:
            yield noun


def _is_worth_keeping(clause: Clause, trigger: Trigger) -> bool:
    group = clause.group
    return group is not None and group.finite and not group.modal and clause.kind in ("main", "coordinate") and (group.past or group.perfect)


def _carried(reading: Reading, number: int, trigger: Trigger, anchor: Dated, how: str) -> Dated:
    words = anchor.mention.text if anchor.mention else ""
    why = f"carried from “{words}” in another sentence of the article: {how}"
    return Dated(reading, trigger, anchor.mention, anchor.interval, "carried", why, anchor.sure - 0.15, anchor, number)


def _named_again(reading: Reading, number: int, trigger: Trigger, anchors: Sequence[Dated]) -> Dated | None:
    """Return the dated happening that a definite noun of the trigger's clause names again ("the blast", "the Peshawar attack")."""
    for noun in reading.found.nouns:
        if noun.clause != trigger.clause or family(noun.type) != family(trigger.type) or noun.lemma in _TOO_GENERAL:
            continue
        names = _definite(reading, noun)
        if names is None:
            continue
        anchor = _best(reading, number, noun, names, anchors)
        if anchor is not None:
            return anchor
    return None


def _definite(reading: Reading, noun: Trigger) -> frozenset[str] | None:
    """Return the names that qualify a definite noun; None where the noun is not definite."""
    tokens = reading.parse.tokens
    names: set[str] = set()
    for at in range(noun.first - 1, max(-1, noun.first - 6), -1):
        token = tokens[at]
        if token.word in _DEFINITE:
            return frozenset(names) | ({"that"} if token.word in ("that", "this", "those") else frozenset())
        if token.word in _HABITUAL:
            return None
        if token.flags & POSSESSIVE or not token.flags & (NOUN | NAME | ADJECTIVE | NUMBER | ADVERB) or token.flags & (PREPOSITION | DETERMINER):
            return None
        if token.flags & NAME:
            names.add(token.word)
    return None


def _best(reading: Reading, number: int, noun: Trigger, names: frozenset[str], anchors: Sequence[Dated]) -> Dated | None:
    plural = bool(reading.parse.tokens[noun.head].flags & PLURAL)
    pointing = "that" in names
    names = names - {"that"}
    fitting = [
        anchor
        for anchor in anchors
        if family(anchor.trigger.type) == family(noun.type)
        and anchor.number != number
        and not (plural and anchor.trigger.part == "noun" and not anchor.reading.parse.tokens[anchor.trigger.head].flags & PLURAL)
        and all(_is_in(name, anchor) for name in names)
    ]
    if not fitting:
        return None
    near = [a for a in fitting if (a.interval.days or 99) <= 7 or names or a.number == number - 1]
    earlier = [anchor for anchor in near if anchor.number < number]
    before = [anchor for anchor in earlier if anchor.number == number - 1]
    same_word = [anchor for anchor in earlier if _stem(anchor.trigger) == _stem(noun)]
    if pointing and before:
        return before[-1]
    pool = same_word or [anchor for anchor in earlier if anchor.trigger.type == noun.type] or earlier
    if pool:
        finest = min(anchor.interval.days or 99 for anchor in pool)
        return [anchor for anchor in pool if (anchor.interval.days or 99) == finest][-1]
    return near[0] if near else None


def _stem(trigger: Trigger) -> str:
    """Return the beginning of what names a happening, the same for "kidnapped" and "the kidnapping"."""
    return trigger.lemma.split()[-1][:5]


def _is_in(name: str, anchor: Dated) -> bool:
    return any(token.word == name for token in anchor.reading.parse.tokens)


def _tells(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells of something done, in the article's own voice: no quotation, no wish, no habit."""
    if reading.parse.tokens[0].flags & QUOTE:
        return False
    group = clause.group
    if group is None:
        return True
    if group.modal or group.negated or clause.opener in ("whether", "if"):
        return False
    if not group.finite:
        return group.form == "en"
    present_of_one = group.lemma in ("mark", "be") and clause.subject[1] - clause.subject[0] <= 2
    return group.past or group.passive or present_of_one


def _goes_on(reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]) -> Dated | None:
    """Return the happening of the sentence before that a pronoun goes on with ("They were bombed …", "It was the first visit …")."""
    if clause.kind != "main" or clause.group is None or clause.start > 2:
        return None
    words = [token.word for token in reading.parse.tokens[clause.subject[0] : clause.subject[1]] if token.word.isalpha()]
    if not words or words[-1] not in ("it", "they", "this", "these", "that") or len(words) > 3:
        return None
    for anchor in reversed(anchors):
        if anchor.number == number - 1 and family(anchor.trigger.type) == family(trigger.type):
            return anchor
    return None


def _told_again(
    reading: Reading, number: int, trigger: Trigger, clause: Clause, anchors: Sequence[Dated]
) -> Dated | None:
    """Return the dated happening of the same kind between the same actors ("X met Y", later with a date)."""
    group = clause.group
    if group is None or trigger.part == "noun" or not (group.past or group.passive) or clause.kind not in ("main", "complement"):
        return None
    here = {mention.actor.id: mention.actor.kind for mention in reading.actors}
    for anchor in anchors:
        if anchor.number == number or trigger.type != anchor.trigger.type or (anchor.interval.days or 99) > 7:
            continue
        common = here.keys() & {mention.actor.id for mention in anchor.reading.actors}
        persons = sum(here[name] == "person" for name in common)
        same_word = anchor.trigger.lemma == trigger.lemma or anchor.trigger.type == "meeting"
        if same_word and len(common) >= 2 and (persons or trigger.type == "meeting"):
            return anchor
    return None


def _is_subject(reading: Reading, noun: Trigger, clause: Clause) -> bool:
    """Whether a noun is the subject of its clause, not part of a phrase that tells of something else."""
    group = clause.group
    if group is None:
        return True
    if noun.last >= group.first:
        return group.lemma == "be" and noun.first - group.last <= 5
    tokens = reading.parse.tokens
    return not any(token.flags & PREPOSITION for token in tokens[clause.subject[0] : noun.first])


def _during(reading: Reading, number: int, trigger: Trigger, anchors: Sequence[Dated]) -> Dated | None:
    """Return the dated happening in whose course the clause says it was ("during the visit", "at the meeting")."""
    tokens = reading.parse.tokens
    for noun in reading.found.nouns:
        if noun.clause != trigger.clause:
            continue
        names = _definite(reading, noun)
        if names is None:
            continue
        opener = next((t.word for t in reversed(tokens[max(0, noun.first - 6) : noun.first]) if t.flags & PREPOSITION), "")
        anchor = _best(reading, number, noun, frozenset(names), anchors)
        if anchor is not None and (opener in ("during", "at") or (opener in ("after", "following") and anchor.number == number - 1)):
            return anchor
    return None
