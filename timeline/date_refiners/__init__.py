"""Repairs over the dates found in a passage, in order: share what was said once, resolve, bound, drop the impossible."""

from __future__ import annotations

from timeline.date_refiners.cue_words import CueWords
from timeline.date_refiners.passage import Passage
from timeline.date_refiners.reading import ARTICLE_DAY, Found, Reading
from timeline.date_refiners.refine import REFINERS, refine

__all__ = ["ARTICLE_DAY", "REFINERS", "CueWords", "Found", "Passage", "Reading", "refine"]
