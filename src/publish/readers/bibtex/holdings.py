"""The texts of a project's .bib files → its holdings: all records, and what is wrong with
their structure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.diagnostics import Collector, Diagnostic, Result
from publish.engines.bibtex import Block
from publish.model.place import SourceFile
from publish.readers.bibtex.accession import accession
from publish.readers.bibtex.library import Library, Record
from publish.readers.bibtex.record_types import NOT_CITED
from publish.readers.bibtex.references import aliases_of
from publish.readers.bibtex.structure import structure_diagnostics

BlockReader = Callable[[SourceFile], Result[list[Block]]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """A library; the keys of its records that can be cited; whose each alias is."""

    library: Library
    citable: Sequence[str]
    aliases: Mapping[str, str]


def read_holdings(sources: Sequence[SourceFile], read_blocks: BlockReader) -> Result[Holdings]:
    """All records of all sources; of two with one key the first counts."""
    found = Collector()
    records: dict[str, Record] = {}
    library = Library(records)
    for source in sources:
        for block in found.take(read_blocks(source)):
            record = accession(block, source, library, found)
            if record:
                records[record.key] = record
    citable = [key for key, record in records.items() if record.kind not in NOT_CITED]
    library.aliases = _aliases(library, citable)
    told: set[tuple[str, str]] = set()
    for record in records.values():
        found.extend(structure_diagnostics(library, record, told))
    return Result(Holdings(library, citable, library.aliases), tuple(with_lines(found, sources)))


def _aliases(library: Library, citable: Sequence[str]) -> dict[str, str]:
    """Whose each alias is; the first record's that claims it, if it is nobody's key."""
    keys = frozenset(citable)
    aliases: dict[str, str] = {}
    for key in citable:
        for alias in aliases_of(library, library.records[key]):
            if alias not in keys:
                aliases.setdefault(alias, key)
    return aliases


def with_lines(found: Iterable[Diagnostic], sources: Iterable[SourceFile]) -> Iterator[Diagnostic]:
    """The diagnostics, each with the line that it is about."""
    by_path = {source.path: source for source in sources}
    for each in found:
        source = by_path.get(each.place.path) if each.place else None
        if source is not None and each.place and each.place.line and each.excerpt is None:
            each = replace(each, excerpt=source.line(each.place.line) or None)
        yield each
