"""A bibliography that was read ↔ the bytes that the store keeps of it.

Of a record that was only seen, it is kept where it stands; any other is packed by itself, and
unpacked when somebody asks for it. Blocks are kept by pieces of files besides (``pieces``), so
that where something changes, the rest isn't split again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from publish.diagnostics import Result
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.bibtex import Block
from publish.engines.packing import pack, unpack
from publish.engines.store import Store, key_of
from publish.model.place import SourceFile
from publish.readers.bibtex.holdings import Holdings, read_holdings
from publish.readers.bibtex.latex.preamble import Macro
from publish.readers.bibtex.library import Library
from publish.readers.bibtex.macros import Definition, Macros
from publish.readers.bibtex.pieces import RECORDS, Piece, parts_of, read_piece
from publish.readers.bibtex.records import Record, Records, Unread, first_fields
from publish.readers.bibtex.survey import Part, Seen


class _KeptRecord(NamedTuple):
    source: int
    block: Block


class _KeptSeen(NamedTuple):
    source: int
    type: str
    start: int
    end: int


class _KeptHoldings(NamedTuple):
    """``records``, in the order of ``keys``, are packed, but for those that were only seen."""

    keys: list[str]
    records: list[_KeptSeen | bytes]
    citable: list[str]
    aliases: dict[str, str]
    macros: dict[str, list[Definition]]
    definitions: dict[str, Macro]
    diagnostics: list[Row]


class _Packed(NamedTuple):
    """A record's bytes (`Unread`)."""

    data: bytes
    sources: Sequence[SourceFile]

    def read(self) -> Record:
        kept = unpack(self.data, _KeptRecord)
        assert kept is not None, "checked by the store"
        return Record(kept.block, self.sources[kept.source], first_fields(kept.block))


def kept_holdings(sources: Sequence[SourceFile], store: Store) -> Result[Holdings]:
    """`read_holdings` of these sources, from the store where that was done before."""
    key = key_of("holdings", *(part for source in sources for part in (source.path, source.text)))
    data = store.get(key)
    kept = unpack(data, _KeptHoldings) if data else None
    if kept is not None:
        return _restored(kept, sources)
    read = read_holdings(sources, lambda source: kept_parts(source, store))
    store.put(key, pack(_packed(read, sources)))
    return read


def kept_parts(source: SourceFile, store: Store, most: int = RECORDS) -> Result[list[Part]]:
    """`parts_of` a source, its pieces from the store as far as they were read before."""
    store, key = store.own, key_of("pieces", source.path)
    data = store.get(key)
    before = (unpack(data, dict[str, bytes]) if data else None) or {}
    now: dict[str, bytes] = {}

    def read(text: SourceFile) -> Piece:
        data = before.get(text.digest)
        piece = unpack(data, Piece) if data else None
        if piece is None or data is None:
            piece = read_piece(text)
            data = pack(piece)
        now[text.digest] = data
        return piece

    parts = parts_of(source, read, most)
    if now.keys() != before.keys():
        store.put(key, pack(now))
    return parts


def _packed(read: Result[Holdings], sources: Sequence[SourceFile]) -> _KeptHoldings:
    library = read.value.library
    number = {source.path: index for index, source in enumerate(sources)}
    return _KeptHoldings(
        keys=list(library.records),
        records=[_packed_record(library.records.held(key), number) for key in library.records],
        citable=list(read.value.citable),
        aliases=dict(read.value.aliases),
        macros=library.macros.definitions,
        definitions=library.definitions,
        diagnostics=rows(read.diagnostics),
    )


def _packed_record(held: Record | Unread, number: Mapping[str, int]) -> _KeptSeen | bytes:
    if isinstance(held, Seen):
        return _KeptSeen(number[held.source.path], held.type, held.start, held.end)
    record = held if isinstance(held, Record) else held.read()
    return pack(_KeptRecord(number[record.source.path], record.block))


def _restored(kept: _KeptHoldings, sources: Sequence[SourceFile]) -> Result[Holdings]:
    def unfold(key: str, record: _KeptSeen | bytes) -> Unread:
        if isinstance(record, bytes):
            return _Packed(record, sources)
        return Seen(sources[record.source], record.type, key, record.start, record.end)

    library = Library(
        Records(dict(zip(kept.keys, kept.records, strict=True)), unfold),
        {key.lower(): key for key in reversed(kept.keys)},
        Macros(kept.macros),
        kept.definitions,
        kept.aliases,
    )
    holdings = Holdings(library, kept.citable, kept.aliases)
    return Result(holdings, tuple(restored(kept.diagnostics)))
