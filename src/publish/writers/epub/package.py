"""A book's documents and files become its package document and navigation."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from publish.diagnostics.core import Collector
from publish.engines.jinja import Theme
from publish.model.publication import Publication
from publish.writers.epub.accessibility import Accessibility
from publish.writers.epub.book import Chapter, Creator, File, Line, Metadata
from publish.writers.terms import Terms
from publish.writers.titleblock import plain_summary


def metadata(publication: Publication) -> Metadata:
    """What the package document says of a book of one entry."""
    entry, settings = publication.entry, publication.settings
    return Metadata(
        identifier=entry.identifier or stable_identifier(publication),
        title=entry.title,
        subtitle=entry.subtitle,
        lang=entry.lang,
        dir=entry.dir,
        modified=publication.modified,
        description=plain_summary(entry) or None,
        creators=tuple(Creator(author.name) for author in entry.authors),
        publisher=settings.publisher,
        published=entry.published,
        rights=entry.rights or settings.rights,
        subjects=entry.tags,
        series=settings.title,
    )


def stable_identifier(publication: Publication) -> str:
    """A UUID made from the project and the entry's id (RFC 9562, version 5)."""
    settings = publication.settings
    base = settings.url.rstrip("/") if settings.url else settings.title
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{base}/{publication.id}')}"


def package_document(
    theme: Theme, book: Metadata, files: Sequence[File], claims: Accessibility, found: Collector
) -> bytes:
    """``package.opf``: metadata, manifest and reading order."""
    text = theme.render(
        "epub-package.opf.j2",
        book=book,
        modified=book.modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        files=files,
        spine=[file for file in files if file.in_spine],
        claims=claims,
    )
    return found.take(text).encode("utf-8")


def navigation(
    theme: Theme, book: Metadata, chapters: Sequence[Chapter], words: Terms, found: Collector
) -> File:
    """``nav.xhtml``: the contents with their levels, and landmarks."""
    text = theme.render(
        "epub-nav.xhtml.j2",
        book=book,
        terms=words,
        lines=[line for chapter in chapters for line in chapter.headings],
        landmarks=list(_landmarks(chapters, words)),
    )
    data = found.take(text).encode("utf-8")
    return File("nav.xhtml", "application/xhtml+xml", data, ("nav",), in_spine=True)


def _landmarks(chapters: Sequence[Chapter], words: Terms) -> list[tuple[str, Line]]:
    """Where readers want to jump: term of the vocabulary, and the line."""
    marks = [("toc", Line("nav.xhtml", words.contents))]
    body = next((c for c in chapters if c.type == "chapter"), None)
    if body is not None:
        marks.append(("bodymatter", Line(body.file, body.title)))
    marks += [
        (chapter.type, Line(chapter.file, chapter.title))
        for chapter in chapters
        if chapter.type in ("cover", "titlepage", "bibliography")
    ]
    return marks
