"""The error tree: one drawing at the head of errors.py, one class for each name in it."""

import re

from timeline import errors


def test_the_drawing_names_every_error() -> None:
    drawn = set(re.findall(r"\b(\w+Error)\b", errors.__doc__ or ""))
    defined = {name for name in dir(errors) if name.endswith("Error")}
    assert drawn == defined


def test_every_error_is_a_timeline_error() -> None:
    for name in errors.__all__:
        if name.endswith("Error"):
            assert issubclass(getattr(errors, name), errors.TimelineError)


def test_a_message_says_where_what_and_what_to_do() -> None:
    error = errors.ReadError("a.txt", "the file is empty", "save the article again")
    assert str(error) == str(errors.Problem.of(error)) == "a.txt: the file is empty; save the article again"
    assert str(errors.ReadError("a.txt", "the file is empty")) == "a.txt: the file is empty"
