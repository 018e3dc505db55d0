"""Saved views: the address of what is shown, under a name; listed in the sidebar, opened, renamed and deleted there."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlencode

import streamlit as st

from timeline.charts.words import day_words
from timeline.errors import TimelineError
from timeline.pages import access, reader, stored
from timeline.pages.article_text import escaped
from timeline.pages.notices import notice
from timeline.queries import Filter
from timeline.store import SavedView, delete_view, rename_view, save_view, saved_views
from timeline.store.saved_views import LONGEST_NAME

__all__ = ["in_words", "panel"]

NAME, CHOICE, NEW_NAME = "view_name", "view_choice", "view_new_name"  # the widgets' keys in the session
SAID, TAKEN, GONE = "view_said", "view_taken", "view_gone"  # what became of the last press of a button


def panel(page: str, *, titles: dict[str, str]) -> None:
    """Show the saved views in a box that opens; `page` is the present one as the address calls it, `titles` are those of all."""
    views = saved_views(stored.store())
    writable = not access.read_only()
    if not views and not writable:
        return
    label = f"Saved views · {reader.number(len(views))}" if views else "Saved views"
    with st.popover(label, icon=":material/bookmarks:", width="stretch", key="views"):
        _list(views, titles)
        if writable:
            with st.container(key="view_said"):  # there also when empty, so that what comes below stays as it is
                _said()
            _save(page)
            if views:
                _manage(views)


def in_words(view: SavedView, titles: dict[str, str]) -> str:
    """Return what a view shows: its page, and its filter in words."""
    chosen = Filter.from_params(parse_qs(view.query), problems=[])
    page = titles.get(view.page, view.page)
    return page if chosen.is_empty else f"{page} · {chosen.in_words()}"


def _list(views: list[SavedView], titles: dict[str, str]) -> None:
    if not views:
        st.html(
            "<div class='et-small'>None yet. A view is all that the address holds: page, filter, lanes, event.</div>"
        )
        return
    # whole addresses, not links of the program: only so is everything as it was saved, also on the page that is open
    lines = "".join(
        f"<li><a href='{escaped('./' + view.address)}' target='_self'><bdi>{escaped(view.name)}</bdi></a>"
        f"<div class='et-small'>{escaped(in_words(view, titles))} · saved {escaped(day_words(view.saved))}</div></li>"
        for view in views
    )
    st.html(f"<ul class='et-views' aria-label='Saved views'>{lines}</ul>")


def _said() -> None:
    said = st.session_state.pop(SAID, None)
    if said is not None:
        tone, words = said
        notice(words, tone=tone)
    taken = st.session_state.get(TAKEN)
    if taken is not None:
        st.button(
            "Save in its place", icon=":material/published_with_changes:", key="view_replace", on_click=_keep,
            args=(taken,), kwargs={"replace": True},
        )  # fmt: skip
    gone = st.session_state.get(GONE)
    if gone is not None:
        st.button("Put it back", icon=":material/undo:", key="view_back", on_click=_keep, args=(gone,))


def _save(page: str) -> None:
    with st.form("save_view", border=False, clear_on_submit=False):
        st.text_input("Name of the present view", key=NAME, max_chars=LONGEST_NAME, placeholder="Attacks in Swat, 2024")
        st.form_submit_button("Save this view", icon=":material/bookmark_add:", on_click=_save_present, args=(page,))


def _save_present(page: str) -> None:
    names = [name for name in st.query_params if not name.startswith("embed")]
    query = urlencode([(name, value) for name in names for value in st.query_params.get_all(name)])
    _keep(SavedView(st.session_state[NAME], page, query, date.today()))


def _keep(view: SavedView, *, replace: bool = False) -> None:
    st.session_state[TAKEN] = st.session_state[GONE] = None
    try:
        save_view(stored.store(), view, replace=replace)
    except TimelineError as error:
        st.session_state[SAID] = ("error", error)
        if "one of this name" in error.what:
            st.session_state[TAKEN] = view
        return
    st.session_state[NAME] = ""
    st.session_state[SAID] = ("good", f"Saved: {view.name}")


def _manage(views: list[SavedView]) -> None:
    with st.expander("Rename or delete", icon=":material/edit:"), st.form("manage_views", border=False):
        names = [view.name for view in views]
        if st.session_state.get(CHOICE) not in names:
            st.session_state[CHOICE] = names[0]
        st.selectbox("View", names, key=CHOICE)
        st.text_input("New name", key=NEW_NAME, max_chars=LONGEST_NAME)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button("Rename", key="view_rename", on_click=_rename)
            by_name = {view.name: view for view in views}
            st.form_submit_button(
                "Delete", icon=":material/delete:", key="view_delete", on_click=_delete, args=(by_name,)
            )


def _rename() -> None:
    st.session_state[TAKEN] = st.session_state[GONE] = None
    name, wanted = st.session_state[CHOICE], " ".join(st.session_state[NEW_NAME].split())
    try:
        rename_view(stored.store(), name, wanted)
    except TimelineError as error:
        st.session_state[SAID] = ("error", error)
        return
    st.session_state[SAID] = ("good", f"{name} is now called {wanted}")
    st.session_state[CHOICE], st.session_state[NEW_NAME] = wanted, ""


def _delete(by_name: dict[str, SavedView]) -> None:
    view = by_name[st.session_state[CHOICE]]
    st.session_state[TAKEN] = st.session_state[GONE] = None
    try:
        delete_view(stored.store(), view.name)
    except TimelineError as error:
        st.session_state[SAID] = ("error", error)
        return
    st.session_state[SAID], st.session_state[GONE] = ("good", f"Deleted: {view.name}"), view
