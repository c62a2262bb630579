"""A brief attached to anybody's report, and documents joined without loss.

- `joining`: `join(host, parts)` over pikepdf, with `Part` and `Numbering`, and
  `join_in_stages` for many; it knows nothing of what stands around it.
- `compare(one, other)`: what two documents differ in, structure by structure.
- `attachment`: `attach(report, briefs, manner, …)`, which refuses by rule, joins or
  embeds, and counts what it made; with `opening.Document` and `manner.Manner`.
- `looking`: `described`, `compared` and `detach`, for any PDF as bytes.
"""

from __future__ import annotations

from publish.attach.compare import Difference, compare
from publish.attach.joining import Assembly, Joined, Numbering, Part, join, join_in_stages

__all__ = [
    "Assembly",
    "Difference",
    "Joined",
    "Numbering",
    "Part",
    "compare",
    "join",
    "join_in_stages",
]
