"""A saved page becomes its articles: where each begins and ends, its title, publisher, own day, and what on it reports nothing.

Where stories begin is told by the page itself: a title that is repeated under the page's buttons, a title with a site's stamp, a
"published" line below a title, the marks that reposts are wrapped in, a list of related stories, and a run of bare headlines
after the last paragraph. An article's day is only what the page says of that article. A day given with the record is that of
its first article; headlines at the foot of the page share it, because they are those of that day's page, full stories do not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline.model import Article, Document
from timeline.reading.cutting import Piece, cut
from timeline.reading.furniture import furniture_spans
from timeline.reading.language import is_english
from timeline.reading.lines import page_lines
from timeline.reading.page_rules import PageRules, check, page_rules
from timeline.reading.publication import PageDay, Stated, page_day, publisher_of, stated_day, title_of
from timeline.reading.repeats import fingerprint, mark_repeats
from timeline.rules import Rules

__all__ = ["check", "fingerprint", "mark_repeats", "split"]


def split(document: Document, rules: Rules) -> tuple[Article, ...]:
    """Return the articles of a document in reading order; always at least one.

    An article that is not in English keeps its place, title and day, but is furniture as a whole: nothing is read from it.
    """
    known = page_rules(rules)
    lines = page_lines(document.text)
    pieces = cut(lines, known)
    stated = [stated_day(piece, known) for piece in pieces]
    clock = page_day(pieces, stated)
    articles = [
        _article(document, number, piece, own, clock, known)
        for number, (piece, own) in enumerate(zip(pieces, stated, strict=True))
    ]
    if not articles:
        return (_given(document, Article(document.id, 0, 0, len(document.text))),)
    return (_given(document, articles[0]), *articles[1:])


def _article(
    document: Document, number: int, piece: Piece, own: Stated | None, clock: PageDay | None, rules: PageRules
) -> Article:
    article = Article(
        document.id,
        number,
        piece.start,
        piece.end,
        title_of(piece, rules),
        publisher_of(piece, rules),
        furniture=furniture_spans(document.text, piece, rules),
    )
    own = own or (clock.of(piece) if clock else None)
    if own:
        article = replace(article, published=own.day, published_words=own.words, published_from=own.says)
    elif piece.kind == "teaser" and document.published:
        article = replace(
            article, published=document.published, published_from="the day given for the page that lists it"
        )
    if is_english(document.text[piece.start : piece.end], rules=rules.source) is False:
        article = replace(article, furniture=((piece.start, piece.end),))
    return article


def _given(document: Document, article: Article) -> Article:
    """Return the first article with what the user or the record said of it, which wins over what the page says."""
    day: date | None = document.published
    if day:
        article = replace(article, published=day, published_words=None, published_from="given with the text")
    return replace(
        article,
        title=document.title or article.title,
        publisher=document.publisher or article.publisher,
        url=document.url,
    )
