"""Which documents must be read anew because people said, or no longer say, how they are to be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from timeline.corrections import AliasOf, Correction, ReadAs
from timeline.model import Document
from timeline.store.adding import Found
from timeline.store.encoding import read_document
from timeline.store.said import said_of

__all__ = ["ReadFirst", "to_be_read_anew"]

_DOCUMENT = "d.id, d.text, d.path, d.title, d.published, d.publisher, d.url"


class ReadFirst(Exception):  # noqa: N818 - no error: the transaction begins again once they are read
    """Documents must be read before corrections can take effect; never seen outside of the store."""

    def __init__(self, documents: Sequence[Document], said: Mapping[str, ReadAs]) -> None:
        self.documents = documents
        self.said = said
        super().__init__()


def to_be_read_anew(
    connection: sqlite3.Connection, corrections: Iterable[Correction], ready: Mapping[str, Found]
) -> list[Found]:
    """Return the documents that corrections let be read otherwise, as found among those that are ``ready``.

    Raises ReadFirst when some of them have not been read yet as they are to be read now.
    """
    known = dict(_documents(connection, list(corrections)))
    said = said_of(connection, ((document.id, document.text) for document, _ in known.values()))
    missing, found = [], []
    for document, mark in known.values():
        wanted = said.get(document.id, ReadAs()).mark
        at_hand = ready.get(document.id)
        if mark == wanted:
            continue
        if at_hand is None or at_hand.read_as != wanted or at_hand.document.digest != document.digest:
            missing.append(document)
        else:
            found.append(at_hand)
    if missing:
        raise ReadFirst(missing, said)
    return found


def _documents(
    connection: sqlite3.Connection, corrections: Sequence[Correction]
) -> Iterator[tuple[int, tuple[Document, str]]]:
    """Yield by its key each document that some corrections may concern, with the mark of how it was read."""
    published = {anchor.document for one in corrections if one.action == "publish" for anchor in one.anchors}
    for identity in published:
        sql = f"SELECT d.key, d.read_as, {_DOCUMENT} FROM documents d WHERE d.id = ?"
        yield from map(_read, connection.execute(sql, (identity,)))
    aliases = [AliasOf(one.after["words"], one.after["of"]) for one in corrections if one.action == "alias"]
    if aliases:
        for line in connection.execute(f"SELECT d.key, d.read_as, {_DOCUMENT} FROM documents d"):
            if any(alias.is_in(line[3]) for alias in aliases):
                yield _read(line)


def _read(line: tuple[Any, ...]) -> tuple[int, tuple[Document, str]]:
    return line[0], (read_document(line[2:]), line[1])
