"""The public names of the package: what is promised is there, quick to import, and used in the docs as it works."""

import ast
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import timeline as tl

ROOT = Path(__file__).parent.parent
DOCUMENT = tl.Document("note", "Envoys met in Kabul on Monday. Officials of Pakistan met in Quetta on 5 May 2021.")


def test_all_is_what_is_there() -> None:
    assert len(set(tl.__all__)) == len(tl.__all__)
    assert list(tl.__all__) == sorted(tl.__all__)
    for name in tl.__all__:
        assert getattr(tl, name) is not None
    assert set(tl.__all__) <= set(dir(tl))


def test_everything_defined_in_the_package_is_promised() -> None:
    tree = ast.parse((ROOT / "timeline" / "__init__.py").read_text(encoding="utf-8"))
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}
    imported = {alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
                if (node.module or "").startswith("timeline.errors")}  # fmt: skip
    assert defined | imported | set(tl._HOMES) | {"__version__"} == set(tl.__all__)


def test_each_name_comes_from_where_the_types_say() -> None:
    tree = ast.parse((ROOT / "timeline" / "__init__.py").read_text(encoding="utf-8"))
    (typing_only,) = [node for node in tree.body if isinstance(node, ast.If)]
    found = {}
    for node in ast.walk(typing_only):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = alias.asname or alias.name
                found[name] = f"timeline.{name}" if node.module == "timeline" else node.module
    assert {name: home for name, home in found.items() if name in tl._HOMES} == tl._HOMES


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = tl.nonsense


def test_importing_loads_nothing_heavy() -> None:
    heavy = ("pandas", "numpy", "plotly", "streamlit", "dateparser", "openpyxl", "sqlite3", "orjson", "ahocorasick_rs")
    code = f"import sys, timeline; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "names", ["import timeline.export", "from timeline.export import to_csv", "import timeline as tl; tl.charts"]
)
def test_export_can_be_called_whatever_was_imported_before(names: str) -> None:
    code = f"{names}\nimport timeline\nassert callable(timeline.export)\nfrom timeline.export import to_xlsx"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_reading_gives_a_list_that_can_be_used_twice() -> None:
    documents = tl.read(ROOT / "seeds")
    assert isinstance(documents, list)
    assert documents
    assert all(isinstance(document, tl.Document) for document in documents)


@pytest.mark.parametrize("day", [date(2023, 5, 17), "2023-05-17", "17 May 2023", None])
def test_the_day_of_publication_may_be_a_day_or_words(day: date | str | None) -> None:
    rows = tl.extract_rows([DOCUMENT], published=day)
    (extraction,) = tl.extract_documents([DOCUMENT], published=day)
    assert extraction.rows == tuple(rows)
    assert {row.id for event in tl.extract([DOCUMENT], published=day) for row in event.rows} == {row.id for row in rows}
    (monday,) = [row for row in rows if row.trigger_start < DOCUMENT.text.index("Officials")]
    assert monday.interval.edtf == ("2023-05-15" if day else "")


def test_words_without_a_day_are_refused() -> None:
    with pytest.raises(tl.DateInputError):
        tl.extract([DOCUMENT], published="some day")


def test_events_and_rows_become_tables() -> None:
    from timeline.queries import COLUMNS

    assert tuple(tl.to_frame(tl.extract([DOCUMENT])).columns) == COLUMNS
    assert len(tl.to_frame(tl.extract_rows([DOCUMENT]))) == len(tl.extract_rows([DOCUMENT]))


def blocks(page: str) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["README.md", "docs/library.md"])
def test_the_examples_in_the_docs_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    found = blocks(page)
    assert found, f"no example in {page}"
    names: dict[str, object] = {}
    for number, block in enumerate(found, 1):
        exec(compile(block, f"{page}, example {number}", "exec"), names)


def test_every_public_error_is_documented() -> None:
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    for name in tl.__all__:
        if name.endswith("Error"):
            assert name in page, name


def test_every_part_of_the_filter_is_documented() -> None:
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    for name in tl.Filter.__dataclass_fields__:
        assert f"`{name}`" in page, name


def test_every_column_of_the_table_is_documented() -> None:
    from timeline.queries import COLUMNS

    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    for name in COLUMNS:
        assert f"`{name}`" in page, name


def test_the_words_of_the_types_are_in_the_glossary() -> None:
    from typing import get_args

    from timeline.interval import BOUNDS, PRECISIONS
    from timeline.model import Dating, Kind, Status

    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    words = [*BOUNDS, *PRECISIONS, *get_args(Dating), *get_args(Kind), *get_args(Status)]
    types = [entry["name"] for entry in tl.load_rules().entries("types.toml", "type")]
    assert types
    missing = [word for word in [*words, *types] if word not in page]
    assert not missing
