"""Names that no list knows, and one's own lists as a spreadsheet leaves them."""

import csv
import io
from pathlib import Path

import pytest

from timeline import rules
from timeline.cli import main
from timeline.cli.lists import print_names
from timeline.errors import Problem, RulesError
from timeline.gazetteer import Gazetteer, check, tidy
from timeline.gazetteer.records import ACTOR_COLUMNS
from timeline.model import Document
from timeline.pipeline import Extractor
from timeline.unknown import UnknownName, unknown_names

HEADER = ",".join(ACTOR_COLUMNS)
FIRST = """Levies return to the valley

On 3 March 2024 men of the Zamrud Levy came back to the valley. Interior Minister Omar Sarwar praised the Zamrud Levy.
Envoys from Kenya met them on Sunday, and the TTP was named in the talks. The Valley road was closed.
"""
SECOND = """A road is opened

The road to the valley, which the Zamrud Levy had mined, was opened on 5 March 2024. Nobody was hurt, said Omar Sarwar.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of one's own that knows the levy, as a spreadsheet saves it: with a byte order mark, Windows lines, quotes."""
    folder = tmp_path / "rules"
    folder.mkdir()
    lines = [
        HEADER,
        'zamrud-levy,"Zamrud Levy ",,"armed_group",PK,"Levy of Zamrud|Levies, Zamrud"'
        ',,,,,,own notes,"On Monday, the Zamrud Levy came.",',
        "," * (len(ACTOR_COLUMNS) - 1),
        "am-levy,Amber Levy,,armed_group,PK,,,,,,,own notes,,",
        "",
    ]
    (folder / "actors.csv").write_bytes(("\ufeff" + "\r\n".join(lines)).encode())
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


def found(*texts: str, own: Path | None = None, least: int = 1) -> dict[str, tuple[str, int, int]]:
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    names = unknown_names(documents, Extractor(rules.load(own)), least=least)
    return {name.name: (name.kind, name.seen, name.articles) for name in names}


def test_names_are_counted_with_what_they_are() -> None:
    assert found(FIRST, SECOND) == {"Zamrud Levy": ("unclear", 3, 2), "Omar Sarwar": ("person", 2, 2)}


def test_most_frequent_first_and_only_those_seen_often_enough() -> None:
    assert list(found(FIRST, SECOND)) == ["Zamrud Levy", "Omar Sarwar"]
    assert list(found(FIRST, SECOND, least=3)) == ["Zamrud Levy"]


def test_what_ones_own_list_holds_is_known(own: Path) -> None:
    assert "Zamrud Levy" not in found(FIRST, SECOND, own=own)


@pytest.mark.parametrize(
    "text",
    [
        "Talks\n\nOn Monday they came to the town in March, and on Tuesday evening they left for the hills again.",
        "Talks\n\nThe Men Of The Zamrud Levy Came Back To The Valley On Monday",
        'Talks\n\nHe told them in the evening: "Nothing was said about it in the valley that day or the next".',
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert found(text) == {}


def test_one_document_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline import unknown
    from timeline.errors import ReadError

    def split(extractor: object, work: object) -> None:
        if work.document.id == "bad":  # type: ignore[attr-defined]
            raise ReadError("bad", "cannot be read", "save it again")
        original(extractor, work)  # type: ignore[arg-type]

    original = unknown.find_articles
    monkeypatch.setattr(unknown, "find_articles", split)
    problems: list[Problem] = []
    names = unknown_names([Document("bad", FIRST), Document("good", FIRST)], Extractor(), problems=problems)
    assert [str(problem) for problem in problems] == ["bad: cannot be read; save it again"]
    assert names[0].document == "good"
    with pytest.raises(ReadError):
        unknown_names([Document("bad", FIRST)], Extractor())


# the command


def test_the_names_are_a_table_on_a_terminal(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "unknown", articles)
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split() == ["seen", "articles", "kind", "name", "example"]
    assert lines[1].split()[:5] == ["3", "2", "unclear", "Zamrud", "Levy"]
    assert "came back" in lines[1]
    assert "timeline: 2 unknown names" in err


def test_the_names_are_a_sheet_with_csv(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "unknown", articles, "--csv", "--least", 1)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert rows[0]["name"] == "Zamrud Levy"
    assert rows[0]["seen"] == "3"
    assert rows[0]["document"] == "first"
    assert rows[0]["example"] == "On 3 March 2024 men of the Zamrud Levy came back to the valley."


def test_what_was_left_out_is_said(articles: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "unknown", articles, "--rules", own, "--least", 5)
    assert (code, len(out.splitlines())) == (0, 1)
    assert err.startswith("timeline: 0 unknown names; 1 name seen less often left out")


def test_an_odd_number_is_wrong_usage(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "unknown", articles, "--least", 0)[0] == 2


# one's own lists


def test_a_list_saved_by_a_spreadsheet_is_read(own: Path) -> None:
    known = rules.load(own)
    assert [str(problem) for problem in check(known)] == []
    record = Gazetteer.from_rules(known).actor("zamrud-levy")
    assert record is not None
    assert record.name == "Zamrud Levy"
    assert "Levies, Zamrud" in record.names()


@pytest.mark.parametrize("command", ["extract", "dates", "add", "unknown"])
def test_ones_own_lists_count_in_every_command_that_reads_articles(
    own: Path, articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (own / "actors.csv").write_text("id;name\n", encoding="utf-8")
    store = ["--store", tmp_path / "events.db"] if command == "add" else []
    code, out, err = run(capsys, command, articles, "--rules", own, *store)
    assert (code, out) == (1, "")
    assert "actors.csv: line 1: the cells are parted by semicolons, not by commas; save it with commas" in err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x-levy,X Levy,,levy,PK,,,,,,,notes,,", "line 4: the kind 'levy' is not known"),
        ("x-levy,X Levy,,armed_group,Pakistan,,,,,,,notes,,", "line 4: the country 'Pakistan' is no ISO 3166-1 code"),
        ("x-levy,X Levy,,armed_group,PK,XL,,,,,,notes,,", "line 4: the alias 'XL' is too short"),
        ("x-levy,X Levy,,armed_group,PK,,nobody,,,,,notes,,", "line 4: part_of names 'nobody'"),
        ("x-levy,X Levy,,armed_group,PK,,,,,2019,2011,notes,,", "line 4: it ends (2011) before it begins (2019)"),
        ("x-levy,X Levy,,armed_group,PK,,,,,,,notes,No such name here.,", "line 4: X Levy is not found in its own"),
        ("x-levy,X Levy,,armed_group,PK,,,,,,,,notes,,,,,,", "line 4: has more cells than the header"),
        (",X Levy,,armed_group,PK,,,,,,,notes,,", "line 4: has no id"),
    ],
)
def test_what_is_wrong_is_said_with_the_line_as_the_spreadsheet_counts_it(
    own: Path, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    # the second line is an entry whose example runs over two lines of the file
    text = f'{HEADER}\nam-levy,Amber Levy,,armed_group,PK,,,,,,,notes,"The Amber Levy\ncame.",\n{line}\n'
    (own / "actors.csv").write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "check", "--rules", own)
    assert code == 1
    assert f"{own / 'actors.csv'}: {said}" in err


def test_what_is_wrong_in_places_is_said_with_its_line(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = "id,name,level,country,subdivision,lat,lon,population,aliases,within,flags,source"
    (own / "places.csv").write_text(f"{header}\nx-1,Zamrud,hamlet,PK,IR-02,95,71,,,,,notes\n", encoding="utf-8")
    err = run(capsys, "check", "--rules", own)[2]
    for said in ("the level 'hamlet' is not known", "IR-02 is not in PK", "lat '95' is not between -90 and 90"):
        assert f"{own / 'places.csv'}: line 2: {said}" in err


def test_a_list_is_put_in_order(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = rules.load(own).rows["actors.csv"]
    code, _, err = run(capsys, "check", "--fix", "--rules", own)
    assert code == 0
    assert "actors.csv: put in order: 2 lines, sorted by id, blanks trimmed" in err
    lines = (own / "actors.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert lines[0] == HEADER
    assert [line.split(",")[0] for line in lines[1:]] == ["am-levy", "zamrud-levy"]
    after = rules.load(own).rows["actors.csv"]
    assert {entry["id"]: dict(entry) for entry in after} == {entry["id"]: dict(entry) for entry in before}
    assert tidy(own) == [], "what is in order is left alone"


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_marks_between_cells_become_commas(own: Path, mark: str) -> None:
    cells = ["zamrud-levy", "Zamrud Levy", "", "armed_group", "PK", '"Levies, Zamrud"', *[""] * 5, "notes", "", ""]
    (own / "actors.csv").write_text(f"{HEADER.replace(',', mark)}\r\n{mark.join(cells)}\r\n", encoding="utf-8")
    tidy(own)
    entry = next(entry for entry in rules.load(own).rows["actors.csv"] if entry["id"] == "zamrud-levy")
    assert entry["aliases"] == "Levies, Zamrud"


def test_nothing_is_lost_where_a_line_cannot_be_meant(own: Path) -> None:
    text = f"{HEADER}\nx-levy,X Levy,,armed_group,PK,one, two,,,,,,,,,,,,,notes\n"
    (own / "actors.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match=r"actors\.csv: line 2: has more cells than the header.*nothing was changed"):
        tidy(own)
    assert (own / "actors.csv").read_text(encoding="utf-8") == text


def test_a_list_in_another_encoding_is_left_as_it_is(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "actors.csv").write_bytes(f"{HEADER}\nx,Ségou,,armed_group,ML,,,,,,,notes,,\n".encode("cp1252"))
    code, _, err = run(capsys, "check", "--fix", "--rules", own)
    assert code == 1
    assert 'save it as "CSV UTF-8"' in err


def test_only_ones_own_lists_are_put_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "--fix")[0] == 2
    assert run(capsys, "check", "--fix", "--rules", tmp_path / "nowhere")[0] == 1


def test_no_cell_of_the_csv_is_a_formula_even_after_blanks(capsys: pytest.CaptureFixture[str]) -> None:
    print_names([UnknownName(" =1+1", "unclear", 2, 1, "\n@SUM(A1)", "a")], as_csv=True)
    cells = list(csv.reader(io.StringIO(capsys.readouterr().out)))[1]
    assert "' =1+1" in cells
    assert "'\n@SUM(A1)" in cells
