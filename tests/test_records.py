"""Records that only the program itself uses: equal by what they hold, told apart in sets, and without room for anything else."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle

import pytest

from timeline.records import inner_record, record


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


@record(frozen=True, slots=True)
class Seen:
    first: int
    second: str = "b"


def test_a_record_that_users_see_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Seen(1).first = 2  # type: ignore[misc]


def test_a_record_that_users_see_is_made_like_any_dataclass() -> None:
    seen = Seen(1)
    assert seen == Seen(first=1, second="b") != Seen(1, "c")
    assert dataclasses.replace(seen, second="c") == Seen(1, "c")
    assert pickle.loads(pickle.dumps(seen)) == copy.copy(seen) == seen
    assert hash(seen) == hash(Seen(1))
    assert repr(seen).endswith("Seen(first=1, second='b')")
    assert list(inspect.signature(Seen).parameters) == ["first", "second"]


def test_a_record_asks_for_its_fields() -> None:
    with pytest.raises(TypeError, match="first"):
        Seen()  # type: ignore[call-arg]
