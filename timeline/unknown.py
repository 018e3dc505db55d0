"""Names that a corpus uses and no gazetteer knows, by frequency: what to add to a folder of one's own names first."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.entities import unknown_mentions
from timeline.errors import Problem, TimelineError
from timeline.model import ActorMention, Document, Sentence
from timeline.pipeline import Extractor, Part, Progress, Work, find_articles, find_entities, find_sentences

__all__ = ["UnknownName", "unknown_names"]

_CAPITALISED = re.compile(
    r"[A-Z][\w'’-]*\w(?:[ ](?:(?:of|al|bin|ibn|ul|ud|ur|de|du|la|el|wa|e|the)[ -]){0,2}[A-Z][\w'’-]*\w)*(?<!['’]s)"
)
_OPENER = re.compile(r"(?:The |\w+ (?:of|al|the)(?: the)? )")
_LOWER = re.compile(r"(?<![\w-])[a-z][a-z-]+")
_DAYS = frozenset(
    (*calendar.month_name, *calendar.month_abbr, *calendar.day_name, *calendar.day_abbr, "Sept", "GMT", "UTC")
)
_SHOUTED = 0.7
"""The share of capitalised words from which on a line is a headline or a heading, where capitals tell nothing."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that no gazetteer entry explains: how often and in how many articles it is seen, and one sentence as an example.

    ``kind`` is person, organisation … where the text shows what it is, else "unclear"; ``document`` is that of the example.
    """

    name: str
    kind: str
    seen: int
    articles: int
    example: str
    document: str


def unknown_names(
    documents: Iterable[Document],
    extractor: Extractor,
    *,
    least: int = 1,
    problems: list[Problem] | None = None,
    progress: Progress | None = None,
) -> list[UnknownName]:
    """Return the names seen at least so often that no gazetteer entry explains, most frequent first.

    What the extractor's tagger proposes is among them. A document that fails raises or, with ``problems``, is noted there.

    >>> text = "Talks\\n\\nThe Zamrud Levy had met with the minister, Omar Sarwar, in the hall. Minister Omar Sarwar left early."
    >>> [(found.name, found.kind, found.seen) for found in unknown_names([Document("a", text)], Extractor())]
    [('Omar Sarwar', 'person', 2), ('Zamrud Levy', 'unclear', 1)]
    """
    count = _Count()
    for done, document in enumerate(documents, 1):
        try:
            count.add(document, extractor)
        except TimelineError as error:
            if problems is None:
                raise
            problems.append(Problem.of(error))
        if progress is not None:
            progress(done, None)
    return count.names(least)


class _Count:
    """What was seen so far."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._articles: Counter[str] = Counter()
        self._kinds: dict[str, Counter[str]] = {}
        self._examples: dict[str, tuple[str, str]] = {}
        self._words: set[str] = set()

    def add(self, document: Document, extractor: Extractor) -> None:
        work = Work(document)
        for step in (find_articles, find_sentences, *((find_entities,) if extractor.tagger is not None else ())):
            step(extractor, work)
        for part in work.parts:
            here: set[str] = set()
            for name, kind, sentence in _names(document.text, part, extractor):
                self._seen[name] += 1
                self._kinds.setdefault(name, Counter())[kind] += 1
                self._examples.setdefault(name, (" ".join(sentence.split()), document.id))
                here.add(name)
            self._articles.update(here)
            self._words.update(_LOWER.findall(document.text, part.article.start, part.article.end))

    def names(self, least: int) -> list[UnknownName]:
        found = []
        for name, seen in self._seen.items():
            kinds = self._kinds[name]
            kind = max(kinds, key=lambda kind: (kind != "unclear", kinds[kind]))
            # a word that the corpus also writes small is no name: it stood in a title or after a colon
            is_word = kind == "unclear" and all(word.lower() in self._words for word in name.split())
            if seen >= least and not is_word:
                example, document = self._examples[name]
                found.append(UnknownName(name, kind, seen, self._articles[name], example, document))
        return sorted(found, key=lambda one: (-one.seen, -one.articles, one.name))


def _names(text: str, part: Part, extractor: Extractor) -> Iterator[tuple[str, str, str]]:
    """Yield the unknown names of one article with their kind and their sentence."""
    mentions = list(unknown_mentions(text, part.article, part.sentences, extractor.gazetteer))
    if part.entities is not None:
        mentions += [mention for mention in part.entities.actors if mention.how.startswith("tagger:")]
    starts = [sentence.start for sentence in part.sentences]
    for mention in mentions:
        sentence = part.sentences[max(0, bisect_right(starts, mention.start) - 1)]
        yield mention.actor.name, mention.actor.kind, text[sentence.start : sentence.end]
    yield from _unclear(text, part, mentions, extractor)


def _unclear(
    text: str, part: Part, mentions: Sequence[ActorMention], extractor: Extractor
) -> Iterator[tuple[str, str, str]]:
    """Yield the capitalised words within sentences that nothing explains."""
    known = [(hit.start, hit.end) for hit in extractor.gazetteer.scan(text, part.article.start, part.article.end)]
    taken = sorted([*known, *((mention.start, mention.end) for mention in mentions)])
    starts = [start for start, _ in taken]
    for sentence in part.sentences:
        words = text[sentence.start : sentence.end]
        if sentence.kind == "headline" or _is_shouted(words):
            continue
        for match in _CAPITALISED.finditer(text, sentence.start, sentence.end):
            name = match[0].removesuffix("'s").removesuffix("’s")
            if _opens(text, sentence, match.start()):
                name = name.removeprefix(opener[0]) if (opener := _OPENER.match(name)) else ""
            if not name or any(word in _DAYS for word in name.split()):
                continue
            before = bisect_right(starts, match.end() - 1) - 1
            if any(end > match.start() for _, end in taken[max(0, before - 3) : before + 1]):
                continue
            yield name, "unclear", words


def _is_shouted(words: str) -> bool:
    letters = [word for word in words.split() if word[:1].isalpha()]
    ends = words.rstrip("\"'”’) ").endswith((".", "!", "?", ","))  # headings have no full stop
    return not ends and sum(word[0].isupper() for word in letters) >= _SHOUTED * len(letters)


def _opens(text: str, sentence: Sentence, place: int) -> bool:
    """Whether a word begins a sentence, a quote or what follows a colon, where anything is capitalised."""
    before = text[sentence.start : place].rstrip()
    return not before or before[-1] in "\"“”‘'’:;.!?()[]–—-•*|/"
