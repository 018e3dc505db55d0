"""The institutions of one article as actors: bodies no list knows, and a state's own organs, which are the state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.entities.article_names import ArticleNames
from timeline.entities.organisations import OrganisationSpan, find_organisations
from timeline.entities.provinces import find_provincial, own_name
from timeline.gazetteer import GROUP_KINDS, ActorRecord, Hit, PlaceRecord
from timeline.model import Actor, ActorMention

__all__ = ["RUNS", "as_ally", "as_aside", "as_backer", "find_institutions", "is_national"]

_CAPITALISED_BEFORE = re.compile(r"(?<![\w.-])([A-Z][a-z]+)[ \u00a0]\Z")
_HYPHENATED = re.compile(r"-([a-z]+)\b")

RUNS = re.compile(
    r"-(?:run|controlled|administered|led) (?:[a-z]+ ){0,2}(?:ministry|government|administration|authorit(?:y|ies)|office|"
    r"police|civil defen[cs]e|security forces|courts?|prosecutors?)\b"
)
"""What follows a group that governs: the Houthi-run health ministry."""
_WORD_AFTER = re.compile(r" ([A-Z][a-z]+)\b")
_BODIES = frozenset({"organisation", "ngo", "igo", "company", "media", "court"})
_ASIDE = (
    " at ",
    "according to ",
    "According to ",
    "data from ",
    "figures from ",
    "data by ",
    "told ",
    "expert with ",
    "analyst with ",
)
_SIDING = frozenset({"aligned", "allied", "appointed", "backed", "supported", "picked"})
"""What stands behind a person's name with a hyphen where those named next are not his to command."""
_OFFICE_OF = re.compile(
    r"(?:[Cc]hief|[Hh]ead|[Cc]ommander|[Dd]irector|[Cc]hairman|[Mm]inister|[Pp]resident) of (?:the )?$"
)
_LOCAL_BODY = re.compile(
    r" (?P<body>(?:(?:provincial|regional|state) )?government|court|high court|administrative court|district court)\b"
)

_LOCAL_BEGINNINGS = (" p", " r", " s", " g", " c", " h", " a", " d")


def find_institutions(names: ArticleNames, persons: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield the institutions that the article names by head word, by place ("the Punjab government") or by abbreviation."""
    taken = [(mention.start, mention.end) for mention in persons]
    for mention in find_provincial(names):
        if not any(start < mention.end and mention.start < end for start, end in taken):
            taken.append((mention.start, mention.end))
            yield as_aside(names.text, mention)
    for span in find_organisations(names.text, names.article.start, names.article.end, names.lexicon.bodies):
        if names.sentence_of(span.start) is None or _is_known(names, span):
            continue
        if any(start < span.end and span.start < end for start, end in taken):
            continue
        found = _in_full(names, span) or _as_actor(names, span)
        if found is not None:
            taken.append((found.start, found.end))
            yield as_aside(names.text, found)
    yield from (m for m in _local_bodies(names) if not any(start < m.end and m.start < end for start, end in taken))
    yield from _abbreviations(names)


def _in_full(names: ArticleNames, span: OrganisationSpan) -> ActorMention | None:
    """Return the body of which a span is a part of the long name, which the article abbreviates: the Radio and Mail Board."""
    for definition in names.long_forms:
        actor = names.defined[definition.short]
        ends = span.end == definition.end and span.start != definition.start  # "the Kenya-Togo Joint Board (JB)"
        inside = definition.start <= span.start and span.end < definition.end
        if (ends or inside) and isinstance(actor, Actor):
            words = names.text[definition.start : definition.end]
            return ActorMention(definition.start, definition.end, words, actor, "organisation")
    return None


def as_aside(text: str, mention: ActorMention) -> ActorMention:
    """Return the mention, marked as named aside where a body is only a source or an address: according to X, analyst at X.

    >>> text = "according to the World Bank"
    >>> as_aside(text, ActorMention(17, 27, "World Bank", Actor("x", "World Bank", "", "igo"))).how
    'aside'
    """
    if mention.actor.kind == "media":
        return replace(mention, how="aside")
    before = text[max(0, mention.start - 28) : mention.start].removesuffix("the ")
    aside = mention.actor.kind in _BODIES and before.endswith(_ASIDE)
    if aside and mention.actor.kind == "igo" and before.endswith("told "):
        return mention  # a council that is told something is whom it is said to
    return replace(mention, how="aside") if aside else mention


def as_ally(names: ArticleNames, mention: ActorMention) -> ActorMention:
    """Return a person's mention, marked as named aside where others only side with him: the Haftar-aligned brigade."""
    behind = _HYPHENATED.match(names.text, mention.end)
    return replace(mention, how="aside") if behind and behind[1] in _SIDING else mention


def as_backer(names: ArticleNames, mention: ActorMention) -> ActorMention:
    """Return the mention, marked as named aside where another is called after it or backed by it: the Houthi-backed troops.

    What an armed group runs itself is the group: the Houthi-run ministry.
    """
    if mention.actor.kind in GROUP_KINDS and RUNS.match(names.text, mention.end) is not None:
        return mention
    behind = _HYPHENATED.match(names.text, mention.end)
    further = _WORD_AFTER.match(names.text, mention.end)
    if further is not None and further[1] in names.lexicon.states.named_after_states:
        return replace(mention, how="aside")
    return replace(mention, how="aside") if behind and behind[1] in names.lexicon.states.backing else mention


def _as_actor(names: ArticleNames, span: OrganisationSpan) -> ActorMention | None:
    words = names.text[span.start : span.end]
    state = _state_of(names, span)
    if state is not None:
        return ActorMention(span.start, span.end, words, state, "state")
    named = _named_in_full(names, span)
    if named is not None:
        return ActorMention(span.start, span.end, words, named, "gazetteer")
    before = names.text[max(0, span.start - 24) : span.start]
    if names.lexicon.bodies.office_name.fullmatch(span.name) or _OFFICE_OF.search(before):
        return None
    name = own_name(names, span.start, span.name)
    return ActorMention(span.start, span.end, words, Actor(f"text:{name}", name, "", span.kind), "organisation")


def is_national(names: ArticleNames, hit: Hit, record: ActorRecord) -> bool:
    """Whether a body of states is here some country's or region's own: the National Security Council."""
    if record.kind != "igo" or " " not in hit.text:
        return False
    before = _CAPITALISED_BEFORE.search(names.text, max(names.article.start, hit.start - 24), hit.start)
    if before is None:
        return False
    word, of_names = before[1], names.lexicon.bodies
    known = word in of_names.no_names or word in names.words_of_bodies or word.lower() in of_names.titles
    return not known


def _is_known(names: ArticleNames, span: OrganisationSpan) -> bool:
    """Whether the end of the name already belongs to a known actor, or all of it to a known place (the West Bank)."""
    hit = names.last_hit_before(span.end)
    name = names.actor_name(hit) if hit is not None else None
    if hit is None:
        return False
    if hit.end < span.end:
        begins = names.hits_between(span.start, span.start + 1)
        record = names.actor(begins[0]) if begins else None
        return record is not None and record.kind != "government" and len(begins[0].text.split()) > 1
    if name is None:
        return hit.start <= span.start
    record = names.actor(hit)
    if record is not None and span.start < hit.start and is_national(names, hit, record):
        return False
    return not name.flags & {"adjective", "capital"}


def _state_of(names: ArticleNames, span: OrganisationSpan) -> Actor | None:
    """Return the state that "Pakistani Foreign Ministry" or "Kenya Police" means."""
    first = names.hits_between(span.start, span.start + 1)
    record = names.actor(first[0]) if first else None
    if record is None or record.kind != "government" or not first:
        return None
    rest = names.text[first[0].end : span.end].strip()
    last = span.name.split(" ")[-1].lower()
    return (
        record.actor
        if last in names.lexicon.bodies.of_states or names.lexicon.bodies.office_name.fullmatch(rest)
        else None
    )


def _named_in_full(names: ArticleNames, span: OrganisationSpan) -> Actor | None:
    """Return the armed group that the article names in full and here by the end of its name: Liberation Army."""
    if span.kind != "armed_group":
        return None
    full = (names.actor(hit) for hit in names.hits if hit.text.endswith(f" {span.name}"))
    found = {record.id: record.actor for record in full if record is not None and record.kind == "armed_group"}
    return next(iter(found.values())) if len(found) == 1 else None


def _local_bodies(names: ArticleNames) -> Iterator[ActorMention]:
    """Yield the government of a province and the court of a town: "the Punjab government", "a Berlin court"."""
    text = names.text
    for hit in names.hits:
        if not hit.known.places or not text.startswith(_LOCAL_BEGINNINGS, hit.end):
            continue
        match = _LOCAL_BODY.match(text, hit.end)
        if match is None:
            continue
        state = names.actor(hit)
        if match["body"].endswith("government") and state is not None and state.kind == "government":
            yield ActorMention(hit.start, match.end(), names.text[hit.start : match.end()], state.actor, "state")
            continue
        levels = {record.level for record in hit.candidates if isinstance(record, PlaceRecord)}
        places = [record for record in hit.candidates if isinstance(record, PlaceRecord)]
        if match["body"].endswith("government") and "subdivision" in levels:
            name = f"Government of {places[0].name}"
        elif match["body"].endswith("court") and levels and "country" not in levels:
            name = names.text[hit.start : match.end()]
        else:
            continue
        kind = "government" if match["body"].endswith("government") else "court"
        actor = Actor(f"text:{name}", name, "", kind)
        yield ActorMention(hit.start, match.end(), names.text[hit.start : match.end()], actor, "organisation")


def _abbreviations(names: ArticleNames) -> Iterator[ActorMention]:
    """Yield the places where an abbreviation that the article defined stands for a body no list knows, or for an office."""
    home = names.main_country() if names.offices else None
    meanings = {short: actor for short, actor in names.defined.items() if isinstance(actor, Actor)}
    meanings.update({short: home for short in names.offices if home is not None})
    if not meanings:
        return
    words = "|".join(re.escape(short) for short in sorted(meanings, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])(?:{words})(?!\w)", names.text[: names.article.end]):
        if match.start() >= names.article.start and names.sentence_of(match.start()) is not None:
            how = "anaphora" if match[0] in names.offices else "definition"
            yield ActorMention(match.start(), match.end(), match[0], meanings[match[0]], how)
