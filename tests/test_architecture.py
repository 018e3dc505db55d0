"""The floors: a module imports only from lower floors, neighbours do not import one another, every module has a floor."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Highest first. A name stands for the module or for the folder of that name; `|` parts neighbours.
FLOORS = """
dashboard
timeline.pages
timeline.__main__
timeline.cli
timeline
timeline.charts | timeline.export
timeline.queries
timeline.store | timeline.unknown
timeline.pipeline | timeline.engine
timeline.merge | timeline.events | timeline.taggers | timeline.differences
timeline.corrections
timeline.dates | timeline.entities | timeline.figures
timeline.date_refiners | timeline.clauses
timeline.sentences
timeline.reading
timeline.day_reader
timeline.gazetteer
timeline.rules
timeline.model
timeline.interval | timeline.errors | timeline.version | timeline.spreadsheets
timeline.records
"""

# Where each library may be imported. Anything third-party that is not here may not be imported at all.
HOMES = {
    "streamlit": {"dashboard", "timeline.pages"},
    "plotly": {"timeline.charts"},
    "kaleido": {"timeline.charts"},
    "choreographer": {"timeline.charts"},
    "sqlite3": {"timeline.store"},
    "dateparser": {"timeline.day_reader"},
    "openpyxl": {"timeline.export", "timeline.corrections", "timeline.spreadsheets"},
    "ahocorasick_rs": {
        "timeline.reading",
        "timeline.gazetteer",
        "timeline.entities",
        "timeline.dates",
        "timeline.events",
        "timeline.figures",
    },
    "pandas": {"timeline.queries", "timeline.export", "timeline.charts", "timeline.pages", "timeline"},
    "spacy": {"timeline.taggers"},  # where a user has installed it
    "numpy": {"timeline.queries", "timeline.charts"},
    "orjson": {"timeline.export", "timeline.store", "timeline.cli", "timeline.charts", "timeline.corrections"},
}
STANDARD = __import__("sys").stdlib_module_names

FLOOR_OF = {
    name.strip(): number
    for number, line in enumerate(reversed([line for line in FLOORS.splitlines() if line.strip()]))
    for name in line.split("|")
}


def modules() -> list[tuple[str, Path]]:
    paths = [ROOT / "dashboard.py", *sorted((ROOT / "timeline").rglob("*.py"))]
    found = []
    for path in paths:
        if not path.exists():
            continue
        parts = path.relative_to(ROOT).with_suffix("").parts
        found.append((".".join(parts[:-1] if parts[-1] == "__init__" else parts), path))
    return found


def home(name: str) -> str | None:
    """The floor entry that a module belongs to: itself or its nearest folder."""
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        entry = ".".join(parts[:size])
        if entry in FLOOR_OF and not (entry == "timeline" and size < len(parts)):
            return entry
    return None


def imports(path: Path, name: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import; write the whole name"
            module = node.module or ""
            if module == "__future__":
                continue
            # `from timeline import charts` and `from timeline.store import add` may name modules
            submodules = [f"{module}.{alias.name}" for alias in node.names]
            known = {entry for entry, _ in modules()}
            found += [sub if sub in known else module for sub in submodules]
    return found


@pytest.mark.parametrize(("name", "path"), modules())
def test_imports_only_from_lower_floors(name: str, path: Path) -> None:
    own = home(name)
    assert own is not None, f"{name} has no floor: give it a line in FLOORS"
    for target in imports(path, name):
        if target.split(".")[0] not in ("timeline", "dashboard"):
            continue
        floor = home(target)
        assert floor is not None, f"{name} imports {target}, which has no floor"
        if floor == own:
            continue
        assert FLOOR_OF[floor] < FLOOR_OF[own], f"{name} (floor of {own}) imports {target} (floor of {floor})"


@pytest.mark.parametrize(("name", "path"), modules())
def test_one_home_per_library(name: str, path: Path) -> None:
    for target in imports(path, name):
        library = target.split(".")[0]
        if library in ("timeline", "dashboard"):
            continue
        if library in HOMES:
            assert home(name) in HOMES[library], f"{name} imports {library}, whose home is {sorted(HOMES[library])}"
        else:
            assert library in STANDARD, f"{name} imports {library}, which has no home: give it a line in HOMES"


def test_every_floor_is_inhabited() -> None:
    known = {name for name, _ in modules()}
    empty = [entry for entry in FLOOR_OF if entry not in known and not any(k.startswith(entry + ".") for k in known)]
    assert not empty, f"floors without a module: {empty}"


def test_modules_stay_short() -> None:
    long = {name: lines for name, path in modules() if (lines := len(path.read_text("utf-8").splitlines())) > 450}
    assert not long, f"split these into folders of the same name: {long}"


def test_names_explain_themselves() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base", "core"}
    assert not [name for name, _ in modules() if name.rsplit(".", 1)[-1] in vague]
