"""A page to the destination that shows it, and in PDF 2.0 to the structure element there.

Where what is tagged leads to a place, it has to name the element that begins there
(ISO 32000-2, 12.3.2.3; ISO 14289-2, 8.8), not only the page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name, Pdf

from publish.attach.joining.elements import elements, first_page
from publish.attach.joining.objects import entry, identity, version

FIT: tuple[Any, ...] = (Name.Fit,)
"""The whole page is seen."""


class Goal(NamedTuple):
    """A document that something may lead to; ``structural`` if in tagged PDF 2.0."""

    root: Any
    pages: Sequence[Dictionary]
    structural: bool

    @classmethod
    def of(cls, document: Pdf, root: Any, pages: Sequence[Dictionary]) -> Goal:
        """A document of this catalogue and these pages, wherever they have been copied to."""
        tagged = entry(root, "/StructTreeRoot", Dictionary) is not None
        return cls(root, pages, tagged and version(document) >= "2.0")

    def action(self, page: int = 0, view: Sequence[Any] = FIT) -> Dictionary:
        """What leads to a page of it."""
        action = Dictionary(S=Name.GoTo, D=Array([self.pages[page], *view]))
        element = self.beginnings((page,)).get(page)
        if element is not None:
            action.SD = Array([element, *view])
        return action

    def beginnings(self, wanted: Collection[int]) -> dict[int, Dictionary]:
        """The first element of those whose content begins on a page, by the page; only of
        what is tagged PDF 2.0, and none of a page on which nothing begins.
        """
        found: dict[int, Dictionary] = {}
        if self.structural:
            index = {identity(each): number for number, each in enumerate(self.pages)}
            for _, element in elements(entry(self.root, "/StructTreeRoot", Dictionary)):
                page = first_page(element, index)
                if page is not None and page in wanted:
                    found.setdefault(page, element)
                if len(found) == len(wanted):
                    break
        return found
