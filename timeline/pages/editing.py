"""The form that puts an event right: title, date, type, status, actors, places and figures, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from timeline import charts
from timeline.corrections import Correction
from timeline.model import Actor, Event, Place
from timeline.pages import address, correcting, review_data, stored
from timeline.pages.article_text import escaped
from timeline.pages.details import STATUS_WORDS
from timeline.pages.event_lines import date_of
from timeline.queries import Filter
from timeline.store.event_records import lead

__all__ = ["MOST_NAMES", "close", "figures_typed", "form", "is_open", "known_actors", "open_form"]

KEY = "edit_"  # the widgets' keys in the session are this, the field and the event's id
EDITING = "editing_event"  # the id of the event whose form is open, in the session
MOST_NAMES = 2_000


def form(event: Event) -> None:
    """Show the form for one event; what is changed in it becomes corrections when it is saved."""
    looks = charts.type_looks()
    with st.form(f"edit_form_{event.id}", border=True):
        st.html(f"<blockquote class='et-quote'>{escaped(lead(event).evidence)}</blockquote>")
        st.text_input("Title", event.title, key=_key("title", event))
        left, right = st.columns(2)
        with left:
            st.text_input(
                "Date", _date_as_typed(event), key=_key("date", event), placeholder="no date",
                help="A day, month, season, year or span: 19 Oct 2025, Nov 2022, summer 2023, 3 to 8 May 2024. Empty: no date.",
            )  # fmt: skip
            types = _with([name for name in looks if name != "statistic"], event.type)
            st.selectbox(
                "Type", types, index=types.index(event.type), key=_key("type", event), required=True,
                format_func=lambda name: looks[name].label if name in looks else name,
            )  # fmt: skip
        with right:
            statuses = list(STATUS_WORDS)
            st.selectbox(
                "Claim status", statuses, index=statuses.index(event.status), key=_key("status", event), required=True,
                format_func=lambda name: STATUS_WORDS[name],
            )  # fmt: skip
            st.text_input(
                "Figures", _figures_as_typed(event), key=_key("figures", event), placeholder="12 killed; 20-30 injured",
                help="Number and what it counts; several with a semicolon between: 12 killed; 20-30 injured",
            )  # fmt: skip
        _names("actors", "Actors", event, [actor.name for actor in event.actors], known_actors())
        _names("places", "Places", event, [place.name for place in event.places], _known_places())
        st.text_input(
            "Why", key=_key("why", event), placeholder="what tells you so (kept with the correction)", max_chars=400
        )
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                "Save", type="primary", icon=":material/check:", on_click=_save, args=(event,), key=_key("save", event)
            )
            st.form_submit_button("Cancel", on_click=close, key=_key("cancel", event))


def open_form(event: str) -> None:
    """Let an event and its form be open; to be called in a callback."""
    st.session_state[EDITING] = event
    address.show_event(event)


def close() -> None:
    """Let no form be open; to be called in a callback."""
    st.session_state.pop(EDITING, None)


def is_open(event: str) -> bool:
    """Return whether the form of an event is open."""
    return bool(st.session_state.get(EDITING) == event)


def _key(field: str, event: Event) -> str:
    return f"{KEY}{field}_{event.id}"


def _with(options: list[str], chosen: str) -> list[str]:
    return options if chosen in options else [*options, chosen]


def _names(field: str, label: str, event: Event, chosen: list[str], known: Sequence[str]) -> None:
    st.multiselect(
        label, list(dict.fromkeys([*chosen, *known])), default=list(dict.fromkeys(chosen)), key=_key(field, event),
        accept_new_options=True, select_all=False, placeholder="Choose, or type a name",
    )  # fmt: skip


def known_actors() -> list[str]:
    """Return the names of the actors in the events, those of most events first."""
    return [choice.value for choice in stored.facets(Filter()).actors[:MOST_NAMES]]


def _known_places() -> list[str]:
    return review_data.place_names()[:MOST_NAMES]


def _date_as_typed(event: Event) -> str:
    """Return the date as somebody would type it, who means no more than is known."""
    if not event.interval.is_known:
        return ""
    return date_of(event).partition(" (")[0].partition(", open")[0]


def figures_typed(words: str) -> list[str]:
    """Return what somebody typed as figures, each by itself: semicolons part them, as commas stand within numbers.

    >>> figures_typed("1,200 killed; 20-30 injured;")
    ['1,200 killed', '20-30 injured']
    """
    return [part.strip() for part in words.split(";") if part.strip()]


def _figures_as_typed(event: Event) -> str:
    return "; ".join(f"{figure.value:,.10g} {figure.unit}" for figure in event.figures)


def _save(event: Event) -> None:
    changes = dict(_changes(event))
    if not changes:
        close()
        return
    why = st.session_state[_key("why", event)] or ""

    def change(*, by: str) -> Iterable[Correction]:
        return stored.store().change_fields(event.id, changes, by=by, why=why)

    if correcting.do(f"Saved: {', '.join(changes)} of “{event.title}”", change):
        close()


def _changes(event: Event) -> Iterable[tuple[str, Any]]:
    """Yield the fields whose widgets show something else than the event has, with the new values."""
    state = st.session_state
    for field in ("title", "type", "status"):
        if (new := state[_key(field, event)]) != getattr(event, field):
            yield field, new
    if (typed := state[_key("date", event)].strip()) != _date_as_typed(event):
        yield "date", typed or None
    if (typed := state[_key("figures", event)].strip()) != _figures_as_typed(event):
        yield "figures", figures_typed(typed)
    for field in ("actors", "places"):
        had: dict[str, Actor | Place] = {one.name: one for one in getattr(event, field)}
        names = state[_key(field, event)]
        if names != list(had):
            yield field, [had.get(name, name) for name in names]
