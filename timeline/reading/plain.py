"""Plain text: bytes become the exact text, or a clear refusal.

The text is kept as it is in the file: line ends, and a byte order mark too (as its one character), so that offsets count the
decoded file. UTF-8 is read, and UTF-16 and UTF-32 where a byte order mark says so. Anything else is refused with the encoding
that it seems to be, because a wrongly decoded name would pass unnoticed into the tables; the caller may then name the encoding.
"""

from __future__ import annotations

import codecs
import re
from datetime import date
from pathlib import Path

from timeline.day_reader import read_day
from timeline.errors import ReadError
from timeline.model import Document

__all__ = ["LARGEST", "decode", "read_file", "read_text"]

LARGEST = 50_000_000
"""Bytes beyond which a text file, or one record, is refused unless the caller allows more."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_BEGINNINGS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a Word, Excel or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_SAVE = "save the page as plain text (UTF-8) and read that"


def read_text(
    text: str,
    *,
    id: str,
    published: date | str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Document:
    """Return a pasted text as a document. ``published`` may be a day or typed words.

    Raises ReadError when the text is empty or has no id, DateInputError when ``published`` is no day.

    >>> read_text("A bomb exploded on Monday.", id="paste", published="19 October 2025").published
    datetime.date(2025, 10, 19)
    """
    if not id.strip():
        raise ReadError("text", "has no id", "name it, so that its rows can be told from others")
    if not text.strip("\ufeff \t\r\n"):
        raise ReadError(id, "the text is empty", "paste the article's words")
    day = read_day(published) if isinstance(published, str) else published
    return Document(id, text, None, title or None, day, publisher or None, url or None)


def read_file(path: Path, *, id: str, largest: int = LARGEST, encoding: str | None = None) -> Document:
    """Return a plain text file as a document.

    Raises ReadError when it is missing, empty, binary, not in a readable encoding, or larger than ``largest`` bytes.
    """
    text = decode(read_bytes(path, largest=largest), str(path), encoding=encoding)
    if not text.strip("\ufeff \t\r\n"):
        raise ReadError(str(path), "the file is empty", "save the article again")
    return Document(id, text, str(path))


def read_bytes(path: Path, *, largest: int) -> bytes:
    """Return a file's bytes; raises ReadError when it is missing, cannot be opened, or is larger than ``largest``."""
    try:
        size = path.stat().st_size
        if size > largest:
            what = f"is {size / 1e6:.0f} MB, more than the {largest / 1e6:.0f} MB allowed for one text"
            raise ReadError(str(path), what, "split it into articles (or, in the library, give largest=…)")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(str(path), "there is no such file", "check the path") from error
    except OSError as error:
        raise ReadError(str(path), f"cannot be opened ({error.strerror})", "check that you may read it") from error


def decode(data: bytes, where: str, *, encoding: str | None = None) -> str:
    """Return the bytes as text, or raise ReadError that says what they seem to be and what to do.

    >>> decode("Größe".encode("utf-16"), "a.txt")
    '\\ufeffGröße'
    """
    if encoding is not None:
        return _decode_as(data, encoding, where)
    _refuse_other_formats(data, where)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name, where)
    if b"\0" in data:
        raise _not_text(data, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8 text (line {line}); it seems to be {_likely_encoding(data)}"
        raise ReadError(where, what, "save it as UTF-8 (or, in the library, give encoding=…)") from error
    if _control_share(text) > 0.02:
        raise ReadError(where, "is a binary file, not text", _SAVE)
    return text


def _decode_as(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise ReadError(
            where, f"{encoding!r} is no known encoding", "name one like utf-8, windows-1252 or utf-16"
        ) from error
    except UnicodeDecodeError as error:
        raise ReadError(where, f"is not {encoding} text (byte {error.start})", "save it as UTF-8") from error


def _refuse_other_formats(data: bytes, where: str) -> None:
    for beginning, name in _KNOWN_BEGINNINGS:
        if data.startswith(beginning):
            raise ReadError(where, f"is {name}, not plain text", _SAVE)
    if _HTML.match(data):
        raise ReadError(where, "is a web page with its markup (HTML), not plain text", _SAVE)


def _not_text(data: bytes, where: str) -> ReadError:
    sample = data[:4096]
    if max(sample[0::2].count(0), sample[1::2].count(0)) > len(sample) * 0.4:
        return ReadError(
            where,
            "seems to be UTF-16 text without a byte order mark",
            "save it as UTF-8 (or, in the library, give encoding=…)",
        )
    return ReadError(where, "is a binary file, not text", _SAVE)


def _likely_encoding(data: bytes) -> str:
    """Return the name of the encoding in which most of the odd bytes would be letters or usual signs."""
    odd = [byte for byte in data[:200_000] if byte > 127]
    if sum(0x80 <= byte <= 0x9F for byte in odd) > len(odd) * 0.6 and len(odd) > 20:
        return "binary data or a rare encoding"
    cyrillic = sum(byte >= 0xC0 for byte in odd)
    if len(odd) > len(data[:200_000]) * 0.3 and cyrillic > len(odd) * 0.8:
        return "Windows-1251 (Cyrillic) or Windows-1256 (Arabic)"
    return "Windows-1252 (Western European)"


def _control_share(text: str) -> float:
    sample = text[:100_000]
    strange = sum(letter < " " and letter not in "\t\n\r\f\v\x1b\x00" for letter in sample) if sample else 0
    return strange / max(len(sample), 1)
