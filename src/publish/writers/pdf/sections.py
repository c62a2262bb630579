"""Sections of a collection → their pages, laid out by themselves and kept on a shelf.

A section is an entry, or what stands between entries. What was made of it before is found by
all that went into it; only what is not there is made.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from publish.diagnostics.core import EngineFailure, Result
from publish.diagnostics.rows import Row, rows
from publish.engines.files import find_files, read_file
from publish.engines.jinja import STYLES
from publish.engines.packing import pack, unpack
from publish.engines.pdfstructure import Face
from publish.engines.store import Store, hash_of, key_of
from publish.engines.versions import engine_versions
from publish.model.publication import CitedPublication, Publication
from publish.model.settings import CheckSettings
from publish.writers.pdf.formulas import MATHML
from publish.writers.pdf.metadata import languages_in
from publish.writers.pdf.pages import Further, Together
from publish.writers.pdf.parting import LOST, Impossible
from publish.writers.pdf.volume import entry_article, fill, numbers_in, volume_styles
from publish.writers.pdf.write import Sheet, drawn, entry_addresses
from publish.writers.scoping import anchor, within

LONGEST_WAIT = 0.5
"""Seconds, for the number of a page: about what it takes to lay out a section again."""

MOST_BYTES = 400_000_000
"""Of a file that a section shows."""


class Prepared(NamedTuple):
    """An entry's article that is ready to be laid out: its XML's digest and length, how many of
    its formulas have a file, the places where it cites each work, and what was said.
    """

    digest: str
    size: int
    files: int
    cites: dict[str, list[str]]
    said: list[Row]


class Pages(NamedTuple):
    """The pages of a section, counted from ``first``: the PDF, packed; ``places`` are
    identifiers with the number of their page, from 1. Empty is a PDF of which page numbers
    weren't known: those that were ``asked`` for. ``led`` is where its links lead out of it.
    """

    data: bytes
    first: int
    pages: int
    places: dict[str, int]
    bookmarks: list[tuple[int, str]]
    starts: list[tuple[str, str, int]]
    asked: dict[str, int]
    led: list[str]
    languages: list[str]
    addresses: dict[str, str]
    faces: dict[str, Face]
    amid: bool
    said: list[Row]

    @property
    def pdf(self) -> bytes:
        return zlib.decompress(self.data)


@dataclass(frozen=True, slots=True)
class Task:
    """A section to be laid out: ``content`` is the digest of its document on the shelf.
    ``pages`` are the numbers of what stands elsewhere, as far as they are known; where they
    are ``settled``, there is nothing else. ``first`` is a guess where ``guessed`` isn't 0: that
    the section before has so many pages.
    """

    number: int
    content: str
    first: int
    formula: int
    pages: Mapping[str, int]
    settled: bool
    guessed: int = 0


class Sections:
    """Makes the sections of one collection, whose entries have their places in ``frame``.
    ``elsewhere`` tells of an identifier whether it will be one of the whole; ``lengths`` are the
    pages of each section as soon as anybody knows them.
    """

    def __init__(
        self,
        cited: CitedPublication,
        shelf: Store,
        frame: Element,
        elsewhere: Callable[[str], bool],
        lengths: MutableSequence[int],
    ) -> None:
        self._cited, self._book, self._shelf = cited, cited.publication, shelf
        self._frame = frame
        self._places = {each.get("id", ""): each.attrib for each in frame.iter("article")}
        self._elsewhere, self._lengths = elsewhere, lengths
        self._styles = volume_styles(self._book)

    def made(self, task: int | Task) -> Prepared | Result[Pages | None]:
        """An entry's document, by its number; or the pages of a section."""
        return self.prepared(task) if isinstance(task, int) else self.laid_out(task)

    # -- documents -------------------------------------------------------------------

    def prepared(self, number: int) -> Prepared:
        """The document of an entry, put on the shelf."""
        member = self._cited.members[number]
        place = self._places[anchor(member.publication.id)]
        key = key_of("article", self._surroundings, repr(sorted(place.items())), *_content(member))
        data = self._shelf.get(key)
        before = unpack(data, Prepared) if data is not None else None
        if before is not None and self._shelf.get(key_of("document", before.digest)) is not None:
            return before
        made = entry_article(member, within(self._book))
        article = Element("article", place)
        fill(article, made.value.article)
        digest, size = self.put([article])
        files = sum(1 for each in article.iter() if each.get(MATHML))
        prepared = Prepared(digest, size, files, made.value.tree.citations, rows(made.diagnostics))
        if not made.failed:
            self._shelf.put(key, pack(prepared))
        return prepared

    def put(self, elements: Iterable[Element]) -> tuple[str, int]:
        """The frame with these elements alone, as a document on the shelf: its digest (with the
        pictures that it shows) and length.
        """
        root = Element("html", self._frame.attrib)
        for part in self._frame:
            if part.tag == "body":
                body = Element("body", part.attrib)
                body.extend(elements)
                root.append(body)
            else:
                root.append(part)
        data = ElementTree.tostring(root)
        files = self._book.settings.root
        shown = [files / each.get("src", "") for each in root.iter("img")]
        digest = hash_of((data, *self._digests(shown)))
        self._shelf.put(key_of("document", digest), data)
        return digest, len(data)

    def document(self, digest: str) -> Element:
        data = self._shelf.get(key_of("document", digest))
        if data is None:
            raise Impossible(LOST)
        return ElementTree.fromstring(data)

    # -- pages -----------------------------------------------------------------------

    def key(self, content: str, first: int, formula: int) -> str:
        """By what the pages of a section are kept."""
        return key_of("pages", self._surroundings, content, str(first), str(formula))

    def kept(self, key: str) -> Pages | None:
        data = self._shelf.get(key)
        return unpack(data, Pages) if data is not None else None

    def laid_out(self, task: Task) -> Result[Pages | None]:
        """The pages of a section, made now, without the PDF, which is on the shelf then."""
        from publish.engines.weasyprint.layout import SharedFonts, Stretch

        root = self.document(task.content)
        fonts = SharedFonts()
        known = task.pages.__contains__ if task.settled else self._elsewhere
        stretch = Stretch(task.first, known, task.pages, lambda: self._first(task))
        numbers = Together([numbers_in(each) for each in root.iter("article")])
        further = Further(numbers, lambda: stretch.first)
        sheet = Sheet(self._book, root, self._styles, "", further, task.formula)
        made = drawn(sheet, stretch, fonts, lambda pages: self.tell(task.number, pages))
        if made.value is None:
            return Result(None, made.diagnostics)
        layout, body = made.value.layout, root.find("body")
        pages = Pages(
            zlib.compress(made.value.data, 1) if made.value.data else b"",
            stretch.first,
            layout.page_count,
            layout.page_numbers(),
            layout.bookmarks(),
            [(each.number, each.block, each.letters) for each in made.value.starts],
            dict(stretch.asked),
            [*stretch.led],
            [*languages_in(root)],
            entry_addresses(root, self._book.settings),
            dict(fonts.faces),
            stretch.first > 1 and body is not None and not layout.begins_page(body[0]),
            rows(made.diagnostics),
        )
        if pages.data and not made.failed:
            for digest, data in fonts.files.items():
                if self._shelf.get(key_of("font", digest, own="")) is None:
                    self._shelf.put(key_of("font", digest, own=""), data)
            self._shelf.put(self.key(task.content, stretch.first, task.formula), pack(pages))
        return Result(pages._replace(data=b""), made.diagnostics)

    def tell(self, number: int, pages: int) -> None:
        """Let everybody know how many pages a section has."""
        self._lengths[number] = pages

    def _first(self, task: Task) -> int:
        """The number of a section's first page, when it begins: by then the section before may
        have been laid out, or will be soon.
        """
        if not task.guessed:
            return task.first
        latest = time.monotonic() + LONGEST_WAIT
        while not (known := self._lengths[task.number - 1]) and time.monotonic() < latest:
            time.sleep(0.005)
        return task.first + (known - task.guessed if known else 0)

    def cut(self, digest: str, index: int, glyphs: Iterable[int], outlined: bool) -> bytes:
        """A font's file with these glyphs."""
        wanted = sorted(glyphs)
        key = key_of("cut font", digest, repr((index, wanted, outlined)))
        if (before := self._shelf.get(key)) is not None:
            return before
        from publish.engines.weasyprint.layout import cut_font

        whole = self._shelf.get(key_of("font", digest, own=""))
        if whole is None:
            raise Impossible(LOST)
        data = cut_font(whole, index, wanted, outlined=outlined)
        self._shelf.put(key, data)
        return data

    # -- what goes into all ----------------------------------------------------------

    @cached_property
    def _surroundings(self) -> str:
        """A hash of what is the same for all sections: the book's settings, its files of styles,
        the pictures of all, the engines.
        """
        book = self._book
        settings = replace(
            book.settings,
            root=Path(), check=CheckSettings(), collections={}, source=None, places={},
        )  # fmt: skip
        assert book.volume is not None
        parts = [
            *(repr(getattr(settings, each.name)) for each in fields(settings)),
            book.id, book.entry.lang, book.entry.dir, book.volume.collection.outside,
            *sorted(member.id for member in book.members),
            *self._styles,
            *self._digests(find_files(book.settings.root, STYLES, "").value),
            repr(sorted(engine_versions().items())),
        ]  # fmt: skip
        return key_of("surroundings", *parts)

    def _digests(self, paths: Sequence[Path]) -> list[str]:
        root = self._book.settings.root
        found = []
        for path in paths:
            try:
                found.append(sha256(read_file(root, path, MOST_BYTES)).hexdigest())
            except EngineFailure:
                found.append("")
        return [str(each) for pair in zip(paths, found, strict=True) for each in pair]


def _content(member: CitedPublication) -> list[str]:
    """What an entry says, as far as it is printed."""
    publication: Publication = member.publication
    entry = publication.entry
    return [
        member.markup, str(member.first_note), str(member.listed_elsewhere),
        publication.id, entry.source.path, entry.source.text, repr(publication.links),
    ]  # fmt: skip
