"""Rules: loading, laying a project's folder over the packaged files, and saying where something is wrong."""

from pathlib import Path

import pytest

from timeline import rules
from timeline.errors import RulesError


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_packaged_rules_have_every_file() -> None:
    loaded = rules.packaged()
    for name in rules.TOML_FILES:
        assert loaded.lists[name] or loaded.tables[name], f"{name} is empty"
    for name in rules.CSV_FILES:
        assert len(loaded.rows[name]) > 300, f"{name} is nearly empty"


def test_an_overlay_adds_replaces_and_removes(tmp_path: Path) -> None:
    known = rules.packaged().rows["actors.csv"][0]
    columns = ",".join(known)
    cells = dict.fromkeys(known, "")
    blank = list(cells)
    line_new = ",".join({"id": "zz-new", "name": "New Group"}.get(c, "") for c in blank)
    line_replaced = ",".join({"id": known["id"], "name": "Renamed"}.get(c, "") for c in blank)
    second = rules.packaged().rows["actors.csv"][1]
    line_removed = ",".join({"id": second["id"], "flags": "remove"}.get(c, "") for c in blank)
    folder = write(tmp_path / "own", "actors.csv", "\n".join([columns, line_new, line_replaced, line_removed]) + "\n")
    loaded = {entry["id"]: entry for entry in rules.load(folder).rows["actors.csv"]}
    assert loaded["zz-new"]["name"] == "New Group"
    assert loaded[known["id"]]["name"] == "Renamed"
    assert second["id"] not in loaded
    assert len(loaded) == len(rules.packaged().rows["actors.csv"])


def test_an_overlay_of_toml_replaces_by_name_and_keeps_the_order(tmp_path: Path) -> None:
    before = [entry["name"] for entry in rules.packaged().entries("types.toml", "type")]
    folder = write(
        tmp_path / "own", "types.toml", f'[[type]]\nname = "{before[1]}"\nlabel = "Mine"\n[[type]]\nname = "my_type"\n'
    )
    after = rules.load(folder).entries("types.toml", "type")
    assert [entry["name"] for entry in after] == [*before, "my_type"]
    assert after[1]["label"] == "Mine"


def test_an_overlay_changes_the_version(tmp_path: Path) -> None:
    folder = write(tmp_path / "own", "types.toml", '[[type]]\nname = "my_type"\n')
    assert rules.load(folder).version != rules.packaged().version
    assert rules.load(None).version == rules.packaged().version


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("types.toml", "[[type]\n", "not valid TOML"),
        ("types.toml", '[[type]]\nlabel = "no name"\n', "has no name"),
        ("types.toml", '[[type]]\nname = "a"\n[[type]]\nname = "a"\n', "there twice"),
        ("actors.csv", "name,short\nA,B\n", "no 'id'"),
        ("actors.csv", "id,name\n,B\n", "line 2"),
        ("actors.csv", "id,name\na,B,C\n", "more cells"),
        ("actors.csv", "id,name\na,B\na,C\n", "there twice"),
        ("notes.txt", "hello", "none of the files"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, name: str, text: str, says: str) -> None:
    folder = write(tmp_path / "own", name, text)
    with pytest.raises(RulesError, match=says) as caught:
        rules.load(folder)
    assert str(folder) in str(caught.value)


def test_a_folder_that_is_not_there() -> None:
    with pytest.raises(RulesError, match="no such folder"):
        rules.load("no/such/folder")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "actors.csv").write_bytes(b"id,name\nx,\xff\xfe\n")
    with pytest.raises(RulesError, match="UTF-8"):
        rules.load(folder)
