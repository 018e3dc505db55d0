"""Programs that are killed, a disk that is full: nothing acknowledged is lost, and the error says why."""

import os
import subprocess
import sys
from pathlib import Path

import made_rows as made
import pytest

from timeline.store import open_store, verify

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are started by fork")
def test_twenty_programs_killed_while_they_add_correct_and_others_read() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "kills.py"), "--kills", "20"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "20 kills" in done.stdout
    assert "none lost" in done.stdout
    assert int(done.stdout.partition("(")[2].split()[0]) > 5, "hardly anything was corrected"


LIMITED = """
import os, resource, signal, sys
sys.path.insert(0, {tests!r})
import made_rows as made
from timeline.errors import StoreError
from timeline.store import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store({path!r})
wal = {path!r} + "-wal"
largest = max(os.path.getsize(name) for name in ({path!r}, wal) if os.path.exists(name))
resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 40_000, largest + 40_000))
try:
    for number in range(1000):
        document = made.document(f"more{{number}}", "\\n".join(made.SENTENCES) + "x" * 9000)
        store.add([document], made.rows(document), articles=[made.article(document)])
        print(document.id, flush=True)
except StoreError as error:
    print(error, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of file size")
def test_files_that_may_not_grow_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "events.db"
    documents, articles, rows = made.many(20)
    with open_store(path) as store:
        store.add(documents, rows, articles=articles)
    code = LIMITED.format(tests=str(ROOT / "tests"), path=str(path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    *acknowledged, error = done.stdout.splitlines()
    assert "events.db: the disk" in error
    assert "nothing stored was lost" in error
    with open_store(path) as store:
        assert store.document_ids() == [*(document.id for document in documents), *acknowledged]
        assert store.rows("d3") == [row for row in rows if row.document == "d3"]
        add_one_more = made.document("afterwards")
        store.add([add_one_more], made.rows(add_one_more))
    assert verify(path) == []
