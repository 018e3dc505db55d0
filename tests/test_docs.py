"""The documentation names everything there is: commands, options, pages, event types, exports; its links lead somewhere."""

import argparse
import re
from pathlib import Path

import pytest

from timeline import rules
from timeline.cli.main import parser

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = ("Timeline", "Overview", "Trends", "Map", "Actors", "Compare", "Table", "Figures", "Sources", "Add", "About")


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("the command line has no commands")


@pytest.mark.parametrize("name", commands())
def test_every_command_is_documented_with_all_its_options(name: str) -> None:
    page = text("command-line.md")
    assert f"timeline {name}" in page
    for action in commands()[name]._actions:
        for option in action.option_strings:
            if option.startswith("--") and option != "--help":
                assert option in page, f"docs/command-line.md does not say what {name} {option} does"


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_that_ends_in_an_example(name: str) -> None:
    command = commands()[name]
    assert command.description
    assert "Example" in (command.epilog or "")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_in_the_guide(page: str) -> None:
    assert re.search(rf"^#+ .*\b{page}\b", text("guide.md"), re.MULTILINE), f"docs/guide.md has no heading for {page}"


def test_every_event_type_and_status_is_in_the_glossary() -> None:
    glossary = text("glossary.md")
    for entry in rules.packaged().entries("types.toml", "type"):
        assert f"`{entry['name']}`" in glossary or f"**{entry['name']}**" in glossary, entry["name"]
    for status in ("reported", "alleged", "denied", "planned", "negated", "background"):
        assert status in glossary
    for dating in ("stated", "carried", "publication", "none"):
        assert dating in glossary


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl", ".png", ".svg", ".pdf", ".html"])
def test_every_export_is_documented(suffix: str) -> None:
    assert suffix in text("command-line.md")


@pytest.mark.parametrize("path", sorted([ROOT / "README.md", *DOCS.glob("*.md")]), ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{path.name} links to {target}, which is not there"


def test_the_changelog_says_something_of_what_is_unreleased() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (Unreleased|\[?\d+\.\d+)", changelog, re.MULTILINE)
    assert re.search(r"^\* ", changelog, re.MULTILINE)
