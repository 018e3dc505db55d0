"""What all pages share: the page list, the store, the one filter, the line that counts, and where errors end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from timeline.errors import StoreError, TimelineError
from timeline.pages import access, address, filters, links, stored, views, welcome
from timeline.pages.looks import STYLE
from timeline.pages.notices import notice

__all__ = ["PAGE_LIST", "main"]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its file here and its title and icon; whether it needs articles, obeys the filter, shows events to be counted.

    A page that only `writes` is not shown where the dashboard can only be read.
    """

    name: str
    title: str
    icon: str
    needs_articles: bool = True
    filtered: bool = True
    counted: bool = True
    writes: bool = False

    @property
    def file(self) -> Path:
        """The page's own file."""
        return HERE / f"{self.name}.py"


PAGE_LIST = (
    Entry("chronology", "Timeline", ":material/view_timeline:"),
    Entry("overview", "Overview", ":material/dashboard:"),
    Entry("trends", "Trends", ":material/bar_chart:"),
    Entry("place_map", "Map", ":material/map:"),
    Entry("actors", "Actors", ":material/hub:"),
    Entry("compare", "Compare", ":material/compare_arrows:"),
    Entry("table", "Table", ":material/table_rows:"),
    Entry("statistics", "Figures", ":material/functions:", counted=False),
    Entry("review", "Review", ":material/rate_review:", counted=False, writes=True),
    Entry("sources", "Sources", ":material/article:", filtered=False),
    Entry("add", "Add", ":material/note_add:", needs_articles=False, filtered=False, writes=True),
    Entry("about", "About", ":material/info:", needs_articles=False, filtered=False),
)
ADDRESSES = {"chronology": "timeline", "place_map": "map", "statistics": "figures"}


def main() -> None:
    """Show the dashboard: the frame and in it the page that was asked for."""
    st.set_page_config(page_title="Event Timeline", page_icon=str(HERE / "icon.svg"), layout="wide")
    st.html(STYLE)
    if not access.entered():
        return
    pages = {entry.name: _page(entry) for entry in PAGE_LIST}
    chosen = st.navigation(list(pages.values()), position="hidden")
    st.session_state[links.PAGES] = pages
    entry = next(entry for entry in PAGE_LIST if entry.title == chosen.title)
    try:
        _frame(entry, chosen)
    except StoreError as error:
        notice(error, tone="error", more="Nothing stored was changed. Reload the page once this is put right.")
    except TimelineError as error:
        notice(error, tone="error")


def _page(entry: Entry) -> st.Page:
    path = _path(entry)
    return st.Page(entry.file, title=entry.title, icon=entry.icon, url_path=path or None, default=not path)


def _path(entry: Entry) -> str:
    """Return how the address calls a page; the first one has no name there."""
    return "" if entry is PAGE_LIST[0] else ADDRESSES.get(entry.name, entry.name)


def _frame(entry: Entry, chosen: st.Page) -> None:
    navigation, counts = st.container(), st.container()
    held = stored.counts()
    from_address = address.leads(entry.name)
    if from_address:
        address.take()
    if held.documents:
        above, below = st.sidebar.container(), st.sidebar.container()
        with below:
            filters.sidebar(from_address=from_address)
        with above:
            _brand()
            views.panel(_path(entry), titles={_path(one): one.title for one in PAGE_LIST})
    with navigation:
        _navigation(entry)
    if entry.writes and access.read_only():
        notice(access.READ_ONLY, more="Ask those who run it for changes.")
        links.link("chronology", "See the timeline", icon=":material/view_timeline:")
        return
    if not held.documents and entry.needs_articles:
        welcome.page()
        return
    if held.documents and entry.filtered:
        with counts:
            if entry.counted:
                filters.counting_line()
            filters.chips()
    chosen.run()


def _brand() -> None:
    tag = f"<span class='et-tag' title='{access.READ_ONLY}'>read only</span>" if access.read_only() else ""
    st.html(f"<div class='et-brand'>Event Timeline {tag}</div>")


def _navigation(current: Entry) -> None:
    shown = [entry for entry in PAGE_LIST if not (entry.writes and access.read_only())]
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="navigation"):
        for entry in shown:
            links.link(entry.name, f"**{entry.title}**" if entry is current else entry.title, icon=entry.icon)
