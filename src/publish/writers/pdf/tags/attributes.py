"""What a structure element says of itself: words instead of it, language, lists, cells."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from publish.engines.pdfstructure import AssociatedFile, StructureElement
from publish.model.conformance import Conformance
from publish.writers.pdf.formulas import MATHML
from publish.writers.pdf.tags.mathematics import add_mathml
from publish.writers.pdf.tags.roles import alternative
from publish.writers.pdf.tags.skeleton import Skeleton

SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
NUMBERINGS = {
    "a": "/LowerAlpha",
    "A": "/UpperAlpha",
    "i": "/LowerRoman",
    "I": "/UpperRoman",
}


DECORATIONS = {
    "del": "/LineThrough",
    "s": "/LineThrough",
    "ins": "/Underline",
    "u": "/Underline",
}
POSITIONS = {"sup": "/Sup", "sub": "/Sub"}
"""Attributes of layout (ISO 32000-1, table 345); positions are of PDF 2.0."""


def describe(
    root: Element, tree: Skeleton, conformance: Conformance, first_formula: int = 1
) -> None:
    """Set entries and attributes of every structure element of the document."""
    _languages(root, tree)
    files = first_formula - 1
    for element, own in tree.types.items():
        if own.type in ("Figure", "Formula"):
            own.entries["Alt"] = alternative(element) or " "
            if "Layout" in own.attributes and "display" in (element.get("class") or "").split():
                own.attributes["Layout"]["Placement"] = "/Block"  # within its paragraph
            if (mathml := element.get(MATHML)) and conformance.may_attach:
                own.file = _formula(mathml, files := files + 1)
            elif mathml and conformance.namespaces:
                add_mathml(own, mathml)
        elif own.type == "L":
            own.attributes["List"] = {"ListNumbering": _numbering(element, conformance)}
        elif own.type in ("TH", "TD"):
            _cell(element, own)
        elif own.type == "Note":
            own.entries["ID"] = f"note-{element.get('id') or len(tree.by_id)}"
            if conformance.namespaces:
                own.attributes["FENote"] = {"NoteType": "/Footnote"}
        elif own.type == "Span":
            _span(element, own, conformance.namespaces)


def _span(element: Element, own: StructureElement, positions: bool) -> None:
    """What a span is one for: words for an abbreviation, a line, a place above or below."""
    tag = str(element.tag)
    if tag == "abbr" and element.get("title"):
        own.entries["E"] = element.get("title", "")
    elif tag in DECORATIONS:
        own.attributes["Layout"] = {"TextDecorationType": DECORATIONS[tag]}
    elif tag in POSITIONS and positions:
        own.attributes["Layout"] = {"TextPosition": POSITIONS[tag]}


def _languages(root: Element, tree: Skeleton) -> None:
    """``Lang`` where an element's language differs from that around it."""
    todo = [(root, root.get("lang") or "")]
    while todo:
        element, around = todo.pop()
        lang = element.get("lang") or around
        if lang != around and element in tree.types:
            tree.types[element].entries["Lang"] = lang
        todo.extend((child, lang) for child in element)


def _formula(mathml: str, number: int) -> AssociatedFile:
    """What says a formula to those who read MathML."""
    data = mathml.encode()
    return AssociatedFile(f"formula-{number}.mml", data, "application/mathml+xml", "MathML")


def _numbering(element: Element, conformance: Conformance) -> str:
    """ListNumbering (ISO 32000-1, table 347; ISO 32000-2, table 382)."""
    if element.tag == "ol":
        return NUMBERINGS.get(element.get("type") or "", "/Decimal")
    classes = (element.get("class") or "").split()
    if "labelled" in classes:
        return "/Decimal"
    if element.tag == "dl" and conformance.namespaces:
        return "/Description"
    plain = element.tag == "dl" or "references" in classes or "task-list" in classes
    return "/None" if plain else "/Disc"


def _cell(element: Element, own: StructureElement) -> None:
    """Scope and spans (ISO 32000-1, table 349)."""
    values: dict[str, Any] = {}
    if own.type == "TH":
        scope = SCOPES.get(element.get("scope") or "")
        values["Scope"] = scope or ("/Column" if own.inside("THead") else "/Row")
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        span = element.get(name) or "1"
        if span.isdigit() and int(span) > 1:
            values[key] = int(span)
    if values:
        own.attributes["Table"] = values
