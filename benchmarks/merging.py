"""How well rows that tell of one happening are joined, by B-cubed on the gold's `same_as`.

For each row: of the rows joined with it, the share that belongs with it (precision); of those that belong with it, the share
that was joined (recall); both averaged over the rows. The gold says what is the same within a text: only rows of one text
are compared.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

from gold import GoldText, Record, gold_texts, predicted, scorer

from timeline.merge import merge
from timeline.model import Row

Score = tuple[float, float, float]


def bcubed(found: Mapping[Hashable, Hashable], gold: Mapping[Hashable, Hashable]) -> Score:
    """Return precision, recall and F1 of one grouping of items against another; each maps an item to its group.

    >>> bcubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "y", 3: "z"})[:2]
    (0.6666666666666666, 1.0)
    """
    if not gold:
        return 1.0, 1.0, 1.0
    mine, theirs = _groups(found), _groups(gold)
    precision = recall = 0.0
    for item in gold:
        joined, belongs = mine[found[item]], theirs[gold[item]]
        precision += len(joined & belongs) / len(joined)
        recall += len(joined & belongs) / len(belongs)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def of_gold_rows(shared: Path, name: str) -> Score:
    """Return the score of joining the gold's own rows: merging alone, with nothing missed or misread before it."""
    texts = gold_texts(shared, name)
    rows = [row for text in texts for row in text.rows]
    grouped = _grouped(rows)
    found = {(row.document, row.id): grouped[id(row)] for row in rows}
    gold = {(text.name, event): group for text in texts for event, group in same_as(text).items()}
    return bcubed(_within_texts(found), gold)


def of_found_rows(shared: Path, name: str) -> Score:
    """Return the score of joining the rows that the program found, over those that are a row of the gold with its date."""
    score_events = scorer(shared, "score_events")
    by_text = predicted(shared, name)
    grouped = _grouped([row for rows in by_text.values() for row, _ in rows])
    found: dict[Hashable, Hashable] = {}
    gold: dict[Hashable, Hashable] = {}
    for text in gold_texts(shared, name):
        rows, groups = by_text.get(text.name, []), same_as(text)
        pairs = score_events.match(list(text.events), [record for _, record in rows], score_events.same)
        for of_gold, of_found in pairs:
            item = (text.name, text.events[of_gold]["id"])
            gold[item] = groups[text.events[of_gold]["id"]]
            found[item] = grouped[id(rows[of_found][0])]
    return bcubed(_within_texts(found), gold)


def same_as(text: GoldText) -> dict[str, Hashable]:
    """Return for each gold row the group of rows that tell of the same happening, a row that names nobody being alone."""
    group = {event["id"]: event["id"] for event in text.events}
    for event in text.events:
        for other in event.get("same_as") or ():
            if other in group:
                mine, theirs = group[event["id"]], group[other]
                group = {key: mine if value == theirs else value for key, value in group.items()}
    return {key: (text.name, value) for key, value in group.items()}


def _grouped(rows: Sequence[Row]) -> dict[int, Hashable]:
    """Return the event of each row, by the row's identity; equal rows share theirs."""
    event_of = {row: event.id for event in merge(rows) for row in event.rows}
    return {id(row): event_of[row] for row in rows}


def _within_texts(found: Mapping[Hashable, Hashable]) -> dict[Hashable, Hashable]:
    return {item: (item[0], group) for item, group in found.items()}  # type: ignore[index]


def _groups(of: Mapping[Hashable, Hashable]) -> dict[Hashable, set[Hashable]]:
    groups: dict[Hashable, set[Hashable]] = {}
    for item, group in of.items():
        groups.setdefault(group, set()).add(item)
    return groups


__all__ = ["Record", "bcubed", "of_found_rows", "of_gold_rows", "same_as"]
