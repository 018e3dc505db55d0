"""The known names of one article, with what the article's own abbreviations stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from timeline.entities.definitions import Definition, find_definitions
from timeline.entities.known_actors import KnownActors
from timeline.entities.lexicon import BodyWords, lexicon_of
from timeline.gazetteer import ActorRecord, Gazetteer, Hit, Known, Name
from timeline.model import Actor, Article, Sentence

__all__ = ["ArticleNames"]

_ARTICLE = re.compile(r"^(?:The|the|An?) (?=[A-Z])")
_ALIKE = 0.93
"""The share of letters from which on two names of as many words are one name."""
_RULES = re.compile(
    r"(?:['’]s?)? (?:had |have |has |were |fighters |forces |insurgents )?(?:to |back )?(?:t[ao]ke|took|seiz|(?:re)?captur|"
    r"return|(?:re)?gain|swe[ep]|c[ao]me|rise|rose|resum|overran|overthr|oust|toppl|comeback|victory|rule|regime|government)"
)
"""What follows the name of a group that rules or takes a land."""
_BLANKS = re.compile(r"\s+")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_NEAR_BY = 60
_PASSAGE, _SURE = 3, 2
"""Sentences that a passage on one country goes back, and times that another country than the article's own is named in it."""
_MAIN_SHARE = 0.4
"""The share of an article's countries from which on "the army" without more is that country's."""


class ArticleNames:
    """One article's known names in text order (``hits``), and what its abbreviations mean (``defined``).

    ``states`` are the codes of the countries that it names or whose people it names.

    A defined abbreviation stands for known names, for a new actor, or for nobody (None): the gazetteer's reading is off then.
    """

    def __init__(self, text: str, article: Article, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> None:
        self.text, self.article, self.sentences, self.gazetteer = text, article, sentences, gazetteer
        self.lexicon = lexicon_of(gazetteer)
        self.starts = [sentence.start for sentence in sentences]
        self.defined: dict[str, Actor | Known | None] = {}
        self.offices: set[str] = set()
        self.long_forms: list[Definition] = []
        hits = gazetteer.scan(text, article.start, article.end)
        hits = [hit for hit in hits if self.sentence_of(hit.start) is not None and not _is_shouted_word(text, hit)]
        self.hits = self._with_definitions(hits)
        self.actors = KnownActors(self.hits)
        self._meant = {known: self.actors.choose(known) for known in {hit.known for hit in self.hits}}
        self._hit_starts = [hit.start for hit in self.hits]
        self.by_end = {hit.end: hit for hit in self.hits}
        self.words_of_bodies = {word for hit in self.hits if self._is_body(hit) for word in hit.text.split()}
        self.states = {code for hit in self.hits if hit.known.is_state for code in hit.known.countries}
        self.nation_words = {word for hit in self.hits if hit.known.is_state for word in hit.text.split()}

    def sentence_of(self, place: int) -> Sentence | None:
        """Return the sentence that holds this place in the text; None for what is no sentence (page furniture)."""
        number = bisect_right(self.starts, place) - 1
        sentence = self.sentences[number] if number >= 0 else None
        return sentence if sentence is not None and place < sentence.end else None

    def actor_name(self, hit: Hit) -> Name | None:
        """Return the actor's name that the hit means in this article, or None."""
        name = self._meant[hit.known]
        return hit.known.plain if name is not None and name is hit.known.at_home and self._rules_abroad(hit) else name

    def actor(self, hit: Hit) -> ActorRecord | None:
        """Return the actor that the hit means in this article, or None."""
        name = self.actor_name(hit)
        return name.record if name is not None and isinstance(name.record, ActorRecord) else None

    def _rules_abroad(self, hit: Hit) -> bool:
        """Whether a name of two groups is told to hold or take the land of the other one ("the Taliban took over Kabul")."""
        plain, sentence = hit.known.plain, self.sentence_of(hit.start)
        if plain is None or sentence is None:
            return False
        end = min(sentence.end, hit.end + _NEAR_BY)
        if _RULES.match(self.text, hit.end, end) is None:
            return False
        return any(plain.record.country in other.known.countries for other in self.hits_between(hit.end, end))

    def _is_body(self, hit: Hit) -> bool:
        """Whether it is a state or an organisation, whose name may stand before the title of its people: NATO chief …"""
        if hit.known.is_state:
            return True
        record = self.actor(hit)
        return record is not None and record.kind != "person"

    def last_hit_before(self, place: int) -> Hit | None:
        """Return the last known name that begins before this place."""
        number = bisect_right(self._hit_starts, place - 1) - 1
        return self.hits[number] if number >= 0 else None

    def hits_between(self, start: int, end: int) -> list[Hit]:
        """Return the known names that begin in ``text[start:end]``."""
        return self.hits[bisect_right(self._hit_starts, start - 1) : bisect_right(self._hit_starts, end - 1)]

    def main_country(self) -> Actor | None:
        """Return the one country that the article is about, or None where several share it."""
        counts = self.actors.countries
        if not counts:
            return None
        # A town may also be one of a country that the article does not name at all.
        told = [
            pair for pair in counts.most_common() if not self.states or pair[0] in self.states
        ] or counts.most_common()
        (code, most), *others = told[:2]
        record = self.gazetteer.government(code)
        enough = most >= _MAIN_SHARE * counts.total() and (not others or most >= 2 * others[0][1])
        return record.actor if record is not None and enough else None

    def country_at(self, place: int) -> Actor | None:
        """Return the country that the passage before this place is about: the only one named in its sentence so far and in
        the last sentence that names any; else, and where the article's own is named there too, that one."""
        home = self.main_country()
        number = bisect_right(self.starts, place) - 1
        end, told = place, Counter[str]()
        for at in range(number, max(-1, number - _PASSAGE), -1):
            ground = (
                hit.known for hit in self.hits_between(self.starts[at], end) if hit.known.is_state or hit.known.places
            )
            told.update(code for known in ground for code in known.countries if code in self.states)
            end = self.starts[at]
            if told and (home is None or told.total() >= _SURE):
                break
        code = next(iter(told)) if len(told) == 1 else None
        if code is None or (home is not None and told[code] < _SURE):
            return home
        record = self.gazetteer.government(code)
        return record.actor if record is not None else home

    def _with_definitions(self, hits: list[Hit]) -> list[Hit]:
        definitions = find_definitions(
            self.text, self.article.start, self.article.end, no_names=self.lexicon.bodies.no_names
        )
        if not definitions:
            return hits
        by_end = {hit.end: hit for hit in hits}
        for definition in definitions:
            self.defined[definition.short] = self._meaning(definition, by_end)
            if isinstance(self.defined[definition.short], Actor):
                self.long_forms.append(definition)
        words = "|".join(re.escape(short) for short in sorted(self.defined, key=len, reverse=True))
        pattern = re.compile(rf"(?<![\w-])(?:{words})(?!\w)")
        spans = [
            m for m in pattern.finditer(self.text, self.article.start, self.article.end) if self.sentence_of(m.start())
        ]
        at = {match.start() for match in spans}
        kept = [hit for hit in hits if hit.start not in at or hit.text not in self.defined]
        starts = [hit.start for hit in kept]
        for match in spans:
            meaning = self.defined[match[0]]
            if isinstance(meaning, Known) and not _inside(match.start(), kept, starts):
                kept.append(Hit(match.start(), match.end(), match[0], meaning))
        return sorted(kept, key=lambda hit: hit.start)

    def _meaning(self, definition: Definition, by_end: Mapping[int, Hit]) -> Actor | Known | None:
        long = _BLANKS.sub(" ", self.text[definition.start : definition.end]).removesuffix("'s").removesuffix("’s")
        long = _ARTICLE.sub("", long)
        if self.lexicon.bodies.office_name.fullmatch(long):
            self.offices.add(definition.short)
            return None
        hit = by_end.get(definition.end)
        covers = hit is not None and (hit.start <= definition.start + 4 or 2 * len(hit.text) >= len(long))
        if hit is not None and covers and not any("adjective" in name.flags for name in hit.names):
            return hit.known
        same = tuple(
            name
            for name in self.gazetteer.named(definition.short)
            if any(_is_same_name(_plain(long), _plain(other)) for other in name.record.names())
        )
        named = same or self.gazetteer.named(long)
        return Known.of(named) if named else _new_actor(long, definition.short, self.lexicon.bodies)


def _is_shouted_word(text: str, hit: Hit) -> bool:
    """Whether an abbreviation that is also a word stands in a line of capitals, where it is the word: MAN WHO KILLED …"""
    if not hit.known.only_as_written or not hit.text.isupper():
        return False
    before, after = text[max(0, hit.start - 20) : hit.start].split(), text[hit.end : hit.end + 20].split()
    beside = [word for word in (*before[-1:], *after[:1]) if word.isalpha()]
    return bool(beside) and all(word.isupper() and len(word) > 1 for word in beside)


def _inside(place: int, hits: Sequence[Hit], starts: Sequence[int]) -> bool:
    number = bisect_right(starts, place) - 1
    return 0 <= number < len(starts) and place < hits[number].end


def _new_actor(long: str, short: str, known: BodyWords) -> Actor | None:
    """Return the body that a long name no list knows stands for; None where it is a title or no name at all."""
    words = long.split()
    if not long[:1].isupper() or sum(word[:1].isupper() for word in words) * 2 < len(words):
        return None
    titled = any(
        word.strip(",.").lower() in known.titles or word.strip(",.").lower() in ("high", "vice") for word in words[:3]
    )
    if titled and not any(word in known.heads for word in words[:4]):
        return None
    if words[-1] in known.no_bodies and not any(word in known.heads for word in words):
        return None
    return Actor(f"text:{long}", long, short, "organisation")


def _is_same_name(one: str, other: str) -> bool:
    """Whether two plain names are the same, one a shorter form of the other, or written a little differently.

    >>> _is_same_name("social democratic party", "social democratic party of germany")
    True
    >>> _is_same_name("international cricket council", "international criminal court")
    False
    """
    if one == other:
        return True
    words, others = set(one.split()), set(other.split())
    shorter = min(words, others, key=len)
    if len(shorter) > 1 and (words <= others or others <= words):
        return True
    return len(words) == len(others) and SequenceMatcher(None, one, other).ratio() > _ALIKE


def _plain(name: str) -> str:
    return _NOT_PLAIN.sub(" ", name.lower()).strip()
