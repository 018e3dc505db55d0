"""Saved views, read-only mode and login, in Streamlit's own test frame."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_dashboard import PAGES, failed, on_page, opened, ordinary, shown_words

from timeline.pages import access, stored
from timeline.store import open_store, saved_views

TTP = "Tehreek-e-Taliban Pakistan"


@pytest.fixture
def held(tmp_path: Path) -> Path:
    with open_store(tmp_path / "events.db") as store:
        store.add(ordinary())
    return tmp_path / "events.db"


@pytest.fixture
def read_only(held: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIMELINE_READ_ONLY", "1")
    stored._open.clear()
    return held


def kept(path: Path) -> dict[str, str]:
    with open_store(path, read_only=True) as store:
        return {view.name: view.address for view in saved_views(store)}


def save(app: AppTest, name: str) -> AppTest:
    app.text_input(key="view_name").set_value(name)
    button = next(one for one in app.get("button") if getattr(one, "label", "") == "Save this view")
    return button.click().run()  # type: ignore[no-any-return]


def keys(app: AppTest) -> set[str]:
    return {str(one.key) for one in app.get("button")}


# ---------------------------------------------------------------- saved views


def test_the_view_is_saved_with_all_that_its_address_holds(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(held, monkeypatch, actor=[TTP], since=["2024-01-01"], lanes=["Type"]).run()
    app = save(app, "TTP by type")
    assert not failed(app), shown_words(app)
    page, _, query = kept(held)["TTP by type"].partition("?")
    assert page == ""
    assert set(query.split("&")) == {"since=2024-01-01", "actor=Tehreek-e-Taliban+Pakistan", "lanes=Type"}
    assert "TTP by type" in shown_words(app)
    assert "Timeline · events by Tehreek-e-Taliban Pakistan since 2024" in shown_words(app)


def test_a_view_knows_its_page_and_its_link_leads_there(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = on_page(opened(held, monkeypatch, region=["PK-KP"]), "place_map")
    app = save(app, "<b>Khyber</b>")
    assert kept(held)["<b>Khyber</b>"] == "map?region=PK-KP"
    words = shown_words(app)
    assert "href='./map?region=PK-KP'" in words
    assert "&lt;b&gt;Khyber&lt;/b&gt;" in words
    assert "<b>Khyber" not in words


def test_a_name_that_is_taken_is_replaced_only_when_told_so(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = save(opened(held, monkeypatch, region=["PK-KP"]).run(), "Mine")
    app = save(opened(held, monkeypatch, region=["PK-BA"]).run(), "mine")
    assert "there is one of this name" in shown_words(app)
    assert kept(held) == {"Mine": "?region=PK-KP"}
    app.button(key="view_replace").click().run()
    assert kept(held) == {"mine": "?region=PK-BA"}


def test_a_view_is_renamed_deleted_and_put_back(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = save(opened(held, monkeypatch, region=["PK-KP"]).run(), "Mine")
    app.text_input(key="view_new_name").set_value("Ours")
    app.button(key="view_rename").click().run()
    assert kept(held) == {"Ours": "?region=PK-KP"}
    app.button(key="view_delete").click().run()
    assert kept(held) == {}
    app.button(key="view_back").click().run()
    assert kept(held) == {"Ours": "?region=PK-KP"}
    assert not failed(app)


def test_an_empty_name_is_refused_in_words(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = save(opened(held, monkeypatch).run(), "  ")
    assert "is no name; give the view a name" in shown_words(app)
    assert kept(held) == {}


# ---------------------------------------------------------------- read-only


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_that_it_can_only_be_read(name: str, read_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = on_page(opened(read_only, monkeypatch), name)
    assert not app.exception
    assert ">read only</span>" in shown_words(app)
    assert not keys(app) & {"send_files", "send_text", "view_rename", "view_delete", "read_examples"}
    assert not [one for one in app.get("button") if getattr(one, "label", "") == "Save this view"]


def test_nothing_can_be_added_where_it_can_only_be_read(read_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = on_page(opened(read_only, monkeypatch), "add")
    assert access.READ_ONLY in shown_words(app)
    assert not app.get("file_uploader")
    assert stored.store().read_only, "the server itself cannot write"
    assert not [one for one in app.get("page_link") if one.proto.label == "Add"]


def test_saved_views_are_listed_where_it_can_only_be_read(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(opened(held, monkeypatch, region=["PK-KP"]).run(), "Mine")
    monkeypatch.setenv("TIMELINE_READ_ONLY", "yes")
    app = opened(held, monkeypatch).run()
    assert "Mine" in shown_words(app)
    assert "view_delete" not in keys(app)


@pytest.mark.parametrize(("said", "is_so"), [("1", True), ("true", True), ("", False), ("0", False), ("No", False)])
def test_read_only_is_said_in_the_environment(said: str, is_so: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_READ_ONLY", said)
    assert access.serves_readers_only() is is_so


def test_limits_of_what_may_be_sent_are_said(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shown_words(on_page(opened(held, monkeypatch), "add"))
    assert re.search(r"Up to 200 files of 20 MB at a time; pasted text up to 2,000,000", words)


# ---------------------------------------------------------------- login


class Visitor(dict[str, Any]):
    """Stands for the visitor whom Streamlit knows after the login."""

    @property
    def is_logged_in(self) -> bool:
        return bool(self)


@pytest.fixture(autouse=True)
def with_authlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "find_spec", lambda name: name)


def visited(held: Path, monkeypatch: pytest.MonkeyPatch, visitor: Visitor, **rights: list[str]) -> AppTest:
    secrets = {"auth": {"client_id": "x"}, "access": rights}
    monkeypatch.setattr(access, "_secrets", lambda part: secrets.get(part, {}))
    monkeypatch.setattr("streamlit.user", visitor)
    return opened(held, monkeypatch).run()


def test_without_a_login_nothing_is_asked(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(held, monkeypatch).run()
    assert "log_in" not in keys(app)
    assert not access.read_only()


def test_a_visitor_logs_in_before_anything_is_shown(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visited(held, monkeypatch, Visitor())
    assert keys(app) == {"log_in"}
    assert "events" not in shown_words(app).split("</style>")[-1]


def test_without_the_package_for_it_nobody_is_sent_into_an_error(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "find_spec", lambda name: None)
    app = visited(held, monkeypatch, Visitor())
    assert not app.exception
    assert "pip install Authlib" in shown_words(app)
    assert keys(app) == set()


def test_only_members_come_in(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = Visitor(email="eve@elsewhere.example")
    assert keys(visited(held, monkeypatch, stranger, members=["@example.org"])) == {"log_out"}
    member = Visitor(email="Anna@Example.org")
    assert "step_Later" in keys(visited(held, monkeypatch, member, members=["@example.org"]))


def test_an_address_that_is_not_verified_is_none(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forged = Visitor(email="anna@example.org", email_verified=False)
    assert keys(visited(held, monkeypatch, forged, members=["@example.org"])) == {"log_out"}


def test_only_editors_change_things_where_there_are_editors(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rights = {"members": ["@example.org"], "editors": ["anna@example.org"]}
    reader = visited(held, monkeypatch, Visitor(email="bob@example.org"), **rights)
    assert ">read only</span>" in shown_words(reader)
    editor = visited(held, monkeypatch, Visitor(email="anna@example.org"), **rights)
    assert ">read only</span>" not in shown_words(editor)
    assert "Logged in as" in shown_words(editor)
