"""Words of a sentence as tokens, each folded into one character that stands for everything the rules know about it.

A rule sees a sentence as a string of such characters, a few dozen long, so that matching it is quick and cannot run away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["TOKEN", "Alphabet", "bare"]

# One token with the blanks after it, so that lengths add up to offsets. Order matters: longer readings first.
TOKEN = re.compile(
    r"""(?:
      [a-zA-Z]++\ (?=\w) | (?: [^\W\d_]++(?=[ ,]) | [ ,;](?=\s)                             # most words: a short way
    | \d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])   # 2025-10-19, with a time
    | \d{1,4}(?:/\d{1,2}/|\.\d{1,2}\.|-\d{1,2}-)\d{2,4}(?![\w/]|-\d(?!\d?[/.]\d))      # 08/14/2025, 14.08.2025
    | \d{1,2}[:.]\d\d(?::\d\d)?(?=\s?[ap]\.?m\b) | \d{1,2}:\d\d(?::\d\d)?(?![\d:])      # 10.35 am, 10:35
    | \d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)? | \d+\.\d+(?:\.\d+)* | \d{1,2}/\d{1,2}(?![\d/]|\ [JFMASOND][a-z]{2})  # 1,996 2.5 9/11
    | Mar[-‐-–][Aa][-‐-–](?=[A-Z])                                                     # Mar-a-Lago is no March
    | (?:\d{3}0|['’`]?\d0)['’]?s(?!\w)                                                  # 1990s, '90s
    | \d+(?:\ (?=st\ |[nr]d\ |th\ ))?(?:st|nd|rd|th)(?!\w) | ['’`]\d\d(?!\d)                                        # 19th, '98
    | \d+(?=(?:am|pm|hrs|h)\b) | \d++(?![^\W\d_])                                       # 19, 7 in 7am
    | \d\d?(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?![^\W\d]))
    | (?:19|20)\d\d(?=[QH][1-4](?!\w))       # 12 in 12May
    | [1-4][Qq](?=(?:FY)?\d\d) | \d+\w+                                                # 3Q in 3Q24, 20m
    | (?:[ap]\.m\.?|[AP]\.M\.?|B\.C\.E\.?|B\.C\.?|A\.D\.?|C\.E\.)(?!\w)
    | (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT
        |NOV|DEC|St|c|ca|hrs?|mins?|secs?|yrs?|No|Sec|approx)\.(?![^\W\d])
    | (?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|FY|[Qq][1-4](?=FY))(?=\d)   # May12, FY24, Q3FY25
    | [^\W\d_]+\d\w* | [^\W\d_]+?(?=n['’]t\b) | n['’]t\b | [^\W\d_]+ | ['’](?:s|ll|re|ve|d|m)\b
    | [\s\S] )[\s\u200b-\u200f\u2060\ufeff]*)""",
    re.VERBOSE,
)
_BLANKS = " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANKS += "".join(map(chr, range(0x2000, 0x200B)))
_SIGNS = str.maketrans("’‘`‐‑‒–—−", "'''------")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_THREE = re.compile(r"\d+([/.-])\d+\1\d+")
_DATED = re.compile(r"\d{4}([/.-])\d\d?\1\d\d?|\d\d?([/.-])\d\d?\2(?:\d{4}|\d\d)")  # a year has two figures or four
_DECADE = re.compile(r"(?:\d{3}|'?\d)0'?s")
_FIRST = 0xE000
_KEPT = 60_000


def bare(token: str) -> str:
    """Return a token as words.toml and the rules write it: lower case, plain quotes and hyphens, no blanks.

    >>> bare("Oct. "), bare("’s "), bare("–")
    ('oct.', "'s", '-')
    """
    return token.strip(_BLANKS).lower().translate(_SIGNS)


class Alphabet(dict[str, str]):
    """Maps a token to its character; the character stands for the set of classes that the token belongs to.

    ``classes[name][word]`` is the value of a word in a class; ``literals`` are the words that rules mention; classes in
    ``capital`` hold only for words that begin with a capital letter.
    """

    def __init__(
        self, classes: Mapping[str, Mapping[str, object]], literals: Iterable[str], capital: Iterable[str]
    ) -> None:
        super().__init__()
        self.capital = frozenset(capital)
        self.of_word: dict[str, frozenset[str]] = {}
        for literal in literals:
            self._give(literal, "=" + literal)
        for name, words in classes.items():
            for word in words:
                self._give(word, name)
        self.signatures: dict[frozenset[str], str] = {}
        self._of_class: dict[str, str] = {}
        self._indexed = 0  # how many signatures `_of_class` has seen
        for word in [*self.of_word, *_SHAPES]:
            for form in (word, word.capitalize(), word.upper()):
                self.character(self.signature(form))
        # The characters of words known, written with a small and with a capital letter, and of all other words.
        self._of_known = {
            word: (self.character(self.signature(word)), self.character(self.signature(word.capitalize())))
            for word in self.of_word
            if word.isalpha()
        }
        self._capital, self._small, self._plural = map(self.character, (_CAP, _LOW, _PLURAL))

    def _give(self, word: str, name: str) -> None:
        self.of_word[word] = self.of_word.get(word, frozenset()) | {name}

    def character(self, signature: frozenset[str]) -> str:
        """Return the character of a set of classes."""
        return self.signatures.setdefault(signature, chr(_FIRST + len(self.signatures)))

    def __missing__(self, token: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        word = token.rstrip(" ")
        character = self._of_letters(word) if word.isalpha() else self.character(self.signature(token))
        if len(token) < 40:
            self[token] = character
        return character

    def _of_letters(self, word: str) -> str:
        """The character of a word that is all letters, as :meth:`signature` would have it: a short way for most tokens."""
        plain = word.lower()
        known = self._of_known.get(plain)
        if known is not None:
            return known[0] if word[0].islower() else known[1]
        if word[0].isupper():
            return self._capital
        return self._plural if plain[-1] == "s" and len(plain) > 3 else self._small

    def signature(self, token: str) -> frozenset[str]:
        """Return the classes of a token."""
        word = token.rstrip()
        if word and not word.isalnum():
            word = token.strip(_BLANKS)
        plain = word.lower()
        if not plain.isascii():
            plain = plain.translate(_SIGNS)
        known = self.of_word.get(plain, frozenset())
        first = word[:1]
        if first.isdecimal() or (first in "'’`" and word[1:2].isdecimal()):
            return known | number_classes(plain)
        if known:
            return known - self.capital if first.islower() else known
        if first.isalpha():
            if not word.isalpha() and any(c.isdecimal() for c in word):
                return _MIXED
            if first.isupper():
                return _CAP
            return _PLURAL if plain.endswith("s") and len(plain) > 3 else _LOW
        return _MARK

    def known_characters(self) -> frozenset[str]:
        """Return the characters of tokens that some rule or word list knows; all others only stand beside dates."""
        unknown = (_CAP, _LOW, _PLURAL, _MIXED, _MARK)
        return frozenset(c for signature, c in self.signatures.items() if signature not in unknown)

    def charset(self, name: str) -> str:
        """Return the characters of all signatures that hold a class, as the inside of a regex set."""
        if self._indexed < len(self.signatures):
            for signature, character in list(self.signatures.items())[self._indexed :]:
                for holds in signature:
                    self._of_class[holds] = self._of_class.get(holds, "") + character
            self._indexed = len(self.signatures)
        return self._of_class.get(name, "")


_CAP = frozenset({"CAP"})
_LOW = frozenset({"LOW"})
_PLURAL = frozenset({"LOW", "PLURAL"})
_MIXED = frozenset({"MIXED"})
_MARK = frozenset({"MARK"})
# One token of every shape that number_classes tells apart, so that all signatures exist when rules are compiled.
_EXAMPLES = """
    0 1 2 3 5 13 25 31 32 60 61 99 100 999 1000 1899 1900 1999 2000 2100 2101 2359 2400 9999 00 01 12 24 0000 0735 12345 1,996 2.5
    1.2.3 1.2.03 9/11 26/11 13/5 45/45 1990s '90s 90s 1st 32nd 31st 99th 999th '98 10:35 25:00 2025-10-19 08/14/2025 14.08.2025
    2025/10/19 20m 1:2:3 10.35 12:30:00 zzz zzzs a1 @
"""
_SHAPES = tuple(_EXAMPLES.split())


def number_classes(word: str) -> frozenset[str]:
    """Return the classes of a token that begins with a digit (or is a shortened year or decade).

    >>> sorted(number_classes("19"))
    ['DAY', 'HOUR', 'INT', 'NUMBER', 'YY']
    >>> sorted(number_classes("1990s")), sorted(number_classes("1,996"))
    (['DECADE'], ['NUMBER'])
    """
    if word.isdecimal():
        return _whole(word)
    if word.endswith("s"):
        return frozenset({"DECADE"}) if _DECADE.fullmatch(word) else _MIXED
    if word.startswith("'"):
        return frozenset({"SHORT_YEAR"})
    if word[-2:] in ("st", "nd", "rd", "th"):
        digits = word[:-2].rstrip()
        number = int(digits) if digits.isdecimal() and len(word) < 8 else 0
        return frozenset({"ORDINAL_DAY", "ORDINAL"} if 1 <= number <= 31 else {"ORDINAL"})
    if _ISO.match(word):
        return frozenset({"ISO"})
    if _THREE.fullmatch(word):
        return frozenset({"SLASHED"}) if _DATED.fullmatch(word) else _MIXED
    if ":" in word:
        return frozenset({"CLOCK"})
    if word.replace(",", "").replace(".", "", 1).isdecimal():
        names = {"NUMBER"}
        hours, _, minutes = word.partition(".")
        if len(minutes) == 2 and minutes < "60" and hours.isdecimal() and int(hours) < 25 and len(hours) <= 2:
            names.add("DOTTED_CLOCK")
        return frozenset(names)
    if word == "9/11":
        return frozenset({"NINE_ELEVEN"})
    if word == "26/11":
        return frozenset({"FRACTION", "MUMBAI_ATTACKS"})
    return frozenset({"FRACTION"}) if "/" in word else _MIXED


def _whole(word: str) -> frozenset[str]:
    names = {"NUMBER"}
    size = len(word)
    if size > 4:
        return frozenset(names)
    number = int(word)
    names.add("INT")
    if size <= 2:
        names.add("YY") if size == 2 else None
        if 1 <= number <= 31:
            names.add("DAY")
        if number <= 24:
            names.add("HOUR")
    elif size == 3 and word[0] != "0":
        names.add("YEAR3")
    elif size == 4:
        if 1000 <= number <= 2100:
            names.add("YEAR")
        if 1900 <= number <= 2060:
            names.add("MODERN")
        if number <= 2400 and number % 100 < 60:
            names.add("CLOCK4")
    return frozenset(names)
