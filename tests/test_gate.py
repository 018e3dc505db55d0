"""The quality gate: a figure below its floor fails, floors only move up."""

import importlib
import importlib.util
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import get_args

import numpy as np
import pytest

from timeline.events.taking_part import TRAITS, Candidate
from timeline.model import Actor, Document, Status
from timeline.pipeline import Extractor
from timeline.rules import packaged

ROOT = Path(__file__).parent.parent


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gate_under_test", ROOT / "benchmarks" / "gate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    monkeypatch.setitem(sys.modules, "gate_under_test", module)
    spec.loader.exec_module(module)
    floors = tmp_path / "floors.toml"
    floors.write_text("# head\n")
    monkeypatch.setattr(module, "FLOORS", floors)
    return module


def test_a_figure_below_its_floor_is_named(gate: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    figures = [gate.Figure("a", 0.80), gate.Figure("b", 0.90), gate.Figure("bad", 0.02, higher=False)]
    assert gate.compare(figures, {"a": 0.85, "b": 0.9, "bad": 0.0}) == [
        "a: 0.8000, pinned at 0.8500",
        "bad: 0.0200, pinned at 0.0000",
    ]
    assert "FELL" in capsys.readouterr().out


def test_floors_only_move_up(gate: ModuleType) -> None:
    gate.pin(
        [gate.Figure("a", 0.80), gate.Figure("bad", 0.01, higher=False)],
        {"a": 0.85, "bad": 0.02},
        "x",
        allow_regression=False,
    )
    text = gate.FLOORS.read_text()
    assert '"a" = 0.8500' in text
    assert '"bad" = 0.0100' in text
    assert text.startswith("# head\n")


def test_a_floor_is_lowered_only_when_that_is_said(gate: ModuleType) -> None:
    gate.pin([gate.Figure("a", 0.80)], {"a": 0.85}, "x", allow_regression=True)
    assert '"a" = 0.8000' in gate.FLOORS.read_text()


def test_noise_is_no_fall(gate: ModuleType) -> None:
    assert gate.compare([gate.Figure("a", 0.8499)], {"a": 0.85}) == []


# the figures of the accuracy page


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module


def test_bcubed_is_that_of_a_worked_example(benchmark: Callable[[str], ModuleType]) -> None:
    found = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
    gold = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}
    precision, recall, f1 = benchmark("merging").bcubed(found, gold)
    assert precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert recall == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_same_as_reaches_over_several_rows(benchmark: Callable[[str], ModuleType]) -> None:
    events = [
        {"id": "1", "same_as": ["2"]},
        {"id": "2"},
        {"id": "3", "same_as": ["2"]},
        {"id": "4", "same_as": ["gone"]},
    ]
    groups = benchmark("merging").same_as(benchmark("gold").GoldText("a", tuple(events), ()))
    assert groups["1"] == groups["2"] == groups["3"] != groups["4"]


def test_reliability_says_what_was_said_and_what_was_right(benchmark: Callable[[str], ModuleType]) -> None:
    calibrate = benchmark("calibrate")
    told = [(0.92, True), (0.94, True), (0.96, False), (0.42, False)]
    assert calibrate.reliability(told) == [("0.3–0.5", 1, 0.42, 0.0), ("0.9–1.0", 3, 0.94, 0.667)]
    assert calibrate.brier(told) == pytest.approx((0.08**2 + 0.06**2 + 0.96**2 + 0.42**2) / 4)


def test_weights_of_confidence_follow_what_was_right(benchmark: Callable[[str], ModuleType]) -> None:
    calibrate = benchmark("calibrate")
    [row, *_] = Extractor().extract(Document("a", "Gunmen attacked a police post in Peshawar on 3 March 2024.")).rows
    stated = replace(row, dating="stated", confidence=0.8)
    carried = replace(row, dating="carried", confidence=0.8)
    rows = [calibrate.Rated(str(n), stated, True) for n in range(20)]
    rows += [calibrate.Rated(str(n), carried, n % 4 == 0) for n in range(20)]
    weights = calibrate.fit(rows)
    assert weights["carried"] < 0 < weights["all"]
    assert calibrate.brier(calibrate.cross_validated(rows)) < 0.15


def test_weights_are_written_in_the_place_of_the_old(
    benchmark: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calibrate = benchmark("calibrate")
    types = tmp_path / "types.toml"
    types.write_text("[first]\na = 1\n\n[confidence]\nall = 9.0\nold = 1.0\n\n[last]\nb = 2\n", encoding="utf-8")
    monkeypatch.setattr(calibrate, "TYPES", types)
    for _ in range(2):
        calibrate.write({"all": 1.5, "sure": -0.2}, 10)
        assert tomllib.loads(types.read_text(encoding="utf-8")) == {
            "first": {"a": 1},
            "confidence": {"all": 1.5, "sure": -0.2},
            "last": {"b": 2},
        }


# what is promised of the lists, by counting


def test_the_lists_are_as_large_and_as_small_as_promised(benchmark: Callable[[str], ModuleType]) -> None:
    kinds = Counter(entry["kind"] for entry in packaged().rows["actors.csv"])
    assert kinds["armed_group"] >= 350
    assert kinds["igo"] >= 100
    assert kinds["government"] >= 195
    assert len(packaged().rows["places.csv"]) >= 20_000
    assert benchmark("accuracy").size_of_data() < 5


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="NOT RUN: memory is read from /proc, which is not here"
)
def test_the_names_take_little_memory(benchmark: Callable[[str], ModuleType]) -> None:
    assert 20 < benchmark("accuracy").memory_of_names() < 150


def test_every_claim_status_has_cases(benchmark: Callable[[str], ModuleType]) -> None:
    told = benchmark("accuracy").status_cases()
    assert set(told) == set(get_args(Status))
    assert sum(right for right, _ in told.values()) >= 0.8 * sum(of for _, of in told.values())


def told(benchmark: ModuleType, set: str, *, named: str, right: bool) -> object:
    values = tuple(named if trait == "named" else "no" if trait == "chosen" else "x" for trait in TRAITS)
    return benchmark.Told(set, (Candidate(Actor("KE", "Kenya"), None, values),), (right,), 0)


def test_weights_of_who_takes_part_follow_what_readers_said(benchmark: Callable[[str], ModuleType]) -> None:
    weigh = benchmark("weigh_parties")
    rows = [told(weigh, "a", named="here", right=n % 10 > 0) for n in range(60)]
    rows += [told(weigh, "a", named="before", right=n % 10 == 0) for n in range(60)]
    rows += [told(weigh, "b", named="here", right=True), told(weigh, "b", named="before", right=False)]
    data = weigh.Data(rows)
    weights = data.fit(data.set == "a")
    likely = 1 / (1 + np.exp(-weigh.rated(data.values, weights)))
    assert likely[0] > 0.7 > 0.3 > likely[60]
    assert (weights == 0).sum() > len(weights) / 2  # most are held back to none
    assert data.scores(["b"], data.chosen) == (0.0, 0.0, 0.0)
    assert data.scores(["b"], data.decided(likely)) == (1.0, 1.0, 1.0)


def test_weights_of_who_takes_part_are_written_in_the_place_of_the_old(
    benchmark: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh = benchmark("weigh_parties")
    names = tmp_path / "names.toml"
    names.write_text("[first]\na = 1\n\n[taking_part]\nall = 9.0\nold = 1.0\n\n[last]\nb = 2\n", encoding="utf-8")
    monkeypatch.setattr(weigh, "NAMES", names)
    for _ in range(2):
        assert weigh.write(["chosen=no", "named=here"], np.array([0.0, 0.5, 0.0, -1.0]), "# how") == 1
        written = tomllib.loads(names.read_text(encoding="utf-8"))
        assert written["taking_part"] == {
            "all": -1.0,
            "joins from": weigh.JOIN,
            "leaves below": weigh.LEAVE,
            "named=here": 0.5,
        }
        assert written["first"] == {"a": 1}
        assert written["last"] == {"b": 2}
