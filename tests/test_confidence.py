"""How sure a row is: by how it was dated and what it tells, with weights that are data."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from timeline import rules
from timeline.errors import RulesError
from timeline.events.confidence import TRAITS, Confidence, traits_of
from timeline.interval import UNKNOWN, day
from timeline.model import Document, Row
from timeline.pipeline import Extractor

TEXT = "Gunmen attacked a police post in Peshawar on 3 March 2024, killing five officers, officials said."


def a_row() -> Row:
    """A plain row, with the sureness of its pairing in it."""
    row = Extractor().extract(Document("a", TEXT)).rows[0]
    return replace(
        row, confidence=0.8, dating="stated", type="attack", status="reported", interval=day(date(2024, 3, 3))
    )


def sure_of(**changes: object) -> float:
    return Confidence.from_rules(rules.packaged()).rate(replace(a_row(), **changes)).confidence  # type: ignore[arg-type]


def test_what_the_sentence_states_is_surer_than_what_was_concluded() -> None:
    assert sure_of() > sure_of(dating="carried") > sure_of(dating="none", interval=UNKNOWN)
    assert sure_of() > sure_of(dating="publication")


def test_the_surer_the_pairing_the_surer_the_row() -> None:
    assert sure_of(confidence=0.9) > sure_of(confidence=0.85) > sure_of(confidence=0.6)


def test_a_happening_of_no_known_type_or_that_is_not_plainly_told_is_less_sure() -> None:
    assert sure_of() > sure_of(type="other")
    assert sure_of() > sure_of(status="alleged")


def test_nothing_is_certain() -> None:
    for confidence in (0.0, 1.0):
        assert 0.02 <= sure_of(confidence=confidence) <= 0.98


def test_the_rows_of_the_pipeline_are_rated() -> None:
    row = Extractor().extract(Document("a", TEXT)).rows[0]
    assert row.confidence not in (0.85, 0.9, 0.6)
    assert row.confidence >= 0.7


def test_without_weights_a_row_keeps_the_sureness_of_its_pairing() -> None:
    assert Confidence({}).rate(a_row()).confidence == 0.8


def test_every_weight_is_of_a_trait_that_rows_have() -> None:
    assert set(rules.packaged().table("types.toml", "confidence")) == {"all", *TRAITS}
    assert set(traits_of(replace(a_row(), dating="none", interval=UNKNOWN, type="other", status="denied"))) <= set(
        TRAITS
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("crowded = 1.0", "there is no trait of that name"),
        ('all = "much"', "is no number"),
        ("all = true", "is no number"),
    ],
)
def test_a_weight_that_cannot_be_meant(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "types.toml").write_text(f"[confidence]\n{line}\n", encoding="utf-8")
    with pytest.raises(RulesError, match=rf"types\.toml: \[confidence\] \w+: .*{said}"):
        Extractor(rules.load(tmp_path))
