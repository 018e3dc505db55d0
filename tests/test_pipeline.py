"""Pipeline and engine: the order of the work, one bad document among good ones, and where it runs."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from timeline import pipeline
from timeline.corrections import ReadAs
from timeline.engine import InThisProcess, processes
from timeline.errors import Problem, TimelineError, UsageError
from timeline.model import Document

SEEDS = Path(__file__).parent.parent / "seeds"
TEXT = "Rebels attacked two villages in northern Kenya on Monday, the police said in Nairobi."


def documents(count: int = 3) -> list[Document]:
    return [
        Document(f"d{number}", f"{TEXT} It was attack number {number} of many.", published=date(2024, 5, 17))
        for number in range(count)
    ]


def test_the_steps_are_in_order() -> None:
    assert [step.__name__ for step in pipeline.STEPS] == [
        "find_articles",
        "find_sentences",
        "find_dates",
        "find_entities",
        "find_figures",
        "find_rows",
    ]


def test_a_document_becomes_articles_dates_and_rows() -> None:
    (found,) = pipeline.extract_documents(documents(1))
    assert [article.published for article in found.articles] == [date(2024, 5, 17)]
    assert [mention.text for mention in found.dates] == ["Monday"]
    row = found.rows[0]
    assert (row.document, row.article, row.interval.first) == ("d0", 0, date(2024, 5, 13))


def test_a_day_for_documents_without_one() -> None:
    bare = Document("bare", TEXT)
    assert pipeline.extract_rows([bare])[0].interval.first is None
    assert pipeline.extract_rows([bare], published=date(2024, 5, 17))[0].interval.first == date(2024, 5, 13)
    own = Document("own", TEXT, published=date(2024, 5, 10))
    assert pipeline.extract_rows([own], published=date(2024, 5, 17))[0].interval.first == date(2024, 5, 6)


def test_one_bad_document_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pipeline.Extractor.extract

    def failing(self: pipeline.Extractor, document: Document, read_as: ReadAs) -> pipeline.Extraction:
        if document.id == "d1":
            raise ValueError("out of paper")
        return whole(self, document, read_as)

    monkeypatch.setattr(pipeline.Extractor, "extract", failing)
    problems: list[Problem] = []
    found = pipeline.extract_documents(documents(), problems=problems)
    assert [extraction.document.id for extraction in found] == ["d0", "d2"]
    assert len(problems) == 1
    assert "d1" in str(problems[0])
    assert "out of paper" in str(problems[0])
    with pytest.raises(ValueError, match="out of paper"):
        pipeline.extract_documents(documents())


def test_progress_is_told() -> None:
    told: list[tuple[int, int | None]] = []
    pipeline.extract_documents(documents(2), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
    told.clear()
    pipeline.extract_documents(iter(documents(2)), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, None), (2, None)]


def test_several_processes_find_the_same() -> None:
    here = pipeline.extract_rows(documents())
    with processes(2) as pool:
        there = pipeline.extract_rows(documents(), executor=pool)
    assert [replace(row, made_by="") for row in there] == [replace(row, made_by="") for row in here]


def test_a_failure_elsewhere_is_told_here() -> None:
    class Elsewhere:
        def map(self, fn: object, *iterables: object) -> Iterator[object]:
            yield Problem("d0", "it broke", "mend it")

    with pytest.raises(TimelineError, match="it broke"):
        pipeline.extract_documents(documents(1), executor=Elsewhere())  # type: ignore[arg-type]


def test_one_process_is_this_one() -> None:
    with processes(1) as here:
        assert isinstance(here, InThisProcess)
    with pytest.raises(UsageError), processes(0):
        pass


def test_a_repeated_article_keeps_its_rows_but_is_told_once() -> None:
    twice = [Document("one", TEXT, published=date(2024, 5, 17)), Document("two", TEXT, published=date(2024, 5, 17))]
    found = pipeline.extract_documents(twice)
    assert [len(extraction.rows) for extraction in found] == [len(found[0].rows)] * 2
    assert found[1].articles[0].repeats == ("one", 0)
    assert all(source == ("one", 0) for event in pipeline.extract(twice) for source in event.sources)


def test_events_come_in_date_order() -> None:
    firsts = [event.interval.first for event in pipeline.extract(documents(1)) if event.interval.first]
    assert firsts == sorted(firsts)


def test_empty_text_gives_nothing() -> None:
    assert pipeline.extract_rows([Document("empty", "")]) == []
    assert pipeline.extract([]) == []


@pytest.mark.skipif(not SEEDS.exists(), reason="the example articles are not here")
def test_the_examples_extract() -> None:
    rows = pipeline.extract_rows(pipeline.read(str(SEEDS)))
    assert len({row.document for row in rows}) == 5
    without_day = [row for row in rows if row.published is None]
    assert without_day
    assert not [row.why for row in without_day if row.is_dated and row.kind == "relative"]


@pytest.mark.parametrize("at_work", [True, False])
def test_the_collector_rests_while_a_document_is_read_and_is_left_as_it_was(
    monkeypatch: pytest.MonkeyPatch, at_work: bool
) -> None:
    seen: list[bool] = []

    def step(extractor: pipeline.Extractor, work: pipeline.Work) -> None:
        seen.append(gc.isenabled())
        if work.document.id == "bad":
            raise ValueError("bad")

    extractor = pipeline.Extractor()
    monkeypatch.setattr(pipeline, "STEPS", (step,))
    was = gc.isenabled()
    try:
        (gc.enable if at_work else gc.disable)()
        extractor.extract(Document("good", TEXT))
        assert gc.isenabled() == at_work
        with pytest.raises(ValueError, match="bad"):
            extractor.extract(Document("bad", TEXT))
        assert gc.isenabled() == at_work
    finally:
        (gc.enable if was else gc.disable)()
    assert seen == [False, False]
