"""What since, until, before, after and from make of a date: from when, until when."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from timeline.date_refiners.passage import Passage
from timeline.date_refiners.reading import Found, Reading
from timeline.date_refiners.tense import Tense
from timeline.interval import UNKNOWN, Interval, join, since, up_to

__all__ = ["bounded", "opens_with_from", "without_bound_of_event"]

# "had held it since 2014": what lasted was over when the story stands, unless somebody only says so of the present.
_HAD_SINCE = re.compile(r"\bhad(?:n['’]t)?\s(?:[\w'’-]+\s){1,7}(?:ever\s)?since\s(?:\w+\s)?$")
_HAS = re.compile(r"\b(?:has|have|['’]ve|['’]s)\s(?:\w+\s)?$")
_SAYING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|according|add(?:s|ed|ing)|report(?:s|ed|ing)|claim(?:s|ed|ing)|not(?:es|ed|ing)"
    r"|stat(?:es|ed|ing)|confirm(?:s|ed|ing)|warn(?:s|ed|ing)|announc(?:es|ed|ing)|estimat(?:es|ed|ing)|acknowledg(?:es|ed|ing))\b"
)
_ATTRIBUTED = re.compile(
    r"[^.;:]{0,80},\s(?:the\s)?(?:[\w'’-]+\s){1,6}(?:said|says|told|reported)\b|[^.;:]{0,80},\saccording\sto\b"
)
_FROM = re.compile(r"\bfrom\s(?:the\s)?$", re.IGNORECASE)
# What holds from a day on, and the words before that "from".
_HOLDS_FROM = re.compile(
    r"\b(?:bans?|curfews?|closures?|lockdowns?|suspensions?|restrictions?|sanctions?|tariffs?|rules?|measures?|cease-?fires?|truces?|blockades?|embargo(?:es)?"
    r"|moratorium|emergency|quarantine|tax(?:es)?|duty|duties|laws?|effective|effect|force|valid|appl(?:y|ies|ied|icable)|as"
    r"|banned|barred|closed|shut|suspended|halted|restricted)\s(?:[\w'’-]+\s){0,4}from\s(?:the\s)?$",
    re.IGNORECASE,
)
# What is compared with a day or comes from it does not begin on it; what is done, open, valid or under way from a day on does.
_COMES_FROM = re.compile(
    r"\b(?:up|down|rise|fall|drop|grow|increase|decline|differs?|different|changed?|postponed?|moved?|delayed?|dat(?:e|es|ing)"
    r"|footage|photos?|images?|videos?|data|figures|back|learn|benefit|recover)\s(?:\w+\s)?from\s(?:the\s)?$",
    re.IGNORECASE,
)
_DONE_FROM = re.compile(
    r"(?:\b(?:\w+ed|shut|cut|open|available|only|place|sale|sold|held|given|paid|needed|(?:commenc|start|begin|run|appl|operat|resum)\w*)"
    r"|\b(?:at|in|for)\s[\d.,]+)\sfrom\s(?:the\s)?$",
    re.IGNORECASE,
)
_BEFORE_OR_AFTER = re.compile(r"\b(?:before|prior to|ahead of|after)\s+$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+$", re.IGNORECASE)
_OF_IT = ("'s", "’s")
_OPENING = 12
_LOOK_BACK = 90
_FAR_BACK = 200


def without_bound_of_event(item: Found, passage: Passage) -> Found:
    """Return a date without the "before", "after" or "by" that stands before the event which is named after it.

    What is "ahead of September elections" is before the elections; the elections are in September. So of all that a day or a
    month has: "ahead of Tuesday's briefing", "was weakened by last month's defeat".
    """
    text, bound = passage.text, item.reading.bound
    opening = text[max(0, item.start - _OPENING) : item.start]
    if text[item.end : item.end + 2] in _OF_IT:
        stands_before = bound in ("before", "after") or (bound == "until" and _BY.search(opening))
    elif bound in ("before", "after") and passage.words.named_event.match(text, item.end):
        stands_before = _BEFORE_OR_AFTER.search(opening)
    else:
        return item
    if not stands_before:
        return item
    return replace(item, rule=item.rule.rsplit(" + ", 1)[0], reading=replace(item.reading, bound=None))


def opens_with_from(item: Found, passage: Passage, tense: Callable[[], Tense]) -> bool:
    """Return whether "from" makes a date the beginning of something that goes on, and not where something comes from.

    So it is at the head of a sentence ("From May 25, …"), after what will be, and after what holds from a day on ("a ban from
    May 25").
    """
    reading, text = item.reading, passage.text
    if "rom" not in text[max(0, item.start - 9) : item.start]:
        return False
    if (
        reading.bound is not None
        or reading.shape not in ("calendar", "weekday", "shift", "holiday")
        or (reading.n or 0) < 0
        or reading == Reading("calendar", clock=reading.clock)
    ):
        return False
    sentence = passage.sentences[item.sentence]
    first = max(sentence.start, item.start - _LOOK_BACK)
    before = text[first : item.start]
    match = _FROM.search(before)
    if match is None or text[item.end : item.end + 2] in _OF_IT:
        return False
    if first + match.start() == sentence.start:
        return text[item.end : item.end + 1] == ","
    if _HOLDS_FROM.search(before) is not None:
        return True
    return _DONE_FROM.search(before) is not None and not _COMES_FROM.search(before) and tense() == "future"


def bounded(interval: Interval, item: Found, passage: Passage, told: Interval | None) -> Interval:
    """Return the days that an interval covers with the since, until, before or after that stands before it.

    ``told`` is the date told last, at which "had held it since 2014" ends.
    """
    reading = item.reading
    bound = reading.bound
    if bound is None or interval is UNKNOWN:
        return interval
    if (reading.clock or reading.daytime) and bound != "since":  # before dawn on Sunday it was Sunday
        return replace(interval, bound=bound)
    if bound == "since":
        return _since(interval, item, passage, told)
    if bound == "before":
        # before the end of the year any of its days may be, the last months too
        return up_to(interval, "before", included=reading.part == "end")
    if bound == "after":
        return replace(interval, bound="after")
    if reading.which == "earlier":
        return up_to(interval, "until", included=True)
    return replace(interval, bound=bound)


def _since(interval: Interval, item: Found, passage: Passage, told: Interval | None) -> Interval:
    if item.reading.part == "open":
        return since(interval, None)
    if not _was_over(item, passage):
        return since(interval, passage.published)
    if told is None or told.last is None or interval.first is None or told.last < interval.first or not told.edtf:
        return since(interval, None)
    if passage.published is not None and told.last > passage.published:
        return since(interval, None)
    return replace(join(interval, told), bound="since")


def _was_over(item: Found, passage: Passage) -> bool:
    """Whether "had …" before a since says that what lasted is over, as told at a time that is itself past."""
    start = passage.sentences[item.sentence].start
    before = passage.text[max(start, item.start - _FAR_BACK) : item.start]
    match = _HAD_SINCE.search(before)
    return (
        match is not None
        and _SAYING.search(before, 0, match.start()) is None
        and not _HAS.search(before, 0, match.start())
        and _ATTRIBUTED.match(passage.text, item.end, passage.sentences[item.sentence].end) is None
    )
