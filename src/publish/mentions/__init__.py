"""Which words of a text name which paper, and where their citations go."""

from publish.mentions.find import find_mentions
from publish.mentions.index import NameIndex, build_index
from publish.mentions.insertion import set_citations
from publish.mentions.placement import Placement, placements
from publish.mentions.report import mention_diagnostics

__all__ = [
    "NameIndex",
    "Placement",
    "build_index",
    "find_mentions",
    "mention_diagnostics",
    "placements",
    "set_citations",
]
