"""Which sentence tells of the very event that another told: of those who did it, or of the vessel, plane or house it befell."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Clause
from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.events.reading import Reading
from timeline.events.triggers import Trigger, family

__all__ = ["befell_the_same", "done_by_him", "done_by_the_attackers", "names_an_attacker", "of_the_accident"]

_ATTACKERS = {
    "attacker": "",
    "assailant": "",
    "raider": "",
    "gunman": "",
    "killer": "",
    "militant": "",
    "rebel": "",
    "insurgent": "",
    "fighter": "",
    "perpetrator": "",
    "intruder": "",
    "extremist": "",
    "jihadist": "",
    "terrorist": "",
    "bandit": "",
    "assassin": "assassin",
    "bomber": "bomb",
    "shooter": "sho",
    "kidnapper": "kidnap",
    "abductor": "abduct",
    "hijacker": "hijack",
    "arsonist": "fire",
    "stabber": "stab",
    "knifeman": "stab",
}
"""Words for those who did what a report told before, each with how the word for that deed begins; with nothing, for any."""
_ACCIDENTS = (
    words("blaze fire inferno flame wildfire fireball"),
    words("crash wreckage collision accident derailment pile-up wreck smash"),
    words("quake earthquake tremor rubble aftershock"),
    words("collapse rubble debris landslide mudslide cave-in avalanche"),
    words("flood flooding floodwater deluge storm cyclone hurricane typhoon"),
    words("sinking shipwreck capsizing disaster boat vessel ferry ship"),
    words("explosion blast rubble"),
    words("crush stampede"),
)
"""Accidents and what is left of them, each group with the words by which it is called again."""
_FROM = words("from in by during")
_FOLLOWED = 8
"""Sentences within which a report tells who was saved or hurt in an accident."""
_DAYS = 2
_CAME = words(
    "come arrive strike enter descend burst ride drive appear surround go break pour open walk move jump approach swoop converge "
    "emerge turn target set burn loot ransack torch pick separate line round"
)
"""Verbs with which attackers begin."""
_WRECKED = (
    words("vessel boat ship dinghy ferry trawler craft raft canoe barge tanker freighter yacht pirogue"),
    words("plane jet aircraft helicopter airliner flight chopper airplane glider"),
    words("bus coach truck train vehicle minibus car lorry van tram tanker convoy"),
    words("building mine bridge wall dam tower block house factory shaft tunnel roof stadium school market warehouse"),
)
"""What accidents befall, each group with the words by which it is called again."""
_BEFELL = words(
    "sink capsize overturn founder go crash plunge collide derail collapse explode burn catch hit veer skid fall break disappear "
    "vanish strike run plummet drift drown flip cave ignite erupt lose"
)
"""Verbs that say what befell it."""


def _attackers(reading: Reading, clause: Clause) -> str | None:
    """Return how the word for their deed begins, where the subject of a clause is "the attackers"; None where it is not."""
    begin, end = clause.subject
    said = [token for token in reading.parse.tokens[begin:end] if token.word.isalpha()]
    if len(said) != 2 or said[0].word != "the":
        return None
    return _ATTACKERS.get(_singular(said[-1].word))


def names_an_attacker(said: Sequence[str]) -> bool:
    """Whether one of some words is for those who did what a report told before, one of them or several."""
    return any(_singular(word) in _ATTACKERS for word in said)


def _singular(word: str) -> str:
    """Return a noun as of one ("gunmen", "attackers", "buses")."""
    if word.endswith("men"):
        return f"{word[:-2]}an"
    return word[:-2] if word.endswith("ses") else word.removesuffix("s") if not word.endswith(("ss", "us")) else word


def done_by_the_attackers(reading: Reading, trigger: Trigger) -> bool:
    """Whether a main clause tells what "the attackers" of the report did or how they came ("The gunmen came on Saturday")."""
    clause = reading.parse.clauses[trigger.clause]
    group = clause.group
    if clause.kind != "main" or group is None or not group.past or group.perfect or group.passive or group.negated:
        return False
    if _attackers(reading, clause) is None:
        return False
    came = group.lemma in _CAME and trigger.type in ("", "other")
    return came or family(trigger.type) == "violence"


def done_by_him(reading: Reading, clause: Clause, told: Sequence[Dated]) -> Dated | None:
    """Return the deed told last that "the bomber" or "the kidnappers" did by their name: a bombing, a kidnapping."""
    begins = _attackers(reading, clause)
    if not begins:
        return None
    return next((one for one in reversed(told) if _has_word(one.reading, begins) and _is_of_days(one)), None)


def _has_word(reading: Reading, begins: str) -> bool:
    return any(token.word.startswith(begins) for token in reading.parse.tokens)


def _is_of_days(told: Dated) -> bool:
    return family(told.trigger.type) == "violence" and (told.interval.days or _DAYS + 1) <= _DAYS


def befell_the_same(told: Reading, reading: Reading, trigger: Trigger) -> bool:
    """Whether a main clause says what befell "the boat", where a boat, or a word for one, was told of before."""
    clause = reading.parse.clauses[trigger.clause]
    begin, end = clause.subject
    subject = [token for token in reading.parse.tokens[begin:end] if token.word.isalpha()]
    if clause.kind != "main" or clause.group is None or clause.group.perfect:
        return False
    came_down = clause.group.lemma == "come" and "down" in reading.parse.own_words(clause)
    if clause.group.lemma not in _BEFELL and not came_down:
        return False
    if len(subject) < 2 or subject[0].word != "the":
        return False
    called = {_singular(token.word) for token in subject}
    before = {_singular(token.word) for token in told.parse.tokens}
    return any(not kind.isdisjoint(called) and not kind.isdisjoint(before) for kind in _WRECKED)


def of_the_accident(reading: Reading, number: int, clause: Clause, told: Sequence[Dated]) -> Dated | None:
    """Return the dated accident in, from or by which a clause says that something was done ("were pulled from the blaze")."""
    group, tokens = clause.group, reading.parse.tokens
    if group is None or not group.past or group.perfect or group.modal or group.negated or group.progressive:
        return None
    own = [at for at in reading.parse.own_tokens(clause) if group.last < at < len(tokens) - 2]
    for at in own:
        if tokens[at].word not in _FROM or tokens[at + 1].word != "the":
            continue
        kinds = [kind for kind in _ACCIDENTS if _singular(tokens[at + 2].word) in kind]
        for one in reversed(told):
            near = number - _FOLLOWED <= one.number < number and (one.interval.days or _DAYS + 1) <= _DAYS
            before = {_singular(token.word) for token in one.reading.parse.tokens}
            if near and kinds and not kinds[0].isdisjoint(before):
                return one
    return None
