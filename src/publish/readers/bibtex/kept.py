"""A bibliography that was read ↔ the bytes that the store keeps of it.

Each record is packed by itself, and unpacked when somebody asks for it: of a large
bibliography a text cites a few. Blocks are kept by pieces of files besides (``pieces``), so
that where something changes, the rest isn't split again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from publish.diagnostics import Result
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.bibtex import Block
from publish.engines.packing import pack, unpack
from publish.engines.store import Store, key_of
from publish.model.place import SourceFile
from publish.readers.bibtex.holdings import Holdings, read_holdings
from publish.readers.bibtex.latex.preamble import Macro
from publish.readers.bibtex.library import Library, Record, first_fields
from publish.readers.bibtex.macros import Definition, Macros
from publish.readers.bibtex.pieces import blocks_by_pieces


class _KeptRecord(NamedTuple):
    source: int
    block: Block


class _KeptHoldings(NamedTuple):
    """``records`` are packed, in the order of ``keys``."""

    keys: list[str]
    records: list[bytes]
    citable: list[str]
    aliases: dict[str, str]
    macros: dict[str, list[Definition]]
    definitions: dict[str, Macro]
    diagnostics: list[Row]


class _Records(Mapping[str, Record]):
    """Records by key, unpacked when they are asked for."""

    def __init__(self, keys: Sequence[str], packed: Sequence[bytes], sources: Sequence[SourceFile]):
        self._packed = dict(zip(keys, packed, strict=True))
        self._sources = sources
        self._unpacked: dict[str, Record] = {}

    def __getitem__(self, key: str) -> Record:
        if key not in self._unpacked:
            kept = unpack(self._packed[key], _KeptRecord)
            assert kept is not None, "checked by the store"
            fields = first_fields(kept.block)
            self._unpacked[key] = Record(kept.block, self._sources[kept.source], fields)
        return self._unpacked[key]

    def __contains__(self, key: object) -> bool:
        return key in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def kept_holdings(sources: Sequence[SourceFile], store: Store) -> Result[Holdings]:
    """`read_holdings` of these sources, from the store where that was done before."""
    key = key_of("holdings", *(part for source in sources for part in (source.path, source.text)))
    data = store.get(key)
    kept = unpack(data, _KeptHoldings) if data else None
    if kept is not None:
        return _restored(kept, sources)
    read = read_holdings(sources, lambda source: blocks_by_pieces(source, store))
    store.put(key, pack(_packed(read, sources)))
    return read


def _packed(read: Result[Holdings], sources: Sequence[SourceFile]) -> _KeptHoldings:
    library = read.value.library
    number = {source.path: index for index, source in enumerate(sources)}
    return _KeptHoldings(
        keys=list(library.records),
        records=[
            pack(_KeptRecord(number[record.source.path], record.block))
            for record in library.records.values()
        ],
        citable=list(read.value.citable),
        aliases=dict(read.value.aliases),
        macros=library.macros.definitions,
        definitions=library.definitions,
        diagnostics=rows(read.diagnostics),
    )


def _restored(kept: _KeptHoldings, sources: Sequence[SourceFile]) -> Result[Holdings]:
    library = Library(
        _Records(kept.keys, kept.records, sources),
        {key.lower(): key for key in reversed(kept.keys)},
        Macros(kept.macros),
        kept.definitions,
        kept.aliases,
    )
    holdings = Holdings(library, kept.citable, kept.aliases)
    return Result(holdings, tuple(restored(kept.diagnostics)))
