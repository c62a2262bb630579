"""pandoc's HTML, made clean: marks, tables, listings and links as all formats need them."""

from __future__ import annotations

from typing import TypeAlias
from urllib.parse import urlsplit

from lxml import html

from publish.writers.terms import Terms

Element: TypeAlias = html.HtmlElement

SCHEMES = frozenset({"", "http", "https", "mailto", "entry"})
"""The address schemes that a link may have; any other is taken away."""

SHORT_LISTING = 12
"""Lines of a listing that aren't parted by the end of a page."""


def of_class(root: Element, tag: str, name: str) -> list[Element]:
    """The elements ``tag`` of a class at and below ``root``, in the order of the text."""
    return [each for each in root.iter(tag) if name in (each.get("class") or "").split()]


def tidy(root: Element, words: Terms) -> None:
    """Clean the tree below ``root`` in place."""
    for rule in (_note_marks, _tables, _figures, _asides, _code, _links):
        rule(root, words)
    for value in root.xpath(".//@*[starts-with(name(), 'data-') and name() != 'data-cites']"):
        del value.getparent().attrib[value.attrname]


def _note_marks(root: Element, words: Terms) -> None:
    """``a > sup`` to ``sup > a``, so that the mark itself is the link's text."""
    for link in of_class(root, "a", "footnote-ref"):
        mark = html.Element("sup", {"class": "note-mark"})
        mark.tail, link.tail = link.tail, None
        number = link.text_content()
        link.getparent().replace(link, mark)
        for child in list(link):
            link.remove(child)
        link.text = number
        link.set("aria-label", words.note.format(number=number))
        mark.append(link)


def _tables(root: Element, words: Terms) -> None:
    """Scope for each header cell; an empty one is no header."""
    for cell in root.iter("th"):
        if not cell.text_content().strip() and not len(cell):
            cell.tag = "td"
        else:
            cell.set("scope", "col" if cell.xpath("ancestor::thead") else "row")
    for element in root.iter("th", "td", "col"):
        _alignment(element)


def _alignment(element: Element) -> None:
    """``style="text-align: right;"`` as a class; widths of columns stay."""
    style = (element.get("style") or "").replace(" ", "").rstrip(";")
    if style.startswith("text-align:"):
        del element.attrib["style"]
        element.set("class", "align-" + style.removeprefix("text-align:"))


def _figures(root: Element, words: Terms) -> None:
    for caption in root.iter("figcaption"):
        caption.attrib.pop("aria-hidden", None)


def _asides(root: Element, words: Terms) -> None:
    """``::: aside`` is one; as a note it is no landmark among those of the page."""
    for block in of_class(root, "div", "aside"):
        block.tag = "aside"
        block.set("role", "note")


def _code(root: Element, words: Terms) -> None:
    """Listings that can be reached and scrolled by keyboard, without line anchors."""
    for block in of_class(root, "div", "sourceCode"):
        block.attrib.pop("id", None)
    for listing in root.iter("pre"):
        for anchor in listing.xpath(".//code//a[@aria-hidden]"):
            anchor.drop_tree()
        for line in listing.xpath(".//code/span[@id]"):
            line.attrib.pop("id")
            line.set("class", "line")
        listing.set("tabindex", "0")
        listing.set("role", "region")
        listing.set("aria-label", words.code)
        if listing.text_content().strip("\n").count("\n") < SHORT_LISTING:
            listing.set("class", f"{listing.get('class') or ''} short".strip())


def _links(root: Element, words: Terms) -> None:
    for link in list(root.iter("a")):
        if scheme_of(link.get("href") or "") not in SCHEMES:
            link.drop_tag()


def scheme_of(address: str) -> str | None:
    """The scheme of an address, empty without one; None of what is no address."""
    if address.startswith("#"):  # most are
        return ""
    try:
        return urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return None
