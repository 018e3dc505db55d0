"""The words that stand for names: "the group", "both sides", and the offices that need no country beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from timeline.entities.lexicon.fixed_words import FixedWords
from timeline.entities.lexicon.lists import Lists, any_of

__all__ = ["StandIn", "StandInWords"]


_OFFICES = frozenset(
    ("government", "army", "military", "authorities", "security forces", "armed forces", "air force", "navy", "police")
)
"""What stands for the state of the article's own country where no other is named."""


_ENDS_THERE = (
    r"[.,;:’'\"”)]|$|\n| (?:and|or|in|on|at|to|for|from|by|with|against|after|before|during|over|into|near|through|since|until|"
    r"under|who|which|that|while|when|as|but|not|then|now|later|never)\b"
)
"""What may stand behind a noun that no other noun goes on: a mark, or a small word."""


_BONDS = "(?:linked|affiliated|allied|aligned|backed|inspired)"
_OF_POLITICS = "government|cabinet|party|parties|partners?|talks|deal|agreement|lawmakers?|MPs?"
"""Words behind "the coalition" by which it is one of parties that govern together."""
_MEN_OF_RULERS = "troops|forces|soldiers|army|guards?|guardsmen|government|administration"
_NO_DEEDS = r"backed|based|armed|owned|funded|linked|allied|aligned|led|related|sponsored|controlled|red|need\b"
"""Words on -ed behind "army" or "government" that tell of no deed, for which a hyphen was forgotten."""


class StandIn(NamedTuple):
    """One way to stand for a name: a pattern, the letters that it begins with, and what may stand before these in its first word.

    The pattern leaves out its first letter, which may be a capital or not: one that begins with fixed letters is found faster.
    """

    fixed: str
    pattern: re.Pattern[str]
    heads: frozenset[str]


class StandInWords:
    """The patterns of stand-ins. ``offices`` are those of a state; ``starts`` says where a pattern is worth trying."""

    def __init__(self, lists: Lists) -> None:
        adjectives, groups = any_of(lists["group adjectives"]), any_of(lists["group nouns"])
        self.of_persons = tuple(sorted(lists["pair nouns of persons"] | {"pair"}))
        two = any_of(lists["pair nouns"] | lists["pair nouns with the two"] | lists["pair nouns of persons"])
        self.group = _stand_in(
            "", rf"he (?:(?:[\w-]+ ){{0,2}}?(?:{adjectives}|[\w-]+-{_BONDS}) )?(?:{groups})\b(?! of\b)", "T t"
        )
        self.bloc = _stand_in("", rf"he (?:[\w-]+ ){{0,2}}?(?:{any_of(lists['bloc nouns'])})\b(?! of\b)", "T t")
        self.both = _stand_in(
            "oth ",
            rf"oth (?:{any_of(lists['pair nouns'] | lists['pair nouns with both'] | lists['pair nouns of persons'])})\b",
            "B b",
        )
        self.the_two = _stand_in("e two ", rf"e two (?:[\w-]+ ){{0,2}}?(?:{two})\b", "Th th Thos thos Thes thes")
        self.pair = _stand_in("e pair", r"e pair\b(?! of\b)", "Th th")
        self.deed_of_person = _owned((" his", "His", " her", "Her", " whose"), any_of(lists["owned by persons"]))
        self.deed_of_body = _owned((" its", "Its", " their", "Their"), any_of(lists["owned by bodies"]))
        heads = any_of(lists["heads that stand alone"])
        does = _does(lists)
        small = any_of({head.lower() for head in lists["heads that stand alone"]} - lists["heads with a capital only"])
        owns_or_does = rf"(?! on [a-z])(?=['’]s\b|{_ENDS_THERE}|{does})"
        self.body = re.compile(rf"he (?:({heads})\b(?! (?:of|for|{_OF_POLITICS})\b|[ -][A-Z])|({small}){owns_or_does})")
        self.offices = tuple(_offices(lists))
        self.juntas = tuple(sorted(code.upper() for code in lists["juntas"]))
        portfolios, organs = (
            any_of(lists["portfolios"] | lists["further portfolios"]),
            any_of(lists["organs of states"]),
        )
        organ = rf"(?P<organ>(?:{portfolios}) [Mm]inistry|[Mm]inistry of (?:the )?\w+|(?i:{organs}))"
        self.organ_after = re.compile(rf"(?:['’]s)? (?:[a-z]+ ){{0,2}}?{organ}\b")
        """What follows a state where one of its organs is named: "Kenyan police", "Kenya's foreign ministry"."""
        self.organ_last = re.compile(rf" {organ}$")
        self.organs_alone = lists["organs of states"] - lists["deeds of offices"] - _OFFICES
        self.organ_alone = re.compile(rf"\b[Tt]he (?P<organ>{any_of(self.organs_alone)})\b(?! (?:of|in|at|to)\b)")
        fixed = {self.both.fixed, self.the_two.fixed, self.pair.fixed, *(office.fixed for office in self.offices)}
        self._fixed = FixedWords({words: [words] for words in sorted(fixed)})

    def starts(self, text: str, start: int, end: int) -> dict[str, list[int]]:
        """Return where in ``text[start:end]`` the fixed letters of each pattern stand, by those letters."""
        return self._fixed.starts(text, start, end)


def _stand_in(fixed: str, pattern: str, heads: str) -> StandIn:
    return StandIn(fixed, re.compile(pattern), frozenset(heads.split()))


def _owned(pronouns: Sequence[str], nouns: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns for pronouns that own what one of the nouns names, a word or two between: "his surprise visit".

    Each begins with its letters, so that it is found fast.
    """
    after = rf"(?= (?:[\w-]+ ){{0,2}}?(?:{nouns})\b(?!-))"
    return tuple(re.compile(rf"{pronoun}{after}") for pronoun in pronouns)


def _does(lists: Lists) -> str:
    """Return a pattern for a verb that tells what an office does."""
    return rf" (?:(?!{_NO_DEEDS})[a-z]+ed|{any_of(lists['deeds of offices'])})\b"


def _offices(lists: Lists) -> list[StandIn]:
    """Return the offices and forces named without their state, which mean that of the country the article is about."""
    does = rf"(?={_does(lists)})"
    men = rf" (?:{any_of(lists['men of offices'])})\b"
    alone = rf"(?={_ENDS_THERE})"
    offices = [
        _stand_in("overnment", rf"overnment(?:{men}|{does}|{alone})", "g G"),
        _stand_in("rmy", rf"rmy(?:{men}|{does}|(?<=[Tt]he army){alone})", "a A"),
        _stand_in("ilitary", rf"ilitary(?:{men}|{does}|(?<=[Tt]he military){alone})", "m M"),
        _stand_in("uthorities ", rf"uthorities{does}", "a A"),
        _stand_in("ecurity ", r"ecurity (?:forces|officials)\b", "s S"),
        _stand_in("rmed forces ", rf"rmed forces{does}", "a A"),
        _stand_in("ir force ", rf"ir force{does}", "a A"),
        _stand_in("avy ", rf"avy{does}", "n N"),
        _stand_in("olice ", rf"olice(?:{men}|(?: officers?| chief)?{does})", "p P"),
        _stand_in("unta", rf"unta(?:{men}|{does}|['’]s\b|{alone})", "j J"),
        _stand_in("upreme Court", r"upreme Court\b", "S"),
        _stand_in("ational Assembly", r"ational Assembly\b", "N"),
        _stand_in("arliament", r"arliament\b", "P"),
        _stand_in("resident", rf"resident['’]s (?:[Oo]ffice|(?:[a-z]+ )?(?:{_MEN_OF_RULERS}))\b", "P p"),
        _stand_in("rime ", r"rime [Mm]inister['’]s [Oo]ffice\b", "P p"),
        _stand_in(
            "inistry ",
            rf"(?<=[Tt]he [Mm])inistry(?= (?:on (?:[A-Z]\w+day) )?(?:{any_of(lists['deeds of offices'])})\b)",
            "m M",
        ),
        _stand_in("inistry of ", rf"inistry of (?:{any_of(lists['portfolios of'])})\b", "M"),
    ]
    for word in sorted(lists["portfolios"]):
        first, rest = word[:1], f"{word[1:]} "
        pattern = rf"{re.escape(rest)}(?:Ministry|ministry|Office|office)\b"
        offices.append(_stand_in(rest, pattern, f"{first} {first.lower()}"))
    return offices
