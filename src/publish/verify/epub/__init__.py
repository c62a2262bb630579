"""A made book is opened again and looked at before it is delivered.

Container, package document, every document's form, every link across files, and
whether what the metadata claims is so. EPUB 3.3, OCF 3.3. A book may have thousands of
documents: of a large one, one is held at a time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import epb
from publish.model.publication import Artifact
from publish.verify.epub.claims import check_claims
from publish.verify.epub.documents import check_document, check_styles, read_document
from publish.verify.epub.opened import PARSER, XHTML, Book, Files, parsed
from publish.verify.epub.package import (
    check_container,
    check_manifest,
    check_package,
    package_name,
)


def verify_epub(artifact: Artifact) -> Iterator[Diagnostic]:
    """What is wrong with a book; nothing if it may be delivered."""
    book = Book(artifact.name, {})
    try:
        container = zipfile.ZipFile(io.BytesIO(artifact.data))
        entries = container.infolist()
        files = book.files = Files(container)
        book.small = files.small
        files.read_all()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        yield book.found(epb.BROKEN_CONTAINER, f"the container can't be read: {error}")
        return
    yield from check_container(book, entries)
    package = package_name(book)
    root = parsed(book, package) if package else None
    if package is None or root is None:
        yield book.found(epb.BROKEN_CONTAINER, "the container names no package document")
        return
    yield from check_package(book, root, package)
    yield from check_manifest(book, root, package)
    for name, item in book.manifest.items():
        if item.get("media-type") == XHTML and name in book.files:
            yield from read_document(book, name)
    for name in book.ids:
        document = book.trees.pop(name, None)
        if document is None:
            document = etree.fromstring(book.files[name], PARSER)
        yield from check_document(book, name, document)
    yield from check_styles(book)
    yield from check_claims(book)
