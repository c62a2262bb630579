"""Sections of a collection → their pages, laid out by themselves and kept on a shelf.

A section is an entry, or what stands between entries. What was made of it before is found by
all that went into it; only what is not there is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, MutableSequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from publish.diagnostics.core import Collector, Result
from publish.diagnostics.rows import rows
from publish.engines.garbage import give_back
from publish.engines.glyphs import usual_glyphs
from publish.engines.numerals import Numerals
from publish.engines.packing import pack, recalled, unpack
from publish.engines.store import Store, key_of
from publish.model.frozen import Frozen
from publish.model.publication import CitedPublication
from publish.writers.pdf.metadata import languages_in
from publish.writers.pdf.pages import Further, Together
from publish.writers.pdf.parting import LOST, Impossible
from publish.writers.pdf.pieces import Pieces
from publish.writers.pdf.section_pages import File, Pages, packed
from publish.writers.pdf.shelved import Documents, Prepared
from publish.writers.pdf.volume import numbers_in
from publish.writers.pdf.write import Drawn, Sheet, drawn, entry_addresses

if TYPE_CHECKING:
    from publish.engines.weasyprint.layout import SharedFonts, Stretch

LONGEST_WAIT = 0.5
"""Seconds, for the number of a page: about what it takes to lay out a section again."""


class Task(Frozen):
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
        self.documents = Documents(cited, shelf, frame)
        self._book, self._shelf = cited.publication, shelf
        self._elsewhere, self._lengths = elsewhere, lengths

    def made(self, task: int | Task) -> Prepared | Result[Pages | None]:
        """An entry's document, by its number; or the pages of a section."""
        return self.documents.prepared(task) if isinstance(task, int) else self.laid_out(task)

    # -- pages -----------------------------------------------------------------------

    def _key(self, content: str, first: int, formula: int) -> str:
        """By what the pages of a section are kept."""
        return key_of("pages", self.documents.surroundings, content, str(first), str(formula))

    def _last_key(self, content: str, formula: int) -> str:
        """By what it is kept from which number the pages of a section were counted last."""
        return key_of("last pages", self.documents.surroundings, content, str(formula))

    def kept(self, content: str, first: int, formula: int) -> Pages | None:
        """The pages of a section, as far as they are on the shelf."""
        data = self._shelf.get(self._key(content, first, formula))
        return unpack(data, Pages) if data is not None else None

    def counted_anew(self, content: str, first: int, formula: int) -> Pages | None:
        """The pages of a section of which those are on the shelf that are counted from another
        number, where that is all that is different; they are put there then.
        """
        last = self._shelf.get(self._last_key(content, formula))
        before = self.kept(content, int(last), formula) if last is not None else None
        pages = before.counted_from(first) if before is not None else None
        if pages is not None:
            self._keep(content, formula, pages)
        return pages

    def laid_out(self, task: Task) -> Result[Pages | None]:
        """The pages of a section, made now, without the PDF, which is on the shelf then."""
        from publish.engines.weasyprint.layout import SharedFonts

        root, fonts = self.documents.get(task.content), SharedFonts()
        with self.documents.unchanged(task.content, root):
            made = self._laid_out(task, root, fonts)
        if made.value is not None and made.value.files:
            self._keep_fonts(fonts)
            self._keep(task.content, task.formula, made.value._replace(said=rows(made.diagnostics)))
        return Result(made.value and made.value._replace(files=[]), made.diagnostics)

    def _laid_out(self, task: Task, root: Element, fonts: SharedFonts) -> Result[Pages | None]:
        from publish.engines.weasyprint.layout import Stretch

        found, whole = Collector(), None
        pieces = Pieces(root, self.documents.styles)
        known = task.pages.__contains__ if task.settled else self._elsewhere
        stretch = Stretch(task.first, known, task.pages, lambda: self._first(task))
        while True:
            made = found.take(self._drawn(root, task, stretch, pieces, fonts))
            if made is None:
                return found.result(None)
            pages = self._pages(root, made, stretch, fonts, goes_on=not pieces.first)
            whole = pages if whole is None else whole.followed_by(pages)
            if not pieces.go_on():
                break
            stretch = stretch.followed(made.layout.page_count, made.layout.strings())
            del made
            give_back()
        self.tell(task.number, whole.pages)
        return found.result(whole)

    def _drawn(
        self, root: Element, task: Task, stretch: Stretch, pieces: Pieces, fonts: SharedFonts
    ) -> Result[Drawn | None]:
        """A section, or the next piece of it."""
        numbers = Together([numbers_in(each) for each in root.iter("article")])
        further = Further(numbers, lambda: stretch.first)
        sheet = Sheet(self._book, root, self.documents.styles, "", further, task.formula)

        def tell(pages: int) -> None:
            if pieces.are_one:
                self.tell(task.number, pages)

        return drawn(sheet, stretch, fonts, tell, pieces)

    def _pages(
        self, root: Element, made: Drawn, stretch: Stretch, fonts: SharedFonts, *, goes_on: bool
    ) -> Pages:
        layout, body = made.layout, root.find("body")
        amid = stretch.first > 1 and body is not None and not layout.begins_page(body[0])
        numerals = None if stretch.tied else Numerals(stretch.numerals, stretch.sided)
        file = File(packed(made.data), dict(fonts.faces), goes_on, numerals)
        return Pages(
            [file] if made.data else [],
            stretch.first,
            layout.page_count,
            layout.page_numbers(),
            layout.bookmarks(),
            [(each.number, each.block, each.letters) for each in made.starts],
            dict(stretch.asked),
            [*stretch.led],
            [*stretch.missed],
            [*languages_in(root)],
            entry_addresses(root, self._book.settings),
            amid,
            [],
        )

    def _keep(self, content: str, formula: int, pages: Pages) -> None:
        self._shelf.put(self._key(content, pages.first, formula), pack(pages))
        self._shelf.put(self._last_key(content, formula), b"%d" % pages.first)

    def _keep_fonts(self, fonts: SharedFonts) -> None:
        for digest, data in fonts.files.items():
            if self._shelf.get(key_of("font", digest, own="")) is None:
                self._shelf.put(key_of("font", digest, own=""), data)

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

        data = cut_font(self._font(digest), index, wanted, outlined=outlined)
        self._shelf.put(key, data)
        return data

    def usual(self, digest: str, index: int) -> dict[int, tuple[str, int]]:
        """The usual glyphs of a font's file."""
        key = key_of("usual glyphs", digest, str(index))
        kind = dict[int, tuple[str, int]]
        return recalled(self._shelf, key, kind, lambda: usual_glyphs(self._font(digest), index))

    def _font(self, digest: str) -> bytes:
        whole = self._shelf.get(key_of("font", digest, own=""))
        if whole is None:
            raise Impossible(LOST)
        return whole
