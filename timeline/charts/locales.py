"""How readers write numbers: the signs between thousands and before decimals, by the language and country of their browser.

The signs are those of Unicode's CLDR. Languages that are not listed write 1,234.5 as English does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

__all__ = ["ENGLISH", "NumberSigns", "grouped", "numbers_as", "signs_of"]


@dataclass(frozen=True, slots=True)
class NumberSigns:
    """The sign between thousands, the one before decimals, and whether digits above a thousand go in pairs (1,00,000)."""

    thousands: str = ","
    decimal: str = "."
    in_pairs: bool = False

    @property
    def plotly(self) -> str:
        """The two signs as Plotly's layout takes them."""
        return self.decimal + self.thousands


ENGLISH = NumberSigns()
_DOTS, _SPACES, _NARROW = NumberSigns(".", ","), NumberSigns("\u00a0", ","), NumberSigns("\u202f", ",")
_MARKS, _PAIRS = NumberSigns("’", "."), NumberSigns(in_pairs=True)

_BY_LANGUAGE = {
    **dict.fromkeys(
        (
            "de",
            "es",
            "it",
            "nl",
            "pt",
            "id",
            "tr",
            "da",
            "el",
            "ro",
            "hr",
            "sl",
            "sr",
            "bs",
            "mk",
            "vi",
            "is",
            "gl",
            "eu",
            "ca",
            "az",
            "ku",
        ),
        _DOTS,
    ),
    **dict.fromkeys(
        (
            "ru",
            "uk",
            "be",
            "bg",
            "cs",
            "sk",
            "pl",
            "hu",
            "fi",
            "sv",
            "nb",
            "nn",
            "no",
            "et",
            "lv",
            "lt",
            "ka",
            "kk",
            "ky",
            "sq",
            "hy",
            "uz",
            "tk",
            "af",
            "tg",
        ),
        _SPACES,
    ),
    "fr": _NARROW,
    **dict.fromkeys(("hi", "bn", "ta", "te", "mr", "gu", "pa", "ml", "kn", "as", "or"), _PAIRS),
}
_BY_COUNTRY = {
    "de-CH": _MARKS, "de-LI": _MARKS, "it-CH": _MARKS, "de-AT": _SPACES, "pt-PT": _SPACES, "en-IN": _PAIRS,
    "en-ZA": _SPACES, "en-DE": _DOTS,
    **dict.fromkeys((f"es-{c}" for c in ("MX", "US", "PR", "GT", "HN", "NI", "SV", "PA", "DO", "PE", "419")), ENGLISH),
}  # fmt: skip

_NOW: ContextVar[NumberSigns] = ContextVar("number_signs", default=ENGLISH)


def signs_of(locale: str | None) -> NumberSigns:
    """Return the signs of a locale as browsers give it ("de-CH", "fr"); those of English for one that is not known.

    >>> signs_of("de-DE").thousands, signs_of("de-CH").thousands, signs_of(None).thousands
    ('.', '’', ',')
    """
    language, _, rest = (locale or "").replace("_", "-").partition("-")
    country = next((part for part in rest.split("-") if re.fullmatch(r"[A-Za-z]{2}|\d{3}", part)), "").upper()
    return _BY_COUNTRY.get(f"{language.lower()}-{country}") or _BY_LANGUAGE.get(language.lower(), ENGLISH)


def grouped(english: str, signs: NumberSigns | None = None) -> str:
    """Return a number that Python wrote with commas and a point as the reader writes it.

    >>> grouped("1,234,567.5", signs_of("de")), grouped("1,234,567", signs_of("en-IN"))
    ('1.234.567,5', '12,34,567')
    """
    used = signs or _NOW.get()
    if used == ENGLISH:
        return english
    whole, point, decimals = english.partition(".")
    if used.in_pairs:
        digits = whole.replace(",", "")
        sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
        head, tail = digits[:-3], digits[-3:]
        pairs = [head[max(end - 2, 0) : end] for end in range(len(head), 0, -2)][::-1]
        whole = sign + ",".join([*pairs, tail])
    return whole.replace(",", used.thousands) + (used.decimal + decimals if point else "")


@contextmanager
def numbers_as(signs: NumberSigns) -> Iterator[None]:
    """Let charts that are made within the ``with`` block write numbers so."""
    token = _NOW.set(signs)
    try:
        yield
    finally:
        _NOW.reset(token)
