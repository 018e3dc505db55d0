"""Actors: who is named with whom, as a network, a matrix and a table; and what is known of a chosen group's kin."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from timeline import charts
from timeline.charts.words import day_words, isolated
from timeline.pages import address, details, downloads, drawing, event_lines, filters, reader, stored
from timeline.pages.article_text import escaped
from timeline.pages.notices import empty, nothing_passes
from timeline.queries import Filter, Relations, family, relations
from timeline.queries.filter import Match

__all__ = ["page", "pairs"]

DRAWINGS = {"Network": charts.actor_network, "Matrix": charts.actor_matrix}
SPLITS = "Splits"
CHART, GROUP = "actors_chart", "group"
KINDS = {
    "government": "state or government", "security_force": "security force", "armed_group": "armed group",
    "igo": "organisation of states", "ngo": "organisation", "person": "person",
}  # fmt: skip
MOST_NAMES = 8


def page() -> None:
    """Show the page of actors."""
    chosen = filters.current()
    if not stored.number(chosen):
        nothing_passes()
        return
    counts = _counts(chosen)
    left, right = st.columns([2.2, 1], gap="medium")
    with left:
        way = st.segmented_control(
            "Drawn as", [*DRAWINGS, SPLITS], default="Network", required=True, key="drawn", bind="query-params",
            help="Network and matrix: who is named with whom. Splits: what the group at the right split from and merged into.",
        )  # fmt: skip
        group = _group(chosen, counts, of_many=way == SPLITS)
        if way == SPLITS:
            _splits(chosen, group, counts)
        else:
            _drawing(chosen, way or "Network")
            _pairs(chosen)
    with right, st.container(key="details"):
        _kin(group, counts)


def _counts(chosen: Filter) -> dict[str, int]:
    """Return the actors of the filter's events but for its actors, most first, with their number of events."""
    return {choice.value: choice.count for choice in stored.facets(chosen.without("actors")).actors if choice.count}


def _group(chosen: Filter, counts: dict[str, int], *, of_many: bool) -> str:
    """Return the group that the page tells of: the one in the address, else the one that is filtered for, else the first.

    The first is, with `of_many`, the first that the gazetteer knows a split or a merger of.
    """
    told = address.opened(GROUP)
    wanted = (
        (told, *chosen.actors) if st.session_state.get("actors_before") == chosen.actors else (*chosen.actors, told)
    )
    st.session_state["actors_before"] = chosen.actors
    first = next(iter(counts), "")
    if of_many:
        first = next((name for name in counts if len(family(name)) > 1), first)
    return next((name for name in wanted if name and (name in counts or relations(name))), first)


def _splits(chosen: Filter, group: str, counts: dict[str, int]) -> None:
    """Show the group's splits and mergers on a time axis, and the same as a table."""
    groups = family(group)
    if len(groups) < 2:
        known = "no split and no merger of" if groups else "nothing of"
        empty(f"The gazetteer knows {known} {group or 'a group'}", "Choose another actor at the right.")
        downloads.table(chosen)
        return
    rest = chosen.without("actors", "match")

    def build(theme: drawing.ThemeName, width: int) -> object:
        return charts.actor_splits(groups, stored.drawable(rest), theme=theme, width=width)

    drawn = drawing.figure("splits", rest, build, wide=drawing.PART, options=(group,))
    drawing.show(drawn, key=CHART, name="splits", on_select=_narrow_to_clicked)
    st.html(
        f"<div class='et-small'>{escaped(drawn.layout.meta['caption'])} A click keeps only the events of the group.</div>"
    )
    table = charts.splits_table(groups, counts)
    shown = table.assign(
        split_from=event_lines.joined(table["split_from"]), merged_into=event_lines.joined(table["merged_into"]),
        active_from=[_year(told) if told else "not known" for told in table["active_from"]],
        active_to=[_year(told) if told else "not known" for told in table["active_to"]],
    ).set_axis(["Group", "Active from", "Active to", "Split from", "Merged into", "Events here"], axis="columns")  # fmt: skip
    names = [str(name) for name in table["actor"]]

    def keep(name: str) -> None:
        _keep([name], match="any")

    alt = "Groups with their years, splits and mergers, one line each; choose a line to keep only its events"
    event_lines.show(shown, names, key="splits_table", alt=alt, opens=keep)
    downloads.chart(build, rest, title=f"Splits and mergers around {group}", name="splits", data=lambda: table)
    downloads.table(chosen)


def _drawing(chosen: Filter, way: str) -> None:

    def build(theme: drawing.ThemeName, width: int) -> object:
        return DRAWINGS[way](stored.drawable(chosen), theme=theme, width=width)

    drawn = drawing.figure("actors", chosen, build, wide=drawing.PART, options=(way,))
    drawing.show(drawn, key=CHART, name="actors", on_select=_narrow_to_clicked)
    hint = "A click keeps only the events of the actor, or of the two."
    st.html(f"<div class='et-small'>{escaped(drawn.layout.meta['caption'])} {hint}</div>")
    downloads.chart(
        build, chosen, title="Actors named in the same events", name=f"actors-{way.lower()}",
        data=lambda: charts.pairs_table(stored.drawable(chosen)),
    )  # fmt: skip


def _narrow_to_clicked() -> None:
    names = [str(name) for name in drawing.clicked(CHART)]
    if names:
        _keep(names, match="all" if len(names) > 1 else "any")


def _keep(names: Sequence[str], *, match: Match) -> None:
    """Keep only the events that name any of the actors, or all of them; the rest of the filter stays."""
    filters.show(dataclasses.replace(filters.current(), actors=tuple(names), match=match))


def pairs(events: pd.DataFrame) -> pd.DataFrame:
    """Return each two actors that the same event names, with the number of such events, most first."""
    return charts.actor_pairs(events).set_axis(["Actor", "With", "Events"], axis="columns")


def _pairs(chosen: Filter) -> None:
    found = _pairs_of(str(stored.store().path), stored.version(), chosen)
    if found.empty:
        empty("No event names two actors", "Widen the filter; the actors of single events are in the Table.")
        return
    both = list(zip(found["Actor"], found["With"], strict=True))

    def keep(line: str) -> None:
        _keep(both[int(line)], match="all")

    alt = "Actors named in the same events, one line for each two; choose a line to keep only their events"
    event_lines.show(
        found,
        [str(line) for line in range(len(both))],
        key="pairs_table",
        alt=alt,
        height=360,
        opens=keep,
        columns=_columns(),
    )
    downloads.table(chosen)


@st.cache_resource(max_entries=6, show_spinner=False)
def _pairs_of(path: str, version: int, chosen: Filter) -> pd.DataFrame:
    return pairs(stored.drawable(chosen))


def _columns() -> dict[str, object]:
    column = st.column_config
    return {
        "Actor": column.TextColumn(width=200),
        "With": column.TextColumn(width=200),
        "Events": column.NumberColumn(help="Events that name both", width="small", format="localized"),
    }


def _kin(group: str, counts: dict[str, int]) -> None:
    """Show what the gazetteer knows of a group that is chosen here, and how many events its kin have."""
    if not counts:
        return
    names = list(counts) if group in counts else [group, *counts]
    st.session_state[GROUP] = group
    name = st.selectbox(
        "About an actor",
        names,
        key=GROUP,
        help="With the events of the filter but for its actors",
        on_change=_note_group,
    )
    known = relations(name)
    st.html(details.facts(_facts(name, known, counts)))
    if known is None:
        st.html("<div class='et-small'>The gazetteer does not know this name; it stands in the articles only.</div>")
    kin = [one for one in (known.others if known else ()) if one in counts]
    with st.container(horizontal=True, gap="small"):
        st.button("Keep only its events", key="keep_actor", on_click=_keep, args=([name],), kwargs={"match": "any"})
        if kin:
            st.button(
                f"With its kin ({len(kin)})", key="keep_kin", on_click=_keep, args=([name, *kin],), kwargs={"match": "any"},
                help="The events of any of them: " + ", ".join(map(_plain, kin[:MOST_NAMES])),
            )  # fmt: skip


def _note_group() -> None:
    address.note(**{GROUP: st.session_state[GROUP]})


def _plain(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum() or letter in " -–'().")


def _facts(name: str, known: Relations | None, counts: dict[str, int]) -> Iterable[tuple[str, str]]:
    yield "Name", f"<strong>{escaped(name)}</strong>" + (f" ({escaped(known.short)})" if known and known.short else "")
    yield "Events here", f"{reader.number(counts.get(name, 0))}"
    if known is None:
        return
    yield "Kind", escaped(KINDS.get(known.kind, known.kind.replace("_", " ")))
    if known.active_from or known.active_to:
        yield "Active", escaped(_active(known))
    for label, names in (
        ("Part of", known.part_of), ("Parts", known.parts), ("People", known.people), ("Split from", known.split_from),
        ("Splinters", known.splinters), ("Merged into", known.merged_into), ("Took in", known.absorbed),
    ):  # fmt: skip
        if names:
            yield label, _listed(names, counts)


def _listed(names: Sequence[str], counts: dict[str, int]) -> str:
    """Return names as HTML, those with events first, with their number."""
    ranked = sorted(names, key=lambda name: -counts.get(name, 0))
    words = [
        escaped(isolated(name))
        + (f" <span class='et-small'>· {reader.number(counts[name])}</span>" if name in counts else "")
        for name in ranked[:MOST_NAMES]
    ]
    more = f"<br><span class='et-small'>and {len(ranked) - MOST_NAMES} more</span>" if len(ranked) > MOST_NAMES else ""
    return "<br>".join(words) + more


def _active(known: Relations) -> str:
    if not known.active_to:
        return f"since {_year(known.active_from)}"
    return (
        f"{_year(known.active_from)} to {_year(known.active_to)}"
        if known.active_from
        else f"until {_year(known.active_to)}"
    )


def _year(iso: str) -> str:
    """Return an ISO day in words, as coarse as it is: 2007, December 2007, 5 December 2007."""
    if len(iso) < len("2007-12"):
        return iso
    words = day_words(date.fromisoformat(f"{iso}-01"[: len("2007-12-05")]))
    return words if len(iso) == len("2007-12-05") else words.split(" ", 1)[1]


if __name__ == "__main__":
    page()
