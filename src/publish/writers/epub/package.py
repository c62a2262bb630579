"""A book's documents and files become its package document and navigation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from publish.diagnostics.core import Collector
from publish.engines.jinja import Theme
from publish.model.direction import may_be_vertical
from publish.model.publication import Publication
from publish.model.relators import CREATORS
from publish.writers.epub.accessibility import Accessibility
from publish.writers.epub.book import Belonging, Chapter, Creator, File, Line, Metadata
from publish.writers.terms import Terms
from publish.writers.titleblock import plain_summary

NCX = "application/x-dtbncx+xml"


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
        series=_series(publication) or Belonging(settings.title),
    )


def volume_metadata(publication: Publication) -> Metadata:
    """What the package document says of a book of many entries."""
    entry, settings = publication.entry, publication.settings
    assert publication.volume is not None
    collection = publication.volume.collection
    people = [Creator(each.name, each.role, each.sort) for each in collection.contributors]
    spoken = [*collection.languages, *(member.entry.lang for member in publication.members)]
    return Metadata(
        identifier=entry.identifier or stable_identifier(publication),
        identifiers=collection.identifiers[1:],
        title=entry.title,
        subtitle=entry.subtitle,
        lang=entry.lang,
        languages=tuple(dict.fromkeys(each for each in spoken if each != entry.lang)),
        dir=entry.dir,
        vertical=collection.writing == "vertical" and may_be_vertical(entry.lang),
        modified=publication.modified,
        description=entry.summary,
        creators=tuple(each for each in people if each.role in CREATORS),
        contributors=tuple(each for each in people if each.role not in CREATORS),
        publisher=settings.publisher,
        published=entry.published,
        rights=entry.rights,
        subjects=entry.tags,
        series=_series(publication),
    )


def _series(publication: Publication) -> Belonging | None:
    series = publication.series
    if series is None:
        return None
    return Belonging(series.title, "series", series.position, series.identifier)


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
        ncx=next((file for file in files if file.media_type == NCX), None),
    )
    return found.take(text).encode("utf-8")


def navigation(
    theme: Theme,
    book: Metadata,
    chapters: Sequence[Chapter],
    words: Terms,
    found: Collector,
    lines: Sequence[Line] | None = None,
    pages: Sequence[Line] = (),
) -> File:
    """``nav.xhtml``: the contents with their levels, and landmarks. ``lines`` are the
    contents, where they aren't just the headings of one chapter after another, ``pages``
    the places where pages of the printed book begin.
    """
    if lines is None:
        lines = [line for chapter in chapters for line in chapter.headings]
    text = theme.render(
        "epub-nav.xhtml.j2",
        book=book,
        is_vertical=book.vertical,
        terms=words,
        lines=lines,
        landmarks=list(_landmarks(chapters, words)),
        pages=pages,
        begun=[page.text for page in pages if page.href.startswith("nav.xhtml")],
    )
    data = found.take(text).encode("utf-8")
    return File("nav.xhtml", "application/xhtml+xml", data, ("nav",), in_spine=True)


def old_navigation(
    theme: Theme,
    book: Metadata,
    words: Terms,
    found: Collector,
    lines: Sequence[Line],
    pages: Sequence[Line],
) -> File:
    """``toc.ncx``: the contents, and the pages, for readers of EPUB 2."""
    numbers = count(1)
    text = theme.render(
        "epub-toc.ncx.j2",
        book=book, terms=words, lines=lines, depth=_depth(lines), counted=lambda: next(numbers),
        pages=pages, last=max((int(p.text) for p in pages if p.text.isdecimal()), default=0),
    )  # fmt: skip
    return File("toc.ncx", NCX, found.take(text).encode("utf-8"))


def _depth(lines: Sequence[Line]) -> int:
    return max((1 + _depth(line.children) for line in lines), default=0)


def _landmarks(chapters: Sequence[Chapter], words: Terms) -> list[tuple[str, Line]]:
    """Where readers want to jump: term of the vocabulary, and the line."""
    marks = [("toc", Line("nav.xhtml", words.contents))]
    body = next((c for c in chapters if c.type in ("part", "chapter")), None)
    if body is not None:
        marks.append(("bodymatter", Line(body.file, body.title)))
    named = {"titlepage": words.title_page}
    marks += [
        (chapter.type, Line(chapter.file, named.get(chapter.type, chapter.title)))
        for chapter in chapters
        if chapter.type in ("cover", "titlepage", "bibliography", "index")
    ]
    return marks
