"""Files, folders, records and pasted text become documents: the exact text, and what is said about it outside the text.

``read_paths`` reads plain text (.txt .text .md), JSON lines (.jsonl .ndjson), JSON (.json) and CSV with the columns ``id`` and
``text`` and optionally ``title published publisher url``. ``read_text`` takes a pasted text. ``timeline.reading.articles``
then finds the stories in a document.
"""

from timeline.reading.paths import read_paths
from timeline.reading.plain import LARGEST, read_text

__all__ = ["LARGEST", "read_paths", "read_text"]
