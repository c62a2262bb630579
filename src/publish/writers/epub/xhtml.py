"""Elements of the shared tree become XHTML with the semantics of EPUB 3.3."""

from __future__ import annotations

from lxml import etree

from publish.engines.jinja import safe
from publish.writers.epub.book import Chapter
from publish.writers.formulas import unwrap_semantics
from publish.writers.tidying import Element

_TYPES = {
    "doc-noteref": "noteref",
    "doc-footnote": "footnote",
    "doc-biblioref": "biblioref",
    "doc-backlink": "backlink",
}
"""DPUB-ARIA roles and their terms of the EPUB Structural Semantics Vocabulary 1.1."""


LONG_WORD = 24
"""Letters in a row from which a word in a table may be broken anywhere."""


def make_semantic(chapter: Chapter) -> None:
    """``epub:type`` beside each role, text for each formula, nothing for pages alone."""
    for part in chapter.elements:
        for formula, tex in unwrap_semantics(part):
            formula.set("alttext", tex)
        for element in part.iter():
            if kind := _TYPES.get(element.get("role", "")):
                element.set("epub:type", kind)
            if lang := element.get("lang"):
                element.set("xml:lang", lang)
            element.attrib.pop("data-cites", None)
            if element.tag in ("td", "th") and _has_long_word(element):
                element.set("class", f"{element.get('class') or ''} long".strip())
            if element.tag == "pre":
                for name in ("role", "tabindex", "aria-label"):
                    element.attrib.pop(name, None)
                element.set("dir", "ltr")


def _has_long_word(cell: Element) -> bool:
    return any(len(word) >= LONG_WORD for word in cell.text_content().split())


def serialised(element: Element) -> str:
    """An element as XML, for templates to print as it is."""
    return safe(etree.tostring(element, encoding="unicode", with_tail=False))
