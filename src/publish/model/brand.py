"""A house's style: what a brief shows of whoever hands it on."""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.model.contrast import darkened
from publish.model.place import Place

COLOUR = "#0a5566"
TEXT, LABELS = "Spectral", "Fira Sans"
"""The faces of the text, and of headings, facts, tables and what stands around the text."""


@dataclass(frozen=True, slots=True)
class Brand:
    """``colour`` is as it was written, `ink` as it is printed; ``logo`` a path relative to the
    project. ``classification`` stands on every page.
    """

    name: str | None = None
    logo: str | None = None
    colour: str = COLOUR
    footer: str | None = None
    classification: str | None = None
    version: str | None = None
    distribution: tuple[str, ...] = ()
    text: str = TEXT
    labels: str = LABELS
    place: Place | None = field(default=None, compare=False)
    """Where the colour stands."""

    @property
    def ink(self) -> str:
        return darkened(self.colour)
