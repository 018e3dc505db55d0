"""Whether names.toml is in order: every list finds its examples and leaves its refusals alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from timeline.entities.find import find_entities
from timeline.entities.lexicon import FILE, Lexicon
from timeline.errors import Problem, RulesError
from timeline.gazetteer import Gazetteer
from timeline.model import Actor, Article
from timeline.rules import Entry, Rules
from timeline.sentences import split

__all__ = ["check", "readings"]


def check(rules: Rules) -> list[Problem]:
    """Return what is wrong with names.toml, in its order."""
    try:
        Lexicon(rules)
    except RulesError as error:
        return [Problem.of(error)]
    gazetteer = Gazetteer.from_rules(rules)
    return [
        problem
        for section in ("words", "type_words")
        for entry in rules.entries(FILE, section)
        for problem in _tried(entry, gazetteer)
    ]


def _tried(entry: Entry, gazetteer: Gazetteer) -> Iterator[Problem]:
    for wanted in ("finds", "skips"):
        examples = entry.get(wanted, ())
        if not examples and not {"adds_to", "takes_from"} & entry.keys():
            yield Problem(entry.where, f"has no examples in {wanted}", "give it at least one")
        for example in examples:
            problem = _problem(entry, example, gazetteer, is_refusal=wanted == "skips")
            if problem is not None:
                yield problem


def _problem(entry: Entry, example: Any, gazetteer: Gazetteer, *, is_refusal: bool) -> Problem | None:
    if not isinstance(example, Mapping) or not example.get("text") or not example.get("reads"):
        return Problem(entry.where, f"the example {example!r} is not understood", 'write { text = "…", reads = "…" }')
    text, wanted = str(example["text"]), str(example["reads"])
    actors, places = readings(text, gazetteer)
    found = [*actors, *places]
    got = ", ".join(found) or "nothing"
    if is_refusal and (wanted in found or any(line.startswith(f"{wanted} -> ") for line in actors)):
        return Problem(entry.where, f"{text!r} should not give {wanted!r}, but gives {got}", "correct the words")
    if not is_refusal and wanted not in found:
        return Problem(entry.where, f"{text!r} should give {wanted!r}, but gives {got}", "correct the words")
    return None


def readings(text: str, gazetteer: Gazetteer) -> tuple[list[str], list[str]]:
    """Return the actors and the places of a text as the examples write them: "words -> actor (how)", "words -> place (cue)".

    >>> from timeline import rules
    >>> readings("Kenyan police met in Garissa.", Gazetteer.from_rules(rules.packaged()))
    (['Kenyan -> Kenya (state)'], ['Garissa -> KE-07 (in)'])
    """
    found = find_entities(text, Article("example", 0, 0, len(text)), split(text, 0, len(text)), gazetteer)
    actors = [f"{m.text} -> {_actor(m.actor)} ({m.how})" for m in found.actors]
    return actors, [f"{m.text} -> {m.place.subdivision or m.place.country} ({m.cue})" for m in found.places]


def _actor(actor: Actor) -> str:
    """Return an actor as the examples write it: a person that speaks for a state with that state's code."""
    return f"{actor.name}, {actor.country}" if actor.kind == "person" and actor.country else actor.name
