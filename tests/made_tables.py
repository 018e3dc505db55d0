"""Made-up tables of events of any size, in the shape that a query returns, with every kind of date and claim in them."""

import calendar
import random
from datetime import date, timedelta
from typing import Any

import pandas as pd

TYPES = [
    "attack", "clash", "military_operation", "meeting", "statement", "agreement", "restriction", "displacement", "political",
    "breakdown", "legal", "aid", "protest", "takeover", "other",
]  # fmt: skip
ACTORS = [
    "Tehreek-e-Taliban Pakistan", "Pakistan", "Afghan Taliban", "Islamic State Khorasan Province", "Balochistan Liberation Army",
    "Afghanistan", "United Nations", "Qatar", "Saudi Arabia", "Pakistan Army", "United Nations Assistance Mission in Afghanistan",
    "China", "Jamaat-ul-Ahrar", "Hafiz Gul Bahadur Group", "Lashkar-e-Jhangvi", "Türkiye", "European Union", "Iran",
]  # fmt: skip
PLACES = [
    ("Peshawar", "PK", "PK-KP", 34.01, 71.58), ("Bannu", "PK", "PK-KP", 32.99, 70.60), ("Quetta", "PK", "PK-BA", 30.19, 67.0),
    ("Khost", "AF", "AF-KHO", 33.34, 69.92), ("Kabul", "AF", "AF-KAB", 34.53, 69.17), ("Kandahar", "AF", "AF-KAN", 31.61, 65.71),
    ("Islamabad", "PK", "PK-IS", 33.69, 73.06), ("Karachi", "PK", "PK-SD", 24.86, 67.01), ("Afghanistan", "AF", None, None, None),
    ("Pakistan", "PK", None, None, None), ("Doha", "QA", None, 25.29, 51.53), ("Jalalabad", "AF", "AF-NAN", 34.43, 70.45),
    ("Spin Boldak", "AF", "AF-KAN", 31.0, 66.4), ("Lahore", "PK", "PK-PB", 31.55, 74.34),
]  # fmt: skip
TITLES = [
    "Gunmen attacked a police post near the bazaar", "Talks ended without a joint statement", "Border crossing closed to trade",
    "Drones hit a compound east of the town, killing the group's local commander", "Officials signed a ceasefire",
    "Families were sent back across the border", "A court upheld the sentence of two fighters",
]  # fmt: skip


def made_table(size: int, *, seed: int = 7, undated: float = 0.06) -> pd.DataFrame:
    rng = random.Random(seed)
    lines = [_event(number, rng, undated) for number in range(size)]
    lines.sort(
        key=lambda line: (line["first"] is None and line["last"] is None, line["first"] or line["last"] or date.max)
    )
    return as_table(lines)


def as_table(lines: list[dict[str, Any]]) -> pd.DataFrame:
    columns = list(_event(0, random.Random(0), 0.0))
    table = pd.DataFrame(
        [{**_event(number, random.Random(number), 0.0), **line} for number, line in enumerate(lines)], columns=columns
    )
    for name in ("first", "last"):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[ms]")
    return table


def _event(number: int, rng: random.Random, undated: float) -> dict[str, Any]:
    start = date(2021, 8, 1) + timedelta(days=int(1550 * rng.betavariate(2.2, 1.1)))
    first, last, precision, bound = _date(start, rng)
    if rng.random() < undated:
        first = last = None
        precision, bound = "vague", "during"
    places = rng.sample(PLACES, rng.choice([0, 1, 1, 1, 2]))
    weights = [60 / (n + 1) for n in range(len(ACTORS))]
    actors = tuple(dict.fromkeys(rng.choices(ACTORS, weights, k=rng.choice([0, 1, 1, 2, 2, 3]))))
    return {
        "event_id": f"e{number:06d}", "title": rng.choice(TITLES),
        "type": rng.choices(TYPES, [30, 14, 12, 12, 20, 6, 6, 5, 5, 3, 4, 3, 3, 2, 4])[0],
        "status": rng.choices(["reported", "alleged", "denied", "planned"], [80, 10, 4, 6])[0],
        "first": first, "last": last, "precision": precision, "bound": bound, "kind": "explicit", "edtf": "", "date_text": "",
        "dating": "stated", "rule": "made", "why": "made for a test", "actors": actors,
        "regions": tuple(dict.fromkeys(code for p in places for code in (p[1], p[2]) if code)),
        "place_names": tuple(p[0] for p in places),
        "places": tuple({"name": p[0], "country": p[1], "subdivision": p[2], "lat": p[3], "lon": p[4]} for p in places),
        "figures": (), "confidence": round(rng.uniform(0.4, 1), 2), "sources": rng.choice([1, 1, 1, 2, 3, 5]),
        "publishers": tuple(rng.sample(["The Daily Ledger", "Northern Wire", "Frontier Post Review"], rng.choice([0, 1, 1, 2]))),
        "documents": (f"doc{number % 9}",), "evidence": "Made for a test.", "trigger": "made", "published": None,
        "review": "",
    }  # fmt: skip


def _date(start: date, rng: random.Random) -> tuple[date | None, date | None, str, str]:
    kind = rng.choices(["day", "month", "year", "range", "since", "until", "week", "open"], [62, 14, 5, 8, 3, 2, 4, 2])[
        0
    ]
    if kind == "month":
        return (
            start.replace(day=1),
            start.replace(day=calendar.monthrange(start.year, start.month)[1]),
            "month",
            "during",
        )
    if kind == "year":
        return date(start.year, 1, 1), date(start.year, 12, 31), "year", "during"
    if kind == "range":
        return start, start + timedelta(days=rng.choice([3, 6, 12, 40, 150])), "range", "during"
    if kind == "since":
        return start.replace(day=1), start + timedelta(days=200), "month", "since"
    if kind == "open":
        return start, None, "day", "since"
    if kind == "until":
        return None, start, "day", "until"
    if kind == "week":
        monday = start - timedelta(days=start.weekday())
        return monday, monday + timedelta(days=6), "week", "during"
    return start, start, "day", "on"


def made_figures(size: int, *, seed: int = 7) -> pd.DataFrame:
    """A table of figures in the shape that figures_table returns."""
    rng = random.Random(seed)
    lines = []
    for number in range(size):
        event = _event(number, rng, 0.04)
        value = float(rng.choice([3, 12, 45, 120, 640, 2451]))
        low, high = rng.choice(
            [(value, value), (value, float("nan")), (value * 0.8, value * 1.2), (float("nan"), value)]
        )
        unit = rng.choice(["killed", "killed", "attacks", "injured"])
        lines.append(
            {
                **event,
                "unit": unit,
                "counts": "",
                "value": value,
                "low": low,
                "high": high,
                "approximate": False,
                "words": "some",
            }
        )
    table = pd.DataFrame(lines)
    for name in ("first", "last"):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[ms]")
    return table
