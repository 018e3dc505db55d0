"""What is worth a look first: events that nobody has reviewed yet and that give cause for doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.corrections import DOUBTS, Doubt
from timeline.queries.conditions import Condition, conditions
from timeline.queries.filter import Filter
from timeline.store import Store

__all__ = ["ReviewQueue", "review_queue"]

_EVERY = Condition("e.doubts <> 0")
_COUNT_OF_DOUBTS = " + ".join(f"(e.doubts >> {place} & 1)" for place in range(len(DOUBTS)))


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """``events`` are the ids of those to look at, the most doubtful first; ``waiting`` is how many there are in all.

    ``counts`` says for each doubt how many wait because of it. Of ``total`` events that pass the filter, ``reviewed`` have been
    accepted or rejected.

    >>> ReviewQueue((), 0, {}, reviewed=37, total=112).progress
    '37 of 112 reviewed'
    """

    events: tuple[str, ...]
    waiting: int
    counts: Mapping[Doubt, int]
    reviewed: int
    total: int

    @property
    def progress(self) -> str:
        """How far the review has come, in words."""
        return f"{self.reviewed:,} of {self.total:,} reviewed"


def review_queue(
    store: Store, filter: Filter | None = None, *, doubt: Doubt | None = None, limit: int = 500
) -> ReviewQueue:
    """Return the queue of the events that pass the filter, undated ones among them; with ``doubt`` only those with this one.

    At most ``limit`` of them are listed. Raises StoreError when the store cannot be read.
    """
    chosen = (filter or Filter()).without("reviews").with_undated().with_all_reviews()
    everything = conditions(chosen)
    waiting = everything & Condition("e.review = 'unreviewed'") & _EVERY
    wanted = waiting if doubt is None else waiting & _with_doubt(doubt)
    with store.reading():
        ids = store.select(
            f"SELECT e.id FROM events e WHERE {wanted.sql} ORDER BY {_COUNT_OF_DOUBTS} DESC, e.confidence, e.key LIMIT ?",
            (*wanted.values, limit),
        )
        sums = ", ".join(f"coalesce(sum(e.doubts >> {place} & 1), 0)" for place in range(len(DOUBTS)))
        number, *each = store.select(f"SELECT count(*), {sums} FROM events e WHERE {waiting.sql}", waiting.values)[0]
        total, reviewed = store.select(
            f"SELECT count(*), coalesce(sum(e.review <> 'unreviewed'), 0) FROM events e WHERE {everything.sql}",
            everything.values,
        )[0]
    counts: dict[Doubt, int] = dict(zip(DOUBTS, each, strict=True))
    in_queue = number if doubt is None else counts[doubt]
    return ReviewQueue(tuple(identity for (identity,) in ids), in_queue, counts, reviewed, total)


def _with_doubt(doubt: Doubt) -> Condition:
    return Condition(f"(e.doubts >> {DOUBTS.index(doubt)} & 1)")
