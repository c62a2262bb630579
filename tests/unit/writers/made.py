"""The samples written: pages and books as trees that tests can ask."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from lxml import etree, html

from publish.model.publication import Artifact, CitedPublication
from publish.writers.epub import write_epub
from publish.writers.html import write_html
from publish.writers.pdf import write_pdf
from publish.writers.tree import semantic_tree

NAMESPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "m": "http://www.w3.org/1998/Math/MathML",
    "epub": "http://www.idpf.org/2007/ops",
}


def page_artifact(cited: CitedPublication) -> Artifact:
    result = write_html(cited, semantic_tree(cited))
    assert result.diagnostics == ()
    assert result.value is not None
    return result.value


def page(cited: CitedPublication) -> html.HtmlElement:
    return html.document_fromstring(page_artifact(cited).data)


def book_artifact(cited: CitedPublication) -> Artifact:
    result = write_epub(cited, semantic_tree(cited))
    assert result.diagnostics == ()
    assert result.value is not None
    return result.value


@dataclass
class Book:
    """The files of a book by name; ``find`` asks one of them by XPath."""

    files: dict[str, bytes]

    def find(self, name: str, path: str) -> list[etree._Element]:
        root = etree.fromstring(self.files[f"EPUB/{name}"])
        found = root.xpath(path, namespaces=NAMESPACES)
        assert isinstance(found, list)
        return found

    def metas(self, name: str) -> list[str]:
        path = f"//o:meta[@property='{name}']"
        return [meta.text or "" for meta in self.find("package.opf", path)]


def book(cited: CitedPublication) -> Book:
    return opened(book_artifact(cited))


def pdf_artifact(cited: CitedPublication) -> Artifact:
    result = write_pdf(cited, semantic_tree(cited))
    assert result.diagnostics == ()
    assert result.value is not None
    return result.value


def opened(artifact: Artifact) -> Book:
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as container:
        return Book({name: container.read(name) for name in container.namelist()})
