"""The known places, each read from its line only when a text names it: of thirty thousand, an article needs a handful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from timeline.gazetteer.folding import fold
from timeline.gazetteer.records import Alias, PlaceRecord
from timeline.rules import Entry, columns

__all__ = ["PlaceShelf"]

_PART = "\0"
"""Stands in no cell, and folding leaves it as it is: all cells of a column are folded in one go."""


class PlaceShelf(Mapping[str, PlaceRecord]):
    """The places of the lines by id. ``place(number)`` is that of a line, ``spelled()`` says how all are written.

    >>> shelf = PlaceShelf([Entry({"id": "KE", "name": "Kenya", "level": "country", "country": "KE"}, "")])
    >>> shelf["KE"].name, list(shelf.spelled()), shelf.place(0) is shelf["KE"]
    ('Kenya', [(0, 'Kenya', False)], True)
    """

    def __init__(self, lines: Sequence[Entry]) -> None:
        self._lines = lines
        self._read: dict[int, PlaceRecord] = {}
        self._numbers: dict[str, int] = {}
        self._is_read = False

    @classmethod
    def of(cls, places: Sequence[PlaceRecord]) -> PlaceShelf:
        """Return a shelf of places that were read before."""
        lines = [Entry({"id": place.id, "name": place.name, "level": place.level}, "") for place in places]
        shelf = cls(lines)
        shelf._read, shelf._is_read = dict(enumerate(places)), True
        return shelf

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[str]:
        return (id for (id,) in columns(self._lines, "id"))

    def __getitem__(self, id: str) -> PlaceRecord:
        if not self._numbers:
            self._numbers = {known: number for number, known in enumerate(self)}
        return self.place(self._numbers[id])

    def place(self, number: int) -> PlaceRecord:
        """Return the place of the line of that number."""
        record = self._read.get(number)
        if record is None:
            record = self._read[number] = PlaceRecord.read(self._lines[number].fields)
        return record

    def countries(self) -> Iterator[PlaceRecord]:
        """Yield the places that are countries."""
        for number, (level,) in enumerate(columns(self._lines, "level")):
            if level == "country":
                yield self.place(number)

    def capitals(self) -> Mapping[str, int]:
        """Return the number of the line of each country's capital, the largest of several, by country code."""
        found: dict[str, tuple[int, int]] = {}
        if self._is_read:
            cells = [(p.country, "|".join(p.flags), str(p.population)) for _, p in sorted(self._read.items())]
        else:
            cells = [
                (code, flags, people) for code, flags, people in columns(self._lines, "country", "flags", "population")
            ]
        for number, (code, flags, people) in enumerate(cells):
            if "capital" in flags and "capital" in flags.split("|"):
                found[code] = max(found.get(code, (-1, 0)), (int(people or 0), number))
        return {code: number for code, (_, number) in found.items()}

    def spelled(self) -> Iterator[tuple[int, str, bool]]:
        """Yield the number of a line with each of its names, folded, and whether that name counts only as written."""
        if self._is_read:
            for number, record in self._read.items():
                yield from ((number, fold(text), "case" in flags) for text, flags in record.names().items())
            return
        cells = list(columns(self._lines, "name", "aliases"))
        yield from ((number, name, False) for number, name in enumerate(_folded([name for name, _ in cells])))
        for number, aliases in enumerate(_folded([aliases for _, aliases in cells])):
            for alias in aliases.split("|") if aliases else ():
                if "{" in alias:
                    read = Alias.read(alias)
                    yield number, read.text, "case" in read.flags
                elif alias := alias.strip():
                    yield number, alias, False


def _folded(cells: list[str]) -> list[str]:
    """Return all cells folded."""
    return fold(_PART.join(cells)).split(_PART) if cells else []
