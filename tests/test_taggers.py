"""Names that an installed model proposes: found under the entry-point group, never in the way of what is known."""

import json
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from timeline import taggers
from timeline.cli import main
from timeline.errors import TimelineError, UsageError
from timeline.model import Document
from timeline.pipeline import Extractor, Work, find_articles, find_entities, find_sentences
from timeline.store import open_store
from timeline.taggers import Tagger, load_tagger, spacy_tagger

TEXT = """Tramway strike in Peshawar

PESHAWAR: The Ghoriwala Levy and the TTP clashed in Peshawar on 3 March 2024. Zarmina Wakil accused the Ghoriwala Levy.
The Peshawar Tramway Union met Wakil on 4 March 2024. Islamabad said nothing.
"""
NAMES = {"Ghoriwala Levy": "ORG", "Zarmina Wakil": "PERSON", "Wakil": "PERSON", "Peshawar Tramway Union": "ORG"}


def spans(text: str, names: dict[str, str], score: float = 1.0) -> list[tuple[int, int, str, float]]:
    """What a model would return that knows just these names, overlaps included."""
    return [
        (at, at + len(name), label, score)
        for name, label in names.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]


def knowing(names: dict[str, str], score: float = 1.0) -> Tagger:
    return Tagger("small", "1.2", lambda text: spans(text, names, score))


def actors(tagger: Tagger | None, text: str = TEXT) -> dict[str, tuple[str, str]]:
    extractor, work = Extractor(tagger=tagger), Work(Document("a", text))
    for step in (find_articles, find_sentences, find_entities):
        step(extractor, work)
    found = [mention for part in work.parts if part.entities for mention in part.entities.actors]
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    return {f"{mention.text}@{mention.start}": (mention.actor.name, mention.how) for mention in found}


def by_tagger(tagger: Tagger, text: str = TEXT) -> list[str]:
    return [name for name, how in actors(tagger, text).values() if how == "tagger:small 1.2"]


def test_names_that_nothing_explains_are_proposed_with_where_they_come_from() -> None:
    assert set(by_tagger(knowing(NAMES))) == {"Ghoriwala Levy", "Zarmina Wakil", "Peshawar Tramway Union"} - {
        name for name, _ in actors(None).values()
    }


def test_what_was_recognised_stays_as_it_was() -> None:
    without = actors(None)
    greedy = {**NAMES, "TTP": "PERSON", "Islamabad": "ORG", "the TTP clashed": "ORG", "Peshawar": "ORG"}
    with_tagger = actors(knowing(greedy))
    assert {key: with_tagger[key] for key in without} == without
    assert not {"TTP", "Islamabad", "Peshawar"} & set(by_tagger(knowing(greedy)))


def test_a_surname_is_the_person_of_that_name() -> None:
    text = "A protest was held in the town. Zarmina Wakil led it, and her men cheered Wakil loudly."
    found = by_tagger(knowing({"Zarmina Wakil": "PERSON", "Wakil": "PERSON"}), text)
    assert len(found) + sum(name == "Zarmina Wakil" for name, _ in actors(None, text).values()) >= 2
    assert set(found) == {"Zarmina Wakil"}


@pytest.mark.parametrize("label", ["GPE", "DATE", "NORP", "CARDINAL"])
def test_other_labels_name_nobody(label: str) -> None:
    assert by_tagger(knowing({"Ghoriwala Levy": label})) == []


def test_what_the_tagger_doubts_is_left_out() -> None:
    assert by_tagger(knowing({"Ghoriwala Levy": "ORG"}, score=0.3)) == []
    assert by_tagger(knowing({"Ghoriwala Levy": "ORG"}, score=0.7)) != []


def test_the_and_the_possessive_are_no_part_of_a_name() -> None:
    text = "A raid took place at dawn. Soldiers searched “the Ghoriwala Levy’s” barracks for hours."
    assert by_tagger(knowing({"“the Ghoriwala Levy’s”": "ORG"}), text) == ["Ghoriwala Levy"]


def test_a_name_across_two_sentences_is_none() -> None:
    assert by_tagger(knowing({"Ghoriwala Levy.\nThe Peshawar": "ORG"})) == []


@pytest.mark.parametrize(
    "wrong", [(5, 3, "ORG", 1.0), (0, 10**9, "ORG", 1.0), (-4, 3, "ORG", 1.0), (1, 2), "ORG", None]
)
def test_what_is_no_span_of_the_text_is_an_error_that_names_the_tagger(wrong: Any) -> None:
    with pytest.raises(TimelineError, match=r"^tagger small 1\.2: it returned .*how-to-add-a-tagger"):
        actors(Tagger("small", "1.2", lambda text: [wrong]))


def test_a_tagger_that_fails_is_named() -> None:
    def tag(text: str) -> list[tuple[int, int, str, float]]:
        raise MemoryError("too large")

    with pytest.raises(TimelineError, match=r"^tagger small 1\.2: it failed \(MemoryError: too large\)"):
        actors(Tagger("small", "1.2", tag))


def test_long_texts_are_given_in_pieces_of_whole_sentences() -> None:
    sizes: list[int] = []
    line = "The men of the Ghoriwala Levy walked home that evening. "

    def tag(text: str) -> list[tuple[int, int, str, float]]:
        sizes.append(len(text))
        return spans(text, {"Ghoriwala Levy": "ORG"})

    text = "Title\n\n" + line * 3000
    found = actors(Tagger("small", "1.2", tag), text)
    assert max(sizes) <= 50_000
    assert len(sizes) > 3
    assert sum(how.startswith("tagger:") for _, how in found.values()) == 3000


def test_the_rows_say_which_tagger_took_part() -> None:
    rows = Extractor(tagger=knowing(NAMES)).extract(Document("a", TEXT)).rows
    assert rows
    assert {row.made_by.endswith(" tagger small 1.2") for row in rows} == {True}
    assert not any("tagger" in row.made_by for row in Extractor().extract(Document("a", TEXT)).rows)
    assert any(actor.name == "Ghoriwala Levy" for row in rows for actor in row.actors)


# By name

MAKER = """
NAMES = {"Ghoriwala Levy": "ORG"}


def make(model):
    def tag(text):
        return [(at, at + len(n), "ORG", 1.0) for n in NAMES for at in range(len(text)) if text.startswith(n, at)]

    return tag
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package that offers a tagger, as pip would install it."""
    (tmp_path / "made_tagger.py").write_text(MAKER, encoding="utf-8")
    info = tmp_path / "made_tagger-2.5.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: made-tagger\nVersion: 2.5\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[event_timeline.taggers]\nmade = made_tagger:make\nbroken = made_tagger:nothing\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    sys.modules.pop("made_tagger", None)


def test_a_tagger_that_a_package_offers_is_found_by_its_name(installed: Path) -> None:
    assert {"made", "spacy"} <= set(taggers.tagger_names())
    tagger = load_tagger("made:any")
    assert tagger.label == "made:any 2.5"
    assert tagger.tag("The Ghoriwala Levy") == [(4, 18, "ORG", 1.0)]


def test_nothing_is_loaded_before_it_is_asked_for(installed: Path) -> None:
    taggers.tagger_names()
    Extractor()
    assert "made_tagger" not in sys.modules
    assert "spacy" not in sys.modules


@pytest.mark.parametrize("command", [["extract", "--rows"], ["unknown", "--least", "1", "--csv"]])
def test_the_command_line_takes_a_tagger(
    installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main([*command, str(tmp_path / "a.txt"), "--tagger", "made"]) == 0
    out = capsys.readouterr().out
    assert "Ghoriwala Levy" in out
    if command[0] == "extract":
        assert all(json.loads(line)["made_by"].endswith("tagger made 2.5") for line in out.splitlines())
    else:
        assert "organisation,Ghoriwala Levy" in out


def test_a_store_reads_anew_with_another_tagger(installed: Path, tmp_path: Path) -> None:
    documents = [Document("a", TEXT)]
    with open_store(tmp_path / "events.db") as store:
        assert store.add(documents).added == ("a",)
        assert store.add(documents, tagger="made").replaced == ("a",)
        assert store.add(documents, tagger="made").unchanged == ("a",)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nobody", "--tagger nobody: there is no tagger of that name; known: broken, made, spacy"),
        ("broken", "--tagger broken: it cannot be loaded"),
    ],
)
def test_a_tagger_that_is_not_there_is_said_in_one_line(
    installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for command in ("extract", "add", "unknown"):
        store = ["--store", str(tmp_path / "events.db")] if command == "add" else []
        assert main([command, str(tmp_path / "a.txt"), "--tagger", name, *store]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"timeline: {said}")
        assert err.count("\n") == 1


# spaCy


def stand_in(monkeypatch: pytest.MonkeyPatch, known: tuple[str, ...]) -> None:
    """Something with the calls of spaCy that the tagger makes."""

    class Name:
        def __init__(self, start: int, end: int) -> None:
            self.start_char, self.end_char, self.label_ = start, end, "ORG"

    class Read:
        def __init__(self, text: str) -> None:
            self.ents = [Name(start, end) for start, end, *_ in spans(text, {"Ghoriwala Levy": "ORG"})]

    class Pipeline:
        meta = {"version": "3.1.4"}  # noqa: RUF012

        def __call__(self, text: str) -> Read:
            return Read(text)

    def load(name: str) -> Pipeline:
        if name not in known:
            raise OSError(f"[E050] Can't find model '{name}'.")
        return Pipeline()

    module = ModuleType("spacy")
    module.load, module.__version__ = load, "9.9"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", module)


def test_a_spacy_pipeline_proposes_names(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, ("en_core_web_sm", "xx_small"))
    assert load_tagger("spacy").label == "spacy 3.1.4 (spaCy 9.9)"
    assert "Ghoriwala Levy" in {
        name for name, how in actors(load_tagger("spacy:xx_small")).values() if "spacy:xx" in how
    }


def test_a_model_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, ())
    with pytest.raises(UsageError) as raised:
        load_tagger("spacy:en_other")
    assert str(raised.value) == (
        "--tagger spacy:en_other: the spaCy model 'en_other' is not installed; type: python -m spacy download en_other"
    )


def test_spacy_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(UsageError, match=r"spaCy is not installed; type: pip install 'event-timeline\[spacy\]'"):
        spacy_tagger()


@pytest.mark.filterwarnings("ignore")  # spaCy's own
def test_a_real_spacy_pipeline(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="NOT RUN: spaCy is not installed (pip install 'event-timeline[spacy]')")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in NAMES.items()])
    pipeline.to_disk(tmp_path / "pipeline")
    tagger = load_tagger(f"spacy:{tmp_path / 'pipeline'}")
    assert spacy.__version__ in tagger.version
    found = actors(tagger)
    assert "Ghoriwala Levy" in {name for name, how in found.values() if how == f"tagger:{tagger.label}"}
    assert {key: found[key] for key in actors(None)} == actors(None)


def test_the_entry_of_the_shipped_example_leads_to_it() -> None:
    entries = {entry.name: entry for entry in taggers.entry_points(group=taggers.GROUP)}
    assert isinstance(entries["spacy"], EntryPoint)
    assert entries["spacy"].load() is spacy_tagger


def test_processes_that_share_the_work_have_the_tagger_too(
    installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    paths = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert main(["extract", "--rows", *paths, "--tagger", "made", "--jobs", "2"]) == 0
    assert capsys.readouterr().out.count("tagger made 2.5") >= 2
