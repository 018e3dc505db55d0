"""The index in memory answers as the store does, whatever is asked and whatever was changed since it was read."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import made_rows as made
import pandas as pd
import pytest

from timeline.model import Place
from timeline.queries import Facets, Filter, query
from timeline.queries import facets as counted_in_sql
from timeline.queries import left_out as left_out_in_sql
from timeline.queries.event_index import EventIndex, HeldIndex, facets, left_out
from timeline.store import Store, open_store
from timeline.store.safekeeping import backup, restore

SEEDS = range(60)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Some hundred events of every kind, some told by several articles, some accepted or rejected by somebody."""
    path = tmp_path_factory.mktemp("index") / "events.db"
    with open_store(path) as store:
        fill(store)
        review(path)
        yield store


def fill(store: Store) -> None:
    documents, articles, rows = made.many(60, seed=4)
    first = made.document()
    again = made.document("second")
    more = [made.told_by(again, row) for row in made.rows(again)[:3]]
    of_another_case = replace(made.article(again), publisher="the daily EXAMPLE")
    store.add(
        [*documents, first, again], [*rows, *made.rows(first), *more], articles=[*articles, made.article(first), of_another_case]
    )  # fmt: skip


def review(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE events SET review = 'accepted' WHERE key % 5 = 0")
        connection.execute("UPDATE events SET review = 'rejected' WHERE key % 7 = 0")
        connection.execute("UPDATE state SET value = value + 1 WHERE name = 'version'")
        connection.commit()


def some_filter(chance: random.Random, store: Store) -> Filter:
    """Return a filter with a few parts on, some of their values known to the store and some to nobody."""
    names = [
        name
        for (name,) in store.select(
            "SELECT name FROM actors UNION SELECT short FROM actors UNION SELECT id FROM actors"
        )
    ]
    parts: dict[str, list[Any]] = {
        "actors": [*filter(None, names), "ttp", "NOBODY"], "regions": ["PK", "AF", "PK-KP", "PK-03", "XX"],
        "types": ["attack", "clash", "meeting", "statistic", "nothing"],
        "precisions": ["day", "month", "range", "vague"],
        "statuses": ["reported", "alleged", "denied"],
        "sources": ["Paper 3", "paper 4", "The Daily Example", "d7", "D7", "second", "?"],
        "reviews": ["unreviewed", "accepted", "rejected"],
    }  # fmt: skip
    given: dict[str, Any] = {
        name: chance.sample(values, chance.randint(1, 2)) for name, values in parts.items() if chance.random() < 0.3
    }
    if chance.random() < 0.3:  # a town has few events: several, so that something passes
        towns = [name for (name,) in store.select("SELECT name FROM places UNION SELECT id FROM places")]
        given["places"] = chance.sample([*towns, "QUETTA", "T2", "Afghanistan", "AF", "Nowhere"], len(towns) // 3)
    since = date(2014, 6, 1) + timedelta(chance.randrange(4200))
    given |= {"since": since} if chance.random() < 0.4 else {}
    given |= {"until": since + timedelta(chance.randrange(1500))} if chance.random() < 0.4 else {}
    given |= (
        {"words": chance.choice(["group", "town -effect", '"police post"', "quet*", "!", "-group"])}
        if chance.random() < 0.3
        else {}
    )
    given |= {"min_confidence": chance.choice([0.5, 0.8, 0.85])} if chance.random() < 0.2 else {}
    return Filter(
        **given, in_range=chance.choice(["possibly", "certainly"]), match=chance.choice(["any", "any", "all"]),
        splinters=chance.random() < 0.3,
        undated=chance.random() < 0.3,
    )  # fmt: skip


def same_facets(one: Facets, other: Facets) -> None:
    """Check that all counts are the same; a name in several cases may be given in any of them."""
    for part in Facets.__slots__:
        found, expected = (
            [
                (one.value.casefold(), one.count, one.hint.casefold(), [(c.value, c.count) for c in one.inner])
                for one in getattr(which, part)
            ]
            for which in (one, other)
        )  # fmt: skip
        assert found == expected, part


def same_answers(index: EventIndex, store: Store, filter: Filter) -> None:
    keys = index.keys(filter).tolist()
    ids = [identity for key in keys for (identity,) in store.select("SELECT id FROM events WHERE key = ?", (key,))]
    assert ids == query(store, filter)["event_id"].tolist()
    assert left_out(index, filter) == left_out_in_sql(store, filter)
    same_facets(facets(index, filter), counted_in_sql(store, filter))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_index_answers_as_the_store_does(store: Store, seed: int) -> None:
    same_answers(HeldIndex(store).now(), store, some_filter(random.Random(seed), store))


def test_the_random_filters_let_something_pass(store: Store) -> None:
    index = HeldIndex(store).now()
    passing = [len(index.keys(some_filter(random.Random(seed), store))) for seed in SEEDS]
    assert sum(map(bool, passing)) > len(SEEDS) // 3


@pytest.mark.parametrize("filter", [Filter(), Filter(actors=["TTP"]), Filter(undated=True), Filter(words="nosuchword")])
def test_its_table_says_the_same_as_the_table_of_events(store: Store, filter: Filter) -> None:
    light, whole = HeldIndex(store).now().table(filter), query(store, filter)
    for name in light.columns:
        if whole[name].dtype == "datetime64[ms]":
            pd.testing.assert_series_equal(light[name], whole[name])
        else:
            expected = (
                [None if pd.isna(value) else value for value in whole[name]]
                if whole[name].dtype == "str"
                else list(whole[name])
            )
            assert [
                None if isinstance(value, float) and pd.isna(value) else value for value in light[name]
            ] == expected, name


def test_the_index_of_an_empty_store_answers_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "events.db") as store:
        held = HeldIndex(store)
        same_answers(held.now(), store, Filter(actors=["TTP"], regions=["PK"], since="2020"))
        document = made.document()
        store.add([document], made.rows(document), articles=[made.article(document)])
        same_answers(held.now(), store, Filter())
        assert len(held.now()) == 5


def test_an_index_is_brought_up_to_date_by_what_changed(tmp_path: Path) -> None:
    with open_store(tmp_path / "events.db") as store:
        fill(store)
        held = HeldIndex(store)
        before = held.now()
        documents, articles, rows = made.many(3, seed=9)
        renamed = [replace(document, id=f"new{document.id}") for document in documents]
        store.add(
            renamed, [replace(row, document=f"new{row.document}", id=f"n{row.id}") for row in rows],
            articles=[replace(article, document=f"new{article.document}", publisher="A New Paper") for article in articles],
        )  # fmt: skip
        gone = made.document("d5", "Nothing happened.")
        store.add([gone], [], articles=[made.article(gone)])
        review(tmp_path / "events.db")
        after = held.now()
        assert after.words is before.words, "it was not read anew"
        assert held.now() is after
        for seed in range(25):
            same_answers(after, store, some_filter(random.Random(seed), store))
        same_facets(facets(after, Filter()), facets(HeldIndex(store).now(), Filter()))


def test_a_restored_store_is_read_anew(tmp_path: Path) -> None:
    with open_store(tmp_path / "events.db") as store:
        document = made.document()
        store.add([document], made.rows(document), articles=[made.article(document)])
        backup(store.path, tmp_path / "copy.db")
        fill(store)
        held = HeldIndex(store)
        assert len(held.now()) > 5
        restore(tmp_path / "copy.db", store.path)
        assert len(held.now()) == 5
        same_answers(held.now(), store, Filter())


def test_only_the_foremost_choices_are_given_and_what_is_chosen(store: Store) -> None:
    index = HeldIndex(store).now()
    every = facets(index, Filter())
    rare = every.actors[-1].value
    some = facets(index, Filter(actors=[rare]), most=3)
    assert [choice.count for choice in some.actors[:3]] == [choice.count for choice in every.actors[:3]]
    assert [choice.count for choice in some.actors if choice.value == rare] == [every.actors[-1].count]
    assert len(facets(index, Filter(), most=3).documents) == 3


def test_two_actors_of_one_name_count_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "events.db") as store:
        document = made.document()
        attack = made.rows(document)[0]
        twins = (replace(made.TTP, id="one"), replace(made.TTP, id="two", name=made.TTP.name.upper()))
        store.add(
            [document], [replace(attack, actors=twins, roles=("source", "target"))], articles=[made.article(document)]
        )
        same_answers(HeldIndex(store).now(), store, Filter(actors=["two"]))
        assert [choice.count for choice in facets(HeldIndex(store).now(), Filter()).actors] == [1]


def test_places_of_one_name_and_places_without_an_id(tmp_path: Path) -> None:
    with open_store(tmp_path / "events.db") as store:
        document = made.document()
        attack, talks, _, hold, *_ = made.rows(document)
        away = replace(made.PESHAWAR, country="AF", subdivision="AF-KAB", id="away")
        typed, retyped = (Place(name) for name in ("The Old Camp", "the old CAMP"))
        store.add(
            [document],
            [
                replace(attack, places=(made.PESHAWAR, away, made.AFGHANISTAN)),
                replace(talks, places=(away, typed)),
                replace(hold, places=(retyped, typed)),
            ],
            articles=[made.article(document)],
        )
        index = HeldIndex(store).now()
        for chosen in (["peshawar"], ["PESHAWAR"], ["away"], ["the old camp"], ["Afghanistan"], ["AF"], ["nowhere"]):
            for regions in ([], ["AF"], ["AF-KAB", "PK-KP"], ["XX"]):
                same_answers(index, store, Filter(places=chosen, regions=regions))
        assert {choice.value: choice.count for choice in facets(index, Filter()).places} == {
            "away": 2, "peshawar": 1, "the old CAMP": 2,
        }  # fmt: skip
        assert len(index.keys(Filter(places=["Peshawar"]))) == 2
        assert len(index.keys(Filter(places=["Afghanistan"]))) == 0, "a country is a region"


def test_the_foremost_places_are_those_that_are_offered(tmp_path: Path) -> None:
    with open_store(tmp_path / "events.db") as store:
        document = made.document()
        attack, talks, _, hold, court, _ = made.rows(document)
        told = [
            replace(attack, places=(made.PESHAWAR, made.KABUL, made.AFGHANISTAN)),
            replace(talks, places=(made.KABUL, made.AFGHANISTAN)),
            replace(hold, places=(made.AFGHANISTAN,)),
            replace(court, places=(made.QUETTA, made.KABUL, made.AFGHANISTAN)),
        ]
        store.add([document], told, articles=[made.article(document)])
        index = HeldIndex(store).now()
        assert [choice.label for choice in facets(index, Filter(), most=1).places] == ["Kabul"]
        (one,) = facets(index, Filter(regions=["PK"]), most=1).places
        assert one.label in ("Peshawar", "Quetta"), "Kabul is in more of these events, but lies elsewhere"


def test_places_are_offered_within_the_chosen_regions_and_only_the_foremost(store: Store) -> None:
    index = HeldIndex(store).now()
    within = facets(index, Filter(regions=["PK-03"])).places
    assert within
    assert {choice.hint for choice in within} == {"PK-03"}
    kept = facets(index, Filter(regions=["PK-03"], places=["Kabul"])).places
    assert [(choice.label, choice.count) for choice in kept if choice.value == "kabul"] == [("Kabul", 0)]
    every = facets(index, Filter()).places
    some = facets(index, Filter(places=[every[-1].label]), most=3).places
    assert len(every) > 10
    assert [choice.count for choice in some[:3]] == [choice.count for choice in every[:3]]
    assert every[-1].value in [choice.value for choice in some]


def test_ids_are_read_when_asked_for(store: Store) -> None:
    chosen = Filter(regions=["PK"], undated=True)
    ids, expected = HeldIndex(store).now().ids(chosen), query(store, chosen)["event_id"].tolist()
    assert len(expected) > 20
    assert [*ids] == [*ids[:]] == expected
    assert (ids[0], ids[-1], [*ids[3:5]], len(ids)) == (expected[0], expected[-1], expected[3:5], len(expected))
    assert [ids.index(one) for one in expected] == [*range(len(expected))]
    others = set(query(store, Filter(regions=["AF"]))["event_id"]) - set(expected)
    assert others
    assert not any(one in ids for one in [*others, "nothing", None])
    with pytest.raises(ValueError, match="is not among the events"):
        ids.index(others.pop())


def test_whole_lines_are_read_by_their_places(store: Store) -> None:
    chosen, index = Filter(regions=["PK"]), HeldIndex(store).now()
    whole = query(store, chosen)
    pd.testing.assert_frame_equal(index.lines(chosen), whole)
    pd.testing.assert_frame_equal(index.lines(chosen, [4, 7]), whole.iloc[[4, 7]].reset_index(drop=True))
    pd.testing.assert_frame_equal(index.lines(chosen, slice(5)), whole.head(5))
