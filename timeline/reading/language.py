"""Whether a text is English: a count of the words that every English text uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from timeline.errors import Problem
from timeline.model import Document
from timeline.rules import Rules, packaged

__all__ = ["is_english", "language_problem"]

_SAMPLE = 4_000
_PLAINLY = 1.5
"""How many times the share that tells English is plainly English."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN_WORD = re.compile(r"[a-zªµºß-öø-ɏ]+(?:['’][a-zªµºß-öø-ɏ]+)?")
"""The same where no other letters are about, read twice as fast."""
_OTHER_SCRIPT = re.compile(r"[^\x00-ɏ\u2000-\u206f]")


def is_english(text: str, *, rules: Rules | None = None) -> bool | None:
    """Return whether a text is English, or None when it has too few words to tell.

    >>> is_english("Le gouvernement a annoncé mardi la reprise des pourparlers avec les rebelles. " * 4)
    False
    """
    table = (rules or packaged()).table("pages.toml", "language")
    sample = text[:_SAMPLE]
    is_latin = sample.isascii() or _OTHER_SCRIPT.search(sample) is None
    if is_latin and _is_plainly_english(sample, table):
        return True
    words = (_LATIN_WORD if is_latin else _WORD).findall(sample.lower())
    if not words:
        return None
    if not is_latin and sum(word[0] < "ɐ" for word in words) < len(words) * 0.5:
        return False
    if len(words) < int(table["enough"]):
        return None
    english, others = (_share(words, str(table[name])) for name in ("words", "others"))
    if english >= float(table["share"]):
        return True
    return not (
        others >= float(table["others_share"]) or (english < float(table["foreign_share"]) and len(words) >= 100)
    )


def _is_plainly_english(sample: str, table: Mapping[str, Any]) -> bool:
    """Whether so many of what stands between blanks are English words that there is no need to look at the words themselves.

    Words with a mark on them are not counted, and a piece can be no more than a few words: where this holds, the share does too.
    """
    pieces = sample.lower().split()
    known = _set_of(str(table["words"]))
    english = sum(map(known.__contains__, pieces))
    return english >= int(table["enough"]) and english >= _PLAINLY * float(table["share"]) * len(pieces)


def _share(words: list[str], listed: str) -> float:
    known = _set_of(listed)
    return len([word for word in words if word in known]) / len(words)


@lru_cache(maxsize=8)
def _set_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def language_problem(document: Document) -> Problem | None:
    """Return a notice for a document that is not in English, from which no events are read; None for the others."""
    if is_english(document.text) is not False:
        return None
    where = document.id if document.path is None else document.path
    return Problem(
        where, "the text is not in English, so no events are read from it", "translate it into English first"
    )
