"""What breaks in between a subject and its verb: who goes as whom, when a text came out, what stands between dashes."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses.forms import ADVERB, COMMA, NAME, NOUN, PLURAL, words
from timeline.clauses.tokens import Token

__all__ = ["IN_DISGUISE", "TOLD_IN", "goes_on_behind_dashes", "only_tells_more", "opens_no_clause", "points_back"]

IN_DISGUISE = words("disguise dress describe know identify pose masquerade")
"""Verbs whose participle, with "as", tells more of a noun whose verb is still to come ("gunmen dressed as guards stormed …")."""
TOLD_IN = words("statement communique report message letter video interview tape recording declaration post bulletin")
"""Nouns of texts in which something is told."""
_MADE_PUBLIC = words("release issue publish post broadcast air carry circulate sign obtain")
_WITH = words("in to through via from by on with")
_AS_WHAT = words("such well known")
_MEANWHILE = words("while when as once though although if")
_DASHES = ("–", "—", "--", "-")
_NEAR = 4
"""Words within which the preposition stands before the text that something is told in."""


def only_tells_more(tokens: Sequence[Token], number: int) -> bool:
    """Whether a participle only says as what somebody goes, or of a text that it was made public ("in a note released on …")."""
    token, before = tokens[number], tokens[number - 1] if number else None
    if before is None or not before.flags & (NOUN | NAME | ADVERB):
        return False
    after = tokens[number + 1].word if number + 1 < len(tokens) else ""
    if token.lemma in IN_DISGUISE:
        return after == "as"
    if token.lemma not in _MADE_PUBLIC or before.word not in TOLD_IN or after in ("after", "following"):
        return False
    return any(earlier.word in _WITH for earlier in tokens[max(0, number - 1 - _NEAR) : number - 1])


def goes_on_behind_dashes(tokens: Sequence[Token], number: int, verbs: Sequence[int]) -> bool:
    """Whether what stands between two dashes broke in between a subject and its verb ("Raids – said to be … – killed ten").

    ``verbs`` are the last tokens of the finite verbs before.
    """
    if tokens[number - 1].word not in _DASHES:
        return False
    opened = next((at for at in range(number - 2, 0, -1) if tokens[at].word in _DASHES), 0)
    has_verb = any(verb < opened for verb in verbs)
    return bool(opened) and not has_verb and bool(tokens[opened - 1].flags & (NOUN | NAME))


def opens_no_clause(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Whether a word that can open a clause opens none ("groups such as X", "the minister, while opening a road, said …")."""
    if tokens[at].word == "as" and at and tokens[at - 1].word in _AS_WHAT:
        return True
    if tokens[at].word not in _MEANWHILE or verb - at < _NEAR or not tokens[verb - 1].flags & COMMA:
        return False
    return not any(token.flags & COMMA for token in tokens[at : verb - 1])


def points_back(tokens: Sequence[Token], flags: Sequence[int], at: int, verb: int) -> bool:
    """Whether "that" at the head of a sentence points to what was told before ("That led to a war", "That raid killed ten")."""
    if at > 1 or tokens[at].word != "that":
        return False
    return verb == at + 1 or bool(flags[at + 1] & NOUN and not flags[at + 1] & PLURAL)
