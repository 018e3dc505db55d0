"""The details of one event: what it is, its date and why it has that date, the sentence in its article, the other sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from timeline import charts
from timeline.charts.words import date_words, day_words, isolated
from timeline.corrections import dated_by_hand, in_words
from timeline.interval import Interval
from timeline.merge import differing
from timeline.model import Article, Event, Figure, Place, Row
from timeline.pages import address, links, reader, stored
from timeline.pages.article_text import around, escaped
from timeline.pages.notices import empty
from timeline.store.event_records import lead

__all__ = ["article_line", "facts", "panel", "place_words", "stepper", "tags"]

STATUS_WORDS = {
    "reported": "reported as fact",
    "alleged": "alleged: claimed or accused of",
    "denied": "denied",
    "planned": "planned or threatened",
    "negated": "said not to have happened",
    "background": "background: a habit or an earlier state",
}
DATING_WORDS = {
    "stated": "the sentence says it",
    "carried": "carried over from the words before",
    "publication": "counted from the day of publication",
    "none": "no date",
    "by_hand": "set by hand",
}
SHOWN_SOURCES = 12


def panel(
    event_id: str | None, *, hint: str = "Click an event to see its sentence, its source and why it has its date."
) -> None:
    """Show the details of an event, or say how to choose one."""
    event = stored.event(event_id) if event_id else None
    if event is None:
        empty("No event is open", hint)
        return
    row = lead(event)
    title = f"<div class='et-title'>{escaped(event.title)}</div>"
    st.html(f"<div class='et-tags'>{tags(event.type, event.status)}</div>{title}{facts(_when(event, row))}")
    _source(event, row)
    st.html(facts(_what(event)))
    if others := [other for other in event.rows if other is not row]:
        _others(others, event.id)


def tags(type_name: str, status: str) -> str:
    """Return the type and the claim status as small labels (HTML)."""
    look = charts.type_looks().get(type_name)
    color, label = (look.color, look.label) if look else ("#7f7f7f", type_name)
    found = f"<span class='et-tag et-type' style='border-left-color:{escaped(color)}'>{escaped(label)}</span>"
    if status != "reported":
        words = STATUS_WORDS.get(status, status)
        found += f"<span class='et-tag et-status' title='{escaped(words)}'>{escaped(status)}</span>"
    return found


def facts(lines: Iterable[tuple[str, str]]) -> str:
    """Return names and values (HTML already) as a list of two columns."""
    return (
        "<dl class='et-facts'>"
        + "".join(f"<dt>{escaped(name)}</dt><dd>{value}</dd>" for name, value in lines)
        + "</dl>"
    )


def _when(event: Event, row: Row) -> Iterable[tuple[str, str]]:
    yield "Date", _date(event.interval)
    if said := dated_by_hand(event):
        yield "Why this date", escaped(said)
    else:
        yield "Why this date", escaped(row.why or "no words of the sentence give a date") + _dating(row)


def _what(event: Event) -> Iterable[tuple[str, str]]:
    if event.actors:
        names = ", ".join(
            isolated(actor.name) + (f" ({actor.short})" if actor.short not in ("", actor.name) else "")
            for actor in event.actors
        )
        yield "Actors", escaped(names)
    if event.places:
        yield "Places", escaped("; ".join(place_words(place) for place in event.places))
    if event.figures:
        yield "Figures", escaped("; ".join(_figure(figure) for figure in event.figures))
    for what, said in differing(event):
        yield f"Sources differ: {what}", escaped(said)
    yield "Confidence", f"{round(100 * event.confidence)} of 100"
    for field, said in event.extra.get("corrected", {}).items():
        before = in_words(field, said["before"]) or "nothing"
        yield (
            "Put right",
            f"{escaped(field)}: {escaped(said['why'])} <span class='et-small'>(was: {escaped(before)})</span>",
        )
    if event.review != "unreviewed":
        yield "Review", escaped(event.review)
    if len(event.rows) > 1:
        yield "Grouped because", escaped(event.why or "the same happening")


def place_words(place: Place) -> str:
    """Return a place with the codes of its province or country."""
    code = place.subdivision or place.country
    return isolated(place.name) + (f" ({code})" if code else "")


def _date(interval: Interval) -> str:
    if not interval.is_known:
        return "<strong>no date</strong> <span class='et-small'>kept in Needs a date</span>"
    words = date_words(interval.first, interval.last, interval.precision, interval.bound, interval.edtf)
    return (
        f"<strong>{escaped(words)}</strong><br><code title='the date as EDTF (ISO 8601-2)'>{escaped(interval.edtf)}</code> "
        f"<span class='et-small'>precision: {escaped(interval.precision)}</span>"
    )


def _dating(row: Row) -> str:
    said = f"“{escaped(row.date_text)}” · " if row.date_text else ""
    return f"<br><span class='et-small'>{said}{escaped(DATING_WORDS.get(row.dating, row.dating))}</span>"


def _figure(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        number = f"{reader.amount(low)} to {reader.amount(high)}"
    elif low is not None and high is None:
        number = f"at least {reader.amount(low)}"
    elif high is not None and low is None:
        number = f"at most {reader.amount(high)}"
    else:
        number = reader.amount(figure.value)
    return f"{number} {figure.unit}" + (f" ({figure.counts})" if figure.counts else "")


def _source(event: Event, row: Row) -> None:
    """Show the sentence highlighted in its article, and what is known of the article."""
    document, article = stored.document(row.document), stored.article(row.document, row.article)
    if document is None:
        empty("The article is not in the store any more", "Add it again on the page Add.")
        return
    start, end = _story(article, row) if article else (0, len(document.text))
    body = around(document.text, row.start, row.end, start=start, end=end, label=row.why)
    st.html(
        f"<blockquote class='et-quote'>{body}</blockquote><div class='et-source'>{article_line(article, row.document)}</div>"
    )
    links.to_article(row, event=event.id)


def _story(article: Article, row: Row) -> tuple[int, int]:
    """Return the part of the article around a row that is nothing but story: no newsletter boxes, no words of players."""
    start = max((stop for _, stop in article.furniture if stop <= row.start), default=article.start)
    end = min((begin for begin, _ in article.furniture if begin >= row.end), default=article.end)
    return max(start, article.start), min(end, article.end)


def article_line(article: Article | None, document: str) -> str:
    """Return an article's title, publisher, day and where the day was found (HTML)."""
    if article is None:
        return escaped(document)
    title = f"<b>{escaped(stored.heading(article))}</b>"
    publisher = f"{escaped(article.publisher)} · " if article.publisher else ""
    if article.published is None:
        return f"{title}<br>{publisher}publication day not found, so relative dates in it stay open"
    return (
        f"{title}<br>{publisher}published {escaped(day_words(article.published))} ({escaped(article.published_from)})"
    )


def _others(rows: list[Row], event_id: str) -> None:
    with st.expander(f"{len(rows)} more {'sentence' if len(rows) == 1 else 'sentences'} about it"):
        for row in rows[:SHOWN_SOURCES]:
            line = article_line(stored.article(row.document, row.article), row.document)
            st.html(
                f"<blockquote class='et-quote'>{escaped(row.evidence)}</blockquote><div class='et-source'>{line}</div>"
            )
            links.to_article(row, event=event_id)
        if len(rows) > SHOWN_SOURCES:
            st.caption(f"and {reader.number(len(rows) - SHOWN_SOURCES)} more; the table's download has them all")


def stepper(events: Sequence[str]) -> None:
    """Show buttons that open the event before and the one after, in the order of time; they are there for the keyboard too."""
    opened = address.selected_event()
    here = events.index(opened) if opened in events else None
    before = here - 1 if here else None
    after = (0 if here is None else here + 1) if events and here != len(events) - 1 else None
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for name, icon, to in (
            ("Earlier", ":material/arrow_back:", before),
            ("Later", ":material/arrow_forward:", after),
        ):
            st.button(
                name, icon=icon, key=f"step_{name}", disabled=to is None, on_click=address.show_event,
                args=(events[to] if to is not None else None,),
            )  # fmt: skip
        place = (
            f"event {reader.number(here + 1)} of {reader.number(len(events))}"
            if here is not None
            else reader.count(len(events), "event")
        )
        st.html(f"<span class='et-small'>{place}</span>", width="content")
