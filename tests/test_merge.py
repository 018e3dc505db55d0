"""Rows of one happening become one event, rows of different happenings never do, and the event says what its rows agree on."""

import itertools
import random
from datetime import date, timedelta
from typing import Any

import pytest

from timeline.interval import UNKNOWN, Interval, day, month, span, year
from timeline.merge import differing, merge
from timeline.merge.likeness import DOUBTFUL, is_hopeless, score
from timeline.merge.traits import traits_of
from timeline.model import Actor, Event, Figure, Place, Row

REBELS = Actor("hill-front", "Hill Front", "HF", "armed_group", "")
ARMY = Actor("vara-army", "Vara Army", "", "security_force", "")
VARA = Actor("VA", "Vara", "", "government", "VA")
LOMA = Actor("LO", "Loma", "", "government", "LO")
SARN = Place("Sarn", "VA", "VA-NO", 1.0, 2.0, "town", "sarn")
MELL = Place("Mell", "VA", "VA-SO", 3.0, 4.0, "town", "mell")
COUNTRY = Place("Vara", "VA", None, None, None, "country", "VA")
MONDAY = date(2024, 3, 4)


def killed(value: float, low: float | None = None, high: float | None = None) -> Figure:
    return Figure(
        0, 1, f"{value:g} killed", value, value if low is None else low, value if high is None else high, "killed"
    )


def told(
    evidence: str, trigger: str, interval: Interval = UNKNOWN, *, document: str = "one", start: int = 0, **more: Any
) -> Row:
    values: dict[str, Any] = {
        "id": f"{document}-{start}-{trigger}",
        "title": evidence[:80],
        "document": document,
        "article": 0,
        "published": MONDAY + timedelta(1),
        "start": start,
        "end": start + len(evidence),
        "evidence": evidence,
        "trigger": trigger,
        "trigger_start": start + max(0, evidence.find(trigger)),
        "date_text": None,
        "interval": interval,
        "kind": None,
        "rule": "",
        "dating": "stated" if interval.is_known else "none",
        "why": "",
        "type": "attack",
        "plover": "ASSAULT",
        "status": "reported",
        "actors": (REBELS,),
        "places": (SARN,),
    }
    return Row(**{**values, **more})


BLAST = told("A bomb killed 12 people at the market of Sarn on Monday.", "killed", day(MONDAY), figures=(killed(12),))
AGAIN = told(
    "The Sarn market bomb killed at least 14, a doctor said.",
    "bomb killed",
    day(MONDAY),
    document="two",
    figures=(killed(14, 14),),
)


def grouped(*rows: Row) -> list[set[str]]:
    return [{row.id for row in event.rows} for event in merge(rows)]


def one_event(*rows: Row) -> Event:
    (event,) = merge(rows)
    assert len(event.rows) == len(rows)
    return event


def test_nothing_gives_nothing() -> None:
    assert merge([]) == ()


def test_one_row_is_an_event_of_its_own() -> None:
    event = one_event(BLAST)
    assert (event.title, event.type, event.status, event.interval) == (BLAST.title, "attack", "reported", day(MONDAY))
    assert (event.actors, event.places, event.figures) == ((REBELS,), (SARN,), (killed(12),))
    assert (event.why, event.score) == ("told once", 1.0)


def test_two_articles_that_tell_of_one_attack_are_one_event_and_say_why() -> None:
    event = one_event(BLAST, AGAIN)
    assert event.sources == (("one", 0), ("two", 0))
    assert "same day" in event.why
    assert "Sarn" in event.why
    assert "HF" in event.why
    assert 0.5 < event.score <= 1


def test_tolls_that_differ_are_kept_with_who_said_them() -> None:
    event = one_event(BLAST, AGAIN)
    (toll,) = event.figures
    assert (toll.low, toll.high) == (12, 14)
    assert event.extra["figures"]["killed"] == {12: ["one"], 14: ["two"]}


def test_what_the_sources_differ_in_can_be_read_and_names_each_source_once() -> None:
    again = told(
        "The Sarn market bomb killed at least 14, the doctor said again.", "bomb killed", day(MONDAY), document="two",
        start=500, figures=(killed(14, 14),),
    )  # fmt: skip
    late = told("The Hill Front bombed the market of Sarn in March.", "bombed", month(2024, 3), document="three")
    event = one_event(BLAST, AGAIN, again, late)
    assert differing(event) == [
        ("date", "2024-03-04 (one, two); 2024-03 (three)"), ("killed", "12 (one); 14 (two)"),
    ]  # fmt: skip


def test_sources_that_agree_differ_in_nothing() -> None:
    assert differing(one_event(BLAST)) == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"interval": day(MONDAY - timedelta(1))}, id="another day"),
        pytest.param({"interval": month(2024, 2)}, id="another month"),
        pytest.param({"places": (MELL,)}, id="another province"),
        pytest.param({"places": (Place("Orr", "LO", "LO-WE"),)}, id="another country"),
        pytest.param({"type": "statement", "trigger": "said"}, id="a statement about it"),
        pytest.param({"type": "agreement"}, id="another kind"),
        pytest.param({"status": "negated"}, id="denied to have happened"),
        pytest.param(
            {"interval": Interval(date(2020, 1, 1), MONDAY, "range", "since", "2020-01-01/..")}, id="a long span"
        ),
    ],
)
def test_what_cannot_be_the_same_stays_apart_however_alike_the_words(other: dict[str, Any]) -> None:
    values = {"interval": BLAST.interval, **other}
    twin = told(
        BLAST.evidence,
        values.pop("trigger", "killed"),
        values.pop("interval"),
        document="two",
        figures=BLAST.figures,
        **values,
    )
    assert len(merge([BLAST, twin])) == 2


def test_attacks_of_one_day_in_one_country_between_the_same_governments_are_not_one() -> None:
    one = told(
        "Loma fired drones at a depot in the north.",
        "fired drones",
        day(MONDAY),
        actors=(VARA, LOMA),
        places=(COUNTRY,),
        type="military_operation",
    )
    two = told(
        "An air strike by Loma hit a bridge.",
        "air strike",
        day(MONDAY),
        document="two",
        actors=(VARA, LOMA),
        places=(COUNTRY,),
        type="military_operation",
    )
    assert len(merge([one, two])) == 2


@pytest.mark.parametrize(
    ("trigger", "another"),
    [("wounded", False), ("injured", True), ("fled", False)],
)
def test_what_was_elsewhere_is_not_what_was_told_before(trigger: str, another: bool) -> None:
    sentence = "Two were wounded there, and elsewhere in the province three people were injured by mines, as many fled."
    assert traits_of(told(sentence, trigger, day(MONDAY))).is_another is another


def test_a_month_holds_its_days_and_the_event_takes_the_tightest_date() -> None:
    coarse = told(
        "The Hill Front bombed the market of Sarn in March.", "bombed the market", month(2024, 3), document="two"
    )
    event = one_event(BLAST, coarse)
    assert event.interval == day(MONDAY)
    assert "2024-03-04 within 2024-03" in event.why
    assert set(event.extra["dates"]) == {"2024-03-04", "2024-03"}


def test_a_chain_of_links_does_not_join_what_is_unlike_on_the_whole() -> None:
    raid = told(
        "Soldiers killed 11 rebels in a raid near Sarn on Monday.",
        "killed",
        day(MONDAY),
        actors=(ARMY, REBELS),
        figures=(killed(11),),
    )
    vague = told(
        "Eleven rebels were killed on Monday.", "killed", day(MONDAY), document="two", actors=(REBELS,), places=()
    )
    crash = told(
        "Six people died when two buses met on a bend.",
        "died",
        day(MONDAY),
        document="three",
        actors=(),
        places=(MELL,),
        figures=(killed(6),),
    )
    assert {"one-0-killed", "two-0-killed"} in grouped(raid, vague, crash)


def test_doubtful_pairs_are_suggested_not_joined() -> None:
    one = told("Gunmen of the Hill Front attacked a post.", "attacked", day(MONDAY), places=())
    two = told("A raid by the front burned stores.", "raid", day(MONDAY), document="two", places=())
    first, second = merge([one, two])
    assert first.extra["similar"].keys() == {second.id}
    assert second.extra["similar"].keys() == {first.id}


def test_a_month_that_fits_two_days_does_not_join_them() -> None:
    later = told(
        BLAST.evidence.replace("Monday", "Friday"),
        "killed",
        day(MONDAY + timedelta(4)),
        document="two",
        figures=BLAST.figures,
    )
    coarse = told(
        "The Hill Front bombed the market of Sarn in March.", "bombed the market", month(2024, 3), document="three"
    )
    events = merge([BLAST, later, coarse])
    assert len(events) == 2
    assert sorted(len(event.rows) for event in events) == [1, 2]


def test_the_takeover_told_with_a_month_and_with_a_year_is_one() -> None:
    rows = [
        told(
            "The Hill Front took over Sarn in August 2021.",
            "took over Sarn",
            month(2021, 8),
            type="takeover",
            places=(SARN,),
        ),
        told(
            "Since the fall of Sarn in 2021, few envoys came.",
            "fall of Sarn",
            year(2021),
            type="takeover",
            document="two",
        ),
        told(
            "Sarn fell to the Hill Front in August 2021.",
            "Sarn fell",
            month(2021, 8),
            type="takeover",
            document="three",
        ),
    ]
    assert one_event(*rows).interval == month(2021, 8)


def test_an_undated_row_joins_a_dated_one_only_when_much_is_shared() -> None:
    strong = told(
        "The bomb at the market of Sarn killed 12 people, a doctor said.",
        "killed",
        document="two",
        figures=(killed(12),),
    )
    assert one_event(BLAST, strong).interval == day(MONDAY)
    weak = told("There was an attack on a bus.", "attack", document="two", actors=(VARA,), places=(COUNTRY,))
    assert len(merge([BLAST, weak])) == 2


def test_the_same_sentence_in_two_pages_is_one_event_even_without_a_date() -> None:
    evidence = "The council met the envoys in the old harbour and talked for six hours about the bridge."
    rows = [told(evidence, "met", document=name, type="meeting", actors=(), places=()) for name in ("one", "two")]
    assert one_event(*rows).why.endswith("the same sentence")


def test_statistics_stay_apart_unless_period_and_number_are_the_same() -> None:
    one = told("The Front killed 90 people in 2023.", "killed 90", year(2023), type="statistic", figures=(killed(90),))
    same = told(
        "In 2023, 90 people were killed by the Front.",
        "were killed",
        year(2023),
        document="two",
        type="statistic",
        figures=(killed(90),),
    )
    other = told(
        "In 2023, 95 people were killed by the Front.",
        "were killed",
        year(2023),
        document="three",
        type="statistic",
        figures=(killed(95),),
    )
    assert sorted(len(event.rows) for event in merge([one, same, other])) == [1, 2]


def test_claims_and_names_are_gathered() -> None:
    alleged = told(
        "The Hill Front is accused of the bomb at Sarn market on Monday that killed 12.",
        "bomb",
        day(MONDAY),
        document="two",
        status="alleged",
        actors=(REBELS, VARA),
        figures=(killed(12),),
    )
    event = one_event(alleged, BLAST)
    assert event.status == "reported"
    assert event.actors == (REBELS, VARA)
    assert event.title == BLAST.title


def test_sources_that_agree_make_an_event_surer() -> None:
    assert one_event(BLAST, AGAIN).confidence > one_event(BLAST).confidence


def test_events_come_in_date_order_undated_last() -> None:
    rows = [
        told("No day is known.", "known", start=1, places=(), actors=()),
        told("Later.", "later", day(date(2024, 5, 1)), start=2),
        told("Before 2020.", "before", Interval(None, date(2019, 12, 31), "range", "before", "../2019"), start=3),
        told("In March.", "march", month(2024, 3), start=4, type="meeting"),
        told("First of March.", "first", day(date(2024, 3, 1)), start=5, type="legal"),
    ]
    assert [event.rows[0].trigger for event in merge(rows)] == ["before", "first", "march", "later", "known"]


def made(number: int, *, days: int = 300) -> list[Row]:
    chance = random.Random(7)
    actors = [Actor(f"a{n}", f"Group {n}", "", "armed_group" if n % 3 else "government") for n in range(60)]
    places = [Place(f"Town {n}", f"C{n % 9}", f"C{n % 9}-{n % 4}") for n in range(120)]
    triggers = {"attack": "bomb killed", "clash": "clashed", "meeting": "met", "statement": "said", "legal": "arrested"}
    rows = []
    for n in range(number):
        kind = chance.choice(list(triggers))
        when = MONDAY + timedelta(chance.randrange(days))
        interval = chance.choice(
            [day(when), day(when), month(when.year, when.month), span(when, when + timedelta(3)), UNKNOWN]
        )
        words = " ".join(f"word{chance.randrange(400)}" for _ in range(18))
        rows.append(
            told(
                words,
                triggers[kind],
                interval,
                document=f"d{n // 6}",
                start=n % 6 * 200,
                type=kind,
                actors=tuple(chance.sample(actors, 2)),
                places=(chance.choice(places),),
            )
        )
    return rows


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [*made(400, days=12), BLAST, AGAIN]
    first = merge(rows)
    for seed in range(3):
        mixed = rows[:]
        random.Random(seed).shuffle(mixed)
        assert merge(mixed) == first


def test_every_row_is_in_exactly_one_event_and_groups_are_compatible() -> None:
    rows = made(600, days=10)
    events = merge(rows)
    assert sorted(row.id for event in events for row in event.rows) == sorted(row.id for row in rows)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        for one, two in itertools.combinations(event.rows, 2):
            if one.interval.is_known and two.interval.is_known:
                assert one.interval.overlaps(two.interval)


def test_what_is_given_up_at_a_glance_would_not_have_been_suggested() -> None:
    traits = [traits_of(row) for row in [*made(500, days=6), BLAST, AGAIN]]
    given_up = [pair for pair in itertools.combinations(traits, 2) if is_hopeless(*pair)]
    assert len(given_up) > 1000
    assert all((score(*pair) or 0.0) < DOUBTFUL for pair in given_up)


def test_an_event_keeps_its_id_when_a_later_source_is_added() -> None:
    assert merge([BLAST])[0].id == merge([BLAST, AGAIN])[0].id


@pytest.mark.parametrize("rows", [made(6000, days=1200), made(3000, days=1)], ids=["many days", "one day"])
def test_many_reports_are_merged_at_all(rows: list[Row]) -> None:
    """Comparing every pair would run into the time limit of a test; benchmarks/store_speed.py has the figures."""
    events = merge(rows)
    assert sorted(row.id for event in events for row in event.rows) == sorted(row.id for row in rows)
