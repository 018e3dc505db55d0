"""The event store: nothing is lost, nothing is seen by halves, and what cannot be opened says why and stays as it is."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import made_rows as made
import pytest

from timeline.errors import InputError, Problem, StoreError, StoreVersionError, UsageError
from timeline.merge import merge
from timeline.model import Article, Document, Row
from timeline.queries import query
from timeline.store import Counts, Store, open_store, schema


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as store:
        yield store


def add(store: Store, document: Document, rows: list[Row] | None = None, *articles: Article) -> None:
    store.add([document], made.rows(document) if rows is None else rows, articles=articles or [made.article(document)])


# What goes in comes out


def test_what_goes_in_comes_out(store: Store) -> None:
    document = made.document(path="somewhere/first.txt", url="https://example.org/1", published=date(2024, 3, 9))
    add(store, document)
    assert store.document("first") == document
    assert store.documents() == [document]
    assert store.document_ids() == ["first"]
    assert store.articles("first") == [made.article(document)]
    assert store.articles() == store.articles("first")
    assert store.rows("first") == made.rows(document)
    assert store.rows("first", article=1) == []
    assert store.counts() == Counts(documents=1, articles=1, rows=6, events=5, undated=1, figures=1)


def test_an_event_comes_with_its_rows_and_their_sources(store: Store) -> None:
    first, second = made.document(), made.document("second", "Another paper.\n" + made.SENTENCES[0])
    told = made.rows(first)[0]
    more = {name: getattr(told, name) for name in ("type", "date_text", "actors", "roles", "places")}
    attack = made.row(second, made.SENTENCES[0], "attacked", told.interval, **more)
    add(store, first)
    add(store, second, [attack], made.article(second, publisher="The Other Paper"))
    (identity,) = query(store).query("type == 'attack'")["event_id"]
    event = store.event(identity)
    assert event.sources == (("first", 0), ("second", 0))
    assert event.rows == (made.rows(first)[0], attack)
    assert query(store).set_index("event_id").loc[identity, "publishers"] == ("The Daily Example", "The Other Paper")


def test_what_the_sources_differ_in_comes_back_as_it_was_merged(store: Store) -> None:
    first, second = made.document(), made.document("second", "Another paper.\n" + made.SENTENCES[0])
    told = made.rows(first)[0]
    more = {name: getattr(told, name) for name in ("type", "date_text", "actors", "roles", "places")}
    other = replace(told.figures[0], value=7, low=7, high=7)
    attack = made.row(second, made.SENTENCES[0], "attacked", told.interval, figures=(other,), **more)
    add(store, first, [told])
    add(store, second, [attack], made.article(second, published=date(2024, 3, 10)))
    stored = [store.event(identity) for identity in query(store)["event_id"]]
    assert stored == list(merge([told, attack]))


def test_each_row_knows_its_event(store: Store) -> None:
    document = made.document()
    add(store, document)
    pairs = store.rows_with_events("first")
    assert [row for row, _ in pairs] == made.rows(document)
    assert all(row in store.event(str(event)).rows for row, event in pairs)


def test_what_is_not_there_is_an_error_that_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match="there is no document 'nowhere'"):
        store.document("nowhere")
    with pytest.raises(StoreError, match="there is no event 'nothing'"):
        store.event("nothing")


# Adding


def test_the_same_document_again_changes_nothing(store: Store) -> None:
    document = made.document()
    add(store, document)
    version, before = store.version, dump(store.path)
    again = store.add([document], made.rows(document), articles=[made.article(document)])
    assert (again.added, again.replaced, again.unchanged) == ((), (), ("first",))
    assert store.version == version
    assert dump(store.path) == before


def test_extracting_the_same_document_again_changes_nothing(store: Store) -> None:
    document = Document("talks", "Talks in Kabul\n\nEnvoys of Pakistan met Taliban officials in Kabul on 5 March 2024.")
    assert store.add([document]).added == ("talks",)
    version = store.version
    assert store.add([document]).unchanged == ("talks",)
    assert store.version == version


def test_a_changed_document_replaces_its_own_rows_only(store: Store) -> None:
    first, other = made.document(), Document("other", "Ministers met in Kabul in May 2021.")
    add(store, first)
    add(store, other, [made.row(other, other.text, "met", type="meeting")])
    changed = made.document(text=made.SENTENCES[1])
    done = store.add([changed], [made.rows(first)[1]], articles=[made.article(changed)])
    assert done.replaced == ("first",)
    assert [row.trigger for row in store.rows("first")] == ["met"]
    assert len(store.rows("other")) == 1
    assert store.document_ids() == ["first", "other"]
    assert orphans(store) == []


def test_the_version_counts_changes(store: Store) -> None:
    assert store.version == 0
    add(store, made.document())
    add(store, made.document("second"))
    assert store.version == 2


def test_events_that_did_not_change_are_not_written_again(store: Store) -> None:
    add(store, made.document())
    before = dict(store.select("SELECT id, key FROM events"))
    other = Document("other", "A court in Lahore heard a case in May 2021.")
    add(store, other, [made.row(other, other.text, "heard", type="legal")])
    after = dict(store.select("SELECT id, key FROM events"))
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_two_documents_of_one_id_are_refused_and_neither_is_lost(store: Store) -> None:
    one, other = Document("a", "one"), Document("a", "two", path="b/a.txt")
    with pytest.raises(InputError, match=r"b/a.txt: has the same id 'a'.*rename"):
        store.add([one, other], [])
    problems: list[Problem] = []
    assert store.add([one, other, one], problems=problems).added == ("a",)
    assert [problem.where for problem in problems] == ["b/a.txt"]


def test_a_file_of_the_same_name_in_another_folder_does_not_replace_the_first(store: Store, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "report.txt" for folder in ("one", "two")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(path.parent.name)
    first, second = (Document("report", path.read_text(), path=str(path)) for path in paths)
    store.add([first])
    with pytest.raises(
        InputError, match=r"two/report\.txt: has the same id 'report' as .*one/report\.txt, which the store holds"
    ):
        store.add([second])
    assert store.document("report") == first
    paths[0].unlink()
    assert store.add([second]).replaced == ("report",), "the file was moved"


def test_a_row_needs_its_document(store: Store) -> None:
    document = made.document()
    with pytest.raises(UsageError, match="a row is of document 'first', which is not given"):
        store.add([Document("other", "x")], made.rows(document))
    assert store.counts().documents == 0


def test_an_empty_document_is_an_honest_empty_result(store: Store) -> None:
    assert store.add([Document("empty", "")]).added == ("empty",)
    assert store.counts().events == 0


def test_adding_in_batches_comes_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"Officials met in Kabul on {day} March 2024 to talk about trade." for day in range(1, 8)]
    documents = [Document(f"d{number}", text) for number, text in enumerate(texts)]
    told: list[tuple[int, int | None]] = []
    monkeypatch.setattr("timeline.store.event_store._SMALLEST_BATCH", 2)
    with open_store(tmp_path / "batches.db") as batches:
        batches.add(documents, progress=lambda done, total: told.append((done, total)))
        monkeypatch.undo()
        with open_store(tmp_path / "once.db") as once:
            once.add(documents)
            assert sorted(query(batches)["event_id"]) == sorted(query(once)["event_id"]) != []
        assert batches.version > 1
    assert told == [(number, 7) for number in range(1, 8)]


# The same article with two pages


REPEATED = "\n".join(
    f"The {word} paragraph of a long report says at some length what the {word} minister said to the {word} envoy."
    for word in ("first", "second", "third", "fourth", "fifth")
)


def repeated(name: str, *, published: date | None = None) -> tuple[Document, Article, Row]:
    document = Document(name, f"{REPEATED}\nOnly on the page called {name}.")
    row = made.row(document, REPEATED.splitlines()[0], "said", type="statement", published=published)
    return document, made.article(document, published=published, publisher=f"Paper {name}"), row


def test_an_article_repeated_in_a_later_document_counts_once(store: Store) -> None:
    for name in ("one", "two"):
        document, article, row = repeated(name)
        add(store, document, [row], article)
    assert [article.repeats for article in store.articles()] == [None, ("one", 0)]
    (event,) = query(store, undated_too())["event_id"]
    assert store.event(event).sources == (("one", 0),)
    assert store.rows_with_events("two")[0][1] is None


def test_when_the_repeated_article_changes_the_other_takes_its_place(store: Store) -> None:
    for name in ("one", "two"):
        document, article, row = repeated(name)
        add(store, document, [row], article)
    add(store, Document("one", "Something else altogether is on this page now."), [])
    assert [article.repeats for article in store.articles()] == [None, None]
    assert query(store, undated_too())["documents"].tolist() == [("two",)]


def test_the_article_whose_day_is_known_is_kept(store: Store) -> None:
    for name, published in (("one", None), ("two", date(2024, 3, 9))):
        document, article, row = repeated(name, published=published)
        add(store, document, [row], article)
    assert [article.repeats for article in store.articles()] == [("two", 0), None]


def undated_too():  # type: ignore[no-untyped-def]
    from timeline.queries import Filter

    return Filter(undated=True)


# Files that cannot be used


def untouched(path: Path) -> bytes:
    return path.read_bytes()


@pytest.mark.parametrize(
    "content", [b"just some text, long enough to be a page\n" * 200, b"\x00\xff" * 4096, b"SQLite format 3\x00 cut"]
)
def test_a_foreign_file_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"events\.db: .*(not an event store|damaged|cannot be)"):
            open_store(path, read_only=read_only)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    with open_store(path) as store:
        add(store, made.document())
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migrations (name) VALUES ('something_of_next_year')")
    connection.close()
    before = dump(path)
    for read_only in (False, True):
        with pytest.raises(StoreVersionError, match=r"newer version.*'something_of_next_year'.*install"):
            open_store(path, read_only=read_only)
    assert dump(path) == before


def test_a_truncated_store_is_an_error_and_not_emptied(path: Path) -> None:
    with open_store(path) as store:
        add(store, made.document())
    cut = path.read_bytes()[:20_000]
    path.write_bytes(cut)
    with pytest.raises(StoreError, match=r"damaged|cannot be used"), open_store(path) as store:  # noqa: PT012
        store.rows()
        query(store)
    assert path.stat().st_size == len(cut)


def test_a_store_needs_a_file_in_a_folder_that_can_be_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder; name a file"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(tmp_path / "no" / "such" / "events.db")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(tmp_path / "file" / "events.db")


def test_the_last_folder_is_made(tmp_path: Path) -> None:
    open_store(tmp_path / "new" / "events.db").close()
    assert (tmp_path / "new" / "events.db").exists()


def test_reading_what_is_not_there_makes_nothing(path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no event store; make one with: timeline add"):
        open_store(path, read_only=True)
    assert not path.exists()


def test_a_name_with_signs_of_addresses_in_it(tmp_path: Path) -> None:
    odd = tmp_path / "50% of what? #1.db"
    with open_store(odd) as store:
        add(store, made.document())
    assert odd.exists()
    with open_store(odd, read_only=True) as store:
        assert store.counts().documents == 1


def test_reading_only_refuses_to_write(path: Path) -> None:
    open_store(path).close()
    with open_store(path, read_only=True) as store, pytest.raises(StoreError, match="opened for reading only"):
        add(store, made.document())


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    with open_store(tmp_path / "events.db") as store:
        add(store, made.document())
    (tmp_path / "events.db").chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_store(tmp_path / "events.db", read_only=True) as store:
            assert store.counts().documents == 1
        with (
            pytest.raises(StoreError, match=r"may only be read|cannot be opened"),
            open_store(tmp_path / "events.db") as store,
        ):
            add(store, made.document("second"))
        with pytest.raises(StoreError):
            open_store(tmp_path / "new.db")
    finally:
        tmp_path.chmod(0o755)


def test_a_full_disk_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path) as store:
        add(store, made.document())
        before = dump(path)
        fail_in_the_middle(monkeypatch, sqlite3.OperationalError("database or disk is full"))
        with pytest.raises(StoreError, match=r"the disk is full; make room"):
            add(store, made.document("second"))
        assert store.version == 1
    assert dump(path) == before


def test_whatever_fails_while_writing_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path) as store:
        add(store, made.document())
        before = dump(path)
        fail_in_the_middle(monkeypatch, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            add(store, made.document(text="Changed."), [])
    assert dump(path) == before


def fail_in_the_middle(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr("timeline.store.adding.Materialiser.finish", fail)


# Several at a time


def test_a_lock_held_by_another_program_is_said_and_nothing_is_lost(path: Path) -> None:
    with open_store(path, wait=0.05) as store:
        add(store, made.document())
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing to the store; wait"):
            add(store, made.document("second"))
        assert store.counts().documents == 1, "readers go on meanwhile"
        other.execute("ROLLBACK")
        other.close()
        add(store, made.document("second"))
        assert store.counts().documents == 2


def test_readers_see_the_state_before_until_a_writer_is_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.store import adding

    with open_store(path) as store, open_store(path, read_only=True) as reader:
        add(store, made.document())
        seen: list[tuple[int, int]] = []

        def look(materialiser: adding.Materialiser) -> None:
            finish(materialiser)
            seen.extend((one.counts().documents, one.version) for one in (store, reader))

        finish = adding.Materialiser.finish
        monkeypatch.setattr(adding.Materialiser, "finish", look)
        add(store, made.document("second"))
        assert seen == [(1, 1), (1, 1)]
        assert (reader.counts().documents, reader.version) == (2, 2)


def test_threads_share_a_store(store: Store) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(3):
                add(store, made.document(f"d{number}-{turn}"))
                with store.reading():
                    assert store.counts().rows == len(store.rows())
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert store.counts().documents == 12


KILLED = """
import sys
sys.path.insert(0, {tests!r})
import made_rows as made
from timeline.store import open_store
with open_store({path!r}) as store:
    for number in range(10_000):
        document = made.document(f"d{{number:05}}-{{sys.argv[1]}}")
        store.add([document], made.rows(document), articles=[made.article(document)])
        print(document.id, flush=True)
"""


def test_killed_at_any_moment_nothing_acknowledged_is_lost(path: Path) -> None:
    code = KILLED.format(tests=str(Path(__file__).parent), path=str(path))
    acknowledged: set[str] = set()
    for turn in range(3):
        process = subprocess.Popen([sys.executable, "-c", code, str(turn)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for _ in range(turn + 2):
            acknowledged.add(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
        acknowledged |= {line.strip() for line in process.stdout.read().splitlines() if line.endswith(str(turn))}
        process.wait()
        process.stdout.close()
        with open_store(path) as store:
            assert acknowledged <= set(store.document_ids())
            assert all(len(store.rows(name)) == 6 for name in store.document_ids()), "every document is whole"
            assert orphans(store) == []


# Migrations


def test_a_new_store_has_all_migrations_and_they_have_different_names(store: Store) -> None:
    names = [migration.__name__ for migration in schema.MIGRATIONS]
    assert [name for (name,) in store.select("SELECT name FROM migrations ORDER BY number")] == names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("done", range(len(schema.MIGRATIONS)))
def test_a_store_of_each_earlier_version_is_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    monkeypatch.setattr("timeline.store.opening.MIGRATIONS", schema.MIGRATIONS[:done])
    open_store(path).close()
    monkeypatch.undo()
    with pytest.raises(StoreError, match="earlier version"):
        open_store(path, read_only=True)
    with open_store(path) as store:
        add(store, made.document())
        assert store.counts().events == 5


def test_a_migration_that_fails_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (x)")
        raise sqlite3.OperationalError("database or disk is full")

    with open_store(path) as store:
        add(store, made.document())
    before = dump(path)
    monkeypatch.setattr("timeline.store.opening.MIGRATIONS", (*schema.MIGRATIONS, fails))
    with pytest.raises(StoreError, match="disk is full"):
        open_store(path)
    assert dump(path) == before


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def orphans(store: Store) -> list[tuple[object, ...]]:
    """Rows of articles that repeat no other but tell no event, events that nothing tells, and broken links."""
    sql = """SELECT 'row', r.id FROM rows r JOIN articles a ON a.document = r.document AND a.number = r.article
        WHERE a.repeats_document IS NULL AND r.key NOT IN (SELECT row FROM event_rows)
        UNION ALL SELECT 'event', id FROM events WHERE key NOT IN (SELECT event FROM event_rows)
        UNION ALL SELECT 'words', CAST(rowid AS TEXT) FROM words WHERE rowid NOT IN (SELECT key FROM events)"""
    return [*store.select(sql), *store.select("PRAGMA foreign_key_check")]


def test_replacing_keeps_unrelated_links_whole(store: Store) -> None:
    documents, articles, rows = made.many(20)
    store.add(documents, rows, articles=articles)
    changed = replace(documents[3], publisher="Another")
    store.add([changed], [row for row in rows if row.document == changed.id], articles=[articles[3]])
    assert orphans(store) == []
    assert store.counts().rows == 100
