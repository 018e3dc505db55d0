"""Exports hold what was filtered and nothing else, say what they leave out, and give no spreadsheet anything to run."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import made_rows as made
import openpyxl
import pandas as pd
import pytest

import timeline
from timeline.errors import ExportError
from timeline.export import FORMATS, about, export, to_csv, to_jsonl, to_xlsx
from timeline.queries import COLUMNS, Filter, figures_table, left_out, query, sources_table
from timeline.store import Store, open_store

WANTED = Filter(since="2022", undated=True)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    document = made.document()
    with open_store(tmp_path_factory.mktemp("export") / "events.db") as store:
        store.add([document], made.rows(document), articles=[made.article(document)])
        yield store


@pytest.fixture(scope="module")
def table(store: Store) -> pd.DataFrame:
    return query(store, WANTED)


def read_csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel needs the byte order mark to see UTF-8"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheets(content: bytes) -> dict[str, list[dict[str, Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {}
    for sheet in book:
        head, *lines = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, line, strict=True)) for line in lines]
    return found


def hostile(table: pd.DataFrame, text: str) -> pd.DataFrame:
    copy = table.copy()
    copy["title"] = text
    copy["evidence"] = text
    return copy


# CSV


def test_csv_holds_the_table(table: pd.DataFrame) -> None:
    lines = read_csv(to_csv(table))
    assert len(lines) == len(table) == 5
    assert tuple(lines[0]) == COLUMNS
    attack = next(line for line in lines if line["type"] == "attack")
    assert (attack["first"], attack["edtf"]) == ("2024-03-03", "2024-03-03")
    assert attack["regions"] == "PK; PK-KP"
    assert attack["places"] == "Peshawar [PK-KP] 34.01 71.58"
    assert attack["figures"] == "5 killed (5 officers)"
    meeting = next(line for line in lines if line["type"] == "meeting")
    assert meeting["edtf"] == "2023-02", "a month stays a month"
    aid = next(line for line in lines if line["type"] == "aid")
    assert (aid["first"], aid["last"], aid["edtf"]) == ("", "", "")


def test_csv_can_be_read_back_by_pandas(table: pd.DataFrame) -> None:
    content = to_csv(table, filter=WANTED, left_out="nothing")
    back = pd.read_csv(io.BytesIO(content), comment="#", encoding="utf-8-sig", parse_dates=["first", "last"])
    assert list(back["event_id"]) == list(table["event_id"])
    assert list(back["first"].dropna()) == list(table["first"].dropna())


def test_csv_says_what_it_leaves_out_in_its_last_line(store: Store) -> None:
    wanted = Filter(since="2022")
    content = to_csv(query(store, wanted), filter=wanted, left_out=left_out(store, wanted), made=date(2026, 11, 22))
    last = content.decode("utf-8-sig").splitlines()[-1]
    assert last.startswith("# shows: events since 2022; events: 4 of 5; left out: 1 without a date; made")
    assert "made: 2026-11-22; program: Event Timeline " in last


def test_lines_of_a_chart_are_not_counted_as_events(store: Store, table: pd.DataFrame) -> None:
    lines = pd.concat([table, table])  # an event has a line in each of its lanes
    assert about(lines, left_out=left_out(store, WANTED))["events"].startswith("5 of 5")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", " =1", '=HYPERLINK("http://example.org")', "\n=1"]
)
def test_no_cell_is_a_formula(table: pd.DataFrame, text: str) -> None:
    for line in read_csv(to_csv(hostile(table, text))):
        assert line["title"].startswith("'")
        assert line["title"][1:] == text
    content = to_xlsx(hostile(table, text))
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", cell.value
            assert cell.hyperlink is None


def test_ordinary_text_and_numbers_are_not_touched(table: pd.DataFrame) -> None:
    for line in read_csv(to_csv(hostile(table, "Türkiye’s “envoy”, 5–6 km away\nnext line; a=b"))):
        assert line["title"] == "Türkiye’s “envoy”, 5–6 km away\nnext line; a=b"
        assert line["confidence"] in ("0.9", "0.8", "0.4")


# JSON lines


def test_json_lines_hold_the_table_with_its_lists(table: pd.DataFrame) -> None:
    lines = [json.loads(line) for line in to_jsonl(table).splitlines()]
    assert len(lines) == 5
    assert tuple(lines[0]) == COLUMNS
    attack = next(line for line in lines if line["type"] == "attack")
    assert attack["places"] == [
        {"name": "Peshawar", "country": "PK", "subdivision": "PK-KP", "lat": 34.01, "lon": 71.58}
    ]
    assert attack["actors"] == ["Tehreek-e-Taliban Pakistan"]
    assert (attack["first"], attack["last"], attack["published"]) == ("2024-03-03", "2024-03-03", "2024-03-09")
    hold = next(line for line in lines if line["type"] == "takeover")
    assert (hold["first"], hold["last"]) == ("2023-09-01", None)
    assert next(line for line in lines if line["type"] == "aid")["edtf"] is None


def test_json_lines_end_with_what_is_left_out(store: Store, table: pd.DataFrame) -> None:
    *events, last = [
        json.loads(line) for line in to_jsonl(table, filter=WANTED, left_out=left_out(store, WANTED)).splitlines()
    ]
    assert len(events) == 5
    assert last["about"]["shows"] == "events since 2022 with those without a date"
    assert (last["about"]["events"], last["about"]["left out"]) == ("5 of 5, of which 1 without a date", "nothing")


def test_json_keeps_letters_as_they_are(table: pd.DataFrame) -> None:
    assert "کابل Türkiye".encode() in to_jsonl(hostile(table, "کابل Türkiye"))


# XLSX


def test_xlsx_has_its_sheets(store: Store, table: pd.DataFrame) -> None:
    content = to_xlsx(
        table,
        filter=WANTED,
        left_out=left_out(store, WANTED),
        sources=sources_table(store, WANTED),
        figures=figures_table(store, WANTED),
        made=date(2026, 11, 22),
    )
    found = sheets(content)
    assert list(found) == ["events", "sources", "figures", "about"]
    assert [line["event_id"] for line in found["events"]] == list(table["event_id"])
    assert {line["evidence"] for line in found["sources"]} == set(made.SENTENCES[:5])
    assert found["figures"][0]["value"] == 120
    said = {line["what"]: line["said"] for line in found["about"]}
    assert said["shows"] == WANTED.in_words()
    assert said["events"] == "5 of 5, of which 1 without a date"
    assert said["left out"] == "nothing"
    assert said["made"] == "2026-11-22"
    assert said["program"] == f"Event Timeline {timeline.__version__}"


def test_only_days_known_exactly_are_dates_in_xlsx(table: pd.DataFrame) -> None:
    by_type = {line["type"]: line for line in sheets(to_xlsx(table))["events"]}
    assert by_type["attack"]["first"] == datetime(2024, 3, 3)
    assert by_type["meeting"]["first"] == "2023-02-01"
    assert (by_type["meeting"]["edtf"], by_type["legal"]["edtf"]) == ("2023-02", "2022")
    assert by_type["takeover"]["last"] is None
    assert by_type["aid"]["first"] is None
    assert by_type["legal"]["published"] == datetime(2024, 3, 9)


def test_xlsx_keeps_its_head_in_sight(table: pd.DataFrame) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(table)))["events"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:AA6"
    assert sheet.column_dimensions["B"].width > 40


def test_without_sentences_at_hand_the_sources_are_the_documents(table: pd.DataFrame) -> None:
    found = sheets(to_xlsx(table))
    assert list(found) == ["events", "sources", "about"]
    assert {line["document"] for line in found["sources"]} == {"first"}


def test_xlsx_takes_signs_that_it_cannot_hold_and_very_long_texts(table: pd.DataFrame) -> None:
    (title, *_) = [line["title"] for line in sheets(to_xlsx(hostile(table, "a\x00b\x0bc" + "x" * 40_000)))["events"]]
    assert title.startswith("a\N{REPLACEMENT CHARACTER}b")
    assert len(title) == 32_767
    assert title.endswith("…")


def test_days_before_the_calendar_of_excel_are_text(table: pd.DataFrame) -> None:
    old = table.copy()
    old["precision"] = "day"
    old["first"] = pd.to_datetime(["1893-11-12"] * 5).astype("datetime64[ms]")
    assert {line["first"] for line in sheets(to_xlsx(old))["events"]} == {"1893-11-12"}


# All of them


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_table_is_an_honest_empty_file(store: Store, tmp_path: Path, suffix: str) -> None:
    nothing = Filter(words="nosuchword")
    path = export(query(store, nothing), tmp_path / f"none{suffix}", filter=nothing, left_out=left_out(store, nothing))
    assert path.stat().st_size > 0


def test_what_a_file_says_of_itself_is_only_what_is_known(table: pd.DataFrame) -> None:
    assert list(about(table)) == ["events", "program"]


def test_another_suffix_is_refused(table: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot be written as \.docx; use \.csv, \.xlsx, \.jsonl"):
        export(table, tmp_path / "events.docx")
    with pytest.raises(ExportError, match="a file without a suffix"):
        export(table, tmp_path / "events")


def test_a_file_that_cannot_be_written_is_said(table: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot be written \(No such file or directory\); choose another folder"):
        export(table, tmp_path / "nowhere" / "events.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        export(table, tmp_path / "folder.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"], "nothing half-written is left behind"


def test_a_file_that_was_there_stays_until_the_new_one_is_whole(
    table: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.csv"
    path.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(ExportError, match="No space left on device"):
        export(table, path)
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["events.csv"]


def test_the_module_can_be_called_by_its_name(table: pd.DataFrame, tmp_path: Path) -> None:
    assert timeline.export(table, tmp_path / "events.csv").exists()
