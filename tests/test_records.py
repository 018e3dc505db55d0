"""Records that only the program itself uses: equal by what they hold, told apart in sets, and without room for anything else."""

from __future__ import annotations

import pytest

from timeline.records import inner_record


@inner_record(frozen=True, slots=True)
class Pair:
    first: int
    second: str = ""


@inner_record(frozen=True, slots=True, eq=False)
class Thing:
    name: str


def test_records_are_equal_and_hashed_by_what_they_hold() -> None:
    assert Pair(1, "a") == Pair(1, "a") != Pair(2, "a")
    assert {Pair(1), Pair(1, ""), Pair(2)} == {Pair(1), Pair(2)}


def test_a_record_without_equality_is_only_itself() -> None:
    thing = Thing("a")
    assert thing == thing != Thing("a")
    assert len({thing, Thing("a")}) == 2


def test_a_record_has_no_room_for_other_fields() -> None:
    with pytest.raises(AttributeError):
        Pair(1).third = 3  # type: ignore[attr-defined]
