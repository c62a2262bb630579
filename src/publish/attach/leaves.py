"""Documents that we made → one, in their order: a host that is a cover, and what follows it."""

from __future__ import annotations

import io
from collections.abc import Container, Sequence

import pikepdf

from publish.attach.joining import Part, join
from publish.attach.opening import saved
from publish.attach.stamps import Spot, stamp
from publish.model.frozen import Frozen

SIZE = 8.5
"""Points of what is drawn on a page."""

CLASSIFIED = Spot("middle", below=23.0)
"""Where briefs say who may read them."""

FOLIO = Spot("left", inset=51.0, below=23.0)
"""Where the number of a page stands, for those that contents give; at the foot of its pages each
brief has its own.
"""


class Leaf(Frozen):
    """A document of some pages with what it is called in contents and bookmarks."""

    title: str
    data: bytes

    @property
    def pages(self) -> int:
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            return len(pdf.pages)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the first page, in points."""
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
        return right - left, top - bottom


def address(number: int) -> str:
    """By what the contents link to the leaf of this number, from 0."""
    return f"part-{number}"


def bound(
    front: tuple[Leaf, Leaf], leaves: Sequence[Leaf], say_it: Container[int], classified: str | None
) -> bytes:
    """Cover and contents (``front``), and behind them the leaves, numbered through: the number is
    drawn on each page but the cover. What is ``classified`` is drawn on every page but those of
    the leaves in ``say_it``, which say it themselves.
    """
    cover, contents = (pikepdf.open(io.BytesIO(leaf.data)) for leaf in front)
    parts = [Part(contents, title=front[1].title)]
    parts += [
        Part(pikepdf.open(io.BytesIO(leaf.data)), title=leaf.title, files=(address(number),))
        for number, leaf in enumerate(leaves)
    ]
    assembly = join(cover, parts)
    pages = [page.obj for page in cover.pages]
    stamp(cover, pages[1:], [str(n) for n in range(2, len(pages) + 1)], SIZE, FOLIO)
    if classified:
        theirs = {
            page.objgen
            for number, guest in enumerate(assembly.guests[1:])
            if number in say_it
            for page in guest.pages
        }
        ours = [page for page in pages if page.objgen not in theirs]
        stamp(cover, ours, [classified] * len(ours), SIZE, CLASSIFIED)
    return saved(cover, linear=False)
