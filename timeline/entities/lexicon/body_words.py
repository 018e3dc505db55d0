"""The words by which organisations and a state's own organs are told."""

from __future__ import annotations

import re

from timeline.entities.lexicon.fixed_words import FixedWords
from timeline.entities.lexicon.lists import Lists, any_of

__all__ = ["BodyWords"]


class BodyWords:
    """Head words of organisations, and how the names of offices are written that belong to a state."""

    def __init__(self, lists: Lists) -> None:
        self.heads = lists["organisation heads"]
        self.armed = lists["armed heads"]
        self.media = lists["media heads"]
        self.without_tail = lists["heads without a tail"]
        self.of_states = lists["state heads"]
        self.owners = lists["owners in names"]
        self.breaking = lists["words of no name"] - lists["words of no name within organisations"]
        self.no_names = lists["words of no name"]
        self.no_bodies = lists["words of no body"]
        self.titles = lists["titles"]
        self.head = re.compile(rf"(?:{any_of(self.heads)})\b(?!['’]s? [A-Z])")
        self.fixed = FixedWords({"head": self.heads})
        portfolios = any_of(lists["portfolios"] | lists["further portfolios"])
        self.office_name = re.compile(
            rf"(?:the |The )?(?:(?:{portfolios}) (?:Ministry|Office|Department)|Ministry of .+"
            r"|Supreme Court|High Court|National Assembly|Parliament|Senate|(?:Upper|Lower) House|Air Force|Navy|Army|Cabinet"
            r"|(?:Prime Minister|President|Chief Minister)['’]s (?:Office|House)|Presidency)"
        )
        """Offices of a state that are named without it."""
