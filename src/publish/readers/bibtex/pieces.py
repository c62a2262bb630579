"""A large .bib file → its blocks, read piece by piece: where it was edited since, the piece
that holds the edit is read again, and no other.

A piece begins with a line that can only begin a record. Neither the splitter nor
`blocks.recovery` goes on beyond such a line, but for a comment that isn't closed before it:
from there on all is one piece. Which of these lines begin a piece is drawn from their own
words, so that an edit moves none of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from publish.diagnostics import Diagnostic, Result
from publish.diagnostics.rows import Row, moved, restored, rows
from publish.engines.bibtex import Block
from publish.engines.packing import pack, unpack
from publish.engines.store import Store, key_of
from publish.model.place import SourceFile
from publish.readers.bibtex.blocks import reading_of

RECORDS = 32
"""How many records a piece has, about."""

_BEGINNING = re.compile(r'^@[A-Za-z]+\{[^,{}()="#%\n]*,\s*[\w:.+-]+\s*=', re.MULTILINE)


class _Kept(NamedTuple):
    """What a piece holds, offsets and lines counted from its beginning."""

    blocks: list[Block]
    diagnostics: list[Row]
    closed: bool


def blocks_by_pieces(source: SourceFile, store: Store, most: int = RECORDS) -> Result[list[Block]]:
    """`read_blocks` of a source; what its pieces held before is taken from the store."""
    key = key_of("pieces", source.path)
    data = store.get(key)
    before = (unpack(data, dict[str, bytes]) if data else None) or {}
    now: dict[str, bytes] = {}
    blocks: list[Block] = []
    found: list[Diagnostic] = []
    lines = counted = 0
    for start, kept in _pieces(source, before, now, most):
        lines, counted = lines + source.text.count("\n", counted, start), start
        blocks += (_further(block, start) for block in kept.blocks)
        found += restored(moved(kept.diagnostics, lines, source.path))
    if now.keys() != before.keys():
        store.put(key, pack(now))
    return Result(blocks, tuple(found))


def _pieces(
    source: SourceFile, before: Mapping[str, bytes], now: dict[str, bytes], most: int
) -> Iterator[tuple[int, _Kept]]:
    """Each piece, with the offset of its beginning."""
    end = len(source.text)
    for start, stop in pairwise((0, *_beginnings(source.text, most), end)):
        kept = _piece(source, start, stop, before, now)
        if not kept.closed and stop < end:
            yield start, _piece(source, start, end, before, now)
            return
        yield start, kept


def _beginnings(text: str, most: int) -> Iterator[int]:
    for found in _BEGINNING.finditer(text, 1):
        if crc32(found.group().encode("utf-8", "surrogatepass")) % most == 0:
            yield found.start()


def _piece(
    source: SourceFile, start: int, stop: int, before: Mapping[str, bytes], now: dict[str, bytes]
) -> _Kept:
    text = source.text[start:stop]
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    data = before.get(digest)
    kept = unpack(data, _Kept) if data else None
    if kept is None:
        read, closed = reading_of(SourceFile(source.path, text))
        kept = _Kept(read.value, rows(read.diagnostics), closed)
        data = pack(kept)
    now[digest] = data or b""
    return kept


def _further(block: Block, by: int) -> Block:
    """A block that stands so many characters further on."""
    kind, name, key, start, end, fields = block
    if by:
        fields = tuple(
            each._replace(start=each.start + by, value_start=each.value_start + by)
            for each in fields
        )
    return Block(kind, name, key, start + by, end + by, fields)
