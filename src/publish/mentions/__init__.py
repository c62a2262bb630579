"""Which words of a text name which paper, and where their citations go."""

from publish.mentions.decisions import Settled, context_of, settled
from publish.mentions.find import find_mentions
from publish.mentions.index import NameIndex, build_index
from publish.mentions.insertion import set_citations
from publish.mentions.placement import Manner, Placement, placements
from publish.mentions.report import decision_diagnostics, homeless, mention_diagnostics

__all__ = [
    "Manner",
    "NameIndex",
    "Placement",
    "Settled",
    "build_index",
    "context_of",
    "decision_diagnostics",
    "find_mentions",
    "homeless",
    "mention_diagnostics",
    "placements",
    "set_citations",
    "settled",
]
