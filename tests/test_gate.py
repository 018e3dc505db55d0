"""The quality gate: a figure below its floor fails, floors only move up."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gate_under_test", ROOT / "benchmarks" / "gate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
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
