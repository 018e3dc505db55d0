"""Corrections from the command line: made, listed, undone, taken to another store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import made_rows as made
import pytest

from timeline.cli import main
from timeline.store import open_store


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "events.db"
    document = made.document()
    with open_store(path) as opened:
        opened.add([document], made.rows(document), articles=[made.article(document)])
    return str(path)


def event_with(store: str, words: str) -> str:
    with open_store(store, read_only=True) as opened:
        ((identity,),) = opened.select("SELECT id FROM events WHERE title LIKE ?", (f"%{words}%",))
    return str(identity)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    code = main(arguments)
    told = capsys.readouterr()
    return code, [json.loads(line) for line in told.out.splitlines()], told.err


def test_changing_listing_undoing(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    attack = event_with(store, "attacked")
    words = ("--title", "Police post attacked", "--date", "March 2024", "--by", "Ann", "--why", "shorter")
    code, made_ones, said = run(capsys, "correct", "change", attack, *words, "--store", store)
    assert code == 0
    assert [(one["field"], one["after"], one["by"], one["why"]) for one in made_ones] == [
        ("title", "Police post attacked", "Ann", "shorter"), ("date", "2024-03", "Ann", "shorter"),
    ]  # fmt: skip
    assert f"timeline corrections undo {made_ones[0]['batch']}" in said
    assert run(capsys, "corrections", "list", "--store", store)[1] == made_ones
    code, undone, said = run(capsys, "corrections", "undo", made_ones[0]["batch"], "--by", "Ben", "--store", store)
    assert {one["undone_by"] for one in undone} == {"Ben"}
    assert "2 corrections undone" in said
    assert event_with(store, "TTP attacked") == attack
    assert run(capsys, "corrections", "redo", made_ones[0]["id"], "--store", store)[0] == 0
    code, listed, said = run(capsys, "corrections", "list", "--state", "undone", "--event", attack, "--store", store)
    assert [one["field"] for one in listed] == ["date"]
    assert "2 corrections: 1 in force, 1 undone, 0 orphaned" in said


def test_accepting_rejecting_and_exporting_what_is_left(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    attack, court = event_with(store, "attacked"), event_with(store, "court")
    monkeypatch.setattr("sys.stdin", iter([f"{attack}\n", "\n"]))
    assert run(capsys, "correct", "accept", "-", "--store", store)[1][0]["after"] == "accepted"
    assert run(capsys, "correct", "reject", court, "--store", store)[0] == 0
    table = tmp_path / "table.jsonl"
    said = run(capsys, "export", "--store", store, "--to", str(table))[2]
    assert "1 rejected" in said
    *lines, about = [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]
    assert court not in {line["event_id"] for line in lines}
    assert "1 rejected" in about["about"]["left out"]
    said = run(capsys, "export", "--store", store, "--to", str(table), "--review", "accepted")[2]
    assert "accepted events" in said
    assert "not reviewed" in said
    lines = [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]
    assert [line["event_id"] for line in lines[:-1]] == [attack]


def test_merging_keeping_apart_splitting(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    attack, court = event_with(store, "attacked"), event_with(store, "court")
    assert run(capsys, "correct", "merge", attack, court, "--store", store)[0] == 0
    with open_store(store, read_only=True) as opened:
        whole = next(opened.event(identity) for identity in (attack, court) if _is_there(opened, identity))
    assert len(whole.rows) == 2
    assert run(capsys, "correct", "split", whole.id, "--rows", whole.rows[0].id, "--store", store)[0] == 0
    assert run(capsys, "correct", "apart", attack, court, "--store", store)[0] == 0
    assert [one["action"] for one in run(capsys, "corrections", "list", "--store", store)[1]] == [
        "merge",
        "split",
        "split",
    ]


def _is_there(opened: Any, identity: str) -> bool:
    return bool(opened.select("SELECT 1 FROM events WHERE id = ?", (identity,)))


def test_adding_by_hand(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("Bridge opened", "--quote", "The bridge was opened.", "--publisher", "The Other Paper", "--type", "other")
    assert (
        run(capsys, "correct", "add", *words, "--date", "May 2024", "--actors", "UN", "TTP", "--store", store)[0] == 0
    )
    with open_store(store, read_only=True) as opened:
        event = opened.event(event_with(store, "Bridge"))
    assert [actor.id for actor in event.actors] == ["un", "ttp"]
    assert event.interval.edtf == "2024-05"


def test_the_day_of_an_article_and_another_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Fighters of the Crimson Banner attacked a convoy on Monday.", encoding="utf-8")
    store = str(tmp_path / "own.db")
    assert main(["add", str(page), "--store", store]) == 0
    assert (
        run(capsys, "correct", "publish", "page", "0", "13 March 2024", "--store", store)[1][0]["after"] == "2024-03-13"
    )
    assert run(capsys, "correct", "alias", "Crimson Banner", "--of", "TTP", "--store", store)[0] == 0
    with open_store(store, read_only=True) as opened:
        (row,) = [row for row in opened.rows() if "attacked" in row.evidence]
    assert row.interval.edtf == "2024-03-11"
    assert "ttp" in {actor.id for actor in row.actors}


def test_the_log_goes_to_another_store(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "correct", "reject", event_with(store, "court"), "--store", store)
    log, other = str(tmp_path / "log.xlsx"), str(tmp_path / "other.db")
    assert run(capsys, "corrections", "export", log, "--store", store)[0] == 0
    document = made.document()
    with open_store(other) as opened:
        opened.add([document], made.rows(document), articles=[made.article(document)])
    said = run(capsys, "diff", store, other)[2]
    assert "1 only in the first" in said
    assert "0 gained, 0 lost, 0 changed" in said
    assert "1 correction added" in run(capsys, "corrections", "import", log, "--store", other)[2]
    assert (
        "0 corrections added, 0 undone or redone, 1 unchanged"
        in run(capsys, "corrections", "import", log, "--store", other)[2]
    )
    assert "corrections" not in run(capsys, "diff", store, other)[2]
    assert run(capsys, "verify", "--store", other)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("correct", "change", "x"), 2, "says nothing to change"),
        (("correct", "accept", "x"), 1, "there is no event or row 'x'"),
        (("correct", "accept", "x", "--by", " "), 2, "give your name: --by NAME"),
        (("correct", "publish", "page", "0", "some day"), 1, "'some day'"),
        (("corrections", "undo", "x"), 1, "there is no correction 'x'"),
        (("corrections", "export", "log.pdf"), 1, "use .jsonl, .ndjson, .xlsx"),
        (("corrections", "import", "nowhere.jsonl"), 1, "nowhere.jsonl: cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_line(
    store: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, says: str
) -> None:
    found, _, said = run(capsys, *arguments, "--store", store)
    assert found == code
    assert says in said
    assert len(said.splitlines()) == 1


def test_no_store_is_made_by_correcting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "correct", "accept", "x", "--store", str(tmp_path / "none.db"))[0] == 1
    assert list(tmp_path.iterdir()) == []
