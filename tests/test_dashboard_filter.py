"""The filter in the sidebar: actors with their splinters, names that name nothing, dates as people type them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import made_rows as made
import pytest
from streamlit.testing.v1 import AppTest
from test_dashboard import failed, in_address, opened, ordinary, shown_count, shown_words

from timeline.model import Document
from timeline.queries import Filter, query
from timeline.store import open_store

TTP, SPLINTER = "Tehreek-e-Taliban Pakistan", "Jamaat-ul-Ahrar"
CLAIM = """Splinter claims a blast

Jamaat-ul-Ahrar bombed a market in Peshawar on 6 May 2024.
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filter") / "events.db"
    with open_store(path) as store:
        store.add([*ordinary(), Document("claim", CLAIM, title="Splinter claims a blast")])
    return path


def count_of(held: Path, chosen: Filter) -> int:
    with open_store(held, read_only=True) as store:
        return len(query(store, chosen))


def test_an_actor_stands_for_its_splinters_when_told_so(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, with_them = count_of(held, Filter(actors=[TTP])), count_of(held, Filter(actors=["TTP"], splinters=True))
    assert with_them > alone > 0
    app = opened(held, monkeypatch, actor=[TTP]).run()
    assert shown_count(app) == alone
    app.toggle(key="filter_splinters").set_value(True).run()
    assert shown_count(app) == with_them
    assert in_address(app, "splinters") == ["1"]
    chip = next(button for button in app.button if button.label == "Actors: with their splinters")
    chip.click().run()
    assert shown_count(app) == alone
    assert in_address(app, "splinters") == []


def test_the_address_keeps_the_splinters(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(held, monkeypatch, actor=[TTP], splinters=["1"]).run()
    assert app.toggle(key="filter_splinters").value is True
    assert shown_count(app) == count_of(held, Filter(actors=[TTP], splinters=True))


def test_without_an_actor_splinters_mean_nothing(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(held, monkeypatch, splinters=["1"]).run()
    assert in_address(app, "splinters") == []
    assert shown_count(app) == count_of(held, Filter())
    assert not [one for one in app.toggle if one.key == "filter_splinters"]


def test_all_together_takes_each_actor_or_one_of_its_splinters(held: Path) -> None:
    assert count_of(held, Filter(actors=[TTP, SPLINTER], match="all")) == 0
    both = Filter(actors=[TTP, SPLINTER], match="all", splinters=True)
    assert count_of(held, both) == count_of(held, Filter(actors=[SPLINTER]))


def test_the_filter_says_its_splinters_in_words() -> None:
    assert Filter(actors=["TTP"], splinters=True).in_words() == f"events by {TTP} with the groups that came of it"


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"region": ["Nangahar"]}, "No region is called &#x27;Nangahar&#x27;"),
        ({"actor": ["Tehreek e Taliban Pakistan"]}, "did you mean &#x27;Tehreek-e-Taliban Pakistan&#x27;"),
        ({"spot": ["Peshavar"]}, "No place is called &#x27;Peshavar&#x27;"),
        ({"spot": ["Peshavar"]}, "did you mean &#x27;Peshawar&#x27;"),
        ({"type": ["atack"]}, "did you mean &#x27;attack&#x27;?"),
    ],
)  # fmt: skip
def test_a_name_in_the_address_that_names_nothing_is_said(
    params: dict[str, list[str]], said: str, held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(held, monkeypatch, **params).run()
    assert said in shown_words(app)


def test_the_filter_goes_down_to_the_place(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(held, monkeypatch).run()
    everything = shown_count(app)
    there = count_of(held, Filter(places=["Peshawar"]))
    assert f"Peshawar · {there} · Khyber Pakhtunkhwa, Pakistan" in app.multiselect(key="filter_spot").options
    app.multiselect(key="filter_spot").select("PK.peshawar").run()
    assert 0 < shown_count(app) == there < everything
    assert in_address(app, "spot") == ["PK.peshawar"]
    chip = next(button for button in app.button if button.label == "Place: Pakistan › Khyber Pakhtunkhwa › Peshawar")
    chip.click().run()
    assert shown_count(app) == everything
    assert in_address(app, "spot") == []


def test_the_places_offered_lie_within_the_chosen_regions(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(held, monkeypatch, region=["PK-BA"]).run()
    offered = app.multiselect(key="filter_spot").options
    assert offered
    assert all(option.endswith(" · Balochistan, Pakistan") for option in offered)
    app.multiselect(key="filter_region").set_value([]).run()
    assert len(app.multiselect(key="filter_spot").options) > len(offered)


def test_an_address_may_name_a_place_by_its_name(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(held, monkeypatch, spot=["peshawar"], place=["place Kabul"]).run()
    assert app.multiselect(key="filter_spot").value == ["PK.peshawar"]
    assert shown_count(app) == count_of(held, Filter(places=["Peshawar"]))
    assert in_address(app, "place") == ["place Kabul"], "what is open on the map is no part of the filter"
    app.button(key="clear_all").click().run()
    assert app.multiselect(key="filter_spot").value == []


def test_places_called_alike_can_be_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = made.document()
    talks, court = made.rows(document)[1], made.rows(document)[4]
    twin = replace(made.QUETTA, id="quetta-district", level="district")
    with open_store(tmp_path / "events.db") as store:
        store.add([document], [replace(talks, places=(twin,)), court], articles=[made.article(document)])
    app = opened(tmp_path / "events.db", monkeypatch, spot=["Quetta"]).run()
    assert sorted(app.multiselect(key="filter_spot").value) == ["quetta", "quetta-district"]
    assert shown_count(app) == 2
    options = sorted(app.multiselect(key="filter_spot").options)
    assert ["(quetta)" in option for option in options] == [True, False]
    assert "(quetta-district)" in options[1]


def test_a_name_that_is_known_but_has_no_events_here_is_no_mistake(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(held, monkeypatch, region=["FJ"]).run()
    assert "did you mean" not in shown_words(app)
    assert shown_count(app) == 0


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("since summer 2023", "2023-06-01"),
        ("Nov 2022", "2022-11-01"),
        ("5 mars 2024", "2024-03-05"),
        ("2024", "2024-01-01"),
    ],
)
def test_dates_may_be_typed_as_people_say_them(
    typed: str, day: str, held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app: AppTest = opened(held, monkeypatch).run()
    app.text_input(key="filter_since").set_value(typed).run()
    assert not failed(app)
    assert in_address(app, "since") == [day]


def test_a_last_day_before_the_first_is_said_and_left_out(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app: AppTest = opened(held, monkeypatch).run()
    app.text_input(key="filter_since").set_value("2024").run()
    app.text_input(key="filter_until").set_value("2023").run()
    assert not failed(app)
    assert "To: before From, and left out; swap them" in shown_words(app)
    assert in_address(app, "since") == ["2024-01-01"]
    assert in_address(app, "until") == []
