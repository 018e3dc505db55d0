"""What the gazetteer knows of a group's kin, and of names that several places have."""

from timeline.queries import namesakes, relations


def test_kin_are_known_from_both_sides() -> None:
    splinter, whole = relations("Jamaat-ul-Ahrar"), relations("tehreek-e-taliban pakistan")
    assert splinter is not None
    assert whole is not None
    assert whole.name in splinter.split_from
    assert splinter.name in whole.splinters
    assert splinter.name in whole.others
    assert whole.active_from == "2007-12"


def test_persons_are_no_parts() -> None:
    whole = relations("Tehreek-e-Taliban Pakistan")
    assert whole is not None
    assert "Noor Wali Mehsud" in whole.people
    assert "Noor Wali Mehsud" not in whole.parts


def test_an_unknown_name_has_no_kin() -> None:
    assert relations("Nobody of that name") is None


def test_names_of_several_places_are_known_and_capitals_are_not_doubtful() -> None:
    assert "hyderabad" in namesakes()
    assert not {"kabul", "peshawar", "quetta"} & namesakes()
