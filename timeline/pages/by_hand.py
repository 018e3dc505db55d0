"""Adding one event by hand: what the program overlooked, or what stands in a source that is not here; never without its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from timeline import charts
from timeline.charts.words import shorten
from timeline.corrections import Correction
from timeline.pages import correcting, links, review_data, stored
from timeline.pages.details import STATUS_WORDS
from timeline.pages.editing import MOST_NAMES, figures_typed, known_actors

__all__ = ["form"]

KEY = "hand_"  # the widgets' keys in the session are this and the field
ELSEWHERE = ""  # instead of a document's id: the source is not in the store
FIELDS = (
    "title", "quote", "date", "type", "status", "actors", "places", "figures", "why", "publisher", "headline", "url", "published",
)  # fmt: skip
DONE = "hand_added"


def form() -> None:
    """Show the form for one event with the words of its source."""
    correcting.outcome()
    if st.session_state.get(DONE):
        links.link("review", "See the log of corrections", icon=":material/rate_review:", show="log")
    documents = [ELSEWHERE, *stored.store().document_ids()]
    st.selectbox(
        "Where it stands", documents, key=f"{KEY}document", required=True,
        format_func=lambda one: shorten(stored.title_of(one), 80) if one else "In a source that is not in the store",
    )  # fmt: skip
    elsewhere = st.session_state.get(f"{KEY}document", ELSEWHERE) == ELSEWHERE
    with st.form("by_hand", border=False):
        st.text_area(
            "The words that tell it", key=f"{KEY}quote", height=90, max_chars=2_000,
            placeholder="the sentence, as it stands in the source" if elsewhere else "the sentence, copied from the article",
        )  # fmt: skip
        if elsewhere:
            _source()
        _event()
        st.form_submit_button("Add this event", type="primary", key="send_by_hand", on_click=_add, args=(elsewhere,))
    correcting.sign()


def _source() -> None:
    left, right = st.columns(2)
    left.text_input("Publisher", key=f"{KEY}publisher")
    right.text_input("Title of the source", key=f"{KEY}headline")
    left.text_input("Published", key=f"{KEY}published", placeholder="19 October 2025, if it is known")
    right.text_input("Address (URL)", key=f"{KEY}url")


def _event() -> None:
    looks = charts.type_looks()
    st.text_input("Title", key=f"{KEY}title", placeholder="who did what where", max_chars=300)
    left, right = st.columns(2)
    left.text_input(
        "Date", key=f"{KEY}date", placeholder="19 Oct 2025, Nov 2022, summer 2023 …",
        help="No finer than the source says. Empty: no date.",
    )  # fmt: skip
    right.text_input("Figures", key=f"{KEY}figures", placeholder="12 killed; 20-30 injured")
    left.selectbox(
        "Type", [name for name in looks if name != "statistic"], index=None, key=f"{KEY}type", placeholder="Other",
        format_func=lambda name: looks[name].label,
    )  # fmt: skip
    right.selectbox(
        "Claim status",
        list(STATUS_WORDS),
        key=f"{KEY}status",
        required=True,
        format_func=lambda name: STATUS_WORDS[name],
    )
    with left:
        _names("actors", "Actors", known_actors())
    with right:
        _names("places", "Places", review_data.place_names()[:MOST_NAMES])
    st.text_input("Why", key=f"{KEY}why", placeholder="kept with the event", max_chars=400)


def _names(field: str, label: str, known: Sequence[str]) -> None:
    st.multiselect(
        label,
        known,
        key=f"{KEY}{field}",
        accept_new_options=True,
        select_all=False,
        placeholder="Choose, or type a name",
    )


def _add(elsewhere: bool) -> None:
    given: dict[str, Any] = {name: st.session_state.get(f"{KEY}{name}") for name in FIELDS}
    where: dict[str, Any]
    if elsewhere:
        parts = {"publisher": "publisher", "title": "headline", "url": "url", "published": "published"}
        where = {"source": {name: said for name, key in parts.items() if (said := (given[key] or "").strip())}}
    else:
        where = {"document": st.session_state[f"{KEY}document"]}

    def add(*, by: str) -> Iterable[Correction]:
        return stored.store().add_by_hand(
            given["title"] or "", given["quote"] or "", by=by, why=given["why"] or "",
            type=given["type"] or "other", status=given["status"],
            date=(given["date"] or "").strip() or None, actors=given["actors"] or (), places=given["places"] or (),
            figures=figures_typed(given["figures"] or ""), **where,
        )  # fmt: skip

    if correcting.do(f"Added: “{given['title']}”", add):
        st.session_state[DONE] = True
        for name in FIELDS:
            empty: Any = [] if name in ("actors", "places") else None if name == "type" else ""
            st.session_state[f"{KEY}{name}"] = "reported" if name == "status" else empty
