"""Who takes part, weighed: what the rules chose is held against how often careful readers chose so in cases like it.

The rules of ``events.involved`` know who acts and who is acted on by grammar. News says much of it otherwise: a sentence later,
by an aside, by a noun. So everybody whom a sentence or the rows right before it name is rated by a logistic sum of what is known
of them (as Gildea and Jurafsky label roles by features of grammar and words: "Automatic Labeling of Semantic Roles", 2002). Who
is likely enough joins a row, and whom the rules chose leaves it where that is most unlikely. The weights are data
(``[taking_part]`` in names.toml), fitted by ``benchmarks/weigh_parties.py``; without them a row keeps whom the rules chose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from operator import itemgetter
from typing import Any

from timeline.clauses.forms import COMMA
from timeline.errors import RulesError
from timeline.events.dated import Dated
from timeline.events.triggers import Trigger
from timeline.model import Actor, ActorMention, Role, Row
from timeline.rules import Rules

__all__ = ["FILE", "JOINS", "LEAVES", "SECTION", "TRAITS", "Candidate", "TakingPart", "candidates"]

FILE, SECTION = "names.toml", "taking_part"
JOINS, LEAVES = "joins from", "leaves below"
"""The two likelihoods of the table: from which somebody joins a row, and below which one whom the rules chose leaves it."""

_ROWS_BACK = 6
"""How many rows before one may lend it their actors."""
_DISTANCES = (-15, -8, -4, -2, 0, 2, 4, 8, 15)
"""Words between a name and the happening, the bands' edges; below zero the name stands before it."""
_SHARES = (0.1, 0.25, 0.5)
_ROWS_UNTOLD = 4
"""Rows without anybody by which a short article is taken for longer: in three rows, two are not yet its main actor."""
_MOST_PARTIES, _MOST_COMMAS, _FAR_BACK = 3, 3, 4

TRAITS = (
    "named",  # "here" in the sentence, or "before" in a row of the story only
    "chosen",  # by the rules: as source, target or mentioned; or not
    "actor",  # the kind of actor
    "type",  # the type of the row
    "part",  # what tells the happening: a verb, a noun …
    "parties",  # how many actors the rules chose
    "share",  # of the article's rows that have the actor
    "rows_back",  # how many rows ago the actor took part
    "same_day",  # whether that row has the same date
    "leads",  # takes part in the article's first row
    "ground",  # whether the row's places lie in the actor's country
    "home",  # whether most of the article's places do
    "how",  # by what the actor was recognised
    "named_in",  # the kind of the clause that names the actor
    "reach",  # whether that is the happening's own clause, the one above, one below, another
    "distance",  # from the happening in words, before or after it
    "owns",  # "Kenya's"
    "commas",  # between the name and the happening
    "words_before",
    "word_behind",
)
"""What is known of a candidate, by name; what follows ``how`` is only known of those whom the sentence names."""

Values = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may take part in a row: as the rules chose or not (None), with the values of the traits."""

    actor: Actor
    role: Role | None
    values: Values


class TakingPart:
    """Decides by weights who takes part. Keep one for many articles."""

    def __init__(self, weights: Mapping[str, float], joins: float, leaves: float) -> None:
        """``weights`` go by traits and their values, such as "chosen=source actor=armed_group"; "all" is of everybody."""
        self._always = weights.get("all", 0.0)
        sums: dict[tuple[int, ...], dict[Any, float]] = {}
        for name, weight in weights.items():
            if name != "all":
                parts = [part.partition("=") for part in name.split(" ")]
                key = tuple(value for _, _, value in parts)
                table = sums.setdefault(tuple(TRAITS.index(trait) for trait, _, _ in parts), {})
                table[key if len(key) > 1 else key[0]] = weight
        self._sums = [(itemgetter(*traits), table.get) for traits, table in sums.items()]
        self._joins, self._leaves = log(joins / (1 - joins)), log(leaves / (1 - leaves))

    @classmethod
    def from_rules(cls, rules: Rules) -> TakingPart | None:
        """Return the weights of the rules, None where there are none. Raises RulesError for what is no weight of known traits."""
        table = rules.table(FILE, SECTION)
        if not table:
            return None
        where = f"{FILE}: [{SECTION}]"
        for name, weight in table.items():
            if isinstance(weight, bool) or not isinstance(weight, int | float):
                raise RulesError(f"{where} {name}", f"{weight!r} is no number", "write one, such as 0.4")
            unknown = [part for part in name.split(" ") if part.partition("=")[0] not in TRAITS]
            if name not in ("all", JOINS, LEAVES) and unknown:
                raise RulesError(f"{where} {name}", f"there is no trait {unknown[0]!r}", f"known: {', '.join(TRAITS)}")
        for name in (JOINS, LEAVES):
            if not 0 < table.get(name, 0) < 1:
                raise RulesError(f"{where} {name}", "is missing or no likelihood", "write a number between 0 and 1")
        weights = {name: weight for name, weight in table.items() if name not in (JOINS, LEAVES)}
        return cls(weights, table[JOINS], table[LEAVES])

    def settled(self, rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
        """Return the rows with those who take part in them; who joins one is ``mentioned``, behind those of the rules."""
        done = []
        for row, found in zip(rows, candidates(rows, dated), strict=True):
            part: list[tuple[Actor, Role]] = []
            for one in found:
                if self.rate(one.values) >= (self._joins if one.role is None else self._leaves):
                    part.append((one.actor, one.role or "mentioned"))
            actors = tuple(actor for actor, _ in part)
            if actors != row.actors:
                row = replace(row, actors=actors, roles=tuple(role for _, role in part))
            done.append(row)
        return done

    def rate(self, values: Values) -> float:
        """Return the logarithm of the odds that somebody with these values takes part."""
        total = self._always
        for traits, weight in self._sums:
            total += weight(traits(values), 0.0)
        return total


def candidates(rows: Sequence[Row], dated: Sequence[Dated]) -> Iterator[list[Candidate]]:
    """Yield row by row who may take part: those whom the rules chose, in their order, then others by where they are named."""
    counted = Counter(actor.id for row in rows for actor in row.actors)
    shares = {id: _band(count / (len(rows) + _ROWS_UNTOLD), _SHARES) for id, count in counted.items()}
    countries = Counter(place.country for row in rows for place in row.places)
    home = countries.most_common(1)[0][0] if countries else None
    leading = {actor.id for actor in rows[0].actors} if rows else set()
    for number, (row, item) in enumerate(zip(rows, dated, strict=True)):
        known = {actor.id: (actor, role) for actor, role in zip(row.actors, row.roles, strict=True)}
        named = _nearest(item)
        before = _before(rows, number)
        others: dict[str, Actor] = {mention.actor.id: mention.actor for mention, _ in named.values()}
        others |= {id: told[0] for id, told in before.items() if id not in others}
        if number:
            others |= {actor.id: actor for actor in rows[0].actors if actor.id not in others}
        all_of_them = known | {id: (actor, None) for id, actor in others.items() if id not in known}
        parties = str(min(_MOST_PARTIES, len(row.actors)))
        ground = {place.country for place in row.places}
        yield [
            Candidate(
                actor,
                role,
                (
                    "here" if id in named else "before",
                    role or "no",
                    actor.kind,
                    row.type,
                    item.trigger.part,
                    parties,
                    shares.get(id, "0"),
                    *(before[id][1:] if id in before else ("0", "no")),
                    "yes" if number and id in leading else "no",
                    "unknown" if not actor.country or not ground else "yes" if actor.country in ground else "no",
                    "unknown" if not actor.country else "yes" if actor.country == home else "no",
                    *(_in_sentence(item, *named[id]) if id in named else _NOT_HERE),
                ),
            )
            for id, (actor, role) in all_of_them.items()
        ]


_NOT_HERE: Values = (None,) * (len(TRAITS) - TRAITS.index("how"))


def _before(rows: Sequence[Row], number: int) -> dict[str, tuple[Actor, str, str]]:
    """Return who took part in the rows right before one, how many rows ago, and whether that row has the same date."""
    interval, found = rows[number].interval, dict[str, tuple[Actor, str, str]]()
    for back, earlier in enumerate(reversed(rows[max(0, number - _ROWS_BACK) : number]), 1):
        same_day = earlier.interval.first == interval.first and earlier.interval.last == interval.last
        for actor in earlier.actors:
            if actor.id not in found:
                found[actor.id] = actor, str(min(_FAR_BACK, back)), _yes(same_day)
    return found


def _nearest(item: Dated) -> dict[str, tuple[ActorMention, int]]:
    """Return who is named in the sentence of a happening, by the mention nearest to it, and the token that begins it."""
    found: dict[str, tuple[ActorMention, int]] = {}
    for mention in item.reading.actors:
        at = item.reading.parse.token_at(mention.start)
        known = found.get(mention.actor.id)
        if known is None or abs(at - item.trigger.head) < abs(known[1] - item.trigger.head):
            found[mention.actor.id] = mention, at
    return found


def _in_sentence(item: Dated, mention: ActorMention, at: int) -> Values:
    """Return the values of the traits that only a name in the sentence of the happening has."""
    reading, trigger = item.reading, item.trigger
    parse, tokens = reading.parse, reading.parse.tokens
    clause, its = parse.clauses[trigger.clause], parse.clauses[parse.clause_of[at]]
    low, high = sorted((at, trigger.head))
    commas = sum(1 for token in tokens[low:high] if token.flags & COMMA)
    before = tokens[at - 1].word if at else "start"
    return (
        mention.how,
        its.kind,
        _reach(trigger, its.number, clause.parent, its.parent),
        _band(at - trigger.head, _DISTANCES),
        _yes(reading.text.startswith(("'s", "’s"), mention.end)),
        str(min(_MOST_COMMAS, commas)),
        f"{tokens[at - 2].word if at > 1 else 'start'}_{before}",
        tokens[at + 1].word if at + 1 < len(tokens) else "end",
    )


def _reach(trigger: Trigger, its: int, above: int | None, its_above: int | None) -> str:
    if its == trigger.clause:
        return "same"
    return "above" if its == above else "below" if its_above == trigger.clause else "other"


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _band(value: float, edges: Sequence[float]) -> str:
    """Return the number of the band in which a value lies, from 0."""
    return str(sum(value > edge for edge in edges))
