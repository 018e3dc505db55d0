"""Backups are whole though the store is in use; a restored store is the one that was backed up; verify sees what is broken."""

import shutil
import sqlite3
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import made_rows as made
import pytest

from timeline.cli import main
from timeline.errors import StoreError
from timeline.store import backup, open_store, restore, schema, verify


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of twenty documents."""
    path = tmp_path / "events.db"
    documents, articles, rows = made.many(20)
    with open_store(path) as store:
        store.add(documents, rows, articles=articles)
    return path


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        counting = ("'version'", "'changes_since'")
        return [line for line in connection.iterdump() if not any(name in line for name in counting)]
    finally:
        connection.close()


def add(path: Path, name: str = "first") -> None:
    document = made.document(name)
    with open_store(path) as store:
        store.add([document], made.rows(document), articles=[made.article(document)])


def change(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(sql)
    connection.commit()
    connection.close()


# Backup


def test_a_backup_is_a_store_of_its_own(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "copy.db")
    assert [entry.name for entry in tmp_path.iterdir() if "copy.db" in entry.name] == ["copy.db"]
    assert dump(tmp_path / "copy.db") == dump(path)
    add(path)
    with open_store(tmp_path / "copy.db", read_only=True) as copy:
        assert copy.counts().documents == 20


def test_a_backup_does_not_replace_a_file_unless_told(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("mine")
    with pytest.raises(StoreError, match=r"copy\.db: is there already; .*--force"):
        backup(path, copy)
    assert copy.read_text() == "mine"
    backup(path, copy, replace=True)
    assert verify(copy) == []
    with pytest.raises(StoreError, match="is there already"):
        backup(path, path, replace=True)


def test_a_backup_that_fails_leaves_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "foreign.db").write_text("no store at all " * 100)
    for source in (tmp_path / "foreign.db", tmp_path / "nowhere.db"):
        with pytest.raises(StoreError):
            backup(source, tmp_path / "copy.db")
    with pytest.raises(StoreError, match="there is no folder"):
        backup(path, tmp_path / "no" / "copy.db")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["events.db", "foreign.db"]


def test_backups_made_while_others_add_are_each_whole(path: Path, tmp_path: Path) -> None:
    done = threading.Event()

    def keep_adding() -> None:
        number = 0
        while not done.is_set():
            add(path, f"more{number}")
            number += 1

    writer = threading.Thread(target=keep_adding)
    writer.start()
    try:
        for number in range(4):
            backup(path, tmp_path / f"copy{number}.db")
    finally:
        done.set()
        writer.join()
    assert [verify(tmp_path / f"copy{number}.db") for number in range(4)] == [[], [], [], []]


# Restore


def test_restoring_brings_back_what_was_and_keeps_what_is(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(path, copy)
    add(path)
    now = dump(path)
    with open_store(path) as reader:
        before = reader.version
        kept = restore(copy, path)
        assert reader.counts().documents == 20, "who has the store open sees the restored state"
        assert reader.version > before, "what was worked out from the state before no longer holds"
    assert kept == tmp_path / "events.db.before-restore"
    assert dump(kept) == now
    assert dump(path) == dump(copy)
    assert restore(kept, path) == tmp_path / "events.db.before-restore-2"
    assert dump(path) == now
    assert restore(copy, path, keep=False) is None
    add(path, "afterwards")
    assert verify(path) == []


def test_restoring_where_nothing_is(path: Path, tmp_path: Path) -> None:
    assert restore(path, tmp_path / "new.db") is None
    assert dump(tmp_path / "new.db") == dump(path)


def test_a_damaged_store_is_put_aside(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(path, copy)
    cut = path.read_bytes()[:40_000]
    path.write_bytes(cut)
    kept = restore(copy, path)
    assert kept is not None
    assert kept.read_bytes()[:40_000] == cut
    assert dump(path) == dump(copy)


def test_what_is_no_whole_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    copy = tmp_path / "copy.db"
    backup(path, copy)
    change(copy, "DELETE FROM rows WHERE key = 3")
    cut = tmp_path / "cut.db"
    cut.write_bytes(path.read_bytes()[:50_000])
    foreign = tmp_path / "foreign.db"
    foreign.write_text("no store at all " * 100)
    empty = tmp_path / "empty.db"
    empty.touch()
    for source in (copy, cut, foreign, empty, tmp_path / "nowhere.db", path):
        with pytest.raises(StoreError, match=source.name):
            restore(source, path)
    assert path.read_bytes() == before


def test_another_programs_file_is_never_restored_over(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    change(other, "CREATE TABLE mine (x)")
    text = tmp_path / "letter.txt"
    text.write_text("Dear all, " * 100)
    for target in (other, text):
        before = target.read_bytes()
        with pytest.raises(StoreError, match=r"another program's|not an event store"):
            restore(path, target, keep=False)
        assert target.read_bytes() == before


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = tmp_path / "early.db"
    monkeypatch.setattr("timeline.store.opening.MIGRATIONS", schema.MIGRATIONS[:1])
    open_store(early).close()
    monkeypatch.undo()
    restore(early, path)
    add(path)
    assert verify(path) == []


def test_restoring_waits_for_a_writer_and_gives_up(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "copy.db")
    add(path)
    before = dump(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another program is writing"):
        restore(tmp_path / "copy.db", path, wait=0.1)
    other.execute("ROLLBACK")
    other.close()
    assert dump(path) == before


# Verify


def test_a_whole_store_has_no_problems(path: Path) -> None:
    document = made.document("dated", path="somewhere.txt", url="https://example.org", published=date(2024, 3, 9))
    with open_store(path) as store:
        store.add([document], made.rows(document), articles=[made.article(document, furniture=((3, 5), (8, 9)))])
        store.add([replace(document, text=document.text + " More.")], made.rows(document))
    before = path.read_bytes()
    assert verify(path) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE documents SET text = text || 'x' WHERE id = 'd3'", "the text of d3 is not the one that was added"),
        ("DELETE FROM articles WHERE document = 3", "belongs to nothing in articles"),
        ("UPDATE articles SET title = 'Another' WHERE document = 3", "d2 is not whole"),
        ("DELETE FROM rows WHERE key = 100", "belongs to nothing in rows"),
        ("UPDATE rows SET body = replace(body, 'Report', 'Rumour') WHERE key = 3", "d0 is not whole"),
        ("DELETE FROM event_rows WHERE row = 3", "a row of d0 tells no event"),
        ("DELETE FROM words WHERE rowid = 4", "cannot be searched for"),
        ("INSERT INTO words (rowid, title) VALUES (9999, 'x')", "an event that is not there"),
        ("INSERT INTO row_links VALUES (1, 9999, 0.6)", "what row 9999 is like"),
        ("DELETE FROM words_data WHERE id > 10", "the index of words is damaged"),
    ],
)
def test_what_is_broken_is_said(path: Path, sql: str, said: str) -> None:
    change(path, sql)
    problems = verify(path)
    assert any(said in problem.what for problem in problems), problems
    assert all(problem.do for problem in problems)


def test_a_damaged_page_is_found(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 9 : 4096 * 10] = b"\xff" * 4096
    path.write_bytes(content)
    assert verify(path)


# The commands


def test_the_commands(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy.db"
    assert main(["backup", str(copy), "--store", str(path)]) == 0
    assert main(["backup", str(copy), "--store", str(path)]) == 1
    assert main(["backup", str(copy), "--store", str(path), "--force"]) == 0
    add(path)
    assert main(["restore", str(copy), "--store", str(path)]) == 0
    assert main(["restore", str(copy), "--store", str(path), "--force"]) == 0
    assert main(["verify", "--store", str(path)]) == 0
    change(path, "DELETE FROM event_rows WHERE row = 3")
    assert main(["verify", "--store", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "20 documents" in err
    assert "is in " + str(tmp_path / "events.db.before-restore") in err
    assert "all whole" in err
    shutil.rmtree(tmp_path)
