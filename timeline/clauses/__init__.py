"""Light clause structure over tokens: which words belong to which verb, without a model."""

from timeline.clauses.groups import Group
from timeline.clauses.lexicon import Lexicon
from timeline.clauses.parse import Clause, Parse, parse
from timeline.clauses.tokens import Token

__all__ = ["Clause", "Group", "Lexicon", "Parse", "Token", "parse"]
