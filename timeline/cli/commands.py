"""The commands. What is heavy is imported by the command that needs it, so that ``timeline --help`` answers at once."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from timeline.cli import lists, records
from timeline.cli.correcting import correction_record, rules_of
from timeline.cli.output import counted, print_records, progress, report, say
from timeline.errors import DateInputError, Problem, UsageError

if TYPE_CHECKING:
    from timeline.model import Document
    from timeline.pipeline import Executor, Extraction
    from timeline.queries import Filter
    from timeline.store import Store

__all__ = [
    "STORE",
    "add",
    "check",
    "dashboard",
    "dates",
    "explain",
    "export",
    "extract",
    "list_",
    "show",
    "unknown",
    "views",
]

STORE = str(Path(".timeline", "events.db"))
"""Where the event store is when nothing else is said."""


def extract(chosen: argparse.Namespace) -> int:
    """Print the events of articles, or with ``rows`` the rows that they are merged from."""
    from timeline.merge import merge
    from timeline.pipeline import told_once

    problems: list[Problem] = []
    found = _extractions(chosen, problems)
    if chosen.rows:
        print_records(row.as_record() for extraction in found for row in extraction.rows)
        return report(problems)
    rows = [row for extraction in found for row in told_once(extraction)]
    events = merge([row for row in rows if not row.is_statistic])
    print_records(records.event_records(events, found))
    undated = sum(not event.is_dated for event in events)
    statistics = sum(row.is_statistic for row in rows)
    said = f"{counted(len(events), 'event')}, {undated} of them without a date"
    say(f"{said}; {counted(statistics, 'figure')} left out (see --rows)" if statistics else said)
    return report(problems)


def dates(chosen: argparse.Namespace) -> int:
    """Print every date mention of articles."""
    problems: list[Problem] = []
    found = _extractions(chosen, problems)
    print_records(record for extraction in found for record in records.date_records(extraction, chosen.only_dates))
    return report(problems)


def add(chosen: argparse.Namespace) -> int:
    """Add articles to the event store."""
    from timeline.pipeline import with_day
    from timeline.store import open_store

    problems: list[Problem] = []
    published, rules = _published(chosen), rules_of(chosen)
    with open_store(chosen.store) as store, _executor(chosen.jobs) as executor:
        documents = [with_day(document, published) for document in _documents(chosen, problems)]
        done = store.add(
            documents,
            rules=rules,
            problems=problems,
            progress=progress("document"),
            executor=executor,
            tagger=chosen.tagger,
        )
        counts = store.counts()
    told = f"{len(done.added)} added, {len(done.replaced)} replaced, {len(done.unchanged)} unchanged"
    there = f"{counted(counts.events, 'event')} ({counts.undated} without a date), {counted(counts.figures, 'figure')}"
    say(f"{chosen.store}: {told}; it now holds {counted(counts.documents, 'document')}, {there}")
    return report(problems)


def list_(chosen: argparse.Namespace) -> int:
    """Print the articles in the event store."""
    from timeline.store import open_store

    with open_store(chosen.store, read_only=True) as store:
        print_records(records.article_record(article) for article in store.articles())
    return 0


def show(chosen: argparse.Namespace) -> int:
    """Print one event with its rows."""
    from timeline.store import open_store

    with open_store(chosen.store, read_only=True) as store:
        event = store.event(chosen.event)
        made = [correction_record(one) for one in store.corrections(chosen.event)]
        print_records([{**records.event_with_rows(event), "corrections": made}])
    return 0


def export(chosen: argparse.Namespace) -> int:
    """Write the events that pass the filter to a file."""
    from timeline.cli import drawing
    from timeline.export import export as write_table
    from timeline.queries import figures_table, left_out, query, sources_table
    from timeline.store import open_store

    target = Path(chosen.to)
    is_chart = chosen.chart is not None or target.suffix.casefold() in drawing.SUFFIXES
    with open_store(chosen.store, read_only=True) as store:
        wanted = _viewed(store, chosen)
        _refuse_unknown(store, wanted)
        if is_chart:
            told = drawing.draw(store, target, chosen=chosen, filter=wanted)
        else:
            table, rest = query(store, wanted), left_out(store, wanted)
            sheets = {"sources": sources_table(store, wanted), "figures": figures_table(store, wanted)}
            write_table(table, target, filter=wanted, left_out=rest, made=date.today(), **sheets)
            told = f"{wanted.in_words()}: {rest}"
    say(f"{target}: {told}")
    return 0


def _viewed(store: Store, chosen: argparse.Namespace) -> Filter:
    """Return the filter typed; with ``view`` that of the saved view, in which what was typed besides takes the place."""
    from timeline.queries import Filter
    from timeline.store import saved_views

    typed = _filter(chosen)
    if chosen.view is None:
        return typed
    views = {view.name.casefold(): view for view in saved_views(store)}
    view = views.get(chosen.view.casefold())
    if view is None:
        near = get_close_matches(chosen.view, [one.name for one in views.values()], n=3)
        do = f"did you mean {' or '.join(map(repr, near))}?" if near else "see timeline views for those there are"
        raise UsageError(f"--view {chosen.view}", "there is no saved view of this name", do)
    kept = Filter.from_params(parse_qs(view.query), problems=[])
    empty = Filter()
    parts = {part.name: getattr(typed, part.name) for part in fields(Filter)}
    return replace(kept, **{name: value for name, value in parts.items() if value != getattr(empty, name)})


def _refuse_unknown(store: Store, wanted: Filter) -> None:
    """Raise UsageError for a name in the filter that names nothing: an empty file would look like an answer."""
    from timeline.queries import unknown_choices

    for unknown_one in unknown_choices(store, wanted):
        raise UsageError(f"--{unknown_one.part} {unknown_one.typed}", unknown_one.what, unknown_one.do)


def explain(chosen: argparse.Namespace) -> int:
    """Say what each date in a text means and why."""
    from timeline import dates as finding

    lines = finding.explain(chosen.text, published=_published(chosen), rules=rules_of(chosen))
    for line in lines:
        print(line)
    if not lines:
        say("there is no date in the text")
    return 0


def check(chosen: argparse.Namespace) -> int:
    """Check all rules and names."""
    from timeline import rules as loading
    from timeline.gazetteer import tidy

    if chosen.fix:
        if not chosen.rules:
            raise UsageError("--fix", "it works on a folder of your own", "name it with --rules")
        for line in tidy(chosen.rules):
            say(line)
    rules = loading.load(chosen.rules)
    problems = [problem for part in _checks() for problem in part(rules)]
    code = report(problems)
    entries = sum(len(section) for file in rules.lists.values() for section in file.values())
    names = sum(len(lines) for lines in rules.rows.values())
    say(f"{counted(entries, 'rule')} and {counted(names, 'name')} checked, {counted(len(problems), 'problem')}")
    return code


def unknown(chosen: argparse.Namespace) -> int:
    """Print the names that articles use and no gazetteer knows."""
    from timeline.pipeline import Extractor
    from timeline.taggers import load_tagger
    from timeline.unknown import unknown_names

    if chosen.least < 1:
        raise UsageError(f"--least {chosen.least}", "is no number of times", "give 1 or more")
    problems: list[Problem] = []
    extractor = Extractor(rules_of(chosen), tagger=load_tagger(chosen.tagger) if chosen.tagger else None)
    found = unknown_names(_documents(chosen, problems), extractor, problems=problems, progress=progress("document"))
    shown = [name for name in found if name.seen >= chosen.least]
    lists.print_names(shown, as_csv=chosen.csv)
    rarer = f"; {counted(len(found) - len(shown), 'name')} seen less often left out (see --least)"
    say(f"{counted(len(shown), 'unknown name')}" + (rarer if len(found) > len(shown) else ""))
    return report(problems)


def dashboard(chosen: argparse.Namespace) -> int:
    """Serve the dashboard until it is stopped."""
    from timeline.cli import serving
    from timeline.store import open_store

    if not 0 < chosen.port < 65536:
        raise UsageError(f"--port {chosen.port}", "is no port", "give one from 1 to 65535, such as 8501")
    store = Path(chosen.store).absolute()
    if store.exists():  # what is no event store is refused here, not in the visitor's browser
        open_store(store, read_only=True).close()
    return serving.serve(store, chosen.port, read_only=chosen.read_only)


def views(chosen: argparse.Namespace) -> int:
    """Print the views that were saved in the dashboard."""
    from timeline.store import open_store, saved_views

    with open_store(chosen.store, read_only=True) as store:
        print_records(records.view_record(view) for view in saved_views(store))
    return 0


def _checks() -> Iterator[Any]:
    from timeline import dates as date_rules
    from timeline import entities, events, figures, gazetteer
    from timeline.reading import articles

    for part in (articles, date_rules, gazetteer, entities, figures, events):
        yield part.check


def _published(chosen: argparse.Namespace) -> date | None:
    if chosen.published is None:
        return None
    from timeline.day_reader import read_day

    try:
        return read_day(chosen.published)
    except DateInputError as error:
        raise UsageError(f"--published {chosen.published!r}", "is no day", "type it like 2025-11-23") from error


def _documents(chosen: argparse.Namespace, problems: list[Problem]) -> Iterable[Document]:
    from timeline.reading import read_paths

    return read_paths(chosen.paths, problems=problems)


def _extractions(chosen: argparse.Namespace, problems: list[Problem]) -> list[Extraction]:
    from timeline.pipeline import extract_documents

    published, rules = _published(chosen), rules_of(chosen)
    with _executor(chosen.jobs) as executor:
        return extract_documents(
            list(_documents(chosen, problems)),
            rules=rules,
            published=published,
            problems=problems,
            progress=progress("document"),
            executor=executor,
            tagger=getattr(chosen, "tagger", None),
        )


@contextmanager
def _executor(jobs: int) -> Iterator[Executor | None]:
    if jobs < 0:
        raise UsageError(f"--jobs {jobs}", "is no number of processes", "give 1 or more, or 0 for all cores")
    if jobs == 1:
        yield None
        return
    from timeline.engine import processes

    with processes(jobs or None) as executor:
        yield executor


def _filter(chosen: argparse.Namespace) -> Filter:
    from timeline.queries import Filter

    try:
        return Filter(
            since=chosen.since,
            until=chosen.until,
            in_range="certainly" if chosen.certainly else "possibly",
            actors=chosen.actor,
            match="all" if chosen.all_actors else "any",
            splinters=chosen.splinters,
            regions=chosen.region,
            places=chosen.place,
            types=chosen.type,
            precisions=chosen.precision,
            statuses=chosen.status,
            sources=chosen.source,
            words=chosen.words,
            min_confidence=chosen.min_confidence,
            undated=chosen.undated,
            reviews=chosen.review,
        )
    except DateInputError as error:
        raise UsageError(error.where, error.what, error.do) from error
