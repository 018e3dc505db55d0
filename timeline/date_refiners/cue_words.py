"""The words around dates that say which way they look: the ``[[words]]`` lists of words.toml as patterns.

A project adds to a list with an entry of another name that says ``adds_to``, takes words out of it with ``takes_from``, or puts
its own list in the place of a packaged one by giving it the same name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import NamedTuple

from timeline.errors import RulesError
from timeline.rules import Rules, packaged, word_lists

__all__ = ["FILE", "LISTS", "CueWords", "KnownDay", "packaged_cue_words"]

FILE = "words.toml"
LISTS = frozenset(
    {
        "planned", "adverbs between verbs", "looking ahead", "wishing to", "deciding to", "held on a set day", "begun to",
        "to come", "done in the past", "no past tense", "called off",
        "saying", "lasting", "onward", "happened", "held", "held and after their day", "running for", "planned for", "moved to",
        "called for",
        "moved from", "after it", "awaited", "events of a day", "days known by their events", "events told with their day",
        "numbered things", "never set beforehand",
    }
)  # fmt: skip
"""The lists that are used; what each is for is said in the file."""


class KnownDay(NamedTuple):
    """A day that is known by what happened on it, and the words of which one must stand near to mean it."""

    day: date
    near: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class CueWords:
    """The patterns that are made of the lists. Each is the same object as long as the program runs."""

    cues: re.Pattern[str]
    """A verb, or a word like one; the group that matched says its tense."""
    lasted: re.Pattern[str]
    onward: re.Pattern[str]
    happened: re.Pattern[str]
    unforeseen: re.Pattern[str]
    """What happened on the day before it, which nobody had set."""
    held: re.Pattern[str]
    held_on: re.Pattern[str]
    to_be_held: re.Pattern[str]
    running_for: re.Pattern[str]
    """What runs for an election, before its month or day; what stands before it while it is still ahead (the group "ahead")."""
    an_election: re.Pattern[str]
    after_it: re.Pattern[str]
    awaited: re.Pattern[str]
    planned_for: re.Pattern[str]
    deciding: re.Pattern[str]
    """A verb of deciding with its infinitive."""
    called_off: re.Pattern[str]
    """What says that something did not take place on the day before it."""
    moved_from: re.Pattern[str]
    event_after: re.Pattern[str]
    event_before: re.Pattern[str]
    named_event: re.Pattern[str]
    numbered: frozenset[str]
    known_days: Mapping[tuple[int, int], tuple[KnownDay, ...]]
    """By month and day, the days whose year everybody knows who reads what happened on them."""

    @classmethod
    def from_rules(cls, rules: Rules) -> CueWords:
        """Return the patterns of the lists of some rules.

        Raises RulesError for an entry without words and for one that names no known list.
        """
        lists = word_lists(rules.entries(FILE, "words"), LISTS)
        any_of = {name: _any_of(words) for name, words in lists.items()}
        held = rf"(?:{any_of['held']})"
        any_case = re.IGNORECASE
        return cls(
            cues=_cues(any_of),
            lasted=re.compile(rf"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!being )(?:{any_of['lasting']})\b"),
            onward=re.compile(rf"\b(?:{any_of['onward']})\b|[,;:—]"),
            happened=re.compile(rf"['’]s\s(?:\w[\w-]*\s){{0,2}}?(?:{any_of['happened']})\b", any_case),
            unforeseen=re.compile(rf"\s(?:[\w-]+\s)?(?:{any_of['never set beforehand']})\b"),
            held=re.compile(rf"['’]s\s(?:\w[\w-]*\s){{0,3}}?{held}\b", any_case),
            held_on=re.compile(rf"\b{held}\s(?:on\s|in\s)?$", any_case),
            to_be_held=re.compile(rf"\s(?:{held}|{any_of['held and after their day']})\b", any_case),
            running_for=re.compile(
                rf"\b(?:(?:{any_of['running for']})\s(?:for|to|in|into|at)|{_BEFORE_IT})\s(?:the\s|an?\s)?$",
                any_case,
            ),
            an_election=re.compile(_ELECTION, any_case),
            after_it=re.compile(rf"\b(?:{any_of['after it']})\s$", any_case),
            awaited=re.compile(rf"\b(?:{any_of['awaited']})\s$", any_case),
            planned_for=re.compile(
                rf"\b(?:{any_of['planned for']})\s+for\s+(?:the\s+)?(?:early\s|late\s|mid-)?$"
                rf"|\b(?:{any_of['moved to']}|{_MOVED_OFF})\s(?:to|until|till)\s(?:the\s)?$"
                rf"|\b{_CALLS_FOR}\s(?:[\w'’-]+\s){{0,4}}?(?:{any_of['called for']})\s(?:on|from|for|over)\s(?:the\s)?$"
            ),
            deciding=re.compile(rf"\b(?:{any_of['deciding to']})\s(?:not\s)?to\s", any_case),
            called_off=re.compile(rf"\b(?:{any_of['called off']})\b", any_case),
            moved_from=re.compile(rf"\b(?:{any_of['moved from']})\s(?:[\w'’-]+\s){{0,4}}from\s(?:the\s)?$", any_case),
            event_after=re.compile(rf"(?:,)?\s(?:[\w'’-]+\s){{0,2}}(?:{any_of['events of a day']})\b", any_case),
            event_before=re.compile(rf"\b(?:{any_of['events of a day']})\s(?:of|on)\s(?:the\s)?$", any_case),
            named_event=re.compile(rf"(?:['’]s(?:\s[\w-]+)?)?\s(?:{any_of['events told with their day']})\b"),
            numbered=frozenset(word.replace("_", " ") for word in lists["numbered things"]),
            known_days=_known_days(lists["days known by their events"]),
        )


def _known_days(entries: Iterable[str]) -> dict[tuple[int, int], tuple[KnownDay, ...]]:
    """Return the days of entries such as ``2023-10-07=hamas|israel``, by month and day."""
    by_day: dict[tuple[int, int], list[KnownDay]] = defaultdict(list)
    for entry in entries:
        when, _, near = entry.partition("=")
        try:
            day = date.fromisoformat(when)
        except ValueError:
            day = None
        if day is None or not near:
            raise RulesError(
                f"{FILE}: days known by their events: {entry!r} is no day with words",
                "write it as 2023-10-07=hamas|israel",
            )
        by_day[day.month, day.day].append(KnownDay(day, frozenset(near.split("|"))))
    return {key: tuple(days) for key, days in by_day.items()}


@cache
def packaged_cue_words() -> CueWords:
    """Return the packaged words, which cannot change while the program runs."""
    return CueWords.from_rules(packaged())


_MOVED_OFF = r"(?:pushed|put|moved|brought)\s(?:[\w'’-]+\s){1,3}(?:back|off|forward)"
"""A verb parted from its particle: "pushed them back", "put the vote off"."""
_CALLS_FOR = r"call(?:s|ed|ing)?\s(?:on\s(?:[\w'’-]+\s){1,4})?for"
"""A verb with which people are called out: "called on traders for …", "calling for …"."""
_ELECTION = r"(?:['’]s)?\s(?:[\w.-]+\s){0,2}?(?:elections?|ballot|runoff|run-off|referendum|vote|polls)\b"
"""What stands behind the month or day of an election ("November's presidential election")."""
_BEFORE_IT = r"(?P<ahead>wins?|winning|lose|loses|before|ahead\sof|until|into)"
_NOUN = r"(?:(?<=\bthe\s)|(?<=\bformal\s)|(?<=\bofficial\s))(?:start|open|begin)\s(?:on|of|late|early)\b"
"""A noun that is written like a verb ("announced the start on Monday of the talks")."""
_DUE_TO = (
    r"due\sto\s(?:the|an?|its|his|her|their|our|this|that|these|those|such|what|bad|poor|heavy|severe|strong|high|low|lack|fears?"
    r"|concerns?|security|technical|weather|rain|floods?|fighting|violence|[a-z]+(?:ing|al|ous|ive|age|ness|ment|ion|ions))\b"
)
"""What is due to a cause, and not to happen ("were cancelled over the weekend due to bad weather")."""
_NO_LETTERS = re.compile(r"\\.|\[[^\]]*\]")
_WORD = re.compile(r"[a-z]+\??")


def _cues(any_of: dict[str, str]) -> re.Pattern[str]:
    """The words that tell a tense: those of what will be first, then of what may be, was due, was said, was."""
    planned, adverb = rf"(?:{any_of['planned']})", rf"(?:{any_of['adverbs between verbs']})"
    future = (
        rf"(?:will|won['’]t|shall|['’]ll|would|should|must|may|to)\s+(?:{adverb}\s+)?be(?:\s\w+)?"
        rf"|(?:will|won['’]t|shall|['’]ll)\s+(?:{adverb}\s+)?have"
        rf"|(?:might|should|must)\s+(?:{adverb}\s+)?(?!have\b|be\b|had\b)[a-z]+"
        rf"|(?:is|are|be|been|['’]s)\s+(?:also\s+)?{planned}(?:\s+to\s+\w+)?|will|won['’]t|shall|['’]ll|(?!{_DUE_TO}){planned}\sto"
        rf"|(?:is|are)\sto(?:\sbe)?(?:\s\w+)?|(?<!\bafter\s)(?<!\bsince\s)(?!{_NOUN})(?:{any_of['looking ahead']})"
    )
    # An infinitive may look forward ("to meet on Monday") or belong to something past ("was found to hold").
    maybe = rf"(?:{any_of['wishing to']})\s(?:not\s)?to\s\w+"
    maybe += (
        rf"|(?:{any_of['deciding to']})\s(?:not\s)?to\s(?:{any_of['held on a set day']})|to\s(?:{any_of['to come']})"
    )
    past = rf"(?:{any_of['begun to']}|{any_of['deciding to']})\s(?:not\s)?to\s\w+|{any_of['done in the past']}"
    maybe += rf"|would\s(?:not\s)?(?!leave\b)(?:{any_of['to come']})"
    due = rf"(?:was|were|had\sbeen)\s{planned}(?:\s+to\s+\w+)?"
    present = r"(?:is|are|gets?|remains?)(?:\s\w+(?:ed|rd|en|ing))?"
    qualified = "".join(
        rf"(?<!\b{word}\s)" for word in ("the", "a", "an", "its", "their", "his", "her", "these", "those")
    )
    done = rf"{qualified}(?!(?:{any_of['no past tense']})\b)[a-z]{{2,}}ed"  # "the affected area" tells no past
    may_begin = _may_begin([planned, future, maybe, due, any_of["saying"], past, present])
    return re.compile(
        rf"(?<!\w)(?<![a-z]{{3}}-)(?={may_begin}|[a-z]++(?<=[a-z]ed)(?!\w))(?:(?P<future>{future})|(?P<maybe>{maybe})|(?P<due>{due})|(?P<reported>{any_of['saying']})"
        rf"|(?P<past>{past})|(?P<present>{present})|(?P<done>{done}))(?!\w)"
    )


def _may_begin(patterns: list[str]) -> str:
    """A pattern for what a cue can begin with, parted by first letters, so that nearly all words are passed over at once."""
    plain = " ".join(_NO_LETTERS.sub(" ", pattern) for pattern in patterns)
    words = {
        word
        for found in _WORD.findall(plain)
        for word in ((found.rstrip("?"), found[:-2]) if found[-1] == "?" else (found,))
    }
    by_letter = groupby(sorted(word for word in words if len(word) > 1), key=lambda word: word[0])
    return "|".join(f"{letter}(?:{'|'.join(word[1:] for word in found)})" for letter, found in by_letter) + "|['’]"


def _any_of(words: list[str]) -> str:
    """A pattern for any of some words; ``_`` in them is a space. It matches nothing where there are none."""
    return "|".join(re.escape(word).replace("_", r"\s").replace("'", "['’]") for word in words) or "(?!)"
