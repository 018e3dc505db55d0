"""Saved views: kept under their names in the store, never in the way of what it knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from timeline.errors import StoreError, UsageError
from timeline.store import SavedView, Store, backup, delete_view, open_store, rename_view, save_view, saved_views

DAY = date(2025, 11, 23)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "events.db") as opened:
        yield opened


def view(name: str, query: str = "region=PK-KP&lanes=Type", page: str = "map") -> SavedView:
    return SavedView(name, page, query, DAY)


def test_views_are_kept_and_listed_by_name(store: Store) -> None:
    save_view(store, view("Swat"))
    save_view(store, view("  border \n crossings "))
    assert [kept.name for kept in saved_views(store)] == ["border crossings", "Swat"]
    with open_store(store.path, read_only=True) as again:
        assert saved_views(again)[1] == view("Swat")


def test_saving_a_view_changes_nothing_that_is_known(store: Store) -> None:
    before = store.version
    save_view(store, view("Swat"))
    assert store.version == before


def test_a_name_is_taken_once_whatever_its_case(store: Store) -> None:
    save_view(store, view("Swat"))
    with pytest.raises(UsageError, match="there is one of this name"):
        save_view(store, view("SWAT", query="region=PK-BA"))
    save_view(store, view("SWAT", query="region=PK-BA"), replace=True)
    assert [(kept.name, kept.query) for kept in saved_views(store)] == [("SWAT", "region=PK-BA")]


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 81])
def test_a_name_that_is_none_is_refused(store: Store, name: str) -> None:
    with pytest.raises(UsageError):
        save_view(store, view(name))
    assert saved_views(store) == []


def test_names_in_other_scripts_are_names(store: Store) -> None:
    urdu = "سوات\u200cکی خبریں"
    save_view(store, view(urdu))
    assert saved_views(store)[0].name == urdu


def test_an_address_too_long_for_browsers_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="too long"):
        save_view(store, view("Swat", query="words=" + "x" * 9_000))


def test_a_view_is_renamed(store: Store) -> None:
    save_view(store, view("Swat"))
    save_view(store, view("Kurram"))
    rename_view(store, "swat", "Swat valley")
    rename_view(store, "Swat valley", "Swat Valley")
    with pytest.raises(UsageError, match="there is one of this name"):
        rename_view(store, "Swat valley", "Kurram")
    with pytest.raises(StoreError, match="no saved view 'Dir'"):
        rename_view(store, "Dir", "Lower Dir")
    assert [kept.name for kept in saved_views(store)] == ["Kurram", "Swat Valley"]


def test_a_view_is_deleted(store: Store) -> None:
    save_view(store, view("Swat"))
    delete_view(store, "swat")
    assert saved_views(store) == []
    with pytest.raises(StoreError, match="no saved view 'Swat'"):
        delete_view(store, "Swat")


def test_a_store_opened_for_reading_takes_no_views(store: Store) -> None:
    with open_store(store.path, read_only=True) as reader, pytest.raises(StoreError, match="for reading only"):
        save_view(reader, view("Swat"))


def test_views_come_along_in_a_backup(store: Store, tmp_path: Path) -> None:
    save_view(store, view("Swat"))
    backup(store.path, tmp_path / "copy.db")
    with open_store(tmp_path / "copy.db", read_only=True) as copy:
        assert [kept.name for kept in saved_views(copy)] == ["Swat"]
