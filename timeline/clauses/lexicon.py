"""The forms of the words that the light parser goes by, made once from the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    COMMA,
    COORDINATOR,
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
    OPEN,
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
from timeline.records import inner_record
from timeline.rules import Rules

__all__ = ["Lexicon", "Token", "Word", "inflect", "plural"]

_VOWELS = "aeiou"
_ENDS_SHORT = re.compile(r"(?:[^aeiou]|qu)[aeiou][bdfgklmnprt]$")
_ONE_SYLLABLE = re.compile(r"[^aeiou]*u?[aeiou][bdfgklmnprt]")
"""What doubles its last letter: a short word, or the last part of a longer one with one vowel and one consonant (ram, acquit)."""
_MARKS = {
    **dict.fromkeys(",)]", COMMA),
    **dict.fromkeys("([", COMMA | OPENING),
    **dict.fromkeys(";:—–-|.!?•…*#", STOP),
    **dict.fromkeys('“”"‘', QUOTE),
}
_APOSTROPHES = frozenset(("'s", "’s", "'", "’"))
_TOKENS = re.compile(
    r"[A-Za-zÀ-ɏ]{2,}(?:(?:[-–](?=[A-Za-zÀ-ɏ\d]))[A-Za-zÀ-ɏ\d]+)*"  # most are such words: they are tried first
    r"|(?:[A-Z]\.){2,}(?:-[A-Za-z]+)?|\b[ap]\.m\.|[A-Za-zÀ-ɏ]+(?:(?:[-–](?=[A-Za-zÀ-ɏ\d]))[A-Za-zÀ-ɏ\d]+)*"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\d[\d.,:]*(?:(?:-[A-Za-z]+)+|[ap]m\b)|\d[\d.,:]*\d|\d|[$€£¥]|\S"
)

_NOT = re.compile(r"(n['’]t)\b")
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
"""What stands before "n't", and the word that it is short for."""


@inner_record(frozen=True, slots=True)
class Word:
    """What one form can be (bits), and its base form."""

    flags: int
    lemma: str


@inner_record(frozen=True, slots=True)
class Token:
    """One word, mark or date as texts have it: in small letters, what it can be, base form. All its places share it.

    ``written`` is the word as it stands in the text; ``names`` says that a noun of the table of types may end in it. An open
    one is ``either`` of two, as the word before it decides.
    """

    word: str
    flags: int
    lemma: str
    written: str
    names: bool = False
    either: tuple[Token, Token] | None = None


class Seen(dict[str, tuple[Token, ...]]):
    """What stood between two blanks in the texts read so far, as words and marks; emptied when there is much.

    Texts use the same words over and over: each is taken apart and judged when it is first seen.
    """

    def __init__(self, forms: Mapping[str, Word], naming: frozenset[str]) -> None:
        super().__init__()
        self._forms, self._naming = forms, naming
        self._tokens: dict[str, Token] = {}

    def __missing__(self, piece: str) -> tuple[Token, ...]:
        if len(self) > _MOST_SEEN:
            self.clear()
            self._tokens.clear()
        if "n't" in piece or "n’t" in piece:
            found = self[piece] = self._contracted(piece)
        else:
            found = self[piece] = tuple([self._token(raw) for raw in _parted(piece)])
        return found

    def _contracted(self, piece: str) -> tuple[Token, ...]:
        """Return "did" and "n't" of "didn't", "will" and "n't" of "won't"."""
        found: list[Token] = []
        for part in _NOT.split(piece):
            if _NOT.fullmatch(part):
                whole = _WHOLE.get(found[-1].word) if found else None
                if whole is not None:
                    found[-1] = replace(self._token(whole), written=found[-1].written)
                found.append(self._token(part))
            else:
                found.extend([self._token(raw) for raw in _parted(part)])
        return tuple(found)

    def _token(self, raw: str) -> Token:
        known = self._tokens.get(raw)
        if known is None:
            known = self._tokens[raw] = _token(raw, self._forms, self._naming)
        return known


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known forms, the verbs that only report what is said, and the words of the table of types: those that end a noun which
    names something, and the verbs with which what tells something begins."""

    forms: Mapping[str, Word]
    speech: frozenset[str]
    openers: frozenset[str]
    naming: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    seen: Seen = field(init=False, repr=False, compare=False)
    """What words and marks can be, by how they are written."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "seen", Seen(self.forms, self.naming))

    def may_tell(self, text: str, start: int, end: int) -> bool:
        """Whether a word of ``text[start:end]`` is in the table of types: where there is none, nothing need be parsed."""
        seen, telling = self.seen, self.telling
        return any(token.names or token.lemma in telling for piece in text[start:end].split() for token in seen[piece])

    @classmethod
    def from_rules(cls, rules: Rules) -> Lexicon:
        """Return the lexicon of the types file: its verbs in all forms, its nouns, and the small words of grammar."""
        grammar, verbs = rules.table("types.toml", "grammar"), rules.table("types.toml", "verbs")
        forms: dict[str, Word] = {}
        speech = frozenset(_speech_verbs(rules))
        also_nouns = frozenset(verbs.get("also_nouns", ()))
        irregular = {line.split()[0]: tuple(line.split()[1:]) for line in verbs.get("irregular", ())}
        double = frozenset(verbs.get("double", ()))
        for base in dict.fromkeys((*irregular, *verbs.get("common", ()), *_trigger_verbs(rules), *speech)):
            as_noun = NOUN if base in also_nouns else 0
            for form, flag in inflect(base, irregular.get(base), double):
                extra = as_noun if flag in (BASE, THIRD) else 0
                _add(forms, form, flag | extra | (PLURAL if extra and flag == THIRD else 0), base)
        for base in _dealing_verbs(rules) - {word.lemma for word in forms.values()}:
            for form, flag in inflect(base, None, double):
                if flag not in (BASE, THIRD, ING) and form not in forms:  # "bused", but "a bus", "a combing operation"
                    _add(forms, form, flag, base)
        for noun in _trigger_nouns(rules):
            _add(forms, noun, NOUN, noun)
            _add(forms, plural(noun), NOUN | PLURAL, noun)
        for small, flag in _SMALL_WORDS:
            for word in grammar.get(small, ()):
                known = forms.get(word)
                keep = known is not None and flag in (ADVERB, PREPOSITION) and bool(known.flags & AUXILIARY)
                if not keep:
                    forms[word] = Word((known.flags & ~VERB if known else 0) | flag, known.lemma if known else word)
        for name, base in (("be", "be"), ("have", "have"), ("do", "do"), ("get", "get")):
            for word in grammar.get(f"auxiliaries_{name}", ()):
                forms[word] = Word(_AUXILIARIES[name], base)
        for word in grammar.get("negations", ()):
            forms[word] = Word(NEGATION | ADVERB, "not")
        for noun in verbs.get("ing_nouns", ()):
            known = forms.get(noun)
            forms[noun] = Word(NOUN | (known.flags & ING if known else 0), known.lemma if known else noun)
        forms["to"] = Word(TO | PREPOSITION, "to")
        forms["getting"] = Word(ING, "get")
        openers = frozenset(grammar.get("clause_prepositions", ()))
        said = (verb.split()[0] for verbs in rules.table("types.toml", "statements").values() for verb in verbs)
        telling = frozenset((*_trigger_verbs(rules), *said)) - {"be"}
        return cls(forms, speech, openers, frozenset(_trigger_nouns(rules)), telling)


def _parted(piece: str) -> list[str]:
    """Return the words and marks that stand together without a blank."""
    if piece.isascii():  # most are a plain word, or one with a comma or a stop behind it
        if piece.isalpha():
            return [piece]
        if piece[:-1].isalpha() and piece[-1] in ",.":
            return [piece] if piece in _SHORTENED else [piece[:-1], piece[-1]]
    return _TOKENS.findall(piece)


def _token(raw: str, forms: Mapping[str, Word], naming: frozenset[str]) -> Token:
    mark = _MARKS.get(raw)
    if mark is not None:
        return Token(raw, mark, raw, raw)
    word = raw.lower()
    known = forms.get(word)
    if known is None or raw in _NAMES_IN_CAPITALS:
        flags, lemma = _guess(word, raw), word
    else:
        flags, lemma = known.flags, known.lemma
    names = bool(flags & NOUN) and (word in naming or lemma in naming)
    if word in _APOSTROPHES:
        return Token(word, OPEN, lemma, raw, either=_is_or_has(word, raw))
    plain = Token(word, flags, lemma, raw, names)
    if raw[0].isupper() and flags & (VERB | NOUN) and not flags & NAME:
        return Token(word, OPEN, lemma, raw, names, (Token(word, flags | NAME, lemma, raw, names), plain))
    return plain


def _is_or_has(word: str, raw: str) -> tuple[Token, Token]:
    """Return what an apostrophe can be: "is" behind a pronoun, else the mark of who has something."""
    possessive = Token(word, POSSESSIVE, word, raw)
    return (Token(word, BE, "be", raw) if len(word) > 1 else possessive), possessive


_SHORTENED = words(
    "Mr. Mrs. Ms. Dr. Prof. Rev. Hon. Gen. Brig. Maj. Col. Lt. Capt. Cmdr. Adm. Sgt. Cpl. Pvt. Sen. Rep. Gov. Amb. Supt. "
    "Messrs. Gens. Sens. Reps. Mt. Ft. vs."
)
"""Titles and the like whose stop ends no sentence."""
_SMALL_WORDS = (
    ("adverbs", ADVERB),
    ("prepositions", PREPOSITION),
    ("subordinators", SUBORDINATOR),
    ("relatives", RELATIVE),
    ("coordinators", COORDINATOR),
    ("determiners", DETERMINER),
    ("pronouns", PRONOUN),
    ("modals", MODAL),
    ("adjectives", ADJECTIVE),
)
_AUXILIARIES = {"be": BE, "have": HAVE, "do": DO, "get": GET | PAST | BASE}
_MOST_SEEN = 100_000
_NAMES_IN_CAPITALS = ("IS", "US", "WHO", "IT", "AL")
"""Names that in small letters would be a small word."""


def _guess(word: str, raw: str) -> int:
    """Return what an unknown word can be, by its capital and its ending."""
    if raw[0].isdigit():
        return NUMBER
    if raw[0].isupper():
        return NAME | NOUN
    if word.startswith("un") and word.endswith("ed"):
        return ADJECTIVE | NOUN
    if word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
        return PAST | PARTICIPLE
    if word.endswith("ing") and len(word) > 5:
        return ING | NOUN
    if word.endswith("ly") and len(word) > 4:
        return ADVERB
    if word.endswith(("ous", "ful", "ive", "ial", "able", "ible", "ern", "ical", "less", "ese", "ish", "ist")):
        return ADJECTIVE | NOUN
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return NOUN | PLURAL
    return NOUN


def _add(forms: dict[str, Word], form: str, flags: int, lemma: str) -> None:
    known = forms.get(form)
    forms[form] = Word(flags | (known.flags if known else 0), known.lemma if known else lemma)


def _speech_verbs(rules: Rules) -> Iterable[str]:
    for verbs in rules.table("types.toml", "statements").values():
        yield from (word for word in verbs if " " not in word)


def _dealing_verbs(rules: Rules) -> set[str]:
    """Return the verbs that get their type from what they are done to."""
    return {verb.split()[0] for entry in rules.entries("types.toml", "dealing") for verb in entry.get("verbs", ())}


def _trigger_verbs(rules: Rules) -> Iterable[str]:
    for entry in rules.entries("types.toml", "type"):
        yield from (word.split()[0] for word in (*entry.get("verbs", ()), *entry.get("phrases", ())))


def _trigger_nouns(rules: Rules) -> Iterable[str]:
    for entry in rules.entries("types.toml", "type"):
        yield from dict.fromkeys(noun.removesuffix(" of").split()[-1] for noun in entry.get("nouns", ()))


def inflect(base: str, irregular: tuple[str, ...] | None, double: frozenset[str]) -> list[tuple[str, int]]:
    """Return the forms of a verb with what each can be.

    >>> [form for form, _ in inflect("ban", None, frozenset({"ban"}))]
    ['ban', 'bans', 'banned', 'banning']
    >>> [form for form, _ in inflect("take", ("took", "taken"), frozenset())]
    ['take', 'takes', 'took', 'taken', 'taking']
    >>> [form for form, _ in inflect("ram", None, frozenset())]
    ['ram', 'rams', 'rammed', 'ramming']
    """
    once, twice = base, base + base[-1]
    if base in double:
        stems = [twice]
    elif not _ENDS_SHORT.search(base) or f"{base}=" in double:
        stems = [once, twice] if f"{base}=" in double else [once]
    else:  # of longer words the stress decides, which letters do not tell: no other word is spelled as the wrong form
        stems = [twice] if _ONE_SYLLABLE.fullmatch(base) else [once, twice]
    if irregular:
        past, participle = irregular[0], irregular[-1]
        ends = [(past, PAST | PARTICIPLE)] if past == participle else [(past, PAST), (participle, PARTICIPLE)]
        ends += [(_ing(base, base + base[-1] if _doubles(base) else base), ING)]
    else:
        ends = [(_past(base, stem), PAST | PARTICIPLE) for stem in stems] + [(_ing(base, stem), ING) for stem in stems]
    return [(base, BASE), (plural(base), THIRD), *ends]


def _doubles(base: str) -> bool:
    """Whether an irregular verb of one short syllable doubles its last letter (hit, hitting; begin, beginning)."""
    short = len(base) > 2 and base[-1] in "tnpdgm" and base[-2] in _VOWELS and base[-3] not in _VOWELS
    return short and (len(base) <= 5 or base.endswith(("run", "get", "set"))) and base not in ("open",)


def _past(base: str, stem: str) -> str:
    if stem != base:
        return stem + "ed"
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return base + "ed"


def _ing(base: str, stem: str) -> str:
    if stem != base:
        return stem + "ing"
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and base != "be":
        return base[:-1] + "ing"
    return base + "ing"


def plural(noun: str) -> str:
    """Return the plural of a noun, or the s-form of a verb.

    >>> plural("clash"), plural("army"), plural("truce"), plural("blow up")
    ('clashes', 'armies', 'truces', 'blow ups')
    """
    if noun.endswith(("s", "sh", "ch", "x", "z")) or noun in ("go", "do", "veto", "undergo"):
        return noun + "es"
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"
