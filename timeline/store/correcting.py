"""What people may put right in an open store: who, when, before and after, why are kept, and everything can be undone."""

from __future__ import annotations

import secrets
import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from timeline import rules as packaged_rules
from timeline.corrections import About, Action, Anchor, Correction, Turn, article_anchor, article_meant, read_value
from timeline.day_reader import read_day
from timeline.errors import StoreError, UsageError
from timeline.model import Article
from timeline.pipeline import extract_documents
from timeline.rules import Rules
from timeline.store import correction_records as records
from timeline.store import extracting
from timeline.store.adding import Found
from timeline.store.correction_effects import take_effect
from timeline.store.correction_states import with_states
from timeline.store.encoding import ARTICLE_COLUMNS, read_article
from timeline.store.known_things import KnownThings
from timeline.store.read_anew import ReadFirst, to_be_read_anew
from timeline.store.targets import Target, targets

__all__ = ["Correcting"]

Ids = str | Iterable[str]
"""One id, or several."""

_ABOUT: dict[Action, About] = {"publish": "article", "alias": "name", "add": "row"}


class Correcting:
    """The part of an open store by which people correct what was extracted. Ids are those of events or of rows.

    Each method is one change of the store: all of it is on the disk when it returns, or nothing was changed. ``by`` is who does
    it and ``why`` their reason. What was extracted stays as it is; a correction finds its rows again after they were extracted
    anew. What is returned are the corrections that were made.
    """

    path: Path

    @abstractmethod
    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give a connection that sees one state of the store to the end of the ``with`` block."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give a connection whose changes are kept as a whole at the end of the ``with`` block, or not at all."""

    # What holds and what does not

    def accept(self, ids: Ids, *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Accept events or rows; return the corrections, one for each that was not accepted before, all of one ``batch``.

        Raises StoreError for an id that is none's.
        """
        return self._review(ids, "accept", by=by, why=why)

    def reject(self, ids: Ids, *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Reject events or rows: a rejected row no longer speaks for an event that others tell, and is shown only when asked for.

        Returns and raises as ``accept``.
        """
        return self._review(ids, "reject", by=by, why=why)

    # What is shown of them

    def change(self, ids: Ids, field: str, value: Any, *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Change a field of events (as a whole) or of rows; return the corrections, none for what has this value already.

        ``field`` is title, date, type, status, actors, places, figures, confidence, of rows also trigger. ``value`` is what
        :func:`timeline.corrections.read_value` takes: words, days, names, the frozen types. Raises UsageError for a value that
        cannot be meant, StoreError for an id that is none's.
        """
        return self.change_fields(ids, {field: value}, by=by, why=why)

    def change_fields(self, ids: Ids, values: Mapping[str, Any], *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Change several fields at once, each a correction of its own, all of one ``batch``; else as ``change``."""

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            made, known = self._maker(by, why), KnownThings(connection, packaged_rules.packaged())
            after = {field: read_value(field, value, known) for field, value in values.items()}
            found = []
            for target in targets(connection, str(self.path), _several(ids)):
                if "trigger" in after and target.about == "event":
                    raise UsageError("change trigger", f"{target.id} is an event", "give the id of one of its rows")
                before = target.values(connection, after)
                found += [
                    made("change", target, field=field, before=before[field], after=value)
                    for field, value in after.items()
                    if before[field] != value
                ]
            return found

        return self._make(corrections)

    # Which rows are the same happening

    def merge_events(self, ids: Ids, *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Make one event of several; their rows stay together whatever is added.

        Raises UsageError when fewer than two are given, StoreError for an id that is none's.
        """

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            found = self._at_least_two(connection, ids, "merge")
            anchors = tuple(dict.fromkeys(anchor for target in found for anchor in target.anchors))
            before = [target.id for target in found]
            return [self._maker(by, why)("merge", parts=(anchors,), before=before)]

        return self._make(corrections)

    def split(self, event: str, rows: Ids, *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Take some rows out of an event: they are kept apart from the others whatever is added.

        Raises UsageError when a row is not of the event, or none would be left; StoreError for an id that is none's.
        """

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            (whole,) = targets(connection, str(self.path), [event])
            taken = targets(connection, str(self.path), _several(rows))
            out = tuple(dict.fromkeys(anchor for target in taken for anchor in target.anchors))
            left = tuple(anchor for anchor in whole.anchors if anchor not in out)
            if strange := [target.id for target in taken if not set(target.rows) <= set(whole.rows)]:
                raise UsageError(f"split {event}", f"{strange[0]} is no row of it", "see timeline show for its rows")
            if not out or not left:
                raise UsageError(
                    f"split {event}", "nothing would be left on one side", "give some of its rows, not all"
                )
            return [self._maker(by, why)("split", parts=(out, left), before=[event])]

        return self._make(corrections)

    def keep_apart(self, ids: Ids, *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Say of several events that they are not the same: they are not merged, nor suggested to be.

        Raises UsageError when fewer than two are given, StoreError for an id that is none's.
        """

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            found = self._at_least_two(connection, ids, "keep apart")
            parts = tuple(target.anchors for target in found)
            return [self._maker(by, why)("split", parts=parts, before=[target.id for target in found])]

        return self._make(corrections)

    # How documents are read

    def set_published(
        self,
        document: str,
        article: int,
        day: date | str | None,
        *,
        by: str,
        why: str = "",
        rules: Rules | None = None,
        tagger: str | None = None,
    ) -> tuple[Correction, ...]:
        """Set the day on which an article was published, None for no day; its relative dates are read anew at once.

        ``article`` is its number in the document, ``day`` a date or words such as "23 November 2025". ``rules`` and
        ``tagger`` are what the document is read with. Raises DateInputError for words without a day, StoreError for an article
        that is not there.
        """
        published = read_day(day) if isinstance(day, str) else day

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            text, found = self._article(connection, document, article)
            before = found.published.isoformat() if found.published else None
            after = published.isoformat() if published else None
            anchors = (article_anchor(text, found),)
            return [self._maker(by, why)("publish", field="published", before=before, after=after, parts=(anchors,))]

        return self._make(corrections, rules=rules, tagger=tagger)

    # The log

    def undo(self, ids: Ids, *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Undo corrections, given by their ids or by their batch; return those that held until now.

        Raises StoreError for an id that is none's.
        """
        return self._turn(ids, undone=True, by=by, why=why)

    def redo(self, ids: Ids, *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Take back that corrections were undone; return those that were undone until now. Raises as ``undo``."""
        return self._turn(ids, undone=False, by=by, why=why)

    def corrections(self, event: str | None = None) -> list[Correction]:
        """Return all corrections, or those about an event or row, in the order in which they were made, each with its ``state``.

        A correction is orphaned while nothing of what it is about is in the store; it comes into force again with it. Raises
        StoreError when there is no such event or row.
        """
        with self.reading() as connection:
            keys = None
            if event is not None:
                (target,) = targets(connection, str(self.path), [event])
                keys = _keys_about(connection, target.rows)
            return with_states(connection, records.read(connection, keys))

    # How it is done

    def _review(self, ids: Ids, action: Action, *, by: str, why: str) -> tuple[Correction, ...]:
        after = "accepted" if action == "accept" else "rejected"

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            made = self._maker(by, why)
            found = targets(connection, str(self.path), _several(ids))
            return [
                made(action, target, field="review", before=target.review, after=after)
                for target in found
                if target.review != after
            ]

        return self._make(corrections)

    def _at_least_two(self, connection: sqlite3.Connection, ids: Ids, what: str) -> list[Target]:
        found = targets(connection, str(self.path), _several(ids))
        if len(found) < 2:
            raise UsageError(what, f"{len(found)} was given", "give the ids of two events or more")
        return found

    def _article(self, connection: sqlite3.Connection, document: str, number: int) -> tuple[str, Article]:
        sql = f"""SELECT d.text, d.id, {ARTICLE_COLUMNS} FROM articles a JOIN documents d ON d.key = a.document
            WHERE d.id = ? AND a.number = ?"""
        line = connection.execute(sql, (document, number)).fetchone()
        if line is None:
            what = f"there is no article {number} of a document {document!r}"
            raise StoreError(str(self.path), what, "see timeline list for those there are")
        return line[0], read_article(line[1:])

    def _maker(self, by: str, why: str) -> Callable[..., Correction]:
        """Return what makes corrections of one moment, one person and one batch."""
        who = " ".join(by.split())
        if not who:
            raise UsageError("by", "nobody is named", "say who corrects: by='Ann'")
        at, batch = datetime.now(UTC), secrets.token_hex(8)

        def made(action: Action, target: Target | None = None, **more: Any) -> Correction:
            about = target.about if target else _ABOUT.get(action, "event")
            parts: tuple[tuple[Anchor, ...], ...] = (target.anchors,) if target else ()
            known = {"why": " ".join(why.split()), "parts": parts, "batch": batch}
            return Correction(secrets.token_hex(8), action, about, who, at, **{**known, **more})

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

        self._let_take_effect(write, rules or packaged_rules.packaged(), tagger)
        return tuple(made)

    def _turn(self, ids: Ids, *, undone: bool, by: str, why: str) -> tuple[Correction, ...]:
        who = " ".join(by.split())
        if not who:
            raise UsageError("by", "nobody is named", "say who corrects: by='Ann'")
        turn = Turn(datetime.now(UTC), who, undone, " ".join(why.split()))
        turned: list[Correction] = []

        def write(connection: sqlite3.Connection) -> list[int]:
            named = records.keys_of(connection, _several(ids))
            if missing := [identity for identity, keys in named.items() if not keys]:
                what = f"there is no correction {missing[0]!r}"
                raise StoreError(str(self.path), what, "see timeline corrections list for those there are")
            every = list(dict.fromkeys(key for keys in named.values() for key in keys))
            keys = [key for key, one in records.read(connection, every).items() if one.is_undone != undone]
            for key in keys:
                records.note_turns(connection, key, [turn])
            turned[:] = records.read(connection, keys).values()
            return keys

        self._let_take_effect(write, packaged_rules.packaged(), None)
        return tuple(turned)

    def _let_take_effect(
        self, write: Callable[[sqlite3.Connection], list[int]], rules: Rules, tagger: str | None
    ) -> None:
        """Write corrections, or that they were undone, and bring the store up to date, all in one transaction.

        Documents that must be read anew are read outside of it, so that nobody waits for that: it is then begun again.
        """
        ready: dict[str, Found] = {}
        while True:
            try:
                with self.writing() as connection:
                    if keys := write(connection):
                        anew = to_be_read_anew(connection, keys, ready)
                        take_effect(connection, keys, anew)
                return
            except ReadFirst as first:
                maker = extracting.made_by(rules, tagger)
                extractions = extract_documents(first.documents, rules=rules, tagger=tagger, read_as=first.said)
                ready |= {one.document.id: one for one in extracting.found_as(extractions, maker, first.said)}


def _several(ids: Ids) -> list[str]:
    return [ids] if isinstance(ids, str) else list(ids)


def _keys_about(connection: sqlite3.Connection, rows: Sequence[int]) -> list[int]:
    """Return the keys of the corrections about some rows, or about the articles that they stand in."""
    marks = ", ".join("?" * len(rows))
    sql = f"SELECT DISTINCT correction FROM correction_rows WHERE row IN ({marks})"
    keys = {key for (key,) in connection.execute(sql, rows)}
    sql = f"""SELECT DISTINCT c.key, a.quote, d.key, d.text, r.article FROM rows r JOIN documents d ON d.key = r.document
        JOIN correction_anchors a ON a.document = d.id JOIN corrections c ON c.key = a.correction
        WHERE r.key IN ({marks}) AND c.action = 'publish'"""
    for key, opening, document, text, number in connection.execute(sql, rows).fetchall():
        lines = connection.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE document = ?", (document,))
        if article_meant(text, [read_article(("", *line)) for line in lines], opening) == number:
            keys.add(key)
    return sorted(keys)
