"""A short line for people that says what happened, in the sentence's own words and order."""

from __future__ import annotations

from timeline.clauses import Parse
from timeline.events.titles.bounds import told_words
from timeline.events.titles.happenings import outlined
from timeline.events.titles.line import Line
from timeline.events.titles.outline import Outline
from timeline.events.titles.wording import LONGEST, worded
from timeline.events.triggers import Trigger

__all__ = ["title_of"]


def title_of(text: str, parse: Parse, trigger: Trigger, *, dateline: int = 0) -> str:
    """Return a line of at most some 90 letters that says what a trigger names: who did what, to whom, where.

    It has only words of the sentence, in their order; words may be left out, and "…" stands where that leaves a gap. What
    makes a happening planned, alleged or denied stays. ``dateline`` is the offset in the text at which a dateline ends.

    >>> from timeline.clauses import Lexicon, parse
    >>> from timeline.events.triggers import find_triggers
    >>> from timeline.events.types import TypeTable
    >>> from timeline.rules import packaged
    >>> text = "Rebels, who had fled in March, shelled the port on Friday and burned two ships, residents said."
    >>> parsed = parse(text, 0, len(text), Lexicon.from_rules(packaged()))
    >>> triggers = find_triggers(parsed, TypeTable.from_rules(packaged())).of_clause
    >>> [title_of(text, parsed, triggers[number]) for number in (1, 2)]
    ['Rebels shelled the port on Friday', 'Rebels burned two ships']
    """
    low, high = told_words(text, parse, trigger.head, dateline)
    line = Line(parse, low, high)
    first, last = parse.span(low, high - 1)
    is_short = last - first <= LONGEST
    if is_short and text[last - 1] not in '.?!"”' and text[last : last + 1] != ".":
        return worded(text, line, Outline(low, end=high), trigger)  # a headline
    outline = outlined(line, trigger)
    if is_short and outline.weak:
        outline = Outline(low, end=high)
    return worded(text, line, outline, trigger)
