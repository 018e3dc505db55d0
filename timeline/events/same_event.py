"""Which sentence tells of the very event that another told: of those who did it, or of the vessel, plane or house it befell."""

from __future__ import annotations

from timeline.clauses import Clause
from timeline.clauses.forms import words
from timeline.events.reading import Reading
from timeline.events.triggers import Trigger, family

__all__ = ["attackers", "befell_the_same", "done_by_the_attackers"]

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


def attackers(reading: Reading, clause: Clause) -> str | None:
    """Return how the word for their deed begins, where the subject of a clause is "the attackers"; None where it is not."""
    begin, end = clause.subject
    said = [token for token in reading.parse.tokens[begin:end] if token.word.isalpha()]
    if len(said) != 2 or said[0].word != "the":
        return None
    return _ATTACKERS.get(_singular(said[-1].word))


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
    if attackers(reading, clause) is None:
        return False
    came = group.lemma in _CAME and trigger.type in ("", "other")
    return came or family(trigger.type) == "violence"


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
