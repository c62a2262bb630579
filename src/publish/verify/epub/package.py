"""The container of a book and its package document: whole, and true of the files that are there."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import epb
from publish.verify.epub.opened import OPF, Book, parsed, resolved

MIMETYPE = b"application/epub+zip"
_DC = "{http://purl.org/dc/elements/1.1/}"


def check_container(book: Book, entries: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    first = entries[0] if entries else None
    if first is None or first.filename != "mimetype":
        yield book.found(epb.BROKEN_CONTAINER, "`mimetype` isn't the first file")
    elif first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield book.found(epb.BROKEN_CONTAINER, "`mimetype` is compressed")
    elif book.files["mimetype"] != MIMETYPE:
        yield book.found(epb.BROKEN_CONTAINER, "`mimetype` doesn't name the media type of EPUB")
    counts = Counter(entry.filename for entry in entries)
    for name in sorted(name for name, count in counts.items() if count > 1):
        yield book.found(epb.BROKEN_CONTAINER, f"`{name}` is there {counts[name]} times")


def package_name(book: Book) -> str | None:
    root = parsed(book, "META-INF/container.xml")
    if root is None:
        return None
    paths = [e.get("full-path") for e in root.iter("{*}rootfile")]
    return paths[0] if paths and paths[0] in book.files else None


def check_package(book: Book, root: etree._Element, package: str) -> Iterator[Diagnostic]:
    for name in ("identifier", "title", "language"):
        if not any((e.text or "").strip() for e in root.iter(_DC + name)):
            yield book.found(epb.BROKEN_PACKAGE, f"the book has no {name}", package)
    named = {e.get("id") for e in root.iter(_DC + "identifier")}
    if root.get("unique-identifier") not in named:
        yield book.found(epb.BROKEN_PACKAGE, "no identifier is the unique one", package)
    metas = [(e.get("property"), (e.text or "").strip()) for e in root.iter(OPF + "meta")]
    if sum(name == "dcterms:modified" for name, _ in metas) != 1:
        yield book.found(epb.BROKEN_PACKAGE, "the book needs one `dcterms:modified`", package)
    book.conforms = any(name == "dcterms:conformsTo" for name, _ in metas)
    book.claims = {value for name, value in metas if name == "schema:accessibilityFeature"}


def check_manifest(book: Book, root: etree._Element, package: str) -> Iterator[Diagnostic]:
    items = list(root.iter(OPF + "item"))
    by_id = {item.get("id"): item for item in items}
    for item in items:
        name = resolved(package, item.get("href", ""))
        if name not in book.files:
            yield book.found(epb.INCOMPLETE_MANIFEST, f"`{name}` is listed and not there", package)
        book.manifest[name] = item
    for name in sorted(book.files):
        apart = name in ("mimetype", package) or name.startswith("META-INF/")
        if not apart and name not in book.manifest:
            yield book.found(epb.INCOMPLETE_MANIFEST, f"`{name}` isn't listed", package)
    if not any("nav" in item.get("properties", "").split() for item in items):
        yield book.found(epb.BROKEN_PACKAGE, "the book has no table of contents", package)
    spine = [ref.get("idref") for ref in root.iter(OPF + "itemref")]
    if not spine or any(name not in by_id for name in spine):
        yield book.found(epb.BROKEN_PACKAGE, "the reading order names what isn't there", package)
