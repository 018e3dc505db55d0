"""The filter says the same in SQL, in words and in an address; tables and counts follow it and say what they leave out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import made_rows as made
import pandas as pd
import pytest

from timeline.errors import DateInputError, TimelineError, UsageError
from timeline.interval import Interval
from timeline.model import Actor, Document
from timeline.queries import (
    COLUMNS,
    Filter,
    LeftOut,
    count,
    facets,
    figures_table,
    frame_of,
    left_out,
    per_period,
    per_place,
    per_region,
    query,
    read_typed,
    sources_table,
    table_of,
    undated,
)
from timeline.store import Store, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Five events and a statistic: a year, a month, an open end, a day, no date."""
    document = made.document()
    with open_store(tmp_path_factory.mktemp("queries") / "events.db") as store:
        store.add([document], made.rows(document), articles=[made.article(document)])
        yield store


def triggers(table: pd.DataFrame) -> list[str]:
    return list(table["trigger"])


EVERYTHING = ["sentenced", "met", "held", "attacked"]

# The table


def test_the_table_has_one_line_per_event_in_date_order(store: Store) -> None:
    table = query(store)
    assert tuple(table.columns) == COLUMNS
    assert triggers(table) == EVERYTHING
    assert table["first"].dtype == table["last"].dtype == table["published"].dtype == "datetime64[ms]"
    attack = table.iloc[3]
    assert (attack["first"], attack["last"]) == (pd.Timestamp("2024-03-03"), pd.Timestamp("2024-03-03"))
    assert attack["regions"] == ("PK", "PK-KP")
    assert attack["actors"] == ("Tehreek-e-Taliban Pakistan",)
    assert attack["places"] == (
        {"name": "Peshawar", "country": "PK", "subdivision": "PK-KP", "lat": 34.01, "lon": 71.58},
    )
    assert attack["figures"][0]["unit"] == "killed"
    assert (attack["publishers"], attack["documents"], attack["sources"]) == (("The Daily Example",), ("first",), 1)
    assert attack["review"] == "unreviewed"
    assert pd.isna(table.iloc[2]["last"]), "since September 2023 has no end"


def test_an_empty_table_has_the_same_columns_and_kinds(store: Store) -> None:
    empty, full = query(store, Filter(words="nosuchword")), query(store)
    assert len(empty) == 0
    assert list(empty.dtypes) == list(full.dtypes)
    assert tuple(empty.columns) == COLUMNS


def test_undated_events_are_kept_apart_and_come_last_when_asked_for(store: Store) -> None:
    assert triggers(query(store, Filter(undated=True))) == [*EVERYTHING, "resumed"]
    assert triggers(undated(store)) == ["resumed"]
    assert triggers(undated(store, Filter(since="2030"))) == ["resumed"], "no day of theirs is outside"
    assert triggers(undated(store, Filter(actors=["TTP"]))) == []
    assert undated(store)["precision"].tolist() == ["vague"], "Saturday is said, but it is no known day"


def test_a_limit_takes_the_first(store: Store) -> None:
    assert triggers(query(store, limit=2)) == EVERYTHING[:2]


def test_events_without_a_store_make_the_same_table(store: Store) -> None:
    events = [store.event(identity) for identity in query(store)["event_id"]]
    pd.testing.assert_frame_equal(
        table_of(events, publishers={("first", 0): "The Daily Example"}), query(store), check_dtype=True
    )
    assert frame_of([]).empty


def test_rows_make_a_table_too(store: Store) -> None:
    table = frame_of(store.rows())
    assert len(table) == 6
    assert table["first"].dtype == "datetime64[ms]"
    with pytest.raises(UsageError, match="events and rows together"):
        frame_of([*store.rows(), store.event(query(store)["event_id"].iloc[0])])


# What passes


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"since": "2023-10"}, ["held", "attacked"]),
        ({"until": "2022"}, ["sentenced"]),
        ({"since": "2022-06-01", "until": "2022-06-30"}, ["sentenced"]),
        ({"since": "2022-06-01", "until": "2022-06-30", "in_range": "certainly"}, []),
        ({"since": "2022", "until": "2022", "in_range": "certainly"}, ["sentenced"]),
        ({"since": "2022-12-31", "until": "2023-02-01"}, ["sentenced", "met"]),
        ({"since": "2023-01-01", "until": "2023-01-31"}, []),
        ({"since": "2024-03-03", "until": "2024-03-03", "in_range": "certainly"}, ["attacked"]),
        ({"since": "2022-01-02", "until": "2022-12-31", "in_range": "certainly"}, []),
        ({"since": "2023", "in_range": "certainly"}, ["met", "held", "attacked"]),
        ({"until": "2030", "in_range": "certainly"}, ["sentenced", "met", "attacked"]),
        ({"since": "2030"}, ["held"]),
        ({"since": "2030", "undated": True}, ["held", "resumed"]),
        ({"actors": ["TTP"]}, ["held", "attacked"]),
        ({"actors": ["tehreek-e-taliban pakistan"]}, ["held", "attacked"]),
        ({"actors": ["ttp", "Afghan Taliban"]}, ["met", "held", "attacked"]),
        ({"actors": ["TTP", "Pakistan"], "match": "all"}, ["held"]),
        ({"regions": ["PK"]}, ["sentenced", "held", "attacked"]),
        ({"regions": ["PK-BA", "AF"]}, ["sentenced", "met", "held"]),
        ({"places": ["Quetta"]}, ["sentenced", "held"]),
        ({"places": ["kabul", "PESHAWAR"]}, ["met", "attacked"]),
        ({"places": ["Quetta"], "regions": ["AF"]}, []),
        ({"places": ["Afghanistan"]}, []),
        ({"types": ["attack", "legal"]}, ["sentenced", "attacked"]),
        ({"precisions": ["month"]}, ["met", "held"]),
        ({"statuses": ["alleged"], "undated": True}, ["resumed"]),
        ({"sources": ["the daily example"]}, EVERYTHING),
        ({"sources": ["first"]}, EVERYTHING),
        ({"sources": ["nobody"]}, []),
        ({"min_confidence": 0.5}, ["met", "held", "attacked"]),
        ({"words": "quetta"}, ["sentenced", "held"]),
        ({"words": "QUETTA hills"}, ["held"]),
        ({"words": '"police post"'}, ["attacked"]),
        ({"words": '"post police"'}, []),
        ({"words": "offic*"}, ["attacked"]),
        ({"words": "offic"}, []),
        ({"words": "quetta -court"}, ["held"]),
        ({"words": "-court"}, ["met", "held", "attacked"]),
        ({"actors": ["TTP"], "regions": ["PK-KP"], "since": "2022", "words": "gunmen"}, ["attacked"]),
        ({"types": ["statistic"]}, []),
    ],
)
def test_what_passes_the_filter(store: Store, given: dict[str, Any], expected: list[str]) -> None:
    wanted = Filter(**given)
    assert triggers(query(store, wanted)) == expected
    assert count(store, wanted) == len(expected)
    assert Filter.from_params(wanted.to_params()) == wanted


@pytest.mark.parametrize(
    "typed", ['"', '""', "*", "AND", "NEAR(a b)", "a OR", "(", "title:x", "^", "-", "' OR 1=1 --", 'a"b', "NOT"]
)
def test_nothing_typed_is_taken_for_a_query_language(store: Store, typed: str) -> None:
    assert triggers(query(store, Filter(words=typed))) in ([], EVERYTHING)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Badakshan", True),
        ("badakhshan", True),
        ("Badaksh*", True),
        ("Khurasan", True),
        ("Dera'a", True),
        ("Deraa", True),
        ("Mohammad Yaqoub", True),
        ('"Badakshan"', False),
        ("-Khurasan", False),
        ("Kharasani", False),
        ("Dar", False),
        ("cat", False),
        ("setled", False),
    ],
)
def test_names_are_found_in_their_usual_spellings(tmp_path: Path, typed: str, found: bool) -> None:
    text = "Muhammad Yaqub of Khorasan left Badakhshan’s hills for Daraa, where the cut was settled, in May 2021."
    document = made.document("names", text)
    with open_store(tmp_path / "names.db") as store:
        store.add([document], [made.row(document, text, "left")])
        assert len(query(store, Filter(words=typed, undated=True))) == found


def test_words_are_found_without_their_accents(tmp_path: Path) -> None:
    document = Document("d", "Türkiye’s envoy met Hâfiz Gül in Ankara.")
    with open_store(tmp_path / "e.db") as store:
        store.add([document], [made.row(document, document.text, "met")])
        for words in ("Turkiye", "Hafiz Gul", "türkiye", '"hafiz gul"', "hâfiz"):
            assert len(query(store, Filter(words=words, undated=True))) == 1, words


# The filter by itself


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "events"),
        ({"since": "2022", "actors": ["Tehreek-e-Taliban Pakistan"], "regions": ["XX-YY"]},
         "events by Tehreek-e-Taliban Pakistan in XX-YY since 2022"),
        ({"since": "2022", "until": "2022"}, "events in 2022"),
        ({"since": "2022-11", "until": "Nov 2022"}, "events in November 2022"),
        ({"since": "5 March 2024", "until": "2024-03-05"}, "events on 5 March 2024"),
        ({"since": "2022", "until": "2023"}, "events from 2022 to 2023"),
        ({"since": "2022-03", "until": "2023"}, "events from March 2022 to December 2023"),
        ({"since": "2022-03-05", "until": "2023"}, "events from 5 March 2022 to 31 December 2023"),
        ({"until": "2023"}, "events until the end of 2023"),
        ({"until": "2023-06"}, "events until the end of June 2023"),
        ({"since": "2023-06-02", "in_range": "certainly"}, "events since 2 June 2023 for certain"),
        ({"actors": ["A", "B", "C"]}, "events by A, B or C"),
        ({"actors": ["A", "B"], "match": "all"}, "events by A and B"),
        ({"types": ["military_operation"], "statuses": ["planned", "alleged"]},
         "planned or alleged events of type military operation"),
        ({"words": "x y", "min_confidence": 0.5, "undated": True, "sources": ["P"]},
         "events told by P with the words x y with a confidence of at least 50% with those without a date"),
        ({"precisions": ["day", "range"]}, "events dated to the day or a span of days"),
    ],
)  # fmt: skip
def test_the_filter_in_words(given: dict[str, Any], words: str) -> None:
    assert Filter(**given).in_words() == words


def test_names_of_regions_can_be_given() -> None:
    assert Filter(places=["PK.quetta", "Hill 5"]).in_words() == "events in Quetta or Hill 5"
    assert Filter(places=["PK.quetta"], regions=["PK"]).in_words() == "events in Quetta within Pakistan"
    assert Filter(places=["x1"]).in_words({"x1": "Elsewhere"}) == "events in Elsewhere"
    assert Filter(regions=["XX-YY"]).in_words({"XX-YY": "Elsewhere"}) == "events in Elsewhere"


def test_packaged_names_stand_for_codes_and_short_forms() -> None:
    wanted = Filter(actors=["TTP"], regions=["pk-kp"])
    assert wanted.regions == ("PK-KP",)
    assert wanted.in_words() == "events by Tehreek-e-Taliban Pakistan in Khyber Pakhtunkhwa"
    assert Filter(regions=["Khyber Pakhtunkhwa", "Pakistan"]).regions == ("PK-KP", "PK")


def test_the_address_is_flat_lists_of_texts() -> None:
    wanted = Filter(
        since="2022",
        until="2023",
        in_range="certainly",
        actors=["A", "B"],
        match="all",
        regions=["PK-KP"],
        places=["PK.quetta"],
        types=["attack"],
        precisions=["day"],
        statuses=["planned"],
        sources=["P"],
        words='"a b" c*',
        min_confidence=0.25,
        undated=True,
    )
    params = wanted.to_params()
    assert all(isinstance(value, list) and all(isinstance(text, str) for text in value) for value in params.values())
    assert Filter.from_params(params) == wanted
    assert Filter().to_params() == {}
    assert Filter.from_params({"actor": "A", "page": "2", "since": "2022", "type": ["", "attack"]}) == Filter(
        actors=["A"], since="2022", types=["attack"]
    )


def test_what_cannot_be_meant_in_an_address_is_noted_and_left_out() -> None:
    problems: list[TimelineError] = []
    params = {
        "since": "gibberish",
        "precision": "hour",
        "confidence": "x",
        "match": "some",
        "status": "true",
        "actor": "A",
    }
    assert Filter.from_params(params, problems=problems) == Filter(actors=["A"])
    assert len(problems) == 5
    with pytest.raises(DateInputError):
        Filter.from_params({"since": "gibberish"})


def test_a_last_day_before_the_first_is_refused_or_left_out() -> None:
    problems: list[TimelineError] = []
    params = {"since": "2024", "until": "2023"}
    with pytest.raises(UsageError, match="from 2024-01-01 to 2023-12-31: the last day is before the first; swap them"):
        Filter.from_params(params)
    assert Filter.from_params(params, problems=problems) == Filter(since="2024")
    assert len(problems) == 1
    assert Filter(since="2024-03-05", until="2024-03-05").until == date(2024, 3, 5)


@pytest.mark.parametrize(
    "given",
    [
        {"in_range": "maybe"},
        {"match": "none"},
        {"precisions": ["hour"]},
        {"statuses": ["true"]},
        {"min_confidence": 2},
        {"actors": "TTP"},
    ],
)
def test_choices_that_are_none_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Filter(**given)


def test_parts_can_be_taken_out() -> None:
    wanted = Filter(since="2022", actors=["A"], undated=True)
    assert wanted.without("since", "undated") == Filter(actors=["A"])
    assert not wanted.is_empty
    assert Filter(undated=True).is_empty
    assert replace(wanted, actors=("B",)).actors == ("B",)


# Typed dates


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("since 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2022-11", date(2022, 11, 1), date(2022, 11, 30)),
        ("Nov 2022", date(2022, 11, 1), date(2022, 11, 30)),
        ("23 November 2025", date(2025, 11, 23), date(2025, 11, 23)),
        ("since summer 2023", date(2023, 6, 1), date(2023, 8, 31)),
    ],
)
def test_typed_dates(words: str, first: date, last: date) -> None:
    interval = read_typed(words)
    assert (interval.first, interval.last) == (first, last)


@pytest.mark.parametrize(
    "words", ["gibberish", "last week", "yesterday", "31 February 2024", "2024 and 2025 apples", "12"]
)
def test_words_without_a_calendar_date_are_refused(words: str) -> None:
    with pytest.raises(DateInputError, match="type it like 2025-11-23"):
        read_typed(words)


# What is left out


def test_what_is_left_out_adds_up(store: Store) -> None:
    assert left_out(store) == LeftOut(total=5, shown=4, undated=1, outside=0, others=0)
    assert left_out(store, Filter(undated=True)) == LeftOut(total=5, shown=5, undated=0, outside=0, others=0)
    given = Filter(since="2023-01-01", until="2023-12-31", in_range="certainly", min_confidence=0.5)
    rest = left_out(store, given)
    assert rest == LeftOut(total=5, shown=1, undated=1, outside=2, others=1, possible=1)
    assert rest.total == rest.shown + rest.undated + rest.outside + rest.others
    assert (
        rest.in_words()
        == "1 without a date, 2 outside the dates (1 of them possibly within), 1 that does not fit the filter"
    )


# Facets


def counts(choices: tuple[Any, ...]) -> dict[str, int]:
    return {choice.value: choice.count for choice in choices}


def test_facets_count_what_each_choice_would_show(store: Store) -> None:
    found = facets(store)
    assert counts(found.actors) == {"Pakistan": 2, "Tehreek-e-Taliban Pakistan": 2, "Afghan Taliban": 1}
    assert counts(found.types) == {"attack": 1, "legal": 1, "meeting": 1, "takeover": 1}
    assert [choice.value for choice in found.precisions] == ["day", "month", "year"]
    assert counts(found.publishers) == {"The Daily Example": 4}
    assert counts(found.documents) == {"first": 4}
    pakistan = found.regions[0]
    assert counts(found.places) == {"quetta": 2, "kabul": 1, "peshawar": 1}
    assert counts(facets(store, Filter(regions=["PK"])).places) == {"quetta": 2, "peshawar": 1}
    assert (pakistan.value, pakistan.count, counts(pakistan.inner)) == ("PK", 3, {"PK-BA": 2, "PK-KP": 1})
    assert next(choice.hint for choice in found.actors if choice.value.startswith("Tehreek")) == "TTP"


def test_counts_follow_the_other_parts_of_the_filter_and_not_their_own(store: Store) -> None:
    found = facets(store, Filter(actors=["TTP"], types=["attack"]))
    assert counts(found.types) == {"attack": 1, "takeover": 1}
    assert counts(found.actors) == {"Tehreek-e-Taliban Pakistan": 1}
    for choice in facets(store, Filter(types=["attack", "legal"])).places:
        assert count(store, Filter(types=["attack", "legal"], places=[choice.value])) == choice.count
    for choice in facets(store, Filter(regions=["PK"])).actors:
        assert count(store, Filter(regions=["PK"], actors=[choice.value])) == choice.count


def test_what_is_chosen_stays_among_the_choices(store: Store) -> None:
    found = facets(store, Filter(actors=["Nobody"], types=["protest"], regions=["AF-KAB"], since="2024"))
    assert counts(found.actors)["Nobody"] == 0
    assert counts(found.types)["protest"] == 0
    assert [(choice.value, counts(choice.inner)) for choice in found.regions if choice.value == "AF"] == [
        ("AF", {"AF-KAB": 0})
    ]


def test_with_all_actors_a_further_one_narrows(store: Store) -> None:
    found = facets(store, Filter(actors=["TTP"], match="all"))
    assert counts(found.actors) == {"Tehreek-e-Taliban Pakistan": 2, "Pakistan": 1}


# Views


def test_figures_are_a_table_of_their_own(store: Store) -> None:
    (figure,) = figures_table(store).to_dict("records")
    assert (figure["value"], figure["low"], figure["high"], figure["unit"]) == (120, 120, 120, "killed")
    assert (figure["edtf"], figure["words"], figure["publishers"]) == ("2023", "120 people", ("The Daily Example",))
    assert figures_table(store, Filter(until="2022")).empty
    assert len(figures_table(store, Filter(actors=["Pakistan"], since="2023"))) == 1


def test_uncertain_dates_make_no_false_spike(store: Store) -> None:
    months = per_period(store, unit="month")
    assert [(str(line.period.date()), line.events) for line in months.table.itertuples()] == [
        ("2023-02-01", 1),
        ("2024-03-01", 1),
    ]
    assert (months.wider, months.undated) == (2, 1)
    years = per_period(store, unit="year", by="status")
    assert list(years.table["events"]) == [1, 1, 1]
    days = per_period(store, unit="day")
    assert (len(days.table), days.wider) == (1, 3)


@pytest.mark.parametrize("unit", ["day", "week", "month", "quarter"])
def test_spread_over_its_days_an_event_still_counts_as_one(store: Store, unit: Any) -> None:
    spread = per_period(store, Filter(types=["legal"]), unit=unit, uncertain="spread")
    assert spread.table["events"].sum() == pytest.approx(1)
    assert spread.wider == 0
    assert spread.table["period"].is_monotonic_increasing


def test_by_actor_an_event_is_in_the_group_of_each(store: Store) -> None:
    table = per_period(store, Filter(types=["meeting"]), by="actor").table
    assert set(table["group"]) == {"Pakistan", "Afghan Taliban"}
    assert per_period(store, Filter(types=["takeover"]), by="actor").wider == 1, "an event, not its groups, is counted"


def test_places_have_points_and_regions_have_codes(store: Store) -> None:
    places = per_place(store, Filter(undated=True))
    assert [tuple(line) for line in places[["name", "events"]].to_numpy()] == [
        ("Quetta", 2),
        ("Kabul", 1),
        ("Peshawar", 1),
    ]
    assert "Afghanistan" not in set(places["name"]), "a country is no point on the map"
    regions = per_region(store, Filter(undated=True)).set_index("code")["events"]
    assert regions.to_dict() == {"PK": 3, "PK-BA": 2, "AF": 2, "AF-KAB": 1, "PK-KP": 1}


def test_sources_are_the_sentences(store: Store) -> None:
    table = sources_table(store, Filter(types=["attack"]))
    (line,) = table.to_dict("records")
    assert line["evidence"] == made.SENTENCES[0]
    assert made.document().text[line["start"] : line["end"]] == line["evidence"]
    assert (line["publisher"], line["published"]) == ("The Daily Example", pd.Timestamp("2024-03-09"))
    assert line["published_from"] == "the line under the headline"


# Against a plain reading of the same rows


def test_the_filter_agrees_with_a_plain_reading(tmp_path: Path) -> None:
    documents, articles, rows = made.many(60)
    with open_store(tmp_path / "events.db") as store:
        store.add(documents, rows, articles=articles)
        since, until = date(2018, 3, 1), date(2021, 6, 30)
        events = [store.event(identity) for identity in query(store, Filter(undated=True))["event_id"]]
        for in_range, passes in (("possibly", _possibly), ("certainly", _certainly)):
            wanted = Filter(since=since, until=until, in_range=in_range, types=["attack", "clash"], actors=["G0", "G1"])
            expected = {
                event.id
                for event in events
                if passes(event.interval, since, until)
                and event.type in ("attack", "clash")
                and {actor.short for actor in event.actors} & {"G0", "G1"}
            }
            assert set(query(store, wanted)["event_id"]) == expected
        assert len(events) > 250


def _possibly(interval: Interval, since: date, until: date) -> bool:
    return interval.is_known and (interval.last or date.max) >= since and (interval.first or date.min) <= until


def _certainly(interval: Interval, since: date, until: date) -> bool:
    return (
        interval.first is not None and interval.last is not None and since <= interval.first and interval.last <= until
    )


def test_one_actor_in_one_province_is_found_by_the_indexes(tmp_path: Path) -> None:
    with open_store(tmp_path / "events.db") as store:
        where = "SELECT 1 FROM events e WHERE " + _sql(Filter(actors=["G3"], regions=["PK-03"]))
        plan = [line[-1] for line in store.select(f"EXPLAIN QUERY PLAN {where}", ("G3", "G3", "G3", "PK-03"))]
        assert [step for step in plan if step.startswith("SCAN") and not step.startswith("SCAN actors")] == []


def _sql(filter: Filter) -> str:
    from timeline.queries.conditions import conditions

    return conditions(filter).sql


def test_an_actor_is_counted_once_under_one_name(tmp_path: Path) -> None:
    document = made.document()
    twice = (made.TTP, Actor("text:Tehreek", made.TTP.name))
    row = replace(made.rows(document)[0], actors=twice, roles=("source", "mentioned"))
    with open_store(tmp_path / "events.db") as store:
        store.add([document], [row], articles=[made.article(document)])
        assert counts(facets(store).actors) == {made.TTP.name: 1}
