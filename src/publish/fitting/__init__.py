"""What a brief may hold, as measured → what of it fits, and how it is set.

``stock`` is what was measured, ``ladder`` how type may be set, ``heights`` tells how high
blocks stand when they are set otherwise, ``frame`` how high whole selections do, ``choice``
what fits by these heights, and ``search`` lays that out and learns from it. Nothing here
knows of any layout engine.
"""

from publish.fitting.choice import Choice, Overfull, choose
from publish.fitting.ladder import ladder
from publish.fitting.search import Attempt, Fit, Outcome, search
from publish.fitting.stock import Block, Part, Sheet, Stock

__all__ = [
    "Attempt", "Block", "Choice", "Fit", "Outcome", "Overfull", "Part", "Sheet", "Stock",
    "choose", "ladder", "search",
]  # fmt: skip
