"""How corrections are written: validated, kept and taking effect in one transaction, or not at all."""

from __future__ import annotations

import secrets
import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

from timeline import rules as packaged_rules
from timeline.corrections import About, Action, Anchor, Correction, Turn
from timeline.engine import InThisProcess
from timeline.errors import StoreError, UsageError
from timeline.pipeline import extract_documents
from timeline.rules import Rules
from timeline.store import correction_records as records
from timeline.store import extracting
from timeline.store.correction_effects import take_effect
from timeline.store.read_anew import AtHand, ReadFirst, holders, to_be_read_anew
from timeline.store.targets import Target

__all__ = ["CorrectionWriting", "Ids", "several"]

Ids = str | Iterable[str]
"""One id, or several."""

_ABOUT: dict[Action, About] = {"publish": "article", "alias": "name", "add": "row"}


_READING = Lock()
"""Held while documents are read anew: several people's corrections share what reads them."""


class CorrectionWriting:
    """The part of an open store that writes corrections."""

    path: Path

    @abstractmethod
    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give a connection that sees one state of the store to the end of the ``with`` block."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give a connection whose changes are kept as a whole at the end of the ``with`` block, or not at all."""

    def _maker(self, connection: sqlite3.Connection, by: str, why: str) -> Callable[..., Correction]:
        """Return what makes corrections of one moment, one person and one batch."""
        name, at, batch, numbers = who(by), records.moment(connection), secrets.token_hex(8), count()

        def made(action: Action, target: Target | None = None, **more: Any) -> Correction:
            about = target.about if target else _ABOUT.get(action, "event")
            parts: tuple[tuple[Anchor, ...], ...] = (target.anchors,) if target else ()
            known = {"why": " ".join(why.split()), "parts": parts, "batch": batch}
            # those of one moment stay in the order in which they were made
            identity = f"{next(numbers):05x}{secrets.token_hex(6)[1:]}"
            return Correction(identity, action, about, name, at, **{**known, **more})

        return made

    def _make(
        self,
        corrections: Callable[[sqlite3.Connection], Sequence[Correction]],
        *,
        rules: Rules | None = None,
        tagger: str | None = None,
    ) -> tuple[Correction, ...]:
        made: list[Correction] = []

        def write(connection: sqlite3.Connection) -> list[int]:
            made[:] = corrections(connection)
            return records.insert(connection, made)

        self._let_take_effect(write, rules, tagger)
        return tuple(made)

    def _turn(
        self, ids: Ids, *, undone: bool, by: str, why: str, rules: Rules | None, tagger: str | None
    ) -> tuple[Correction, ...]:
        name = who(by)
        turned: list[Correction] = []

        def write(connection: sqlite3.Connection) -> list[int]:
            named = records.keys_of(connection, several(ids))
            if missing := [identity for identity, keys in named.items() if not keys]:
                what = f"there is no correction {missing[0]!r}"
                raise StoreError(str(self.path), what, "see timeline corrections list for those there are")
            every = list(dict.fromkeys(key for keys in named.values() for key in keys))
            keys = [key for key, one in records.read(connection, every).items() if one.is_undone != undone]
            turn = Turn(records.moment(connection), name, undone, " ".join(why.split()))
            for key in keys:
                records.note_turns(connection, key, [turn])
            turned[:] = records.read(connection, keys).values()
            return keys

        self._let_take_effect(write, rules, tagger)
        return tuple(turned)

    def _let_take_effect(
        self, write: Callable[[sqlite3.Connection], list[int]], rules: Rules | None, tagger: str | None
    ) -> None:
        """Write corrections, or that they were undone, and bring the store up to date, all in one transaction.

        Documents that must be read anew are read outside of it, so that nobody waits for that: it is then begun again.
        """
        rules, at_hand = rules or packaged_rules.packaged(), AtHand()
        while True:
            try:
                with self.writing() as connection:
                    if keys := write(connection):
                        corrections = records.read(connection, keys)
                        anew = to_be_read_anew(connection, corrections.values(), at_hand)
                        take_effect(connection, corrections, anew)
                return
            except ReadFirst as first:
                if first.names:
                    with self.reading() as connection:
                        at_hand.holders |= holders(connection, first.names)
                    continue
                maker = extracting.made_by(rules, tagger)
                # with the program's own rules, what is made ready for the first document is kept for the next correction
                executor = InThisProcess() if rules.overlay is None else None
                with _READING:
                    extractions = extract_documents(
                        first.documents, rules=rules, tagger=tagger, read_as=first.said, executor=executor
                    )
                at_hand.read |= {one.document.id: one for one in extracting.found_as(extractions, maker, first.said)}


def several(ids: Ids) -> list[str]:
    """Return one id or several as a list."""
    return [ids] if isinstance(ids, str) else list(ids)


def who(by: str) -> str:
    """Return the name of who corrects, with single blanks. Raises UsageError when nobody is named."""
    name = " ".join(by.split())
    if not name:
        raise UsageError("by", "nobody is named", "say who corrects: by='Ann'")
    return name
