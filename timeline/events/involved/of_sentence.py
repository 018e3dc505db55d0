"""Who takes part in a happening whose own words name nobody: the subject of its sentence, or who says it."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import words
from timeline.events.involved.no_party import less_abbreviations, less_owners, takes_no_part
from timeline.events.involved.party_words import PartyWords
from timeline.events.involved.scopes import SAYING, has_own_subject
from timeline.events.triggers import VIOLENCE, Trigger
from timeline.model import Actor, ActorMention, Role

__all__ = ["named_by_sentence"]

_TYPES = words("political protest statement other legal agreement takeover")
"""Types of happenings that are mostly done by whom the sentence is about."""
_TOLD = frozenset(("statement", "other"))
"""Types that belong to who says so as well."""
_DEEDS = words("political protest legal agreement takeover")
"""Types that are also done by people of whom only one article tells."""
_UNKNOWN = "text:"
"""What the ids of those begin with whom no list knows."""
_SPOKEN = SAYING | {"tell"}
_OURS = words("we our us i my")
_THE_SAME = words("they being having he she it")


def named_by_sentence(
    parse: Parse, trigger: Trigger, type_name: str, mentions: Sequence[ActorMention], party_words: PartyWords
) -> list[tuple[Actor, Role]]:
    """Return who stands in the subject of the sentence of a happening that names nobody itself, each once.

    Who only says what others did takes no part in that.
    """
    if not mentions:
        return []
    found = _among(set(_subject(parse, trigger, type_name)), parse, trigger, type_name, mentions, party_words)
    if not found and type_name == "other":  # "Bodies were found on Tuesday, Kenyan police said"
        found = _among(set(_speaker(parse)), parse, trigger, type_name, mentions, party_words)
        found = [(actor, role) for actor, role in found if actor.kind == "government"]
    return found


def _among(
    tokens: set[int],
    parse: Parse,
    trigger: Trigger,
    type_name: str,
    mentions: Sequence[ActorMention],
    party_words: PartyWords,
) -> list[tuple[Actor, Role]]:
    """Return those of the actors named among the tokens who take part."""
    found: dict[str, tuple[Actor, Role]] = {}
    for mention in less_owners(parse, less_abbreviations(parse, sorted(mentions, key=lambda m: m.start))):
        if parse.token_at(mention.start) not in tokens or takes_no_part(parse, trigger, mention, party_words):
            continue
        if type_name == "statement" or trigger.type in _DEEDS or _is_public(mention.actor):
            found.setdefault(mention.actor.id, (mention.actor, "source" if type_name == "statement" else "mentioned"))
    return list(found.values())


def _is_public(actor: Actor) -> bool:
    """Whether somebody is known to speak or act for many: no bystander, no company that only the article names."""
    if actor.kind == "person":
        return bool(actor.country) or not actor.id.startswith(_UNKNOWN)
    return not actor.id.startswith(_UNKNOWN)


def _subject(parse: Parse, trigger: Trigger, type_name: str) -> Sequence[int]:
    """Return the tokens of the subject that a happening may borrow; none where its words tell of something else."""
    clause = parse.clauses[trigger.clause]
    if trigger.type not in VIOLENCE and not _OURS.isdisjoint(parse.own_words(clause)):
        return _speaker(parse)  # "“We will open the road in May,” the minister said"
    if type_name not in _TYPES:
        return ()
    main = next((clause for clause in parse.clauses if clause.kind == "main" and has_own_subject(parse, clause)), None)
    if type_name == "statement":
        said = next((clause for clause in parse.clauses if _is_said(clause) and has_own_subject(parse, clause)), None)
        main = said or main
    if main is None or (trigger.part != "noun" and _tells_of_others(parse, clause, main, type_name)):
        return ()
    return range(*main.subject) if type_name in _TOLD or not _is_said(main) else ()


def _tells_of_others(parse: Parse, clause: Clause, main: Clause, type_name: str) -> bool:
    """Whether a clause says what others did than those of whom the main clause tells ("a letter published last week")."""
    if clause.number == main.number or clause.group is None or main.group is None:
        return False
    if _is_of_the_same(parse, clause) or (type_name == "statement" and clause.group.lemma == "report"):
        return False
    behind = clause.start > main.group.last
    if behind and (clause.kind == "relative" or (clause.kind == "participle" and clause.group.form == "en")):
        return True
    return has_own_subject(parse, clause) and type_name != "other"


def _is_of_the_same(parse: Parse, clause: Clause) -> bool:
    """Whether a clause's only subject stands for that of the sentence ("where they met", "after being hit")."""
    told = [parse.tokens[at].word for at in range(*clause.subject) if parse.tokens[at].word.isalpha()]
    return bool(told) and told[-1] in _THE_SAME and clause.opener not in ("which", "that", "who")


def _speaker(parse: Parse) -> Sequence[int]:
    """Return the tokens that name who says the words of a sentence ("…, said the minister", "…, Kenya said")."""
    said = next((clause for clause in reversed(parse.clauses) if _is_said(clause)), None)
    if said is None or said.group is None:
        return ()
    if has_own_subject(parse, said):
        return range(*said.subject)
    return [at for at in parse.own_tokens(said) if at > said.group.last]


def _is_said(clause: Clause) -> bool:
    return clause.group is not None and clause.group.lemma in _SPOKEN
