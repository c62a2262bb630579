"""An element of the document becomes a type of the PDF's structure.

``data-pdf`` names the type itself; then class and role count before the name:
``role="math"`` is a formula whatever carries it. The types are those of PDF 1.7
(ISO 32000-1, 14.8.4) with ``Em``, ``Strong`` and ``Aside`` of PDF 2.0, which have a
type that stands in for them.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}svg"

ROLES = {
    "math": "Formula",
    "doc-footnote": "Note",
    "doc-endnote": "Note",
    "doc-index": "Index",
    "list": "L",
    "listitem": "LI",
    "doc-subtitle": "P",
}

CLASSES = {"csl-left-margin": "Lbl", "csl-right-inline": ""}
"""Classes that say more than the element's name; empty, that it is no element."""

NAMES = {
    "a": "Link",
    "abbr": "Span",
    "address": "Div",
    "article": "Art",
    "aside": "Aside",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "code": "Code",
    "cite": "Em",
    "dd": "LBody",
    "del": "Span",
    "dfn": "Em",
    "div": "Div",
    "dl": "L",
    "dt": "Lbl",
    "em": "Em",
    "figcaption": "Caption",
    "figure": "Figure",
    "footer": "Div",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "header": "Div",
    "hgroup": "Div",
    "i": "Em",
    "b": "Strong",
    "img": "Figure",
    "ins": "Span",
    "kbd": "Code",
    "li": "LI",
    "main": "Part",
    "nav": "Sect",
    "ol": "L",
    "p": "P",
    "pre": "P",
    "q": "Quote",
    "s": "Span",
    "samp": "Code",
    "section": "Sect",
    "strong": "Strong",
    "sub": "Span",
    "sup": "Span",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "u": "Span",
    "ul": "L",
    "var": "Em",
    SVG: "Figure",
}

ROLE_MAP = {"Aside": "Sect", "Em": "Span", "Strong": "Span"}
"""Types that PDF 1.7 doesn't know, to those that stand in for them."""

GROUPING = frozenset(
    {"Document", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "Note", "Index"}
)
"""Types that hold blocks; words in them need a paragraph around."""

INLINE = frozenset(
    {"Span", "Em", "Strong", "Code", "Quote", "Link", "Reference", "Formula", "BibEntry"}
)
"""Types that stand in a line of text."""

NO_TEXT = GROUPING | {
    "L", "LI", "TOC", "TOCI", "Table", "TR", "THead", "TBody", "TFoot", "Figure"
}  # fmt: skip
"""Types in which white space alone says nothing."""


def structure_type(element: Element, parent: str) -> str | None:
    """The type of ``element`` in a parent of type ``parent``; None if it has none."""
    kind = _named(element)
    if kind == "Figure":
        if parent in ("Figure", "Formula"):
            return None
        return "Figure" if _picture(element) is not None else "Div"
    if kind == "Caption":
        return "Caption" if parent in ("Table", "Figure") else "P"
    if kind == "LI" and parent == "TOC":
        return "TOCI"
    if kind == "Link" and not element.get("href"):
        kind = None
    if kind == "Div" and parent in ("L", "Table"):
        return None
    if kind == "Code" and parent == "Code":
        return None
    if kind == "Span" and element.tag == "sup" and _holds_call(element):
        return None
    return kind or ("Span" if element.get("lang") else None)


def _named(element: Element) -> str | None:
    """The type by ``data-pdf``, role, class, or name; empty where it is none."""
    if own := element.get("data-pdf"):
        return own
    for name in (element.get("class") or "").split():
        if name in CLASSES:
            return CLASSES[name]
    role = (element.get("role") or "").partition(" ")[0]
    return ROLES.get(role) or NAMES.get(str(element.tag))


def _holds_call(element: Element) -> bool:
    """Whether the element is there for the mark of a note."""
    return any(child.get("role") == "doc-noteref" for child in element)


def is_contents(element: Element) -> bool:
    """Whether the element holds a table of contents: the lists in it are ``TOC``."""
    return "doc-toc" in (element.get("role") or "").split()


def _picture(element: Element) -> Element | None:
    """The image of a figure, or the image itself."""
    if element.tag in ("img", SVG):
        return element
    return next((e for e in element.iter() if e.tag in ("img", SVG)), None)


def alternative(element: Element) -> str:
    """The words for a figure or formula: its own, or those of its image."""
    picture = _picture(element)
    carriers = [element] if picture is None else [element, picture]
    for carrier in carriers:
        words = carrier.get("aria-label") or carrier.get("alt")
        if words:
            return " ".join(words.split())
    return ""


def is_hidden(element: Element) -> bool:
    """Whether the element only adorns: drawn, but not read.

    An image without words is one that its author calls decorative; others don't get here.
    """
    return (
        element.get("aria-hidden") == "true"
        or element.get("role") in ("presentation", "none")
        or (element.tag == "img" and not (element.get("alt") or element.get("aria-label")))
    )
