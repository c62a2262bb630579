"""A document and what is new in it to the same bytes with an increment behind them.

What was signed stays as it is, byte by byte (ISO 32000-2, 7.5.6). New objects and the
catalogue are written out with a new cross-reference section, of the kind that the
file has already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


class NoIncrement(ValueError):
    """A file can't be added to: its end isn't where it should be, or it is encrypted."""


def increment(data: bytes, pdf: Pdf, changed: Sequence[Object]) -> bytes:
    """``data`` with ``changed``, indirect objects of ``pdf``, written behind it.

    Raises `NoIncrement`.
    """
    found = _START.search(data[-2048:])
    if found is None or pdf.is_encrypted:
        raise NoIncrement("there is no end to which it could be added")
    previous = int(found[1])
    body = bytearray(data if data.endswith(b"\n") else data + b"\n")
    places: dict[int, int] = {}
    for item in changed:
        number, _ = item.objgen
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, _written(item))
    keys = ("/Root", "/Info", "/ID")
    trailer = {key: pdf.trailer[key] for key in keys if key in pdf.trailer}
    size = max(int(pdf.trailer.Size), max(places) + 1)
    if data[previous : previous + 4] == b"xref":
        return bytes(body) + _table(places, len(body), trailer, previous, size)
    return bytes(body) + _stream(places, len(body), trailer, previous, size)


def _written(item: Any) -> bytes:
    if isinstance(item, Stream):
        raw = item.read_raw_bytes()
        item.stream_dict.Length = len(raw)
        return item.stream_dict.unparse(resolved=True) + b"\nstream\n" + raw + b"\nendstream"
    return bytes(item.unparse(resolved=True))


def _runs(places: Mapping[int, int]) -> list[list[int]]:
    """The numbers of the objects, each run of neighbours by itself."""
    numbers = sorted(places)
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in run] for _, run in runs]


def _trailer(entries: Mapping[str, Any], previous: int, size: int) -> Dictionary:
    return Dictionary({**entries, "/Prev": previous, "/Size": size})


def _table(
    places: Mapping[int, int], start: int, entries: Mapping[str, Any], previous: int, size: int
) -> bytes:
    lines = [b"xref\n"]
    for run in _runs(places):
        lines.append(b"%d %d\n" % (run[0], len(run)))
        lines += [b"%010d 00000 n \n" % places[number] for number in run]
    trailer = _trailer(entries, previous, size).unparse()
    return b"".join(lines) + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)


def _stream(
    places: Mapping[int, int], start: int, entries: Mapping[str, Any], previous: int, size: int
) -> bytes:
    """A cross-reference stream (7.5.8), which lists itself too."""
    rows = {**places, size: start}
    data = b"".join(
        b"\x01" + rows[number].to_bytes(8, "big") + b"\x00" for run in _runs(rows) for number in run
    )
    dictionary = _trailer(entries, previous, size + 1)
    dictionary.Type = Name.XRef
    dictionary.W = Array([1, 8, 1])
    dictionary.Index = Array([value for run in _runs(rows) for value in (run[0], len(run))])
    dictionary.Length = len(data)
    head = b"%d 0 obj\n%s\nstream\n" % (size, dictionary.unparse())
    return head + data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
