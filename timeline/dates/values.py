"""From the named parts of a matched rule to a reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from timeline.date_refiners.lengths import length
from timeline.date_refiners.reading import Reading
from timeline.dates.combined import COMBINE, shared_span

__all__ = ["build", "number"]

Classes = Mapping[str, Mapping[str, Any]]
Parts = Mapping[str, Reading | Sequence[str] | None]

_CLASS_OF = {
    "month": ("MONTH",), "weekday": ("WEEKDAY", "SHORT_WEEKDAY", "WEEKDAYS"), "season": ("SEASON", "SEASONS"), "unit": ("UNIT",),
    "part": ("PART", "EDGE", "EDGE_WORD"),
    "which": ("WHICH",), "daytime": ("DAYTIME",), "named": ("NAMED_DAY",), "mod": ("MOD", "APPROX"),
    "often": ("OFTEN",),
    "ref": ("NOW", "RECENT", "SOON"), "era": ("ERA",), "noon": ("CLOCK_WORD",), "quant": ("EVERY",),
}  # fmt: skip
_SHIFT_OF = {"last": -1, "this": 0, "next": 1, "previous": -1, "following": 1, "same": 0}

# What the second end of shapes that are no range says.
_SECOND = {"part": "to part", "month": "last month", "n": "to n"}

_LONGEST_SPAN = 60
"""Years that "1968-72" may cover."""


def build(shape: str, constants: Mapping[str, Any], parts: Parts, classes: Classes) -> Reading | None:
    """Return the reading that a rule's shape, its constants and the words of its parts make; None where they make none.

    Parts named ``a``, ``b`` and ``of`` are readings of an earlier stage, the others are words.
    """
    fields: dict[str, Any] = {}
    second: dict[str, Any] = {}
    inner: dict[str, Reading] = {}
    for name, value in parts.items():
        if isinstance(value, Reading):
            inner[name] = value
        elif value:
            target = second if name[-1] == "2" else fields
            target.update(_field(name.rstrip("2"), value, classes))
    which = fields.get("which", "")
    if shape == "shift" and which in _SHIFT_OF and "n" not in fields:
        fields["n"] = _SHIFT_OF[which]
    fields = {**constants, **fields}
    if fields.get("era") and 0 < (fields.get("year") or 0) < 2100:
        fields["year"] = int("".join(c for c in parts["year"][0] if c.isdecimal()))  # type: ignore[index]
        if fields["era"] == "AD":
            del fields["era"]
    if "era" in second and "year" in second and second["era"] == "BC":
        fields["era"] = "BC"
        for ends, name in ((fields, "year"), (second, "year2")):
            if name in parts:
                ends["year"] = int("".join(c for c in parts[name][0] if c.isdecimal()))  # type: ignore[index]
    if shape == "span" and "year" in second and "year" in fields and len(parts["year2"][0]) == 2:  # type: ignore[index]
        second["year"] = _same_century(fields["year"], second["year"])
        if second["year"] - fields["year"] > _LONGEST_SPAN:  # 2025-10 is a month, as ISO 8601 writes it
            return _year_and_month(fields["year"], second["year"] % 100)
    if shape == "span" and second:
        return shared_span(fields, second)
    fields |= {_SECOND[name]: value for name, value in second.items() if name in _SECOND}
    if shape in COMBINE:
        return COMBINE[shape](fields, inner)
    return _finished(shape, fields, inner)


def _year_and_month(year: int, month: int) -> Reading:
    return Reading("calendar", year=year, month=month) if 1 <= month <= 12 else Reading("none")


def _same_century(first: int, last: int) -> int:
    """The year that two digits mean after a whole year: 1914-18, 1999-02."""
    year = first - first % 100 + last % 100
    return year if year >= first else year + 100


def _finished(shape: str, fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    if shape == "shift" and fields.get("which") in ("previous", "following", "same"):
        fields.setdefault("base", "previous")
    sign = fields.pop("sign", None)
    if shape == "shift" and sign is not None:
        fields["n"] = None if fields.get("n") is None else fields["n"] * sign
        if sign < 0 and fields["n"] is None:
            fields["which"] = "before"
    if shape == "duration" and "value" not in fields:
        fields["value"] = length(fields.get("n"), fields.get("unit", ""))
    shape = fields.pop("shape", shape)
    if shape == "set":
        fields.setdefault("value", set_value(fields))
    if "of" in inner:
        fields["of"] = inner["of"]
    if "a" in inner:
        fields["of"] = inner["a"]
    if "b" in inner:
        fields["to"] = inner["b"]
    return Reading(shape, **fields)  # type: ignore[arg-type]


def _field(name: str, words: Sequence[str], classes: Classes) -> dict[str, Any]:
    """What the words of one named part say, as fields of a reading."""
    first = words[0]
    if name in _CLASS_OF:
        key = {"named": "n", "ref": "value", "noon": "clock", "often": "value"}.get(name, name)
        for word in words:
            for table in _CLASS_OF[name]:
                if word in classes.get(table, {}):
                    return {key: classes[table][word]}
        return {}
    for table in ("QUARTER_CODE", "NUMBERED_QUARTER", "HALF_CODE"):
        if first in classes.get(table, {}):
            return {name: classes[table][first]}
    if name in ("day", "quarter", "half"):
        return {name: int(number(words, classes) or 0)}
    if name == "year":
        return {"year": year_number(words, classes)}
    if name == "n":
        value = number(words, classes)
        return {"n": value}
    if name == "decade":
        return _decade(first)
    if name == "century":
        return {"century": int(number(words, classes) or 0)}
    if name in ("clock", "hour"):
        return {"clock": clock_value(words, classes)}
    if name == "nation":
        return {"holiday": classes["NATION"][first]}
    if name == "calendar":
        return {"calendar": classes["HIJRI"][first]}
    if name == "other":
        return {"calendar": other_month(words, classes)}
    if name == "iso":
        return _iso(first)
    if name == "slashed":
        return _slashed(first)
    if name == "edge":
        return {"which": "first" if first == "first" else "last"}
    if name == "value":
        return {"value": first.upper()}
    raise KeyError(name)


def number(words: Sequence[str], classes: Classes) -> float | None:
    """Return the number that words say; None for "several" and the like.

    >>> words = {"COUNT": {"twenty": 20, "two": 2}, "SCALE": {"hundred": 100}}
    >>> number(["twenty", "-", "two"], words), number(["2", "1/2"], words), number(["two", "hundred"], words)
    (22, 2.5, 200)
    """
    total: float = 0
    seen = False
    for word in words:
        value = _one_number(word, classes)
        if word == "half":
            total, seen = total + 0.5, True
        elif word in classes.get("SCALE", {}):
            total, seen = max(total, 1) * classes["SCALE"][word], True
        elif value is not None:
            total, seen = total + value, True
        elif word in ("a", "an") and not seen:
            total, seen = total + 1, True
        elif word == "couple":
            total, seen = 2, True
        elif word == "last":
            total, seen = -1, True
        elif word == "dozen":
            total, seen = max(total, 1) * 12, True
        elif word in classes.get("VAGUE_COUNT", {}):
            return None
    if words and words[0] in ("a", "an") and words[-1] == "half" and "and" not in words:
        total = 0.5
    return total if seen else None


def _one_number(word: str, classes: Classes) -> float | None:
    for name in ("COUNT", "TENS", "ORD"):
        if word in classes.get(name, {}):
            return float(classes[name][word]) if not isinstance(classes[name][word], int) else classes[name][word]
    if re.fullmatch(r"\d+ ?(?:st|nd|rd|th)?", word):
        return int(re.sub(r"\D", "", word)[:9])
    if re.fullmatch(r"\d+/\d+", word):
        top, bottom = word.split("/")
        return int(top) / int(bottom) if int(bottom) else None
    if re.fullmatch(r"[\d,]*\d(?:\.\d+)?", word):
        return float(word.replace(",", ""))
    return None


def year_number(words: Sequence[str], classes: Classes) -> int | None:
    """Return the year that words say: 1996, '96, 96, nineteen ninety-six, two thousand (and) five.

    >>> year_number(["'96"], {}), year_number(["04"], {}), year_number(["1996"], {})
    (1996, 2004, 1996)
    """
    if words[0] in classes.get("COUNT", {}) and len(words) > 1:
        if words[1] == "thousand":
            return int(number(words, classes) or 0)
        return 100 * int(classes["COUNT"][words[0]]) + int(number(words[1:], classes) or 0)
    digits = re.sub(r"\D", "", words[-1] if len(words) > 1 else words[0])
    if not digits:
        return None
    if len(digits) == 2:
        return int(digits) + (2000 if int(digits) < 40 else 1900)
    return int(digits)


def _decade(word: str) -> dict[str, Any]:
    digits = re.sub(r"\D", "", word)
    if not digits:
        names = {
            "twenties": 1920,
            "thirties": 1930,
            "forties": 1940,
            "fifties": 1950,
            "sixties": 1960,
            "seventies": 1970,
            "eighties": 1980,
            "nineties": 1990,
        }
        return {"decade": names.get(word, 0)}
    if len(digits) == 2:
        return {"decade": int(digits) + (2000 if int(digits) < 30 else 1900)}
    if digits.endswith("00") and not 2000 <= int(digits) < 2100:
        return {"century": int(digits) // 100 + 1}
    return {"decade": int(digits)}


def clock_value(words: Sequence[str], classes: Classes) -> str:
    """Return a clock time as TimeML writes it, with its zone where it is said.

    >>> clock_value(["10:35", "pm"], {"AMPM": {"pm": "pm"}}), clock_value(["7", "am"], {"AMPM": {"am": "am"}})
    ('T22:35', 'T07:00')
    """
    digits = re.findall(r"\d+", words[0])
    if not digits:
        spoken = classes.get("COUNT", {}).get(words[0])
        if spoken is None:
            return str(classes.get("CLOCK_WORD", {}).get(words[0], ""))
        digits = [str(spoken)]
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    half_day = next((classes["AMPM"][word] for word in words if word in classes.get("AMPM", {})), "")
    daytime = next((classes["DAYTIME"][word] for word in words if word in classes.get("DAYTIME", {})), "")
    if (half_day == "pm" or daytime in ("TAF", "TEV")) and hour < 12:
        hour += 12
    if half_day == "am" and hour == 12:
        hour = 0
    zone = next((classes["ZONE"][word] for word in words if word in classes.get("ZONE", {})), "")
    return f"T{hour:02d}:{minute:02d}{zone}" if hour <= 24 and minute < 60 else ""


def _iso(word: str) -> dict[str, Any]:
    year, month, day = (int(part) for part in word[:10].split("-"))
    clock = word[10:16].upper() if len(word) > 10 else ""
    return {"year": year, "month": month, "day": day, "clock": clock}


def _slashed(word: str) -> dict[str, Any]:
    """Numbers with two slashes, stops or hyphens; where day and month could change places, both readings are kept."""
    mark = re.sub(r"\d", "", word)[0]
    one, two, three = word.split(mark)
    if len(one) == 4:
        return {"year": int(one), "month": int(two), "day": int(three)}
    if len(one) > 2 or len(three) == 3:
        return {"shape": "none"}
    year = year_number([three], {})
    a, b = int(one), int(two)
    if mark == "." or a > 12:
        return {"year": year, "month": b, "day": a}
    if b > 12 or a == b:
        return {"year": year, "month": a, "day": b}
    return {"year": year, "month": a, "day": b, "also": Reading("calendar", year=year, month=b, day=a)}


def set_value(fields: Mapping[str, Any]) -> str:
    """Return the TimeML value of a set: every day, each Thursday, every July."""
    if fields.get("weekday") is not None:
        return f"XXXX-WXX-{fields['weekday'] + 1}"
    if fields.get("month") is not None:
        return f"XXXX-{fields['month']:02d}"
    if fields.get("season"):
        return "XXXX-" + {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}[fields["season"]]
    return length(fields.get("n", 1), fields.get("unit", "day"))


def other_month(words: Sequence[str], classes: Classes) -> str:
    """Return the calendar and the number of a month of another calendar.

    >>> words = {"OTHER_MONTH": {"rabi": "islamic 3", "dhul": "islamic 11", "thani": "second", "hijjah": "second"}}
    >>> other_month(["rabi", "-", "ul", "-", "awwal"], words), other_month(["rabi", "al", "thani"], words)
    ('islamic 3', 'islamic 4')
    """
    calendar, _, month = str(classes["OTHER_MONTH"][words[0]]).partition(" ")
    second = any(classes["OTHER_MONTH"].get(word) == "second" for word in words[1:])
    return f"{calendar} {int(month) + second}"
