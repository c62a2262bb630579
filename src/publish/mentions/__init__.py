"""Which words of a text name which paper, and where their citations go."""

from publish.mentions.contradictions import contradictions
from publish.mentions.decisions import Settled, context_of, settled
from publish.mentions.find import find_mentions
from publish.mentions.index import NameIndex, build_index, name_index
from publish.mentions.insertion import set_citations
from publish.mentions.placement import Manner, Placement
from publish.mentions.report import decision_diagnostics, homeless, mention_diagnostics
from publish.mentions.setting import placements
from publish.mentions.sourcing import essence, options

__all__ = [
    "Manner",
    "NameIndex",
    "Placement",
    "Settled",
    "build_index",
    "context_of",
    "contradictions",
    "decision_diagnostics",
    "essence",
    "find_mentions",
    "homeless",
    "mention_diagnostics",
    "name_index",
    "options",
    "placements",
    "set_citations",
    "settled",
]
