"""Whether the table of types is sound: known keys, colours that can be told apart, examples found and refusals refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from timeline.clauses import Lexicon, parse
from timeline.clauses.forms import words
from timeline.errors import Problem, RulesError
from timeline.events.involved import PartyWords
from timeline.events.kinds import dealt_with
from timeline.events.triggers import find_triggers, type_in_its_clause
from timeline.events.types import FILE, TypeTable
from timeline.rules import Entry, Rules

__all__ = ["problems", "types_in"]

PLOVER = words(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT uncoded"
)
_TYPE_KEYS = {
    "name",
    "label",
    "colour",
    "symbol",
    "plover",
    "acled",
    "verbs",
    "nouns",
    "phrases",
    "finds",
    "skips",
    "remove",
}
_CONTEXT_KEYS = {"name", "triggers", "near", "unless", "type", "finds", "skips", "remove"}
_HOLDING_KEYS = {"name", "verbs", "ground", "by", "type", "finds", "skips", "remove"}
_DEALING_KEYS = {
    "name",
    "verbs",
    "done_to",
    "of",
    "by",
    "near",
    "unless",
    "over",
    "type",
    "finds",
    "skips",
    "remove",
}
_DEALING_NEEDS = ("verbs", "finds", "skips")
_DOERS = ("", "group", "state", "fighters", "law", "union", "nobody")
_PHASE_KEYS = {"name", "verbs", "types", "object", "unsaid", "finds", "skips", "remove"}
_CONTEXT_NEEDS = ("triggers", "near", "finds", "skips")
_HOLDING_NEEDS = ("verbs", "ground", "finds", "skips")
_NEEDED = ("label", "colour", "symbol", "plover", "acled", "finds", "skips")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def problems(rules: Rules) -> list[Problem]:
    """Return what is wrong with the types file, one problem for each fault."""
    types, contexts = rules.entries(FILE, "type"), rules.entries(FILE, "context")
    known = {entry["name"] for entry in types}
    found = [problem for entry in types for problem in _type_faults(entry)]
    found += [problem for entry in contexts for problem in _rule_faults(entry, known, _CONTEXT_KEYS, _CONTEXT_NEEDS)]
    holdings, phases = rules.entries(FILE, "holding"), rules.entries(FILE, "phase")
    found += [problem for entry in phases for problem in _phase_faults(entry, known)]
    found += [problem for entry in holdings for problem in _rule_faults(entry, known, _HOLDING_KEYS, _HOLDING_NEEDS)]
    dealings = rules.entries(FILE, "dealing")
    found += [problem for entry in dealings for problem in _dealing_faults(entry, known, rules.table(FILE, "objects"))]
    found += list(_statement_faults(rules.table(FILE, "statements")))
    found += list(_twice(types))
    if found:
        return found  # examples of a broken table would only repeat its faults
    table, lexicon = TypeTable.from_rules(rules), Lexicon.from_rules(rules)
    found = [problem for entry in (*types, *contexts, *holdings) for problem in _example_faults(entry, table, lexicon)]
    party_words = _party_words(rules) if dealings else None
    if party_words is not None:
        found += [fault for entry in dealings for fault in _dealing_example_faults(entry, table, lexicon, party_words)]
    return found + [problem for entry in phases for problem in _phase_example_faults(entry, table, lexicon)]


def _party_words(rules: Rules) -> PartyWords | None:
    """Return the words about who takes part, or None where their own file is broken, which its own check tells."""
    try:
        return PartyWords.from_rules(rules)
    except RulesError:
        return None


def types_in(sentence: str, table: TypeTable, lexicon: Lexicon) -> frozenset[str]:
    """Return the types that the words of a sentence name."""
    parsed = parse(sentence, 0, len(sentence), lexicon)
    found = find_triggers(parsed, table)
    triggers = (*found.of_clause.values(), *found.nouns)
    return frozenset(type_in_its_clause(parsed, trigger, table) for trigger in triggers) - {""}


def _type_faults(entry: Entry) -> Iterator[Problem]:
    yield from _unknown_keys(entry, _TYPE_KEYS)
    for key in _NEEDED:
        if not entry.get(key):
            yield Problem(entry.where, f"has no {key}", f"give it a line {key} = …")
    if not _COLOUR.fullmatch(str(entry.get("colour", ""))):
        yield Problem(entry.where, f"the colour {entry.get('colour')!r} is none", 'write it as "#0072B2"')
    if entry.get("plover") not in PLOVER:
        yield Problem(
            entry.where, f"{entry.get('plover')!r} is no PLOVER type", 'use one of PLOVER\'s sixteen or "uncoded"'
        )


def _rule_faults(entry: Entry, known: set[str], keys: set[str], needed: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong with an entry that gives words a type."""
    yield from _unknown_keys(entry, keys)
    if entry.get("type") not in known:
        yield Problem(
            entry.where, f"the type {entry.get('type')!r} is not known", f"use one of {', '.join(sorted(known))}"
        )
    for key in needed:
        if not entry.get(key):
            yield Problem(entry.where, f"has no {key}", f"give it a line {key} = [ … ]")


def _phase_faults(entry: Entry, known: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with an entry of verbs that only say that something began, was tried or was ordered."""
    yield from _unknown_keys(entry, _PHASE_KEYS)
    for key in ("verbs", "types", "finds", "skips"):
        if not entry.get(key):
            yield Problem(entry.where, f"has no {key}", f"give it a line {key} = [ … ]")
    for name in sorted(set(entry.get("types", ())) - known):
        yield Problem(entry.where, f"the type {name!r} is not known", f"use {', '.join(sorted(known))}")


def _dealing_faults(entry: Entry, known: set[str], objects: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what is wrong with an entry of what verbs tell by what they are done to."""
    yield from _rule_faults(entry, known, _DEALING_KEYS, _DEALING_NEEDS)
    if not (entry.get("done_to") or entry.get("near") or entry.get("by")):
        yield Problem(entry.where, "has no done_to, near or by", "give it one, or make its verbs those of the type")
    if entry.get("by", "") not in _DOERS:
        yield Problem(entry.where, f"the doer {entry['by']!r} is not known", f"use one of {', '.join(_DOERS[1:])}")
    for key in ("done_to", "near", "unless"):
        for word in entry.get(key, ()):
            if word.startswith("@") and word[1:] not in objects:
                yield Problem(entry.where, f"{word!r} names no list", f"use one of {', '.join(sorted(objects))}")
    for name in sorted(set(entry.get("over", ())) - known):
        yield Problem(entry.where, f"the type {name!r} is not known", f"use {', '.join(sorted(known))}")


def _dealing_example_faults(
    entry: Entry, table: TypeTable, lexicon: Lexicon, party_words: PartyWords
) -> Iterator[Problem]:
    """Yield the examples of which no verb gets the entry's type by what it is done to, and the refusals of which one does."""
    for sentences, wanted in ((entry["finds"], True), (entry["skips"], False)):
        for sentence in sentences:
            parsed = parse(sentence, 0, len(sentence), lexicon)
            triggers = find_triggers(parsed, table).of_clause.values()
            types = {
                dealt_with(parsed, trigger, table, party_words, ()) or type_in_its_clause(parsed, trigger, table)
                for trigger in triggers
            }
            if (entry["type"] in types) is not wanted:
                what = "not found" if wanted else "found"
                yield Problem(
                    entry.where, f"{entry['type']!r} is {what} in {sentence!r}", "change its verbs or its words"
                )


def _phase_example_faults(entry: Entry, table: TypeTable, lexicon: Lexicon) -> Iterator[Problem]:
    """Yield the examples whose main verb does not stand for what follows it, and the refusals whose does."""
    for sentences, wanted in ((entry["finds"], True), (entry["skips"], False)):
        for sentence in sentences:
            parsed = parse(sentence, 0, len(sentence), lexicon)
            trigger = find_triggers(parsed, table).of_clause.get(0)
            if (trigger is not None and trigger.type in entry["types"]) is not wanted:
                what = "does not stand" if wanted else "stands"
                yield Problem(
                    entry.where, f"the verb of {sentence!r} {what} for what follows it", "change the verbs or the types"
                )


def _unknown_keys(entry: Entry, known: set[str]) -> Iterator[Problem]:
    for key in entry:
        if key not in known:
            yield Problem(entry.where, f"the key {key!r} is not known", f"use {', '.join(sorted(known))}")


def _statement_faults(statements: Mapping[str, object]) -> Iterator[Problem]:
    for code in statements:
        if code not in PLOVER:
            yield Problem(f"{FILE}: statements", f"{code!r} is no PLOVER type", "use one of PLOVER's sixteen")


def _twice(types: tuple[Entry, ...]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in types:
        for kind in ("verbs", "nouns", "phrases"):
            for word in dict.fromkeys(entry.get(kind, ())):
                other = seen.setdefault((kind, word), entry)
                if other is not entry:
                    what = f"{word!r} is among its {kind} and among those of {other['name']!r}"
                    yield Problem(entry.where, what, "keep it in one of the two; a [[context]] decides between types")


def _example_faults(entry: Entry, table: TypeTable, lexicon: Lexicon) -> Iterator[Problem]:
    wanted = entry.get("type", entry["name"])
    for sentence in entry["finds"]:
        found = types_in(sentence, table, lexicon)
        if wanted not in found and wanted != "statistic":
            yield Problem(
                entry.where,
                f"{wanted!r} is not found in {sentence!r} but {sorted(found)}",
                "add the word that names it",
            )
    for sentence in entry["skips"]:
        if wanted in types_in(sentence, table, lexicon):
            yield Problem(
                entry.where, f"{wanted!r} is found in {sentence!r}", "take away the word, or add a [[context]]"
            )
