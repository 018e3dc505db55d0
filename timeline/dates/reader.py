"""Finds the dates of a passage: a cheap scan for words that dates are made of, then the rules where there are any."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import accumulate

from timeline.date_refiners import ARTICLE_DAY, CueWords, Found, Passage, refine
from timeline.dates.grammar import Grammar
from timeline.dates.headings import Section, sections, with_years_in_order
from timeline.dates.scanner import AROUND, Scanner
from timeline.dates.tokens import TOKEN
from timeline.model import DateMention, Sentence
from timeline.rules import Rules, packaged

__all__ = ["DateReader", "packaged_reader"]

_HEADING_DAY = "the day it stands under"

# How many tokens beside what may be a date rules look at.
_CONTEXT = 2


class DateReader:
    """Reads dates by one set of rules. Build it once: compiling the rules takes longer than reading an article.

    >>> from timeline.sentences import split
    >>> reader = DateReader(packaged())
    >>> text = "It ended last Friday."
    >>> [mention.edtf for mention in reader.find(text, split(text, 0, len(text)), published=date(2024, 3, 12))]
    ['2024-03-08']
    """

    def __init__(self, rules: Rules) -> None:
        self.grammar = Grammar(rules)
        selection = self.grammar.selection
        self._words = CueWords.from_rules(rules)
        self._scanner = Scanner(selection.words, beside_numbers=selection.beside_numbers)

    def find(self, text: str, sentences: Sequence[Sentence], *, published: date | None) -> tuple[DateMention, ...]:
        """Return the dates (and durations and sets) in some sentences of a text, in order.

        ``published`` is the article's own day, from which relative dates are counted; without it they have no days. What
        stands under a day as its heading, as in a chronology, is counted from that day.
        """
        found: list[Found] = []
        for number, start, end in self._worth_reading(text, sentences):
            found += self._in_part(text, start, end, number)
        mentions = refine(found, Passage(text, sentences, published, self._words))
        mentions = with_years_in_order(text, sentences, mentions)
        entries = [
            entry
            for entry in sections(text, sentences, mentions)
            if entry.date.interval.days == 1 and entry.last > entry.first
        ]
        return self._counted_from(entries, mentions, found, text, sentences) if entries else mentions

    def _counted_from(
        self,
        entries: Sequence[Section],
        mentions: tuple[DateMention, ...],
        found: Sequence[Found],
        text: str,
        sentences: Sequence[Sentence],
    ) -> tuple[DateMention, ...]:
        """Return the mentions, those under a heading read anew from its day."""
        within: dict[int, list[Found]] = {}
        firsts = [entry.first for entry in entries]
        for item in found:
            at = bisect_right(firsts, item.sentence) - 1
            if at >= 0 and item.sentence < entries[at].last:
                within.setdefault(at, []).append(item)
        spans, read = [], []
        for at, items in sorted(within.items()):
            entry = entries[at]
            spans.append((sentences[entry.first].start, sentences[entry.last - 1].end))
            of_entry = refine(items, Passage(text, sentences, entry.date.interval.first, self._words))
            read += [_of_heading(mention) for mention in of_entry]
        others = [mention for mention in mentions if not _is_within(mention.start, spans)]
        return tuple(sorted((*others, *read), key=lambda mention: mention.start))

    def _worth_reading(self, text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, int]]:
        """The parts of sentences that hold a word or number that a date may be made of, with their sentence's number."""
        if not sentences:
            return
        offset, last = sentences[0].start, sentences[-1].end
        part = text[offset:last]
        places = self._scanner.places(part)
        at, count = 0, len(places)
        for number, sentence in enumerate(sentences):
            start, end = sentence.start - offset, sentence.end - offset
            while at < count and places[at] < start:
                at += 1
            while at < count and places[at] < end:
                first = farthest = places[at]
                while at < count and places[at] < end and places[at] - farthest < 2 * AROUND:
                    farthest = places[at]
                    at += 1
                start, stop = _around(part, first, farthest, start, end)
                yield number, start + offset, stop + offset
                start = stop

    def _in_part(self, text: str, start: int, end: int, number: int) -> list[Found]:
        tokens = TOKEN.findall(text, start, end)
        grammar = self.grammar
        string = "".join(map(grammar.alphabet.__getitem__, tokens))
        found: list[Found] = []
        offsets: list[int] = []
        for first, last in grammar.chunks(string):
            a, b = max(0, first - _CONTEXT), last + _CONTEXT
            for element in grammar.read(tokens[a:b], string[a:b]):
                if not first <= a + element.first < last or element.reading is None:
                    continue
                if not offsets:
                    offsets = list(accumulate(map(len, tokens), initial=start))
                spans = [
                    (offsets[a + one], offsets[a + other - 1] + len(tokens[a + other - 1].rstrip()))
                    for one, other in ((element.first, element.last), *element.parts)
                ]
                found.append(Found(*spans[0], number, element.rule, element.reading, tuple(spans[1:])))
        return found


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of some parts of the text, which stand in order."""
    at = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return at >= 0 and place < spans[at][1]


def _of_heading(mention: DateMention) -> DateMention:
    """Return a date under a heading, counted from the heading's day and saying so."""
    why = mention.why
    if ARTICLE_DAY not in why and mention.anchor != ARTICLE_DAY:
        return mention
    anchor = _HEADING_DAY if mention.anchor == ARTICLE_DAY else mention.anchor
    return replace(mention, anchor=anchor, reason=why.replace(ARTICLE_DAY, _HEADING_DAY))


def _around(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """The part around two places of what lies between start and end, cut at blanks if there are any near."""
    if first - start > AROUND:
        least = max(start, first - 3 * AROUND)
        start = text.rfind(" ", least, first - AROUND) + 1 or least
    if end - last > AROUND:
        most = min(end, last + 3 * AROUND)
        blank = text.find(" ", last + AROUND, most)
        end = blank if blank >= 0 else most
    return start, end


@cache
def packaged_reader() -> DateReader:
    """Return the reader with the packaged rules, which cannot change while the program runs."""
    return DateReader(packaged())
