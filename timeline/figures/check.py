"""Whether figures.toml is in order: every unit finds its examples and leaves its refusals alone."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.errors import Problem, RulesError
from timeline.figures.lexicon import FILE, lexicon
from timeline.model import Figure, Sentence
from timeline.rules import Entry, Rules

__all__ = ["as_words", "check"]

_SECTIONS = ("unit", "currency", "modifier", "vague")


def check(rules: Rules) -> list[Problem]:
    """Return what is wrong with figures.toml, in its order."""
    try:
        lexicon(rules)
    except RulesError as error:
        return [Problem.of(error)]
    return [
        problem
        for section in _SECTIONS
        for entry in rules.entries(FILE, section)
        for problem in _tried(entry, section, rules)
    ]


def _tried(entry: Entry, section: str, rules: Rules) -> Iterator[Problem]:
    for wanted in ("finds", "skips"):
        if not entry.get(wanted):
            yield Problem(entry.where, f"has no examples in {wanted}", "give it at least one")
    for example in entry.get("finds", ()):
        text, figure = example.get("text", ""), example.get("figure", "")
        got = [as_words(found) for found in _read(text, rules)]
        if figure not in got:
            what = f"{text!r} should give {figure!r}, but gives {', '.join(got) or 'nothing'}"
            yield Problem(entry.where, what, "correct the words or the example")
    for text in entry.get("skips", ()):
        got = [
            as_words(found)
            for found in _read(text, rules)
            if section not in ("unit", "currency") or found.unit == entry["name"]
        ]
        if got:
            yield Problem(
                entry.where, f"{text!r} should give no figure, but gives {', '.join(got)}", "narrow the words"
            )


def _read(text: str, rules: Rules) -> tuple[Figure, ...]:
    from timeline.figures import find_figures

    return find_figures(text, [Sentence(0, len(text))], rules)


def as_words(figure: Figure) -> str:
    """Return a figure as the examples write it: "12 killed", "2500.. killed", "24..99 killed".

    >>> as_words(Figure(0, 1, "", 24, 24, 99, "killed"))
    '24..99 killed'
    """
    low, high = (
        f"{end:g}" if end is not None and end < 1e6 else str(int(end)) if end is not None else ""
        for end in (figure.low, figure.high)
    )
    return f"{low} {figure.unit}" if low == high else f"{low}..{high} {figure.unit}"
