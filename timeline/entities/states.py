"""States in the text: which mention of a country, its people or its capital is the state acting, and which is only ground."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.entities.article_names import ArticleNames
from timeline.entities.grammar import Grammar, Reading, is_dateline, read_around
from timeline.gazetteer import Hit, Name, PlaceRecord
from timeline.model import ActorMention, PlaceMention, Sentence

__all__ = ["HOW", "StateReader"]

HOW: dict[Reading, str] = {
    "state": "state", "both": "country", "office": "office", "people": "nationality", "aside": "aside",
    "weak": "metonymy",
}  # fmt: skip
"""By what a mention of a state was recognised; readings that are not here are no actor."""

_WORD_BEFORE = re.compile(r"(?<![\w-])(?P<word>[A-Z][a-zé]+)[ \u00a0]$")
_WORD_AFTER = re.compile(r" (?:special |human rights )?([A-Za-z]+)")
_PRO = re.compile(r"\b(?:[Pp]ro|[Aa]nti)-\Z")
_ETHNIC = re.compile(r"\b[Ee]thnic \Z")
_LONGEST_NATION = 12
_AND = re.compile(r"-?,? (?:and|or|&) |, |/|[-–]")
_OPENS_NEWS = re.compile(r"/|,? [A-Z][a-z]|,? The |,? A |,? \(")
_UNMARKED = re.compile(r" (?:[A-Z][\w.’'-]* ){1,5}[a-z]")
"""What follows "KABUL, Afghanistan" where no mark ends the dateline: Gunmen killed …"""
_LONGEST_DATELINE = 64
_LIST = re.compile(r",? ?(?:and|or|/|,)? ?(?:the )?")
_HYPHENS = ("-", "–")
_ROADS = r"(?i:roads?|highway|expressway|motorway|route|axis|railway|corridor|train|line|pipeline)\b"
_ROAD = re.compile(rf"[-–][A-Z][\w-]*(?: [A-Z]\w+)? {_ROADS}")
_ROAD_ALONE = re.compile(rf" {_ROADS}")


class StateReader:
    """Reads the states of one article in text order and remembers how each was read (``readings`` by start)."""

    def __init__(self, names: ArticleNames) -> None:
        self._names, self._words = names, names.lexicon.states
        self._grammar = Grammar(self._words)
        self.readings: dict[int, Reading] = {}
        self._last_end = -1
        self._last_reading: Reading | None = None

    def mention(self, hit: Hit, name: Name) -> ActorMention | None:
        """Return the state as an actor, or None where the words are only a place or a dateline."""
        reading = self._read(hit, name)
        self.readings[hit.start] = reading
        self._last_end, self._last_reading = hit.end, reading
        how = HOW.get(reading)
        if how is None:
            return None
        how = "metonymy" if how == "state" and "capital" in name.flags else how
        record = self._names.actor(hit)
        assert record is not None
        return ActorMention(hit.start, hit.end, hit.text, record.actor, how)

    def grounds(self) -> Iterator[PlaceMention]:
        """Yield the country where a nationality only says whose ground it is: on Afghan soil, the Pakistani province."""
        for hit in self._names.hits:
            if self.readings.get(hit.start) != "place":
                continue
            name, record = self._names.actor_name(hit), self._names.actor(hit)
            if name is None or record is None or "adjective" not in name.flags:
                continue
            country = self._names.gazetteer.country(record.id)
            if country is not None:
                yield PlaceMention(hit.start, hit.end, hit.text, country.place, "soil")

    def _read(self, hit: Hit, name: Name) -> Reading:
        sentence = self._names.sentence_of(hit.start)
        assert sentence is not None
        if "office" in name.flags:
            return "office"
        if "capital" in name.flags and self._ends_a_road(hit):
            return "place"
        if name.flags & {"people", "adjective"} and self._is_of_another_state(hit):
            return "none"
        if "people" in name.flags:
            return "people"
        if "adjective" not in name.flags and self._is_dateline(hit, sentence):
            return "dateline"
        if not name.flags and self._is_surname(hit, sentence):
            return "none"
        if _PRO.search(self._names.text, max(0, hit.start - 5), hit.start) or self._is_topic(hit):
            return "aside"
        around = read_around(self._names.text, hit.start, hit.end, sentence.start, sentence.end)
        joined = self._joined(hit) if "adjective" in name.flags or hit.text.isupper() else None
        if joined is not None:
            if not joined[0].known.is_state:
                return "state"  # "French and U.S. military": the forces of a state, known by name
            reading = self._read(*joined)
            if reading == "state" or "adjective" in joined[1].flags:
                return reading
        if "adjective" in name.flags:
            return self._grammar.nationality(around)
        listed = self._in_list_with(hit)
        if "capital" in name.flags:
            reading = self._grammar.capital(around)
            return "place" if reading == "weak" and listed == "place" else reading
        if listed != "dateline" and self._is_wider_place(hit):
            return "place"
        reading = self._grammar.country(around)
        return listed if reading == "both" and listed in ("place", "aside", "dateline") and listed else reading

    def _ends_a_road(self, hit: Hit) -> bool:
        """Whether a capital is only one end of a road or a line: the Nairobi-Mombasa highway."""
        text, start, end = self._names.text, hit.start, hit.end
        if text[end : end + 1] in _HYPHENS:
            return _ROAD.match(text, end) is not None
        if start == 0 or text[start - 1] not in _HYPHENS or not text[start - 2].isalpha():
            return False
        return _ROAD_ALONE.match(text, end) is not None

    def _is_of_another_state(self, hit: Hit) -> bool:
        """Whether a nationality is that of people of another state: Bosnian Serbs, Kosovo Serbs, ethnic Albanians."""
        before = self._names.by_end.get(hit.start - 1)
        if self._names.text[hit.start - 1 : hit.start] != " ":
            return False
        if before is None or before.start < hit.start - _LONGEST_NATION:
            return _ETHNIC.search(self._names.text, max(0, hit.start - 7), hit.start) is not None
        record, own = self._names.actor(before), self._names.actor(hit)
        return record is not None and own is not None and record.kind == "government" and record.id != own.id

    def _is_topic(self, hit: Hit) -> bool:
        """Whether a country is what a body's envoy is for: the U.N. Syria envoy."""
        body = self._names.by_end.get(hit.start - 1)
        record = self._names.actor(body) if body is not None else None
        if record is None or record.kind != "igo":
            return False
        after = _WORD_AFTER.match(self._names.text, hit.end)
        return after is not None and after[1].lower() in self._words.envoys

    def _joined(self, hit: Hit) -> tuple[Hit, Name] | None:
        """Return the nationality that follows as an equal: what it stands for, both do ("Thai and Cambodian soldiers")."""
        for other in self._names.hits_between(hit.end, hit.end + 8):
            name, record = self._names.actor_name(other), self._names.actor(other)
            if (
                name is not None
                and record is not None
                and (not name.flags or "adjective" in name.flags)
                and (other.known.is_state or "as_country" in record.flags)
                and _AND.fullmatch(self._names.text[hit.end : other.start])
            ):
                return other, name
        return None

    def _is_wider_place(self, hit: Hit) -> bool:
        """Whether the country only says where the place before it lies: "in Wad Madani, Sudan"."""
        before = self._names.by_end.get(hit.start - 2)
        record = self._names.actor(hit)
        if before is None or record is None or self._names.text[hit.start - 2 : hit.start] != ", ":
            return False
        places = [place for place in before.candidates if isinstance(place, PlaceRecord) and place.level != "country"]
        return any(place.country == record.id for place in places) and self.readings.get(before.start) not in (
            "state",
            "weak",
        )

    def _is_surname(self, hit: Hit, sentence: Sentence) -> bool:
        """Whether a capitalised word right before makes it somebody's or something's name: Jim Jordan, Virgin Australia."""
        before = _WORD_BEFORE.search(self._names.text, max(sentence.start, hit.start - 20), hit.start)
        if before is None or before.start() <= sentence.start + 1:
            return False
        word = before["word"]
        if word in self._words.no_names or word in self._names.nation_words or word.lower() in self._words.not_in_names:
            return False
        words = self._names.text[sentence.start : sentence.end].split()
        return 5 * sum(word[:1].isupper() for word in words) < 3 * len(words)

    def _in_list_with(self, hit: Hit) -> Reading | None:
        """Return how the name before was read where the two stand in one list ("in Iraq and Syria", "in Kabul, Afghanistan")."""
        if self._last_end < 0 or hit.start - self._last_end > 10:
            return None
        between = self._names.text[self._last_end : hit.start]
        return self._last_reading if between.strip() and _LIST.fullmatch(between) else None

    def _is_dateline(self, hit: Hit, sentence: Sentence) -> bool:
        text = self._names.text
        line = max(sentence.start, text.rfind("\n", sentence.start, hit.start) + 1)
        raw = text[line : hit.start]
        before = raw.strip(" \u00a0•(*/")
        in_brackets = raw.endswith("(")
        if (
            before
            and not (before.isupper() and len(before) < _LONGEST_DATELINE)
            and not ((before.endswith(",") or in_brackets) and before[:1].isupper() and before.count(" ") < 3)
        ):
            return False
        if is_dateline(text, hit.end + (in_brackets and text[hit.end : hit.end + 1] == ")")):
            return True
        if before.endswith(",") and before.isupper() and _UNMARKED.match(text, hit.end):
            return True
        return hit.text.isupper() and len(hit.text) > 3 and _OPENS_NEWS.match(text, hit.end, hit.end + 6) is not None
