"""Review: what is worth a look first, one event after the other, by mouse or keyboard; and the log of all corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from timeline.corrections import DOUBTS, Doubt, doubts_of
from timeline.model import Event
from timeline.pages import (
    address,
    correcting,
    correction_log,
    details,
    drawing,
    editing,
    event_lines,
    filters,
    reader,
    review_data,
    stored,
)
from timeline.pages.article_text import escaped
from timeline.pages.notices import empty
from timeline.queries import Filter, ReviewQueue
from timeline.store.event_records import lead

__all__ = ["page"]

PART, DOUBT = "review_part", "review_doubt"  # the widgets' keys in the session
ANY: Literal[""] = ""  # any reason; None would empty the list when the page is drawn again
QUEUE, LOG = "queue", "log"
SHOWN = {QUEUE: "Queue", LOG: "Log of corrections"}
DOUBT_WORDS: dict[Doubt, str] = {
    "differing": "Sources differ",
    "similar": "Perhaps the same",
    "undated": "No date",
    "unsure": "Low confidence",
    "new_name": "New names",
}


def page() -> None:
    """Show the page of the review."""
    st.session_state[PART] = LOG if address.opened("show") == LOG else QUEUE
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        part = st.segmented_control(
            "Show", list(SHOWN), format_func=lambda name: SHOWN[name], required=True, key=PART, on_change=_note_part,
            label_visibility="collapsed",
        )  # fmt: skip
        with st.container(width=260):
            correcting.sign()
    correcting.outcome()
    if part == LOG:
        correction_log.show()
    else:
        _queue(filters.current())


def _note_part() -> None:
    part = st.session_state[PART]
    address.note(show=None if part == QUEUE else part)


def _queue(chosen: Filter) -> None:
    left, right = st.columns([1, 1.35], gap="medium")
    with left:
        doubt = _doubt(review_data.queue(chosen, None))
        queue = review_data.queue(chosen, doubt)
        _progress(queue)
        _list(queue, doubt)
        _all_at_once(chosen)
    with right, st.container(key="details"):
        _in_hand(_current(queue), queue)


def _doubt(queue: ReviewQueue) -> Doubt | None:
    """Show why events wait and return the choice among the reasons; None for any."""
    options: list[Doubt | Literal[""]] = [ANY, *(doubt for doubt in DOUBTS if queue.counts[doubt])]
    if st.session_state.get(DOUBT) not in options:
        st.session_state[DOUBT] = ANY
    chosen: Doubt | Literal[""] = st.selectbox(
        "Why an event waits", options, key=DOUBT,
        format_func=lambda doubt: (
            f"{DOUBT_WORDS[doubt]} · {reader.number(queue.counts[doubt])}"
            if doubt
            else f"Any reason · {reader.number(queue.waiting)}"
        ),
    )  # fmt: skip
    return chosen or None


def _current(queue: ReviewQueue) -> str | None:
    """Return the event in hand: the one that is open, else the first of the queue."""
    return address.selected_event() or next(iter(queue.events), None)


def _progress(queue: ReviewQueue) -> None:
    share = queue.reviewed / queue.total if queue.total else 0.0
    reviewed, total, waiting = map(reader.number, (queue.reviewed, queue.total, queue.waiting))
    st.progress(share, text=f"{reviewed} of {total} reviewed · {waiting} worth a look")


def _list(queue: ReviewQueue, doubt: Doubt | None) -> None:
    if not queue.events:
        empty("Nothing waits here", "Choose another reason above, take a filter away, or look through the Table.")
        return
    events = [found for identity in queue.events[: event_lines.FEW_LINES * 4] if (found := stored.event(identity))]
    lines = pd.DataFrame(
        {
            "Event": [event.title for event in events],
            "Why": ["; ".join(DOUBT_WORDS[doubt] for doubt in doubts_of(event)) for event in events],
            "Confidence": [round(100 * event.confidence) for event in events],
        }
    )
    columns = {
        "Event": st.column_config.TextColumn(width=190 if drawing.is_phone() else 230),
        "Why": st.column_config.TextColumn(width=130),
        "Confidence": st.column_config.NumberColumn(format="%d", width=60, help="of 100"),
    }
    event_lines.show(
        lines, [event.id for event in events], key="review_table", alt="Events that wait for a look; choose a line to open one",
        columns=columns, height=220 if drawing.is_phone() else 420, total=queue.counts[doubt] if doubt else queue.waiting,
        rest="the others follow once these are judged",
    )  # fmt: skip


# The event in hand


def _in_hand(identity: str | None, queue: ReviewQueue) -> None:
    event = stored.event(identity) if identity else None
    if event is None:
        empty("No event is open", "Choose a line on the left, or press N for the first of the queue.")
        return
    after = _after(event.id, queue)
    _buttons(event, after, queue)
    if editing.is_open(event.id):
        editing.form(event)
    details.panel(event.id)
    _similar(event)
    _sentences(event)
    _new_names(event)


def _after(identity: str, queue: ReviewQueue) -> str | None:
    """Return the event that comes next in the queue."""
    events = queue.events
    if identity not in events:
        return next(iter(events), None)
    here = events.index(identity)
    return events[here + 1] if here + 1 < len(events) else next((one for one in events if one != identity), None)


def _buttons(event: Event, after: str | None, queue: ReviewQueue) -> None:
    before = events[here - 1] if (events := queue.events) and (here := _place(event.id, events)) else None
    with st.container(horizontal=True, gap="xsmall", key="review_buttons"):
        st.button(
            "Accept", type="primary", icon=":material/check:", key="review_accept", shortcut="A", on_click=_judge,
            args=("accept", event, after), help="It is right as it stands (key A)",
        )  # fmt: skip
        st.button(
            "Edit", icon=":material/edit:", key="review_edit", shortcut="E", on_click=editing.open_form, args=(event.id,),
            help="Put something right (key E)",
        )  # fmt: skip
        st.button(
            "Reject", icon=":material/block:", key="review_reject", shortcut="X", on_click=_judge,
            args=("reject", event, after), help="It is no event, or wrong: leave it out (key X)",
        )  # fmt: skip
        st.button(
            "Next", icon=":material/arrow_forward:", key="review_next", shortcut="N", on_click=_go, args=(after,),
            disabled=after is None, help="Leave it as it is and go on (key N)",
        )  # fmt: skip
        st.button(
            "Back", icon=":material/arrow_back:", key="review_back", shortcut="B", on_click=_go, args=(before,),
            disabled=before is None, help="The one before (key B)",
        )  # fmt: skip
    reasons = ", ".join(DOUBT_WORDS[doubt].lower() for doubt in doubts_of(event)) or "nothing in doubt"
    st.html(f"<div class='et-small'>{escaped(_review_words(event))} · {escaped(reasons)}</div>")


def _review_words(event: Event) -> str:
    return {"unreviewed": "not reviewed yet", "accepted": "accepted", "rejected": "rejected"}[event.review]


def _place(identity: str, events: Sequence[str]) -> int | None:
    return events.index(identity) if identity in events else None


def _judge(verdict: str, event: Event, after: str | None) -> None:
    store = stored.store()
    correct = store.accept if verdict == "accept" else store.reject
    if correcting.do(f"{verdict.capitalize()}ed: “{event.title}”", correct, [event.id]):
        editing.close()
        _go(after)


def _go(event: str | None) -> None:
    address.show_event(event)


def _similar(event: Event) -> None:
    """Show the events that are perhaps the same, to be joined or kept apart."""
    for identity, score in list(event.extra.get("similar", {}).items())[:4]:
        other = stored.event(identity)
        if other is None:
            continue
        row = lead(other)
        with st.container(border=True):
            st.html(
                f"<div class='et-small'>Perhaps the same ({round(100 * score)} of 100)</div>"
                f"<div class='et-title'>{escaped(other.title)}</div>"
                f"<div class='et-small'>{escaped(event_lines.date_of(other))} · {reader.count(len(other.rows), 'sentence')}</div>"
                f"<blockquote class='et-quote'>{escaped(row.evidence)}</blockquote>"
            )
            with st.container(horizontal=True, gap="small"):
                st.button(
                    "Same event", icon=":material/merge:", key=f"merge_{identity}", on_click=_join, args=(event, other),
                    help="Make one event of both",
                )  # fmt: skip
                st.button(
                    "Another event", icon=":material/call_split:", key=f"apart_{identity}", on_click=_keep_apart,
                    args=(event, other), help="Keep them apart, whatever a later version thinks",
                )  # fmt: skip


def _join(event: Event, other: Event) -> None:
    if correcting.do(
        f"Made one: “{event.title}” and “{other.title}”", stored.store().merge_events, [event.id, other.id]
    ):
        _go(review_data.event_of(event.rows[0]))


def _keep_apart(event: Event, other: Event) -> None:
    correcting.do(f"Kept apart: “{event.title}” and “{other.title}”", stored.store().keep_apart, [event.id, other.id])


def _sentences(event: Event) -> None:
    """Let sentences be taken out of an event that tells of two."""
    if len(event.rows) < 2:
        return
    with st.expander(f"Take some of its {len(event.rows)} sentences out", icon=":material/call_split:"):
        rows = {row.id: row for row in event.rows}
        chosen = st.multiselect(
            "Sentences that tell of another event", list(rows), key=f"split_{event.id}", select_all=False,
            format_func=lambda identity: " ".join(rows[identity].evidence.split()), placeholder="Choose the sentences",
        )  # fmt: skip
        st.button(
            "Make another event of these", key=f"do_split_{event.id}", on_click=_split, args=(event, chosen),
            disabled=not chosen or len(chosen) == len(rows),
        )  # fmt: skip


def _split(event: Event, rows: list[str]) -> None:
    correcting.do(
        f"Taken out of “{event.title}”: {reader.count(len(rows), 'sentence')}", stored.store().split, event.id, rows
    )


def _new_names(event: Event) -> None:
    """Let a name that no list knows be said to be another name of somebody whom one does."""
    names = [actor.name for actor in event.actors if actor.id.startswith("text:")]
    if not names:
        return
    with st.expander("Whose name is this?", icon=":material/badge:"):
        name = st.selectbox("Name in the articles", names, key=f"alias_words_{event.id}", required=True)
        of = st.selectbox(
            "Another name of", review_data.listed_actors(), index=None, key=f"alias_of_{event.id}", accept_new_options=True,
            placeholder="Type a name", help="A full name, a short form or an id from the lists, such as TTP; of a place too",
        )  # fmt: skip
        st.button(
            "Keep this name", key=f"alias_{event.id}", on_click=_name_known, args=(name, of), disabled=not of,
            help="All articles that hold this name are read anew",
        )  # fmt: skip


def _name_known(words: str, of: str) -> None:
    correcting.do(f"“{words}” is another name of {of}", stored.store().add_alias, words, of)


# Many at once


def _all_at_once(chosen: Filter) -> None:
    """Accept or reject all that the filter shows; one undo takes all of it back."""
    chosen = chosen.with_undated()
    ids = stored.event_ids(chosen)
    if not ids:
        return
    with st.popover(f"All {reader.count(len(ids), 'event')} of the filter", icon=":material/done_all:"):
        st.html(f"<div class='et-small'>{escaped(_filter_words(chosen))}. One Undo takes all of it back.</div>")
        st.text_input("Why", key="bulk_why", placeholder="kept with each correction", max_chars=400)
        with st.container(horizontal=True, gap="small"):
            st.button(
                f"Accept all {reader.number(len(ids))}", key="accept_all", on_click=_judge_all, args=("accept", ids)
            )
            st.button(
                f"Reject all {reader.number(len(ids))}", key="reject_all", on_click=_judge_all, args=("reject", ids)
            )


def _filter_words(chosen: Filter) -> str:
    words = chosen.in_words()
    return words[:1].upper() + words[1:]


def _judge_all(verdict: str, events: Iterable[str]) -> None:
    store, ids = stored.store(), list(events)
    correct = store.accept if verdict == "accept" else store.reject
    why = st.session_state.get("bulk_why") or ""
    correcting.do(f"{verdict.capitalize()}ed: {reader.count(len(ids), 'event')}", correct, ids, why=why)


if __name__ == "__main__":
    page()
