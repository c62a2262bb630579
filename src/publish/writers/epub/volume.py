"""A cited collection becomes one EPUB 3.3 book.

Its entries become documents one after another, and no tree of one is held longer than that:
a book of thousands takes the room of its files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from publish.diagnostics.core import Collector, Result
from publish.engines.jinja import theme_of
from publish.model.frozen import replace
from publish.model.publication import Artifact, CitedPublication, Division
from publish.writers.breaks import number_blocks
from publish.writers.credits import credits_of
from publish.writers.epub.accessibility import Accessibility, Observed
from publish.writers.epub.book import Chapter, File, Line
from publish.writers.epub.chapters import RESERVED
from publish.writers.epub.conformance import claims_of
from publish.writers.epub.container import pack
from publish.writers.epub.cover import volume_cover
from publish.writers.epub.documents import Documents
from publish.writers.epub.entries import entry_chapters, parted
from publish.writers.epub.onix import records
from publish.writers.epub.package import (
    navigation,
    old_navigation,
    package_document,
    volume_metadata,
)
from publish.writers.epub.resources import Images, shown_portrait, style_files
from publish.writers.epub.xhtml import make_semantic, pop_up, serialised
from publish.writers.identifiers import file_name, unify_identifiers
from publish.writers.identity import labelled
from publish.writers.persons import index
from publish.writers.scoping import anchor, lead_links, scope, within
from publish.writers.terms import terms
from publish.writers.titleblock import title_block
from publish.writers.tree import Tree, semantic_tree
from publish.writers.webfonts import licences, web_fonts
from publish.writers.works import Citing, works

CLAIMS = ("EPUB 3.3",)

TYPES = {
    "front": ("preface", "doc-preface"),
    "back": ("afterword", "doc-afterword"),
    "body": ("chapter", "doc-chapter"),
    "part": ("chapter", "doc-chapter"),
}
"""What the entries of a division are, as EPUB's vocabulary and DPUB-ARIA call it."""

INTRODUCTION = ("introduction", "doc-introduction")
BIBLIOGRAPHY = ("bibliography", "doc-bibliography")
INDEX = ("index", "doc-index")


def write_volume(cited: CitedPublication) -> Result[Artifact | None]:
    """The book ``<id>.epub`` of a collection."""
    return _Binding(cited).artifact()


class _Binding:
    """A book while it is made."""

    def __init__(self, cited: CitedPublication) -> None:
        self.cited = cited
        self.book = cited.publication
        self.words = terms(self.book.entry.lang)
        self.theme = theme_of(self.book.settings)
        self.described = replace(volume_metadata(self.book), printed=cited.printed)
        self.lead = within(self.book)
        assert self.book.volume is not None
        self.credits = credits_of(self.book.volume.collection, self.words)
        self.found = Collector()
        self.names = {*RESERVED, "toc", "references", "index"}
        self.documents = Documents(self.theme, cited, self.described, self.words, self.found)
        self.images: dict[str, File] = {}
        self.observed = Observed()
        self.citing = Citing()
        self.lines: list[Line] = []

    def artifact(self) -> Result[Artifact | None]:
        front = volume_cover(self.book, self.described, self.words, self.found)
        cover = Chapter("cover", self.words.cover, [], "cover", None)
        cover.template = "epub-cover.xhtml.j2"
        self.documents.put(cover, cover=front, **self.cover_words())
        title = Line("title.xhtml", self.words.title_page)
        page = Chapter("title", self.book.entry.title, [], "titlepage", None, headings=(title,))
        page.template, page.pages = "epub-volume-title.xhtml.j2", self.documents.begun("title")
        self.documents.put(page, credits=self.credits)
        self.lines.append(title)
        self.put_divisions()
        self.put_works()
        self.put_index()
        self.observed.paged = bool(self.cited.pages)
        pictures = self.images.values()
        claims = claims_of(self.book, self.observed, pictures, self.theme, self.words, self.found)
        self.put_colophon(claims)
        return self.found.result(self.packed(front, claims))

    def put_divisions(self) -> None:
        members = iter(self.cited.members)
        assert self.book.volume is not None
        for number, division in enumerate(self.book.volume.divisions, 1):
            lines = list(self.entries(division, members))
            if division.kind == "part":
                name = file_name(division.title, self.names)
                # it stands before its entries, which have been put already
                at = len(self.documents.chapters) - self.added
                part = Chapter(name, division.title, [], "part", "doc-part",
                               template="epub-part.xhtml.j2",
                               pages=self.documents.begun(f"part-{number}"))  # fmt: skip
                self.documents.put(part)
                self.documents.chapters.insert(at, self.documents.chapters.pop())
                lines = [Line(part.file, division.title, tuple(lines))]
            self.lines += lines

    def entries(self, division: Division, members: Iterator[CitedPublication]) -> Iterator[Line]:
        """Put the entries of a division; yields their lines of the contents."""
        self.added = 0
        for publication in division.all:
            is_introduction = publication is division.introduction
            kind, role = INTRODUCTION if is_introduction else TYPES[division.kind]
            yield from self.put_entry(next(members), kind, role)

    def put_entry(self, cited: CitedPublication, kind: str, role: str) -> tuple[Line, ...]:
        tree, publication = semantic_tree(cited), cited.publication
        self.found.extend(tree.said)
        unify_identifiers(tree.parts)
        scope(tree)
        number_blocks(tree)
        self.citing.add(tree)
        images = Images(publication)
        for part in tree.parts:
            lead_links(part, self.lead)
            self.found.extend(images.collect(part))
        portrait = self.found.take(images.portrait())
        shown = shown_portrait(publication, images, portrait)
        self.images |= images.files
        chapters = entry_chapters(tree, kind, role, self.names)
        chapters[0].pages = self.documents.begun(anchor(publication.id))
        for chapter in chapters:
            self.documents.mark(chapter)
            make_semantic(chapter)
            pop_up(chapter)
        self.observed.look(chapters)
        if shown:
            self.observed.see(shown["alt"])
        self.put_chapters(chapters, tree, shown)
        return chapters[0].headings

    def put_chapters(
        self, chapters: Sequence[Chapter], tree: Tree, portrait: dict[str, Any] | None
    ) -> None:
        entry = tree.publication.entry
        for chapter in chapters:  # before the block of the title takes its parts out
            self.documents.note(chapter)
        values = {
            "block": title_block(tree, serialised),
            "entry": entry,
            "terms": tree.terms,
            "portrait": portrait,
            "lang": entry.lang,
            "dir": entry.dir,
        }
        for chapter in chapters:
            self.documents.put(chapter, **values)
        self.added += len(chapters)

    def put_works(self) -> None:
        section = works(self.cited, self.citing, self.words)
        if section is None:
            return
        section.find("h2").tag = "h1"
        section.attrib.pop("role", None)
        names = self.names - {"references"}
        title = self.words.references
        self.lines.append(Line("references.xhtml", title))
        chapters = [
            Chapter(file_name("references", names), title, [piece], *BIBLIOGRAPHY)
            for piece in parted(section)
        ]
        chapters[0].headings = (self.lines[-1],)
        chapters[0].pages = self.documents.begun("works")
        for chapter in chapters:
            self.documents.mark(chapter)
            make_semantic(chapter)
            self.documents.note(chapter)
        for chapter in chapters:
            self.documents.put(chapter)

    def put_index(self) -> None:
        section = index(self.cited, self.citing, self.words)
        if section is None:
            return
        self.observed.indexed = True
        section.attrib.pop("role")
        line = Line("index.xhtml", self.words.index)
        chapter = Chapter("index", self.words.index, [section], *INDEX, headings=(line,))
        chapter.pages = self.documents.begun("index")
        self.documents.mark(chapter)
        make_semantic(chapter)
        self.documents.note(chapter)
        self.documents.put(chapter)
        self.lines.append(line)

    def put_colophon(self, claims: Accessibility) -> None:
        line = Line("about.xhtml", self.words.about)
        about = Chapter("about", self.words.about, [], "colophon", "doc-colophon", headings=(line,))
        about.template = "epub-volume-about.xhtml.j2"
        assert self.book.volume is not None
        names = (self.described.identifier, *self.described.identifiers)
        shown = [labelled(name) for name in self.book.volume.collection.written or names]
        self.documents.put(about, claims=claims, credits=self.credits, identifiers=shown)
        self.lines.append(line)

    # -- the whole -------------------------------------------------------------------

    def packed(self, front: File, claims: Accessibility) -> Artifact | None:
        pages = self.documents.pages()
        contents = navigation(
            self.theme, self.described, self.documents.chapters, self.words, self.found, self.lines,
            pages,
        )  # fmt: skip
        assert self.book.volume is not None
        old = []
        if self.book.volume.collection.ncx:
            old = [
                old_navigation(
                    self.theme, self.described, self.words, self.found, self.lines, pages
                )
            ]
        faces = web_fonts("".join(sorted(self.documents.letters)), arabic=True)
        rest = [*old, *style_files(self.theme, faces), front, *self.images.values()]
        listed = [*_with(contents, self.documents.listed()), *rest]
        package = package_document(self.theme, self.described, listed, claims, self.found)
        if not (package and self.documents.listed() and all(e.data for e in (contents, *rest))):
            return None
        files = chain(_with(contents, self.documents.completed()), rest)
        return Artifact(
            "epub",
            f"{self.book.id}.epub",
            pack(package, files, licences(faces)),
            CLAIMS,
            source=self.book.entry.source,
            files=records(self.book, self.described, claims),
        )

    def cover_words(self) -> dict[str, str]:
        assert self.book.volume is not None
        own = self.book.volume.collection.cover
        return {"cover_alt": own.alt} if own else {}


def _with(contents: File, documents: Iterable[File]) -> Iterator[File]:
    """The documents of a book with its contents among them, behind cover and title."""
    every = iter(documents)
    return chain(islice(every, 2), [contents], every)
