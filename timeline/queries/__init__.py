"""Questions to the event store: one filter, the table of events that pass it, and the counts and views made of them."""

from timeline.dates.typed import read_typed
from timeline.queries.facet_counts import Choice, Facets, facets
from timeline.queries.filter import Filter
from timeline.queries.leaving_out import LeftOut, count, left_out
from timeline.queries.namesakes import namesakes
from timeline.queries.relations import Relations, family, relations
from timeline.queries.review_queue import ReviewQueue, review_queue
from timeline.queries.sources import articles_without_day, first_articles, sources_table
from timeline.queries.table import COLUMNS, frame_of, query, table_of, undated
from timeline.queries.unknown_choices import UnknownChoice, unknown_choices
from timeline.queries.views import PeriodCounts, figures_table, per_period, per_place, per_region

__all__ = [
    "COLUMNS",
    "Choice",
    "Facets",
    "Filter",
    "LeftOut",
    "PeriodCounts",
    "Relations",
    "ReviewQueue",
    "UnknownChoice",
    "articles_without_day",
    "count",
    "facets",
    "family",
    "figures_table",
    "first_articles",
    "frame_of",
    "left_out",
    "namesakes",
    "per_period",
    "per_place",
    "per_region",
    "query",
    "read_typed",
    "relations",
    "review_queue",
    "sources_table",
    "table_of",
    "undated",
    "unknown_choices",
]  # fmt: skip
