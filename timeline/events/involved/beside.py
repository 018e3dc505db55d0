"""Who takes part in a happening though named outside its clause or phrase: whom it is blamed on, who died in it, who did it."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COMMA, PREPOSITION, STOP, VERB, words
from timeline.events.involved.party_words import PartyWords
from timeline.events.involved.scopes import APART, has_own_subject, subject_scope
from timeline.events.triggers import VIOLENCE, Trigger
from timeline.events.types import DIES
from timeline.model import Role

__all__ = ["named_beside"]

_FAR = 5
_JUST_BEFORE = 4
_GOES = words("be travel fly go come arrive head return visit leave gather meet convene sit land")
"""What somebody does who comes somewhere for talks."""
_REACH = 8
_MEN = words(
    "group groups movement militants militant insurgents gunmen fighters rebels suspect men man cell network militia"
)
_WHEN = frozenset(("when", "after", "as", "since"))
_BEGINS = words("begin launch start mount resume open carry stage conduct unleash")
_COURSES = words(
    "assault offensive attack attacks strikes strike airstrikes bombing bombardment shelling siege invasion incursion raid raids"
)
"""What somebody begins in which others come to harm ("since X began its assault")."""
_HELD_FOR = {
    "blame": "for", "accuse": "of", "suspect": "of", "want": "for over in", "charge": "with over", "convict": "of over for",
    "hold": "responsible", "implicate": "in", "indict": "for over", "arrest": "over for", "detain": "over for",
}  # fmt: skip
"""Verbs of what is said to have been done by somebody, and the words behind them before what it was."""
_PLANS = words(
    "plan stage organise organize mastermind order carry lead commit orchestrate help be direct plot prepare finance"
)
_HARMS = words("kill assassinate injure wound target eliminate")
_FAR_BEHIND = 12
_NO_ONE = words("no nobody none neither")


def named_beside(parse: Parse, trigger: Trigger, own: Trigger | None, party_words: PartyWords) -> dict[int, Role]:
    """Return tokens outside the scope of a happening that belong to it too, and the part that those play who are named there.

    ``own`` is what the verb of its clause names.
    """
    found: dict[int, Role] = {}
    if (
        trigger.part == "noun"
        and own is not None
        and (own.is_neutral or own.head == trigger.head or own.type == trigger.type == "clash")
    ):
        found.update(dict.fromkeys(_who_did(parse, trigger, party_words), "source"))
    if trigger.type in VIOLENCE or trigger.type == "statistic":
        found.update(dict.fromkeys(_blamed(parse, trigger, party_words), "source"))
        found.update(dict.fromkeys(_claiming(parse, trigger, own, party_words), "source"))
        found.update(dict.fromkeys(_who_died(parse, trigger, party_words), "target"))
        found.update(dict.fromkeys(_included(parse, trigger), "target"))
        found.update(dict.fromkeys(_whom_it_harmed(parse, trigger), "target"))
        found.update(dict.fromkeys(_when_they_did(parse, trigger, party_words), "source"))
        found.update(dict.fromkeys(_them(parse, trigger), "target"))
        found.update(dict.fromkeys(_held_for_it(parse, trigger), "source"))
    return found


def _them(parse: Parse, trigger: Trigger) -> Iterator[int]:
    """Yield to whom the clause before did something, meant by "them" here ("chased the raiders and killed four of them")."""
    clause = parse.clauses[trigger.clause]
    group = clause.group
    if trigger.part == "noun" or group is None or clause.number == 0 or clause.kind not in ("coordinate", "infinitive"):
        return
    if "them" not in {token.word for token in parse.tokens[group.last + 1 : group.last + _FAR]}:
        return
    before = parse.clauses[clause.number - 1]
    if before.group is not None and not before.group.passive:
        yield from (at for at in parse.own_tokens(before) if at > before.group.last)


def _who_did(parse: Parse, trigger: Trigger, party_words: PartyWords) -> list[int]:
    """Return the subject of the verb whose object the happening is ("Kenya resumed hostilities")."""
    clause = parse.clauses[trigger.clause]
    group = clause.group
    if group is None or trigger.first <= group.last:
        return []
    if group.lemma in party_words.taking_part and any(
        parse.tokens[at].word == "in" for at in range(group.last + 1, trigger.first)
    ):
        return _subject(parse, clause)
    if group.passive:
        return []
    between = parse.tokens[group.last + 1 : trigger.first]
    if (
        trigger.type == "meeting"
        and group.lemma in _GOES
        and any(token.word == "for" for token in between[-_JUST_BEFORE:])
    ):
        return _subject(parse, clause)  # "X, who was in Nairobi for talks"
    if any(token.flags & (COMMA | STOP | PREPOSITION) for token in between):
        return []
    return _subject(parse, clause)


def _subject(parse: Parse, clause: Clause) -> list[int]:
    if has_own_subject(parse, clause):
        return [at for at in range(*clause.subject) if parse.clause_of[at] == clause.number]
    return subject_scope(parse, clause)


def _blamed(parse: Parse, trigger: Trigger, party_words: PartyWords) -> Iterator[int]:
    """Yield who is said to have done it ("a blast claimed by X", "an attack that officials linked to X")."""
    for clause in parse.clauses:
        group = clause.group
        joint = party_words.blamed.get(group.lemma) if group is not None and group.head >= trigger.head else None
        if joint is None or group is None or not _tells_on(parse, clause, trigger):
            continue
        reach = 2 if clause.kind == "complement" and not group.passive else _FAR
        for at in range(group.last + 1, min(group.last + reach, len(parse.tokens))):
            if parse.tokens[at].word == joint:
                yield from _phrase(parse, at + 1)
                break


def _tells_on(parse: Parse, clause: Clause, trigger: Trigger) -> bool:
    """Whether a clause tells more of a happening named before it, or has it for its subject."""
    if clause.kind == "participle" and clause.group is not None and parse.tokens[clause.group.first - 1].word in _MEN:
        return False  # "an attack by groups linked to X"
    if clause.number == trigger.clause or clause.kind in ("relative", "participle") or clause.opener == "that":
        return True
    no_subject = not has_own_subject(parse, clause)
    return clause.group is not None and clause.group.passive and no_subject and clause.kind != "coordinate"


def _phrase(parse: Parse, first: int) -> Iterator[int]:
    for at in range(first, min(first + _REACH, len(parse.tokens))):
        token = parse.tokens[at]
        if token.flags & (COMMA | STOP) or (token.flags & PREPOSITION and at > first):
            break
        yield at


def _claiming(parse: Parse, trigger: Trigger, own: Trigger | None, party_words: PartyWords) -> list[int]:
    """Return who claims responsibility for it, or for the attack that it was."""
    for clause in parse.clauses:
        group = clause.group
        if group is None or group.lemma != "claim" or group.passive or group.head == trigger.head:
            continue
        claimed = [token.word for token in parse.tokens[group.last + 1 : group.last + _FAR]]
        its_own = own is not None and own.lemma == "claim responsibility" and trigger.part == "noun"
        if not (its_own or (trigger.type == "attack" and not party_words.claimed.isdisjoint(claimed))):
            continue
        subject = _subject(parse, clause)
        return [] if any(parse.tokens[at].word in _NO_ONE for at in subject) else subject
    return []


def _who_died(parse: Parse, trigger: Trigger, party_words: PartyWords) -> list[int]:
    """Return whose death the happening brought ("the death of X in a strike")."""
    if trigger.part != "noun":
        return []
    at = trigger.first - 1
    while at > 0 and not parse.tokens[at].flags & (PREPOSITION | COMMA | STOP | VERB):
        at -= 1
    if parse.tokens[at].word not in ("in", "by", "during"):
        return []
    for step in range(at - 1, max(0, at - 12), -1):
        token = parse.tokens[step]
        if token.word == "of" and parse.tokens[step - 1].word in party_words.deaths:
            return list(range(step + 1, at))
        if token.flags & STOP or (token.flags & PREPOSITION and token.word != "of"):
            break
    return []


def _when_they_did(parse: Parse, trigger: Trigger, party_words: PartyWords) -> list[int]:
    """Return who did the deed in which others came to harm ("nine were killed when X stormed a camp")."""
    clause = parse.clauses[trigger.clause]
    harmed = clause.group is not None and (
        clause.group.passive or clause.group.lemma in DIES or "lives" in parse.own_words(clause)
    )
    if trigger.part == "noun" or not harmed or "by" in parse.own_words(clause):
        return []
    told = (one for one in parse.clauses if one.number in (clause.number + 1, clause.number + 2))
    deed = next((one for one in told if one.opener in _WHEN and has_own_subject(parse, one)), None)
    if deed is None or deed.group is None or deed.group.passive:
        return []
    behind = {parse.tokens[at].word for at in parse.own_tokens(deed) if at > deed.group.last}
    begun = deed.group.lemma in _BEGINS and not _COURSES.isdisjoint(behind)
    return _subject(parse, deed) if begun or deed.group.lemma in party_words.deeds else []


def _held_for_it(parse: Parse, trigger: Trigger) -> list[int]:
    """Return who is said to have done it, where that is told of somebody named ("X, whom it blamed for an attack in May")."""
    clause = parse.clauses[trigger.clause]
    if trigger.part != "noun" or clause.group is None:
        return []
    if clause.group.lemma in _PLANS and clause.kind == "participle" and clause.parent is not None:
        clause = parse.clauses[clause.parent]
    group = clause.group
    if group is None or group.lemma not in _HELD_FOR or not group.last < trigger.first <= group.last + _REACH:
        return []
    joints = _HELD_FOR[group.lemma].split()
    between = parse.tokens[group.last + 1 : trigger.first]
    if not between or between[0].word not in joints or any(t.flags & COMMA or t.word in APART for t in between):
        return []  # but not "accused of arson, weeks after the raid"
    by_others = clause.kind == "relative" and clause.opener in ("whom", "which", "who", "that") and not group.passive
    if by_others or (clause.kind == "participle" and group.form == "en"):
        return subject_scope(parse, clause)
    if group.passive:
        return _subject(parse, clause)
    bare = group.past and group.first == group.last and parse.tokens[clause.start].flags & COMMA
    return list(range(max(0, group.first - _REACH), group.first)) if bare else []


def _whom_it_harmed(parse: Parse, trigger: Trigger) -> Iterator[int]:
    """Yield whom a strike or an attack is told to have killed ("a drone strike that killed X", "the raid, killing X")."""
    if trigger.part == "verb":
        return
    for clause in parse.clauses:
        group = clause.group
        if group is None or group.lemma not in _HARMS or group.passive or group.first <= trigger.last:
            continue
        own = clause.number == trigger.clause and clause.subject[0] <= trigger.head < clause.subject[1]
        tells_more = clause.kind == "relative" and clause.opener in ("that", "which")
        goes_on = clause.parent == trigger.clause and clause.kind == "participle" and group.form == "ing"
        if own or ((tells_more or goes_on) and clause.start - trigger.last <= _FAR_BEHIND):
            behind = [at for at in parse.own_tokens(clause) if at > group.last]
            apart = next((n for n, at in enumerate(behind) if parse.tokens[at].word in APART), len(behind))
            yield from behind[:apart]


def _included(parse: Parse, trigger: Trigger) -> Iterator[int]:
    """Yield whom "including" names among those it was done to ("killed 20 people, including soldiers of X")."""
    if trigger.part == "noun" or trigger.clause + 1 >= len(parse.clauses):
        return
    following = parse.clauses[trigger.clause + 1]
    opening = [parse.tokens[at].word for at in range(following.start, min(following.start + 2, len(parse.tokens)))]
    if "including" in opening and following.group is not None:
        yield from range(following.start, following.group.first)
