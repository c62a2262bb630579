"""A name index ↔ the bytes that the store keeps of it.

What each record brings is kept by itself, too: where some records change, only they are
read again. The words by which names are looked up are unpacked at once; what stands behind them,
when a text has asked for it: of a large bibliography it names a few records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar, overload

from publish.engines.packing import pack, unpack
from publish.engines.store import Store, key_of
from publish.mentions.authoryear import Byline, Writers
from publish.mentions.identifiers import Identifiers
from publish.mentions.index import NameIndex, Said, index_of, said_of
from publish.mentions.names import Name
from publish.mentions.phrases import Phrases, starts_of
from publish.model.reference import Bibliography

T = TypeVar("T")


class _KeptPhrases(NamedTuple):
    """``names`` are packed, in the order of ``words``; ``starts`` have ``lows``, and the
    stretch of one ends where the next begins.
    """

    words: list[str]
    names: list[bytes]
    starts: list[str]
    lows: list[int]
    everyday: bytes


class _KeptIndex(NamedTuple):
    phrases: _KeptPhrases
    identifiers: dict[str, list[str]]
    families: list[str]
    bylines: list[bytes]


_KeptSaid = dict[str, bytes]
"""What records bring, packed, by the records' digests."""


class _Row(Sequence[T], Generic[T]):
    """Packed values in order, each unpacked when it is asked for."""

    def __init__(self, packed: Sequence[bytes], kind: type[T]) -> None:
        self._packed = packed
        self._kind = kind
        self._unpacked: dict[int, T] = {}

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return _Row(self._packed[at], self._kind)
        if at not in self._unpacked:
            value = unpack(self._packed[at], self._kind)
            assert value is not None, "checked by the store"
            self._unpacked[at] = value
        return self._unpacked[at]

    def __len__(self) -> int:
        return len(self._packed)


class _Table(Mapping[str, T], Generic[T]):
    """Packed values by key, each unpacked when it is asked for."""

    def __init__(self, keys: Iterable[str], row: _Row[T]) -> None:
        self._places = {key: at for at, key in enumerate(keys)}
        self._row = row

    def __getitem__(self, key: str) -> T:
        return self._row[self._places[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def kept_index(bibliography: Bibliography, store: Store) -> NameIndex:
    """`build_index` of a bibliography, from the store where that was done before."""
    index = index_before(bibliography, store)
    if index is None:
        index = index_of(_said(bibliography, store))
        store.put(_key(bibliography), pack(_packed(index)))
    return index


def index_before(bibliography: Bibliography, store: Store) -> NameIndex | None:
    """The index of a bibliography, if the store keeps it."""
    data = store.get(_key(bibliography))
    kept = unpack(data, _KeptIndex) if data else None
    return _restored(kept) if kept is not None else None


def _key(bibliography: Bibliography) -> str:
    return key_of("names", bibliography.digest)


def _said(bibliography: Bibliography, store: Store) -> Iterator[Said]:
    """What each record brings, from the store where the record reads as it did."""
    store, key = store.own, key_of("said")
    data = store.get(key)
    before = (unpack(data, _KeptSaid) if data else None) or {}
    now: _KeptSaid = {}
    for reference in bibliography:
        digest = reference.digest
        kept = before.get(digest)
        said = unpack(kept, Said) if kept else None
        if said is None:
            said = said_of(reference)
            kept = pack(said)
        if digest and kept:
            now[digest] = kept
        yield said
    if now.keys() != before.keys():
        store.put(key, pack(now))


def _packed(index: NameIndex) -> _KeptIndex:
    writers = index.writers.by_family
    return _KeptIndex(
        _packed_phrases(index.phrases),
        {identifier: list(keys) for identifier, keys in index.identifiers.keys.items()},
        list(writers),
        [pack(bylines) for bylines in writers.values()],
    )


def _packed_phrases(phrases: Phrases) -> _KeptPhrases:
    stretches = list(phrases.stretches())
    lows = [low for _, (low, _) in stretches]
    names = [pack(names) for names in phrases.names]
    starts = [start for start, _ in stretches]
    return _KeptPhrases(list(phrases.words), names, starts, lows, phrases.everyday)


def _restored(kept: _KeptIndex) -> NameIndex:
    bylines = _Table(kept.families, _Row(kept.bylines, tuple[Byline, ...]))
    return NameIndex(
        _restored_phrases(kept.phrases),
        Identifiers(kept.identifiers),
        Writers(bylines),
    )


def _restored_phrases(kept: _KeptPhrases) -> Phrases:
    stretches = pairwise([*kept.lows, len(kept.words)])
    names = _Row(kept.names, tuple[Name, ...])
    starts = starts_of(zip(kept.starts, stretches, strict=True))
    return Phrases(kept.words, names, starts, kept.everyday)
