"""Numbers as the reader writes them, and names in right-to-left scripts that turn nothing round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_tables import as_table, made_table
from test_dashboard import failed, on_page, opened, ordinary, shown_words

from timeline import charts
from timeline.charts.locales import ENGLISH, grouped, numbers_as, signs_of
from timeline.charts.words import isolated
from timeline.pages import event_lines, reader
from timeline.store import open_store

URDU = "تحریک طالبان پاکستان"


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en-GB", "1,234,567.5"), ("de-DE", "1.234.567,5"), ("de-CH", "1’234’567.5"), ("fr", "1\u202f234\u202f567,5"),
        ("ru-RU", "1\u00a0234\u00a0567,5"), ("hi-IN", "12,34,567.5"), ("en-IN", "12,34,567.5"), ("es-MX", "1,234,567.5"),
        ("es", "1.234.567,5"), ("ur-PK", "1,234,567.5"), ("ar", "1,234,567.5"), (None, "1,234,567.5"), ("xx", "1,234,567.5"),
        ("zh-Hans-CN", "1,234,567.5"), ("pt_BR", "1.234.567,5"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_the_reader_does(locale: str | None, written: str) -> None:
    assert grouped("1,234,567.5", signs_of(locale)) == written


def test_small_numbers_stay_as_they_are() -> None:
    assert grouped("-12", signs_of("hi")) == "-12"
    assert grouped("999", signs_of("de")) == "999"


def test_charts_write_numbers_so_within_the_block_only() -> None:
    table = made_table(1_500)
    with numbers_as(signs_of("de")):
        german = charts.ranking(table).layout.meta["caption"]
    assert "1." in german
    assert german.replace(".", ",", german.count(".") - 1) == charts.ranking(table).layout.meta["caption"]


def test_a_page_writes_numbers_as_its_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "events.db") as store:
        store.add(ordinary())
    monkeypatch.setattr(reader, "signs", lambda: signs_of("de"))
    app = on_page(opened(tmp_path / "events.db", monkeypatch), "add")
    app = on_page(opened(tmp_path / "events.db", monkeypatch), "trends")
    assert not failed(app), shown_words(app)
    assert '"separators":",."' in app.get_by_key("trends_chart").proto.spec.replace(" ", "")
    assert reader.number(1234) == "1.234"
    monkeypatch.setattr(reader, "signs", lambda: ENGLISH)
    assert reader.number(1234) == "1,234"


def test_a_name_in_a_right_to_left_script_keeps_its_place_among_others() -> None:
    assert isolated("Quetta") == "Quetta"
    assert event_lines.joined([("Quetta", URDU)]) == [f"Quetta, \u2068{URDU}\u2069"]
    assert event_lines.joined([("Quetta", URDU)], isolate=False) == [f"Quetta, {URDU}"]


@pytest.mark.parametrize("made", ["chronology", "actor_matrix", "actor_network", "ranking"])
def test_charts_isolate_such_names(made: str) -> None:
    table = as_table([{"actors": (URDU, "Pakistan")}] * 3)
    options: dict[str, Any] = {"by": "actor"} if made == "ranking" else {}
    drawn = str(getattr(charts, made)(table, **options).to_dict())
    assert f"\\u2068{URDU.split()[0]}" in drawn, "a sign that is not seen, which Python writes out"
