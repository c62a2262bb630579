"""An element of the document becomes a type of the PDF's structure.

``data-pdf`` names the type itself; then the role counts before the name:
``role="math"`` is a formula whatever carries it.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}svg"

ROLES = {
    "math": "Formula",
    "doc-footnote": "Note",
    "doc-endnote": "Note",
    "list": "L",
    "listitem": "LI",
    "doc-subtitle": "P",
}

NAMES = {
    "a": "Link",
    "abbr": "Span",
    "address": "Div",
    "article": "Art",
    "aside": "Aside",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "code": "Code",
    "dd": "LBody",
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
    "kbd": "Code",
    "li": "LI",
    "main": "Part",
    "nav": "Div",
    "ol": "L",
    "p": "P",
    "pre": "P",
    "q": "Quote",
    "samp": "Code",
    "section": "Sect",
    "strong": "Strong",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
    SVG: "Figure",
}

ROLE_MAP = {"Aside": "Sect", "Em": "Span", "Strong": "Span"}
"""Types that PDF 1.7 doesn't know, to those that stand in for them."""

GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "Note"})
"""Types that hold blocks; words in them need a paragraph around."""

INLINE = frozenset({"Span", "Em", "Strong", "Code", "Quote", "Link", "Reference", "Formula"})
"""Types that stand in a line of text."""

NO_TEXT = GROUPING | {"L", "LI", "Table", "TR", "THead", "TBody", "TFoot", "Figure"}
"""Types in which white space alone says nothing."""


def structure_type(element: Element, parent: str) -> str | None:
    """The type of ``element`` in a parent of type ``parent``; None if it has none."""
    kind = _by_name(element)
    if kind == "Figure":
        if parent in ("Figure", "Formula"):
            return None
        return "Figure" if _picture(element) is not None else "Div"
    if kind == "Caption":
        return "Caption" if parent in ("Table", "Figure") else "P"
    if kind == "Link" and not element.get("href"):
        kind = None
    if kind == "Div" and parent in ("L", "Table"):
        return None
    if kind == "Code" and parent == "Code":
        return None
    return kind or ("Span" if element.get("lang") else None)


def _by_name(element: Element) -> str | None:
    role = (element.get("role") or "").partition(" ")[0]
    return element.get("data-pdf") or ROLES.get(role) or NAMES.get(str(element.tag))


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
    """Whether the element only adorns: drawn, but not read."""
    return (
        element.get("aria-hidden") == "true"
        or element.get("role") in ("presentation", "none")
        or (element.tag == "img" and element.get("alt") == "")
    )
