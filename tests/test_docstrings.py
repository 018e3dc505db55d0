"""Every example in a docstring runs."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "timeline" / "pages"


def modules() -> list[str]:
    """All modules but the pages, which are scripts that Streamlit runs."""
    names = []
    for path in sorted((ROOT / "timeline").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if PAGES in path.parents or "data" in parts or path.stem == "__main__":
            continue
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


@pytest.mark.parametrize("name", modules())
def test_examples_run(name: str) -> None:
    module = importlib.import_module(name)
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert result.failed == 0


@pytest.mark.parametrize("name", modules())
def test_public_names_are_explained(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__, f"{name} has no docstring"
    for public in getattr(module, "__all__", []):
        thing = getattr(module, public)
        if callable(thing) and getattr(thing, "__module__", "").startswith("timeline"):
            assert thing.__doc__, f"{name}.{public} has no docstring"
