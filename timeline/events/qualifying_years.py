"""Years, decades and centuries that only say which thing is meant, or how old it is, and date nothing that is done."""

from __future__ import annotations

import re

from timeline.clauses import Parse
from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    COMMA,
    DETERMINER,
    NAME,
    NOUN,
    POSSESSIVE,
    PREPOSITION,
    STOP,
    words,
)
from timeline.events.triggers import Found
from timeline.model import DateMention

__all__ = ["only_qualifies"]

_A_SEASON, _A_DECADE = 300, 3600
"""Days."""
_CLOSE, _LONGEST = 3, 5
_SEASONS = frozenset(("spring", "summer", "autumn", "winter"))
_ONE = words("a an another its his her their our my this that two three several")
_NAMED_BY_YEAR = words(
    "budget bill policy plan agenda vision strategy programme program framework code scheme roadmap order charter target targets "
    "project goal goals estimate estimates outlay allocation request tariff proposal model draft calendar crop harvest"
)
"""Nouns of what is called by the year that it is of or for: the 2025-26 budget, Auto Policy 2030."""
_LAWS = words(
    "law act ordinance rules regulations amendment convention resolution constitution treaty legislation statute decree"
)
"""… that does something in that very year where it is the subject: "a 2013 law banned …", but "he was tried under a 2013 law"."""
_GROUND = words("government administration regime ministry term tenure era cabinet presidency rule")
"""Nouns behind which brackets tell how long somebody was in office: the government (2013-18)."""
_CASES = words("case cases incident incidents suspects accused convicts petition petitions hearing hearings")
_OF_A_YEAR = words(
    "nominee nominees candidate candidates contender contenders hopeful hopefuls challenger challengers champion champions "
    "winner winners laureate laureates finalist finalists medallist medalist runner-up"
)
"""… and persons by the year of what they stood for or won: the 2020 nominee."""
_PAPERS = words(
    "order orders approval notification notice decree directive resolution memo memorandum circular judgment judgement edict"
)
"""Nouns of what was ordered or set down on a day."""
_MADE_IN = words("in by through with under following")
_FISCAL = re.compile(r"\b(?:fiscal|financial|academic|FY ?\d|season)|\b(?:19|20)\d\d[-–/]\d\d\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TO_COME = re.compile(r"\b(?:coming|next|upcoming|following|ensuing)\b", re.IGNORECASE)


def only_qualifies(parse: Parse, found: Found, mention: DateMention, at: int) -> bool:
    """Whether a date of at least a season only says which or how old a thing is, or what a sum is for.

    "A 17th-century palace", "the 2025-26 budget", "the Finance Act 2025", "a budget for the fiscal year 2025-26", and of days
    "bail in a May 9 case", "upheld the court's May 9 order". A noun that names a happening keeps its date: "the 2015 accord".
    ``at`` is the date's token.
    """
    days = mention.interval.days
    if days == 1 and (_is_whose_case(parse, found, mention, at) or _is_whose_order(parse, found, mention, at)):
        return True
    if _is_since_when_in_office(parse, found, at) or _is_kind_of_thing(parse, found, mention, at):
        return True
    if days is None or days < _A_SEASON:
        return False
    return (
        _names_the_thing_before(parse, mention, at)
        or _is_what_it_is_for(parse, mention, at)
        or _is_before_a_thing(parse, found, at)
        or _is_before_what_is_now(parse, found, mention, at)
        or (days >= _A_DECADE and _says_how_old(parse, found, mention, at))
    )


def _is_kind_of_thing(parse: Parse, found: Found, mention: DateMention, at: int) -> bool:
    """Whether a bare season only says of what kind a thing is ("had summer jobs", "bought winter coats")."""
    behind = at + 1
    if mention.text.lower() not in _SEASONS or behind >= len(parse.tokens):
        return False
    if at and parse.flags[at - 1] & (PREPOSITION | DETERMINER):
        return False
    thing = parse.tokens[behind]
    plain = thing.flags & NOUN and not thing.flags & (NAME | AUXILIARY | PREPOSITION | ADVERB) and thing.word.isalpha()
    return bool(plain) and not any(noun.first <= behind <= noun.head for noun in found.nouns)


def _is_since_when_in_office(parse: Parse, found: Found, at: int) -> bool:
    """Whether "since" and a date end what is told between commas of who somebody is ("Ali, head of the army since 2012, was").

    What has a verb of its own there, or names a happening, keeps its date ("Ali, who has led it since 2012, was").
    """
    since = at if parse.tokens[at].word.startswith("since") else at - 1
    behind = at + 1
    if since < 1 or not parse.tokens[since].word.startswith("since") or behind >= len(parse.tokens):
        return False
    opens = since
    while opens > 0 and not parse.flags[opens - 1] & (COMMA | STOP):
        opens -= 1
    if opens in (0, since) or not parse.flags[behind] & COMMA:
        return False
    heads = [clause.group.head for clause in parse.clauses if clause.group is not None]
    return not any(opens <= head < since for head in [*heads, *(noun.head for noun in found.nouns)])


def _is_whose_case(parse: Parse, found: Found, mention: DateMention, at: int) -> bool:
    """Whether a day is the name of what a case in court is about ("bail in eight May 9 cases", "a May 9 riots case")."""
    if not any(letter.isdigit() for letter in mention.text):
        return False
    head = next((step for step in _phrase_from(parse, at + 1, at) if parse.tokens[step].word in _CASES), None)
    return head is not None and not any(at < noun.head <= head for noun in found.nouns)


def _is_whose_order(parse: Parse, found: Found, mention: DateMention, at: int) -> bool:
    """Whether a day is the name of what was ordered on it ("upheld the commission's May 9, 2024 order").

    What is done in or by such a paper has its day: "in the May 9 order, the judges asked …".
    """
    if at < 1 or not any(letter.isdigit() for letter in mention.text):
        return False
    before = parse.tokens[at - 1]
    opened = {token.word for token in parse.tokens[max(0, at - (2 if before.word == "the" else _LONGEST)) : at]}
    if not (before.word == "the" or before.flags & POSSESSIVE) or not _MADE_IN.isdisjoint(opened):
        return False
    return any(
        parse.tokens[head].word in _PAPERS and not any(at < noun.head <= head for noun in found.nouns)
        for head in _phrase_behind(parse, at)
    )


def _phrase_behind(parse: Parse, at: int) -> range:
    """Return the tokens of the phrase that a date stands before, past the comma of "May 9, 2024, order"."""
    return _phrase_from(parse, at + 1 + (at + 1 < len(parse.tokens) and parse.tokens[at + 1].word == ","), at)


def _phrase_from(parse: Parse, first: int, at: int) -> range:
    """Return the names, nouns and adjectives from a token on that stand close behind a date."""
    head = first
    while head < min(len(parse.tokens), at + _LONGEST) and parse.flags[head] & (NOUN | NAME | ADJECTIVE):
        head += 1
    return range(first, head)


def _is_before_what_is_now(parse: Parse, found: Found, mention: DateMention, at: int) -> bool:
    """Whether a year that is over stands before the subject of a verb of the present ("the 2009 movement is seen as …")."""
    clause = parse.clauses[parse.clause_of[at]]
    group, before = clause.group, parse.tokens[at - 1].word if at else ""
    if group is None or not group.finite or group.past or group.perfect or group.modal or before != "the":
        return False
    phrase = _phrase_behind(parse, at)
    if not phrase or group.first < at or any(noun.head in phrase for noun in found.nouns):
        return False
    return bool(_YEAR.fullmatch(mention.text)) and bool(parse.flags[phrase[-1]] & (NOUN | NAME))


def _names_the_thing_before(parse: Parse, mention: DateMention, at: int) -> bool:
    """Whether a year is the end of a name, or stands in brackets behind an office ("Electric Vehicle Policy 2025-30")."""
    if at < 1 or not mention.text[:1].isdigit():
        return False
    before = parse.tokens[at - 1]
    if before.word == "(" and at > 1:
        return parse.tokens[at - 2].word in _GROUND
    if not parse.source[0][parse.span(at - 1, at - 1)[1] : mention.start].isspace():
        return False
    return before.word in _NAMED_BY_YEAR | _LAWS or _ends_a_name(parse, mention, at)


def _ends_a_name(parse: Parse, mention: DateMention, at: int) -> bool:
    """Whether a year is the last word of a name ("at the Mobile World Congress 2025"), of which a place's alone is none."""
    behind = parse.flags[at + 1] if at + 1 < len(parse.tokens) else 0
    if not parse.flags[at - 1] & NAME or behind & (NOUN | ADJECTIVE) or not _YEAR.fullmatch(mention.text):
        return False
    return parse.tokens[at - 2].word not in ("in", "at", "from", "near") if at > 1 else False


def _is_what_it_is_for(parse: Parse, mention: DateMention, at: int) -> bool:
    """Whether "for" stands before a fiscal year or a year to come: what the money or the plan is for."""
    before = [token.word for token in parse.tokens[max(0, at - 2) : at]]
    opened = before[-1:] == ["for"] or before == ["for", "the"] or parse.tokens[at].word.startswith("for ")
    return opened and bool(_FISCAL.search(mention.text) or _TO_COME.search(mention.text))


def _is_before_a_thing(parse: Parse, found: Found, at: int) -> bool:
    """Whether a year stands before what is called by its year, where that is no happening with a name of its own."""
    owned = at + 1 < len(parse.tokens) and bool(parse.flags[at + 1] & POSSESSIVE)  # "in next year's budget"
    for head in _phrase_from(parse, at + 1 + owned, at):
        word = parse.tokens[head].word
        if word in _OF_A_YEAR:  # but "as a 2020 candidate, she proposed …" tells when
            return "as" not in [token.word for token in parse.tokens[max(0, at - _CLOSE - 1) : at]]
        if (word in _NAMED_BY_YEAR or word in _LAWS) and not any(at < noun.head <= head for noun in found.nouns):
            group = parse.clauses[parse.clause_of[at]].group
            return word in _NAMED_BY_YEAR or group is None or group.first < head
    return False


def _says_how_old(parse: Parse, found: Found, mention: DateMention, at: int) -> bool:
    """Whether a century or a decade only says how old a thing is ("at a 17th-century palace", "a 1970s film")."""
    if at + 1 >= len(parse.tokens) or not parse.flags[at + 1] & NOUN:
        return False
    if any(at < noun.head <= at + _CLOSE for noun in found.nouns):
        return False  # "the 1990s civil war"
    if "-" in mention.text:
        return True
    before = [token.word for token in parse.tokens[max(0, at - 2) : at]]
    return "at" in before or not _ONE.isdisjoint(before[-1:])
