"""About: how dates and events are found, the conventions, what this program does not know, and its version."""

from __future__ import annotations

import tomllib

import streamlit as st

from timeline.pages import links, reader, stored
from timeline.pages.article_text import escaped
from timeline.rules import packaged, packaged_file
from timeline.version import program_version

__all__ = ["page"]

METHOD = """
#### How it works

Articles are read, split where a saved page holds several, and each is given its own day of publication, or none.
Sentences that report a happening become rows: what happened (a trigger word and a type), who, where, when. Rows that
tell the same happening become one event with several sources. Everything is done by rules that can be read; there is no
model, no guessing, and nothing leaves this computer.

#### What a date here means

* **No day is ever invented.** "November 2022" stays a month, has the precision *month* and is drawn as a month.
* A date has a first and a last day, either of which may be open, a precision, a bound (on, during, since, until,
  before, after) and an EDTF string (ISO 8601-2), the international notation for uncertain dates.
* **Without a day of publication no relative date is resolved.** "On Saturday" in an article without a day waits in
  *Needs a date*.
* *Stated*: the sentence says the date. *Carried*: it is taken over from the words before, and says so. *Publication*:
  it is counted from the article's day.
"""
CONVENTIONS = (
    ("early / mid / late month", "days 1–10 / 11–20 / 21 to the end"),
    ("early / mid / late year", "January–March / April–September / October–December"),
    ("early / mid / late decade", "years 0–3 / 4–6 / 7–9 (late 2000s: 2007–2009)"),
    ("third week of March", "the third Monday–Sunday that begins in it"),
    ("overnight", "both days"),
    ("this week, last week", "Monday–Sunday of the publication week; the one before"),
    ("last month", "the calendar month before the publication day"),
    ("a bare weekday", "the latest such weekday up to the publication day, in past narration"),
    ("a bare month, “Oct. 19”", "the nearest that fits the tense, looking back in past narration"),
    ("since X", "from the first day of X to the publication day; its EDTF stays open"),
)
SETS = {"seeds": "five example articles", "dev": "other conflicts"}
MEASURES = {
    "dated_f1": "events with the right date (F1)", "core_recall": "newsworthy events found with the right date",
    "type": "type right", "actors_f1": "actors right (F1)", "regions_f1": "places right (F1)",
    "invented": "undatable events given a date",
}  # fmt: skip
ACCURACY = (
    "Measured against two sets of articles that people annotated sentence by sentence. The rules were developed on them, so "
    "expect less on yours: docs/accuracy.md has all figures and the commands."
)
LIMITS = """
#### What to be careful about

* The program reads sentences, not minds: check the sentence (it is always one click away) before you publish.
* Counts are of events found in *these* articles, not of events in the world.
* *Alleged*, *denied* and *planned* events are kept and marked as such; use the filter *Claim status* to leave them out.
* Boundaries on the map are for orientation only and imply no opinion on the status of any territory.
"""


def page() -> None:
    """Show the page about the program."""
    st.markdown(METHOD)
    st.markdown("#### Conventions")
    rows = "".join(f"<dt>{escaped(words)}</dt><dd>{escaped(meaning)}</dd>" for words, meaning in CONVENTIONS)
    st.html(f"<dl class='et-facts et-wide'>{rows}</dl>")
    st.markdown(LIMITS)
    _accuracy()
    st.markdown("#### Versions and store")
    facts = (
        ("Program", f"Event Timeline {program_version()}"),
        ("Rules", packaged().version),
        ("Store", str(stored.store_path())),
        ("In it", _contents()),
    )
    st.html(
        "<dl class='et-facts'>"
        + "".join(f"<dt>{escaped(name)}</dt><dd>{escaped(value)}</dd>" for name, value in facts)
        + "</dl>"
    )
    links.link("add", "Add articles", icon=":material/note_add:")


def _accuracy() -> None:
    """Show how right the program was on texts that people had annotated."""
    figures: dict[str, float] = tomllib.loads(packaged_file("accuracy.toml").decode())
    st.markdown("#### How right it is")
    st.html(f"<div class='et-small'>{escaped(ACCURACY)}</div>")
    lines = [(words, *(figures.get(f"{name}.events.{key}") for name in SETS)) for key, words in MEASURES.items()]
    columns = {"Measure": [line[0] for line in lines]}
    shares = {words: [_share(line[place]) for line in lines] for place, words in enumerate(SETS.values(), 1)}
    st.dataframe({**columns, **shares}, hide_index=True, width=620, alt="How right the program is, in per cent")


def _share(value: object) -> str:
    return f"{100 * float(str(value)):.0f} %" if value is not None else "not measured"


def _contents() -> str:
    held = stored.counts()
    events = f"{reader.number(held.events)} events ({reader.number(held.undated)} undated), {reader.number(held.figures)} figures"
    return f"{reader.number(held.documents)} documents, {reader.number(held.articles)} articles, {events}"


if __name__ == "__main__":
    page()
