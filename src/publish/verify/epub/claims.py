"""What the metadata of a book claim, weighed against its documents."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import acc
from publish.verify.epub.opened import HTML, MATH, Book


def weigh(book: Book, name: str, document: etree._Element, has_formulas: bool) -> None:
    """Remember what of a book's claims isn't so in a document."""
    if any(image.get("alt") is None for image in document.iter(HTML + "img")):
        book.untrue.add("alternativeText")
    if not all(formula.get("alttext") for formula in document.iter(MATH)):
        book.untrue.add("describedMath")
    book.has_formulas |= has_formulas
    if book.conforms:
        book.faults += _against_conformance(name, document)


def check_claims(book: Book) -> Iterator[Diagnostic]:
    untrue = book.untrue if book.has_formulas else {*book.untrue, "MathML"}
    for claim in sorted(book.claims & untrue):
        yield book.found(acc.FALSE_CLAIM, f"the book claims `{claim}`, which isn't so")
    for fault in book.faults:
        yield book.found(acc.FALSE_CLAIM, f"the book claims to conform, and {fault}")


def _against_conformance(name: str, document: etree._Element) -> Iterator[str]:
    """What of WCAG's criteria a document misses, as far as it shows that."""
    if not (document.get("lang") and document.findtext(f".//{HTML}title")):
        yield f"`{name}` has no language or title (3.1.1, 2.4.2)"
    if any(table.find(f".//{HTML}th") is None for table in document.iter(HTML + "table")):
        yield f"a table in `{name}` has no header cells (1.3.1)"
    links = document.iterfind(f".//{HTML}a[@href]")
    if not all("".join(e.itertext()).strip() or len(e) or e.get("aria-label") for e in links):
        yield f"a link in `{name}` has no words (2.4.4)"
