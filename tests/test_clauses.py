"""Clauses: which words belong to which verb."""

import pytest

from timeline.clauses import Lexicon, parse
from timeline.clauses.lexicon import inflect, plural
from timeline.rules import packaged

LEXICON = Lexicon.from_rules(packaged())


def clauses(text: str, *, headline: bool = False) -> list[tuple[str, str]]:
    found = parse(text, 0, len(text), LEXICON, headline=headline)
    return [(clause.kind, clause.group.lemma if clause.group else "") for clause in found.clauses]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels attacked a town.", [("main", "attack")]),
        ("Rebels attacked a town and torched its mill.", [("main", "attack"), ("coordinate", "torch")]),
        ("They fought before agreeing to a truce.", [("main", "fight"), ("participle", "agree")]),
        ("When the army left, looters came.", [("subordinate", "leave"), ("main", "come")]),
        ("The group, which attacked a town, has fled.", [("relative", "attack"), ("main", "flee")]),
        ("Police said the men had fled.", [("main", "say"), ("complement", "flee")]),
        ("Police said that the men had fled.", [("main", "say"), ("complement", "flee")]),
        ("The man accused of it was arrested.", [("participle", "accuse"), ("main", "arrest")]),
        ("They plan to attack the town.", [("main", "plan"), ("infinitive", "attack")]),
        ("No end in sight", [("nominal", "")]),
        ("At noon, suspected rebels attacked a town.", [("main", "attack")]),
        ("A fight between guards and suspected robbers left two dead.", [("main", "leave")]),
        ("Guards suspected him of it.", [("main", "suspect")]),
        ("Both mills, based in a port, were attacked.", [("participle", "base"), ("main", "attack")]),
        ("It rained in neighbouring towns.", [("main", "rained")]),
        ("On Monday, masked gunmen killed a judge.", [("main", "kill")]),
        ("Police, on Monday, arrested militants hiding in a mill.", [("main", "arrest"), ("participle", "hide")]),
        ("Men armed with guns and knives stormed a mill.", [("participle", "armed"), ("main", "storm")]),
        ("Gunmen dressed in black attacked a mill.", [("participle", "dress"), ("main", "attack")]),
        ("They named the men that police linked to rebels.", [("main", "name"), ("complement", "link")]),
        ("Rebels captured the port after Kenya began a war.", [("main", "capture"), ("subordinate", "begin")]),
        ("Rebels captured it hours after they were attacked.", [("main", "capture"), ("subordinate", "attack")]),
        (
            "He shut parliament, sacked the cabinet and closed the port.",
            [("main", "shut"), ("coordinate", "sack"), ("coordinate", "close")],
        ),
        (
            "They stormed a mill near a port, burned its stores and fled.",
            [("main", "storm"), ("coordinate", "burn"), ("coordinate", "flee")],
        ),
        (
            "They took Kano, called the north gate.",
            [("main", "take"), ("participle", "call")],
        ),
        (
            "The man, who signed a pact and laid down arms, was shot.",
            [("relative", "sign"), ("coordinate", "lay"), ("main", "shoot")],
        ),
    ],
)
def test_sentences_fall_into_clauses(text: str, wanted: list[tuple[str, str]]) -> None:
    assert clauses(text) == wanted


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Rebels storm hotel in capital", "storm"),
        ("US Strikes Kill 40 Fighters in Somalia", "kill"),
        ("Two Ministers Meet in Geneva", "meet"),
        ("Court jails editor for ten years", "jail"),
        ("Air strikes hit rebel road in north", "hit"),
        ("Islamic State claims bombing in port", "claim"),
    ],
)
def test_headlines_have_verbs_in_the_present(text: str, verb: str) -> None:
    assert ("main", verb) in clauses(text, headline=True)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The bomb that exploded on Monday killed ten people.", "kill"),
        ("Rebels who seized the town killed ten guards.", "kill"),
        ("The deal that ended the war in 2018 collapsed on Monday.", "collapse"),
        ("The officer who led the raid said five men fled.", "say"),
        ("A man who killed two soldiers armed with a knife fled the town.", "flee"),
        ("The strikes, which also hit a base, come a day after a truce.", "come"),
        ("Jets targeted rebels in the east a day after they had claimed a raid.", "target"),
        ("Groups such as the militia were fighting the army.", "fight"),
        ("The finance minister, while winding up the debate, said so.", "say"),
        ("That led to a war.", "lead"),
        ("Key figures and other officials arrived at the bridge after the rain had stopped.", "arrive"),
    ],
)
def test_a_subject_with_more_told_of_it_has_its_verb(text: str, verb: str) -> None:
    assert ("main", verb) in clauses(text)


def test_a_participle_behind_a_relative_clause_is_no_verb() -> None:
    told = clauses("Police arrested a man who killed two soldiers armed with a knife.")
    assert ("main", "armed") not in told
    assert ("participle", "armed") in told


@pytest.mark.parametrize(
    "text",
    [
        "The strikes hit a depot.",
        "Attacks on ships rose.",
        "The talks were held in secret.",
        "Five died in a car bombing.",
    ],
)
def test_nouns_that_could_be_verbs_stay_nouns(text: str) -> None:
    assert len(clauses(text)) == 1


def test_groups_know_voice_tense_and_negation() -> None:
    text = "The bridge has not been repaired."
    group = parse(text, 0, len(text), LEXICON).clauses[0].group
    assert group is not None
    assert (group.lemma, group.passive, group.perfect, group.negated) == ("repair", True, True, True)
    text = "The forum will be held."
    group = parse(text, 0, len(text), LEXICON).clauses[0].group
    assert group is not None
    assert (group.lemma, group.modal, group.passive) == ("hold", "will", True)


def test_every_token_belongs_to_a_clause_and_offsets_are_the_texts() -> None:
    text = "Ministers, who met on “Monday”, agreed — at last — to talk."
    found = parse(text, 0, len(text), LEXICON, dates=[(text.index("Monday"), text.index("Monday") + 6)])
    assert len(found.clause_of) == len(found.tokens)
    assert [text[slice(*found.span(at, at))].lower() for at in range(len(found.tokens))] == [
        t.word for t in found.tokens
    ]
    assert text[slice(*found.span(0, 5))] == "Ministers, who met on “"
    assert {clause.number for clause in found.clauses} >= set(found.clause_of)


@pytest.mark.parametrize(
    "text", ["", " ", ".", "?!", "to", "and", "which", "'s", "the the the", "has been being", "“”", "x" * 5000]
)
def test_odd_sentences_do_no_harm(text: str) -> None:
    parse(text, 0, len(text), LEXICON)
    parse(text, 0, len(text), LEXICON, headline=True)


@pytest.mark.parametrize(
    ("base", "irregular", "forms"),
    [
        ("agree", None, {"agree", "agrees", "agreed", "agreeing"}),
        ("deny", None, {"deny", "denies", "denied", "denying"}),
        ("stab", None, {"stab", "stabs", "stabbed", "stabbing"}),
        ("lie", ("lay", "lain"), {"lie", "lies", "lay", "lain", "lying"}),
        ("hit", ("hit",), {"hit", "hits", "hitting"}),
    ],
)
def test_verbs_in_all_forms(base: str, irregular: tuple[str, ...] | None, forms: set[str]) -> None:
    assert {form for form, _ in inflect(base, irregular, frozenset({"stab"}))} == forms


def test_plurals() -> None:
    assert [plural(noun) for noun in ("clash", "treaty", "talk", "siege")] == ["clashes", "treaties", "talks", "sieges"]


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("The committee signalled nothing at all", True),
        ("Gunmen attacked", True),
        ("A cat is on the mat", False),
    ],
)
def test_a_line_may_tell_something_where_a_word_of_the_table_of_types_stands(text: str, tells: bool) -> None:
    assert LEXICON.may_tell(text, 0, len(text)) is tells


def test_a_word_is_the_same_however_the_marks_stand_about_it() -> None:
    text = "(Rebels attacked, it's said, a town.)"
    found = parse(text, 0, len(text), LEXICON)
    assert [token.word for token in found.tokens] == (
        ["(", "rebels", "attacked", ",", "it", "'s", "said", ",", "a", "town", ".", ")"]
    )
    assert text[slice(*found.span(1, 2))] == "Rebels attacked"
