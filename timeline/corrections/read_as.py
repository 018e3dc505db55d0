"""What people said of how a document is to be read: on which day an article appeared, what else somebody is called."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.corrections.anchors import Anchor, plain
from timeline.corrections.correction import Correction
from timeline.model import Article

__all__ = ["AliasOf", "ArticleDay", "ReadAs", "article_anchor", "article_meant", "with_days"]

_OPENING = 200
"""Letters of an article that it is known again by."""
_MUCH_LIKE = 0.7
"""Share of the words of two openings in common from which they are of one article, which somebody has corrected a little."""


@dataclass(frozen=True, slots=True)
class ArticleDay:
    """The day that somebody gave an article, which begins with the words of ``opening``; None where it was found to have none."""

    opening: str
    day: date | None
    said: str


@dataclass(frozen=True, slots=True, order=True)
class AliasOf:
    """Words that name an actor or a place, by its id."""

    words: str
    of: str

    def is_in(self, text: str) -> bool:
        """Whether a text holds the words, as written or in capitals, whatever blanks are between them.

        >>> AliasOf("Red Dawn", "x").is_in("RED\\nDAWN fighters fled"), AliasOf("Red Dawn", "x").is_in("reddawn")
        (True, False)
        """
        forms = (self.words.split(), self.words.upper().split())
        patterns = (r"\s+".join(re.escape(word) for word in form) for form in forms)
        return any(re.search(rf"(?<!\w){pattern}(?!\w)", text) for pattern in patterns)


@dataclass(frozen=True, slots=True)
class ReadAs:
    """All that was said of how one document is to be read.

    ``aliases`` are the names in its text, ``every_alias`` all that there are: documents with other names can be read with the
    same gazetteer.
    """

    days: tuple[ArticleDay, ...] = ()
    aliases: tuple[AliasOf, ...] = ()
    every_alias: tuple[AliasOf, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.days or self.aliases)

    @property
    def mark(self) -> str:
        """A short text that differs when something else was said; empty when nothing was."""
        said = [f"{day.opening}\0{day.day}\0{day.said}" for day in self.days]
        said += [f"{alias.words}\0{alias.of}" for alias in self.aliases]
        return hashlib.sha256("\1".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:12] if said else ""


def article_anchor(text: str, article: Article) -> Anchor:
    """Return the anchor that finds an article again: how it begins."""
    return Anchor(article.document, _opening(text, article))


def article_meant(text: str, articles: Sequence[Article], opening: str) -> int | None:
    """Return the number of the article that begins with some words, that they stand in, or that begins much like them.

    None where there is no such article.

    >>> text = "First news\\n\\nSecond  news"
    >>> article_meant(text, [Article("a", 0, 0, 10), Article("a", 1, 12, 24)], "Second news")
    1
    """
    begins = [article.number for article in articles if _same(_opening(text, article), opening)]
    if begins:
        return begins[0]
    within = [article.number for article in articles if opening and opening in plain(text[article.start : article.end])]
    if within:
        return within[0]
    likeness = {article.number: _words_in_common(_opening(text, article), opening) for article in articles}
    best = max(likeness, key=lambda number: likeness[number], default=None)
    return best if best is not None and likeness[best] >= _MUCH_LIKE else None


def with_days(text: str, articles: Sequence[Article], days: Iterable[ArticleDay]) -> tuple[Article, ...]:
    """Return the articles of a text with the days that people gave them; the last word on each wins."""
    given = {article_meant(text, articles, day.opening): day for day in days}
    return tuple(
        replace(article, published=day.day, published_words=None, published_from=day.said)
        if (day := given.get(article.number)) is not None
        else article
        for article in articles
    )


def days_of(corrections: Iterable[Correction]) -> tuple[ArticleDay, ...]:
    """Return the days that corrections in force, given in order, say of the articles of one document."""
    found: dict[str, ArticleDay] = {}
    for one in corrections:
        for anchor in one.anchors:
            day = date.fromisoformat(one.after) if one.after else None
            found[anchor.quote] = ArticleDay(anchor.quote, day, one.said)
    return tuple(found.values())


def _opening(text: str, article: Article) -> str:
    return plain(text[article.start : min(article.end, article.start + 2 * _OPENING)])[:_OPENING]


def _same(one: str, two: str) -> bool:
    """Whether two openings are the same; a short article may have grown."""
    return bool(one) and bool(two) and (one.startswith(two) or two.startswith(one))


def _words_in_common(one: str, two: str) -> float:
    mine, other = set(one.casefold().split()), set(two.casefold().split())
    return len(mine & other) / max(len(mine | other), 1)
