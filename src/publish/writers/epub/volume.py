"""A cited collection becomes one EPUB 3.3 book.

Its entries become documents one after another, and no tree of one is held longer than that:
a book of thousands takes the room of its files. Links between documents are completed when all
are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from publish.diagnostics.core import Collector, EngineFailure, Result
from publish.engines.covers import CoverWords, draw_cover
from publish.engines.images import find_image
from publish.engines.jinja import theme_of
from publish.model.place import Place
from publish.model.publication import Artifact, CitedPublication, Division, Publication
from publish.writers.breaks import mark_pages, number_blocks, without_numbers
from publish.writers.epub.accessibility import Accessibility, Observed, accessibility
from publish.writers.epub.book import Chapter, File, Line
from publish.writers.epub.chapters import RESERVED
from publish.writers.epub.container import pack
from publish.writers.epub.entries import entry_chapters
from publish.writers.epub.package import (
    navigation,
    old_navigation,
    package_document,
    volume_metadata,
)
from publish.writers.epub.resources import Images, shown_portrait, style_files
from publish.writers.epub.xhtml import make_semantic, pop_up, serialised
from publish.writers.hygiene import clean
from publish.writers.identifiers import file_name
from publish.writers.scoping import anchor, lead_links, scope, within
from publish.writers.terms import terms
from publish.writers.titleblock import kind_label, title_block
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

_LINK = re.compile(r'(<a\b[^<>]*?\shref=")#([^"]+)"')


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
        self.found = Collector()
        self.names = {*RESERVED, "toc", "references"}
        self.chapters: list[Chapter] = []
        self.texts: dict[str, str] = {}
        self.with_maths: set[str] = set()
        self.files: dict[str, str] = {}
        self.images: dict[str, File] = {}
        self.letters: set[str] = set()
        self.observed = Observed()
        self.citing = Citing()
        self.lines: list[Line] = []

    def artifact(self) -> Result[Artifact | None]:
        front = self.front_cover()
        cover = Chapter("cover", self.words.cover, [], "cover", None)
        cover.template = "epub-cover.xhtml.j2"
        self.put(cover, cover=front, **self.cover_words())
        title = Line("title.xhtml", self.words.title_page)
        page = Chapter("title", self.book.entry.title, [], "titlepage", None, headings=(title,))
        page.template, page.pages = "epub-volume-title.xhtml.j2", self.begun("title")
        self.put(page)
        self.lines.append(title)
        self.put_divisions()
        self.put_works()
        self.observed.paged = bool(self.cited.pages)
        claims = accessibility(self.observed, self.images.values(), self.words)
        self.put_colophon(claims)
        return self.found.result(self.packed(front, claims))

    # -- documents -------------------------------------------------------------------

    def put(self, chapter: Chapter, **values: Any) -> None:
        """Add a document; ``values`` go before what every document of the book may name."""
        text = self.theme.render(
            chapter.template,
            **{
                "chapter": chapter,
                "parts": [serialised(part) for part in chapter.parts],
                "notes": [serialised(note) for note in chapter.notes],
                "book": self.described,
                "entry": self.book.entry,
                "settings": self.book.settings,
                "terms": self.words,
                "portrait": None,
                **values,
            },
        )
        self.texts[chapter.file] = self.found.take(text)
        self.letters.update(chapter.title)
        self.files.update((f"page-{number}", chapter.file) for number in chapter.pages)
        self.chapters.append(replace(chapter, parts=[], notes=[], head=[]))

    def note(self, chapter: Chapter) -> None:
        """Remember what others have to know of a document: places, letters, formulas."""
        for part in chapter.elements:
            self.letters.update(*part.itertext())
            for element in part.iter():
                if identifier := element.get("id"):
                    self.files[identifier] = chapter.file
        if chapter.id:
            self.files[chapter.id] = chapter.file
        if chapter.has("math"):
            self.with_maths.add(chapter.file)

    def begun(self, name: str) -> tuple[str, ...]:
        """The pages of the printed book that begin with what is called so."""
        return tuple(start.number for start in self.cited.pages if start.block == f"#{name}")

    def mark(self, chapter: Chapter) -> None:
        """Mark in a chapter where pages of the printed book begin."""
        mark_pages(chapter.elements, self.cited.pages)
        without_numbers(chapter.elements)

    def put_divisions(self) -> None:
        members = iter(self.cited.members)
        assert self.book.volume is not None
        for number, division in enumerate(self.book.volume.divisions, 1):
            lines = list(self.entries(division, members))
            if division.kind == "part":
                name = file_name(division.title, self.names)
                # it stands before its entries, which have been put already
                at = len(self.chapters) - self.added
                part = Chapter(name, division.title, [], "part", "doc-part",
                               template="epub-part.xhtml.j2",
                               pages=self.begun(f"part-{number}"))  # fmt: skip
                self.put(part)
                self.chapters.insert(at, self.chapters.pop())
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
        self.found.extend(clean(tree))
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
        chapters[0].pages = self.begun(anchor(publication.id))
        for chapter in chapters:
            self.mark(chapter)
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
            self.note(chapter)
        values = {
            "block": title_block(tree, serialised),
            "entry": entry,
            "terms": tree.terms,
            "portrait": portrait,
            "lang": entry.lang,
            "dir": entry.dir,
        }
        for chapter in chapters:
            self.put(chapter, **values)
        self.added += len(chapters)

    def put_works(self) -> None:
        section = works(self.cited, self.citing, self.words)
        if section is None:
            return
        section.find("h2").tag = "h1"
        section.attrib.pop("role", None)
        line = Line("references.xhtml", self.words.references)
        chapter = Chapter("references", self.words.references, [section], "bibliography",
                          "doc-bibliography", headings=(line,))  # fmt: skip
        chapter.pages = self.begun("works")
        self.mark(chapter)
        make_semantic(chapter)
        self.note(chapter)
        self.put(chapter)
        self.lines.append(line)

    def put_colophon(self, claims: Accessibility) -> None:
        line = Line("about.xhtml", self.words.about)
        self.put(Chapter("about", self.words.about, [], "colophon", "doc-colophon",
                         headings=(line,), template="epub-volume-about.xhtml.j2"),
                 claims=claims)  # fmt: skip
        self.lines.append(line)

    # -- the whole -------------------------------------------------------------------

    def packed(self, front: File, claims: Accessibility) -> Artifact | None:
        documents = [self.document(chapter) for chapter in self.chapters]
        contents = navigation(
            self.theme, self.described, self.chapters, self.words, self.found, self.lines,
            self.pages(),
        )  # fmt: skip
        documents.insert(2, contents)
        assert self.book.volume is not None
        if self.book.volume.collection.ncx:
            documents.append(old_navigation(self.theme, self.described, self.lines, self.found))
        faces = web_fonts("".join(sorted(self.letters)), arabic=True)
        files = [*documents, *style_files(self.theme, faces), front, *self.images.values()]
        package = package_document(self.theme, self.described, files, claims, self.found)
        if not package or not all(file.data for file in files):
            return None
        return Artifact(
            "epub",
            f"{self.book.id}.epub",
            pack(package, files, licences(faces)),
            CLAIMS,
            source=self.book.entry.source,
        )

    def pages(self) -> list[Line]:
        """The pages of the printed book, and the places where they begin."""
        found = []
        for start in self.cited.pages:
            name = f"page-{start.number}"
            file = "nav.xhtml" if start.block == "#contents" else self.files.get(name)
            if file is not None:
                found.append(Line(f"{file}#{name}", start.number))
        return found

    def document(self, chapter: Chapter) -> File:
        """A document with its links to others completed."""
        here = chapter.file

        def complete(link: re.Match[str]) -> str:
            file = self.files.get(link[2], here)
            return link[0] if file == here else f'{link[1]}{file}#{link[2]}"'

        data = _LINK.sub(complete, self.texts.pop(here)).encode("utf-8")
        properties = ("mathml",) if here in self.with_maths else ()
        return File(here, "application/xhtml+xml", data, properties, in_spine=True)

    def cover_words(self) -> dict[str, str]:
        assert self.book.volume is not None
        own = self.book.volume.collection.cover
        return {"cover_alt": own.alt} if own else {}

    def front_cover(self) -> File:
        """The cover's image: that of the settings, else drawn."""
        entry, book = self.book.entry, self.book
        assert book.volume is not None
        own = book.volume.collection.cover
        if own is not None:
            try:
                image = find_image(book.settings.root, entry.path, own.file)
            except EngineFailure as failure:
                bad = failure.diagnostic
                self.found.add(bad.rule(bad.message, _place(book), bad.hint))
            else:
                name = f"images/cover.{image.name.rpartition('.')[2]}"
                return File(name, image.media_type, image.data, ("cover-image",))
        words = CoverWords(
            label=kind_label(book, self.words),
            title=entry.title,
            subtitle=entry.subtitle or "",
            names=" · ".join(creator.name for creator in self.described.creators),
            series=self.described.series.title if self.described.series else "",
            rtl=entry.dir == "rtl",
        )
        return File("images/cover.png", "image/png", draw_cover(words), ("cover-image",))


def _place(book: Publication) -> Place:
    path = f"collections.{book.id}.cover.file"
    return book.settings.places.get(path) or Place(book.entry.path)
