"""Stand-ins for names: "the group", "both sides", "he", "the government": resolved only where exactly one actor fits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from timeline.entities.article_names import ArticleNames
from timeline.entities.institutions import RUNS
from timeline.entities.lexicon import StandIn
from timeline.model import Actor, ActorMention

__all__ = ["UNDER_OTHERS", "find_stand_ins"]

_PERSON = re.compile(r"he(?<![Tt]he)(?=[ ,]|['’](?:s|d|ll)\b)")
_OBJECT = re.compile(
    r"h(?<=[a-z] h)(?:im|er(?= (?:to|in|on|at|from|for|of|with|by|as|after|before|over|last|this|and|that|while|when|during)\b"
    r"|[.,;:]))(?![\w-])"
)
"""Him and her of what was done to somebody: "a court sentenced her in May", no "her lawyer"."""
_SOMEBODY = re.compile(
    r"\b(?:[Ss]?[Hh]e|[Aa]n?|[Tt]he|[Oo]ne) (?:[a-z-]+ )?(?:[a-z]+er|man|woman|boy|girl|suspect|assailant|gunman|victim|teenager|"
    r"student|journalist|activist|father|mother|brother|sister|husband|wife|son|civilian|resident)\b|\b[Ss]?[Hh]e\b|[“\"]"
)
"""Who else may be meant by him or her, named by what he is only; in what is quoted, it is who speaks that knows."""
_CAPITAL_PERSON = re.compile(r"He(?=[ ,]|['’](?:s|d|ll)\b)")
_IT = re.compile(
    r"(?:[A-Z][^,.;:]{1,28}, )?(?P<it>[Ii]t) (?:also |later |then |has |had |additionally )*"
    r"(?!came\b|comes\b|followed|happened|occurred|marked|started|ended|lasted|killed|injured|targeted|appeared|seemed|"
    r"remained|emerged|included|contained|involved|went\b|burned|contains|includes|follows|took place)"
    r"(?:[a-z]+ed|said|says|held|sent|told|began|took|met|withdrew|set|put|shot|struck|"
    r"fought|sought|gave|made|broke|urges|calls|plans|wants|denies) "
)
"""A sentence whose subject is "it" and whose verb tells what somebody did."""
_ITS_VERB = re.compile(
    r"(?: \([A-Z][\w-]{1,11}\))?(?: (?:on|last|also|had|has|have|this|later|early|late|[A-Z][a-z]+day|week|month|year|again))*"
    r" (?:[a-z]+ed|said|says|held|sent|told|began|took|met|withdrew|set|put|shot|fought|sought|gave|made|broke|is|was|will)\b"
)
_BODIES = frozenset(
    {
        "igo",
        "government",
        "armed_group",
        "organisation",
        "security_force",
        "party",
        "ngo",
        "court",
        "movement",
        "parliament",
    }
)
_Words = tuple[int, int, str]
UNDER_OTHERS = frozenset({"PS"})
"""Countries in which troops or a police not named with their state, and those who arrest and forbid, may be of another one."""
_ARMIES = ("army", "military", "armed forces")
_JUNTA = "unta"
_MINISTRY = ("inistry", "ffice")
_CAPITALISED_BEFORE = re.compile(r"(?<![\w-])([A-Z][\w-]*[a-z]) $")
_SMALL_HEADS, _NO_HEADS = frozenset({"", "S", "s"}), frozenset({""})
_OF_STATES = ("countries", "nations", "governments", "neighbours", "neighbors", "capitals")
"""Pair nouns that stand for states only."""
_TWO = 2
_LOOK_BACK = 3
"""How many sentences back an antecedent may stand."""
_OWNERS = frozenset({"state", "country", "nationality", "metonymy", "gazetteer"})
_STATES = frozenset({"state", "metonymy", "office", "country"})


def find_stand_ins(names: ArticleNames, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield a mention for each stand-in that has one antecedent only; ``mentions`` are those named, in text order."""
    near, words = _Nearby(names, mentions), names.lexicon.stand_ins
    text, start, end = names.text, names.article.start, names.article.end
    starts = words.starts(text, start, end)
    bodies: list[ActorMention] = []
    for match in words.group.pattern.finditer(text, start, end):
        if (whole := _whole(text, match, words.group.heads)) is not None:
            bodies += _group(whole, near)
    for match in words.bloc.pattern.finditer(text, start, end):
        if (whole := _whole(text, match, words.bloc.heads)) is not None:
            bodies += _bloc(whole, near)
    for match in words.body.finditer(text, start, end):
        if (whole := _whole(text, match, words.group.heads)) is not None:
            bodies += _body(whole, (match[1] or match[2]).lower(), near)
    yield from bodies
    yield from _told_on(names, sorted((*mentions, *bodies), key=lambda m: m.start) if bodies else mentions)
    for kind in (words.both, words.the_two, words.pair):
        for whole in _standing(names, kind, starts):
            yield from _pair(whole, near, people=whole[2].endswith(words.of_persons))
    for pattern, heads in ((_PERSON, _SMALL_HEADS), (_CAPITAL_PERSON, _NO_HEADS)):
        for match in pattern.finditer(text, start, end):
            if (whole := _whole(text, match, heads)) is not None:
                yield from _person(whole, near)
    for match in _OBJECT.finditer(text, start, end):
        for mention in _done_to((*match.span(), match[0]), near):
            if _SOMEBODY.search(text, near.sentence_start(match.start()), match.start()) is None:
                yield mention
    yield from _offices(names, near, starts, _Organs(names, mentions))


def _offices(
    names: ArticleNames, near: _Nearby, starts: Mapping[str, Sequence[int]], organs: _Organs
) -> Iterator[ActorMention]:
    """Yield the offices and forces named without their state: that of which they were named before, or the article's own."""
    home = names.main_country()
    army = _army_of_its_own(names, near, home)
    for office in names.lexicon.stand_ins.offices:
        if office.fixed not in starts:
            continue
        for whole in _standing(names, office, starts):
            owner = organs.owner(whole[2], whole[0])
            here = names.country_at(whole[0]) if office.fixed != _JUNTA else _under_a_junta(names)
            if owner is not None and near.is_free(whole[0], whole[1]) and not _is_somebody_s(names, whole[0]):
                yield ActorMention(*whole, owner, "anaphora")
            elif owner is None and here is not None and _is_of_home(names, whole, here, near):
                as_army = army is not None and here is home and whole[2].lower().startswith(_ARMIES)
                yield ActorMention(*whole, army if as_army and army is not None else here, "anaphora")
    for match in organs.alone():
        if (owner := organs.owner(match["organ"], match.start())) is not None and near.is_free(*match.span("organ")):
            yield ActorMention(*match.span("organ"), match["organ"], owner, "anaphora")


def _under_a_junta(names: ArticleNames) -> Actor | None:
    """Return the only state that an article names of those whose rulers are called a junta."""
    codes = [code for code in names.lexicon.stand_ins.juntas if code in names.states]
    state = names.gazetteer.government(codes[0]) if len(codes) == 1 else None
    return state.actor if state is not None else None


def _army_of_its_own(names: ArticleNames, near: _Nearby, home: Actor | None) -> Actor | None:
    """Return the army of a country that is a side of its own there (actors.csv flags it), where it, those with whom it is at
    war (``army_foe``) or an armed group of the country is named."""
    side = names.gazetteer.side(home.country, "army") if home is not None and home.country else None
    if side is None or home is None:
        return None
    foe = names.gazetteer.side(home.country, "army_foe")
    named = near.names(side.id) or near.names_a_group_of(home.country) or (foe is not None and near.names(foe.id))
    return side.actor if named else None


class _Organs:
    """The organs of states that an article names with their state, so that "the embassy" is known after "the Kenyan embassy"."""

    def __init__(self, names: ArticleNames, mentions: Sequence[ActorMention]) -> None:
        self._names = names
        self._owners: dict[str, list[tuple[int, Actor]]] = {}
        words = names.lexicon.stand_ins
        for mention in mentions:
            if mention.how in _OWNERS and mention.actor.kind == "government":
                match = words.organ_after.match(names.text, mention.end) or words.organ_last.search(mention.text)
                if match is not None:
                    self._owners.setdefault(_organ(match["organ"]), []).append((mention.start, mention.actor))

    def owner(self, words: str, place: int) -> Actor | None:
        """Return the only state whose organ of this kind was named before the place, or None."""
        organ = _organ(words)
        kinds = [kind for kind in self._owners if kind == organ or (organ == "ministry" and kind.endswith(" ministry"))]
        told = [actor for kind in kinds for start, actor in self._owners[kind] if start < place]
        return told[0] if told and len({actor.id for actor in told}) == 1 else None

    def alone(self) -> Iterator[re.Match[str]]:
        """Yield where one of these organs is named with "the" only, of those that are no office of the article's own country."""
        if not self._owners.keys() & self._names.lexicon.stand_ins.organs_alone:
            return
        article = self._names.article
        for match in self._names.lexicon.stand_ins.organ_alone.finditer(self._names.text, article.start, article.end):
            if _organ(match["organ"]) in self._owners:
                yield match


def _organ(words: str) -> str:
    """Return by what an organ is known again: its first words in small letters, a ministry by its portfolio.

    >>> _organ("Ministry of Health"), _organ("Interior Ministry"), _organ("police officials"), _organ("security forces")
    ('health ministry', 'interior ministry', 'police', 'security forces')
    >>> _organ("military officials"), _organ("army")
    ('army', 'army')
    """
    told = words.lower().replace("ministry of the ", "ministry of ").split()
    if told[:2] == ["ministry", "of"]:
        return f"{told[2]} ministry" if len(told) > 2 else "ministry"
    if told[0] == "military" or told[:2] == ["armed", "forces"]:
        return "army"
    return " ".join(told[: 2 if told[-1] in ("ministry", "office", "forces", "force", "guard") else 1])


def _is_of_home(names: ArticleNames, words: _Words, home: Actor, near: _Nearby) -> bool:
    """Whether an office or a force named without its state is that of the country the article is about."""
    if not near.is_free(words[0], words[1]) or _is_somebody_s(names, words[0]):
        return False
    if home.country in UNDER_OTHERS and not words[2].endswith(_MINISTRY):
        return False
    return not words[2].endswith(_MINISTRY) or near.no_other_state(words[0], home)


def _is_somebody_s(names: ArticleNames, start: int) -> bool:
    """Whether the word right before makes it the force of somebody else: Kurdish security forces, Dallas police."""
    before = _CAPITALISED_BEFORE.search(names.text, max(0, start - 24), start)
    return before is not None and before[1] not in names.lexicon.bodies.no_names


def _standing(names: ArticleNames, kind: StandIn, starts: Mapping[str, Sequence[int]]) -> Iterator[_Words]:
    """Yield where a stand-in stands, each in full."""
    for at in starts.get(kind.fixed, ()):
        match = kind.pattern.match(names.text, at, names.article.end)
        whole = _whole(names.text, match, kind.heads) if match is not None else None
        if whole is not None:
            yield whole


def _whole(text: str, match: re.Match[str], heads: frozenset[str]) -> _Words | None:
    """Return the words that end as matched and begin with one of the heads; None where they stand inside another word."""
    start = match.start()
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return (start, match.end(), text[start : match.end()]) if text[start : match.start()] in heads else None


class _Nearby:
    """The mentions by place, so that those shortly before a stand-in are at hand."""

    def __init__(self, names: ArticleNames, mentions: Sequence[ActorMention]) -> None:
        self._names, self._mentions = names, mentions
        self._starts = [mention.start for mention in mentions]
        self._sentences = [sentence.start for sentence in names.sentences]

    def before(self, place: int) -> Sequence[ActorMention]:
        """Return the mentions of this sentence before the place and of the few sentences before."""
        if self._names.sentence_of(place) is None:
            return ()
        number = bisect_right(self._sentences, place) - 1
        floor = self._sentences[max(0, number - _LOOK_BACK)]
        return self._mentions[bisect_left(self._starts, floor) : bisect_left(self._starts, place)]

    def names(self, id: str) -> bool:
        """Whether an actor is named in the article."""
        return any(mention.actor.id == id for mention in self._mentions)

    def names_a_group_of(self, country: str) -> bool:
        """Whether an armed group of a country is named in the article."""
        return any(m.actor.kind == "armed_group" and m.actor.country == country for m in self._mentions)

    def sentence_start(self, place: int) -> int:
        """Return where the sentence of a place begins."""
        number = bisect_right(self._sentences, place) - 1
        return self._sentences[number] if number >= 0 else place

    def told_of_before(self, place: int) -> Actor | None:
        """Return the only person of the sentence before, for a pronoun that opens a sentence."""
        number = bisect_right(self._sentences, place) - 1
        if number < 1 or self._sentences[number] != place:
            return None
        floor = bisect_left(self._starts, self._sentences[number - 1])
        told = self._mentions[floor : bisect_left(self._starts, place)]
        persons = {mention.actor.name: mention.actor for mention in told if mention.actor.kind == "person"}
        return next(iter(persons.values())) if len(persons) == 1 else None

    def is_free(self, start: int, end: int) -> bool:
        """Whether the office in a sentence belongs to no state named beside it: "Pakistani foreign office", "army of Mali"."""
        sentence = self._names.sentence_of(start)
        if sentence is None:
            return False
        first = bisect_left(self._starts, max(sentence.start, start - 60))
        for mention in self._mentions[first : bisect_left(self._starts, end + 12)]:
            if mention.start < end and start < mention.end:
                return False
            before = 0 <= start - mention.end <= 20 and mention.how in _STATES | {
                "nationality",
                "organisation",
                "province",
            }
            if mention.end < start and (runs := RUNS.match(self._names.text, mention.end)) and runs.end() >= start:
                return False  # "the Houthi-run ministry"
            after = 0 <= mention.start - end <= 6 and self._names.text[end : mention.start].strip() not in ("and", ",")
            if before or after:
                return False
        return True

    def no_other_state(self, place: int, home: Actor) -> bool:
        """Whether no other state than the home country is named in the sentence before the place."""
        sentence = self._names.sentence_of(place)
        first = bisect_left(self._starts, sentence.start if sentence is not None else place)
        before = self._mentions[first : bisect_left(self._starts, place)]
        return all(mention.actor.id == home.id for mention in before if mention.how in _STATES)

    def two_most_named(self, place: int, near: Mapping[str, Actor]) -> list[Actor]:
        """Return those two of some persons whom the text before the place names twice or more and more than others; else none."""
        persons = [m.actor for m in self._mentions[: bisect_left(self._starts, place)] if m.actor.kind == "person"]
        counted = Counter(actor.id for actor in persons).most_common(_TWO + 1)
        often = [id for id, times in counted[:_TWO] if times > 1 and (len(counted) == _TWO or times > counted[-1][1])]
        return [near[id] for id in often] if len(often) == _TWO and near.keys() >= set(often) else []

    def bodies_before(self, place: int, head: str) -> list[Actor]:
        """Return the actors named before the place whose name ends in a word (in small letters), each once."""
        named = self._mentions[: bisect_left(self._starts, place)]
        return list({m.actor.id: m.actor for m in named if m.actor.name.lower().endswith(f" {head}")}.values())

    def is_taken(self, start: int, end: int) -> bool:
        """Whether a mention lies between the two places, or the words are in no sentence."""
        first = bisect_left(self._starts, start)
        taken = first < len(self._starts) and self._starts[first] < end
        return taken or self._names.sentence_of(start) is None

    def introduces(self, end: int) -> bool:
        """Whether the words that end here only introduce a name: "the militant group Al-Shabaab"."""
        number = bisect_left(self._starts, end)
        return number < len(self._starts) and self._starts[number] - end <= 6


def _group(words: _Words, near: _Nearby) -> Iterator[ActorMention]:
    named = (mention for mention in near.before(words[0]) if mention.how != "aside")
    before = [mention.actor for mention in named if mention.actor.kind == "armed_group"]
    if len({actor.id for actor in before}) == 1 and not near.introduces(words[1]):
        yield ActorMention(*words, before[-1], "anaphora")


def _bloc(words: _Words, near: _Nearby) -> Iterator[ActorMention]:
    before = [mention.actor for mention in near.before(words[0]) if mention.actor.kind == "igo"]
    if len({actor.id for actor in before}) == 1 and not near.is_taken(words[0], words[1]):
        yield ActorMention(*words, before[-1], "anaphora")


def _told_on(names: ArticleNames, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield "it" at the head of a sentence where the subject of the sentence before is a body, a state or a group."""
    starts = [mention.start for mention in mentions]
    told: Actor | None = None
    for number, sentence in enumerate(names.sentences):
        match = _IT.match(names.text, sentence.start, sentence.end)
        if match is None:
            told = None
            continue
        if number and told is None:
            before = names.sentences[number - 1]
            at = bisect_left(starts, before.start)
            first = mentions[at] if at < len(mentions) and mentions[at].end <= before.end else None
            told = first.actor if first is not None and _is_subject(names.text, before.start, first) else None
        if told is not None:
            yield ActorMention(*match.span("it"), match["it"], told, "anaphora")


def _is_subject(text: str, start: int, mention: ActorMention) -> bool:
    """Whether a body's name opens a sentence and its verb follows: "The African Union (AU) has suspended …"."""
    if mention.actor.kind not in _BODIES or text[start : mention.start] not in ("", "The ", "the "):
        return False
    return _ITS_VERB.match(text, mention.end) is not None


def _body(words: _Words, head: str, near: _Nearby) -> Iterator[ActorMention]:
    """Yield the one body named so far whose name ends in the head word: the Forum, after the Pacific Islands Forum."""
    if not near.is_taken(words[0], words[1]):
        found = near.bodies_before(words[0], head)
        if len(found) == 1:
            yield ActorMention(*words, found[0], "anaphora")


def _pair(words: _Words, near: _Nearby, *, people: bool) -> Iterator[ActorMention]:
    states = words[2].endswith(_OF_STATES)
    found: dict[str, Actor] = {}
    for mention in near.before(words[0]):
        if _is_party(mention, people) and (not states or mention.actor.kind == "government"):
            found.setdefault(mention.actor.id, mention.actor)
    chosen = list(found.values()) if len(found) == _TWO else near.two_most_named(words[0], found) if people else []
    for actor in chosen:
        yield ActorMention(*words, actor, "anaphora")


def _is_party(mention: ActorMention, people: bool) -> bool:
    if people:
        return mention.actor.kind == "person"
    parties = ("armed_group", "igo", "company", "security_force")
    return mention.how in _STATES or (mention.how in ("gazetteer", "definition") and mention.actor.kind in parties)


def _person(words: _Words, near: _Nearby) -> Iterator[ActorMention]:
    before = [mention for mention in near.before(words[0]) if mention.actor.kind == "person"]
    floor = near.sentence_start(words[0])
    before = [mention for mention in before if mention.start >= floor] or before
    if before and len({mention.actor.name for mention in before}) == 1:
        yield ActorMention(*words, before[-1].actor, "anaphora")
    elif before and words[2][:1].isupper() and (told := near.told_of_before(words[0])) is not None:
        yield ActorMention(*words, told, "anaphora")


def _done_to(words: _Words, near: _Nearby) -> Iterator[ActorMention]:
    """Yield him or her to whom something was done: the only person of the sentences before, none being named in this one."""
    floor = near.sentence_start(words[0])
    before = [mention for mention in near.before(words[0]) if mention.actor.kind == "person"]
    if len({mention.actor.name for mention in before}) == 1 and before[-1].start < floor:
        yield ActorMention(*words, before[-1].actor, "anaphora")
