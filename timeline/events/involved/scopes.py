"""In which words of a sentence the participants of a happening are looked for: its clause, its phrase, the subject it borrows."""

from __future__ import annotations

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import ADVERB, COMMA, COORDINATOR, DATE, DETERMINER, NAME, PREPOSITION, QUOTE, words
from timeline.events.triggers import VIOLENCE, Trigger, noun_phrase, only_counts_the_hurt

__all__ = [
    "APART",
    "SAYING",
    "goes_on_without_subject",
    "has_own_subject",
    "scope_of",
    "shared_agent",
    "subject_scope",
    "who_says_so",
]

APART = frozenset(("before", "after", "since", "following"))
"""Words that open a clause about another time."""
_NAME, _NAME_AND_SHORT = 8, 14
_NAMED = NAME | DETERMINER
_PRONOUNS = words("it he she they who which that and but or yet when after as since because while also then")
_SEEMS = frozenset(("appear", "seem", "emerge", "transpire"))
"""Verbs that say nothing but that what stands behind them is so ("it emerged that …")."""
_TOLD_OF = frozenset(("which", "who", "that"))
_POSSESSIVES = words("its their his her")
_MAKING = words(
    "lead force urge ask order allow enable prompt push press persuade tell warn invite permit cause compel require convince "
    "encourage direct instruct lobby drive authorise authorize"
)
_ORDERING = words("force order tell compel direct instruct")
_MOVES = words("leave evacuate move flee go vacate relocate depart return")
"""Verbs for people's leaving, which is the doing of who orders it."""
_WORDS_TO_IT = words(
    "accuse cite blame say warn claim quote insist add argue call condemn criticise criticize denounce"
)
"""Verbs of what is said to a deed, by those who did it."""
_ANSWERS = frozenset(("statement", "restriction", "displacement"))
"""Types of what is done to him of whom such words are said."""
_BEFALLS = words(
    "execute arrest detain jail imprison sentence convict acquit hang behead assassinate murder kill kidnap abduct release free "
    "pardon extradite indict charge"
)
"""Verbs of what befalls persons, told behind the name of one of them."""
_MEN = words(
    "troops soldiers forces police officers commandos paratroopers jets warplanes aircraft helicopters gunships"
)
"""Who, without more, are the men and machines of whom says what they did ("Kenya said troops had retaken the town")."""
_SHORT = 2
_AGENT = 6
"""Words within which, behind "by", those are named who did it."""
SAYING = words("say announce add claim confirm deny report state declare insist note")


def scope_of(parse: Parse, trigger: Trigger) -> list[int]:
    """Return the tokens in which the participants of a happening are looked for, nearest clause only."""
    clause = parse.clauses[trigger.clause]
    if trigger.part == "noun" and clause.group is not None:
        first, last = noun_phrase(parse, trigger)
        own = [at for at in range(first, last) if parse.clause_of[at] == trigger.clause]
        if _is_under(parse, clause, trigger):
            own = sorted({*own, *range(*clause.subject)})
        return [*own, *_by_whom(parse, trigger, last)]
    scope = parse.own_tokens(clause)
    for child in parse.clauses:
        if child.parent != clause.number or child.group is None:
            continue
        inner = child.kind in ("infinitive", "participle") and child.opener not in APART
        if child.kind == "infinitive" and child.end <= clause.start and trigger.type != "statement":
            continue  # "To mark the birthday of X, Kenya launched …"
        if child.kind == "participle" and trigger.type not in _ANSWERS and child.group.lemma in _WORDS_TO_IT:
            continue  # "called off the meeting, accusing Kenya of …"
        if trigger.type == "statement" and _only_says_where_he_spoke(parse, clause, child):
            continue  # "X, speaking at a rally of Y, said"
        if inner and child.kind == "infinitive" and trigger.type == "meeting":
            scope = sorted({*scope, *_with_whom(parse, child)})
            continue
        if trigger.type in VIOLENCE and child.number == clause.number + 1 and only_counts_the_hurt(parse, child):
            behind = [at for at in parse.own_tokens(child) if at > child.group.last]
            scope = sorted({*scope, *behind})
        told_in = trigger.type == "statement" or (clause.group is not None and clause.group.lemma in _SEEMS)
        if inner or (child.kind == "complement" and told_in):
            own = parse.own_tokens(child)
            if trigger.type == "statement" and child.kind == "participle":
                own = _up_to_another_time(parse, own)
            scope = sorted({*scope, *own})
    told = _told_without_that(parse, clause) if trigger.type == "statement" else None
    return sorted({*scope, *parse.own_tokens(told)}) if told is not None else scope


def _only_says_where_he_spoke(parse: Parse, clause: Clause, child: Clause) -> bool:
    """Whether a participle between who speaks and what he does only says where or when he spoke."""
    assert child.group is not None
    if clause.group is None:  # a noun tells it ("a speech on Monday")
        return False
    aside = child.kind == "participle" and child.group.form == "ing" and child.start < clause.group.first
    alone = child.subject[1] <= child.subject[0] and parse.tokens[child.group.first - 1].flags & COMMA
    return aside and bool(alone) and child.group.lemma not in _WORDS_TO_IT


def _up_to_another_time(parse: Parse, own: list[int]) -> list[int]:
    """Return the tokens before those that only tell when it was said ("…, speaking to reporters after talks with Kenya")."""
    return own[: next((number for number, at in enumerate(own) if parse.tokens[at].word in APART), len(own))]


def _told_without_that(parse: Parse, clause: Clause) -> Clause | None:
    """Return the clause of what somebody says where a day stands before it ("Kenya said on Monday it had shot two men")."""
    after = clause.number + 1
    if (
        clause.group is None
        or clause.group.lemma not in SAYING
        or not clause.group.finite
        or after >= len(parse.clauses)
    ):
        return None
    told = parse.clauses[after]
    joined = parse.tokens[told.start].flags & (COMMA | COORDINATOR | QUOTE) if told.start < len(parse.tokens) else 1
    is_told = told.kind == "main" and told.group is not None and not joined and told.start > clause.group.last + 1
    own = is_told and (_is_pronoun(parse, told) or _is_his_own(parse, told))
    return told if own and parse.tokens[told.start - 1].flags & DATE else None


def shared_agent(parse: Parse, clause: Clause) -> range:
    """Return the words behind "by" of the next passive that goes on from one without ("were killed and six hurt by …")."""
    group, after = clause.group, clause.number + 1
    if group is None or not (group.passive or group.form == "en") or after >= len(parse.clauses):
        return range(0)
    following = parse.clauses[after]
    if following.kind != "coordinate" or following.group is None or "by" in parse.own_words(clause):
        return range(0)
    by = following.group.last + 1
    done_to = following.group.passive or following.group.form in ("en", "finite")
    if not done_to or by >= len(parse.tokens) or parse.tokens[by].word != "by":
        return range(0)
    return range(by + 1, min(by + 1 + _AGENT, following.end))


def _is_under(parse: Parse, clause: Clause, trigger: Trigger) -> bool:
    """Whether the subject is what was done to it ("the base came under attack by …")."""
    group = clause.group
    if group is None or group.lemma not in ("be", "come", "remain") or not group.last < trigger.first <= group.last + 4:
        return False
    return any(parse.tokens[at].word == "under" for at in range(group.last + 1, trigger.first))


def _by_whom(parse: Parse, trigger: Trigger, end: int) -> list[int]:
    """Return the tokens that name the doer in a participle right behind a noun ("the statement issued on Sunday by Kenya")."""
    about = next((clause for clause in parse.clauses if clause.group is not None and clause.group.first == end), None)
    if about is None or about.group is None or about.kind != "participle" or about.group.form != "en":
        return []
    if any(token.word == "that" for token in parse.tokens[trigger.last + 1 : end]):
        return []  # "in a statement that the shell fired by …"
    told = [at for at in parse.own_tokens(about) if at >= end]
    by = next((number for number, at in enumerate(told) if parse.tokens[at].word == "by"), len(told))
    comma = next((number for number, at in enumerate(told) if number > by and parse.tokens[at].word == ","), len(told))
    return told[by:comma]


_COUNT = 5
"""Words up to the "of" behind how many ("at least four of its soldiers")."""


def _is_his_own(parse: Parse, clause: Clause) -> bool:
    """Whether a clause's subject belongs to him who says so: "Kenya said its jets …", "… four of its soldiers …"."""
    told = [parse.tokens[at].word for at in range(*clause.subject) if parse.tokens[at].word != "that"]
    if told and told[-1] in _MEN and (len(told) == 1 or told[:-1] == ["the"]):
        return True
    counted = told.index("of") + 1 if "of" in told[:_COUNT] else 0
    return bool(told[counted:]) and told[counted] in _POSSESSIVES


def _with_whom(parse: Parse, clause: Clause) -> list[int]:
    """Return the tokens that say with whom something is talked over ("discussed ways to end the war with Kenya's envoy")."""
    own = parse.own_tokens(clause)
    return own[next((number for number, at in enumerate(own) if parse.tokens[at].word == "with"), len(own)) :]


def subject_scope(parse: Parse, clause: Clause) -> list[int]:
    """Return the tokens of the subject that a clause borrows: that of the clause it depends on, or the noun it tells about."""
    speaker = who_says_so(parse, clause)
    if speaker:
        return speaker
    if _befell_who_is_named_last(parse, clause):
        return _name_before(parse, clause)
    seen = {clause.number}
    pronoun: list[int] = []
    current = clause
    while current.parent is not None and current.parent not in seen:
        above = parse.clauses[current.parent]
        seen.add(above.number)
        if current.kind == "complement" and _is_said_of_him(parse, current, above):
            current = above
            continue
        if current.kind == "infinitive" and above.kind == "nominal" and above.end <= current.start:
            return parse.own_tokens(above)  # a headline: "X to visit Kenya"
        if current.kind == "relative" or (current.kind == "participle" and not _after_comma(parse, current)):
            before = [at for at in parse.own_tokens(above) if at < current.start][-_longest_name(parse, current) :]
            near = above.group is not None and current.opener in ("which", "who", "where")
            verb = above.group.last if above.group is not None and near else -1
            return [at for at in before if at > verb] or before
        if current.kind == "infinitive":
            named = _named_for(parse, above, current) or _made_to(parse, above, current)
            if named:
                return named
        if above.subject[1] - above.subject[0] > 0 and above.group is not None and not _is_pronoun(parse, above):
            found = [at for at in range(*above.subject) if parse.clause_of[at] == above.number]
            if any(parse.tokens[at].word.isalpha() for at in found):
                return _the_one_meant(parse, clause, above) or who_says_so(parse, above) or found
        if above.group is not None and not pronoun and _is_pronoun(parse, above):
            pronoun = list(range(*above.subject))  # "He is due to fly to …"
        current = above
    return _before_an_aside(parse, clause) or pronoun


def _is_said_of_him(parse: Parse, clause: Clause, above: Clause) -> bool:
    """Whether a verb tells what he did of whom others say so: "X, who police said shot two men"."""
    if above.kind != "relative" or above.opener not in _TOLD_OF or above.group is None:
        return False
    own = [at for at in range(*clause.subject) if parse.tokens[at].word.isalpha()]
    return not own and above.group.lemma in SAYING | {"believe", "allege", "suspect"}


def _the_one_meant(parse: Parse, clause: Clause, above: Clause) -> list[int]:
    """Return to whom two did something, where "it" can't be the two ("X and Y have sanctioned Z since it tested a missile")."""
    told = [parse.tokens[at].word for at in range(*clause.subject) if parse.tokens[at].word.isalpha()]
    joined = any(parse.tokens[at].word == "and" and parse.flags[at + 1] & _NAMED for at in range(*above.subject))
    if told[-1:] != ["it"] or not joined or above.group is None or clause.kind != "subordinate":
        return []
    return [at for at in parse.own_tokens(above) if at > above.group.last]


def _before_an_aside(parse: Parse, clause: Clause) -> list[int]:
    """Return the subject that an aside in commas parts from its verb ("The attackers, believed to be from …, raided a farm")."""
    if clause.kind != "main" or clause.number == 0 or parse.tokens[clause.start].word != ",":
        return []
    for before in reversed(parse.clauses[: clause.number]):
        told = _told_up_to_a_comma(parse, before, clause)
        if told:
            return told
        first, last = before.subject
        if before.kind == "main" and last - first > 1 and before.group is not None and before.group.first == last:
            return list(range(first, last - 1)) if parse.tokens[last - 1].word == "," else []
    return []


def _told_up_to_a_comma(parse: Parse, before: Clause, clause: Clause) -> list[int]:
    """Return the subject that stands behind who says so and before an aside ("denied that X, using a false name, had come")."""
    if before.group is None or before.group.lemma not in SAYING or not before.group.finite:
        return []
    own = [at for at in parse.own_tokens(before) if before.group.last < at < clause.start]
    opens = next((number + 1 for number, at in enumerate(own) if parse.tokens[at].word == "that"), None)
    if opens is None or parse.tokens[own[-1]].word != ",":
        return []
    return own[opens:-1]


def _befell_who_is_named_last(parse: Parse, clause: Clause) -> bool:
    """Whether a verb behind a comma tells what befell the person before it ("the lawyer of X, executed on Monday")."""
    group = clause.group
    bare = group is not None and group.past and group.first == group.last and clause.kind in ("participle", "main")
    if not bare or group is None or group.lemma not in _BEFALLS or group.first < 2:
        return False
    return parse.tokens[group.first - 1].word == "," and bool(parse.flags[group.first - 2] & NAME)


def _name_before(parse: Parse, clause: Clause) -> list[int]:
    """Return the tokens of the clause before that lie between its verb and this one, as many as a name may have."""
    assert clause.group is not None
    verbs = [one.group.last for one in parse.clauses if one.group is not None and one.group.last < clause.group.first]
    return list(range(max(clause.group.first - _NAME, 1 + max(verbs, default=-1)), clause.group.first))


def who_says_so(parse: Parse, clause: Clause) -> list[int]:
    """Return the subject of the clause before that says what somebody did: "Kenya said on Monday it had closed the road"."""
    before = parse.clauses[clause.number - 1] if clause.number else None
    if before is None or clause.parent not in (None, before.number) or before.group is None:
        return []
    if before.group.lemma not in SAYING or not before.group.finite or not has_own_subject(parse, before):
        return []
    if not _is_pronoun(parse, clause) and not _is_his_own(parse, clause):
        return []
    said_by = [at for at in range(*before.subject) if parse.clause_of[at] == before.number]
    is_person = len(said_by) > _SHORT and parse.flags[said_by[-1]] & NAME
    return [] if is_person and parse.tokens[clause.subject[1] - 1].word in _MEN else said_by


def _named_for(parse: Parse, above: Clause, infinitive: Clause) -> list[int]:
    """Return who is to do it: "paved the way for the minister to go"."""
    own = [at for at in parse.own_tokens(above) if at < infinitive.start]
    opens = [at for at in own if parse.tokens[at].word == "for"]
    return own[own.index(opens[-1]) :] if opens else []


def _longest_name(parse: Parse, clause: Clause) -> int:
    """Return how many words before a clause may be the name that it tells of, with its abbreviation in brackets."""
    before = [token.word for token in parse.tokens[max(0, clause.start - 4) : clause.start + 1]]
    return _NAME_AND_SHORT if ")" in before else _NAME


def _made_to(parse: Parse, above: Clause, infinitive: Clause) -> list[int]:
    """Return who is led to do it by what the verb above tells: "urged the minister to go"."""
    group = above.group
    if group is None or group.passive or group.lemma not in _MAKING:
        return []
    led = [at for at in parse.own_tokens(above) if group.last < at < infinitive.start]
    moved = infinitive.group is not None and infinitive.group.lemma in _MOVES and group.lemma in _ORDERING
    return [*_who_orders(parse, above), *led] if moved else led


def _who_orders(parse: Parse, above: Clause) -> list[int]:
    """Return who orders people away, whose doing it is: "Kenya ordered the villagers to leave"."""
    return list(range(*above.subject)) if has_own_subject(parse, above) else subject_scope(parse, above)


def _is_pronoun(parse: Parse, clause: Clause) -> bool:
    """Whether a clause's subject is only a pronoun."""
    words = [parse.tokens[at] for at in range(*clause.subject) if parse.tokens[at].word.isalpha()]
    return bool(words) and all(token.word in _PRONOUNS for token in words)


def _after_comma(parse: Parse, clause: Clause) -> bool:
    start = clause.start
    return start > 0 and (
        parse.tokens[start - 1].word == "," or parse.tokens[start].word in (",", "before", "after", "while", "by")
    )


def has_own_subject(parse: Parse, clause: Clause) -> bool:
    """Whether a clause names its own subject, by more than a pronoun."""
    group = clause.group
    if group is None or not group.finite:
        return False
    words = [parse.tokens[at] for at in range(*clause.subject) if parse.clause_of[at] == clause.number]
    named = [token for token in words if token.word[0].isalnum()]
    if any(token.word == "whose" for token in named):
        return False
    if named and named[0].word in _TOLD_OF and all(token.flags & (DATE | PREPOSITION | ADVERB) for token in named[1:]):
        return False  # "the mission, which in 2011 drove …"
    if clause.kind == "coordinate" and all(
        token.word in _PRONOUNS or token.flags & (DATE | PREPOSITION) for token in named
    ):
        return False  # "… and last week, agreed to a truce"
    return any(token.word not in _PRONOUNS for token in named)


def goes_on_without_subject(parse: Parse, child: Clause) -> bool:
    """Whether a clause is a second verb of the same subject ("killed five and injured nine in Quetta"), or counts the hurt."""
    if child.kind != "coordinate" or child.group is None:
        return False
    return child.group.first - child.start <= 2 or only_counts_the_hurt(parse, child)
