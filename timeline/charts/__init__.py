"""Everything drawn: pure functions from the table of events to Plotly figures, and from figures to files.

Every figure brings its own template and its words: ``figure.layout.meta`` holds ``caption`` (what is left out, what is counted
how) and ``alternative`` (the chart in one paragraph).
"""

from timeline.charts.actors import actor_matrix, actor_pairs
from timeline.charts.alternative import text_alternative
from timeline.charts.behind import compared_table, lanes_table, pairs_table, periods_table, places_table, ranking_table
from timeline.charts.chronology import MOST_MARKS, busiest_days, chronology
from timeline.charts.comparison import compared, compared_periods, compared_types, shared_window
from timeline.charts.drawn import Drawn, drawn
from timeline.charts.files import (
    IMAGE_FORMATS,
    ImageEngine,
    ImageFormat,
    has_image_engine,
    html,
    image,
    plot_config,
    start_image_engine,
)
from timeline.charts.lanes import LaneBy
from timeline.charts.locales import numbers_as
from timeline.charts.looks import Theme, ThemeName, TypeLook, theme_of, type_looks
from timeline.charts.network import actor_network
from timeline.charts.periods import Uncertain, overview, per_period
from timeline.charts.places import DISCLAIMER, MapLevel, is_spread, place_map
from timeline.charts.publication import captioned
from timeline.charts.ranking import RankBy, ranking
from timeline.charts.splits import actor_splits, splits_table
from timeline.charts.spread import Period
from timeline.charts.statistics import figures_chart
from timeline.charts.words import date_words, day_words

__all__ = [
    "DISCLAIMER",
    "IMAGE_FORMATS",
    "MOST_MARKS",
    "Drawn",
    "ImageEngine",
    "ImageFormat",
    "LaneBy",
    "MapLevel",
    "Period",
    "RankBy",
    "Theme",
    "ThemeName",
    "TypeLook",
    "Uncertain",
    "actor_matrix",
    "actor_network",
    "actor_pairs",
    "actor_splits",
    "busiest_days",
    "captioned",
    "chronology",
    "compared",
    "compared_periods",
    "compared_table",
    "compared_types",
    "date_words",
    "day_words",
    "drawn",
    "figures_chart",
    "has_image_engine",
    "html",
    "image",
    "is_spread",
    "lanes_table",
    "numbers_as",
    "overview",
    "pairs_table",
    "per_period",
    "periods_table",
    "place_map",
    "places_table",
    "plot_config",
    "ranking",
    "ranking_table",
    "shared_window",
    "splits_table",
    "start_image_engine",
    "text_alternative",
    "theme_of",
    "type_looks",
]
