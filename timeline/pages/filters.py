"""The one filter of all pages: widgets in the sidebar, chips of what is on, the line that counts, all kept in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from timeline.charts.locales import NumberSigns, grouped
from timeline.charts.looks import type_looks
from timeline.charts.words import day_words, isolated
from timeline.errors import DateInputError, TimelineError
from timeline.pages import address, links, reader, stored
from timeline.pages.article_text import escaped, plain_label
from timeline.pages.notices import notice
from timeline.queries import Choice, Facets, Filter, read_typed, unknown_choices
from timeline.queries.known_names import known_names

__all__ = ["PARAMETERS", "chips", "counting_line", "current", "narrow", "region_name", "show", "sidebar"]

PARAMETERS = (
    "words", "since", "until", "in_range", "actor", "match", "splinters", "region", "spot", "type", "precision", "status",
    "source", "confidence", "review",
)  # fmt: skip
"""The filter's parameters in the address; what is not among them belongs to a page."""

KEY = "filter_"  # the widgets' keys in the session are this and the parameter's name
SEVERAL = ("actor", "region", "spot", "type", "precision", "status", "source", "review")
ONE = ("words", "since", "until")
NAMES = {
    "words": "Words", "since": "From", "until": "To", "actor": "Actor", "region": "Region", "type": "Type",
    "precision": "Precision", "status": "Status", "source": "Source", "confidence": "Confidence", "match": "Actors",
    "in_range": "Dates", "spot": "Place", "review": "Review", "splinters": "Actors",
}  # fmt: skip
MOST_OPTIONS = 300  # of a part of the filter: more would be sent with every click, and nobody reads them
PRECISION_WORDS = {"range": "a span", "vague": "vague", "half": "half year"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice that is on: its parameter, its value, and how it is shown."""

    parameter: str
    value: str
    label: str


def current() -> Filter:
    """Return the filter that is on."""
    found: Filter = st.session_state.get("filter") or Filter()
    return found


def sidebar(*, from_address: bool) -> Filter:
    """Show the filter, which the frame puts into the sidebar, and return it; with `from_address` the address decides."""
    problems: list[TimelineError] = []
    if from_address:
        _take(Filter.from_params(address.read(PARAMETERS), problems=problems))
    choices = stored.facets(_from_widgets([]), most=MOST_OPTIONS)
    wanted = {name: tuple(st.session_state.get(KEY + name) or ()) for name in SEVERAL}
    _keep_known(choices)
    _widgets(choices)
    _say_unknown(choices, wanted)
    if problems:
        notice(
            "Part of the address says nothing here and was left out",
            tone="warning",
            more="; ".join(e.what for e in problems),
        )
    chosen = _from_widgets([])
    st.session_state["filter"] = chosen
    params = {name: tuple(values) for name, values in chosen.to_params().items()}
    st.session_state[links.CHOICES] = params
    address.write(params, PARAMETERS)
    return chosen


def _take(chosen: Filter) -> None:
    """Let the widgets show a filter."""
    params = chosen.to_params()
    state = st.session_state
    for name in SEVERAL:
        state[KEY + name] = list(params.get(name, ()))
    for name in ONE:
        state[KEY + name] = "".join(params.get(name, ()))
    state[f"{KEY}match"] = chosen.match
    state[f"{KEY}splinters"] = chosen.splinters
    state[f"{KEY}in_range"] = chosen.in_range
    state[f"{KEY}confidence"] = round(100 * chosen.min_confidence)


def _from_widgets(problems: list[TimelineError]) -> Filter:
    """Return the filter that the widgets show; words that are no date are noted in `problems` and left out."""
    state = st.session_state
    params: dict[str, list[str]] = {name: list(state.get(KEY + name) or ()) for name in SEVERAL}
    for name in ONE:
        params[name] = [state.get(KEY + name) or ""]
    params["match"] = [state.get(f"{KEY}match") or "any"]
    # alone it changes nothing; left out of the address then, so that it says only what is so
    params["splinters"] = ["1" if state.get(f"{KEY}splinters") and params["actor"] else ""]
    params["in_range"] = [state.get(f"{KEY}in_range") or "possibly"]
    params["confidence"] = [str((state.get(f"{KEY}confidence") or 0) / 100)]
    return Filter.from_params(params, problems=problems)


def _say_unknown(choices: Facets, wanted: Mapping[str, tuple[str, ...]]) -> None:
    """Say which names that are wanted, as in an address, name nothing anywhere, with those most like them."""
    found = {
        name: {text.casefold() for one in options if one.count for text in _called(name, one)}
        for name, options in _options(choices).items()
    }
    doubtful = {
        name: [value for value in wanted[name] if value.casefold() not in found[name]]
        for name in ("actor", "region", "spot", "type", "source")
    }
    if any(doubtful.values()):
        actors, regions, places, types, sources = doubtful.values()
        asked = Filter(actors=actors, regions=regions, places=places, types=types, sources=sources)
        for one in unknown_choices(stored.store(), asked):
            notice(one.what[:1].upper() + one.what[1:], tone="warning", more=one.do)


def _keep_known(choices: Facets) -> None:
    """Write the widgets' choices as the options have them ("TTP" is an option's hint), and drop those that name nothing."""
    for name, options in _options(choices).items():
        chosen: list[str] = st.session_state.get(KEY + name) or []
        if not chosen:
            continue
        meant: dict[str, list[str]] = {}
        for option in options:
            for text in _called(name, option):
                meant.setdefault(text.casefold(), []).append(option.value)
        # of places all that have the name, of others the one with most events
        kept = [meant.get(value.casefold(), [])[: None if name == "spot" else 1] for value in chosen]
        st.session_state[KEY + name] = list(dict.fromkeys(value for values in kept for value in values))


def _called(name: str, option: Choice) -> tuple[str, ...]:
    """Return by what a choice may be named: its value, a short form, of a place its name."""
    return tuple(text for text in ((option.label if name == "spot" else option.hint), option.value) if text)


def _options(choices: Facets) -> dict[str, list[Choice]]:
    publishers = {choice.value for choice in choices.publishers}
    return {
        "actor": list(choices.actors),
        "region": [one for country in choices.regions for one in (country, *country.inner)],
        "spot": list(choices.places),
        "type": list(choices.types),
        "precision": list(choices.precisions),
        "status": list(choices.statuses),
        "review": list(choices.reviews),
        "source": [*choices.publishers, *(choice for choice in choices.documents if choice.value not in publishers)],
    }


def _widgets(choices: Facets) -> None:
    options = _options(choices)
    st.text_input(
        "Words", key=f"{KEY}words", placeholder='ceasefire "army post"', max_chars=200,
        help="All these words in title or sentence. “In quotes” as a phrase, kill* for beginnings, -word to leave out.",
    )  # fmt: skip
    _dates()
    _several("actor", "Actors", options["actor"], "Any actor")
    if st.session_state[f"{KEY}actor"]:
        _pin("splinters", False)
        st.toggle(
            "With their splinters", key=f"{KEY}splinters",
            help="Also the groups that are part of them, split from them or merged into them, as far as the gazetteer knows.",
        )  # fmt: skip
    _several("region", "Regions", options["region"], "Any country or province", labels=_region_labels(choices))
    paths = {value: path.split(" › ") for value, path in _place_labels(choices).items()}
    _several(
        "spot",
        "Places",
        options["spot"],
        "Any district, town or crossing",
        labels={value: path[-1] for value, path in paths.items()},
        around={value: ", ".join(path[-2::-1]) for value, path in paths.items()},
    )
    _several(
        "type",
        "Types of event",
        options["type"],
        "Any type",
        labels={n: look.label for n, look in type_looks().items()},
    )
    _several("source", "Sources", options["source"], "Any publisher or document")
    _several("precision", "Precision of the date", options["precision"], "Any precision", labels=PRECISION_WORDS)
    with st.expander("More", icon=":material/tune:"):
        _several("status", "Claim status", options["status"], "Any status")
        _several("review", "Review", options["review"], "All but rejected")
        _one("match", "With several actors", {"any": "any of them", "all": "all of them together"})
        _one("in_range", "In the dates chosen", {"possibly": "possibly", "certainly": "certainly"})
        _pin("confidence", 0)
        st.slider("Confidence at least", 0, 100, step=5, key=f"{KEY}confidence", format="%d of 100")


def _pin(name: str, default: Any) -> None:
    """Set the widget's value by hand, so that it stays what it is when the counts in its labels change."""
    st.session_state[KEY + name] = st.session_state.get(KEY + name, default)


def _several(
    name: str, label: str, options: Sequence[Choice], placeholder: str, *, labels: Mapping[str, str] | None = None,
    around: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Show one part of the filter; the count beside each choice follows the other parts.

    What is ``around`` a choice comes last: the sidebar is narrow, and its end is often cut off.
    """
    signs = reader.signs()
    named = {option.value: _with_count(option, (labels or {}).get(option.value), signs) for option in options}
    named |= {value: f"{named[value]} · {wider}" for value, wider in (around or {}).items() if wider}
    _pin(name, [])
    st.multiselect(
        label, list(named), format_func=lambda value: named.get(value, value), key=KEY + name, placeholder=placeholder,
        filter_mode="contains", select_all=False, accept_new_options=len(options) >= MOST_OPTIONS,
        help=f"The {MOST_OPTIONS} with most events; any other can be typed." if len(options) >= MOST_OPTIONS else None,
    )  # fmt: skip


def _with_count(option: Choice, label: str | None, signs: NumberSigns) -> str:
    hint = (
        f" ({option.hint})" if label is None and option.hint and option.hint not in (option.label, option.value) else ""
    )
    return f"{isolated(label or option.label)}{hint} · {grouped(f'{option.count:,}', signs)}"


def _region_labels(choices: Facets) -> dict[str, str]:
    labels = {country.value: country.label for country in choices.regions}
    for country in choices.regions:
        labels |= {province.value: f"{country.label} › {province.label}" for province in country.inner}
    return labels


def _place_labels(choices: Facets) -> dict[str, str]:
    """Return the places with the country and the province they lie in before them; those called alike have their id too."""
    known = known_names()
    labels = {}
    for place in choices.places:
        codes = dict.fromkeys((place.hint.partition("-")[0], place.hint))
        labels[place.value] = " › ".join([*(known.region(code) for code in codes if code), place.label])
    alike = Counter(labels.values())
    return {value: f"{label} ({value})" if alike[label] > 1 else label for value, label in labels.items()}


def region_name(code: str) -> str:
    """Return the name of a country or province as the filter calls it, or its code."""
    return _region_labels(stored.facets(current())).get(code, code)


def _one(name: str, label: str, words: Mapping[str, str]) -> None:
    _pin(name, next(iter(words)))
    st.radio(label, list(words), format_func=lambda value: words[value], key=KEY + name, horizontal=True)


def _dates() -> None:
    left, right = st.columns(2, gap="small", wrap=False)
    for column, name, example in ((left, "since", "summer 2023"), (right, "until", "Nov 2025")):
        with column:
            _pin(name, "")
            st.text_input(
                NAMES[name], key=KEY + name, placeholder=example, max_chars=60,
                help="A day, month, season, year: 2024-03-05, 5 March 2024, Nov 2022, summer 2023, 2013.",
            )  # fmt: skip
    days = [_understood(name, edge) for name, edge in (("since", "first"), ("until", "last"))]
    if days[0] and days[1] and days[0] > days[1]:
        notice(f"{NAMES['until']}: before {NAMES['since']}, and left out; swap them", tone="warning")


def _understood(name: str, edge: str) -> date | None:
    """Say which day the words typed were read as, or that no date is in them; return the day."""
    typed = st.session_state[KEY + name].strip()
    if not typed:
        return None
    try:
        understood = read_typed(typed)
        day: date | None = getattr(understood, edge)
    except DateInputError as error:
        notice(f"{NAMES[name]}: {error}", tone="warning")
        return None
    if day is None:
        notice(
            f"{NAMES[name]}: “{typed}” has an open {'beginning' if edge == 'first' else 'end'} and is left out",
            tone="warning",
        )
        return None
    if day.isoformat() != typed:
        swapped = understood.last if edge == "first" else understood.first
        doubt = "," in understood.edtf and swapped is not None  # a set of two days: day and month could be swapped
        words = f" (or {day_words(swapped)}? Then type {swapped.isoformat()})" if doubt and swapped else ""
        st.html(f"<div class='et-small'>{NAMES[name]} {escaped(day_words(day) + words)}</div>")
    return day


def counting_line() -> None:
    """Show how many events pass, how many there are, and where those without a date are."""
    left_out = stored.left_out(current())
    words = f"<b>{reader.number(left_out.shown)}</b> of {reader.number(left_out.total)} events"
    if left_out.outside:
        words += f" · {reader.number(left_out.outside)} outside the dates"
    for number, said in (
        (left_out.rejected, "rejected"),
        (left_out.unreviewed, "not reviewed"),
        (left_out.accepted, "accepted"),
    ):
        words += f" · {reader.number(number)} {said}" if number else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="counting"):
        st.html(
            f"<div class='et-count' role='status'>{words} · {reader.number(left_out.undated)} undated kept in</div>",
            width="content",
        )
        links.link("sources", "Needs a date", icon=":material/event_busy:", show="undated")


def chips() -> None:
    """Show what is on; a click takes one away, or all."""
    found = list(_chips())
    if not found:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for number, chip in enumerate(found):
            label = f"{NAMES[chip.parameter]}: {plain_label(isolated(chip.label))}"
            st.button(
                label,
                icon=":material/close:",
                icon_position="right",
                key=f"chip_{number}",
                on_click=_take_away,
                args=(chip,),
                help="Take this away",
            )
        st.button(
            "Clear all",
            type="tertiary",
            icon=":material/filter_alt_off:",
            key="clear_all",
            on_click=_take,
            args=(Filter(),),
        )


def _chips() -> Iterable[Chip]:
    choices = stored.facets(current(), most=MOST_OPTIONS)
    names = {(name, o.value): o.label for name, options in _options(choices).items() for o in options}
    names |= {("region", value): label for value, label in _region_labels(choices).items()}
    names |= {("spot", value): label for value, label in _place_labels(choices).items()}
    names |= {("type", name): look.label for name, look in type_looks().items()}
    for name, values in current().to_params().items():
        for value in values:
            if name in PARAMETERS:
                yield Chip(name, value, _chip_words(name, value, names))


def _chip_words(name: str, value: str, names: Mapping[tuple[str, str], str]) -> str:
    if name in ("since", "until"):
        return day_words(read_typed(value).first or read_typed(value).last)  # type: ignore[arg-type]
    if name == "confidence":
        return f"at least {round(100 * float(value))} of 100"
    if name == "match":
        return "all of them together"
    if name == "in_range":
        return "certainly within"
    if name == "splinters":
        return "with their splinters"
    return names.get((name, value), value)


def _take_away(chip: Chip) -> None:
    key = KEY + chip.parameter
    if chip.parameter in SEVERAL:
        st.session_state[key] = [value for value in st.session_state[key] if value != chip.value]
    else:
        st.session_state[key] = {"confidence": 0, "match": "any", "in_range": "possibly", "splinters": False}.get(
            chip.parameter, ""
        )


def narrow(**params: str) -> None:
    """Narrow the filter, as a click on a chart does; to be called in a callback, before the widgets are shown."""
    for name, value in params.items():
        key = KEY + name
        if name in SEVERAL:
            st.session_state[key] = [*dict.fromkeys([*st.session_state.get(key, []), value])]
        else:
            st.session_state[key] = value


def show(chosen: Filter) -> None:
    """Let another filter be on; to be called in a callback, before the widgets are shown."""
    _take(chosen)
