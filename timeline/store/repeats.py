"""Knowing an article again that was stored before, perhaps with another page, without reading all of the store each time.

The lines of every article are kept as digests. They lead to the few articles that may be the same; whether they are is decided by
:func:`timeline.reading.articles.mark_repeats`.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from timeline.model import Article, Document
from timeline.reading import articles as reading_articles
from timeline.reading.lines import page_lines, plain_words
from timeline.store.encoding import ARTICLE_COLUMNS, read_article, read_document

__all__ = ["keep_lines", "mark_repeats"]

_SHARED = 0.8
"""Share of the shorter article's letters that make another one worth comparing; a little less than what makes them the same."""
_COMMON = 50
"""A line that more articles than this have in common (a notice of rights, say) tells none of them apart."""

Key = tuple[int, int]
"""A document's key and the number of an article in it."""


def keep_lines(connection: sqlite3.Connection, key: int, document: Document, article: Article) -> None:
    """Store the digests of an article's lines, and of the article as a whole as one more of them."""
    letters = {_digest(words): len(words) for words in _lines(document, article)}
    if not letters:  # nothing is read from it, so it repeats nothing
        return
    whole = int(reading_articles.fingerprint(document, article)[:15], 16)
    values = [(key, article.number, line, size) for line, size in letters.items()]
    # the whole has no letters of its own: that marks it among the lines
    connection.executemany(
        "INSERT OR IGNORE INTO article_lines (document, number, line, letters) VALUES (?, ?, ?, ?)",
        [*values, (key, article.number, whole, 0)],
    )


def mark_repeats(connection: sqlite3.Connection, changed: Iterable[int]) -> list[Key]:
    """Note anew which articles repeat another, after the documents with these keys were added or replaced.

    Return the articles of which this changed.
    """
    waiting = [*_affected(connection, changed)]
    done: set[Key] = set()
    marked: list[Key] = []
    while waiting:
        group = _group(connection, waiting.pop(), done)
        if group:
            marked += _mark(connection, sorted(group))
            done |= group
    return marked


def _affected(connection: sqlite3.Connection, changed: Iterable[int]) -> Iterator[Key]:
    sql = """SELECT document, number FROM articles WHERE document = ?1 UNION
        SELECT document, number FROM articles WHERE repeats_document = (SELECT id FROM documents WHERE key = ?1)"""
    for key in changed:
        yield from connection.execute(sql, (key,))


def _group(connection: sqlite3.Connection, first: Key, done: set[Key]) -> set[Key]:
    """Return the article with all that may be the same as it, directly or through others; empty when that was done before."""
    group: set[Key] = set()
    waiting = [] if first in done else [first]
    while waiting:
        article = waiting.pop()
        if article not in group:
            group.add(article)
            waiting += _alike(connection, article)
    return group


def _alike(connection: sqlite3.Connection, article: Key) -> set[Key]:
    """Return the articles that are the same as a whole or have most of their letters in common with this one."""
    shared: Counter[Key] = Counter()
    same: set[Key] = set()
    own = connection.execute("SELECT line, letters FROM article_lines WHERE document = ? AND number = ?", article)
    for line, letters in own.fetchall():
        sql = "SELECT document, number FROM article_lines WHERE line = ? LIMIT ?"
        others = connection.execute(sql, (line, _COMMON)).fetchall()
        shared.update(dict.fromkeys(others, letters))
        same |= set() if letters else set(others)
    size = shared[article]
    much = {other for other, letters in shared.items() if letters >= _SHARED * min(size, _size(connection, other))}
    return (same | much) - {article}


def _size(connection: sqlite3.Connection, article: Key) -> int:
    sql = "SELECT sum(letters) FROM article_lines WHERE document = ? AND number = ?"
    return int(connection.execute(sql, article).fetchone()[0])


def _mark(connection: sqlite3.Connection, group: Sequence[Key]) -> Iterator[Key]:
    if len(group) == 1 and not _is_marked(connection, group[0]):  # as most are: nothing needs to be read
        return
    pairs = [_read(connection, key) for key in group]
    for key, (_, before), after in zip(group, pairs, reading_articles.mark_repeats(pairs), strict=True):
        if before.repeats != after.repeats:
            connection.execute(
                "UPDATE articles SET repeats_document = ?, repeats_number = ? WHERE document = ? AND number = ?",
                (*(after.repeats or (None, None)), *key),
            )
            yield key


def _is_marked(connection: sqlite3.Connection, article: Key) -> bool:
    sql = "SELECT 1 FROM articles WHERE document = ? AND number = ? AND repeats_document IS NOT NULL"
    return connection.execute(sql, article).fetchone() is not None


def _read(connection: sqlite3.Connection, key: Key) -> tuple[Document, Article]:
    sql = "SELECT id, text, path, title, published, publisher, url FROM documents WHERE key = ?"
    document = read_document(connection.execute(sql, key[:1]).fetchone())
    sql = f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE document = ? AND number = ?"
    return document, read_article((document.id, *connection.execute(sql, key).fetchone()))


def _lines(document: Document, article: Article) -> Iterator[str]:
    at = article.start
    for start, end in (*article.furniture, (article.end, article.end)):
        for line in page_lines(document.text[at : max(at, start)]):
            if words := plain_words(line.text):
                yield words
        at = max(at, end)


def _digest(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")
