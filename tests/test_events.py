"""Events: which rows come of a sentence, and what they say."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline import rules as rule_files
from timeline.events import check
from timeline.events.scanning import Scanner
from timeline.model import Row
from timeline.pipeline import Extractor
from timeline.reading import read_text
from timeline.rules import packaged
from timeline.sentences import split

CORPUS = Path(__file__).parent / "corpus"
EXTRACTOR = Extractor(packaged())


def rows_of(text: str, published: date | None = date(2024, 5, 17)) -> tuple[Row, ...]:
    return EXTRACTOR.extract(read_text(text, id="made", published=published)).rows


def only_row(text: str, published: date | None = date(2024, 5, 17)) -> Row:
    dated = [row for row in rows_of(text, published) if row.date_text]
    assert len(dated) == 1, [(row.trigger, row.date_text) for row in dated]
    return dated[0]


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CORPUS / name).read_text("utf-8"))["case"]
    return found


def told(row: Row) -> list[str]:
    first, last = row.interval.first, row.interval.last
    return [first.isoformat() if first else "", last.isoformat() if last else "", row.type]


@pytest.mark.parametrize(
    "case",
    [*cases("rows_pairs.toml"), *cases("rows_along.toml"), *cases("rows_counted.toml"), *cases("rows_carried.toml")],
    ids=lambda case: case["name"],
)
def test_each_happening_has_its_date(case: dict[str, Any]) -> None:
    dated = [row for row in rows_of(case["text"], case.get("published")) if row.is_dated]
    left = list(dated)
    for trigger, *wanted in case["rows"]:
        fits = [
            row
            for row in left
            if trigger.lower() in row.trigger.lower() and [*told(row), row.dating][: len(wanted)] == wanted
        ]
        assert fits, f"{trigger} {wanted} is not among {[(row.trigger, *told(row), row.dating) for row in dated]}"
        left.remove(fits[0])
    if case.get("only"):
        assert not left, [(row.trigger, *told(row), row.why) for row in left]


def sentences_by_type() -> list[tuple[str, str]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads((CORPUS / "types.toml").read_text("utf-8"))
    return [(text, name) for name, of_type in table.items() for text in of_type["sentences"]]


@pytest.mark.parametrize(("text", "type_name"), sentences_by_type())
def test_the_words_of_a_sentence_give_the_type(text: str, type_name: str) -> None:
    assert [row.type for row in rows_of(text) if row.is_dated] == [type_name]


def test_the_table_of_types_is_sound() -> None:
    assert [str(problem) for problem in check(packaged())] == []


def test_a_broken_table_is_explained(tmp_path: Path) -> None:
    (tmp_path / "types.toml").write_text(
        '[[type]]\nname = "attack"\nlabel = "Attack"\ncolour = "red"\nsymbol = "x"\nplover = "HIT"\nacled = "uncoded"\n'
        'verbs = ["attack"]\nfinds = ["Rebels attacked."]\nskips = ["They met."]\nnuons = ["attack"]\n',
        encoding="utf-8",
    )
    said = "\n".join(str(problem) for problem in check(rule_files.load(tmp_path)))
    assert "'nuons' is not known" in said
    assert "'red' is none" in said
    assert "'HIT' is no PLOVER type" in said


def test_a_broken_dealing_is_explained(tmp_path: Path) -> None:
    (tmp_path / "types.toml").write_text(
        '[[dealing]]\nname = "cakes"\nverbs = ["bake"]\ndone_to = ["@cake"]\nby = "cook"\nover = ["sweet"]\ntype = "aid"\n'
        'finds = ["They baked."]\nskips = ["They ate."]\n'
        '[[dealing]]\nname = "pies"\nverbs = ["bake"]\ntype = "aid"\nfinds = ["They baked."]\nskips = ["They ate."]\n',
        encoding="utf-8",
    )
    said = "\n".join(str(problem) for problem in check(rule_files.load(tmp_path)))
    assert "'@cake' names no list" in said
    assert "the doer 'cook' is not known" in said
    assert "the type 'sweet' is not known" in said
    assert "has no done_to, near or by" in said


def test_an_example_of_a_dealing_that_is_not_found_is_explained(tmp_path: Path) -> None:
    (tmp_path / "types.toml").write_text(
        '[[dealing]]\nname = "cakes"\nverbs = ["bake"]\ndone_to = ["cake"]\ntype = "aid"\n'
        'finds = ["They baked a pie."]\nskips = ["They baked a cake."]\n',
        encoding="utf-8",
    )
    said = [str(problem) for problem in check(rule_files.load(tmp_path))]
    assert any("'aid' is not found in 'They baked a pie.'" in line for line in said)
    assert any("'aid' is found in 'They baked a cake.'" in line for line in said)


def test_an_example_that_is_not_found_is_explained(tmp_path: Path) -> None:
    (tmp_path / "types.toml").write_text(
        '[[type]]\nname = "hoax"\nlabel = "Hoax"\ncolour = "#112233"\nsymbol = "x"\nplover = "uncoded"\nacled = "uncoded"\n'
        'verbs = ["hoodwink"]\nfinds = ["Rebels fled."]\nskips = ["They hoodwinked us."]\n',
        encoding="utf-8",
    )
    said = [str(problem) for problem in check(rule_files.load(tmp_path))]
    assert any("'hoax' is not found in 'Rebels fled.'" in line for line in said)
    assert any("'hoax' is found in 'They hoodwinked us.'" in line for line in said)


def test_who_did_what_to_whom() -> None:
    row = only_row("On Thursday, Ethiopia accused Eritrea of sending troops across the border.")
    assert dict(zip([actor.name for actor in row.actors], row.roles, strict=True)) == {
        "Ethiopia": "source",
        "Eritrea": "target",
    }
    assert row.type == "statement"
    assert row.plover == "ACCUSE"


def test_a_passive_verb_turns_the_parts_round() -> None:
    row = only_row("Kenya was criticised by Uganda on Thursday.")
    assert dict(zip([actor.name for actor in row.actors], row.roles, strict=True)) == {
        "Kenya": "target",
        "Uganda": "source",
    }


def test_a_participle_borrows_its_subject() -> None:
    rows = [
        row
        for row in rows_of("Kenya and Uganda argued for years, before signing a trade pact on 4 March 2024.")
        if row.is_dated
    ]
    assert [row.type for row in rows] == ["agreement"]
    assert {actor.name for actor in rows[0].actors} == {"Kenya", "Uganda"}


def test_the_place_is_where_it_happened() -> None:
    row = only_row("NAIROBI (Reuters) - Ministers of Kenya and Uganda met in Kampala on Thursday.")
    assert [(place.name, place.country) for place in row.places] == [("Kampala", "UG")]


def test_where_those_are_who_say_it_is_not_where_it_happened() -> None:
    text = "Police in Nairobi said the group includes people, such as clerks deemed at risk after the army takeover in 2021."
    (row,) = (row for row in rows_of(text) if row.type == "takeover")
    assert not row.places


def test_what_is_told_on_is_where_it_was_told_of() -> None:
    rows = rows_of("Rebels attacked a mill in Goma on Thursday. A fire broke out. Two guards died in the attack.")
    assert {place.name for row in rows if row.type == "attack" for place in row.places} == {"Goma"}


def test_a_deed_without_a_place_is_in_the_country_of_the_story() -> None:
    text = (
        "Gunmen attacked a bus near Maiduguri on Thursday. Troops shelled a camp near Kano on Wednesday. "
        "In May 2019 the government imposed a curfew."
    )
    row = next(row for row in rows_of(text) if row.type == "restriction")
    assert [(place.name, place.country) for place in row.places] == [("Nigeria", "NG")]


def test_a_place_that_another_country_has_is_not_taken_from_the_story() -> None:
    text = (
        "Gunmen attacked a bus near Maiduguri on Thursday. Troops shelled a camp near Kano on Wednesday. "
        "In May 2019 the police arrested two men in Paris."
    )
    row = next(row for row in rows_of(text) if row.type == "legal")
    assert [place.country for place in row.places] == ["FR"]


def test_an_earlier_bombing_is_not_where_the_jets_struck() -> None:
    rows = rows_of("Following the Ankara bombing, jets struck camps near Mosul on Thursday.")
    row = next(row for row in rows if row.trigger == "struck")
    assert [place.country for place in row.places] == ["IQ"]


def test_each_of_two_attacks_has_its_own_place() -> None:
    rows = rows_of(
        "A raid on a barracks in Nairobi last month and an attack on a school in Kampala in March shook them."
    )
    assert [[place.country for place in row.places] for row in rows if row.is_dated] == [["KE"], ["UG"]]


def test_people_of_a_nation_are_not_its_state() -> None:
    row = only_row("Kenyan police arrested three Ethiopians and a Somali teacher on Thursday.")
    assert [actor.name for actor in row.actors if actor.kind == "government"] in (["Kenya"], ["Kenya", "Somalia"])
    row = only_row("Gunmen killed two Syrian workers on Thursday.")
    assert not row.actors
    row = only_row("An Ethiopian armed with a knife stabbed two guards on Thursday.")
    assert not row.actors
    assert row.type == "attack"


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan stabbed two tourists on Thursday.",
        "A Kenyan stabbed two tourists on Thursday.",
        "Gunmen kidnapped three Kenyan contractors on Thursday.",
        "Gunmen kidnapped 26 Kenyan hunters on Thursday.",
    ],
)
def test_nationals_are_not_their_state(text: str) -> None:
    assert [actor.name for actor in only_row(text).actors] == []
    police = only_row("Kenyan police stopped the bus on Thursday.")
    assert [actor.name for actor in police.actors] == ["Kenya"]


def test_whose_embassy_is_near_takes_no_part() -> None:
    row = only_row("A car bomb exploded near the Kenyan embassy in Mogadishu on Thursday.")
    assert not row.actors


def test_the_militants_are_the_only_group_of_the_story() -> None:
    text = "Boko Haram claimed a raid on Monday. Soldiers clashed with militants near Maiduguri on Thursday."
    row = next(row for row in rows_of(text) if row.type == "clash")
    assert {actor.name for actor in row.actors} == {"Boko Haram", "Nigeria"}


def test_of_two_groups_the_militants_may_be_either() -> None:
    text = (
        "Boko Haram and Al-Shabaab claimed raids on Monday. Soldiers clashed with militants near Maiduguri on Thursday."
    )
    row = next(row for row in rows_of(text) if row.type == "clash")
    assert not {"Boko Haram", "Al-Shabaab"} & {actor.name for actor in row.actors}


def test_the_police_speak_for_the_state_of_the_story() -> None:
    rows = rows_of("Gunmen attacked a bus near Maiduguri on Thursday. The police said on Friday that two men had fled.")
    row = next(row for row in rows if row.type == "statement")
    assert [actor.name for actor in row.actors] == ["Nigeria"]


def test_each_period_has_its_own_figures() -> None:
    rows = rows_of("Fatalities dropped from 900 across 310 attacks in 2014 to 250 in 40 attacks in 2019.")
    assert [[figure.value for figure in row.figures] for row in rows] == [[900, 310], [250, 40]]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The militia attacked the village on Thursday.", "reported"),
        ("The militia did not attack the village on Thursday.", "negated"),
        ("The militia will attack the village on Monday.", "planned"),
        ("The militia threatened to attack the village on Monday.", "planned"),
        ("The militia allegedly attacked the village on Thursday.", "alleged"),
        ("The army denied that its troops attacked the village on Thursday.", "denied"),
        ("The militia didn't attack the village on Thursday.", "negated"),
        ("The militia won’t attack the village on Monday.", "negated"),
        ("The militia hasn't attacked the village since Thursday.", "negated"),
        ("The militia was not able to attack the village on Thursday.", "negated"),
        ("The militia was able to attack the village on Thursday.", "reported"),
        ("The militia is unable to attack the village on Thursday.", "negated"),
        ("The militia attacks the village later this week.", "planned"),
        ("The militia attacked the village earlier this week.", "reported"),
        ("The militia plans on attacking the village on Thursday.", "planned"),
        ("The militia insisted on attacking the village on Thursday.", "reported"),
        ("The militia was due to attack the village on Thursday.", "planned"),
        ("The militia is unlikely to attack the village before October.", "planned"),
        ("The attack on the village had been scheduled for Thursday.", "planned"),
    ],
)
def test_claim_status(text: str, status: str) -> None:
    rows = [row for row in rows_of(text) if row.type in ("attack", "military_operation")]
    assert [row.status for row in rows] == [status]


@pytest.mark.parametrize(
    ("text", "type_name"),
    [
        ("Nurses began a strike over pay on Thursday.", "protest"),
        ("A drone strike hit a convoy on Thursday.", "military_operation"),
        ("Warplanes attacked the port on Thursday.", "military_operation"),
        ("Gunmen attacked the port on Thursday.", "attack"),
        ("Kenya attacked the port on Thursday.", "military_operation"),
        ("Two soldiers were killed in clashes with rebels on Thursday.", "clash"),
        ("Four militants were killed on Thursday.", "military_operation"),
        ("The talks broke down on Thursday.", "breakdown"),
        ("Donors announced on Thursday a new aid package.", "aid"),
        ("Nine people were wounded by Kenyan fire on Thursday.", "military_operation"),
        ("Boko Haram fighters killed nine farmers on Thursday.", "attack"),
        ("The premier fired the police chief on Thursday.", "political"),
        ("The militia was pushed out of Kismayo on Thursday.", "takeover"),
        ("The ministry issued a travel alert on Thursday.", "statement"),
        ("Four rebels were killed in an encounter with police on Thursday.", "clash"),
        ("Four rebels were killed and two hurt in a gun battle near Kismayo on Thursday.", "clash"),
        ("Seven rebels were killed in the retaliatory fire on Thursday.", "clash"),
        ("The army killed 11 rebels in a series of confrontations on Thursday.", "clash"),
        ("Six soldiers and 14 rebels were killed on Thursday.", "clash"),
        ("Air strikes killed six rebels and two soldiers on Thursday.", "military_operation"),
        ("A roadside bomb killed two soldiers and a militant on Thursday.", "attack"),
        ("Gunmen killed two soldiers and three guards on Thursday.", "attack"),
        ("The number of rebel attacks fell by a tenth in April.", "statistic"),
        ("A number of ambushes shook the district on Thursday.", "attack"),
        ("Observers documented at least 62 civilian casualties in April.", "statistic"),
        ("The army killed more than 400 suspected insurgents last year.", "statistic"),
        ("The verdict was met with protests on Thursday.", "protest"),
        ("The patrol was met with gunfire on Thursday.", "clash"),
        ("An operation launched on Thursday against bandits left six dead.", "military_operation"),
        ("Fighting, which has gone on since 2019, has killed thousands.", "clash"),
        ("Crowds marked the anniversary of the Garissa massacre on April 2, 2015.", "attack"),
        ("The junta announced on Thursday that it was withdrawing from the peace pact.", "breakdown"),
        ("The ministry announced on Thursday it was closing the border with Chad.", "restriction"),
        ("The bloc said on Thursday it had decided to close its borders.", "restriction"),
        ("The ministry announced on Thursday that all flights would be suspended.", "restriction"),
        ("The union announced on Thursday that it would hold a protest.", "statement"),
        ("The ministry announced on Thursday that rebels had often killed farmers.", "statement"),
        ("Houthi rebels shelled the port on Thursday.", "attack"),
        ("Rebels fired rockets at the airport on Thursday.", "attack"),
        ("Warplanes hit rebels near Kismayo on Thursday.", "military_operation"),
        ("Islamic State faced air strikes on Thursday.", "military_operation"),
        ("The country held elections in March.", "political"),
        ("Some 40,000 people were internally-displaced in April.", "displacement"),
        ("Ethiopian troops withdrew from the city on Thursday.", "takeover"),
        ("A dozen people were killed and two guards injured in a terrorist attack in Kenya on Thursday.", "attack"),
        ("At least 75 people have been killed since May 10, doctors said.", "statistic"),
        ("Nine people have been killed in a bombing since May 10, doctors said.", "attack"),
        ("Rebels took Kismayo on Thursday.", "takeover"),
        ("Kenyan jets helped soldiers push Al-Shabaab from Jilib on Thursday.", "takeover"),
        ("Police officers shot one of the suspects on Thursday.", "military_operation"),
        ("Club officers shot one of the suspects on Thursday.", "attack"),
        ("The agency assisted the return of 410 Afghan refugees on Thursday.", "displacement"),
        ("Up to 7,000 migrants were trapped in Greece on Thursday.", "displacement"),
        ("President William Ruto announced the assault on Jilib on Thursday.", "military_operation"),
        ("The coach announced an assault on Thursday.", "attack"),
        ("Kismayo in Somalia was taken by the rebels on Thursday.", "takeover"),
        ("The militia lost most of Kismayo in April.", "takeover"),
        ("The town, which has been held by the militia since April, is quiet.", "takeover"),
        ("Under the deal, Kenya must hand over the district on Friday.", "takeover"),
        ("Fighters pushed into the district on Thursday.", "takeover"),
        ("Kenyan troops entered Kismayo on Thursday.", "military_operation"),
        ("He was declared a global terrorist by the council in 2011.", "restriction"),
        ("The envoy made it clear on Thursday that the talks were over.", "statement"),
        ("The two premiers spoke on the phone on Thursday.", "meeting"),
        ("Three guards were killed in an attack on troops near the port on Thursday.", "attack"),
        ("Nine marchers were shot dead by riot police on Thursday.", "military_operation"),
        ("Nine farmers were killed by rebel soldiers on Thursday.", "attack"),
        ("The army raid near the port began on Thursday.", "military_operation"),
        ("Israel blamed Hezbollah for Thursday's rocket attack on the village.", "attack"),
        ("Israel blamed the weather for Thursday's rocket attack on the village.", "military_operation"),
        ("The Houthis claimed Thursday's drone attack on the port.", "attack"),
        ("Fighters from Al-Shabaab stormed a base on Thursday.", "attack"),
        ("A senior Hamas commander was killed on Thursday.", "military_operation"),
        ("A senior baker was killed on Thursday.", "attack"),
        ("The militants captured nine soldiers on Thursday.", "attack"),
        ("Commandos captured a commander of the rebels on Thursday.", "military_operation"),
        ("Nine people were killed on Thursday when army jets bombed a village.", "military_operation"),
        ("Nine people were killed in a bus crash on Thursday.", "other"),
        ("Gunmen in a crashed car killed nine people on Thursday.", "attack"),
        ("Shares extended their rally by four points on Thursday.", "statistic"),
        ("The firm came under fire for its prices on Thursday.", "statement"),
        ("The convoy came under fire near the port on Thursday.", "clash"),
        ("The inmates were transferred to a prison on the island on Thursday.", "legal"),
        ("The two ministers were in touch with the rebels on Thursday.", "meeting"),
        ("The coast guard rescued nine sailors on Thursday.", "aid"),
        ("The port has remained closed since Thursday.", "restriction"),
        ("The army moved up; fresh bombings hit the capital on Thursday.", "attack"),
        ("The premier announced on Thursday his intention to step down.", "political"),
        ("The ministry announced on Thursday its decision to close the border.", "restriction"),
        ("The premier announced on Thursday his intention to sing.", "statement"),
        ("The envoy called on the prime minister on Thursday.", "meeting"),
        ("The envoy called on the prime minister on Thursday to resign.", "statement"),
        ("The council agreed on Thursday to impose an arms embargo.", "restriction"),
        ("The two sides agreed on Thursday to share the river.", "agreement"),
        ("A strong earthquake struck the island on Thursday.", "other"),
        ("Nine hundred soldiers took part in a naval exercise on Thursday.", "military_operation"),
        ("Special forces captured Ana Ruiz, a rebel envoy, on Thursday.", "military_operation"),
        ("Police captured the kingpin on Thursday.", "legal"),
        ("A powerful blast rocked the port on Thursday.", "attack"),
        ("Rebels halted an army advance near the port on Thursday.", "clash"),
        ("Nine hundred people escaped the besieged city on Thursday.", "displacement"),
    ],
)
def test_context_decides_the_type(text: str, type_name: str) -> None:
    assert only_row(text).type == type_name


@pytest.mark.parametrize(
    "text",
    [
        "The minister took the bus to Kismayo in Somalia on Thursday.",
        "The minister took Kismayo by surprise on Thursday.",
        "Aid workers took Kismayo children home on Thursday.",
        "The guard handed over the keys on Thursday.",
        "The envoy entered Kismayo on Thursday.",
    ],
)
def test_no_place_changes_hands(text: str) -> None:
    assert "takeover" not in {row.type for row in rows_of(text)}


def test_a_row_says_where_it_is_from() -> None:
    text = "Quiet returned. Rebels attacked two villages in Kenya on Thursday, police said."
    row = next(row for row in rows_of(text) if row.trigger == "attacked")
    assert text[row.start : row.end] == row.evidence
    assert text[row.trigger_start :].startswith(row.trigger)
    assert row.date_text is not None
    assert row.date_text in row.evidence
    assert "Thursday" in row.why
    assert row.title == "Rebels attacked two villages in Kenya on Thursday"
    assert 0 < row.confidence <= 1


def test_ids_are_stable_and_different() -> None:
    text = "Rebels attacked a village on Thursday. Troops shelled a town on Wednesday."
    ids = [row.id for row in rows_of(text)]
    assert len(set(ids)) == len(ids) == 2
    assert ids == [row.id for row in rows_of(text)]
    assert ids[1] in [row.id for row in rows_of("Something else came first. " + text)]


def test_long_titles_are_cut_at_a_word() -> None:
    text = "Rebels on Thursday attacked " + ", ".join(f"the village of Number {number}" for number in range(20)) + "."
    title = only_row(text).title
    assert len(title) <= 93
    assert title.endswith(" …")
    assert "attacked" in title


def test_the_same_sentence_twice_is_news_once() -> None:
    body = "Rebels stormed a town in Kenya on Friday, the mayor and two of his aides said by telephone."
    text = f"Rebels storm town\n\nRebels storm town\n\n{body}"
    assert sum(row.evidence == "Rebels storm town" for row in rows_of(text)) <= 1


def test_credits_report_nothing() -> None:
    assert not rows_of("(Reporting by Ann Example in Nairobi; Writing by Bob Example; Editing by Carl Example)")


@pytest.mark.parametrize(
    "text",
    [
        "attacked on Monday and killed " * 4_000,
        "Rebels attacked a village on Monday. Ten people died in the attack. " * 1_500,
    ],
    ids=["no prose", "a long article"],
)
def test_long_texts_are_read_at_all(text: str) -> None:
    """Cost that grew faster than the text would run into the time limit of a test."""
    assert all(text[row.start : row.end] == row.evidence for row in rows_of(text))


@pytest.mark.parametrize(
    ("text", "trigger", "title"),
    [
        (
            "The government of the island shut every school in the north in March 2023 "
            "and expelled the aid agency in April 2023.",
            "expelled",
            "The government of the island expelled the aid agency in April 2023",
        ),
        (
            "The two generals fought for weeks over the road to the sea before signing a truce in May 2023.",
            "signing",
            "The two generals fought for weeks over the road … before signing a truce in May 2023",
        ),
        (
            "Two men who attacked the market in May 2023 fled.",
            "attacked",
            "Two men who attacked the market in May 2023 fled",
        ),
        (
            "The minister attacked the plan on 3 May 2023 before members of the Farmers' Union (FU).",
            "attacked",
            "The minister attacked the plan on 3 May 2023 before members of the Farmers' Union",
        ),
        (
            "In the same month, however, militants attacked the camp of the peacekeepers on 4 May 2023 "
            "and left before the police came.",
            "attacked",
            "In the same month, however, militants attacked the camp of the peacekeepers on 4 May 2023",
        ),
    ],
)
def test_a_clause_without_a_subject_is_not_left_alone(text: str, trigger: str, title: str) -> None:
    titles = {row.trigger.split()[0]: row.title for row in rows_of(text)}
    assert titles[trigger] == title


def test_the_last_word_of_a_phrase_alone_makes_no_sentence_promising() -> None:
    scanner = Scanner(packaged())
    text = "The government sat. They formed a new government. It was calm."
    sentences = split(text, 0, len(text))
    assert scanner.promising(text, sentences) == {0: False, text.index("They"): True}


def test_clauses_that_hang_on_each_other_are_read_to_an_end() -> None:
    text = "On Sunday, a man accused of attacking Omar Sarwar and another driver in a lorry appeared in court."
    assert [row.trigger for row in rows_of(text)] == ["appeared in court"]
