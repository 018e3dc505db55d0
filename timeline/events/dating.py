"""The ways in which a happening that its own sentence does not date gets a date from its article, the first that fits first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.events.day_of_news import ACTS
from timeline.events.headlines import in_headline
from timeline.events.in_course import during
from timeline.events.leading import is_headline, under_heading
from timeline.events.named_again import (
    condemned,
    ended,
    goes_on,
    is_quoted,
    is_subject,
    may_be_of_a_meeting,
    may_condemn,
    met_further,
    named_again,
    tells,
    told_again,
)
from timeline.events.reporting import (
    has_just_been,
    is_quoted_as_just_done,
    is_reported_beside_dates,
    is_worth_keeping,
    repeats_harm,
    takes_a_stand,
    tells_the_public,
)
from timeline.events.same_event import of_the_accident
from timeline.events.scene import (
    answers_at_the_scene,
    has_answered,
    is_meeting_now,
    is_of_another_attack,
    of_the_scene,
    was_seen,
    who_did_it,
)
from timeline.events.sharing import FURTHER
from timeline.events.spoke_there import has_own_day, held_by_the_speaker, spoke_at
from timeline.events.story import Undated
from timeline.events.told_more import adds_to, is_heard, leaves_harm, told_more
from timeline.events.triggers import family
from timeline.events.types import DEEDS
from timeline.interval import UNKNOWN

__all__ = ["STAGES", "Way", "date_undated"]

Way = Callable[[Undated], Dated | None]

_A_NIGHT, _NEXT = 2, 2
"""Days of a night, and sentences within which a report goes on with what was done in it."""
_FURTHER = FURTHER | {"also"}
_OTHER_TIME = ("later", "earlier", "before", "afterwards")
_GOES_ON = "the report goes on with the violence told before"
_QUOTED_DEEDS = words("attack clash military_operation legal displacement")
_QUOTED = "somebody is quoted on the news as saying that it has been done"
_ANSWERS = frozenset(("claim responsibility", "deny responsibility", "admit responsibility", "accept responsibility"))
_NAMED_AGAIN = words(
    "attack clash military_operation takeover agreement meeting protest legal displacement restriction"
)


def date_undated(undated: Undated) -> Dated | None:
    """Return an undated happening with the date that its article gives it, without any, or nothing where it is no news."""
    if undated.reading.heading is not None:
        return under_heading(undated.reading, undated.number, undated.trigger, undated.clause, undated.reading.heading)
    if is_headline(undated.reading, undated.number, undated.story.lead):
        return in_headline(undated)
    if family(undated.trigger.type) == "violence" and is_of_another_attack(undated.reading):
        return _kept(undated)
    for is_open, ways in STAGES:
        if not is_open(undated):
            return None
        for way in ways:
            dated = way(undated)
            if dated is not None:
                return dated
    return None


def _same_happening(undated: Undated) -> Dated | None:
    """Date what names a dated happening again or goes on with it."""
    reading, number, trigger, clause = undated.reading, undated.number, undated.trigger, undated.clause
    if trigger.type not in _NAMED_AGAIN or not tells(reading, clause):
        return None
    if trigger.part == "noun" and not is_subject(reading, trigger, clause):
        return None
    anchors = _of_the_story(undated)
    anchor = (
        named_again(reading, number, trigger, anchors)
        or goes_on(reading, number, trigger, clause, anchors)
        or told_again(reading, number, trigger, clause, anchors)
    )
    return undated.carried(anchor, "it is the same happening, named again") if anchor is not None else None


def _more_of_it(undated: Undated) -> Dated | None:
    """Date what tells more of dated violence."""
    anchors = _of_the_story(undated)
    anchor = told_more(undated.reading, undated.number, undated.trigger, undated.clause, anchors)
    return undated.carried(anchor, "it tells more of it") if anchor is not None else None


def _heard(undated: Undated) -> Dated | None:
    """Date violence that was heard or seen by those who were near when the violence of the day's news was."""
    if undated.trigger.part != "noun" or not is_heard(undated.reading, undated.trigger, undated.clause):
        return None
    return _news_of_the_day(undated) or _goes_on_with_news(undated)


def _left_behind(undated: Undated) -> Dated | None:
    """Date violence that a noun tells as what left harm behind ("A strike on a power station left a town without light")."""
    if undated.has_date or not leaves_harm(undated.reading, undated.trigger, undated.clause):
        return None
    return _begun_before(undated) or _news_of_the_day(undated) or _goes_on_with_news(undated)


def _of_the_story(undated: Undated) -> Sequence[Dated]:
    return [anchor for anchor in undated.anchors if undated.story.is_of_it(anchor, undated.number)]


def _is_news(undated: Undated, *, told_first: bool) -> bool:
    """Whether it is plainly of the day; ``told_first`` says that it counts as if the first sentences told it."""
    news, told = undated.news, undated.story.told
    if told_first and news is not None and told is not None and told.number == news.number:
        news = told  # what was done days before is told, and answered, on the day of the news
    return undated.story.day.is_news(undated.reading, undated.number, undated.trigger, undated.clause, news, told_first)


def _answers_for_it(undated: Undated) -> Dated | None:
    """Date who claims or denies the attack of the day."""
    if undated.trigger.lemma not in _ANSWERS or not _is_news(undated, told_first=True):
        return None
    return undated.of_the_day("who answers for the attack that the day's news tells of")


def _news_itself(undated: Undated) -> Dated | None:
    """Date what the first sentences say has just been done."""
    reading, number, trigger, story = undated.reading, undated.number, undated.trigger, undated.story
    if not undated.in_lead or not story.day.is_news_itself(reading, number, trigger, undated.anchors, story.lead):
        return None
    again = next((a for a in undated.anchors if story.day.tells_its_day(a, number, trigger)), None)
    if again is not None:
        return undated.carried(again, "a next sentence tells it again with its own day")
    return undated.with_what_was_said()


def _taken_stand(undated: Undated) -> Dated | None:
    """Date what somebody takes a stand with on the news of the day."""
    takes_sides = takes_a_stand(undated.reading, undated.clause, undated.trigger, in_lead=undated.in_lead)
    if not takes_sides or not _is_news(undated, told_first=True):
        return None
    return undated.of_the_day("news of the day: somebody takes a stand on it")


def _told_the_public(undated: Undated) -> Dated | None:
    """Date what somebody told the press or parliament on the day of the news."""
    news, story = undated.news, undated.story
    if news is None or news.interval.last != story.published or story.day.is_after_history(undated.number):
        return None
    if not tells_the_public(undated.reading, undated.clause, undated.trigger):
        return None
    return undated.of_the_day("somebody told the press or parliament on the day of the news")


def _same_meeting(undated: Undated) -> Dated | None:
    """Date how a dated meeting ended, or what those who met went on with."""
    reading, number, trigger, clause = undated.reading, undated.number, undated.trigger, undated.clause
    if not may_be_of_a_meeting(trigger, clause) or is_quoted(reading):
        return None
    near = _of_the_story(undated)
    anchor = ended(reading, number, trigger, clause, near) or met_further(reading, number, trigger, clause, near)
    return undated.carried(anchor, "it is of the same meeting") if anchor is not None else None


def _in_its_course(undated: Undated) -> Dated | None:
    """Date what was done during a dated happening."""
    anchor = during(undated.reading, undated.number, undated.trigger, undated.anchors)
    return undated.carried(anchor, "it took place in the course of it") if anchor is not None else None


def _in_the_accident(undated: Undated) -> Dated | None:
    """Date what was done in an accident or with those whom it befell."""
    anchor = of_the_accident(undated.reading, undated.number, undated.clause, undated.anchors)
    return undated.carried(anchor, "it was done in its course") if anchor is not None else None


def _reported_beside_dates(undated: Undated) -> Dated | None:
    """Date what somebody is reported to have said had been done, in a sentence whose dates are those of other things."""
    reading, clause, news = undated.reading, undated.clause, undated.news
    if undated.trigger.type not in DEEDS or undated.trigger.part == "noun" or news is None:
        return None
    if not is_reported_beside_dates(reading, clause) or repeats_harm(reading, clause, undated.trigger):
        return None
    if undated.story.day.is_after_history(undated.number) or news.number > undated.number:
        return None
    return undated.of_the_day("somebody is reported to have said that it had been done")


def _where_he_spoke(undated: Undated) -> Dated | None:
    """Date the meeting at or after which somebody spoke whose words are the news of one day."""
    reading, trigger, clause, news = undated.reading, undated.trigger, undated.clause, undated.news
    if news is None or news.interval.days != 1 or has_own_day(reading, clause):
        return None
    if not (spoke_at(reading, clause, trigger) or held_by_the_speaker(reading, clause, trigger)):
        return None
    if undated.story.day.is_after_history(undated.number):
        return None
    return undated.carried(news, "somebody spoke at it or after it on the day of the news")


def _at_the_scene(undated: Undated) -> Dated | None:
    """Date what belongs to the scene of the violence told before: what was done, what was seen there, and who did it."""
    reading, trigger, clause = undated.reading, undated.trigger, undated.clause
    if is_quoted(reading) or undated.story.day.is_after_history(undated.number):
        return None
    if was_seen(reading, clause, trigger):
        told = undated.news if undated.news is not None and (undated.news.interval.days or 99) <= _A_NIGHT else None
    elif answers_at_the_scene(reading, clause, trigger) or who_did_it(reading, clause, trigger):
        told = of_the_scene(undated.number, undated.anchors, undated.news)
    else:
        return None
    return undated.carried(told, "it belongs to the scene of what was told before") if told is not None else None


def _answered_by_now(undated: Undated) -> Dated | None:
    """Date how the violence of the last days has been answered by now, or who is meeting on it."""
    reading, trigger, clause, news = undated.reading, undated.trigger, undated.clause, undated.news
    if news is None or not undated.story.day.is_recent(news) or undated.story.day.is_after_history(undated.number):
        return None
    if is_quoted(reading) or family(news.trigger.type) != "violence" or news.number > undated.number:
        return None
    if not (has_answered(reading, clause, trigger) or is_meeting_now(reading, clause, trigger)):
        return None
    return undated.of_the_day("how the violence of the last days has been answered by now")


def _condemnation(undated: Undated) -> Dated | None:
    """Date who condemns the attack of the last days."""
    if undated.news is None or not may_condemn(undated.trigger):
        return None
    recent = [anchor for anchor in undated.anchors if undated.story.day.is_recent(anchor)]
    if not condemned(undated.reading, undated.number, undated.trigger, recent):
        return None
    return undated.of_the_day("what the day's attack was met with")


def _of_another_time(undated: Undated) -> Dated | None:
    """Keep without a date what is counted from a day that is not known ("two days later")."""
    if not any(mention.text.lower().endswith(_OTHER_TIME) for mention in undated.reading.dates):
        return None
    return _without(undated, "counted from a day not known")


def _added(undated: Undated) -> Dated | None:
    """Date what is added to the dated deed of the sentence before."""
    anchor = adds_to(undated.reading, undated.number, undated.trigger, undated.clause, undated.anchors)
    return undated.carried(anchor, "it is added to what the sentence before tells") if anchor is not None else None


def _just_done_and_told(undated: Undated) -> Dated | None:
    """Date what the first sentence says has been done, where the next ones give the day of the news."""
    lead, news = undated.story.lead, undated.news
    first = news is not None and undated.number in lead[:1] and undated.number < news.number
    return undated.with_what_was_said() if first and has_just_been(undated.reading, undated.clause) else None


def _begun_before(undated: Undated) -> Dated | None:
    """Date what goes on with violence told before, where that is of another day than the news, or people are held or flee."""
    begun = _begun(undated)
    if begun is None:
        return None
    of_today = begun.interval.last == undated.story.published
    if of_today and begun.interval.days == _A_NIGHT and undated.number <= begun.number + _NEXT:
        of_today = not _FURTHER.isdisjoint([token.word for token in undated.reading.parse.tokens])
    if of_today and undated.trigger.type not in ACTS:
        return None
    return undated.carried(begun, _GOES_ON)


def _begun(undated: Undated) -> Dated | None:
    return undated.story.day.goes_on_from(
        undated.reading, undated.number, undated.trigger, undated.clause, undated.anchors, undated.news
    )


def _just_done(undated: Undated) -> Dated | None:
    """Date what the first sentence says has been done, where no day is told."""
    first = undated.news is None and undated.number in undated.story.lead[:1]
    if not first or not has_just_been(undated.reading, undated.clause):
        return None
    return undated.of_the_day("the first sentence says that it has just been done")


def _news_of_the_day(undated: Undated) -> Dated | None:
    """Date what an article of the day reports as done."""
    if not _is_news(undated, told_first=undated.in_lead):
        return None
    return undated.of_the_day("news of the day: the article reports what had just happened")


def _quoted_as_done(undated: Undated) -> Dated | None:
    """Date what somebody's own words say has been done, by the news on which he is quoted."""
    news, story = undated.news, undated.story
    if undated.trigger.type not in _QUOTED_DEEDS or story.day.is_after_history(undated.number):
        return None
    if not is_quoted_as_just_done(undated.reading, undated.clause):
        return None
    if news is None:
        return undated.of_the_day(_QUOTED) if undated.in_lead else None
    if news.interval.last == story.published:
        return undated.of_the_day(_QUOTED)
    of_days = family(news.trigger.type) == family(undated.trigger.type) == "violence" and news.interval.days == 1
    return undated.carried(news, _QUOTED) if of_days else None


def _beside_news(undated: Undated) -> Dated | None:
    """Date what was done as the news of the day went on."""
    if not undated.story.day.is_beside_news(undated.reading, undated.trigger, undated.clause, undated.news):
        return None
    return undated.of_the_day("it was done as that happened: the article reports what had just happened")


def _goes_on_with_news(undated: Undated) -> Dated | None:
    """Date what goes on with violence told before, of whatever day."""
    begun = _begun(undated)
    return undated.carried(begun, _GOES_ON) if begun is not None else None


def _kept(undated: Undated) -> Dated | None:
    """Keep without a date what is plainly told as done."""
    return _without(undated, "no date is given for it") if is_worth_keeping(undated.clause) else None


def _without(undated: Undated, why: str) -> Dated:
    return Dated(undated.reading, undated.trigger, None, UNKNOWN, "none", why, 0.4, None, undated.number)


def _is_anything(_: Undated) -> bool:
    return True


def _is_told_alone(undated: Undated) -> bool:
    """Whether a verb tells it, and nothing in its sentence has a date."""
    return not undated.has_date and undated.trigger.part != "noun"


def _is_a_deed(undated: Undated) -> bool:
    """Whether something was done that is no mere word, and no second count of the same harm."""
    return undated.trigger.type in DEEDS and not repeats_harm(undated.reading, undated.clause, undated.trigger)


OF_EVERYTHING: tuple[Way, ...] = (
    _same_happening,
    _more_of_it,
    _heard,
    _left_behind,
    _answers_for_it,
    _news_itself,
    _taken_stand,
    _where_he_spoke,
    _reported_beside_dates,
)
OF_VERBS: tuple[Way, ...] = (
    _told_the_public,
    _same_meeting,
    _in_its_course,
    _in_the_accident,
    _at_the_scene,
    _answered_by_now,
    _condemnation,
)
OF_DEEDS: tuple[Way, ...] = (
    _of_another_time,  # before the day's news: "two days later" says that it was on no day told so far
    _added,  # before the day's news: "it also …" goes on with the sentence before, of whatever day
    _just_done_and_told,
    _begun_before,  # before the day's news: what goes on with an earlier day's violence is of that day
    _just_done,
    _news_of_the_day,
    _quoted_as_done,
    _beside_news,
    _goes_on_with_news,  # after it: what is told on the day of the news is of that day, not only carried from it
    _kept,  # last: only what nothing dates is kept without a date
)
STAGES: tuple[tuple[Callable[[Undated], bool], tuple[Way, ...]], ...] = (
    (_is_anything, OF_EVERYTHING),
    (_is_told_alone, OF_VERBS),
    (_is_a_deed, OF_DEEDS),
)
"""What may pass on to which ways; what may not is left out. tests/corpus/rows_order.toml has what goes wrong in another order."""
