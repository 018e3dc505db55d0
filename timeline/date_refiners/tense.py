"""Whether the words around a date tell of what was or of what will be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

__all__ = [
    "Cue",
    "Tense",
    "far_from_past",
    "governing_cue",
    "is_of_something_held",
    "tense_at",
    "tense_reason",
    "until_tense",
]

Tense = Literal["past", "guess", "future", "maybe", "due", "reported", ""]

_PLANNED = r"(?:scheduled|slated|due|expected|supposed|planned|set|going)"
_ADVERB = r"(?:not|also|then|likely|still|now|only|soon|once|finally|formally|probably)"
_FUTURE = rf"""(?:will|won['’]t|shall|['’]ll|would|should|must|may|to)\s+(?:{_ADVERB}\s+)?be(?:\s\w+)?
    |(?:will|won['’]t|shall|['’]ll)\s+(?:{_ADVERB}\s+)?have
    |(?:is|are|be|been|['’]s)\s+(?:also\s+)?{_PLANNED}(?:\s+to\s+\w+)?|will|won['’]t|shall|['’]ll|gonna|{_PLANNED}\sto|expects?
    |plans?\s+(?:to|an?)|planning|expires?|payable|meets?|begins?|starts?|opens?|upcoming|hopes?\sto|intends?|deadline|adjourned|postponed|ahead\sof|effective
    |(?:is|are)\sto(?:\sbe)?(?:\s\w+)?|aims?\sto|coming|as\searly\sas|as\ssoon\sas"""
# An infinitive may look forward ("to meet on Monday") or belong to something past ("was found to hold").
_MAYBE = r"""(?:decided|agreed|vowed|pledged|promised|voted|intended|threatened|offered|wants|wanted|hoped|invited
    |prepared|preparing)\s(?:not\s)?to\s\w+|to\s(?:hold|meet|begin|start|take|open|attend|visit|host|return|vote
    |discuss|leave|arrive|go|run|play|face|appear|decide|expire|end|become|make|sign|pay|travel|give|get|come|have|see|close|report|remain|announce|resume)"""
_PAST = r"""was|were|had|did|been|took|came|went|made|began|fell|rose|held|met|left|became|led|won|lost|gave
    |got|saw|sent|found|shot|struck|hit|broke|spoke|wrote|kept|brought|fought|stood|ran|sold|bought|drew|grew|knew|thought|taught|caught|paid|hurt
    |withdrew|fled|blew|drove|has|have|['’]ve|since"""
# Words that only look like a past tense.
_NOT_DONE = r"(?:need|indeed|succeed|proceed|exceed|speed|feed|seed|bleed|breed|hundred|sacred|kindred|unspecified)"
_DONE = rf"(?!{_NOT_DONE}\b)[a-z]{{2,}}ed"
_PRESENT = r"(?:is|are|gets?|remains?)(?:\s\w+(?:ed|rd|en|ing))?"
_SAID = "said|says|told|announced|added|reported|confirmed|warned|claimed|stated|noted|predicted|tells"
_DUE = rf"(?:was|were|had\sbeen)\s{_PLANNED}(?:\s+to\s+\w+)?"
_CUES = re.compile(
    rf"(?<!\w)(?:(?P<future>{_FUTURE})|(?P<maybe>{_MAYBE})|(?P<due>{_DUE})|(?P<reported>{_SAID})|(?P<past>{_PAST})|(?P<present>{_PRESENT})"
    rf"|(?P<done>{_DONE}))(?!\w)",
    re.VERBOSE,
)
# What ends the reach of a verb over a participle after it: "will pay the sum agreed on" is still about the future.
_CLAUSE = re.compile(r"[,;:]|\b(?:that|which|who|after|when|because|but|and|as|while|it|he|she|they|we)\b")
_BREAK = re.compile(r"[;:—]|, (?:but|while|although|though|and|as|after|when)\b")
_OVER = re.compile(r"\b(?:was|were|had|did)\b")
# Verbs of what lasted: told in the past, it was over at its "until".
_LASTED = re.compile(
    r"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!being )"
    r"(?:held|lasted|remained|stayed|continued|ruled|reigned|governed|served|lived|worked|fought|raged|controlled|occupied|led|ran|waited)\b"
)
_REACH = 160
_OPENING = 12
_NEAR = 25
# Verbs of what nobody plans for a day: with one of them before it, even far before it, the day is past.
_STRUCK = re.compile(
    r"exploded|detonated|blew|killed|died|attacked|hit|struck|crashed|shot|stabbed|clashed|ambushed|raided|stormed|injured|wounded"
    r"|collapsed|fell|fled|shelled|bombed|erupted|broke|kidnapped|abducted|beheaded|murdered|assassinated|arrested|detained",
    re.IGNORECASE,
)
# What a past verb governs without a word like these between them was not still to come: "exploded near the station on Monday".
_ONWARD = re.compile(
    r"\b(?:for|to|toward|towards|into|ahead|before|until|till|by|plans?|planned|planning|deadline|agenda|next|upcoming|if|or|and|as|that)\b"
    r"|[,;:—]"
)
# What "Monday's …" names: something that has happened, or something that is held on a day set beforehand.
_HAPPENED = re.compile(
    r"['’]s\s(?:\w[\w-]*\s){0,2}?"
    r"(?:air ?strikes?|strikes?|attacks?|assaults?|ambush(?:es)?|raids?|blasts?|bombings?|explosions?|shootings?|shelling"
    r"|stabbings?|killings?|murders?|massacres?|clash(?:es)?|violence|unrest|riots?|crash(?:es)?|collapse|fire|quake|earthquake"
    r"|floods?|storm|incident|disaster|tragedy|accident|arrests?|abductions?|kidnappings?|coup|incursion|invasion|offensive|deaths?"
    r"|announcements?|statements?|remarks|comments?|ruling|verdict|decision|defeat|victory|win|loss(?:es)?|gains?|sell-?off"
    r"|protests?|demonstrations?)\b",
    re.IGNORECASE,
)
_HELD_NOUN = (
    r"(?:summit|elections?|vote|voting|referendum|run-?off|ballot|polls?|primary|primaries|caucus(?:es)?|meetings?|talks"
    r"|session|hearing|trial|funeral|burial|ceremony|inauguration|conference|debate|match|game|final|semi-?final|race|opening|deadline|visit|trip|march|parade"
    r"|launch|concert|event|holiday|convention)"
)
_HELD = re.compile(rf"['’]s\s(?:\w[\w-]*\s){{0,3}}?{_HELD_NOUN}\b", re.IGNORECASE)
_HELD_ON = re.compile(rf"\b{_HELD_NOUN}\s(?:on\s|in\s)?$", re.IGNORECASE)
_TO_BE_HELD = re.compile(rf"\s(?:{_HELD_NOUN}|recess|convention|poll)\b", re.IGNORECASE)
_AFTER_IT = re.compile(r"\b(?:following|after|since)\s$", re.IGNORECASE)
_AWAITED = re.compile(r"\b(?:ahead\sof|await(?:s|ed|ing)?|expecting)\s$", re.IGNORECASE)
_PLANNED_FOR = re.compile(
    r"\b(?:set|scheduled|planned|slated|due|cancell?ed|postponed|expected|booked|billed|timed|called|hearing|vote|talks|date)"
    r"\s+for\s+(?:the\s+)?(?:early\s|late\s|mid-)?$"
    r"|\b(?:continued|moved|postponed|delayed|adjourned|rescheduled|deferred|extended|pushed(?:\sback)?)\s(?:to|until|till)\s$"
)


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
def _cues(text: str, start: int, end: int) -> _Cues:
    """The cues of a sentence, which all its dates ask for. Names that end like a past tense (Ahmed) are none."""
    folded = text[start:end].lower()
    if len(folded) != end - start:
        folded = text[start:end]
    found = [
        Cue(start + match.start(), start + match.end(), match.lastgroup or "past")
        for match in _CUES.finditer(folded)
        if match.lastgroup != "done" or text[start + match.start()].islower()
    ]
    return _Cues([cue.start for cue in found], found)


def until_tense(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> Tense:
    """Return the tense of a date after "until": ahead, unless what lasted so long is told as over.

    >>> text = "They were held until Thursday."
    >>> until_tense(text, 0, len(text), 21, 29)
    'past'
    """
    cues = _cues(text, sentence_start, sentence_end)
    cue = _governing(text, cues.before(start - _REACH, start))
    if cue is not None:
        over = _OVER.search(text, max(sentence_start, cue.start - 15), cue.end) or _LASTED.fullmatch(
            text, cue.start, cue.end
        )
        return "past" if over else "future"
    cue = cues.after(end, end + _REACH)
    return "past" if cue is not None and cue.says in ("past", "done") else "future"


def tense_at(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> Tense:
    """Return the tense of the verb that a date most likely belongs to: the nearest before it, else the first after it.

    A verb of saying next to the date dates what was said and gives "reported".

    >>> text = "The talks will be held on Friday."
    >>> tense_at(text, 0, len(text), 26, 32)
    'future'
    """
    cue = governing_cue(text, sentence_start, sentence_end, start, end)
    if text[end : end + 2] in ("'s", "’s"):
        return _tense_of_owned(text, sentence_start, sentence_end, start, end, cue)
    if _PLANNED_FOR.search(text, max(sentence_start, start - 40), start):
        return "future"
    if cue is not None and cue.says == "maybe" and cue.start >= end:
        return "" if text.startswith("to ", cue.start) else "past"
    return "" if cue is None else _MEANS[cue.says]


def _tense_of_owned(text: str, sentence_start: int, sentence_end: int, start: int, end: int, cue: Cue | None) -> Tense:
    """The tense of "Monday's …": by the verb after it, by what it names, and by what is going to be done with it."""
    if cue is not None and cue.says == "future":
        return "future"
    if _HAPPENED.match(text, end) or _AFTER_IT.search(text, max(sentence_start, start - 12), start):
        return "future" if _AWAITED.search(text, max(sentence_start, start - 14), start) else "past"
    if _HELD.match(text, end):
        before = _governing(text, _cues(text, sentence_start, sentence_end).before(start - _REACH, start))
        if before is not None and before.says in ("future", "maybe") and not _BREAK.search(text, before.end, start):
            return "future"
    return "guess"


def is_of_something_held(text: str, sentence_start: int, start: int, end: int) -> bool:
    """Return whether a month or day is that of something held on a date set beforehand: "the August primary", "a summit in July".

    >>> is_of_something_held("He won the August primary.", 0, 11, 17)
    True
    """
    return (
        _TO_BE_HELD.match(text, end) is not None
        or _HELD_ON.search(text, max(sentence_start, start - 24), start) is not None
    )


def governing_cue(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> Cue | None:
    """Return the verb that a date most likely belongs to, if there is one near."""
    cues = _cues(text, sentence_start, sentence_end)
    if text[end : end + 2] in ("'s", "’s"):
        return cues.after(end, end + _NEAR)
    cue = _governing(text, cues.before(start - _REACH, start))
    later = cues.after(end, end + _REACH)
    if cue is None or (later is not None and _BREAK.search(text, cue.end, start)):
        cue = later or cue
    if later is not None and later.start - end < 3:
        between = text[cue.end : start] if cue is not None else ""
        if later.says == "future" or (later.says in ("past", "done") and "," in between):
            return later
    return cue


_SAYS = {
    "future": "looking forward", "maybe": "perhaps looking forward", "due": "was to be", "reported": "a report",
    "past": "past tense", "done": "past tense", "present": "present tense",
}  # fmt: skip


def tense_reason(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> str:
    """Return in brackets the word by which the tense of a date was known.

    >>> text = "He stressed on Saturday that it will be so."
    >>> tense_reason(text, 0, len(text), 15, 23)
    ' (past tense “stressed”)'
    """
    planned = _PLANNED_FOR.search(text, max(sentence_start, start - 40), start)
    if planned is not None:
        return f" (looking forward “{' '.join(planned.group().split())}”)"
    cue = governing_cue(text, sentence_start, sentence_end, start, end)
    return "" if cue is None else f" ({_SAYS[cue.says]} “{' '.join(text[cue.start : cue.end].split())}”)"


def far_from_past(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> bool:
    """Whether a verb in the past stands too far before a date to be more than a guess: words that look on part the two.

    >>> text = "The body arrived in Doha in preparation for his burial on Friday"
    >>> far_from_past(text, 0, len(text), 59, 65)
    True
    >>> text = "The bomb exploded near a crowded bus station on Friday"
    >>> far_from_past(text, 0, len(text), 48, 54)
    False
    """
    cues = _cues(text, sentence_start, sentence_end)
    if text[end : end + 2] in ("'s", "’s"):
        return False
    if _HELD_ON.search(text, max(sentence_start, start - 24), start):
        return True
    if cues.before(start - _NEAR, start):
        return False
    earlier = cues.before(start - _REACH, start)
    if earlier:
        struck = [cue for cue in earlier if _STRUCK.fullmatch(text, cue.start, cue.end)]
        return not struck or _ONWARD.search(text, struck[-1].end, start) is not None
    later = cues.after(end, end + _REACH)
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
