"""Objects of a document to a spool, each with all that it leads to.

What is held back is only named by its number. Of objects that are the same to the byte,
and mean the same wherever they stand, one is written.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from publish.attach.joining.objects import text
from publish.attach.joining.roles import types
from publish.attach.joining.spool import Spool

SHARED = ("Font", "FontDescriptor", "ExtGState", "Encoding", "Pattern")
"""Dictionaries that mean the same wherever they stand; others are told apart by their place."""

DEPTH = 20
"""So deep what may be shared leads to what may be; deeper, it is written as it is."""

_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]*>|\b(\d+) (\d+) R\b", re.DOTALL)
"""A string, which is passed over, or a reference."""


class Referring:
    """Values and objects as they are written: what they lead to has numbers by ``refer``."""

    def value(self, value: Any) -> bytes:
        """A value as it is written; what it leads to will be."""
        if not isinstance(value, Object):
            return str(value).lower().encode() if value is not None else b"null"
        return self._referring(value.unparse())

    def body(self, item: Any, depth: int = 0) -> bytes:
        """An indirect object as it is written, of a stream its dictionary."""
        if isinstance(item, Stream):
            _prepare(item)
            item = item.stream_dict
        return self._referring(item.unparse(resolved=True), depth)

    def _referring(self, body: bytes, depth: int = 0) -> bytes:
        """``body`` with the numbers by which objects are written."""

        def follow(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0]
            number = self.refer(int(found[1]), int(found[2]), depth)
            return b"null" if number is None else b"%d 0 R" % number

        return _TOKEN.sub(follow, body)

    def refer(self, number: int, generation: int, depth: int = 0) -> int | None:
        """The number by which an object is written, before or later; None, there is none."""
        raise NotImplementedError


class Writing(Referring):
    """Objects of ``pdf`` on their way into ``spool``, whose numbers are the same. What is
    ``held`` back, by its number, is not written. ``types`` are those of the elements that were.
    """

    def __init__(self, pdf: Pdf, spool: Spool, held: Mapping[int, Object]) -> None:
        self.held = held
        self.types: set[str] = set()
        self._pdf, self._spool = pdf, spool
        self._numbers: dict[int, int] = {}
        self._todo: list[tuple[int, int]] = []

    def refer(self, number: int, generation: int, depth: int = 0) -> int | None:
        if number in self._numbers:
            return self._numbers[number]
        if number in self.held or number in self._spool:
            return number
        item = self._pdf.get_object(number, generation)
        if item is None:
            return None
        self._numbers[number] = number
        if depth < DEPTH and may_be_shared(item):
            self._numbers[number] = self._shared(number, item, depth + 1)
        else:
            self._todo.append((number, generation))
        return self._numbers[number]

    def finish(self) -> None:
        """Write all that is led to and isn't written."""
        while self._todo:
            number, generation = self._todo.pop()
            if number in self.held or number in self._spool:
                continue
            item = self._pdf.get_object(number, generation)
            if isinstance(item, Dictionary):
                self.types |= types([item])
            body = self.body(item) if isinstance(item, Object) else self.value(item)
            self._spool.write(number, body, data_of(item))

    def _shared(self, number: int, item: Object, depth: int) -> int:
        """The number of the first that is the same. What leads to itself never is."""
        body, data = self.body(item, depth), data_of(item)
        first = self._spool.same(number, body, data)
        if first == number:
            self._spool.write(number, body, data)
        return first


def referred(body: bytes) -> Iterator[int]:
    """The numbers of what an object that is written leads to."""
    return (int(found[1]) for found in _TOKEN.finditer(body) if found[1])


def data_of(item: Any) -> bytes | None:
    """A stream's data, as it is packed."""
    return item.read_raw_bytes() if isinstance(item, Stream) else None


def _prepare(stream: Stream) -> None:
    """Pack what isn't packed, and say how long it is."""
    if "/Filter" not in stream and text(stream, "/Type") != "Metadata":
        stream.write(zlib.compress(stream.read_raw_bytes()), filter=Name.FlateDecode)
    stream.stream_dict.Length = len(stream.read_raw_bytes())


def may_be_shared(item: Any) -> bool:
    """Whether an object means the same wherever it stands."""
    if isinstance(item, Stream):
        return not any(key in item for key in ("/StructParent", "/StructParents"))
    if isinstance(item, Array):
        return len(item) > 0 and not isinstance(item[0], Dictionary)
    return isinstance(item, Dictionary) and text(item, "/Type") in SHARED
