"""Known actors: the packaged list, the scan, and what `check` says of a list with mistakes in it."""

import csv
import io
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from timeline import rules
from timeline.gazetteer import ActorRecord, Alias, Gazetteer, PlaceRecord, check, fold
from timeline.gazetteer.folding import sound, title_case
from timeline.gazetteer.records import ACTOR_COLUMNS

HEADER = ",".join(ACTOR_COLUMNS)


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.from_rules(rules.packaged())


def names_in(text: str, known: Gazetteer | None = None) -> list[str]:
    return [hit.text for hit in (known or gazetteer()).scan(text, 0, len(text))]


def ids_in(text: str) -> set[str]:
    return {record.id for hit in gazetteer().scan(text, 0, len(text)) for record in hit.candidates}


def small(*lines: str) -> Gazetteer:
    entries = csv.DictReader(io.StringIO("\n".join((HEADER, *lines))))
    return Gazetteer([ActorRecord.read({k: v or "" for k, v in entry.items()}) for entry in entries], [])


def overlaid(folder: Path, *lines: str) -> list[str]:
    """What is wrong with the packaged actors once these lines are laid over them."""
    (folder / "actors.csv").write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return [str(problem) for problem in check(rules.load(folder))]


def test_packaged_lists_are_in_order() -> None:
    assert [str(problem) for problem in check(rules.packaged())] == []


def test_there_is_enough_of_each_kind() -> None:
    kinds = Counter(record.kind for record in gazetteer().actors.values())
    assert kinds["government"] >= 195
    assert kinds["armed_group"] >= 350
    assert kinds["igo"] + kinds["ngo"] >= 100
    assert kinds["security_force"] >= 60


def test_sources_of_actors_are_explained() -> None:
    known = {source["name"] for source in tomllib.loads(rules.packaged_file("SOURCES.toml").decode())["source"]}
    used = {source for entry in rules.packaged().rows["actors.csv"] for source in entry["source"].split("|")}
    assert used <= known
    assert len(used) > 1


def test_every_state_has_a_place_and_a_government() -> None:
    for record in gazetteer().actors.values():
        if record.kind == "government":
            assert gazetteer().country(record.id) is not None, record.name
            assert gazetteer().government(record.id) is record


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("the Pakistani Taliban", "ttp", "afghan-taliban"),
        ("the Taliban", "afghan-taliban", "punjabi-taliban"),
        ("Islamic State – Khorasan Province", "iskp", "islamic-state"),
        ("Islamic State-Khorasan Province", "iskp", "islamic-state"),
        ("Sudanese Armed Forces", "sd-saf", "SD"),
        ("al-Shabab", "al-shabaab", "SO"),
        ("Al Shabaab", "al-shabaab", "SO"),
        ("Democratic Republic of Congo", "CD", "CG"),
        ("Republic of Congo", "CG", "CD"),
        ("South Sudan", "SS", "SD"),
        ("Guinea-Bissau", "GW", "GN"),
        ("NATO’s jets", "nato", "eu"),
        ("KOSOVO LIBERATION ARMY", "kla", "XK"),
    ],
)
def test_the_longest_name_wins(text: str, wanted: str, unwanted: str) -> None:
    assert wanted in ids_in(text)
    assert unwanted not in ids_in(text)


def test_possessives_and_quotes_do_not_hide_a_name() -> None:
    assert names_in("Kenya's, Kenya’s, “Kenya”, (Kenya), Kenya-born, Kenya.") == ["Kenya"] * 6


def test_names_inside_words_are_not_names() -> None:
    assert names_in("Omanian Chadwick Maliki cubanas IRAs") == []


def test_offsets_count_from_the_beginning_of_the_text() -> None:
    text = "Niger “und” Türkiye"
    hits = gazetteer().scan(text, 6, len(text))
    assert [(hit.start, hit.end, hit.text) for hit in hits] == [(12, 19, "Türkiye")]


def test_a_line_break_in_a_name_is_a_space() -> None:
    assert "Sri\nLanka" in names_in("They left Sri\nLanka.")
    assert "Sri\n\nLanka" not in names_in("They left Sri\n\nLanka.")


def test_case_flag_keeps_a_name_out_of_capitals() -> None:
    known = small('a,Ox Brigade,,armed_group,KE,"Oxen|Plough{case}",,,,,,t,,')
    assert names_in("OXEN and PLOUGH and Plough", known) == ["OXEN", "Plough"]


def test_overlapping_names_keep_the_longer() -> None:
    known = small("a,Red Front,,armed_group,KE,,,,,,,t,,", "b,Front of the North Coast,,armed_group,KE,,,,,,,t,,")
    assert names_in("the Red Front of the North Coast", known) == ["Front of the North Coast"]


def test_country_without_a_place_of_its_own_is_made_from_its_government() -> None:
    known = small("QQ,Quuxland,,government,QQ,Quuxish{adjective}|Quuxville{capital},,,,,,t,,")
    place = known.country("QQ")
    assert isinstance(place, PlaceRecord)
    assert (place.place.name, place.place.level, place.place.lat) == ("Quuxland", "country", None)
    assert known.place("QQ") is place
    assert known.country("ZZ") is None


def test_persons_are_known_however_they_are_spelled() -> None:
    known = gazetteer()
    assert known.person("Mohammad Yaqub") is known.actor("p-yaqoob")
    assert known.person("Volodymyr Zelenskiy") is known.actor("p-zelensky")
    assert known.person("Kenya") is None
    assert known.person("Omar") is None


def test_person_speaks_only_for_a_state_that_it_is_part_of() -> None:
    putin, navalny = gazetteer().actor("p-putin"), gazetteer().actor("p-navalny")
    assert putin is not None
    assert navalny is not None
    assert (putin.actor.country, navalny.actor.country) == ("RU", "")


def test_folding_never_moves_a_letter() -> None:
    text = "İstanbul’da Łódź — “Čačak”\tß ﬁ \u0130\u00a0\n"
    assert len(fold(text)) == len(text)
    assert fold("Karadžić, Öcalan, Türk") == "Karadzic, Ocalan, Turk"


def test_capitals_become_names() -> None:
    assert title_case("ISLAMIC STATE OF IRAQ") == "Islamic State of Iraq"


def test_sound_keeps_the_first_letters_apart() -> None:
    assert sound("Omar") != sound("Amir")
    assert sound("Sirajuddin Haqqani") == sound("Sarajuddin Haqani")


def test_alias_flags_are_read_from_the_cell() -> None:
    assert Alias.read(" AA{case, context} ") == Alias("AA", frozenset({"case", "context"}))
    assert Alias.read("CPI (Maoist)") == Alias("CPI (Maoist)")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x1,,,armed_group,KE,,,,,,,t,,", "has no name"),
        ("x2,Ox Brigade,,herd,KE,,,,,,,t,,", "the kind 'herd' is not known"),
        ("x3,Ox Brigade,,armed_group,Kenya,,,,,,,t,,", "'Kenya' is no ISO 3166-1 code"),
        ("x4,Ox Brigade,,armed_group,KE,OX,,,,,,t,,", "the alias 'OX' is too short"),
        ("x5,Ox Brigade,,armed_group,KE,Oxen{loud},,,,,,t,,", "unknown flag 'loud'"),
        ("x6,Ox Brigade,,armed_group,KE,Oxen{case,,,,,,t,,", "a brace that is not closed"),
        ("x7,Ox Brigade,,armed_group,KE,,nobody,,,,,t,,", "part_of names 'nobody'"),
        ("x8,Ox Brigade,,armed_group,KE,,,,,2020,2010,t,,", "it ends (2010) before it begins (2020)"),
        ("x9,Ox Brigade,,armed_group,KE,,,,,May,,t,,", "the date 'May' is not written as"),
        ("y1,Ox Brigade,,armed_group,KE,Boko Haram,,,,,,t,,", "'Boko Haram' also stands for"),
        ("y2,Ox Brigade,,armed_group,KE,,,,,,,,,", "has no source"),
        ("y4,Ox Brigade,,armed_group,KE,,,,,,,t,The cows left.,", "is not found in its own example"),
        ("y 5,Ox Brigade,,armed_group,KE,,,,,,,t,,", "has a space or a sign in it"),
    ],
)
def test_check_says_what_is_wrong(tmp_path: Path, line: str, said: str) -> None:
    problems = overlaid(tmp_path, line)
    assert len([problem for problem in problems if said in problem]) == 1, problems
    assert all("actors.csv: line 2" in problem for problem in problems)


def test_a_column_that_is_missing_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("id,name\nx,Ox Brigade\n", encoding="utf-8")
    assert len(check(rules.load(tmp_path))) == 1


def test_a_project_adds_replaces_and_removes_actors(tmp_path: Path) -> None:
    problems = overlaid(
        tmp_path,
        "x1,Ox Brigade,OXB,armed_group,KE,,,,,,,own,The OXB left.,",
        "boko-haram,Boko Haram,,armed_group,NG,Ox Haram,,,,,,own,,",
        "ansaru,Ansaru,,armed_group,NG,,,,,,,own,,remove",
    )
    assert [problem for problem in problems if "line 2" in problem or "line 3" in problem] == []
    own = Gazetteer.from_rules(rules.load(tmp_path))
    assert names_in("The OXB and Ox Haram fought Ansaru.", own) == ["OXB", "Ox Haram"]
