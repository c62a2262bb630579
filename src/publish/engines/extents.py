"""Where elements of a document stand when it is laid out."""

from __future__ import annotations

from collections.abc import Mapping

from publish.model.frozen import Frozen

STANDS_OUT = 4.0
"""Points by which a line may stand out: a quarter of the space between two columns. Arabic
letters join otherwise where a line ends, which is wider than was reckoned with.
"""


class Extent(Frozen):
    """Where an element stands, in points from the top left corner of its last page's content.

    ``fills`` says of each of its paragraphs how many lines it fills, the last one in part;
    ``pictures`` is the height of the images in it. ``right`` and ``left`` are the furthest
    edges of what it shows.
    """

    page: int
    top: float
    bottom: float
    left: float
    right: float
    fills: tuple[float, ...]
    pictures: float


class Measures(Frozen):
    """``height`` and ``width`` are those of what a page holds, in points; ``extents`` are
    those of the elements asked for, by their names."""

    pages: int
    height: float
    width: float
    extents: Mapping[str, Extent]

    def holds(self, extent: Extent) -> bool:
        """Whether what it shows stands between the edges, or out by a hair only."""
        return extent.right <= self.width + STANDS_OUT and extent.left >= -STANDS_OUT
