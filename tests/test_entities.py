"""Who and where: the golden cases of the corpus, and what they cannot say."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from timeline import rules
from timeline.entities import Entities, check, find_entities, unknown_names
from timeline.entities.definitions import find_definitions
from timeline.entities.lexicon import lexicon_of
from timeline.entities.organisations import find_organisations
from timeline.gazetteer import Gazetteer
from timeline.model import Article, Sentence
from timeline.sentences import split

CORPUS = Path(__file__).parent / "corpus"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:50]}")
    for path in sorted(CORPUS.glob("actors_*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.from_rules(rules.packaged())


def read(text: str, sentences: tuple[Sentence, ...] | None = None) -> Entities:
    article = Article("a", 0, 0, len(text))
    return find_entities(text, article, split(text, 0, len(text)) if sentences is None else sentences, gazetteer())


@pytest.mark.parametrize("case", CASES)
def test_corpus(case: dict[str, object]) -> None:
    found = read(str(case["text"]))
    actors = [f"{m.text} -> {m.actor.name} ({m.how})" for m in found.actors]
    for wanted in case.get("finds", ()):  # type: ignore[attr-defined]
        assert wanted in actors
    for words in case.get("skips", ()):  # type: ignore[attr-defined]
        assert not [line for line in actors if line.startswith(f"{words} -> ")]
    places = [f"{m.text} -> {m.place.subdivision or m.place.country} ({m.cue})" for m in found.places]
    for wanted in case.get("places", ()):  # type: ignore[attr-defined]
        assert wanted in places


def test_every_case_says_something() -> None:
    assert len(CASES) > 70
    assert all(set(param.values[0]) - {"text"} for param in CASES)


def test_offsets_are_exact_after_foreign_letters_and_odd_quotes() -> None:
    text = "“Überfall” in Çankırı – Türkiye’s army said Abdullah Öcalan’s PKK was to blame.\u00a0The PKK denied it."
    found = read(text)
    assert {"Türkiye", "PKK"} <= {mention.text for mention in found.actors}
    assert all(text[m.start : m.end] == m.text for m in (*found.actors, *found.places))


def test_mentions_are_in_text_order_and_none_is_there_twice() -> None:
    found = read("Kenya said Uganda and Kenya agreed. Both sides signed. Both sides left.")
    assert list(found.actors) == sorted(found.actors, key=lambda mention: (mention.start, -mention.end))
    assert len(set(found.actors)) == len(found.actors)


def test_nothing_is_read_outside_the_sentences() -> None:
    text = "Follow Kenya News. Uganda closed its border."
    only_second = split(text, 0, len(text))[1:]
    assert [m.actor.name for m in read(text, only_second).actors] == ["Uganda"]


def test_text_without_sentences_has_no_entities() -> None:
    assert read("", ()) == Entities()


def test_article_bounds_are_kept() -> None:
    text = "Kenya closed its border. Uganda closed its border."
    article = Article("a", 1, 25, len(text))
    found = find_entities(text, article, split(text, 25, len(text)), gazetteer())
    assert [(m.actor.name, m.start) for m in found.actors] == [("Uganda", 25)]


def test_a_person_s_state_is_told_by_its_country() -> None:
    found = read("Ugandan Foreign Minister Odongo Test spoke. Kenyan journalist Mary Test listened.")
    countries = {m.actor.name: m.actor.country for m in found.actors if m.actor.kind == "person"}
    assert countries == {"Odongo Test": "UG", "Mary Test": ""}


def test_names_that_no_list_knows_are_listed() -> None:
    text = "Interior Minister Omar Sarwar met the Lomé Water Board. Sarwar thanked the Kremlin."
    names = unknown_names(text, Article("a", 0, 0, len(text)), split(text, 0, len(text)), gazetteer())
    assert names == ("Omar Sarwar", "Lomé Water Board", "Omar Sarwar")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The World Food Network (WFN) said so.", [("WFN", "World Food Network")]),
        ("The WFN (World Food Network) said so.", [("WFN", "World Food Network")]),
        ("Médecins du Nord (MDN) left.", [("MDN", "Médecins du Nord")]),
        ("the armed wing (see Page 3) left.", []),
        ("He is 34 (AFP) and well.", []),
        ("The price (USD) rose.", []),
    ],
)
def test_definitions(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(d.short, text[d.start : d.end]) for d in find_definitions(text, 0, len(text))] == expected


def test_organisations_do_not_take_their_owner_s_name_along() -> None:
    text = "Kenya's Supreme Electoral Commission and the People's Front of Azania met on Monday."
    names = [found.name for found in find_organisations(text, 0, len(text), lexicon_of(gazetteer()).bodies)]
    assert names == ["Supreme Electoral Commission", "People's Front of Azania"]


def test_words_about_names_are_in_order() -> None:
    assert [str(problem) for problem in check(rules.packaged())] == []


def own_words(folder: Path, text: str) -> rules.Rules:
    (folder / "names.toml").write_text(text, encoding="utf-8")
    return rules.load(folder)


def persons_in(text: str, known: Gazetteer) -> list[str]:
    found = find_entities(text, Article("a", 0, 0, len(text)), split(text, 0, len(text)), known)
    return [mention.actor.name for mention in found.actors if mention.actor.kind == "person"]


def test_a_project_adds_words_to_a_list_and_takes_words_out(tmp_path: Path) -> None:
    text = "They met Zaeem Omar Sarwar. They met President Adam Noor."
    assert persons_in(text, gazetteer()) == ["Adam Noor"]
    more = '[[words]]\nname = "our titles"\nadds_to = "titles"\nwords = "zaeem"\n'
    less = '[[words]]\nname = "no presidents"\ntakes_from = "titles"\nwords = "president"\n'
    own = Gazetteer.from_rules(own_words(tmp_path, more + less))
    assert persons_in(text, own) == ["Omar Sarwar"]


def test_a_project_puts_its_own_list_in_the_place_of_a_packaged_one(tmp_path: Path) -> None:
    own = Gazetteer.from_rules(own_words(tmp_path, '[[words]]\nname = "titles"\nwords = "zaeem"\n'))
    assert persons_in("They met Zaeem Omar Sarwar. They met President Adam Noor.", own) == ["Omar Sarwar"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('name = "titels"\nwords = "zaeem"', "there is no list 'titels'"),
        ('name = "ours"\nadds_to = "titels"\nwords = "zaeem"', "there is no list 'titels'"),
        ('name = "ours"\nadds_to = "titles"', "has no words"),
        ('name = "titles"\nwords = "zaeem"', "has no examples in finds"),
        (
            'name = "ours"\nadds_to = "titles"\nwords = "zaeem"\nfinds = ["Zaeem Omar Sarwar"]',
            "the example 'Zaeem Omar Sarwar' is not understood",
        ),
        (
            'name = "ours"\nadds_to = "titles"\nwords = "zaeem"\n'
            'finds = [{ text = "Kenya agreed.", reads = "Uganda -> Uganda (country)" }]',
            "'Kenya agreed.' should give 'Uganda -> Uganda (country)', but gives Kenya -> Kenya (country)",
        ),
        (
            'name = "ours"\nadds_to = "titles"\nwords = "zaeem"\nskips = [{ text = "Kenya agreed.", reads = "Kenya" }]',
            "'Kenya agreed.' should not give 'Kenya'",
        ),
    ],
)
def test_check_says_what_is_wrong_with_a_list(tmp_path: Path, entry: str, said: str) -> None:
    problems = [str(problem) for problem in check(own_words(tmp_path, f"[[words]]\n{entry}\n"))]
    assert any(said in problem and "names.toml: words" in problem for problem in problems), problems


def test_type_words_name_levels_of_place(tmp_path: Path) -> None:
    problems = check(own_words(tmp_path, '[[type_words]]\nname = "ours"\nwords = "wadi"\nlevels = "gorge"\n'))
    assert "names.toml: type_words 'ours'" in str(problems[0])


def test_the_name_of_a_body_is_not_also_a_place_that_it_begins_with() -> None:
    found = read("The Sudan Herders Network said the road was open.")
    assert [mention.text for mention in found.places] == []


def test_head_words_of_firms_do_not_make_armed_groups() -> None:
    kinds = {
        m.actor.name: m.actor.kind for m in read("The Azania Gold Group rose. The Red Gravel Brigade fled.").actors
    }
    assert kinds == {"Azania Gold Group": "organisation", "Red Gravel Brigade": "armed_group"}
