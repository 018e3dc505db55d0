"""Light clause structure over tokens: which words belong to which verb, without a model."""

from timeline.clauses.lexicon import Lexicon
from timeline.clauses.parse import Clause, Group, Parse, Token, parse

__all__ = ["Clause", "Group", "Lexicon", "Parse", "Token", "parse"]
