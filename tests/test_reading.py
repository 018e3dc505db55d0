"""Files, folders, records and pasted text: what is read, under which id, and what is refused in which words."""

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from timeline.errors import DateInputError, Problem, ReadError
from timeline.model import Document
from timeline.reading import read_paths, read_text

TEXT = "Rebels retook the hill on Monday.\n"


def put(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def ids(*paths: Path) -> list[str]:
    return [document.id for document in read_paths(paths)]


def refusal(*paths: Path | str, **options: object) -> str:
    with pytest.raises(ReadError) as caught:
        list(read_paths(paths, **options))  # type: ignore[arg-type]
    message = str(caught.value)
    assert message.count("; ") >= 1, "says what is wrong but not what to do"
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    "content",
    [
        b"One line\nand another\n",
        b"Line ends\r\nof Windows\r\n",
        b"old\rMac\r",
        "accents: Größe, ’quotes’, پاکستان".encode(),
        b"\xef\xbb\xbfwith a byte order mark",
        b"form feed \x0c and separator \xe2\x80\xa8 stay",
    ],
)
def test_plain_text_is_kept_exactly(tmp_path: Path, content: bytes) -> None:
    (document,) = read_paths([put(tmp_path / "a.txt", content)])
    assert document.text == content.decode("utf-8")
    assert (document.id, document.path) == ("a", str(tmp_path / "a.txt"))
    assert document.published is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_other_unicode_is_read_where_its_mark_says_so(tmp_path: Path, encoding: str) -> None:
    (document,) = read_paths([put(tmp_path / "a.txt", ("\ufeff" + TEXT).encode(encoding))])
    assert document.text == "\ufeff" + TEXT


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \r\n\t\n", "the file is empty"),
        ("mark.txt", b"\xef\xbb\xbf\n", "the file is empty"),
        ("binary.txt", bytes(range(256)) * 10, "binary file"),
        ("control.txt", b"\x01\x02\x03\x04 text" * 40, "binary file"),
        ("page.txt", b"<!DOCTYPE html><html><body>Rebels</body></html>", "HTML"),
        ("report.txt", b"%PDF-1.7 ...", "a PDF file"),
        ("report2.txt", b"PK\x03\x04....", "a Word, Excel or ZIP file"),
        ("west.txt", "Übergabe der Geiseln, sagte Müller".encode("windows-1252"), "Windows-1252"),
        ("east.txt", "Повстанцы отбили холм в понедельник".encode("windows-1251"), "Windows-1251"),
        ("unmarked.txt", TEXT.encode("utf-16-le"), "UTF-16 text without a byte order mark"),
        ("report.pdf", b"%PDF-1.7", "files ending in .pdf are not read"),
        ("lines.jsonl", b"", "the file is empty"),
        ("list.json", b" ", "the file is empty"),
        ("list2.json", b"{", "line 1: is not valid JSON"),
        ("table.csv", b"", "the file is empty"),
        ("table2.csv", b"name,words\nx,y\n", 'the columns have no "id" and "text"'),
    ],
)
def test_unreadable_files_say_what_is_wrong_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    message = refusal(put(tmp_path / name, content))
    assert message.startswith(str(tmp_path / name))
    assert says in message


def test_the_line_of_a_wrong_letter_is_named(tmp_path: Path) -> None:
    assert "line 3" in refusal(put(tmp_path / "a.txt", b"one\ntwo\nM\xfcller\n"))


def test_an_encoding_may_be_named(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "Müller".encode("windows-1252"))
    (document,) = read_paths([path], encoding="windows-1252")
    assert document.text == "Müller"
    assert "no known encoding" in refusal(path, encoding="martian")


def test_a_text_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(60_000_000)
    assert "is 60 MB, more than the 50 MB allowed" in refusal(path)
    small = put(tmp_path / "a.txt", "word " * 100)
    assert "allowed" in refusal(small, largest=100)
    assert len(list(read_paths([small], largest=1000))) == 1


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    assert "no such file or folder" in refusal(tmp_path / "nowhere.txt")


def test_folders_are_read_in_sorted_order_and_notes_beside_articles_are_not(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.txt",
        "sub/c.text",
        "README.md",
        "readme.txt",
        "LICENSE",
        "notes.md",
        ".hidden.txt",
        ".git/d.txt",
        "x.pdf",
    ):
        put(tmp_path / name)
    put(tmp_path / "z.jsonl", json.dumps({"id": "record", "text": TEXT}))
    assert ids(tmp_path) == ["a", "b", "c", "record"]


def test_notes_are_read_when_they_are_named(tmp_path: Path) -> None:
    assert ids(put(tmp_path / "notes.md"), put(tmp_path / "README.txt"), put(tmp_path / "noending")) == [
        "notes",
        "README",
        "noending",
    ]


def test_a_folder_without_articles_says_what_it_holds(tmp_path: Path) -> None:
    put(tmp_path / "a.pdf")
    put(tmp_path / "b.pdf")
    assert "holds no articles (there is: 2 .pdf)" in refusal(tmp_path)


def test_files_of_one_name_in_different_folders_stay_apart(tmp_path: Path) -> None:
    put(tmp_path / "may" / "report.txt", "One.")
    put(tmp_path / "june" / "report.txt", "Two.")
    put(tmp_path / "june" / "other.txt", "Three.")
    assert sorted(ids(tmp_path)) == ["june/report", "may/report", "other"]


def test_files_that_differ_in_suffix_only_stay_apart(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "One.")
    put(tmp_path / "a.text", "Two.")
    assert sorted(ids(tmp_path)) == ["a.text", "a.txt"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    assert ids(path, path, tmp_path) == ["a"]


RECORDS = [
    {
        "id": "one",
        "text": TEXT,
        "published": "2024-03-05T08:00:00Z",
        "title": "Hill",
        "publisher": "Gazette",
        "url": "https://example.org/1",
    },
    {"id": 2, "text": TEXT, "other": "left alone"},
]


def as_jsonl(path: Path) -> Path:
    return put(path, "\ufeff" + "\r\n\r\n".join(json.dumps(record) for record in RECORDS))


def as_json(path: Path) -> Path:
    return put(path, json.dumps(RECORDS))


def as_csv(path: Path) -> Path:
    quoted = TEXT.replace("\n", "\r\n")
    lines = [
        "id;text;published;title;publisher;url",
        f'one;"{quoted}";5 mars 2024;Hill;Gazette;https://example.org/1',
        f'2;"{quoted}";;;;',
    ]
    return put(path, "\ufeff" + "\r\n".join(lines) + "\r\n")


@pytest.mark.parametrize(
    ("name", "make"),
    [("r.jsonl", as_jsonl), ("r.ndjson", as_jsonl), ("r.json", as_json), ("r.csv", as_csv), ("r2.json", as_jsonl)],
)
def test_records_bring_their_own_words(tmp_path: Path, name: str, make: object) -> None:
    path = make(tmp_path / name)  # type: ignore[operator]
    one, two = read_paths([path])
    assert one.text.replace("\r\n", "\n") == TEXT
    assert one == Document("one", one.text, str(path), "Hill", date(2024, 3, 5), "Gazette", "https://example.org/1")
    assert two == Document("2", two.text, str(path))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{not json", "is not valid JSON"),
        ("[1, 2]", "is not a record"),
        ('{"text": "x"}', 'has no "id"'),
        ('{"id": " ", "text": "x"}', 'has no "id"'),
        ('{"id": "a"}', 'has no "text"'),
        ('{"id": "a", "text": " "}', 'has no "text"'),
        ('{"id": "a", "text": 7}', 'has no "text"'),
        ('{"id": "a", "text": "x", "published": "some day"}', "no day can be read from its published 'some day'"),
        ('{"id": "a", "text": "x", "published": "2024"}', "no day can be read from its published '2024'"),
        ('{"id": "a", "text": "x", "published": "03/04/2024"}', "no day can be read"),
        ("[" * 100_000, "is not valid JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, says: str) -> None:
    good = json.dumps(RECORDS[0])
    path = put(tmp_path / "r.jsonl", f"{good}\n{line}\n{json.dumps(RECORDS[1])}\n")
    assert says in refusal(path)
    problems: list[Problem] = []
    assert [document.id for document in read_paths([path], problems=problems)] == ["one", "2"]
    (problem,) = problems
    assert problem.where == f"{path}: line 2"
    assert says in problem.what
    assert problem.do


def test_an_id_that_comes_twice_is_refused_unless_it_is_the_same_text(tmp_path: Path) -> None:
    same = json.dumps({"id": "a", "text": TEXT})
    path = put(tmp_path / "r.jsonl", f"{same}\n{same}\n")
    assert ids(path) == ["a"]
    other = put(tmp_path / "s.jsonl", json.dumps({"id": "a", "text": "Another text."}))
    message = refusal(path, other)
    assert "the id 'a' is already that of another text" in message
    assert message.startswith(str(other))


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = json.dumps(RECORDS[0]).encode() + b"\nnonsense\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="ascii"))
    problems: list[Problem] = []
    assert [document.id for document in read_paths("-", problems=problems)] == ["one"]
    assert problems[0].where == "standard input: line 2"


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt", b"")
    put(tmp_path / "c.txt", b"\xff\xfe\x00")
    put(tmp_path / "d.txt")
    problems: list[Problem] = []
    found = [document.id for document in read_paths([tmp_path, tmp_path / "gone.txt"], problems=problems)]
    assert found == ["a", "d"]
    assert [Path(problem.where).name for problem in problems] == ["gone.txt", "b.txt", "c.txt"]


def test_a_text_in_another_language_is_named_politely_and_still_given(tmp_path: Path) -> None:
    put(
        tmp_path / "fr.txt",
        "Le gouvernement a annoncé mardi la reprise des pourparlers avec les rebelles du nord. " * 4,
    )
    problems: list[Problem] = []
    assert [document.id for document in read_paths([tmp_path], problems=problems)] == ["fr"]
    assert "not in English" in problems[0].what


def test_pasted_text() -> None:
    document = read_text(TEXT, id="paste", published="19 October 2025", publisher="Gazette", title="", url="")
    assert document == Document("paste", TEXT, None, None, date(2025, 10, 19), "Gazette", None)
    assert read_text(TEXT, id="paste", published=date(2025, 10, 19)).published == date(2025, 10, 19)


def test_pasted_nonsense_is_refused() -> None:
    with pytest.raises(ReadError, match="the text is empty"):
        read_text(" \n", id="paste")
    with pytest.raises(ReadError, match="has no id"):
        read_text(TEXT, id=" ")
    with pytest.raises(DateInputError, match="has no day"):
        read_text(TEXT, id="paste", published="October 2025")


def test_a_folder_is_a_folder_whatever_it_is_called(tmp_path: Path) -> None:
    put(tmp_path / "a.txt" / "inner.txt")
    assert ids(tmp_path / "a.txt") == ["inner"]


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    assert "no such file" in refusal(tmp_path / "broken.txt")
