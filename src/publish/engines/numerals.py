"""The numbers of pages that a file shows, each in digits alike in width: they can be others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Numeral(NamedTuple):
    """The number of a ``page``, counted from 0, and where each of its digits stands in the file
    (offsets in bytes); ``digits`` is what stands there for 0 to 9, all of one length.
    """

    page: int
    places: Sequence[int]
    digits: Sequence[bytes]


def renumbered(data: bytes, numerals: Iterable[Numeral], first: int) -> bytes:
    """The file whose first page is said to be number ``first``. Raises `ValueError` where a
    number has more digits, or fewer.
    """
    made = memoryview(bytearray(data))
    for page, places, digits in numerals:
        for place, digit in zip(places, str(first + page), strict=True):
            written = digits[int(digit)]
            made[place : place + len(written)] = written
    return bytes(made)
