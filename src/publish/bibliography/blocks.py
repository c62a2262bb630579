"""A .bib file as it is written, and which of its blocks can be changed safely.

A block is changed only where all of its text is known: its key, its fields as they stand,
and between them nothing but blanks and commas. One that was damaged, or that holds a
comment, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.engines.bibtex import Block, RawField
from publish.model.frozen import Frozen
from publish.model.place import SourceFile

_PARTING = re.compile(r"\s*,\s*")
_END = re.compile(r"\s*(?:,\s*)?[})]")
_HEAD = re.compile(r"@\s*[A-Za-z][\w-]*\s*[{(]\s*")
_NAME = re.compile(r"[A-Za-z@_][\w:.+/-]*")


class BibText(Frozen):
    """The text of a .bib file and its blocks, in order."""

    source: SourceFile
    blocks: Sequence[Block]

    def records(self) -> Iterator[Block]:
        return (block for block in self.blocks if block.kind == "record")

    def text(self, block: Block) -> str:
        return self.source.text[block.start : block.end]


def is_verbatim(text: str, block: Block) -> bool:
    """Whether a record or @string is written exactly as its block says."""
    head = _HEAD.match(text, block.start, block.end)
    if not head:
        return False
    at = head.end()
    if block.kind == "string" and len(block.fields) != 1:
        return False
    if block.kind == "record":
        if not block.key or not text.startswith(block.key, at):
            return False
        at += len(block.key)
        if not block.fields:
            return _ends(text, at, block.end)
        parting = _PARTING.match(text, at, block.end)
        if not parting:
            return False
        at = parting.end()
    for index, item in enumerate(block.fields):
        if index:
            parting = _PARTING.match(text, at, block.end)
            at = parting.end() if parting else -1
        if at != item.start or not _is_written(text, item):
            return False
        at = value_end(item)
    return _ends(text, at, block.end)


def _is_written(text: str, item: RawField) -> bool:
    if not text.startswith(item.name, item.start) or not _NAME.fullmatch(item.name):
        return False
    between = text[item.start + len(item.name) : item.value_start]
    return between.strip() == "=" and text.startswith(item.value, item.value_start)


def value_end(item: RawField) -> int:
    """The offset behind a field's value."""
    return item.value_start + len(item.value)


def _ends(text: str, at: int, end: int) -> bool:
    found = _END.match(text, at, end)
    return found is not None and found.end() == end


def field(block: Block, *names: str) -> RawField | None:
    """The first field of one of these names, in any case."""
    return next((item for item in block.fields if item.name.lower() in names), None)


def listed(item: RawField | None) -> tuple[str, ...]:
    """The keys that a field such as ``crossref`` or ``xdata`` names."""
    if item is None or "#" in item.value:
        return ()
    keys = (key.strip() for key in item.value.strip('{}" \n\t').split(","))
    return tuple(key for key in keys if key)
