"""Documents that we made → one, in their order: a host that is a cover, and what follows it."""

from __future__ import annotations

import io
from collections.abc import Container, Sequence
from dataclasses import dataclass

import pikepdf

from publish.attach.joining import Part, join
from publish.attach.opening import saved
from publish.attach.stamps import stamp

CLASSIFIED = 8.5
"""Points of the line that says who may read a page."""


@dataclass(frozen=True, slots=True)
class Leaf:
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
    """Cover and contents (``front``), and behind them the leaves, numbered through. What is
    ``classified`` is drawn on every page but those of the leaves in ``say_it``, which say it
    themselves.
    """
    cover, contents = (pikepdf.open(io.BytesIO(leaf.data)) for leaf in front)
    parts = [Part(contents, title=front[1].title)]
    parts += [
        Part(pikepdf.open(io.BytesIO(leaf.data)), title=leaf.title, files=(address(number),))
        for number, leaf in enumerate(leaves)
    ]
    assembly = join(cover, parts)
    if classified:
        theirs = {
            page.objgen
            for number, guest in enumerate(assembly.guests[1:])
            if number in say_it
            for page in guest.pages
        }
        ours = [page.obj for page in cover.pages if page.obj.objgen not in theirs]
        stamp(cover, ours, [classified] * len(ours), CLASSIFIED)
    return saved(cover, linear=False)
