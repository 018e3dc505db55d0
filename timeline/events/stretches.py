"""Which words of a sentence belong to each of the several dates that it tells."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.comparing import is_compared
from timeline.events.dated import Dated
from timeline.events.triggers import family
from timeline.records import inner_record

__all__ = ["Own", "own_words"]


@inner_record(frozen=True, slots=True)
class Own:
    """Offsets of the words that are a happening's own: by its date, by its verb or noun, for its counts; None where all are."""

    by_date: tuple[int, int] | None = None
    by_deed: tuple[int, int] | None = None
    by_count: tuple[int, int] | None = None


def own_words(dated: Sequence[Dated]) -> dict[int, Own]:
    """Return, by the identity of each happening, the words that are its own where its sentence tells several dates."""
    dates, deeds, counts = _of_each_date(dated), _of_each_deed(dated), _of_each_count(dated)
    return {id(item): Own(dates.get(id(item)), deeds.get(id(item)), counts.get(id(item))) for item in dated}


def _of_each_date(dated: Sequence[Dated]) -> dict[int, tuple[int, int]]:
    """Return, for happenings that one sentence tells under several dates, the words that belong to each date."""
    told: dict[int, list[Dated]] = {}
    for item in dated:
        if item.mention is not None and item.anchor is None:
            told.setdefault(id(item.trigger), []).append(item)
    spans: dict[int, tuple[int, int]] = {}
    for items in told.values():
        if len(items) < 2:
            continue
        begin = items[0].reading.sentence.start
        for item in sorted(items, key=lambda item: item.mention.start if item.mention else 0):
            assert item.mention is not None
            spans[id(item)] = (begin, item.mention.start)
            begin = item.mention.end
    return spans


def _of_each_deed(dated: Sequence[Dated]) -> dict[int, tuple[int, int]]:
    """Return, for several deeds that a sentence dates each for itself, the words from the one to the next."""
    told: dict[int, list[Dated]] = {}
    for item in dated:
        if item.mention is not None and item.anchor is None and family(item.trigger.type) == "violence":
            told.setdefault(id(item.reading), []).append(item)
    spans: dict[int, tuple[int, int]] = {}
    for items in told.values():
        mentions = {item.mention.start for item in items if item.mention is not None}
        if len(items) < 2 or len(mentions) < len(items):
            continue
        parse = items[0].reading.parse
        starts = sorted(parse.span(item.trigger.first, item.trigger.first)[0] for item in items)
        for item in items:
            begin = parse.span(item.trigger.first, item.trigger.first)[0]
            end = next((start for start in starts if start > begin), items[0].reading.sentence.end)
            spans[id(item)] = (begin, end)
    return spans


def _of_each_count(dated: Sequence[Dated]) -> dict[int, tuple[int, int]]:
    """Return, for a sentence that tells several dates, the words about each: before it, or after it where figures follow.

    "fell from 90 in 2013 to 20 in 2020" has the figures before its dates, "in 2013, 90 and in 2020, 20" behind them.
    """
    told: dict[int, list[Dated]] = {}
    for item in dated:
        if item.mention is not None and item.anchor is None:
            told.setdefault(id(item.reading), []).append(item)
    spans: dict[int, tuple[int, int]] = {}
    for items in told.values():
        for item in items:
            if item.mention is not None and is_compared(item.trigger):
                begin = item.reading.parse.span(item.trigger.last, item.trigger.last)[1]
                spans[id(item)] = (begin, item.mention.start)
        edges = sorted({(item.mention.start, item.mention.end) for item in items if item.mention is not None})
        if len(edges) < 2:
            continue
        sentence, figures = items[0].reading.sentence, items[0].reading.figures
        follow = not any(figure.start < edges[0][0] for figure in figures)
        for item in items:
            if id(item) in spans:
                continue
            assert item.mention is not None
            at = edges.index((item.mention.start, item.mention.end))
            before = edges[at - 1][1] if at else sentence.start
            after = edges[at + 1][0] if at + 1 < len(edges) else sentence.end
            spans[id(item)] = (item.mention.end, after) if follow else (before, item.mention.start)
    return spans
