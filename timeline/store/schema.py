"""The tables of the event store, as named migrations.

A migration is a function that takes an older store one step further; its name is written into the store. A store that names a
migration unknown here was written by a newer version of the program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from timeline.store.encoding import read_event
from timeline.store.event_records import doubts_number
from timeline.store.spellings import names_in

__all__ = ["APPLICATION_ID", "MIGRATIONS", "Migration"]

APPLICATION_ID = 0x45564E54
"""Marks the file as an event store in SQLite's own header ("EVNT")."""

Migration = Callable[[sqlite3.Connection], None]

_DOCUMENTS = """
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO state VALUES ('version', 0);

CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    digest TEXT NOT NULL,
    path TEXT, title TEXT, published TEXT, publisher TEXT, url TEXT,
    made_by TEXT NOT NULL,
    content TEXT NOT NULL,
    changed INTEGER NOT NULL
);

CREATE TABLE articles (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL,
    title TEXT, publisher TEXT, published TEXT, published_words TEXT, published_from TEXT NOT NULL,
    furniture TEXT NOT NULL, url TEXT,
    repeats_document TEXT, repeats_number INTEGER,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX articles_by_repeated ON articles (repeats_document) WHERE repeats_document IS NOT NULL;

CREATE TABLE article_lines (
    document INTEGER NOT NULL,
    number INTEGER NOT NULL,
    line INTEGER NOT NULL,
    letters INTEGER NOT NULL,
    PRIMARY KEY (document, number, line),
    FOREIGN KEY (document, number) REFERENCES articles (document, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX article_lines_by_line ON article_lines (line);

CREATE TABLE rows (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    article INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX rows_by_document ON rows (document, article, start);
CREATE INDEX rows_by_id ON rows (id);
"""

_EVENTS = """
CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL,
    title TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL,
    first TEXT, last TEXT, day TEXT, precision TEXT, bound TEXT, kind TEXT, edtf TEXT,
    date_text TEXT, dating TEXT NOT NULL, rule TEXT, why TEXT NOT NULL,
    confidence REAL NOT NULL, sources INTEGER NOT NULL,
    evidence TEXT NOT NULL, trigger TEXT NOT NULL, published TEXT,
    lists TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX events_by_day ON events (day, key);
CREATE INDEX events_by_type ON events (type, day);

CREATE TABLE event_rows (
    event INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    row INTEGER NOT NULL REFERENCES rows (key) ON DELETE CASCADE,
    document TEXT NOT NULL, article INTEGER NOT NULL,
    PRIMARY KEY (event, place)
) WITHOUT ROWID;
CREATE INDEX event_rows_by_row ON event_rows (row);
CREATE INDEX event_rows_by_document ON event_rows (document, event);

CREATE TABLE actors (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL COLLATE NOCASE, short TEXT NOT NULL COLLATE NOCASE, kind TEXT NOT NULL, country TEXT NOT NULL
);
CREATE INDEX actors_by_name ON actors (name);
CREATE TABLE event_actors (
    event INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
    actor INTEGER NOT NULL REFERENCES actors (key),
    PRIMARY KEY (actor, event)
) WITHOUT ROWID;
CREATE INDEX event_actors_by_event ON event_actors (event, actor);

CREATE TABLE event_regions (
    event INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
    region TEXT NOT NULL,
    PRIMARY KEY (region, event)
) WITHOUT ROWID;
CREATE INDEX event_regions_by_event ON event_regions (event, region);

CREATE TABLE places (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL, country TEXT NOT NULL, subdivision TEXT NOT NULL, lat REAL, lon REAL, level TEXT NOT NULL,
    id TEXT NOT NULL,
    UNIQUE (id, name, country, subdivision, level)
);
CREATE TABLE event_places (
    event INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
    place INTEGER NOT NULL REFERENCES places (key),
    PRIMARY KEY (place, event)
) WITHOUT ROWID;
CREATE INDEX event_places_by_event ON event_places (event, place);

CREATE TABLE event_publishers (
    event INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
    publisher TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (publisher, event)
) WITHOUT ROWID;
CREATE INDEX event_publishers_by_event ON event_publishers (event, publisher);

CREATE TABLE figures (
    event INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    value REAL NOT NULL, low REAL, high REAL, unit TEXT NOT NULL, approximate INTEGER NOT NULL,
    counts TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (event, place)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5 (
    title, evidence, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
"""

_LIKENESS = """
CREATE TABLE row_traits (
    trait INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (trait, first, last, row)
) WITHOUT ROWID;
CREATE TABLE row_links (
    one INTEGER NOT NULL,
    two INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (one, two)
) WITHOUT ROWID;
CREATE INDEX row_links_by_two ON row_links (two, one);
INSERT INTO state VALUES ('merged_by', 0);
"""

_WORDS = """
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (
    title, evidence, names, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
"""


_SAVED_VIEWS = """
CREATE TABLE saved_views (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    page TEXT NOT NULL,
    query TEXT NOT NULL,
    saved TEXT NOT NULL
) WITHOUT ROWID;
"""

_CORRECTIONS = """
CREATE TABLE corrections (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    batch TEXT NOT NULL,
    action TEXT NOT NULL, about TEXT NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL,
    field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    undone INTEGER NOT NULL
);
CREATE INDEX corrections_by_batch ON corrections (batch);
CREATE INDEX corrections_by_action ON corrections (action, about);

CREATE TABLE correction_turns (
    correction INTEGER NOT NULL REFERENCES corrections (key) ON DELETE CASCADE,
    at TEXT NOT NULL, by TEXT NOT NULL, undone INTEGER NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (correction, at, by, undone)
) WITHOUT ROWID;

CREATE TABLE correction_anchors (
    correction INTEGER NOT NULL REFERENCES corrections (key) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    part INTEGER NOT NULL,
    document TEXT NOT NULL, quote TEXT NOT NULL, trigger TEXT NOT NULL, date_text TEXT NOT NULL,
    PRIMARY KEY (correction, place)
) WITHOUT ROWID;
CREATE INDEX correction_anchors_by_document ON correction_anchors (document);

CREATE TABLE correction_rows (
    row INTEGER NOT NULL REFERENCES rows (key) ON DELETE CASCADE,
    correction INTEGER NOT NULL REFERENCES corrections (key) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    PRIMARY KEY (row, correction)
) WITHOUT ROWID;
CREATE INDEX correction_rows_by_correction ON correction_rows (correction);

CREATE TABLE corrected_rows (
    row INTEGER PRIMARY KEY REFERENCES rows (key) ON DELETE CASCADE,
    body TEXT,
    review TEXT NOT NULL
);

ALTER TABLE events ADD COLUMN review TEXT NOT NULL DEFAULT 'unreviewed';
ALTER TABLE rows ADD COLUMN added_by INTEGER REFERENCES corrections (key);
CREATE INDEX rows_added_by_hand ON rows (added_by) WHERE added_by IS NOT NULL;
"""

_CHANGES = """
CREATE TABLE event_changes (event INTEGER PRIMARY KEY, version INTEGER NOT NULL);
CREATE INDEX event_changes_by_version ON event_changes (version);
INSERT INTO state SELECT 'changes_since', value FROM state WHERE name = 'version';
"""
_NOTE_CHANGE = """INSERT INTO event_changes SELECT {0}.key, value + 1 FROM state WHERE name = 'version'
    ON CONFLICT (event) DO UPDATE SET version = excluded.version"""


def documents_articles_rows(connection: sqlite3.Connection) -> None:
    """Make the tables of what was read and what was found in it."""
    _run(connection, _DOCUMENTS)


def events_and_their_links(connection: sqlite3.Connection) -> None:
    """Make the tables of what the rows tell together, and what filters look at."""
    _run(connection, _EVENTS)


def what_rows_have_in_common(connection: sqlite3.Connection) -> None:
    """Make the tables of what rows are compared by and which are alike; they are filled by the next change of the store."""
    _run(connection, _LIKENESS)


def names_in_one_spelling(connection: sqlite3.Connection) -> None:
    """Let the full-text search know the names in an event in one spelling, beside its title and evidence."""
    told = connection.execute("SELECT rowid, title, evidence FROM words").fetchall()
    _run(connection, _WORDS)
    connection.executemany(
        "INSERT INTO words (rowid, title, evidence, names) VALUES (?, ?, ?, ?)",
        ((key, title, evidence, names_in(f"{title}\n{evidence}")) for key, title, evidence in told),
    )


def views_with_names(connection: sqlite3.Connection) -> None:
    """Make the table of saved views: the addresses within the dashboard that people gave a name."""
    _run(connection, _SAVED_VIEWS)


def corrections_by_people(connection: sqlite3.Connection) -> None:
    """Make the tables of what people put right, and of what the rows are like then; what was extracted stays as it is."""
    _run(connection, _CORRECTIONS)


def what_is_worth_a_look(connection: sqlite3.Connection) -> None:
    """Note for each event why somebody should look at it first."""
    _run(connection, "ALTER TABLE events ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;\n")
    told = connection.execute("SELECT key, body FROM events").fetchall()
    doubts = ((doubts_number(read_event(body, ())), key) for key, body in told)
    connection.executemany("UPDATE events SET doubts = ? WHERE key = ?", doubts)
    _run(connection, "CREATE INDEX events_to_review ON events (review, doubts);\n")


def documents_read_as_people_said(connection: sqlite3.Connection) -> None:
    """Note with each document what people had said of how it is to be read when it was."""
    _run(connection, "ALTER TABLE documents ADD COLUMN read_as TEXT NOT NULL DEFAULT '';\n")


def rows_added_by_hand_are_known_again(connection: sqlite3.Connection) -> None:
    """Let corrections name the rows that people added by the correction that did."""
    _run(connection, "ALTER TABLE correction_anchors ADD COLUMN added_by TEXT NOT NULL DEFAULT '';\n")


def corrections_in_the_order_of_time(connection: sqlite3.Connection) -> None:
    """Let the latest correction be found at once: a new one is later than all, whatever the clock says."""
    _run(connection, "CREATE INDEX corrections_by_time ON corrections (at);\n")
    _run(connection, "CREATE INDEX correction_turns_by_time ON correction_turns (at);\n")


def which_events_changed(connection: sqlite3.Connection) -> None:
    """Note with which version each event changed or went, whoever changes it: what holds events in memory reads only those."""
    _run(connection, _CHANGES)
    for change, line in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
        body = f"BEGIN {_NOTE_CHANGE.format(line)}; END"
        connection.execute(f"CREATE TRIGGER note_{change.lower()}_of_event AFTER {change} ON events {body}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    # not executescript(), which commits first: a migration is done as a whole or not at all
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    documents_articles_rows,
    events_and_their_links,
    what_rows_have_in_common,
    names_in_one_spelling,
    views_with_names,
    corrections_by_people,
    what_is_worth_a_look,
    which_events_changed,
    documents_read_as_people_said,
    rows_added_by_hand_are_known_again,
    corrections_in_the_order_of_time,
)
"""In the order in which they are applied. Append only: stores in use name the earlier ones."""
