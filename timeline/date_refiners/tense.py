"""Whether the words around a date tell of what was or of what will be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from timeline.date_refiners.cue_words import CueWords, packaged_cue_words

__all__ = [
    "Cue",
    "Tense",
    "far_from_past",
    "governing_cue",
    "is_of_an_election_ahead",
    "is_of_something_held",
    "tense_at",
    "tense_reason",
    "until_tense",
]

Tense = Literal["past", "guess", "future", "maybe", "due", "reported", "over", ""]

# What ends the reach of a verb over a participle after it: "will pay the sum agreed on" is still about the future.
_CLAUSE = re.compile(r"[,;:]|\b(?:that|which|who|after|when|because|but|and|as|while|it|he|she|they|we)\b")
_BREAK = re.compile(r"[;:—]|, (?:but|while|although|though|and|as|after|when)\b")
_OVER = re.compile(r"\b(?:was|were|had|did)\b")
_WHITHER = re.compile(r"(?:to|towards?|into)\s+(?:the\s+)?[A-Z]")
_APPOSITION = re.compile(r",\s[^,;:—]{2,60},\s(?:on\s)?$")
"""What stands between commas before a date and only names what was named again ("the capital, Port Ville, on Monday")."""
_TOLD_OF_A_NOUN = re.compile(r",\s(?:which|who|whose)\s[^,;:—]{2,80},\s(?:(?:on|in|at|by)\s)?(?:the\s)?$")
"""A clause between commas right before a date that tells more of a noun ("will vote on the bill, which he tabled, on Monday")."""
_COMMA = re.compile(r"[,;:—]")
_CLOSE = 40
_BESIDE = re.compile(r"\s(?:(?:on|in|at|back in|early|late)\s)?(?:the\s)?")
_BY_WHOM = re.compile(r"\s(?:by|between)\s[^,;:—]{2,50}\s(?:on|in|at|back in|early|late)\s(?:the\s)?")
"""Between a participle and its date, who did it ("a truce brokered by Norway on Feb. 27 should be kept")."""
_HAD_BEEN = re.compile(r"\bhad (?:originally |initially |first |already )?been $")
_WAS_TO = re.compile(r"\b(?:was|were|had)\s(?:\w+\s)?$")
_IN_OR_BY = re.compile(r"\b(?:in|by|within)\s(?:the\s)?(?:(?:early|late|mid)[\s-])?$")
_AT_FIRST = re.compile(r"\b(?:originally|initially|previously|at first)\s(?:been\s)?$")
_COULD_BE_BY = re.compile(
    r"\b(?:could|can|may|might)\s(?!have\b)(?:[\w'’-]+\s){1,6}by\s(?:the\s)?(?:(?:early|late|mid)[\s-])?$"
)
"""What may be by a date that lies ahead ("could be displaced by August")."""
_IF = re.compile(
    r"(?<!ask )(?<!asked )(?<!know )(?<!wonder )(?<!wondered )\b(?:if|unless|in the event(?: that)?)\s(?:[\w'’.-]+\s){1,8}in\s$"
)
"""A condition that a month stands in ("is dead if she wins in November")."""
_OF_A_NOUN = re.compile(r"(?:\b(?:an?|the|its|his|her|their|this)|['’]s?)\s$", re.IGNORECASE)
_STILL_TO_COME = re.compile(r"\b(?:ahead|before|until|await\w*|expect\w*|pending|for|next|coming|upcoming|scheduled)\b")
_BEFELL = re.compile(
    r"(?:(?:was|were|had|have|been)\s(?:[\w-]+\s){0,2}?)?(?:killed|wounded|injured|shot|gunned\sdown|martyred|murdered|assassinated|"
    r"abducted|kidnapped|ambushed|beheaded|massacred|stabbed)\b"
)
"""Violence told in the past."""
_HEADS = re.compile(r",?\s(?!.*\b(?:who|whose|which|that|after|when|where|before|for)\b)[^,;:—]{1,60}")
"""What stands between a date at the head and its verb."""
_THEN = re.compile(r"(?!.*\b(?:for|before|ahead|until|since|after|over|of)\b)[^,;:—]{0,60}\son\s")
_CLOSED = re.compile(r"[.,;]|$|\s(?:in|at|by|near|when|while|and|outside|inside)\b")
_FAR = 80
_REACH = 160
_PLANNED = 60
_AUXILIARIES = 16
_OPENING = 12
_NEAR = 25
_RIGHT_BEHIND = 3
_HELD_BEFORE = re.compile(
    r"\b(?:out of|after|following|during|since|left|quit|won|lost|boycotted)"
    r"\s(?:[\w-]+\s){0,2}[\w-]+\s(?:on\s|in\s)?$",
    re.IGNORECASE,
)
"""What is told of after or during what was held ("pulled out of the talks on Friday")."""
_RUNS_FOR = 40
_DONE = re.compile(r"\s(?:the|an?|its|his|her|their|all|no|that|more|[A-Z]\w+)\b")
"""What stands behind a verb with an object, which behind a participle that only tells more of a noun does not."""
_MEANS: dict[str, Tense] = {
    "future": "future", "maybe": "maybe", "due": "due", "reported": "reported", "past": "past", "done": "past", "present": "",
}  # fmt: skip


class Cue(NamedTuple):
    """A verb, or a word like one, that tells a tense: where it stands and what it says."""

    start: int
    end: int
    says: str


class _Cues(NamedTuple):
    """The cues of one sentence in order; ``starts`` are theirs, for looking them up."""

    starts: list[int]
    found: list[Cue]

    def before(self, start: int, end: int) -> list[Cue]:
        """The cues that begin and end between two places."""
        found = self.found[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return found[:-1] if found and found[-1].end > end else found

    def after(self, start: int, end: int) -> Cue | None:
        """The first cue that begins and ends between two places."""
        place = bisect_left(self.starts, start)
        return self.found[place] if place < len(self.found) and self.found[place].end <= end else None


@lru_cache(maxsize=8)
def _cues(text: str, start: int, end: int, words: CueWords) -> _Cues:
    """The cues of a sentence, which all its dates ask for. Names that end like a past tense (Ahmed) are none."""
    folded = text[start:end].lower()
    if len(folded) != end - start:
        folded = text[start:end]
    found = [
        Cue(start + match.start(), start + match.end(), match.lastgroup or "past")
        for match in words.cues.finditer(folded)
        if match.lastgroup != "done" or text[start + match.start()].islower()
    ]
    return _Cues([cue.start for cue in found], found)


def _planned_for(text: str, sentence_start: int, start: int, words: CueWords) -> re.Match[str] | None:
    """What says before a date that something was or is planned for it ("scheduled for", "put off until")."""
    return words.planned_for.search(text, max(sentence_start, start - _PLANNED), start)


def _tense_of_plan(text: str, sentence_start: int, planned: re.Match[str]) -> Tense:
    """The tense of a date that something is planned for: what "had been" planned was to be, and may be long past."""
    before = text[max(sentence_start, planned.start() - _AUXILIARIES) : planned.start()]
    return "due" if _HAD_BEEN.search(before) or _AT_FIRST.search(before) else "future"


def until_tense(
    text: str, sentence_start: int, sentence_end: int, start: int, end: int, *, words: CueWords | None = None
) -> Tense:
    """Return the tense of a date after "until": ahead, unless what lasted so long is told as over.

    >>> text = "They were held until Thursday."
    >>> until_tense(text, 0, len(text), 21, 29)
    'past'
    """
    words = words or packaged_cue_words()
    planned = _planned_for(text, sentence_start, start, words)
    if planned is not None and words.lasted.match(text, planned.start()) is None:
        return "future"
    cues = _cues(text, sentence_start, sentence_end, words)
    cue = _governing(text, cues.before(start - _REACH, start))
    if cue is not None:
        over = _OVER.search(text, max(sentence_start, cue.start - 15), cue.end) or words.lasted.fullmatch(
            text, cue.start, cue.end
        )
        return "past" if over else "future"
    cue = cues.after(end, end + _REACH)
    return "past" if cue is not None and cue.says in ("past", "done") else "future"


def tense_at(
    text: str, sentence_start: int, sentence_end: int, start: int, end: int, *, words: CueWords | None = None
) -> Tense:
    """Return the tense of the verb that a date most likely belongs to: the nearest before it, else the first after it.

    A verb of saying next to the date dates what was said and gives "reported".

    >>> text = "The talks will be held on Friday."
    >>> tense_at(text, 0, len(text), 26, 32)
    'future'
    """
    words = words or packaged_cue_words()
    cue = governing_cue(text, sentence_start, sentence_end, start, end, words=words)
    if text[end : end + 2] in ("'s", "’s"):
        return _tense_of_owned(text, sentence_start, sentence_end, start, end, cue, words)
    planned = _planned_for(text, sentence_start, start, words)
    if planned is not None:
        return _tense_of_plan(text, sentence_start, planned)
    if _COULD_BE_BY.search(text, max(sentence_start, start - _FAR), start) or _is_if(
        text, sentence_start, sentence_end, start, end, words
    ):
        return "future"
    if _is_after_its_event(text, sentence_start, start, end, words):
        return "past"
    if cue is not None and _was_to_be(text, sentence_start, sentence_end, end, cue, words):
        return "due"
    if cue is not None and cue.says == "past" and _is_decided_for(text, start, cue, words):
        return _MEANS["maybe"]
    if _is_of_the_unforeseen(text, sentence_start, start, end, cue, words) or _tells_of_violence(text, start, end, cue):
        return "over"
    if cue is not None and cue.says == "maybe" and cue.start >= end:
        return "" if text.startswith("to ", cue.start) else "past"
    return "" if cue is None else _MEANS[cue.says]


def _is_if(text: str, sentence_start: int, sentence_end: int, start: int, end: int, words: CueWords) -> bool:
    """Whether a date stands in a condition in the present, which is still to come about ("if she wins in November")."""
    opened = _IF.search(text, max(sentence_start, start - _FAR), start)
    if opened is None:
        return False
    cues = _cues(text, sentence_start, sentence_end, words)
    if any(cue.says not in ("present", "future") for cue in cues.before(opened.end() - len(opened.group()), start)):
        return False
    later = cues.after(end, min(end + _REACH, sentence_end))
    told = later is not None and later.says in ("past", "done")
    return not told or later is None or _COMMA.search(text, end, later.start) is not None


def _is_of_the_unforeseen(
    text: str, sentence_start: int, start: int, end: int, cue: Cue | None, words: CueWords
) -> bool:
    """Whether a date stands within the phrase of what nobody sets a day for ("the court's July 12 ruling")."""
    if cue is not None and cue.says not in ("past", "done", "reported", "present"):
        return False
    if words.unforeseen.match(text, end) is None or not _OF_A_NOUN.search(text, max(sentence_start, start - 6), start):
        return False
    return not _STILL_TO_COME.search(text, max(sentence_start, start - _CLOSE), start)


def _tells_of_violence(text: str, start: int, end: int, cue: Cue | None) -> bool:
    """Whether a date is that of violence told in the past, for which nobody sets a day ("was killed on July 16")."""
    befell = _BEFELL.match(text, cue.start) if cue is not None and cue.says in ("past", "done") else None
    if befell is None:
        return False
    if befell.start() >= end:
        return bool(_HEADS.fullmatch(text, end, befell.start()))
    return bool(_THEN.fullmatch(text, befell.end(), start)) and bool(_CLOSED.match(text, end))


def _is_decided_for(text: str, start: int, cue: Cue, words: CueWords) -> bool:
    """Whether somebody decided to do something in a month or by a day, which is when it is to be ("has decided to admit them in
    early March"); a day alone may be that of the decision.
    """
    if cue.start >= start or words.deciding.match(text, cue.start) is None:
        return False
    return _IN_OR_BY.search(text, max(cue.end, start - _PLANNED), start) is not None


def _was_to_be(text: str, sentence_start: int, sentence_end: int, end: int, cue: Cue, words: CueWords) -> bool:
    """Whether something was to be on a date, and the words after it say that it was not ("was to meet on Monday but …")."""
    if cue.says not in ("future", "maybe") or cue.start >= end or not text.startswith("to ", cue.start):
        return False
    if not _WAS_TO.search(text, max(sentence_start, cue.start - _AUXILIARIES), cue.start):
        return False
    return words.called_off.search(text, end, min(end + _REACH, sentence_end)) is not None


def _is_after_its_event(text: str, sentence_start: int, start: int, end: int, words: CueWords) -> bool:
    """Whether a date names an event that had happened before what is told ("buries its dead after Monday clashes")."""
    after = words.after_it.search(text, max(sentence_start, start - _OPENING), start)
    return after is not None and words.event_after.match(text, end) is not None


def _tense_of_owned(
    text: str, sentence_start: int, sentence_end: int, start: int, end: int, cue: Cue | None, words: CueWords
) -> Tense:
    """The tense of "Monday's …": by the verb after it, by what it names, and by what is going to be done with it."""
    happened = words.happened.match(text, end)
    if cue is not None and cue.says == "future" and not (happened and "," in text[happened.end() : cue.start]):
        return "future"
    if happened or words.after_it.search(text, max(sentence_start, start - 12), start):
        return "future" if words.awaited.search(text, max(sentence_start, start - 14), start) else "past"
    if words.held.match(text, end):
        before = _governing(text, _cues(text, sentence_start, sentence_end, words).before(start - _REACH, start))
        if before is not None and before.says in ("future", "maybe") and not _BREAK.search(text, before.end, start):
            return "future"
    return "guess"


def is_of_something_held(
    text: str, sentence_start: int, start: int, end: int, *, words: CueWords | None = None
) -> bool:
    """Return whether a month or day is that of something held on a date set beforehand: "the August primary", "a summit in July".

    >>> is_of_something_held("He won the August primary.", 0, 11, 17)
    True
    """
    words = words or packaged_cue_words()
    if words.to_be_held.match(text, end) is not None:
        return True
    held = words.held_on.search(text, max(sentence_start, start - 24), start) is not None
    return held and _HELD_BEFORE.search(text, max(sentence_start, start - _PLANNED), start) is None


def is_of_an_election_ahead(
    text: str, sentence_start: int, sentence_end: int, start: int, end: int, *, words: CueWords | None = None
) -> bool:
    """Return whether a month or day is that of an election which somebody runs for, or before which something is so.

    >>> is_of_an_election_ahead("The nominee for the Nov. 8 election spoke.", 0, 41, 20, 26)
    True
    >>> is_of_an_election_ahead("They fell out before the Nov. 8 election.", 0, 40, 25, 31)
    False
    """
    words = words or packaged_cue_words()
    if words.an_election.match(text, end) is None:
        return False
    runs = words.running_for.search(text, max(sentence_start, start - _RUNS_FOR), start)
    if runs is None or runs["ahead"] is None:
        return runs is not None
    cue = governing_cue(text, sentence_start, sentence_end, start, end, words=words)
    return cue is not None and cue.says in ("future", "maybe", "present")


def governing_cue(
    text: str, sentence_start: int, sentence_end: int, start: int, end: int, *, words: CueWords | None = None
) -> Cue | None:
    """Return the verb that a date most likely belongs to, if there is one near."""
    words = words or packaged_cue_words()
    cues = _cues(text, sentence_start, sentence_end, words)
    if text[end : end + 2] in ("'s", "’s"):
        return cues.after(end, end + _NEAR)
    aside = _TOLD_OF_A_NOUN.search(text, max(sentence_start, start - _REACH), start)
    reach = aside.start() if aside is not None else start
    cue = _governing(text, cues.before(start - _REACH, reach))
    later = cues.after(end, end + _REACH)
    if later is not None and text.startswith("ahead of", later.start):  # "On Friday, ahead of the vote, crowds met"
        later = cues.after(later.end, end + _REACH)
    if cue is None or (later is not None and _BREAK.search(text, cue.end, start)):
        cue = later or cue
    if later is not None and later.start - end < 3:
        between = text[cue.end : start] if cue is not None else ""
        if (
            later.says == "future"
            and not _dates_itself(cue, between, text[end : end + 1] == ",")
            and not _is_aside(text, end, later)
        ):
            return later
        if later.says in ("past", "done") and _CLAUSE.search(between):
            return later
    return cue


def _is_aside(text: str, end: int, later: Cue) -> bool:
    """Whether a participle behind a comma tells of another day than the date before it ("agreed on May 2, starting May 5")."""
    word = text[later.start : later.end]
    return text[end : end + 1] == "," and word.endswith("ing") and " " not in word


def _dates_itself(cue: Cue | None, between: str, closed: bool) -> bool:
    """Whether a past verb stands before a date, which is its own then: "the trial, which began on Friday, is due …".

    Who did it may stand between the two. ``closed`` says that a comma follows the date: then a few words more may part them
    ("the truce, which took effect on Sunday, is to last").
    """
    if cue is None or cue.says not in ("past", "done", "reported"):
        return False
    if _BESIDE.fullmatch(between) is not None or (cue.says == "done" and _BY_WHOM.fullmatch(between) is not None):
        return True
    return closed and cue.says != "reported" and len(between) <= _CLOSE and _COMMA.search(between) is None


_SAYS = {
    "future": "looking forward", "maybe": "perhaps looking forward", "due": "was to be", "reported": "a report",
    "past": "past tense", "done": "past tense", "present": "present tense",
}  # fmt: skip


def tense_reason(
    text: str, sentence_start: int, sentence_end: int, start: int, end: int, *, words: CueWords | None = None
) -> str:
    """Return in brackets the word by which the tense of a date was known.

    >>> text = "He stressed on Saturday that it will be so."
    >>> tense_reason(text, 0, len(text), 15, 23)
    ' (past tense “stressed”)'
    """
    words = words or packaged_cue_words()
    planned = _planned_for(text, sentence_start, start, words)
    if planned is not None:
        says = _SAYS[_tense_of_plan(text, sentence_start, planned)]
        return f" ({says} “{' '.join(planned.group().split())}”)"
    cue = governing_cue(text, sentence_start, sentence_end, start, end, words=words)
    return "" if cue is None else f" ({_SAYS[cue.says]} “{' '.join(text[cue.start : cue.end].split())}”)"


def _looks_on(text: str, start: int, end: int, words: CueWords) -> bool:
    """Whether words that look on stand between two places; where somebody went ("to Paris") is none, nor an apposition."""
    named_again = _APPOSITION.search(text, start, end)
    if named_again is not None and not _looks_on(
        text, named_again.start() + 1, named_again.end() - len(", on "), words
    ):
        end = named_again.start()
    return any(not _WHITHER.match(text, match.start()) for match in words.onward.finditer(text, start, end))


def far_from_past(
    text: str, sentence_start: int, sentence_end: int, start: int, end: int, *, words: CueWords | None = None
) -> bool:
    """Whether a verb in the past stands too far before a date to be more than a guess: words that look on part the two.

    >>> text = "The body arrived in Doha in preparation for his burial on Friday"
    >>> far_from_past(text, 0, len(text), 59, 65)
    True
    >>> text = "The bomb exploded near a crowded bus station on Friday"
    >>> far_from_past(text, 0, len(text), 48, 54)
    False
    """
    words = words or packaged_cue_words()
    cues = _cues(text, sentence_start, sentence_end, words)
    if text[end : end + 2] in ("'s", "’s") or _is_after_its_event(text, sentence_start, start, end, words):
        return False
    if words.held_on.search(text, max(sentence_start, start - 24), start):
        later = cues.after(end, end + _RIGHT_BEHIND * 8)
        if later is not None and later.start == end + 1 and later.says == "done" and _DONE.match(text, later.end):
            return False  # "The summit on Friday endorsed the plan"
        return _HELD_BEFORE.search(text, max(sentence_start, start - _PLANNED), start) is None
    if cues.before(start - _NEAR, start):
        return False
    earlier = cues.before(start - _REACH, start)
    if earlier:
        return _looks_on(text, earlier[-1].start, start, words)
    later = cues.after(end, end + _REACH)
    if later is not None and later.start - end < _RIGHT_BEHIND and later.says in ("past", "done"):
        return False  # "The attack on Friday killed ten"
    opens = start - sentence_start <= _OPENING
    return (
        not opens
        or later is None
        or later.says not in ("past", "done")
        or _BREAK.search(text, end, later.start) is not None
    )


def _governing(text: str, cues: Sequence[Cue]) -> Cue | None:
    """The last verb before a date, unless it is a participle in the reach of a verb that looks forward."""
    last: Cue | None = None
    for cue in cues:
        reached = cue.says == "done" and last is not None and last.says == "future"
        if not reached or last is None or _CLAUSE.search(text, last.end, cue.start):
            last = cue
    return last
