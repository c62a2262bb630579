"""The document's elements become a structure tree that has no content yet.

The order and nesting of the tree are those of the document, so what a reader hears
can't depend on where the layout put things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from publish.engines.pdfstructure import StructureElement
from publish.writers.pdf.tags.roles import (
    GROUPING,
    INLINE,
    is_contents,
    is_hidden,
    structure_type,
)

SILENT = frozenset({"head", "script", "style", "template"})


@dataclass(slots=True)
class Skeleton:
    """The tree, and what each element of the document became in it.

    ``owner`` gives for every element the structure element that its own words
    belong to; elements that only adorn are in ``hidden``. ``types`` holds only
    those that became a structure element of their own.
    """

    document: StructureElement
    owner: dict[Element, StructureElement] = field(default_factory=dict)
    hidden: set[Element] = field(default_factory=set)
    types: dict[Element, StructureElement] = field(default_factory=dict)
    by_id: dict[str, StructureElement] = field(default_factory=dict)


def skeleton(root: Element) -> Skeleton:
    """The structure tree of a document."""
    tree = Skeleton(StructureElement("Document"))
    tree.owner[root] = tree.document
    for child in root:
        if child.tag not in SILENT:
            _descend(child, tree.document, tree)
    return tree


def _descend(element: Element, parent: StructureElement, tree: Skeleton) -> None:
    """Add ``element`` and all below it (without recursion: texts may be deep)."""
    todo = [(element, parent, False)]
    while todo:
        element, parent, contents = todo.pop()
        if is_hidden(element):
            tree.hidden.update(element.iter())
            continue
        contents = contents or is_contents(element)
        own = _placed(element, parent, contents)
        tree.owner[element] = own if own is not None else parent
        if own is not None:
            tree.types[element] = own
        if element.get("id"):
            tree.by_id.setdefault(element.get("id", ""), tree.owner[element])
        below = tree.owner[element]
        todo.extend((child, below, contents) for child in reversed(element))


def _placed(element: Element, parent: StructureElement, contents: bool) -> StructureElement | None:
    """The structure element for ``element``, where PDF's grammar wants it."""
    kind = "Document" if element.tag == "body" else structure_type(element, parent.type)
    if not kind or kind == "Document":
        return None
    if kind == "L" and contents:
        kind = "TOC"
    if kind in ("Lbl", "LBody") and parent.type in ("L", "LI", "Note"):
        return _described(kind, parent)
    host = _host(parent, kind)
    if element.get("role") == "doc-noteref" or (kind == "Link" and host.type == "TOCI"):
        host = host.add("Reference", implied=True)
    own = host.add(kind)
    if kind == "TOCI":
        own.add("Lbl", implied=True)
    if kind == "LI":
        _item(own, "reference" in (element.get("class") or "").split())
    return own


def _item(item: StructureElement, is_reference: bool) -> None:
    """Label and body of a list item; that of a list of references is a ``BibEntry``."""
    item.add("Lbl", implied=True)
    words = item.add("LBody", implied=True)
    if is_reference:
        words.add("BibEntry", implied=True)


def _described(kind: str, parent: StructureElement) -> StructureElement:
    """A label or body: in a ``dl``, a term behind a description begins an item."""
    if parent.type == "Note":
        return parent.add(kind)
    if parent.type == "LI":
        return part(parent, kind) or parent.add(kind)
    last = parent.kids[-1] if parent.kids else None
    item = last if isinstance(last, StructureElement) and last.type == "LI" else None
    if item is None or (kind == "Lbl" and part(item, "LBody") is not None):
        item = parent.add("LI", implied=True)
    return item.add(kind)


def _host(parent: StructureElement, kind: str) -> StructureElement:
    """Where in ``parent`` an element of this type may stand."""
    if parent.type == "LI":
        return body(parent)
    if parent.type in GROUPING and kind in INLINE:
        last = parent.kids[-1] if parent.kids else None
        if isinstance(last, StructureElement) and last.implied and last.type == "P":
            return last
        return parent.add("P", implied=True)
    return parent


def body(item: StructureElement) -> StructureElement:
    """Where the words of a list item stand."""
    words = part(item, "LBody") or item
    return part(words, "BibEntry") or words


def part(item: StructureElement, kind: str) -> StructureElement | None:
    """The first child of a type: the label or body of a list item or note."""
    for kid in item.kids:
        if isinstance(kid, StructureElement) and kid.type == kind:
            return kid
    return None
