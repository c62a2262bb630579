"""Entries that were read before → the same again, while their files hold the same text.

Kept are the header, what was said of it and the text's gist. The trees of the texts are read
when somebody asks for them: of thousands of entries an edit concerns a few.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from publish.diagnostics.core import Diagnostic, Result
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.register import Register
from publish.engines.store import Store
from publish.engines.versions import reader_versions
from publish.model.document import Document, Fragment
from publish.model.entry import Entry
from publish.model.frozen import asdict, replace
from publish.model.gist import Gist, gist
from publish.model.nodes import Node
from publish.model.place import SourceFile
from publish.model.settings import Settings
from publish.readers.draft import Draft, MarkdownText
from publish.readers.parses import MarkdownParser, kept_trees

_APART = ("source", "document")
"""The fields of an entry that aren't kept with its header."""


class _Kept(NamedTuple):
    """The ``texts`` without the body, which is the file's."""

    header: bytes
    texts: list[MarkdownText]
    unconverted: frozenset[str]
    gist: Gist
    diagnostics: list[Row]


class KnownEntries:
    """The entries that were read with these settings; `keep` them at the end."""

    def __init__(self, settings: Settings, parser: MarkdownParser, store: Store) -> None:
        self._parser = parser
        self._store = store if settings.source else Store()
        kind = f"entries {reader_versions()} {settings.source and settings.source.text}"
        self._register = Register(self._store, kind, _Kept)

    def of(self, source: SourceFile) -> Result[Entry] | None:
        """The entry in a file, and what was said of it, if its text was read before."""
        kept = self._register.get(source.path, source.digest) if self._store.keeps else None
        if kept is None:
            return None
        header = _unpacked(kept.header)
        if header is None:
            return None
        entry = Entry(source=source, document=self._document(source, kept), **header)
        return Result(entry, tuple(restored(kept.diagnostics)))

    def put(
        self, draft: Draft, entry: Entry, said: Iterable[Diagnostic], *, keep_trees: bool
    ) -> Entry:
        """Keep an entry that was read whole, and what was said while it was. It is the same,
        but that its trees can be read again; without ``keep_trees`` they have to.
        """
        if not self._store.keeps:
            return entry
        texts = [each if each.name != "body" else each._replace(text="") for each in draft.texts]
        unconverted, told = entry.document.unconverted, rows(said)
        kept = _Kept(packed_header(entry), texts, unconverted, gist(entry.document), told)
        self._register.put(draft.source.path, draft.source.digest, kept)
        known = {part.name: part.blocks for part in entry.document.fragments}
        document = self._document(draft.source, kept, known if keep_trees else None)
        return replace(entry, document=document)

    def keep(self, paths: Container[str]) -> None:
        """Keep what was read of the files that there are now."""
        self._register.keep(paths)

    def _document(
        self, source: SourceFile, kept: _Kept, known: Mapping[str, Sequence[Node]] | None = None
    ) -> Document:
        def texts() -> Sequence[MarkdownText]:
            return [_whole(each, source) for each in kept.texts]

        trees = kept_trees(texts, self._parser, self._store, known)
        parts = tuple(Fragment(each.name, trees, each.start, each.end) for each in kept.texts)
        document = Document(source, parts, kept.unconverted)
        document.once("gist", lambda: kept.gist)
        return document


def _whole(text: MarkdownText, source: SourceFile) -> MarkdownText:
    return text if text.name != "body" else text._replace(text=source.text[text.start : text.end])


def packed_header(entry: Entry) -> bytes:
    """All that an entry's header says, and where."""
    from publish.engines.packing import pack

    header = asdict(entry)
    for name in _APART:
        del header[name]
    return pack(_shape()(**header))


def _unpacked(header: bytes) -> dict[str, Any] | None:
    from publish.engines.packing import unpack

    kept = unpack(header, _shape())
    return None if kept is None else asdict(kept)


@cache
def _names() -> Sequence[str]:
    return [name for name in Entry.__struct_fields__ if name not in _APART]


@cache
def _shape() -> type[Any]:
    """The fields of an entry that its header gives, as what can be packed."""
    from publish.engines.packing import shape_of

    return shape_of(Entry, _names())
