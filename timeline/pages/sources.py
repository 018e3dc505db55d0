"""Sources: the articles, each to be read with its event sentences highlighted, and the events that need a date."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from timeline.charts.words import day_words, shorten
from timeline.model import Article, Row
from timeline.pages import address, details, filters, stored
from timeline.pages.article_text import escaped, marked
from timeline.pages.notices import empty, notice

__all__ = ["page"]

ARTICLES, UNDATED = "articles", "undated"
PART, CHOICE = "sources_part", "sources_article"  # the widgets' keys in the session
SHOWN = {ARTICLES: "Articles", UNDATED: "Needs a date"}
MOST_LINES = 2_000
LONGEST = 60_000  # characters of an article that are shown at once


def page() -> None:
    """Show the page of sources."""
    st.session_state[PART] = UNDATED if address.opened("show") == UNDATED else ARTICLES
    shown = st.segmented_control(
        "Show",
        [ARTICLES, UNDATED],
        format_func=SHOWN.get,
        required=True,
        key=PART,
        on_change=_note_part,
        label_visibility="collapsed",
    )
    if shown == UNDATED:
        _tray()
    else:
        _reader()


def _note_part() -> None:
    part = st.session_state[PART]
    address.note(show=None if part == ARTICLES else part)


def _reader() -> None:
    articles = stored.articles()
    if not articles:
        empty("No articles are stored", "Add some on the page Add.")
        return
    left, right = st.columns([1, 1.5], gap="medium")
    with left:
        article = _choose(articles)
        _list(articles)
    with right:
        _read(article)


def _choose(articles: list[Article]) -> Article:
    """Show the choice of an article and return the one to read: the one in the address, else the first."""
    by_key = {f"{article.document}/{article.number}": article for article in articles}
    opened = f"{address.opened('document')}/{address.opened('article') or 0}"
    st.session_state[CHOICE] = opened if opened in by_key else next(iter(by_key))
    chosen = st.selectbox(
        "Article", list(by_key), format_func=lambda key: _title(by_key[key]), key=CHOICE, on_change=_note_article
    )
    return by_key[chosen]


def _note_article() -> None:
    document, _, number = st.session_state[CHOICE].rpartition("/")
    address.note(document=document, article=number, event=None)


def _list(articles: list[Article]) -> None:
    table = pd.DataFrame(
        {
            "Article": [article.title or article.document for article in articles],
            "Published": [article.published for article in articles],
            "Day found": [article.published_from for article in articles],
            "Publisher": [article.publisher or "" for article in articles],
            "Document": [article.document for article in articles],
        }
    )  # fmt: skip
    st.dataframe(
        table.head(MOST_LINES),
        hide_index=True,
        height=min(420, 38 + 35 * len(table)),
        alt="The stored articles with their days",
    )
    missing = sum(article.published is None for article in articles)
    if missing:
        st.html(
            f"<div class='et-small'>{missing} of {len(articles)} articles state no day of publication; relative dates in them stay open.</div>"
        )


def _title(article: Article) -> str:
    day = f" ({day_words(article.published)})" if article.published else " (no day)"
    return shorten(article.title or article.document, 90) + day


def _read(article: Article) -> None:
    document = stored.document(article.document)
    if document is None:
        empty("The article is not in the store any more", "Choose another one.")
        return
    rows = stored.rows(article.document, article.number)
    st.html(f"<div class='et-source'>{details.article_line(article, article.document)}</div>")
    if article.repeats:
        notice(f"This repeats article {article.repeats[1] + 1} of {article.repeats[0]}; its events are counted once.")
    end = min(article.end, article.start + LONGEST)
    spans = [(row.start, row.end, _label(row)) for row, _ in rows]
    here = {(row.start, row.end) for row, event in rows if event and event == address.selected_event()}
    sentences = len({(start, stop) for start, stop, _ in spans})
    st.html(f"<div class='et-small'>{sentences} sentences report events; point at one to see its date.</div>")
    body = marked(document.text, spans, start=article.start, end=end, here=here)
    with st.container(height=620, border=True, key="reader"):
        st.html(f"<article class='et-article'>{body}{' …' if end < article.end else ''}</article>")


def _label(row: Row) -> str:
    return f"{row.type.replace('_', ' ')} · {row.interval.edtf or 'no date'} · {row.why}"


def _tray() -> None:
    events = stored.undated(filters.current())
    if events.empty:
        empty("No event needs a date", "Every event that passes the filter has one.")
        return
    st.html(
        f"<div class='et-small'>{len(events):,} events without a date. None has been guessed: most are counted from a day of publication "
        "that the article does not state. Add the article again with its day, and they are dated at once.</div>"
    )
    left, right = st.columns([2, 1], gap="medium")
    with left:
        table = pd.DataFrame(
            {
                "Event": events["title"], "Said": events["date_text"].fillna(""), "What is missing": [_missing(why) for why in events["why"]],
                "Actors": [", ".join(names) for names in events["actors"]],
                "Article": [", ".join(names) for names in events["documents"]],
            }
        )  # fmt: skip
        st.dataframe(
            table.head(MOST_LINES), key="undated_table", hide_index=True, height=520, on_select=_open_line(events), selection_mode="single-row",
            alt="Events without a date, one line each; choose a line to open its details",
        )  # fmt: skip
    with right, st.container(key="details"):
        details.panel(address.selected_event(), hint="Choose a line to see the sentence and its article.")


def _missing(why: str) -> str:
    return why or "no date in the sentence"


def _open_line(events: pd.DataFrame) -> object:
    def open_line() -> None:
        rows = (st.session_state.get("undated_table") or {}).get("selection", {}).get("rows", [])
        if rows:
            address.show_event(str(events["event_id"].iloc[rows[0]]))

    return open_line


if __name__ == "__main__":
    page()
