"""A chart says the same whether it is drawn from the table of events or from the light one that stands for a million."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import made_rows as made
import pandas as pd
import pytest

from timeline import charts
from timeline.charts import LaneBy, RankBy
from timeline.queries import Filter, query
from timeline.queries.event_index import HeldIndex
from timeline.store import Store, open_store

LANES: tuple[LaneBy, ...] = ("actor", "region", "type", "source")
RANKS: tuple[RankBy, ...] = (*LANES, "precision", "status", "confidence")
DRAWINGS: dict[str, Callable[[pd.DataFrame], Any]] = {
    **{f"timeline by {by}": partial(charts.chronology, lanes=by, most_marks=0) for by in LANES},
    **{f"events per month by {by}": partial(charts.per_period, by=by) for by in LANES},
    **{f"events by {by}": partial(charts.ranking, by=by) for by in RANKS},
    "dates apart": partial(charts.per_period, uncertain="apart", period="week"),
    "strip": charts.overview,
    "map": charts.place_map,
    "matrix": charts.actor_matrix,
    "network": charts.actor_network,
    "types of two": lambda table: charts.compared_types([table, table])[1],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Some hundred events; those of one document have no publisher."""
    documents, articles, rows = made.many(60, seed=4)
    first, nameless = made.document(), made.document("nameless")
    told = [made.told_by(nameless, row) for row in made.rows(nameless)]
    with open_store(tmp_path_factory.mktemp("many") / "events.db") as store:
        store.add([*documents, first], [*rows, *made.rows(first)], articles=[*articles, made.article(first)])
        store.add([nameless], told, articles=[made.article(nameless, publisher=None)])
        yield store


@pytest.mark.parametrize("drawing", DRAWINGS)
@pytest.mark.parametrize("filter", [Filter(), Filter(undated=True, regions=["PK", "AF"]), Filter(words="nosuchword")])
def test_both_tables_make_the_same_chart(store: Store, drawing: str, filter: Filter) -> None:
    draw = DRAWINGS[drawing]
    light, whole = draw(HeldIndex(store).now().table(filter)), draw(query(store, filter))
    assert light.to_json() == whole.to_json()


def test_both_tables_give_the_same_pairs_and_the_same_busiest_days(store: Store) -> None:
    light, whole = HeldIndex(store).now().table(Filter()), query(store)
    pd.testing.assert_frame_equal(charts.actor_pairs(light), charts.actor_pairs(whole))
    assert charts.busiest_days(light) == charts.busiest_days(whole)


def test_a_chart_of_many_is_small(store: Store) -> None:
    light = HeldIndex(store).now().table(Filter())
    many = light.iloc[[*range(len(light))] * 40].reset_index(drop=True)
    figure = charts.chronology(many)
    assert figure.layout.meta["chart"] == "density"
    assert len(figure.to_json()) < 500_000
