"""A cited publication becomes an EPUB 3.3 book, packed by ourselves.

tree → chapters → links across files → documents → package → container. Everything
that a reading system shows is in the file; the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publish.diagnostics.core import Collector, Result
from publish.engines.images import ImageFile
from publish.engines.jinja import Theme, theme_of
from publish.model.publication import Artifact, CitedPublication
from publish.writers.epub.accessibility import Observed
from publish.writers.epub.book import Chapter, File
from publish.writers.epub.chapters import chapters, distribute_notes
from publish.writers.epub.conformance import claims_of
from publish.writers.epub.container import pack
from publish.writers.epub.cover import cover
from publish.writers.epub.frame import colophon, cover_page, related_entries, title_page
from publish.writers.epub.links import mend_links
from publish.writers.epub.onix import records
from publish.writers.epub.package import metadata, navigation, package_document
from publish.writers.epub.resources import Images, shown_portrait, style_files
from publish.writers.epub.xhtml import make_semantic, serialised
from publish.writers.identifiers import unify_identifiers
from publish.writers.titleblock import title_block
from publish.writers.tree import Tree
from publish.writers.webfonts import licences, web_fonts

CLAIMS = ("EPUB 3.3",)


def write_epub(cited: CitedPublication, tree: Tree) -> Result[Artifact | None]:
    """The book ``<id>.epub``; ``tree`` is changed on the way."""
    publication = cited.publication
    theme, found = theme_of(publication.settings), Collector()
    found.extend(tree.said)
    unify_identifiers(tree.parts)
    images = Images(publication)
    for part in tree.parts:
        found.extend(images.collect(part))
    portrait = found.take(images.portrait())
    text = publication.entry.title + "".join(part.text_content() for part in tree.parts)

    book = _chapters(tree, portrait)
    front = cover(publication, tree.terms, portrait)
    values = _values(tree, images, portrait) | {"cover": front}
    observed = Observed()
    observed.look(book)
    pictures = images.files.values()
    claims = claims_of(publication, observed, pictures, theme, tree.terms, found)
    documents = _documents(theme, book, values | {"claims": claims}, found)
    described = metadata(publication)
    documents.insert(2, navigation(theme, described, book, tree.terms, found))
    faces = web_fonts(text, arabic=True)
    files = [*documents, *style_files(theme, faces), front, *images.files.values()]
    package = package_document(theme, described, files, claims, found)
    if not package or not all(file.data for file in files):
        return found.result(None)
    data = pack(package, files, licences(faces))
    beside = records(publication, described, claims)
    return found.result(Artifact("epub", f"{publication.id}.epub", data, CLAIMS, files=beside))


def _chapters(tree: Tree, portrait: ImageFile | None) -> list[Chapter]:
    """All documents in reading order, their notes and links in place."""
    book = [cover_page(tree), title_page(tree, portrait), *chapters(tree)]
    distribute_notes(book, tree)
    book += [*related_entries(tree), colophon(tree)]
    mend_links(book, tree.publication)
    for chapter in book:
        make_semantic(chapter)
    return book


def _values(tree: Tree, images: Images, portrait: ImageFile | None) -> dict[str, Any]:
    """What every template of the book may use."""
    publication = tree.publication
    return {
        "publication": publication,
        "book": metadata(publication),
        "is_vertical": False,
        "entry": publication.entry,
        "settings": publication.settings,
        "terms": tree.terms,
        "block": title_block(tree, serialised),
        "portrait": shown_portrait(publication, images, portrait),
    }


def _documents(
    theme: Theme, book: Sequence[Chapter], values: dict[str, Any], found: Collector
) -> list[File]:
    """Each chapter as a content document."""
    documents = []
    for chapter in book:
        text = theme.render(
            chapter.template,
            chapter=chapter,
            parts=[serialised(part) for part in chapter.parts],
            notes=[serialised(note) for note in chapter.notes],
            **values,
        )
        properties = ("mathml",) if chapter.has("math") else ()
        data = found.take(text).encode("utf-8")
        documents.append(
            File(chapter.file, "application/xhtml+xml", data, properties, in_spine=True)
        )
    return documents
