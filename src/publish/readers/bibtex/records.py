"""A record as its file has it; and all of them by key, most of which nobody reads.

Of a large bibliography a text cites a few records: the others are seen in their files
(`survey`) or packed in the store (`kept`), and read when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from publish.engines.bibtex import Block, RawField
from publish.model.crosswalk import BIBTEX_TYPES
from publish.model.frozen import Frozen
from publish.model.place import Place, SourceFile


class Record(Frozen):
    """A record's block, the file that it stands in, its fields by lower-case name."""

    block: Block
    source: SourceFile
    own: Mapping[str, RawField]

    @property
    def key(self) -> str:
        return self.block.key

    @property
    def kind(self) -> str:
        """The type; one that BibTeX doesn't know may stand in ``entrysubtype``."""
        kind = self.block.type.lower()
        subtype = self.own.get("entrysubtype")
        if subtype is None:
            return kind
        exact = subtype.value.strip('{}" ').lower()
        return exact if BIBTEX_TYPES.get(exact) == kind else kind

    def place(self, item: RawField | None = None, words: str = "") -> Place:
        """The place of a field's value, or of ``words`` in it, or of the record."""
        if item is None:
            return self.source.place(self.block.start, self._key_end())
        if words:
            end = item.value_start + len(item.value)
            at = self.source.text.find(words, item.value_start, end)
            if at >= 0:
                return self.source.place(at, at + len(words))
        length = len(item.value) if "\n" not in item.value else 0
        return self.source.place(item.value_start, item.value_start + length)

    def _key_end(self) -> int:
        behind_type = self.block.start + len(self.block.type) + 1
        found = self.source.text.find(self.block.key, behind_type, self.block.end)
        return found + len(self.block.key)


def first_fields(block: Block) -> dict[str, RawField]:
    """The fields of a block by lower-case name; of one that stands twice, the first."""
    fields: dict[str, RawField] = {}
    for item in block.fields:
        fields.setdefault(item.name.lower(), item)
    return fields


class Unread(Protocol):
    """A record that is there, and can be read."""

    def read(self) -> Record: ...


def _as_it_is(key: str, held: Record | Unread) -> Record | Unread:
    return held


class Records(Mapping[str, Record]):
    """Records by key, in the order of their files; each is read when it is asked for.

    What is ``held`` of them may be anything of which ``unfold`` makes one that can be read.
    """

    def __init__(
        self,
        held: dict[str, Any] | None = None,
        unfold: Callable[[str, Any], Record | Unread] = _as_it_is,
    ) -> None:
        self._held, self._unfold = held or {}, unfold
        self._read: dict[str, Record] = {}

    def add(self, key: str, record: Record | Unread) -> None:
        self._held[key] = record

    def held(self, key: str) -> Record | Unread:
        """The record, read or not."""
        return self._unfold(key, self._held[key])

    def __getitem__(self, key: str) -> Record:
        held = self.held(key)
        if isinstance(held, Record):
            return held
        if key not in self._read:
            self._read[key] = held.read()
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
