"""A cited collection becomes one PDF entry by entry: each is laid out by itself, and all joined.

What comes out is what one run over the whole would give; but no more than one entry is held in
memory, and what has not changed is taken from a shelf. Every entry begins a page of its own, so
what ties it to the others are numbers of pages. These are found by going round: what was laid
out with a number that has turned out to be another is laid out again, until all agree.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from publish.diagnostics.core import Collector, Diagnostic, Result, has_errors
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.packing import pack, unpack
from publish.engines.pdfstructure import Face
from publish.engines.pikepdf import SharedFaces, finish, first_section, section
from publish.engines.store import Store, key_of
from publish.model.conformance import Conformance
from publish.model.publication import Artifact, CitedPublication, PageStart, Publication
from publish.writers.pdf.formulas import MATHML
from publish.writers.pdf.metadata import languages_in
from publish.writers.pdf.pages import Further, NumbersInText, Together
from publish.writers.pdf.volume import entry_article, fill, frame, volume_styles
from publish.writers.pdf.write import Sheet, artifact_of, drawn, entry_addresses, finishing_of
from publish.writers.scoping import anchor, within
from publish.writers.works import Citing

LARGE = 64
"""Entries from which on a collection is laid out entry by entry, where nobody says how."""

MOST_ROUNDS = 6
"""How often the numbers of pages are gone through, at most."""

OF_THE_WHOLE = re.compile(
    r"counter-(?:increment|set)|counters?\(\s*pages\b|target-text|:nth\(|string-set\s*:[^;}]*counter"
)
"""What a style sheet asks of a document that only the whole can answer."""


class Bound(NamedTuple):
    """A section of the file: a document, and the titles of the bookmarks that its stand under."""

    document: Any
    under: tuple[str, ...]


Join = Callable[[bytes, Iterable[Bound]], bytes]
"""The first pages, and what goes behind them → the whole file."""


class _Kept(NamedTuple):
    """Some pages as they are put on the shelf."""

    data: bytes
    pages: int
    places: dict[str, int]
    bookmarks: list[tuple[int, str]]
    starts: list[tuple[str, str, int]]
    asked: dict[str, int]
    led: list[str]
    languages: list[str]
    addresses: dict[str, str]
    faces: dict[str, Face]
    said: list[Row]


@dataclass(slots=True)
class _Section:
    """Pages that are laid out by themselves: a run of the frame's elements, of which one may
    be the place of an entry (``member``).
    """

    elements: list[Element]
    member: int | None = None
    first: int = 0
    key: str = ""
    pages: int = 0
    asked: Mapping[str, int] = field(default_factory=dict)
    led: Sequence[str] = ()

    def is_right(self, first: int, pages: Mapping[str, int], settled: bool) -> bool:
        """Whether it was laid out with the numbers that have come out."""
        return (
            self.first == first
            and all(pages.get(name, 0) == number for name, number in self.asked.items())
            and (not settled or all(name in pages for name in (*self.asked, *self.led)))
        )


class Impossible(Exception):
    """The collection can't be laid out entry by entry; says why."""


def is_large(book: Publication) -> bool:
    """Whether a collection is to be laid out entry by entry."""
    assert book.volume is not None
    wanted = book.volume.collection.layout
    return wanted == "entries" or (wanted == "auto" and len(book.members) >= LARGE)


def hindrance(book: Publication) -> str | None:
    """Why a collection can't be laid out entry by entry, as far as its settings tell."""
    if Conformance(book.settings.pdf.standard).version == "2.0":
        return "PDF 2.0 ties the lines of the contents to the entries themselves"
    for text in volume_styles(book):
        if found := OF_THE_WHOLE.search(text):
            return f"its style sheets ask for `{' '.join(found[0].split())}`"
    return None


def write_entrywise(cited: CitedPublication, shelf: Store, join: Join) -> Result[Artifact | None]:
    """The PDF of a collection, laid out entry by entry; pages are kept on ``shelf``, which has
    to keep them. Raises `Impossible`.
    """
    return _Printing(cited, shelf).artifact(join)


class _Printing:
    def __init__(self, cited: CitedPublication, shelf: Store) -> None:
        self._cited, self._book, self._shelf = cited, cited.publication, shelf
        self._lead = within(self._book)
        self._styles = volume_styles(self._book)
        self._found = Collector()
        self._pages: dict[str, int] = {}
        self._settled = False
        self._citing: dict[int, Citing] = {}
        self._formulas: list[tuple[int, int]] = [(1, 1)]
        self._fonts: dict[str, bytes] = {}
        self._frame = self._found.take(frame(cited, Citing()))
        self._names = {member.publication.id for member in cited.members}
        self._fixed = {each.get("id", "") for each in self._frame.iter() if each.get("id")}

    def artifact(self, join: Join) -> Result[Artifact | None]:
        sections = list(self._sections())
        self._settle(sections)
        if has_errors(self._found):
            return self._found.result(None)
        fonts = SharedFaces(kept.faces for kept in map(self._kept, sections))
        fonts.cut(self._cut)
        first = self._kept(sections[0])
        languages, addresses, starts = self._collected(sections)
        finishing = finishing_of(self._book, languages, addresses)
        front = finish(first_section(_data(first), fonts, first.faces), finishing)
        data = join(front, self._bound(sections, fonts))
        return self._found.result(artifact_of(self._book, data, finishing, starts))

    # -- sections --------------------------------------------------------------------

    def _sections(self) -> Iterator[_Section]:
        """The frame in pieces, each of which begins a page."""
        body = self._frame.find("body")
        members = {anchor(each.publication.id): at for at, each in enumerate(self._cited.members)}
        children = [] if body is None else list(body)
        places = [members.get(each.get("id", "")) for each in children if each.tag == "article"]
        if places != list(range(len(members))):
            raise Impossible("its template puts the entries into other elements")
        works_amid = "works" in self._fixed and children[-1].tag == "article"
        if children[0].tag == "article" or works_amid:
            raise Impossible("its template puts the references before the entries")
        runs = groupby(children, key=lambda each: _is_apart(each) and each)
        for apart, run in runs:
            elements = list(run)
            member = members.get(elements[0].get("id", "")) if apart is not False else None
            yield _Section(elements, member)

    def _settle(self, sections: list[_Section]) -> None:
        """Lay out all sections, until their numbers agree."""
        for _ in range(MOST_ROUNDS):
            first, changed = 1, False
            for each in sections:
                if not each.is_right(first, self._pages, self._settled):
                    self._lay_out(each, first)
                    changed = True
                    if has_errors(self._found):
                        return
                first += each.pages
            self._settled = True
            if not changed:
                return

    def _elsewhere(self, name: str) -> bool:
        """Whether there is such a place in the whole: once all is laid out, that is known."""
        if self._settled:
            return name in self._pages
        return name in self._fixed or name.partition(".")[0] in self._names or name[:4] == "ref-"

    def _lay_out(self, each: _Section, first: int) -> None:
        from publish.engines.weasyprint.layout import SharedFonts, Stretch

        stretch = Stretch(first, self._elsewhere, self._pages)
        root, numbers, formula = self._root(each)
        if root is None:
            return
        sheet = Sheet(self._book, root, self._styles, "", Further(numbers, first), formula)
        fonts = SharedFonts()
        made = drawn(sheet, stretch, fonts)
        if made.value is None:
            self._found.extend(made.diagnostics)
            return
        layout = made.value.layout
        body = root.find("body")
        if first > 1 and body is not None and not layout.begins_page(body[0]):
            raise Impossible("its style sheets let an entry begin amid a page")
        places = layout.page_numbers()
        kept = _Kept(
            zlib.compress(made.value.data, 1), layout.page_count, places, layout.bookmarks(),
            [(start.number, start.block, start.letters) for start in made.value.starts],
            dict(stretch.asked), [*stretch.led], [*languages_in(root)],
            entry_addresses(root, self._book.settings), dict(fonts.faces), rows(made.diagnostics),
        )  # fmt: skip
        self._fonts |= fonts.files
        each.first, each.pages = first, kept.pages
        each.asked, each.led = kept.asked, kept.led
        each.key = key_of("section", self._book.id, str(id(self)), str(first), str(len(each.key)))
        self._pages |= {name: first - 1 + page for name, page in places.items()}
        if kept.data:
            self._shelf.put(each.key, pack(kept))

    def _root(self, each: _Section) -> tuple[Element | None, NumbersInText, int]:
        """The document of a section, the numbers in it, and that of its first formula's file."""
        if each.elements[0].get("id") == "works":
            citing = Citing.of(self._citing[at] for at in sorted(self._citing))
            whole = self._found.take(frame(self._cited, citing))
            element = next(e for e in whole.iter() if e.get("id") == "works")
            return self._around([element]), Together(()), 1
        if each.member is None:
            return self._around(each.elements), Together(()), 1
        return self._entry(each)

    def _entry(self, each: _Section) -> tuple[Element | None, NumbersInText, int]:
        assert each.member is not None
        at = each.member
        drawn_before, files_before = self._formulas[at]
        member = self._cited.members[at]
        made = entry_article(member, self._lead, drawn_before)
        if not self._settled:
            self._found.extend(made.diagnostics)
        citing = self._citing[at] = Citing()
        citing.add(made.value.tree)
        article = made.value.article
        files = sum(1 for e in article.iter() if e.get(MATHML))
        del self._formulas[at + 1 :]
        self._formulas.append((drawn_before + made.value.formulas, files_before + files))
        place = Element("article", each.elements[0].attrib)
        fill(place, article)
        return self._around([place]), made.value.numbers, files_before

    def _around(self, elements: Iterable[Element]) -> Element:
        """The frame with these elements alone."""
        root = Element("html", self._frame.attrib)
        for part in self._frame:
            if part.tag == "body":
                body = Element("body", part.attrib)
                body.extend(elements)
                root.append(body)
            else:
                root.append(part)
        return root

    # -- the whole -------------------------------------------------------------------

    def _kept(self, each: _Section) -> _Kept:
        data = self._shelf.get(each.key)
        kept = unpack(data, _Kept) if data is not None else None
        assert kept is not None
        return kept

    def _cut(self, digest: str, index: int, glyphs: Any, outlined: bool) -> bytes:
        from publish.engines.weasyprint.layout import cut_font

        return cut_font(self._fonts[digest], index, glyphs, outlined=outlined)

    def _collected(
        self, sections: Sequence[_Section]
    ) -> tuple[list[str], dict[str, str], tuple[PageStart, ...]]:
        """The languages of all sections, the addresses in the first, where pages begin."""
        languages: dict[str, None] = {}
        starts: list[PageStart] = []
        said: dict[Diagnostic, None] = {}
        for kept in map(self._kept, sections):
            languages.update(dict.fromkeys(kept.languages))
            starts += [PageStart(*each) for each in kept.starts]
            said.update(dict.fromkeys(restored(kept.said)))
        self._found.extend(said)
        return [*languages], self._kept(sections[0]).addresses, tuple(starts)

    def _bound(self, sections: Sequence[_Section], fonts: SharedFaces) -> Iterator[Bound]:
        """The sections behind the first, each under the bookmark that its own belong to."""
        above: list[tuple[int, str]] = []
        for number, each in enumerate(sections):
            kept = self._kept(each)
            level = min((level for level, _ in kept.bookmarks), default=1)
            under = tuple(title for own, title in above if own < level)
            if number:
                yield Bound(section(_data(kept), fonts, kept.faces, kept.addresses), under)
            for own, title in kept.bookmarks:
                above = [(level, t) for level, t in above if level < own] + [(own, title)]


def _is_apart(element: Element) -> bool:
    """Whether an element of the frame is a section of its own: an entry, the title of a part,
    the list of works.
    """
    return element.tag == "article" or bool(element.get("id"))


def _data(kept: _Kept) -> bytes:
    return zlib.decompress(kept.data)
