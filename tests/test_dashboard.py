"""The dashboard in Streamlit's own test frame: every page opens, the filter filters, the address is obeyed."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from articles import hostile, ordinary  # noqa: E402

from timeline import charts  # noqa: E402
from timeline.pages import add, article_text, reading_in  # noqa: E402
from timeline.pages import serve as serving  # noqa: E402
from timeline.pages.frame import PAGE_LIST  # noqa: E402
from timeline.pages.place_map import at_place  # noqa: E402
from timeline.queries import Filter, query  # noqa: E402
from timeline.reading import read_text  # noqa: E402
from timeline.store import open_store  # noqa: E402

PAGES = [entry.name for entry in PAGE_LIST]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "events.db"
    with open_store(path) as store:
        store.add(ordinary())
    return path


@pytest.fixture
def dashboard(filled: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return opened(filled, monkeypatch)


def opened(path: Path, monkeypatch: pytest.MonkeyPatch, **params: list[str]) -> AppTest:
    monkeypatch.setenv("TIMELINE_STORE", str(path))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, values in params.items():
        app.query_params[name] = values
    return app


def on_page(app: AppTest, name: str) -> AppTest:
    app.run()
    if name == PAGES[0]:
        return app
    return app.switch_page(f"timeline/pages/{name}.py").run()


def shown_words(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def shown_count(app: AppTest) -> int:
    """The number in "N of M events"."""
    words = shown_words(app).split("role='status'>", 1)[1]
    return int(words.split("<b>", 1)[1].split("</b>", 1)[0].replace(",", ""))


def in_address(app: AppTest, name: str) -> list[str]:
    values = app.query_params.get(name, [])
    return [values] if isinstance(values, str) else list(values)


def failed(app: AppTest) -> bool:
    return bool(app.exception) or "et-error" in shown_words(app).replace(".et-error", "")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(dashboard: AppTest, name: str) -> None:
    app = on_page(dashboard, name)
    assert not failed(app), shown_words(app)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_on_an_empty_store(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = on_page(opened(tmp_path / "events.db", monkeypatch), name)
    assert not failed(app), shown_words(app)
    if name not in ("add", "about"):
        assert "No articles have been read yet" in shown_words(app)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_when_nothing_passes_the_filter(
    name: str, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = on_page(opened(filled, monkeypatch, words=["nosuchword"]), name)
    assert not failed(app), shown_words(app)


def test_the_example_articles_are_read_by_a_button(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "one.txt").write_text(
        "Clash\n\nThe army attacked a village near Quetta on 3 May 2024.\n", "utf-8"
    )
    app = opened(tmp_path / "events.db", monkeypatch).run()
    app.button(key="read_examples").click().run()
    assert not failed(app)
    with open_store(tmp_path / "events.db") as store:
        assert store.document_ids() == ["one"]


def test_filters_by_group(dashboard: AppTest, filled: Path) -> None:
    app = dashboard.run()
    everything = shown_count(app)
    app.multiselect(key="filter_actor").select("Tehreek-e-Taliban Pakistan").run()
    with open_store(filled, read_only=True) as store:
        expected = len(query(store, Filter(actors=["Tehreek-e-Taliban Pakistan"])))
    assert shown_count(app) == expected
    assert 0 < expected < everything
    assert in_address(app, "actor") == ["Tehreek-e-Taliban Pakistan"]


def test_filters_by_province(dashboard: AppTest, filled: Path) -> None:
    app = dashboard.run()
    app.multiselect(key="filter_region").select("PK-BA").run()
    with open_store(filled, read_only=True) as store:
        expected = len(query(store, Filter(regions=["PK-BA"])))
    assert shown_count(app) == expected > 0
    assert in_address(app, "region") == ["PK-BA"]


def test_counts_beside_choices_follow_the_other_filters(dashboard: AppTest) -> None:
    app = dashboard.run()
    before = list(app.multiselect(key="filter_actor").options)
    app.multiselect(key="filter_region").select("PK-BA").run()
    after = list(app.multiselect(key="filter_actor").options)
    assert any(option.startswith("Tehreek-e-Taliban Pakistan (TTP) · ") for option in before)
    assert before != after
    assert app.multiselect(key="filter_region").value == ["PK-BA"]


def test_the_address_opens_the_view(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(filled, monkeypatch, actor=["TTP"], since=["2024"]).run()
    assert app.multiselect(key="filter_actor").value == ["Tehreek-e-Taliban Pakistan"]
    assert app.text_input(key="filter_since").value == "2024-01-01"
    with open_store(filled, read_only=True) as store:
        assert shown_count(app) == len(query(store, Filter(actors=["TTP"], since="2024")))


@pytest.mark.parametrize(
    "params",
    [
        {"precision": ["hourly"]},
        {"since": ["soon"]},
        {"confidence": ["many"]},
        {"status": ["certain"]},
        {"type": ["nonsense"], "region": ["XX-99"], "actor": ["Nobody Known"], "source": ["nowhere"]},
        {"event": ["no-such-event"], "article": ["minus one"], "document": ["../../etc/passwd"]},
        {"lanes": ["Colour"], "theme": ["x"], "in_range": ["perhaps"]},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["chronology", "table", "sources"])
def test_a_bad_address_is_passed_over(
    params: dict[str, list[str]], name: str, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = on_page(opened(filled, monkeypatch, **params), name)
    assert not failed(app), shown_words(app)
    if name == "chronology" and "type" not in params:
        assert shown_count(app) == shown_count(on_page(opened(filled, monkeypatch), name))


def test_dates_may_be_typed_as_people_say_them(dashboard: AppTest) -> None:
    app = dashboard.run()
    app.text_input(key="filter_since").set_value("March 2024").run()
    assert in_address(app, "since") == ["2024-03-01"]
    assert "From 1 March 2024" in shown_words(app)


def test_words_that_are_no_date_are_said_and_left_out(dashboard: AppTest) -> None:
    app = dashboard.run()
    everything = shown_count(app)
    app.text_input(key="filter_since").set_value("one fine day").run()
    assert not app.exception
    assert "is no date" in shown_words(app)
    assert shown_count(app) == everything


def test_a_day_and_a_month_that_could_be_swapped_are_said(dashboard: AppTest) -> None:
    app = dashboard.run()
    app.text_input(key="filter_since").set_value("03/04/2025").run()
    assert "From 4 March 2025 (or 3 April 2025? Then type 2025-04-03)" in shown_words(app)
    app.text_input(key="filter_since").set_value("23/04/2025").run()
    assert "(or " not in shown_words(app)


def test_chips_take_one_choice_away_or_all(dashboard: AppTest) -> None:
    app = dashboard.run()
    everything = shown_count(app)
    app.multiselect(key="filter_region").select("PK-BA").run()
    app.text_input(key="filter_words").set_value("railway").run()
    assert [app.button(key=key).label for key in ("chip_0", "chip_1")] == [
        "Region: Pakistan › Balochistan",
        "Words: railway",
    ]
    app.button(key="chip_1").click().run()
    assert app.text_input(key="filter_words").value == ""
    assert app.multiselect(key="filter_region").value == ["PK-BA"]
    app.button(key="clear_all").click().run()
    assert shown_count(app) == everything
    assert "region" not in app.query_params


def test_stepping_opens_events_and_keeps_them_in_the_address(dashboard: AppTest, filled: Path) -> None:
    app = dashboard.run()
    app.button(key="step_Later").click().run()
    with open_store(filled, read_only=True) as store:
        first = query(store).iloc[0]
    assert in_address(app, "event") == [first["event_id"]]
    words = shown_words(app)
    assert article_text.escaped(first["title"]) in words
    assert "Why this date" in words
    assert "<mark" in words


def test_an_undated_event_says_so(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = on_page(opened(filled, monkeypatch, show=["undated"]), "sources")
    assert "events without a date" in shown_words(app)
    assert len(app.dataframe[0].value) >= 2


def test_articles_are_shown_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.db"
    with open_store(path) as store:
        store.add([hostile()])
    for name in PAGES:
        app = on_page(opened(path, monkeypatch), name)
        assert not failed(app)
        assert "<script>" not in shown_words(app)
        assert "<img" not in shown_words(app)
    app = on_page(opened(path, monkeypatch), "sources")
    assert "&lt;script&gt;" in shown_words(app)


def pasted(app: AppTest, text: str, published: str, name: str = "") -> AppTest:
    app = on_page(app, "add")
    app.text_area(key="pasted_text").set_value(text)
    app.text_input(key="pasted_published").set_value(published)
    app.text_input(key="pasted_id").set_value(name)
    return app.button(key="send_text").click().run()


TEXT = "Raid on a depot\n\nThe Baloch Liberation Army raided a depot near Turbat on Tuesday.\n"


def test_a_pasted_text_is_dated_by_the_day_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.db"
    app = pasted(opened(path, monkeypatch), TEXT, "7 mars 2024", "raid")
    assert "understood as 7 March 2024" in shown_words(app)
    assert "Added: raid" in shown_words(app)
    with open_store(path, read_only=True) as store:
        days = query(store)["first"].dt.strftime("%Y-%m-%d").tolist()
    assert "2024-03-05" in days


def test_a_pasted_text_in_another_language_is_kept_and_said_to_be_read_in_vain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.db"
    text = "Le gouvernement a annoncé mardi la reprise des pourparlers avec les rebelles du nord.\n" * 4
    app = pasted(opened(path, monkeypatch), text, "7 mars 2024", "fr")
    assert "The text is not in English, so no events are read from it" in shown_words(app)
    assert "Added: fr" in shown_words(app)
    with open_store(path, read_only=True) as store:
        assert query(store).empty


def test_the_same_text_again_is_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.db"
    pasted(opened(path, monkeypatch), TEXT, "7 March 2024")
    app = pasted(opened(path, monkeypatch), TEXT, "7 March 2024")
    assert "Unchanged" in shown_words(app)
    with open_store(path, read_only=True) as store:
        assert store.counts().documents == 1


@pytest.mark.parametrize(
    ("text", "published", "said"),
    [("", "", "no text"), (TEXT, "soonish", "soonish"), (TEXT, "03/04/2024", "03/04/2024")],
)
def test_what_cannot_be_read_is_said_and_nothing_is_stored(
    text: str, published: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.db"
    app = pasted(opened(path, monkeypatch), text, published)
    assert not app.exception
    assert said in shown_words(app)
    with open_store(path, read_only=True) as store:
        assert store.counts().documents == 0


def test_without_a_browser_engine_the_chart_s_own_camera_is_named(
    dashboard: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "has_image_engine", lambda: False)
    app = dashboard.run()
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["HTML", "Data", "CSV", "XLSX", "JSON lines"]
    assert "use the camera button" in shown_words(app)


def test_a_store_that_cannot_be_opened_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "events.db").write_text("this is no database, and it is long enough to be looked at as one " * 20)
    app = opened(tmp_path / "events.db", monkeypatch).run()
    assert not app.exception
    assert "is not an event store" in shown_words(app)


def test_a_folder_in_the_place_of_the_store_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tmp_path, monkeypatch).run()
    assert not app.exception
    assert "is a folder" in shown_words(app)


class Sent:
    """A file as the browser sends it."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.content = content

    def getvalue(self) -> bytes:
        return self.content


def test_uploads_are_read_and_bad_ones_named_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_STORE", str(tmp_path / "events.db"))
    outcome = reading_in.read_uploads(
        [Sent("raid.txt", TEXT.encode()), Sent("empty.txt", b""), Sent("../../away.txt", b"\x00\xff\x00\x01" * 50)]
    )
    assert outcome.added == ["raid"]
    assert [problem.where for problem in outcome.problems] == ["empty.txt", "away.txt"]
    assert not (tmp_path.parent / "away.txt").exists()


@pytest.mark.parametrize(("words", "name"), [("Raid on a depot!", "raid-on-a-depot"), ("‡‡", "pasted-text")])
def test_names_for_pasted_texts(words: str, name: str) -> None:
    assert add.name_for(words) == name


def test_the_package_carries_the_settings_of_the_checkout() -> None:
    own, carried = ROOT / ".streamlit" / "config.toml", ROOT / "timeline" / "pages" / ".streamlit" / "config.toml"
    assert carried.read_bytes() == own.read_bytes(), "copy .streamlit/config.toml to timeline/pages/.streamlit/"
    settings = tomllib.loads(own.read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"] | {"showErrorDetails": "none", "showErrorLinks": False} == settings["client"]
    assert settings["server"]["maxUploadSize"] == add.LARGEST_FILE
    assert {"light", "dark"} <= settings["theme"].keys()


def test_an_article_without_a_title_is_called_by_its_first_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Gunmen attacked the border post at Dogam on 3 March 2024 and fled.\nNobody was killed there.\n"
    with open_store(tmp_path / "events.db") as store:
        store.add([read_text(text, id="0a1b2c")])
        (article,) = store.articles()
    assert article.title is None
    app = on_page(opened(tmp_path / "events.db", monkeypatch), "sources")
    assert "“Gunmen attacked the border post" in shown_words(app)
    assert "<b>0a1b2c</b>" not in shown_words(app)


def test_the_map_lists_the_events_of_a_place_and_opens_one(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(filled, read_only=True) as store:
        table = query(store, Filter())
    there = at_place(table, "region PK-BA")
    assert 0 < len(there) < len(table)
    assert all("PK-BA" in codes for codes in table["regions"].iloc[there])
    assert set(at_place(table, "region PK")) >= set(there), "a country has the events of its provinces"
    assert at_place(table, "place Atlantis") == []
    app = on_page(opened(filled, monkeypatch), "place_map")
    app.query_params["place"] = ["region PK-BA"]
    app.session_state["page"] = ""  # as if the page were opened with that address
    app.run()
    assert f": {len(there)} event" in shown_words(app)


def test_the_chart_opens_where_most_events_are_and_shows_all_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The lorries were attacked on {day} March 2024 near Kabul."
    with open_store(tmp_path / "events.db") as store:
        store.add([read_text(text.format(day=day), id=f"day-{day}") for day in range(1, 16)])
        store.add(
            [
                read_text(f"Rebels attacked the barracks of Kunduz on 2 May {year}.", id=str(year))
                for year in (2011, 2013)
            ]
        )
    app = opened(tmp_path / "events.db", monkeypatch).run()
    assert "2 earlier beyond the edges" in shown_words(app)
    app.segmented_control(key="dates").set_value("All dates").run()
    assert "beyond the edges" not in shown_words(app)
    assert not failed(app)


def test_the_server_has_everything_at_hand_before_the_first_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[list[str]] = []
    monkeypatch.setattr(serving, "main", lambda arguments, **_: served.append(arguments))
    serving.serve(["dashboard.py", "--server.port", "9000"])
    assert served == [["run", "dashboard.py", "--server.port", "9000"]]
    assert {f"timeline.pages.{name}" for name in PAGES} <= set(sys.modules)
