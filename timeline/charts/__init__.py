"""Everything drawn: pure functions from the table of events to Plotly figures, and from figures to files.

Every figure brings its own template and its words: ``figure.layout.meta`` holds ``caption`` (what is left out, what is counted
how) and ``alternative`` (the chart in one paragraph).
"""

from timeline.charts.actors import actor_matrix, actor_pairs
from timeline.charts.alternative import text_alternative
from timeline.charts.chronology import MOST_MARKS, busiest_days, chronology
from timeline.charts.comparison import compared_periods, compared_types, shared_window
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
from timeline.charts.looks import Theme, ThemeName, TypeLook, theme_of, type_looks
from timeline.charts.network import actor_network
from timeline.charts.periods import Uncertain, overview, per_period
from timeline.charts.places import DISCLAIMER, MapLevel, place_map
from timeline.charts.publication import captioned
from timeline.charts.ranking import RankBy, ranking
from timeline.charts.spread import Period
from timeline.charts.statistics import figures_chart
from timeline.charts.words import date_words, day_words

__all__ = [
    "DISCLAIMER",
    "IMAGE_FORMATS",
    "MOST_MARKS",
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
    "busiest_days",
    "captioned",
    "chronology",
    "compared_periods",
    "compared_types",
    "date_words",
    "day_words",
    "figures_chart",
    "has_image_engine",
    "html",
    "image",
    "overview",
    "per_period",
    "place_map",
    "plot_config",
    "ranking",
    "shared_window",
    "start_image_engine",
    "text_alternative",
    "theme_of",
    "type_looks",
]
