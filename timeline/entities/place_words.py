"""The words by which English news says that a name is a place, and what sort of place: data of :mod:`place_choice`."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


AREAS = frozenset({"subdivision", "region", "country"})
_TYPE_WORDS: dict[str, frozenset[str]] = {
    "province state governorate oblast region department prefecture wilayat wilaya krai": frozenset(
        {"subdivision", "region"}
    ),
    "district tehsil county agency subdistrict township commune raion municipality cercle": frozenset({"district"}),
    "valley strip peninsula territory highlands plateau": frozenset({"region", "district"}),
    "city town village hamlet metropolis": frozenset({"town"}),
    "crossing checkpoint": frozenset({"crossing"}),
    "camp airport airbase dam pass island": frozenset({"site", "town"}),
}
LEVELS_OF_TYPE_WORD = {word: levels for listed, levels in _TYPE_WORDS.items() for word in sorted(_words(listed))}
"""Which levels of place a type word beside the name speaks for. The plural is the same word."""

PREPOSITIONS = _words(
    """in at near from to into across around outside inside within throughout towards toward through over on off
    along above beyond between against via"""
)
"""A place name right after one of these is where something is, comes from or goes to."""

OTHER_PREPOSITIONS = _words("of with for about by")
"""A name right after one of these may be a place, a government or a person."""

UNSURE_CUES = OTHER_PREPOSITIONS | {"bare", "name", "based"}
"""Cues under which a name that is also a word or a person's is not taken for a place."""

BORDER_BEFORE = re.compile(
    r"\b(?:border(?:s|ing|ed)|neighbou?rs|neighbou?ring|next to|adjacent to) (?:the )?$", re.IGNORECASE
)
"""The place is named to say what lies beside it."""

INSTITUTIONS = _words(
    """court university airport hospital prison jail municipality police cantonment barracks stadium bazaar mosque church
    school college bridge highway road cathedral zoo district province region governorate oblast city state camp port
    station tribunal seminary madrassa shrine market museum park square valley river dam border crossing airbase base
    administrative high supreme central international district medical general provincial regional military assembly
    division corps garrison metro railway government administration authorities"""
)
"""Capitalised words after a town's name that make the name of something standing in that town."""

CARRIERS = _words(
    """north south east west northern southern eastern western northeastern northwestern southeastern southwestern central
    upper lower greater inner outer old new mount lake fort camp district province city state region port town village
    commander governor mayor operation the a an and or in at near from to of on by for with as but while when after before
    since until monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec"""
)
"""Capitalised words before a name that do not make it part of a person's or an organisation's name."""

FOLLOWERS = _words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december jan feb mar apr jun jul aug sept sep oct nov dec president prime minister foreign defence
    defense interior governor mayor and or but in on at taliban"""
)
"""Capitalised words after a name that do not make one longer name of the two."""

_TYPES = "|".join(
    sorted({"counties", "cities", "territories", "municipalities", *LEVELS_OF_TYPE_WORD}, key=len, reverse=True)
)
TYPE_AFTER = re.compile(
    rf"(?:[’']s)?[ -](?:tribal |border |autonomous |capital )?({_TYPES})(s|es)?\b(?![’'-])", re.IGNORECASE
)
CAPITAL_OF_BEFORE = re.compile(r"\bcapital of (?:the )?$", re.IGNORECASE)
TYPE_IN_LIST_BEFORE = re.compile(
    rf"\b({_TYPES})(?:s|es)? of (?:the )?(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*(?:, | and |, and ))+$", re.IGNORECASE
)
TYPE_BEFORE = re.compile(
    rf"\b({_TYPES})(?:s|es)? of (?:the )?$|\b(province|district|tehsil|village|town|city|camp) $", re.IGNORECASE
)
PREPOSITION_BEFORE = re.compile(
    r"\b([A-Za-z]+) (?:(?:the|both|nearby|neighbou?ring|downtown|central|mainly|mostly|(?:the )?(?:north|south|east|west)(?:ern|"
    r"east(?:ern)?|west(?:ern)?)?|(?:the )?(?:city|town|village|province|district|region|state|capital|port) of)[ ])*$",
    re.IGNORECASE,
)
BASED_AFTER = re.compile(r"-(?:based|born|backed|led|controlled|administered|occupied|held|style)\b")
_PLACE_ADJECTIVES = "|".join(
    sorted(
        _words(
            """[a-z-]+ern [a-z]+-[a-z]+ central coastal border frontier capital port tribal mountainous desert restive volatile
            troubled besieged second largest biggest main holy garrison industrial commercial financial provincial regional city
            town village province district region state governorate oblast valley enclave exclave suburb neighbou?rhood camp
            island area market resort hub territory strategic key historic ancient disputed of the and"""
        )
    )
)
CONTAINER_BETWEEN = re.compile(
    r"(?:,| in| inside| within|(?:[’']s)?(?: [A-Za-z-]+){1,3}? (?:in|of|inside|within))"
    rf"(?: (?:{_PLACE_ADJECTIVES}|an?|in|near|its)){{0,7}} ?"
)
"""Between the narrower and the wider place: "Mir Ali, North Waziristan", "Quetta in south-western Pakistan"."""
OWNER_BETWEEN = re.compile(r"[’']s?(?: [a-z][a-z-]*){0,5}(?: [a-z]+ of)?(?: the)? ")
"""Between the wider and the narrower place: "Pakistan's restive Balochistan", "Syria's city of Homs"."""
NATION_BETWEEN = re.compile(rf"(?:-[a-z]+)?(?: (?:{_PLACE_ADJECTIVES})){{0,6}} ")
"""Between a nationality and the place it speaks of: "the Afghan border city of Kandahar"."""
LIST_BETWEEN = re.compile(r",? (?:and|or|as well as) |, |/|–|-")
DATELINE_AFTER = re.compile(
    r"(?P<more>(?:, [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})*)(?: ?\([^)\n]{2,40}\))?(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|"
    r"\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?(?: ?\([^)\n]{2,40}\))?(?P<mark> ?(?::|—|–|--|-|_) ?)",
)
DATELINE_WITHOUT_MARK = re.compile(
    r"(?P<more>(?:(?:/|, )[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)?)?) (?=(?:[A-Z][\w.’'-]*|[A-Z])[ ,’'].{0,80}?[a-z] [a-z])"
)
"""What follows "KABUL" in "KABUL A mine went off …", as some sites print it."""
