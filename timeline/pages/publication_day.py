"""Setting or putting right the day on which an article was published: its relative dates are counted anew at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import streamlit as st

from timeline.charts.words import day_words
from timeline.corrections import Correction
from timeline.day_reader import read_day
from timeline.errors import DateInputError
from timeline.model import Article
from timeline.pages import correcting, reader, stored

__all__ = ["article_key", "form"]


def form(article: Article) -> None:
    """Show the form that sets an article's day of publication, where corrections are taken."""
    if not correcting.is_allowed():
        return
    day = article.published
    label = "Put the day of publication right" if day else "Set the day of publication"
    with st.expander(label, icon=":material/edit_calendar:", expanded=day is None):
        with st.form(f"publication_{article_key(article)}", border=False):
            left, right = st.columns(2)
            left.text_input(
                "Day of publication", day.isoformat() if day else "", key=_key("day", article), max_chars=60,
                placeholder="19 October 2025, 2025-10-19, 19 octobre 2025 …",
                help="Any form and language. “On Saturday” and the like in this article are counted from it.",
            )  # fmt: skip
            right.text_input("Why", key=_key("why", article), placeholder="where the day is from", max_chars=400)
            st.form_submit_button(
                "Set this day", type="primary", key=_key("set", article), on_click=_set, args=(article,)
            )
        if not correcting.signature():
            correcting.sign()


def article_key(article: Article) -> str:
    """Return what an article is called among the widgets: its document and its number in it."""
    return f"{article.document}/{article.number}"


def _key(part: str, article: Article) -> str:
    return f"publication_{part}_{article_key(article)}"


def _set(article: Article) -> None:
    typed = (st.session_state[_key("day", article)] or "").strip()
    if not typed:
        correcting.say("Type the day first, as 19 October 2025", "warning")
        return
    try:
        day = read_day(typed)
    except DateInputError as error:
        correcting.say(str(error), "error")
        return
    before = _undated(article)
    why = st.session_state[_key("why", article)] or ""

    def publish(*, by: str) -> Iterable[Correction]:
        return stored.store().set_published(article.document, article.number, day, by=by, why=why)

    correcting.do(lambda: _done(article, day, before), publish)


def _undated(article: Article) -> int:
    return sum(not row.is_dated for row, _ in stored.rows(article.document, article.number))


def _done(article: Article, day: date, before: int) -> str:
    words = f"Published on {day_words(day)}"
    found = before - _undated(article)
    if found > 0:
        words += (
            f": {reader.count(found, 'event sentence')} without a date found {'its' if found == 1 else 'their'} day"
        )
    left = before - max(found, 0)
    return words + (f"; {reader.number(left)} stay open, as they do not depend on it" if left and found > 0 else "")
