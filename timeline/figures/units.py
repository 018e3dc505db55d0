"""What a number counts, told by the words on both sides of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.figures.lexicon import Lexicon, Phrases, last_words
from timeline.figures.numbers import Number

__all__ = ["Found", "unit_of"]

_REACH, _TOKENS = 150, 18
_BEHIND_A_VERB = 5
"""Words back from a number in which a verb that counts it ends ("arrested all of the", "arrested a further")."""
_TOKEN = re.compile(r"[^\W\d_](?:[\w&]|['’.-](?=\w))*|\d[\d,.]*|[.;:!?()\"“”—–,\[\]]")
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|percentage points?\b)", re.I)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?$", re.I)
_LAST_WORD = re.compile(r"([\w’'-]+)[.]?$")
_ARTICLE = re.compile(r"\b(?:the|a|an)\s+$")
_AGE = re.compile(r"[^\W\d_],\s$")
_LEFT_GLUE = re.compile(r"\band\s+(?:(?:at least|another|a further|more than|some|about)\s+)?$", re.I)
_INCLUDED = re.compile(r"\b(?:including|includes?|included|among them|of whom|of them)\s+$", re.I)
_INCLUDING = frozenset(("including", "include", "includes", "included", "them", "whom"))
"""The last words of the pattern above."""
_OF = re.compile(r"\s+of\s+(?:the|their|its|his|her|those|these|them|our|whom|which)?\b", re.I)

_ASIDE = re.compile(
    r",\s+(?:including|mostly|mainly|among them|most of them|many of them|some of them|all of them)\b[^.;!?]{0,100}?,\"?”?\s+"
    r"(?=(?:were|was|have|had|has|are|is)\b)"
)

_STOPS = frozenset('.;:!?()"“”—–[]')


@dataclass(frozen=True, slots=True)
class Found:
    """The unit of a number, whom it counts in the words of the text, and where those words end."""

    unit: str
    counts: str
    end: int


@dataclass(slots=True)
class _Token:
    word: str
    low: str
    end: int


def unit_of(text: str, start: int, end: int, number: Number, words: Lexicon) -> Found | None:
    """Return what a number in the sentence ``text[start:end]`` counts; None where it counts nothing known."""
    if number.sign:
        return Found(words.money_unit[number.sign], "", number.end)
    if percent := _PERCENT.match(text, number.end, end):
        return Found("percent", "", percent.end())
    tokens = _tokens(text, number, end)
    if money := _money(tokens, words, number):
        return money
    if _counts_nothing(text, start, number, tokens, words):
        return None
    if not _INCLUDING.isdisjoint(
        last_words(text[max(start, number.before - 24) : number.before], 1)
    ) and _INCLUDED.search(text, max(start, number.before - 24), number.before):
        return None
    if number.kind == "person":
        return _person(text, start, number, tokens, words)
    group = _noun_phrase(tokens, words)
    unit = _unit(text, start, number, tokens, group, words)
    if unit is None:
        return None
    counted = " ".join(token.word for token in group)
    return Found(unit, counted, group[-1].end if group else number.after)


def _tokens(text: str, number: Number, end: int) -> list[_Token]:
    at = number.after
    if match := _OF.match(text, at, end):
        at = match.end()
    stop = min(end, at + _REACH)
    aside = _ASIDE.search(text, at, stop) if text.find(",", at, stop) >= 0 else None
    inside = aside.span() if aside else (end, end)
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text, at, stop):
        if inside[0] <= match.start() < inside[1]:
            continue
        word = match.group()
        tokens.append(_Token(word, word.lower(), match.end()))
        if word in _STOPS or len(tokens) == _TOKENS:  # no unit is told behind a stop
            break
    return tokens


def _money(tokens: Sequence[_Token], words: Lexicon, number: Number) -> Found | None:
    for skip in (0, 1):
        if found := _phrase(tokens, skip, words.money_words):
            if skip and tokens[0].low != "of":
                return None
            return Found(found[0], "", tokens[skip + found[1] - 1].end)
    return None


def _counts_nothing(text: str, start: int, number: Number, tokens: Sequence[_Token], words: Lexicon) -> bool:
    """Whether a number is a date, an age, a measure, part of a name, or a pronoun."""
    if number.kind == "person":
        return False
    if (
        tokens
        and (tokens[0].low in words.never_after or _MONTH.fullmatch(tokens[0].word))
        and text[number.after] != ","
        and tokens[0].low != "may"
    ):
        return True
    pieces = text[max(start, number.before - 30) : number.before].split()
    before = _LAST_WORD.search(pieces[-1]) if pieces else None
    word = before[1].lower() if before else ""
    if word in words.never_before or (before and _MONTH.fullmatch(before[1]) and word != "may"):
        return True
    follows = text[number.after : number.after + 1]
    if (
        number.kind == "digits"
        and number.value < 130
        and follows in ",."
        and _AGE.search(text, max(start, number.before - 4), number.before)
    ):
        return True
    plain = number.text.isdigit() and len(number.text) == 4 and 1900 <= number.value < 2100
    if (
        plain
        and number.before == number.start
        and not _active(text[max(start, number.before - 70) : number.before], words)
    ):
        return True
    if (
        number.text.lower() == "one"
        and tokens
        and (tokens[0].low in ("most", "least") or tokens[0].low.endswith("est"))
    ):
        return True
    return number.text.lower() == "one" and word in (
        "no",
        "any",
        "every",
        "each",
        "some",
        "this",
        "that",
        "the",
        "which",
        "only",
    )


def _unit(
    text: str, start: int, number: Number, tokens: Sequence[_Token], group: Sequence[_Token], words: Lexicon
) -> str | None:
    noun = _noun_unit(group, words)
    people = not group or _are_people(group[-1], number, words)
    if noun and not people:
        return noun
    left = text[max(start, number.before - 70) : number.before]
    if people and (verb := _active(left, words)) and not _is_noun_use(left, verb):
        return words.active_unit[_key(verb[1])]
    if people and (unit := _passive(tokens, words)):
        return unit
    if people and group and (unit := _shared_verb(text, start, number, words)):
        return unit
    if noun:
        return noun
    if words.totals_ends.isdisjoint(last_words(left, 2)):
        total = None
    elif not group and (total := words.totals.search(text, max(start, number.before - 130), number.before)):
        return words.totals_unit[_key(total[1])]
    else:
        total = words.totals.search(text, max(start, number.before - 40), number.before) if people else None
    if total:
        return words.totals_unit[_key(total[1])]
    if group and group[-1].low in words.people and group[-1].low != "others" and number.value >= 2:
        return "people"
    return None


def _active(left: str, words: Lexicon) -> re.Match[str] | None:
    """Return the verb that what stands left of a number ends in; only a few words can stand between it and the number."""
    return None if words.active_ends.isdisjoint(last_words(left, _BEHIND_A_VERB)) else words.active.search(left)


def _is_noun_use(left: str, verb: re.Match[str]) -> bool:
    """Whether the verb's words are an adjective before a noun ("the injured 30") or a plural of something else."""
    return _ARTICLE.search(left[: verb.start(1)]) is not None and not verb[1].lower().endswith("ing")


def _noun_phrase(tokens: Sequence[_Token], words: Lexicon) -> list[_Token]:
    """Return the words just after a number up to the noun that it counts, at most six."""
    group: list[_Token] = []
    for index, token in enumerate(tokens[:6]):
        low = token.low
        if low in _STOPS or low == "," or token.word[0].isdigit():
            break
        if (
            low in words.auxiliaries
            or low in words.prepositions
            or low in words.breaks
            or low in ("and", "or", "who", "that", "which")
        ):
            break
        if _phrase(tokens, index, words.passive) and not (group and _phrase(tokens, index, words.nouns)):
            break
        group.append(token)
        if low in words.people and not (index + 1 < len(tokens) and tokens[index + 1].low in words.people):
            break
    return _trimmed(group, words)


def _trimmed(group: list[_Token], words: Lexicon) -> list[_Token]:
    """Return the group up to its last noun that is known to be counted, if there is one."""
    for size in range(len(group), 0, -1):
        if group[size - 1].low in words.people or _noun_unit(group[:size], words):
            return group[:size]
    return group


def _noun_unit(group: Sequence[_Token], words: Lexicon) -> str | None:
    """Return the unit of which the last words of the group are a noun."""
    for first in range(len(group)):
        found = _phrase(group, first, words.nouns)
        if found and first + found[1] == len(group):
            return found[0]
    return None


def _are_people(token: _Token, number: Number, words: Lexicon) -> bool:
    if token.low in words.people or (number.value == 1 and token.low in words.singular):
        return True
    return token.word[0].isupper() or token.low.endswith(
        ("ers", "men", "ists", "ants", "ians", "ees", "women", "mates")
    )


def _phrase(tokens: Sequence[_Token], at: int, phrases: Phrases) -> tuple[str, int] | None:
    """Return the unit of the longest phrase that begins at a token, and how many tokens it has."""
    if at >= len(tokens):
        return None
    for words, unit in phrases.get(tokens[at].low, ()):
        if len(words) == 1 or tuple(token.low for token in tokens[at : at + len(words)]) == words:
            return unit, len(words)
    return None


def _passive(tokens: Sequence[_Token], words: Lexicon) -> str | None:
    """Return the unit of the verb that the counted people are the subject of: "12 people … were killed", "12 dead"."""
    helped = joined = False
    for index, token in enumerate(tokens[:18]):
        low = token.low
        if low in _STOPS or low in words.breaks:
            return None
        if found := _phrase(tokens, index, words.passive):
            after = tokens[index + found[1]] if index + found[1] < len(tokens) else None
            acts = (
                low not in words.subject
                and after is not None
                and (after.low in words.objects or after.word[0].isdigit())
            )
            if (acts and not helped) or (joined and not helped):
                return None
            return found[0]
        if low in words.auxiliaries:
            helped = True
        elif helped and low not in words.prepositions and low != "who":
            return None
        joined = low in ("and", ",")
        if token.word[0].isdigit() and index and tokens[index - 1].low not in words.prepositions:
            return None
    return None


def _shared_verb(text: str, start: int, number: Number, words: Lexicon) -> str | None:
    """Return the unit of a verb shared with the one counted before: "killed a minister and at least eight others"."""
    if not _LEFT_GLUE.search(text, max(start, number.before - 30), number.start):
        return None
    left = text[max(start, number.before - 110) : number.before]
    found = None
    for match in re.finditer(r"[\w’'-]+", left):
        verb = words.active.search(left[: match.end()] + " ")
        if verb and verb.end(1) == match.end():
            found = words.active_unit[_key(verb[1])]
        elif match.group().lower() in ("was", "were", "said", "who", "which"):
            found = None
    return found


def _person(text: str, start: int, number: Number, tokens: Sequence[_Token], words: Lexicon) -> Found | None:
    """Return the unit of "a farmer" where it is killed, arrested and so on; a single person is no figure otherwise."""
    counted = number.text.split(maxsplit=1)[1]
    left = text[max(start, number.before - 70) : number.before]
    verb = _active(left, words)
    unit = (
        words.active_unit[_key(verb[1])]
        if verb
        else _passive(tokens, words) or _shared_verb(text, start, number, words)
    )
    return Found(unit, counted, number.after) if unit else None


def _key(words: str) -> str:
    return " ".join(words.lower().split())
