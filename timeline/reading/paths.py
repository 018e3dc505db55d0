"""Which files are read, in which order, and under which ids.

A file named on the command line is read whatever it is called, if its suffix has a reader. Of a folder, with all its
subfolders in sorted order, only .txt and .text files and record files are read: notes that lie beside articles (README, LICENSE
and the like, .md, hidden files) are no articles. A document's id is the file's name without suffix, or the record's id; files of
one name in different folders get as much of their folder's name in front as tells them apart.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.errors import Problem, ReadError
from timeline.model import Document
from timeline.reading.language import language_problem
from timeline.reading.plain import LARGEST, read_file
from timeline.reading.records import Refuse, read_csv, read_json, read_json_lines

__all__ = ["read_paths"]

_PLAIN = frozenset((".txt", ".text"))
_PLAIN_IF_NAMED = frozenset((".md", ""))
_RECORDS = frozenset((".jsonl", ".ndjson", ".json", ".csv"))
_NOTES = ("readme", "license", "licence", "copying", "notice", "changelog", "contributing", "sources")
_KINDS = "put .txt, .jsonl, .json or .csv files there"


def read_paths(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    problems: list[Problem] | None = None,
    largest: int = LARGEST,
    encoding: str | None = None,
) -> Iterator[Document]:
    """Yield the documents of files and folders in order; ``-`` stands for JSON lines on standard input.

    Without ``problems`` the first input that cannot be used raises ReadError; with it, each is noted there in one line and the
    rest goes on. ``largest`` is the limit of one text in bytes, ``encoding`` that of plain files which are not Unicode.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)

    def refuse(error: ReadError) -> None:
        if problems is None:
            raise error
        problems.append(Problem.of(error))

    seen: dict[str, tuple[str, str]] = {}
    files = _find(given, refuse)
    names = _ids([path for path in files if path is not None])
    for path in files:
        for document in _documents(path, names, refuse, largest=largest, encoding=encoding):
            if not _is_new(document, seen, refuse):
                continue
            if problems is not None and (problem := language_problem(document)):
                problems.append(problem)
            yield document


def _documents(
    path: Path | None, names: dict[Path, str], refuse: Refuse, *, largest: int, encoding: str | None
) -> Iterator[Document]:
    try:
        if path is None:
            yield from read_json_lines(sys.stdin.buffer, "standard input", refuse, largest=largest)
        elif path.suffix.lower() in (".jsonl", ".ndjson"):
            yield from _json_lines_file(path, refuse, largest)
        elif path.suffix.lower() == ".json":
            yield from read_json(path, refuse, largest=largest)
        elif path.suffix.lower() == ".csv":
            yield from read_csv(path, refuse, largest=largest)
        else:
            yield read_file(path, id=names[path], largest=largest, encoding=encoding)
    except ReadError as error:
        refuse(error)


def _json_lines_file(path: Path, refuse: Refuse, largest: int) -> Iterator[Document]:
    try:
        stream = path.open("rb")
    except OSError as error:
        raise ReadError(str(path), f"cannot be opened ({error.strerror})", "check that you may read it") from error
    with stream:
        if not path.stat().st_size:
            raise ReadError(str(path), "the file is empty", "save the records again")
        yield from read_json_lines(stream, str(path), refuse, largest=largest)


def _is_new(document: Document, seen: dict[str, tuple[str, str]], refuse: Refuse) -> bool:
    """Whether no document of that id came before; the same document again is passed over, another one is refused."""
    digest, where = document.digest, document.path or "standard input"
    if document.id not in seen:
        seen[document.id] = (digest, where)
        return True
    if seen[document.id][0] != digest:
        what = f"the id {document.id!r} is already that of another text (in {seen[document.id][1]})"
        refuse(ReadError(where, what, "give every article an id of its own"))
    return False


def _find(given: Iterable[str | os.PathLike[str]], refuse: Refuse) -> list[Path | None]:
    """Return the files to read, each once; None stands for standard input."""
    found: dict[Path | None, None] = {}
    for name in given:
        if str(name) == "-":
            found[None] = None
            continue
        path = Path(name)
        try:
            for file in _in_folder(path) if path.is_dir() else [_named(path)]:
                found.setdefault(file)
        except ReadError as error:
            refuse(error)
    return list(found)


def _named(path: Path) -> Path:
    if not path.exists():
        raise ReadError(str(path), "there is no such file or folder", "check the path")
    suffix = path.suffix.lower()
    if suffix not in _PLAIN | _PLAIN_IF_NAMED | _RECORDS:
        raise ReadError(str(path), f"files ending in {suffix} are not read", "save it as plain text (.txt, UTF-8)")
    return path


def _in_folder(folder: Path) -> list[Path]:
    """Return the article files of a folder and its subfolders, sorted by path; raises ReadError when there are none."""
    found: list[Path] = []
    others: Counter[str] = Counter()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(place, name)
            if name.startswith(".") or path.stem.lower().startswith(_NOTES):
                continue
            if path.suffix.lower() in _PLAIN | _RECORDS:
                found.append(path)
            else:
                others[path.suffix.lower() or "without suffix"] += 1
    if not found:
        held = ", ".join(f"{count} {kind}" for kind, count in sorted(others.items())) or "nothing else"
        raise ReadError(str(folder), f"holds no articles (there is: {held})", _KINDS)
    return sorted(found, key=lambda path: path.parts)


def _ids(files: Iterable[Path]) -> dict[Path, str]:
    """Return each plain file's id: its stem, with as many folder names in front as tell it from its namesakes."""
    by_stem: defaultdict[str, list[Path]] = defaultdict(list)
    for path in files:
        if path.suffix.lower() not in _RECORDS:
            by_stem[path.stem].append(path)
    ids: dict[Path, str] = {}
    for stem, namesakes in by_stem.items():
        for path in namesakes:
            ids[path] = stem if len(namesakes) == 1 else _longer_id(path, namesakes)
    return ids


def _longer_id(path: Path, namesakes: list[Path]) -> str:
    whole = {other: other.absolute().with_suffix("").parts for other in namesakes}
    own = whole[path]
    for size in range(2, len(own) + 1):
        if sum(parts[-size:] == own[-size:] for parts in whole.values()) == 1:
            return "/".join(own[-size:])
    return path.name if sum(other.name == path.name for other in namesakes) == 1 else path.as_posix()
