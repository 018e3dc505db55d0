"""The commands by which people correct what is in the event store, and keep the log of it."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.cli.output import counted, print_records, say
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.corrections import Correction
    from timeline.rules import Rules
    from timeline.store import Store

__all__ = ["correct", "correction_record", "corrections", "rules_of", "user_name"]


def user_name() -> str:
    """Return the name that the system knows the user by; empty where it knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a process of no known user
        return ""


def correct(chosen: argparse.Namespace) -> int:
    """Correct something in the event store and print the corrections that were made."""
    from timeline.store import open_store

    with open_store(_there(chosen.store)) as store:
        made = _MADE[chosen.action](store, chosen)
        print_records(correction_record(one) for one in made)
        told = counted(len(made), "correction") if made else "nothing to correct: it is so already"
        say(f"{chosen.store}: {told}" + (f"; to undo: timeline corrections undo {made[0].batch}" if made else ""))
    return 0


def corrections(chosen: argparse.Namespace) -> int:
    """Print, export, import, undo or redo corrections."""
    from timeline.store import open_store

    is_reading = chosen.action in ("list", "export")
    with open_store(_there(chosen.store), read_only=is_reading) as store:
        return _KEPT[chosen.action](store, chosen)


def correction_record(one: Correction) -> dict[str, Any]:
    """Return a correction as an object."""
    return {
        "id": one.id,
        "batch": one.batch,
        "action": one.action,
        "about": one.about,
        "by": one.by,
        "at": one.at,
        "why": one.why,
        "field": one.field,
        "before": one.before_in_words,
        "after": one.after_in_words,
        "state": one.state,
        "undone_by": one.undone_by,
        "undone_at": one.undone_at,
        "documents": list(dict.fromkeys(anchor.document for anchor in one.anchors)),
        "quotes": list(dict.fromkeys(anchor.quote for anchor in one.anchors)),
    }


# What is corrected


def _who(chosen: argparse.Namespace) -> dict[str, str]:
    if not (chosen.by or "").strip():
        raise UsageError("--by", "the system does not say who you are", "give your name: --by NAME")
    return {"by": chosen.by, "why": chosen.why}


def _change(store: Store, chosen: argparse.Namespace) -> Sequence[Correction]:
    fields = ("title", "date", "type", "status", "trigger", "confidence")
    values: dict[str, Any] = {name: value for name in fields if (value := getattr(chosen, name)) is not None}
    values |= {name: value for name in ("actors", "places", "figures") if (value := getattr(chosen, name)) is not None}
    if not values:
        raise UsageError("correct change", "says nothing to change", "give --title, --date, --type …")
    if (values.get("date") or "").casefold() == "none":
        values["date"] = None
    return store.change_fields(_ids(chosen.ids), values, **_who(chosen))


def _accept(store: Store, chosen: argparse.Namespace) -> Sequence[Correction]:
    return store.accept(_ids(chosen.ids), **_who(chosen))


def _reject(store: Store, chosen: argparse.Namespace) -> Sequence[Correction]:
    return store.reject(_ids(chosen.ids), **_who(chosen))


def _merge(store: Store, chosen: argparse.Namespace) -> Sequence[Correction]:
    return store.merge_events(_ids(chosen.ids), **_who(chosen))


def _split(store: Store, chosen: argparse.Namespace) -> Sequence[Correction]:
    return store.split(chosen.event, _ids(chosen.rows), **_who(chosen))


def _apart(store: Store, chosen: argparse.Namespace) -> Sequence[Correction]:
    return store.keep_apart(_ids(chosen.ids), **_who(chosen))


def _add(store: Store, chosen: argparse.Namespace) -> Sequence[Correction]:
    parts = {
        "title": chosen.source_title,
        "publisher": chosen.publisher,
        "url": chosen.url,
        "published": chosen.published,
    }
    source = {name: value for name, value in parts.items() if value}
    return store.add_by_hand(
        chosen.title,
        chosen.quote,
        document=chosen.document,
        source=source or None,
        date=chosen.date,
        type=chosen.type,
        status=chosen.status,
        trigger=chosen.trigger,
        actors=chosen.actors,
        places=chosen.places,
        figures=chosen.figures,
        **_who(chosen),
    )


def _publish(store: Store, chosen: argparse.Namespace) -> Sequence[Correction]:
    day = None if chosen.day.casefold() == "none" else chosen.day
    who = _who(chosen)
    return store.set_published(
        chosen.document, chosen.article, day, by=who["by"], why=who["why"], rules=rules_of(chosen), tagger=chosen.tagger
    )


def _alias(store: Store, chosen: argparse.Namespace) -> Sequence[Correction]:
    who = _who(chosen)
    return store.add_alias(
        chosen.words, chosen.of, by=who["by"], why=who["why"], rules=rules_of(chosen), tagger=chosen.tagger
    )


_MADE = {
    "change": _change, "accept": _accept, "reject": _reject, "merge": _merge, "split": _split, "apart": _apart, "add": _add,
    "publish": _publish, "alias": _alias,
}  # fmt: skip


# The log


def _list(store: Store, chosen: argparse.Namespace) -> int:
    found = store.corrections(chosen.event)
    shown = [one for one in found if chosen.state in (None, one.state)]
    print_records(correction_record(one) for one in shown)
    states = {state: sum(one.state == state for one in found) for state in ("in force", "undone", "orphaned")}
    say(f"{counted(len(found), 'correction')}: " + ", ".join(f"{number:,} {state}" for state, number in states.items()))
    return 0


def _export(store: Store, chosen: argparse.Namespace) -> int:
    number = store.export_corrections(chosen.file)
    say(f"{chosen.file}: {counted(number, 'correction')} of {chosen.store}")
    return 0


def _import(store: Store, chosen: argparse.Namespace) -> int:
    done = store.import_corrections(chosen.file, rules=rules_of(chosen), tagger=chosen.tagger)
    say(f"{chosen.store}: {done}")
    return 0


def _undo(store: Store, chosen: argparse.Namespace) -> int:
    return _turned(store, chosen, store.undo, "undone")


def _redo(store: Store, chosen: argparse.Namespace) -> int:
    return _turned(store, chosen, store.redo, "in force again")


def _turned(store: Store, chosen: argparse.Namespace, turn: Any, told: str) -> int:
    who = _who(chosen)
    turned = turn(_ids(chosen.ids), by=who["by"], why=who["why"], rules=rules_of(chosen), tagger=chosen.tagger)
    print_records(correction_record(one) for one in turned)
    say(f"{chosen.store}: {counted(len(turned), 'correction')} {told}")
    return 0


_KEPT = {"list": _list, "export": _export, "import": _import, "undo": _undo, "redo": _redo}


def _ids(given: Sequence[str]) -> list[str]:
    """Return ids; ``-`` stands for those on standard input, one a line."""
    found: list[str] = []
    for one in given:
        found += [line.strip() for line in sys.stdin if line.strip()] if one == "-" else [one]
    return found


def rules_of(chosen: argparse.Namespace) -> Rules | None:
    """Return the rules of the folder that was named, None where none was. Raises RulesError for a folder of no rules."""
    from timeline.rules import load

    return load(chosen.rules) if chosen.rules else None


def _there(store: str) -> Path:
    """Return the path of a store that is there: nothing can be corrected in a new one. Raises StoreError for none."""
    from timeline.errors import StoreError

    path = Path(store)
    if not path.exists():
        raise StoreError(store, "there is no event store", "make one with: timeline add PATH… --store FILE")
    return path
