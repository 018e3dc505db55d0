"""How a correction finds its rows again: by the document and the words quoted, whatever blanks are between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

__all__ = ["Anchor", "anchor_of", "matching", "plain"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a correction is about: a quote of a document, and of the happenings in it the one with this trigger.

    ``date_text`` tells two rows of one trigger apart ("attacked on Monday and on Tuesday"). ``added_by`` is the id of the
    correction that added the row, where it was not extracted. Where the anchor is an article the quote is how it begins, and
    there is no trigger.
    """

    document: str
    quote: str
    trigger: str = ""
    date_text: str = ""
    added_by: str = ""


def plain(words: str) -> str:
    """Return words with each stretch of blanks as one, none at the ends.

    >>> plain(" They met\\n  on\\u00a0Monday. ")
    'They met on Monday.'
    """
    return " ".join(words.split())


def anchor_of(row: Mapping[str, Any], document: str, added_by: str | None = None) -> Anchor:
    """Return the anchor that finds a row again, which is given by its fields as extracted."""
    quote, trigger, date_text = map(plain, (row["evidence"], row["trigger"], row["date_text"] or ""))
    return Anchor(document, quote, trigger, date_text, added_by or "")


def matching(anchor: Anchor, rows: Iterable[tuple[T, Anchor]]) -> list[T]:
    """Return those of some rows, each given with its own anchor, that an anchor means: none, one, or all of one sentence.

    The quote should be the same and so should the trigger. A trigger with words in common will do where none is the same, so that
    "bombing" finds "suicide bombing"; so will a quote that holds the other, where a sentence ends elsewhere now. Of several the
    one with the same words for the date is meant.

    >>> row = Anchor("a", "They met on Monday.", "met")
    >>> matching(Anchor("a", "They met on Monday.", "met", "Monday"), [("row", row)])
    ['row']
    >>> matching(Anchor("a", "They met on Monday. Others watched them.", "met"), [("row", row)])
    ['row']
    """
    known = [(row, own) for row, own in rows if (own.document, own.added_by) == (anchor.document, anchor.added_by)]
    same = [(row, own) for row, own in known if own.quote == anchor.quote]
    tests: tuple[tuple[list[tuple[T, Anchor]], Callable[[Anchor], bool]], ...] = (
        (same, lambda own: own.trigger == anchor.trigger),
        (same, lambda own: _have_words_in_common(own.trigger, anchor.trigger)),
        (known, lambda own: own.trigger == anchor.trigger and _is_within(own.quote, anchor.quote)),
    )
    for candidates, test in tests:
        if found := [(row, own) for row, own in candidates if test(own)]:
            exact = [row for row, own in found if own.date_text == anchor.date_text]
            return exact or [row for row, _ in found]
    return []


def _is_within(one: str, two: str) -> bool:
    return min(len(one), len(two)) > 0 and (one in two or two in one)


def _have_words_in_common(one: str, two: str) -> bool:
    return not set(one.casefold().split()).isdisjoint(two.casefold().split())
