"""A section of a collection as it was laid out by itself: its pages, and what is known of them."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from publish.diagnostics.rows import Row
from publish.engines.pdfstructure import Face


class File(NamedTuple):
    """A PDF, packed, and its fonts. A section of one long list may be several: where one
    ``goes_on``, it begins amid the list that the one before ends with.
    """

    data: bytes
    faces: dict[str, Face]
    goes_on: bool = False

    @property
    def pdf(self) -> bytes:
        return zlib.decompress(self.data)


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
