"""The documents and style sheets of a book: their form, and every link across files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import acc, epb
from publish.engines.css import addresses
from publish.model.place import Place
from publish.verify.epub.claims import weigh
from publish.verify.epub.opened import HTML, MATH, PARSER, Book, resolved

_LEADING = ("href", "src", "poster", "data")
_LEADERS = etree.XPath(f"descendant-or-self::*[{' or '.join(f'@{name}' for name in _LEADING)}]")


def read_document(book: Book, name: str) -> Iterator[Diagnostic]:
    try:
        document = etree.fromstring(book.files[name], PARSER)
    except etree.XMLSyntaxError as error:
        yield epb.NOT_WELL_FORMED(
            f"the document isn't well-formed: {error.msg}",
            Place(f"{book.name}/{name}", error.lineno),
        )
        return
    book.ids[name] = Counter(e.get("id") for e in document.iter() if e.get("id"))
    if book.small:
        book.trees[name] = document


def check_document(book: Book, name: str, document: etree._Element) -> Iterator[Diagnostic]:
    for identifier, count in book.ids[name].items():
        if count > 1:
            yield book.found(epb.REPEATED_ID, f"`{identifier}` stands {count} times", name)
    for element in _LEADERS(document):
        for address in filter(None, map(element.get, _LEADING)):
            yield from _address(book, name, element, address)
    for element in document.iter(HTML + "img", MATH):
        if element.tag == HTML + "img" and element.get("alt") is None:
            yield book.found(acc.IMAGE_WITHOUT_ALT, f"`{element.get('src')}` has no `alt`", name)
        elif _is_silent(element):
            message = f"the `alt` of `{element.get('src')}` is empty, and nothing says on purpose"
            yield book.found(acc.IMAGE_WITHOUT_ALT, message, name)
        elif element.tag == MATH and not element.get("alttext"):
            yield book.found(acc.FORMULA_WITHOUT_TEXT, "a formula has no `alttext`", name)
    declared = "mathml" in book.manifest[name].get("properties", "").split()
    has_formulas = next(document.iter(MATH), None) is not None
    weigh(book, name, document, has_formulas)
    if declared != has_formulas:
        message = f"the property `mathml` of `{name}` and its content disagree"
        yield book.found(epb.INCOMPLETE_MANIFEST, message)


def _is_silent(element: etree._Element) -> bool:
    """Whether an image has no words, and isn't marked as one that tells nothing."""
    return bool(
        element.tag == HTML + "img"
        and not element.get("alt")
        and element.get("role") not in ("presentation", "none")
    )


def _address(book: Book, name: str, element: etree._Element, address: str) -> Iterator[Diagnostic]:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        if element.tag != HTML + "a":
            yield book.found(epb.REMOTE_RESOURCE, f"it fetches `{address[:100]}`", name)
        return
    target = resolved(name, parts.path) if parts.path else name
    if target not in book.files:
        yield book.found(epb.BROKEN_LINK, f"`{address}` leads to no file", name)
    elif parts.fragment and unquote(parts.fragment) not in book.ids.get(target, ()):
        yield book.found(epb.BROKEN_LINK, f"`{address}` leads to no place", name)


def check_styles(book: Book) -> Iterator[Diagnostic]:
    for name, item in book.manifest.items():
        if item.get("media-type") != "text/css" or name not in book.files:
            continue
        for address in _css_addresses(book.files[name]):
            if urlsplit(address).scheme or address.startswith("//"):
                yield book.found(epb.REMOTE_RESOURCE, f"it fetches `{address[:100]}`", name)
            elif not address.startswith("#") and resolved(name, address) not in book.files:
                yield book.found(epb.BROKEN_LINK, f"`{address}` leads to no file", name)


def _css_addresses(css: bytes) -> tuple[str, ...]:
    try:
        return addresses(css.decode("utf-8", "replace"))
    except ValueError:  # nested too deep; what can't be read isn't fetched either
        return ()
