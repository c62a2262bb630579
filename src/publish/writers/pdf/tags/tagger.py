"""The passes of tagging, in their order."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from publish.engines.pdfstructure import (
    LinkArea,
    Mark,
    StructureElement,
    Tagger,
    Tagging,
)
from publish.model.conformance import Conformance
from publish.writers.pdf.tags.attributes import describe
from publish.writers.pdf.tags.content import hang_in
from publish.writers.pdf.tags.links import area_order, hang_in_links
from publish.writers.pdf.tags.notes import refer
from publish.writers.pdf.tags.roles import ROLE_MAP
from publish.writers.pdf.tags.skeleton import part, skeleton
from publish.writers.pdf.tags.spaces import add_spaces
from publish.writers.pdf.tags.texts import tell_texts

PLAIN = Conformance()


def tagger(root: Element, conformance: Conformance = PLAIN, first_formula: int = 1) -> Tagger:
    """The tagger for the document ``root``, to be tagged as ``conformance`` wants it; the
    files of its formulas are counted from ``first_formula``.
    """

    def tag(marks: list[Mark], areas: list[LinkArea]) -> Tagging:
        tree = skeleton(root)
        tags = Tagging(tree.document, elements=tree.owner, places=tree.by_id)
        hang_in(marks, tree, tags)
        hang_in_links(areas, tree, tags)
        add_spaces(root, tree, tags)
        tell_texts(tags)
        describe(root, tree, conformance, first_formula)
        refer(tree)
        _prune(tree.document)
        _in_version(tags, conformance)
        return tags

    return tag


def _in_version(tags: Tagging, conformance: Conformance) -> None:
    """Types as the version of PDF has them; those that it doesn't know get a stand-in."""
    used = set()
    for element in tags.document.elements():
        if element.type == "Note":
            element.type = conformance.note
        used.add(element.type)
    if not conformance.namespaces:
        tags.role_map = {own: known for own, known in ROLE_MAP.items() if own in used}


def _prune(document: StructureElement) -> None:
    """Without elements of which nothing was drawn; areas behind their words."""
    for element in reversed(list(document.elements())):
        if element.type == "Link":
            area_order(element)
        if element.parent is not None and _is_void(element):
            element.parent.kids.remove(element)


def _is_void(element: StructureElement) -> bool:
    """A table without any words is void, an empty cell or part of a formula is not."""
    if element.type in ("Table", "L"):
        return element.first_page is None
    if element.type in ("TD", "TH") or element.namespace:
        return False
    if element.type == "LBody" and element.parent is not None:
        label = part(element.parent, "Lbl")
        return not element.kids and (label is None or not label.kids)
    return not element.kids
