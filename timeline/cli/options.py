"""What can be typed: the commands, their options, and an example of each."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import Any, NoReturn, get_args

from timeline.cli import commands, comparing, correcting, correction_options, safekeeping
from timeline.interval import PRECISIONS
from timeline.model import Review, Status
from timeline.version import program_version

__all__ = ["parser"]

CHARTS = (
    "timeline", "trends", "map", "network", "matrix", "splits", "ranking", "compare", "figures", "chronology", "periods",
)  # fmt: skip
"""The charts by the names of their pages; the last two are the names of earlier versions."""
RANKED = ("type", "actor", "region", "source", "precision", "status", "confidence")


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, as all errors are said; argparse would list every option before it."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    whole = _Parser(
        prog="timeline",
        description="News articles in; a dated, sourced event table out.",
        epilog="Example: timeline add articles/ --store my.db && timeline dashboard --store my.db",
    )
    whole.add_argument("--version", action="version", version=f"Event Timeline {program_version()}")
    add = whole.add_subparsers(title="commands", metavar="COMMAND", required=True).add_parser
    for define in (
        _extract,
        _dates,
        _add,
        _list,
        _show,
        _views,
        _export,
        _unknown,
        _backup,
        _restore,
        _verify,
        _diff,
        _correct,
        _corrections,
        _explain,
        _check,
        _dashboard,
    ):
        define(add)
    return whole


def _command(
    add: Callable[..., argparse.ArgumentParser], run: Callable[[Any], int], help: str, example: str
) -> argparse.ArgumentParser:
    command = add(
        run.__name__.rstrip("_"),
        help=help,
        description=f"{help[0].upper()}{help[1:]}.",
        epilog=f"Example: {example}",
    )
    command.set_defaults(run=run)
    return command


def _store(command: argparse.ArgumentParser) -> None:
    default = os.environ.get("TIMELINE_STORE") or commands.STORE
    command.add_argument(
        "--store", metavar="FILE", default=default, help="the event store (default: $TIMELINE_STORE, else %(default)s)"
    )


def _paths(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="+", metavar="PATH", help="files or folders of .txt .jsonl .json .csv; - reads JSON lines"
    )


def _tagger(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--tagger",
        metavar="NAME",
        help="an installed model that proposes names which the lists lack, such as spacy:en_core_web_sm",
    )


def _reading(command: argparse.ArgumentParser) -> None:
    _paths(command)
    _published(command)
    _rules(command)
    command.add_argument(
        "--jobs",
        type=int,
        default=1,
        metavar="N",
        help="how many processes do the work (default: %(default)s; 0: all cores)",
    )


def _published(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--published",
        metavar="DAY",
        help="the day of publication of documents that come without one, such as 2025-11-23",
    )


def _rules(command: argparse.ArgumentParser) -> None:
    command.add_argument("--rules", metavar="FOLDER", help="a folder of your own rules, laid over those of the program")


def _extract(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "print the events of articles as JSON lines, those told several times once"
    command = _command(add, commands.extract, help, "timeline extract article.txt --published 2025-11-23")
    _reading(command)
    _tagger(command)
    command.add_argument("--rows", action="store_true", help="one line per happening and sentence, nothing merged")


def _dates(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "print every date mention of articles as JSON lines, with what it means and why"
    command = _command(add, commands.dates, help, "timeline dates articles/ > dates.jsonl")
    _reading(command)
    command.add_argument(
        "--only-dates", action="store_true", help='leave out durations ("nine years") and sets ("annually")'
    )


def _add(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "add articles to the event store; the same article again changes nothing"
    _reading(command := _command(add, commands.add, help, "timeline add articles/ --store my.db"))
    _tagger(command)
    _store(command)


def _list(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "print the articles in the event store as JSON lines, with the day of each and where it was found"
    _store(_command(add, commands.list_, help, "timeline list --store my.db"))


def _show(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "print one event with all the sentences that tell it"
    command = _command(add, commands.show, help, "timeline show 3f2a9c01d4e5b678 --store my.db")
    command.add_argument("event", metavar="EVENT", help="the event's id, as in the column event_id of an export")
    _store(command)


def _views(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "print the views that were saved in the dashboard as JSON lines"
    _store(_command(add, commands.views, help, "timeline views --store my.db"))


def _export(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "write the events that pass a filter to a table (.csv .xlsx .jsonl) or a chart (.png .svg .pdf .html)"
    example = "timeline export --store my.db --actor TTP --region PK-KP --since 2022 --to ttp.xlsx"
    command = _command(add, commands.export, help, example)
    _store(command)
    command.add_argument("--to", metavar="FILE", required=True, help="the file to write; its suffix says what it is")
    command.add_argument("--view", metavar="NAME", help="the filter of a view that was saved in the dashboard")
    _chart(command)
    _filter(command)


def _chart(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("charts", "With --chart a table's suffix gives the data behind the chart.")
    group.add_argument("--chart", choices=CHARTS, metavar="CHART", help=f"{', '.join(CHARTS)} (default: {CHARTS[0]})")
    group.add_argument(
        "--lanes", choices=("actor", "region", "type", "source"), default="actor", help="lanes of the timeline"
    )
    group.add_argument(
        "--by", choices=RANKED, metavar="PART", help=f"parts of trends, bars of ranking: {', '.join(RANKED)}"
    )
    group.add_argument(
        "--period", choices=("day", "week", "month", "quarter", "year"), help="bars of trends (default: what suits)"
    )
    group.add_argument(
        "--uncertain", choices=("spread", "apart"), default="spread", help="dates wider than a bar of trends"
    )
    group.add_argument("--unit", metavar="UNIT", help="what is counted in the chart of figures: killed, wounded …")
    group.add_argument(
        "--periods",
        nargs=2,
        metavar=("FIRST", "SECOND"),
        help="two periods to compare, instead of two actors or regions",
    )
    group.add_argument(
        "--whole-map", action="store_true", help="the map with all places, not only where most events are"
    )
    group.add_argument("--width", type=_pixels, default=1100, metavar="PIXELS", help="(default: %(default)s)")
    group.add_argument("--scale", type=_scale, default=2.0, metavar="TIMES", help="of a PNG (default: %(default)s)")


def _pixels(typed: str) -> int:
    pixels = int(typed)
    if not 300 <= pixels <= 4000:
        raise argparse.ArgumentTypeError("give from 300 to 4000 pixels")
    return pixels


def _scale(typed: str) -> float:
    times = float(typed)
    if not 0.5 <= times <= 8:
        raise argparse.ArgumentTypeError("give from 0.5 to 8 times")
    return times


def _filter(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("filter", "Each option may be given several times: any of its values will do.")
    group.add_argument(
        "--since", metavar="DATE", help='first day: 2022, 2022-11, 2022-11-05, "Nov 2022", "summer 2023"'
    )
    group.add_argument("--until", metavar="DATE", help="last day, typed likewise")
    group.add_argument("--certainly", action="store_true", help="only events all of whose days lie between the two")
    group.add_argument("--actor", action="append", default=[], metavar="NAME", help="name or short form")
    group.add_argument("--all-actors", action="store_true", help="only events that have all the actors given")
    group.add_argument(
        "--splinters", action="store_true", help="with the groups that are part of the actors or split from them"
    )
    group.add_argument("--region", action="append", default=[], metavar="CODE", help="PK, PK-KP, or the region's name")
    group.add_argument(
        "--place", action="append", default=[], metavar="NAME", help="district, town or crossing: Quetta"
    )
    group.add_argument("--type", action="append", default=[], metavar="TYPE", help="attack, meeting, agreement …")
    group.add_argument(
        "--precision", action="append", default=[], choices=PRECISIONS, metavar="PRECISION", help="day, month …"
    )
    group.add_argument(
        "--status", action="append", default=[], choices=get_args(Status), metavar="STATUS", help="reported …"
    )
    group.add_argument("--source", action="append", default=[], metavar="NAME", help="publisher, or id of a document")
    group.add_argument(
        "--words", default="", metavar="WORDS", help='words to find in titles and evidence: offi* "police post"'
    )
    group.add_argument("--min-confidence", type=float, default=0.0, metavar="SHARE", help="from 0 to 1")
    group.add_argument("--undated", action="store_true", help="with the events that have no date")
    group.add_argument(
        "--review", action="append", default=[], choices=(*get_args(Review), "all"), metavar="REVIEW",
        help="accepted, unreviewed, rejected or all (default: all but rejected)",
    )  # fmt: skip


def _unknown(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "list the names that articles use and no list of names knows, most frequent first"
    command = _command(add, commands.unknown, help, "timeline unknown articles/ --csv > names.csv")
    _paths(command)
    _rules(command)
    _tagger(command)
    command.add_argument("--csv", action="store_true", help="as CSV, for a spreadsheet")
    command.add_argument(
        "--least", type=int, default=2, metavar="N", help="only names seen so often (default: %(default)s)"
    )


def _backup(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "copy the event store to another file, also while it is in use"
    command = _command(add, safekeeping.backup, help, "timeline backup events-2025-11-23.db --store my.db")
    command.add_argument("to", metavar="TO", help="the file to write")
    command.add_argument("--force", action="store_true", help="replace the file if there is one")
    _store(command)


def _restore(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "put the event store back as it was in a backup, which is checked first"
    command = _command(add, safekeeping.restore, help, "timeline restore events-2025-11-23.db --store my.db")
    command.add_argument("source", metavar="FROM", help="the backup")
    command.add_argument("--force", action="store_true", help="do not keep what the store holds until now")
    _store(command)


def _verify(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "check that the event store is whole"
    _store(_command(add, safekeeping.verify, help, "timeline verify --store my.db"))


def _diff(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "print what one extraction of the same documents found that another did not"
    command = _command(add, comparing.diff, help, "timeline diff before.jsonl after.jsonl --by-document")
    command.add_argument("old", metavar="OLD", help="an event store, or JSON lines from timeline extract --rows")
    command.add_argument("new", metavar="NEW", help="the same")
    command.add_argument("--by-document", action="store_true", help="one line per document, with counts")


def _correct(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "put right what is in the event store: everything is kept with who, when and why, and can be undone"
    command = _command(add, correcting.correct, help, 'timeline correct change e1f0 --date "March 2024" --store my.db')
    correction_options.define_correct(command, _store, _rules, _tagger)


def _corrections(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "print the log of corrections, take it to another store, undo some of it"
    command = _command(add, correcting.corrections, help, "timeline corrections export corrections.xlsx --store my.db")
    correction_options.define_corrections(command, _store, _rules, _tagger)


def _explain(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "say in one line for each date in a text what it means and why"
    command = _command(add, commands.explain, help, 'timeline explain "It ended last Friday." --published 2024-03-12')
    command.add_argument("text", metavar="TEXT", help="a sentence or more, in quotes")
    _published(command)
    _rules(command)


def _check(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "check every rule, type, actor and place against its own examples"
    _rules(command := _command(add, commands.check, help, "timeline check --rules my-rules/"))
    command.add_argument(
        "--fix", action="store_true", help="first trim the cells and sort the lines of the CSV files in --rules FOLDER"
    )


def _dashboard(add: Callable[..., argparse.ArgumentParser]) -> None:
    help = "serve the dashboard of an event store to your browser"
    command = _command(add, commands.dashboard, help, "timeline dashboard --store my.db --port 9000")
    _store(command)
    command.add_argument("--port", type=int, default=8501, metavar="N", help="(default: %(default)s)")
    command.add_argument(
        "--read-only", action="store_true", help="nobody can change anything: no adding, no correcting"
    )
