"""One sentence as the finder understands it; what takes time is done when it is first asked for: of most nobody asks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from timeline.clauses import Lexicon, Parse, parse
from timeline.events.coarsely_counted import count_months_and_years
from timeline.events.counted import Apart, count_days, happenings_apart
from timeline.events.how_long import of_such_an_age
from timeline.events.in_a_row import for_days_in_a_row
from timeline.events.lasting import may_last, settle_closures, settle_lasting, settle_stretches
from timeline.events.nth import numbered_within
from timeline.events.pairing import Pairing, pair
from timeline.events.telling import told_in_counted
from timeline.events.triggers import Found, find_triggers
from timeline.events.types import TypeTable
from timeline.model import ActorMention, DateMention, Figure, PlaceMention, Sentence

__all__ = ["FiguresWithin", "Mentions", "Reading", "told_before"]

_HEADLINE = 26
"""Words up to which a line without a verb is read as a headline, whose present forms are verbs."""

_TELLING = frozenset(("main", "coordinate"))
_THE_DAY = re.compile(
    r"\bday (?:after|before)\b|\b(?:hours|minutes|moments|shortly|immediately) (?:after|before)\b", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b|(?:day|week|month|year)-old\b"
)
_AFTER_IT = (" after", " After", " AFTER", " before", " Before", " BEFORE")
_STAMP = 20
_PUT_OUT = re.compile(r"\b(?:Publish(?:ed)?|Posted|Updated)(?: Date)?(?: on)?:?$")
"""What stands before the day and hour on which an article was put out, and how many letters may follow."""
_BEFORE_DAY = re.compile(
    r"[A-Z][\w.'’-]+(?:[ /-][A-Z][\w.'’-]+){0,3}(?:, [A-Z][\w. ]{1,25})?(?: \([^()]{2,30}\))?,? \(?"
)
_AFTER_DAY = re.compile(r"\)?,? ?(?:\([^()]{2,30}\)|[—–]|--? |: )")
"""What stands before and after the day of a dateline: a town, an agency, a dash."""

_SHORTEST_TOWN, _LONGEST_TOWN = 3, 40
"""Letters of the town's name in a dateline; shorter capitals are initials."""
_SHORT_FORM = re.compile(r"(?:[A-Z]\.){2,}")
"""The short form of a country's name, which heads sentences and no dateline."""

Mention = TypeVar("Mention", DateMention, ActorMention, PlaceMention)


class FiguresWithin(Protocol):
    """What knows the figures of an article by their place."""

    def within(self, start: int, end: int) -> tuple[Figure, ...]:
        """Return the figures that begin in ``text[start:end]``, in text order."""


class _InOrder(Generic[Mention]):
    """Mentions in the order of the text, so that a sentence's own are found without looking at all."""

    def __init__(self, found: Sequence[Mention]) -> None:
        self._found: list[Mention] = sorted(found, key=lambda mention: mention.start)
        self.starts: list[int] = [mention.start for mention in self._found]

    def of(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Return those that begin in a sentence."""
        first = bisect_left(self.starts, sentence.start)
        return tuple(self._found[first : bisect_left(self.starts, sentence.end, first)])

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._found)

    def before(self, offset: int, letters: int) -> Sequence[Mention]:
        """Return those that begin within so many letters before an offset."""
        return self._found[bisect_left(self.starts, offset - letters) : bisect_left(self.starts, offset)]


class Mentions:
    """What was found in an article before its events are: dates, actors, places and figures."""

    def __init__(
        self,
        dates: Sequence[DateMention],
        actors: Sequence[ActorMention],
        places: Sequence[PlaceMention],
        figures: FiguresWithin,
    ) -> None:
        self.dates, self.actors, self.places = _InOrder(dates), _InOrder(actors), _InOrder(places)
        self.figures = figures


@dataclass(slots=True)
class Reading:
    """One sentence with its dates, what they date, and, when asked for, its parse, its triggers, and who and what is in it.

    ``is_promising`` says that a word that may name a happening stands in it; ``heading`` is the date that it stands under.
    """

    text: str
    sentence: Sentence
    mentions: Mentions
    lexicon: Lexicon
    table: TypeTable
    published: date | None
    is_promising: bool
    dates: tuple[DateMention, ...] = ()
    heading: DateMention | None = None
    pairs: list[Pairing] = field(default_factory=list)
    parse: Parse = field(init=False, repr=False, compare=False)
    """Its clauses."""
    found: Found = field(init=False, repr=False, compare=False)
    """What names happenings in it."""
    actors: tuple[ActorMention, ...] = field(init=False, repr=False, compare=False)
    """Who is named in it, less those before or in its dateline."""
    places: tuple[PlaceMention, ...] = field(init=False, repr=False, compare=False)
    """The places named in it."""
    figures: tuple[Figure, ...] = field(init=False, repr=False, compare=False)
    """The counts and amounts in it."""
    lengths: list[DateMention] = field(init=False, repr=False, compare=False)
    """The lengths of time in it."""
    apart: Sequence[Apart] = field(init=False, repr=False, compare=False)
    """The happenings in it that lie so many days apart."""

    def __getattr__(self, name: str) -> object:
        """Make what has not been asked for yet, and keep it: from then on it is a field like the others."""
        make = _MADE_WHEN_ASKED.get(name)
        if make is None:
            raise AttributeError(name)
        make(self)
        return getattr(self, name)

    def __post_init__(self) -> None:
        if self.dates:
            self._pair()
        if _NUMBERED.search(self.text, self.sentence.start, self.sentence.end):
            self._pair_numbered()

    def _pair(self) -> None:
        """Find what the dates of the sentence date."""
        calendar = [date for date in self.dates if date.is_date and not self._is_stamp(date)]
        if calendar:
            self.pairs = self._paired(calendar)
        lengths = self.lengths
        if self.pairs:
            counted = count_days(self.apart, self.pairs)
            self.pairs += [*counted, *told_in_counted(self.parse, self.found, counted)]
            self.pairs += count_months_and_years(self.parse, self.found, lengths, self.pairs, self.published)
        settle_stretches(self.text, self.pairs, lengths)
        if lengths and self.pairs:
            settle_closures(self.parse, self.pairs, lengths)
        if lengths and may_last(self.text, lengths):
            self.pairs += settle_lasting(self.parse, self.found, self.pairs, lengths, self.published)

    def _pair_numbered(self) -> None:
        """Find what the sentence tells to be the third of its kind in so long, the third day of it, or so many days old."""
        parse, found, pairs = self.parse, self.found, self.pairs
        more = [
            *numbered_within(parse, found, pairs, self.lengths, self.published),
            *(for_days_in_a_row(parse, found, pairs, self.published) if self.heading is None else ()),
            *of_such_an_age(parse, found, pairs, self.published),
        ]
        known = {pairing.trigger.head for pairing in more}
        self.pairs = [*(pairing for pairing in pairs if pairing.trigger.head not in known), *more]

    def _find_apart(self) -> None:
        looks = self.lengths or self._names_the_day()
        self.apart = tuple(happenings_apart(self.parse, self.found, self.lengths)) if looks else ()

    def _names_the_day(self) -> bool:
        """Whether it says "the day after", "hours after" and the like; most have no such word at all, which is seen sooner."""
        text, start, end = self.text, self.sentence.start, self.sentence.end
        if all(text.find(word, start, end) < 0 for word in _AFTER_IT):
            return False
        return _THE_DAY.search(text, start, end) is not None

    def _find_lengths(self) -> None:
        self.lengths = [mention for mention in self.dates if mention.timex_type == "DURATION"]

    def _paired(self, calendar: Sequence[DateMention]) -> list[Pairing]:
        """Return what the dates of the sentence date, that of a dateline only where nothing else says when the news was."""
        if len(calendar) > 1 and self._is_of_dateline(calendar[0]):
            pairs = pair(self.parse, self.found, calendar[1:], self.table, self.published)
            if any(self.parse.clauses[pairing.trigger.clause].kind in _TELLING for pairing in pairs):
                return pairs
        return pair(self.parse, self.found, calendar, self.table, self.published)

    def _read_clauses(self) -> None:
        parse = self._parsed(as_headline=self.sentence.kind == "headline")
        if self.heading is not None and not any(clause.is_finite_main for clause in parse.clauses):
            parse = self._parsed(as_headline=True)  # chronologies tell in the present tense
        self.parse = parse

    def _parsed(self, *, as_headline: bool) -> Parse:
        sentence = self.sentence
        spans = [(mention.start, mention.end) for mention in self.dates]
        return parse(
            self.text,
            sentence.start,
            sentence.end,
            self.lexicon,
            dates=spans,
            headline=as_headline,
            verbless_headline=_HEADLINE,
        )

    def _find_triggers(self) -> None:
        self.found = find_triggers(self.parse, self.table, lambda: self.places)

    def may_tell(self, *, as_headline: bool) -> bool:
        """Whether a word in it may name a happening that no date in it dates; only headlines tell what is merely said."""
        if as_headline or self.heading is not None:
            return self.lexicon.may_tell(self.text, self.sentence.start, self.sentence.end)
        return self.is_promising or bool(self.pairs)

    @property
    def line(self) -> str:
        """Its words in small letters, by which a sentence is known that comes twice."""
        return " ".join(self.text[self.sentence.start : self.sentence.end].lower().split())

    def _find_figures(self) -> None:
        self.figures = self.mentions.figures.within(self.sentence.start, self.sentence.end)

    def _find_named(self) -> None:
        actors, places = self.mentions.actors.of(self.sentence), self.mentions.places.of(self.sentence)
        if places:
            places = tuple([_as_dateline(self.text, place, self.sentence) for place in places])
            actors = _after_dateline(self.text, actors, places)
        self.actors, self.places = actors, places

    def _is_stamp(self, mention: DateMention) -> bool:
        """Whether a date is the day of publication stamped at the end of a title ("… – DW – 08/14/2025")."""
        before = self.text[self.sentence.start : mention.start].rstrip()
        after = self.text[mention.end : self.sentence.end]
        if len(after) <= _STAMP and _PUT_OUT.search(before, max(0, len(before) - 30)):
            return True
        day = self.published
        if day is None or mention.first != day or mention.last != day:
            return False
        return not after.strip(" .|)") and before.endswith(("–", "-", "—", "|", "·", "/"))

    def _is_of_dateline(self, mention: DateMention) -> bool:
        """Whether a date is that of a dateline ("Port Ville, 3 May 2024 – …", "SAN TOMAS, May 3 (Agency) …")."""
        before, after = self.text[self.sentence.start : mention.start], self.text[mention.end : self.sentence.end]
        return _BEFORE_DAY.fullmatch(before) is not None and _AFTER_DAY.match(after) is not None


def told_before(readings: Sequence[Reading]) -> set[int]:
    """Return the numbers of the sentences whose words came before in the article, in whatever letters.

    Most end in a word that no other ends in, and need not be compared at all.
    """
    ends: dict[str, list[int]] = {}
    for number, reading in enumerate(readings):
        words = reading.text[reading.sentence.start : reading.sentence.end].rsplit(None, 1)
        ends.setdefault(words[-1].lower() if words else "", []).append(number)
    again: set[int] = set()
    for numbers in ends.values():
        told: set[str] = set()
        for number in numbers if len(numbers) > 1 else ():
            line = readings[number].line
            if line in told:
                again.add(number)
            told.add(line)
    return again


_MADE_WHEN_ASKED: dict[str, Callable[[Reading], None]] = {
    "parse": Reading._read_clauses,
    "found": Reading._find_triggers,
    "actors": Reading._find_named,
    "places": Reading._find_named,
    "figures": Reading._find_figures,
    "lengths": Reading._find_lengths,
    "apart": Reading._find_apart,
}
"""What of a reading is made when it is first asked for."""


def _as_dateline(text: str, place: PlaceMention, sentence: Sentence) -> PlaceMention:
    """Return a place at the head of a paragraph as the dateline that it is ("LAHORE A bomber …", "ELDAMA, Kenya Police …")."""
    if sentence.kind != "body" or place.start - sentence.start > _LONGEST_TOWN:
        return place
    if place.start == sentence.start:
        is_dateline = place.text.isupper() and len(place.text) > _SHORTEST_TOWN
        is_dateline = is_dateline and not _SHORT_FORM.fullmatch(place.text)  # "U.S. troops …"
    else:
        head = text[sentence.start : place.start]
        follows = text[place.end : place.end + 2]
        is_dateline = head.isupper() and head.endswith(", ") and len(head) > _SHORTEST_TOWN and follows[1:].isupper()
    return replace(place, cue="dateline") if is_dateline else place


def _after_dateline(
    text: str, actors: tuple[ActorMention, ...], places: Sequence[PlaceMention]
) -> tuple[ActorMention, ...]:
    """Return the actors less those before or in the dateline."""
    dateline = max((place.end for place in places if place.cue == "dateline"), default=0)
    # "LAHORE, Pakistan A bomber …", "Lahore (Pakistan) (AFP) - …": the country belongs to it
    if dateline and text[dateline : dateline + 2] in (", ", " ("):
        dateline = max((actor.end for actor in actors if actor.start == dateline + 2), default=dateline)
    return tuple([actor for actor in actors if actor.start >= dateline]) if dateline else actors
