"""Which actors events name, by the store's table of actors: it knows their short forms and ids, and how each is called now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from timeline.queries.event_index.coded import Codes, Flags
from timeline.queries.known_names import one_case
from timeline.store import Store

__all__ = ["ActorLinks", "KnownActors", "read_actors"]


@dataclass(frozen=True, slots=True)
class KnownActors:
    """All actors of the store. Those of one name are one: ``numbers`` gives by an actor's key the number of its name.

    ``called`` are the names and ``shorts`` the short forms by number; ``meant`` gives the keys that a word names.
    """

    numbers: Codes
    called: tuple[str, ...]
    shorts: tuple[str, ...]
    meant: dict[str, frozenset[int]]
    ids: dict[str, int]

    def keys(self, typed: str) -> frozenset[int]:
        """Return the keys of the actors that have this name, short form or id."""
        by_id = frozenset((self.ids[typed],)) if typed in self.ids else frozenset()
        return self.meant.get(one_case(typed), frozenset()) | by_id


def read_actors(store: Store) -> KnownActors:
    """Return all actors of the store."""
    lines = store.select("SELECT key, id, name, short FROM actors ORDER BY key")
    numbers = np.zeros(1 + max((key for key, *_ in lines), default=0), dtype=np.int32)
    found: dict[str, int] = {}
    called, shorts = [], []
    meant: defaultdict[str, set[int]] = defaultdict(set)
    for key, _, name, short in lines:
        alike = one_case(name)
        if alike not in found:
            found[alike] = len(found)
            called.append(name)
            shorts.append(short)
        numbers[key] = found[alike]
        meant[alike].add(key)
        meant[one_case(short)].add(key)
    by_word = {word: frozenset(keys) for word, keys in meant.items() if word}
    return KnownActors(numbers, tuple(called), tuple(shorts), by_word, {identity: key for key, identity, *_ in lines})


@dataclass(frozen=True, slots=True)
class ActorLinks:
    """Pairs of an event (its place in the index) and the key of an actor that it names."""

    event: Codes
    actor: Codes

    def moved(self, to: Codes, more: ActorLinks) -> ActorLinks:
        """Return the pairs with each event at its new place, without those that have none (-1), and some more."""
        event = to[self.event]
        kept = event >= 0
        return ActorLinks(np.concatenate([event[kept], more.event]), np.concatenate([self.actor[kept], more.actor]))

    def naming(self, keys: Iterable[int], events: int) -> Flags:
        """Return which of so many events name any of the actors."""
        found = np.zeros(events, dtype=bool)
        wanted = np.fromiter(keys, dtype=np.int32)
        if len(wanted):
            known = np.zeros(max(int(self.actor.max(initial=0)), int(wanted.max())) + 1, dtype=bool)
            known[wanted] = True
            found[self.event[known[self.actor]]] = True
        return found

    def counts(self, known: KnownActors, passing: Flags) -> npt.NDArray[np.int64]:
        """Return for each name how many of the events that pass name an actor so called."""
        kept = np.flatnonzero(passing[self.event])
        numbers = known.numbers[self.actor[kept]]
        if len(known.called) < len(
            known.ids
        ):  # several actors have one name: an event that names two of them counts once
            pairs = np.unique(self.event[kept].astype(np.int64) * len(known.called) + numbers)
            numbers = pairs % max(len(known.called), 1)
        return np.bincount(numbers, minlength=len(known.called))
