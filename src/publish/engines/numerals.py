"""The numbers of pages that a file shows, each in digits alike in width: they can be others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Numeral(NamedTuple):
    """The number of a ``page``, counted from 0, and where each of its digits stands in the file
    (offsets in bytes); ``digits`` is what stands there for 0 to 9, all of one length.
    """

    page: int
    places: Sequence[int]
    digits: Sequence[bytes]

    def stands_in(self, data: bytes, first: int) -> bool:
        """Whether a file has that number there, if its first page is number ``first``."""
        written = [self.digits[int(digit)] for digit in str(first + self.page)]
        return len(written) == len(self.places) and all(
            data.startswith(digit, place) for digit, place in zip(written, self.places, strict=True)
        )


class Numerals(NamedTuple):
    """All numbers of pages in a file; ``sided``, if left pages may differ from right ones."""

    all: Sequence[Numeral]
    sided: bool

    def written(self, data: bytes, first: int) -> bytes:
        """The file whose first page is said to be number ``first``. Raises `ValueError` where a
        number has more digits, or fewer.
        """
        made = memoryview(bytearray(data))
        for page, places, digits in self.all:
            for place, digit in zip(places, str(first + page), strict=True):
                word = digits[int(digit)]
                made[place : place + len(word)] = word
        return bytes(made)
