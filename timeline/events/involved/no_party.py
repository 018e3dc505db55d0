"""Names in the reach of a happening that take no part in it: ground, nations of people, whom words are from, what was near."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Parse
from timeline.clauses.forms import ADJECTIVE, COORDINATOR, DATE, DETERMINER, NAME, NOUN, POSSESSIVE, STOP, VERB, words
from timeline.events.involved.party_words import PartyWords
from timeline.events.involved.scopes import APART
from timeline.events.triggers import VIOLENCE, Trigger
from timeline.model import ActorMention

__all__ = ["is_people", "less_abbreviations", "less_owners", "takes_no_part"]

_OF_PEOPLE = frozenset(("attack", "clash", "military_operation", "legal", "displacement", "statistic", "statement"))
"""Types of happenings of which a nation's people may be told, its state having no part."""
_OF_WORDS = frozenset(("statement", "meeting", "aid", "statistic", "displacement", "other"))
"""Types of happenings in which those who only hold the ground that is told of take no part."""
_FORCES = frozenset(
    ("rebel", "rebels", "forces", "militants", "insurgents", "jihadists", "government", "group", "groups")
)
_LONGEST_POST = 5
_HIS_MEN = words(
    "adviser advisor aide ally allies chief spokesman spokeswoman spokesperson lawyer lawyers attorney attorneys secretary "
    "envoy deputy successor predecessor bodyguard bodyguards point-man pointman strategist confidant rival opponent "
    "wife husband widow son sons daughter daughters brother brothers sister sisters father mother parents cousin nephew "
    "uncle niece in-law relatives family friend friends"
)
"""Who somebody is to a person that only says whose they are."""
_TERMS = frozenset(("term", "presidency", "tenure", "reign", "rule", "premiership", "era"))
_HEADS = frozenset(("president", "prime", "minister", "king", "queen", "former", "then", "chancellor", "the", "late"))
_GROUPS = frozenset(("armed_group", "movement", "party"))
_LONGEST_OFFICE = 20
"""Words within which who tells something is named behind "according to" and his office."""
_FEW = 3
"""Words that may stand between a country's mark of possession and its group: "Yemen's Iran-backed Houthi rebels"."""
_ENVOYS = frozenset(("ambassador", "ambassadors", "envoy", "envoys"))
_TALKED_OVER = frozenset(("discuss", "review", "debate", "address"))
_SHOWN = frozenset(("report", "publish", "release", "air", "broadcast", "carry", "print", "post", "quote", "cite"))
"""Verbs of what papers and channels do with what others said or showed."""
_PAPERS = frozenset(
    ("agency", "newspaper", "paper", "daily", "weekly", "channel", "website", "site", "station", "broadcaster", "network",
     "magazine", "news", "television", "tv", "radio")
)  # fmt: skip
"""Nouns that may stand behind the name of a paper or a channel and are itself."""
_TOLD_TO = frozenset(("to", "with", "by", "on", "told", "of", "for", "from", "in"))
"""Words before a paper's name by which it is not who says it."""
_ONE = frozenset(("a", "an", "another"))
_GUISES = frozenset(("disguised", "dressed", "posing", "masquerading", "impersonating"))
_DONE_TO_PEOPLE = frozenset(("attack", "clash", "military_operation", "legal", "displacement", "statistic"))


def takes_no_part(parse: Parse, trigger: Trigger, mention: ActorMention, party_words: PartyWords) -> bool:
    """Whether a name in the reach of a happening is none of those who take part in it."""
    if mention.how == "aside" and _is_where_recalled_from(parse, trigger, mention):
        return False
    if mention.actor.kind == "media":
        return not _is_its_own_report(parse, trigger, mention)
    if mention.how in ("aside", "nationality") or _is_ground(parse, mention, party_words):
        return True
    if mention.actor.kind == "person" and (_only_says_when(parse, mention) or _only_says_whose_man(parse, mention)):
        return True
    if trigger.type in _OF_WORDS and _only_holds_ground(parse, mention):
        return True
    if trigger.type in _OF_PEOPLE and is_people(parse, mention, party_words):
        return True
    return _stands_apart(parse, trigger, parse.token_at(mention.start), party_words)


def _is_its_own_report(parse: Parse, trigger: Trigger, mention: ActorMention) -> bool:
    """Whether a paper or a channel is who says it ("the daily Lomé Gazette reported on Sunday") or shows it ("aired by …")."""
    clause = parse.clauses[trigger.clause]
    group, at = clause.group, parse.token_at(mention.start)
    if group is None or trigger.part == "noun" or parse.clause_of[at] != clause.number:
        return False
    if group.passive or group.form == "en":
        return group.lemma in _SHOWN and at > group.last and "by" in _words_between(parse, group.last, at)
    told = trigger.type == "statement" and group.lemma != "tell" and at < group.first
    if not told or _TOLD_TO.intersection(_words_between(parse, at - _FEW, at)):
        return False
    following = parse.tokens[parse.token_at(mention.end - 1) + 1 : group.first]
    named = next((token for token in following if token.word not in _PAPERS), None)
    return named is None or not named.flags & (NOUN | STOP)  # "an ex-Channel Nine anchor accuses …"


def _words_between(parse: Parse, first: int, end: int) -> set[str]:
    return {token.word for token in parse.tokens[max(0, first) : end]}


def less_owners(parse: Parse, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the mentions less the countries that only say whose group the next one is: "Lebanon's Hezbollah"."""
    kept: list[ActorMention] = []
    for number, mention in enumerate(mentions):
        after = mentions[number + 1] if number + 1 < len(mentions) else None
        if after is None or mention.actor.kind != "government" or after.actor.kind not in _GROUPS:
            kept.append(mention)
            continue
        last, first = parse.token_at(mention.end - 1), parse.token_at(after.start)
        between = parse.tokens[last + 1 : first]
        if not (between and between[0].flags & POSSESSIVE and len(between) <= _FEW):
            kept.append(mention)
    return kept


def less_abbreviations(parse: Parse, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the mentions less those that only say how the one before is abbreviated: "the Lomé Water Board (LWB)"."""
    kept: list[ActorMention] = []
    for mention in mentions:
        at = parse.token_at(mention.start)
        said = kept[-1] if kept else None
        if said is None or said.actor.id != mention.actor.id or at == 0 or parse.tokens[at - 1].word != "(":
            kept.append(mention)
    return kept


def _is_ground(parse: Parse, mention: ActorMention, party_words: PartyWords) -> bool:
    """Whether a country's name only says where something lies ("north of the Iraqi capital", "in Syria's Aleppo")."""
    first, last = parse.token_at(mention.start), parse.token_at(mention.end - 1)
    following = parse.tokens[last + 1 : last + 3]
    if mention.actor.kind != "government" or not following:
        return False
    if following[0].word in party_words.ground and not (
        len(following) > 1 and following[1].word in party_words.held_by_forces
    ):
        return True
    if following[0].word in party_words.missions or mention.text.rsplit(" ", 1)[-1].lower() in party_words.missions:
        before = [token.word for token in parse.tokens[max(0, first - 2) : first]]
        return any(word in ("at", "in", "outside", "inside", "to") for word in before)
    owned = len(following) > 1 and following[0].flags & POSSESSIVE and following[1].flags & (NAME | NOUN) == NAME
    if owned and first > 1 and parse.tokens[first - 1].word == "on" and parse.tokens[first - 2].names:
        return False  # "an attack on Kenya's port of Lamu"
    return bool(owned) and first > 0 and parse.tokens[first - 1].word in ("in", "to", "near", "on", "at", "around")


def is_people(parse: Parse, mention: ActorMention, party_words: PartyWords) -> bool:
    """Whether a country's name only says of which nation people are ("two Syrians", "a Syrian teenager"), not that it acts."""
    if mention.actor.kind != "government" or mention.how in ("office", "affiliation"):
        return False
    if mention.how == "nationality":
        return True
    last = parse.token_at(mention.end - 1)
    if mention.text.endswith(("ns", "is", "ks", "bs", "nese")):  # Syrians, Iraqis, Arabs
        return mention.text != mention.actor.name
    one = parse.token_at(mention.start)
    following = parse.tokens[last + 1].flags if last + 1 < len(parse.tokens) else 0
    alone = one > 0 and (parse.tokens[one - 1].word in _ONE or parse.tokens[one - 1].word.endswith("-year-old"))
    if alone and not following & (NOUN | NAME | ADJECTIVE):
        return True  # "a Syrian armed with a knife"
    after = [token.word for token in parse.tokens[last + 1 : last + 4]]
    named = next((word for word in after[:3] if word in party_words.people), None)
    if named is None or not all(word.isalpha() for word in after[: after.index(named)]):
        return False
    return not any(
        _is_verb(parse, at) for at in range(last + 1, last + 1 + after.index(named))
    )  # "Kenya warned its citizens"


def _is_verb(parse: Parse, at: int) -> bool:
    """Whether a word is the finite verb of its clause."""
    group = parse.clauses[parse.clause_of[at]].group
    return group is not None and group.finite and group.first <= at <= group.last


def _only_says_when(parse: Parse, mention: ActorMention) -> bool:
    """Whether a person's name only says under whom something was: "in President Sarwar's first term"."""
    last = parse.token_at(mention.end - 1)
    following = parse.tokens[last + 1 : last + 4]
    if _in_whose_day(parse, parse.token_at(mention.start)):
        return True
    if not following or not following[0].flags & POSSESSIVE:
        return False
    return any(token.word in _TERMS for token in following[1:])


def _only_says_whose_man(parse: Parse, mention: ActorMention) -> bool:
    """Whether a person's name only says whose aide or relative somebody is: "Omar Sarwar's lawyer said"."""
    last, first = parse.token_at(mention.end - 1), parse.token_at(mention.start)
    before = [token.word for token in parse.tokens[max(0, first - 2) : first]]
    if before[1:] == ["of"] and before[0] in _HIS_MEN:
        return True
    following = parse.tokens[last + 1 : last + 2 + _LONGEST_POST]
    if not following or not following[0].flags & POSSESSIVE:
        return False
    for token in following[1:]:
        if token.word in _HIS_MEN:
            return True
        if not token.flags & (NOUN | ADJECTIVE | NAME) or token.flags & (STOP | VERB) & ~NOUN:
            return False
    return False


def _only_holds_ground(parse: Parse, mention: ActorMention) -> bool:
    """Whether a name only says who holds the ground that is spoken of: "areas under the control of rebels or X"."""
    at = parse.token_at(mention.start) - 1
    while at > 0 and (
        parse.tokens[at].flags & (COORDINATOR | DETERMINER | NAME | ADJECTIVE) or parse.tokens[at].word in _FORCES
    ):
        at -= 1
    words_before = [token.word for token in parse.tokens[max(0, at - 1) : at + 1]]
    return words_before in (["control", "of"], ["controlled", "by"], ["held", "by"], ["hands", "of"])


def _in_whose_day(parse: Parse, at: int) -> bool:
    """Whether a name is that of the head of state under whom something was ("its largest loss under President Ana Ruiz")."""
    before = [token.word for token in parse.tokens[max(0, at - _LONGEST_OFFICE) : at]]
    return "under" in before[:-1] and all(word in _HEADS for word in before[before.index("under") + 1 :])


def _stands_apart(parse: Parse, trigger: Trigger, at: int, party_words: PartyWords) -> bool:
    """Whether an actor is only whom the words are from ("according to X"), whose border it is, or what an office is for."""
    before = [token.word for token in parse.tokens[max(0, at - 6) : at]]
    if _GUISES.intersection(before[-4:]):
        return True  # "gunmen dressed as policemen"
    if before[-1:] in (["like"], ["unlike"]) or before[-2:] in (["like", "the"], ["unlike", "the"]):
        return True  # "which like Kenya backs the deal"
    if _is_topic(parse, trigger, at):
        return True
    if trigger.type not in VIOLENCE and _is_since(parse, trigger, at):
        return True
    if trigger.part == "light" and any(token.word in APART for token in parse.tokens[trigger.last + 1 : at]):
        return True  # "the strikes came days after a warning by Kenya"
    if before[-1:] == ["to"] and _only_says_what_it_is(parse, trigger, at):
        return True  # "the meeting was a message to Kenya"
    opening = parse.tokens[0].word == "according" and any(token.word == "," for token in parse.tokens[:at])
    if ("according" in before and not opening) or _is_told_by(parse, at):
        return True  # but not "According to police, X was …"
    if before[-2:] in (["border", "with"], ["borders", "with"]) and trigger.type != "restriction":
        return True  # but closing the border is done to both
    if trigger.type in _DONE_TO_PEOPLE and _lies_beside(parse, trigger, at, party_words):
        return True  # "a blast near the Kenyan embassy"
    article = 1 if before[-1:] == ["the"] else 0
    end = len(before) - article
    office = end > 1 and before[end - 1] in ("for", "to") and before[end - 2] in party_words.envoys
    if office and trigger.type == "statement" and before[end - 2].startswith("spokes"):
        return False  # who speaks for Kenya's ministry speaks for Kenya
    return office or "according" in parse.tokens[at].word


def _is_where_recalled_from(parse: Parse, trigger: Trigger, mention: ActorMention) -> bool:
    """Whether an envoy's host state has its part in what is done with the envoy ("recalled its ambassador to Kenya")."""
    at = parse.token_at(mention.start)
    before = [token.word for token in parse.tokens[max(0, at - 2) : at]]
    return trigger.type == "political" and before[-1:] == ["to"] and before[0] in _ENVOYS and at > trigger.first


def _is_topic(parse: Parse, trigger: Trigger, at: int) -> bool:
    """Whether a name is that of what is only talked over ("the two men discussed Kenya")."""
    group = parse.clauses[trigger.clause].group
    talked = trigger.type == "meeting" and trigger.part != "noun" and group is not None and group.lemma in _TALKED_OVER
    return talked and group is not None and at == group.last + 1


def _only_says_what_it_is(parse: Parse, trigger: Trigger, at: int) -> bool:
    """Whether a name stands in what a happening is said to be, behind "was" and the like."""
    group = parse.clauses[trigger.clause].group
    return group is not None and group.lemma == "be" and trigger.part != "verb" and trigger.first < group.first < at


def _is_told_by(parse: Parse, at: int) -> bool:
    """Whether a name stands behind the office of who tells it all ("according to the head of the town's hospital, X")."""
    for step in range(at - 1, max(-1, at - _LONGEST_OFFICE), -1):
        token = parse.tokens[step]
        if token.word == "according":
            return step > 0 or all(parse.tokens[between].word != "," for between in range(step, at))
        if token.flags & (STOP | COORDINATOR) or (token.flags & VERB and not token.flags & (NOUN | NAME)):
            return False
    return False


def _is_since(parse: Parse, trigger: Trigger, at: int) -> bool:
    """Whether a name stands in a phrase that only tells the time of something else ("since the Taliban takeover")."""
    for step in range(at - 1, max(-1, at - 6), -1):
        token = parse.tokens[step]
        if token.word in APART:
            return not step < trigger.head < at + 6
        if not token.flags & (NOUN | NAME | ADJECTIVE | DETERMINER | DATE):
            return False
    return False


def _lies_beside(parse: Parse, trigger: Trigger, at: int, party_words: PartyWords) -> bool:
    """Whether a name stands in what a happening was only near to ("near a gathering of supporters of X")."""
    for step in range(at - 1, max(trigger.head, at - 24), -1):
        token = parse.tokens[step]
        if token.word in party_words.beside or (
            token.word == "from" and parse.tokens[step - 1].word in party_words.distances
        ):
            return True
        group = parse.clauses[parse.clause_of[step]].group
        if token.word == "," or (group is not None and group.finite and step == group.last):
            return False
    return any(token.word in party_words.beside for token in parse.tokens[max(0, at - 2) : at])
