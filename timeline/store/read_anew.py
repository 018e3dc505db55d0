"""Which documents must be read anew because people said, or no longer say, how they are to be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.corrections import AliasOf, Correction, ReadAs
from timeline.model import Document
from timeline.store.adding import BY_HAND, Found
from timeline.store.encoding import read_document
from timeline.store.overlay import portions
from timeline.store.said import said_of

__all__ = ["AtHand", "ReadFirst", "holders", "to_be_read_anew"]

_DOCUMENT = "d.id, d.text, d.path, d.title, d.published, d.publisher, d.url"


class ReadFirst(Exception):  # noqa: N818 - no error: the transaction begins again once they are read
    """Documents must be read, or looked through for some names, before corrections can take effect; never seen outside."""

    def __init__(
        self,
        documents: Sequence[Document] = (),
        said: Mapping[str, ReadAs] | None = None,
        names: Sequence[AliasOf] = (),
    ) -> None:
        self.documents = documents
        self.said = said or {}
        self.names = names
        super().__init__()


@dataclass(slots=True)
class AtHand:
    """What was done outside of the transaction: documents ``read``, and the keys of the ``holders`` of names, by the version at
    which all documents had been looked through for each."""

    read: dict[str, Found] = field(default_factory=dict)
    holders: dict[AliasOf, tuple[int, set[int]]] = field(default_factory=dict)


def holders(connection: sqlite3.Connection, names: Iterable[AliasOf]) -> dict[AliasOf, tuple[int, set[int]]]:
    """Return the documents that hold some names, and the version of the store that says so."""
    (version,) = connection.execute("SELECT value FROM state WHERE name = 'version'").fetchone()
    found: dict[AliasOf, tuple[int, set[int]]] = {name: (version, set()) for name in names}
    for key, text in connection.execute("SELECT key, text FROM documents"):
        for name, (_, keys) in found.items():
            if name.is_in(text):
                keys.add(key)
    return found


def to_be_read_anew(connection: sqlite3.Connection, corrections: Iterable[Correction], at_hand: AtHand) -> list[Found]:
    """Return the documents that corrections let be read otherwise, as they were read meanwhile.

    Raises ReadFirst when some of them have not been read yet as they are to be read now, or looked for.
    """
    known = dict(_documents(connection, list(corrections), at_hand))
    said = said_of(connection, ((document.id, document.text) for document, _ in known.values()))
    missing, found = [], []
    for document, mark in known.values():
        wanted = said.get(document.id, ReadAs()).mark
        read = at_hand.read.get(document.id)
        if mark == wanted:
            continue
        if read is None or read.read_as != wanted or read.document.digest != document.digest:
            missing.append(document)
        else:
            found.append(read)
    if missing:
        raise ReadFirst(missing, said)
    return found


def _documents(
    connection: sqlite3.Connection, corrections: Sequence[Correction], at_hand: AtHand
) -> Iterator[tuple[int, tuple[Document, str]]]:
    """Yield by its key each document that some corrections may concern, with the mark of how it was read."""
    select = f"SELECT d.key, d.read_as, {_DOCUMENT} FROM documents d WHERE d.made_by <> ? AND"
    published = {anchor.document for one in corrections if one.action == "publish" for anchor in one.anchors}
    for marks, ids in portions(published):
        yield from map(_read, connection.execute(f"{select} d.id IN ({marks})", (BY_HAND, *ids)))
    names = [AliasOf(one.after["words"], one.after["of"]) for one in corrections if one.action == "alias"]
    if strange := [name for name in names if name not in at_hand.holders]:
        raise ReadFirst(names=strange)  # to look through all documents here would let others wait
    for name in names:
        version, keys = at_hand.holders[name]
        for marks, some in portions(keys):
            yield from map(_read, connection.execute(f"{select} d.key IN ({marks})", (BY_HAND, *some)))
        for line in connection.execute(f"{select} d.changed > ?", (BY_HAND, version)):
            if name.is_in(line[3]):
                yield _read(line)


def _read(line: tuple[Any, ...]) -> tuple[int, tuple[Document, str]]:
    return line[0], (read_document(line[2:]), line[1])
