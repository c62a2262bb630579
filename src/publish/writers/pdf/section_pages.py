"""A section of a collection as it was laid out by itself: its pages, and what is known of them."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from publish.diagnostics.rows import Row
from publish.diagnostics.rules import pdf
from publish.engines.numerals import Numeral, renumbered
from publish.engines.pdfstructure import Face


class File(NamedTuple):
    """A PDF, packed, and its fonts. A section of one long list may be several: where one
    ``goes_on``, it begins amid the list that the one before ends with. ``numerals`` are all
    numbers of its pages; None where these may have had their part in how it is laid out.
    """

    data: bytes
    faces: dict[str, Face]
    goes_on: bool = False
    numerals: list[Numeral] | None = None

    @property
    def pdf(self) -> bytes:
        return zlib.decompress(self.data)

    def numbered(self, first: int) -> File:
        """The file with its pages counted from ``first``."""
        data = renumbered(self.pdf, self.numerals or (), first)
        return self._replace(data=packed(data))


def packed(data: bytes) -> bytes:
    return zlib.compress(data, 1)


class Pages(NamedTuple):
    """The pages of a section, counted from ``first``; ``places`` are identifiers with the number
    of their page, from 1. Without ``files`` is that of which page numbers weren't known: those
    that were ``asked`` for. ``led`` is where its links lead out of it.
    """

    files: list[File]
    first: int
    pages: int
    places: dict[str, int]
    bookmarks: list[tuple[int, str]]
    starts: list[tuple[str, str, int]]
    asked: dict[str, int]
    led: list[str]
    languages: list[str]
    addresses: dict[str, str]
    amid: bool
    said: list[Row]

    def numbered(self, first: int) -> Pages | None:
        """These pages as they would be if they were counted from ``first``; None where it may be
        that they would be others: the first of all are, and those whose numbers are longer.
        """
        ends = (each + more for each in (self.first, first) for more in (0, self.pages))
        are_alike = len({len(str(end)) for end in ends}) == 1 and 1 not in (self.first, first)
        told = any(each.code == pdf.NOTE_CUT_OFF.code for each in self.said)  # of a page
        if told or not are_alike or len(self.files) != 1 or self.files[0].numerals is None:
            return None
        more = first - self.first
        starts = [(str(int(label) + more), block, at) for label, block, at in self.starts]
        return self._replace(files=[self.files[0].numbered(first)], first=first, starts=starts)

    def followed_by(self, behind: Pages) -> Pages:
        """These pages, and what of the same section comes behind them."""
        places = {name: self.pages + page for name, page in behind.places.items()}
        return Pages(
            [*self.files, *behind.files] if self.files and behind.files else [],
            self.first,
            self.pages + behind.pages,
            places | self.places,
            [*self.bookmarks, *behind.bookmarks],
            [*self.starts, *behind.starts],
            self.asked | behind.asked,
            [*dict.fromkeys((*self.led, *behind.led))],
            [*dict.fromkeys((*self.languages, *behind.languages))],
            self.addresses | behind.addresses,
            self.amid,
            self.said,
        )
