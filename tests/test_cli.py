"""The command line: data to standard output, one line for each failed input, exit codes 0, 1 and 2."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Self

import pytest

from timeline.cli import main, serving
from timeline.cli.options import parser
from timeline.model import Document
from timeline.pipeline import Extraction
from timeline.store import SavedView, open_store, save_view

ROOT = Path(__file__).parent.parent

FIRST = """Gunmen kill five officers in Peshawar

Published: 9 March 2024

PESHAWAR: Gunmen attacked a police post in Peshawar on 3 March 2024, killing five officers, officials said.

The Tehreek-e-Taliban Pakistan claimed the attack on Saturday.
Envoys of Pakistan met Afghan Taliban officials in Kabul in February 2023.
"""
SECOND = """Trade talks

Envoys from Pakistan and Afghanistan met in Kabul on 14 May 2023 to talk about trade. A further round was held on Monday.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "some articles"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture
def store(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "events.db"
    assert main(["add", str(articles), "--store", str(path)]) == 0
    capsys.readouterr()
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


# extract and dates

ROW_FIELDS = [
    "id", "title", "document", "article", "published", "start", "end", "evidence", "trigger", "date_text", "first", "last",
    "precision", "bound", "kind", "edtf", "rule", "dating", "why", "type", "plover", "status", "actors", "roles", "places",
    "figures", "confidence", "made_by",
]  # fmt: skip
DATE_FIELDS = [
    "document", "article", "published", "start", "end", "text", "first", "last", "precision", "bound", "kind", "edtf", "rule",
    "timex_type", "timex_value", "timex_mod", "timex_quant", "timex_freq", "anchor", "why",
]  # fmt: skip


def test_rows_have_the_fields_of_the_contract(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "extract", articles, "--rows")
    rows = records(out)
    assert (code, err) == (0, "")
    assert {row["document"] for row in rows} == {"first", "second"}
    texts = {"first": FIRST, "second": SECOND}
    for row in rows:
        assert list(row) == ROW_FIELDS
        assert texts[row["document"]][row["start"] : row["end"]] == row["evidence"]
    attack = next(row for row in rows if row["date_text"] and "3 March 2024" in row["date_text"])
    assert (attack["first"], attack["last"], attack["edtf"]) == ("2024-03-03", "2024-03-03", "2024-03-03")
    assert any(place["subdivision"] == "PK-KP" for place in attack["places"])


def test_events_have_the_columns_of_the_table(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from timeline.queries import COLUMNS

    code, out, err = run(capsys, "extract", articles)
    events = records(out)
    assert code == 0
    assert set(COLUMNS) - {"review"} <= set(events[0])
    days = [event["first"] or event["last"] or "9999" for event in events]
    assert days == sorted(days)
    assert err.startswith(f"timeline: {len(events)} event")


def test_date_mentions_have_the_fields_of_the_contract(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "dates", articles)
    mentions = records(out)
    assert (code, err) == (0, "")
    assert all(list(mention) == DATE_FIELDS for mention in mentions)
    found = {mention["text"]: mention for mention in mentions if mention["document"] == "first"}
    assert found["3 March 2024"]["first"] == "2024-03-03"
    assert found["3 March 2024"]["published"] == "2024-03-09"
    assert FIRST[found["3 March 2024"]["start"] : found["3 March 2024"]["end"]] == "3 March 2024"
    assert found["3 March 2024"]["timex_value"] == "2024-03-03"


def test_durations_can_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(
        "The war lasted nine years. The talks began on 5 May 2021 in Doha.", encoding="utf-8"
    )
    every = records(run(capsys, "dates", tmp_path / "a.txt")[1])
    dates = records(run(capsys, "dates", tmp_path / "a.txt", "--only-dates")[1])
    assert {mention["timex_type"] for mention in every} == {"DURATION", "DATE"}
    assert [mention["timex_type"] for mention in dates] == ["DATE"]


def test_without_a_day_of_publication_relative_dates_stay_open(
    articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = articles / "second.txt"
    (monday,) = [m for m in records(run(capsys, "dates", second)[1]) if "Monday" in m["text"]]
    assert (monday["published"], monday["first"], monday["edtf"]) == (None, None, None)
    (monday,) = [
        m for m in records(run(capsys, "dates", second, "--published", "17 May 2023")[1]) if "Monday" in m["text"]
    ]
    assert (monday["published"], monday["first"]) == ("2023-05-17", "2023-05-15")


def test_the_records_own_day_wins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        {"id": "own", "text": "It ended on Monday in Kabul.", "published": "2024-05-15"},
        {"id": "none", "text": "It ended on Monday in Kabul."},
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = {m["document"]: m for m in records(run(capsys, "dates", path, "--published", "2023-05-17")[1])}
    assert (found["own"]["first"], found["none"]["first"]) == ("2024-05-13", "2023-05-15")
    run(capsys, "add", path, "--published", "2023-05-17", "--store", tmp_path / "e.db")
    listed = {
        line["document"]: line["published"] for line in records(run(capsys, "list", "--store", tmp_path / "e.db")[1])
    }
    assert listed == {"own": "2024-05-15", "none": "2023-05-17"}


def test_records_are_read_from_standard_input() -> None:
    lines = '{"id": "r1", "text": "It ended last Friday.", "published": "2024-03-12"}\n'
    done = program(["dates", "-"], input=lines)
    assert (done.returncode, done.stderr) == (0, "")
    (mention,) = records(done.stdout)
    assert (mention["document"], mention["first"]) == ("r1", "2024-03-08")


def test_letters_are_kept_as_they_are_whatever_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Envoys of Türkiye met “officials” in Kabul on 5 May 2021.", encoding="utf-8")
    done = program(["extract", str(path), "--rows"], environment={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert "Türkiye met “officials”" in done.stdout
    assert done.returncode == 0


def test_the_work_can_be_shared_out(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = run(capsys, "extract", articles, "--rows")
    assert run(capsys, "extract", articles, "--rows", "--jobs", "2") == alone


# add, list, show


def test_adding_again_changes_nothing(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new" / "events.db"
    code, out, err = run(capsys, "add", articles, "--store", path)
    assert (code, out) == (0, "")
    assert "2 added, 0 replaced, 0 unchanged; it now holds 2 documents" in err
    assert "0 added, 0 replaced, 2 unchanged" in run(capsys, "add", articles, "--store", path)[2]
    (articles / "second.txt").write_text(SECOND.replace("trade", "water"), encoding="utf-8")
    assert "0 added, 1 replaced, 1 unchanged" in run(capsys, "add", articles, "--store", path)[2]


def test_articles_are_listed_with_where_their_day_was_found(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "list", "--store", store)
    first, second = records(out)
    assert code == 0
    assert (first["document"], first["published"]) == ("first", "2024-03-09")
    assert first["published_from"] != "not found"
    assert (second["published"], second["published_from"]) == (None, "not found")


def test_an_event_is_shown_with_its_rows(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(store, read_only=True) as opened:
        identity = opened.select("SELECT id FROM events ORDER BY day")[0][0]
    code, out, _ = run(capsys, "show", identity, "--store", store)
    (event,) = records(out)
    assert code == 0
    assert event["event_id"] == identity
    assert list(event["rows"][0]) == ROW_FIELDS
    code, out, err = run(capsys, "show", "nothing", "--store", store)
    assert (code, out) == (1, "")
    assert "there is no event 'nothing'" in err


# export


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl"])
def test_tables_are_written(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str) -> None:
    target = tmp_path / f"out{suffix}"
    code, out, err = run(capsys, "export", "--store", store, "--to", target, "--region", "AF", "--since", "2023")
    assert (code, out) == (0, "")
    assert target.stat().st_size > 0
    assert "events in Afghanistan since 2023: " in err
    assert "left out: " in err


def test_an_export_holds_what_the_filter_says(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.jsonl"
    run(capsys, "export", "--store", store, "--to", target, "--region", "PK-KP", "--until", "2024-03")
    *events, about = records(target.read_text(encoding="utf-8"))
    assert events
    assert all("PK-KP" in event["regions"] for event in events)
    assert "left out" in about["about"]
    run(capsys, "export", "--store", store, "--to", target, "--words", "nosuchword")
    assert len(records(target.read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize("chart", ["chronology", "periods", "map"])
def test_charts_are_written(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], chart: str) -> None:
    target = tmp_path / "chart.html"
    code, out, err = run(capsys, "export", "--store", store, "--to", target, "--chart", chart, "--period", "year")
    assert (code, out) == (0, ""), err
    page = target.read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "Made on" in page


def test_an_image_is_written_where_there_is_a_browser(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from timeline.charts import has_image_engine

    code, _, err = run(capsys, "export", "--store", store, "--to", tmp_path / "chart.svg")
    if has_image_engine():
        assert code == 0, err
        assert (tmp_path / "chart.svg").read_bytes().lstrip().startswith(b"<svg")
    else:
        assert code == 1
        assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("chart", "options", "said"),
    [
        ("timeline", ["--lanes", "source"], "Timeline by source"),
        ("trends", ["--by", "region", "--uncertain", "apart"], "Events per"),
        ("map", ["--whole-map"], "Places of events"),
        ("network", [], "Actors named in the same events"),
        ("matrix", [], "Actors named in the same events"),
        ("splits", ["--actor", "TTP"], "Splits and mergers around Tehreek-e-Taliban Pakistan"),
        ("ranking", ["--by", "precision"], "Events by precision"),
        ("compare", ["--actor", "TTP", "--actor", "Pakistan"], "Tehreek-e-Taliban Pakistan and Pakistan compared"),
        ("compare", ["--periods", "2023", "March 2024"], "2023 and March 2024 compared"),
        ("figures", [], "Figures: "),
    ],
)
def test_every_chart_of_the_pages_comes_as_a_file_with_its_data(
    chart: str, options: list[str], said: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("chart.html", "data.csv"):
        code, _, err = run(capsys, "export", "--store", store, "--to", tmp_path / name, "--chart", chart, *options)
        assert code == 0, err
        assert said in err
    assert said.encode() in (tmp_path / "chart.html").read_bytes()
    lines = (tmp_path / "data.csv").read_text("utf-8-sig").splitlines()
    assert lines[-1].startswith(f"# shows: {said}")
    if chart != "figures":
        assert len(lines) > 2, "a head, at least one line, and what was asked for"


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["--chart", "splits"], "shows the family of one group"),
        (["--chart", "splits", "--actor", "Pakistan", "--actor", "TTP"], "shows the family of one group"),
        (["--chart", "compare"], "needs two to compare"),
        (["--chart", "trends", "--by", "status"], "trends are not parted by it"),
        (["--chart", "figures", "--unit", "unicorns"], "no figure is of this unit"),
    ],
)
def test_options_that_do_not_fit_a_chart_are_wrong_usage(
    options: list[str], what: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "export", "--store", store, "--to", tmp_path / "x.html", *options)
    assert (code, len(err.splitlines())) == (2, 1)
    assert re.search(what, err)
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize(
    ("option", "typed", "near"),
    [
        ("--region", "Nangahar", "'Nangarhar (AF-NAN)'"), ("--type", "atack", "'attack'"), ("--place", "Peshavar", "'Peshawar'"),
        ("--place", "Balochistan", "filter by the region PK-BA"),
        ("--actor", "Tehreek e Taliban Pakistan", "'Tehreek-e-Taliban Pakistan'"), ("--source", "frst", "'first'"),
    ],
)  # fmt: skip
def test_a_name_that_names_nothing_is_said_with_those_like_it(
    option: str, typed: str, near: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "export", "--store", store, "--to", tmp_path / "x.csv", option, typed)
    assert code == 2
    assert err.startswith(f"timeline: {option} {typed}: no {option[2:]} is called")
    assert near in err
    assert not (tmp_path / "x.csv").exists()


def test_a_known_name_without_events_is_an_answer(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "export", "--store", store, "--to", tmp_path / "x.csv", "--region", "Fiji")
    assert code == 0
    assert "events in Fiji: 0 of" in err


def test_the_filter_of_a_saved_view_is_exported(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(store) as opened:
        save_view(opened, SavedView("Kabul 2023", "map", "region=AF&since=2023-01-01", date(2025, 11, 23)))
    options = ["export", "--store", store, "--to", tmp_path / "x.csv", "--view"]
    code, _, err = run(capsys, *options, "kabul 2023")
    assert code == 0
    assert "events in Afghanistan since 2023:" in err
    assert "in Pakistan since 2023:" in run(capsys, *options, "Kabul 2023", "--region", "PK")[2]
    code, _, err = run(capsys, *options, "Kabul 2022")
    assert code == 2
    assert "did you mean 'Kabul 2023'?" in err


def test_what_no_file_can_be_is_wrong_usage_or_an_error(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "export", "--store", store, "--to", tmp_path / "out.docx")
    assert code == 1
    assert "cannot be written as .docx; use .csv" in err
    code, _, err = run(capsys, "export", "--store", store, "--to", tmp_path / "out.docx", "--chart", "map")
    assert code == 2
    assert "a chart cannot be written as .docx" in err


# explain, check, dashboard


def test_explain_gives_one_line_per_date(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "explain", "It ended last Friday and began in May 2021.", "--published", "2024-03-12")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 2
    assert "2024-03-08" in out
    code, out, err = run(capsys, "explain", "Nothing here.")
    assert (code, out, err) == (0, "", "timeline: there is no date in the text\n")


def test_check_passes_the_packaged_rules(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check")
    assert (code, out) == (0, ""), err
    assert err.endswith("0 problems\n")


def test_check_names_what_is_wrong_in_ones_own_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "check", "--rules", tmp_path / "nowhere")
    assert code == 1
    assert "there is no such folder of rules" in err
    (tmp_path / "dates.toml").write_text("[[rule]\n", encoding="utf-8")
    code, _, err = run(capsys, "check", "--rules", tmp_path)
    assert code == 1
    assert err.startswith(f"timeline: {tmp_path / 'dates.toml'}: is not valid TOML")


class Served:
    """Stands for the process of the dashboard, and notes how it was started."""

    calls: ClassVar[list[tuple[list[str], dict[str, Any]]]] = []

    def __init__(self, command: list[str], **options: Any) -> None:
        self.calls.append((command, options))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wait(self) -> int:
        return 0


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, Any]]]:
    monkeypatch.setattr(Served, "calls", [])
    monkeypatch.setattr(serving.subprocess, "Popen", Served)
    return Served.calls


def test_the_dashboard_is_served_on_the_store(
    served: list[tuple[list[str], dict[str, Any]]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "dashboard", "--store", "my.db", "--port", 9000)
    ((command, options),) = served
    assert (code, out) == (0, "")
    assert command[1:3] == ["-m", "timeline.pages.serve"]
    assert command[3] == str(ROOT / "dashboard.py")
    assert command[command.index("--server.port") + 1] == "9000"
    assert options["cwd"] == ROOT, "where the settings lie"
    assert options["env"]["TIMELINE_STORE"] == str(tmp_path / "my.db"), "the folder it is run in may be another"
    assert "http://localhost:9000" in err


def test_a_dashboard_that_can_only_be_read_is_told_so(
    served: list[tuple[list[str], dict[str, Any]]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "dashboard", "--read-only")[0] == 0
    assert run(capsys, "dashboard")[0] == 0
    assert [options["env"].get("TIMELINE_READ_ONLY") for _, options in served] == ["1", None]


def test_views_saved_in_the_dashboard_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(tmp_path / "my.db") as store:
        save_view(store, SavedView("Swat", "", "region=PK-KP&lanes=Type", date(2025, 11, 23)))
    code, out, _ = run(capsys, "views", "--store", tmp_path / "my.db")
    assert code == 0
    assert json.loads(out) == {
        "name": "Swat", "page": "timeline", "address": "?region=PK-KP&lanes=Type",
        "shows": "events in Khyber Pakhtunkhwa", "saved": "2025-11-23",
    }  # fmt: skip


def test_without_a_checkout_the_packages_own_script_is_served_with_its_settings(
    served: list[tuple[list[str], dict[str, Any]]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    is_file = Path.is_file
    monkeypatch.setattr(Path, "is_file", lambda path: path.name != "dashboard.py" and is_file(path))
    assert run(capsys, "dashboard")[0] == 0
    ((command, options),) = served
    assert command[3] == str(ROOT / "timeline" / "pages" / "start.py")
    assert (Path(options["cwd"]) / ".streamlit" / "config.toml").exists()


def test_told_to_end_the_dashboard_ends_with_what_it_started(tmp_path: Path) -> None:
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(600)\n", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from timeline.cli import serving; "
        f"serving.sys.executable = {str(tmp_path / 'python')!r}; serving.serve(Path('x.db'), 9000)"
    )
    (tmp_path / "python").write_text(f"#!/bin/sh\nexec '{sys.executable}' '{sleeper}'\n", encoding="utf-8")
    (tmp_path / "python").chmod(0o755)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        process.terminate()
        process.wait(timeout=30)
        assert process.stdout.read() == b"", "the pipe is closed only when the child has ended too"
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


# What goes wrong


def test_one_line_for_each_failed_file_and_the_rest_goes_on(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (articles / "empty.txt").write_bytes(b"")
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 40)
    code, out, err = run(capsys, "extract", articles, articles / "missing.txt", "--rows")
    assert code == 1
    assert {row["document"] for row in records(out)} == {"first", "second"}
    lines = err.splitlines()
    assert len(lines) == 3
    for name in ("empty.txt", "binary.txt", "missing.txt"):
        (line,) = [line for line in lines if name in line]
        assert line.startswith("timeline: ")
        assert "; " in line, "it says what to do"


def test_a_folder_without_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "nothing").mkdir()
    for command in (["extract"], ["dates"], ["add", "--store", str(tmp_path / "e.db")]):
        code, out, err = run(capsys, *command, tmp_path / "nothing")
        assert (code, out) == (1, "")
        assert str(tmp_path / "nothing") in err


def test_a_text_without_dates_is_an_honest_empty_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Nothing of note is in this text.", encoding="utf-8")
    assert run(capsys, "dates", tmp_path / "a.txt") == (0, "", "")


def test_a_document_that_breaks_the_program_does_not_stop_the_others(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from timeline import pipeline

    extract = pipeline.Extractor.extract

    def break_on_first(self: pipeline.Extractor, document: Document, *more: Any) -> Extraction:
        if document.id == "first":
            raise ZeroDivisionError("by nought")
        return extract(self, document, *more)

    monkeypatch.setattr(pipeline.Extractor, "extract", break_on_first)
    code, _, err = run(capsys, "add", articles, "--store", tmp_path / "e.db")
    assert code == 1
    assert "1 added" in err
    (line,) = [line for line in err.splitlines() if "first" in line]
    assert "ZeroDivisionError" in line


@pytest.mark.parametrize("typed", ["foo", "31 February 2024", "2024", ""])
def test_a_day_of_publication_that_is_no_day_is_wrong_usage(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    for command in (
        ["extract", articles],
        ["dates", articles],
        ["explain", "last Friday"],
        ["add", articles, "--store", tmp_path / "e.db"],
    ):
        code, out, err = run(capsys, *command, "--published", typed)
        assert (code, out) == (2, "")
        assert err == f"timeline: --published {typed!r}: is no day; type it like 2025-11-23\n"
    assert not (tmp_path / "e.db").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "gibberish"], "'gibberish'"),
        (["--precision", "hour"], "invalid choice: 'hour'"),
        (["--status", "true"], "invalid choice: 'true'"),
        (["--min-confidence", "2"], "2.0 is not between 0 and 1"),
        (["--since", "2024", "--until", "2023"], "the last day is before the first; swap them"),
        (["--chart", "pie"], "invalid choice: 'pie'"),
        (["--bogus"], "unrecognized arguments: --bogus"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_wrong_usage(
    store: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, out, err = run(capsys, "export", "--store", store, "--to", "out.csv", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["extract"], ["dates"], ["export"], ["extract", "x", "--jobs", "many"]]
)
def test_wrong_usage_is_two(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("timeline")
    assert err.endswith("--help\n")
    assert len(err.splitlines()) == 1


def test_odd_numbers_are_wrong_usage(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "extract", articles, "--jobs", -1)[0] == 2
    assert run(capsys, "dashboard", "--port", 99999)[0] == 2


@pytest.mark.parametrize("command", [["list"], ["show", "x"], ["export", "--to", "out.csv"]])
def test_a_store_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    code, out, err = run(capsys, *command, "--store", tmp_path / "none.db")
    assert (code, out) == (1, "")
    assert "none.db: there is no event store; make one with: timeline add" in err
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_store_is_left_alone(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "add", articles, "--store", articles / "first.txt")
    assert code == 1
    assert "is not an event store" in err
    assert (articles / "first.txt").read_text(encoding="utf-8") == FIRST


def test_nobody_reading_to_the_end_is_no_error(articles: Path) -> None:
    for number in range(200):
        (articles / f"more{number}.txt").write_text(FIRST, encoding="utf-8")
    command = [sys.executable, "-m", "timeline", "dates", str(articles)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_stopping_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("timeline.pipeline.extract_documents", stop)
    assert run(capsys, "dates", articles) == (130, "", "timeline: stopped\n")


# Help


def subcommands() -> list[str]:
    (choices,) = [action.choices for action in parser()._actions if isinstance(action.choices, dict)]
    return list(choices)


@pytest.mark.parametrize("command", subcommands())
def test_help_ends_with_an_example(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _ = run(capsys, command, "--help")
    assert code == 0
    assert f"Example: timeline {command}" in " ".join(out.split())


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    (choices,) = [action.choices for action in parser()._actions if isinstance(action.choices, dict)]
    for name, command in choices.items():
        assert f"`timeline {name}" in page
        for action in command._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help") or f"`{option}" in page, f"{name} {option}"


HEAVY = ("pandas", "plotly", "streamlit", "dateparser", "openpyxl")


def test_help_answers_at_once() -> None:
    code = (
        f"import sys; from timeline.cli import main; main(['--help']); print([m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    import timeline

    assert run(capsys, "--version") == (0, f"Event Timeline {timeline.__version__}\n", "")


def program(
    arguments: list[str], *, input: str = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        input=input,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        check=False,
    )


def test_the_dashboard_of_what_is_no_store_is_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.db"
    other.write_text("no store at all", encoding="utf-8")
    assert main(["dashboard", "--store", str(other)]) == 1
    assert "is not an event store" in capsys.readouterr().err
    assert other.read_text(encoding="utf-8") == "no store at all"
