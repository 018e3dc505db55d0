"""The log of corrections: who, when, what, before and after, why; undone one by one or together; taken along, brought in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from timeline.corrections import Correction, read_log, to_jsonl, to_xlsx
from timeline.errors import TimelineError
from timeline.pages import correcting, reader, review_data, stored
from timeline.pages.notices import empty, lines, notice

__all__ = ["show"]

TABLE = "log_table"
LARGEST_FILE = 20  # megabytes
ACTION_WORDS = {
    "change": "changed", "accept": "accepted", "reject": "rejected", "merge": "made one", "split": "kept apart",
    "add": "added by hand", "publish": "day of publication", "alias": "another name",
}  # fmt: skip


def show() -> None:
    """Show the log, the newest first, with what can be done with it."""
    log = review_data.corrections()
    if not log:
        empty("Nothing has been corrected yet", "Accept, edit or reject events in the queue; every step is kept here.")
    else:
        _table(log)
        _downloads(log)
    _bring_in()


def _table(log: Sequence[Correction]) -> None:
    chosen = st.dataframe(
        table(log), key=TABLE, hide_index=True, height=460 if len(log) > 12 else "content", on_select="rerun",
        selection_mode="multi-row" if correcting.is_allowed() else "single-row", alt="The corrections, the newest first",
        column_config={
            "When (UTC)": st.column_config.TextColumn(width=130),
            "About": st.column_config.TextColumn(width=330),
            "Before": st.column_config.TextColumn(width=180),
            "After": st.column_config.TextColumn(width=180),
        },
    )  # fmt: skip
    orphaned = sum(one.state == "orphaned" for one in log)
    if orphaned:
        notice(
            f"{reader.count(orphaned, 'correction')} without its sentence",
            more="The article reads otherwise now, or is not here. They are kept, and hold again when the sentence is back.",
        )
    ids = [log[place].id for place in chosen["selection"]["rows"] if place < len(log)]
    if correcting.is_allowed():
        back = [one.id for one in log if one.id in ids and not one.is_undone]
        st.button(
            f"Undo {reader.count(len(back), 'correction')}" if back else "Undo the chosen ones", icon=":material/undo:",
            key="undo_chosen", on_click=correcting.undo, args=(back,), disabled=not back,
        )  # fmt: skip


def table(log: Sequence[Correction]) -> pd.DataFrame:
    """Return the log as the columns that people read."""
    return pd.DataFrame(
        {
            "When (UTC)": [f"{one.at:%Y-%m-%d %H:%M}" for one in log],
            "Who": [one.by for one in log],
            "What": [_what(one) for one in log],
            "About": [" / ".join(dict.fromkeys(anchor.quote for anchor in one.anchors)) for one in log],
            "Before": [one.before_in_words for one in log],
            "After": [one.after_in_words for one in log],
            "Why": [one.why for one in log],
            "State": [_state(one) for one in log],
            "Document": [", ".join(dict.fromkeys(anchor.document for anchor in one.anchors)) for one in log],
        }
    )


def _what(one: Correction) -> str:
    words = ACTION_WORDS.get(one.action, one.action)
    return f"{words}: {one.field}" if one.field else words


def _state(one: Correction) -> str:
    if one.is_undone and one.undone_at is not None:
        return f"undone by {one.undone_by} on {one.undone_at:%Y-%m-%d}"
    return one.state


def _downloads(log: Sequence[Correction]) -> None:
    made = date.today().isoformat()
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html("<span class='et-small'>The whole log</span>", width="content")
        for form, label, mime, make in (
            ("jsonl", "JSON lines", "application/x-ndjson", to_jsonl),
            ("xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
        ):
            st.download_button(
                label, partial(make, log[::-1]), f"corrections-{made}.{form}", mime, key=f"log_{form}", on_click="ignore",
                icon=":material/download:", help="All corrections, to be kept or brought into another store",
            )  # fmt: skip


def _bring_in() -> None:
    with st.expander("Bring in a log of corrections", icon=":material/upload:"):
        with st.form("bring_in", border=False, clear_on_submit=True):
            upload = st.file_uploader(
                "A log as JSON lines or XLSX, from here or from timeline corrections export", type=["jsonl", "xlsx"],
                max_upload_size=LARGEST_FILE, key="log_upload",
            )  # fmt: skip
            sent = st.form_submit_button("Bring it in", key="send_log")
        if sent and upload is None:
            notice("No file was chosen", more="Choose one with the button above, then press Bring it in.")
        elif sent and upload is not None:
            _take_in(upload.name, upload.getvalue())


def _take_in(name: str, content: bytes) -> None:
    try:
        with st.spinner("Bringing the corrections in"):
            done = stored.store().import_corrections(read_log(content, where=name))
    except TimelineError as error:
        lines("Not brought in; nothing was changed:", [error])
    else:
        correcting.say(f"{done}", "good")
        st.rerun()
