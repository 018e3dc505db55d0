"""The words of an outline as a line that people read: short enough, quotes and brackets whole, a capital at its head."""

from __future__ import annotations

from bisect import bisect_right

from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    BE,
    COMMA,
    COORDINATOR,
    DATE,
    DETERMINER,
    HAVE,
    MODAL,
    NAME,
    NEGATION,
    NOUN,
    NUMBER,
    OPENING,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    TO,
)
from timeline.events.titles.line import TAKES_CLAUSE, Line
from timeline.events.titles.outline import Outline
from timeline.events.triggers import Trigger

__all__ = ["LONGEST", "worded"]

LONGEST = 90
"""Letters of the longest title, less the sign that it is cut."""
_LEAST = 40
_NEARLY = 15
_ENOUGH = 6
"""Words of a noun's phrase that stands in the place of a clause that would have to be cut."""
_CUT = "…"
_EDGES = " []<>,;:–—-•*#|\t\n\r"
_STARTS_PHRASE = PREPOSITION | TO | COORDINATOR | COMMA | RELATIVE | SUBORDINATOR | STOP | DATE
_JOINS = PREPOSITION | DETERMINER | COORDINATOR | OPENING | TO | RELATIVE | SUBORDINATOR
_LEAVES_OPEN = _JOINS | POSSESSIVE | MODAL | BE | HAVE | COMMA | STOP
_COMPLETES = frozenset(("from", "for", "of", "with", "in", "at", "about", "on", "by", "against"))
"""Words that with a verb behind them complete what stands before them: "banned them from leaving"."""
_DECIDES = MODAL | NEGATION
_BRACKETS = {"(": ")", "<": ">"}

Stretch = tuple[int, int]


def worded(text: str, line: Line, outline: Outline, trigger: Trigger) -> str:
    """Return the words of an outline, cut at a phrase where they are too long; only "…" is added where words were cut."""
    words = _Wording(text, line, outline, trigger).fitted()
    phrase = outline.phrase
    if phrase is not None and _CUT in words:
        named = line.tokens[trigger.head].written
        if _CUT in words[:-1] or named not in words or phrase.end - phrase.start >= _ENOUGH:
            words = _Wording(text, line, phrase, trigger).fitted()
    return _finished(words)


class _Wording:
    """The words of one outline and what has been left out of them so far, silently (``holes``) or marked (``cuts``)."""

    def __init__(self, text: str, line: Line, outline: Outline, trigger: Trigger) -> None:
        self.text, self.line, self.outline, self.trigger = text, line, outline, trigger
        self.holes = [*outline.holes, *self._brackets()]
        self.cuts: list[Stretch] = []
        self.start, self.end = outline.start, outline.end
        while line.flags[self.start] & (COORDINATOR | COMMA) and self.start < trigger.first:
            self.start += 1
        self.needed = trigger.last + 1  # a title goes at least so far
        group = line.clauses[trigger.clause].group
        if group is not None and trigger.first < group.first and group.last < outline.end:
            self.needed = group.last + 1
        self.at_any_word = self.goes_on = False

    def fitted(self) -> str:
        """Return the words that fit."""
        whole = self.words(self.end)
        if len(whole) <= LONGEST:
            return whole
        for first, end in self.outline.spare:
            if not first <= self.trigger.first < end:
                self.holes.append((first, end))
        if self.fits(self.end):
            return self.words(self.end)
        core = self._core_end()
        if self.outline.between and self.outline.between[0][0] == self.start and self.trigger.part != "noun":
            core = self.needed  # what was said, before who said it
        for first, end in self.outline.between:
            if self.fits(core):
                break
            self._elide(first, end, core, whole=True)
        if not self.fits(core) and self.outline.instead is not None:
            if self.outline.instead in self.line.verb_at and self.fits(self.needed):
                return self._cut(self.needed)
            self._begin_at(self.outline.instead)
            core = self._core_end()
        return self._cut(self._narrowed(core))

    def _begin_at(self, start: int) -> None:
        """Leave out all words before a token; where that is a verb, "…" stands for its subject."""
        self.start, self.goes_on = start, start in self.line.verb_at
        self.cuts.clear()

    def fits(self, end: int) -> bool:
        """Whether the words up to a token are short enough."""
        return self.length(end) <= LONGEST

    def length(self, end: int) -> int:
        """Return how many letters the words up to a token have."""
        span, letters = self.line.parse.span, 1 if self.goes_on else -1
        for stretch in self._stretches(end):
            if stretch is None:
                letters += len(_CUT) + 1
            else:
                start, stop = span(stretch[0], stretch[1] - 1)
                letters += stop - start + 1
        return letters

    def words(self, end: int) -> str:
        """Return the words up to a token, less what is left out."""
        span, text = self.line.parse.span, self.text
        return ("… " if self.goes_on else "") + " ".join(
            [
                _CUT if stretch is None else " ".join(text[slice(*span(stretch[0], stretch[1] - 1))].split())
                for stretch in self._stretches(end)
            ]
        )

    def _stretches(self, end: int) -> list[Stretch | None]:
        """Return the stretches of tokens that are kept, None for each sign of a cut."""
        at = self.start
        if not self.holes and not self.cuts:
            return [(at, end)] if at < end else []
        kept: list[Stretch | None] = []
        gaps = [(first, stop, False) for first, stop in self.holes] + [(first, stop, True) for first, stop in self.cuts]
        for first, stop, marked in sorted(gaps):
            if stop <= at or first >= end:
                continue
            if first > at:
                kept.append((at, first))
            if marked and kept[-1:] != [None]:
                kept.append(None)
            at = stop
        if at < end:
            kept.append((at, end))
        return kept

    def _brackets(self) -> list[Stretch]:
        """Return the asides in brackets, short forms and codes among them, but the one with the trigger."""
        tokens = self.line.tokens
        found: list[Stretch] = []
        start, stop = self.line.parse.span(self.outline.start, self.outline.end - 1)
        if "(" not in self.text[start:stop] and "<" not in self.text[start:stop]:
            return found
        opening: int | None = None
        for at in range(self.outline.start, self.outline.end):
            word = tokens[at].word
            if opening is None:
                opening = at if word in _BRACKETS else None
            elif word == _BRACKETS[tokens[opening].word]:
                is_name = word == ">" and any(
                    sign.islower() for token in tokens[opening + 1 : at] for sign in token.written
                )
                if not (is_name or opening <= self.trigger.last <= at):
                    found.append((opening, at + 1))
                opening = None
        return found

    def _narrowed(self, core: int) -> int:
        """Return the end of what must be told, made shorter where it does not fit: in the subject, or by less of the rest."""
        group = self.line.clauses[self.trigger.clause].group
        if self.trigger.part == "noun" and self.cuts and group is not None and group.first > self.start:
            core = self.needed = group.last + 1
            self.cuts.clear()
        if self.fits(core):
            return core
        if (
            self.trigger.part == "noun"
            and group is not None
            and self.start < group.first
            and group.last < self.trigger.first
        ):
            core = self.needed = group.last + 1
        verb = self.trigger.first
        if group is not None and group.first <= verb <= group.last:
            verb = group.first
            if self._tells_clause():
                core, self.at_any_word = self.trigger.last + 1, True
        own = self.start if self.outline.own is None else max(self.outline.own, self.start)
        if group is not None and self.trigger.head < group.first and self.start <= self.trigger.head:
            own, verb = max(own, self.trigger.head), group.first
        if not self.fits(core) and verb > own + 1 and not self.cuts:
            self._elide(own + 1, verb, core, whole=False)
        return core

    def _tells_clause(self) -> bool:
        """Whether a clause tells what somebody says, thinks or finds."""
        line = self.line
        group = line.clauses[self.trigger.clause].group
        if group is None or group.passive or group.lemma not in TAKES_CLAUSE or self.trigger.part != "verb":
            return False
        told = self._next_verb(group.last + 1)
        clause = line.clauses[line.verb_at[told]] if told is not None else None
        return clause is not None and (clause.kind in ("complement", "main", "infinitive") or clause.opener == "that")

    def _next_verb(self, at: int) -> int | None:
        return next((later for later in range(at, self.end) if later in self.line.verb_at), None)

    def _core_end(self) -> int:
        """Return the end of the first phrase behind the trigger that says something, or of the verb of what is said."""
        line, at = self.line, self.needed
        verb = self._next_verb(at) if self._tells_clause() else None
        if verb is not None:
            group = line.clauses[line.verb_at[verb]].group
            return group.last + 1 if group is not None else self.end
        own = line.clauses[self.trigger.clause].group
        told = own is not None and own.passive
        while at < self.end:
            if told and self._breaks(at, loosely=True):
                return at
            told = told or bool(line.flags[at] & (NOUN | NAME | NUMBER | DATE) and not line.flags[at] & PREPOSITION)
            at += 1
        return self.end

    def _breaks(self, at: int, *, loosely: bool = False) -> bool:
        """Whether a phrase begins at a token, so that a line may end before it; ``loosely`` also within a noun's phrase."""
        line, word = self.line, self.line.tokens[at].word
        flag, before = line.flags[at], line.flags[at - 1]
        if at in line.verb_at:
            group = line.clauses[line.verb_at[at]].group
            if group is not None and loosely and group.form == "base" and at == group.first:
                return not before & _LEAVES_OPEN
            tells_more = group is not None and group.form in ("en", "ing") and at == group.first
            return tells_more and bool(before & (NOUN | NAME)) and not before & PREPOSITION
        if not flag & _STARTS_PHRASE or word == "." or (word in ("of", "than") and not loosely):
            return False
        if (flag & NAME or (flag & NOUN and not flag & PREPOSITION)) and not flag & (COMMA | STOP | DATE):
            return False
        if before & PREPOSITION or (before & _LEAVES_OPEN and not before & (NOUN | NAME)):
            return False
        if flag & PREPOSITION and (before & ADVERB and not before & DATE):
            return False
        if (before & ADJECTIVE and flag & (COORDINATOR | COMMA | DATE)) or (
            flag & DATE and before & (DETERMINER | NUMBER)
        ):
            return False
        opens_clause = word in _COMPLETES and at + 1 in line.verb_at
        return loosely or not (opens_clause or (at - 1 in line.verb_at and flag & (PREPOSITION | TO)))

    def _elide(self, first: int, end: int, core: int, *, whole: bool) -> None:
        """Cut as little before a token as makes the line fit, from the start of a phrase on; ``whole``, at need all of it."""
        best: Stretch | None = None
        flags = self.line.flags
        for at in range(end - 1, first, -1):
            if flags[at] & _DECIDES and self.start != first:
                end = at  # what makes it planned or undone stays
                continue
            if not self._breaks(at, loosely=True):
                continue
            best = (at, end)
            self.cuts.append(best)
            if self.fits(core):
                return
            self.cuts.pop()
        if best is not None and (not whole or self.start == first):
            self.cuts.append(best)
        elif whole:
            self.cuts.append((first, end))

    def _cut(self, core: int) -> str:
        """Return the words up to the last phrase that fits, else up to the last word."""
        if self.fits(self.end):
            return self.words(self.end)
        least = max(self.needed, self.start + 1)
        word = bisect_right(range(least, self.end), LONGEST, key=self.length) + least - 1
        phrase = next((at for at in range(word, max(core, least) - 1, -1) if self._breaks(at)), 0)
        while word >= least and self.line.flags[word] & POSSESSIVE:
            word -= 1
        word = word if word >= least else 0
        if phrase and not self.at_any_word and self.length(phrase) >= _LEAST:
            return f"{self.words(phrase)} {_CUT}"
        word = self._closed(word)
        if phrase and (not word or self.length(word) < self.length(phrase) + _NEARLY):
            word = phrase
        return f"{self.words(word)} {_CUT}" if word else self._around_trigger()

    def _closed(self, end: int) -> int:
        """Return the end less the words at it that only lead on to others ("of the", "and")."""
        flags, tokens = self.line.flags, self.line.tokens
        while end > self.needed and not flags[end - 1] & NAME:
            counts = flags[end - 1] & NUMBER and not flags[end - 2] & NAME
            if not (counts or flags[end - 1] & (_LEAVES_OPEN | ADJECTIVE) or tokens[end - 1].word in ('"', "“")):
                break
            end -= 2 if flags[end - 1] & POSSESSIVE else 1
        return end

    def _around_trigger(self) -> str:
        """Return the words about the trigger, where nothing that begins with the subject fits."""
        words = self.words(self.end)
        start, stop = self.line.parse.span(self.trigger.first, self.trigger.last)
        at = words.find(" ".join(self.text[start:stop].split()))
        if at > LONGEST // 2:
            words = f"{_CUT} {words[words.rfind(' ', 0, at - 25) + 1 :]}"
        return f"{words[: words.rfind(' ', 0, LONGEST)]} {_CUT}" if len(words) > LONGEST else words


def _finished(words: str) -> str:
    """Return the words with whole quotes and a capital at the head."""
    words = _without_lone_quotes(words).replace("… …", _CUT).strip(_EDGES)
    told, bracket, rest = words.rpartition("(")
    if bracket and told and ")" not in rest:
        words = f"{told.rstrip(_EDGES)} {_CUT}" if rest.endswith(_CUT) else told.rstrip(_EDGES)
    if words.endswith(".") and not words.endswith(".."):
        body = words[:-1]
        words = body if len(body.rsplit(" ", 1)[-1].split(".")[-1]) > 1 else words  # "…, 3 p.m." keeps its stop
    words = words.replace("<", "").replace(">", "") if "<" in words or ">" in words else words
    for close in (" ,", " .", " ;", " :"):
        if close in words:
            words = words.replace(close, close[1])
    head = words.split(" ", 1)[0]
    if not head.split("-", 1)[0].islower():
        return words
    at = 0 if head[0].isalpha() else 1 if head[0] in "“\"'‘" else -1
    return words if at < 0 else words[:at] + words[at : at + 1].upper() + words[at + 1 :]


def _without_lone_quotes(words: str) -> str:
    """Return the words less the quotation marks whose partner is not among them."""
    if '"' not in words and "“" not in words and "”" not in words:
        return words
    opened: list[int] = []
    lone: list[int] = []
    for at, sign in enumerate(words):
        if sign == "“" or (sign == '"' and (at == 0 or words[at - 1] in " ([—–…")):
            opened.append(at)
        elif sign in '”"':
            if opened:
                opened.pop()
            else:
                lone.append(at)
    lone += opened
    return "".join(sign for at, sign in enumerate(words) if at not in lone) if lone else words
