"""Two extractions are compared by document and quote: what is new, what is gone, what is told differently."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import made_rows as made
import pytest

from timeline.cli import main
from timeline.differences import by_document, differences
from timeline.store import open_store

DOCUMENT = made.document()
ROWS = [row.as_record() for row in made.rows(DOCUMENT)]


def changes(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[tuple[str, str, tuple[str, ...]]]:
    found = [one for one in differences(old, new) if one.change != "same"]
    return [(one.change, (one.new or one.old or {})["trigger"], one.fields) for one in found]


def test_the_same_rows_are_the_same_whatever_their_order_ids_and_reasons() -> None:
    new = [{**row, "id": f"x{n}", "why": "…", "made_by": "2", "start": row["start"] + 7} for n, row in enumerate(ROWS)]
    assert changes(ROWS, new[::-1]) == []
    assert len(differences(ROWS, new)) == 6


def test_gains_and_losses_are_told_in_reading_order() -> None:
    assert changes(ROWS[:3], ROWS[2:]) == [
        ("lost", "attacked", ()),
        ("lost", "met", ()),
        ("gained", "held", ()),
        ("gained", "sentenced", ()),
        ("gained", "killed", ()),
    ]


def test_what_changed_is_named() -> None:
    new = [{**ROWS[0], "first": "2024-03-04", "actors": []}, *ROWS[1:]]
    assert changes(ROWS, new) == [("changed", "attacked", ("first", "actors"))]


def test_two_rows_of_one_sentence_are_told_apart() -> None:
    other = {**ROWS[0], "trigger": "killing", "first": "2024-03-05"}
    assert changes([ROWS[0], other], [other, ROWS[0]]) == []
    assert changes([ROWS[0], other], [other]) == [("lost", "attacked", ())]
    assert changes([ROWS[0]], [{**ROWS[0], "trigger": "assaulted"}]) == [("changed", "assaulted", ("trigger",))]


def test_a_sentence_cut_elsewhere_is_the_same_row() -> None:
    longer = {**ROWS[1], "evidence": "Later,  " + ROWS[1]["evidence"]}
    assert changes([ROWS[1]], [longer]) == [("changed", "met", ("evidence",))]
    wider = {**ROWS[1], "evidence": ROWS[1]["evidence"].replace(" ", "\n ")}
    assert changes([ROWS[1]], [wider]) == []


def test_documents_are_never_mixed_up() -> None:
    other = [{**row, "document": "other"} for row in ROWS]
    found = by_document(differences(ROWS, other))
    assert found == {"first": Counter(lost=6), "other": Counter(gained=6)}


# The command


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_store_is_compared_with_a_file_of_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(tmp_path / "old.db") as store:
        told = [replace(row, made_by="1") for row in made.rows(DOCUMENT)]
        store.add([DOCUMENT], told, articles=[made.article(DOCUMENT)])
    new = written(tmp_path / "new.jsonl", [{**ROWS[0], "type": "clash", "made_by": "2"}, *ROWS[1:5]])
    assert main(["diff", str(tmp_path / "old.db"), str(new)]) == 0
    out, err = capsys.readouterr()
    changed, lost = (json.loads(line) for line in out.splitlines())
    assert changed["fields"] == {"type": {"old": "attack", "new": "clash"}}
    assert changed["made_by"] == {"old": "1", "new": "2"}
    assert (lost["change"], lost["trigger"]) == ("lost", "killed")
    assert "1 document; rows: 0 gained, 1 lost, 1 changed, 4 same" in err
    assert main(["diff", str(tmp_path / "old.db"), str(new), "--by-document"]) == 0
    (counts,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert counts == {"document": "first", "gained": 0, "lost": 1, "changed": 1, "same": 4}


@pytest.mark.parametrize("content", ["{", "[]", '{"document": "a"}', "some text"])
def test_what_is_no_file_of_rows_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    old, new = written(tmp_path / "old.jsonl", ROWS), tmp_path / "new.jsonl"
    new.write_text(f"{json.dumps(ROWS[0])}\n{content}\n", encoding="utf-8")
    assert main(["diff", str(old), str(new)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "new.jsonl: line 2: is n" in err
    assert main(["diff", str(old), str(tmp_path / "nowhere")]) == 1
    assert "nowhere: cannot be read" in capsys.readouterr().err
