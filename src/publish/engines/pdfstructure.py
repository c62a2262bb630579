"""What a PDF's tags are, as plain values: content, link areas, structure elements.

Drawing a page gives *marks* (pieces of content) and *link areas*; a tagger puts
them into a tree of *structure elements* and says which marks are mere artifacts;
the engine writes that down. Terms and numbers follow ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from publish.model.frozen import Frozen

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the page's lower left corner."""

NAMESPACE_2 = "http://iso.org/pdf2/ssn"
"""The standard structure namespace of PDF 2.0 (ISO 32000-2, 14.8.6.1)."""

MATHML_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
"""That of mathematics (ISO 32000-2, 14.8.6.3); its types are the elements of MathML."""

_TYPES_2 = (
    "Document DocumentFragment Part Sect Div Aside NonStruct P H H1 H2 H3 H4 H5 H6 Title FENote "
    "Sub Lbl Span Em Strong Link Annot Form Ruby RB RT RP Warichu WT WP L LI LBody "
    "Table TR TH TD THead TBody TFoot Caption Figure Formula Artifact"
)
TYPES_2 = frozenset(_TYPES_2.split())
"""The structure types in it; others (``BlockQuote``, ``TOC``) are of PDF 1.7's."""

ArtifactKind = Literal["Header", "Footer", "Pagination", "Layout"]


class Mark(Frozen):
    """A piece of drawn content: text on one line, or an image.

    ``element`` is the document's element that it belongs to, ``pseudo`` the name
    of its pseudo-element (``marker``, ``before`` …) or empty. ``text`` is None for
    an image, whose ``rectangle`` is known instead. ``spelt`` is what its glyphs say
    to those who take the text out, if that is known. What stands in a group, a stream beside the
    page's own, has the object number of that. ``hyphenated`` text ends in a
    hyphen that the line break put there. ``artifact`` is set where the layout knows
    that this is no content: margin boxes, leaders.
    """

    page: int
    number: int
    element: Any
    pseudo: str = ""
    text: str | None = None
    rectangle: Rectangle | None = None
    hyphenated: bool = False
    artifact: ArtifactKind | None = None
    spelt: str | None = None
    group: int | None = None


class LinkArea(Frozen):
    """One rectangle that can be clicked. ``number`` is its object in the file.

    ``inner`` areas lie in another one of the same link, ``empty`` ones show
    nothing; neither is wanted.
    """

    page: int
    number: int
    element: Any
    inner: bool = False
    empty: bool = False


class AssociatedFile(Frozen):
    """A file that goes with an element, as MathML does with a formula.

    ``relationship`` is one of ISO 32000-2, table 43.
    """

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: str = "Supplement"


@dataclass(slots=True, eq=False)
class StructureElement:
    """A node of the structure tree; ``type`` is a standard structure type.

    ``attributes`` are by owner (``{"Table": {"Scope": "/Column"}}``); ``entries``
    are text entries of the element itself (``Alt``, ``ActualText``, ``E``,
    ``Lang``, ``ID``). ``implied`` elements stand for no element of the document.
    ``refs`` are the elements that this one refers to, as a note's mark to the note. The
    ``namespace`` of the type is empty for PDF's own; attributes in it have ``NSO`` as owner.
    """

    type: str
    parent: StructureElement | None = None
    kids: list[StructureElement | Mark | LinkArea] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    implied: bool = False
    refs: list[StructureElement] = field(default_factory=list)
    file: AssociatedFile | None = None
    namespace: str = ""
    cursor: int = 0

    def add(self, type_: str, *, implied: bool = False) -> StructureElement:
        """A new last child."""
        child = StructureElement(type_, self, implied=implied)
        self.kids.append(child)
        return child

    def inside(self, *types: str) -> StructureElement | None:
        """The nearest of this element and its ancestors that is of these types."""
        node: StructureElement | None = self
        while node is not None and node.type not in types:
            node = node.parent
        return node

    def elements(self) -> Iterator[StructureElement]:
        """This element and all below it, in reading order."""
        todo = [self]
        while todo:
            node = todo.pop()
            yield node
            todo.extend(kid for kid in reversed(node.kids) if isinstance(kid, StructureElement))

    @property
    def first_page(self) -> int | None:
        """The index of the page on which its content begins."""
        for node in self.elements():
            for kid in node.kids:
                if not isinstance(kid, StructureElement):
                    return kid.page
        return None


@dataclass(slots=True)
class Tagging:
    """All that a tagger decided: the tree, and what isn't in it.

    Marks are named by page and number. ``actual_texts`` replace what a mark's glyphs
    spell. Of ``hyphens`` the last glyph only parts a word, and ``spaces`` want a space
    behind them, which the end of a line swallowed, or the new lines that the document begins
    there; both tell what the whole then says.
    ``contents`` describe a link area, by its number; an area without is left out of
    the file. ``elements`` gives for each element of the document its own, or that it
    is a part of; ``places`` the same by identifier.
    """

    document: StructureElement
    artifacts: dict[tuple[int, int], ArtifactKind] = field(default_factory=dict)
    actual_texts: dict[tuple[int, int], str] = field(default_factory=dict)
    hyphens: dict[tuple[int, int], str] = field(default_factory=dict)
    spaces: dict[tuple[int, int], str] = field(default_factory=dict)
    contents: dict[int, str] = field(default_factory=dict)
    role_map: dict[str, str] = field(default_factory=dict)
    elements: dict[Any, StructureElement] = field(default_factory=dict)
    places: dict[str, StructureElement] = field(default_factory=dict)


class Face(Frozen):
    """A font as a document uses it: the ``digest`` of its whole file and its ``index`` there,
    the ``name`` that the document gives it, what its glyphs say and how wide they are (in
    thousandths of an em). Missing characters are ``outlined`` as the font does it. A face that
    is ``whole`` stands in the document itself.
    """

    digest: str
    index: int
    name: str
    letters: dict[int, str]
    widths: dict[int, float]
    outlined: bool = False
    whole: bool = False


Tagger = Callable[[list[Mark], list[LinkArea]], Tagging]
