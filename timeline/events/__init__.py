"""From a sentence with its dates, actors, places and figures to event rows."""

from timeline.events.finder import EventFinder, check

__all__ = ["EventFinder", "check"]
