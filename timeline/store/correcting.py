"""What people may put right in an open store: who, when, before and after, why are kept, and everything can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date as calendar_day
from pathlib import Path
from typing import Any

from timeline import rules as packaged_rules
from timeline.corrections import Action, Correction, article_anchor, article_meant, read_value
from timeline.day_reader import read_day
from timeline.errors import StoreError, UsageError
from timeline.model import Article
from timeline.rules import Rules
from timeline.store import correction_records as records
from timeline.store.adding import BY_HAND
from timeline.store.correction_states import with_states
from timeline.store.correction_writing import CorrectionWriting, Ids, several
from timeline.store.encoding import ARTICLE_COLUMNS, read_article
from timeline.store.known_things import KnownThings
from timeline.store.moving_corrections import Imported, checked, log_in, take_in, write_log
from timeline.store.sources_by_hand import source_by_hand
from timeline.store.targets import Target, targets

__all__ = ["Correcting"]


class Correcting(CorrectionWriting):
    """The part of an open store by which people correct what was extracted. Ids are those of events or of rows.

    Each method is one change of the store: all of it is on the disk when it returns, or nothing was changed. ``by`` is who does
    it and ``why`` their reason. What was extracted stays as it is; a correction finds its rows again after they were extracted
    anew. What is returned are the corrections that were made.
    """

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
            made, known = self._maker(connection, by, why), KnownThings(connection, packaged_rules.packaged())
            after = {field: read_value(field, value, known) for field, value in values.items()}
            found = []
            for target in targets(connection, str(self.path), several(ids)):
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
            return [self._maker(connection, by, why)("merge", parts=(anchors,), before=before)]

        return self._make(corrections)

    def split(self, event: str, rows: Ids, *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Take some rows out of an event: they are kept apart from the others whatever is added.

        Raises UsageError when a row is not of the event, or none would be left; StoreError for an id that is none's.
        """

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            (whole,) = targets(connection, str(self.path), [event])
            taken = targets(connection, str(self.path), several(rows))
            out = tuple(dict.fromkeys(anchor for target in taken for anchor in target.anchors))
            left = tuple(anchor for anchor in whole.anchors if anchor not in out)
            if strange := [target.id for target in taken if not set(target.rows) <= set(whole.rows)]:
                raise UsageError(f"split {event}", f"{strange[0]} is no row of it", "see timeline show for its rows")
            if not out or not left:
                raise UsageError(
                    f"split {event}", "nothing would be left on one side", "give some of its rows, not all"
                )
            return [self._maker(connection, by, why)("split", parts=(out, left), before=[event])]

        return self._make(corrections)

    def keep_apart(self, ids: Ids, *, by: str, why: str = "") -> tuple[Correction, ...]:
        """Say of several events that they are not the same: they are not merged, nor suggested to be.

        Raises UsageError when fewer than two are given, StoreError for an id that is none's.
        """

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            found = self._at_least_two(connection, ids, "keep apart")
            parts = tuple(target.anchors for target in found)
            return [self._maker(connection, by, why)("split", parts=parts, before=[target.id for target in found])]

        return self._make(corrections)

    # How documents are read

    def set_published(
        self,
        document: str,
        article: int,
        day: calendar_day | str | None,
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
            sql = "SELECT 1 FROM documents WHERE id = ? AND made_by = ?"
            if connection.execute(sql, (document, BY_HAND)).fetchone():
                what = "is a source that was added by hand, with its day"
                raise UsageError(f"publish {document}", what, "undo what was added, and add it with another day")
            before = found.published.isoformat() if found.published else None
            after = published.isoformat() if published else None
            anchors = (article_anchor(text, found),)
            return [
                self._maker(connection, by, why)(
                    "publish", field="published", before=before, after=after, parts=(anchors,)
                )
            ]

        return self._make(corrections, rules=rules, tagger=tagger)

    def add_alias(
        self, words: str, of: str, *, by: str, why: str = "", rules: Rules | None = None, tagger: str | None = None
    ) -> tuple[Correction, ...]:
        """Say that words name an actor or a place, given by id, name or short form; documents that hold them are read anew.

        ``rules`` and ``tagger`` are what they are read with. Raises UsageError for words that are no name, or that name it
        already, and for an actor or a place that is in no list.
        """
        named, name = rules or packaged_rules.packaged(), " ".join(words.split())

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            known = KnownThings(connection, named)
            if not any(letter.isalpha() for letter in name):
                raise UsageError(f"alias {words!r}", "is no name", "give the words as they stand in the articles")
            record = known.listed(of)
            if record is None:
                do = "give the id or the name of one that is, or add it with a folder of rules"
                raise UsageError(f"alias of {of!r}", "there is no actor or place of that name in the lists", do)
            if any(other == name for other in record.names()):
                raise UsageError(f"alias {name!r}", f"names {record.name} already", "nothing needs to be done")
            after = {"words": name, "of": record.id, "name": record.name}
            return [self._maker(connection, by, why)("alias", field="alias", after=after)]

        return self._make(corrections, rules=rules, tagger=tagger)

    # What was overlooked

    def add_by_hand(
        self,
        title: str,
        quote: str,
        *,
        by: str,
        document: str | None = None,
        source: Mapping[str, Any] | None = None,
        date: Any = None,
        type: str = "other",
        status: str = "reported",
        trigger: str = "",
        actors: Any = (),
        places: Any = (),
        figures: Any = (),
        why: str = "",
    ) -> tuple[Correction, ...]:
        """Add a happening with the words of the source that tell it, which becomes an event, or a row of one that others tell.

        The words stand in a ``document`` of the store, or in a ``source`` from outside, of which ``publisher``, ``title``,
        ``url`` and ``published`` may be said. The other values are as for ``change``. Raises UsageError for words that do not
        stand there and values that cannot be meant, StoreError for a document that is not there.
        """

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            known = KnownThings(connection, packaged_rules.packaged())
            given = {
                "title": title, "date": date, "type": type, "status": status, "actors": actors, "places": places,
                "figures": figures, "confidence": 1.0,
            }  # fmt: skip
            after = {field: read_value(field, value, known) for field, value in given.items()}
            anchor, after["source"] = source_by_hand(connection, str(self.path), quote, trigger, document, source)
            one = self._maker(connection, by, why)("add", after=after)
            return [replace(one, parts=((replace(anchor, added_by=one.id),),))]

        return self._make(corrections)

    # The log

    def undo(
        self, ids: Ids, *, by: str, why: str = "", rules: Rules | None = None, tagger: str | None = None
    ) -> tuple[Correction, ...]:
        """Undo corrections, given by their ids or by their batch; return those that held until now.

        ``rules`` and ``tagger`` are what documents are read with, should they have to be read anew. Raises StoreError for an id
        that is none's.
        """
        return self._turn(ids, undone=True, by=by, why=why, rules=rules, tagger=tagger)

    def redo(
        self, ids: Ids, *, by: str, why: str = "", rules: Rules | None = None, tagger: str | None = None
    ) -> tuple[Correction, ...]:
        """Take back that corrections were undone; return those that were undone until now. Else as ``undo``."""
        return self._turn(ids, undone=False, by=by, why=why, rules=rules, tagger=tagger)

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

    def export_corrections(self, path: str | Path) -> int:
        """Write all corrections to a file, .jsonl or .xlsx; return how many. Raises ExportError when it cannot be written."""
        return write_log(Path(path), self.corrections())

    def import_corrections(
        self,
        given: str | Path | Iterable[Correction],
        *,
        rules: Rules | None = None,
        tagger: str | None = None,
    ) -> Imported:
        """Take in corrections that were made in another store, or earlier in this one, from a file or as they are.

        Those that are here already stay, undone if they were undone there later: taking the same in twice changes nothing. Those
        whose rows are not here are kept as orphaned. Raises ReadError for a file that is no log of corrections, UsageError for a
        correction that cannot be meant; nothing is taken in then.
        """
        corrections = log_in(Path(given)) if isinstance(given, str | Path) else checked(given)
        known: list[str] = []
        new: list[str] = []

        def write(connection: sqlite3.Connection) -> list[int]:
            added, turned = take_in(connection, corrections)
            new[:], known[:] = added, turned
            return [key for keys in records.keys_of(connection, (*added, *turned)).values() for key in keys]

        self._let_take_effect(write, rules, tagger)
        orphaned = sum(one.state == "orphaned" for one in self.corrections() if one.id in {*new})
        return Imported(len(new), len(known), len(corrections) - len(new) - len(known), orphaned)

    # How it is done

    def _review(self, ids: Ids, action: Action, *, by: str, why: str) -> tuple[Correction, ...]:
        after = "accepted" if action == "accept" else "rejected"

        def corrections(connection: sqlite3.Connection) -> list[Correction]:
            made = self._maker(connection, by, why)
            found = targets(connection, str(self.path), several(ids))
            return [
                made(action, target, field="review", before=target.review, after=after)
                for target in found
                if target.review != after
            ]

        return self._make(corrections)

    def _at_least_two(self, connection: sqlite3.Connection, ids: Ids, what: str) -> list[Target]:
        found = targets(connection, str(self.path), several(ids))
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
