"""Reading articles into the store with a progress bar: files, folders and pasted text take the same way."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

import streamlit as st

from timeline.errors import Problem, TimelineError
from timeline.model import Document
from timeline.pages import reader, stored
from timeline.reading import read_paths

__all__ = ["Outcome", "Upload", "read_folder", "read_uploads", "store_documents"]


class Upload(Protocol):
    """A file as the browser sends it."""

    @property
    def name(self) -> str:
        """The file's name on the visitor's computer."""

    def getvalue(self) -> bytes:
        """The file's bytes."""


@dataclass(slots=True)
class Outcome:
    """What became of the documents given: their ids, and one problem for each that could not be used."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many documents are new or changed in the store."""
        return len(self.added) + len(self.replaced)


def read_folder(folder: Path) -> Outcome:
    """Read all articles of a folder into the store, showing a progress bar."""
    problems: list[Problem] = []
    with st.spinner("Reading the files"):
        documents = list(read_paths([folder], problems=problems))
    outcome = store_documents(documents)
    outcome.problems = problems + outcome.problems
    return outcome


def read_uploads(uploads: Sequence[Upload]) -> Outcome:
    """Read files that a visitor sent; each is read by the name it has, so that its suffix says what it is."""
    problems: list[Problem] = []
    documents: list[Document] = []
    with st.spinner("Reading the files"), tempfile.TemporaryDirectory() as folder:
        for number, upload in enumerate(uploads):
            place = Path(folder) / str(number)
            place.mkdir()
            path = place / _file_name(upload.name)
            path.write_bytes(upload.getvalue())
            documents += _read_one(path, problems)
    outcome = store_documents(documents)
    outcome.problems = problems + outcome.problems
    return outcome


def _file_name(name: str) -> str:
    """Return the last part of a name, so that no name can point outside the folder made for it."""
    last = PurePosixPath(name.replace("\\", "/")).name.replace("\0", "")
    return last if last not in ("", ".", "..") else "article.txt"


def _read_one(path: Path, problems: list[Problem]) -> list[Document]:
    found: list[Problem] = []
    documents = list(read_paths([path], problems=found))
    problems += [Problem(problem.where.replace(f"{path.parent}/", ""), problem.what, problem.do) for problem in found]
    return documents


def store_documents(documents: Iterable[Document]) -> Outcome:
    """Extract and store documents, showing a progress bar; one bad document does not stop the others."""
    waiting = list(documents)
    if not waiting:
        return Outcome()
    bar = st.progress(0.0, text=f"Reading {_articles(len(waiting))}")

    def show(done: int, of: int | None) -> None:
        bar.progress(
            done / max(of or len(waiting), done, 1),
            text=f"Read {reader.number(done)} of {_articles(of or len(waiting))}",
        )

    problems: list[Problem] = []
    try:
        added = stored.store().add(waiting, problems=problems, progress=show)
    except TimelineError as error:
        return Outcome(problems=[*problems, Problem.of(error)])
    finally:
        bar.empty()
    return Outcome(list(added.added), list(added.replaced), list(added.unchanged), problems)


def _articles(count: int) -> str:
    return "1 document" if count == 1 else f"{reader.number(count)} documents"
