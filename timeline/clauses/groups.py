"""Verbs with their auxiliaries, and how a word that can be a verb is read where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.clauses.asides import goes_on_behind_dashes, only_tells_more
from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    COMMA,
    COORDINATOR,
    DATE,
    DETERMINER,
    DO,
    GET,
    HAVE,
    ING,
    MODAL,
    NAME,
    NEGATION,
    NOUN,
    NUMBER,
    OPENING,
    PARTICIPLE,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THIRD,
    TO,
    VERB,
    words,
)
from timeline.clauses.main_verbs import ALWAYS_FINITE, SUBJECTS, TAKES_CLAUSE, is_verb_of_the_subject
from timeline.clauses.nouns import (
    describes_a_noun,
    has_its_verb_behind,
    is_compound,
    is_dated_noun,
    later_plain_verb,
    noun_as_verb,
    opens_with_a_noun,
    qualifies_a_subject,
)
from timeline.clauses.participles import (
    breaks_in,
    counts_people,
    dates_the_participle,
    is_done_then,
    is_in_the_present,
    is_one_of_several,
    is_supposed,
    opens_an_object,
    stands_behind_an_opening,
)
from timeline.clauses.qualifying import qualifies_an_object, qualifies_what_is_counted
from timeline.clauses.tokens import Token

__all__ = ["Group", "verb_groups"]

_AFTER_A_NOUN = PREPOSITION | STOP | COMMA | BE | HAVE | MODAL | RELATIVE | SUBORDINATOR | COORDINATOR
_OPENS_AN_OBJECT = DETERMINER | NAME | PRONOUN | NUMBER
_IN_A_GROUP = AUXILIARY | GET | TO | VERB
"""What a word must be able to be for a verb group to begin with it."""
_BOUNDARY = STOP | SUBORDINATOR | RELATIVE | COORDINATOR | TO | COMMA | QUOTE
_DECIDES_LATER = _BOUNDARY | BE | HAVE | MODAL | PAST | PARTICIPLE
"""What a word must be able to be to say whether a verb form before it only qualifies a noun."""
_NO_VERB = PRONOUN | ADVERB | DETERMINER
"""What a word must not be able to be to be read as a verb."""
_QUALIFIES = words("air drone missile rocket suicide car bomb artillery mortar peace truce ceasefire border")
"""Nouns that qualify the noun after them, so that it is not the verb of a headline."""
_OPENS_A_CLAUSE = words("as when while where though although once")
_BEHIND_A_PARTICIPLE = PREPOSITION | DATE | COMMA | STOP | ADVERB


@dataclass(slots=True)
class Group:
    """A verb with its auxiliaries: token numbers from ``first`` to ``last``, ``head`` being the verb itself.

    ``form`` is finite, base (after "to"), ing or en (past participle without auxiliary).
    """

    first: int
    last: int
    head: int
    lemma: str
    form: str
    past: bool = False
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    modal: str = ""
    negated: bool = False

    @property
    def done(self) -> bool:
        """Whether it tells of something over and done: took, was taken, has been taken."""
        return self.past or (self.passive and self.perfect)

    @property
    def finite(self) -> bool:
        """Whether it can head a sentence."""
        return self.form == "finite"


def verb_groups(tokens: list[Token], flags: list[int], headline: bool) -> list[Group]:
    """Return the verb groups of a sentence in order; headlines read present forms as verbs.

    ``flags`` are those of the tokens.
    """
    groups: list[Group] = []
    done = -1
    title_case = headline and _is_title_case(tokens)
    for number in [number for number, flag in enumerate(flags) if flag & _IN_A_GROUP]:
        if number <= done:
            continue
        flag = flags[number]
        group = None
        if flag & AUXILIARY or (flag & GET and tokens[number].lemma == "get"):
            group = _auxiliary_group(tokens, number)
        elif flag & TO:
            group = _infinitive(tokens, number)
        elif not flag & _NO_VERB and (headline or not flag & NAME):
            form = _reading(tokens, number, groups, headline, title_case)
            if form:
                past = form == "finite" and flag & PAST != 0
                group = Group(number, number, number, tokens[number].lemma, form, past)
        if group is not None:
            if number and flags[number - 1] & ADVERB:
                _take_adverbs(tokens, group)
            groups.append(group)
            done = group.last
    return groups


def _is_title_case(tokens: list[Token]) -> bool:
    words = [t for t in tokens if t.word[0].isalpha()]
    return bool(words) and sum(bool(t.flags & NAME) for t in words) > len(words) * 0.6


def _take_adverbs(tokens: list[Token], group: Group) -> None:
    first = group.first - 1
    while first >= 0 and tokens[first].flags & ADVERB and not tokens[first].flags & (PREPOSITION | COORDINATOR):
        if tokens[first].flags & NEGATION:
            group.negated = True
        group.first = first
        first -= 1


def _auxiliary_group(tokens: list[Token], number: int) -> Group | None:
    """Return the group that an auxiliary begins: has been grappling, will be held, was called, is."""
    form = "ing" if tokens[number].word in ("being", "having") else "finite"
    group = Group(number, number, number, tokens[number].lemma, form)
    group.past = tokens[number].word in ("was", "were", "had", "did", "got")
    state, at, size = tokens[number].flags, number, len(tokens)
    if state & MODAL:
        group.modal = tokens[number].word
    following = number + 1
    while following < size:
        token = tokens[following]
        flags = token.flags
        if flags & NEGATION:
            group.negated = True
        elif flags & (MODAL | DO) and state & (MODAL | DO):
            break
        elif state & MODAL and flags & (BASE | BE | HAVE | DO) and token.word in (token.lemma, "be", "have", "do"):
            state, at = flags, following
            if not flags & (BE | HAVE):
                break
        elif state & HAVE and flags & (PARTICIPLE | BE) and token.word not in ("is", "was", "are", "were"):
            group.perfect = True
            state, at = flags, following
            if not flags & BE:
                break
        elif state & BE and flags & BE and token.word == "being":
            group.progressive, at = True, following
        elif state & (BE | GET) and flags & PARTICIPLE:
            group.passive, at = True, following
            break
        elif state & BE and flags & ING and not (flags & NOUN and tokens[following - 1].flags & DETERMINER):
            group.progressive, at = True, following
            break
        elif state & DO and flags & BASE:
            at = following
            break
        elif dates_the_participle(tokens, following):
            following += 1  # "was on Monday sentenced"
        elif not (flags & (ADVERB | DATE | QUOTE) or (token.word in ("both", "all", "since"))) or flags & PREPOSITION:
            break
        following += 1
    group.last = group.head = at
    group.lemma = tokens[at].lemma
    if tokens[number].flags & GET and at == number:
        return Group(number, number, number, "get", "finite", past=True) if tokens[number].flags & PAST else None
    return group


def _infinitive(tokens: list[Token], number: int) -> Group | None:
    at = number + 1
    while at < len(tokens) and tokens[at].flags & ADVERB and not tokens[at].flags & BASE:
        at += 1
    if at >= len(tokens) or not tokens[at].flags & (BASE | BE | HAVE | DO) or tokens[at].flags & (DETERMINER | NAME):
        return None
    group = Group(number, at, at, tokens[at].lemma, "base")
    if tokens[at].flags & (BE | HAVE):
        inner = _auxiliary_group(tokens, at)
        if inner is not None:
            group.last, group.head, group.lemma = inner.last, inner.head, inner.lemma
            group.passive, group.perfect = inner.passive, inner.perfect
    elif (
        tokens[at].flags & NOUN and at + 1 < len(tokens) and (tokens[at + 1].flags & BE or tokens[at + 1].word == "of")
    ):
        return None  # "storms to edge of the town"
    return group


def _reading(tokens: list[Token], number: int, groups: list[Group], headline: bool, title_case: bool) -> str:
    """Return how a word that can be a verb is to be read: finite, ing, en, or nothing (a noun or an adjective)."""
    flags = tokens[number].flags
    before = tokens[number - 1] if number else None
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if title_case and flags & NOUN and flags & NAME and is_compound(tokens, number):
        return ""
    if flags & (PAST | PARTICIPLE):
        return _past_reading(tokens, number, groups, headline)
    if flags & ING:
        return _ing_reading(tokens, number)
    if (
        before is not None
        and before.flags & (DETERMINER | POSSESSIVE | PREPOSITION | NUMBER)
        and not before.flags & (PRONOUN | RELATIVE)
    ):
        return ""
    if headline:
        return "finite" if _headline_verb(tokens, number, groups, title_case) else ""
    if flags & NOUN:
        verb = before is not None and noun_as_verb(before, flags, after)
        return "finite" if verb and not is_dated_noun(tokens, number) else ""
    if flags & THIRD:
        return "finite" if before is not None else ""
    plural_subject = before is not None and before.flags & (
        PRONOUN | PLURAL | RELATIVE | ADVERB | NAME | COORDINATOR | DATE | COMMA
    )
    return "finite" if plural_subject else ""


def _headline_verb(tokens: list[Token], number: int, groups: list[Group], title_case: bool) -> bool:
    flags = tokens[number].flags
    if number == 0:
        return False
    before = tokens[number - 1]
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if not before.flags & (NAME | NOUN | ADVERB | COMMA | PRONOUN | QUOTE | NUMBER | COORDINATOR | ADJECTIVE):
        return False
    if not title_case and flags & NAME and after is not None and after.flags & VERB and not after.flags & NAME:
        return False  # "Islamic State claims a bombing"
    if not flags & NOUN:
        return True
    if before.word in _QUALIFIES and after is not None and after.flags & VERB:
        return False  # "Air strikes hit a road"
    if any(group.finite for group in groups) and not before.flags & COORDINATOR:
        return False
    if after is None:
        return False
    if later_plain_verb(tokens, number + 1):
        return False
    return (
        not after.flags & (PREPOSITION | STOP | COMMA)
        or bool(after.flags & TO)
        or after.word in ("at", "against", "over", "in", "on", "for", "out", "up", "down", "off", "back")
    )


def _past_reading(tokens: list[Token], number: int, groups: list[Group], headline: bool) -> str:
    token = tokens[number]
    before = tokens[number - 1] if number else None
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if token.flags & PAST and not token.flags & PARTICIPLE:
        return (
            "finite"
            if not token.flags & NOUN or (before and before.flags & (NAME | NOUN | PRONOUN | RELATIVE | ADVERB | DATE))
            else ""
        )
    opens = before is not None and (
        before.word in _OPENS_A_CLAUSE or (not groups and stands_behind_an_opening(tokens, number))
    )
    if opens and qualifies_a_subject(tokens, number):
        return ""
    if is_supposed(token, after):
        return ""
    if describes_a_noun(tokens, number):
        return "en"
    if qualifies_an_object(tokens, number, groups):
        return ""
    if before is not None and before.word == "those" and (after is None or after.flags & _BEHIND_A_PARTICIPLE):
        return "en"  # "were among those killed on Monday"
    counted = before is not None and counts_people(tokens, number - 1) and not token.flags & NOUN
    if counted and after is not None and after.flags & (PREPOSITION | COMMA | STOP):
        return "en" if not token.flags & PAST or _later_finite(tokens, number + 1) else "finite"  # "Five died in …"
    if (
        before is not None
        and before.flags & (DETERMINER | POSSESSIVE | PREPOSITION)
        and not before.flags & (PRONOUN | RELATIVE | DATE | ADVERB)
    ):
        return "en" if before.word in ("as", "when", "once", "if", "than", "while", "though", "including") else ""
    if token.flags & BASE and token.flags & NOUN and before is not None and before.flags & NUMBER:
        return ""
    if qualifies_what_is_counted(tokens, number, groups):
        return ""
    if not token.flags & PAST:
        present = is_in_the_present(tokens, number) and not _has_open_verb(tokens, number, groups)
        return "finite" if present else "en"
    if only_tells_more(tokens, number):
        return "en"
    subject = before is not None and before.flags & (RELATIVE | PRONOUN) and before.word not in ("them", "us", "whom")
    if after is not None and after.word == "by" and not subject:
        return "en"
    if before is None:
        named = after is not None and after.flags & ING and after.flags & NOUN
        return "" if named else "en"  # "Renewed fighting erupted"
    if (
        before.flags & ADVERB
        and number > 1
        and tokens[number - 2].flags & (DETERMINER | PREPOSITION)
        and not tokens[number - 2].flags & (RELATIVE | DATE)
    ):
        return ""
    if before.flags & ADVERB and not before.flags & (RELATIVE | PRONOUN) and number > 1:
        named = tokens[number - 2].flags & NOUN and not tokens[number - 2].flags & DATE
        return "en" if named and _has_open_verb(tokens, number, groups) else "finite"
    if before.flags & (RELATIVE | PRONOUN | ADVERB) and not before.flags & NUMBER:
        return "finite"
    if before.flags & COORDINATOR:
        return groups[-1].form if groups and groups[-1].form in ("finite", "en") else "finite"
    if before.flags & COMMA and before.word == "," and _has_open_verb(tokens, number, groups):
        return "finite" if groups[-1].past and is_one_of_several(tokens, number) else "en"
    if token.lemma not in ALWAYS_FINITE and _later_finite(tokens, number + 1):
        return "en"
    if before.word == "," and after is not None and after.flags & PREPOSITION and breaks_in(tokens, number + 1):
        return "en"
    if before.flags & (STOP | OPENING):
        return (
            "finite"
            if goes_on_behind_dashes(tokens, number, [group.last for group in groups if group.finite])
            else "en"
        )
    if is_done_then(tokens, number, groups[-1].finite if groups else False):
        return "en"
    if headline and after is not None and after.flags & PREPOSITION and groups and groups[-1].finite:
        return "en"
    if not _has_open_verb(tokens, number, groups):
        return "finite"
    finite = [(group.first, group.last) for group in groups if group.finite]
    return "finite" if is_verb_of_the_subject(tokens, number, finite) else "en"


def _has_open_verb(tokens: list[Token], number: int, groups: list[Group]) -> bool:
    """Whether a finite verb stands before in the same stretch, so that a second one would have no subject."""
    if not groups:
        return False
    last = groups[-1]
    if last.form != "finite" or last.lemma in TAKES_CLAUSE:
        return False
    commas = words = 0
    for token in tokens[last.last + 1 : number]:
        flags = token.flags
        if flags & (SUBORDINATOR | RELATIVE | COORDINATOR | STOP):
            return False
        if flags & COMMA:
            commas += 1
        else:
            words += 1
    return not (commas and words > 1)


def _later_finite(tokens: list[Token], number: int) -> bool:
    """Whether the next verb is surely finite and no boundary stands before it: then this form only qualifies the noun.

    The verb of "after it was bombed" is that of its own clause, and says nothing of what stands before; nor does that of
    "after Kenya began a war", where the form before has an object of its own ("reached a deal after Kenya began a war").
    """
    within = False
    has_object = opens_an_object(tokens, number)
    for at in range(number, len(tokens)):
        token = tokens[at]
        flags = token.flags
        if not flags & _DECIDES_LATER:
            continue
        if flags & _BOUNDARY and (flags & TO or not flags & PREPOSITION):
            return False
        if flags & SUBORDINATOR and at + 1 < len(tokens) and (has_object or tokens[at + 1].flags & PRONOUN):
            within = True
            continue
        if token.word != "being" and (flags & (BE | HAVE | MODAL) or (flags & PAST and not flags & PARTICIPLE)):
            return not within and tokens[at - 1].word not in SUBJECTS  # "pledged on Monday they would …"
        if flags & (PAST | PARTICIPLE):
            return not within and token.lemma in TAKES_CLAUSE  # "a militia deployed in the town said …"
    return False


def _ing_reading(tokens: list[Token], number: int) -> str:
    token, before = tokens[number], tokens[number - 1] if number else None
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    opens = before is None or before.flags & (SUBORDINATOR | RELATIVE | COORDINATOR | STOP | QUOTE)
    opens = opens or (number == 1 and bool(token.flags & NOUN and tokens[0].flags & PARTICIPLE))
    verb = tokens[number + 2] if after is not None and after.flags & ADVERB and number + 2 < len(tokens) else after
    begins = opens or (token.flags & NOUN and before is not None and before.flags & COMMA and verb is not after)
    if begins and verb is not None and verb.flags & (PAST | THIRD) and not verb.flags & NOUN:
        return ""  # "Fighting broke out", "as shelling also resumed", "but fighting rages on"
    if token.flags & NOUN and (
        opens_with_a_noun(tokens, number) if before is None else has_its_verb_behind(tokens, number)
    ):
        return ""
    if before is None or (after is not None and after.word == "dead"):  # "before shooting dead two men"
        return "ing" if after is not None and not after.flags & (NAME | BE) else ""
    if before.word in ("while", "whilst"):
        return "ing"  # "was captured while fighting with the army"
    if before.flags & (DETERMINER | POSSESSIVE | ADJECTIVE | NUMBER):
        return ""
    if token.flags & NOUN and (before.flags & PREPOSITION and after is not None and not after.flags & _OPENS_AN_OBJECT):
        return ""
    held = number > 1 and tokens[number - 2].flags & (PREPOSITION | DETERMINER | ADJECTIVE | NUMBER)
    compound = token.flags & NOUN and before.flags & NOUN and held and not before.flags & PLURAL
    if compound and (after is None or not after.flags & _OPENS_AN_OBJECT):
        return ""  # "killed in a car bombing targeting a bus"
    if token.flags & NOUN and before.flags & NAME and after is not None and after.flags & PAST:
        return ""  # "the killers in the Springfield shooting agreed to …"
    if token.flags & NOUN and (after is None or after.flags & _AFTER_A_NOUN) and not before.flags & COMMA:
        return ""
    a_noun_follows = after is not None and after.flags & NOUN and not after.flags & (DETERMINER | NAME | PLURAL)
    if before.flags & PREPOSITION and a_noun_follows:
        return ""
    return "ing"
