"""The .bib files of a project → its ``Bibliography``.

Reading finds the records and judges their structure. Their values are turned into CSL
when somebody asks for them (``Reference.csl``): a build asks for what is cited,
``publish check`` for everything, by ``value_diagnostics``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from publish.diagnostics import Collector, Diagnostic, Result
from publish.model.reference import Bibliography, Reference
from publish.readers.bibtex.accession import accession
from publish.readers.bibtex.blocks import read_blocks
from publish.readers.bibtex.encoding import decode
from publish.readers.bibtex.library import Library, Record
from publish.readers.bibtex.record_types import NOT_CITED
from publish.readers.bibtex.references import RecordReading, reference_to
from publish.readers.bibtex.structure import structure_diagnostics


@dataclass(frozen=True, slots=True)
class BibFile:
    """A file of the bibliography; ``path`` is relative to the project."""

    path: str
    data: bytes


def read_bibliography(files: Sequence[BibFile]) -> Result[Bibliography]:
    """All records of all files, and every problem of their structure.

    The files are read in the order given; of two records with one key the first
    counts. No content makes this raise.
    """
    found = Collector()
    library = Library()
    records = _records(files, library, found)
    told: set[tuple[str, str]] = set()
    for record in records:
        found.extend(structure_diagnostics(library, record, told))
    cited = [record for record in records if record.kind not in NOT_CITED]
    references = {record.key: reference_to(library, record) for record in cited}
    return found.result(Bibliography(references, _aliases(references)))


def _records(files: Sequence[BibFile], library: Library, found: Collector) -> list[Record]:
    """The records that have a key of their own, in order; all of them in ``library``."""
    records: list[Record] = []
    for file in files:
        source = found.take(decode(file.path, file.data))
        for block in found.take(read_blocks(source)):
            record = accession(block, source, library, found)
            if record:
                records.append(record)
    return records


def _aliases(references: dict[str, Reference]) -> dict[str, str]:
    """Whose each alias is; the first record's that claims it, if it is nobody's key."""
    aliases: dict[str, str] = {}
    for key, reference in references.items():
        for alias in reference.aliases:
            if alias not in references:
                aliases.setdefault(alias, key)
    return aliases


def value_diagnostics(references: Iterable[Reference]) -> Iterator[Diagnostic]:
    """What is wrong with the values of these references, as far as reading them tells."""
    for reference in references:
        if isinstance(reference.source, RecordReading):
            yield from reference.source.conversion().diagnostics
