"""The one visual language: colours, symbols, fonts and contrast, for light and dark pages and for print.

Every type has a colour and a symbol (types.toml says which), so that nothing is told by colour alone. A mark is filled with the
type's colour and rimmed with a darker (on dark pages: lighter) shade of it that stands out 3:1 from the page and from a lane's
shading. Text colours reach the 4.5:1 of WCAG AA.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

import plotly.graph_objects as go

from timeline import rules as rule_files
from timeline.rules import Rules

__all__ = [
    "DARK",
    "FONT",
    "LIGHT",
    "OKABE_ITO",
    "Theme",
    "ThemeName",
    "TypeLook",
    "contrast",
    "fade",
    "theme_of",
    "type_looks",
]

ThemeName = Literal["light", "dark"]

FONT = "'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans Arabic', 'Liberation Sans', sans-serif"
"""Only fonts that systems bring along: an image downloaded in the browser carries no web font with it."""

OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#7F7F7F")
"""Okabe and Ito's colours, told apart with every common colour blindness; the black is a grey that shows on dark pages."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one kind of page, as #rrggbb. ``ramp`` goes from few to many, ``shade`` is behind every other lane."""

    name: ThemeName
    background: str
    shade: str
    ink: str
    quiet: str
    line: str
    land: str
    border: str
    ramp: tuple[str, ...]

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than the page."""
        return self.name == "dark"


LIGHT = Theme(
    "light", "#ffffff", "#f3f5f7", "#17212b", "#55606b", "#d5dde3", "#f4f4f0", "#8b96a0",
    ("#e3eef8", "#b7d4ea", "#7fb5db", "#4590c4", "#1f6aa8", "#0b3f73"),
)  # fmt: skip
DARK = Theme(
    "dark", "#11171d", "#192129", "#e4eaef", "#a3afba", "#33404b", "#1c252d", "#71808d",
    ("#152a3e", "#184769", "#20699a", "#3c8fc6", "#7cbbe6", "#c9e6fa"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypeLook:
    """How one type of event is drawn: its readable label, its colour (#rrggbb) and its Plotly symbol."""

    name: str
    label: str
    color: str
    symbol: str

    def rim(self, theme: Theme) -> str:
        """Return the shade of the colour that stands out 3:1 from the page and from a lane's shading."""
        return standing_out(self.color, theme)


# Used where types.toml says nothing about a type's looks.
FALLBACK: Mapping[str, tuple[str, str]] = {
    "attack": ("#D55E00", "circle"),
    "clash": ("#E69F00", "square"),
    "military_operation": ("#CC79A7", "triangle-up"),
    "takeover": ("#F0E442", "star"),
    "agreement": ("#009E73", "diamond"),
    "breakdown": ("#D55E00", "x"),
    "meeting": ("#0072B2", "hexagon"),
    "statement": ("#56B4E9", "triangle-down"),
    "restriction": ("#7F7F7F", "square"),
    "displacement": ("#E69F00", "triangle-se"),
    "legal": ("#CC79A7", "pentagon"),
    "political": ("#0072B2", "cross"),
    "aid": ("#009E73", "cross"),
    "protest": ("#F0E442", "star-triangle-up"),
    "statistic": ("#7F7F7F", "octagon"),
    "other": ("#7F7F7F", "circle"),
}


FILLED = (
    "circle", "square", "triangle-up", "diamond", "cross", "x", "star", "pentagon", "triangle-down", "hexagon", "diamond-tall",
    "star-triangle-up", "star-square", "hexagram", "star-diamond", "octagon", "diamond-wide", "star-triangle-down", "hexagon2",
    "triangle-ne", "triangle-se", "triangle-sw", "triangle-nw",
)  # fmt: skip
"""Symbols that can be drawn filled, dotted or hollow, the plainest first; arrows are kept for open ends."""


def theme_of(name: ThemeName) -> Theme:
    """Return the colours of a light or dark page."""
    return DARK if name == "dark" else LIGHT


def type_looks(rules: Rules | None = None) -> dict[str, TypeLook]:
    """Return how each type is drawn, in the order of types.toml; types not listed there follow in our own order."""
    if rules is None:
        return dict(_packaged_looks())
    return _looks(rules)


@cache
def _packaged_looks() -> dict[str, TypeLook]:
    return _looks(rule_files.packaged())


def _looks(rules: Rules) -> dict[str, TypeLook]:
    entries = {entry["name"]: entry for entry in rules.entries("types.toml", "type")}
    looks: dict[str, TypeLook] = {}
    for name in (*entries, *(name for name in FALLBACK if name not in entries)):
        entry: Mapping[str, Any] = entries.get(name, {})
        look = _look(name, entry.get("label"), entry.get("color") or entry.get("colour"), entry.get("symbol"))
        looks[name] = replace(look, symbol=_free_symbol(look.symbol, [other.symbol for other in looks.values()]))
    return looks


def _free_symbol(symbol: str, taken: list[str]) -> str:
    """Return the symbol if it can be filled and no other type has it; else the first that is free.

    Open symbols are kept for planned and denied events, so a type cannot have one.
    """
    if symbol in FILLED and symbol not in taken:
        return symbol
    return next((other for other in FILLED if other not in taken), "circle")


def look_of(looks: Mapping[str, TypeLook], name: str) -> TypeLook:
    """Return a type's looks, grey and round for a type that nobody listed."""
    return looks.get(name) or _look(name, None, None, None)


def _look(name: str, label: str | None, color: str | None, symbol: str | None) -> TypeLook:
    own_color, own_symbol = FALLBACK.get(name, ("#7F7F7F", "circle"))
    return TypeLook(name, label or name.replace("_", " "), color or own_color, symbol or own_symbol)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG reckons it, 1 (none) to 21.

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def fade(color: str, alpha: float) -> str:
    """Return a #rrggbb colour with an opacity from 0 to 1.

    >>> fade("#0072B2", 0.25)
    'rgba(0,114,178,0.25)'
    """
    red, green, blue = _channels(color)
    return f"rgba({red},{green},{blue},{alpha:g})"


def template(theme: Theme) -> go.layout.Template:
    """Return the program's own Plotly template.

    Plotly's default is replaced when Streamlit is imported, by one whose colours are placeholders that only Streamlit's page
    understands: an image made with it has black bars. So every figure brings this one.
    """
    axis = {
        "gridcolor": theme.line, "linecolor": theme.line, "zerolinecolor": theme.line, "tickcolor": theme.line,
        "tickfont": {"color": theme.quiet, "size": 12}, "title": {"font": {"color": theme.quiet, "size": 12}},
        "automargin": False,
    }  # fmt: skip
    layout = {
        "font": {"family": FONT, "size": 13, "color": theme.ink},
        "paper_bgcolor": theme.background,
        "plot_bgcolor": theme.background,
        "colorway": list(OKABE_ITO),
        "xaxis": axis,
        "yaxis": axis,
        "legend": {"font": {"color": theme.ink, "size": 12}, "bgcolor": "rgba(0,0,0,0)"},
        "hoverlabel": {
            "bgcolor": theme.background, "bordercolor": theme.quiet, "align": "left",
            "font": {"family": FONT, "size": 12.5, "color": theme.ink},
        },
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": theme.quiet, "activecolor": theme.ink},
        "annotationdefaults": {"font": {"color": theme.ink}, "showarrow": False},
        "geo": {"bgcolor": theme.background},
    }  # fmt: skip
    return go.layout.Template(layout=layout)


@cache
def standing_out(color: str, theme: Theme, least: float = 3.2) -> str:
    """Return the colour moved towards the ink just as far as is needed to stand out from page, shading and land."""
    target = "#ffffff" if theme.is_dark else "#000000"
    for step in range(101):
        mixed = mix(color, target, step / 100)
        if all(contrast(mixed, behind) >= least for behind in (theme.background, theme.shade, theme.land)):
            return mixed
    return target


def mix(color: str, other: str, share: float) -> str:
    """Return a colour with a share (0 to 1) of another mixed in."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    parts = [channel / 255 for channel in _channels(color)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
