"""What people put right: an overlay over what was extracted, which outlives every new extraction.

A correction names its rows by document and quote, not by number, so that it finds them again after another version of the program
has read the document anew. What was extracted is never edited; what people see is worked out from both.
"""

from timeline.corrections.anchors import Anchor, anchor_of, matching, plain
from timeline.corrections.applying import corrected_event, corrected_row, dated_by_hand, is_in_force, review_of
from timeline.corrections.by_hand import document_by_hand, row_by_hand, source_id, stretch_of
from timeline.corrections.checking import what_is_wrong
from timeline.corrections.correction import ACTIONS, About, Action, Correction, Turn
from timeline.corrections.doubts import DOUBTS, UNSURE, Doubt, doubts_of
from timeline.corrections.fields import FIELDS, Field, Known, in_words, read_value, value_of
from timeline.corrections.log import read_log, to_jsonl, to_xlsx
from timeline.corrections.read_as import AliasOf, ArticleDay, ReadAs, article_anchor, article_meant, days_of, with_days
from timeline.corrections.ties import Ties, ties_among

__all__ = [
    "ACTIONS", "DOUBTS", "FIELDS", "UNSURE", "About", "Action", "AliasOf", "Anchor", "ArticleDay", "Correction",
    "Doubt", "Field", "Known", "ReadAs", "Ties", "Turn", "anchor_of", "article_anchor", "article_meant",
    "corrected_event", "corrected_row", "dated_by_hand", "days_of", "document_by_hand", "doubts_of", "in_words",
    "is_in_force", "matching", "plain", "read_log", "read_value", "review_of", "row_by_hand", "source_id",
    "stretch_of", "ties_among", "to_jsonl", "to_xlsx", "value_of", "what_is_wrong", "with_days",
]  # fmt: skip
