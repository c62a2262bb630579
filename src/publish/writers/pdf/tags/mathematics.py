"""A formula's MathML becomes structure elements, where the file may hold no other file.

PDF 2.0 takes the elements of MathML as types of structure, in a namespace of their own
(ISO 32000-2, 14.8.6.3). What stands in the formula's drawing has no text, so each token
says its own as ActualText.
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from publish.engines.pdfstructure import MATHML_NAMESPACE, StructureElement

TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
"""Elements that hold words or signs."""


def add_mathml(formula: StructureElement, mathml: str) -> None:
    """Hang the elements of ``mathml`` behind the drawing of ``formula``."""
    todo: list[tuple[Element, StructureElement]] = [(ElementTree.fromstring(mathml), formula)]
    while todo:
        element, parent = todo.pop()
        name = element.tag.rpartition("}")[2]
        own = parent.add(name, implied=True)
        own.namespace = MATHML_NAMESPACE
        attributes = {key: value for key, value in element.attrib.items() if key.isalpha()}
        if attributes:
            own.attributes["NSO"] = attributes
        if name in TOKENS:
            own.entries["ActualText"] = "".join(element.itertext())
        else:
            todo.extend((child, own) for child in reversed(element))
