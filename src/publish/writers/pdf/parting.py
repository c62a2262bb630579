"""A collection on paper → the sections that are laid out by themselves, or why none can be.

Each begins a page, whatever stands before it: an entry, or what stands between entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from publish.model.conformance import Conformance
from publish.model.publication import Publication
from publish.writers.pdf.volume import volume_styles
from publish.writers.scoping import anchor

ENDS = ("works", "index")
"""The identifiers of what stands behind all entries and says where they cite what: the list of
all references, the index of persons.
"""

LARGE = 64
"""Entries from which on a collection is laid out entry by entry, where nobody says how."""

OF_THE_WHOLE = re.compile(
    r"counter-(?:increment|set)|counters?\(\s*pages\b|target-text|:nth\(|string-set\s*:[^;}]*counter"
)
"""What a style sheet asks of a document that only the whole can answer."""

LOST = "what was laid out is no longer in the cache"
SAVED = "a picture or a style sheet was saved meanwhile"


@dataclass(slots=True)
class Section:
    """Pages that are laid out by themselves: a run of the frame's elements, or the place of an
    entry (``member``). ``content`` is the digest of its document, ``size`` its length; ``first``
    the number of its first page when it was laid out last.
    """

    elements: list[Element]
    member: int | None = None
    content: str = ""
    size: int = 0
    formula: int = 1
    first: int = 0
    pages: int = 0
    asked: Mapping[str, int] = field(default_factory=dict)
    led: Sequence[str] = ()
    missed: Sequence[str] = ()

    def is_right(self, first: int, pages: Mapping[str, int], settled: bool) -> bool:
        """Whether it was laid out with the numbers that have come out."""
        return (
            self.first == first
            and all(pages.get(name, 0) == number for name, number in self.asked.items())
            and (not settled or all(name in pages for name in (*self.asked, *self.led)))
            and (not settled or not any(name in pages for name in self.missed))
        )


class Impossible(Exception):
    """The collection can't be laid out entry by entry; says why."""


def is_large(book: Publication) -> bool:
    """Whether a collection is to be laid out entry by entry."""
    assert book.volume is not None
    wanted = book.volume.collection.layout
    return wanted == "entries" or (wanted == "auto" and len(book.members) >= LARGE)


def hindrance(book: Publication) -> str | None:
    """Why a collection can't be laid out entry by entry, as far as its settings tell."""
    if Conformance(book.settings.pdf.standard).version == "2.0":
        return "PDF 2.0 ties the lines of the contents to the entries themselves"
    for text in volume_styles(book):
        if found := OF_THE_WHOLE.search(text):
            return f"its style sheets ask for `{' '.join(found[0].split())}`"
    return None


def sections_of(frame: Element, book: Publication) -> Iterator[Section]:
    """The frame of a collection in sections. Raises `Impossible`."""
    body = frame.find("body")
    members = {anchor(each.id): at for at, each in enumerate(book.members)}
    children = [] if body is None else list(body)
    places = [members.get(each.get("id", "")) for each in children if each.tag == "article"]
    if places != list(range(len(members))):
        raise Impossible("its template puts the entries into other elements")
    ends = [each.get("id") for each in children if each.get("id") in ENDS]
    are_amid = ends != [each.get("id") for each in children[len(children) - len(ends) :]]
    if children[0].tag == "article" or are_amid:
        raise Impossible("its template puts the references before the entries")
    for apart, run in groupby(children, key=lambda each: _is_apart(each) and each):
        elements = list(run)
        is_member = isinstance(apart, Element) and apart.tag == "article"
        yield Section(elements, members[elements[0].get("id", "")] if is_member else None)


def _is_apart(element: Element) -> bool:
    """Whether an element of the frame is a section of its own: an entry, the title of a part,
    the list of works, the index.
    """
    return element.tag == "article" or bool(element.get("id"))
