"""The text of a .bib file → its blocks, by bibtexparser's splitter.

The splitter finds the blocks but gives lines from 0 and no columns, and wraps or
drops what it can't take. Here each block gets its offsets, and what was wrapped
for a repeated key or field is taken out again: judging that is the reader's work.
"""

from __future__ import annotations

import logging

from bibtexparser import model as parsed
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)
from bibtexparser.splitter import Splitter

from publish.engines.bibtex import Block, RawField

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def split(text: str) -> list[Block]:
    """The blocks of ``text``, in order; what stands between them is left out."""
    blocks: list[Block] = []
    cursor = 0
    for wrapped in Splitter(text).split().blocks:
        found = _unwrapped(wrapped)
        raw = found.raw or ""
        start = text.find(raw, cursor)
        if start < 0:
            continue
        if isinstance(found, ParsingFailedBlock):
            blocks.append(Block("broken", "", "", start, start + len(raw)))
            cursor = start + 1
            continue
        cursor = start + len(raw)
        whole = _block(found, text, start, cursor)
        if whole:
            blocks.append(whole)
    return blocks


def _unwrapped(found: parsed.Block) -> parsed.Block:
    """A block that was set aside for a repeated key or field, as it stands."""
    while isinstance(found, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        if found.ignore_error_block is None:
            break
        found = found.ignore_error_block
    return found


def _block(found: object, text: str, start: int, end: int) -> Block | None:
    if isinstance(found, Entry):
        fields = _fields(found, text, start)
        return Block("record", found.entry_type, found.key, start, end, fields)
    if isinstance(found, String):
        name_start = text.find(found.key, start + 7)
        value_start = text.find(found.value, text.find("=", name_start) + 1)
        definition = RawField(found.key, found.value, name_start, value_start)
        return Block("string", "string", found.key, start, end, (definition,))
    if isinstance(found, Preamble):
        content = RawField("", found.value, start, text.find(found.value, start + 9))
        return Block("preamble", "preamble", "", start, end, (content,))
    if isinstance(found, ExplicitComment):
        return Block("comment", "comment", "", start, end)
    return None


def _fields(entry: Entry, text: str, start: int) -> tuple[RawField, ...]:
    """An entry's fields; the splitter's are verbatim pieces of the text, in order."""
    find = text.find
    cursor = find(",", find(entry.key, start + len(entry.entry_type) + 1) + len(entry.key)) + 1
    fields = []
    for item in entry.fields:
        name, value = item.key, item.value
        name_start = find(name, cursor)
        value_start = find(value, find("=", name_start + len(name)) + 1)
        fields.append(RawField(name, value, name_start, value_start))
        cursor = value_start + len(value)
    return tuple(fields)
