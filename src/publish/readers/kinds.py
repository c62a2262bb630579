"""The kinds of entry that every project has.

Their sections are known, so that they come in the same order in every entry, but
none is required: an entry may be written in any language.
"""

from __future__ import annotations

from publish.model.collection import MATTER
from publish.model.settings import Kind

BUILT_IN: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "person",
            optional=("Life", "Work", "Why it matters", "Reception", "Legacy"),
        ),
        Kind(
            "concept",
            optional=("Definition", "Background", "How it works", "Uses", "Limits"),
        ),
        Kind(
            "organisation",
            optional=("History", "Structure", "Activities", "Funding", "Reception"),
        ),
        Kind(
            "work",
            optional=("The task", "The method", "Results", "Reception", "Limits"),
        ),
        Kind(MATTER),
    )
}
