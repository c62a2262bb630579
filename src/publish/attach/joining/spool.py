"""Objects to a PDF file, one after another as they come, none of them held in memory.

What is no stream is packed into object streams, and a cross-reference stream tells where
everything stands (ISO 32000-2, 7.5.7 and 7.5.8). Of objects that are the same to the
byte, and may be, one is written.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from hashlib import md5, sha256
from itertools import groupby
from typing import IO

PACK = 100
"""So many objects go into one object stream."""

_FREE, _PLAIN, _PACKED = 0, 1, 2
_HEADER = b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n"


class Spool:
    """A file in the making; it has to be readable and seekable, too, and to begin empty.

    ``following`` is the next number that is free.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._kinds, self._places, self._indices = bytearray(), array("Q"), array("I")
        self._pack: list[tuple[int, bytes]] = []
        self._known: dict[bytes, int] = {}
        self._end = file.write(_HEADER % b"0.0")
        self.following = 1

    def number(self) -> int:
        """A number that nothing has yet."""
        self.following += 1
        return self.following - 1

    def __contains__(self, number: int) -> bool:
        return number < len(self._kinds) and self._kinds[number] != _FREE

    def same(self, number: int, body: bytes, data: bytes | None = None) -> int:
        """The number of what was written before and is the same; else ``number``, for what
        is to be written now.
        """
        digest = sha256(b"%d %s" % (len(body), body))
        digest.update(b"" if data is None else data)
        return self._known.setdefault(digest.digest()[:16], number)

    def write(self, number: int, body: bytes, data: bytes | None = None) -> None:
        """An object; ``data`` is a stream's, whose dictionary ``body`` is."""
        if data is None:
            self._pack.append((number, body))
            self._note(number, _PACKED, 0, 0)
            if len(self._pack) == PACK:
                self._flush()
            return
        self._note(number, _PLAIN, self._end, 0)
        self._put(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, body, data))

    def finish(self, root: int, info: int | None, version: str) -> None:
        """Write what is left, the cross-references, and the version into the header."""
        self._flush()
        number, start = self.number(), self._end
        self._note(number, _PLAIN, start, 0)
        self._note(0, _FREE, 0, 65535)
        trailer = b"/Root %d 0 R" % root + (b"" if info is None else b" /Info %d 0 R" % info)
        identifier = self._identifier().hex().upper().encode()
        rows = b"".join(self._row(each) for run in self._runs() for each in run)
        index = b" ".join(b"%d %d" % (run[0], len(run)) for run in self._runs())
        body = (
            b"/Type /XRef /W [1 8 4] /Size %d /Index [%s] %s /ID [<%s> <%s>]"
            % (self.following, index, trailer, identifier, identifier)
        )  # fmt: skip
        self._put(b"%d 0 obj\n%s" % (number, deflated(body, rows)))
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)
        self._file.seek(0)
        self._file.write(_HEADER % version.encode())
        self._file.flush()

    def _note(self, number: int, kind: int, place: int, index: int) -> None:
        while len(self._kinds) <= number:
            self._kinds.append(_FREE)
            self._places.append(0)
            self._indices.append(0)
        self._kinds[number], self._places[number], self._indices[number] = kind, place, index

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._end += len(data)

    def _flush(self) -> None:
        """Write the object stream that has gathered."""
        if not self._pack:
            return
        number, offset, head = self.number(), 0, []
        for index, (each, body) in enumerate(self._pack):
            self._note(each, _PACKED, number, index)
            head.append(b"%d %d" % (each, offset))
            offset += len(body) + 1
        first = b" ".join(head) + b"\n"
        data = first + b"\n".join(body for _, body in self._pack)
        self._note(number, _PLAIN, self._end, 0)
        body = b"/Type /ObjStm /N %d /First %d" % (len(self._pack), len(first))
        self._put(b"%d 0 obj\n%s" % (number, deflated(body, data)))
        self._pack.clear()

    def _runs(self) -> Iterator[list[int]]:
        """The numbers in use, and 0, each run of neighbours by itself."""
        used = (n for n, kind in enumerate(self._kinds) if kind != _FREE or n == 0)
        for _, run in groupby(enumerate(used), key=lambda pair: pair[1] - pair[0]):
            yield [number for _, number in run]

    def _row(self, number: int) -> bytes:
        place, index = self._places[number], self._indices[number]
        return b"%c%s%s" % (self._kinds[number], place.to_bytes(8, "big"), index.to_bytes(4, "big"))

    def _identifier(self) -> bytes:
        """What tells this file from others: a hash of all that was written."""
        digest = md5(usedforsecurity=False)
        self._file.seek(0)
        while block := self._file.read(1 << 20):
            digest.update(block)
        self._file.seek(0, 2)
        return digest.digest()


def deflated(entries: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data)
    head = b"<< %s /Filter /FlateDecode /Length %d >>" % (entries, len(packed))
    return head + b"\nstream\n" + packed + b"\nendstream\nendobj\n"
