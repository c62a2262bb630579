"""Elements of the shared tree become XHTML with the semantics of EPUB 3.3."""

from __future__ import annotations

from lxml import etree

from publish.engines.jinja import safe
from publish.writers.epub.book import Chapter
from publish.writers.formulas import unwrap_semantics
from publish.writers.lines import break_long_words
from publish.writers.tidying import Element

_TYPES = {
    "doc-noteref": "noteref",
    "doc-footnote": "footnote",
    "doc-biblioref": "biblioref",
    "doc-backlink": "backlink",
    "doc-bibliography": "bibliography",
    "doc-index": "index",
}
"""DPUB-ARIA roles and their terms of the EPUB Structural Semantics Vocabulary 1.1."""


def make_semantic(chapter: Chapter) -> None:
    """``epub:type`` beside each role, text for each formula, nothing for pages alone."""
    for part in chapter.elements:
        break_long_words(part)
        for formula, tex in unwrap_semantics(part):
            formula.set("alttext", tex)
        for element in part.iter():
            if kind := _TYPES.get(element.get("role", "")):
                element.set("epub:type", kind)
            if lang := element.get("lang"):
                element.set("xml:lang", lang)
            element.attrib.pop("data-cites", None)
            if element.tag == "img" and element.get("alt") == "":
                element.set("role", "presentation")  # on purpose, and not for want of words
            if element.tag == "pre":
                for name in ("role", "tabindex", "aria-label"):
                    element.attrib.pop(name, None)
                element.set("dir", "ltr")


def pop_up(chapter: Chapter) -> None:
    """Let citations of what stands in the same document open their reference as a note does.

    Reading systems show the target of a ``noteref`` in a window beside the text (Apple Books,
    Thorium); Kindle does so where the target leads back, as a reference does.
    """
    here = {e.get("id") for part in chapter.elements for e in part.iter("li")}
    for part in chapter.elements:
        for link in part.xpath(".//a[@role='doc-biblioref']"):
            if link.get("href", "")[1:] in here:
                link.set("epub:type", "biblioref noteref")


def serialised(element: Element) -> str:
    """An element as XML, for templates to print as it is."""
    return safe(etree.tostring(element, encoding="unicode", with_tail=False))
