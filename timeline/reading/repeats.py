"""The same article saved with two pages counts once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from timeline.model import Article, Document
from timeline.reading.lines import page_lines, plain_words

__all__ = ["fingerprint", "mark_repeats"]

_SHARED = 0.9
"""Share of an article's letters that must be in paragraphs of another one for it to be a repeat."""
_SHORTEST = 200
"""Letters below which an article is known again only when it is the same as a whole."""


def fingerprint(document: Document, article: Article) -> str:
    """Return a digest of the article's words, without furniture, line ends and punctuation: the same words, the same digest."""
    words = " ".join(_paragraphs(document, article))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def mark_repeats(pairs: Iterable[tuple[Document, Article]]) -> list[Article]:
    """Return the articles, in the order given, with ``repeats`` set on those that an earlier one already tells.

    Of the same story the one whose day is known is kept, then the longest, then the earliest. One that is told elsewhere only in
    part is no repeat: its own paragraphs would be lost.
    """
    given = list(pairs)
    order = sorted(range(len(given)), key=lambda n: (given[n][1].published is None, -_length(given[n][1]), n))
    by_paragraph: defaultdict[int, list[int]] = defaultdict(list)
    whole: dict[str, int] = {}
    repeats: dict[int, int] = {}
    for number in order:
        paragraphs = set(_paragraphs(*given[number]))
        known = _known(number, paragraphs, given, by_paragraph, whole)
        if known is not None:
            repeats[number] = known
            continue
        for paragraph in paragraphs:
            by_paragraph[hash(paragraph)].append(number)
    return [
        replace(article, repeats=_name(given[repeats[n]][1])) if n in repeats else replace(article, repeats=None)
        for n, (_, article) in enumerate(given)
    ]


def _known(
    number: int,
    paragraphs: set[str],
    given: list[tuple[Document, Article]],
    by_paragraph: dict[int, list[int]],
    whole: dict[str, int],
) -> int | None:
    digest = fingerprint(*given[number])
    if digest in whole:
        return whole[digest]
    whole[digest] = number
    size = sum(map(len, paragraphs))
    if size < _SHORTEST:
        return None
    shared: defaultdict[int, int] = defaultdict(int)
    for paragraph in paragraphs:
        for other in by_paragraph.get(hash(paragraph), ())[:50]:
            shared[other] += len(paragraph)
    best = max(shared, key=lambda other: (shared[other], -other), default=None)
    return best if best is not None and shared[best] >= size * _SHARED else None


def _length(article: Article) -> int:
    return article.end - article.start - sum(end - start for start, end in article.furniture)


def _name(article: Article) -> tuple[str, int]:
    return article.document, article.number


def _paragraphs(document: Document, article: Article) -> Iterator[str]:
    """Yield the words of each line of the article that is not furniture."""
    for start, end in _content(article):
        for line in page_lines(document.text[start:end]):
            if words := plain_words(line.text):
                yield words


def _content(article: Article) -> Iterator[tuple[int, int]]:
    at = article.start
    for start, end in article.furniture:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < article.end:
        yield at, article.end
