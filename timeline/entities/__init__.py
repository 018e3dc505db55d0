"""Who and where: the actors and places that an article names, with the words they were recognised by."""

from timeline.entities.check import check
from timeline.entities.find import Entities, find_entities, unknown_mentions, unknown_names

__all__ = ["Entities", "check", "find_entities", "unknown_mentions", "unknown_names"]
