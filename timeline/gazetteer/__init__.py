"""Known names: who acts and where, read from actors.csv and places.csv and found in one scan of the text."""

from timeline.gazetteer.check import check
from timeline.gazetteer.folding import fold
from timeline.gazetteer.gazetteer import Gazetteer, Hit
from timeline.gazetteer.known import WEAK, Known
from timeline.gazetteer.records import GROUP_KINDS, LEVELS, ActorRecord, Alias, Name, PlaceRecord
from timeline.gazetteer.tidying import tidy

__all__ = [
    "GROUP_KINDS",
    "LEVELS",
    "WEAK",
    "ActorRecord",
    "Alias",
    "Gazetteer",
    "Hit",
    "Known",
    "Name",
    "PlaceRecord",
    "check",
    "fold",
    "tidy",
]
