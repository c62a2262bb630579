"""All that a brief may hold, as it was measured in one layout.

Lengths are in points, but for widths of columns, which are in millimetres as in `Rung`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from publish.model.brief import Rung
from publish.model.frozen import Frozen, field, replace

Column = Literal["main", "aside", "references", "page"]

GUTTER = 6.0
"""Between two columns, in millimetres."""

MUST = 0
"""The priority of what a brief can't be without; larger numbers come later."""


class Sheet(Frozen):
    """``height`` and ``width`` (millimetres) of what a page may hold; ``beside`` says whether
    there is a column beside the text.
    """

    pages: int
    height: float
    width: float
    beside: bool = True

    def column(self, column: Column, rung: Rung) -> float:
        """The width of a column when type is set by ``rung``."""
        if column == "aside":
            return rung.aside
        if column == "main":
            return self.width - (rung.aside + GUTTER if self.beside else 0.0)
        return (self.width - GUTTER) / 2 if column == "references" else self.width


class Block(Frozen):
    """A block as it was measured.

    ``fills`` says of each of its paragraphs how many lines it fills, the last one in part:
    3.4. ``gaps`` is the space around it, ``solid`` what is as high as its lines are many
    (tables, listings), ``picture`` what shrinks with pictures. ``keys`` are the records that
    it cites, and the notes that it calls. A block that ``leads`` never stands last.
    """

    fills: tuple[float, ...] = ()
    gaps: float = 0.0
    solid: float = 0.0
    picture: float = 0.0
    keys: tuple[str, ...] = ()
    leads: bool = False
    column: Column = "main"
    small: bool = False


class Part(Frozen):
    """A section, or what stands before the first, with its blocks in order."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    priority: int
    whole: bool = False
    """Whether it is taken whole or not at all."""
    beyond: int = 0
    """Blocks behind these that weren't measured, since no page could hold them too."""

    @property
    def length(self) -> int:
        return len(self.blocks) + self.beyond

    def up_to(self, count: int) -> Part:
        """The part with so many blocks at most; it is as long as before."""
        kept = self.blocks[:count]
        return replace(self, blocks=kept, beyond=self.length - len(kept))


class Stock(Frozen):
    """``rung`` is how it was set when it was measured. ``head`` is the height of what stands
    across the first page, ``closing`` of what stands at the end, ``listing`` and ``noting`` of
    the headings over references and notes. ``beside`` stands at the side of the first page,
    ``facts`` below that.
    """

    rung: Rung
    head: float
    beside: tuple[Block, ...]
    facts: tuple[Block, ...]
    parts: tuple[Part, ...]
    references: Mapping[str, Block]
    closing: float
    listing: float = 0.0
    notes: Mapping[str, Block] = field(default_factory=dict)
    noting: float = 0.0

    def up_to(self, over: Mapping[str, int]) -> Stock:
        """The stock without the blocks of a part that come after so many (``over``, by its
        name). What must be there stays whole.
        """
        parts = (
            part if part.priority == MUST else part.up_to(over.get(part.name, part.length))
            for part in self.parts
        )
        return replace(self, parts=tuple(parts))

    def part(self, name: str) -> Part:
        """The part of this name; one without blocks where nothing of it was measured."""
        return next((part for part in self.parts if part.name == name), Part(name, "", (), 0))
