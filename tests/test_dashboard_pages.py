"""The pages Overview, Actors, Compare and Figures in Streamlit's own test frame, with and without data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_dashboard import failed, hostile, in_address, on_page, opened, ordinary, shown_words

from timeline.cli import main
from timeline.interval import day
from timeline.model import Document, Event
from timeline.pages import compare, details, downloads, overview
from timeline.pages.article_text import escaped
from timeline.queries import Filter, figures_table, query
from timeline.store import open_store

TTP, PAKISTAN = "Tehreek-e-Taliban Pakistan", "Pakistan"
COUNTS = """Toll of two years

The Tehreek-e-Taliban Pakistan killed 320 people in 2022. Security forces said 410 people were killed in 2023. At least 90 \
attacks were recorded in 2023.
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("held") / "events.db"
    with open_store(path) as store:
        store.add([*ordinary(), Document("toll", COUNTS, title="Toll of two years", publisher="Highland Post")])
    return path


def page(held: Path, monkeypatch: pytest.MonkeyPatch, name: str, **params: list[str]) -> AppTest:
    app = on_page(opened(held, monkeypatch, **params), name)
    assert not failed(app), shown_words(app)
    return app


def labels(app: AppTest) -> list[str]:
    return [str(getattr(button, "label", "")) for button in app.get("download_button")]


# ---------------------------------------------------------------- overview


def test_the_overview_counts_what_the_table_has(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shown_words(page(held, monkeypatch, "overview"))
    with open_store(held, read_only=True) as store:
        events, counts = query(store), store.counts()
    found = overview.numbers(events)
    assert found.events == len(events)
    assert found.actors == len({name for names in events["actors"] for name in names})
    for number in (found.events, found.actors, found.provinces, counts.articles, counts.undated):
        assert f"<b>{number:,}</b>" in words
    assert f"{counts.undated}</b> events without a date" in words
    assert "articles state no day" in words


def test_the_overview_follows_the_filter(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "overview", region=["PK-BA"])
    with open_store(held, read_only=True) as store:
        expected = len(query(store, Filter(regions=["PK-BA"])))
    assert f"<b>{expected}</b><div>events</div>" in shown_words(app)
    assert {"PNG", "SVG", "PDF", "HTML", "Data", "CSV", "XLSX", "JSON lines"} == set(labels(app))


def test_the_overview_says_what_nothing_passes(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shown_words(page(held, monkeypatch, "overview", words=["nosuchword"]))
    assert "No dated event passes the filter" in words
    assert "<b>0</b><div>events</div>" in words


def test_events_at_a_place_whose_name_others_share_are_counted() -> None:
    def lines(*places: dict[str, object]) -> int:
        from made_tables import as_table

        return overview.numbers(as_table([{"places": places, "regions": ("PK",)}])).doubtful_places

    town = {"country": "PK", "subdivision": "PK-SD", "lat": 25.4, "lon": 68.4, "level": "town"}
    assert lines({**town, "name": "Hyderabad"}) == 1
    assert lines({**town, "name": "Quetta"}) == 0
    assert lines() == 0


# ---------------------------------------------------------------- actors


def test_actors_have_a_table_of_pairs_and_say_their_kin(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "actors")
    assert list(app.dataframe[0].value.columns) == ["Actor", "With", "Events"]
    assert len(app.dataframe[0].value) >= 1
    app.selectbox(key="group").select(TTP).run()
    assert "since December 2007" in shown_words(app)
    assert "Jamaat-ul-Ahrar" in shown_words(app)


def test_an_actor_can_be_kept(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "actors")
    app.selectbox(key="group").select(TTP).run()
    app.button(key="keep_actor").click().run()
    assert in_address(app, "actor") == [TTP]
    assert not failed(app)


def test_the_matrix_is_drawn_too(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "actors", drawn=["Matrix"])
    assert "a square counts" in shown_words(app)


def test_an_actor_that_the_gazetteer_does_not_know_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.db"
    text = "Raid\n\nThe Front for the Freedom of Nowhere attacked a post near Quetta on 2 May 2024.\n"
    with open_store(path) as store:
        store.add([Document("raid", text)])
    words = shown_words(page(path, monkeypatch, "actors"))
    assert "No event names two actors" in words


# ---------------------------------------------------------------- compare


def test_two_actors_are_compared_with_their_filters_in_words(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "compare", first_actor=[TTP], second_actor=[PAKISTAN])
    words = shown_words(app)
    assert f"Events by {TTP}" in words
    assert f"Events by {PAKISTAN}" in words
    table = app.dataframe[0].value
    assert list(table.columns) == ["", TTP, PAKISTAN]
    with open_store(held, read_only=True) as store:
        expected = [len(query(store, Filter(actors=[name]))) for name in (TTP, PAKISTAN)]
    assert table.iloc[0].tolist() == ["Events with a date", *expected]
    assert in_address(app, "first_actor") == [TTP]


def test_the_filter_holds_for_both_sides(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "compare", since=["2024"], first_actor=[TTP], second_actor=[PAKISTAN])
    with open_store(held, read_only=True) as store:
        expected = [len(query(store, Filter(actors=[name], since="2024"))) for name in (TTP, PAKISTAN)]
    assert app.dataframe[0].value.iloc[0].tolist()[1:] == expected


def test_two_regions_are_compared(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "compare", compare=["Regions"], first_region=["PK-BA"], second_region=["PK-KP"])
    words = shown_words(app)
    assert escaped("Pakistan › Balochistan") in words
    assert escaped("Pakistan › Khyber Pakhtunkhwa") in words


def test_two_periods_are_typed(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "compare", compare=["Periods"])
    app.text_input(key="first_period").set_value("November 2022").run()
    app.text_input(key="second_period").set_value("March 2024").run()
    assert not failed(app)
    with open_store(held, read_only=True) as store:
        expected = [
            len(query(store, Filter(since=since, until=until)))
            for since, until in (("2022-11-01", "2022-11-30"), ("2024-03-01", "2024-03-31"))
        ]
    assert app.dataframe[0].value.iloc[0].tolist()[1:] == expected


@pytest.mark.parametrize("typed", ["one fine day", "since 2022"])
def test_a_period_that_is_none_is_said(typed: str, held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "compare", compare=["Periods"])
    app.text_input(key="first_period").set_value(typed).run()
    assert not app.exception
    assert "et-warning" in shown_words(app)


def test_the_same_on_both_sides_has_two_columns(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "compare", first_actor=[TTP], second_actor=[TTP])
    assert list(app.dataframe[0].value.columns) == ["", f"{TTP} (first)", f"{TTP} (second)"]


def test_bad_sides_in_the_address_are_passed_over(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(held, monkeypatch, "compare", first_actor=["Nobody Known"], second_actor=["<b>"], compare=["Colours"])
    page(held, monkeypatch, "compare", compare=["Regions"], first_region=["XX-99"])


def test_numbers_of_both_sides_add_up() -> None:
    from made_tables import made_table

    one, other = made_table(40, undated=0), made_table(60, undated=0, seed=3)
    found = compare.counted([one, other], ["One", "Other"])
    types = found[found[""].str.startswith("Type: ")]
    assert types[["One", "Other"]].sum().tolist() == [40, 60]


# ---------------------------------------------------------------- figures


def test_figures_are_drawn_above_their_table(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(held, read_only=True) as store:
        units = set(figures_table(store)["unit"])
    assert "killed" in units
    app = page(held, monkeypatch, "statistics")
    assert "figures of killed" in shown_words(app)
    assert labels(app)[:4] == ["PNG", "SVG", "PDF", "HTML"]
    assert len(app.get("plotly_chart")) == 1
    other = next(iter(units - {"killed"}))
    app.selectbox(key="figures_unit").select(other).run()
    assert not failed(app)
    assert f"of {other}" in shown_words(app)


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize("name", ["overview", "actors", "compare", "statistics"])
def test_hostile_names_are_shown_as_they_are(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.db"
    with open_store(path) as store:
        store.add([hostile(), *ordinary()])
    app = page(path, monkeypatch, name)
    assert "<script>" not in shown_words(app)
    assert "<img" not in shown_words(app)
    assert not [element for element in app.markdown if "javascript:" in element.value]


# ---------------------------------------------------------------- splits


def test_splits_and_mergers_of_a_group_with_their_table(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "actors", drawn=["Splits"], group=[TTP])
    chart = app.get_by_key("actors_chart").proto
    assert "Splits and mergers of 3 groups" in chart.alt
    (table,) = app.dataframe
    assert list(table.value["Group"])[:2] == [TTP, "Jamaat-ul-Ahrar"]
    assert table.value["Split from"].tolist()[1] == TTP
    assert in_address(app, "group") == [TTP]


def test_the_group_that_is_told_of_is_kept_in_the_address(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "actors")
    app.selectbox(key="group").select(TTP).run()
    assert in_address(app, "group") == [TTP]
    assert app.selectbox(key="group").value == TTP


def test_a_name_that_no_list_knows_has_no_splits(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(held, monkeypatch, "actors", drawn=["Splits"], group=["Nobody Known"])
    assert not failed(app)


# ---------------------------------------------------------------- downloads


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_dashboard_and_the_command_line_write_the_same_file(
    form: str, held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_STORE", str(held))
    chosen = Filter(actors=[TTP], since="2023")
    target = tmp_path / f"events.{form}"
    assert main(["export", "--store", str(held), "--actor", TTP, "--since", "2023", "--to", str(target)]) == 0
    assert downloads._table_maker(form, chosen)() == target.read_bytes()


def test_the_details_say_what_the_sources_of_an_event_differ_in() -> None:
    said = {
        "dates": {"2024-03-04": ["one"], "2024-03": ["two"]},
        "figures": {"killed": {12.0: ["one"], 14.0: ["<two>"]}},
    }
    event = Event("e1", "A bomb", "attack", "reported", day(date(2024, 3, 4)), (), extra=said)
    lines = dict(details._what(event))
    assert lines["Sources differ: date"] == "2024-03-04 (one); 2024-03 (two)"
    assert lines["Sources differ: killed"] == "12 (one); 14 (&lt;two&gt;)"


def test_about_says_how_right_the_program_is(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = on_page(opened(held, monkeypatch), "about")
    shown = app.dataframe[0].value
    assert shown.iloc[0, 0] == "events with the right date (F1)"
    assert shown.iloc[0, 1].endswith("%")
    assert shown.iloc[-1, 1] == "0 %"


def test_the_size_of_a_picture_can_be_chosen(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, float, int]] = []

    def image(figure: Any, form: str, *, scale: float) -> bytes:
        made.append((form, scale, figure.layout.width))
        return b"picture"

    monkeypatch.setattr(downloads, "_engine", lambda: None)
    monkeypatch.setattr(downloads.charts, "image", image)
    monkeypatch.setattr(downloads.charts, "has_image_engine", lambda: True)
    makers: list[Any] = []
    make = downloads._image_maker
    monkeypatch.setattr(downloads, "_image_maker", lambda *given: makers.append(given) or make(*given))
    app = opened(held, monkeypatch).run()
    app.selectbox(key="timeline_width").set_value(1600)
    app.selectbox(key="timeline_scale").set_value(4).run()
    assert not failed(app), shown_words(app)
    captioned, form, scale = makers[-1]
    make(captioned, form, scale)()
    assert made[-1][1:] == (4.0, 1600)
