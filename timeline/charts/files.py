"""Charts as files: images by a browser engine on this machine, stand-alone pages that open offline."""

from __future__ import annotations

import html as html_text
import threading
from dataclasses import dataclass
from typing import Any, Literal

import kaleido
import plotly.graph_objects as go
from choreographer.browsers.chromium import Chromium

from timeline.charts.alternative import text_alternative
from timeline.charts.looks import theme_of
from timeline.charts.strokes import with_strokes
from timeline.errors import ExportError, UsageError

__all__ = [
    "IMAGE_FORMATS",
    "ImageEngine",
    "ImageFormat",
    "has_image_engine",
    "html",
    "image",
    "plot_config",
    "start_image_engine",
]

ImageFormat = Literal["png", "svg", "pdf"]
IMAGE_FORMATS: tuple[ImageFormat, ...] = ("png", "svg", "pdf")

# Without this the engine would fetch a formula library from the internet.
ENGINE = {"mathjax": False}
_ONE_AT_A_TIME = threading.Lock()

NO_ENGINE = "no Chrome or Chromium was found, which draws images here"
WHAT_TO_DO = (
    "install Chromium (or set BROWSER_PATH to it), use the camera button of the chart, or save the chart as HTML"
)


@dataclass(slots=True)
class ImageEngine:
    """A running browser that draws images fast; ``close()`` ends it, and so does the end of the program."""

    running: bool = True

    def close(self) -> None:
        """End the browser. Images can still be made, each with a browser of its own."""
        if self.running:
            self.running = False
            kaleido.stop_sync_server(silence_warnings=True)


def has_image_engine() -> bool:
    """Return whether this machine has a browser that can draw images; it is only looked for, not started."""
    return Chromium.find_browser(skip_local=False) is not None


def start_image_engine() -> ImageEngine:
    """Start a browser that stays, so that an image takes half a second instead of four; keep what is returned.

    Raises ExportError when there is no browser.
    """
    if not has_image_engine():
        raise ExportError("image engine", NO_ENGINE, WHAT_TO_DO)
    kaleido.start_sync_server(n=1, silence_warnings=True, **ENGINE)
    return ImageEngine()


def image(
    figure: go.Figure,
    format: ImageFormat = "png",
    *,
    width: int | None = None,
    height: int | None = None,
    scale: float = 2.0,
) -> bytes:
    """Return a chart as an image file. ``width`` and ``height`` are in pixels, multiplied by ``scale`` for PNG.

    Raises UsageError for another format and ExportError when no image can be made here.
    """
    if format not in IMAGE_FORMATS:
        raise UsageError(f"image format {format!r}", "is not known", f"use one of {', '.join(IMAGE_FORMATS)}")
    if not has_image_engine():
        raise ExportError(f"{format} image", NO_ENGINE, WHAT_TO_DO)
    options: dict[str, Any] = {
        "format": format, "width": width or figure.layout.width or 1100, "height": height or figure.layout.height or 620,
        "scale": scale if format == "png" else 1,
    }  # fmt: skip
    drawn = with_strokes(figure, options["width"], options["height"]) if format == "pdf" else figure
    try:
        with _ONE_AT_A_TIME:
            made = kaleido.calc_fig_sync(drawn.to_dict(), opts=options, kopts=ENGINE)
    except Exception as error:  # whatever goes wrong in the browser, the user has to be told what to do instead
        raise ExportError(f"{format} image", f"the browser could not draw it ({error})", WHAT_TO_DO) from error
    return bytes(made)


def html(figure: go.Figure, *, title: str = "") -> bytes:
    """Return a chart as one HTML file that opens offline, asks the network for nothing and can be zoomed and hovered."""
    chart = figure.to_html(full_html=False, include_plotlyjs=True, config={**plot_config("chart"), "responsive": True})
    words = html_text.escape(text_alternative(figure))
    heading = html_text.escape(title or "Event timeline")
    page = PAGE.replace("{title}", heading).replace("{words}", words).replace("{background}", _background(figure))
    return page.replace("{chart}", chart).encode("utf-8")


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; \
img-src data: blob:">
<style>body{margin:0;background:{background}}figure{margin:0}.words{position:absolute;width:1px;height:1px;overflow:hidden;\
clip-path:inset(50%)}</style></head>
<body><figure role="group" aria-label="{title}">{chart}<figcaption class="words">{words}</figcaption></figure></body></html>
"""


def _background(figure: go.Figure) -> str:
    meta = figure.layout.meta
    return theme_of("dark" if isinstance(meta, dict) and meta.get("theme") == "dark" else "light").background


def plot_config(name: str, *, format: Literal["png", "svg"] = "png", scale: float = 2.0) -> dict[str, Any]:
    """Return the ``config`` for showing a chart: nothing is sent anywhere, and the camera button saves ``name``.

    The camera works in the reader's browser, so it works where the server has no image engine.
    """
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "displayModeBar": "hover",
        "doubleClick": "reset+autosize",
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "sendDataToCloud", "toggleSpikelines"],
        "toImageButtonOptions": {"format": format, "scale": scale, "filename": name},
    }
