"""Sources: the articles, each to be read with its event sentences highlighted, and the events that need a date."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from timeline.charts.words import day_words, shorten
from timeline.model import Article, Row
from timeline.pages import address, correcting, details, event_lines, filters, publication_day, reader, side, stored
from timeline.pages.article_text import marked
from timeline.pages.notices import empty, notice
from timeline.store.event_records import lead

__all__ = ["page"]

ARTICLES, UNDATED = "articles", "undated"
PART, CHOICE = "sources_part", "sources_article"  # the widgets' keys in the session
SHOWN = {ARTICLES: "Articles", UNDATED: "Needs a date"}
SCROLL = """<script>
requestAnimationFrame(() => {
  const lit = document.querySelector(".et-article mark.et-here");
  if (lit) lit.scrollIntoView({block: "center"});
});
</script>"""
LONGEST = 60_000  # characters of an article that are shown at once


def page() -> None:
    """Show the page of sources."""
    st.session_state[PART] = UNDATED if address.opened("show") == UNDATED else ARTICLES
    shown = st.segmented_control(
        "Show",
        [ARTICLES, UNDATED],
        format_func=lambda part: SHOWN[part],
        required=True,
        key=PART,
        on_change=_note_part,
        label_visibility="collapsed",
    )
    correcting.outcome()
    if shown == UNDATED:
        _tray()
    else:
        _reader()


def _note_part() -> None:
    part = st.session_state[PART]
    address.note(show=None if part == ARTICLES else part)


def _reader() -> None:
    articles, lines, titles = _articles(str(stored.store().path), stored.version())
    if not articles:
        empty("No articles are stored", "Add some on the page Add.")
        return
    left, right = st.columns([1, 1.5], gap="medium")
    with left:
        article = _choose(articles, titles)
        _list(articles, lines)
    with right:
        _read(article)


@st.cache_resource(max_entries=2, show_spinner="Reading the articles")
def _articles(path: str, version: int) -> tuple[list[Article], pd.DataFrame, dict[str, str]]:
    """Return the articles that are listed, the table of them, and what each is called in the choice."""
    articles = stored.first_articles()
    return articles, _lines(articles), {publication_day.article_key(article): _title(article) for article in articles}


def _opened() -> Article | None:
    document, number = address.opened("document"), address.opened("article") or "0"
    return stored.article(document, int(number)) if document and number.isdigit() else None


def _choose(articles: list[Article], titles: dict[str, str]) -> Article:
    """Show the choice of an article and return the one to read: the one in the address, else the first."""
    by_key = {publication_day.article_key(article): article for article in articles}
    opened = f"{address.opened('document')}/{address.opened('article') or 0}"
    if opened not in by_key and (other := _opened()):  # beyond those that are listed
        by_key[opened] = other
    st.session_state[CHOICE] = opened if opened in by_key else next(iter(by_key))
    chosen = st.selectbox(
        "Article",
        list(by_key),
        format_func=lambda key: titles.get(key) or _title(by_key[key]),
        key=CHOICE,
        on_change=_note_article,
    )
    return by_key[chosen]


def _note_article() -> None:
    _open_article(st.session_state[CHOICE])


def _open_article(key: str) -> None:
    document, _, number = key.rpartition("/")
    address.note(document=document, article=number, event=None)


def _lines(articles: list[Article]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Published": [f"{article.published:%Y-%m-%d}" if article.published else "no day" for article in articles],
            "Article": [stored.heading(article) for article in articles],
            "Publisher": [article.publisher or "" for article in articles],
            "Day found in": [article.published_from for article in articles],
            "Document": [article.document for article in articles],
        }
    )


def _list(articles: list[Article], lines: pd.DataFrame) -> None:
    columns = {"Published": st.column_config.TextColumn(width=95), "Article": st.column_config.TextColumn(width=330)}
    alt = "The stored articles with their days; choose a line to read one"
    keys = [publication_day.article_key(article) for article in articles]
    event_lines.show(
        lines, keys, key="articles_table", alt=alt, columns=columns, height=480,
        opens=_open_article, total=stored.counts().articles, rest="open others from their events",
    )  # fmt: skip
    missing = stored.articles_without_day()
    if missing:
        words = f"{reader.number(missing)} of {reader.number(stored.counts().articles)} articles state no day of publication; "
        words += "relative dates in them stay open."
        st.html(f"<div class='et-small'>{words}</div>")


def _title(article: Article) -> str:
    day = f" ({day_words(article.published)})" if article.published else " (no day)"
    return shorten(stored.heading(article), 90) + day


def _read(article: Article) -> None:
    document = stored.document(article.document)
    if document is None:
        empty("The article is not in the store any more", "Choose another one.")
        return
    rows = stored.rows(article.document, article.number)
    st.html(f"<div class='et-source'>{details.article_line(article, article.document)}</div>")
    publication_day.form(article)
    if article.repeats:
        notice(f"This repeats article {article.repeats[1] + 1} of {article.repeats[0]}; its events are counted once.")
    end = min(article.end, article.start + LONGEST)
    spans = [(row.start, row.end, _label(row)) for row, _ in rows]
    here = {(row.start, row.end) for row, event in rows if event and event == address.selected_event()}
    sentences = len({(start, stop) for start, stop, _ in spans})
    st.html(f"<div class='et-small'>{_reporting(sentences)}</div>")
    body = marked(document.text, spans, start=article.start, end=end, here=here, aside=article.furniture)
    with st.container(height=620, border=True, key="reader"):
        st.html(f"<article class='et-article'>{body}{' …' if end < article.end else ''}</article>")
    if here:
        st.html(SCROLL, unsafe_allow_javascript=True)  # our own words only; the article's never come near it


def _reporting(sentences: int) -> str:
    if not sentences:
        return "No sentence of it reports an event."
    return f"{reader.count(sentences, 'sentence reports', 'sentences report')} events; point at one to see its date."


def _titles(documents: Sequence[str]) -> str:
    return "; ".join(stored.title_of(document) for document in documents)


def _label(row: Row) -> str:
    return f"{row.type.replace('_', ' ')} · {row.interval.edtf or 'no date'} · {row.why}"


def _tray() -> None:
    events = stored.undated(filters.current())
    if events.empty:
        empty(
            "No event needs a date",
            "Every event that passes the filter has one. Go on to the Timeline, or take a filter away.",
        )
        return
    words = f"{reader.count(len(events), 'event')} without a date; none has been guessed. {_way_to_a_date()}"
    st.html(f"<div class='et-small'>{words}</div>")
    left, right = st.columns([2, 1], gap="medium")
    with left:
        lines = pd.DataFrame(
            {
                "Event": events["title"],
                "Said": events["date_text"].fillna(""),
                "What is missing": events["why"].replace("", "no date in the sentence"),
                "Actors": event_lines.joined(events["actors"]),
                "Article": [_titles(documents) for documents in events["documents"]],
            }
        )
        columns = {
            "Event": st.column_config.TextColumn(width=300),
            "Said": st.column_config.TextColumn(width=80),
            "What is missing": st.column_config.TextColumn(width=300),
        }
        alt = "Events without a date, one line each; choose a line to open its details"
        event_lines.show(lines, list(events["event_id"]), key="undated_table", alt=alt, columns=columns)
    with right, side.details_box():
        details.panel(address.selected_event(), hint="Choose a line to see the sentence and its article.")
        _missing_day(address.selected_event())


def _way_to_a_date() -> str:
    missing = stored.articles_without_day()
    if not missing:
        return "All articles state their day, so only their words can date these: read the sentence, and edit it under Review."
    articles = reader.count(missing, "article states", "articles state")
    return f"{articles} no day of publication: open one and set its day, and what is counted from it is dated at once."


def _missing_day(identity: str | None) -> None:
    """Show the form for the day of the article that tells an event, where that day is what is missing."""
    event = stored.event(identity) if identity else None
    if event is None or event.is_dated:
        return
    row = lead(event)
    article = stored.article(row.document, row.article)
    if article is not None and article.published is None:
        publication_day.form(article)


if __name__ == "__main__":
    page()
