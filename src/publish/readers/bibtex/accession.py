"""Each part of a file → its place in the library: macros, TeX definitions, records.

A key that is missing, taken or awkward is told; records without a key of their own
stay outside.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics import Collector, Diagnostic
from publish.diagnostics.rules import bib
from publish.engines.bibtex import Block, RawField
from publish.model.place import SourceFile
from publish.readers.bibtex.latex.preamble import preamble_macros
from publish.readers.bibtex.library import Library
from publish.readers.bibtex.records import Record, first_fields
from publish.readers.bibtex.survey import Seen


def accession(
    part: Block | Seen, source: SourceFile, library: Library, found: Collector
) -> Record | Seen | None:
    """Puts a part of a file where it belongs; a record that can be added is returned. One that
    was only seen is read where its key is somebody else's.
    """
    if isinstance(part, Seen):
        folded = part.key.lower()
        if folded not in library.folded:
            library.folded[folded] = part.key
            return part
        part = part.block()
    return _shelved(part, source, library, found)


def _shelved(block: Block, source: SourceFile, library: Library, found: Collector) -> Record | None:
    if block.kind == "string":
        for definition in block.fields:
            _define(definition, source, library, found)
    elif block.kind == "preamble":
        library.definitions.update(preamble_macros(block.fields[0].value))
    elif block.kind == "record":
        return _record(block, source, library, found)
    return None


def _define(definition: RawField, source: SourceFile, library: Library, found: Collector) -> None:
    if library.macros.define(source.path, definition):
        found.add(
            bib.REDEFINED_MACRO(
                f"the macro `{definition.name}` is defined twice, differently",
                source.place(definition.start, definition.start + len(definition.name)),
                "rename one of them",
            )
        )


def _record(block: Block, source: SourceFile, library: Library, found: Collector) -> Record | None:
    record = Record(block, source, first_fields(block))
    if len(record.own) < len(block.fields):
        found.extend(_repeated(block, source))
    refusal = _refusal(record, library)
    if refusal:
        found.add(refusal)
        return None
    found.extend(_key_problems(record, library))
    library.folded.setdefault(record.key.lower(), record.key)
    return record


def _refusal(record: Record, library: Library) -> Diagnostic | None:
    """Why a record can't be added, if it can't."""
    if not record.key:
        return bib.MISSING_KEY(
            f"this @{record.block.type} has no key",
            record.source.place(record.block.start),
            "write a key and a comma behind the opening brace",
        )
    former = library.records.get(record.key)
    if former:
        return bib.DUPLICATE_KEY(
            f"the key `{record.key}` is taken by the record at {former.place()}",
            record.place(),
            "remove one of the two, or rename its key",
        )
    return None


def _key_problems(record: Record, library: Library) -> Iterator[Diagnostic]:
    folded = library.folded.get(record.key.lower())
    if folded:
        yield bib.KEYS_DIFFER_IN_CASE(
            f"the keys `{record.key}` and `{folded}` differ only in capitals",
            record.place(),
            "rename one of them",
        )
    if any(char in record.key for char in " \t\n{}[],;@\\"):
        yield bib.AWKWARD_KEY(
            f"the key `{record.key}` can't be written in a citation",
            record.place(),
            "rename it, without blanks and brackets",
        )


def _repeated(block: Block, source: SourceFile) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for item in block.fields:
        name = item.name.lower()
        if name in seen:
            yield bib.REPEATED_FIELD(
                f"`{block.key}` has the field `{name}` twice; the first counts",
                source.place(item.start, item.start + len(item.name)),
                "remove one of the two",
            )
        seen.add(name)
