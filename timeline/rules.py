"""The data that the program knows by: rules, word lists, types, actors and places.

Only this module opens ``timeline/data/``. A project lays a folder of the same file names over the packaged one: an entry with
a new name is added, one with a known name replaces the packaged entry, and one with ``remove = true`` (in CSV: ``remove``
in the ``flags`` column) takes it away. What the entries mean is checked by the module that uses them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, overload

from timeline.errors import RulesError

__all__ = [
    "CSV_FILES",
    "TOML_FILES",
    "Entry",
    "Lines",
    "Rules",
    "columns",
    "load",
    "packaged",
    "packaged_file",
    "word_lists",
]

TOML_FILES = ("dates.toml", "words.toml", "types.toml", "figures.toml", "pages.toml", "names.toml")
"""Rule files. Each holds arrays of tables (``[[rule]]``, ``[[type]]`` …) whose entries have a ``name``, and plain tables."""

CSV_FILES = ("actors.csv", "places.csv")
"""Gazetteers: one entry a line, ``id`` in the first column."""


@dataclass(frozen=True, slots=True)
class Entry(Mapping[str, Any]):
    """One rule or one known name, with the file and the place in it that it comes from.

    >>> entry = Entry({"name": "year"}, "dates.toml: rule 'year'")
    >>> entry["name"], entry.where
    ('year', "dates.toml: rule 'year'")
    """

    fields: Mapping[str, Any]
    where: str

    def __getitem__(self, key: str) -> Any:
        return self.fields[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)


class Lines(Sequence[Entry]):
    """The lines of a CSV file, each made an entry when it is asked for: most of thirty thousand places never are.

    >>> lines = Lines(("id", "name"), [["ke", " Kenya "], ["ug"]], [2, 3], "own.csv")
    >>> lines[0]["name"], lines[1]["name"], lines[1].where
    ('Kenya', '', 'own.csv: line 3')
    """

    def __init__(self, columns: Sequence[str], cells: list[list[str]], numbers: list[int], where: str) -> None:
        self._columns, self._cells, self._numbers, self._where = tuple(columns), cells, numbers, where

    def __len__(self) -> int:
        return len(self._cells)

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, range(len(self._cells)))

    @overload
    def __getitem__(self, number: int) -> Entry: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Entry]: ...
    def __getitem__(self, number: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(number, slice):
            return [self._entry(one) for one in range(*number.indices(len(self)))]
        return self._entry(number)

    def column(self, name: str) -> list[str]:
        """Return the cells of one column, trimmed, in the order of the lines; empty ones where it is missing."""
        if name not in self._columns:
            return [""] * len(self._cells)
        at = self._columns.index(name)
        return [cells[at].strip() if at < len(cells) else "" for cells in self._cells]

    def _entry(self, number: int) -> Entry:
        cells = [cell.strip() for cell in self._cells[number]]
        cells += [""] * (len(self._columns) - len(cells))
        return Entry(dict(zip(self._columns, cells, strict=True)), f"{self._where}: line {self._numbers[number]}")


def columns(lines: Sequence[Entry], *names: str) -> Iterator[tuple[str, ...]]:
    """Yield line by line the cells of these columns, trimmed: many times faster than making every line an entry.

    >>> list(columns((Entry({"id": "ke", "name": "Kenya"}, ""), Entry({"id": "ug"}, "")), "name", "id"))
    [('Kenya', 'ke'), ('', 'ug')]
    """
    if isinstance(lines, Lines):
        return zip(*map(lines.column, names), strict=True)
    return (tuple(entry.get(name, "") for name in names) for entry in lines)


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything loaded from the data files, overlay applied.

    ``lists[file][section]`` are the named entries of an array of tables in file order; ``tables[file]`` are the plain
    tables of that file; ``rows[file]`` are the lines of a CSV file. ``version`` is a digest of all of it, kept with every
    extracted row.
    """

    lists: Mapping[str, Mapping[str, tuple[Entry, ...]]]
    tables: Mapping[str, Mapping[str, Any]]
    rows: Mapping[str, Sequence[Entry]]
    version: str
    overlay: str | None = None
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)

    def entries(self, file: str, section: str) -> tuple[Entry, ...]:
        """Return the named entries of one section of a TOML file, in file order (empty where there are none)."""
        return self.lists.get(file, {}).get(section, ())

    def table(self, file: str, name: str) -> Mapping[str, Any]:
        """Return one plain table of a TOML file (empty where there is none)."""
        found = self.tables.get(file, {}).get(name, {})
        return found if isinstance(found, Mapping) else {}

    def without(self, file: str, name: str) -> Rules:
        """Return the same rules without one plain table of a TOML file, such as the weights that are to be fitted anew."""
        kept = {section: table for section, table in self.tables.get(file, {}).items() if section != name}
        return replace(self, tables={**self.tables, file: kept})


@cache
def packaged() -> Rules:
    """Return the packaged rules. They cannot change while the program runs, so they are read once."""
    return _read(None)


def load(overlay: str | Path | None = None) -> Rules:
    """Return the packaged rules with a project's own folder laid over them.

    Raises RulesError naming the file and the place when a file cannot be read, an entry has no name, or the folder holds
    none of the known files.
    """
    return packaged() if overlay is None else _read(Path(overlay))


def _read(folder: Path | None) -> Rules:
    texts = {name: _packaged_text(name) for name in (*TOML_FILES, *CSV_FILES)}
    own = _overlay_texts(folder) if folder is not None else {}
    lists: dict[str, dict[str, tuple[Entry, ...]]] = {}
    tables: dict[str, dict[str, Any]] = {}
    rows: dict[str, Sequence[Entry]] = {}
    for name in TOML_FILES:
        lists[name], tables[name] = _parse_toml(texts[name], name)
        if name in own:
            more, plain = _parse_toml(own[name], str(folder / name) if folder else name)
            for section, entries in more.items():
                lists[name][section] = _lay_over(lists[name].get(section, ()), entries, "name")
            for section, table in plain.items():
                below = tables[name].get(section)
                both = isinstance(below, Mapping) and isinstance(table, Mapping)
                tables[name][section] = {**below, **table} if both else table  # type: ignore[dict-item]
    for name in CSV_FILES:
        rows[name] = _parse_csv(texts[name], name)
        if name in own:
            rows[name] = _lay_over(rows[name], _parse_csv(own[name], str(folder / name) if folder else name), "id")
    digest = hashlib.sha256()
    for name in (*TOML_FILES, *CSV_FILES):
        digest.update(f"{name}\0{texts[name]}\0{own.get(name, '')}\0".encode())
    return Rules(lists, tables, rows, digest.hexdigest()[:12], str(folder) if folder else None, own)


def word_lists(entries: Iterable[Entry], known: Collection[str]) -> dict[str, list[str]]:
    """Return the words of each known list in their order; those of a list that a project took away are none.

    An entry is a list, ``adds_to`` another one, or takes words from it (``takes_from``). Raises RulesError for an entry without
    words and for one that names no known list.
    """
    found: dict[str, list[str]] = {name: [] for name in known}
    entries = list(entries)
    for entry in entries:
        if "adds_to" not in entry and "takes_from" not in entry:
            found[_known_list(entry, "name", known)] = _listed(entry)
    for entry in entries:
        if "adds_to" in entry:
            found[_known_list(entry, "adds_to", known)] += _listed(entry)
        if "takes_from" in entry:
            name, gone = _known_list(entry, "takes_from", known), _listed(entry)
            found[name] = [word for word in found[name] if word not in gone]
    return found


def _known_list(entry: Entry, key: str, known: Collection[str]) -> str:
    name = entry[key]
    if name not in known:
        do = f'give a list of the packaged file as name, adds_to or takes_from, such as adds_to = "{max(known)}"'
        raise RulesError(entry.where, f"there is no list {name!r}", do)
    return str(name)


def _listed(entry: Entry) -> list[str]:
    words = entry.get("words")
    if not isinstance(words, str) or not words.strip():
        raise RulesError(entry.where, "has no words", 'write words = "…", parted by spaces')
    return words.split()


def packaged_file(name: str) -> bytes:
    """Return the bytes of another packaged data file (the map's boundaries, the list of sources).

    Raises RulesError when there is no such file.
    """
    path = files("timeline") / "data" / name
    try:
        return path.read_bytes()
    except OSError as error:
        raise RulesError(name, "this packaged data file is missing", "install the program again") from error


def _packaged_text(name: str) -> str:
    path = files("timeline") / "data" / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _overlay_texts(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise RulesError(
            str(folder), "there is no such folder of rules", "give a folder that holds dates.toml, actors.csv …"
        )
    own: dict[str, str] = {}
    for name in (*TOML_FILES, *CSV_FILES):
        path = folder / name
        if path.is_file():
            try:
                own[name] = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise RulesError(str(path), f"cannot be read ({error})", "save it as UTF-8 text") from error
    if not own:
        known = ", ".join((*TOML_FILES, *CSV_FILES))
        raise RulesError(str(folder), "holds none of the files that rules are kept in", f"name them {known}")
    return own


def _parse_toml(text: str, where: str) -> tuple[dict[str, tuple[Entry, ...]], dict[str, Any]]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesError(where, f"is not valid TOML: {error}", "correct that line") from error
    lists: dict[str, tuple[Entry, ...]] = {}
    tables: dict[str, Any] = {}
    for section, value in data.items():
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            lists[section] = tuple(_named(item, where, section, number) for number, item in enumerate(value, 1))
            _refuse_doubles(lists[section], "name", where)
        else:
            tables[section] = value
    return lists, tables


def _named(item: Mapping[str, Any], where: str, section: str, number: int) -> Entry:
    name = item.get("name")
    if not isinstance(name, str) or not name.strip():
        raise RulesError(f"{where}: {section} number {number}", "has no name", 'give it a line name = "…"')
    return Entry(item, f"{where}: {section} {name!r}")


def _parse_csv(text: str, where: str) -> Lines:
    reader = csv.reader(io.StringIO(text))
    columns = next(reader, [])
    if text.strip() and "id" not in columns:
        _refuse_other_marks(text.partition("\n")[0], where)
        raise RulesError(f"{where}: line 1", "the columns have no 'id'", "keep the header line of the packaged file")
    width, kept, numbers = len(columns), [], []
    for cells in reader:
        if not (cells and cells[0]) and not any(cells):
            continue  # a spreadsheet writes commas where a line was emptied
        if len(cells) > width:
            at = f"{where}: line {reader.line_num}"
            raise RulesError(at, "has more cells than the header", "quote cells that hold a comma")
        kept.append(cells)
        numbers.append(reader.line_num)
    lines = Lines(columns, kept, numbers, where)
    ids = lines.column("id")
    if "" in ids:
        raise RulesError(f"{where}: line {numbers[ids.index('')]}", "has no id", "give every line an id of its own")
    if len(set(ids)) < len(ids):
        _refuse_doubles(lines, "id", where)
    return lines


def _refuse_other_marks(header: str, where: str) -> None:
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if mark in header:
            do = "save it with commas, or type: timeline check --fix --rules FOLDER"
            raise RulesError(f"{where}: line 1", f"the cells are parted by {name}, not by commas", do)


def _refuse_doubles(entries: Iterable[Entry], key: str, where: str) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry[key] in seen:
            raise RulesError(entry.where, f"the {key} {entry[key]!r} is there twice in {where}", "rename or remove one")
        seen.add(entry[key])


def _lay_over(below: Iterable[Entry], above: Iterable[Entry], key: str) -> tuple[Entry, ...]:
    """Return the entries with those of the overlay added, put in the place of their namesakes, or taken away."""
    merged = {entry[key]: entry for entry in below}
    for entry in above:
        if entry.get("remove") is True or "remove" in str(entry.get("flags", "")).split("|"):
            merged.pop(entry[key], None)
        else:
            merged[entry[key]] = entry
    return tuple(merged.values())
