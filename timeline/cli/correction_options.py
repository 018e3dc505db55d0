"""What can be typed after ``timeline correct`` and ``timeline corrections``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import get_args

from timeline.cli import correcting
from timeline.model import Status

__all__ = ["define_correct", "define_corrections"]

Add = Callable[..., argparse.ArgumentParser]
Define = Callable[[argparse.ArgumentParser], None]


def define_correct(command: argparse.ArgumentParser, store: Define, rules: Define, tagger: Define) -> None:
    """Say what ``timeline correct`` takes; ``store``, ``rules`` and ``tagger`` say what they are."""
    add = command.add_subparsers(title="what is done", metavar="ACTION", dest="action", required=True).add_parser

    def action(name: str, help: str, example: str) -> argparse.ArgumentParser:
        one = add(
            name, help=help, description=f"{help[0].upper()}{help[1:]}.", epilog=f"Example: timeline correct {example}"
        )
        store(one)
        _who(one)
        return one

    change = action(
        "change", "change what is shown of events or rows", 'change e1f0 --date "March 2024" --why "see page 2"'
    )
    _ids(change)
    _fields(change, with_title=True)
    change.add_argument("--trigger", metavar="WORDS", help="the words that name the happening (of rows only)")
    change.add_argument("--confidence", type=float, metavar="SHARE", help="from 0 to 1")
    _ids(action("accept", "accept events or rows", "accept e1f0 e2a7"))
    _ids(
        action("reject", "reject events or rows: they are shown only when asked for", 'reject e1f0 --why "an old case"')
    )
    _ids(action("merge", "make one event of several", "merge e1f0 e2a7"))
    _ids(action("apart", "say of events that they are not the same", "apart e1f0 e2a7"))
    split = action("split", "take rows out of an event", "split e1f0 --rows 3f2a9c01d4e5b678")
    split.add_argument("event", metavar="EVENT", help="the event's id")
    split.add_argument(
        "--rows", nargs="+", required=True, metavar="ROW", help="the ids of the rows, as timeline show prints them"
    )
    _added(
        action(
            "add",
            "add an event with the words of its source",
            'add "Bridge opened" --quote "The bridge …" --document a',
        )
    )
    publish = action("publish", "set the day on which an article was published", 'publish page7 0 "13 March 2024"')
    publish.add_argument("document", metavar="DOCUMENT", help="the document's id, as timeline list prints it")
    publish.add_argument("article", type=int, metavar="NUMBER", help="the article's number in it, from 0")
    publish.add_argument("day", metavar="DAY", help="the day in any common form, or none")
    alias = action("alias", "give an actor or a place of the lists another name", 'alias "Crimson Banner" --of TTP')
    alias.add_argument("words", metavar="WORDS", help="the name as it stands in the articles")
    alias.add_argument("--of", required=True, metavar="NAME", help="the id, name or short form of the actor or place")
    for one in (publish, alias):
        rules(one)
        tagger(one)


def define_corrections(command: argparse.ArgumentParser, store: Define, rules: Define, tagger: Define) -> None:
    """Say what ``timeline corrections`` takes; ``store``, ``rules`` and ``tagger`` say what they are."""
    add = command.add_subparsers(title="what is done", metavar="ACTION", dest="action", required=True).add_parser

    def action(name: str, help: str, example: str) -> argparse.ArgumentParser:
        epilog = f"Example: timeline corrections {example}"
        one = add(name, help=help, description=f"{help[0].upper()}{help[1:]}.", epilog=epilog)
        store(one)
        return one

    shown = action("list", "print the corrections as JSON lines", "list --state orphaned")
    shown.add_argument("--event", metavar="ID", help="only those about this event or row")
    shown.add_argument(
        "--state", choices=("in force", "undone", "orphaned"), metavar="STATE", help='"in force", undone, orphaned'
    )
    export = action("export", "write the log to a file (.jsonl .xlsx)", "export corrections.xlsx --store my.db")
    export.add_argument("file", metavar="FILE", help="the file to write; its suffix says what it is")
    taken = action("import", "take in the log of another store with the same documents", "import corrections.jsonl")
    taken.add_argument("file", metavar="FILE", help="a file that timeline corrections export has written")
    undo = action("undo", "undo corrections", "undo 5f0c9a2e11d07b34")
    redo = action("redo", "take back that corrections were undone", "redo 5f0c9a2e11d07b34")
    for one in (undo, redo):
        one.add_argument(
            "ids", nargs="+", metavar="ID", help="ids of corrections or of batches; - reads them, one a line"
        )
        _who(one)
    for one in (taken, undo, redo):
        rules(one)
        tagger(one)


def _ids(command: argparse.ArgumentParser) -> None:
    command.add_argument("ids", nargs="+", metavar="ID", help="ids of events or rows; - reads them, one a line")


def _who(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--by",
        metavar="NAME",
        default=correcting.user_name(),
        help="who corrects (default: your user name, %(default)s)",
    )
    command.add_argument("--why", metavar="WORDS", default="", help="the reason, which is kept with the correction")


def _fields(command: argparse.ArgumentParser, *, with_title: bool) -> None:
    if with_title:
        command.add_argument("--title", metavar="WORDS", help="the title")
    command.add_argument("--date", metavar="DATE", help='2024-03-13, 2024-03, "summer 2023" …; none for no date')
    command.add_argument("--type", metavar="TYPE", help="attack, meeting, agreement …")
    command.add_argument("--status", choices=get_args(Status), metavar="STATUS", help="reported, alleged …")
    command.add_argument("--actors", nargs="+", metavar="NAME", help="all actors, by name or short form")
    command.add_argument("--places", nargs="+", metavar="NAME", help="all places, by name")
    command.add_argument("--figures", nargs="+", metavar="FIGURE", help='all figures, such as "12 killed"')


def _added(command: argparse.ArgumentParser) -> None:
    command.add_argument("title", metavar="TITLE", help="what happened, in a few words")
    command.add_argument("--quote", required=True, metavar="WORDS", help="the words of the source that tell it")
    command.add_argument("--document", metavar="ID", help="the document of the store that the words stand in")
    _fields(command, with_title=False)
    command.set_defaults(type="other", status="reported", actors=(), places=(), figures=())
    command.add_argument(
        "--trigger", metavar="WORDS", default="", help="the words of the quote that name the happening"
    )
    outside = command.add_argument_group("a source from outside of the store", "Instead of --document.")
    outside.add_argument("--publisher", metavar="NAME", help="who published it")
    outside.add_argument("--source-title", metavar="WORDS", help="its title")
    outside.add_argument("--url", metavar="URL", help="its address")
    outside.add_argument("--published", metavar="DAY", help="its day of publication")
