"""What the headline of a report tells: the news of the day that the first lines date, in whatever verb it is put."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from timeline.clauses import Clause
from timeline.clauses.forms import ADVERB, DATE, NAME, NOUN, PLURAL, words
from timeline.events.dated import LESS_SURE, Dated, carried_from
from timeline.events.leading import done_to, is_headline
from timeline.events.named_again import is_subject
from timeline.events.reading import Reading
from timeline.events.reporting import BEGINS
from timeline.events.story import Story, Undated
from timeline.events.triggers import Trigger, family
from timeline.interval import UNKNOWN, day

__all__ = ["in_headline", "with_headline"]

_SHORT = 3
"""Letters of a word that says little."""
_SHORTEST, _LONGEST = 4, 26
"""Words of a headline that tells something."""
_HEADLINES = 2
"""Lines of a headline: itself, and what stands below it."""
_NO_REPORT = words(
    "what why how who when where which timeline analysis opinion explainer explained profile factbox live comment editorial "
    "interview gallery photos video watch podcast review obituary chronology background"
)
"""First words of headlines that report no news."""
_NO_NEWS = words(
    "be have see show mean need look remain seem appear know live like feel matter explain say tell add read cost contain "
    "suspect file share force issue describe depict picture highlight represent underline underscore suggest sound "
    "present draw pose mark await aim become get bet tie hope fear love hate prefer lack belong deserve boast stay turn face last"
)
"""Verbs with which a headline tells of no deed, or says only who told it."""
_DAYS = 2
"""Days up to which what a headline names was on them."""
_LATE = 7
"""Days before its article up to which what a headline names is news."""
_VIOLENCE = "violence"
_SAYS_NO_KIND = ("", "other")
_BOTH = 2
"""Nouns that two sentences share where they tell of the same."""
_BENEATH = 3
"""Sentences beneath a further headline in which it is told."""
_PLURALS = words("police people cops troops forces women men children taliban gunmen policemen villagers")
_SURE = 0.6
_WHY = "headline in the present tense of what the first lines tell as news of the day"
_WHY_BELOW = "the headline of what the first lines report"
_WHY_NEWS = "headline of the news that the first lines tell"
_WHY_NAMED_BELOW = "headline of what the lines beneath it tell"
_WHY_NAMED = "the headline names what the first lines tell"


def in_headline(undated: Undated) -> Dated | None:
    """Return what a headline tells as it is read, dated by the first lines that tell the same, or by the day of the news."""
    reading, trigger, clause = undated.reading, undated.trigger, undated.clause
    group = clause.group
    if reading.parse.tokens[-1].word == "?" or (trigger.part == "noun" and not _is_all_it_tells(undated)):
        return None
    if group is not None and group.form in ("base", "ing"):
        return None
    below = next((anchor for anchor in undated.anchors if _is_told_below(undated, anchor)), None)
    if below is not None:
        return undated.carried(below, _WHY_BELOW)
    news, story = undated.news, undated.story
    present = group is not None and group.finite and not group.past and not group.modal
    if (
        present
        and news is not None
        and undated.number <= story.lead[-1]
        and clause.kind not in ("relative", "subordinate")
    ):
        said = trigger.type == "statement" and story.told is not None and story.told.number == news.number
        if not said and news.interval.last != story.published and news.number in story.lead and news.interval.days == 1:
            return undated.carried(news, _WHY_BELOW)
        return undated.of_the_day("headline in the present tense on the day of publication")
    return Dated(reading, trigger, None, UNKNOWN, "none", "no date is given for it", 0.4, None, undated.number)


def _is_all_it_tells(undated: Undated) -> bool:
    """Whether a noun is what a first headline tells: it has no verb, or none with a meaning of its own."""
    clause, own = undated.clause, undated.reading.found.of_clause.get(undated.clause.number)
    nominal = (clause.group is None and undated.trigger is own) or (
        own is not None and own.is_neutral and is_subject(undated.reading, undated.trigger, clause)
    )
    return nominal and undated.number == 0


def _is_told_below(undated: Undated, anchor: Dated) -> bool:
    """Whether the first lines date what a headline tells: violence by any word, what is said by its own verb."""
    trigger, clause, group = undated.trigger, undated.clause, undated.clause.group
    same = family(anchor.trigger.type) == family(trigger.type) != "statement"
    if clause.kind == "subordinate":
        same = anchor.trigger.lemma == trigger.lemma
    if trigger.type == "statement":  # "Minister warns of famine", and below: "warned on Monday"
        same = anchor.trigger.lemma == trigger.lemma and group is not None and not group.done
    story = undated.story
    if group is not None and group.finite and _is_long_ago(anchor):
        return False  # "Ministers agree on pullback" is not the truce of a fortnight ago
    near = story.is_of_it(anchor, -2)
    if story.lead and undated.number > story.lead[-1]:  # a heading further down is of what is told beneath it
        near = near and _shares_a_name(undated.reading, anchor.reading)
    return anchor.number in story.lead and same and near and (anchor.interval.days or 99) <= _LATE


def _shares_a_name(reading: Reading, other: Reading) -> bool:
    """Whether two sentences have a name or a noun in common, past the first word of each."""
    said = [
        frozenset(
            token.word for token in one.parse.tokens[1:] if token.flags & (NAME | NOUN) and len(token.word) > _SHORT
        )
        for one in (reading, other)
    ]
    return not said[0].isdisjoint(said[1])


def with_headline(found: list[Dated], story: Story) -> list[Dated]:
    """Return the happenings, what the headline tells as news dated as the first lines date it by now."""
    readings, lead, fresh, published = story.readings, story.lead, story.fresh, story.published
    if published is None or not lead or readings[lead[0]].heading is not None:
        return found
    numbers = [n for n, reading in enumerate(readings[: lead[0]]) if _is_headline(reading)][:_HEADLINES]
    more: list[Dated] = []
    for number in numbers:
        reading = readings[number]
        known = {item.trigger.head for item in found if item.number == number and item.interval.is_known}
        for clause, trigger in _told(reading):
            is_open = trigger.head not in known and not any(trigger.first <= head <= trigger.last for head in known)
            told = _told_in_body(found, reading, trigger, clause, lead)
            if told is not None:
                more.append(replace(told, reading=reading, trigger=trigger, number=number))
                continue
            if not is_open or (number != numbers[0] and trigger.is_neutral):
                continue
            of = _news(found, lead, fresh or _first_lines_deed(found, lead, reading), published, trigger, clause)
            if of is not None:
                more.append(replace(of, reading=reading, trigger=trigger, number=number))
    if numbers:
        more += _named(found, lead, readings[numbers[0]], numbers[0], more)
    more += _further([item for item in found if item.number not in numbers[:1]], found, lead)
    dated = {(item.number, item.trigger.head) for item in more}
    return [*(item for item in found if (item.number, item.trigger.head) not in dated), *more]


def _told_in_body(
    found: Sequence[Dated], reading: Reading, trigger: Trigger, clause: Clause, lead: Sequence[int]
) -> Dated | None:
    """Return what the report tells on a day of its own of those of whom a headline's second clause tells ("… as X are freed")."""
    if clause.kind != "subordinate":
        return None
    named = _nouns(reading, range(clause.start, clause.end))
    for of in found:
        below = of.number > lead[0] and of.dating == "stated" and of.trigger.part != "noun" and _is_of_days(of)
        kind = family(of.trigger.type)
        if below and _is_news(of) and (kind in _SAYS_NO_KIND or kind == family(trigger.type)):
            own = of.reading.parse.own_tokens(of.reading.parse.clauses[of.trigger.clause])
            if len(named & _nouns(of.reading, own)) >= _BOTH:
                why = carried_from(of.mention.text if of.mention else "", _WHY_NAMED_BELOW)
                return replace(of, dating="carried", why=why, sure=of.sure - LESS_SURE, anchor=of)
    return None


def _nouns(reading: Reading, places: Iterable[int]) -> frozenset[str]:
    """Return the nouns among some words, without the ending of several."""
    tokens = reading.parse.tokens
    said = (tokens[at].word for at in places if tokens[at].flags & (NOUN | NAME) and not tokens[at].flags & DATE)
    return frozenset(word.removesuffix("s") for word in said if len(word) >= _SHORT)


def _further(items: Sequence[Dated], found: Sequence[Dated], lead: Sequence[int]) -> Iterator[Dated]:
    """Yield what further headlines tell as the lines beneath them do, or as the first lines of the report."""
    for item in items:
        if item.dating != "none" or not is_headline(item.reading, item.number, lead):
            continue
        group = item.reading.parse.clauses[item.trigger.clause].group
        if item.trigger.part == "noun" or group is None or not group.finite or group.modal or group.negated:
            continue
        below = range(item.number + 1, item.number + 1 + _BENEATH)
        for of in found:
            near = of.number in below or (of.number in lead and of.dating == "publication")
            if near and _is_of_days(of) and _is_same(of.trigger, item.trigger):
                dating = "carried" if of.dating == "stated" else of.dating
                why = f"{_WHY_NAMED_BELOW}; {of.why}"
                yield replace(
                    of,
                    reading=item.reading,
                    trigger=item.trigger,
                    number=item.number,
                    dating=dating,
                    why=why,
                    anchor=of,
                )
                break


def _is_same(one: Trigger, other: Trigger) -> bool:
    """Whether two happenings are of one kind, and violence or told with the same word."""
    same = family(one.type) == family(other.type)
    return same and one.part != "noun" and (one.lemma == other.lemma or family(one.type) == _VIOLENCE)


def _is_of_days(of: Dated) -> bool:
    """Whether a happening is known to have been on one day or two."""
    return of.interval.is_known and (of.interval.days or _DAYS + 1) <= _DAYS


def _named(
    found: Sequence[Dated], lead: Sequence[int], reading: Reading, number: int, told: Sequence[Dated]
) -> Iterator[Dated]:
    """Yield the one happening of the first lines that a headline only names ("… after the deadly strike on a school")."""
    here = [*told, *(item for item in found if item.number == number and item.interval.is_known)]
    if any(family(item.trigger.type) == _VIOLENCE for item in here):
        return
    nouns = [noun for noun in reading.found.nouns if family(noun.type) == _VIOLENCE]
    below = [item for item in found if item.number in lead and family(item.trigger.type) == _VIOLENCE]
    days = {item.interval for item in below if item.interval.is_known}
    if not nouns or len(days) != 1 or any(item.trigger.head == nouns[0].head for item in told):
        return
    of = next(item for item in below if item.interval.is_known)
    if _is_of_days(of) and _is_news(of):
        why = f"{_WHY_NAMED}; {of.why}"
        dating = "carried" if of.dating == "stated" else of.dating
        yield replace(of, reading=reading, trigger=nouns[0], number=number, why=why, dating=dating, anchor=of)


def _is_news(of: Dated) -> bool:
    """Whether a happening was in the last days before its article."""
    published, last = of.reading.published, of.interval.last
    return published is not None and last is not None and 0 <= (published - last).days <= _LATE


def _is_long_ago(of: Dated) -> bool:
    """Whether a happening was longer before its article than what is news."""
    published, last = of.reading.published, of.interval.last
    return published is not None and last is not None and (published - last).days > _LATE


def _is_headline(reading: Reading) -> bool:
    """Whether a line before the report has as many words as a headline, and one of them tells something."""
    parse = reading.parse
    if not _SHORTEST <= len(parse.tokens) <= _LONGEST:
        return False
    return bool(reading.found.nouns) or any(clause.group is not None for clause in parse.clauses)


def _told(reading: Reading) -> Iterator[tuple[Clause, Trigger]]:
    """Yield what a headline tells in the present tense of headlines, or with a participle that tells what was done."""
    tokens, clauses = reading.parse.tokens, reading.parse.clauses
    begin = next((token.word for token in tokens if token.word.isalpha()), "")
    if tokens[-1].word == "?" or begin in _NO_REPORT:
        return
    for clause in clauses:
        trigger = reading.found.of_clause.get(clause.number)
        group = clause.group
        if trigger is None or group is None or group.modal or group.negated or trigger.part == "noun":
            continue
        if group.past and group.perfect:
            continue
        if not group.finite:
            above = clauses[clause.parent].group if clause.parent is not None else None
            begun = above is not None and above.lemma in BEGINS and not (above.past or above.modal)
            if begun and not trigger.is_neutral and group.form == "ing":
                yield clause, trigger
        elif clause.kind in ("main", "coordinate", "complement") or (
            clause.kind == "subordinate" and clause.opener == "as"
        ):
            told = trigger if not trigger.is_neutral else _done(reading, clause, trigger)
            if told is not None and group.lemma not in _NO_NEWS | BEGINS and _is_verb(reading, clause):
                yield clause, told


def _is_verb(reading: Reading, clause: Clause) -> bool:
    """Whether a word that can be a noun too is a verb: it has the ending of one, or several stand before it ("rebels storm")."""
    group, tokens = clause.group, reading.parse.tokens
    assert group is not None
    verb = tokens[group.head]
    if group.past or group.passive or group.perfect or not verb.flags & NOUN or verb.word != verb.lemma:
        return True
    before = [token for token in tokens[clause.subject[0] : group.first] if not token.flags & ADVERB]
    if not before or group.last + 1 >= len(tokens):
        return False
    last = before[-1]
    many = (
        bool(last.flags & PLURAL) or last.word in _PLURALS or (last.word.endswith("s") and not last.word.endswith("ss"))
    )
    return many or any(token.word in ("and", ",") for token in before)


def _done(reading: Reading, clause: Clause, trigger: Trigger) -> Trigger | None:
    """Return what a verb without a meaning of its own is done to, or the verb where it heads the headline."""
    heads = clause.kind == "main" and clause.number == 0 and clause.group is not None and not clause.group.past
    return done_to(reading, clause, trigger) or (trigger if heads else None)


def _is_it(item: Dated, trigger: Trigger) -> bool:
    """Whether a sentence tells the very deed of a headline, on a day or two."""
    return _is_of_days(item) and item.trigger.part != "noun" and item.trigger.lemma == trigger.lemma


def _news(
    found: Sequence[Dated],
    lead: Sequence[int],
    fresh: Dated | None,
    published: date,
    trigger: Trigger,
    clause: Clause,
) -> Dated | None:
    """Return the day of the news as a happening of the headline: that of the same deed below, else that of the first lines."""
    group = clause.group
    assert group is not None
    below = [item for item in found if item.number in lead]
    itself = next((item for item in below if item.dating == "carried" and _is_it(item, trigger)), None)
    if itself is not None:
        return replace(itself, why=f"{_WHY_NAMED}; {itself.why}", anchor=itself)
    news = [item for item in below if item.dating == "publication"]
    if not trigger.is_neutral and any(family(item.trigger.type) == family(trigger.type) for item in news):
        return _of_the_day(news[0], trigger, published, _WHY)
    if (group.finite and group.past) or (fresh is None and not news):
        return None
    if trigger.type == "statement" and fresh is not None and fresh.interval.last != published:
        fresh = _told_first(below) or fresh  # "Survivors say boat sank": said on the day on which they said so
    if fresh is not None and fresh.interval.last != published and fresh.interval.days == 1:
        why = carried_from(fresh.mention.text if fresh.mention else "", _WHY_NEWS)
        return Dated(
            fresh.reading, trigger, fresh.mention, fresh.interval, "carried", why, fresh.sure - LESS_SURE, None
        )
    return _of_the_day(fresh or news[0], trigger, published, _WHY_NEWS)


def _first_lines_deed(found: Sequence[Dated], lead: Sequence[int], reading: Reading) -> Dated | None:
    """Return what the first line tells in its main clause of a day or two of the last week, where it is what a headline tells."""
    told = (
        item for item in found if item.number == lead[0] and item.dating == "stated" and item.trigger.part != "noun"
    )
    for item in told:
        clause = item.reading.parse.clauses[item.trigger.clause]
        if clause.kind == "main" and _is_news(item) and _is_of_days(item) and _shares_a_name(reading, item.reading):
            return item
    return None


def _told_first(below: Sequence[Dated]) -> Dated | None:
    """Return what the first lines date of what somebody said."""
    return next((item for item in below if item.trigger.type == "statement" and item.interval.days == 1), None)


def _of_the_day(of: Dated, trigger: Trigger, published: date, why: str) -> Dated:
    """Return a happening of the headline with the day of publication."""
    return Dated(of.reading, trigger, None, day(published), "publication", why, _SURE)
