"""Checks the date rules: every one must compile, find its examples with their values, and skip what it must refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from timeline.dates.grammar import STAGES
from timeline.dates.reader import DateReader
from timeline.errors import Problem, RulesError
from timeline.model import DateMention
from timeline.rules import Entry, Rules
from timeline.sentences import split

__all__ = ["EXAMPLE_DAY", "check"]

EXAMPLE_DAY = date(2025, 11, 23)
"""The day on which all examples of the rules are read: a Sunday."""


def check(rules: Rules) -> list[Problem]:
    """Return what is wrong with the date rules; nothing when all is well."""
    try:
        reader = DateReader(rules)
    except RulesError as error:
        return [Problem.of(error)]
    problems: list[Problem] = []
    for stage in STAGES:
        for entry in rules.entries("dates.toml", stage):
            problems += _examples(entry, reader)
    for entry in rules.entries("words.toml", "words"):
        problems += _sentences(entry, reader)
    return problems


def _sentences(entry: Entry, reader: DateReader) -> list[Problem]:
    """What is wrong with the examples of a list of words: sentences with the EDTF of a date in them."""
    problems: list[Problem] = []
    for wanted in ("finds", "skips"):
        examples = entry.get(wanted, ())
        if not examples and not {"adds_to", "takes_from"} & entry.keys():
            problems.append(Problem(entry.where, f"has no examples in {wanted}", "give it at least one"))
        for example in examples:
            if not isinstance(example, Mapping) or not example.get("text") or not example.get("reads"):
                how = 'write { text = "…", reads = "2025-11-26" }'
                problems.append(Problem(entry.where, f"the example {example!r} is not understood", how))
                continue
            text, value = str(example["text"]), str(example["reads"])
            got = [shown(mention) for mention in _read(text, reader)]
            if (value in got) != (wanted == "finds"):
                told = "should be read as" if wanted == "finds" else "should not be read as"
                what = f"{text!r} {told} {value!r}, but gives {', '.join(got) or 'nothing'}"
                problems.append(Problem(entry.where, what, "correct the words or the example"))
    return problems


def _examples(entry: Entry, reader: DateReader) -> list[Problem]:
    finds, skips = entry.get("finds", {}), entry.get("skips", [])
    problems: list[Problem] = []
    if not finds and "shape" in entry:
        problems.append(
            Problem(entry.where, "has no example of what it finds", 'add finds = { "words" = "2025-11-23" }')
        )
    if not skips:
        problems.append(Problem(entry.where, "has no example of what it must skip", 'add skips = ["words"]'))
    for words, value in finds.items():
        mentions = [mention for mention in _read(words, reader) if entry["name"] in mention.rule.split(" + ")]
        if not mentions:
            problems.append(Problem(entry.where, f"does not find {words!r}", "correct the pattern or the example"))
        elif value not in [shown(mention) for mention in mentions]:
            problems.append(
                Problem(
                    entry.where, f"reads {words!r} as {shown(mentions[-1])!r}, not {value!r}", "correct one of them"
                )
            )
    for words in skips:
        if any(entry["name"] in mention.rule.split(" + ") for mention in _read(words, reader)):
            problems.append(Problem(entry.where, f"finds {words!r}, which it must skip", "narrow the pattern"))
    return problems


def _read(words: str, reader: DateReader) -> tuple[DateMention, ...]:
    return reader.find(words, split(words, 0, len(words)), published=EXAMPLE_DAY)


def shown(mention: DateMention) -> str:
    """Return what an example states: the EDTF string of a date, TimeML's value of a duration, a set or a reference."""
    if mention.timex_type in ("DURATION", "SET") and not mention.interval.is_known and not mention.anchor:
        return mention.timex_value
    return (
        mention.edtf if mention.interval.is_known or mention.edtf else ("" if mention.anchor else mention.timex_value)
    )
