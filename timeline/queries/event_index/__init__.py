"""The events of a store in memory, so that a click on the dashboard is answered at once, however many there are."""

from timeline.queries.event_index.counting import facets, left_out
from timeline.queries.event_index.event_ids import EventIds
from timeline.queries.event_index.index import EventIndex, HeldIndex

__all__ = ["EventIds", "EventIndex", "HeldIndex", "facets", "left_out"]
