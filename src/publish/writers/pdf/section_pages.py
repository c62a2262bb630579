"""A section of a collection as it was laid out by itself: its pages, and what is known of them."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from publish.diagnostics.rows import Row
from publish.diagnostics.rules import pdf
from publish.engines.numerals import Numerals
from publish.engines.pdfstructure import Face


class File(NamedTuple):
    """A PDF, packed, and its fonts. A section of one long list may be several: where one
    ``goes_on``, it begins amid the list that the one before ends with. Its ``numerals`` aren't
    there where it can't be counted otherwise.
    """

    data: bytes
    faces: dict[str, Face]
    goes_on: bool = False
    numerals: Numerals | None = None

    @property
    def pdf(self) -> bytes:
        return zlib.decompress(self.data)

    def counted_from(self, first: int, more: int) -> File | None:
        """The file with its pages counted from ``first``, so many ``more`` than now; None where
        something else may be otherwise then.
        """
        numerals = self.numerals
        if numerals is None or (numerals.sided and more % 2):
            return None
        return self._replace(data=packed(numerals.written(self.pdf, first)))


def packed(data: bytes) -> bytes:
    return zlib.compress(data, 1)


class Pages(NamedTuple):
    """The pages of a section, counted from ``first``; ``places`` are identifiers with the number
    of their page, from 1. Without ``files`` is that of which page numbers weren't known: those
    that were ``asked`` for. ``led`` is where its links lead out of it, ``missed`` what they and
    its texts refer to and isn't there.
    """

    files: list[File]
    first: int
    pages: int
    places: dict[str, int]
    bookmarks: list[tuple[int, str]]
    starts: list[tuple[str, str, int]]
    asked: dict[str, int]
    led: list[str]
    missed: list[str]
    languages: list[str]
    addresses: dict[str, str]
    amid: bool
    said: list[Row]

    def counted_from(self, first: int) -> Pages | None:
        """These pages as they would be if they were counted from ``first``; None where it may be
        that they would be others: the first of all are, and those whose numbers are longer. While
        pages are made, what isn't there yet is expected on the one behind them.
        """
        ends = (each + behind for each in (self.first, first) for behind in (0, self.pages))
        are_as_long = len({len(str(end)) for end in ends}) == 1
        is_first = 1 in (self.first, first)
        names_a_page = any(each.code == pdf.NOTE_CUT_OFF.code for each in self.said)
        if is_first or not are_as_long or names_a_page or len(self.files) != 1:
            return None
        more = first - self.first
        file = self.files[0].counted_from(first, more)
        starts = [(str(int(label) + more), block, at) for label, block, at in self.starts]
        return file and self._replace(files=[file], first=first, starts=starts)

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
            [*dict.fromkeys((*self.missed, *behind.missed))],
            [*dict.fromkeys((*self.languages, *behind.languages))],
            self.addresses | behind.addresses,
            self.amid,
            self.said,
        )
