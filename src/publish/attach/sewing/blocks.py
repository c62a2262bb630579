"""Objects to runs of a file as they are written, and such runs to a file (ISO 32000-2, 7.5.7).

A run can be put anywhere in a file: what depends on its place is filled in when it is put there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import md5
from itertools import count
from typing import IO, NamedTuple

from publish.attach.joining.spool import PACK, deflated

_PLAIN, _PACKED = 1, 2
_ROW = 13
_HEADER = b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n"

Written = tuple[int, bytes, bytes | None]
"""A number, what is written of the object, of a stream its dictionary; a stream's data."""


class Block(NamedTuple):
    """The objects ``first`` and so many (``size``) that follow it. ``rows`` are theirs of the
    cross-references, in which the offsets from the beginning of ``data`` are yet to come:
    ``places`` (index of the row, offset).
    """

    first: int
    size: int
    data: bytes
    rows: bytes
    places: list[tuple[int, int]]


def block(first: int, objects: Iterable[Written], apart: int = 0) -> Block:
    """Objects, whose numbers are all from ``first`` to some other, as they are written; those
    that are no streams in object streams, which come behind. The first so many are put ``apart``,
    in a stream by themselves: to open a file, readers look at all pages and their resources, and
    hold whatever is in one stream with these.
    """
    held = list(objects)
    rows: dict[int, bytes] = {}
    data, size, places = [], 0, []

    def put(number: int, text: bytes) -> None:
        nonlocal size
        rows[number] = b"%c" % _PLAIN + bytes(_ROW - 1)
        places.append((number - first, size))
        data.append(text)
        size += len(text)

    for number, body, stream in held:
        if stream is not None:
            text = b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, body, stream)
            put(number, text)
    numbers = count(first + len(held))
    plain = [(number, body) for number, body, stream in held if stream is None]
    packs = [[each for each in plain if each[0] < first + apart]]
    packs += _runs([each for each in plain if each[0] >= first + apart])
    for number, pack in zip(numbers, filter(None, packs), strict=False):
        for index, (each, _) in enumerate(pack):
            rows[each] = b"%c" % _PACKED + number.to_bytes(8, "big") + index.to_bytes(4, "big")
        put(number, _object_stream(number, pack))
    lines = b"".join(rows[number] for number in range(first, first + len(rows)))
    return Block(first, len(rows), b"".join(data), lines, places)


def _runs(objects: list[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    return (objects[start : start + PACK] for start in range(0, len(objects), PACK))


def _object_stream(number: int, pack: list[tuple[int, bytes]]) -> bytes:
    offset, head = 0, []
    for each, body in pack:
        head.append(b"%d %d" % (each, offset))
        offset += len(body) + 1
    first = b" ".join(head) + b"\n"
    entries = b"/Type /ObjStm /N %d /First %d" % (len(pack), len(first))
    data = first + b"\n".join(body for _, body in pack)
    return b"%d 0 obj\n%s" % (number, deflated(entries, data))


class Volume:
    """A file in the making, of blocks."""

    def __init__(self, file: IO[bytes], version: str) -> None:
        self._file, self._end = file, 0
        self._sum = md5(usedforsecurity=False)
        self._rows: dict[int, tuple[int, bytes]] = {}
        self._put(_HEADER % version.encode())

    def add(self, block: Block) -> None:
        rows = bytearray(block.rows)
        for row, offset in block.places:
            rows[row * _ROW + 1 : row * _ROW + 9] = (self._end + offset).to_bytes(8, "big")
        self._rows[block.first] = block.size, bytes(rows)
        self._put(block.data)

    def finish(self, root: int, information: int | None) -> None:
        """Write the cross-references."""
        start = self._end
        number = max(first + count for first, (count, _) in self._rows.items())
        row = b"%c" % _PLAIN + start.to_bytes(8, "big") + bytes(4)
        self._rows[number] = 1, row
        self._rows[0] = 1, bytes(9) + (65535).to_bytes(4, "big")
        runs = sorted(self._rows.items())
        index = b" ".join(b"%d %d" % (first, count) for first, (count, _) in runs)
        trailer = b"/Root %d 0 R" % root
        trailer += b" /Info %d 0 R" % information if information is not None else b""
        identifier = self._sum.hexdigest().upper().encode()
        entries = (
            b"/Type /XRef /W [1 8 4] /Size %d /Index [%s] %s /ID [<%s> <%s>]"
            % (number + 1, index, trailer, identifier, identifier)
        )  # fmt: skip
        rows = b"".join(rows for _, (_, rows) in runs)
        self._put(b"%d 0 obj\n%s" % (number, deflated(entries, rows)))
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._sum.update(data)
        self._end += len(data)
