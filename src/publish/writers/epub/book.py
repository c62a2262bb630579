"""A book before it is packed: documents in order, and the files they need.

What packs it (package document, navigation, container) knows nothing of entries,
so that a book may hold one dossier or many.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from publish.model.frozen import Frozen
from publish.writers.tidying import Element


@dataclass(slots=True)
class Chapter:
    """One content document: ``name`` without its suffix, ``parts`` as its body.

    ``type`` is a term of the EPUB Structural Semantics Vocabulary 1.1, ``role`` its
    counterpart in DPUB-ARIA. ``headings`` are the lines that it adds to the contents, ``id``
    is the identifier of the whole, where something leads there.
    """

    name: str
    title: str
    parts: list[Element]
    type: str = "chapter"
    role: str | None = "doc-chapter"
    notes: list[Element] = field(default_factory=list)
    headings: tuple[Line, ...] = ()
    template: str = "epub-chapter.xhtml.j2"
    id: str = ""
    head: list[Element] = field(default_factory=list)
    """What stands in the block of its title, looked at for links and notes only."""
    pages: tuple[str, ...] = ()
    """The pages of the printed book that begin with it."""

    @property
    def file(self) -> str:
        return f"{self.name}.xhtml"

    @property
    def elements(self) -> list[Element]:
        return self.head + self.parts + self.notes

    def written(self) -> Chapter:
        """What is told of it once it has been written: all but its text."""
        return replace(self, parts=[], notes=[], head=[])

    def has(self, tag: str) -> bool:
        return any(next(part.iter(tag), None) is not None for part in self.elements)


class Line(Frozen):
    """A line of the contents: where it leads, what it says, what is below it."""

    href: str
    text: str
    children: tuple[Line, ...] = ()


class File(Frozen):
    """A file of the book; ``name`` is relative to the package document."""

    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False

    @property
    def id(self) -> str:
        """An XML name for the manifest, made from the file's name."""
        return "f-" + "".join(char if char.isalnum() else "-" for char in self.name)


class Creator(Frozen):
    """``role`` is a MARC relator; ``file_as`` the name as catalogues sort it."""

    name: str
    role: str = "aut"
    file_as: str | None = None


class Belonging(Frozen):
    """The series (``series``), or the set without an order (``set``), that a book is of."""

    title: str
    type: str = "set"
    position: str | None = None
    identifier: str | None = None


class Metadata(Frozen):
    """What the package document says of the book (EPUB 3.3, section 5.5)."""

    identifier: str
    title: str
    lang: str
    modified: datetime
    dir: str = "ltr"
    subtitle: str | None = None
    description: str | None = None
    creators: tuple[Creator, ...] = ()
    publisher: str | None = None
    published: date | None = None
    rights: str | None = None
    subjects: tuple[str, ...] = ()
    series: Belonging | None = None
    contributors: tuple[Creator, ...] = ()
    languages: tuple[str, ...] = ()
    """Those that are in the book beside its own."""
    identifiers: tuple[str, ...] = ()
    """Those that it has beside its own."""
    vertical: bool = False
    """Whether lines run from top to bottom, and pages from right to left."""
    printed: str = ""
    """The printed book whose pages are marked in it, if they are."""
