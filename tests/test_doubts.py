"""Why an event is worth a look: what its sources contradict, not what they say more or less exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_rows import SENTENCES, document, row

from timeline.corrections import doubts_of
from timeline.interval import Interval, day, month
from timeline.merge import merge


@pytest.mark.parametrize(("other", "differ"), [(month(2024, 3), False), (month(2024, 4), True)])
def test_a_month_and_a_day_in_it_do_not_contradict_each_other(other: Interval, differ: bool) -> None:
    one = row(document(), SENTENCES[0], SENTENCES[0].split()[1], day(date(2024, 3, 4)))
    (event,) = merge([one])
    dates = {"2024-03-04": ["a"], other.edtf: ["b"]}
    told = replace(event, rows=(one, replace(one, interval=other)), extra={"dates": dates})
    assert ("differing" in doubts_of(told)) is differ
