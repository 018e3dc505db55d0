"""Documents with the articles and rows that somebody might have found in them, written by hand for the tests of the store."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from timeline.interval import UNKNOWN, Interval, day, month, span, year
from timeline.model import Actor, Article, Document, Figure, Place, Row

TTP = Actor("ttp", "Tehreek-e-Taliban Pakistan", "TTP", "armed_group", "PK")
PAKISTAN = Actor("PK", "Pakistan", "", "government", "PK")
TALIBAN = Actor("taliban", "Afghan Taliban", "", "armed_group", "AF")
UN = Actor("un", "United Nations", "UN", "igo", "")

PESHAWAR = Place("Peshawar", "PK", "PK-KP", 34.01, 71.58, "town", "peshawar")
QUETTA = Place("Quetta", "PK", "PK-BA", 30.19, 67.01, "town", "quetta")
KABUL = Place("Kabul", "AF", "AF-KAB", 34.53, 69.17, "town", "kabul")
AFGHANISTAN = Place("Afghanistan", "AF", None, None, None, "country", "AF")

SENTENCES = (
    "Gunmen of the TTP attacked a police post in Peshawar on 3 March 2024, killing 5 officers.",
    "Envoys met in Kabul in February 2023 to talk about the border.",
    "The UN said on Saturday that aid had resumed in Afghanistan.",
    "Fighters of the TTP have held the hills near Quetta since September 2023.",
    "A court in Quetta sentenced two men in 2022.",
    "Forensics counted 120 people killed across Pakistan in 2023.",
)


def document(name: str = "first", text: str = "\n\n".join(SENTENCES), **more: Any) -> Document:
    return Document(name, text, **more)


def article(of: Document, **more: Any) -> Article:
    values: dict[str, Any] = {
        "title": "A week on the border",
        "publisher": "The Daily Example",
        "published": date(2024, 3, 9),
        "published_words": "March 9, 2024",
        "published_from": "the line under the headline",
    }
    return Article(of.id, 0, 0, len(of.text), **{**values, **more})


def row(of: Document, sentence: str, trigger: str, interval: Interval = UNKNOWN, **more: Any) -> Row:
    start = of.text.index(sentence)
    name = hashlib.sha256(f"{of.id}\0{sentence}\0{trigger}".encode()).hexdigest()[:12]
    values: dict[str, Any] = {
        "id": f"r-{name}",
        "title": sentence.rstrip(".")[:80],
        "document": of.id,
        "article": 0,
        "published": date(2024, 3, 9),
        "start": start,
        "end": start + len(sentence),
        "evidence": sentence,
        "trigger": trigger,
        "trigger_start": start + sentence.index(trigger),
        "date_text": None,
        "interval": interval,
        "kind": "explicit" if interval.is_known else None,
        "rule": "day month year" if interval.is_known else "",
        "dating": "stated" if interval.is_known else "none",
        "why": "the sentence says so" if interval.is_known else "needs a date: no day is said",
        "type": "other",
        "plover": "uncoded",
        "status": "reported",
        "confidence": 0.8,
        "made_by": "made by hand",
    }
    return Row(**{**values, **more})


def figure(of: Document, words: str, value: float, unit: str, low: float | None, high: float | None) -> Figure:
    start = of.text.index(words)
    return Figure(start, start + len(words), words, value, low, high, unit)


def rows(of: Document) -> list[Row]:
    """One row for each of the sentences: a day, a month, no date, an open end, a year, a statistic."""
    attack, talks, aid, hold, trial, count = SENTENCES
    since = Interval(date(2023, 9, 1), None, "month", "since", "2023-09/..")
    return [
        row(of, attack, "attacked", day(date(2024, 3, 3)), date_text="3 March 2024", type="attack", actors=(TTP,),
            roles=("source",), places=(PESHAWAR,), figures=(figure(of, "5 officers", 5, "killed", 5, 5),), confidence=0.9),
        row(of, talks, "met", month(2023, 2), date_text="February 2023", type="meeting", actors=(PAKISTAN, TALIBAN),
            roles=("source", "target"), places=(KABUL,)),
        row(of, aid, "resumed", date_text="Saturday", type="aid", status="alleged", actors=(UN,), roles=("source",),
            places=(AFGHANISTAN,)),
        row(of, hold, "held", since, date_text="since September 2023", type="takeover", actors=(TTP, PAKISTAN),
            roles=("source", "mentioned"), places=(QUETTA,)),
        row(of, trial, "sentenced", year(2022), date_text="2022", type="legal", places=(QUETTA,), confidence=0.4),
        row(of, count, "killed", year(2023), date_text="2023", type="statistic", actors=(PAKISTAN,), roles=("mentioned",),
            figures=(figure(of, "120 people", 120, "killed", 120, 120),)),
    ]  # fmt: skip


def told_by(of: Document, telling: Row) -> Row:
    """The same row as told by another document with the same text."""
    return replace(telling, id=f"{telling.id}-{of.id}", document=of.id)


def many(documents: int, *, each: int = 5, seed: int = 1) -> tuple[list[Document], list[Article], list[Row]]:
    """Documents of invented happenings, with actors and places as unevenly frequent as in life."""
    chance = random.Random(seed)
    actors = [Actor(f"a{n}", f"Group number {n}", f"G{n}", "armed_group", "PK") for n in range(200)]
    places = [
        Place(f"Town {n}", "PK", f"PK-{n % 7:02d}", 25 + n / 40, 62 + n / 40, "town", f"t{n}") for n in range(300)
    ]
    types = ("attack", "clash", "meeting", "statement", "legal", "political", "aid", "protest")
    made: tuple[list[Document], list[Article], list[Row]] = ([], [], [])
    for number in range(documents):
        sentences = []
        for n in range(each):
            who, where = (
                actors[int(len(actors) * chance.random() ** 3)],
                places[int(len(places) * chance.random() ** 3)],
            )
            sentences.append(
                f"Report {number}-{n} says that {who.name} acted near {where.name} with effect {chance.random():.9f}."
            )
        one = Document(f"d{number}", "\n".join(sentences))
        made[0].append(one)
        made[1].append(article(one, publisher=f"Paper {number % 20}"))
        for sentence in sentences:
            first = date(2015, 1, 1) + timedelta(days=int(4000 * chance.random()))
            interval = chance.choice(
                [
                    day(first),
                    day(first),
                    month(first.year, first.month),
                    span(first, first + timedelta(days=9)),
                    UNKNOWN,
                ]
            )
            words = sentence.split()
            who = next(actor for actor in actors if actor.name == " ".join(words[4:7]))
            where = next(place for place in places if place.name == " ".join(words[9:11]))
            made[2].append(
                row(
                    one,
                    sentence,
                    "acted",
                    interval,
                    type=chance.choice(types),
                    actors=(who,),
                    roles=("source",),
                    places=(where,),
                )
            )
    return made
