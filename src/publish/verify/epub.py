"""A made book is opened again and looked at before it is delivered.

Container, package document, every document's form, every link across files, and
whether what the metadata claims is so. EPUB 3.3, OCF 3.3. A book may have thousands of
documents: one is held at a time.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from lxml import etree

from publish.diagnostics.core import Diagnostic, Rule
from publish.diagnostics.rules import acc, epb
from publish.engines.css import addresses
from publish.model.place import Place
from publish.model.publication import Artifact

MIMETYPE = b"application/epub+zip"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_XHTML = "application/xhtml+xml"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


class _Files(Mapping[str, bytes]):
    """The files of a container by name, read when they are asked for."""

    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container
        self._entries = {entry.filename: entry for entry in container.infolist()}

    def __getitem__(self, name: str) -> bytes:
        return self._container.read(self._entries[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries


@dataclass(slots=True)
class _Book:
    """What was found in a container, as it is read. ``ids`` are those of each document;
    ``untrue`` are features that it lacks somewhere, ``faults`` what goes against WCAG.
    """

    name: str
    files: Mapping[str, bytes]
    manifest: dict[str, etree._Element] = field(default_factory=dict)
    ids: dict[str, Counter[str]] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    conforms: bool = False
    untrue: set[str] = field(default_factory=set)
    has_formulas: bool = False
    faults: list[str] = field(default_factory=list)

    def found(self, rule: Rule, message: str, file: str = "") -> Diagnostic:
        return rule(message, Place(f"{self.name}/{file}" if file else self.name))


def verify_epub(artifact: Artifact) -> Iterator[Diagnostic]:
    """What is wrong with a book; nothing if it may be delivered."""
    book = _Book(artifact.name, {})
    try:
        container = zipfile.ZipFile(io.BytesIO(artifact.data))
        entries = container.infolist()
        for entry in entries:
            container.read(entry)  # as a whole, or not at all
        book.files = _Files(container)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        yield book.found(epb.BROKEN_CONTAINER, f"the container can't be read: {error}")
        return
    yield from _container(book, entries)
    package = _package_name(book)
    root = _parsed(book, package) if package else None
    if package is None or root is None:
        yield book.found(epb.BROKEN_CONTAINER, "the container names no package document")
        return
    yield from _package(book, root, package)
    yield from _manifest(book, root, package)
    for name, item in book.manifest.items():
        if item.get("media-type") == _XHTML and name in book.files:
            yield from _read_document(book, name)
    for name in book.ids:
        yield from _document(book, name, etree.fromstring(book.files[name], _PARSER))
    yield from _styles(book)
    yield from _claims(book)


def _container(book: _Book, entries: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
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


def _package_name(book: _Book) -> str | None:
    root = _parsed(book, "META-INF/container.xml")
    if root is None:
        return None
    paths = [e.get("full-path") for e in root.iter("{*}rootfile")]
    return paths[0] if paths and paths[0] in book.files else None


def _parsed(book: _Book, name: str) -> etree._Element | None:
    try:
        return etree.fromstring(book.files[name], _PARSER)
    except (KeyError, etree.XMLSyntaxError):
        return None


# -- the package document -----------------------------------------------------


def _package(book: _Book, root: etree._Element, package: str) -> Iterator[Diagnostic]:
    for name in ("identifier", "title", "language"):
        if not any((e.text or "").strip() for e in root.iter(_DC + name)):
            yield book.found(epb.BROKEN_PACKAGE, f"the book has no {name}", package)
    named = {e.get("id") for e in root.iter(_DC + "identifier")}
    if root.get("unique-identifier") not in named:
        yield book.found(epb.BROKEN_PACKAGE, "no identifier is the unique one", package)
    metas = [(e.get("property"), (e.text or "").strip()) for e in root.iter(_OPF + "meta")]
    if sum(name == "dcterms:modified" for name, _ in metas) != 1:
        yield book.found(epb.BROKEN_PACKAGE, "the book needs one `dcterms:modified`", package)
    book.conforms = any(name == "dcterms:conformsTo" for name, _ in metas)
    book.claims = {value for name, value in metas if name == "schema:accessibilityFeature"}


def _manifest(book: _Book, root: etree._Element, package: str) -> Iterator[Diagnostic]:
    items = list(root.iter(_OPF + "item"))
    by_id = {item.get("id"): item for item in items}
    for item in items:
        name = _resolved(package, item.get("href", ""))
        if name not in book.files:
            yield book.found(epb.INCOMPLETE_MANIFEST, f"`{name}` is listed and not there", package)
        book.manifest[name] = item
    for name in sorted(book.files):
        apart = name in ("mimetype", package) or name.startswith("META-INF/")
        if not apart and name not in book.manifest:
            yield book.found(epb.INCOMPLETE_MANIFEST, f"`{name}` isn't listed", package)
    if not any("nav" in item.get("properties", "").split() for item in items):
        yield book.found(epb.BROKEN_PACKAGE, "the book has no table of contents", package)
    spine = [ref.get("idref") for ref in root.iter(_OPF + "itemref")]
    if not spine or any(name not in by_id for name in spine):
        yield book.found(epb.BROKEN_PACKAGE, "the reading order names what isn't there", package)


def _resolved(base: str, address: str) -> str:
    """The container's name of what ``address`` in the file ``base`` leads to."""
    return normpath(join(dirname(base), unquote(address)))


# -- content documents --------------------------------------------------------


def _read_document(book: _Book, name: str) -> Iterator[Diagnostic]:
    try:
        document = etree.fromstring(book.files[name], _PARSER)
    except etree.XMLSyntaxError as error:
        yield epb.NOT_WELL_FORMED(
            f"the document isn't well-formed: {error.msg}",
            Place(f"{book.name}/{name}", error.lineno),
        )
        return
    book.ids[name] = Counter(e.get("id") for e in document.iter() if e.get("id"))


def _document(book: _Book, name: str, document: etree._Element) -> Iterator[Diagnostic]:
    for identifier, count in book.ids[name].items():
        if count > 1:
            yield book.found(epb.REPEATED_ID, f"`{identifier}` stands {count} times", name)
    for element in document.iter(etree.Element):
        for attribute in ("href", "src", "poster", "data"):
            address = element.get(attribute)
            if address is not None:
                yield from _address(book, name, element, address)
        if element.tag == _HTML + "img" and element.get("alt") is None:
            yield book.found(acc.IMAGE_WITHOUT_ALT, f"`{element.get('src')}` has no `alt`", name)
        elif _is_silent(element):
            message = f"the `alt` of `{element.get('src')}` is empty, and nothing says on purpose"
            yield book.found(acc.IMAGE_WITHOUT_ALT, message, name)
        elif element.tag == _MATH and not element.get("alttext"):
            yield book.found(acc.FORMULA_WITHOUT_TEXT, "a formula has no `alttext`", name)
    declared = "mathml" in book.manifest[name].get("properties", "").split()
    has_formulas = next(document.iter(_MATH), None) is not None
    _weigh(book, name, document, has_formulas)
    if declared != has_formulas:
        message = f"the property `mathml` of `{name}` and its content disagree"
        yield book.found(epb.INCOMPLETE_MANIFEST, message)


def _is_silent(element: etree._Element) -> bool:
    """Whether an image has no words, and isn't marked as one that tells nothing."""
    return bool(
        element.tag == _HTML + "img"
        and not element.get("alt")
        and element.get("role") not in ("presentation", "none")
    )


def _address(book: _Book, name: str, element: etree._Element, address: str) -> Iterator[Diagnostic]:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        if element.tag != _HTML + "a":
            yield book.found(epb.REMOTE_RESOURCE, f"it fetches `{address[:100]}`", name)
        return
    target = _resolved(name, parts.path) if parts.path else name
    if target not in book.files:
        yield book.found(epb.BROKEN_LINK, f"`{address}` leads to no file", name)
    elif parts.fragment and unquote(parts.fragment) not in book.ids.get(target, ()):
        yield book.found(epb.BROKEN_LINK, f"`{address}` leads to no place", name)


def _styles(book: _Book) -> Iterator[Diagnostic]:
    for name, item in book.manifest.items():
        if item.get("media-type") != "text/css" or name not in book.files:
            continue
        for address in _css_addresses(book.files[name]):
            if urlsplit(address).scheme or address.startswith("//"):
                yield book.found(epb.REMOTE_RESOURCE, f"it fetches `{address[:100]}`", name)
            elif not address.startswith("#") and _resolved(name, address) not in book.files:
                yield book.found(epb.BROKEN_LINK, f"`{address}` leads to no file", name)


def _css_addresses(css: bytes) -> tuple[str, ...]:
    try:
        return addresses(css.decode("utf-8", "replace"))
    except ValueError:  # nested too deep; what can't be read isn't fetched either
        return ()


# -- what it claims -----------------------------------------------------------


def _weigh(book: _Book, name: str, document: etree._Element, has_formulas: bool) -> None:
    """Remember what of a book's claims isn't so in a document."""
    if any(image.get("alt") is None for image in document.iter(_HTML + "img")):
        book.untrue.add("alternativeText")
    if not all(formula.get("alttext") for formula in document.iter(_MATH)):
        book.untrue.add("describedMath")
    book.has_formulas |= has_formulas
    if book.conforms:
        book.faults += _against_conformance(name, document)


def _claims(book: _Book) -> Iterator[Diagnostic]:
    untrue = book.untrue if book.has_formulas else {*book.untrue, "MathML"}
    for claim in sorted(book.claims & untrue):
        yield book.found(acc.FALSE_CLAIM, f"the book claims `{claim}`, which isn't so")
    for fault in book.faults:
        yield book.found(acc.FALSE_CLAIM, f"the book claims to conform, and {fault}")


def _against_conformance(name: str, document: etree._Element) -> Iterator[str]:
    """What of WCAG's criteria a document misses, as far as it shows that."""
    if not (document.get("lang") and document.findtext(f".//{_HTML}title")):
        yield f"`{name}` has no language or title (3.1.1, 2.4.2)"
    if any(table.find(f".//{_HTML}th") is None for table in document.iter(_HTML + "table")):
        yield f"a table in `{name}` has no header cells (1.3.1)"
    links = document.iterfind(f".//{_HTML}a[@href]")
    if not all("".join(e.itertext()).strip() or len(e) or e.get("aria-label") for e in links):
        yield f"a link in `{name}` has no words (2.4.4)"
