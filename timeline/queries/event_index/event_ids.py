"""The ids of the events that pass a filter, as a sequence that reads only those it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np
import numpy.typing as npt

from timeline.store.encoding import pack

if TYPE_CHECKING:
    from timeline.queries.event_index.index import EventIndex

__all__ = ["EventIds"]

_BATCH = 10_000


class EventIds(Sequence[str]):
    """Ids of events in the order of time; of an event that is gone by now the id is empty."""

    def __init__(self, index: EventIndex, at: npt.NDArray[np.intp]) -> None:
        self._index, self._at = index, at

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return EventIds(self._index, self._at[place])
        return self._read(self._at[[place]])[0]

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), _BATCH):
            yield from self._read(self._at[start : start + _BATCH])

    def __contains__(self, identity: object) -> bool:
        return self._place(identity) is not None

    def index(self, identity: str, start: int = 0, stop: int | None = None) -> int:
        """Return at which place an id stands. Raises ValueError where it is not among them."""
        place = self._place(identity)
        if place is None or place not in range(len(self))[start:stop]:
            raise ValueError(f"{identity!r} is not among the events")
        return place

    def _place(self, identity: object) -> int | None:
        for (key,) in self._index.store.select("SELECT key FROM events WHERE id = ?", (identity,)):
            for place in np.flatnonzero(self._index.columns.keys == key).tolist():
                here = int(np.searchsorted(self._at, place))
                if here < len(self._at) and self._at[here] == place:
                    return here
        return None

    def _read(self, at: npt.NDArray[np.intp]) -> list[str]:
        keys = self._index.columns.keys[at].tolist()
        sql = "SELECT key, id FROM events WHERE key IN (SELECT value FROM json_each(?))"
        ids = dict(self._index.store.select(sql, (pack(keys),)))
        return [ids.get(key, "") for key in keys]
