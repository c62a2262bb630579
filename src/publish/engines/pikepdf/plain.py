"""A PDF that is written as plainly as can be, read as it is written: its objects by their numbers.

Nothing is interpreted, so that what objects say and what they lead to is known of all of them in
the time in which a parser opens some. What is written in another way is refused.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from struct import Struct
from typing import NamedTuple

HEAD = 1 << 20
"""Bytes that a stream's dictionary may have: that of the cross-references lists their numbers."""

AT_HAND = 10_000
"""Objects that are held unpacked, at least."""

_HEADER = re.compile(rb"%PDF-\d\.\d\n%[\x80-\xff]{4}\n")
_STREAM = b"\nstream\n"
_OBJECT = re.compile(rb"([1-9]\d*) 0 obj\n(<<[^\0]*? /Length (\d+)[^\0]*?>>)%b" % _STREAM)
_STREAM_END = b"\nendstream\nendobj\n"
_END = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z")

_ROWS = Struct(">BQI")
_INDEX = re.compile(rb"/Type /XRef /W \[1 8 4\] /Size \d+ /Index \[([\d ]+)\]")
_FURTHER = re.compile(rb"/Prev|/XRefStm|/Encrypt")
_PACK = re.compile(rb"/Type /ObjStm /N (\d+) /First (\d+)")
_FREE, _PLAIN, _PACKED = 0, 1, 2

_SPACE = rb"[\0\t\n\f\r ]+"
GAP = rb"(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])+"
"""White space and remarks, which stand between one thing and another."""
_REFERENCE = re.compile(rb"\b(\d+)%b\d+%bR" % (_SPACE, _SPACE))
_REFERENCE_AMID_REMARKS = re.compile(rb"(?=\b(\d+)%b\d+%bR)" % (GAP, GAP))


class Written(NamedTuple):
    """An object as it is written: of a stream the dictionary and, packed as it may be, the data."""

    text: bytes
    data: bytes = b""


_NULL = Written(b"null")


def references_in(text: bytes) -> list[int]:
    """The numbers of what an object refers to that is written so, and of what looks so in its
    strings.
    """
    reference = _REFERENCE_AMID_REMARKS if b"%" in text else _REFERENCE
    return [*map(int, reference.findall(text))]


class _Stream(NamedTuple):
    """A stream's number, and where its dictionary begins and its data."""

    number: int
    dictionary: int
    data: int
    end: int


def is_plain(data: bytes) -> bool:
    """Whether a file is written as plainly as can be: nothing but streams from the header to
    the end, each as long as it says, every mark and end of line where ISO 32000 wants it.

    Of such a file no rule of syntax is broken but within its objects.
    """
    return bool(_streams(data))


def _streams(data: bytes) -> dict[int, _Stream]:
    """The streams of a plain file by where their objects begin; none of another."""
    found: dict[int, _Stream] = {}
    header = _HEADER.match(data)
    at = header.end() if header else 0
    while at and (head := _OBJECT.match(data, at, at + HEAD)):
        end = head.end() + int(head[3])
        found[at] = _Stream(int(head[1]), head.start(2), head.end(), end)
        at = end + len(_STREAM_END) if data.startswith(_STREAM_END, end) else 0
    return found if at and _END.match(data, at) else {}


class PlainFile:
    """The objects of a plain file. Raises `ValueError` and `KeyError` where it is written in a way
    that isn't known here.
    """

    def __init__(self, data: bytes) -> None:
        self._data, self._streams = data, _streams(data)
        self._held: dict[int, Written] = {}
        end = _END.search(data, max(0, len(data) - 64))
        last = self._streams[int(end[1]) if end else 0]
        table = self._written(last, last.number)
        index = _INDEX.search(table.text)
        if index is None or _FURTHER.search(table.text):
            raise ValueError("unknown cross-references")
        pairs = [*map(int, index[1].split())]
        self._runs = [range(a, a + size) for a, size in zip(pairs[::2], pairs[1::2], strict=True)]
        self._firsts, self._before = pairs[::2], [0, *accumulate(pairs[1::2])]
        self._rows = _inflated(table)
        if any(one.stop > other.start for one, other in pairwise(self._runs)):
            raise ValueError("an object has two places")

    def run(self, number: int) -> range:
        """The numbers in use around one; none where it isn't."""
        at = bisect_right(self._firsts, number) - 1
        return self._runs[at] if at >= 0 and number in self._runs[at] else range(0)

    def streams(self, run: range) -> Iterator[Written]:
        """The streams of a run, among them those that hold its other objects; at last, in place of
        one, which object stands in which of these.
        """
        start = self._row(run.start)
        rows = _ROWS.iter_unpack(self._rows[start : start + len(run) * _ROWS.size])
        places = {number: (kind, place) for number, (kind, place, _) in zip(run, rows, strict=True)}
        held = [(kind, place if kind == _PACKED else 0) for kind, place in places.values()]
        yield Written(repr((run, held)).encode())
        for number, (kind, place) in places.items():
            if kind == _PLAIN:
                yield self._written(self._streams[place], number)
            elif kind == _PACKED and places[place][0] != _PLAIN:
                raise ValueError("an object that stands elsewhere")

    def get(self, number: int) -> Written:
        """An object; one that isn't there is null."""
        kind, place = (_FREE, 0) if number in self._held else self._place(number)
        if kind == _PLAIN:
            return self._written(self._streams[place], number)
        if kind == _PACKED:
            self._unpack(place)
        return self._held[number] if number in self._held or kind == _PACKED else _NULL

    def _written(self, stream: _Stream, number: int) -> Written:
        if stream.number != number:
            raise ValueError("an object isn't where it should be")
        text = self._data[stream.dictionary : stream.data - len(_STREAM)]
        return Written(text, self._data[stream.data : stream.end])

    def _place(self, number: int) -> tuple[int, int]:
        """How an object is written, and where: the offset, or the number of its object stream."""
        if number not in self.run(number):
            return _FREE, 0
        kind, place, _ = _ROWS.unpack_from(self._rows, self._row(number))
        return kind, place

    def _row(self, number: int) -> int:
        at = bisect_right(self._firsts, number) - 1
        return (self._before[at] + number - self._firsts[at]) * _ROWS.size

    def _unpack(self, number: int) -> None:
        """Hold the objects of an object stream (ISO 32000-2, 7.5.7) that are said to be there."""
        if len(self._held) > AT_HAND:
            self._held.clear()
        stream = self.get(number)
        pack, text = _PACK.search(stream.text), objects_in(stream)
        count, first = map(int, pack.groups()) if pack else (0, 0)
        pairs = [*map(int, text[:first].split())]
        numbers, starts = pairs[::2], [first + offset for offset in pairs[1::2]]
        if len({*numbers}) != count or starts != sorted(starts):
            raise ValueError("objects that aren't in order")
        for each, start, end in zip(numbers, starts, (*starts[1:], len(text)), strict=True):
            if self._place(each) == (_PACKED, number):
                self._held[each] = Written(text[start:end])


def objects_in(stream: Written) -> bytes:
    """What an object stream holds, behind their numbers and places; nothing, if it is another."""
    return _inflated(stream) if _PACK.search(stream.text) else b""


def _inflated(stream: Written) -> bytes:
    if b"/Filter /FlateDecode" not in stream.text or b"/DecodeParms" in stream.text:
        raise ValueError("an unknown filter")
    try:
        return zlib.decompress(stream.data)
    except zlib.error as error:
        raise ValueError(f"a damaged stream: {error}") from error
