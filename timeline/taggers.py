"""Names that a model proposes, where a user has installed one: an optional helper of the gazetteer, which it never overrides.

A tagger is any callable that takes a text and returns ``(start, end, label, score)`` for each name in it. Packages offer one
under the entry-point group ``event_timeline.taggers``; nothing is looked up or loaded before one is asked for by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from timeline.entities import Entities
from timeline.errors import TimelineError, UsageError
from timeline.gazetteer import Gazetteer
from timeline.model import Actor, ActorMention, Article, Sentence

__all__ = ["GROUP", "KINDS", "Span", "Tagger", "load_tagger", "spacy_tagger", "tagger_names", "with_proposals"]

GROUP = "event_timeline.taggers"
"""The entry-point group. An entry names a callable that takes a model's name (may be empty) and returns the tagger."""

Span = tuple[int, int, str, float]
"""A proposed name: start, end, label and score (0 to 1) in the text that the tagger was given."""

KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "ORGANIZATION": "organisation",
    "ORGANISATION": "organisation",
    "ARMED_GROUP": "armed_group",
    "PARTY": "party",
}
"""What each label makes of a name. Names under other labels (places, dates, nationalities) are not taken up."""

_LEAST = 0.5
"""Proposals that the tagger itself thinks rather wrong than right are left out."""
_BLOCK = 50_000
"""Letters that a tagger is given at a time, ended at a sentence."""
_EDGE = re.compile(r"^(?:[Tt]he\s+|[\s\"'“‘(,.]+)+|(?:['’]s?|[\s\"”’),.;:]+)+$")


@dataclass(frozen=True, slots=True)
class Tagger:
    """A tagger ready for use. ``name`` is what it was asked for by ("spacy:en_core_web_sm"), ``version`` that of its model."""

    name: str
    version: str
    tag: Callable[[str], Iterable[Span]]

    @property
    def label(self) -> str:
        """Name and version, as mentions and rows say it.

        >>> Tagger("spacy:xx", "3.8.7", lambda text: []).label
        'spacy:xx 3.8.7'
        """
        return f"{self.name} {self.version}".strip()


def tagger_names() -> tuple[str, ...]:
    """Return the names under which installed programs offer a tagger, sorted."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)}))


def load_tagger(name: str) -> Tagger:
    """Return the tagger of that name; what stands after a colon is the model ("spacy:en_core_web_sm").

    Raises UsageError, with what to install, for a name that nobody offers and for a model that is not there.
    """
    offered, _, model = name.partition(":")
    entry = next((entry for entry in entry_points(group=GROUP) if entry.name == offered), None)
    if entry is None:
        known = ", ".join(tagger_names()) or "none is installed"
        raise UsageError(f"--tagger {name}", "there is no tagger of that name", f"known: {known}")
    tag = _maker(entry, name)(model)
    version = getattr(tag, "version", "") or (entry.dist.version if entry.dist is not None else "")
    return Tagger(name, str(version), tag)


def _maker(entry: EntryPoint, name: str) -> Callable[[str], Callable[[str], Iterable[Span]]]:
    try:
        maker: Callable[[str], Callable[[str], Iterable[Span]]] = entry.load()
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"--tagger {name}", f"it cannot be loaded ({error})", f"install again what offers it ({entry.value})"
        ) from error
    return maker


def with_proposals(
    text: str,
    article: Article,
    sentences: Sequence[Sentence],
    entities: Entities,
    *,
    tagger: Tagger,
    gazetteer: Gazetteer,
) -> Entities:
    """Return the entities with the actors that a tagger sees beside them, each marked ``how="tagger:<name> <version>"``.

    What was recognised without it stays as it is: a proposal that touches a recognised actor, or a known name that is not
    merely part of it, is left out. Raises TimelineError when the tagger returns what no span of the text can be.
    """
    taken = sorted((mention.start, mention.end) for mention in entities.actors)
    hits = gazetteer.scan(text, article.start, article.end)
    places = ((place.start, place.end) for place in entities.places)
    known = sorted({*places, *((hit.start, hit.end) for hit in hits)})
    free = [
        mention
        for mention in _proposals(text, sentences, tagger)
        if not _touches(mention, taken) and not _touches(mention, known, inside_is_free=True)
    ]
    if not free:
        return entities
    proposed = _under_their_full_names(free, entities.actors)
    return replace(entities, actors=tuple(sorted((*entities.actors, *proposed), key=lambda m: (m.start, -m.end))))


def _proposals(text: str, sentences: Sequence[Sentence], tagger: Tagger) -> Iterator[ActorMention]:
    """Yield the names that the tagger sees in the sentences, in text order, none overlapping."""
    how, told = f"tagger:{tagger.label}", -1
    for first, last in _blocks(sentences):
        spans = sorted(_checked(span, last - first, tagger) for span in _tagged(text[first:last], tagger))
        for start, end, label, score in spans:
            kind = KINDS.get(label.upper())
            start, end = _trimmed(text, first + start, first + end)
            if kind is None or score < _LEAST or start < told or not _is_name(text[start:end]):
                continue
            if not any(one.start <= start and end <= one.end for one in sentences):
                continue  # across two sentences, or in what is no sentence at all (the page's furniture)
            told = end
            name = " ".join(text[start:end].split())
            yield ActorMention(start, end, text[start:end], Actor(f"text:{name}", name, "", kind), how)


def _tagged(text: str, tagger: Tagger) -> list[Span]:
    try:
        return list(tagger.tag(text))
    except Exception as error:  # a model of somebody else's: whatever it raises, it is the tagger that failed
        what = f"it failed ({type(error).__name__}: {error})"
        raise TimelineError(f"tagger {tagger.label}", what, "read the articles without it, or mend it") from error


def _blocks(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Yield spans of whole sentences, each as long as a tagger is given at once."""
    first = last = -1
    for sentence in sentences:
        if first >= 0 and sentence.end - first > _BLOCK:
            yield first, last
            first = -1
        first = sentence.start if first < 0 else first
        last = sentence.end
    if first >= 0:
        yield first, last


def _checked(span: Any, size: int, tagger: Tagger) -> Span:
    try:
        start, end, label, score = span
        found = int(start), int(end), str(label), float(score)
    except (TypeError, ValueError) as error:
        raise _wrong(tagger, span) from error
    if not 0 <= found[0] < found[1] <= size:
        raise _wrong(tagger, span)
    return found


def _wrong(tagger: Tagger, span: Any) -> TimelineError:
    return TimelineError(
        f"tagger {tagger.label}",
        f"it returned {span!r}, which is no (start, end, label, score) within the text",
        "correct it, see docs/how-to-add-a-tagger.md",
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without "the", quotes and "'s" at its edges."""
    words = text[start:end]
    for match in _EDGE.finditer(words):
        if match.start() == 0:
            start += match.end()
        else:
            end -= len(words) - match.start()
    return (start, end) if start < end else (start, start)


def _is_name(words: str) -> bool:
    return len(words) > 1 and any(letter.isupper() for letter in words) and not any(mark in words for mark in "\n\t|")


def _touches(mention: ActorMention, spans: Sequence[tuple[int, int]], *, inside_is_free: bool = False) -> bool:
    for start, end in spans:
        if start >= mention.end:
            return False
        part_of_it = mention.start <= start and end <= mention.end and end - start < mention.end - mention.start
        if end > mention.start and not (inside_is_free and part_of_it):
            return True
    return False


def _under_their_full_names(proposed: Sequence[ActorMention], known: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield the proposals, those that only repeat a name or its last word as the one actor of the article that bears it."""
    actors = {mention.actor.id: mention.actor for mention in (*known, *proposed)}.values()
    for mention in proposed:
        name = mention.actor.name
        same = [actor for actor in actors if name in (actor.name, actor.short) and actor.id != mention.actor.id]
        if not same and mention.actor.kind == "person" and " " not in name:
            same = [actor for actor in actors if actor.kind == "person" and actor.name.endswith(f" {name}")]
        yield replace(mention, actor=same[0]) if len(same) == 1 else mention


def spacy_tagger(model: str = "") -> Callable[[str], list[Span]]:
    """Return a tagger that asks an installed spaCy pipeline, by default ``en_core_web_sm``; a path to a saved one will do too.

    spaCy gives no scores: every name counts as certain. Raises UsageError with what to install.
    """
    name = model or "en_core_web_sm"
    try:
        import spacy
    except ImportError as error:
        raise UsageError(
            "--tagger spacy", "spaCy is not installed", "type: pip install 'event-timeline[spacy]'"
        ) from error
    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise UsageError(
            f"--tagger spacy:{name}",
            f"the spaCy model {name!r} is not installed",
            f"type: python -m spacy download {name}",
        ) from error
    return _SpacyTagger(pipeline, f"{pipeline.meta.get('version', '')} (spaCy {spacy.__version__})")


@dataclass(frozen=True, slots=True)
class _SpacyTagger:
    pipeline: Any
    version: str

    def __call__(self, text: str) -> list[Span]:
        return [(name.start_char, name.end_char, name.label_, 1.0) for name in self.pipeline(text).ents]
