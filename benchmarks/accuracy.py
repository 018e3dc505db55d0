# ruff: noqa: E501 - the long lines are those of the page that is written
"""Measure the accuracy on the development gold and write docs/accuracy.md from it.

    python benchmarks/accuracy.py [--shared FOLDER]

Every figure on that page comes from here; nothing on it is typed by hand.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import calibrate
import merging
from gate import ROOT, digest, measure
from gold import SETS, gold_texts, is_dated, predicted, scorer

from timeline.events import taking_part
from timeline.model import Document, Status
from timeline.pipeline import Extractor
from timeline.rules import packaged

PAGE = ROOT / "docs" / "accuracy.md"
MEASURED = ROOT / "timeline" / "data" / "accuracy.toml"
STATUSES = ROOT / "tests" / "corpus" / "statuses.toml"

HEAD = """\
# Accuracy

Measured on articles that were read and annotated by hand, sentence by sentence. Written by `python benchmarks/accuracy.py`, which runs the
program on the texts and scores what comes out with the scorers that lie beside the gold. The floors below which CI fails are in
`benchmarks/floors.toml`; `make gate` holds the program against them.

The gold is development data: rules were written while looking at it. Figures on texts nobody here has seen are lower, and are what counts: in
November 2026, 32 news articles on conflicts (agency copy and broadcasters of 2016 to 2025, 562 rows) and 13 more, all but two on other subjects than those
this program is for (politics in the United States, Japan and Korea, courts, a football final; 228 rows), were annotated by readers who had never seen the
program, about one row per 30 words, and are only ever scored: nobody has read one error in them. They are not part of the repository. The readers are as
exact as those of the gold: of four texts of dev, one of them who had not seen its gold gave rows that score dated F1 0.908, core recall 0.947, type 0.938,
actors F1 0.895 and regions F1 0.984 on it.

| unseen | dated F1 | core recall | type | actors F1 | regions F1 | invented |
|---|---|---|---|---|---|---|
| 32 articles on conflicts | 0.609 | 0.521 | 0.818 | 0.727 | 0.769 | 0.048 (6 of 124) |
| 13 articles, most on other subjects | 0.600 | 0.465 | 0.646 | 0.660 | 0.720 | 0.097 (3 of 31) |

Rules written for articles that were read carry over to unread ones only a little: before the last round of them, which raised the dated F1 of a set that
was read from 0.602 to 0.650, the two lines read 0.603, 0.521, 0.816, 0.710, 0.768, 0.048 and 0.589, 0.459, 0.606, 0.635, 0.723, 0.097. Weights fitted on what
readers said ([who takes part](#who-takes-part)) carry over wholly.

* **seeds**: the example articles ({seeds}).
* **dev**: articles on Pakistan and Afghanistan, Burkina Faso, Somalia and Ukraine, read with the publication day that came with them ({dev}).
* **TimeBank, AQUAINT, WikiWars (15 of its 22 histories)**: TimeML corpora for developing date readers, scored as TempEval-3 does.

"""

DATES = """\
## Date mentions

`right` counts a mention whose words overlap the gold's and whose first and last day both equal it; `found` asks for the overlap only. Durations ("for
two years") that the program returns and the gold does not list count as wrong here.

| set | right F1 | found F1 |
|---|---|---|
{mentions}

By hand: `timeline dates seeds/ > dates.jsonl`, then `score_mentions.py gold/seeds dates.jsonl --texts seeds`.

## TimeML

| corpus | strict F1 | relaxed F1 | value F1 | best peer's relaxed / value (HeidelTime 2.2.1) |
|---|---|---|---|---|
{timex}

HeidelTime's figures are those measured by the same scorer on the same files (WikiWars: in its narrative mode, on all 22 documents).

On AQUAINT 105 of 564 values differed when they were last gone through one by one. Of these 19 are the same days written otherwise (`1949-XX` for 1949, `198` for `198X`), 5 are
weeks without their zero (`2000-W6`), 18 lack the time of day that the words say ("Wednesday night" as the bare day), and in 20 the one is a length and the other a date. No rule was made for these.
"""

EVENTS = """\
## Event rows

A row is right when its evidence overlaps a gold row's and its first and last day both equal it. Type, actors and regions are scored over the
rows that are right; `core` is the recall of the rows marked as newsworthy; `invented` is the share of undatable happenings that were given a date (0 is right).

| set | dated F1 | core recall | type | actors F1 | regions F1 | invented |
|---|---|---|---|---|---|---|
{events}

By hand: `timeline extract seeds/ --rows > rows.jsonl`, then `score_events.py gold/seeds rows.jsonl --texts seeds`.

What a user would write in an afternoon (sentences and `dateparser.search`) scores dated F1 0.05 on the seeds and gives a false date to a third of the
undatable happenings; two careful readers agree with each other at 0.90.
"""

PARTIES = """\
## Who takes part

Whom the rules choose is held against how often readers chose so in cases like it ({weights} weights, `[taking_part]` in `timeline/data/names.toml`): who is likely
enough joins a row as `mentioned`, whom the rules chose leaves it where that is most unlikely. The weights were fitted on the gold and on further annotated
articles, the unseen ones above left out, by `python benchmarks/weigh_parties.py --more FOLDER …`, which also tells what they are worth on texts
they were not fitted on; the actors in the table above are those of texts that they were fitted on. Measured in November 2026:

| set, and rows of it that were right | the rules alone: precision, recall, F1 | with weights fitted without that set |
|---|---|---|
| seeds (78) | 0.944, 0.808, 0.871 | 0.900, 0.863, 0.881 |
| dev (92) | 0.890, 0.879, 0.885 | 0.865, 0.898, 0.881 |
| 20 further sets (2852) | 0.802, 0.702, 0.749 | 0.772, 0.760, 0.766 |
| of these the 32 unseen articles (209) | 0.768, 0.646, 0.702 | 0.741, 0.714, 0.727 |
| of these the 13 unseen articles (96) | 0.732, 0.573, 0.643 | 0.700, 0.624, 0.660 |

The same was tried for types (23 more of 3,022 are right), for places (no more) and for the dates of what its sentence does not date (fewer than two of three right: no
day is given on such grounds), and not kept.
"""

TYPES = """\
## By type

Dated rows of both sets. `recall` is the share of the gold rows of this type that were found with the right date, `type` the share of those that were given
this type; `precision` is the share of the program's rows of this type whose date and evidence are a gold row's.

| type | gold rows | recall | type | rows found | precision |
|---|---|---|---|---|---|
{types}
"""

CLAIMS = """\
## By claim status

The gold says nothing of claim status. What can be measured on it: how many rows are given each status, and for what share of the dated ones date and evidence
are a gold row's. `cases` counts sentences of our own (`tests/corpus/statuses.toml`) of which the program says what a reader says.

| status | rows | of them dated | right | cases |
|---|---|---|---|---|
{claims}
"""

MERGING = """\
## Merging

B-cubed on the gold's `same_as`, which says within each text which rows tell of the same happening. *Gold rows*: the gold's own rows are merged, so that this is
merging alone. *Found rows*: the program's own rows are merged, and scored over those that are a gold row with its date.

| set | rows merged | precision | recall | F1 |
|---|---|---|---|---|
{merging}
"""

CONFIDENCE = """\
## Confidence

A row's confidence is the share of rows like it that were right: how it was dated, how date and happening were paired, whether its type and claim are plain. The
{weights} weights (`[confidence]` in `timeline/data/types.toml`) are fitted by `python benchmarks/calibrate.py --write` on the {rows} rows found in both sets. The table is
cross-validated: every text is rated with weights fitted on the other texts. A row without a date is right when the gold leaves it undated too.

| confidence | rows | said, on average | right |
|---|---|---|---|
{bands}

Brier score (0 is perfect): **{brier:.3f}** cross-validated, {shipped:.3f} with the weights that are shipped, {pairing:.3f} for the sureness of the pairing alone, which was shown before,
{same:.3f} if every row were given the same. The rules were written on these texts, so that on others fewer rows are right than is said here: take the
confidence as an order, best first, more than as a share.
"""

KNOWN = """\
## What is known

| | | at least |
|---|---|---|
| armed groups | {armed} | 350 |
| organisations of states | {igo} | 100 |
| other organisations, parties, movements, courts and companies | {others} | |
| states and governments | {states} | 195 |
| forces and security bodies | {forces} | |
| persons | {persons} | |
| places | {places} | |
| of them countries, subdivisions, districts | {areas} | |

| | | at most |
|---|---|---|
| `timeline/data`, installed | {megabytes:.2f} MB | 5 MB |
| memory that the names take, rules included | {memory:.0f} MB | 150 MB |
"""

PEERS = {"timebank": "91.9 / 79.6", "aquaint": "92.5 / 73.1", "wikiwars-train": "92.8 / 84.3"}
NAMES = {"timebank": "TimeBank", "aquaint": "AQUAINT", "wikiwars-train": "WikiWars"}


GROWTH = """
import gc, os, timeline.gazetteer, timeline.rules
def resident():
    gc.collect()
    with open("/proc/self/statm") as file:  # the largest so far, as getrusage tells it, would be that of the parent process
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
before = resident()
names = timeline.gazetteer.Gazetteer.from_rules(timeline.rules.packaged())
print((resident() - before) / 1e6)
"""
"""What a new process runs to tell by how much names make it grow (Linux)."""


@dataclass
class Tally:
    """Dated rows of one type: of the gold, found with their date, with this type; of the program, and right."""

    gold: int = 0
    hit: int = 0
    typed: int = 0
    found: int = 0
    right: int = 0


@dataclass
class Tallies:
    """What was counted over the gold texts."""

    types: dict[str, Tally] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    dated: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def of(self, type_name: str) -> Tally:
        """Return the tally of one type."""
        return self.types.setdefault(type_name, Tally())


def tallies(shared: Path) -> Tallies:
    """Count the rows of both sets by type and by claim status, matched as the scorer matches them."""
    score_events, counts = scorer(shared, "score_events"), Tallies()
    for name in SETS:
        by_text = predicted(shared, name)
        for text in gold_texts(shared, name):
            rows = by_text.get(text.name, [])
            counts.rows.update(row.status for row, _ in rows)
            dated = [(row, record) for row, record in rows if is_dated(record)]
            events = [event for event in text.events if is_dated(event)]
            pairs = score_events.match(events, [record for _, record in dated], score_events.same)
            matched = {number for _, number in pairs}
            for event in events:
                counts.of(event["type"]).gold += 1
            for of_gold, of_found in pairs:
                tally = counts.of(events[of_gold]["type"])
                tally.hit += 1
                tally.typed += events[of_gold]["type"] == dated[of_found][0].type
            for number, (row, _) in enumerate(dated):
                counts.of(row.type).found += 1
                counts.of(row.type).right += number in matched
                counts.dated[row.status] += 1
                counts.right[row.status] += number in matched
    return counts


def status_cases() -> dict[str, tuple[int, int]]:
    """Return for each claim status how many sentences of our own are told right, of how many."""
    extractor, told = Extractor(), {}
    for case in tomllib.loads(STATUSES.read_text(encoding="utf-8"))["case"]:
        rows = extractor.extract(Document("case", case["text"])).rows
        # what is said of a deed is asked for, not the saying of it
        statuses = {row.status for row in rows if row.type != "statement"} or {row.status for row in rows}
        right, of = told.get(case["status"], (0, 0))
        told[case["status"]] = (right + (statuses == {case["status"]}), of + 1)
    return told


def memory_of_names() -> float:
    """Return the megabytes that a new process grows by when it loads rules and names."""
    done = subprocess.run([sys.executable, "-c", GROWTH], capture_output=True, text=True, check=True)
    return float(done.stdout)


def size_of_data() -> float:
    """Return the megabytes that the packaged data takes on the disk."""
    return sum(path.stat().st_size for path in (ROOT / "timeline" / "data").iterdir() if path.is_file()) / 1e6


def share(part: int, whole: int) -> str:
    """Return a share for a table; nothing where there is nothing to share.

    >>> share(1, 2), share(0, 0)
    ('0.50', '')
    """
    return f"{part / whole:.2f}" if whole else ""


def table(lines: Iterable[Iterable[object]]) -> str:
    """Return the lines of a Markdown table."""
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def types_section(counts: Tallies) -> str:
    """Return the section of the types, those of most gold rows first."""
    ordered = sorted(counts.types.items(), key=lambda item: (-item[1].gold, -item[1].found, item[0]))
    return TYPES.format(
        types=table(
            (name, t.gold, share(t.hit, t.gold), share(t.typed, t.hit), t.found, share(t.right, t.found))
            for name, t in ordered
        )
    )


def claims_section(counts: Tallies) -> str:
    """Return the section of the claim statuses."""
    cases = status_cases()
    return CLAIMS.format(
        claims=table(
            (
                status,
                counts.rows[status],
                counts.dated[status],
                share(counts.right[status], counts.dated[status]),
                "{} of {}".format(*cases.get(status, (0, 0))),
            )
            for status in get_args(Status)
        )
    )


def merging_section(shared: Path) -> str:
    """Return the section of merging."""
    lines = []
    for name in SETS:
        for what, score in (("gold", merging.of_gold_rows), ("found", merging.of_found_rows)):
            lines.append((name, what, *(f"{value:.3f}" for value in score(shared, name))))
    return MERGING.format(merging=table(lines))


def confidence_section(shared: Path) -> str:
    """Return the section of confidence: said against right."""
    rows = calibrate.rated_rows(shared)
    told = calibrate.cross_validated(rows)
    shipped = calibrate.Confidence.from_rules(packaged())
    right = sum(one.right for one in rows) / max(1, len(rows))
    return CONFIDENCE.format(
        weights=len(calibrate.NAMES),
        rows=len(rows),
        bands=table((band, n, f"{said:.2f}", f"{was:.2f}") for band, n, said, was in calibrate.reliability(told)),
        brier=calibrate.brier(told),
        shipped=calibrate.brier([(shipped.rate(one.row).confidence, one.right) for one in rows]),
        pairing=calibrate.brier([(one.row.confidence, one.right) for one in rows]),
        same=calibrate.brier([(right, one.right) for one in rows]),
    )


def known_section() -> str:
    """Return the section of what the lists hold and what they take."""
    kinds = Counter(entry["kind"] for entry in packaged().rows["actors.csv"])
    levels = Counter(entry["level"] for entry in packaged().rows["places.csv"])
    return KNOWN.format(
        armed=kinds["armed_group"],
        igo=kinds["igo"],
        others=sum(kinds[kind] for kind in ("ngo", "party", "movement", "court", "company", "media")),
        states=kinds["government"],
        forces=kinds["security_force"],
        persons=kinds["person"],
        places=f"{levels.total():,}",
        areas=", ".join(f"{levels[level]:,}" for level in ("country", "subdivision", "district")),
        megabytes=size_of_data(),
        memory=memory_of_names(),
    )


def in_gold(shared: Path, name: str) -> str:
    """Return how much a gold set holds, in words."""
    annotated = [json.loads(path.read_text(encoding="utf-8")) for path in (shared / "gold" / name).glob("*.json")]
    stories, mentions, rows = (sum(len(text[key]) for text in annotated) for key in ("articles", "mentions", "events"))
    return f"{len(annotated)} files, {stories} stories, {mentions} date mentions, {rows} event rows"


def page(values: Mapping[str, float], shared: Path, sections: Iterable[str]) -> str:
    """Return the page, with every figure in its place."""
    mentions = [
        f"| {name} | {values[f'{name}.mentions.right_f1']:.3f} | {values[f'{name}.mentions.found_f1']:.3f} |"
        for name in ("seeds", "dev")
    ]
    columns = ("dated_f1", "core_recall", "type", "actors_f1", "regions_f1", "invented")
    events = [
        f"| {name} | " + " | ".join(f"{values[f'{name}.events.{column}']:.3f}" for column in columns) + " |"
        for name in ("seeds", "dev")
    ]
    timex = [
        f"| {NAMES[corpus]} | "
        + " | ".join(f"{100 * values[f'{corpus}.timex.{key}']:.1f}" for key in ("strict", "relaxed", "value"))
        + f" | {PEERS[corpus]} |"
        for corpus in NAMES
    ]
    filled = DATES.format(mentions="\n".join(mentions), timex="\n".join(timex))
    head = HEAD.format(**{name: in_gold(shared, name) for name in SETS})
    end = f"Digest of the gold: `{digest(shared / 'gold')}`.\n"
    parts = [head + filled, EVENTS.format(events="\n".join(events)), *sections, end]
    return "\n".join(parts)


def measured(values: dict[str, float]) -> str:
    """Return the figures as the data file that the page About shows."""
    head = "# How right this version is, written by benchmarks/accuracy.py; docs/accuracy.md says what was measured and how.\n"
    return head + "".join(f'"{name}" = {value:.4f}\n' for name, value in sorted(values.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        sys.exit(
            f"accuracy: NOT RUN: no gold at {args.shared}; say where it is with --shared. {PAGE.name} is as it was"
        )
    values = {figure.name: figure.value for figure in measure(args.shared)}
    counts = tallies(args.shared)
    sections = [
        PARTIES.format(weights=len(packaged().table(taking_part.FILE, taking_part.SECTION)) - 2),
        types_section(counts),
        claims_section(counts),
        merging_section(args.shared),
        confidence_section(args.shared),
        known_section(),
    ]
    PAGE.write_text(page(values, args.shared, sections), encoding="utf-8")
    MEASURED.write_text(measured(values), encoding="utf-8")
    print(f"written: {PAGE.name}, {MEASURED.name}")


if __name__ == "__main__":
    main()
