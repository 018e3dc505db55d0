"""What of a row is compared, worked out once per row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline.merge.states import is_seat, state_words
from timeline.model import Figure, Row

__all__ = ["Traits", "traits_of"]

_WORD = re.compile(r"[^\W_]{3,}")
_NAME = re.compile(r" [“\"‘(]?([A-Z][^\W\d_]+(?:[- ][A-Z][^\W\d_]+)*)")
"""Words with capitals that begin no text."""
_ENDS = frozenset(".!?:\n")
"""What stands before the first word of a sentence."""
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")
_ENDINGS = re.compile(r"(?:ations?|ings?|ments?|ers?|edly|ed|es|s|ion|ions)$")
_EMPTY_WORDS = (
    "the and for that with from were was are has have had been being its their his her they them this these those which who"
    " whom said says say told also after before during into over more than about against between while when where will would"
    " could should can may might one two but not other others some any all most many out off down near since until under amid"
    " among because through very just only according officials official people there here what then"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ANOTHER = re.compile(
    r"\b(?:another|separate(?:ly)?|elsewhere|(?:a|the) (?:second|third|fourth|further|different|fresh))"
    r"(?! (?:quarter|half|round|time|day|week|month|year|term|person|people|few|dozen|\d))"
    r"(?! (?:two|three|four|five|six|seven|eight|nine|ten)\b)"
    r"(?:\W+\w+){0,2}\W*$"
    r"|\belsewhere\b[^,.;]*$",
    re.IGNORECASE,
)
"""What stands before a happening that is not the one told before."""
_SHORTLY_BEFORE = 50
"""Characters before a happening in which that is looked for."""
_CALENDAR_WORDS = (
    "january february april june july august september october november december jan feb mar apr jun jul aug sept oct nov dec"
    " monday tuesday wednesday thursday friday saturday sunday"
)
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
_NO_NAMES = _CALENDAR | {"the", "march", "may", "president", "minister", "prime", "general"}
"""Words with capitals that tell nobody's name."""
_VIOLENCE = frozenset(("attack", "clash", "military_operation"))
_WORDS_OF_DEEDS = {
    "shooting": "shooting shot rampage gunfire massacre gunman gunmen shootings attack assault killing murder",
    "bombing": "bombing bomb blast explosion detonated blew exploded attack assault bomber killed",
    "massacre": "massacre attack assault killing violence murder raid rampage carnage",
    "strike": "strike airstrike bombardment shelling attack raid bombing struck hit targeted bombed drone killed",
    "meeting": "met meets meeting talks visit visited summit session dialogue consultation discussed conference",
    "arrest": "arrested arrest detained detention custody captured",
    "election": "election elections referendum",
    "invasion": "invasion invaded invade annexation annexed annex coup",
    "recognition": "recognition recognise recognised recognises recognize recognized recognizes",
    "expulsion": "deported expelled repatriated deportation expulsion repatriation",
}
_STATE_KINDS = frozenset(("government", "state", "country"))
_WIDE = frozenset(("country", "subdivision"))
_STATES = 0.5
"""Weight of a government among the actors: it is named in most sentences and tells less than a group or a person."""


@dataclass(frozen=True, slots=True)
class Traits:
    """A row as it is compared: words as stems (without names and date), places by fineness, actors by id with a weight.

    ``points`` are towns and what is as small, ``areas`` what is larger than a town and smaller than a country; ``speakers`` are
    the persons and groups that do what is told; ``is_national`` is set where what is told concerns a state as a whole, as far as
    its places tell; ``names`` and ``numbers`` are those of the sentence that are neither actors, places nor dates.
    """

    row: Row
    kind: str
    first: date | None
    last: date | None
    days: int
    trigger: frozenset[str]
    deeds: frozenset[str]
    words: frozenset[str]
    actors: dict[str, float]
    who: frozenset[str]
    weight: float
    doers: frozenset[str]
    points: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]
    figures: dict[str, Figure]
    names: frozenset[str]
    numbers: frozenset[str]
    sentence: str
    source: tuple[str, int]
    is_national: bool
    is_another: bool
    is_dated: bool


def traits_of(row: Row) -> Traits:
    """Return what of a row is compared."""
    first, last = row.interval.first, row.interval.last
    named = [*(actor.name for actor in row.actors), *(place.name for place in row.places), row.date_text or ""]
    stems_named = _stems(" ".join(named))
    weights = {actor.id: _STATES if actor.kind in _STATE_KINDS else 1.0 for actor in row.actors}
    countries = frozenset(place.country for place in row.places if place.country)
    points = frozenset(place.name for place in row.places if place.level not in _WIDE)
    return Traits(
        row=row,
        kind="violence" if row.type in _VIOLENCE else row.type,
        first=first,
        last=last,
        days=(last - first).days + 1 if first and last else 100_000,
        trigger=_stems(row.trigger),
        deeds=_deeds(row.trigger),
        words=_stems(row.evidence) - stems_named - _DAYS_AND_MONTHS,
        actors=weights,
        who=frozenset(weights),
        weight=sum(weights.values()),
        doers=_doers(row, weights),
        points=points,
        regions=frozenset(place.subdivision for place in row.places if place.subdivision),
        countries=countries,
        figures={figure.unit: figure for figure in row.figures if figure.unit not in ("percent", "people")},
        names=_names(row, named),
        numbers=_numbers(row) if row.type not in _VIOLENCE else frozenset(),
        sentence=" ".join(_WORD.findall(row.evidence.lower())),
        source=(row.document, row.article),
        is_national=all(place.level == "country" or is_seat(place) for place in row.places),
        is_dated=row.interval.is_known,
        is_another=_is_another(row),
    )


def _doers(row: Row, weights: dict[str, float]) -> frozenset[str]:
    """Return the persons and groups that do what is told."""
    return frozenset(
        actor.id
        for actor, role in zip(row.actors, row.roles, strict=False)
        if role == "source" and weights[actor.id] == 1.0
    )


def _names(row: Row, known: list[str]) -> frozenset[str]:
    """Return the words with capitals within the sentence that are none of the known names."""
    text = row.evidence
    named = [match[1] for match in _NAME.finditer(text) if match.start() and text[match.start() - 1] not in _ENDS]
    if not named:
        return frozenset()
    found = {word.lower() for words in named for word in _WORD.findall(words)}
    found -= {word.lower() for name in known for word in _WORD.findall(name)}
    return frozenset(found - _NO_NAMES - state_words())


def _numbers(row: Row) -> frozenset[str]:
    """Return the numbers of the sentence, without those of its date and without years."""
    dated = row.date_text or ""
    found = (number.replace(",", "") for number in _NUMBER.findall(row.evidence) if number not in dated)
    return frozenset(number for number in found if not (len(number) == 4 and number[:2] in ("19", "20")))


def _is_another(row: Row) -> bool:
    """Whether the words before what happened say that it is not what was told before ("a separate attack")."""
    at = max(0, row.trigger_start - row.start)
    return _ANOTHER.search(row.evidence, max(0, at - _SHORTLY_BEFORE), at) is not None


def _deeds(trigger: str) -> frozenset[str]:
    """Return what kinds of deeds the words of a trigger stand for, where one deed has several words."""
    return frozenset(deed for word in _WORD.findall(trigger.lower()) for deed in _DEEDS.get(_stem(word), ()))


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return _ENDINGS.sub("", word) if len(word) > 4 else word


def _by_word(words_of_deeds: dict[str, str]) -> dict[str, tuple[str, ...]]:
    words = {_stem(word) for line in words_of_deeds.values() for word in line.split()}
    return {
        word: tuple(deed for deed, line in words_of_deeds.items() if word in map(_stem, line.split())) for word in words
    }


_DEEDS = _by_word(_WORDS_OF_DEEDS)
_DAYS_AND_MONTHS = frozenset(map(_stem, _CALENDAR))
