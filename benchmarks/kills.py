"""Kill programs that add to an event store, correct what is in it and read it, at any moment, and see whether anything is lost.

python benchmarks/kills.py --kills 200

A killed program is a process ended by signal 9. What it had told to be stored, corrected or undone must be so, every document
must be whole, the file must open, and whoever reads meanwhile must never see half a document or half a correction.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import made_rows as made  # noqa: E402

from timeline.model import Document  # noqa: E402
from timeline.store import Store, open_store, verify  # noqa: E402

ROWS = 6
FIRST = 100
"""Documents that are there from the beginning, so that there is something to lose."""
TURNS = ("corrected", "undone", "redone")
"""What is told of corrections."""


def changing(state: int) -> Document:
    return made.document("changing", f"State {state}\n\n" + "\n\n".join(made.SENTENCES))


def add_and_tell(path: Path, turn: int, tell: int) -> None:
    """Add new documents, change one and correct what is told, and tell of each when it is stored; to be killed."""
    with open_store(path) as store:
        for number in range(1_000_000):
            if (number + turn) % 2:
                os.write(tell, correct(store, turn, number).encode())
                continue
            document = changing(turn * 1000 + number) if number % 6 == 0 else made.document(f"d{turn}-{number}")
            store.add([document], made.rows(document), articles=[made.article(document)])
            name = f"state {turn * 1000 + number}" if number % 6 == 0 else document.id
            os.write(tell, f"{name}\n".encode())


def correct(store: Store, turn: int, number: int) -> str:
    """Correct something or take back the last correction; return a line that tells of it."""
    log = store.corrections()
    kind = (number // 2 + turn) % 6
    if log and kind == 5:
        last = log[-1]
        (store.redo if last.is_undone else store.undo)([last.id], by="Ann")
        return f"{'redone' if last.is_undone else 'undone'} {last.id}\n"
    events = [identity for (identity,) in store.select("SELECT id FROM events ORDER BY id")]
    chosen = [events[(turn * 31 + number * place) % len(events)] for place in (3, 5, 7)]
    if kind == 0:
        made_ones = store.change(chosen[0], "title", f"Title {turn}-{number}", by="Ann")
    elif kind == 1:
        made_ones = store.change(store.event(chosen[0]).rows[0].id, "date", f"{1900 + number % 100}", by="Ann")
    elif kind == 2:
        made_ones = store.reject(chosen, by="Ann")
    elif kind == 3:
        made_ones = store.accept(chosen, by="Ann")
    else:
        made_ones = store.merge_events(chosen, by="Ann") if len({*chosen}) > 1 else ()
    return "".join(f"corrected {one.id}\n" for one in made_ones)


def read_and_tell(path: Path, tell: int) -> None:
    """Look at the store again and again, and tell what was seen by halves; to be killed."""
    while True:
        with open_store(path, read_only=True) as store:
            os.write(tell, ("torn\n" if by_halves(store) else "whole\n").encode())


def by_halves(store: Store) -> list[str]:
    """Return the documents without all rows, the rows that tell no event, the events rejected by halves, in one state."""
    rows = f"""SELECT d.id FROM documents d LEFT JOIN rows r ON r.document = d.key
        GROUP BY d.key HAVING count(r.key) <> CASE WHEN d.id GLOB 'f[0-9]*' THEN 1 ELSE {ROWS} END"""
    events = """SELECT r.id FROM rows r JOIN articles a ON a.document = r.document AND a.number = r.article
        WHERE a.repeats_document IS NULL AND r.key NOT IN (SELECT row FROM event_rows)"""
    reviews = """SELECT e.id FROM events e WHERE (e.review = 'rejected') <> (SELECT min(coalesce(c.review, '') = 'rejected')
        FROM event_rows er LEFT JOIN corrected_rows c ON c.row = er.row WHERE er.event = e.key)"""
    with store.reading():
        return [name for sql in (rows, events, reviews) for (name,) in store.select(sql)]


def start(work: Callable[[int], None]) -> tuple[int, int]:
    """Start a process that tells something; return its id and where to hear it."""
    hear, tell = os.pipe()
    process = os.fork()
    if process:
        os.close(tell)
        return process, hear
    try:
        os.close(hear)
        work(tell)
    except BaseException as error:
        os.write(tell, f"failed: {error!r}\n".encode())
    finally:
        os._exit(1)


def hear_some(hear: int, lines: int) -> str:
    """Return what a process told until there were so many lines."""
    told = b""
    while told.count(b"\n") < lines:
        if not select.select([hear], [], [], 60)[0]:
            raise SystemExit("nothing was stored or read for a minute")
        if not (more := os.read(hear, 65536)):
            break
        told += more
    return told.decode()


def end(process: int, hear: int) -> list[str]:
    """Kill a process and return what it had told but nobody had heard yet, in whole lines."""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    told = b""
    while more := os.read(hear, 65536):
        told += more
    os.close(hear)
    return told.decode().splitlines()


def fill(path: Path) -> None:
    documents = [
        Document(f"f{number}", f"Minister number {number} met envoy number {number % 7}.") for number in range(FIRST)
    ]
    rows = [made.row(document, document.text, "met", type="meeting") for document in documents]
    with open_store(path) as store:
        store.add(documents, rows)


def look(path: Path, acknowledged: list[str], before: str) -> str:
    """Raise SystemExit when something that was acknowledged is not in the store, or something is there by halves.

    ``before`` is the correction that was the last one when this was done before; return which one is now.
    """
    states = [int(name.split()[1]) for name in acknowledged if name.startswith("state")]
    turned = {name.split()[1]: name.split()[0] == "undone" for name in acknowledged if name.startswith(TURNS)}
    with open_store(path) as store:
        there = set(store.document_ids())
        if lost := {name for name in acknowledged if not name.startswith(("state", *TURNS))} - there:
            raise SystemExit(f"lost: {sorted(lost)}")
        log = {one.id: one.is_undone for one in store.corrections()}
        if lost := turned.keys() - log.keys():
            raise SystemExit(f"lost corrections: {sorted(lost)}")
        wrong = [name for name, is_undone in turned.items() if log[name] != is_undone]
        # only the last one may have been undone or redone by a program that was killed before it could tell; what it wrote
        # may come to light only now, when SQLite has looked through what all the killed programs left behind
        last = [*log][-1] if log else ""
        if set(wrong) - {last, before}:
            raise SystemExit(f"undone or not, other than told: {wrong}")
        acknowledged += [f"{'undone' if log[name] else 'redone'} {name}" for name in wrong]
        if states and int(store.document("changing").text.split(maxsplit=2)[1]) < states[-1]:
            raise SystemExit(f"lost: state {states[-1]} of the changing document")
        if half := by_halves(store):
            raise SystemExit(f"not whole: {half}")
        return last


def kill_in_a_loop(path: Path, kills: int, *, seed: int = 1) -> int:
    """Kill so many adding programs, and every fifth time the reading one too; return how many documents were acknowledged."""
    chance = random.Random(seed)
    fill(path)
    acknowledged: list[str] = []
    reader, seen = start(lambda tell: read_and_tell(path, tell))
    views: list[str] = []
    last = ""
    for turn in range(kills):
        writer, hear = start(lambda tell, turn=turn: add_and_tell(path, turn, tell))  # type: ignore[misc]
        told = hear_some(hear, chance.randrange(5)).splitlines()
        time.sleep(chance.random() * 0.04)  # any moment will do
        told += end(writer, hear)
        if failures := [line for line in told if line.startswith("failed")]:
            raise SystemExit(failures[0])
        acknowledged += told
        last = look(path, acknowledged, last)
        if turn % 5 == 4:
            views += hear_some(seen, 1).splitlines() + end(reader, seen)
            reader, seen = start(lambda tell: read_and_tell(path, tell))
    views += hear_some(seen, 1).splitlines() + end(reader, seen)
    if wrong := set(views) - {"whole"}:
        raise SystemExit(f"seen while others were adding: {sorted(wrong)}")
    if problems := verify(path):
        raise SystemExit(str(problems[0]))
    corrections = sum(name.startswith(TURNS) for name in acknowledged)
    print(
        f"{kills} kills: {len(acknowledged)} acknowledged ({corrections} of them corrections), none lost; "
        f"read {len(views)} times meanwhile, always whole"
    )
    return len(acknowledged)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        kill_in_a_loop(Path(folder) / "events.db", chosen.kills, seed=chosen.seed)
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
