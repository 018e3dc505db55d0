"""Names that people give to known actors and places besides those in the lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline.gazetteer.folding import fold
from timeline.gazetteer.records import Alias
from timeline.rules import CSV_FILES, Entry, Rules, columns

__all__ = ["with_further_names"]


def with_further_names(rules: Rules, names: Iterable[tuple[str, str]]) -> Rules:
    """Return the rules with words, each given with the id of the actor or place that they name, as one more alias of it.

    What the words were an alias of until now they no longer are: the person who says so has read the text. Ids that are in
    no list are passed over.

    >>> from timeline.rules import packaged
    >>> from timeline.gazetteer import Gazetteer
    >>> further = with_further_names(packaged(), [("Men of the Hills", "ttp")])
    >>> [name.record.id for name in Gazetteer.from_rules(further).named("Men of the Hills")]
    ['ttp']
    """
    of: dict[str, list[str]] = {}
    meant: dict[str, str] = {}
    for words, identity in names:
        of.setdefault(identity, []).append(words)
        meant[fold(words)] = identity
    rows = {file: _renamed(rules.rows.get(file, ()), of, meant) for file in CSV_FILES}
    return replace(rules, rows={**rules.rows, **rows})


def _renamed(lines: Sequence[Entry], of: Mapping[str, Sequence[str]], meant: Mapping[str, str]) -> Sequence[Entry]:
    """Return the lines with the aliases given and taken away; the same lines where nothing changes."""
    changed: dict[int, str] = {}
    for number, (identity, aliases) in enumerate(columns(lines, "id", "aliases")):
        known = [alias for alias in aliases.split("|") if alias.strip()]
        kept = (
            [alias for alias in known if meant.get(fold(Alias.read(alias).text), identity) == identity] if known else []
        )
        more = [words for words in of.get(identity, ()) if words not in kept]
        if more or len(kept) < len(known):
            changed[number] = "|".join((*kept, *more))
    if not changed:
        return lines
    return tuple(
        Entry({**line.fields, "aliases": changed[number]}, line.where) if number in changed else line
        for number, line in enumerate(lines)
    )
