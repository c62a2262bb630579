"""A .bib file → its parts: plain records, which are only seen (`survey`), and the blocks of
all else, read piece by piece.

A piece begins behind a plain record, or with a line that can only begin a record. Neither the
splitter nor `blocks.recovery` goes on beyond such a line, but for a comment that isn't closed
before it: from there on all is one piece. Which of these lines begin a piece is drawn from
their own words, so that an edit moves none of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from publish.diagnostics import Diagnostic, Result
from publish.diagnostics.rows import Row, moved, restored, rows
from publish.engines.bibtex import Block
from publish.model.expressions import expression
from publish.model.place import SourceFile
from publish.readers.bibtex.survey import Part, Seen, survey

RECORDS = 32
"""How many records a piece has, about."""

_BEGINNING = expression(r'^@[A-Za-z]+\{[^,{}()="#%\n]*,\s*[\w:.+-]+\s*=', re.MULTILINE)


class Piece(NamedTuple):
    """What a piece holds, offsets and lines counted from its beginning."""

    blocks: list[Block]
    diagnostics: list[Row]
    closed: bool


def read_piece(source: SourceFile) -> Piece:
    """The text of a piece, read as if it were a file."""
    from publish.readers.bibtex.blocks import reading_of  # the splitter takes time to load

    read, closed = reading_of(source)
    return Piece(read.value, rows(read.diagnostics), closed)


def parts_of(
    source: SourceFile, read: Callable[[SourceFile], Piece] = read_piece, most: int = RECORDS
) -> Result[list[Part]]:
    """`read_blocks` of a source, but that its plain records are only seen. ``read`` may know
    a piece already.
    """
    parts: list[Part] = []
    found: list[Diagnostic] = []
    lines = counted = 0
    for start, piece in _pieces(source, read, most):
        if isinstance(piece, Seen):
            parts.append(piece)
            continue
        lines, counted = lines + source.text.count("\n", counted, start), start
        parts += (_further(block, start) for block in piece.blocks)
        found += restored(moved(piece.diagnostics, lines, source.path))
    return Result(parts, tuple(found))


def _pieces(
    source: SourceFile, read: Callable[[SourceFile], Piece], most: int
) -> Iterator[tuple[int, Piece | Seen]]:
    """Each plain record, and each piece of what is none, with the offset of its beginning."""
    text = source.text
    for part in survey(source):
        if isinstance(part, Seen):
            yield part.start, part
            continue
        beginnings = _beginnings(text, part.start + 1, part.end, most)
        for start, stop in pairwise((part.start, *beginnings, part.end)):
            piece = read(SourceFile(source.path, text[start:stop]))
            if not piece.closed and stop < len(text):
                yield start, read(SourceFile(source.path, text[start:]))
                return
            yield start, piece


def _beginnings(text: str, start: int, stop: int, most: int) -> Iterator[int]:
    for found in _BEGINNING.finditer(text, start, stop):
        if crc32(found.group().encode("utf-8", "surrogatepass")) % most == 0:
            yield found.start()


def _further(block: Block, by: int) -> Block:
    """A block that stands so many characters further on."""
    kind, name, key, start, end, fields = block
    if by:
        fields = tuple(
            each._replace(start=each.start + by, value_start=each.value_start + by)
            for each in fields
        )
    return Block(kind, name, key, start + by, end + by, fields)
